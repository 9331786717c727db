//! Anchors that a page has had, with those that have taken their places.

use super::writer::Writer;
use crate::graph::{EntryId, Link, Route, Side, Value};

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
            entry.former_anchors.iter().cloned().chain(of_rows).collect()
        }
        Route::Page(id) => graph.page(id).former_anchors.clone(),
        Route::Home => {
            let page = graph.pages.iter().find(|page| page.path == "index");
            page.map(|page| page.former_anchors.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
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
