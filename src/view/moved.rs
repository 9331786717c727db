//! What is left at an address that a page had under a former ID: the way to it.

use serde::Serialize;

use super::writer::{EntryRef, Writer};
use super::{Body, Page};
use crate::graph::{EntryId, Route};

#[derive(Serialize)]
pub struct MovedPage<'g> {
    /// The ID that the entry had.
    pub former: &'g str,
    pub entry: EntryRef<'g>,
    /// The page that was at this address.
    pub href: String,
}

/// Makes the page at the address of a former ID of an entry, which leads to another page.
pub(super) fn moved<'g>(writer: &Writer<'g>, id: EntryId, alias: u16, to: Route) -> Page<'g> {
    let entry = writer.entry(id);
    let path = writer.graph.path(to);
    let title = match entry.code {
        Some(code) if code != entry.title => format!("{code} {}", entry.title),
        _ => entry.title.to_owned(),
    };
    let mut head = writer.head(title, String::new());
    head.canonical = writer.canonical(path);
    let former = &writer.graph.entry(id).aliases[alias as usize];
    let body = MovedPage { former, entry, href: writer.href(path) };
    Page { template: "moved.html", page: head, body: Body::Moved(body) }
}
