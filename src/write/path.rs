//! Paths inside the built site, the only kind of path that is ever joined to the output folder.
//!
//! In: text that claims to be such a path, from a stage of this program or from a manifest that anybody may have edited.
//! Out: a reason to reject it, or nothing. What passes cannot lead out of the folder on any system, cannot break a
//! manifest's lines, and is not one of the names that the writer keeps for itself.

use std::collections::BTreeMap;

use crate::diag::Word;
use crate::failure::Failure;
use crate::output::Output;

/// Every file and folder of the writer's own, at the top of the output folder, begins with this.
const RESERVED: &str = ".norade-";

/// Why `path` must not be used, if it must not.
pub(super) fn fault(path: &str) -> Option<Word> {
    if path.contains(|letter: char| letter == '\\' || letter == ':' || letter.is_control()) {
        return Some(Word::HoldsControl);
    }
    if path.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return Some(Word::IsNotInside);
    }
    let reserved = path.get(..RESERVED.len()).is_some_and(|start| start.eq_ignore_ascii_case(RESERVED));
    reserved.then_some(Word::IsReserved)
}

/// The folders that lead to `path`, outermost first: `a/b/c` gives `a` and `a/b`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder that holds `path`, or nothing at the top.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

/// The outputs by path, once every path is fit for a disk and no two stand in each other's way.
pub(super) fn sorted(outputs: &[Output]) -> Result<BTreeMap<&str, &Output>, Failure> {
    let mut sorted = BTreeMap::new();
    for output in outputs {
        let path = output.path.as_str();
        if let Some(fault) = fault(path) {
            return Err(Failure::refused(Word::PathUnfit.with("path", path).with("fault", fault)));
        }
        if sorted.insert(path, output).is_some() {
            return Err(Failure::refused(Word::WrittenTwice.with("path", path)));
        }
    }
    match sorted.keys().find_map(|path| ancestors(path).find(|folder| sorted.contains_key(folder))) {
        Some(both) => Err(Failure::refused(Word::FileAndFolder.with("path", both))),
        None => Ok(sorted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_that_stay_inside_pass() {
        for good in ["index.html", "a/b/c.html", "ā/ž.html", "..a", ".nojekyll", "a/.norade-lock"] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "",
            "/a",
            "a/",
            "a//b",
            ".",
            "a/../b",
            "..",
            "a\\b",
            "C:a",
            "a\nb",
            "a\0",
            ".norade-lock",
            ".NORADE-x/y",
        ] {
            assert!(fault(bad).is_some(), "{bad:?}");
        }
    }
}
