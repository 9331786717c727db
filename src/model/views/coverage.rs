//! The coverage: how far the content has come.

use super::ViewKind;
use crate::model::declare::Draft;
use crate::tree::Reader;

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    Some(ViewKind::Coverage { kind: draft.kind_of(reader, "kind")? })
}
