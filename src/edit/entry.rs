//! The table of an entry in its file, and keys set in it.

use super::Edits;
use crate::Parsed;
use crate::id;
use crate::load;
use crate::model::{Entry, KEYS};
use crate::source::Span;

pub use crate::tree::quoted;
use crate::tree::{Node, Table, Value};

/// The table of an entry.
pub fn table(parsed: &Parsed, entry: &Entry) -> Table {
    let file = entry.place.file;
    let document = load::document(&parsed.sources, file, &mut Default::default());
    let table = document.expect("the file was read before").table;
    if entry.has_file {
        return table;
    }
    let Some(Value::Array(items)) = table.get("entries").map(|node| &node.value) else {
        unreachable!("the entry was read from a list");
    };
    let own = items.iter().find_map(|item| match &item.value {
        Value::Table(table) if table.get("id").is_some_and(|id| id.span == entry.place) => Some(table),
        _ => None,
    });
    own.expect("the entry was read from a table").clone()
}

/// The place of an entry's own ID, where it is written in a key.
pub fn id_place(parsed: &Parsed, entry: &Entry) -> Option<Span> {
    table(parsed, entry).get("id").map(|id| id.span)
}

/// Sets one of the keys in [`KEYS`] to a value, as TOML writes it: where the key stands, or behind those before it.
pub fn set(edits: &mut Edits, parsed: &Parsed, table: &Table, key: &str, value: &str) {
    if let Some(node) = table.get(key) {
        return edits.replace(node.span, value);
    }
    let file = table.span.file;
    let text = &parsed.sources.get(file).text;
    let above = KEYS.iter().take_while(|name| **name != key).filter_map(|name| table.get(name));
    let above = above.map(|node| node.span.end as usize).max();
    if text[table.span.range()].starts_with('{') {
        let (at, text) = match above {
            Some(at) => (at, format!(", {key} = {value}")),
            None => (table.span.start as usize + 1, format!(" {key} = {value},")),
        };
        return edits.insert(file, at, text);
    }
    let header = match text[table.span.range()].starts_with('[') {
        true => table.span.start as usize,
        // The front matter begins below the first line of its file.
        false => 0,
    };
    let at = above.unwrap_or(header);
    match text[at..].find('\n') {
        Some(end) => edits.insert(file, at + end + 1, format!("{key} = {value}\n")),
        None => edits.insert(file, text.len(), format!("\n{key} = {value}\n")),
    }
}

/// The table of a list file that has this ID; of a file of its own, which has none, all of it.
pub fn named<'t>(table: &'t Table, id: Option<&str>) -> Option<&'t Table> {
    let Some(id) = id else { return Some(table) };
    let Value::Array(items) = &table.get("entries")?.value else { return None };
    let mut tables = items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| {
        table.get("id").and_then(Node::as_str).is_some_and(|known| id::fold(known) == id::fold(id))
    })
}
