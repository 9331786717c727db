//! The matrix: a relation as a table of two kinds.

use super::ViewKind;
use crate::model::FieldKind;
use crate::model::declare::Draft;
use crate::tree::Reader;

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
