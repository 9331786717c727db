//! Which files change: the events of the system, put together.
//!
//! Each folder of the site is watched by itself, and before it is listed: what appears in a folder after that is told,
//! and what was there before is found in the list. Nothing waits for a fixed time. Where the system tells when a file
//! that is written is closed again, it is read then, and not before it is whole.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use crate::diag::{Said, Word};
use crate::failure::Failure;
use crate::load::{self, Changes};

/// How long a file may stay open behind a change before it is read all the same.
const LEFT_OPEN: Duration = Duration::from_millis(100);

/// Whether the system tells when a file that was written is closed.
const TELLS_CLOSE: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// The events of a site's folder.
pub struct Watch {
    watcher: RecommendedWatcher,
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// What is being written and has not been closed.
    open: BTreeSet<String>,
}

impl Watch {
    pub fn new(root: &Path) -> Result<Watch, Failure> {
        let (sender, events) = channel();
        let handler = move |event: notify::Result<Event>| {
            // Reading is told too; this program does it itself, file by file.
            let read = |event: &Event| matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
            if !event.as_ref().is_ok_and(read) {
                // Nobody listens when the program ends.
                let _ = sender.send(event);
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|error| refusal(root, error))?;
        Ok(Watch { watcher, root: root.to_owned(), events, open: BTreeSet::new() })
    }

    /// Watches every folder that there is now.
    pub fn cover(&mut self) -> Result<(), Failure> {
        let content = WalkDir::new(self.root.join(load::CONTENT)).follow_links(true);
        let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !load::is_hidden(entry.file_name());
        let content = content.into_iter().filter_entry(visible);
        let themes = WalkDir::new(self.root.join(load::THEMES));
        let found: Vec<PathBuf> = content
            .chain(themes)
            .flatten()
            .filter(|entry| entry.file_type().is_dir())
            .map(walkdir::DirEntry::into_path)
            .collect();
        for folder in std::iter::once(self.root.clone()).chain(found) {
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                // It went in the meantime, which the folder above tells.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => return Err(refusal(&folder, error)),
                Ok(()) => {}
            }
        }
        Ok(())
    }

    /// Waits for what changes next; `None` when the system tells no more.
    pub fn next(&mut self) -> Option<Changes> {
        let mut changes = Changes::default();
        while changes.is_empty() {
            let first = match self.open.is_empty() {
                true => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => self.events.recv_timeout(LEFT_OPEN),
            };
            match first {
                Ok(event) => self.note(event, &mut changes),
                Err(RecvTimeoutError::Timeout) => {
                    std::mem::take(&mut self.open).into_iter().for_each(|path| changes.add(path));
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            while let Ok(event) = self.events.try_recv() {
                self.note(event, &mut changes);
            }
        }
        Some(changes)
    }

    fn note(&mut self, event: notify::Result<Event>, changes: &mut Changes) {
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            // Events were lost.
            _ => return *changes = Changes::All,
        };
        let writing = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)))
            || matches!(event.kind, EventKind::Create(CreateKind::File));
        for path in &event.paths {
            let Some(path) = load::below(&self.root, path) else { return *changes = Changes::All };
            if !load::is_of_site(&path) {
                continue;
            }
            if writing && TELLS_CLOSE {
                self.open.insert(path);
            } else {
                self.open.remove(&path);
                changes.add(path);
            }
        }
    }
}

/// Why a folder cannot be watched.
fn refusal(folder: &Path, error: notify::Error) -> Failure {
    /// The number of the error for too many files, here watchers, of one program or user.
    const EMFILE: i32 = 24;
    let refused = |reason: Said| {
        Failure::refused(Word::CannotWatch.with("path", folder.display()).with("reason", reason))
    };
    match error.kind {
        ErrorKind::MaxFilesWatch => refused(Word::ManyFolders.with("name", "fs.inotify.max_user_watches")),
        ErrorKind::Io(error) if cfg!(target_os = "linux") && error.raw_os_error() == Some(EMFILE) => {
            refused(Word::ManyWatchers.with("name", "fs.inotify.max_user_instances"))
        }
        ErrorKind::Io(error) => Failure::io("watch", folder, error),
        _ => Failure::io("watch", folder, std::io::Error::other(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_says_which_one_and_what_to_raise() {
        let watches = refusal(Path::new("/site/content"), notify::Error::new(ErrorKind::MaxFilesWatch));
        let told = watches.to_string();
        assert!(told.starts_with("cannot watch `/site/content` for changes: "), "{told}");
        assert!(told.contains("fs.inotify.max_user_watches"), "{told}");
    }

    #[test]
    fn a_save_is_told_once_it_is_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().canonicalize().expect("it is there");
        std::fs::create_dir_all(root.join("content/a")).expect("make a folder");
        let mut watch = Watch::new(&root).expect("it can be watched");
        watch.cover().expect("it can be watched");
        std::fs::write(root.join("elsewhere.txt"), "no part of the site").expect("write");
        std::fs::write(root.join("content/a/.x.md.swp"), "an editor's own").expect("write");
        std::fs::write(root.join("content/a/x.md"), "text").expect("write");
        let changed = |watch: &mut Watch| match watch.next() {
            Some(Changes::Paths(paths)) => paths.into_iter().collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(changed(&mut watch), ["content/a/x.md"]);
        std::fs::rename(root.join("content/a/.x.md.swp"), root.join("content/a/y.md")).expect("rename");
        assert_eq!(changed(&mut watch), ["content/a/y.md"]);
        std::fs::remove_file(root.join("content/a/x.md")).expect("remove");
        assert_eq!(changed(&mut watch), ["content/a/x.md"]);
    }
}
