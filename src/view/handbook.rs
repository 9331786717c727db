//! The handbook of a subject: its duties over all entries, with whom it shares them and what they need;
//! and the list of subjects, each with a line of figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::blocks::{Blocks, Cell, Legend, coverage};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Graph, Link, Side, Value};
use crate::model::{Counted, FieldKind, Handbook, HandbookPart, Localized, RelationId, Section, What};

/// The handbook of one subject.
#[derive(Serialize)]
pub struct Book<'g> {
    /// Whether the parts bear headings: where they stand together.
    pub headed: bool,
    pub coverage: Option<String>,
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

/// A place on the page of an entry, as one would name it on paper.
#[derive(Serialize)]
pub struct Address<'g> {
    pub href: String,
    /// The code of the entry, or else its title.
    pub name: &'g str,
    /// The section that shows it, and its number where it has one.
    pub section: Option<&'g str>,
    pub number: Option<usize>,
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

/// Subjects, those with duties first.
#[derive(Serialize)]
pub struct Subjects<'g> {
    pub coverage: Option<String>,
    pub subjects: Vec<Subject<'g>>,
}

#[derive(Serialize)]
pub struct Subject<'g> {
    pub entry: EntryRef<'g>,
    pub line: Line<'g>,
}

/// A subject in a line: where, how many duties, in how many entries.
#[derive(Serialize)]
pub struct Line<'g> {
    pub place: Vec<&'g str>,
    /// How many duties.
    pub written: Option<Words>,
    pub works: Option<Works<'g>>,
    /// Said in the place of the figures where no duty is written.
    pub involved: Option<Words>,
}

/// So many entries of a kind.
#[derive(Serialize)]
pub struct Works<'g> {
    pub n: usize,
    pub one: &'g str,
    pub other: &'g str,
}

/// Counted words of the model, the count filled in; the language decides which are said.
#[derive(Serialize)]
pub struct Words {
    pub n: usize,
    pub one: String,
    pub other: String,
}

/// How a subject takes part in an entry: by which duties, and by being named.
#[derive(Default)]
struct Part<'g> {
    duties: Vec<&'g Link>,
    named: Option<&'g Link>,
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

pub(super) fn book<'g>(writer: &Writer<'g>, handbook: &'g Handbook, subject: EntryId) -> Book<'g> {
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
        works: written.iter().map(work).collect(),
        legend: blocks.legend(handbook.duties, Side::To),
        involved: named.iter().map(|(id, _)| writer.entry(**id)).collect(),
        involved_words: involved(writer, handbook, named.len()),
        with: partners(writer, handbook, subject, &works),
        needs: handbook.needs.iter().filter_map(|&relation| need(writer, relation, &works)).collect(),
    }
}

pub(super) fn subjects<'g>(writer: &Writer<'g>, handbook: &'g Handbook) -> Subjects<'g> {
    let graph = writer.graph;
    let subject = |id: EntryId| Subject { entry: writer.entry(id), line: line(writer, handbook, id) };
    let mut subjects: Vec<Subject> = graph.of_kind(handbook.kind).map(subject).collect();
    // Stable: otherwise the order is that of the kind.
    subjects.sort_by_key(|subject| subject.line.written.is_none());
    Subjects { coverage: coverage(writer, handbook.source), subjects }
}

fn line<'g>(writer: &Writer<'g>, handbook: &'g Handbook, subject: EntryId) -> Line<'g> {
    let graph = writer.graph;
    let parts = parts(graph, handbook, subject);
    let duties: usize = parts.values().flat_map(|part| &part.duties).map(|link| count(handbook, link)).sum();
    let source = graph.model.kind(handbook.source);
    Line {
        place: place(writer, handbook, subject),
        written: (duties > 0).then(|| words(writer, &handbook.duty, duties)),
        works: (duties > 0).then(|| Works {
            n: parts.len(),
            one: writer.text(&source.label),
            other: writer.text(&source.plural),
        }),
        involved: (duties == 0).then(|| involved(writer, handbook, parts.len())).flatten(),
    }
}

/// The entries that a subject takes part in, in their order.
fn parts<'g>(graph: &'g Graph, handbook: &Handbook, subject: EntryId) -> BTreeMap<EntryId, Part<'g>> {
    let mut parts: BTreeMap<EntryId, Part> = BTreeMap::new();
    for (link, id) in graph.related(subject, handbook.duties, Side::To) {
        parts.entry(id).or_default().duties.push(link);
    }
    let named = handbook.involves.map(|relation| graph.related(subject, relation, Side::To));
    for (link, id) in named.into_iter().flatten() {
        parts.entry(id).or_default().named = Some(link);
    }
    parts
}

/// How many duties a row words; one that words none is one all the same.
fn count(handbook: &Handbook, link: &Link) -> usize {
    match link.qualifiers.get(handbook.statements) {
        Some(Some(Value::Prose(prose))) => prose.fragment.statements.len(),
        _ => 1,
    }
}

fn duty<'g>(blocks: &Blocks<'_, 'g>, handbook: &'g Handbook, link: &'g Link) -> Duty<'g> {
    let writer = blocks.writer;
    let qualifiers = 0..writer.graph.model.relation(handbook.duties).qualifiers.len();
    let besides = qualifiers.filter(|&index| index != handbook.statements);
    let html = match link.qualifiers.get(handbook.statements) {
        Some(Some(Value::Prose(prose))) => Some(writer.html(prose)),
        _ => None,
    };
    Duty {
        at: row_address(writer, link),
        qualifiers: besides
            .map(|index| blocks.qualifier(handbook.duties, link, index))
            .filter(|cells| !cells.is_empty())
            .collect(),
        html,
    }
}

/// The address of a row of a relation.
fn row_address<'g>(writer: &Writer<'g>, link: &Link) -> Address<'g> {
    let entry = writer.entry(link.from);
    let kind = writer.graph.model.kind(writer.graph.entry(link.from).kind);
    let shows = |section: &&'g Section| {
        section.show.iter().any(|block| matches!(block.what, What::Relation(id) if id == link.relation))
    };
    let section = kind.sections.iter().find(shows);
    Address {
        href: writer.row_href(link),
        name: entry.code.unwrap_or(entry.title),
        section: section.map(|section| writer.text(&section.title)),
        number: section.and_then(|section| section.number),
    }
}

/// The other subjects in the same entries, those with duties there first.
fn partners<'g>(
    writer: &Writer<'g>,
    handbook: &'g Handbook,
    subject: EntryId,
    works: &[EntryId],
) -> Vec<Partner<'g>> {
    let graph = writer.graph;
    let mut found: BTreeMap<EntryId, BTreeMap<EntryId, Part>> = BTreeMap::new();
    for &work in works {
        let other = |id: EntryId| id != subject && graph.entry(id).kind == handbook.kind;
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
        for (_, id) in graph.related(work, relation, Side::From) {
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

fn place<'g>(writer: &Writer<'g>, handbook: &Handbook, subject: EntryId) -> Vec<&'g str> {
    let graph = writer.graph;
    let ends = handbook.place.map(|relation| graph.related(subject, relation, Side::From));
    ends.into_iter().flatten().map(|(_, id)| graph.entry(id).titles[0].as_str()).collect()
}

fn involved(writer: &Writer, handbook: &Handbook, count: usize) -> Option<Words> {
    let counted = handbook.involved.as_ref().filter(|_| count > 0)?;
    Some(words(writer, counted, count))
}

fn words(writer: &Writer, counted: &Counted, count: usize) -> Words {
    // A number and what it counts stay on one line.
    let filled = |text: &str| {
        let text = text.replace("{count} ", &format!("{count}\u{a0}"));
        text.replace("{count}", &count.to_string())
    };
    let text = |text: &Localized| filled(text.get(&writer.graph.site.language));
    match &counted.single {
        Some(single) if count == 1 => Words { n: count, one: text(single), other: text(single) },
        _ => Words { n: count, one: text(&counted.one), other: text(&counted.other) },
    }
}
