//! The outputs as one ZIP file, the same bytes for the same outputs on any machine and at any time.
//!
//! In: outputs. Out: a file that is whole or is not there. Entries are sorted by path, compressed with deflate, dated
//! 1980-01-01 (the earliest that the format can say) and readable by all; names that are not ASCII are marked as UTF-8. It
//! never keeps a clock, an owner or an order of its own.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use ::zip::result::ZipResult;
use ::zip::write::{PreparedZipFile, SimpleFileOptions};
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};
use rayon::prelude::*;

use super::{path, single};
use crate::failure::Failure;
use crate::output::Output;

/// Writes the outputs as a ZIP to `file`, whose folder must exist, in the place of whatever file is there.
///
/// # Errors
///
/// An output path that could lead out of the folder it is unpacked to, or the machine's refusal. The file that was there
/// before is then still there, whole. If two builds write to one file at once, one of them may fail.
pub fn zip(outputs: &[Output], file: &Path, sources: &[PathBuf]) -> Result<(), Failure> {
    let sorted: Vec<&Output> = path::sorted(outputs)?.into_values().collect();
    let archive = archive(&sorted).map_err(|error| Failure::io("write", file, error.into()))?;
    single::file(file, &archive, "zip", sources)
}

fn archive(outputs: &[&Output]) -> ZipResult<Vec<u8>> {
    let compress = |output: &&Output| PreparedZipFile::from_data(&output.path, options(), &output.bytes);
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
