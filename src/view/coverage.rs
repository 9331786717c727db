//! The coverage: how far the content has come, for those who write and publish it. One kind section by section,
//! then every kind in numbers.

use serde::Serialize;

use super::told::{self, Told};
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Graph, Route};
use crate::model::{KindId, Section, Status};

#[derive(Serialize)]
pub struct Coverage<'g> {
    /// What the entries of the kind are called.
    pub plural: &'g str,
    pub known: usize,
    pub total: usize,
    /// How many are described and have never been reviewed.
    pub unreviewed: usize,
    pub sections: Vec<CoverageSection<'g>>,
    /// The entries that are more than a name.
    pub rows: Vec<CoverageRow<'g>>,
    /// Those known only by name.
    pub stubs: Vec<EntryRef<'g>>,
    /// In how many of the rows each section is such; what no section is, is left out.
    pub totals: Vec<Total>,
    pub states: [Told; 5],
    pub kinds: Vec<KindCounts<'g>>,
}

#[derive(Serialize)]
pub struct CoverageSection<'g> {
    pub number: Option<usize>,
    pub title: &'g str,
}

#[derive(Serialize)]
pub struct CoverageRow<'g> {
    pub entry: EntryRef<'g>,
    pub reviewed: Option<String>,
    pub cells: Vec<CoverageCell>,
}

#[derive(Serialize)]
pub struct CoverageCell {
    pub told: Told,
    /// The section on the page of the entry.
    pub href: String,
}

#[derive(Serialize)]
pub struct Total {
    pub told: Told,
    /// One a section.
    pub counts: Vec<usize>,
}

/// A kind in numbers.
#[derive(Serialize)]
pub struct KindCounts<'g> {
    pub plural: &'g str,
    /// The index of its folder.
    pub href: Option<String>,
    /// All entries in use, drafts that are no part of the site among them.
    pub total: usize,
    pub described: usize,
    pub published: usize,
    pub drafts: usize,
    pub stubs: usize,
    pub retired: usize,
    pub reviewed: usize,
    pub unreviewed: usize,
}

pub(super) fn coverage<'g>(writer: &Writer<'g>, kind: KindId) -> Coverage<'g> {
    let graph = writer.graph;
    let declared = graph.model.kind(kind);
    let sections: Vec<&Section> =
        declared.sections.iter().filter(|section| told::can_tell(graph, kind, section)).collect();
    let (stubs, described): (Vec<EntryId>, Vec<EntryId>) =
        graph.of_kind(kind).partition(|&id| graph.entry(id).status == Status::Stub);
    let rows: Vec<CoverageRow> = described.iter().map(|&id| row(writer, id, &sections)).collect();
    let counts = counts(writer, kind);
    let title = |section: &&'g Section| CoverageSection {
        number: section.number,
        title: writer.text(&section.title),
    };
    Coverage {
        plural: counts.plural,
        known: rows.len(),
        total: rows.len() + stubs.len(),
        unreviewed: counts.unreviewed,
        totals: totals(&rows, sections.len()),
        sections: sections.iter().map(title).collect(),
        rows,
        stubs: stubs.into_iter().map(|id| writer.entry(id)).collect(),
        states: Told::ALL,
        kinds: graph.model.kind_ids().map(|kind| self::counts(writer, kind)).collect(),
    }
}

fn row<'g>(writer: &Writer<'g>, id: EntryId, sections: &[&Section]) -> CoverageRow<'g> {
    let entry = writer.entry(id);
    let cell = |section: &&Section| CoverageCell {
        told: told::told(writer.graph, id, section),
        href: format!("{}#{}", entry.href, section.id),
    };
    let cells = sections.iter().map(cell).collect();
    let reviewed = writer.graph.entry(id).reviewed.map(|date| date.to_string());
    CoverageRow { entry, reviewed, cells }
}

fn totals(rows: &[CoverageRow], sections: usize) -> Vec<Total> {
    let count = |told: Told, at: usize| rows.iter().filter(|row| row.cells[at].told == told).count();
    let total = |told| Total { told, counts: (0..sections).map(|at| count(told, at)).collect() };
    let all = Told::ALL.map(total).into_iter();
    all.filter(|total| total.counts.iter().any(|&count| count > 0)).collect()
}

fn counts<'g>(writer: &Writer<'g>, kind: KindId) -> KindCounts<'g> {
    let graph = writer.graph;
    let with =
        |status: Status| graph.all_of_kind(kind).filter(|&id| graph.entry(id).status == status).count();
    let reviewed = graph.of_kind(kind).filter(|&id| is_reviewed(graph, id)).count();
    let described = graph.described(kind);
    let folder = format!("{}/index.html", graph.model.kind(kind).folder);
    let index = graph.index_route(&folder).filter(|route| *route != Route::Home);
    KindCounts {
        plural: writer.text(&graph.model.kind(kind).plural),
        href: index.map(|route| writer.href(graph.path(route))),
        total: graph.count(kind) + graph.left_out(kind),
        described,
        published: with(Status::Published),
        drafts: with(Status::Draft) + graph.left_out(kind),
        stubs: with(Status::Stub),
        retired: with(Status::Retired),
        reviewed,
        unreviewed: described - reviewed,
    }
}

/// Whether an entry that is more than a name has been reviewed.
fn is_reviewed(graph: &Graph, id: EntryId) -> bool {
    let entry = graph.entry(id);
    entry.status != Status::Stub && entry.reviewed.is_some()
}
