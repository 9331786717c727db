//! What a list shows below its rows, and lists of what other entries are linked with.

use std::collections::BTreeSet;

use super::blocks::{Block, Blocks, Cell, Group, Labelled, Links, Row, coverage};
use crate::graph::{EntryId, Link, Side};
use crate::model::{self, FieldKind, RelationId, Step, With};

impl<'g> Blocks<'_, 'g> {
    /// A field or relation of another entry, below the row that names it.
    pub fn with(&self, id: EntryId, with: &'g With) -> Option<Labelled<'g>> {
        let label = with.label.as_ref().map(|label| self.writer.text(label));
        let Some(relation) = self.relation_named(id, &with.name) else {
            let found = self.of_entry(id, &with.name)?;
            return Some(Labelled { label: label.unwrap_or(found.label), ..found });
        };
        let graph = self.writer.graph;
        let named = with.except.iter().filter_map(|name| self.relation_named(id, name));
        let except: BTreeSet<EntryId> =
            named.flat_map(|other| graph.related(id, other, Side::From)).map(|(_, other)| other).collect();
        let rows = graph.related(id, relation, Side::From).into_iter();
        let cells: Vec<Cell> = rows
            .filter(|(_, other)| !except.contains(other))
            .map(|(link, other)| self.linked(relation, link, other))
            .collect();
        let own = || self.writer.text(&graph.model.relation(relation).label);
        (!cells.is_empty()).then(|| Labelled { label: label.unwrap_or_else(own), cells })
    }

    /// The relation of an entry that has this name.
    fn relation_named(&self, id: EntryId, name: &str) -> Option<RelationId> {
        let model = &self.writer.graph.model;
        let kind = model.kind(self.writer.graph.entry(id).kind);
        kind.relations.iter().copied().find(|&relation| model.relation(relation).id == name)
    }

    /// A target with what tells its row from others: choices and entries.
    fn linked(&self, relation: RelationId, link: &'g Link, other: EntryId) -> Cell<'g> {
        let qualifiers = self.writer.graph.model.relation(relation).qualifiers.iter().enumerate();
        let tells = |kind: &FieldKind| matches!(kind, FieldKind::Choice(_) | FieldKind::Relation(_));
        let qualifiers = qualifiers.filter(|(_, qualifier)| tells(&qualifier.kind));
        Cell::Linked {
            entry: self.writer.entry(other),
            href: self.writer.row_href(link),
            qualifiers: qualifiers.flat_map(|(index, _)| self.qualifier(relation, link, index)).collect(),
        }
    }

    /// A relation of the entries that a first step leads to; each row says which of them it comes from.
    pub fn through(&self, via: Step, to: Step, block: &'g model::Block) -> Option<Block<'g>> {
        let graph = self.writer.graph;
        let found = graph.through(self.entry, via, to);
        let row = |(id, near): (EntryId, Vec<EntryId>)| {
            let kind = graph.model.kind(graph.entry(near[0]).kind);
            let label = self.writer.text(if near.len() == 1 { &kind.label } else { &kind.plural });
            let cells = near.into_iter().map(|near| Cell::Entry { entry: self.writer.entry(near) });
            let from = Labelled { label, cells: cells.collect() };
            let with = block.with.iter().filter_map(|with| self.with(id, with));
            Row {
                entry: self.writer.entry(id),
                anchor: None,
                wording: None,
                qualifiers: Vec::new(),
                with: std::iter::once(from).chain(with).collect(),
            }
        };
        let rows: Vec<Row> = found.into_iter().map(row).collect();
        let relation = graph.model.relation(to.relation);
        let label = if to.backwards { &relation.inverse_label } else { &relation.label };
        (!rows.is_empty()).then(|| {
            Block::Links(Links {
                title: block.title.as_ref().map(|title| self.writer.text(title)),
                label: (block.label && block.title.is_none()).then(|| self.writer.text(label)),
                groups: vec![Group { title: None, entry: None, rows }],
                legend: Vec::new(),
                coverage: to.backwards.then(|| coverage(self.writer, relation.source)).flatten(),
            })
        })
    }
}
