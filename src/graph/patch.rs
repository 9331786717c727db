//! A graph with some entries in the place of others, when IDs, order and addresses stay.
//!
//! What all entries make together is looked at only where it can be another: links at both their ends, the anchors of
//! the pages there, and texts that refer to an anchor that is gone or is missed. Whatever has been reported is found
//! anew, so that no text waits for what has come and no place in a text that was changed is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::anchors;
use super::build::{
    Linked, check_parents, home_of, resolve_entry, resolve_links, resolve_pages, resolve_texts,
};
use super::mentions::{self, Mention};
use super::resolve::Index;
use super::rows::Rows;
use super::{EntryId, Goal, Graph, PageId, Prose, Route};
use crate::diag::Diagnostics;
use crate::model::{self, FreePage, Status};

/// Anchors that pages of entries have no longer.
type Gone = FxHashMap<EntryId, FxHashSet<String>>;

impl Linked {
    /// Takes in changed entries, `entries` being all of them in the order of the graph, and the pages when they have
    /// changed.
    pub fn patch(
        &mut self,
        entries: &[Arc<model::Entry>],
        changed: &[EntryId],
        pages: &[Arc<FreePage>],
        same_pages: bool,
    ) {
        let mut anew: BTreeSet<EntryId> = changed.iter().chain(self.of_entries.keys()).copied().collect();
        let (joined, mut of_rows) = self.relink(entries, &anew);
        let gone = self.renew_anchors(entries, changed.iter().copied().chain(joined.iter().copied()));
        anew.extend(self.referring(entries, &gone));
        for id in anew {
            self.resolve(&entries[id.0 as usize], id, of_rows.remove(&id).unwrap_or_default());
        }
        if !same_pages || !gone.is_empty() || !self.of_pages.is_empty() {
            self.resolve_free(pages);
        }
        if !joined.is_empty() || !self.of_links.is_empty() {
            self.of_links = Diagnostics::default();
            let rows = rows(&self.graph, &self.index, entries);
            rows.report_symmetric_twins(&self.ends, &mut self.of_links);
            check_parents(&self.graph, |id| entries[id.0 as usize].place, &mut self.of_links);
        }
    }

    /// Makes links of the rows of some entries. Comes back with the entries at both ends of links that are others, and
    /// with what is wrong with the rows.
    fn relink(
        &mut self,
        entries: &[Arc<model::Entry>],
        anew: &BTreeSet<EntryId>,
    ) -> (BTreeSet<EntryId>, FxHashMap<EntryId, Diagnostics>) {
        let rows = rows(&self.graph, &self.index, entries);
        let found: Vec<_> = anew.iter().map(|&id| (id, rows.of_entry(id))).collect();
        let mut joined = BTreeSet::new();
        let mut of_rows = FxHashMap::default();
        for (id, (links, diags)) in found {
            if let Some(others) = self.ends.replace(id, links) {
                joined.insert(id);
                joined.extend(others);
            }
            of_rows.insert(id, diags);
        }
        let shown = self.index.shown;
        for id in joined.iter().filter(|id| id.0 < shown) {
            self.graph.incoming[id.0 as usize] = self.ends.incoming(*id, shown).collect();
        }
        (joined, of_rows)
    }

    /// Finds the anchors of some entries anew, and those of stubs around them.
    fn renew_anchors(
        &mut self,
        entries: &[Arc<model::Entry>],
        touched: impl Iterator<Item = EntryId>,
    ) -> Gone {
        let mut all: BTreeSet<EntryId> = touched.collect();
        let is_stub = |id: &EntryId| entries[id.0 as usize].status == Status::Stub;
        let around: Vec<EntryId> = all.iter().flat_map(|&id| self.ends.around(id)).filter(is_stub).collect();
        all.extend(around);
        let mut gone = Gone::default();
        for id in all {
            let after = anchors::of_entry(&self.graph.model, entries, id, &self.ends);
            let known = self.index.anchors.entry(Route::Entry(id)).or_default();
            let mut before = std::mem::replace(known, after);
            before.retain(|anchor| !known.contains(anchor));
            if !before.is_empty() {
                gone.insert(id, before);
            }
        }
        gone
    }

    /// The entries whose texts refer to what is gone. Of those that are left out nothing is known but what is wrong.
    fn referring(&self, entries: &[Arc<model::Entry>], gone: &Gone) -> Vec<EntryId> {
        let Linked { graph, index, .. } = self;
        let mut found = Vec::new();
        if !gone.is_empty() {
            found.extend((index.shown..entries.len() as u32).map(EntryId));
        }
        for (&id, anchors) in gone.iter().filter(|(id, _)| id.0 < index.shown) {
            let others = graph.mentions(id).iter().filter_map(|mention| match mention {
                Mention::Entry(other) => Some(*other),
                Mention::Page(_) => None,
            });
            let refers = |from: &EntryId| {
                let is_gone = |goal: &Goal| match goal {
                    Goal::Entry(to, Some(anchor)) => *to == id && anchors.contains(anchor),
                    Goal::Anchor(anchor) => *from == id && anchors.contains(anchor),
                    _ => false,
                };
                let mut found = false;
                let mut look = |prose: &Prose| found |= prose.goals.iter().any(is_gone);
                mentions::each_prose(graph.entry(*from), graph.leaving(*from), &mut look);
                found
            };
            found.extend(others.chain([id]).filter(refers));
        }
        found
    }

    /// Leads the texts of an entry to what they name.
    fn resolve(&mut self, entry: &model::Entry, id: EntryId, mut diags: Diagnostics) {
        let Linked { graph, index, ends, paths, of_entries, .. } = self;
        let at = id.0 as usize;
        let home = home_of(at, paths, index.shown);
        let links = resolve_links(ends.leaving(id), home, index, &mut diags);
        let entry = resolve_entry(entry.clone(), home, index, &mut diags);
        of_entries.remove(&id);
        if !diags.is_empty() {
            of_entries.insert(id, diags);
        }
        if id.0 < index.shown {
            let before = mentions::named_by_entry(&graph.entries[at], &graph.links[at]);
            let after = mentions::named_by_entry(&entry, &links);
            mentions::note(&mut graph.mentions, Mention::Entry(id), &before, &after);
            graph.entries[at] = Arc::new(entry);
            graph.links[at] = links;
        }
    }

    /// The same of the free pages and of the texts of the model, which are few.
    fn resolve_free(&mut self, pages: &[Arc<FreePage>]) {
        let Linked { graph, index, texts, of_pages, .. } = self;
        *of_pages = Diagnostics::default();
        let pages = resolve_pages(pages, index, of_pages);
        for (at, (before, after)) in graph.pages.iter().zip(&pages).enumerate() {
            let named = mentions::named_by_page;
            let me = Mention::Page(PageId(at as u32));
            mentions::note(&mut graph.mentions, me, &named(before), &named(after));
        }
        graph.pages = pages;
        graph.texts = resolve_texts(texts, index, of_pages);
    }
}

fn rows<'a>(graph: &'a Graph, index: &'a Index, entries: &'a [Arc<model::Entry>]) -> Rows<'a> {
    Rows {
        model: &graph.model,
        site: &graph.site,
        entries,
        by_id: &index.ids,
        lost: &index.lost,
        retired: &index.retired,
        shown: index.shown,
    }
}
