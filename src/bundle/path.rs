//! Paths that every system can unpack: short, ASCII, and not to be taken for anything else.
//!
//! In: a path, of an output or as a manifest or an archive claims it. Out: why it is none of these, or nothing. What
//! passes stays in the folder it is joined to.

use crate::diag::{Said, Word};
use crate::failure::Failure;
use crate::id;

/// How many characters a path has at most, with the folder of the bundle: Windows takes 260 for the whole, and readers
/// unpack into folders that are deep already.
const LONGEST: usize = 120;

/// Refuses a path of a bundle that is unfit; `origin` tells which file it comes from, where that is known.
pub fn check(path: &str, origin: impl FnOnce() -> Option<String>) -> Result<(), Failure> {
    let Some(fault) = fault(path) else { return Ok(()) };
    let refusal = match origin() {
        Some(origin) => Word::BundlePathFrom.with("origin", origin),
        None => Said::from(Word::BundlePath),
    };
    Err(Failure::refused(refusal.with("path", path).with("fault", fault)))
}

/// What is wrong with the path, if anything is.
pub fn fault(path: &str) -> Option<Said> {
    if path.split('/').any(|segment| matches!(segment, "" | "." | "..")) {
        return Some(Word::IsNotInside.into());
    }
    if path.split('/').any(|segment| !is_portable(segment)) {
        return Some(Word::IsNotPortable.into());
    }
    (path.len() > LONGEST).then(|| Word::IsTooLong.with("count", path.len()).with("most", LONGEST))
}

/// Whether Windows, macOS and Linux take the name as it is.
fn is_portable(segment: &str) -> bool {
    let allowed = |c: char| (c.is_ascii_graphic() || c == ' ') && !r#"\:*?"<>|"#.contains(c);
    segment.chars().all(allowed) && !segment.ends_with(['.', ' ']) && !id::is_reserved(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_inside_on_every_system_passes() {
        for good in ["a.html", "a/b c/(d)-e_f.css", ".nojekyll", "a/..b"] {
            assert_eq!(fault(good), None, "{good}");
        }
        let bad = [
            "",
            "/a",
            "a/",
            "a//b",
            "./a",
            "a/../b",
            "..",
            "..\\a",
            "C:a",
            "C:\\a",
            "a\0",
            "a\n",
            "ā",
            "a.",
            "a ",
            "a/con.html",
            "nul",
            "a?",
            "a*",
            "<a>",
        ];
        for bad in bad {
            assert!(fault(bad).is_some(), "{bad:?}");
        }
        assert_eq!(fault(&"a".repeat(120)), None);
        assert!(fault(&"a".repeat(121)).is_some());
    }
}
