//! What a reader can narrow a table or list by: checkboxes, and neutral names that a stylesheet beside the
//! page ties to what they show.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::groups::{GroupKey, group_keys};
use super::writer::Writer;
use crate::graph::EntryId;
use crate::model::{FilterBy, KindId};

/// The name of a filter by the entries themselves, in addresses.
const ENTRY: &str = "entry";

/// One thing to choose by, and its values.
#[derive(Serialize)]
pub struct Facet<'g> {
    /// `r1` for the first of the rows, `c2` for the second of the columns.
    pub id: String,
    /// What it is called in an address to share.
    pub name: String,
    pub title: &'g str,
    pub values: Vec<Choice<'g>>,
}

/// A value that can be ticked.
#[derive(Serialize)]
pub struct Choice<'g> {
    /// The ID of its checkbox, and the class of what has the value.
    pub id: String,
    /// What it is called in an address to share.
    pub value: String,
    pub code: Option<&'g str>,
    pub title: &'g str,
    /// The places of the entries that have it, from 1.
    pub places: Vec<usize>,
}

/// The facets of one axis, and which values each entry has.
#[derive(Default)]
pub(super) struct Facets<'g> {
    pub facets: Vec<Facet<'g>>,
    classes: FxHashMap<EntryId, String>,
}

impl<'g> Facets<'g> {
    /// The facets of these entries; those in which there is nothing to choose are left out.
    pub fn new(
        writer: &Writer<'g>,
        axis: &str,
        kind: KindId,
        entries: &[EntryId],
        filters: &'g [FilterBy],
    ) -> Facets<'g> {
        let mut made = Facets::default();
        for filter in filters {
            let values = values(writer, entries, filter);
            if values.len() > 1 {
                made.add(writer, axis, kind, filter, values, entries);
            }
        }
        made
    }

    /// The classes of an entry, separated by spaces.
    pub fn classes(&self, id: EntryId) -> String {
        self.classes.get(&id).cloned().unwrap_or_default()
    }

    /// The values of an entry in each facet, by their IDs.
    pub fn values(&self, id: EntryId) -> Vec<Vec<String>> {
        let classes = self.classes.get(&id).map_or("", String::as_str);
        let of = |facet: &Facet| {
            let own = |class: &&str| class.strip_prefix(&facet.id).is_some_and(|rest| rest.starts_with('-'));
            classes.split_whitespace().filter(own).map(str::to_owned).collect()
        };
        self.facets.iter().map(of).collect()
    }

    fn add(
        &mut self,
        writer: &Writer<'g>,
        axis: &str,
        kind: KindId,
        filter: &'g FilterBy,
        values: BTreeMap<GroupKey<'g>, Vec<usize>>,
        entries: &[EntryId],
    ) {
        let id = format!("{}{}", &axis[..1], self.facets.len() + 1);
        let mut choices = Vec::new();
        for (index, (key, places)) in values.into_iter().enumerate() {
            let id = format!("{id}-{}", index + 1);
            for place in &places {
                let classes = self.classes.entry(entries[place - 1]).or_default();
                let gap = if classes.is_empty() { "" } else { " " };
                *classes = format!("{classes}{gap}{id}");
            }
            choices.push(choice(writer, id, &key, places));
        }
        let (name, title) = named(writer, kind, filter);
        self.facets.push(Facet { name: format!("{axis}.{name}"), id, title, values: choices });
    }
}

/// The values of entries, in the order of groups, with the places of those that have each.
fn values<'g>(
    writer: &Writer<'g>,
    entries: &[EntryId],
    filter: &'g FilterBy,
) -> BTreeMap<GroupKey<'g>, Vec<usize>> {
    let mut values: BTreeMap<GroupKey, Vec<usize>> = BTreeMap::new();
    for (index, &id) in entries.iter().enumerate() {
        let keys: BTreeSet<GroupKey> = match filter {
            FilterBy::Entry => [GroupKey::Entry(id)].into(),
            FilterBy::Name(name) => group_keys(writer, id, name).into_iter().collect(),
        };
        for key in keys {
            values.entry(key).or_default().push(index + 1);
        }
    }
    values
}

fn choice<'g>(writer: &Writer<'g>, id: String, key: &GroupKey<'g>, places: Vec<usize>) -> Choice<'g> {
    let (text, entry) = key.heading(writer);
    let code = entry.as_ref().and_then(|entry| entry.code);
    let title = text.or(entry.map(|entry| entry.title)).unwrap_or_default();
    Choice { id, value: key.name(writer).to_owned(), code, title, places }
}

/// What a filter is called in addresses and on the page.
fn named<'g>(writer: &Writer<'g>, kind: KindId, filter: &'g FilterBy) -> (&'g str, &'g str) {
    let model = &writer.graph.model;
    let kind = model.kind(kind);
    let FilterBy::Name(name) = filter else { return (ENTRY, writer.text(&kind.label)) };
    let field = kind.field(name).map(|index| &kind.fields[index].label);
    let relation = || kind.relations.iter().map(|&id| model.relation(id)).find(|r| r.id == *name);
    let label = field.or_else(|| relation().map(|relation| &relation.label));
    (name, label.map_or("", |label| writer.text(label)))
}
