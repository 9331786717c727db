//! Compares the outputs with the folder and decides what to do, changing nothing.
//!
//! In: the outputs, the folder, the manifest found in it. Out: a [`Plan`], or one failure that names what is in the way.
//! It never decides to touch anything that the manifest does not name, nor anything that a symbolic link leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Manifest, Standing};
use super::path::{ancestors, parent};
use super::place::{Place, look};
use crate::failure::Failure;
use crate::output::{Output, Tier};

/// The page from which readers start, and with it the promise about links.
pub(super) const ROOT: &str = "index.html";

/// What is to be done to a folder so that it holds the outputs and nothing else of ours.
#[derive(Debug, Default)]
pub(super) struct Plan<'a> {
    /// Every path to be in the folder at the end.
    pub outputs: BTreeSet<&'a str>,
    /// Every folder to be in it at the end.
    pub needed: BTreeSet<&'a str>,
    /// Those of them to be made.
    pub missing: BTreeSet<&'a str>,
    /// Files that no page in the folder leads to yet, leaves before index pages.
    pub fresh: Vec<&'a Output>,
    /// Files that pages in the folder may lead to, leaves before index pages. [`ROOT`] comes last, even if it is new.
    pub changed: Vec<&'a Output>,
    /// What is ours and has to go before a new file or folder can have its place: [`ROOT`] first.
    pub blocking: Leftover<'a>,
    /// The rest of what is ours and no longer belongs to the site.
    pub stale: Leftover<'a>,
    /// How many files come where there was none.
    pub created: usize,
    /// How many files are there already, as they should be.
    pub unchanged: usize,
}

/// What is ours by the manifest, lies in the folder and is no output.
#[derive(Debug, Default)]
pub(super) struct Leftover<'a> {
    pub files: Vec<&'a str>,
    /// Innermost first.
    pub folders: Vec<&'a str>,
}

/// What the folder holds at the path of an output.
enum Held {
    Nothing,
    Same,
    Different,
    InTheWay(Place),
}

/// Decides what to do, or names every foreign thing at or above the path of an output.
pub(super) fn survey<'a>(
    outputs: &BTreeMap<&'a str, &'a Output>,
    dir: &Path,
    ours: &'a Manifest,
) -> Result<Plan<'a>, Failure> {
    let paths = outputs.keys().copied();
    let places = folders(
        dir,
        paths.clone().chain(ours.files.keys().map(String::as_str)),
        ours,
    )?;
    let needed: BTreeSet<&str> = paths.clone().flat_map(ancestors).collect();
    let missing = needed
        .iter()
        .copied()
        .filter(|folder| places[folder] != Place::Folder)
        .collect();
    let mut plan = Plan {
        outputs: paths.collect(),
        needed,
        missing,
        ..Plan::default()
    };
    let mut conflicts = blocked_folders(&plan, &places, ours);
    let held = held(outputs, dir, &places)?;
    for (output, held) in outputs.values().zip(held) {
        conflicts.extend(plan.place(output, held, dir, ours)?);
    }
    if !conflicts.is_empty() {
        return Err(refusal(dir, &conflicts));
    }
    plan.leave(dir, &places, ours)?;
    plan.close_for_blocking(dir, outputs.get(ROOT).copied(), ours)?;
    plan.order();
    Ok(plan)
}

impl<'a> Plan<'a> {
    /// Whether the folder is already as it should be.
    pub fn is_empty(&self) -> bool {
        let removals = [&self.blocking, &self.stale];
        self.fresh.is_empty()
            && self.changed.is_empty()
            && removals
                .iter()
                .all(|left| left.files.is_empty() && left.folders.is_empty())
    }

    /// How many files are to be removed for good.
    pub fn outgoing(&self) -> usize {
        let all = self.blocking.files.iter().chain(&self.stale.files);
        all.filter(|path| !self.outputs.contains(*path)).count()
    }

    /// The missing folders that lie in a folder which is there.
    pub fn top_missing(&self) -> impl Iterator<Item = &'a str> {
        self.missing
            .iter()
            .copied()
            .filter(|folder| parent(folder).is_none_or(|above| !self.missing.contains(above)))
    }

    /// Whether `output` can come into the folder together with the new folder that holds it.
    pub fn comes_with_folder(&self, output: &Output) -> bool {
        output.tier == Tier::Leaf
            && parent(&output.path).is_some_and(|folder| self.missing.contains(folder))
    }

    /// Files the output where it belongs, or returns what is wrong with its place.
    fn place(
        &mut self,
        output: &'a Output,
        held: Held,
        dir: &Path,
        ours: &Manifest,
    ) -> Result<Option<String>, Failure> {
        let path = output.path.as_str();
        let standing = ours.files.get(path);
        match held {
            Held::Same => self.unchanged += 1,
            Held::Different if standing.is_none() => {
                return Ok(Some(format!("`{path}` was not written by a build")));
            }
            Held::Different if standing == Some(&Standing::Loose) => self.fresh.push(output),
            Held::Different => self.changed.push(output),
            Held::InTheWay(Place::Folder) if !all_ours(dir, path, ours)? => {
                return Ok(Some(format!(
                    "`{path}` is a folder that not only builds have filled"
                )));
            }
            Held::InTheWay(Place::Link) => return Ok(Some(format!("`{path}` is a symbolic link"))),
            Held::InTheWay(Place::Other) => {
                return Ok(Some(format!("`{path}` is not a plain file")));
            }
            Held::Nothing | Held::InTheWay(_) => {
                self.created += 1;
                self.fresh.push(output);
            }
        }
        Ok(None)
    }

    /// Finds what is ours, is there and is no output.
    fn leave(
        &mut self,
        dir: &Path,
        places: &BTreeMap<&str, Place>,
        ours: &'a Manifest,
    ) -> Result<(), Failure> {
        for path in ours.files.keys().map(String::as_str) {
            let within_reach = parent(path).is_none_or(|folder| places[folder] == Place::Folder);
            let is_left = within_reach && !self.outputs.contains(path);
            if is_left && matches!(look(&dir.join(path))?, Place::File { .. }) {
                self.leftover(path).files.push(path);
            }
        }
        for path in ours.folders.iter().rev().map(String::as_str) {
            if places[path] == Place::Folder && !self.needed.contains(path) {
                self.leftover(path).folders.push(path);
            }
        }
        Ok(())
    }

    fn leftover(&mut self, path: &str) -> &mut Leftover<'a> {
        let in_a_folders_place = self.needed.contains(path);
        let in_a_files_place = self.outputs.contains(path)
            || ancestors(path).any(|folder| self.outputs.contains(folder));
        // A site that gives up its first page promises no links from it any more, least of all to what is removed next.
        let blocks = in_a_folders_place || in_a_files_place || path == ROOT;
        if blocks {
            &mut self.blocking
        } else {
            &mut self.stale
        }
    }

    /// Has [`ROOT`] go before anything else has to, and come back last: no order of steps keeps the links of the old
    /// site and of the new one when one path is a file in the one and a folder in the other.
    fn close_for_blocking(
        &mut self,
        dir: &Path,
        root: Option<&'a Output>,
        ours: &Manifest,
    ) -> Result<(), Failure> {
        let nothing_blocks = self.blocking.files.is_empty() && self.blocking.folders.is_empty();
        let known = root.is_some() || ours.files.contains_key(ROOT);
        if nothing_blocks || !known || !matches!(look(&dir.join(ROOT))?, Place::File { .. }) {
            return Ok(());
        }
        self.blocking.files.retain(|path| *path != ROOT);
        self.blocking.files.insert(0, ROOT);
        let stays_the_same =
            |root: &&Output| !self.fresh.contains(root) && !self.changed.contains(root);
        if let Some(root) = root.filter(stays_the_same) {
            self.unchanged -= 1;
            self.changed.push(root);
        }
        Ok(())
    }

    /// Puts index pages after leaves and [`ROOT`] after all.
    fn order(&mut self) {
        if let Some(at) = self.fresh.iter().position(|output| output.path == ROOT) {
            self.changed.push(self.fresh.remove(at));
        }
        self.fresh.sort_by_key(|output| output.tier);
        self.changed
            .sort_by_key(|output| (output.path == ROOT, output.tier));
    }
}

/// What lies at every folder that leads to one of `paths`, and at every folder of ours. Nothing is looked at through a
/// link: what would lie below one is missing.
fn folders<'a>(
    dir: &Path,
    paths: impl Iterator<Item = &'a str>,
    ours: &'a Manifest,
) -> Result<BTreeMap<&'a str, Place>, Failure> {
    let leading = paths.flat_map(ancestors);
    let known = ours
        .folders
        .iter()
        .flat_map(|folder| ancestors(folder).chain([folder.as_str()]));
    let all: BTreeSet<&str> = leading.chain(known).collect();
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for folder in all {
        let reachable = parent(folder).is_none_or(|above| places[above] == Place::Folder);
        places.insert(
            folder,
            if reachable {
                look(&dir.join(folder))?
            } else {
                Place::Missing
            },
        );
    }
    Ok(places)
}

/// What is wrong with the folders that the outputs need. A file of ours in such a place goes; anything else stays.
fn blocked_folders(plan: &Plan, places: &BTreeMap<&str, Place>, ours: &Manifest) -> Vec<String> {
    let wrong = |folder: &&str| match places[folder] {
        Place::Missing | Place::Folder => None,
        Place::File { .. } if ours.files.contains_key(*folder) => None,
        Place::Link => Some(format!(
            "`{folder}` is a symbolic link where a folder must be"
        )),
        Place::File { .. } | Place::Other => {
            Some(format!("`{folder}` is a file where a folder must be"))
        }
    };
    plan.needed.iter().filter_map(wrong).collect()
}

/// What the folder holds for each output, in their order.
fn held(
    outputs: &BTreeMap<&str, &Output>,
    dir: &Path,
    places: &BTreeMap<&str, Place>,
) -> Result<Vec<Held>, Failure> {
    let outputs: Vec<&Output> = outputs.values().copied().collect();
    let one = |output: &&Output| match parent(&output.path) {
        Some(folder) if places[folder] != Place::Folder => Ok(Held::Nothing),
        _ => compare(&dir.join(&output.path), &output.bytes),
    };
    outputs.par_iter().map(one).collect()
}

fn compare(at: &Path, bytes: &[u8]) -> Result<Held, Failure> {
    match look(at)? {
        Place::Missing => Ok(Held::Nothing),
        Place::File { len } if len != bytes.len() as u64 => Ok(Held::Different),
        Place::File { .. } => {
            let found = fs::read(at).map_err(|error| Failure::io("read", at, error))?;
            Ok(if found == bytes {
                Held::Same
            } else {
                Held::Different
            })
        }
        place => Ok(Held::InTheWay(place)),
    }
}

/// Whether a folder and everything in it was made by builds.
fn all_ours(dir: &Path, folder: &str, ours: &Manifest) -> Result<bool, Failure> {
    let at = dir.join(folder);
    let failed = |error| Failure::io("read", &at, error);
    if !ours.folders.contains(folder) {
        return Ok(false);
    }
    for entry in fs::read_dir(&at).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let Some(name) = name.to_str() else {
            return Ok(false);
        };
        let path = format!("{folder}/{name}");
        let known = match look(&dir.join(&path))? {
            Place::Folder => all_ours(dir, &path, ours)?,
            Place::File { .. } => ours.files.contains_key(&path),
            _ => false,
        };
        if !known {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many things in the way one failure names.
const NAMED: usize = 10;

fn refusal(dir: &Path, conflicts: &[String]) -> Failure {
    let named = conflicts[..conflicts.len().min(NAMED)].join(", ");
    let more = match conflicts.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let dir = dir.display();
    Failure::refused(format!(
        "cannot build into `{dir}`: {named}{more}; move what is yours away, or choose another folder"
    ))
}
