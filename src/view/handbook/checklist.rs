//! The checklist of one subject: its duties, and the steps of the entries it takes part in, to tick off.

use serde::Serialize;

use super::{Address, Part, address, parts, qualifiers, row_address, statements};
use crate::graph::{EntryId, Link, Prose, Route};
use crate::markdown::{Piece, escape};
use crate::model::{self, Handbook, ViewId, ViewKind, What};
use crate::view::blocks::{Blocks, Cell, coverage};
use crate::view::plain::plain;
use crate::view::told::body_part;
use crate::view::writer::{EntryRef, Writer};
use crate::view::{Body, Page};

#[derive(Serialize)]
pub struct ChecklistPage<'g> {
    /// What such a list is called.
    pub title: &'g str,
    pub subject: EntryRef<'g>,
    pub intro: Option<String>,
    /// The kind of the entries in which there is something to do.
    pub source: &'g str,
    pub blanks: Vec<Blank<'g>>,
    pub coverage: Option<String>,
    pub works: Vec<Work<'g>>,
    /// How many items there are.
    pub items: usize,
}

/// A place to fill in at the head.
#[derive(Serialize)]
pub struct Blank<'g> {
    pub id: &'g str,
    pub label: &'g str,
    /// Whether it says what the list is filled in for.
    pub names: bool,
}

/// What there is to do for one entry.
#[derive(Serialize)]
pub struct Work<'g> {
    pub entry: EntryRef<'g>,
    pub lists: Vec<List<'g>>,
}

/// A duty, or a part of the entry's text.
#[derive(Serialize)]
pub struct List<'g> {
    pub title: &'g str,
    pub qualifiers: Vec<Vec<Cell<'g>>>,
    pub at: Address<'g>,
    /// The place of its items in the site, the same in every edition that has them.
    pub key: String,
    pub runs: Vec<Run>,
}

/// Items in a row, with what the text says before them.
#[derive(Serialize)]
pub struct Run {
    pub lead: Option<String>,
    pub items: Vec<Item>,
}

#[derive(Serialize)]
pub struct Item {
    /// Counted through the page.
    pub n: usize,
    pub html: String,
    /// Its words alone.
    pub text: String,
}

pub(in crate::view) fn page<'g>(writer: &Writer<'g>, view: ViewId, subject: EntryId) -> Page<'g> {
    let graph = writer.graph;
    let view = graph.model.view(view);
    let (handbook, checklist) = match &view.kind {
        ViewKind::Handbook(handbook) => (handbook, handbook.checklist.as_ref()),
        _ => unreachable!("only handbooks have checklists"),
    };
    let checklist = checklist.expect("only views that declare checklists have routes to them");
    let mut maker = Maker { writer, handbook, checklist, items: 0 };
    let parts = parts(graph, handbook, subject);
    let works: Vec<Work> = parts.iter().map(|(&id, part)| maker.work(id, part)).collect();
    let title = writer.text(&checklist.title);
    let blank = |blank: &'g model::Blank| Blank {
        id: &blank.id,
        label: writer.text(&blank.label),
        names: blank.names,
    };
    let page = ChecklistPage {
        title,
        subject: writer.entry(subject),
        intro: checklist.intro.map(|text| writer.model_text(text)),
        source: writer.text(&graph.model.kind(handbook.source).label),
        blanks: checklist.blanks.iter().map(blank).collect(),
        coverage: coverage(writer, handbook.source),
        items: maker.items,
        works: works.into_iter().filter(|work| !work.lists.is_empty()).collect(),
    };
    let heading = format!("{title}: {}", page.subject.title);
    let head = writer.head(heading.clone(), writer.of_site(&heading));
    Page { template: "checklist.html", page: head, body: Body::Checklist(Box::new(page)) }
}

/// Counts the items while they are made.
struct Maker<'a, 'g> {
    writer: &'a Writer<'g>,
    handbook: &'g Handbook,
    checklist: &'g model::Checklist,
    items: usize,
}

impl<'g> Maker<'_, 'g> {
    fn work(&mut self, id: EntryId, part: &Part<'g>) -> Work<'g> {
        let mut lists: Vec<List> = part.duties.iter().map(|link| self.duty(link)).collect();
        lists.extend(self.checklist.parts.iter().filter_map(|part| self.steps(id, part)));
        Work { entry: self.writer.entry(id), lists }
    }

    fn duty(&mut self, link: &'g Link) -> List<'g> {
        let (writer, handbook) = (self.writer, self.handbook);
        let runs = match statements(handbook, link) {
            Some(prose) => self.runs(link.from, prose, 0..prose.fragment.html.len() as u32),
            // Nothing more is written than that there is something to do.
            None => {
                let text = writer.entry(link.from).title.to_owned();
                vec![Run { lead: None, items: vec![self.item(escape(&text), text)] }]
            }
        };
        List {
            title: writer.text(&writer.graph.model.relation(handbook.duties).label),
            qualifiers: qualifiers(&Blocks { writer, entry: link.to }, handbook, link),
            at: row_address(writer, link),
            key: self.key(link.from, Some(&link.anchor)),
            runs,
        }
    }

    fn steps(&mut self, id: EntryId, part: &'g str) -> Option<List<'g>> {
        let writer = self.writer;
        let entry = writer.graph.entry(id);
        let (_, title) = writer.graph.model.kind(entry.kind).body_parts().find(|(name, _)| *name == part)?;
        let prose = entry.body.as_ref()?;
        let range = body_part(prose, title)?;
        let href = format!("{}#{part}", writer.href(writer.graph.path(Route::Entry(id))));
        let shown = |what: &What| matches!(what, What::Body(other) if other == part);
        Some(List {
            title: writer.text(title),
            qualifiers: Vec::new(),
            at: address(writer, id, href, shown),
            key: self.key(id, Some(part)),
            runs: self.runs(id, prose, range),
        })
    }

    fn key(&self, id: EntryId, anchor: Option<&str>) -> String {
        let path = self.writer.graph.path(Route::Entry(id));
        anchor.map_or_else(|| path.to_owned(), |anchor| format!("{path}#{anchor}"))
    }

    fn runs(&mut self, id: EntryId, prose: &'g Prose, range: std::ops::Range<u32>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for piece in prose.fragment.pieces(range) {
            match piece {
                Piece::Between(range) => {
                    let html = self.writer.quoted(self.writer.html_part(prose, range), id);
                    let says = !plain(&html, usize::MAX).is_empty();
                    runs.push(Run { lead: says.then_some(html), items: Vec::new() });
                }
                Piece::Item(range) => {
                    let html = self.writer.quoted(self.writer.html_inside(prose, range), id);
                    let text = plain(&html.replace("</li>\n<li>", "; "), usize::MAX);
                    let item = self.item(html, text);
                    runs.last_mut().expect("something stands before a list").items.push(item);
                }
            }
        }
        runs.retain(|run| run.lead.is_some() || !run.items.is_empty());
        runs
    }

    fn item(&mut self, html: String, text: String) -> Item {
        self.items += 1;
        Item { n: self.items, html, text }
    }
}
