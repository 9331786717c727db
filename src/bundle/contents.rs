//! The files of something that may be a bundle, a ZIP or a folder, as they are found.
//!
//! In: a path. Out: which plain files there are below the folder that holds the manifest, what else there is that no
//! bundle has, and the bytes of a file, never more of them than were asked for. No link is followed below the path, and
//! nothing is written.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use ::zip::ZipArchive;
use ::zip::result::ZipError;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::manifest::hex;
use super::{MANIFEST, path};
use crate::diag::{Fact, Said, Word};
use crate::failure::{Failure, reason};

/// Why something cannot be read as a bundle.
pub enum Trouble {
    Machine(Failure),
    /// It is none, or no longer.
    Unfit(Said),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Machine(failure)
    }
}

/// What there is.
pub struct Contents {
    store: Store,
    /// The plain files, from the folder that holds the manifest.
    pub files: BTreeSet<String>,
    /// The folders, as they are named.
    pub folders: BTreeSet<String>,
    /// What can be part of no bundle, each told.
    pub foreign: Vec<Said>,
}

enum Store {
    Folder(PathBuf),
    /// With the folder in it that holds the manifest.
    Zip(Box<ZipArchive<BufReader<File>>>, String),
}

impl Contents {
    /// Looks at a ZIP or a folder.
    pub fn open(at: &Path) -> Result<Contents, Trouble> {
        let refused = |error| Failure::io("read", at, error);
        match fs::metadata(at).map_err(refused)?.is_dir() {
            true => folder(top_folder(at)?),
            false => zip(File::open(at).map_err(refused)?),
        }
    }

    /// The whole file; `None` when it is not there or has more than `most` bytes.
    pub fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        if !self.files.contains(path) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.reading(path, |reader| reader.take(most + 1).read_to_end(&mut bytes))?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// The SHA-256 of the file, in hexadecimal digits; `None` when it has another size. No more than `size` bytes and one
    /// are read, so that a small archive cannot become endless work.
    pub fn digest(&mut self, path: &str, size: u64) -> Result<Option<String>, Trouble> {
        let mut hash = Sha256::new();
        let read =
            self.reading(path, |reader| std::io::copy(&mut reader.take(size + 1), &mut Sink(&mut hash)))?;
        Ok((read == size).then(|| hex(&hash.finalize())))
    }

    fn reading<T>(
        &mut self,
        path: &str,
        work: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
    ) -> Result<T, Trouble> {
        match &mut self.store {
            Store::Folder(root) => {
                let at = root.join(path);
                let done = File::open(&at).and_then(|mut file| work(&mut file));
                Ok(done.map_err(|error| Failure::io("read", at, error))?)
            }
            Store::Zip(archive, top) => {
                let damaged =
                    |reason: Fact| Trouble::Unfit(Word::Unreadable.with("path", path).with("reason", reason));
                let mut file =
                    archive.by_name(&format!("{top}/{path}")).map_err(|error| damaged(of_entry(&error)))?;
                work(&mut file).map_err(|error| damaged(of_reading(&error)))
            }
        }
    }
}

/// A hash to write to.
struct Sink<'a>(&'a mut Sha256);

impl std::io::Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The folder that holds the manifest: this one, or the only thing in it, as unpacking leaves it.
fn top_folder(at: &Path) -> Result<PathBuf, Trouble> {
    let is_file = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_file());
    if is_file(&at.join(MANIFEST)) {
        return Ok(at.to_owned());
    }
    let entries = fs::read_dir(at).map_err(|error| Failure::io("read the folder", at, error))?;
    let inner: Vec<_> = entries.flatten().collect();
    match inner.as_slice() {
        [only]
            if only.file_type().is_ok_and(|found| found.is_dir()) && is_file(&only.path().join(MANIFEST)) =>
        {
            Ok(only.path())
        }
        _ => Err(Trouble::Unfit(Word::NoManifest.into())),
    }
}

fn folder(root: PathBuf) -> Result<Contents, Trouble> {
    let mut found = Found::default();
    for entry in WalkDir::new(&root).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(&root).to_owned();
            Failure::io("read", at, error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into()))
        })?;
        let inner = entry.path().strip_prefix(&root).expect("the walk stays in the folder");
        let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        found.add(parts.join("/"), entry.file_type().is_file(), entry.file_type().is_dir());
    }
    Ok(found.in_store(Store::Folder(root)))
}

fn zip(mut file: File) -> Result<Contents, Trouble> {
    let damaged = |reason: Fact| Trouble::Unfit(Word::ZipDamaged.with("reason", reason));
    let ends = ends(&mut file).map_err(|error| damaged(reason(&error)))?;
    let unlisted = |error: ZipError| match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => damaged(reason(&error)),
        _ => damaged(Word::ZipUnlisted.into()),
    };
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unlisted)?;
    // What programs that read only one of a file's two headers would see differently.
    archive.validate_header_consistency().map_err(|_| damaged(Word::ZipLists.into()))?;
    if archive.offset() != 0 {
        return Err(damaged(Word::ZipBegins.into()));
    }
    if !ends {
        return Err(damaged(Word::ZipEnds.into()));
    }
    let top = top(&archive)?;
    let mut found = Found::default();
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(unlisted)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        match name.strip_prefix(&top).and_then(|inner| inner.strip_prefix('/')) {
            // The folder itself.
            Some("") => {}
            Some(inner) if entry.is_dir() => found.add(inner.trim_end_matches('/').to_owned(), false, true),
            Some(inner) => found.add(inner.to_owned(), entry.is_file(), false),
            None => found.foreign.push(Word::ForeignOutside.with("path", name)),
        }
    }
    Ok(found.in_store(Store::Zip(Box::new(archive), top)))
}

/// Whether a file ends where a ZIP does: with the record of the end, without a comment (APPNOTE.TXT 4.3.16).
fn ends(file: &mut File) -> std::io::Result<bool> {
    const RECORD: usize = 22;
    let mut last = Vec::new();
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(RECORD as u64)))?;
    file.take(RECORD as u64).read_to_end(&mut last)?;
    file.rewind()?;
    Ok(last.len() == RECORD && last.starts_with(b"PK\x05\x06") && last.ends_with(&[0, 0]))
}

/// Why an entry of an archive cannot be opened.
fn of_entry(error: &ZipError) -> Fact {
    match error {
        ZipError::Io(error) => of_reading(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Word::ZipLocked.into(),
        ZipError::UnsupportedArchive(_) => Word::ZipUnknown.into(),
        _ => Word::ZipTorn.into(),
    }
}

/// Why its bytes cannot be read: the system's words, but not those of the archive's reader.
fn of_reading(error: &std::io::Error) -> Fact {
    if error.raw_os_error().is_some() { reason(error) } else { Word::ZipTorn.into() }
}

/// The one folder at the top of the archive that holds a manifest.
fn top(archive: &ZipArchive<BufReader<File>>) -> Result<String, Trouble> {
    let names = archive.file_names_raw().filter_map(|name| std::str::from_utf8(name).ok());
    let tops = names.filter_map(|name| name.strip_suffix(MANIFEST)?.strip_suffix('/'));
    let mut tops = tops.filter(|top| path::fault(top).is_none() && !top.contains('/'));
    match (tops.next(), tops.next()) {
        (Some(top), None) => Ok(top.to_owned()),
        _ => Err(Trouble::Unfit(Word::NoManifest.into())),
    }
}

#[derive(Default)]
struct Found {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    foreign: Vec<Said>,
}

impl Found {
    /// Takes in what lies at a path: a plain file, a folder, or anything else.
    fn add(&mut self, path: String, is_file: bool, is_folder: bool) {
        let told = match path::fault(&path) {
            Some(fault) => Word::ForeignPath.with("fault", fault),
            None if is_folder || is_file => {
                let found = if is_folder { &mut self.folders } else { &mut self.files };
                found.insert(path);
                return;
            }
            None => Said::from(Word::ForeignNoFile),
        };
        self.foreign.push(told.with("path", path));
    }

    fn in_store(self, store: Store) -> Contents {
        Contents { store, files: self.files, folders: self.folders, foreign: self.foreign }
    }
}
