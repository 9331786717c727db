//! The page on which the whole site is searched.

use super::ViewKind;
use crate::model::declare::Draft;
use crate::tree::Reader;

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    Some(ViewKind::Search { facets: draft.kinds_of(reader, "facets") })
}
