//! The list of subjects, each with a line of figures.

use serde::Serialize;

use super::book::checklist_ref;
use super::{Words, involved, parts, place, statements, words};
use crate::graph::{EntryId, Link, Route};
use crate::model::{Handbook, ViewId};
use crate::view::ViewRef;
use crate::view::blocks::coverage;
use crate::view::writer::{EntryRef, Writer};

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
    /// On the page of the list alone.
    pub checklist: Option<ViewRef>,
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

pub(in crate::view) fn subjects<'g>(
    writer: &Writer<'g>,
    view: ViewId,
    handbook: &'g Handbook,
) -> Subjects<'g> {
    let graph = writer.graph;
    let own_page = writer.route == Route::View(view);
    let subject = |id: EntryId| Subject {
        entry: writer.entry(id),
        line: line(writer, handbook, id),
        checklist: checklist_ref(writer, view, handbook, id).filter(|_| own_page),
    };
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

/// How many duties a row words; one that words none is one all the same.
fn count(handbook: &Handbook, link: &Link) -> usize {
    statements(handbook, link).map_or(1, |prose| prose.fragment.statements.len())
}
