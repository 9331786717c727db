//! Lists of entries and of views.

use super::{ViewKind, grouping};
use crate::model::declare::Draft;
use crate::tree::Reader;

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    if reader.node("views").is_some() {
        return Some(ViewKind::Views { views: draft.views_of(reader, "views") });
    }
    reader.required("kinds", draft.diags)?;
    let kinds = draft.kinds_of(reader, "kinds");
    let group_by = grouping(draft, reader, "group_by", &kinds, true);
    Some(ViewKind::Index { kinds, group_by })
}
