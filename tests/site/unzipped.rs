//! ZIP files as maps of paths to bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of a ZIP.
pub fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    opened(bytes).expect("a whole ZIP file")
}

/// The files of a ZIP, when it can be read.
pub fn opened(bytes: &[u8]) -> zip::result::ZipResult<BTreeMap<String, Vec<u8>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let count = archive.len();
    let read = |index: usize| {
        let mut file = archive.by_index(index)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok((file.name()?.into_owned(), bytes))
    };
    (0..count).map(read).collect()
}
