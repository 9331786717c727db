//! The manifest: which files and folders of the output folder a build has made, kept in the folder itself.
//!
//! In: the text found at [`NAME`], which anybody may have edited, cut short or replaced. Out: a [`Manifest`], or the word
//! that it is damaged; one bad line condemns the whole, and a damaged manifest owns nothing. It never touches a disk, and
//! no path that could lead out of the folder gets through it.
//!
//! ```text
//! norade manifest 1
//! folder lomas
//! linked index.html
//! loose lomas/jauna.html
//! end 3
//! ```
//!
//! The last line counts those between it and the first, so that a text that was cut short is known.

use std::collections::{BTreeMap, BTreeSet};

use super::path;

/// Where it lies, from the output folder.
pub(super) const NAME: &str = ".norade-manifest";

const HEADER: &str = "norade manifest 1";

/// The files and folders that are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Files, with what the rest of the site may do with them. One may be missing, if a build was killed before it came.
    pub files: BTreeMap<String, Standing>,
    /// Folders that a build made, so that a later one may remove them once they are empty.
    pub folders: BTreeSet<String>,
}

/// Whether pages may lead to a file. See the module above for what this is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Pages may lead here, and whatever this file itself links to is there too.
    Linked,
    /// No linked page leads here, and what this file links to may be missing: it came before the pages that lead to it
    /// were changed, or it stays after they were.
    Loose,
}

impl Manifest {
    /// Reads what [`Manifest::print`] wrote. `None` is a damaged manifest.
    pub fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.strip_suffix('\n')?.split('\n').collect();
        let [HEADER, entries @ .., end] = lines.as_slice() else {
            return None;
        };
        if *end != format!("end {}", entries.len()) {
            return None;
        }
        let mut manifest = Self::default();
        entries.iter().try_for_each(|line| manifest.add(line))?;
        Some(manifest)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let (word, path) = line.split_once(' ')?;
        if path::fault(path).is_some() {
            return None;
        }
        let new = match word {
            "folder" => self.folders.insert(path.to_owned()),
            "linked" => self
                .files
                .insert(path.to_owned(), Standing::Linked)
                .is_none(),
            "loose" => self
                .files
                .insert(path.to_owned(), Standing::Loose)
                .is_none(),
            _ => false,
        };
        new.then_some(())
    }

    /// The text to keep, the same for the same manifest.
    pub fn print(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for folder in &self.folders {
            text.extend(["folder ", folder, "\n"]);
        }
        for (file, standing) in &self.files {
            let word = match standing {
                Standing::Linked => "linked ",
                Standing::Loose => "loose ",
            };
            text.extend([word, file, "\n"]);
        }
        text + &format!("end {}\n", self.folders.len() + self.files.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample() -> Manifest {
        let files = [
            ("index.html", Standing::Linked),
            ("lomas/jauna.html", Standing::Loose),
        ];
        let files = files.map(|(path, standing)| (path.to_owned(), standing));
        Manifest {
            files: files.into(),
            folders: ["lomas".to_owned()].into(),
        }
    }

    #[test]
    fn reads_what_it_prints_and_nothing_shorter() {
        let text = sample().print();
        assert_eq!(Manifest::parse(&text), Some(sample()));
        for end in 0..text.len() {
            assert_eq!(Manifest::parse(&text[..end]), None, "cut at {end}");
        }
    }

    #[test]
    fn one_bad_line_condemns_the_whole() {
        for line in [
            "linked ../x",
            "linked /etc/x",
            "folder ..",
            "linked a\\b",
            "file a",
            "linked",
            "linked .norade-lock",
            "",
        ] {
            assert_eq!(
                Manifest::parse(&format!("{HEADER}\nlinked a\n{line}\nend 2\n")),
                None,
                "{line}"
            );
        }
        assert_eq!(
            Manifest::parse(&format!("{HEADER}\nlinked a\nloose a\nend 2\n")),
            None
        );
        assert_eq!(Manifest::parse("norade manifest 2\nend 0\n"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic_and_only_its_own_print_is_accepted(text in "(norade manifest 1\n)?[a-z /.\n]{0,40}(\nend [0-3]\n)?") {
            if let Some(manifest) = Manifest::parse(&text) {
                prop_assert_eq!(Manifest::parse(&manifest.print()), Some(manifest));
            }
        }
    }
}
