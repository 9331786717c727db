//! A graph kept from one reading to the next.
//!
//! Most changes leave IDs, order and addresses as they are: those of texts, of headings and of relations. Then the changed
//! entries are put in the place of those before, with what depends on them (`patch`). What a change must leave alone
//! for that is compared in full (`is_same_outside`); otherwise, and where there is anything to report of names and
//! addresses, the whole graph is built.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::build::{Input, Linked, link};
use super::{EntryId, Graph};
use crate::diag::Diagnostics;
use crate::markdown::Autolinks;
use crate::model::{self, FreePage, Order, Prose, Status};

/// The last graph, with what it was built from.
#[derive(Default)]
pub struct Kept {
    last: Option<Last>,
}

struct Last {
    input: Input,
    /// Where each entry of the input stands in the graph.
    places: Vec<EntryId>,
    /// The entries of the input in the order of the graph.
    entries: Vec<Arc<model::Entry>>,
    linked: Linked,
}

impl Kept {
    /// The same graph as [`super::build()`] makes.
    pub fn build(&mut self, input: Input, autolinks: &Autolinks, diags: &mut Diagnostics) -> Graph {
        let changed = self.last.as_ref().and_then(|last| last.changed(&input));
        let last = match (self.last.take(), changed) {
            (Some(mut last), Some(changed)) => {
                last.patch(input, &changed);
                self.last.insert(last)
            }
            (before, _) => {
                let last = Last::new(input, autolinks);
                // A large graph takes long to let go of; nobody has to wait for that.
                std::thread::spawn(move || drop(before));
                self.last.insert(last)
            }
        };
        last.linked.report(diags);
        last.linked.graph.clone()
    }
}

impl Last {
    fn new(input: Input, autolinks: &Autolinks) -> Last {
        let linked = link(input.clone(), autolinks);
        // Two entries of one ID are reported, and nothing is patched then.
        let ids = &linked.index.names;
        let by_name: FxHashMap<&str, EntryId> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), EntryId(at as u32))).collect();
        let places: Vec<EntryId> = input.entries.iter().map(|entry| by_name[entry.id.as_str()]).collect();
        let mut entries = input.entries.clone();
        for (entry, place) in input.entries.iter().zip(&places) {
            entries[place.0 as usize] = Arc::clone(entry);
        }
        Last { input, places, entries, linked }
    }

    /// The entries of the input that have changed; `None` when more has changed than can be patched.
    fn changed(&self, input: &Input) -> Option<Vec<usize>> {
        let before = &self.input;
        let same = Arc::ptr_eq(&before.site, &input.site)
            && Arc::ptr_eq(&before.model, &input.model)
            && Arc::ptr_eq(&before.assets, &input.assets)
            && before.drafts == input.drafts
            && before.lost.is_empty()
            && input.lost.is_empty()
            && before.entries.len() == input.entries.len()
            && before.pages.len() == input.pages.len()
            && self.linked.diags.is_empty()
            && before.pages.iter().zip(&input.pages).all(|(a, b)| Arc::ptr_eq(a, b) || is_same_page(a, b));
        if !same {
            return None;
        }
        let pairs = before.entries.iter().zip(&input.entries).enumerate();
        let changed = pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b));
        let changed = changed.map(|(at, (a, b))| is_same_outside(a, b).then_some(at));
        let changed = changed.collect::<Option<Vec<usize>>>()?;
        let by_title = |entry: &model::Entry| input.model.kind(entry.kind).order == Order::Title;
        let is_titled_anew = |&at: &usize| {
            let (a, b) = (&before.entries[at], &input.entries[at]);
            by_title(a) && a.titles[0] != b.titles[0]
        };
        let in_order = match changed.iter().copied().filter(is_titled_anew).collect::<Vec<_>>()[..] {
            [] => true,
            [at] => self.keeps_place(self.places[at], &input.entries[at].titles[0]),
            _ => false,
        };
        in_order.then_some(changed)
    }

    /// Whether an entry stands where it did under another title, the others having theirs. Titles that are equal are
    /// taken for out of order.
    fn keeps_place(&self, place: EntryId, title: &str) -> bool {
        let Linked { graph, index, .. } = &self.linked;
        let place = place.0 as usize;
        let group = |at: usize| (self.entries[at].kind, at < index.shown as usize);
        let key = |at: usize| {
            let beside = self.entries.get(at).filter(|_| group(at) == group(place))?;
            Some(graph.collation.key(&beside.titles[0]))
        };
        let own = graph.collation.key(title);
        place.checked_sub(1).and_then(key).is_none_or(|before| before < own)
            && key(place + 1).is_none_or(|after| own < after)
    }

    /// Puts the changed entries in the place of those before, and the pages.
    fn patch(&mut self, input: Input, changed: &[usize]) {
        let mut places = Vec::with_capacity(changed.len());
        for &at in changed {
            let place = self.places[at];
            self.entries[place.0 as usize] = Arc::clone(&input.entries[at]);
            places.push(place);
        }
        let same_pages = self.input.pages.iter().zip(&input.pages).all(|(a, b)| Arc::ptr_eq(a, b));
        self.linked.patch(&self.entries, &places, &input.pages, same_pages);
        self.linked.graph.own = input.own.clone();
        self.input = input;
    }
}

/// Whether two states of a page are the same to all but its own page and the menu: its addresses and its anchors.
fn is_same_page(a: &FreePage, b: &FreePage) -> bool {
    let aliases = |page: &FreePage| page.aliases.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    a.path == b.path && aliases(a) == aliases(b) && headings(&a.body).eq(headings(&b.body))
}

/// Whether two states of an entry are the same to what is made of all entries, links and the order of titles aside: IDs,
/// addresses, what is left out, and what takes the place of what is retired.
fn is_same_outside(a: &model::Entry, b: &model::Entry) -> bool {
    let standing = |entry: &model::Entry| match entry.status {
        Status::Stub | Status::Published => None,
        other @ (Status::Draft | Status::Retired) => Some(other),
    };
    let successor = |entry: &model::Entry| entry.replaced_by.as_ref().map(|(id, _)| id.clone());
    let aliases = |entry: &model::Entry| entry.aliases.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    (a.kind, &a.id, &a.stem, a.has_file, standing(a)) == (b.kind, &b.id, &b.stem, b.has_file, standing(b))
        && successor(a) == successor(b)
        && aliases(a) == aliases(b)
}

/// What makes the anchors of a text.
fn headings(prose: &Prose) -> impl Iterator<Item = &str> {
    prose.fragment.headings.iter().map(|heading| heading.id.as_str())
}
