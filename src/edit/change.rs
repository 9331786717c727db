//! Edits as data, and what the files will hold after them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use crate::diag::Word;
use crate::failure::Failure;
use crate::load::{self, Overlay};
use crate::source::{FileId, Sources, Span};

/// What is put in the place of spans, and which files move or come to be.
#[derive(Default)]
pub struct Edits {
    replaced: BTreeMap<FileId, Vec<(Range<usize>, String)>>,
    moved: BTreeMap<FileId, String>,
    created: BTreeMap<String, String>,
}

impl Edits {
    /// Puts a text in the place of a span. The same edit twice is one.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) {
        let edit = (span.range(), text.into());
        let edits = self.replaced.entry(span.file).or_default();
        if !edits.contains(&edit) {
            edits.push(edit);
        }
    }

    pub fn insert(&mut self, file: FileId, at: usize, text: impl Into<String>) {
        self.replace(Span::new(file, at..at), text);
    }

    /// Gives a file another path, relative to the root.
    pub fn rename_file(&mut self, file: FileId, path: String) {
        self.moved.insert(file, path);
    }

    pub fn create(&mut self, path: String, text: String) {
        self.created.insert(path, text);
    }

    /// Takes back what was to be put in the place of anything from an offset on.
    pub fn forget(&mut self, file: FileId, from: usize) {
        if let Some(edits) = self.replaced.get_mut(&file) {
            edits.retain(|(range, _)| range.start < from);
        }
    }

    /// The edits of a file, in their order; none of them overlap.
    pub fn of(&self, file: FileId) -> Vec<&(Range<usize>, String)> {
        let mut edits: Vec<_> = self.replaced.get(&file).into_iter().flatten().collect();
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        assert!(edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start), "edits do not overlap");
        edits
    }

    /// The path that a file will have.
    pub fn path_of<'a>(&'a self, file: FileId, sources: &'a Sources) -> &'a str {
        self.moved.get(&file).unwrap_or(&sources.get(file).path)
    }

    /// Where a place will be.
    pub fn position_of(&self, file: FileId, at: usize) -> usize {
        let mut moved = at as isize;
        for (range, text) in self.of(file) {
            if range.end <= at && range.start < at {
                moved += text.len() as isize - range.len() as isize;
            } else if range.start < at {
                moved -= (at - range.start) as isize;
            } else if range.is_empty() && range.start == at {
                moved += text.len() as isize;
            }
        }
        moved as usize
    }

    /// The number of places that are written anew.
    pub fn count(&self) -> usize {
        self.replaced.values().map(Vec::len).sum()
    }

    /// The files as they are on the disk now and as they will be, in the order of their paths.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or is no longer what was read before.
    pub fn change(&self, root: &Path, sources: &Sources) -> Result<Change, Failure> {
        let mut files = Vec::new();
        let touched = self.replaced.keys().chain(self.moved.keys());
        for &file in touched.collect::<std::collections::BTreeSet<_>>() {
            let source = sources.get(file);
            let at = root.join(&source.path);
            let before = std::fs::read_to_string(&at).map_err(|error| Failure::io("read", &at, error))?;
            if load::sound_text(before.clone()) != source.text {
                return Err(Failure::refused(Word::ChangedElsewhere.with("file", &source.path)));
            }
            let after = edited(&before, &self.of(file));
            let path = self.path_of(file, sources).to_owned();
            files.push(FileChange { from: Some((source.path.clone(), before)), to: (path, after) });
        }
        let created = self.created.iter();
        files.extend(created.map(|(path, text)| FileChange { from: None, to: (path.clone(), text.clone()) }));
        files.retain(|file| file.from.as_ref() != Some(&file.to));
        files.sort_by(|a, b| a.to.0.cmp(&b.to.0));
        Ok(Change { files })
    }
}

/// A text of a file with edits of its sound form ([`load::sound_text`]): a byte-order mark stays, and new lines end as
/// the file's own do.
fn edited(raw: &str, edits: &[&(Range<usize>, String)]) -> String {
    let windows = raw.find('\n').is_some_and(|at| raw[..at].ends_with('\r'));
    let mut out = String::with_capacity(raw.len() + 64);
    let (mut taken, mut rest) = (0, raw);
    if let Some(text) = rest.strip_prefix('\u{FEFF}') {
        out.push('\u{FEFF}');
        rest = text;
    }
    // Reads on to an offset of the sound form.
    let mut read_to = |target: usize, mut keep: Option<&mut String>| {
        while taken < target {
            let next = rest.find("\r\n").unwrap_or(rest.len()).min(target - taken);
            // A line end is one letter there, two here.
            let step = if next == 0 { "\r\n".len() } else { next };
            if let Some(out) = &mut keep {
                out.push_str(&rest[..step]);
            }
            rest = &rest[step..];
            taken += if next == 0 { 1 } else { next };
        }
    };
    for (range, text) in edits {
        read_to(range.start, Some(&mut out));
        read_to(range.end, None);
        match windows {
            true => out.push_str(&text.replace('\n', "\r\n")),
            false => out.push_str(text),
        }
    }
    out.push_str(rest);
    out
}

/// A text with edits.
pub(super) fn apply_to(text: &str, edits: &[&(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A sound text ([`load::sound_text`]) with the byte-order mark of a file, and its lines ended as its first one is.
pub(super) fn in_form_of(raw: &str, text: &str) -> String {
    let mark = if raw.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    match raw.find('\n').is_some_and(|at| raw[..at].ends_with('\r')) {
        true => format!("{mark}{}", text.replace('\n', "\r\n")),
        false => format!("{mark}{text}"),
    }
}

/// What the files of a site hold now and will hold.
pub struct Change {
    pub files: Vec<FileChange>,
}

/// A file: its path and text, now (if there is one) and then.
pub struct FileChange {
    pub from: Option<(String, String)>,
    pub to: (String, String),
}

impl Change {
    /// What a reader of the site would find in the place of what is on the disk.
    pub fn overlay(&self) -> Overlay {
        let gone = self.files.iter().filter_map(|file| Some((file.from.as_ref()?.0.clone(), None)));
        let there = self.files.iter().map(|file| (file.to.0.clone(), Some(file.to.1.clone())));
        gone.chain(there).collect()
    }

    /// The change as a unified diff, as git writes and takes it.
    pub fn diff(&self) -> String {
        let mut out = String::new();
        for file in &self.files {
            let (path, text) = &file.to;
            let old = file.from.as_ref().map_or(path, |(old, _)| old);
            out.push_str(&format!("diff --git a/{old} b/{path}\n"));
            let (old, before) = match &file.from {
                Some((_, before)) => (format!("a/{old}"), before.as_str()),
                None => ("/dev/null".to_owned(), ""),
            };
            match &file.from {
                None => out.push_str("new file mode 100644\n"),
                Some((old, _)) if old != path => {
                    out.push_str(&format!("rename from {old}\nrename to {path}\n"));
                }
                Some(_) => {}
            }
            let lines = similar::TextDiff::from_lines(before, text);
            out.push_str(&lines.unified_diff().header(&old, &format!("b/{path}")).to_string());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_the_byte_order_mark_stay() {
        let raw = "\u{FEFF}a\r\nbc\r\nd";
        let sound = load::sound_text(raw.to_owned());
        let at = sound.find("bc").expect("it is there");
        let (first, second) = ((at..at + 1, "X\nY".to_owned()), (at + 2..at + 3, "!".to_owned()));
        assert_eq!(edited(raw, &[&first, &second]), "\u{FEFF}a\r\nX\r\nYc!d");
        assert_eq!(edited("a\nb", &[&(0..1, "é\n".to_owned())]), "é\n\nb");
        assert_eq!(edited(raw, &[]), raw);
    }
}
