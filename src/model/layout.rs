//! How the pages of a kind are laid out: sections of blocks.

use super::{HandbookPart, Localized, RelationId, TextId, ViewId};

/// A titled part of a page, with an anchor.
#[derive(Debug)]
pub struct Section {
    pub id: String,
    /// The number the source gives it; a missing one never renumbers the others.
    pub number: Option<usize>,
    pub title: Localized,
    pub show: Vec<Block>,
}

/// One thing a section shows.
#[derive(Debug)]
pub struct Block {
    pub title: Option<Localized>,
    pub what: What,
    /// Whether the label of the field or relation stands above it.
    pub label: bool,
    pub layout: Layout,
    /// A field or a relation of the other end by which its entries are grouped.
    pub group_by: Option<String>,
    pub columns: Vec<Column>,
    /// Fields and relations of the other end shown below each entry.
    pub with: Vec<With>,
    /// The part of a handbook that is shown; all of it when left out.
    pub part: Option<HandbookPart>,
}

#[derive(Debug)]
pub enum What {
    /// A heading for the blocks that follow.
    Title,
    Field(usize),
    Relation(RelationId),
    Inverse(RelationId),
    /// A relation of other entries, those that a first step leads to.
    Through {
        via: Step,
        to: Step,
    },
    /// A part of the body, by its ID; the block's title is the heading in the body.
    Body(String),
    View(ViewId),
    /// Links to views.
    Views(Vec<ViewId>),
    Text(TextId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    List,
    Table,
}

/// A column of a relation shown as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The entry at the other end.
    Entry,
    /// A field or relation of the entry at the other end.
    OfEntry(String),
    /// A qualifier of the relation.
    Qualifier(usize),
}

/// A step from an entry along a relation, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub relation: RelationId,
    pub backwards: bool,
}

/// A field or relation of the entry at the other end, shown below it.
#[derive(Debug)]
pub struct With {
    pub name: String,
    /// In the place of its own label.
    pub label: Option<Localized>,
    /// Relations whose targets are left out here.
    pub except: Vec<String>,
}
