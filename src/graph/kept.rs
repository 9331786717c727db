//! A graph kept from one reading to the next.
//!
//! Most changes are of texts alone: no ID and no relation is another, and no heading that a text refers to. Then everything that the entries make
//! together, such as addresses, links and what references can lead to, is as it was, and only the changed entries
//! are resolved anew. What a change must leave alone for that is compared in full (`is_same_outside`); otherwise,
//! and where there is anything to report of how things are put together, the whole graph is built.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{Input, Linked, each_prose, home_of, link, mentions, resolve_entry, resolve_pages};
use super::{Entry, EntryId, Goal, Graph, Mention, Route};
use crate::diag::Diagnostics;
use crate::markdown::Autolinks;
use crate::model::{self, FreePage, Model, Order, Prose, Row, Value};

/// The last graph, with what it was built from.
#[derive(Default)]
pub struct Kept {
    last: Option<Last>,
}

struct Last {
    input: Input,
    /// Where each entry of the input stands in the graph.
    places: Vec<EntryId>,
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
        let linked = &last.linked;
        diags.append(linked.diags.clone());
        linked.of_entries.values().for_each(|own| diags.append(own.clone()));
        diags.append(linked.of_pages.clone());
        linked.graph.clone()
    }
}

impl Last {
    fn new(input: Input, autolinks: &Autolinks) -> Last {
        let linked = link(input.clone(), autolinks);
        // Two entries of one ID are reported, and nothing is patched then.
        let ids = &linked.index.names;
        let by_name: FxHashMap<&str, EntryId> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), EntryId(at as u32))).collect();
        let places = input.entries.iter().map(|entry| by_name[entry.id.as_str()]).collect();
        Last { input, places, linked }
    }

    /// The entries of the input that have changed; `None` when more has changed than their texts.
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
        let changed = pairs.filter(|(_, (a, b))| !Arc::ptr_eq(a, b)).map(|(at, (a, b))| {
            let shown = (self.places[at].0 as usize) < self.linked.graph.entries.len();
            let same = shown && is_same_outside(&input.model, a, b);
            let free =
                same && (headings(a.body.as_ref()).eq(headings(b.body.as_ref())) || self.frees(at, a, b));
            free.then_some(at)
        });
        changed.collect()
    }

    /// Whether headings of an entry may come and go: they are nothing but anchors, and no text refers to those
    /// that go, or waits for one to come.
    fn frees(&self, at: usize, before: &model::Entry, after: &model::Entry) -> bool {
        let Linked { graph, of_entries, of_pages, .. } = &self.linked;
        let sections = model::section_anchors(&graph.model, before.kind);
        let kept = heading_ids(after);
        let gone: FxHashSet<&str> = heading_ids(before).difference(&kept).copied().collect();
        let place = self.places[at];
        let refers = |prose: &super::Prose| {
            prose.goals.iter().any(|goal| match goal {
                Goal::Entry(id, Some(anchor)) => *id == place && gone.contains(anchor.as_str()),
                _ => false,
            })
        };
        graph.model.kind(before.kind).has_free_body()
            && of_entries.is_empty()
            && of_pages.is_empty()
            // A row's anchor holds two hyphens.
            && !gone.iter().any(|id| sections.contains(*id) || id.contains("--"))
            && (gone.is_empty() || !graph.any_prose(refers))
    }

    /// Puts the changed entries in the place of those before, and the pages, which are few.
    fn patch(&mut self, input: Input, changed: &[usize]) {
        let Linked { graph, index, paths, of_entries, of_pages, .. } = &mut self.linked;
        for &at in changed {
            let (before, after) = (&self.input.entries[at], &input.entries[at]);
            let anchors = index.anchors.entry(Route::Entry(self.places[at])).or_default();
            let gone = heading_ids(before);
            anchors.retain(|id| !gone.contains(id.as_str()));
            anchors.extend(heading_ids(after).into_iter().map(str::to_owned));
        }
        for &at in changed {
            let place = self.places[at];
            let mut diags = Diagnostics::default();
            let home = home_of(place.0 as usize, paths, index.shown);
            let entry = resolve_entry((*input.entries[at]).clone(), home, index, &mut diags);
            of_entries.remove(&place);
            if !diags.is_empty() {
                of_entries.insert(place, diags);
            }
            let before = std::mem::replace(&mut graph.entries[place.0 as usize], Arc::new(entry));
            // Rows hold no texts here, so that its fields and its body are all that can mention another.
            let (gone, come) = (named(&before), named(&graph.entries[place.0 as usize]));
            let me = Mention::Entry(place);
            for other in gone.symmetric_difference(&come).filter(|&&other| other != place) {
                let list = &mut graph.mentions[other.0 as usize];
                let others = list.iter().copied().filter(|&mention| mention != me);
                let mut mentions: Vec<Mention> = others.chain(come.contains(other).then_some(me)).collect();
                mentions.sort_unstable();
                *list = mentions.into();
            }
        }
        let same_pages = self.input.pages.iter().zip(&input.pages).all(|(a, b)| Arc::ptr_eq(a, b));
        if !same_pages {
            *of_pages = Diagnostics::default();
            graph.pages = resolve_pages(input.pages.clone(), index, of_pages);
            graph.mentions = mentions(&graph.entries, &graph.links, &graph.pages, graph.entries.len());
        }
        self.input = input;
    }
}

/// The entries that the texts of an entry mention.
fn named(entry: &Entry) -> FxHashSet<EntryId> {
    let mut named = FxHashSet::default();
    let mut note = |prose: &super::Prose| {
        named.extend(prose.goals.iter().filter_map(|goal| match goal {
            Goal::Entry(id, _) => Some(*id),
            _ => None,
        }));
    };
    entry.fields.iter().flatten().for_each(|value| each_prose(value, &mut note));
    entry.body.iter().for_each(&mut note);
    named
}

/// Whether two states of a page are the same to all but its own page and the menu: its address and its anchors.
fn is_same_page(a: &FreePage, b: &FreePage) -> bool {
    a.path == b.path && headings(Some(&a.body)).eq(headings(Some(&b.body)))
}

/// Whether two states of an entry are the same to everything that is made of all entries: order, IDs, addresses,
/// links, what takes the place of what is retired, and anchors but those of headings.
fn is_same_outside(model: &Model, a: &model::Entry, b: &model::Entry) -> bool {
    let by_title = model.kind(a.kind).order == Order::Title;
    let set = |entry: &model::Entry| entry.fields.iter().map(Option::is_some).collect::<Vec<_>>();
    let successor = |entry: &model::Entry| entry.replaced_by.as_ref().map(|(id, _)| id.clone());
    let aliases = |entry: &model::Entry| entry.aliases.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let rows = a.relations.iter().zip(&b.relations).all(|pair| match pair {
        (None, None) => true,
        (Some(a), Some(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_row(a, b)),
        _ => false,
    });
    (a.kind, &a.id, &a.stem, a.has_file, a.status) == (b.kind, &b.id, &b.stem, b.has_file, b.status)
        && (!by_title || a.titles[0] == b.titles[0])
        && set(a) == set(b)
        && a.not_told == b.not_told
        && successor(a) == successor(b)
        && aliases(a) == aliases(b)
        && rows
}

fn heading_ids(entry: &model::Entry) -> FxHashSet<&str> {
    headings(entry.body.as_ref()).map(|(_, id, _)| id).collect()
}

/// What makes the anchors of a text.
fn headings(prose: Option<&Prose>) -> impl Iterator<Item = (u8, &str, &str)> {
    let all = prose.into_iter().flat_map(|prose| &prose.fragment.headings);
    all.map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str()))
}

fn is_same_row(a: &Row, b: &Row) -> bool {
    let pairs = || a.qualifiers.iter().zip(&b.qualifiers);
    a.target == b.target
        && pairs().all(|pair| match pair {
            (None, None) => true,
            (Some(a), Some(b)) => is_same_value(a, b),
            _ => false,
        })
}

/// Texts with places of their own are taken for different.
fn is_same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Text(a), Value::Text(b))
        | (Value::Url(a), Value::Url(b))
        | (Value::Email(a), Value::Email(b)) => a == b,
        (Value::Date(a), Value::Date(b)) => a == b,
        (Value::Number(a), Value::Number(b)) => a == b,
        (Value::Boolean(a), Value::Boolean(b)) => a == b,
        (Value::Choice(a), Value::Choice(b)) => a == b,
        (Value::Reference { id: a, .. }, Value::Reference { id: b, .. }) => a == b,
        (Value::Many(a), Value::Many(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_value(a, b))
        }
        _ => false,
    }
}
