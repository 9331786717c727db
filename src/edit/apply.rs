//! A change made on the disk: all of it, or nothing.
//!
//! Every new text is written beside its place first, and beside it a copy of what it replaces, under names that the
//! reading of a site passes over. Then come renames, which a full disk does not stop; when one fails, those before it
//! are undone. A kill between two of them leaves whole files, some of them new; what it leaves beside them goes with a
//! later change.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use walkdir::WalkDir;

use super::{Change, FileChange};
use crate::diag::Word;
use crate::failure::Failure;
use crate::write::disk::{Disk, Machine};

impl Change {
    /// Makes the change in the folder of a site.
    ///
    /// # Errors
    ///
    /// The machine's refusal; what had been done by then is undone.
    pub fn apply(&self, root: &Path) -> Result<(), Failure> {
        sweep(root);
        apply(&Machine, root, self)
    }
}

/// How the names of files begin that are there during a change only.
const BESIDE: &str = ".norade-edit-";

/// No change takes as long.
const LONGEST: Duration = Duration::from_secs(60);

/// Removes what a kill has left, but nothing of a change that may be going on.
fn sweep(root: &Path) {
    let content = WalkDir::new(root.join("content"));
    let files = WalkDir::new(root).max_depth(1).into_iter().chain(content).flatten();
    let left = files.filter(|file| file.file_name().to_string_lossy().starts_with(BESIDE));
    for file in left.filter(|file| file.file_type().is_file()) {
        let written = file.metadata().ok().and_then(|metadata| metadata.modified().ok());
        if written.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > LONGEST) {
            // The next change tries again.
            let _ = std::fs::remove_file(file.path());
        }
    }
}

fn apply(disk: &dyn Disk, root: &Path, change: &Change) -> Result<(), Failure> {
    let mut work = Work { disk, root, beside: Vec::new(), undo: Vec::new() };
    let staged = change.files.iter().enumerate().map(|(number, file)| work.stage(number, file));
    let staged: Result<Vec<Staged>, Failure> = staged.collect();
    let done = staged.and_then(|staged| staged.iter().try_for_each(|file| work.bring_in(file)));
    if done.is_err() {
        work.undo();
    }
    work.tidy();
    done
}

struct Work<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    /// Files that nobody needs at the end.
    beside: Vec<PathBuf>,
    /// What undoes the steps that were done, the last one last.
    undo: Vec<Undo>,
}

enum Undo {
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    RemoveFolder(PathBuf),
}

/// A file ready to be brought in.
struct Staged {
    from: Option<PathBuf>,
    to: PathBuf,
    new: PathBuf,
    /// A copy of what it replaces.
    old: Option<PathBuf>,
}

impl Work<'_> {
    fn stage(&mut self, number: usize, file: &FileChange) -> Result<Staged, Failure> {
        let from = file.from.as_ref().map(|(path, _)| real(&self.root.join(path)));
        let to = match &file.from {
            Some((path, _)) if *path == file.to.0 => from.clone().expect("it has a path"),
            _ => self.free(&file.to.0, file.from.as_ref().map(|(path, _)| path.as_str()))?,
        };
        self.make_folder(&to)?;
        let name = format!("{BESIDE}{}-{number}", std::process::id());
        let new = to.with_file_name(&name);
        self.write(&new, &file.to.1, &to)?;
        let old = match &file.from {
            Some((_, text)) => {
                let old = to.with_file_name(name + "-old");
                self.write(&old, text, &to)?;
                Some(old)
            }
            None => None,
        };
        if let Some(permissions) =
            from.as_ref().and_then(|from| from.metadata().ok()).map(|m| m.permissions())
        {
            for staged in old.iter().chain([&new]) {
                let _ = std::fs::set_permissions(staged, permissions.clone());
            }
        }
        Ok(Staged { from, to, new, old })
    }

    /// The place of a file that is to be: nothing lies there, but for the file itself under a name of another case.
    fn free(&self, path: &str, from: Option<&str>) -> Result<PathBuf, Failure> {
        let at = self.root.join(path);
        let itself = from.is_some_and(|from| from.eq_ignore_ascii_case(path));
        if at.symlink_metadata().is_ok() && !itself {
            return Err(Failure::refused(Word::FileThere.with("file", path)));
        }
        Ok(at)
    }

    fn make_folder(&mut self, file: &Path) -> Result<(), Failure> {
        let folder = file.parent().expect("a file lies in a folder");
        if !folder.as_os_str().is_empty() && !folder.is_dir() {
            self.make_folder(folder)?;
            let made = self.disk.make_folder(folder);
            made.map_err(|error| Failure::io("make the folder", folder, error))?;
            self.undo.push(Undo::RemoveFolder(folder.to_path_buf()));
        }
        Ok(())
    }

    fn write(&mut self, at: &Path, text: &str, meant: &Path) -> Result<(), Failure> {
        self.beside.push(at.to_path_buf());
        self.disk.write_new(at, text.as_bytes()).map_err(|error| Failure::io("write", meant, error))
    }

    fn bring_in(&mut self, file: &Staged) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::io("write", &file.to, error);
        if let Some(from) = file.from.as_ref().filter(|from| **from != file.to) {
            self.disk.rename(from, &file.to).map_err(failed)?;
            self.undo.push(Undo::Rename(file.to.clone(), from.clone()));
        }
        self.disk.rename(&file.new, &file.to).map_err(failed)?;
        self.undo.push(match &file.old {
            Some(old) => Undo::Rename(old.clone(), file.to.clone()),
            None => Undo::Remove(file.to.clone()),
        });
        Ok(())
    }

    /// Goes back as far as the machine lets us; the failure to tell is the first one.
    fn undo(&mut self) {
        for step in self.undo.drain(..).rev() {
            let _ = match step {
                Undo::Rename(from, to) => self.disk.rename(&from, &to),
                Undo::Remove(at) => self.disk.remove_file(&at),
                Undo::RemoveFolder(at) => {
                    // What was staged in it goes first.
                    for beside in self.beside.iter().filter(|beside| beside.starts_with(&at)) {
                        let _ = self.disk.remove_file(beside);
                    }
                    self.disk.remove_folder(&at)
                }
            };
        }
    }

    fn tidy(&self) {
        for at in self.beside.iter().filter(|at| at.exists()) {
            let _ = self.disk.remove_file(at);
        }
    }
}

/// The file that a symbolic link leads to: the link stays. Any other file by the name it was given, since Windows gives
/// another one that nobody knows it by.
fn real(at: &Path) -> PathBuf {
    let led_to = at.is_symlink().then(|| at.canonicalize().ok()).flatten();
    led_to.unwrap_or_else(|| at.to_path_buf())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::write::failing::Failing;

    /// What a reader of the site finds in a folder.
    fn seen(root: &Path) -> BTreeMap<String, String> {
        let files = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("it can be listed"));
        let files = files.filter(|entry| {
            entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.')
        });
        let name = |path: &Path| crate::load::below(root, path).expect("below");
        files
            .map(|entry| (name(entry.path()), std::fs::read_to_string(entry.path()).expect("a text")))
            .collect()
    }

    fn change() -> Change {
        let file = |from: Option<(&str, &str)>, to: (&str, &str)| FileChange {
            from: from.map(|(path, text)| (path.to_owned(), text.to_owned())),
            to: (to.0.to_owned(), to.1.to_owned()),
        };
        Change {
            files: vec![
                file(Some(("a.md", "a")), ("a.md", "A")),
                file(Some(("b.md", "b")), ("c.md", "C")),
                file(Some(("e.md", "e")), ("E.md", "e")),
                file(None, ("new/x/d.md", "D")),
            ],
        }
    }

    /// The change is made, or nothing of it is, whichever step fails.
    #[test]
    fn all_or_nothing() {
        for at in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path();
            for (path, text) in [("a.md", "a"), ("b.md", "b"), ("e.md", "e")] {
                std::fs::write(root.join(path), text).expect("write");
            }
            let before = seen(root);
            let disk = Failing::once(at);
            let done = apply(&disk, root, &change());
            let after = seen(root);
            let whole = [("A", "a.md"), ("C", "c.md"), ("D", "new/x/d.md"), ("e", "E.md")];
            let whole = whole.map(|(text, path)| (path.to_owned(), text.to_owned()));
            match done {
                Ok(()) => assert_eq!(after, BTreeMap::from(whole), "step {at}"),
                Err(_) => assert_eq!(after, before, "step {at}"),
            }
            assert!(!root.join("new").exists() || root.join("new/x/d.md").exists(), "step {at}");
            if !disk.has_failed() {
                assert!(at > 10, "{at} steps");
                return;
            }
        }
    }

    #[test]
    fn what_a_kill_has_left_goes_with_a_later_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("content/control")).expect("make the folder");
        let old = ["content/control/.norade-edit-7-0", "content/.norade-edit-7-1-old", ".norade-edit-7-2"];
        let others = [".norade-edit-8-0", "content/.other"];
        for path in old.iter().chain(&others) {
            let file = std::fs::File::create(at(path)).expect("a file");
            if *path != others[0] {
                file.set_modified(std::time::SystemTime::now() - 2 * LONGEST).expect("set the time");
            }
        }
        Change { files: Vec::new() }.apply(folder.path()).expect("nothing to do");
        assert_eq!(old.map(|path| at(path).exists()), [false; 3]);
        assert_eq!(others.map(|path| at(path).exists()), [true; 2]);
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in [("a.md", "a"), ("b.md", "b"), ("c.md", "there")] {
            std::fs::write(folder.path().join(path), text).expect("write");
        }
        let before = seen(folder.path());
        let told = change().apply(folder.path()).expect_err("it is refused").to_string();
        assert_eq!(told, "there is a file `c.md` already");
        assert_eq!(seen(folder.path()), before);
    }
}
