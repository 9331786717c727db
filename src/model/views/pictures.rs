//! The chart and the grid.

use super::ViewKind;
use crate::diag::Word;
use crate::model::declare::Draft;
use crate::tree::Reader;

pub(super) fn chart(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind")?;
    reader.required("row", draft.diags);
    let row = draft.field_of(kind, reader, "row")?;
    if !draft.model.kind(kind).fields[row].is_choice() {
        let span = reader.table.get("row").expect("it was just read").span;
        let name = draft.model.kind(kind).fields[row].id.clone();
        draft.unfit("row", &name, span, Word::OneChoiceField);
    }
    let relation = reader.text("relation", draft.diags);
    let relation = relation.and_then(|name| {
        let found = draft.model.relations_to(kind).find(|&id| draft.model.relation(id).id == name);
        if found.is_none() {
            let span = reader.table.get("relation").expect("it was just read").span;
            draft.unknown(Word::Relation, name, span, []);
        }
        found
    });
    Some(ViewKind::Chart { kind, row, relation })
}

pub(super) fn grid(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let rows = draft.kind_of(reader, "rows");
    let columns = draft.kind_of(reader, "columns");
    let cells = draft.kind_of(reader, "cells")?;
    let row_relation = draft.relation_of(cells, reader, "row_relation");
    let column_relation = draft.relation_of(cells, reader, "column_relation");
    let narrowing = reader.boolean("narrowing", draft.diags).unwrap_or(false);
    Some(ViewKind::Grid { rows: rows?, columns: columns?, cells, row_relation, column_relation, narrowing })
}
