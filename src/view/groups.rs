//! By what entries are grouped, in lists, maps and indexes.

use super::blocks::{Group, Row};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Value};
use crate::model;

/// By what entries are grouped; ordered as the groups are.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Debug)]
pub(super) enum GroupKey<'g> {
    Entry(EntryId),
    Choice(model::KindId, usize, usize),
    /// The key of the language's order, then the text.
    Text(Vec<u8>, &'g str),
    None,
}

impl<'g> GroupKey<'g> {
    pub fn group(self, writer: &Writer<'g>, rows: Vec<Row<'g>>) -> Group<'g> {
        let (title, entry) = self.heading(writer);
        Group { title, entry, rows }
    }

    pub fn heading(&self, writer: &Writer<'g>) -> (Option<&'g str>, Option<EntryRef<'g>>) {
        match self {
            GroupKey::Entry(id) => (None, Some(writer.entry(*id))),
            GroupKey::Choice(kind, field, index) => {
                let field = &writer.graph.model.kind(*kind).fields[*field];
                let choice = writer.graph.choice(field, *index);
                (choice.map(|choice| writer.text(&choice.label)), None)
            }
            GroupKey::Text(_, text) => (Some(text), None),
            GroupKey::None => (None, None),
        }
    }
}

/// The group of an entry by a choice field or a relation to one entry.
pub(super) fn group_key<'g>(writer: &Writer<'g>, id: EntryId, name: &str) -> GroupKey<'g> {
    let graph = writer.graph;
    let entry = graph.entry(id);
    let kind = graph.model.kind(entry.kind);
    if let Some(index) = kind.field(name) {
        return match &entry.fields[index] {
            Some(Value::Choice(choice)) => GroupKey::Choice(entry.kind, index, *choice),
            Some(Value::Text(text)) => GroupKey::Text(graph.collation.key(text), text),
            _ => GroupKey::None,
        };
    }
    let relation = kind.relations.iter().copied().find(|&r| graph.model.relation(r).id == name);
    match relation.and_then(|relation| graph.related_one(id, relation)) {
        Some(other) => GroupKey::Entry(other),
        None => GroupKey::None,
    }
}
