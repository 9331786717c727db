//! What is written on one page: addresses relative to it, texts with their links, entries as links.

use std::borrow::Cow;
use std::cell::Cell;

use serde::Serialize;

use super::{Crumb, Head, ViewRef, former, languages, metadata};
use crate::config::EDIT_PATH;
use crate::graph::{EntryId, Goal, Graph, Link, Mention, Prose, Route, routes};
use crate::markdown::{Slot, escape};
use crate::model::{Localized, Status, TextId, ViewId, ViewKind};
use crate::source::foreign;

/// Writes for one page.
pub(crate) struct Writer<'g> {
    pub graph: &'g Graph,
    pub route: Route,
    root: String,
    /// The way to the root of the whole site, which holds the folders of its languages, the theme and the assets.
    top: String,
    /// Whether code has been written on this page.
    pub code: Cell<bool>,
    /// Whether a matrix stands on this page.
    pub matrix: Cell<bool>,
}

/// An entry as a link.
#[derive(Serialize, Clone)]
pub struct EntryRef<'g> {
    /// Its ID, when its kind has codes.
    pub code: Option<&'g str>,
    /// Its only or first title.
    pub title: &'g str,
    /// How many titles it has besides.
    pub more: usize,
    pub subtitle: Option<&'g str>,
    pub href: String,
    pub status: &'static str,
    pub kind: &'g str,
    /// Whether this is the page that shows it.
    pub current: bool,
}

impl<'g> Writer<'g> {
    pub fn new(graph: &'g Graph, route: Route) -> Writer<'g> {
        let folder = &graph.site.folder;
        let (root, top) = match route {
            // A server shows it at any address.
            Route::NotFound => {
                let root = graph.site.base_path();
                let top = root.strip_suffix(folder).unwrap_or(&root).to_owned();
                (root, top)
            }
            route => {
                let root = "../".repeat(graph.path(route).matches('/').count());
                let top = format!("{root}{}", "../".repeat(folder.matches('/').count()));
                (root, top)
            }
        };
        Writer { graph, route, root, top, code: Cell::new(false), matrix: Cell::new(false) }
    }

    /// The address of this page, relative to the root.
    pub fn here(&self) -> &'g str {
        self.graph.path(self.route)
    }

    /// An address relative to this page.
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The address of what all languages have in common.
    pub fn top_href(&self, path: &str) -> String {
        format!("{}{path}", self.top)
    }

    /// A text of the model in the site's language, or the original's, marked as such.
    pub fn text(&self, text: &'g Localized) -> &'g str {
        text.get(&self.graph.site)
    }

    pub fn entry(&self, id: EntryId) -> EntryRef<'g> {
        let entry = self.graph.entry(id);
        EntryRef {
            code: self.graph.has_codes(entry.kind).then_some(&entry.id),
            title: &entry.titles[0],
            more: entry.titles.len() - 1,
            subtitle: self.graph.subtitle(id),
            href: self.href(self.graph.path(Route::Entry(id))),
            status: entry.status.name(),
            kind: self.text(&self.graph.model.kind(entry.kind).label),
            current: self.route == Route::Entry(id),
        }
    }

    /// Where a row of a relation stands.
    pub fn row_href(&self, link: &Link) -> String {
        let href = self.href(self.graph.path(Route::Entry(link.from)));
        if self.graph.model.has_rows(link.relation) { format!("{href}#{}", link.anchor) } else { href }
    }

    pub fn mention(&self, mention: Mention) -> EntryRef<'g> {
        match mention {
            Mention::Entry(id) => self.entry(id),
            Mention::Page(id) => {
                let page = self.graph.page(id);
                let route = self.graph.page_route(id);
                EntryRef {
                    code: None,
                    title: &page.title,
                    more: 0,
                    subtitle: None,
                    href: self.href(self.graph.path(route)),
                    status: "published",
                    kind: "",
                    current: false,
                }
            }
        }
    }

    pub fn view_ref(&self, id: ViewId, current: bool) -> ViewRef {
        let view = self.graph.model.view(id);
        ViewRef {
            title: self.text(&view.title).to_owned(),
            href: self.href(self.graph.view_route(id)),
            current,
        }
    }

    /// A compiled text with its references written as links from this page.
    pub fn html(&self, prose: &Prose) -> String {
        self.note_code(prose);
        let html = self.spliced(&prose.fragment.html, &prose.fragment.slots, &prose.goals);
        self.marked(prose, html)
    }

    /// A Markdown text of the model.
    pub fn model_text(&self, TextId(at): TextId) -> String {
        let html = self.html(&self.graph.texts[at as usize]);
        let text = &self.graph.model.texts[at as usize];
        self.marked_if(text.is_foreign(&self.graph.site), html)
    }

    /// A range of a compiled text.
    pub fn html_part(&self, prose: &Prose, range: std::ops::Range<u32>) -> String {
        self.note_code(prose);
        let part = prose.fragment.part(range);
        self.marked(prose, self.spliced(&part.html, &part.slots, &prose.goals))
    }

    /// What stands inside an element of a compiled text.
    pub fn html_inside(&self, prose: &Prose, range: std::ops::Range<u32>) -> String {
        self.note_code(prose);
        let part = prose.fragment.inside(range);
        self.marked(prose, self.spliced(&part.html, &part.slots, &prose.goals))
    }

    /// HTML of a text of another page: without anchors, which are that page's, and with links to them.
    pub fn quoted(&self, html: String, from: EntryId) -> String {
        let mut out = String::with_capacity(html.len());
        let mut parts = html.split(" id=\"");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            out.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
        }
        let page = escape(&self.href(self.graph.path(Route::Entry(from))));
        out.replace("href=\"#", &format!("href=\"{page}#"))
    }

    /// HTML of a text, marked where it is one of the original.
    fn marked(&self, prose: &Prose, html: String) -> String {
        self.marked_if(self.graph.is_foreign(prose), html)
    }

    /// The words of a heading of a text, marked where it is one of the original.
    pub fn heading(&self, prose: &Prose, words: &'g str) -> Cow<'g, str> {
        if self.graph.is_foreign(prose) { foreign::mark(words).into() } else { words.into() }
    }

    fn marked_if(&self, is_foreign: bool, html: String) -> String {
        if is_foreign && !html.trim().is_empty() { foreign::mark(&html) } else { html }
    }

    fn note_code(&self, prose: &Prose) {
        self.code.set(self.code.get() || prose.fragment.has_code);
    }

    fn spliced(&self, html: &str, slots: &[(u32, Slot)], goals: &[Goal]) -> String {
        let mut out = String::with_capacity(html.len() + slots.len() * 32);
        let mut at = 0;
        for &(offset, slot) in slots {
            out.push_str(&html[at..offset as usize]);
            at = offset as usize;
            self.fill(slot, goals, &mut out);
        }
        out.push_str(&html[at..]);
        out
    }

    fn fill(&self, slot: Slot, goals: &[Goal], out: &mut String) {
        match slot {
            Slot::Open(index) => match &goals[index as usize] {
                Goal::Nothing => {}
                goal => {
                    out.push_str("<a href=\"");
                    out.push_str(&escape(&self.goal(goal)));
                    out.push_str(match self.status(goal) {
                        Some(Status::Stub) => "\" class=\"ref stub\">",
                        Some(Status::Retired) => "\" class=\"ref retired\">",
                        _ => "\" class=\"ref\">",
                    });
                }
            },
            Slot::Close(index) => {
                if goals[index as usize] != Goal::Nothing {
                    out.push_str("</a>");
                }
            }
            Slot::Label(index) => out.push_str(&escape(self.label(&goals[index as usize]))),
            Slot::Address(index) => out.push_str(&escape(&self.goal(&goals[index as usize]))),
        }
    }

    fn status(&self, goal: &Goal) -> Option<Status> {
        match goal {
            Goal::Entry(id, _) => Some(self.graph.entry(*id).status),
            _ => None,
        }
    }

    /// What a reference without a text of its own says: the code, else the title.
    fn label(&self, goal: &Goal) -> &'g str {
        match goal {
            Goal::Entry(id, _) => {
                let entry = self.graph.entry(*id);
                if self.graph.has_codes(entry.kind) { &entry.id } else { &entry.titles[0] }
            }
            _ => "",
        }
    }

    fn goal(&self, goal: &Goal) -> String {
        let with = |path: &str, anchor: &Option<String>| match anchor {
            Some(anchor) => format!("{}#{anchor}", self.href(path)),
            None => self.href(path),
        };
        match goal {
            Goal::Entry(id, anchor) => with(self.graph.path(Route::Entry(*id)), anchor),
            Goal::Route(route, anchor) => with(self.graph.path(*route), anchor),
            Goal::File(path) => self.top_href(path),
            Goal::Data => self.href(routes::DATA),
            Goal::Anchor(anchor) => format!("#{anchor}"),
            Goal::Nothing => String::new(),
        }
    }

    /// The head of this page.
    pub fn head(&self, title: String, description: String) -> Head<'g> {
        let path = self.here();
        Head {
            root: self.root.clone(),
            top: self.top.clone(),
            path,
            folder: path.split_once('/').map_or("", |(folder, _)| folder),
            title,
            words: None,
            description: shortened(&description),
            summary: None,
            locale: metadata::locale(self.language()),
            locales: self.other_languages().filter_map(metadata::locale).collect(),
            canonical: self.canonical(path),
            edit: self.edit(),
            languages: self.languages(),
            former: former::anchors(self),
            alternates: self.alternates(),
            notes: self.graph.translated(self.route).map(languages::notes).unwrap_or_default(),
            changed: self.changed(),
            crumbs: self.crumbs(),
            code: false,
            matrix: false,
            alone: false,
            noindex: !metadata::is_indexed(self.graph, self.route),
            og_type: metadata::open_graph(self.route),
            json_ld: None,
        }
    }

    /// A description of a page that has no text of its own to take one from.
    pub fn of_site(&self, title: &str) -> String {
        format!("{title}. {}", self.graph.site.title)
    }

    /// Where the source of this page is edited.
    fn edit(&self) -> Option<String> {
        let url = self.graph.site.edit_url.as_deref()?;
        let source = self.graph.source(self.route)?;
        let encoded = |part: &str| url::form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>();
        let parts: Vec<String> = source.split('/').map(|part| encoded(part).replace('+', "%20")).collect();
        Some(url.replace(EDIT_PATH, &parts.join("/")))
    }

    fn crumbs(&self) -> Vec<Crumb> {
        let mut crumbs = Vec::new();
        if let Some((folder, _)) = self.here().split_once('/') {
            let index = format!("{folder}/index.html");
            if let (Some(title), true) = (self.index_title(&index), index != self.here()) {
                crumbs.push(Crumb { title: title.to_owned(), href: self.href(&index) });
            }
        }
        if let Route::Checklist(view, subject) = self.route {
            let list = self.href(self.graph.view_route(view));
            if crumbs.last().is_none_or(|crumb| crumb.href != list) {
                let title = self.text(&self.graph.model.view(view).title).to_owned();
                crumbs.push(Crumb { title, href: list });
            }
            let entry = self.entry(subject);
            crumbs.push(Crumb { title: entry.title.to_owned(), href: entry.href });
        }
        if let Route::Entry(id) = self.route {
            // Entries that are each other's parents have been reported; here the way up ends at the second.
            let mut above = vec![id];
            while let Some(parent) =
                self.graph.parent(above[above.len() - 1]).filter(|up| !above.contains(up))
            {
                above.push(parent);
            }
            crumbs.extend(above[1..].iter().rev().map(|&parent| {
                let entry = self.entry(parent);
                Crumb { title: entry.code.unwrap_or(entry.title).to_owned(), href: entry.href }
            }));
        }
        crumbs
    }

    /// The title of the index page at an address.
    fn index_title(&self, path: &str) -> Option<&'g str> {
        let route = self.graph.index_route(path)?;
        let model = &self.graph.model;
        Some(match route {
            Route::View(id) => self.text(&model.view(id).title),
            Route::Folder(kind) => self.text(&model.kind(kind).plural),
            Route::Page(id) => &self.graph.page(id).title,
            _ => return None,
        })
    }

    /// The crumb of the list that holds a view, where that is not the index of its folder.
    pub fn list_of(&self, id: ViewId) -> Option<Crumb> {
        let model = &self.graph.model;
        let list = model.view_ids().find(|&other| match &model.view(other).kind {
            ViewKind::Views { views } => views.contains(&id),
            _ => false,
        })?;
        let href = self.href(self.graph.view_route(list));
        let title = self.text(&model.view(list).title).to_owned();
        (!self.crumbs().iter().any(|crumb| crumb.href == href)).then_some(Crumb { title, href })
    }
}

/// An index page is known by its folder.
pub(super) fn canonical_path(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}

/// A description of at most 160 characters, cut at a word.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':', '–', ' ']))
}
