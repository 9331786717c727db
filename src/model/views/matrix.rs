//! The matrix: a relation as a table of two kinds.

use super::{FilterBy, ViewKind};
use crate::diag::Word;
use crate::model::declare::Draft;
use crate::model::{FieldKind, KindId};
use crate::tree::{Node, Reader};

/// The name by which entries are filters themselves.
const ENTRY: &str = "entry";

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
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
        draft.unknown(Word::RelationTarget, &name, span, names.iter().map(String::as_str));
    }
    let cell = reader.text("cell", draft.diags).and_then(|name| {
        let qualifiers = &draft.model.relation(relation).qualifiers;
        let found = qualifiers.iter().position(|q| q.id == name && matches!(q.kind, FieldKind::Choice(_)));
        if found.is_none() {
            let span = reader.table.get("cell").expect("it was just read").span;
            draft.unknown(Word::ChoiceQualifier, name, span, []);
        }
        found
    });
    let (row_filters, column_filters) = filters(draft, reader, rows?, columns?);
    Some(ViewKind::Matrix { rows: rows?, columns: columns?, relation, cell, row_filters, column_filters })
}

/// By what rows and columns can be narrowed: as it is written, else by what is above them.
fn filters(
    draft: &mut Draft,
    reader: &mut Reader,
    rows: KindId,
    columns: KindId,
) -> (Vec<FilterBy>, Vec<FilterBy>) {
    let Some(table) = reader.table("filters", draft.diags) else {
        let parent = |kind: KindId| {
            let parent = draft.model.kind(kind).parent.map(|id| draft.model.relation(id).id.clone());
            parent.map(FilterBy::Name).into_iter().collect()
        };
        return (parent(rows), parent(columns));
    };
    let mut reader = Reader::new(table);
    let of_rows = filters_of(draft, &mut reader, "rows", rows);
    let of_columns = filters_of(draft, &mut reader, "columns", columns);
    reader.finish(draft.diags);
    (of_rows, of_columns)
}

fn filters_of(draft: &mut Draft, reader: &mut Reader, key: &str, kind: KindId) -> Vec<FilterBy> {
    let names = reader.texts(key, draft.diags);
    let filter = |(name, node): (&str, &Node)| {
        if name == ENTRY {
            return FilterBy::Entry;
        }
        draft.check_grouping(&[kind], key, name, node.span, false);
        FilterBy::Name(name.to_owned())
    };
    names.into_iter().map(filter).collect()
}
