//! The page of an entry.

use serde::Serialize;

use super::blocks::{Block, Blocks};
use super::parts::{self, Part};
use super::plain::plain;
use super::told::{Told, told, was_told};
use super::writer::{EntryRef, Writer, shortened};
use super::{Body, Content, Page};
use crate::graph::{EntryId, Graph, Mention, Side, Value};
use crate::model::{Kind, KindId, RelationId, Status, Titles, What};

/// The template of entries whose kind has none of its own.
const TEMPLATE: &str = "entry.html";

#[derive(Serialize)]
pub struct EntryPage<'g> {
    pub id: &'g str,
    pub code: Option<&'g str>,
    /// What the page is called: the only title, or the code of an entry with several.
    pub heading: &'g str,
    /// The rows of the record that holds the titles: title, then its other columns.
    pub variants: Vec<Variant<'g>>,
    pub subtitle: Option<&'g str>,
    pub kind: &'g str,
    /// The entry above, whose title the breadcrumbs leave out.
    pub parent: Option<EntryRef<'g>>,
    pub status: &'static str,
    /// What has taken the place of an entry that is retired.
    pub successor: Option<EntryRef<'g>>,
    pub reviewed: Option<String>,
    pub reviewed_by: Option<&'g str>,
    pub other_names: Vec<&'g str>,
    /// What an entry known only by name says of itself.
    pub stub: Option<&'g str>,
    /// Fields and relations that no section shows.
    pub facts: Vec<Block<'g>>,
    /// The body, where no section shows parts of it.
    pub body: Option<Vec<Part<'g>>>,
    pub sections: Vec<Section<'g>>,
    /// Relations to this entry that no section shows.
    pub inverses: Vec<Inverse<'g>>,
    pub mentions: Vec<EntryRef<'g>>,
    pub previous: Option<EntryRef<'g>>,
    pub next: Option<EntryRef<'g>>,
}

#[derive(Serialize)]
pub struct Variant<'g> {
    pub title: &'g str,
    pub details: Vec<&'g str>,
}

#[derive(Serialize)]
pub struct Section<'g> {
    pub id: &'g str,
    pub number: Option<usize>,
    pub title: &'g str,
    pub blocks: Vec<Block<'g>>,
    /// Whether the entry has nothing of its own for it.
    pub empty: bool,
}

#[derive(Serialize)]
pub struct Inverse<'g> {
    pub id: &'g str,
    pub title: &'g str,
    /// `None` when nothing but what is retired is linked so: the anchor stays where it was.
    pub block: Option<Block<'g>>,
}

/// Makes the page of an entry.
pub(super) fn page<'g>(writer: &Writer<'g>, id: EntryId) -> Page<'g> {
    let graph = writer.graph;
    let entry = graph.entry(id);
    let kind = graph.model.kind(entry.kind);
    let blocks = Blocks { writer, entry: id };
    let link = writer.entry(id);
    let heading = match entry.titles.as_slice() {
        [title] => title,
        _ => &entry.id,
    };
    let summary = summary(writer, id);
    let mut head = writer.head(head_title(&link, heading), description(graph, id, summary.as_deref()));
    head.summary = summary.map(|text| shortened(&text));
    let page = EntryPage {
        id: &entry.id,
        code: link.code,
        heading,
        variants: variants(graph, id),
        subtitle: link.subtitle,
        kind: link.kind,
        parent: graph.parent(id).map(|parent| writer.entry(parent)),
        status: link.status,
        successor: entry.replaced_by.map(|id| writer.entry(id)),
        reviewed: entry.reviewed.map(|date| date.to_string()),
        reviewed_by: entry.reviewed_by.as_deref(),
        other_names: graph.other_names(id).collect(),
        stub: (entry.status == Status::Stub).then(|| kind.stub.as_ref().map_or("", |text| writer.text(text))),
        facts: facts(&blocks, kind),
        body: entry.body.as_ref().filter(|_| kind.has_free_body()).map(|body| parts::whole(writer, body)),
        sections: sections(&blocks, kind, entry.status),
        inverses: inverses(&blocks, kind, entry.kind),
        mentions: mentions(writer, id),
        previous: graph.of_kind(entry.kind).rfind(|&other| other < id).map(|id| writer.entry(id)),
        next: graph.of_kind(entry.kind).find(|&other| other > id).map(|id| writer.entry(id)),
    };
    let template = kind.template.as_deref().unwrap_or(TEMPLATE);
    Page { template, page: head, body: Body::Entry(Box::new(page)) }
}

fn head_title(link: &EntryRef, heading: &str) -> String {
    match link.code {
        Some(code) if code != heading => format!("{code} {heading}"),
        Some(code) => format!("{code} {}", link.title),
        None => heading.to_owned(),
    }
}

fn variants(graph: &Graph, id: EntryId) -> Vec<Variant<'_>> {
    let entry = graph.entry(id);
    let Titles::Record { field, column } = graph.model.kind(entry.kind).titles else {
        return Vec::new();
    };
    let rows = entry.fields[field].iter().flat_map(|value| value.each());
    rows.filter_map(|row| match row {
        Value::Record(columns) => {
            let others = columns.iter().enumerate().filter(|(index, _)| *index != column);
            Some(Variant {
                title: columns[column].as_ref()?.as_text()?,
                details: others.filter_map(|(_, value)| value.as_ref()?.as_text()).collect(),
            })
        }
        _ => None,
    })
    .collect()
}

fn sections<'g>(blocks: &Blocks<'_, 'g>, kind: &'g Kind, status: Status) -> Vec<Section<'g>> {
    let graph = blocks.writer.graph;
    let sections = kind.sections.iter().map(|section| {
        let shown: Vec<Block> = section.show.iter().filter_map(|block| blocks.block(block)).collect();
        let told = told(graph, blocks.entry, section);
        let pictured = shown.iter().any(|block| is_picture(block, status) || is_coverage(block, status));
        Section {
            id: &section.id,
            number: section.number,
            title: blocks.writer.text(&section.title),
            empty: matches!(told, Told::Empty | Told::SaidNone) && !pictured,
            blocks: shown,
        }
    });
    // What an entry known only by name lacks goes without saying.
    let shown = sections.zip(&kind.sections).filter(|(section, declared)| {
        !section.empty || status != Status::Stub || was_told(graph, blocks.entry, declared)
    });
    shown.map(|(section, _)| section).collect()
}

/// Whether a block is a picture worth a section that tells nothing else. Of an entry known only by name it is where
/// the entry stands in a map, and what others say that it has to do.
fn is_picture(block: &Block, status: Status) -> bool {
    let Block::View { view, .. } = block else { return false };
    status != Status::Stub || matches!(view.content, Content::Map(_) | Content::Handbook(_))
}

/// Whether a block says of how many entries it is known what they are linked with.
fn is_coverage(block: &Block, status: Status) -> bool {
    status != Status::Stub && matches!(block, Block::Links(links) if links.coverage.is_some())
}

fn facts<'g>(blocks: &Blocks<'_, 'g>, kind: &'g Kind) -> Vec<Block<'g>> {
    let fields = kind.fields.iter().enumerate().filter(|&(index, field)| {
        let titles = matches!(kind.titles, Titles::Record { field, .. } if field == index);
        let named = field.other_names || kind.subtitle == Some(index) || titles;
        !named && !kind.shows(|what| matches!(what, What::Field(other) if *other == index))
    });
    let model = &blocks.writer.graph.model;
    let in_picture = |id: RelationId| {
        kind.shows(|what| matches!(what, What::View(view) if model.view(*view).kind.places(model, id)))
    };
    let relations = kind.relations.iter().filter(|&&id| {
        kind.parent != Some(id)
            && !in_picture(id)
            && !kind.shows(|what| matches!(what, What::Relation(r) if *r == id))
    });
    let fields = fields.filter_map(|(index, _)| blocks.field(index, None, true));
    let relations = relations.filter_map(|&id| blocks.relation(id, Side::From, None));
    fields.chain(relations).collect()
}

fn inverses<'g>(blocks: &Blocks<'_, 'g>, kind: &'g Kind, id: KindId) -> Vec<Inverse<'g>> {
    let graph = blocks.writer.graph;
    graph
        .model
        .relations_to(id)
        .filter(|&relation| {
            !graph.model.relation(relation).symmetric && !graph.model.shows_inverse(kind, relation)
        })
        .filter_map(|relation| {
            let mut block = blocks.relation(relation, Side::To, None);
            if block.is_none() && graph.all_related(blocks.entry, relation, Side::To).is_empty() {
                return None;
            }
            if let Some(Block::Links(links)) = &mut block {
                links.label = None;
            }
            let relation = graph.model.relation(relation);
            let title = blocks.writer.text(&relation.inverse_label);
            Some(Inverse { id: &relation.inverse, title, block })
        })
        .collect()
}

/// Mentions by entries in use that no relation links with this one anyway.
fn mentions<'g>(writer: &Writer<'g>, id: EntryId) -> Vec<EntryRef<'g>> {
    let graph = writer.graph;
    let linked = graph.neighbours(id);
    graph
        .mentions(id)
        .iter()
        .filter(|mention| match mention {
            Mention::Entry(other) => !linked.contains(other) && graph.in_use(*other),
            Mention::Page(_) => true,
        })
        .map(|&mention| writer.mention(mention))
        .collect()
}

/// The beginning of the entry's first text.
fn summary(writer: &Writer, id: EntryId) -> Option<String> {
    const ENOUGH: usize = 400;
    let entry = writer.graph.entry(id);
    let first = entry.fields.iter().flatten().find_map(|value| match value {
        Value::Prose(prose) => Some(plain(&writer.html(prose), ENOUGH)),
        _ => None,
    });
    let first = first.or_else(|| entry.body.as_ref().map(|body| plain(&writer.html(body), ENOUGH)));
    first.filter(|text| !text.trim().is_empty())
}

/// From the entry's own fields: its titles, then its first text.
fn description(graph: &Graph, id: EntryId, summary: Option<&str>) -> String {
    let entry = graph.entry(id);
    match summary {
        Some(text) => format!("{}: {text}", entry.titles.join("; ")),
        None => {
            let kind = graph.model.kind(entry.kind).label.get(&graph.site);
            format!("{kind}: {}. {}", entry.titles.join("; "), graph.site.title)
        }
    }
}
