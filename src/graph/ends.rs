//! The rows of all entries as links, readable from both ends; the texts in them are still as read.

use super::rows::RawLink;
use super::{EntryId, LinkId};
use crate::model::{RelationId, Step};

/// What links each entry, drafts too.
pub(super) struct Ends {
    leaving: Vec<Vec<RawLink>>,
    /// In the order of the entries they come from.
    reaching: Vec<Vec<(LinkId, RelationId)>>,
}

impl Ends {
    /// Of the links that leave each entry.
    pub fn new(leaving: Vec<Vec<RawLink>>) -> Ends {
        let mut reaching = vec![Vec::new(); leaving.len()];
        for (id, link) in leaving.iter().flat_map(|links| named(links)) {
            reaching[link.to.0 as usize].push((id, link.relation));
        }
        Ends { leaving, reaching }
    }

    pub fn leaving(&self, entry: EntryId) -> &[RawLink] {
        &self.leaving[entry.0 as usize]
    }

    /// All links, in the order of the entries they leave.
    pub fn links(&self) -> impl Iterator<Item = &RawLink> {
        self.leaving.iter().flatten()
    }

    /// The links that come to an entry from one before `shown`.
    pub fn incoming(&self, entry: EntryId, shown: u32) -> impl Iterator<Item = LinkId> {
        let all = self.reaching[entry.0 as usize].iter().map(|(id, _)| *id);
        all.take_while(move |id| id.from.0 < shown)
    }

    pub fn leaves(&self, entry: EntryId, id: RelationId) -> bool {
        self.leaving(entry).iter().any(|link| link.relation == id)
    }

    /// The relations that lead to an entry, each with the entry that says it.
    pub fn reaching(&self, entry: EntryId) -> impl Iterator<Item = (RelationId, EntryId)> {
        self.neighbours(entry, true)
    }

    /// The entries that a step leads to.
    pub fn along(&self, entry: EntryId, step: Step) -> impl Iterator<Item = EntryId> {
        self.neighbours(entry, step.backwards)
            .filter(move |(relation, _)| *relation == step.relation)
            .map(|(_, other)| other)
    }

    /// The entries that a link joins with this one, whichever it leaves.
    pub fn around(&self, entry: EntryId) -> impl Iterator<Item = EntryId> {
        self.neighbours(entry, false).chain(self.neighbours(entry, true)).map(|(_, other)| other)
    }

    fn neighbours(&self, entry: EntryId, backwards: bool) -> impl Iterator<Item = (RelationId, EntryId)> {
        let (leaving, reaching) = match backwards {
            false => (self.leaving(entry), &[][..]),
            true => (&[][..], &self.reaching[entry.0 as usize][..]),
        };
        let leaving = leaving.iter().map(|link| (link.relation, link.to));
        leaving.chain(reaching.iter().map(|(id, relation)| (*relation, id.from)))
    }

    /// Puts other links in the place of those that leave an entry. Comes back with the entries at the other ends of
    /// both; `None` when the links are the same to all but their texts.
    pub fn replace(&mut self, from: EntryId, links: Vec<RawLink>) -> Option<Vec<EntryId>> {
        let before = std::mem::replace(&mut self.leaving[from.0 as usize], links);
        let after = &self.leaving[from.0 as usize];
        if before.iter().map(RawLink::key).eq(after.iter().map(RawLink::key)) {
            return None;
        }
        let mut others: Vec<EntryId> = before.iter().chain(after).map(|link| link.to).collect();
        others.sort_unstable();
        others.dedup();
        for other in &others {
            self.reaching[other.0 as usize].retain(|(id, _)| id.from != from);
        }
        for (id, link) in named(after) {
            let reaching = &mut self.reaching[link.to.0 as usize];
            let at = reaching.partition_point(|(other, _)| *other < id);
            reaching.insert(at, (id, link.relation));
        }
        Some(others)
    }
}

/// The links that leave one entry, with their names.
fn named(links: &[RawLink]) -> impl Iterator<Item = (LinkId, &RawLink)> {
    links.iter().zip(0..).map(|(link, at)| (LinkId { from: link.from, at }, link))
}
