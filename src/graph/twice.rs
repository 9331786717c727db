//! IDs that two entries have.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::EntryId;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::id;
use crate::model::{Entry, Model};
use crate::source::Span;

/// The entries by their IDs and former IDs. One that is used twice is reported; it stays with the first, but for a copied
/// file: there it is that of the entry whose file has its name.
pub(super) fn index_ids(
    model: &Model,
    entries: &[Arc<Entry>],
    diags: &mut Diagnostics,
) -> FxHashMap<String, EntryId> {
    let mut by_id: FxHashMap<String, (EntryId, Span)> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (entry, own) in entries.iter().zip((0..).map(EntryId)) {
        let Some((other, _)) = by_id.insert(id::fold(&entry.id), (own, entry.place)) else { continue };
        let first = &entries[other.0 as usize];
        let (kept, by, copy) = match (copied(first), copied(entry)) {
            (Some(_), None) => (entry, own, first),
            _ => (first, other, entry),
        };
        by_id.insert(id::fold(&entry.id), (by, kept.place));
        pairs.push((copy, kept.place));
    }
    for (copy, first) in pairs {
        let free = |name: &&str| !by_id.contains_key(&id::fold(name));
        let fits = |name: &&str| {
            let pattern = model.kind(copy.kind).pattern.as_ref();
            id::is_plain(name) && pattern.is_none_or(|pattern| pattern.regex.is_match(name))
        };
        let name = copied(copy);
        let mended = name.filter(free).filter(fits).map(|name| format!("id = \"{name}\""));
        let file = name.map(|_| format!("content/{}.md", copy.stem));
        diags.add(twice(&copy.id, copy.place, first).fact_if("mended", mended).fact_if("copy", file));
    }
    for (entry, own) in entries.iter().zip((0..).map(EntryId)) {
        for (alias, span) in &entry.aliases {
            match by_id.get(&id::fold(alias)) {
                Some((_, first)) => diags.add(twice(alias, *span, *first).fact("alias", alias)),
                None => drop(by_id.insert(id::fold(alias), (own, *span))),
            }
        }
    }
    by_id.into_iter().map(|(name, (entry, _))| (name, entry)).collect()
}

fn twice(id: &str, place: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, place).fact("id", id).related(first)
}

/// The name of an entry's own file, where it is not that of its ID.
fn copied(entry: &Entry) -> Option<&str> {
    let name = entry.stem.rsplit('/').next().filter(|_| entry.has_file)?;
    (name != entry.id).then_some(name)
}

/// Leaves out what follows from an ID that is used twice: that its pages would have one address, that a copied file has
/// another name.
pub fn hush_followers(diags: &mut Diagnostics) {
    let mut twice: FxHashMap<Span, FxHashSet<String>> = FxHashMap::default();
    for diagnostic in diags.iter().filter(|diagnostic| diagnostic.code == Code::DuplicateId) {
        let id = diagnostic.fact_of("id").map(id::fold).unwrap_or_default();
        for place in places(diagnostic) {
            twice.entry(place).or_default().insert(id.clone());
        }
    }
    if twice.is_empty() {
        return;
    }
    let ids = |diagnostic: &Diagnostic| places(diagnostic).map(|place| twice.get(&place)).collect::<Vec<_>>();
    diags.retain(|diagnostic| match diagnostic.code {
        Code::SameUrl => match ids(diagnostic).as_slice() {
            [Some(one), Some(other)] => one.is_disjoint(other),
            _ => true,
        },
        Code::FileName => !ids(diagnostic).iter().any(Option::is_some),
        _ => true,
    });
}

/// The places of a diagnostic in texts: its own, and that of what it is related to.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    let own = match diagnostic.place {
        Place::Span(span) => Some(span),
        Place::File(_) => None,
    };
    own.into_iter().chain(diagnostic.related)
}
