//! Anchors that a page has had, with those that have taken their places.

use super::writer::Writer;
use crate::graph::{EntryId, Link, Route, Side, Value};
use crate::model::{PAGE_ANCHORS, What};

/// The content of a page.
const MAIN: &str = PAGE_ANCHORS[0];

/// The former anchors of the page of a route: those that its file names, and those of rows whose target, or an entry
/// that qualifies them, had another ID.
pub(super) fn anchors(writer: &Writer) -> Vec<(String, String)> {
    let graph = writer.graph;
    match writer.route {
        Route::Entry(id) => {
            let entry = graph.entry(id);
            let relations = graph.model.kind(entry.kind).relations.iter().copied();
            let rows = relations.filter(|&relation| graph.model.has_rows(relation));
            let rows = rows.flat_map(|relation| graph.related(id, relation, Side::From));
            let of_rows = rows.flat_map(|(link, _)| of_row(writer, link));
            entry.former_anchors.iter().cloned().chain(of_rows).chain(gone(writer, id)).collect()
        }
        Route::Page(id) => graph.page(id).former_anchors.clone(),
        Route::Home => {
            let page = graph.pages.iter().find(|page| page.path == "index");
            page.map(|page| page.former_anchors.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Published anchors of an entry's rows and of whole sections, each with what shows it or would: a row has gone for good
/// when the relation is no longer said, and nothing takes its place but the section.
fn gone(writer: &Writer, id: EntryId) -> impl Iterator<Item = (String, String)> {
    let graph = writer.graph;
    let kind = graph.model.kind(graph.entry(id).kind);
    let address = format!("{}{}", graph.site.folder, writer.here());
    let published = graph.published.get(&address).into_iter().flatten();
    published.filter_map(move |anchor| {
        let name = anchor.split("--").next().unwrap_or_default();
        let shows = |is_it: &dyn Fn(&What) -> bool| {
            let section = kind.sections.iter().find(|section| section.show.iter().any(|b| is_it(&b.what)));
            section.map_or(MAIN, |section| section.id.as_str())
        };
        let own = kind.relations.iter().find(|&&relation| graph.model.relation(relation).id == name);
        let inverse = graph.model.relations_to(graph.entry(id).kind);
        let inverse = inverse.into_iter().find(|&relation| graph.model.relation(relation).inverse == name);
        let place = match (own, inverse) {
            _ if kind.sections.iter().any(|section| section.id == *anchor) => MAIN,
            (Some(&own), _) => shows(&|what| matches!(what, What::Relation(id) if *id == own)),
            (_, Some(inverse)) => shows(&|what| matches!(what, What::Inverse(id) if *id == inverse)),
            _ => return None,
        };
        Some((anchor.clone(), place.to_owned()))
    })
}

/// What the anchor of a row was under each former ID of those that it is made of.
fn of_row(writer: &Writer, link: &Link) -> Vec<(String, String)> {
    let graph = writer.graph;
    let references = link.qualifiers.iter().flatten().filter_map(|value| match value {
        Value::Reference { id, .. } => graph.find(id),
        _ => None,
    });
    let renamed = references.chain([link.to]).filter(|&id| !graph.entry(id).aliases.is_empty());
    let renamed: Vec<EntryId> = renamed.collect();
    let mut all = vec![link.anchor.clone()];
    for id in renamed {
        let entry = graph.entry(id);
        let own = entry.id.to_lowercase();
        for at in 0..all.len() {
            for alias in &entry.aliases {
                let parts = all[at]
                    .split("--")
                    .map(|part| if part == own { alias.to_lowercase() } else { part.to_owned() });
                all.push(parts.collect::<Vec<_>>().join("--"));
            }
        }
    }
    all.drain(1..).map(|former| (former, link.anchor.clone())).collect()
}
