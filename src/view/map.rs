//! The map: boxes in bands.

use serde::Serialize;

use super::groups::{GroupKey, group_key};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
use crate::model::{Field, FieldKind, RelationId, ViewKind};

#[derive(Serialize)]
pub struct Map<'g> {
    pub bands: Vec<Band<'g>>,
    /// How many boxes and entries there are.
    pub boxes: usize,
    pub entries: usize,
    /// The legend of entries with several boxes, when there are any.
    pub repeated: Option<&'g str>,
    pub legend: Vec<LegendItem<'g>>,
    /// Whether an entry is marked, and entries related to it.
    pub marked: bool,
    pub related: bool,
}

#[derive(Serialize)]
pub struct Band<'g> {
    pub title: &'g str,
    pub entry: Option<EntryRef<'g>>,
    pub boxes: Vec<Box<'g>>,
}

#[derive(Serialize)]
pub struct Box<'g> {
    pub entry: EntryRef<'g>,
    pub title: &'g str,
    pub details: Vec<&'g str>,
    pub repeated: bool,
    pub marked: bool,
    pub related: bool,
}

#[derive(Serialize)]
pub struct LegendItem<'g> {
    pub label: &'g str,
    pub note: Option<&'g str>,
}

pub(super) fn map<'g>(writer: &Writer<'g>, view: &'g ViewKind, marked: Option<EntryId>) -> Map<'g> {
    let ViewKind::Map { kind, band, band_label, bands, placements, relations, repeated, legend } = view
    else {
        unreachable!("only maps are drawn as maps");
    };
    let graph = writer.graph;
    let marked = marked.filter(|&id| graph.entry(id).kind == *kind);
    let related = marked.map(|id| related(writer, id, relations)).unwrap_or_default();
    let mut drawn: Vec<(usize, GroupKey, Vec<Box>)> = Vec::new();
    for id in graph.of_kind(*kind) {
        let key = group_key(writer, id, band);
        let at = drawn.iter().position(|(_, other, _)| *other == key).unwrap_or_else(|| {
            drawn.push((place(writer, &key, bands), key.clone(), Vec::new()));
            drawn.len() - 1
        });
        drawn[at].2.extend(boxes(writer, id, *placements, marked, &related));
    }
    drawn.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let bands: Vec<Band> = drawn
        .into_iter()
        .map(|(_, key, boxes)| {
            let (title, entry) = key.heading(writer);
            Band {
                title: band_title(writer, &key, band_label.as_deref()).or(title).unwrap_or(""),
                entry,
                boxes,
            }
        })
        .collect();
    let all = || bands.iter().flat_map(|band| &band.boxes);
    let item = |item: &'g crate::model::Legend| LegendItem {
        label: writer.text(&item.label),
        note: item.note.as_ref().map(|note| writer.text(note)),
    };
    Map {
        boxes: all().count(),
        entries: graph.count(*kind),
        repeated: repeated.as_ref().filter(|_| all().any(|b| b.repeated)).map(|text| writer.text(text)),
        legend: legend.iter().map(item).collect(),
        marked: marked.is_some(),
        related: all().any(|b| b.related),
        bands,
    }
}

fn related(writer: &Writer, id: EntryId, relations: &[RelationId]) -> Vec<EntryId> {
    let both = |&relation: &RelationId| {
        let from = writer.graph.related(id, relation, Side::From);
        from.into_iter().chain(writer.graph.related(id, relation, Side::To)).map(|(_, other)| other)
    };
    relations.iter().flat_map(both).collect()
}

/// Where a band stands: in the declared order, the others behind.
fn place(writer: &Writer, key: &GroupKey, order: &[String]) -> usize {
    let name = match key {
        GroupKey::Entry(id) => Some(&writer.graph.entry(*id).id),
        GroupKey::Choice(kind, field, index) => {
            let field = &writer.graph.model.kind(*kind).fields[*field];
            writer.graph.choice(field, *index).map(|choice| &choice.id)
        }
        GroupKey::Text(..) | GroupKey::None => None,
    };
    let at = name.and_then(|name| order.iter().position(|other| other == name));
    at.unwrap_or(order.len())
}

fn band_title<'g>(writer: &Writer<'g>, key: &GroupKey, label: Option<&str>) -> Option<&'g str> {
    let GroupKey::Entry(id) = key else { return None };
    let entry = writer.graph.entry(*id);
    let field = label.and_then(|label| writer.graph.field(*id, label));
    Some(field.and_then(|(_, value)| value.as_text()).unwrap_or(&entry.titles[0]))
}

fn boxes<'g>(
    writer: &Writer<'g>,
    id: EntryId,
    placements: Option<usize>,
    marked: Option<EntryId>,
    related: &[EntryId],
) -> Vec<Box<'g>> {
    let entry = writer.graph.entry(id);
    let rows = match placements.and_then(|field| entry.fields[field].as_ref()) {
        Some(rows) => rows.each(),
        None => &[],
    };
    let make = |title: &'g str, details: Vec<&'g str>| Box {
        entry: writer.entry(id),
        title,
        details,
        repeated: rows.len() > 1,
        marked: marked == Some(id),
        related: related.contains(&id),
    };
    if rows.is_empty() {
        return vec![make(&entry.titles[0], Vec::new())];
    }
    let field = &writer.graph.model.kind(entry.kind).fields[placements.expect("there are rows")];
    rows.iter().map(|row| row_box(field, row, make)).collect()
}

/// A box is titled by the first text of its row; the others are details.
fn row_box<'g>(field: &Field, row: &'g Value, make: impl Fn(&'g str, Vec<&'g str>) -> Box<'g>) -> Box<'g> {
    let (Value::Record(values), FieldKind::Record(_)) = (row, &field.kind) else {
        return make(row.as_text().unwrap_or_default(), Vec::new());
    };
    let mut texts = values.iter().flatten().filter_map(|value| value.as_text());
    let title = texts.next().unwrap_or_default();
    make(title, texts.collect())
}
