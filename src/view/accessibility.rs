//! The page about the site's accessibility: the statement of the body that answers for it, or that there is none yet.

use serde::Serialize;

use super::writer::Writer;
use super::{Body, Page};
use crate::config::{Exception, Named, Reason, Statement};
use crate::graph::{Graph, Route};

#[derive(Serialize)]
pub struct AccessibilityPage<'g> {
    /// What is stated; nothing as long as a part is missing.
    pub statement: Option<&'g Statement>,
    /// What is not accessible, by the reason.
    pub reasons: Vec<ReasonGroup<'g>>,
}

#[derive(Serialize)]
pub struct ReasonGroup<'g> {
    pub reason: Reason,
    pub exceptions: Vec<&'g Exception>,
}

pub(super) fn accessibility<'g>(writer: &Writer<'g>) -> Page<'g> {
    let graph = writer.graph;
    let mut head = writer.head(graph.site.title.clone(), graph.site.description.clone());
    head.words = Some(words(graph));
    let statement = statement(graph);
    let reasons = statement.map(reasons).unwrap_or_default();
    let body = Body::Accessibility(AccessibilityPage { statement, reasons });
    Page { template: "accessibility.html", page: head, body }
}

/// What the foot of every page says of the page about accessibility: the key of the theme's words and the address.
/// `None` where a free page takes its place.
#[derive(Serialize)]
pub struct AccessibilityLink<'g> {
    pub words: &'static str,
    pub path: &'g str,
}

pub(super) fn link(graph: &Graph) -> Option<AccessibilityLink<'_>> {
    let (_, path) = graph.routes.iter().find(|(route, _)| *route == Route::Accessibility)?;
    Some(AccessibilityLink { words: words(graph), path })
}

fn reasons(statement: &Statement) -> Vec<ReasonGroup<'_>> {
    let of = |reason| statement.exceptions.iter().filter(move |exception| exception.reason == reason);
    let groups =
        Reason::ALL.iter().map(|&(_, reason)| ReasonGroup { reason, exceptions: of(reason).collect() });
    groups.filter(|group| !group.exceptions.is_empty()).collect()
}

fn statement(graph: &Graph) -> Option<&Statement> {
    graph.site.accessibility.as_ref()?.statement.as_ref()
}

fn words(graph: &Graph) -> &'static str {
    if statement(graph).is_some() { "accessibility-statement" } else { "accessibility" }
}
