//! Pages as data: what each shows, typed, for the templates.
//!
//! In: a [`Graph`] and a [`Route`]. Out: a [`Page`], a pure function of the two, so that any single page
//! can be made at any time. HTML of texts is put together here (links spliced into compiled
//! fragments); everything else is values that the templates escape.

mod accessibility;
mod arrows;
mod blocks;
mod coverage;
mod entry;
mod facets;
mod former;
mod groups;
mod handbook;
mod home;
mod index;
mod languages;
mod map;
mod matrix;
pub mod metadata;
mod moved;
mod parts;
mod picker;
mod pictures;
mod plain;
mod reference;
mod told;
mod with;
mod writer;

use serde::Serialize;

use crate::graph::{Graph, Route};
use crate::model::{KindId, ViewId, ViewKind};

pub use blocks::{Block, Cell};
pub use entry::EntryPage;
pub use home::{Menu, MenuItem, menu, start};
pub use parts::Part;
pub use plain::plain;
pub use writer::EntryRef;

use writer::Writer;

/// A page, ready for its template.
#[derive(Serialize)]
pub struct Page<'g> {
    #[serde(skip)]
    pub template: &'g str,
    pub page: Head<'g>,
    pub body: Body<'g>,
}

/// What every page has.
#[derive(Serialize, Clone)]
pub struct Head<'g> {
    /// The way from this page to the site's root: empty, or `../` as often as needed.
    pub root: String,
    /// The way to the root of the whole site, where the theme is; another one only in a translation.
    pub top: String,
    /// Its address relative to the root.
    pub path: &'g str,
    /// Its first folder, empty at the root.
    pub folder: &'g str,
    pub title: String,
    /// The key of the theme's words for the title of a page that the content has none for; the renderer puts them in
    /// its place.
    #[serde(skip)]
    pub words: Option<&'static str>,
    pub description: String,
    /// The first text of its own that an entry has, cut like a description.
    #[serde(skip)]
    pub summary: Option<String>,
    /// What Open Graph calls the language of its text, and the other ones that it is translated to.
    pub locale: Option<String>,
    pub locales: Vec<String>,
    /// The whole address, when the site has one.
    pub canonical: Option<String>,
    /// Where its source is edited, when the site says so.
    pub edit: Option<String>,
    /// The page in the other languages of the site.
    pub languages: Vec<languages::LanguageLink<'g>>,
    /// Its whole addresses in all languages that it is translated to, when the site has such.
    pub alternates: Vec<languages::Alternate<'g>>,
    /// The keys of the theme's words on how far it is translated.
    pub notes: Vec<&'static str>,
    /// The parts whose original has changed since.
    pub changed: Vec<languages::Changed<'g>>,
    /// Anchors that the page has had, with those that have taken their places; the renderer puts them there.
    #[serde(skip)]
    pub former: Vec<(String, String)>,
    /// The way here from the home page, this page left out.
    pub crumbs: Vec<Crumb>,
    /// Whether the stylesheet for code is needed.
    pub code: bool,
    /// Whether the stylesheet for matrices is needed.
    pub matrix: bool,
    /// Whether it stands alone, without a site around it: in a file that is sent.
    pub alone: bool,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// What it is by the Open Graph protocol.
    pub og_type: &'static str,
    /// What it is by schema.org: JSON that can stand in a `script` element as it is.
    pub json_ld: Option<String>,
}

#[derive(Serialize, Clone)]
pub struct Crumb {
    pub title: String,
    pub href: String,
}

/// What is between head and foot.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Body<'g> {
    Home(home::HomePage<'g>),
    Entry(Box<EntryPage<'g>>),
    Text(home::TextPage<'g>),
    View(Box<ViewPage<'g>>),
    Checklist(Box<handbook::ChecklistPage<'g>>),
    Accessibility(accessibility::AccessibilityPage<'g>),
    Moved(moved::MovedPage<'g>),
    NotFound(home::NotFoundPage<'g>),
    Start,
}

/// The page of a view.
#[derive(Serialize)]
pub struct ViewPage<'g> {
    pub title: &'g str,
    pub view: Picture<'g>,
    /// Other views of the same type.
    pub siblings: Vec<ViewRef>,
}

/// A link to a view.
#[derive(Serialize)]
pub struct ViewRef {
    pub title: String,
    pub href: String,
    pub current: bool,
}

/// What a view shows, on its own page or inside another.
#[derive(Serialize)]
pub struct Picture<'g> {
    pub id: &'g str,
    pub title: &'g str,
    /// Its own page.
    pub href: String,
    pub intro: Option<String>,
    pub notes: Option<String>,
    /// Whether it stands inside another page.
    pub embedded: bool,
    pub content: Content<'g>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Content<'g> {
    Index(index::Index<'g>),
    Views(index::Views),
    Map(map::Map<'g>),
    Chart(pictures::Chart<'g>),
    Grid(pictures::Grid<'g>),
    Matrix(matrix::Matrix<'g>),
    /// What one entry has to do.
    Handbook(handbook::Book<'g>),
    /// The entries that have a handbook.
    Subjects(handbook::Subjects<'g>),
    Coverage(coverage::Coverage<'g>),
    Fields(reference::Fields<'g>),
    Diagnostics(reference::Diagnostics),
    Picker(picker::Picker<'g>),
    AToZ(index::AToZ<'g>),
    /// What is found is written by a script.
    Search(index::Views),
}

/// Makes the page of a route.
pub fn page(graph: &Graph, route: Route) -> Page<'_> {
    let writer = Writer::new(graph, route);
    let mut page = match route {
        Route::Home => home::home(&writer),
        Route::Entry(id) => entry::page(&writer, id),
        Route::Page(id) => home::text(&writer, graph.page(id)),
        Route::View(id) => view_page(&writer, id),
        Route::Checklist(view, subject) => handbook::checklist(&writer, view, subject),
        Route::Former(id, alias) => moved::moved(&writer, id, Some(alias), Route::Entry(id)),
        Route::FormerChecklist(view, id, alias) => {
            moved::moved(&writer, id, Some(alias), Route::Checklist(view, id))
        }
        Route::FormerPage(id, alias) => moved::moved_page(&writer, id, alias),
        Route::Short(id, alias) => moved::moved(&writer, id, alias, Route::Entry(id)),
        Route::Folder(kind) => folder_page(&writer, kind),
        Route::Accessibility => accessibility::accessibility(&writer),
        Route::NotFound => home::not_found(&writer),
    };
    page.page.code = writer.code.get();
    page.page.matrix = writer.matrix.get();
    page.page.json_ld = metadata::json_ld(&writer, &page);
    page
}

/// Makes the page of a route to stand alone.
pub fn alone(graph: &Graph, route: Route) -> Page<'_> {
    let mut page = page(graph, route);
    page.page.alone = true;
    page
}

fn view_page<'g>(writer: &Writer<'g>, id: ViewId) -> Page<'g> {
    let view = writer.graph.model.view(id);
    let title = writer.text(&view.title);
    let picture = picture(writer, id, None);
    let template = match picture.content {
        Content::Index(_) => "index.html",
        Content::Views(_) => "views.html",
        Content::Map(_) => "map.html",
        Content::Chart(_) => "chart.html",
        Content::Grid(_) => "grid.html",
        Content::Matrix(_) => "matrix.html",
        Content::Handbook(_) | Content::Subjects(_) => "handbook.html",
        Content::Coverage(_) => "coverage.html",
        Content::Fields(_) | Content::Diagnostics(_) => "fields.html",
        Content::Picker(_) => "picker.html",
        Content::AToZ(_) => "a-z.html",
        Content::Search(_) => "search.html",
    };
    let description = match &picture.intro {
        Some(intro) => format!("{title}: {}", plain::plain(intro, 400)),
        None => writer.of_site(title),
    };
    let mut head = writer.head(title.to_owned(), description);
    if matches!(view.kind, ViewKind::Matrix { .. }) {
        head.crumbs.extend(writer.list_of(id));
    }
    let siblings = siblings(writer, id);
    Page { template, page: head, body: Body::View(Box::new(ViewPage { title, view: picture, siblings })) }
}

/// The other views in the list that holds a view.
fn siblings(writer: &Writer, id: ViewId) -> Vec<ViewRef> {
    let lists = writer.graph.model.views.iter().filter_map(|view| match &view.kind {
        ViewKind::Views { views } => Some(views),
        _ => None,
    });
    let mut lists = lists.filter(|views| views.contains(&id));
    let list = lists.next().map(Vec::as_slice).unwrap_or_default();
    let short = |&other: &ViewId| ViewRef {
        title: writer.text(writer.graph.model.view(other).short()).to_owned(),
        ..writer.view_ref(other, other == id)
    };
    list.iter().map(short).collect()
}

/// The index of a folder that no view is declared for: all kinds in it.
fn folder_page<'g>(writer: &Writer<'g>, first: KindId) -> Page<'g> {
    let model = &writer.graph.model;
    let kind = model.kind(first);
    let kinds: Vec<KindId> =
        model.kind_ids().filter(|&other| model.kind(other).folder == kind.folder).collect();
    let title = writer.text(&kind.plural);
    let picture = Picture {
        id: &kind.folder,
        title,
        href: writer.here().to_owned(),
        intro: None,
        notes: None,
        embedded: false,
        content: Content::Index(index::index(writer, &kinds, None, false)),
    };
    let head = writer.head(title.to_owned(), writer.of_site(title));
    let body = Body::View(Box::new(ViewPage { title, view: picture, siblings: Vec::new() }));
    Page { template: "index.html", page: head, body }
}

/// A view as it is shown on the page of `writer`; for an entry's own page with the entry marked.
pub(crate) fn picture<'g>(
    writer: &Writer<'g>,
    id: ViewId,
    marked: Option<crate::graph::EntryId>,
) -> Picture<'g> {
    let graph = writer.graph;
    let view = graph.model.view(id);
    let embedded = writer.route != Route::View(id);
    let content = match &view.kind {
        ViewKind::Index { kinds, group_by } => {
            Content::Index(index::index(writer, kinds, group_by.as_deref(), embedded))
        }
        ViewKind::Views { views } => Content::Views(index::views(writer, views)),
        ViewKind::Map { .. } => Content::Map(map::map(writer, &view.kind, marked)),
        ViewKind::Chart { .. } => Content::Chart(pictures::chart(writer, &view.kind, marked)),
        ViewKind::Grid { .. } => Content::Grid(pictures::grid(writer, &view.kind, marked)),
        ViewKind::Matrix { .. } => {
            writer.matrix.set(true);
            Content::Matrix(matrix::matrix(writer, &view.kind, embedded))
        }
        ViewKind::Handbook(handbook) => match marked.filter(|&id| graph.entry(id).kind == handbook.kind) {
            Some(subject) => Content::Handbook(handbook::book(writer, id, handbook, subject)),
            None => Content::Subjects(handbook::subjects(writer, id, handbook)),
        },
        ViewKind::Coverage { kind } => Content::Coverage(coverage::coverage(writer, *kind)),
        ViewKind::Fields => Content::Fields(reference::fields(writer)),
        ViewKind::Diagnostics => Content::Diagnostics(reference::diagnostics(writer)),
        ViewKind::Picker(view) => Content::Picker(picker::picker(writer, view)),
        ViewKind::AToZ => Content::AToZ(index::a_to_z(writer)),
        ViewKind::Search { .. } => {
            let in_menu: Vec<ViewId> =
                graph.model.view_ids().filter(|&id| graph.model.view(id).menu).collect();
            Content::Search(index::views(writer, &in_menu))
        }
    };
    let text = |text: Option<crate::model::TextId>| text.map(|text| writer.model_text(text));
    Picture {
        id: &view.id,
        title: writer.text(&view.title),
        href: writer.href(graph.view_route(id)),
        intro: text(view.intro),
        notes: text(view.notes),
        embedded,
        content,
    }
}
