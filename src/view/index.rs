//! Lists: of the entries of kinds, of views, of everything by title.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ViewRef;
use super::groups::{GroupKey, group_key};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Graph, Value};
use crate::model::{KindId, ViewId};

/// The entries of kinds, in groups.
#[derive(Serialize)]
pub struct Index<'g> {
    pub groups: Vec<IndexGroup<'g>>,
    /// How many entries of each kind there are: count, then the label for it.
    pub counts: Vec<Count<'g>>,
    /// What is said when there are none.
    pub none: Option<&'g str>,
    /// How many entries are more than a name, when not all.
    pub described: Option<usize>,
    pub total: usize,
}

#[derive(Serialize)]
pub struct Count<'g> {
    pub count: usize,
    pub one: &'g str,
    pub other: &'g str,
}

#[derive(Serialize)]
pub struct IndexGroup<'g> {
    /// An anchor for groups by text.
    pub id: Option<String>,
    pub title: Option<String>,
    pub entry: Option<EntryRef<'g>>,
    pub items: Vec<EntryRef<'g>>,
}

/// Views as links.
#[derive(Serialize)]
pub struct Views {
    pub views: Vec<ViewRef>,
}

/// Everything that is in use, by title.
#[derive(Serialize)]
pub struct AToZ<'g> {
    pub letters: Vec<Letter<'g>>,
}

#[derive(Serialize)]
pub struct Letter<'g> {
    pub letter: String,
    pub id: String,
    pub items: Vec<Item<'g>>,
}

#[derive(Serialize)]
pub struct Item<'g> {
    /// The title or other name.
    pub name: &'g str,
    pub entry: EntryRef<'g>,
    /// Whether the name is another name of the entry.
    pub other: bool,
}

pub(super) fn index<'g>(
    writer: &Writer<'g>,
    kinds: &[KindId],
    group_by: Option<&str>,
    embedded: bool,
) -> Index<'g> {
    let graph = writer.graph;
    let groups = match group_by {
        Some(name) if embedded => grouped(writer, kinds, name),
        Some(name) => with_ids(grouped(writer, kinds, name)),
        None => nested(writer, kinds, embedded),
    };
    let counts = kinds.iter().map(|&kind| Count {
        count: graph.count(kind),
        one: writer.text(&graph.model.kind(kind).label),
        other: writer.text(&graph.model.kind(kind).plural),
    });
    let total: usize = kinds.iter().map(|&kind| graph.count(kind)).sum();
    let described: usize = kinds.iter().map(|&kind| graph.described(kind)).sum();
    let empty = kinds.iter().all(|&kind| graph.count(kind) == 0);
    let none = kinds.iter().find_map(|&kind| graph.model.kind(kind).none.as_ref());
    Index {
        groups,
        counts: counts.collect(),
        none: empty.then(|| none.map_or("", |text| writer.text(text))),
        described: (described < total).then_some(described),
        total,
    }
}

/// Entries without a parent in the list, each with its children; inside another page the tops alone.
fn nested<'g>(writer: &Writer<'g>, kinds: &[KindId], embedded: bool) -> Vec<IndexGroup<'g>> {
    let graph = writer.graph;
    let all = || kinds.iter().flat_map(|&kind| graph.of_kind(kind));
    let above = |id: EntryId| {
        graph.parent(id).filter(|&up| kinds.contains(&graph.entry(up).kind) && graph.in_use(up))
    };
    let mut children: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for id in all() {
        if let Some(parent) = above(id) {
            children.entry(parent).or_default().push(id);
        }
    }
    let tops: Vec<EntryId> = all().filter(|&id| above(id).is_none()).collect();
    if children.is_empty() || embedded {
        let items = tops.into_iter().map(|id| writer.entry(id)).collect();
        return vec![IndexGroup { id: None, title: None, entry: None, items }];
    }
    let group = |id: EntryId| IndexGroup {
        id: None,
        title: None,
        entry: Some(writer.entry(id)),
        items: descendants(id, &children).into_iter().map(|id| writer.entry(id)).collect(),
    };
    tops.into_iter().map(group).collect()
}

/// All entries below one, whatever their depth, in order.
fn descendants(id: EntryId, children: &BTreeMap<EntryId, Vec<EntryId>>) -> Vec<EntryId> {
    let below = children.get(&id).into_iter().flatten();
    below.flat_map(|&child| std::iter::once(child).chain(descendants(child, children))).collect()
}

fn grouped<'g>(writer: &Writer<'g>, kinds: &[KindId], name: &str) -> Vec<IndexGroup<'g>> {
    let graph = writer.graph;
    let ids = kinds.iter().flat_map(|&kind| graph.of_kind(kind));
    if let Some((field, column)) = name.split_once('.') {
        return by_column(writer, ids, field, column);
    }
    let mut groups: BTreeMap<GroupKey, Vec<EntryRef>> = BTreeMap::new();
    for id in ids {
        groups.entry(group_key(writer, id, name)).or_default().push(writer.entry(id));
    }
    let group = |(key, items): (GroupKey<'g>, Vec<EntryRef<'g>>)| {
        let (title, entry) = key.heading(writer);
        IndexGroup { id: None, title: title.map(str::to_owned), entry, items }
    };
    groups.into_iter().map(group).collect()
}

/// Gives each titled group an anchor of its own on the page.
fn with_ids(mut groups: Vec<IndexGroup>) -> Vec<IndexGroup> {
    let mut taken: Vec<String> = crate::model::PAGE_ANCHORS.map(str::to_owned).into();
    for group in &mut groups {
        let Some(base) = group.title.as_deref().map(crate::markdown::slug) else { continue };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let id = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id));
        taken.extend(id.clone());
        group.id = id;
    }
    groups
}

/// Groups by the texts in a column of a record; an entry may stand in several.
fn by_column<'g>(
    writer: &Writer<'g>,
    ids: impl Iterator<Item = EntryId>,
    field: &str,
    column: &str,
) -> Vec<IndexGroup<'g>> {
    let collation = &writer.graph.collation;
    let mut groups: BTreeMap<(Vec<u8>, &str), Vec<EntryId>> = BTreeMap::new();
    for id in ids {
        for text in column_texts(writer.graph, id, field, column) {
            let group = groups.entry((collation.key(text), text)).or_default();
            if group.last() != Some(&id) {
                group.push(id);
            }
        }
    }
    let group = |((_, text), ids): ((Vec<u8>, &str), Vec<EntryId>)| IndexGroup {
        id: None,
        title: Some(text.to_owned()),
        entry: None,
        items: ids.into_iter().map(|id| writer.entry(id)).collect(),
    };
    groups.into_iter().map(group).collect()
}

fn column_texts<'g>(graph: &'g Graph, id: EntryId, field: &str, column: &str) -> Vec<&'g str> {
    let Some((declared, value)) = graph.field(id, field) else { return Vec::new() };
    let crate::model::FieldKind::Record(columns) = &declared.kind else { return Vec::new() };
    let at = columns.iter().position(|c| c.id == column).unwrap_or(usize::MAX);
    let text = |row: &'g Value| match row {
        Value::Record(values) => values.get(at)?.as_ref()?.as_text(),
        _ => None,
    };
    value.each().iter().filter_map(text).collect()
}

pub(super) fn views(writer: &Writer, ids: &[ViewId]) -> Views {
    Views { views: ids.iter().map(|&id| writer.view_ref(id, false)).collect() }
}

pub(super) fn a_to_z<'g>(writer: &Writer<'g>) -> AToZ<'g> {
    let graph = writer.graph;
    let collation = &graph.collation;
    let mut items = Vec::new();
    for index in 0..graph.entries.len() as u32 {
        let id = EntryId(index);
        if !graph.in_use(id) {
            continue;
        }
        let own = graph.entry(id).titles.iter().map(|title| (title.as_str(), false));
        let other = graph.other_names(id).map(|name| (name, true));
        let all = own.chain(other);
        items.extend(all.map(|(name, other)| (collation.key(name), id, name, other)));
    }
    items.sort();
    let mut letters: Vec<Letter> = Vec::new();
    for (_, id, name, other) in items {
        let letter = collation.letter(name);
        // Letters that a language sorts alike (Lithuanian i and y) come by turns.
        let at = letters.iter().rposition(|other| other.letter == letter).unwrap_or_else(|| {
            let id = format!("{}-{}", crate::markdown::slug(&letter), letters.len() + 1);
            letters.push(Letter { id, letter, items: Vec::new() });
            letters.len() - 1
        });
        letters[at].items.push(Item { name, entry: writer.entry(id), other });
    }
    AToZ { letters }
}
