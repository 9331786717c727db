//! What is settled before the output folder is looked at: that it is not a folder of sources, and that no other build
//! is writing into it.
//!
//! In: the folder and the sources. Out: a refusal, or a lock that lasts as long as the value. A lock of the operating
//! system's kind ends with the process that holds it, so a killed build leaves none behind; the empty file that bears it
//! stays, since removing it would let two builds hold locks on two files of one name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Component, Path, PathBuf};

use super::place::{Place, look};
use crate::diag::Word;
use crate::failure::Failure;

/// The file that bears the lock, from the output folder.
pub(super) const LOCK: &str = ".norade-lock";

/// Refuses a folder that is, holds or lies inside one of the sources, under whatever name or link.
pub(super) fn refuse_sources(dir: &Path, sources: &[PathBuf]) -> Result<(), Failure> {
    let real_dir = real(dir)?;
    for source in sources {
        let real_source = real(source)?;
        let refusal = if real_source.starts_with(&real_dir) {
            Word::HoldsSource
        } else if real_dir.starts_with(&real_source) {
            Word::InsideSource
        } else {
            continue;
        };
        return Err(Failure::refused(refusal.with("place", dir.display()).with("source", source.display())));
    }
    Ok(())
}

/// A folder that is taken for a build as long as the value lasts.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Gives the folder back at once. Closing the file would not, while a program that was started meanwhile still has
    /// its copy of it: each has one until its own code begins.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes the folder for this build, or refuses at once if another build has it.
pub(super) fn lock(dir: &Path) -> Result<Lock, Failure> {
    let at = dir.join(LOCK);
    if !matches!(look(&at)?, Place::Missing | Place::File { .. }) {
        return Err(Failure::refused(Word::LockIsNoFile.with("file", at.display())));
    }
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&at);
    let file = opened.map_err(|error| Failure::io("write", &at, error))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => {
            Err(Failure::refused(Word::AnotherBuild.with("folder", dir.display())))
        }
        Err(TryLockError::Error(error)) => Err(Failure::io("lock", &at, error)),
    }
}

/// The path without links. What does not exist yet is taken by its name, below the nearest folder that does.
fn real(path: &Path) -> Result<PathBuf, Failure> {
    let path = std::path::absolute(path).map_err(|error| Failure::io("find", path, error))?;
    let mut known = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(known.pop()),
            part => known.push(part),
        }
        if let Ok(found) = fs::canonicalize(&known) {
            known = found;
        }
    }
    Ok(known)
}
