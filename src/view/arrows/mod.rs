//! What the relations of a map link, as arrows in a picture and as words.

mod plan;

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::map::Band;
use super::writer::{EntryRef, Writer};
use crate::graph::{EntryId, Side};
use crate::model::{KindId, RelationId};
use crate::source::foreign::unmark;
use plan::{Area, Wanted};

/// A picture of more lines than this cannot be read; they are listed only.
const MOST_LINES: usize = 100;
/// How many characters of a title or code a box of the picture shows, and how wide one of them is.
const LONGEST: usize = 22;
const CHARACTER: i32 = 8;
/// The same for a line of a band's name, and how many lines it has.
const LABEL_LONGEST: usize = 18;
const LABEL_LINES: usize = 3;

#[derive(Serialize)]
pub struct Arrows<'g> {
    pub relations: Vec<Listed<'g>>,
    /// How many links there are.
    pub count: usize,
    /// Unless there are too many of them.
    pub picture: Option<Picture<'g>>,
}

/// What one relation links, in words.
#[derive(Serialize)]
pub struct Listed<'g> {
    pub label: &'g str,
    pub symmetric: bool,
    /// Which of the styles of lines is its own.
    pub style: usize,
    pub rows: Vec<Row<'g>>,
}

/// Each of the first with each of the second.
#[derive(Serialize)]
pub struct Row<'g> {
    pub from: Vec<EntryRef<'g>>,
    pub to: Vec<EntryRef<'g>>,
}

#[derive(Serialize)]
pub struct Picture<'g> {
    pub width: i32,
    pub height: i32,
    pub bands: Vec<Zone<'g>>,
    pub nodes: Vec<Node<'g>>,
    pub lines: Vec<Drawn>,
}

/// The ground of a band, with its name in lines.
#[derive(Serialize)]
pub struct Zone<'g> {
    pub area: Area,
    pub code: Option<&'g str>,
    pub name: Vec<String>,
}

#[derive(Serialize)]
pub struct Node<'g> {
    pub area: Area,
    pub entry: EntryRef<'g>,
    pub name: String,
    pub marked: bool,
}

#[derive(Serialize)]
pub struct Drawn {
    pub style: usize,
    pub path: String,
    pub head: Option<String>,
}

/// A link between two entries of the map, by the index of its relation.
type Link = (usize, EntryId, EntryId);

/// The arrows of a map: all of them, or those of the marked entry. `ids` are the entries of each band.
pub(super) fn arrows<'g>(
    writer: &Writer<'g>,
    kind: KindId,
    relations: &[RelationId],
    marked: Option<EntryId>,
    bands: &[(&Band<'g>, Vec<EntryId>)],
) -> Option<Arrows<'g>> {
    let links = links(writer, kind, relations, marked);
    let declared = |index: usize| writer.graph.model.relation(relations[index]);
    let listed = links.chunk_by(|a, b| a.0 == b.0).map(|links| Listed {
        label: writer.text(&declared(links[0].0).label),
        symmetric: declared(links[0].0).symmetric,
        style: links[0].0,
        rows: rows(writer, links, marked),
    });
    let symmetric: Vec<bool> = (0..relations.len()).map(|index| declared(index).symmetric).collect();
    (!links.is_empty()).then(|| Arrows {
        relations: listed.collect(),
        count: links.len(),
        picture: (links.len() <= MOST_LINES).then(|| picture(writer, &links, &symmetric, marked, bands)),
    })
}

/// The links among entries of the map, each pair once a relation, in a fixed order.
fn links(writer: &Writer, kind: KindId, relations: &[RelationId], marked: Option<EntryId>) -> Vec<Link> {
    let graph = writer.graph;
    let ids: Vec<EntryId> = match marked {
        Some(id) => vec![id],
        None => graph.of_kind(kind).collect(),
    };
    let mut links: Vec<Link> = Vec::new();
    for (index, &relation) in relations.iter().enumerate() {
        for &id in &ids {
            // Among all entries a symmetric link would be met at both its ends.
            let leads = graph.related(id, relation, Side::From).into_iter();
            let leads = leads.filter(|(link, _)| marked.is_some() || link.from == id);
            links.extend(leads.map(|(_, other)| (index, id, other)));
            if marked.is_some() && !graph.model.relation(relation).symmetric {
                let back = graph.related(id, relation, Side::To).into_iter();
                links.extend(back.map(|(_, other)| (index, other, id)));
            }
        }
    }
    let on_map = |id: EntryId| graph.entry(id).kind == kind && (marked.is_some() || graph.in_use(id));
    let mut seen = FxHashSet::default();
    links.retain(|&link| on_map(link.1) && on_map(link.2) && seen.insert(link));
    links
}

/// The links of a relation with those together that have an entry in common: the first, or the marked one.
fn rows<'g>(writer: &Writer<'g>, links: &[Link], marked: Option<EntryId>) -> Vec<Row<'g>> {
    let refs = |ids: &mut dyn Iterator<Item = EntryId>| {
        let mut ids: Vec<EntryId> = ids.collect();
        ids.dedup();
        ids.into_iter().map(|id| writer.entry(id)).collect()
    };
    let rows = links.chunk_by(|a, b| a.1 == b.1 || (marked == Some(a.2) && a.2 == b.2));
    rows.map(|row| Row {
        from: refs(&mut row.iter().map(|link| link.1)),
        to: refs(&mut row.iter().map(|link| link.2)),
    })
    .collect()
}

/// The linked entries in their bands, and the links between them as lines.
fn picture<'g>(
    writer: &Writer<'g>,
    links: &[Link],
    symmetric: &[bool],
    marked: Option<EntryId>,
    bands: &[(&Band<'g>, Vec<EntryId>)],
) -> Picture<'g> {
    let linked: BTreeSet<EntryId> = links.iter().flat_map(|link| [link.1, link.2]).collect();
    let members = |ids: &Vec<EntryId>| ids.iter().copied().filter(|id| linked.contains(id)).collect();
    let bands = bands.iter().map(|(band, ids)| (*band, members(ids)));
    let bands: Vec<(&Band, Vec<EntryId>)> = bands.filter(|(_, ids): &(_, Vec<_>)| !ids.is_empty()).collect();
    let ids: Vec<EntryId> = bands.iter().flat_map(|(_, ids)| ids).copied().collect();
    let at: FxHashMap<EntryId, usize> = ids.iter().enumerate().map(|(index, &id)| (id, index)).collect();
    let wanted: Vec<Wanted> = links
        .iter()
        .map(|&(relation, from, to)| Wanted { from: at[&from], to: at[&to], arrow: !symmetric[relation] })
        .collect();
    let entries: Vec<EntryRef> = ids.iter().map(|&id| writer.entry(id)).collect();
    let names: Vec<String> =
        entries.iter().map(|e| fitted(&unmark(e.code.unwrap_or(e.title)), LONGEST)).collect();
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let counts: Vec<usize> = bands.iter().map(|(_, ids)| ids.len()).collect();
    let plan = plan::plan(&counts, (longest as i32 + 2) * CHARACTER, &wanted);
    let zone = |(area, (band, _)): (Area, &(&Band<'g>, Vec<EntryId>))| Zone {
        area,
        code: band.entry.as_ref().and_then(|entry| entry.code),
        name: wrapped(&unmark(band.title)),
    };
    let node = |(((area, entry), name), id)| Node { area, entry, name, marked: marked == Some(id) };
    let line = |(line, link): (plan::Line, &Link)| Drawn { style: link.0, path: line.path, head: line.head };
    Picture {
        width: plan.width,
        height: plan.height,
        bands: plan.bands.into_iter().zip(&bands).map(zone).collect(),
        nodes: plan.boxes.into_iter().zip(entries).zip(names).zip(ids).map(node).collect(),
        lines: plan.lines.into_iter().zip(links).map(line).collect(),
    }
}

/// A text of at most so many characters.
fn fitted(text: &str, longest: usize) -> String {
    match text.chars().count() > longest {
        true => format!("{}…", text.chars().take(longest - 1).collect::<String>().trim_end()),
        false => text.to_owned(),
    }
}

/// The name of a band in a few short lines, cut where there is no more room.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = lines.len() == LABEL_LINES;
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LABEL_LONGEST => {
                *line = format!("{line} {word}");
            }
            Some(line) if full => {
                *line = fitted(&format!("{line} {word}"), LABEL_LONGEST);
                break;
            }
            _ => lines.push(fitted(word, LABEL_LONGEST)),
        }
    }
    lines
}
