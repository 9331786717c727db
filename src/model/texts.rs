//! What of a document is text, which a translation can give, and the names of its parts.

use sha2::{Digest, Sha256};

use super::{Field, FieldKind, Kind, Model, Relation, Titles};
use crate::id;
use crate::load::{Document, PAGES};
use crate::source::Span;
use crate::tree::{Key, Node, Table, Value};

/// What the texts of a table are.
pub(super) enum Texts<'a> {
    Kind(&'a Model, &'a Kind),
    Page,
}

/// What stands under a key.
pub(super) enum Part<'a> {
    Text { markup: bool },
    Field(&'a Field),
    Rows(&'a Relation),
    Other,
}

impl<'a> Texts<'a> {
    pub(super) fn of(model: &'a Model, document: &Document) -> Texts<'a> {
        let folder = document.stem.split('/').next().unwrap_or_default();
        match model.kind_named(folder).filter(|_| folder != PAGES) {
            Some(kind) => Texts::Kind(model, model.kind(kind)),
            None => Texts::Page,
        }
    }

    /// The record and its column that hold the title, where the key would be that of a title of its own.
    pub(super) fn titled_by(&self, key: &str) -> Option<(&'a str, &'a str)> {
        let Texts::Kind(_, kind) = self else { return None };
        let Titles::Record { field, column } = kind.titles else { return None };
        match &kind.fields[field] {
            Field { id, kind: FieldKind::Record(columns), .. } if key == "title" => {
                Some((id, &columns[column].id))
            }
            _ => None,
        }
    }

    pub(super) fn part(&self, key: &str) -> Part<'a> {
        match self {
            Texts::Page if matches!(key, "title" | "description") => Part::Text { markup: false },
            Texts::Page => Part::Other,
            Texts::Kind(_, kind) if key == "title" && kind.titles == Titles::Own => {
                Part::Text { markup: false }
            }
            Texts::Kind(model, kind) => {
                if let Some(at) = kind.field(key) {
                    let field = &kind.fields[at];
                    return if holds_text(field) { Part::Field(field) } else { Part::Other };
                }
                let mut relations = kind.relations.iter().map(|&id| model.relation(id));
                let with_texts =
                    |relation: &&Relation| relation.id == key && relation.qualifiers.iter().any(holds_text);
                relations.find(with_texts).map_or(Part::Other, Part::Rows)
            }
        }
    }
}

/// Whether a field, or a column of a record, holds texts, which translations can give.
pub fn holds_text(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Text | FieldKind::Markdown | FieldKind::Statements => true,
        FieldKind::Record(columns) => columns.iter().any(holds_text),
        _ => false,
    }
}

/// What tells a row of a relation from the others: its target, then its choices and references, as they are written.
pub(super) fn key_of(relation: &Relation, row: &Table) -> Option<String> {
    let mut key = row.get(&relation.target_key)?.as_str()?.trim().to_owned();
    let telling = |field: &&Field| matches!(field.kind, FieldKind::Choice(_) | FieldKind::Relation(_));
    for field in relation.qualifiers.iter().filter(telling) {
        if let Some(value) = row.get(&field.id).and_then(Node::as_str) {
            key.push('/');
            key.push_str(value.trim());
        }
    }
    Some(key)
}

pub(super) fn id_of(table: &Table) -> Option<(&str, Span)> {
    let node = table.get("id")?;
    Some((node.as_str()?, node.span))
}

/// Whether two keys name the same: IDs in them may differ as references do, in case, dashes and what nobody sees.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || id::fold(a) == id::fold(b)
}

/// The key of a table that names this, with its value: the one that is written alike, if there is one.
pub fn named<'t>(table: &'t Table, name: &str) -> Option<&'t (Key, Node)> {
    let alike = table.entries.iter().find(|(key, _)| key.name == name);
    alike.or_else(|| table.entries.iter().find(|(key, _)| same(&key.name, name)))
}

/// The tables of a list file.
pub(super) fn tables(table: &Table) -> impl Iterator<Item = &Table> {
    let items = match table.get("entries").map(|node| &node.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table),
        _ => None,
    })
}

pub(super) fn as_table(node: &Node) -> Option<&Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

pub(super) fn texts_of(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Array(items) => items.iter().filter_map(Node::as_str).collect(),
        _ => node.as_str().into_iter().collect(),
    }
}

/// The first 8 hexadecimal digits of the SHA-256 of texts, white space aside.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        for word in text.split_whitespace() {
            hasher.update(word);
            hasher.update(" ");
        }
        hasher.update("\n");
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
