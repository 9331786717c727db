//! The texts that were read and places in them.
//!
//! In: text that [`crate::load`] has read (no byte-order mark, line ends as `\n`). Out: [`Span`]s,
//! which every value that an author wrote carries to the end, so that a message can point at it.
//! Never reads a file itself.

pub mod foreign;

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A text among [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// Its number among the texts, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes of one text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Span {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text with its path relative to the site's root, `/` between the parts.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
}

/// All texts of a run. A copy shares them.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<Arc<Source>>,
    ids: Arc<FxHashMap<String, FileId>>,
}

/// A place as people count: both from 1, columns in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Sources {
    /// Puts a text in, in the place of an earlier one with the same path.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let source = Arc::new(Source { path: path.into(), text: text.into() });
        if let Some(&file) = self.ids.get(&source.path) {
            self.files[file.0 as usize] = source;
            return file;
        }
        let file = FileId(self.files.len() as u32);
        Arc::make_mut(&mut self.ids).insert(source.path.clone(), file);
        self.files.push(source);
        file
    }

    pub fn all(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(at as u32), &**source))
    }

    /// The text of a path relative to the root.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.ids.get(path).copied()
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    pub fn shared(&self, file: FileId) -> Arc<Source> {
        Arc::clone(&self.files[file.0 as usize])
    }

    /// Gives back the room of the texts below a folder but for one. Nothing may point into them any more.
    pub fn forget(&mut self, folder: &str, but: Option<FileId>) {
        let files = self.files.iter_mut().enumerate().filter(|(at, _)| but != Some(FileId(*at as u32)));
        for (_, source) in files.filter(|(_, source)| source.path.starts_with(folder)) {
            *source = Arc::new(Source { path: source.path.clone(), text: String::new() });
        }
    }

    pub fn text(&self, span: Span) -> &str {
        &self.get(span.file).text[span.range()]
    }

    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let before = &self.get(file).text[..offset as usize];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Where a text that was taken out of a file (a Markdown body, a TOML string) came from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The whole of it in the file, quotation marks included.
    pub span: Span,
    /// The offset of its first byte, when it stands in the file as it is (no escapes).
    pub exact: Option<u32>,
}

impl Origin {
    /// The place of a part of the text; of the whole when escapes make the part uncertain.
    pub fn part(&self, range: std::ops::Range<usize>) -> Span {
        match self.exact {
            Some(base) => {
                Span { file: self.span.file, start: base + range.start as u32, end: base + range.end as u32 }
            }
            None => self.span,
        }
    }
}

/// A text as its author wrote it: where it stands, or itself where escapes in the file make it differ.
#[derive(Clone, Debug)]
pub enum Written {
    InFile(Span),
    Apart(String),
}

impl Written {
    pub fn new(text: &str, origin: Origin) -> Written {
        match origin.exact {
            Some(_) => Written::InFile(origin.part(0..text.len())),
            None => Written::Apart(text.to_owned()),
        }
    }

    pub fn text<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match self {
            Written::InFile(span) => sources.text(*span),
            Written::Apart(text) => text,
        }
    }
}
