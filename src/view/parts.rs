//! Texts cut at their headings, so that each heading can have a link to itself.

use std::borrow::Cow;

use serde::Serialize;

use super::writer::Writer;
use crate::graph::Prose;

/// A heading of a text with what follows it, or what stands before the first.
#[derive(Serialize)]
pub struct Part<'g> {
    pub heading: Option<PartHeading<'g>>,
    pub html: String,
}

#[derive(Serialize)]
pub struct PartHeading<'g> {
    pub id: &'g str,
    pub title: Cow<'g, str>,
    /// The heading as compiled, with its element.
    pub html: String,
}

/// A whole text.
pub(super) fn whole<'g>(writer: &Writer<'g>, prose: &'g Prose) -> Vec<Part<'g>> {
    parts(writer, prose, 0..prose.fragment.html.len() as u32)
}

/// A range of a text. Headings inside lists and quotations stay where they are.
pub(super) fn parts<'g>(writer: &Writer<'g>, prose: &'g Prose, range: std::ops::Range<u32>) -> Vec<Part<'g>> {
    let inside = |&at: &u32| range.contains(&at);
    let headings = prose.fragment.headings.iter().filter(|h| !h.nested && inside(&h.range.0));
    let mut parts = Vec::new();
    let (mut heading, mut start) = (None, range.start);
    for next in headings {
        parts.push(Part { heading, html: writer.html_part(prose, start..next.range.0) });
        let html = writer.html_part(prose, next.range.0..next.range.1);
        heading = Some(PartHeading { id: &next.id, title: writer.heading(prose, &next.text), html });
        start = next.range.1;
    }
    parts.push(Part { heading, html: writer.html_part(prose, start..range.end) });
    parts.retain(|part| part.heading.is_some() || !part.html.trim().is_empty());
    parts
}
