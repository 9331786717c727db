//! The `toml` crate's spanned tree turned into ours.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Key, Node, Table, Value, faults};
use crate::diag::Diagnostics;
use crate::source::{FileId, Sources, Span, foreign};

/// Reads a whole file as TOML; `None` when it is not sound, which is reported.
pub fn parse_file(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Option<Table> {
    if faults::conflict_marks(sources, file, diags) {
        return None;
    }
    let mut syntax = Diagnostics::default();
    let table = parse(sources, file, 0..sources.get(file).text.len(), &mut syntax);
    let broken = syntax.has_errors();
    diags.append(syntax);
    (!broken).then_some(table)
}

/// Reads a range of a file as TOML. With syntax errors the tree holds what could be read.
pub fn parse(sources: &Sources, file: FileId, range: Range<usize>, diags: &mut Diagnostics) -> Table {
    let text = &sources.get(file).text[range.clone()];
    let (root, errors) = DeTable::parse_recoverable(text);
    let converter = Converter { file, text, base: range.start };
    if !errors.is_empty() {
        faults::report(file, text, range.start, &errors, diags);
    }
    let mut root = converter.table(root.into_inner(), range.clone());
    root.span = match root.entries.first() {
        Some((key, node)) => Span { end: node.span.end.max(key.span.end), ..key.span },
        None => Span::new(file, range.start..range.start),
    };
    root
}

struct Converter<'a> {
    file: FileId,
    text: &'a str,
    base: usize,
}

impl Converter<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.base..range.end + self.base)
    }

    fn table(&self, table: DeTable<'_>, range: Range<usize>) -> Table {
        let mut entries: Vec<(Key, Node)> = table
            .into_iter()
            .map(|(key, value)| {
                let span = self.span(key.span());
                let range = value.span();
                (Key { name: key.into_inner().into_owned(), span }, self.node(value.into_inner(), range))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        Table { span: Span::new(self.file, range), entries }
    }

    fn node(&self, value: DeValue<'_>, range: Range<usize>) -> Node {
        let span = self.span(range.clone());
        let value = match value {
            DeValue::String(text) => {
                let exact = self.exact(&text, range);
                // An escape (`\uFDD0`) makes a mark of what was none.
                Value::String(foreign::unmark(&text).into_owned(), exact)
            }
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::MAX)),
            },
            DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(truth) => Value::Boolean(truth),
            DeValue::Datetime(date) => Value::Datetime(date.to_string()),
            DeValue::Array(items) => Value::Array(
                items
                    .into_iter()
                    .map(|item| {
                        let range = item.span();
                        self.node(item.into_inner(), range)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => {
                let range = span.range();
                Value::Table(self.table(table, range))
            }
        };
        Node { span, value }
    }

    /// The offset of a string's content, when the file holds it letter by letter.
    fn exact(&self, decoded: &str, range: Range<usize>) -> Option<u32> {
        let raw = self.text.get(range.clone())?;
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let skip = quotes + usize::from(quotes == 3 && raw[quotes..].starts_with('\n'));
        raw.get(skip..)?.starts_with(decoded).then_some((self.base + range.start + skip) as u32)
    }
}
