//! What a list shows below its rows, and lists of what other entries are linked with.

use std::collections::BTreeSet;

use super::blocks::{Block, Blocks, Cell, Group, Labelled, Links, Row, coverage};
use crate::graph::{EntryId, Graph, Link, Side};
use crate::model::{self, FieldKind, RelationId, Step, With};

impl<'g> Blocks<'_, 'g> {
    /// A field or relation of another entry, below the row that names it.
    pub fn with(&self, id: EntryId, with: &'g With) -> Option<Labelled<'g>> {
        let label = with.label.as_ref().map(|label| self.writer.text(label));
        let Some((relation, rows)) = targets(self.writer.graph, id, with) else {
            let found = self.of_entry(id, &with.name)?;
            return Some(Labelled { label: label.unwrap_or(found.label), ..found });
        };
        let linked = |(link, other): (&'g Link, EntryId)| Cell::Linked {
            entry: self.writer.entry(other),
            href: self.writer.row_href(link),
            qualifiers: self.marks(relation, link),
        };
        let cells: Vec<Cell> = rows.into_iter().map(linked).collect();
        let own = || self.writer.text(&self.writer.graph.model.relation(relation).label);
        (!cells.is_empty()).then(|| Labelled { label: label.unwrap_or_else(own), cells })
    }

    /// What tells a row from others: choices and entries.
    pub fn marks(&self, relation: RelationId, link: &'g Link) -> Vec<Cell<'g>> {
        let qualifiers = self.writer.graph.model.relation(relation).qualifiers.iter().enumerate();
        let tells = |kind: &FieldKind| matches!(kind, FieldKind::Choice(_) | FieldKind::Relation(_));
        let qualifiers = qualifiers.filter(|(_, qualifier)| tells(&qualifier.kind));
        qualifiers.flat_map(|(index, _)| self.qualifier(relation, link, index)).collect()
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

/// The targets in use of a relation of an entry, but for those that other relations name; `None` when what is named is
/// no relation of it.
pub(super) fn targets<'g>(
    graph: &'g Graph,
    id: EntryId,
    with: &With,
) -> Option<(RelationId, Vec<(&'g Link, EntryId)>)> {
    let kind = graph.model.kind(graph.entry(id).kind);
    let named = |name: &str| kind.relations.iter().copied().find(|&r| graph.model.relation(r).id == name);
    let relation = named(&with.name)?;
    let except = with.except.iter().filter_map(|name| named(name));
    let except: BTreeSet<EntryId> =
        except.flat_map(|other| graph.related(id, other, Side::From)).map(|(_, other)| other).collect();
    let mut rows = graph.related(id, relation, Side::From);
    rows.retain(|(_, other)| !except.contains(other) && graph.in_use(*other));
    Some((relation, rows))
}
