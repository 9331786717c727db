//! The home page, free pages, the page for what was not found, and the menu of every page.

use serde::Serialize;

use super::accessibility::{self, AccessibilityLink};
use super::blocks::Block;
use super::entry::Section;
use super::parts::{self, Part};
use super::writer::{EntryRef, Writer};
use super::{Body, Page, Picture, ViewRef, picture};
use crate::graph::{Graph, Prose, Route, routes};
use crate::model::{FreePage, Status, View, What};

#[derive(Serialize)]
pub struct HomePage<'g> {
    pub title: &'g str,
    pub text: Option<String>,
    pub sections: Vec<Section<'g>>,
}

#[derive(Serialize)]
pub struct TextPage<'g> {
    pub title: &'g str,
    pub parts: Vec<Part<'g>>,
    pub headings: Vec<Anchor>,
}

#[derive(Serialize)]
pub struct Anchor {
    pub id: String,
    pub title: String,
}

#[derive(Serialize)]
pub struct NotFoundPage<'g> {
    pub indices: Vec<ViewRef>,
    /// The entries with codes that all others with codes lie below; none where there are too many to look through.
    pub codes: Vec<EntryRef<'g>>,
}

/// What the head and foot of every page link to; addresses are relative to the root.
#[derive(Serialize)]
pub struct Menu<'g> {
    pub items: Vec<MenuItem>,
    pub footer: Vec<MenuItem>,
    pub accessibility: Option<AccessibilityLink<'g>>,
    pub search: Option<Search>,
}

/// The field of every page.
#[derive(Serialize)]
pub struct Search {
    pub title: String,
    /// The page that shows what is found.
    pub path: String,
    /// Where the field leads without a script.
    pub otherwise: String,
}

#[derive(Serialize)]
pub struct MenuItem {
    pub title: String,
    pub path: String,
    /// The folder whose pages belong to it; empty for a single page.
    pub folder: String,
}

pub(super) fn home<'g>(writer: &Writer<'g>) -> Page<'g> {
    let graph = writer.graph;
    let text = graph.pages.iter().find(|page| page.path == "index");
    let title = text.map_or(graph.site.title.as_str(), |page| &page.title);
    let sections = graph.model.home.iter().map(|section| {
        let blocks: Vec<Block> = section.show.iter().filter_map(|block| self::block(writer, block)).collect();
        Section {
            id: &section.id,
            number: None,
            title: writer.text(&section.title),
            empty: blocks.is_empty(),
            blocks,
        }
    });
    let sections = sections.collect();
    let description = text.and_then(|page| page.description.clone());
    let description = description.unwrap_or_else(|| graph.site.description.clone());
    let head = writer.head(title.to_owned(), description);
    let text = text.map(|page| writer.html(&page.body));
    Page { template: "home.html", page: head, body: Body::Home(HomePage { title, text, sections }) }
}

/// A block of the home page, which belongs to no entry.
fn block<'g>(writer: &Writer<'g>, block: &'g crate::model::Block) -> Option<Block<'g>> {
    let title = block.title.as_ref().map(|title| writer.text(title));
    Some(match &block.what {
        What::Title => Block::Title { title: title? },
        What::View(id) => {
            let view: Box<Picture> = Box::new(picture(writer, *id, None));
            Block::View { title, view }
        }
        What::Views(ids) => {
            let views = ids.iter().map(|&id| writer.view_ref(id, false)).collect();
            Block::Views { title, views }
        }
        What::Text(id) => Block::Text { title, html: writer.model_text(*id) },
        What::Field(_) | What::Relation(_) | What::Inverse(_) | What::Through { .. } | What::Body(_) => {
            return None;
        }
    })
}

pub(super) fn text<'g>(writer: &Writer<'g>, page: &'g FreePage<Prose>) -> Page<'g> {
    let description = page.description.clone().unwrap_or_else(|| writer.of_site(&page.title));
    let head = writer.head(page.title.clone(), description);
    let headings = page.body.fragment.headings.iter().filter(|heading| heading.level == 2);
    let body = TextPage {
        title: &page.title,
        parts: parts::whole(writer, &page.body),
        headings: headings
            .map(|h| Anchor { id: h.id.clone(), title: writer.heading(&page.body, &h.text).into_owned() })
            .collect(),
    };
    Page { template: "page.html", page: head, body: Body::Text(body) }
}

pub(super) fn not_found<'g>(writer: &Writer<'g>) -> Page<'g> {
    let graph = writer.graph;
    let in_menu = graph.model.view_ids().filter(|&id| graph.model.view(id).menu);
    let indices = in_menu.map(|id| writer.view_ref(id, false)).collect();
    let mut head = writer.head("404".into(), graph.site.description.clone());
    head.words = Some("not-found");
    let body = Body::NotFound(NotFoundPage { indices, codes: codes(writer) });
    Page { template: "404.html", page: head, body }
}

fn codes<'g>(writer: &Writer<'g>) -> Vec<EntryRef<'g>> {
    const MOST: usize = 60;
    let graph = writer.graph;
    let kinds = graph.model.kind_ids().filter(|&kind| graph.model.kind(kind).autolink);
    let top = kinds
        .flat_map(|kind| graph.of_kind(kind))
        .filter(|&id| graph.parent(id).is_none() && graph.entry(id).status != Status::Retired);
    let top: Vec<_> = top.take(MOST + 1).collect();
    if top.len() > MOST { Vec::new() } else { top.into_iter().map(|id| writer.entry(id)).collect() }
}

/// Makes the page that opens the site from the folder in which that of the site lies. It stands beside the site's own
/// pages and is none of them.
pub fn start<'g>(graph: &'g Graph, folder: &str) -> Page<'g> {
    let writer = Writer::new(graph, Route::Home);
    let mut head = writer.head(graph.site.title.clone(), graph.site.description.clone());
    head.root = format!("{folder}/");
    head.top.clone_from(&head.root);
    head.languages.iter_mut().for_each(|language| language.href.insert_str(0, &head.root));
    head.path = "";
    head.canonical = None;
    head.alternates = Vec::new();
    head.edit = None;
    head.noindex = true;
    Page { template: "start.html", page: head, body: Body::Start }
}

/// The menu of every page.
pub fn menu(graph: &Graph) -> Menu<'_> {
    let view = |choose: fn(&View) -> bool| {
        let views = graph.model.view_ids().map(|id| (graph.model.view(id), graph.view_route(id)));
        let views = views.filter(move |(view, _)| choose(view));
        views.map(|(view, path)| item(view.short().get(&graph.site), path))
    };
    let own_accessibility = routes::accessibility(graph.site.original());
    let in_footer =
        |page: &FreePage<Prose>, path: &str| page.footer || path.eq_ignore_ascii_case(own_accessibility);
    let search = graph.model.search().map(|id| Search {
        title: graph.model.view(id).short().get(&graph.site).to_owned(),
        path: graph.view_route(id).to_owned(),
        otherwise: graph.view_route(by_title(graph).unwrap_or(id)).to_owned(),
    });
    Menu {
        items: view(|view| view.menu).chain(pages(graph, |page, _| page.menu)).collect(),
        footer: view(|view| view.footer).chain(pages(graph, in_footer)).collect(),
        accessibility: accessibility::link(graph),
        search,
    }
}

/// The free pages that are chosen by what they say and where they stand.
fn pages(graph: &Graph, choose: impl Fn(&FreePage<Prose>, &str) -> bool) -> impl Iterator<Item = MenuItem> {
    graph.routes.iter().filter_map(move |(route, path)| {
        let Route::Page(id) = route else { return None };
        let page = graph.page(*id);
        choose(page, path).then(|| item(&page.title, path))
    })
}

/// The list of everything by title.
fn by_title(graph: &Graph) -> Option<crate::model::ViewId> {
    graph.model.view_ids().find(|&id| matches!(graph.model.view(id).kind, crate::model::ViewKind::AToZ))
}

fn item(title: &str, path: &str) -> MenuItem {
    let folder = path.strip_suffix("/index.html").unwrap_or_default();
    MenuItem { title: title.to_owned(), path: path.to_owned(), folder: folder.to_owned() }
}
