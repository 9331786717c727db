//! What an entry has to do over all entries of another kind: its handbook, the list of those that have one,
//! and the checklist of each.

mod book;
mod checklist;
mod subjects;

use std::collections::BTreeMap;

use serde::Serialize;

use super::blocks::{Blocks, Cell};
use super::writer::Writer;
use crate::graph::{EntryId, Graph, Link, Prose, Side, Value};
use crate::model::{Counted, Handbook, Localized, Section, What};

pub(super) use book::{Book, book};
pub(super) use checklist::{ChecklistPage, page as checklist};
pub(super) use subjects::{Subjects, subjects};

/// Counted words of the model, the count filled in; the language decides which are said.
#[derive(Serialize)]
pub struct Words {
    pub n: usize,
    pub one: String,
    pub other: String,
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

/// How a subject takes part in an entry: by which duties, and by being named.
#[derive(Default)]
struct Part<'g> {
    duties: Vec<&'g Link>,
    named: Option<&'g Link>,
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

/// The words of a duty.
fn statements<'g>(handbook: &Handbook, link: &'g Link) -> Option<&'g Prose> {
    match link.qualifiers.get(handbook.statements)?.as_ref()? {
        Value::Prose(prose) => Some(prose),
        _ => None,
    }
}

/// The qualifiers of a duty besides its words.
fn qualifiers<'g>(blocks: &Blocks<'_, 'g>, handbook: &'g Handbook, link: &'g Link) -> Vec<Vec<Cell<'g>>> {
    let all = 0..blocks.writer.graph.model.relation(handbook.duties).qualifiers.len();
    let besides = all.filter(|&index| index != handbook.statements);
    let cells = besides.map(|index| blocks.qualifier(handbook.duties, link, index));
    cells.filter(|cells| !cells.is_empty()).collect()
}

/// The address of a row of a relation.
fn row_address<'g>(writer: &Writer<'g>, link: &Link) -> Address<'g> {
    let shown = |what: &What| matches!(what, What::Relation(id) if *id == link.relation);
    address(writer, link.from, writer.row_href(link), shown)
}

/// An address on the page of an entry, named by the first section that shows something.
fn address<'g>(writer: &Writer<'g>, id: EntryId, href: String, shown: impl Fn(&What) -> bool) -> Address<'g> {
    let entry = writer.entry(id);
    let sections = &writer.graph.model.kind(writer.graph.entry(id).kind).sections;
    let section = sections.iter().find(|section: &&Section| section.show.iter().any(|b| shown(&b.what)));
    Address {
        href,
        name: entry.code.unwrap_or(entry.title),
        section: section.map(|section| writer.text(&section.title)),
        number: section.and_then(|section| section.number),
    }
}

/// Where a subject has its place.
fn place<'g>(writer: &Writer<'g>, handbook: &Handbook, subject: EntryId) -> Vec<&'g str> {
    let graph = writer.graph;
    let ends = handbook.place.map(|relation| graph.related(subject, relation, Side::From));
    ends.into_iter().flatten().map(|(_, id)| graph.entry(id).titles[0].as_str()).collect()
}

/// What is said of so many entries that assign a subject nothing.
fn involved(writer: &Writer, handbook: &Handbook, count: usize) -> Option<Words> {
    let counted = handbook.involved.as_ref().filter(|_| count > 0)?;
    Some(words(writer, counted, count))
}

/// Counted words with the count filled in.
fn words(writer: &Writer, counted: &Counted, count: usize) -> Words {
    // A number and what it counts stay on one line.
    let filled = |text: &str| {
        let text = text.replace("{count} ", &format!("{count}\u{a0}"));
        text.replace("{count}", &count.to_string())
    };
    let text = |text: &Localized| filled(writer.text(text));
    match &counted.single {
        Some(single) if count == 1 => Words { n: count, one: text(single), other: text(single) },
        _ => Words { n: count, one: text(&counted.one), other: text(&counted.other) },
    }
}
