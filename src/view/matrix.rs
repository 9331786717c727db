//! The matrix: a relation as a table of two kinds.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::blocks::{Legend, LegendChoice, coverage};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
use crate::model::{FieldKind, KindId, RelationId};

/// The size of what is written follows the filled cells: runs of empty ones are one cell.
#[derive(Serialize)]
pub struct Matrix<'g> {
    pub row_kind: &'g str,
    pub column_kind: &'g str,
    pub groups: Vec<ColumnGroup<'g>>,
    pub columns: Vec<EntryRef<'g>>,
    pub rows: Vec<MatrixRow<'g>>,
    /// Entries of the row kind with no filled cell that are more than a name.
    pub empty: Vec<EntryRef<'g>>,
    /// Those known only by name.
    pub stubs: Vec<EntryRef<'g>>,
    pub legend: Option<Legend<'g>>,
    pub coverage: Option<String>,
}

/// Columns that have a parent in common.
#[derive(Serialize)]
pub struct ColumnGroup<'g> {
    pub entry: Option<EntryRef<'g>>,
    pub span: usize,
}

#[derive(Serialize)]
pub struct MatrixRow<'g> {
    pub entry: EntryRef<'g>,
    pub cells: Vec<MatrixCell<'g>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum MatrixCell<'g> {
    Empty { span: usize },
    Filled { marks: Vec<Mark<'g>>, href: String, column: &'g str },
}

/// A choice in a cell.
#[derive(Serialize)]
pub struct Mark<'g> {
    pub id: &'g str,
    pub label: &'g str,
}

pub(super) fn matrix<'g>(
    writer: &Writer<'g>,
    rows: KindId,
    columns: KindId,
    relation: RelationId,
    cell: Option<usize>,
) -> Matrix<'g> {
    let graph = writer.graph;
    let columns_of: Vec<EntryId> = graph.of_kind(columns).collect();
    let at: FxHashMap<EntryId, usize> =
        columns_of.iter().enumerate().map(|(index, &id)| (id, index)).collect();
    let (mut shown, mut empty, mut stubs) = (Vec::new(), Vec::new(), Vec::new());
    for id in graph.of_kind(rows) {
        let cells = cells(writer, id, relation, cell, &at, columns_of.len());
        let count = cells.iter().filter(|cell| matches!(cell, MatrixCell::Filled { .. })).count();
        match graph.entry(id).status {
            _ if count > 0 => shown.push(MatrixRow { entry: writer.entry(id), cells }),
            crate::model::Status::Stub => stubs.push(writer.entry(id)),
            _ => empty.push(writer.entry(id)),
        }
    }
    Matrix {
        row_kind: writer.text(&graph.model.kind(rows).label),
        column_kind: writer.text(&graph.model.kind(columns).label),
        groups: groups(writer, &columns_of),
        columns: columns_of.iter().map(|&id| writer.entry(id)).collect(),
        rows: shown,
        empty,
        stubs,
        legend: legend(writer, relation, cell),
        coverage: coverage(writer, rows),
    }
}

fn cells<'g>(
    writer: &Writer<'g>,
    row: EntryId,
    relation: RelationId,
    cell: Option<usize>,
    at: &FxHashMap<EntryId, usize>,
    width: usize,
) -> Vec<MatrixCell<'g>> {
    let graph = writer.graph;
    let row_href = writer.entry(row).href;
    let mut filled: Vec<(usize, EntryId, Vec<Mark>, String)> = Vec::new();
    for (link, other) in graph.related(row, relation, Side::From) {
        let Some(&index) = at.get(&other) else { continue };
        let mark = cell.and_then(|cell| mark(writer, relation, cell, link.qualifiers.get(cell)?.as_ref()?));
        match filled.iter_mut().find(|(column, ..)| *column == index) {
            Some((_, _, marks, _)) => marks.extend(mark),
            None => {
                let href = match graph.model.has_rows(relation) {
                    true => format!("{row_href}#{}", link.anchor),
                    false => row_href.clone(),
                };
                filled.push((index, other, mark.into_iter().collect(), href));
            }
        }
    }
    filled.sort_by_key(|(index, ..)| *index);
    let mut cells = Vec::with_capacity(filled.len() * 2 + 1);
    let mut next = 0;
    for (index, other, marks, href) in filled {
        if index > next {
            cells.push(MatrixCell::Empty { span: index - next });
        }
        let entry = writer.entry(other);
        cells.push(MatrixCell::Filled { marks, href, column: entry.code.unwrap_or(entry.title) });
        next = index + 1;
    }
    if next < width {
        cells.push(MatrixCell::Empty { span: width - next });
    }
    cells
}

fn mark<'g>(writer: &Writer<'g>, relation: RelationId, cell: usize, value: &Value) -> Option<Mark<'g>> {
    let Value::Choice(index) = value else { return None };
    let field = &writer.graph.model.relation(relation).qualifiers[cell];
    let choice = writer.graph.choice(field, *index)?;
    Some(Mark { id: &choice.id, label: writer.text(&choice.label) })
}

fn groups<'g>(writer: &Writer<'g>, columns: &[EntryId]) -> Vec<ColumnGroup<'g>> {
    let parents: Vec<Option<EntryId>> = columns.iter().map(|&id| writer.graph.parent(id)).collect();
    if parents.iter().all(Option::is_none) {
        return Vec::new();
    }
    parents
        .chunk_by(|a, b| a == b)
        .map(|run| ColumnGroup { entry: run[0].map(|id| writer.entry(id)), span: run.len() })
        .collect()
}

fn legend<'g>(writer: &Writer<'g>, relation: RelationId, cell: Option<usize>) -> Option<Legend<'g>> {
    let field = &writer.graph.model.relation(relation).qualifiers[cell?];
    let FieldKind::Choice(choices) = &field.kind else { return None };
    let used = writer.graph.links.iter().any(|link| {
        link.relation == relation && link.qualifiers.get(cell.unwrap_or(0)).is_some_and(Option::is_some)
    });
    let choice =
        |choice: &'g crate::model::Choice| LegendChoice { id: &choice.id, label: writer.text(&choice.label) };
    used.then(|| Legend {
        label: writer.text(&field.label),
        choices: choices.iter().map(choice).collect(),
        not_told: None,
    })
}
