//! Rows of relations as links between entries.

use super::{EntryId, Value};
use crate::model::RelationId;

/// A link by the entry that it leaves, and its place among the links there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub(super) struct LinkId {
    pub from: EntryId,
    pub at: u32,
}

/// One row of a relation, resolved.
pub struct Link {
    pub relation: RelationId,
    pub from: EntryId,
    pub to: EntryId,
    /// In the order of the relation's qualifiers.
    pub qualifiers: Vec<Option<Value>>,
    /// The entries that relation qualifiers name, beside `qualifiers`.
    pub named: Vec<Option<EntryId>>,
    /// The anchor of the row on the page of `from`, made of what identifies the row.
    pub anchor: String,
}

/// From which end of a relation one looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    From,
    To,
}
