//! The matrix: a relation as a table of two kinds.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::blocks::{Legend, LegendChoice, coverage};
use super::facets::{Facet, Facets};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
use crate::model::{Choice, FieldKind, RelationId, Status, ViewKind};

/// The most cells and columns of a table in which each cell is written, empty ones too, so that columns can be
/// followed and hidden. In a larger one runs of empty cells are one, and what is written follows the filled
/// cells.
const MOST_CELLS: usize = 20_000;
const MOST_COLUMNS: usize = 200;

#[derive(Serialize)]
pub struct Matrix<'g> {
    pub row_kind: &'g str,
    pub row_kinds: &'g str,
    pub column_kind: &'g str,
    pub groups: Vec<ColumnGroup<'g>>,
    pub columns: Vec<Column<'g>>,
    pub rows: Vec<MatrixRow<'g>>,
    /// How many cells are filled.
    pub filled: usize,
    /// Whether each cell is written, so that places in a row are columns.
    pub each: bool,
    /// What rows and columns can be narrowed by; nothing inside another page.
    pub row_facets: Vec<Facet<'g>>,
    pub column_facets: Vec<Facet<'g>>,
    /// Entries of the row kind with no filled cell that are more than a name.
    pub empty: Vec<Rest<'g>>,
    /// Those known only by name.
    pub stubs: Vec<Rest<'g>>,
    /// Whether there are rows that are more than a name, and others.
    pub described: bool,
    pub undescribed: bool,
    pub legend: Option<Legend<'g>>,
    /// Whether some filled cell bears no choice.
    pub unmarked: bool,
    pub coverage: Option<String>,
}

/// Columns that have a parent in common.
#[derive(Serialize)]
pub struct ColumnGroup<'g> {
    pub entry: Option<EntryRef<'g>>,
    pub span: usize,
}

#[derive(Serialize)]
pub struct Column<'g> {
    pub entry: EntryRef<'g>,
    /// How many of its cells are filled.
    pub filled: usize,
    /// The values it has in each facet of the columns.
    pub values: Vec<Vec<String>>,
}

#[derive(Serialize)]
pub struct MatrixRow<'g> {
    pub entry: EntryRef<'g>,
    /// The values it has in the facets of rows.
    pub classes: String,
    pub cells: Vec<MatrixCell<'g>>,
    pub filled: usize,
}

/// An entry that has no row.
#[derive(Serialize)]
pub struct Rest<'g> {
    pub entry: EntryRef<'g>,
    pub classes: String,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum MatrixCell<'g> {
    Empty { span: usize },
    Filled { marks: Vec<Mark<'g>>, href: String, code: Option<&'g str>, title: &'g str },
}

/// A choice in a cell.
#[derive(Serialize)]
pub struct Mark<'g> {
    pub id: &'g str,
    pub label: &'g str,
}

/// A filled cell before it has its place.
struct Filled<'g> {
    column: usize,
    marks: Vec<Mark<'g>>,
    href: String,
}

/// The rows with filled cells, then the other entries.
#[derive(Default)]
struct Sorted<'g> {
    rows: Vec<(EntryId, Vec<Filled<'g>>)>,
    empty: Vec<EntryId>,
    stubs: Vec<EntryId>,
}

/// Makes the matrix of a view; inside another page without what narrows it.
pub(super) fn matrix<'g>(writer: &Writer<'g>, view: &'g ViewKind, embedded: bool) -> Matrix<'g> {
    let ViewKind::Matrix { rows, columns, relation, cell, row_filters, column_filters } = view else {
        unreachable!("only a matrix is drawn as one");
    };
    let graph = writer.graph;
    let all: Vec<EntryId> = graph.of_kind(*rows).collect();
    let across: Vec<EntryId> = graph.of_kind(*columns).collect();
    let sorted = sorted(writer, &all, &across, *relation, *cell);
    let small = across.len() <= MOST_COLUMNS && sorted.rows.len() * across.len() <= MOST_CELLS;
    let each = !embedded && small;
    let facets = |axis, kind, entries: &[EntryId], filters, wanted: bool| match wanted {
        true => Facets::new(writer, axis, kind, entries, filters),
        false => Facets::default(),
    };
    let of_rows = facets("rows", *rows, &all, row_filters, !embedded);
    let of_columns = facets("columns", *columns, &across, column_filters, each);
    let mut filled = vec![0; across.len()];
    sorted.rows.iter().flat_map(|(_, cells)| cells).for_each(|cell| filled[cell.column] += 1);
    let rest = |ids: &[EntryId]| {
        let rest = |&id: &EntryId| Rest { entry: writer.entry(id), classes: of_rows.classes(id) };
        ids.iter().map(rest).collect()
    };
    let is_stub = |&(id, _): &(EntryId, _)| graph.entry(id).status == Status::Stub;
    Matrix {
        row_kind: writer.text(&graph.model.kind(*rows).label),
        row_kinds: writer.text(&graph.model.kind(*rows).plural),
        column_kind: writer.text(&graph.model.kind(*columns).label),
        groups: groups(writer, &across),
        columns: across
            .iter()
            .zip(&filled)
            .map(|(&id, &filled)| Column { entry: writer.entry(id), filled, values: of_columns.values(id) })
            .collect(),
        filled: filled.iter().sum(),
        each,
        empty: rest(&sorted.empty),
        stubs: rest(&sorted.stubs),
        described: !sorted.rows.iter().all(is_stub),
        undescribed: sorted.rows.iter().any(is_stub),
        unmarked: sorted.rows.iter().flat_map(|(_, cells)| cells).any(|cell| cell.marks.is_empty()),
        rows: sorted
            .rows
            .into_iter()
            .map(|(id, cells)| MatrixRow {
                entry: writer.entry(id),
                classes: of_rows.classes(id),
                filled: cells.len(),
                cells: spread(writer, cells, &across, each),
            })
            .collect(),
        row_facets: of_rows.facets,
        column_facets: of_columns.facets,
        legend: legend(writer, *relation, *cell),
        coverage: coverage(writer, *rows),
    }
}

fn sorted<'g>(
    writer: &Writer<'g>,
    rows: &[EntryId],
    columns: &[EntryId],
    relation: RelationId,
    cell: Option<usize>,
) -> Sorted<'g> {
    let at: FxHashMap<EntryId, usize> = columns.iter().enumerate().map(|(index, &id)| (id, index)).collect();
    let mut sorted = Sorted::default();
    for &id in rows {
        let cells = filled(writer, id, relation, cell, &at);
        match writer.graph.entry(id).status {
            _ if !cells.is_empty() => sorted.rows.push((id, cells)),
            Status::Stub => sorted.stubs.push(id),
            _ => sorted.empty.push(id),
        }
    }
    sorted
}

/// The filled cells of a row, in the order of the columns.
fn filled<'g>(
    writer: &Writer<'g>,
    row: EntryId,
    relation: RelationId,
    cell: Option<usize>,
    at: &FxHashMap<EntryId, usize>,
) -> Vec<Filled<'g>> {
    let graph = writer.graph;
    let mut filled: Vec<Filled> = Vec::new();
    for (link, other) in graph.related(row, relation, Side::From) {
        let Some(&column) = at.get(&other) else { continue };
        let mark = cell.and_then(|cell| mark(writer, relation, cell, link.qualifiers.get(cell)?.as_ref()?));
        match filled.iter_mut().find(|known| known.column == column) {
            Some(known) => known.marks.extend(mark),
            None => {
                let href = writer.entry(row).href;
                let href = match graph.model.has_rows(relation) {
                    true => format!("{href}#{}", link.anchor),
                    false => href,
                };
                filled.push(Filled { column, marks: mark.into_iter().collect(), href });
            }
        }
    }
    filled.sort_by_key(|cell| cell.column);
    filled
}

/// The cells of a row, the empty ones each or in runs.
fn spread<'g>(
    writer: &Writer<'g>,
    filled: Vec<Filled<'g>>,
    columns: &[EntryId],
    each: bool,
) -> Vec<MatrixCell<'g>> {
    let mut cells = Vec::new();
    let gap = |cells: &mut Vec<MatrixCell>, span: usize| match each {
        true => cells.extend((0..span).map(|_| MatrixCell::Empty { span: 1 })),
        false if span > 0 => cells.push(MatrixCell::Empty { span }),
        false => {}
    };
    let mut next = 0;
    for Filled { column, marks, href } in filled {
        gap(&mut cells, column - next);
        let entry = writer.entry(columns[column]);
        cells.push(MatrixCell::Filled { marks, href, code: entry.code, title: entry.title });
        next = column + 1;
    }
    gap(&mut cells, columns.len() - next);
    cells
}

fn mark<'g>(writer: &Writer<'g>, relation: RelationId, cell: usize, value: &Value) -> Option<Mark<'g>> {
    let Value::Choice(index) = value else { return None };
    let field = &writer.graph.model.relation(relation).qualifiers[cell];
    let choice = writer.graph.choice(field, *index)?;
    Some(Mark { id: &choice.id, label: writer.text(&choice.label) })
}

fn groups<'g>(writer: &Writer<'g>, columns: &[EntryId]) -> Vec<ColumnGroup<'g>> {
    let parent = |&id: &EntryId| writer.graph.parent(id).filter(|&parent| writer.graph.in_use(parent));
    let parents: Vec<Option<EntryId>> = columns.iter().map(parent).collect();
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
    let used = writer.graph.links().any(|link| {
        link.relation == relation
            && link.qualifiers.get(cell.unwrap_or(0)).is_some_and(Option::is_some)
            && [link.from, link.to].into_iter().all(|id| writer.graph.in_use(id))
    });
    let choice = |choice: &'g Choice| LegendChoice { id: &choice.id, label: writer.text(&choice.label) };
    used.then(|| Legend {
        label: writer.text(&field.label),
        choices: choices.iter().map(choice).collect(),
        not_told: None,
    })
}
