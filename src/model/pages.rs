//! Free pages: `content/pages/*.md`.

use std::collections::HashSet;

use super::values::Prose;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::load::{Body, Document, PAGES};
use crate::markdown::{self, Autolinks};
use crate::source::{Sources, Span, Written};
use crate::tree::Reader;

/// A page that is no entry: about, questions, data.
#[derive(Debug)]
pub struct FreePage<P = Prose> {
    /// Its address without `.html`: the path of its file.
    pub path: String,
    pub place: Span,
    pub title: String,
    pub description: Option<String>,
    /// Whether the menu of every page links to it.
    pub menu: bool,
    /// Whether the foot of every page links to it.
    pub footer: bool,
    pub body: P,
}

/// Reads the free pages, in the order of their paths.
pub fn pages(
    sources: &Sources,
    documents: &[Document],
    autolinks: &Autolinks,
    diags: &mut Diagnostics,
) -> Vec<FreePage> {
    let below = |document: &'_ Document| {
        document.stem.strip_prefix(PAGES).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned)
    };
    let pages = documents.iter().filter_map(|document| Some((below(document)?, document)));
    pages.filter_map(|(path, document)| page(sources, path, document, autolinks, diags)).collect()
}

fn page(
    sources: &Sources,
    path: String,
    document: &Document,
    autolinks: &Autolinks,
    diags: &mut Diagnostics,
) -> Option<FreePage> {
    let file = sources.get(document.file).path.as_str();
    let Body::Markdown(origin) = document.body else {
        diags.add(Diagnostic::of_file(Code::StrayFile, file));
        return None;
    };
    if !path.split('/').all(crate::id::is_plain) {
        diags.add(Diagnostic::of_file(Code::PageName, file));
        return None;
    }
    let mut reader = Reader::new(&document.table);
    let anchors = HashSet::from(super::entries::PAGE_ANCHORS.map(str::to_owned));
    let options = markdown::Options { autolinks, anchors: Some(&anchors), shift: 0, statements: false };
    let text = sources.text(origin.span);
    let fragment = markdown::compile(text, origin, options, diags);
    let page = FreePage {
        path,
        place: document.table.span,
        title: reader.required_text("title", diags).unwrap_or_default().to_owned(),
        description: reader.text("description", diags).map(str::to_owned),
        menu: reader.boolean("menu", diags).unwrap_or(false),
        footer: reader.boolean("footer", diags).unwrap_or(false),
        body: Prose { written: Written::new(text, origin), fragment, origin },
    };
    reader.finish(diags);
    Some(page)
}
