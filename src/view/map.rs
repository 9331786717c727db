//! The map: boxes in bands.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::arrows::{Arrows, arrows};
use super::groups::{GroupKey, group_key};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side, Value};
use crate::model::{Field, FieldKind, RelationId, Status, ViewKind};
use crate::source::Span;

/// On the page of an entry whose kind has more entries than this, a map shows a part: with the whole on each
/// of so many pages, the site would grow with their square.
const MOST_EMBEDDED: usize = 200;

#[derive(Serialize)]
pub struct Map<'g> {
    pub bands: Vec<Band<'g>>,
    /// How many boxes and entries there are, and what the entries are called.
    pub boxes: usize,
    pub entries: usize,
    pub one: &'g str,
    pub other: &'g str,
    /// Whether some entries are known only by name, and some by more.
    pub stubs: bool,
    pub described: bool,
    /// The legend of entries with several boxes, when there are any.
    pub repeated: Option<&'g str>,
    pub legend: Vec<LegendItem<'g>>,
    /// Whether an entry is marked, and entries linked with it.
    pub marked: bool,
    pub linked: bool,
    /// Whether the map has one relation only, which then needs no name.
    pub alone: bool,
    /// Whether only the marked entry and those linked with it are shown.
    pub part: bool,
    /// What the relations link, when they link anything.
    pub arrows: Option<Arrows<'g>>,
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
    /// How the marked entry is linked with this one.
    pub links: Vec<Mark<'g>>,
}

/// A relation between the marked entry and that of a box.
#[derive(Serialize, Clone, PartialEq)]
pub struct Mark<'g> {
    /// The relation's label as read from the marked entry.
    pub label: &'g str,
    pub way: Way,
}

/// Where an arrow between the marked entry and another leads.
#[derive(Serialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// From the marked entry.
    Out,
    /// To the marked entry.
    In,
    /// The relation is symmetric.
    Both,
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
    let marks = marked.map(|id| marks(writer, id, relations)).unwrap_or_default();
    let part = marked.is_some() && graph.count(*kind) > MOST_EMBEDDED;
    // What the marked entry names stands there even if it is no longer in use.
    let near = marked.into_iter().chain(marks.keys().copied());
    let shown: BTreeSet<EntryId> = match part {
        true => near.collect(),
        false => graph.of_kind(*kind).chain(near).collect(),
    };
    let mut drawn: BTreeMap<(usize, GroupKey), Vec<EntryId>> = BTreeMap::new();
    for id in shown.into_iter().filter(|&id| graph.entry(id).kind == *kind) {
        let key = group_key(writer, id, band);
        drawn.entry((place(writer, &key, bands), key)).or_default().push(id);
    }
    let drawn = drawn.into_iter().map(|((_, key), ids)| {
        let (title, entry) = key.heading(writer);
        let title = band_title(writer, &key, band_label.as_deref()).or(title).unwrap_or("");
        let boxes = ids.iter().flat_map(|&id| boxes(writer, id, *placements, marked, &marks)).collect();
        (Band { title, entry, boxes }, ids)
    });
    let (bands, ids): (Vec<Band>, Vec<Vec<EntryId>>) = drawn.unzip();
    let all = || bands.iter().flat_map(|band| &band.boxes);
    let item = |item: &'g crate::model::Legend| LegendItem {
        label: writer.text(&item.label),
        note: item.note.as_ref().map(|note| writer.text(note)),
    };
    let stub = |b: &Box| b.entry.status == Status::Stub.name();
    Map {
        boxes: all().count(),
        entries: graph.count(*kind),
        one: writer.text(&graph.model.kind(*kind).label),
        other: writer.text(&graph.model.kind(*kind).plural),
        stubs: all().any(stub),
        described: all().any(|b| !stub(b)),
        repeated: repeated.as_ref().filter(|_| all().any(|b| b.repeated)).map(|text| writer.text(text)),
        legend: legend.iter().map(item).collect(),
        marked: marked.is_some(),
        linked: all().any(|b| !b.links.is_empty()),
        alone: relations.len() == 1,
        part,
        arrows: arrows(writer, *kind, relations, marked, &bands.iter().zip(ids).collect::<Vec<_>>()),
        bands,
    }
}

/// The entries that the relations of a map link with the marked one, and how.
fn marks<'g>(
    writer: &Writer<'g>,
    id: EntryId,
    relations: &[RelationId],
) -> FxHashMap<EntryId, Vec<Mark<'g>>> {
    let mut marks: FxHashMap<EntryId, Vec<Mark>> = FxHashMap::default();
    for &relation in relations {
        let declared = writer.graph.model.relation(relation);
        let ways: &[(Side, Way)] = match declared.symmetric {
            true => &[(Side::From, Way::Both)],
            false => &[(Side::From, Way::Out), (Side::To, Way::In)],
        };
        for &(side, way) in ways {
            let label = if way == Way::In { &declared.inverse_label } else { &declared.label };
            let mark = Mark { label: writer.text(label), way };
            for (_, other) in writer.graph.related(id, relation, side) {
                let of_other = marks.entry(other).or_default();
                // Several rows of a relation may lead to one entry.
                if !of_other.contains(&mark) {
                    of_other.push(mark.clone());
                }
            }
        }
    }
    marks
}

/// Where a band stands: in the declared order, the others behind.
fn place(writer: &Writer, key: &GroupKey, order: &[(String, Span)]) -> usize {
    let graph = writer.graph;
    let at = match key {
        GroupKey::Entry(id) => order.iter().position(|(name, _)| graph.find(name) == Some(*id)),
        GroupKey::Choice(kind, field, index) => {
            let field = &graph.model.kind(*kind).fields[*field];
            let choice = graph.choice(field, *index).map(|choice| &choice.id);
            order.iter().position(|(name, _)| Some(name) == choice)
        }
        GroupKey::Text(..) | GroupKey::None => None,
    };
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
    marks: &FxHashMap<EntryId, Vec<Mark<'g>>>,
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
        links: marks.get(&id).cloned().unwrap_or_default(),
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
