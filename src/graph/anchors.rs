//! The anchors of every page, so that references to them can be checked.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::page_route;
use super::ends::Ends;
use super::{EntryId, Route};
use crate::model::{self, FreePage, Model, NotTold, RelationId, Status, ViewKind, What};

pub(super) type Anchors = FxHashMap<Route, FxHashSet<String>>;

/// The anchors of every page that has some.
pub(super) fn anchors(
    model: &Model,
    entries: &[Arc<model::Entry>],
    pages: &[Arc<FreePage>],
    ends: &Ends,
) -> Anchors {
    let of_entries = (0..entries.len() as u32).into_par_iter().map(|at| {
        let id = EntryId(at);
        (Route::Entry(id), of_entry(model, entries, id, ends))
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

/// The anchors of the page of an entry. They depend on the entry and its links and, when it is a stub, on the links of
/// the entries around it.
pub(super) fn of_entry(
    model: &Model,
    entries: &[Arc<model::Entry>],
    id: EntryId,
    ends: &Ends,
) -> FxHashSet<String> {
    let entry = &entries[id.0 as usize];
    let rows = ends.leaving(id).iter().filter(|link| model.has_rows(link.relation));
    let rows = rows.map(|link| link.anchor.clone());
    shown_anchors(model, entries, id, ends).chain(entry.body.iter().flat_map(headings)).chain(rows).collect()
}

fn headings(prose: &model::Prose) -> impl Iterator<Item = String> {
    prose.fragment.headings.iter().map(|heading| heading.id.clone())
}

/// The anchors of the sections, parts of the body and inverse relations that the page of an entry shows.
fn shown_anchors<'m>(
    model: &'m Model,
    entries: &'m [Arc<model::Entry>],
    at: EntryId,
    ends: &'m Ends,
) -> impl Iterator<Item = String> + 'm {
    let entry = &*entries[at.0 as usize];
    // What retired entries say stands on their own pages, and anchors stay where it stood.
    let reached = move || ends.reaching(at).map(|(relation, _)| relation);
    let is_reached = move |id: RelationId| reached().any(|relation| relation == id);
    let kind = model.kind(entry.kind);
    let in_body = |part: &str| {
        let title = kind.body_parts().find(|(id, _)| *id == part).map(|(_, title)| title);
        let headings = entry.body.iter().flat_map(|body| &body.fragment.headings);
        headings.filter(|h| h.level == 2).any(|h| title.is_some_and(|t| t.all().any(|text| text == h.text)))
    };
    let leads = move |id: RelationId| {
        ends.leaves(at, id)
            || entry
                .not_told
                .iter()
                .any(|lost| matches!(lost, NotTold::Relation(of) | NotTold::Qualifier(of, _) if *of == id))
            || (model.relation(id).symmetric && is_reached(id))
    };
    let has = move |what: &What| match what {
        What::Field(index) => {
            entry.fields[*index].is_some() || entry.not_told.contains(&NotTold::Field(*index))
        }
        What::Relation(id) => leads(*id),
        What::Inverse(id) => is_reached(*id),
        What::Through { via, to } => {
            ends.along(at, *via).flat_map(|near| ends.along(near, *to)).any(|other| other != at)
        }
        What::Body(part) => in_body(part),
        What::View(id) => match &model.view(*id).kind {
            ViewKind::Map { .. } => true,
            view => {
                reached().any(|relation| view.lists(relation))
                    || kind.relations.iter().any(|&id| view.draws(model, id) && leads(id))
            }
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
        .filter(move |id| ends.reaching(at).any(|(relation, _)| relation == *id))
        .filter(move |id| !model.shows_inverse(kind, *id))
        .map(|id| model.relation(id))
        .filter(|relation| !relation.symmetric)
        .map(|relation| relation.inverse.clone());
    sections.chain(parts).chain(inverses)
}
