//! Rows of relations made links: targets found, repetitions told, anchors given.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::EntryId;
use super::ends::Ends;
use super::retired::Retired;
use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics, invisible_in_id, nearest};
use crate::id;
use crate::load::Lost;
use crate::model::{self, FieldKind, KindId, Model, Relation, RelationId, Status, Value};
use crate::source::Span;

/// Of so many entries all are listed where an unknown one is named.
const MOST_LISTED: usize = 10;

/// Rows on their way to links.
pub(super) struct Rows<'a> {
    pub model: &'a Model,
    /// Labels are told in its language.
    pub site: &'a Site,
    pub entries: &'a [Arc<model::Entry>],
    pub by_id: &'a FxHashMap<String, EntryId>,
    pub lost: &'a Lost,
    pub retired: &'a Retired,
    pub shown: u32,
}

/// A link whose texts are still as read.
pub(super) struct RawLink {
    pub relation: RelationId,
    pub from: EntryId,
    pub to: EntryId,
    pub qualifiers: Arc<[Option<Value>]>,
    pub named: Vec<Option<EntryId>>,
    pub parts: Parts,
    pub anchor: String,
}

/// What the choice and relation qualifiers of a row say, in the order of the declaration.
pub(super) type Parts = Vec<Option<String>>;

impl RawLink {
    /// All but the texts.
    pub fn key(&self) -> (RelationId, EntryId, &[Option<EntryId>], &Parts, &str) {
        (self.relation, self.to, &self.named, &self.parts, &self.anchor)
    }
}

impl Rows<'_> {
    /// The links that leave each entry, and what is wrong with its rows.
    pub fn links(&self) -> (Vec<Vec<RawLink>>, Vec<Diagnostics>) {
        (0..self.entries.len() as u32).into_par_iter().map(|at| self.of_entry(EntryId(at))).unzip()
    }

    fn entry(&self, id: EntryId) -> &model::Entry {
        &self.entries[id.0 as usize]
    }

    /// The links that leave an entry, and what is wrong with its rows.
    pub fn of_entry(&self, from: EntryId) -> (Vec<RawLink>, Diagnostics) {
        let mut diags = Diagnostics::default();
        let entry = self.entry(from);
        let kind = self.model.kind(entry.kind);
        let mut links = Vec::new();
        for (&id, rows) in kind.relations.iter().zip(&entry.relations) {
            let relation = self.model.relation(id);
            let before = links.len();
            if relation.from_code {
                let known = diags.len();
                links.extend(self.by_code(id, from, &mut diags));
                if diags.len() > known
                    || self.lost.has_id(entry.id.rsplit_once('-').map_or("", |(above, _)| above))
                {
                    continue;
                }
            }
            let mut seen: FxHashMap<(EntryId, Parts), Span> = FxHashMap::default();
            let mut anchors: FxHashSet<String> = FxHashSet::default();
            for row in rows.iter().flatten() {
                let Some(mut link) = self.row(id, from, row, &mut diags) else { continue };
                if let Some(first) = seen.insert((link.to, link.parts.clone()), row.span) {
                    let diagnostic = Diagnostic::new(Code::DuplicateRow, row.span).related(first);
                    diags.add(diagnostic.fact("relation", &relation.id).fact("id", &row.target));
                    continue;
                }
                if !anchors.insert(link.anchor.clone()) {
                    // The same parts under other qualifiers.
                    link.anchor = self.row_anchor(&link, true);
                }
                links.push(link);
            }
            let written = rows.as_ref().map_or(links.len() - before, Vec::len);
            let excess = rows.iter().flatten().nth(relation.max.unwrap_or(usize::MAX));
            let place = excess.map_or(entry.place, |row| row.span);
            check_count(relation, place, written, entry, &mut diags);
        }
        (links, diags)
    }

    /// The target whose ID is the entry's own up to the last hyphen.
    fn by_code(&self, id: RelationId, from: EntryId, diags: &mut Diagnostics) -> Option<RawLink> {
        let entry = self.entry(from);
        let (above, _) = entry.id.rsplit_once('-')?;
        let to = self.target(id, from, (above, entry.place, &self.model.relation(id).id), diags)?;
        let anchor = String::new();
        let link = RawLink {
            relation: id,
            from,
            to,
            qualifiers: Arc::default(),
            named: Vec::new(),
            parts: Vec::new(),
            anchor,
        };
        Some(RawLink { anchor: self.row_anchor(&link, false), ..link })
    }

    fn row(
        &self,
        id: RelationId,
        from: EntryId,
        row: &model::Row,
        diags: &mut Diagnostics,
    ) -> Option<RawLink> {
        let relation = self.model.relation(id);
        let key = if row.keyed { &relation.target_key } else { &relation.id };
        let to = self.target(id, from, (&row.target, row.span, key), diags);
        let named: Vec<Option<EntryId>> = relation
            .qualifiers
            .iter()
            .zip(&*row.qualifiers)
            .map(|(qualifier, value)| match (&qualifier.kind, value) {
                (FieldKind::Relation(kinds), Some(Value::Reference { id, span })) => {
                    self.find(id, *span, kinds, from, &qualifier.id, diags)
                }
                _ => None,
            })
            .collect();
        let parts: Parts = relation
            .qualifiers
            .iter()
            .zip(row.qualifiers.iter().zip(&named))
            .map(|(qualifier, (value, named))| match (&qualifier.kind, value, named) {
                (_, _, Some(entry)) => Some(self.entry(*entry).id.clone()),
                (FieldKind::Choice(choices), Some(Value::Choice(index)), _) => {
                    Some(choices[*index].id.clone())
                }
                _ => None,
            })
            .collect();
        let to = to?;
        let qualifiers = Arc::clone(&row.qualifiers);
        let link = RawLink { relation: id, from, to, qualifiers, named, parts, anchor: String::new() };
        Some(RawLink { anchor: self.row_anchor(&link, false), ..link })
    }

    /// The anchor of a row: the relation, the target, what qualifies it. No name holds two hyphens together,
    /// so that different rows have different anchors; where the same part under another qualifier makes a
    /// difference, the qualifiers are named too.
    fn row_anchor(&self, link: &RawLink, with_names: bool) -> String {
        let relation = self.model.relation(link.relation);
        let mut anchor = format!("{}--{}", relation.id, self.entry(link.to).id);
        for (qualifier, part) in relation.qualifiers.iter().zip(&link.parts) {
            let Some(part) = part else { continue };
            anchor.push_str("--");
            if with_names {
                anchor.push_str(&qualifier.id);
                anchor.push_str("--");
            }
            anchor.push_str(part);
        }
        anchor.to_lowercase()
    }

    fn target(
        &self,
        relation: RelationId,
        from: EntryId,
        (id, span, key): (&str, Span, &str),
        diags: &mut Diagnostics,
    ) -> Option<EntryId> {
        let relation = self.model.relation(relation);
        let found = self.find(id, span, &relation.targets, from, key, diags)?;
        if found == from {
            let diagnostic = Diagnostic::new(Code::SelfReference, span);
            diags.add(diagnostic.fact("id", id).fact("relation", &relation.id));
            return None;
        }
        Some(found)
    }

    /// The entry of one of these kinds that an ID names.
    fn find(
        &self,
        written: &str,
        span: Span,
        kinds: &[KindId],
        from: EntryId,
        what: &str,
        diags: &mut Diagnostics,
    ) -> Option<EntryId> {
        let named = |kind: KindId| self.model.kind(kind).named(self.site);
        let kind_names = || kinds.iter().map(|&kind| named(kind)).collect::<Vec<_>>().join(", ");
        if kinds.is_empty() {
            // The model's relation leads nowhere, which has been reported.
            return None;
        }
        let Some(&found) = self.by_id.get(&id::fold(written)) else {
            if self.lost.has_id(written) {
                return None;
            }
            let wanted = || self.entries.iter().filter(|entry| kinds.contains(&entry.kind));
            let bare = written.trim_start_matches("[[").trim_end_matches("]]");
            let titled =
                wanted().find(|entry| entry.titles.iter().any(|title| id::fold(title) == id::fold(bare)));
            let titled = titled.map(|entry| entry.id.as_str());
            let near = titled.or_else(|| nearest(bare, wanted().map(|entry| entry.id.as_str())));
            let known: Vec<&str> = wanted().take(MOST_LISTED + 1).map(|entry| entry.id.as_str()).collect();
            let few = (1..=MOST_LISTED).contains(&known.len());
            diags.add(
                Diagnostic::new(Code::UnknownId, span)
                    .fact("id", written)
                    .fact("kinds", kind_names())
                    .fact_if("known", few.then(|| known.join("`, `")))
                    .fact_if("nearest", near),
            );
            return None;
        };
        diags.add_if(invisible_in_id(written, span, |id| format!("\"{id}\"")));
        if !kinds.contains(&self.entry(found).kind) {
            diags.add(
                Diagnostic::new(Code::WrongKind, span)
                    .fact("id", written)
                    .fact("found", named(self.entry(found).kind))
                    .fact("expected", kind_names())
                    .fact("key", what)
                    .related(self.entry(found).place),
            );
            return None;
        }
        if found.0 >= self.shown && from.0 < self.shown {
            diags.add(Diagnostic::new(Code::ReferenceToDraft, span).fact("id", written));
            return None;
        }
        self.retired.report(found, Some(from), span, diags);
        Some(found)
    }

    /// A symmetric relation is said once; said from both ends it is a duplicate.
    pub fn report_symmetric_twins(&self, ends: &Ends, diags: &mut Diagnostics) {
        let symmetric = ends.links().filter(|link| self.model.relation(link.relation).symmetric);
        let mut seen = FxHashMap::default();
        for link in symmetric {
            let ends = (link.relation, link.from.min(link.to), link.from.max(link.to), &link.parts);
            if let Some(first) = seen.insert(ends, link.from).filter(|&first| first != link.from) {
                let place = |id: EntryId| self.entry(id).place;
                let diagnostic = Diagnostic::new(Code::DuplicateRow, place(link.from));
                diags.add(
                    diagnostic
                        .related(place(first))
                        .fact("relation", &self.model.relation(link.relation).id)
                        .fact("id", &self.entry(link.to).id),
                );
            }
        }
    }
}

/// A draft may have fewer rows than it will need.
fn check_count(
    relation: &Relation,
    place: Span,
    count: usize,
    entry: &model::Entry,
    diags: &mut Diagnostics,
) {
    let (code, limit) = match relation.max {
        _ if count < relation.min && entry.status == Status::Draft => return,
        _ if count < relation.min => (Code::TooFew, ("min", relation.min)),
        Some(max) if count > max => (Code::TooMany, ("max", max)),
        _ => return,
    };
    let row = || match (relation.qualifiers.is_empty(), entry.has_file) {
        (true, _) => format!("{} = [\"…\"]", relation.id),
        (false, true) => format!("[[{}]]", relation.id),
        (false, false) => format!("[[entries.{}]]", relation.id),
    };
    let diagnostic = Diagnostic::new(code, place);
    let diagnostic = diagnostic.fact("key", &relation.id).fact(limit.0, limit.1).fact("found", count);
    diags.add(diagnostic.fact_if("mended", (count == 0 && !relation.from_code).then(row)));
}
