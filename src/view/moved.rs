//! What is at an address that a page had under a former ID or path, or at the root under a code alone: the way to it.

use serde::Serialize;

use super::writer::{EntryRef, Writer};
use super::{Body, Page};
use crate::graph::{EntryId, Mention, PageId, Route};

#[derive(Serialize)]
pub struct MovedPage<'g> {
    /// The ID or path that it had; nothing where the address is that of its code.
    pub former: Option<&'g str>,
    pub entry: EntryRef<'g>,
    /// The page that was at this address.
    pub href: String,
}

/// Makes the page at another address of an entry, which leads to the page meant; `alias` is the former ID that it bears.
pub(super) fn moved<'g>(writer: &Writer<'g>, id: EntryId, alias: Option<u16>, to: Route) -> Page<'g> {
    let former = alias.map(|_| writer.graph.id_or_alias(id, alias));
    page(writer, writer.entry(id), former, to)
}

/// The same of a free page.
pub(super) fn moved_page<'g>(writer: &Writer<'g>, id: PageId, alias: u16) -> Page<'g> {
    let former = writer.graph.page(id).aliases[alias as usize].0.as_str();
    page(writer, writer.mention(Mention::Page(id)), Some(former), writer.graph.page_route(id))
}

fn page<'g>(writer: &Writer<'g>, entry: EntryRef<'g>, former: Option<&'g str>, to: Route) -> Page<'g> {
    let path = writer.graph.path(to);
    let title = match entry.code {
        Some(code) if code != entry.title => format!("{code} {}", entry.title),
        _ => entry.title.to_owned(),
    };
    let mut head = writer.head(title, String::new());
    head.canonical = writer.canonical(path);
    let body = MovedPage { former, entry, href: writer.href(path) };
    Page { template: "moved.html", page: head, body: Body::Moved(body) }
}
