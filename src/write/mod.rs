//! Puts the outputs of a build into a folder ([`folder`]) or a ZIP file ([`zip()`]) so that nobody ever sees half a site.
//!
//! In: outputs, all in memory, and a place. Out: the same files in that place, and nothing else that an earlier build
//! left there. It never changes or removes a file that no build has written, never follows a symbolic link inside the
//! folder, never writes into a folder of sources, and leaves alone what is already as it should be. The output folder
//! itself may be reached through a link: whoever named it chose that.
//!
//! # After a kill
//!
//! At every moment of [`folder`], and so after a kill, **every file is whole, and no link on a page that is reachable from
//! `index.html` leads to a missing file**. (Everything under `.norade-tmp` is not yet part of the site; the next build
//! removes it.) The premise is that a build's pages link only to files of the same build; `check` sees to that. The
//! steps, each announced in the manifest before it is taken:
//!
//! 1. All new bytes are written to `.norade-tmp`, from where they come by renames, each of which happens or does not. So
//!    every file is whole; and a disk that is full is known before the site has changed. So is a file to be replaced or
//!    removed that another program holds, where the system keeps it for that program.
//! 2. New files come. No page there leads to them yet: they are *loose*. What was there before, the *linked* files, leads
//!    only to linked files, and stays as it was.
//! 3. All new files are there: now they are linked too. Changed files are replaced. An old page leads to old files, a new
//!    page to new ones, and all of both are there: any order is right. Index pages come last for the reader's sake, who
//!    is to find the news only when all of it has come, and the `index.html` of the site comes last of all.
//! 4. All pages are new and lead to new files only: the old rest is loose now, and is removed.
//!
//! A build that follows a killed one may have other outputs. Linked files lead only to linked files at every moment
//! above, whatever the steps before, so it starts from a sound folder; loose files are not reachable, so it treats them
//! as new ones and replaces them in step 2, before a linked page can lead to what one of them lacks.
//!
//! On a first build the site's `index.html` is new, yet comes at the end of step 3: nothing is reachable before. The same
//! is done where a path that was a file has to become a folder, or the reverse, when no order could keep the links of
//! both sites, and where the new site has no `index.html`: the old one is removed first.
//!
//! # After a loss of power
//!
//! Nothing is forced to the disk, so the system may lose what was written last or keep a rename without the bytes. The
//! next build compares all bytes and mends that, unless the manifest itself is lost: then the folder has to be removed
//! by hand, and the failure says so.
//!
//! # Others
//!
//! A second build into a folder is refused while the first one runs. What changes the folder during a build without
//! taking the lock is not guarded against. Staging lies in the folder itself so that renames stay on one file system: a
//! folder inside it that is another file system's is refused by the system.

mod announce;
mod apply;
pub(crate) mod disk;
#[cfg(test)]
pub(crate) mod failing;
mod guard;
mod manifest;
mod path;
mod place;
mod plan;
mod single;
mod survey;
#[cfg(test)]
mod tests;
mod zip;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use disk::{Disk, Machine};
use manifest::Manifest;
use place::{Place, look};
use plan::Plan;

pub use self::single::file;
pub use self::zip::zip;
use crate::diag::Word;
use crate::failure::Failure;
use crate::output::Output;

/// How many files of the site a build has touched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Came where there was none.
    pub created: usize,
    /// Came in the place of an older one.
    pub changed: usize,
    /// No longer belong to the site and went.
    pub removed: usize,
    /// Were as they should be, and keep their time stamps.
    pub unchanged: usize,
}

/// Makes `dir` hold the outputs, and nothing else that an earlier build has put there.
///
/// `sources` are the files and folders that the site is built from: a `dir` that is one of them, holds one or lies inside
/// one is refused. So the folder of the whole site, in which `dir` usually lies, is named by its parts.
///
/// # Errors
///
/// Refused, with nothing written: a folder of sources, a folder that another build is writing to, an output path that
/// could lead out of the folder, and anything foreign in the way of an output, all of it named in one failure. A file that
/// already holds the very bytes of its output is not in the way. A failure of the machine may come later, with the folder
/// as after a kill.
pub fn folder(outputs: &[Output], dir: &Path, sources: &[PathBuf]) -> Result<Written, Failure> {
    folder_on(&Machine, outputs, dir, sources)
}

fn folder_on(
    disk: &dyn Disk,
    outputs: &[Output],
    dir: &Path,
    sources: &[PathBuf],
) -> Result<Written, Failure> {
    guard::refuse_sources(dir, sources)?;
    let outputs = path::sorted(outputs)?;
    if look(&dir.join(guard::LOCK))? == Place::Missing {
        // No build was ever here: what is in the way has to be known before as much as the lock is written.
        plan(&outputs, dir, &found_manifest(dir)?)?;
    }
    fs::create_dir_all(dir).map_err(|error| Failure::io("make the folder", dir, error))?;
    let _until_the_end = guard::lock(dir)?;
    let found = found_manifest(dir)?;
    let plan = plan(&outputs, dir, &found)?;
    apply::sweep(disk, dir)?;
    apply::apply(disk, dir, &plan, &found.manifest)?;
    Ok(written(&plan))
}

/// What the folder says about itself.
struct Found {
    /// What is ours: nothing, if the text is missing or damaged.
    manifest: Manifest,
    damaged: bool,
}

fn found_manifest(dir: &Path) -> Result<Found, Failure> {
    let at = dir.join(manifest::NAME);
    let text = match look(&at)? {
        Place::Missing => {
            return Ok(Found { manifest: Manifest::default(), damaged: false });
        }
        Place::File { .. } => fs::read(&at).map_err(|error| Failure::io("read", &at, error))?,
        _ => {
            return Err(Failure::refused(Word::ManifestIsNoFile.with("file", at.display())));
        }
    };
    let parsed = String::from_utf8(text).ok().and_then(|text| Manifest::parse(&text));
    Ok(Found { damaged: parsed.is_none(), manifest: parsed.unwrap_or_default() })
}

fn plan<'a>(
    outputs: &BTreeMap<&'a str, &'a Output>,
    dir: &Path,
    found: &'a Found,
) -> Result<Plan<'a>, Failure> {
    survey::survey(outputs, dir, &found.manifest).map_err(|failure| match failure {
        Failure::Refused(refusal) if found.damaged => {
            Failure::refused(Word::ManifestDamaged.with("refusal", refusal).with("file", manifest::NAME))
        }
        failure => failure,
    })
}

fn written(plan: &Plan) -> Written {
    let arrived = plan.fresh.len() + plan.changed.len();
    Written {
        created: plan.created,
        changed: arrived - plan.created,
        removed: plan.outgoing(),
        unchanged: plan.unchanged,
    }
}
