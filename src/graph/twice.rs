//! IDs that two entries have.

use std::sync::Arc;

use rustc_hash::FxHashMap;

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
    for (entry, own) in entries.iter().zip((0..).map(EntryId)) {
        let Some((other, _)) = by_id.insert(id::fold(&entry.id), (own, entry.place)) else { continue };
        let first = &entries[other.0 as usize];
        let (kept, by, copy) = match (copied(first), copied(entry)) {
            (Some(_), None) => (entry, own, first),
            _ => (first, other, entry),
        };
        let free = |name: &&str| entries.iter().all(|entry| id::fold(&entry.id) != id::fold(name));
        let fits = |name: &&str| {
            let pattern = model.kind(copy.kind).pattern.as_ref();
            id::is_plain(name) && pattern.is_none_or(|pattern| pattern.regex.is_match(name))
        };
        let name = copied(copy);
        let mended = name.filter(free).filter(fits).map(|name| format!("id = \"{name}\""));
        let file = name.map(|_| format!("content/{}.md", copy.stem));
        by_id.insert(id::fold(&entry.id), (by, kept.place));
        diags.add(twice(&copy.id, copy.place, kept.place).fact_if("mended", mended).fact_if("copy", file));
    }
    for (entry, own) in entries.iter().zip((0..).map(EntryId)) {
        for (alias, span) in &entry.aliases {
            match by_id.get(&id::fold(alias)) {
                Some((_, first)) => diags.add(twice(alias, *span, *first)),
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
    let pairs = diags.iter().filter(|diagnostic| diagnostic.code == Code::DuplicateId);
    let places = |d: &Diagnostic| [Some(d.place.clone()), d.related.map(Place::Span)].into_iter().flatten();
    let twice: Vec<Place> = pairs.flat_map(places).collect();
    if twice.is_empty() {
        return;
    }
    diags.retain(|diagnostic| match diagnostic.code {
        Code::SameUrl => !places(diagnostic).all(|place| twice.contains(&place)),
        Code::FileName => !twice.contains(&diagnostic.place),
        _ => true,
    });
}
