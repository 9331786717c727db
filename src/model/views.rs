//! Views: pages and pictures computed from the graph.

use super::declare::Draft;
use super::{FieldKind, KindId, Localized, Model, RelationId, TextId, ViewId};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Reader, Table};

#[derive(Debug)]
pub struct View {
    pub id: String,
    /// Its address without `.html`; with a slash at the end it is the index page of a folder.
    pub path: String,
    pub title: Localized,
    /// A shorter title for menus.
    pub short: Option<Localized>,
    /// Whether the menu of every page links to it.
    pub menu: bool,
    pub intro: Option<TextId>,
    pub notes: Option<TextId>,
    pub kind: ViewKind,
    pub span: Span,
}

impl View {
    pub fn short(&self) -> &Localized {
        self.short.as_ref().unwrap_or(&self.title)
    }
}

#[derive(Debug)]
pub enum ViewKind {
    /// The entries of kinds, nested by parent or grouped by a field or relation.
    Index { kinds: Vec<KindId>, group_by: Option<String> },
    /// Other views.
    Views { views: Vec<ViewId> },
    /// Boxes in bands: one box an entry, or one a row of its record field.
    Map {
        kind: KindId,
        /// A choice field or a relation to one entry.
        band: String,
        /// The field of a band's entry that is its legend; its title where that is unset.
        band_label: Option<String>,
        /// The order of the bands, when it is not that of the kind.
        bands: Vec<String>,
        placements: Option<usize>,
        /// The relations whose ends are marked on an entry's own page.
        relations: Vec<RelationId>,
        /// The legend of boxes whose entry has several.
        repeated: Option<Localized>,
        legend: Vec<Legend>,
    },
    /// Entries of one kind in rows by a choice field; those an entry is related to are marked.
    Chart { kind: KindId, row: usize, relation: Option<RelationId> },
    /// Entries placed by one or two axes. An axis without a relation is listed beside.
    Grid {
        rows: KindId,
        columns: KindId,
        cells: KindId,
        row_relation: Option<RelationId>,
        column_relation: Option<RelationId>,
    },
    /// A table of two kinds whose filled cells are the rows of a relation.
    Matrix {
        rows: KindId,
        columns: KindId,
        relation: RelationId,
        /// The choice qualifier shown in a cell.
        cell: Option<usize>,
    },
    /// Everything by title, in the order of the language.
    AToZ,
}

impl ViewKind {
    /// Whether the picture draws every entry that a relation can lead to, so that its rows need no other
    /// place on a page: one kind of target, no qualifiers, and nothing of that kind left out.
    pub fn places(&self, model: &Model, id: RelationId) -> bool {
        let relation = model.relation(id);
        let &[target] = relation.targets.as_slice() else { return false };
        let always = |axis: Option<RelationId>| axis.is_none_or(|axis| model.relation(axis).min > 0);
        let drawn = match self {
            ViewKind::Chart { kind, row, relation } => {
                *relation == Some(id) && *kind == target && model.kind(*kind).fields[*row].required
            }
            ViewKind::Grid { rows, columns, cells, row_relation, column_relation } => {
                *rows == target
                    || *columns == target
                    || (*cells == target && always(*row_relation) && always(*column_relation))
            }
            _ => false,
        };
        drawn && relation.qualifiers.is_empty()
    }
}

/// A mark of a map's legend that the map itself does not bear.
#[derive(Debug)]
pub struct Legend {
    pub label: Localized,
    pub note: Option<Localized>,
}

const VIEW_TYPES: [&str; 6] = ["index", "map", "chart", "grid", "matrix", "a-z"];

/// Reads a view. One that cannot be read still takes its place, so that indices stay true.
pub(super) fn read(draft: &mut Draft, table: &Table) {
    let mut reader = Reader::new(table);
    let id = reader.required_text("id", draft.diags).unwrap_or_default().to_owned();
    let span = table.get("id").map_or(table.span, |node| node.span);
    if draft.model.view_named(&id).is_some() {
        let diagnostic = Diagnostic::new(Code::NameTaken, span).fact("name", &id);
        draft.diags.add(diagnostic.fact("kind", "views"));
    }
    if !id.is_empty() && !crate::id::is_plain(&id) {
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", &id));
    }
    let path = path(draft, &mut reader);
    let view = View {
        title: draft.required_label(&mut reader, "title"),
        short: draft.label(&mut reader, "short"),
        menu: reader.boolean("menu", draft.diags).unwrap_or(false),
        intro: draft.prose(&mut reader, "intro"),
        notes: draft.prose(&mut reader, "notes"),
        kind: kind(draft, &mut reader).unwrap_or(ViewKind::AToZ),
        id,
        path,
        span,
    };
    reader.finish(draft.diags);
    draft.model.views.push(view);
}

fn path(draft: &mut Draft, reader: &mut Reader) -> String {
    let Some(path) = reader.required_text("path", draft.diags) else { return String::new() };
    if !path.strip_suffix('/').unwrap_or(path).split('/').all(crate::id::is_plain) {
        let span = reader.table.get("path").expect("it was just read").span;
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", path));
        return String::new();
    }
    path.to_owned()
}

fn kind(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    match reader.required_text("type", draft.diags)? {
        "index" => index(draft, reader),
        "map" => map(draft, reader),
        "chart" => chart(draft, reader),
        "grid" => grid(draft, reader),
        "matrix" => matrix(draft, reader),
        "a-z" => Some(ViewKind::AToZ),
        other => {
            let span = reader.table.get("type").expect("it was just read").span;
            draft.unknown("view type", other, span, VIEW_TYPES);
            None
        }
    }
}

fn index(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    if reader.node("views").is_some() {
        return Some(ViewKind::Views { views: draft.views_of(reader, "views") });
    }
    reader.required("kinds", draft.diags)?;
    let kinds = draft.kinds_of(reader, "kinds");
    let group_by = grouping(draft, reader, "group_by", &kinds, true);
    Some(ViewKind::Index { kinds, group_by })
}

/// The name of what entries are grouped by; `field.column` only where `columns` may be named.
fn grouping(
    draft: &mut Draft,
    reader: &mut Reader,
    key: &str,
    kinds: &[KindId],
    columns: bool,
) -> Option<String> {
    let name = reader.text(key, draft.diags)?;
    let span = reader.table.get(key).expect("it was just read").span;
    draft.check_grouping(kinds, key, name, span, columns);
    Some(name.to_owned())
}

fn map(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind");
    let all: Vec<KindId> = kind.into_iter().collect();
    reader.required("band", draft.diags);
    let band = grouping(draft, reader, "band", &all, false);
    let band_label = reader.text("band_label", draft.diags).map(str::to_owned);
    if let (Some(kind), Some(band), Some(label)) = (kind, &band, &band_label) {
        let span = reader.table.get("band_label").expect("it was just read").span;
        check_band_label(draft, kind, band, label, span);
    }
    let placements = kind.and_then(|kind| placements(draft, kind, reader));
    let relations = reader.texts("relations", draft.diags);
    let relations = match kind {
        Some(kind) => {
            relations.into_iter().filter_map(|(name, node)| draft.relation(kind, name, node.span)).collect()
        }
        None => Vec::new(),
    };
    let bands = reader.texts("bands", draft.diags);
    Some(ViewKind::Map {
        band_label,
        bands: bands.into_iter().map(|(name, _)| name.to_owned()).collect(),
        repeated: draft.label(reader, "repeated"),
        legend: legend(draft, reader),
        kind: kind?,
        band: band?,
        placements,
        relations,
    })
}

/// Only bands that are entries have a field to be titled with.
fn check_band_label(draft: &mut Draft, kind: KindId, band: &str, label: &str, span: Span) {
    let model = &draft.model;
    let relations = model.kind(kind).relations.iter().map(|&id| model.relation(id));
    let targets = relations.filter(|relation| relation.id == band).flat_map(|relation| &relation.targets);
    let ends: Vec<KindId> = targets.copied().collect();
    let fields = ends.iter().filter_map(|&end| {
        let kind = model.kind(end);
        Some(kind.fields[kind.field(label)?].is_text())
    });
    let fits: Vec<bool> = fields.collect();
    if fits.contains(&false) || model.kind(kind).field(band).is_some() {
        draft.unfit(
            "band_label",
            label,
            span,
            "a text field of the entries that the relation of `band` leads to",
        );
    } else if fits.is_empty() && !ends.is_empty() {
        let names: Vec<String> =
            ends.iter().flat_map(|&end| &model.kind(end).fields).map(|field| field.id.clone()).collect();
        draft.unknown("field", label, span, names.iter().map(String::as_str));
    }
}

fn placements(draft: &mut Draft, kind: KindId, reader: &mut Reader) -> Option<usize> {
    let index = draft.field_of(kind, reader, "placements")?;
    let field = &draft.model.kind(kind).fields[index];
    if !matches!(field.kind, FieldKind::Record(_)) || !field.many {
        let (name, span) = (field.id.clone(), reader.table.get("placements").expect("it was just read").span);
        draft.unfit("placements", &name, span, "a record field that is `many`");
    }
    Some(index)
}

fn legend(draft: &mut Draft, reader: &mut Reader) -> Vec<Legend> {
    let mut legend = Vec::new();
    for table in reader.tables("legend", draft.diags) {
        let mut reader = Reader::new(table);
        let label = draft.required_label(&mut reader, "label");
        let note = draft.label(&mut reader, "note");
        reader.finish(draft.diags);
        legend.push(Legend { label, note });
    }
    legend
}

fn chart(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind")?;
    reader.required("row", draft.diags);
    let row = draft.field_of(kind, reader, "row")?;
    if !draft.model.kind(kind).fields[row].is_choice() {
        let span = reader.table.get("row").expect("it was just read").span;
        let name = draft.model.kind(kind).fields[row].id.clone();
        draft.unfit("row", &name, span, "a choice field that is not `many`");
    }
    let relation = reader.text("relation", draft.diags);
    let relation = relation.and_then(|name| {
        let found = draft.model.relations_to(kind).find(|&id| draft.model.relation(id).id == name);
        if found.is_none() {
            let span = reader.table.get("relation").expect("it was just read").span;
            draft.unknown("relation", name, span, []);
        }
        found
    });
    Some(ViewKind::Chart { kind, row, relation })
}

fn grid(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let rows = draft.kind_of(reader, "rows");
    let columns = draft.kind_of(reader, "columns");
    let cells = draft.kind_of(reader, "cells")?;
    let row_relation = draft.relation_of(cells, reader, "row_relation");
    let column_relation = draft.relation_of(cells, reader, "column_relation");
    Some(ViewKind::Grid { rows: rows?, columns: columns?, cells, row_relation, column_relation })
}

fn matrix(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let rows = draft.kind_of(reader, "rows");
    let columns = draft.kind_of(reader, "columns");
    reader.required("relation", draft.diags);
    let relation = draft.relation_of(rows?, reader, "relation")?;
    if let Some(columns) = columns
        && !draft.model.relation(relation).targets.contains(&columns)
    {
        let span = reader.table.get("columns").expect("it was just read").span;
        let targets = draft.model.relation(relation).targets.clone();
        let names: Vec<String> = targets.iter().map(|&id| draft.model.kind(id).id.clone()).collect();
        let name = draft.model.kind(columns).id.clone();
        draft.unknown("target of the relation", &name, span, names.iter().map(String::as_str));
    }
    let cell = reader.text("cell", draft.diags).and_then(|name| {
        let qualifiers = &draft.model.relation(relation).qualifiers;
        let found = qualifiers.iter().position(|q| q.id == name && matches!(q.kind, FieldKind::Choice(_)));
        if found.is_none() {
            let span = reader.table.get("cell").expect("it was just read").span;
            draft.unknown("choice qualifier", name, span, []);
        }
        found
    });
    Some(ViewKind::Matrix { rows: rows?, columns: columns?, relation, cell })
}
