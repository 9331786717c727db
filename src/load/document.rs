//! One content file: front matter and body, or a list of entries.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Origin, Sources, Span};
use crate::tree::{self, Table};

/// The line before and after a front matter.
const FENCE: &str = "+++";

/// A content file.
#[derive(Debug)]
pub struct Document {
    pub file: FileId,
    /// Its path below the content folder, without the extension.
    pub stem: String,
    pub body: Body,
    pub table: Table,
}

#[derive(Debug)]
pub enum Body {
    /// A Markdown file: where its text is.
    Markdown(Origin),
    /// A list file: it has none.
    List,
}

/// Reads a file; `None` when nothing of it can be used.
pub fn read(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Document> {
    let source = sources.get(file);
    let inner = source.path.strip_prefix("content/").unwrap_or(&source.path);
    if !super::is_sound(sources, file, diags) {
        return None;
    }
    let mut syntax = Diagnostics::default();
    let document = if let Some(stem) = inner.strip_suffix(".md") {
        let (front, body) = fences(file, &source.text, diags)?;
        let table = tree::parse(sources, file, front, &mut syntax);
        let origin = Origin { span: Span::new(file, body.clone()), exact: Some(body.start as u32) };
        Document { file, stem: stem.to_owned(), body: Body::Markdown(origin), table }
    } else {
        let table = tree::parse(sources, file, 0..source.text.len(), &mut syntax);
        let stem = inner.strip_suffix(".toml").unwrap_or(inner).to_owned();
        Document { file, stem, body: Body::List, table }
    };
    let broken = syntax.has_errors();
    diags.append(syntax);
    // What follows from half a file would hide the fault.
    (!broken).then_some(document)
}

/// The ranges of the front matter and of the body.
fn fences(file: FileId, text: &str, diags: &mut Diagnostics) -> Option<(Range<usize>, Range<usize>)> {
    let first = text.split('\n').next().unwrap_or_default();
    if first.trim_end() != FENCE {
        let span = Span::new(file, 0..first.len());
        diags.add(Diagnostic::new(Code::FrontMatterMissing, span));
        return None;
    }
    let mut at = first.len() + 1;
    for line in text.get(at..).unwrap_or_default().split('\n') {
        if line.trim_end() == FENCE {
            let end = (at + line.len() + 1).min(text.len());
            return Some((first.len() + 1..at, end..text.len()));
        }
        at += line.len() + 1;
    }
    diags.add(unclosed(file, text, first.len()));
    None
}

/// Says that a front matter is not closed: at the line where it seems to end, else at its own first line, which has this
/// length.
fn unclosed(file: FileId, text: &str, first: usize) -> Diagnostic {
    let mut at = first + 1;
    let mut open = Open::default();
    let end = text.split('\n').skip(1).find_map(|line| {
        let start = at;
        at += line.len() + 1;
        let ends = !open.holds(line) && (is_like_fence(line) || !is_like_toml(line));
        ends.then_some((start, line.trim_end()))
    });
    let place = end.map_or(0..first, |(start, line)| start..start + line.len());
    let meant = end.map(|(_, line)| line).filter(|line| is_like_fence(line));
    Diagnostic::new(Code::FrontMatterUnclosed, Span::new(file, place)).fact_if("found", meant)
}

/// A value of TOML that goes on over lines.
#[derive(Default)]
struct Open {
    text: bool,
    brackets: i32,
}

impl Open {
    /// Whether a value that was begun above goes on in the line.
    fn holds(&mut self, line: &str) -> bool {
        let held = self.text || self.brackets > 0;
        match line.matches("\"\"\"").count() % 2 {
            1 => self.text = !self.text,
            _ if self.text => {}
            _ => self.brackets += tree::nesting(line),
        }
        held
    }
}

/// Whether a line was meant to close a front matter, but for its marks.
fn is_like_fence(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 1 && ['+', '-'].iter().any(|mark| line.trim_matches(*mark).is_empty())
}

/// Whether a line can be one of a front matter, well written or not. A comment of TOML begins with one `#`.
fn is_like_toml(line: &str) -> bool {
    let line = line.trim();
    let named = |mark: char| line.split_once(mark).is_some_and(|(key, _)| tree::is_key(key.trim()));
    let comment = line.starts_with('#') && !line.starts_with("##");
    line.is_empty() || comment || line.starts_with('[') || line.contains('=') || named(':')
}
