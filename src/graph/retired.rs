//! References to what is no longer used.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::EntryId;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::id;
use crate::model::{self, Status};
use crate::source::Span;

/// The retired entries, each with the IDs of itself and of the entry in its place.
#[derive(Default)]
pub(super) struct Retired {
    entries: FxHashMap<EntryId, (String, Option<String>)>,
}

impl Retired {
    pub fn of(entries: &[Arc<model::Entry>], by_id: &FxHashMap<String, EntryId>) -> Retired {
        let retired = entries.iter().enumerate().filter(|(_, entry)| entry.status == Status::Retired);
        let successor = |entry: &model::Entry| {
            let (id, _) = entry.replaced_by.as_ref()?;
            Some(entries[by_id.get(&id::fold(id))?.0 as usize].id.clone())
        };
        let named = retired.map(|(at, entry)| (EntryId(at as u32), (entry.id.clone(), successor(entry))));
        Retired { entries: named.collect() }
    }

    /// Warns of a reference from what is still used.
    pub fn report(&self, to: EntryId, from: Option<EntryId>, span: Span, diags: &mut Diagnostics) {
        let Some((id, successor)) = self.entries.get(&to) else { return };
        if from.is_none_or(|from| !self.entries.contains_key(&from)) {
            let diagnostic = Diagnostic::new(Code::ReferenceToRetired, span).fact("id", id);
            diags.add(diagnostic.fact_if("successor", successor.as_ref()));
        }
    }
}
