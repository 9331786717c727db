//! One file, whole or not at all.
//!
//! In: bytes and a path. Out: the file with those bytes in the place of whatever file was there; or that one, whole,
//! when the machine refuses.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Machine};
use super::guard;
use super::place::{Place, look};
use crate::diag::Word;
use crate::failure::Failure;

/// Writes the file by a temporary one beside it and a rename. Its folder must exist.
///
/// # Errors
///
/// Refused: a path that ends in something else than `.{extension}` (a slip that would cost another file its content), that
/// is one of the sources or lies inside one, or where something other than a file lies. The machine's refusal. If two processes write to one file at once, one of them may fail.
pub fn file(file: &Path, bytes: &[u8], extension: &str, sources: &[PathBuf]) -> Result<(), Failure> {
    if file.extension().is_none_or(|found| found != extension) {
        let refusal = Word::WrongExtension.with("file", file.display()).with("extension", extension);
        return Err(Failure::refused(refusal));
    }
    guard::refuse_sources(file, sources)?;
    if !matches!(look(file)?, Place::Missing | Place::File { .. }) {
        return Err(Failure::refused(Word::NoFileThere.with("file", file.display())));
    }
    sweep(file);
    let staged = staged(file, &std::process::id().to_string());
    let moved = Machine.write_new(&staged, bytes).and_then(|()| fs::rename(&staged, file));
    moved.map_err(|error| {
        // The failure to tell is the first one; should this one last, the next build sweeps.
        let _ = fs::remove_file(&staged);
        Failure::io("write", file, error)
    })
}

/// A name beside `file`, of its own for each process, so that of two that write at once neither moves the other's half.
fn staged(file: &Path, process: &str) -> PathBuf {
    let mut name = OsString::from(".norade-tmp-");
    name.push(file.file_name().unwrap_or_default());
    name.push(".");
    name.push(process);
    file.with_file_name(name)
}

/// Removes what killed builds left beside `file`: names that [`staged`] gives, with a process number at the end. That one
/// could not be removed is no reason not to write.
fn sweep(file: &Path) {
    let beginning = staged(file, "");
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    for name in names {
        let prefix = beginning.file_name().unwrap_or_default().as_encoded_bytes();
        let number = name.as_encoded_bytes().strip_prefix(prefix).unwrap_or_default();
        if !number.is_empty() && number.iter().all(u8::is_ascii_digit) {
            let _ = fs::remove_file(folder.join(name));
        }
    }
}
