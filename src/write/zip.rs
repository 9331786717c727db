//! The outputs as one ZIP file, the same bytes for the same outputs on any machine and at any time.
//!
//! In: outputs. Out: a file that is whole or is not there. Entries are sorted by path, compressed with deflate, dated
//! 1980-01-01 (the earliest that the format can say) and readable by all; names that are not ASCII are marked as UTF-8. It
//! never keeps a clock, an owner or an order of its own.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use ::zip::result::ZipResult;
use ::zip::write::{PreparedZipFile, SimpleFileOptions};
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};
use rayon::prelude::*;

use super::disk::{Disk, Machine};
use super::path;
use crate::failure::Failure;
use crate::output::Output;

/// Writes the outputs as a ZIP to `file`, whose folder must exist, in the place of whatever file is there.
///
/// # Errors
///
/// An output path that could lead out of the folder it is unpacked to, or the machine's refusal. The file that was there
/// before is then still there, whole. If two builds write to one file at once, one of them may fail.
pub fn zip(outputs: &[Output], file: &Path) -> Result<(), Failure> {
    let sorted: Vec<&Output> = path::sorted(outputs)?.into_values().collect();
    let failed = |error| Failure::io("write", file, error);
    let archive = archive(&sorted).map_err(|error| failed(error.into()))?;
    sweep(file);
    let staged = staged(file, &std::process::id().to_string());
    let moved = Machine
        .write_new(&staged, &archive)
        .and_then(|()| fs::rename(&staged, file));
    moved.map_err(|error| {
        // The failure to tell is the first one; should this one last, the next build sweeps.
        let _ = fs::remove_file(&staged);
        failed(error)
    })
}

fn archive(outputs: &[&Output]) -> ZipResult<Vec<u8>> {
    let compress =
        |output: &&Output| PreparedZipFile::from_data(&output.path, options(), &output.bytes);
    let files: ZipResult<Vec<PreparedZipFile>> = outputs.par_iter().map(compress).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files? {
        writer.add_prepared_file(file)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Everything that an entry says about itself besides its name and bytes: nothing of the machine it was made on.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
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
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let names = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name());
    for name in names {
        let prefix = beginning.file_name().unwrap_or_default().as_encoded_bytes();
        let number = name
            .as_encoded_bytes()
            .strip_prefix(prefix)
            .unwrap_or_default();
        if !number.is_empty() && number.iter().all(u8::is_ascii_digit) {
            let _ = fs::remove_file(folder.join(name));
        }
    }
}
