//! The anchors of every page, so that references to them can be checked.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::page_route;
use super::rows::RawLink;
use super::{EntryId, Route};
use crate::model::{self, FreePage, Model, NotTold, RelationId, Status, Step, ViewKind, What};

pub(super) type Anchors = FxHashMap<Route, FxHashSet<String>>;

/// The anchors of every page that has some.
pub(super) fn anchors(
    model: &Model,
    entries: &[Arc<model::Entry>],
    pages: &[Arc<FreePage>],
    links: &[RawLink],
) -> Anchors {
    let mut ends: Vec<Ends> = vec![Ends::default(); entries.len()];
    let mut rows: Vec<Vec<&str>> = vec![Vec::new(); entries.len()];
    for link in links {
        ends[link.from.0 as usize].leaving.push((link.relation, link.to));
        ends[link.to.0 as usize].reaching.push((link.relation, link.from));
        if model.has_rows(link.relation) {
            rows[link.from.0 as usize].push(&link.anchor);
        }
    }
    let headings = |prose: &model::Prose| -> Vec<String> {
        prose.fragment.headings.iter().map(|heading| heading.id.clone()).collect()
    };
    let of_entries = entries.par_iter().zip(rows).enumerate().map(|(index, (entry, rows))| {
        let id = EntryId(index as u32);
        let mut own: FxHashSet<String> = shown_anchors(model, entry, id, &ends).collect();
        own.extend(entry.body.iter().flat_map(&headings));
        own.extend(rows.into_iter().map(str::to_owned));
        (Route::Entry(id), own)
    });
    let mut anchors: Anchors = of_entries.collect::<Vec<_>>().into_iter().collect();
    for (index, page) in pages.iter().enumerate() {
        let route = page_route(index, page);
        anchors.entry(route).or_default().extend(headings(&page.body));
    }
    let home = model.home.iter().map(|section| section.id.clone());
    anchors.entry(Route::Home).or_default().extend(home);
    anchors
}

/// The links of an entry, by relation, with the entry at the other end.
#[derive(Clone, Default)]
struct Ends {
    leaving: Vec<(RelationId, EntryId)>,
    reaching: Vec<(RelationId, EntryId)>,
}

impl Ends {
    fn leaves(&self, id: RelationId) -> bool {
        self.leaving.iter().any(|(relation, _)| *relation == id)
    }

    fn is_reached(&self, id: RelationId) -> bool {
        self.reaching.iter().any(|(relation, _)| *relation == id)
    }

    /// The entries that a step leads to.
    fn along(&self, step: Step) -> impl Iterator<Item = EntryId> + '_ {
        let links = if step.backwards { &self.reaching } else { &self.leaving };
        links.iter().filter(move |(relation, _)| *relation == step.relation).map(|(_, other)| *other)
    }
}

/// The anchors of the sections, parts of the body and inverse relations that the page of an entry shows.
fn shown_anchors<'m>(
    model: &'m Model,
    entry: &'m model::Entry,
    id: EntryId,
    ends: &'m [Ends],
) -> impl Iterator<Item = String> + 'm {
    let kind = model.kind(entry.kind);
    let own = &ends[id.0 as usize];
    let in_body = |part: &str| {
        let title = kind.body_parts().find(|(id, _)| *id == part).map(|(_, title)| title);
        let headings = entry.body.iter().flat_map(|body| &body.fragment.headings);
        headings
            .filter(|h| h.level == 2)
            .any(|h| title.is_some_and(|t| t.all().any(|(_, text)| text == h.text)))
    };
    let has = move |what: &What| match what {
        What::Field(index) => {
            entry.fields[*index].is_some() || entry.not_told.contains(&NotTold::Field(*index))
        }
        What::Relation(id) => {
            own.leaves(*id)
                || entry.not_told.contains(&NotTold::Relation(*id))
                || (model.relation(*id).symmetric && own.is_reached(*id))
        }
        What::Inverse(id) => own.is_reached(*id),
        What::Through { via, to } => {
            own.along(*via).flat_map(|near| ends[near.0 as usize].along(*to)).any(|other| other != id)
        }
        What::Body(part) => in_body(part),
        What::View(id) => match &model.view(*id).kind {
            ViewKind::Map { .. } => true,
            view => own.reaching.iter().any(|(relation, _)| view.lists(*relation)),
        },
        What::Title | What::Views(_) | What::Text(_) => false,
    };
    // What is known only by name shows the sections that it has something for.
    let sections = kind.sections.iter().filter(move |section| {
        entry.status != Status::Stub || section.show.iter().any(|block| has(&block.what))
    });
    let sections = sections.map(|section| section.id.clone());
    let parts = kind.body_parts().filter(move |(part, _)| in_body(part)).map(|(part, _)| part.to_owned());
    let inverses = model
        .relations_to(entry.kind)
        .filter(move |id| own.is_reached(*id) && !model.shows_inverse(kind, *id))
        .map(|id| model.relation(id))
        .filter(|relation| !relation.symmetric)
        .map(|relation| relation.inverse.clone());
    sections.chain(parts).chain(inverses)
}
