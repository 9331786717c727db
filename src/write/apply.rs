//! Does what a plan says, in the order that keeps the folder a whole site at every moment (the argument is in
//! [`crate::write`]).
//!
//! In: a plan, made under the lock that is still held. Out: the folder as planned, or the first failure, with the folder
//! in a state that the next build repairs. It never makes a file visible before all of its bytes are written.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::announce;
use super::disk::Disk;
use super::manifest::{self, Manifest};
use super::path::ancestors;
use super::place::{Place, look};
use super::plan::{Leftover, Plan};
use crate::diag::Word;
use crate::failure::Failure;
use crate::output::Output;

/// Where files lie until they are whole, from the output folder.
pub(super) const STAGING: &str = ".norade-tmp";

/// Removes what a killed build left in staging.
pub(super) fn sweep(disk: &dyn Disk, dir: &Path) -> Result<(), Failure> {
    let at = dir.join(STAGING);
    match look(&at)? {
        Place::Missing => Ok(()),
        Place::Folder => disk.clear(&at).map_err(|error| Failure::io("remove", &at, error)),
        _ => Err(Failure::refused(Word::StagingIsNoFolder.with("path", at.display()))),
    }
}

/// Brings the folder from what `ours` and the survey say to what `plan` says.
pub(super) fn apply(disk: &dyn Disk, dir: &Path, plan: &Plan, ours: &Manifest) -> Result<(), Failure> {
    let work = Work { disk, dir, plan };
    let last = announce::with_outputs_only(plan, ours);
    if plan.is_empty() && last == *ours {
        return Ok(());
    }
    let ready = work.stage().and_then(|staged| work.probe().map(|()| staged));
    let done = ready.and_then(|staged| work.bring_in(&staged, ours, last));
    // After a failure this may well fail too, and the next build sweeps anyhow: the first failure is the one to tell.
    done.and(sweep(disk, dir))
}

/// A plan under way.
struct Work<'a> {
    disk: &'a dyn Disk,
    dir: &'a Path,
    plan: &'a Plan<'a>,
}

/// Where each new or changed output lies while it is not in its place.
type Staged<'a> = BTreeMap<&'a str, PathBuf>;

impl<'a> Work<'a> {
    /// Writes every new byte into staging, so that a full disk is known before the site has changed. New folders are
    /// built there with the leaves in them, since one move of a folder costs less than one of each file.
    fn stage(&self) -> Result<Staged<'a>, Failure> {
        let tree = self.dir.join(STAGING).join("tree");
        self.make(&self.dir.join(STAGING), STAGING)?;
        self.make(&tree, STAGING)?;
        let mut folders: Vec<&str> =
            self.plan.missing.iter().flat_map(|folder| ancestors(folder).chain([*folder])).collect();
        folders.sort_unstable();
        folders.dedup();
        folders.iter().try_for_each(|folder| self.make(&tree.join(folder), folder))?;
        let outputs: Vec<&Output> = self.plan.fresh.iter().chain(&self.plan.changed).copied().collect();
        outputs.into_par_iter().enumerate().map(|(number, output)| self.stage_one(number, output)).collect()
    }

    fn stage_one(&self, number: usize, output: &'a Output) -> Result<(&'a str, PathBuf), Failure> {
        let staging = self.dir.join(STAGING);
        let at = match self.plan.comes_with_folder(output) {
            true => staging.join("tree").join(&output.path),
            false => staging.join(number.to_string()),
        };
        self.done("write", &output.path, self.disk.write_new(&at, &output.bytes))?;
        Ok((&output.path, at))
    }

    /// Asks for every file that is to be replaced or removed, so that one which another program holds is known before the
    /// site has changed.
    fn probe(&self) -> Result<(), Failure> {
        let arriving = self.plan.fresh.iter().chain(&self.plan.changed).map(|output| output.path.as_str());
        let leaving = self.plan.blocking.files.iter().chain(&self.plan.stale.files).copied();
        let ask = |operation, path: &str| self.done(operation, path, self.disk.probe(&self.dir.join(path)));
        arriving.chain([manifest::NAME]).try_for_each(|path| ask("write", path))?;
        leaving.into_iter().try_for_each(|path| ask("remove", path))
    }

    /// Moves what is staged into the site, step by step, each announced in the manifest.
    fn bring_in(&self, staged: &Staged, ours: &Manifest, last: Manifest) -> Result<(), Failure> {
        let mut known = ours.clone();
        let mut say = |manifest: Manifest| self.announce(manifest, &mut known);
        say(announce::with_new(self.plan, ours))?;
        self.remove(&self.plan.blocking)?;
        self.plan.top_missing().try_for_each(|folder| self.move_folder(folder, staged))?;
        let one_by_one = |output: &&&Output| !self.plan.comes_with_folder(output);
        self.plan.fresh.iter().filter(one_by_one).try_for_each(|output| self.move_file(output, staged))?;
        say(announce::with_outputs_linked(self.plan, ours))?;
        self.plan.changed.iter().try_for_each(|output| self.move_file(output, staged))?;
        say(announce::with_the_rest_loose(self.plan, ours))?;
        self.remove(&self.plan.stale)?;
        say(last)
    }

    fn announce(&self, manifest: Manifest, known: &mut Manifest) -> Result<(), Failure> {
        if manifest == *known {
            return Ok(());
        }
        let staged = self.dir.join(STAGING).join("manifest");
        let written = self.disk.write_new(&staged, manifest.print().as_bytes());
        let moved = written.and_then(|()| self.disk.rename(&staged, &self.dir.join(manifest::NAME)));
        *known = manifest;
        self.done("write", manifest::NAME, moved)
    }

    /// Moves a new folder with its leaves. Windows refuses to move a folder while anything, such as a virus scanner, has
    /// a file in it open: then each file is moved by itself.
    fn move_folder(&self, top: &str, staged: &Staged) -> Result<(), Failure> {
        let tree = self.dir.join(STAGING).join("tree");
        if self.disk.rename(&tree.join(top), &self.dir.join(top)).is_ok() {
            return Ok(());
        }
        let is_below = |path: &str| path == top || ancestors(path).any(|folder| folder == top);
        for folder in self.plan.missing.iter().filter(|folder| is_below(folder)) {
            self.make(&self.dir.join(folder), folder)?;
        }
        let files = self
            .plan
            .fresh
            .iter()
            .filter(|output| is_below(&output.path) && self.plan.comes_with_folder(output));
        files.into_iter().try_for_each(|output| self.move_file(output, staged))
    }

    fn move_file(&self, output: &Output, staged: &Staged) -> Result<(), Failure> {
        let path = output.path.as_str();
        self.done("write", path, self.disk.rename(&staged[path], &self.dir.join(path)))
    }

    /// Removes files, then the folders that are empty now. One that is not holds something of somebody else's.
    fn remove(&self, leftover: &Leftover) -> Result<(), Failure> {
        for path in &leftover.files {
            self.done("remove", path, self.disk.remove_file(&self.dir.join(path)))?;
        }
        for path in &leftover.folders {
            match self.disk.remove_folder(&self.dir.join(path)) {
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
                result => self.done("remove", path, result)?,
            }
        }
        Ok(())
    }

    fn make(&self, at: &Path, path: &str) -> Result<(), Failure> {
        self.done("make the folder", path, self.disk.make_folder(at))
    }

    /// Names the file that an operation was for, which is not always the one that it was done to.
    fn done(&self, operation: &'static str, path: &str, result: io::Result<()>) -> Result<(), Failure> {
        result.map_err(|error| Failure::io(operation, self.dir.join(path), error))
    }
}
