//! The chart and the grid.

use serde::Serialize;

use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
use crate::model::{FieldKind, KindId, NotTold, RelationId, ViewKind};

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
}

pub(super) fn chart<'g>(
    writer: &Writer<'g>,
    kind: KindId,
    row: usize,
    relation: Option<RelationId>,
    marked: Option<EntryId>,
) -> Chart<'g> {
    let graph = writer.graph;
    let field = &graph.model.kind(kind).fields[row];
    let FieldKind::Choice(choices) = &field.kind else { unreachable!("the model was checked") };
    let own: Vec<EntryId> = match (marked, relation) {
        (Some(id), Some(relation)) => {
            graph.related(id, relation, Side::From).into_iter().map(|(_, other)| other).collect()
        }
        _ => Vec::new(),
    };
    let items = |index: usize| {
        let in_row = graph
            .of_kind(kind)
            .filter(move |&id| matches!(graph.entry(id).fields[row], Some(Value::Choice(i)) if i == index));
        in_row.map(|id| ChartItem { entry: writer.entry(id), marked: own.contains(&id) }).collect()
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

/// Entries placed by two axes, or by one with the other listed beside.
#[derive(Serialize)]
pub struct Grid<'g> {
    pub row_kind: &'g str,
    pub column_kind: &'g str,
    pub cell_kind: &'g str,
    pub columns: Vec<EntryRef<'g>>,
    /// Whether the cells are placed by columns too.
    pub placed: bool,
    pub rows: Vec<GridRow<'g>>,
}

#[derive(Serialize)]
pub struct GridRow<'g> {
    pub entry: EntryRef<'g>,
    /// One a column, or one for the whole row.
    pub cells: Vec<Vec<EntryRef<'g>>>,
}

pub(super) fn grid<'g>(writer: &Writer<'g>, view: &'g ViewKind) -> Grid<'g> {
    let ViewKind::Grid { rows, columns, cells, row_relation, column_relation } = view else {
        unreachable!("only grids are drawn as grids");
    };
    let graph = writer.graph;
    let label = |kind: KindId| writer.text(&graph.model.kind(kind).plural);
    let at = |cell: EntryId, axis: EntryId, relation: &Option<RelationId>| {
        relation.is_none_or(|relation| {
            graph.related(cell, relation, Side::From).iter().any(|(_, other)| *other == axis)
        })
    };
    let in_row = |row: EntryId| -> Vec<EntryId> {
        graph.of_kind(*cells).filter(|&cell| at(cell, row, row_relation)).collect()
    };
    let row = |id: EntryId| {
        let found = in_row(id);
        let links = |ids: Vec<EntryId>| ids.into_iter().map(|id| writer.entry(id)).collect();
        let cells = match column_relation {
            None => vec![links(found)],
            Some(_) => graph
                .of_kind(*columns)
                .map(|column| {
                    links(found.iter().copied().filter(|&cell| at(cell, column, column_relation)).collect())
                })
                .collect(),
        };
        GridRow { entry: writer.entry(id), cells }
    };
    Grid {
        row_kind: label(*rows),
        column_kind: label(*columns),
        cell_kind: label(*cells),
        columns: graph.of_kind(*columns).map(|id| writer.entry(id)).collect(),
        placed: column_relation.is_some(),
        rows: graph.of_kind(*rows).map(row).collect(),
    }
}
