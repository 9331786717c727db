//! The picker: the reader chooses entries, and gets what they are linked with.

use super::{ViewKind, grouping};
use crate::diag::Word;
use crate::model::declare::Draft;
use crate::model::{KindId, Step, With};
use crate::tree::Reader;

/// What can be chosen, and what comes of it.
#[derive(Debug)]
pub struct Picker {
    /// The kind whose entries are chosen.
    pub kind: KindId,
    /// A choice or text field of theirs, or a relation.
    pub group_by: Option<String>,
    /// From what is chosen to what is found.
    pub to: Step,
    /// Relations of what is found, whose targets are gathered.
    pub with: Vec<With>,
}

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind");
    let of: Vec<KindId> = kind.into_iter().collect();
    let group_by = grouping(draft, reader, "group_by", &of, false);
    let to = step(draft, reader, &of);
    let ends = to.map(|to| draft.ends(to)).unwrap_or_default();
    let with = draft.with(reader, &ends);
    check_gathered(draft, reader, &with, &ends);
    Some(ViewKind::Picker(Box::new(Picker { kind: kind?, group_by, to: to?, with })))
}

/// The relation or, read backwards, the inverse.
fn step(draft: &mut Draft, reader: &mut Reader, kinds: &[KindId]) -> Option<Step> {
    let backwards = reader.node("inverse").is_some();
    let key = if backwards { "inverse" } else { "relation" };
    let name = reader.required_text(key, draft.diags)?;
    let span = reader.table.get(key).expect("it was just read").span;
    if kinds.is_empty() { None } else { draft.step(kinds, name, span, backwards) }
}

/// Entries alone can be gathered.
fn check_gathered(draft: &mut Draft, reader: &Reader, with: &[With], ends: &[KindId]) {
    let model = &draft.model;
    let is_field = |with: &&With| ends.iter().any(|&end| model.kind(end).field(&with.name).is_some());
    let fields: Vec<String> = with.iter().filter(is_field).map(|with| with.name.clone()).collect();
    for name in fields {
        let span = reader.table.get("with").expect("it was just read").span;
        draft.unfit("with", &name, span, Word::RelationOfFound);
    }
}
