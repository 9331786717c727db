//! Typed values out of a [`Table`], with a diagnostic for each that is missing, of another type or
//! unknown.

use super::day::day;
use super::{Node, Table, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Said, Word, nearest};
use crate::id;

/// Reads one table. Every key asked for is known; [`Reader::finish`] reports the others.
pub struct Reader<'t> {
    pub table: &'t Table,
    known: Vec<String>,
}

impl<'t> Reader<'t> {
    pub fn new(table: &'t Table) -> Reader<'t> {
        Reader { table, known: Vec::new() }
    }

    pub fn node(&mut self, key: &str) -> Option<&'t Node> {
        self.known.push(key.to_owned());
        self.table.get(key)
    }

    /// The value of a key that must be there; the message shows the table's first line.
    pub fn required(&mut self, key: &str, diags: &mut Diagnostics) -> Option<&'t Node> {
        let node = self.node(key);
        if node.is_none() {
            diags.add(missing(self.table, key));
        }
        node
    }

    pub fn text(&mut self, key: &str, diags: &mut Diagnostics) -> Option<&'t str> {
        let node = self.node(key)?;
        text(node, key, diags)
    }

    pub fn required_text(&mut self, key: &str, diags: &mut Diagnostics) -> Option<&'t str> {
        let node = self.required(key, diags)?;
        text(node, key, diags)
    }

    pub fn boolean(&mut self, key: &str, diags: &mut Diagnostics) -> Option<bool> {
        let node = self.node(key)?;
        match node.value {
            Value::Boolean(truth) => Some(truth),
            _ => wrong_type(node, key, Word::Truth, diags),
        }
    }

    pub fn count(&mut self, key: &str, diags: &mut Diagnostics) -> Option<usize> {
        let node = self.node(key)?;
        match node.value {
            Value::Integer(number) if number >= 0 => Some(number as usize),
            _ => wrong_type(node, key, Word::Count, diags),
        }
    }

    pub fn table(&mut self, key: &str, diags: &mut Diagnostics) -> Option<&'t Table> {
        let node = self.node(key)?;
        table(node, key, diags)
    }

    /// A list, or nothing when the key is absent. A single value is not taken for a list of one.
    pub fn list(&mut self, key: &str, diags: &mut Diagnostics) -> Option<&'t [Node]> {
        let node = self.node(key)?;
        match &node.value {
            Value::Array(items) => Some(items),
            _ => wrong_type(node, key, Word::List, diags),
        }
    }

    pub fn texts(&mut self, key: &str, diags: &mut Diagnostics) -> Vec<(&'t str, &'t Node)> {
        let items = self.list(key, diags).unwrap_or_default();
        items.iter().filter_map(|item| Some((text(item, key, diags)?, item))).collect()
    }

    /// The tables of a list, such as `[[duties]]`.
    pub fn tables(&mut self, key: &str, diags: &mut Diagnostics) -> Vec<&'t Table> {
        let items = self.list(key, diags).unwrap_or_default();
        items.iter().filter_map(|item| table(item, key, diags)).collect()
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, diags: &mut Diagnostics) {
        for (key, _) in &self.table.entries {
            if !self.known.contains(&key.name) {
                let diagnostic = unknown_key(&key.name, key.span, self.known.iter().map(String::as_str));
                // A key misspelt is not missing as well.
                let missing = Place::Span(self.table.span);
                diags
                    .retain(|d| d.code != Code::MissingField || d.place != missing || !meant(&diagnostic, d));
                diags.add(diagnostic);
            }
        }
    }
}

/// Whether the missing key is the nearest to the unknown one.
fn meant(unknown: &Diagnostic, missing: &Diagnostic) -> bool {
    unknown.fact_of("nearest").is_some_and(|nearest| missing.fact_of("key") == Some(nearest))
}

fn unknown_key<'a>(
    name: &str,
    span: crate::source::Span,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let mut names: Vec<&str> = known.clone().collect();
    names.sort_unstable();
    Diagnostic::new(Code::UnknownKey, span)
        .fact("key", name)
        .fact_if("nearest", nearest(name, known))
        .fact("known", names.join("`, `"))
}

fn missing(table: &Table, key: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, table.span).fact("key", key)
}

fn text<'t>(node: &'t Node, key: &str, diags: &mut Diagnostics) -> Option<&'t str> {
    match node.as_str() {
        Some(text) => Some(text),
        None => wrong_type(node, key, Word::Text, diags),
    }
}

fn table<'t>(node: &'t Node, key: &str, diags: &mut Diagnostics) -> Option<&'t Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => wrong_type(node, key, Word::Table, diags),
    }
}

/// Reports a value of another type; `None`, so that it can stand at the end of a match.
pub fn wrong_type<T>(node: &Node, key: &str, expected: Word, diags: &mut Diagnostics) -> Option<T> {
    diags.add(wrong(node, key, expected));
    None
}

/// The diagnostic for a value of another type.
pub fn wrong(node: &Node, key: &str, expected: Word) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::WrongType, node.span);
    diagnostic.fact("key", key).fact("expected", expected).fact("found", node.type_name())
}

/// The diagnostic for a value that is none of these names.
pub fn not_a_choice<'n>(
    node: &Node,
    key: &str,
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let names: Vec<&str> = names.into_iter().collect();
    // What differs in nothing that is seen would be told as what it should be.
    if let Some(name) = written.chars().filter(|&c| id::is_invisible(c)).find_map(Said::invisible)
        && names.contains(&id::visible(written).as_str())
    {
        return Diagnostic::new(Code::InvisibleCharacter, node.span).fact("name", name);
    }
    Diagnostic::new(Code::NotAChoice, node.span)
        .fact("key", key)
        .fact("found", written)
        .fact_if("nearest", nearest(written, names.iter().copied()))
        .fact("known", names.join("`, `"))
}

/// A day, as TOML's own date or as text.
pub fn date(node: &Node, key: &str, diags: &mut Diagnostics) -> Option<jiff::civil::Date> {
    let written = match &node.value {
        Value::Datetime(date) => date.as_str(),
        Value::String(text, _) => text.as_str(),
        _ => return wrong_type(node, key, Word::Day, diags),
    };
    let parsed = written.parse().ok().filter(|_| written.len() == "2026-01-31".len());
    if parsed.is_none() {
        let mended = day(written).map(|day| format!("{key} = {day}"));
        diags.add(Diagnostic::new(Code::BadDate, node.span).fact("found", written).fact_if("mended", mended));
    }
    parsed
}
