//! What a page says of itself to programs: whether it is to be found by them, Open Graph, and schema.org as JSON-LD.
//!
//! Nothing is claimed that the content does not say: what an entry is in the words of schema.org, its kind declares; what
//! needs a whole address is left out where the site has none.

use serde::Serialize;

use super::Page;
use super::writer::{Writer, canonical_path};
use crate::graph::{EntryId, Graph, Route};
use crate::model::{SchemaOrg, Status, ViewKind};

/// What a page may load: nothing but files of its own site. Pages say so themselves, so that it holds from a disk too.
/// A block of JSON-LD is data, which browsers never run and `script-src` does not concern.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     base-uri 'none'; form-action 'self'";

/// Whether search engines may show a page. A draft is seen by those it is shown to, and what is retired misleads whoever
/// does not come by a link to it.
pub fn is_indexed(graph: &Graph, route: Route) -> bool {
    match route {
        Route::NotFound => false,
        Route::Entry(id) | Route::Checklist(_, id) => {
            !matches!(graph.entry(id).status, Status::Draft | Status::Retired)
        }
        _ => true,
    }
}

/// Whether a page is worth a line in the sitemap: one that says something, at its only address, without a script, in its
/// language.
pub fn is_listed(graph: &Graph, route: Route) -> bool {
    let says_something = match route {
        Route::Entry(id) | Route::Checklist(_, id) => graph.entry(id).status != Status::Stub,
        Route::View(id) => !matches!(graph.model.view(id).kind, ViewKind::Search { .. }),
        route => graph.leads_to(route).is_none(),
    };
    let is_original = !graph.is_untranslated(&graph.site.language, graph.path(route));
    says_something && is_original && is_indexed(graph, route)
}

/// The whole address of a page in the language of the graph, when the site has one.
pub fn address(graph: &Graph, path: &str) -> Option<String> {
    Some(format!("{}{}", graph.site.base_url.as_deref()?, canonical_path(path)))
}

/// What a page is by the Open Graph protocol.
pub(super) fn open_graph(route: Route) -> &'static str {
    match route {
        Route::Entry(_) | Route::Page(_) => "article",
        _ => "website",
    }
}

/// A language as Open Graph names it, `lv_LV`: one whose tag says no region has no such name.
pub(super) fn locale(tag: &str) -> Option<String> {
    let tag: unic_langid::LanguageIdentifier = tag.parse().ok()?;
    Some(format!("{}_{}", tag.language, tag.region?))
}

/// JSON-LD (<https://schema.org/>) that can stand in a `script` element as it is; nothing where there is nothing to say.
pub(super) fn json_ld(writer: &Writer, page: &Page) -> Option<String> {
    if page.page.noindex || writer.graph.leads_to(writer.route).is_some() {
        return None;
    }
    // What is known by the original's page is said there, in the original's words.
    if writer.graph.is_untranslated(&writer.graph.site.language, writer.here()) {
        return None;
    }
    let about = match writer.route {
        Route::Entry(id) => about(writer, id, page),
        _ => None,
    };
    let items: Vec<Item> = breadcrumbs(writer, page).into_iter().chain(about).collect();
    if items.is_empty() {
        return None;
    }
    let document = Document { context: "https://schema.org", graph: items };
    Some(inert(&serde_json::to_string(&document).expect("texts and lists are JSON")))
}

/// JSON that means the same and cannot end the element it stands in, nor be taken for markup.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

#[derive(Serialize)]
struct Document<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Item<'p>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Item<'p> {
    #[serde(rename_all = "camelCase")]
    BreadcrumbList { item_list_element: Vec<Step<'p>> },
    #[serde(rename_all = "camelCase")]
    DefinedTerm {
        name: &'p str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        alternate_name: Vec<&'p str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        term_code: Option<&'p str>,
        #[serde(flatten)]
        common: Common<'p>,
        in_defined_term_set: Whole<'p>,
    },
    #[serde(rename_all = "camelCase")]
    TechArticle {
        headline: &'p str,
        #[serde(skip_serializing_if = "Option::is_none")]
        identifier: Option<&'p str>,
        in_language: &'p str,
        #[serde(flatten)]
        common: Common<'p>,
        is_part_of: Whole<'p>,
    },
}

#[derive(Serialize)]
struct Common<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'p str>,
}

/// What something is a part of.
#[derive(Serialize)]
struct Whole<'p> {
    #[serde(rename = "@type")]
    what: &'static str,
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Step<'p> {
    position: usize,
    name: &'p str,
    /// Where it leads; the last step is the page itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// The way from the home page. A page whose title is words of the theme has none here.
fn breadcrumbs<'p>(writer: &'p Writer, page: &'p Page) -> Option<Item<'p>> {
    let head = &page.page;
    let home = address(writer.graph, "index.html").filter(|_| writer.route != Route::Home)?;
    if head.words.is_some() {
        return None;
    }
    let above = head.crumbs.iter().map(|crumb| {
        let path = crumb.href.strip_prefix(&head.root).unwrap_or(&crumb.href);
        (crumb.title.as_str(), address(writer.graph, path))
    });
    let steps = std::iter::once((writer.graph.site.title.as_str(), Some(home)))
        .chain(above)
        .chain([(head.title.as_str(), None)]);
    let steps = steps.enumerate().map(|(at, (name, item))| Step { position: at + 1, name, item });
    Some(Item::BreadcrumbList { item_list_element: steps.collect() })
}

/// What an entry is, by the declaration of its kind. One that is known by name only is no article.
fn about<'p>(writer: &Writer<'p>, id: EntryId, page: &'p Page) -> Option<Item<'p>> {
    let graph = writer.graph;
    let entry = graph.entry(id);
    let kind = graph.model.kind(entry.kind);
    let head = &page.page;
    let code = graph.has_codes(entry.kind).then_some(entry.id.as_str());
    let common = Common { description: head.summary.as_deref(), url: head.canonical.as_deref() };
    match kind.schema_org? {
        SchemaOrg::DefinedTerm => Some(Item::DefinedTerm {
            name: &entry.titles[0],
            alternate_name: entry.titles[1..]
                .iter()
                .map(String::as_str)
                .chain(graph.other_names(id))
                .collect(),
            term_code: code,
            common,
            in_defined_term_set: Whole {
                what: "DefinedTermSet",
                name: writer.text(&kind.plural),
                url: address(graph, &format!("{}/index.html", kind.folder)),
            },
        }),
        SchemaOrg::TechArticle if entry.status != Status::Stub => Some(Item::TechArticle {
            headline: &head.title,
            identifier: code,
            in_language: writer.language(),
            common,
            is_part_of: Whole { what: "WebSite", name: &graph.site.title, url: address(graph, "index.html") },
        }),
        SchemaOrg::TechArticle => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_stays_itself_and_inside_its_element(text in "[<>&/a-z\\\\\"'!\u{2028}\u{2029}āŠ-]{0,60}") {
            let safe = inert(&serde_json::to_string(&text).unwrap());
            prop_assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{safe}");
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
