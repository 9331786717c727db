//! What an entry tells in a section of its page.
//!
//! Read from the graph, without the page, so that it can be asked of many entries: a page asks it to say that a
//! section is empty, the coverage to show how far the entries of a kind have come.

use serde::Serialize;

use crate::graph::{EntryId, Graph, Prose, Side, Value};
use crate::model::{Block, KindId, Localized, NotTold, RelationId, Section, Step, ViewKind, What};

/// How much of a section an entry tells.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    Written,
    /// Written, while the source does not tell a part of it.
    Partly,
    /// The source does not tell it.
    Untold,
    /// The content says that there is none.
    SaidNone,
    Empty,
}

impl Told {
    pub const ALL: [Told; 5] = [Told::Written, Told::Partly, Told::Untold, Told::SaidNone, Told::Empty];
}

/// What an entry tells in a section.
pub(super) fn told(graph: &Graph, id: EntryId, section: &Section) -> Told {
    let mut found = Found { graph, id, written: false, lost: false, none: false };
    section.show.iter().for_each(|block| found.block(block));
    match found {
        Found { written: true, lost: true, .. } => Told::Partly,
        Found { written: true, .. } => Told::Written,
        Found { lost: true, .. } => Told::Untold,
        Found { none: true, .. } => Told::SaidNone,
        _ => Told::Empty,
    }
}

/// Whether what is no longer used would stand in a section. With nothing else in it the section of a stub stays, so that
/// its anchor does.
pub(super) fn was_told(graph: &Graph, id: EntryId, section: &Section) -> bool {
    let others = |from: EntryId, relation: RelationId, side: Side| {
        graph.all_related(from, relation, side).into_iter().map(|(_, other)| other)
    };
    let along = |from: EntryId, step: Step| {
        others(from, step.relation, if step.backwards { Side::To } else { Side::From })
    };
    let retired = |other: EntryId| !graph.in_use(other);
    let kind = graph.entry(id).kind;
    section.show.iter().any(|block| match &block.what {
        What::Relation(relation) => others(id, *relation, Side::From).any(retired),
        What::Inverse(relation) => others(id, *relation, Side::To).any(retired),
        What::Through { via, to } => along(id, *via)
            .any(|near| along(near, *to).any(|other| other != id && (retired(near) || retired(other)))),
        What::View(view) => {
            let view = &graph.model.view(*view).kind;
            let mut listed = graph.model.relations_to(kind).filter(|relation| view.lists(*relation));
            listed.any(|relation| others(id, relation, Side::To).any(retired))
                || drawn(graph, kind, view).any(|relation| others(id, relation, Side::From).any(retired))
        }
        What::Field(_) | What::Body(_) | What::Title | What::Views(_) | What::Text(_) => false,
    })
}

/// Whether entries of a kind have anything to tell in a section: one that holds nothing but texts of the model
/// and links is the same on every page.
pub(super) fn can_tell(graph: &Graph, kind: KindId, section: &Section) -> bool {
    section.show.iter().any(|block| match &block.what {
        What::Field(_) | What::Relation(_) | What::Inverse(_) | What::Through { .. } | What::Body(_) => true,
        What::View(view) => drawn(graph, kind, &graph.model.view(*view).kind).next().is_some(),
        What::Title | What::Views(_) | What::Text(_) => false,
    })
}

/// The range of a part of a body in its HTML; `None` where the body has no such heading.
pub(super) fn body_part(body: &Prose, title: &Localized) -> Option<std::ops::Range<u32>> {
    let titles: Vec<&str> = title.all().collect();
    let headings: Vec<_> = body.fragment.headings.iter().filter(|h| h.level == 2).collect();
    let at = headings.iter().position(|heading| titles.contains(&heading.text.as_str()))?;
    let end = headings.get(at + 1).map_or(body.fragment.html.len() as u32, |next| next.range.0);
    Some(headings[at].range.1..end)
}

/// The relations of a kind that a picture shows on an entry's own page.
fn drawn<'g>(graph: &'g Graph, kind: KindId, view: &'g ViewKind) -> impl Iterator<Item = RelationId> + 'g {
    let relations = graph.model.kind(kind).relations.iter().copied();
    relations.filter(move |id| view.draws(&graph.model, *id))
}

/// What has been found in the blocks of a section.
struct Found<'g> {
    graph: &'g Graph,
    id: EntryId,
    written: bool,
    lost: bool,
    none: bool,
}

impl<'g> Found<'g> {
    fn block(&mut self, block: &'g Block) {
        let graph = self.graph;
        match &block.what {
            What::Field(index) => self.field(*index),
            What::Relation(id) => self.relation(*id),
            What::Inverse(id) => self.written |= !graph.related(self.id, *id, Side::To).is_empty(),
            What::Through { via, to } => self.written |= !graph.through(self.id, *via, *to).is_empty(),
            What::Body(_) => {
                let body = graph.entry(self.id).body.as_ref().zip(block.title.as_ref());
                let part = body.and_then(|(body, title)| Some((body, body_part(body, title)?)));
                self.written |= part.is_some_and(|(body, part)| {
                    !body.fragment.html[part.start as usize..part.end as usize].trim().is_empty()
                });
            }
            What::View(view) => {
                drawn(graph, graph.entry(self.id).kind, &graph.model.view(*view).kind)
                    .for_each(|id| self.relation(id));
            }
            What::Title | What::Views(_) | What::Text(_) => {}
        }
    }

    fn field(&mut self, index: usize) {
        let entry = self.graph.entry(self.id);
        match &entry.fields[index] {
            Some(value) if value.each().is_empty() => self.none = true,
            Some(value) => self.written |= !is_blank(value),
            None => self.lost |= entry.not_told.contains(&NotTold::Field(index)),
        }
    }

    fn relation(&mut self, id: RelationId) {
        let entry = self.graph.entry(self.id);
        let relations = &self.graph.model.kind(entry.kind).relations;
        self.lost |= entry
            .not_told
            .iter()
            .any(|part| matches!(part, NotTold::Relation(lost) | NotTold::Qualifier(lost, _) if *lost == id));
        if !self.graph.related(self.id, id, Side::From).is_empty() {
            self.written = true;
        } else if relations.iter().zip(&entry.set).any(|(other, set)| *other == id && *set) {
            self.none = true;
        }
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::Prose(prose) => prose.fragment.html.trim().is_empty(),
        Value::Many(values) => values.iter().all(is_blank),
        Value::Record(columns) => columns.iter().flatten().all(is_blank),
        _ => false,
    }
}
