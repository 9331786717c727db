//! Compares the outputs with the folder and decides what to do, changing nothing.
//!
//! In: the outputs, the folder, the manifest found in it. Out: a [`Plan`], or one failure that names what is in the way.
//! It never decides to touch anything that the manifest does not name, nor anything that a symbolic link leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::manifest::{Manifest, Standing};
use super::path::{ancestors, parent};
use super::place::{Place, look};
use super::plan::{Plan, ROOT};
use crate::diag::{Said, Word};
use crate::failure::Failure;
use crate::output::Output;

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
    let places = folders(dir, paths.clone().chain(ours.files.keys().map(String::as_str)), ours)?;
    let needed: BTreeSet<&str> = paths.clone().flat_map(ancestors).collect();
    let missing = needed.iter().copied().filter(|folder| places[folder] != Place::Folder).collect();
    let mut plan = Plan { outputs: paths.collect(), needed, missing, ..Plan::default() };
    let mut conflicts = blocked_folders(&plan, &places, ours);
    let held = held(outputs, dir, &places)?;
    for (output, held) in outputs.values().zip(held) {
        conflicts.extend(settle(&mut plan, output, held, dir, ours)?);
    }
    if !conflicts.is_empty() {
        return Err(refusal(dir, &conflicts));
    }
    leave(&mut plan, dir, &places, ours)?;
    let root = outputs.get(ROOT).copied();
    let root_is_ours = root.is_some() || ours.files.contains_key(ROOT);
    if plan.is_blocked() && root_is_ours && matches!(look(&dir.join(ROOT))?, Place::File { .. }) {
        plan.close(root);
    }
    plan.order();
    Ok(plan)
}

/// Puts the output where it belongs in the plan, or returns what is wrong with its place.
fn settle<'a>(
    plan: &mut Plan<'a>,
    output: &'a Output,
    held: Held,
    dir: &Path,
    ours: &Manifest,
) -> Result<Option<Said>, Failure> {
    let path = output.path.as_str();
    let wrong = match (held, ours.files.get(path)) {
        (Held::Same, _) => {
            plan.unchanged += 1;
            return Ok(None);
        }
        (Held::Different, Some(Standing::Linked)) => {
            plan.changed.push(output);
            return Ok(None);
        }
        (Held::Different, Some(Standing::Loose)) => {
            plan.fresh.push(output);
            return Ok(None);
        }
        (Held::Different, None) => Word::NotByABuild,
        (Held::InTheWay(Place::Link), _) => Word::IsALink,
        (Held::InTheWay(Place::Folder), _) if !all_ours(dir, path, ours)? => Word::IsAForeignFolder,
        (Held::InTheWay(Place::Other), _) => Word::IsNoPlainFile,
        (Held::Nothing | Held::InTheWay(_), _) => {
            plan.created += 1;
            plan.fresh.push(output);
            return Ok(None);
        }
    };
    Ok(Some(wrong.with("path", path)))
}

/// Adds to the plan what is ours, is there and is no output.
fn leave<'a>(
    plan: &mut Plan<'a>,
    dir: &Path,
    places: &BTreeMap<&str, Place>,
    ours: &'a Manifest,
) -> Result<(), Failure> {
    for path in ours.files.keys().map(String::as_str) {
        let within_reach = parent(path).is_none_or(|folder| places[folder] == Place::Folder);
        let is_left = within_reach && !plan.outputs.contains(path);
        if is_left && matches!(look(&dir.join(path))?, Place::File { .. }) {
            plan.leftover(path).files.push(path);
        }
    }
    for path in ours.folders.iter().rev().map(String::as_str) {
        if places[path] == Place::Folder && !plan.needed.contains(path) {
            plan.leftover(path).folders.push(path);
        }
    }
    Ok(())
}

/// What lies at every folder that leads to one of `paths`, and at every folder of ours. Nothing is looked at through a
/// link: what would lie below one is missing.
fn folders<'a>(
    dir: &Path,
    paths: impl Iterator<Item = &'a str>,
    ours: &'a Manifest,
) -> Result<BTreeMap<&'a str, Place>, Failure> {
    let leading = paths.flat_map(ancestors);
    let known = ours.folders.iter().flat_map(|folder| ancestors(folder).chain([folder.as_str()]));
    let all: BTreeSet<&str> = leading.chain(known).collect();
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for folder in all {
        let reachable = parent(folder).is_none_or(|above| places[above] == Place::Folder);
        places.insert(folder, if reachable { look(&dir.join(folder))? } else { Place::Missing });
    }
    Ok(places)
}

/// What is wrong with the folders that the outputs need. A file of ours in such a place goes; anything else stays.
fn blocked_folders(plan: &Plan, places: &BTreeMap<&str, Place>, ours: &Manifest) -> Vec<Said> {
    let wrong = |folder: &&str| match places[folder] {
        Place::Missing | Place::Folder => None,
        Place::File { .. } if ours.files.contains_key(*folder) => None,
        Place::Link => Some(Word::LinkForFolder.with("path", *folder)),
        Place::File { .. } | Place::Other => Some(Word::FileForFolder.with("path", *folder)),
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
            let same = holds(at, bytes).map_err(|error| Failure::io("read", at, error))?;
            Ok(if same { Held::Same } else { Held::Different })
        }
        place => Ok(Held::InTheWay(place)),
    }
}

/// Whether a file holds these bytes, read piece by piece: a large one is not to take its size in memory again.
fn holds(at: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs::File::open(at)?;
    let mut piece = vec![0; bytes.len().clamp(1, 1 << 18)];
    let mut rest = bytes;
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(rest.is_empty()),
            length if rest.get(..length) == Some(&piece[..length]) => rest = &rest[length..],
            _ => return Ok(false),
        }
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

fn refusal(dir: &Path, conflicts: &[Said]) -> Failure {
    let refusal = match conflicts.len().saturating_sub(NAMED) {
        0 => Word::InTheWay.into(),
        more => Word::InTheWayAndMore.with("more", more),
    };
    let named = conflicts[..conflicts.len().min(NAMED)].to_vec();
    Failure::refused(refusal.with("folder", dir.display()).with("named", named))
}
