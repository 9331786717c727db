//! What can be found on a page: its names, and the text of each of its sections.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::graph::{EntryId, Graph, PageId, Route};
use crate::model::{KindId, Status};
use crate::view::{Block, Body, Cell, EntryPage, EntryRef, Page, Part};

/// A page as search knows it.
pub struct Document {
    /// The entry's ID, or the page's address without its ending.
    pub id: String,
    /// The entry and its kind; `None` for free pages.
    pub entry: Option<(KindId, EntryId)>,
    pub title: String,
    /// How many titles it has besides.
    pub more: usize,
    /// Whether it is known by name only.
    pub stub: bool,
    /// Other titles, other names, the code.
    pub names: Vec<String>,
    /// What stands below the title.
    pub details: Vec<String>,
    /// The last part of the address, where that is in other words than the page: in those of the original.
    pub slug: Option<String>,
    /// Whether all of it is in the language of the original.
    pub foreign: bool,
    pub sections: Vec<Section>,
}

/// A part of a page with an anchor; the first, without one, is what stands above all sections.
#[derive(Default)]
pub struct Section {
    pub anchor: String,
    pub title: String,
    /// Whether the title is the author's heading; else it is the model's, the same on every page of a kind, and
    /// says little of one.
    pub own: bool,
    pub lines: Vec<Line>,
}

/// A text of a section.
pub struct Line {
    pub text: String,
    pub said: Said,
}

/// What a line is.
#[derive(Clone, Copy)]
pub enum Said {
    Heading,
    /// A statement or a value, what the method says of the entry.
    Statement,
    /// Running text, or the name of what the entry is related to.
    Text,
}

/// Reads a page; `None` for the home page, for what stands for missing ones or leads on, and for what is no longer used.
pub fn document(graph: &Graph, route: Route, page: &Page) -> Option<Document> {
    if let Route::Entry(id) | Route::Checklist(_, id) = route
        && !graph.in_use(id)
    {
        // It is found by its address alone.
        return None;
    }
    let mut found = match (route, &page.body) {
        (Route::Entry(id), Body::Entry(entry)) => {
            let stub = graph.entry(id).status == Status::Stub;
            Some(of_entry((graph.entry(id).kind, id), stub, entry))
        }
        (Route::Page(id), Body::Text(text)) => Some(of_page(graph, id, &text.parts)),
        (Route::View(_) | Route::Checklist(..), _) => Some(of_view(graph, route, &page.page.title)),
        _ => None,
    }?;
    let coded = found.entry.is_some_and(|(kind, _)| graph.has_codes(kind));
    if graph.site.original.is_some() && !coded {
        let path = graph.path(route).trim_end_matches(".html").trim_end_matches("/index");
        found.slug = path.rsplit('/').next().map(str::to_owned);
    }
    found.foreign = graph.is_untranslated(&graph.site.language, graph.path(route));
    Some(found)
}

fn of_entry(id: (KindId, EntryId), stub: bool, entry: &EntryPage) -> Document {
    let titles = entry.variants.iter().map(|variant| variant.title);
    let heading = (entry.code != Some(entry.heading)).then_some(entry.heading);
    let mut titles: Vec<&str> = heading.into_iter().chain(titles).collect();
    titles.dedup();
    let mut top = Section::default();
    entry.facts.iter().for_each(|block| top.say(block));
    let body = entry.body.iter().flatten().map(Section::of_part);
    let sections = entry.sections.iter().map(|section| {
        let mut found =
            Section { anchor: section.id.to_owned(), title: section.title.to_owned(), ..Section::default() };
        section.blocks.iter().for_each(|block| found.say(block));
        found
    });
    let sections: Vec<Section> = std::iter::once(top).chain(body).chain(sections).collect();
    let details = entry.variants.iter().flat_map(|variant| &variant.details).chain(&entry.subtitle);
    Document {
        id: entry.id.to_owned(),
        entry: Some(id),
        title: titles.first().copied().unwrap_or(entry.heading).to_owned(),
        more: titles.len().saturating_sub(1),
        stub,
        slug: None,
        foreign: false,
        details: details.map(|text| text.to_string()).collect(),
        names: titles
            .iter()
            .skip(1)
            .chain(&entry.other_names)
            .chain(&entry.code)
            .map(|name| name.to_string())
            .collect(),
        sections: sections.into_iter().filter(Section::says_something).collect(),
    }
}

/// A page that is computed: found by its title, since what stands on it is found on pages of its own.
fn of_view(graph: &Graph, route: Route, title: &str) -> Document {
    Document {
        id: graph.path(route).trim_end_matches(".html").to_owned(),
        entry: None,
        title: title.to_owned(),
        more: 0,
        stub: false,
        names: Vec::new(),
        details: Vec::new(),
        slug: None,
        foreign: false,
        sections: Vec::new(),
    }
}

fn of_page(graph: &Graph, id: PageId, parts: &[Part]) -> Document {
    let page = graph.page(id);
    let sections = parts.iter().map(Section::of_part);
    Document {
        id: page.path.clone(),
        entry: None,
        title: page.title.clone(),
        more: 0,
        stub: false,
        names: Vec::new(),
        details: Vec::new(),
        slug: None,
        foreign: false,
        sections: sections.filter(Section::says_something).collect(),
    }
}

impl Section {
    /// A part of a text, below the author's heading.
    fn of_part(part: &Part) -> Section {
        let mut section = Section { own: part.heading.is_some(), ..Section::default() };
        if let Some(heading) = &part.heading {
            section.anchor = heading.id.to_owned();
            section.title = heading.title.clone().into_owned();
        }
        section.add(plain(&part.html), Said::Text);
        section
    }

    fn says_something(&self) -> bool {
        self.own || !self.lines.is_empty()
    }

    /// Adds what a block says; texts of the model, the same on every page of a kind, say nothing of one.
    fn say(&mut self, block: &Block) {
        match block {
            Block::Prose { parts, id: None, .. } => {
                parts.iter().for_each(|part| self.add(plain(&part.html), Said::Statement));
            }
            Block::Prose { title, parts, .. } => {
                self.add(title.unwrap_or_default(), Said::Text);
                for part in parts {
                    self.add(part.heading.as_ref().map_or("", |heading| &*heading.title), Said::Heading);
                    self.add(plain(&part.html), Said::Text);
                }
            }
            Block::Values { values, .. } => values.iter().for_each(|cell| self.cell(cell)),
            Block::Records { rows, .. } => rows.iter().flatten().flatten().for_each(|cell| self.cell(cell)),
            Block::Links(links) => {
                for row in links.groups.iter().flat_map(|group| &group.rows) {
                    match row.wording {
                        Some(wording) => self.add(wording, Said::Text),
                        None => self.entry(&row.entry),
                    }
                    let labelled = row.qualifiers.iter().chain(&row.with);
                    labelled.flat_map(|labelled| &labelled.cells).for_each(|cell| self.cell(cell));
                }
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells).flatten();
                cells.for_each(|cell| self.cell(cell));
            }
            Block::Title { .. } | Block::Text { .. } | Block::View { .. } | Block::Views { .. } => {}
            Block::NotTold { .. } => {}
        }
    }

    fn cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Text { text } => self.add(text.as_str(), Said::Statement),
            Cell::Html { html } => self.add(plain(html), Said::Statement),
            Cell::Link { text, .. } => self.add(*text, Said::Text),
            Cell::Entry { entry } | Cell::Linked { entry, .. } => self.entry(entry),
            Cell::Choice { label, .. } => self.add(*label, Said::Text),
            Cell::Boolean { .. } | Cell::Date { .. } | Cell::NotTold { .. } => {}
        }
    }

    fn entry(&mut self, entry: &EntryRef) {
        let code = entry.code.map(|code| format!("{code} ")).unwrap_or_default();
        self.add(format!("{code}{}", entry.title), Said::Text);
    }

    fn add(&mut self, text: impl Into<String>, said: Said) {
        let text = composed(text.into());
        if !text.is_empty() {
            self.lines.push(Line { text, said });
        }
    }
}

/// The whole text of HTML.
fn plain(html: &str) -> String {
    crate::view::plain(html, usize::MAX)
}

/// A text as it is compared: letters composed with their marks, without what has no width.
fn composed(text: String) -> String {
    match text.chars().any(crate::id::is_invisible) || is_nfc_quick(text.chars()) != IsNormalized::Yes {
        true => text.nfc().filter(|&c| !crate::id::is_invisible(c)).collect(),
        false => text,
    }
}
