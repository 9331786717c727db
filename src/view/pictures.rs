//! The chart and the grid.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Graph, Link, Side, Value};
use crate::model::{FieldKind, KindId, NotTold, RelationId, ViewKind, What};

/// Entries in rows by a choice.
#[derive(Serialize)]
pub struct Chart<'g> {
    pub rows: Vec<ChartRow<'g>>,
    /// Whether an entry's own are marked.
    pub marked: bool,
    /// What is said when it is not told which are the entry's own.
    pub not_told: Option<&'g str>,
}

#[derive(Serialize)]
pub struct ChartRow<'g> {
    pub title: &'g str,
    pub description: Option<&'g str>,
    pub items: Vec<ChartItem<'g>>,
}

#[derive(Serialize)]
pub struct ChartItem<'g> {
    pub entry: EntryRef<'g>,
    pub marked: bool,
    /// The anchor of the row by which the entry that shows the chart names this one.
    pub anchor: Option<&'g str>,
}

pub(super) fn chart<'g>(writer: &Writer<'g>, view: &'g ViewKind, marked: Option<EntryId>) -> Chart<'g> {
    let &ViewKind::Chart { kind, row, relation } = view else {
        unreachable!("only charts are drawn as charts");
    };
    let graph = writer.graph;
    let field = &graph.model.kind(kind).fields[row];
    let FieldKind::Choice(choices) = &field.kind else { unreachable!("the model was checked") };
    let own: Vec<(EntryId, &Link)> = match (marked, relation) {
        (Some(id), Some(relation)) => {
            graph.related(id, relation, Side::From).into_iter().map(|(link, other)| (other, link)).collect()
        }
        _ => Vec::new(),
    };
    let items = |index: usize| {
        let in_row = graph
            .all_of_kind(kind)
            .filter(move |&id| matches!(graph.entry(id).fields[row], Some(Value::Choice(i)) if i == index));
        let link = |id| own.iter().find(|(other, _)| *other == id).map(|(_, link)| *link);
        let in_row = in_row.filter(|&id| graph.in_use(id) || link(id).is_some());
        let item = |id| {
            let link = link(id);
            // Where the chart does not hold all rows of the relation, they stand in the facts.
            let stands_here = relation.is_some_and(|id| view.places(&graph.model, id));
            let anchor = link.filter(|_| stands_here).and_then(|link| anchor(graph, link));
            ChartItem { entry: writer.entry(id), marked: link.is_some(), anchor }
        };
        in_row.map(item).collect()
    };
    let rows = choices
        .iter()
        .enumerate()
        .map(|(index, choice)| ChartRow {
            title: writer.text(&choice.label),
            description: choice.description.as_ref().map(|text| writer.text(text)),
            items: items(index),
        })
        .collect();
    let lost = marked
        .zip(relation)
        .filter(|&(id, relation)| graph.entry(id).not_told.contains(&NotTold::Relation(relation)));
    let words = |(_, relation): (EntryId, RelationId)| {
        graph.model.relation(relation).not_told.as_ref().map_or("", |text| writer.text(text))
    };
    Chart { rows, marked: !own.is_empty(), not_told: lost.map(words) }
}

/// The anchor of a row that stands in a picture, unless a block of the page shows it too.
fn anchor<'g>(graph: &'g Graph, link: &'g Link) -> Option<&'g str> {
    let kind = graph.model.kind(graph.entry(link.from).kind);
    let in_block = kind.shows(|what| matches!(what, What::Relation(id) if *id == link.relation));
    (!in_block).then_some(&link.anchor)
}

/// Entries placed by two axes, or by one with the other listed beside.
#[derive(Serialize)]
pub struct Grid<'g> {
    pub row_kind: &'g str,
    pub column_kind: &'g str,
    pub cell_kind: &'g str,
    pub columns: Vec<GridItem<'g>>,
    /// Whether the cells are placed by columns too.
    pub placed: bool,
    /// Whether each row is a narrower extent than the one before.
    pub narrowing: bool,
    pub rows: Vec<GridRow<'g>>,
}

#[derive(Serialize)]
pub struct GridRow<'g> {
    pub item: GridItem<'g>,
    /// One a column, or one for the whole row.
    pub cells: Vec<Vec<GridItem<'g>>>,
}

#[derive(Serialize)]
pub struct GridItem<'g> {
    pub entry: EntryRef<'g>,
    /// Whether the entry that shows the grid says which of this kind concern it, and leaves this one out.
    pub outside: bool,
    /// The anchor of the row by which that entry names this one.
    pub anchor: Option<&'g str>,
}

pub(super) fn grid<'g>(writer: &Writer<'g>, view: &'g ViewKind, marked: Option<EntryId>) -> Grid<'g> {
    let ViewKind::Grid { rows, columns, cells, row_relation, column_relation, narrowing } = view else {
        unreachable!("only grids are drawn as grids");
    };
    let graph = writer.graph;
    let label = |kind: KindId| writer.text(&graph.model.kind(kind).plural);
    let at = |cell: EntryId, axis: EntryId, relation: &Option<RelationId>| {
        relation.is_none_or(|relation| {
            graph.related(cell, relation, Side::From).iter().any(|(_, other)| *other == axis)
        })
    };
    let concerned = marked.map(|id| concerned(graph, id, view)).unwrap_or_default();
    let named = |id: EntryId| concerned.iter().any(|other| other.1 == id);
    let shown = |kind: KindId| graph.all_of_kind(kind).filter(|&id| graph.in_use(id) || named(id));
    let in_row = |row: EntryId| -> Vec<EntryId> {
        shown(*cells).filter(|&cell| at(cell, row, row_relation)).collect()
    };
    // An entry may stand in several cells; the row's anchor is at the first.
    let anchors: RefCell<FxHashMap<EntryId, &str>> = RefCell::new(
        concerned.iter().filter_map(|&(_, id, link)| Some((id, anchor(graph, link)?))).collect(),
    );
    let item = |id: EntryId| {
        let kind = graph.entry(id).kind;
        let outside = !named(id) && concerned.iter().any(|other| other.0 == kind);
        GridItem { entry: writer.entry(id), outside, anchor: anchors.borrow_mut().remove(&id) }
    };
    let row = |id: EntryId| {
        let found = in_row(id);
        let links = |ids: Vec<EntryId>| ids.into_iter().map(item).collect();
        let cells = match column_relation {
            None => vec![links(found)],
            Some(_) => shown(*columns)
                .map(|column| {
                    links(found.iter().copied().filter(|&cell| at(cell, column, column_relation)).collect())
                })
                .collect(),
        };
        GridRow { item: item(id), cells }
    };
    Grid {
        row_kind: label(*rows),
        column_kind: label(*columns),
        cell_kind: label(*cells),
        columns: shown(*columns).map(item).collect(),
        placed: column_relation.is_some(),
        narrowing: *narrowing,
        rows: shown(*rows).map(row).collect(),
    }
}

/// What an entry's own relations name in a grid: the kind, the entry, the row.
fn concerned<'g>(graph: &'g Graph, id: EntryId, view: &ViewKind) -> Vec<(KindId, EntryId, &'g Link)> {
    let kind = graph.model.kind(graph.entry(id).kind);
    let relations = kind.relations.iter().filter(|&&relation| view.places(&graph.model, relation));
    let links = relations.flat_map(|&relation| graph.related(id, relation, Side::From));
    links.map(|(link, other)| (graph.entry(other).kind, other, link)).collect()
}
