//! Which texts mention an entry.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Entry, EntryId, Goal, Link, PageId, Prose, Value};
use crate::model::FreePage;

/// Where a text mentions an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Mention {
    Entry(EntryId),
    Page(PageId),
}

/// Who mentions each entry in a text: each once, entries before pages.
pub(super) fn mentions(
    entries: &[Arc<Entry>],
    links: &[Arc<[Link]>],
    pages: &[FreePage<Prose>],
) -> Vec<Arc<[Mention]>> {
    let mut mentions = vec![Vec::new(); entries.len()];
    let mut note = |me: Mention, named: FxHashSet<EntryId>| {
        let others = named.into_iter().filter(|other| me != Mention::Entry(*other));
        others.for_each(|other| mentions[other.0 as usize].push(me));
    };
    for (at, (entry, links)) in entries.iter().zip(links).enumerate() {
        note(Mention::Entry(EntryId(at as u32)), named_by_entry(entry, links));
    }
    for (at, page) in pages.iter().enumerate() {
        note(Mention::Page(PageId(at as u32)), named_by_page(page));
    }
    mentions.into_iter().map(Arc::from).collect()
}

/// Notes that a text names other entries than before.
pub(super) fn note(
    mentions: &mut [Arc<[Mention]>],
    me: Mention,
    before: &FxHashSet<EntryId>,
    after: &FxHashSet<EntryId>,
) {
    let others = before.symmetric_difference(after).filter(|other| me != Mention::Entry(**other));
    for other in others {
        let list = &mut mentions[other.0 as usize];
        let rest = list.iter().copied().filter(|mention| *mention != me);
        let mut all: Vec<Mention> = rest.chain(after.contains(other).then_some(me)).collect();
        all.sort_unstable();
        *list = all.into();
    }
}

/// The entries that the texts of an entry name, those in its rows too.
pub(super) fn named_by_entry(entry: &Entry, links: &[Link]) -> FxHashSet<EntryId> {
    let mut named = FxHashSet::default();
    each_prose(entry, links, &mut |prose| named.extend(named_in(prose)));
    named
}

pub(super) fn named_by_page(page: &FreePage<Prose>) -> FxHashSet<EntryId> {
    named_in(&page.body).collect()
}

fn named_in(prose: &Prose) -> impl Iterator<Item = EntryId> {
    prose.goals.iter().filter_map(|goal| match goal {
        Goal::Entry(id, _) => Some(*id),
        _ => None,
    })
}

/// Visits the texts of an entry, those in its rows too.
pub(super) fn each_prose(entry: &Entry, links: &[Link], visit: &mut impl FnMut(&Prose)) {
    let values = entry.fields.iter().chain(links.iter().flat_map(|link| &link.qualifiers));
    values.flatten().for_each(|value| in_value(value, visit));
    entry.body.iter().for_each(visit);
}

fn in_value(value: &Value, visit: &mut impl FnMut(&Prose)) {
    match value {
        Value::Prose(prose) => visit(prose),
        Value::Record(columns) => columns.iter().flatten().for_each(|value| in_value(value, visit)),
        Value::Many(values) => values.iter().for_each(|value| in_value(value, visit)),
        _ => {}
    }
}
