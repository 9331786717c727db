//! By what entries are grouped, in lists, maps and indexes.

use super::blocks::{Group, Row};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
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

    /// What the group is called in content files.
    pub fn name(&self, writer: &Writer<'g>) -> &'g str {
        match *self {
            GroupKey::Entry(id) => &writer.graph.entry(id).id,
            GroupKey::Choice(kind, field, index) => {
                let field = &writer.graph.model.kind(kind).fields[field];
                writer.graph.choice(field, index).map_or("", |choice| &choice.id)
            }
            GroupKey::Text(_, text) => text,
            GroupKey::None => "",
        }
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

/// The group of an entry by a choice or text field or a relation: the first, where there are several.
pub(super) fn group_key<'g>(writer: &Writer<'g>, id: EntryId, name: &str) -> GroupKey<'g> {
    group_keys(writer, id, name).into_iter().next().unwrap_or(GroupKey::None)
}

/// All groups of an entry by a choice or text field or a relation; what is no longer used makes no group.
pub(super) fn group_keys<'g>(writer: &Writer<'g>, id: EntryId, name: &str) -> Vec<GroupKey<'g>> {
    let graph = writer.graph;
    let entry = graph.entry(id);
    let kind = graph.model.kind(entry.kind);
    if let Some(index) = kind.field(name) {
        return match &entry.fields[index] {
            Some(Value::Choice(choice)) => vec![GroupKey::Choice(entry.kind, index, *choice)],
            Some(Value::Text(text)) => vec![GroupKey::Text(graph.collation.key(text), text)],
            _ => Vec::new(),
        };
    }
    let relation = kind.relations.iter().copied().find(|&r| graph.model.relation(r).id == name);
    let ends = relation.map(|relation| graph.related(id, relation, Side::From)).unwrap_or_default();
    let ends = ends.into_iter().map(|(_, other)| other).filter(|&other| graph.in_use(other));
    ends.map(GroupKey::Entry).collect()
}
