//! What a build is to do to its folder, in kinds that each have their step.
//!
//! In: what a survey finds. Out: lists in the order in which they are worked through. It never looks at a disk.

use std::collections::BTreeSet;

use super::path::{ancestors, parent};
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
    /// In the order in which they go.
    pub files: Vec<&'a str>,
    /// Innermost first.
    pub folders: Vec<&'a str>,
}

impl Leftover<'_> {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && self.folders.is_empty()
    }
}

impl<'a> Plan<'a> {
    /// Whether the folder is already as it should be.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty() && self.changed.is_empty() && self.blocking.is_empty() && self.stale.is_empty()
    }

    /// Whether something has to go before something else can come.
    pub fn is_blocked(&self) -> bool {
        !self.blocking.is_empty()
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
        output.tier == Tier::Leaf && parent(&output.path).is_some_and(|folder| self.missing.contains(folder))
    }

    /// Where something that is ours, is there and is no output belongs.
    pub fn leftover(&mut self, path: &str) -> &mut Leftover<'a> {
        let in_a_folders_place = self.needed.contains(path);
        let in_a_files_place =
            self.outputs.contains(path) || ancestors(path).any(|folder| self.outputs.contains(folder));
        // A site that gives up its first page promises no links from it any more, least of all to what is removed next.
        if in_a_folders_place || in_a_files_place || path == ROOT {
            &mut self.blocking
        } else {
            &mut self.stale
        }
    }

    /// Has [`ROOT`], which is there, go before anything that blocks, and come back last: no order of steps keeps the links
    /// of the old site and of the new one when one path is a file in the one and a folder in the other.
    pub fn close(&mut self, root: Option<&'a Output>) {
        self.blocking.files.retain(|path| *path != ROOT);
        self.blocking.files.insert(0, ROOT);
        let stays_the_same = |root: &&Output| !self.fresh.contains(root) && !self.changed.contains(root);
        if let Some(root) = root.filter(stays_the_same) {
            self.unchanged -= 1;
            self.changed.push(root);
        }
    }

    /// Puts index pages after leaves and [`ROOT`] after all.
    pub fn order(&mut self) {
        if let Some(at) = self.fresh.iter().position(|output| output.path == ROOT) {
            self.changed.push(self.fresh.remove(at));
        }
        self.fresh.sort_by_key(|output| output.tier);
        self.changed.sort_by_key(|output| (output.path == ROOT, output.tier));
    }
}
