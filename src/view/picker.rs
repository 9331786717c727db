//! The picker: entries to choose, what they are linked with, and what that names.
//!
//! Everything is on the page; a stylesheet beside it ties boxes to what they show, by neutral names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::blocks::{Blocks, Cell, coverage};
use super::groups::{GroupKey, group_key};
use super::with::targets;
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Link};
use crate::model::{self, KindId, RelationId, With};

#[derive(Serialize)]
pub struct Picker<'g> {
    /// What is chosen, and what is found.
    pub chosen: &'g str,
    pub found: &'g str,
    pub coverage: Option<String>,
    pub groups: Vec<Picks<'g>>,
    pub results: Vec<Found<'g>>,
    pub lists: Vec<Gathered<'g>>,
    /// Which boxes show what, by the class of that.
    pub shows: Vec<Shows>,
}

/// Entries to choose, under a heading.
#[derive(Serialize)]
pub struct Picks<'g> {
    pub title: Option<&'g str>,
    pub entry: Option<EntryRef<'g>>,
    pub picks: Vec<Pick<'g>>,
}

#[derive(Serialize)]
pub struct Pick<'g> {
    /// The ID of its box, and the class of what speaks of it alone.
    pub id: String,
    /// What it is called in an address to share.
    pub value: &'g str,
    pub entry: EntryRef<'g>,
    /// Whether anything is found by it.
    pub known: bool,
}

/// An entry that is found.
#[derive(Serialize)]
pub struct Found<'g> {
    pub class: String,
    pub entry: EntryRef<'g>,
    pub by: Vec<By<'g>>,
}

/// By what an entry is found.
#[derive(Serialize)]
pub struct By<'g> {
    pub id: String,
    pub entry: EntryRef<'g>,
}

/// What the entries found name, of one kind.
#[derive(Serialize)]
pub struct Gathered<'g> {
    pub title: &'g str,
    pub items: Vec<Item<'g>>,
}

#[derive(Serialize)]
pub struct Item<'g> {
    pub class: String,
    pub entry: EntryRef<'g>,
    pub rows: Vec<Named<'g>>,
}

/// A row by which an entry that is found names another.
#[derive(Serialize)]
pub struct Named<'g> {
    pub class: String,
    /// The entry that is found.
    pub entry: EntryRef<'g>,
    pub href: String,
    pub label: Option<&'g str>,
    pub qualifiers: Vec<Cell<'g>>,
}

#[derive(Serialize)]
pub struct Shows {
    pub class: String,
    pub boxes: Vec<String>,
}

/// The entries found, each with the places of those that it is found by.
type Results = BTreeMap<EntryId, Vec<usize>>;

/// A row of an entry that is found.
struct RowOf<'g> {
    found: EntryId,
    relation: RelationId,
    link: &'g Link,
    with: &'g With,
}

pub(super) fn picker<'g>(writer: &Writer<'g>, view: &'g model::Picker) -> Picker<'g> {
    let graph = writer.graph;
    let relation = graph.model.relation(view.to.relation);
    let ends = if view.to.backwards { std::slice::from_ref(&relation.source) } else { &relation.targets };
    let chosen: Vec<EntryId> = graph.of_kind(view.kind).collect();
    let mut results = Results::new();
    for (place, &id) in chosen.iter().enumerate() {
        for other in graph.along(id, view.to) {
            results.entry(other).or_default().push(place);
        }
    }
    let mut classes = Classes::default();
    let found = results.iter().map(|(&id, places)| Found {
        class: classes.of(places),
        entry: writer.entry(id),
        by: places
            .iter()
            .map(|&place| By { id: box_id(place), entry: writer.entry(chosen[place]) })
            .collect(),
    });
    let found: Vec<Found> = found.collect();
    Picker {
        chosen: writer.text(&graph.model.kind(view.kind).plural),
        found: ends.first().map_or("", |&kind| writer.text(&graph.model.kind(kind).plural)),
        coverage: ends.first().and_then(|&kind| coverage(writer, kind)),
        groups: groups(writer, view, &chosen, &results),
        results: found,
        lists: gathered(writer, view, &results, &mut classes),
        shows: classes.shows(),
    }
}

fn box_id(place: usize) -> String {
    format!("p{}", place + 1)
}

fn groups<'g>(
    writer: &Writer<'g>,
    view: &'g model::Picker,
    chosen: &[EntryId],
    results: &Results,
) -> Vec<Picks<'g>> {
    let known: BTreeSet<usize> = results.values().flatten().copied().collect();
    let mut groups: BTreeMap<GroupKey, Vec<Pick>> = BTreeMap::new();
    for (place, &id) in chosen.iter().enumerate() {
        let key = view.group_by.as_deref().map_or(GroupKey::None, |name| group_key(writer, id, name));
        groups.entry(key).or_default().push(Pick {
            id: box_id(place),
            value: &writer.graph.entry(id).id,
            entry: writer.entry(id),
            known: known.contains(&place),
        });
    }
    let group = |(key, picks): (GroupKey<'g>, Vec<Pick<'g>>)| {
        let (title, entry) = key.heading(writer);
        Picks { title, entry, picks }
    };
    groups.into_iter().map(group).collect()
}

/// What the entries found name, by kind.
fn gathered<'g>(
    writer: &Writer<'g>,
    view: &'g model::Picker,
    results: &Results,
    classes: &mut Classes,
) -> Vec<Gathered<'g>> {
    let mut named: BTreeMap<KindId, BTreeMap<EntryId, Vec<RowOf>>> = BTreeMap::new();
    for &found in results.keys() {
        for with in &view.with {
            let Some((relation, rows)) = targets(writer.graph, found, with) else { continue };
            for (link, other) in rows {
                let items = named.entry(writer.graph.entry(other).kind).or_default();
                items.entry(other).or_default().push(RowOf { found, relation, link, with });
            }
        }
    }
    let list = |(kind, items): (KindId, BTreeMap<EntryId, Vec<RowOf<'g>>>)| Gathered {
        title: writer.text(&writer.graph.model.kind(kind).plural),
        items: items.into_iter().map(|(id, rows)| item(writer, id, &rows, results, classes)).collect(),
    };
    named.into_iter().map(list).collect()
}

fn item<'g>(
    writer: &Writer<'g>,
    id: EntryId,
    rows: &[RowOf<'g>],
    results: &Results,
    classes: &mut Classes,
) -> Item<'g> {
    let mut all: Vec<usize> = rows.iter().flat_map(|row| &results[&row.found]).copied().collect();
    all.sort_unstable();
    all.dedup();
    let row = |row: &RowOf<'g>| Named {
        class: classes.of(&results[&row.found]),
        entry: writer.entry(row.found),
        href: writer.row_href(row.link),
        label: row.with.label.as_ref().map(|label| writer.text(label)),
        qualifiers: Blocks { writer, entry: row.found }.marks(row.relation, row.link),
    };
    let rows = rows.iter().map(row).collect();
    Item { class: classes.of(&all), entry: writer.entry(id), rows }
}

/// What is shown by the same boxes has the same class.
#[derive(Default)]
struct Classes {
    by_places: BTreeMap<Vec<usize>, usize>,
}

impl Classes {
    fn of(&mut self, places: &[usize]) -> String {
        let next = self.by_places.len() + 1;
        format!("t{}", self.by_places.entry(places.to_vec()).or_insert(next))
    }

    fn shows(self) -> Vec<Shows> {
        let mut shows: Vec<(Vec<usize>, usize)> = self.by_places.into_iter().collect();
        shows.sort_by_key(|(_, number)| *number);
        let shows = shows.into_iter().map(|(places, number)| Shows {
            class: format!("t{number}"),
            boxes: places.into_iter().map(box_id).collect(),
        });
        shows.collect()
    }
}
