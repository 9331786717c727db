//! The handbook of a subject: its duties over all entries, with whom it shares them and what they need.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Address, Part, Words, involved, parts, place, qualifiers, row_address, statements};
use crate::graph::{EntryId, Link, Route, Side};
use crate::model::{FieldKind, Handbook, HandbookPart, RelationId, ViewId};
use crate::view::ViewRef;
use crate::view::blocks::{Blocks, Cell, Legend, coverage};
use crate::view::writer::{EntryRef, Writer};

/// The handbook of one subject.
#[derive(Serialize)]
pub struct Book<'g> {
    /// Whether the parts bear headings: where they stand together.
    pub headed: bool,
    pub coverage: Option<String>,
    pub checklist: Option<ViewRef>,
    pub works: Vec<Work<'g>>,
    pub legend: Vec<Legend<'g>>,
    /// Entries in which the subject takes part without a written duty.
    pub involved: Vec<EntryRef<'g>>,
    pub involved_words: Option<Words>,
    pub with: Vec<Partner<'g>>,
    pub needs: Vec<Need<'g>>,
}

/// The duties in one entry.
#[derive(Serialize)]
pub struct Work<'g> {
    pub entry: EntryRef<'g>,
    pub rows: Vec<Duty<'g>>,
}

#[derive(Serialize)]
pub struct Duty<'g> {
    /// Where it stands on the page of the entry.
    pub at: Address<'g>,
    /// What qualifies it besides its words.
    pub qualifiers: Vec<Vec<Cell<'g>>>,
    pub html: Option<String>,
}

/// Another subject that takes part in the same entries.
#[derive(Serialize)]
pub struct Partner<'g> {
    pub entry: EntryRef<'g>,
    pub place: Vec<&'g str>,
    pub shared: Vec<Shared<'g>>,
}

#[derive(Serialize)]
pub struct Shared<'g> {
    /// The entry, by the row that names the other subject.
    pub entry: EntryRef<'g>,
    pub marks: Vec<Cell<'g>>,
}

/// What the entries of a handbook need, of one relation.
#[derive(Serialize)]
pub struct Need<'g> {
    pub label: &'g str,
    pub items: Vec<Needed<'g>>,
}

#[derive(Serialize)]
pub struct Needed<'g> {
    pub entry: EntryRef<'g>,
    /// What needs it, where that is not all that the handbook holds.
    pub of: Vec<EntryRef<'g>>,
}

impl<'g> Book<'g> {
    /// Leaves what a block shows; `None` when that is nothing.
    pub fn part(mut self, part: Option<HandbookPart>) -> Option<Book<'g>> {
        let Some(part) = part else { return (!self.is_empty()).then_some(self) };
        self.headed = false;
        if part != HandbookPart::Work {
            self.works.clear();
            self.involved.clear();
            self.legend.clear();
            self.checklist = None;
        }
        if part != HandbookPart::With {
            self.with.clear();
        }
        if part != HandbookPart::Needs {
            self.needs.clear();
        }
        (!self.is_empty()).then_some(self)
    }

    fn is_empty(&self) -> bool {
        let work = self.works.is_empty() && self.involved.is_empty();
        work && self.with.is_empty() && self.needs.is_empty()
    }
}

pub(in crate::view) fn book<'g>(
    writer: &Writer<'g>,
    view: ViewId,
    handbook: &'g Handbook,
    subject: EntryId,
) -> Book<'g> {
    let graph = writer.graph;
    let parts = parts(graph, handbook, subject);
    let blocks = Blocks { writer, entry: subject };
    let (written, named): (Vec<_>, Vec<_>) = parts.iter().partition(|(_, part)| !part.duties.is_empty());
    let work = |(id, part): &(&EntryId, &Part<'g>)| Work {
        entry: writer.entry(**id),
        rows: part.duties.iter().map(|link| duty(&blocks, handbook, link)).collect(),
    };
    let works: Vec<EntryId> = parts.keys().copied().collect();
    Book {
        headed: true,
        coverage: coverage(writer, handbook.source),
        checklist: checklist_ref(writer, view, handbook, subject).filter(|_| !works.is_empty()),
        works: written.iter().map(work).collect(),
        legend: blocks.legend(handbook.duties, Side::To),
        involved: named.iter().map(|(id, _)| writer.entry(**id)).collect(),
        involved_words: involved(writer, handbook, named.len()),
        with: partners(writer, handbook, subject, &works),
        needs: handbook.needs.iter().filter_map(|&relation| need(writer, relation, &works)).collect(),
    }
}

/// The link to the checklist of a subject.
pub(super) fn checklist_ref(
    writer: &Writer,
    view: ViewId,
    handbook: &Handbook,
    subject: EntryId,
) -> Option<ViewRef> {
    let checklist = handbook.checklist.as_ref()?;
    Some(ViewRef {
        title: writer.text(&checklist.title).to_owned(),
        href: writer.href(writer.graph.path(Route::Checklist(view, subject))),
        current: false,
    })
}

fn duty<'g>(blocks: &Blocks<'_, 'g>, handbook: &'g Handbook, link: &'g Link) -> Duty<'g> {
    let writer = blocks.writer;
    Duty {
        at: row_address(writer, link),
        qualifiers: qualifiers(blocks, handbook, link),
        html: statements(handbook, link).map(|prose| writer.quoted(writer.html(prose), link.from)),
    }
}

/// The other subjects that are in use in the same entries, those with duties there first.
fn partners<'g>(
    writer: &Writer<'g>,
    handbook: &'g Handbook,
    subject: EntryId,
    works: &[EntryId],
) -> Vec<Partner<'g>> {
    let graph = writer.graph;
    let mut found: BTreeMap<EntryId, BTreeMap<EntryId, Part>> = BTreeMap::new();
    for &work in works {
        let other = |id: EntryId| id != subject && graph.entry(id).kind == handbook.kind && graph.in_use(id);
        for (link, id) in graph.related(work, handbook.duties, Side::From) {
            if other(id) {
                found.entry(id).or_default().entry(work).or_default().duties.push(link);
            }
        }
        let named = handbook.involves.map(|relation| graph.related(work, relation, Side::From));
        for (link, id) in named.into_iter().flatten().filter(|(_, id)| other(*id)) {
            found.entry(id).or_default().entry(work).or_default().named = Some(link);
        }
    }
    let mut partners: Vec<(bool, Partner)> = found
        .into_iter()
        .map(|(id, parts)| {
            let written = parts.values().any(|part| !part.duties.is_empty());
            let shared = parts.values().filter_map(|part| shared(writer, handbook, part)).collect();
            (!written, Partner { entry: writer.entry(id), place: place(writer, handbook, id), shared })
        })
        .collect();
    partners.sort_by_key(|(unwritten, _)| *unwritten);
    partners.into_iter().map(|(_, partner)| partner).collect()
}

fn shared<'g>(writer: &Writer<'g>, handbook: &'g Handbook, part: &Part<'g>) -> Option<Shared<'g>> {
    let link = part.duties.first().copied().or(part.named)?;
    let mut entry = writer.entry(link.from);
    entry.href = writer.row_href(link);
    let blocks = Blocks { writer, entry: link.from };
    let qualifiers = writer.graph.model.relation(handbook.duties).qualifiers.iter().enumerate();
    let choices = qualifiers.filter(|(_, field)| matches!(field.kind, FieldKind::Choice(_)));
    let marks = choices
        .flat_map(|(index, _)| part.duties.iter().flat_map(move |link| Some((index, *link))))
        .flat_map(|(index, link)| blocks.qualifier(handbook.duties, link, index));
    Some(Shared { entry, marks: distinct(marks) })
}

/// Each choice once.
fn distinct<'g>(cells: impl Iterator<Item = Cell<'g>>) -> Vec<Cell<'g>> {
    let mut out: Vec<Cell> = Vec::new();
    for cell in cells {
        let id = |cell: &Cell<'g>| if let Cell::Choice { id, .. } = cell { Some(*id) } else { None };
        if !out.iter().any(|other| id(other) == id(&cell)) {
            out.push(cell);
        }
    }
    out
}

fn need<'g>(writer: &Writer<'g>, relation: RelationId, works: &[EntryId]) -> Option<Need<'g>> {
    let graph = writer.graph;
    let mut found: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
    for &work in works {
        let needed = graph.related(work, relation, Side::From).into_iter().map(|(_, id)| id);
        for id in needed.filter(|&id| graph.in_use(id)) {
            let of = found.entry(id).or_default();
            if of.last() != Some(&work) {
                of.push(work);
            }
        }
    }
    let item = |(id, of): (EntryId, Vec<EntryId>)| Needed {
        entry: writer.entry(id),
        of: if works.len() > 1 { of.into_iter().map(|id| writer.entry(id)).collect() } else { Vec::new() },
    };
    let label = writer.text(&graph.model.relation(relation).label);
    (!found.is_empty()).then(|| Need { label, items: found.into_iter().map(item).collect() })
}
