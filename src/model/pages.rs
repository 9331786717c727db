//! Free pages: `content/pages/*.md`.

use std::collections::HashSet;
use std::sync::Arc;

use super::Translated;
use super::values::Prose;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::load::{Body, Document};
use crate::markdown::{self, Autolinks};
use crate::source::{Sources, Span, Written};
use crate::tree::Reader;

/// A page that is no entry: about, questions, data.
#[derive(Debug, Clone)]
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
    /// Its former paths, which still lead here.
    pub aliases: Vec<(String, Span)>,
    /// Anchors that it has had, with those that have taken their places.
    pub former_anchors: Vec<(String, String)>,
    pub body: P,
    /// How far it is translated, in another language than that of the content.
    pub translated: Option<Translated>,
}

/// Reads a free page, whose path below its folder this is.
pub(super) fn page(
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
    let fragment = Arc::new(markdown::compile(text, origin, options, diags));
    let page = FreePage {
        path,
        place: document.table.span,
        title: reader.required_text("title", diags).unwrap_or_default().to_owned(),
        description: reader.text("description", diags).map(str::to_owned),
        menu: reader.boolean("menu", diags).unwrap_or(false),
        footer: reader.boolean("footer", diags).unwrap_or(false),
        aliases: aliases(&mut reader, diags),
        former_anchors: super::entries::former_anchors(&mut reader, diags),
        body: Prose { written: Written::new(text, origin), fragment, origin },
        translated: None,
    };
    reader.finish(diags);
    Some(page)
}

/// Former paths, below the folder of free pages and without an extension.
fn aliases(reader: &mut Reader, diags: &mut Diagnostics) -> Vec<(String, Span)> {
    let mut aliases = Vec::new();
    for (path, node) in reader.texts("aliases", diags) {
        match path.split('/').all(crate::id::is_plain) {
            true => aliases.push((path.to_owned(), node.span)),
            false => diags.add(Diagnostic::new(Code::BadName, node.span).fact("found", path)),
        }
    }
    aliases
}
