//! What there is at a path of the output folder, seen without following a link at its end.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::failure::Failure;

/// What lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Missing,
    Folder,
    /// A plain file, of so many bytes.
    File {
        len: u64,
    },
    Link,
    /// A pipe, a device, a socket.
    Other,
}

/// Looks at `path`. Something below a file is missing.
pub(super) fn look(path: &Path) -> Result<Place, Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Place::Folder),
        Ok(found) if found.is_file() => Ok(Place::File { len: found.len() }),
        Ok(found) if found.is_symlink() => Ok(Place::Link),
        Ok(_) => Ok(Place::Other),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(Place::Missing)
        }
        Err(error) => Err(Failure::io("read", path, error)),
    }
}
