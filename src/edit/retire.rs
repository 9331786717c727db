//! An entry is no longer used: its page says so, and what has taken its place.

use std::path::Path;

use super::{Edits, Planned, Refused, entry, find, ground, verify};
use crate::diag::Word;
use crate::model::Status;

/// Plans the change.
///
/// # Errors
///
/// Refused: an ID that no entry has, an entry in its own place, one that is retired like this already, content that
/// cannot be read, a change that would bring in an error.
pub fn retire(root: &Path, id: &str, replaced_by: Option<&str>) -> Result<Planned, Refused> {
    let parsed = ground(root)?;
    let retired = find(&parsed, id)?;
    let successor = replaced_by.map(|id| find(&parsed, id)).transpose()?;
    if successor.is_some_and(|other| other.place == retired.place) {
        return Err(Refused::sentence(Word::OwnPlace.with("id", &retired.id)));
    }
    if retired.status == Status::Retired && replaced_by.is_none() {
        return Err(Refused::sentence(Word::RetiredAlready.with("id", &retired.id)));
    }
    let table = entry::table(&parsed, retired);
    let mut edits = Edits::default();
    entry::set(&mut edits, &parsed, &table, "status", &entry::quoted(Status::Retired.name()));
    if let Some(successor) = successor {
        entry::set(&mut edits, &parsed, &table, "replaced_by", &entry::quoted(&successor.id));
    }
    let change = edits.change(root, &parsed.sources)?;
    if change.files.is_empty() {
        return Err(Refused::sentence(Word::RetiredLikeThis.with("id", &retired.id)));
    }
    verify::verify(root, &parsed.sources, &edits, &change)?;
    Ok(Planned { change, notes: vec![Word::StillReferred.into()] })
}
