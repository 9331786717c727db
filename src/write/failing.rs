//! For tests: a disk on which a build stops.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use walkdir::WalkDir;

use super::disk::{Disk, Machine};

/// A disk that fails at one step, and from there on for ever or not.
pub(crate) struct Failing {
    steps: AtomicUsize,
    at: usize,
    /// As after a kill: nothing that would tidy up works either.
    for_ever: bool,
}

impl Failing {
    pub fn kill(at: usize) -> Self {
        Self { steps: AtomicUsize::new(0), at, for_ever: true }
    }

    pub fn once(at: usize) -> Self {
        Self { steps: AtomicUsize::new(0), at, for_ever: false }
    }

    /// Whether the work took more steps than the disk allowed.
    pub fn has_failed(&self) -> bool {
        self.steps.load(Ordering::SeqCst) > self.at
    }

    /// Does the step, or half of it and fails, or nothing of it and fails.
    fn step(&self, whole: impl FnOnce() -> io::Result<()>, half: impl FnOnce()) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        if step == self.at {
            half();
        }
        let fails = step == self.at || self.for_ever && step > self.at;
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { whole() }
    }
}

impl Disk for Failing {
    fn probe(&self, at: &Path) -> io::Result<()> {
        self.step(|| Machine.probe(at), || ())
    }

    fn make_folder(&self, at: &Path) -> io::Result<()> {
        self.step(|| Machine.make_folder(at), || ())
    }

    fn write_new(&self, at: &Path, bytes: &[u8]) -> io::Result<()> {
        let torn = || drop(Machine.write_new(at, &bytes[..bytes.len() / 2]));
        self.step(|| Machine.write_new(at, bytes), torn)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|| Machine.rename(from, to), || ())
    }

    fn remove_file(&self, at: &Path) -> io::Result<()> {
        self.step(|| Machine.remove_file(at), || ())
    }

    fn remove_folder(&self, at: &Path) -> io::Result<()> {
        self.step(|| Machine.remove_folder(at), || ())
    }

    fn clear(&self, at: &Path) -> io::Result<()> {
        let one = || drop(first_file(at).map(fs::remove_file));
        self.step(|| Machine.clear(at), one)
    }
}

/// A disk that keeps the file of this name for another program that has it open, as Windows does.
pub(crate) struct Held(pub &'static str);

impl Held {
    fn let_go(&self, at: &Path) -> io::Result<()> {
        if at.ends_with(self.0) { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }
}

impl Disk for Held {
    fn probe(&self, at: &Path) -> io::Result<()> {
        self.let_go(at)
    }

    fn make_folder(&self, at: &Path) -> io::Result<()> {
        Machine.make_folder(at)
    }

    fn write_new(&self, at: &Path, bytes: &[u8]) -> io::Result<()> {
        Machine.write_new(at, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.let_go(to).and_then(|()| Machine.rename(from, to))
    }

    fn remove_file(&self, at: &Path) -> io::Result<()> {
        self.let_go(at).and_then(|()| Machine.remove_file(at))
    }

    fn remove_folder(&self, at: &Path) -> io::Result<()> {
        Machine.remove_folder(at)
    }

    fn clear(&self, at: &Path) -> io::Result<()> {
        Machine.clear(at)
    }
}

fn first_file(below: &Path) -> Option<PathBuf> {
    let entries = WalkDir::new(below).into_iter().filter_map(Result::ok);
    entries.map(walkdir::DirEntry::into_path).find(|path| path.is_file())
}
