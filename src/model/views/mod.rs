//! Views: pages and pictures computed from the graph.

mod coverage;
mod handbook;
mod index;
mod map;
mod matrix;
mod picker;
mod pictures;
mod search;

use super::declare::{Draft, named};
use super::{KindId, Localized, Model, RelationId, TextId, ViewId};
use crate::diag::{Code, Diagnostic, Word};
use crate::source::Span;
use crate::tree::{Reader, Table};

pub use handbook::{Blank, Checklist, Counted, Handbook, HandbookPart};
pub use picker::Picker;

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
    /// Whether the foot of every page links to it.
    pub footer: bool,
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
        bands: Vec<(String, Span)>,
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
        /// Whether each row is a narrower extent than the one before, drawn as steps.
        narrowing: bool,
    },
    /// A table of two kinds whose filled cells are the rows of a relation.
    Matrix {
        rows: KindId,
        columns: KindId,
        relation: RelationId,
        /// The choice qualifier shown in a cell.
        cell: Option<usize>,
        /// By what rows and columns can be narrowed.
        row_filters: Vec<FilterBy>,
        column_filters: Vec<FilterBy>,
    },
    /// What each entry of a kind has to do.
    Handbook(Box<Handbook>),
    /// How far the entries of a kind have come, section by section, and all kinds in numbers.
    Coverage { kind: KindId },
    /// Entries to choose, and what they are linked with.
    Picker(Box<Picker>),
    /// Everything by its words.
    Search {
        /// Kinds whose entries narrow what is found to what is related to them.
        facets: Vec<KindId>,
    },
    /// What the entries of each kind can hold, for those who write them.
    Fields,
    /// What each diagnostic means, for those who write.
    Diagnostics,
    /// Everything by title, in the order of the language.
    AToZ,
}

impl ViewKind {
    /// The files beside the page of such a view, of the same name, by their extensions: the page through other
    /// templates.
    pub fn companions(&self) -> &'static [&'static str] {
        match self {
            ViewKind::Matrix { .. } => &["csv", "css"],
            ViewKind::Picker(_) => &["css"],
            _ => &[],
        }
    }

    /// The kind each of whose entries has a checklist of its own.
    pub fn checklist_kind(&self) -> Option<KindId> {
        match self {
            ViewKind::Handbook(handbook) => handbook.checklist.as_ref().map(|_| handbook.kind),
            _ => None,
        }
    }

    /// Whether the page of an entry that shows the view names all that a relation links with it, read
    /// backwards.
    pub fn lists(&self, id: RelationId) -> bool {
        match self {
            ViewKind::Handbook(handbook) => handbook.duties == id || handbook.involves == Some(id),
            _ => false,
        }
    }

    /// Whether the picture on an entry's own page draws what a relation of the entry leads to.
    pub fn draws(&self, model: &Model, id: RelationId) -> bool {
        match self {
            ViewKind::Chart { relation, .. } => *relation == Some(id),
            ViewKind::Map { relations, .. } => relations.contains(&id),
            _ => self.places(model, id),
        }
    }

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
            ViewKind::Grid { rows, columns, cells, row_relation, column_relation, .. } => {
                *rows == target
                    || *columns == target
                    || (*cells == target && always(*row_relation) && always(*column_relation))
            }
            _ => false,
        };
        drawn && relation.qualifiers.is_empty()
    }
}

/// What a reader can narrow a view by.
#[derive(Debug)]
pub enum FilterBy {
    /// The entries one by one.
    Entry,
    /// Their choice or text field or their relation of this name.
    Name(String),
}

/// A mark of a map's legend that the map itself does not bear.
#[derive(Debug)]
pub struct Legend {
    pub label: Localized,
    pub note: Option<Localized>,
}

/// The types of views.
pub const VIEW_TYPES: [&str; 12] = [
    "index",
    "map",
    "chart",
    "grid",
    "matrix",
    "picker",
    "handbook",
    "coverage",
    "fields",
    "diagnostics",
    "search",
    "a-z",
];

/// Reads a view. One that cannot be read still takes its place, so that indices stay true.
pub(super) fn read(draft: &mut Draft, table: &Table) {
    let mut reader = Reader::new(table);
    let id = reader.required_text("id", draft.diags).unwrap_or_default().to_owned();
    let span = table.get("id").map_or(table.span, |node| node.span);
    if draft.model.view_named(&id).is_some() {
        draft.name_taken(&id, span, named("views"));
    }
    if !id.is_empty() && !crate::id::is_plain(&id) {
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", &id));
    }
    let path = path(draft, &mut reader);
    let view = View {
        title: draft.required_label(&mut reader, "title"),
        short: draft.label(&mut reader, "short"),
        menu: reader.boolean("menu", draft.diags).unwrap_or(false),
        footer: reader.boolean("footer", draft.diags).unwrap_or(false),
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
        "index" => index::read(draft, reader),
        "map" => map::read(draft, reader),
        "chart" => pictures::chart(draft, reader),
        "grid" => pictures::grid(draft, reader),
        "matrix" => matrix::read(draft, reader),
        "picker" => picker::read(draft, reader),
        "handbook" => handbook::read(draft, reader),
        "coverage" => coverage::read(draft, reader),
        "search" => search::read(draft, reader),
        "fields" => Some(ViewKind::Fields),
        "diagnostics" => Some(ViewKind::Diagnostics),
        "a-z" => Some(ViewKind::AToZ),
        other => {
            let span = reader.table.get("type").expect("it was just read").span;
            draft.unknown(Word::ViewType, other, span, VIEW_TYPES);
            None
        }
    }
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
