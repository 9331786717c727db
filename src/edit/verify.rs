//! The site as it would be: a change that brings in an error is not made.

use std::collections::HashSet;
use std::path::Path;

use super::{Change, Edits, Refused};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity, Word};
use crate::source::Sources;
use crate::{Options, link, outputs, parse, read};

/// Reads the site with a change in its place, with drafts and without. Errors that were there before may stay. A translation
/// may not lose what it translates, or become stale, and no address of the ledger may be lost.
pub fn verify(root: &Path, sources: &Sources, edits: &Edits, change: &Change) -> Result<(), Refused> {
    for drafts in [true, false] {
        let options = Options { drafts, ..Options::default() };
        let mut before = read(root, &options)?;
        let mut after = link(parse(root, &change.overlay(), &options)?);
        // What is published is found out by rendering it, and drafts never are.
        if !drafts && after.ledger.is_some() {
            outputs(&mut before)?;
            outputs(&mut after)?;
        }
        let known = before.diags.iter().chain(before.lacks.iter());
        let known: HashSet<_> = known.map(|d| moved(d, &before.sources, sources, edits)).collect();
        let mut new = Diagnostics::default();
        let is_new = |d: &&Diagnostic| !known.contains(&place(d, &after.sources));
        // Translations are linked when there are no errors; what they say is kept then.
        let linked = !before.diags.has_errors();
        let lost = |d: &&Diagnostic| {
            let of_translation = matches!(d.code, Code::TranslationOfNothing | Code::TranslationStale);
            d.severity() == Severity::Error || linked && of_translation
        };
        let found = after.diags.iter().chain(after.lacks.iter()).filter(lost);
        found.filter(is_new).for_each(|d| new.add(d.clone()));
        if !new.is_empty() {
            let diagnostics = new.sorted(&after.sources);
            let why = Word::BringsIn;
            return Err(Refused::Content { sources: after.sources, diagnostics, why });
        }
    }
    Ok(())
}

/// What a diagnostic is known by: its code, its file and where in it.
type Known = (Code, String, usize);

fn place(diagnostic: &Diagnostic, sources: &Sources) -> Known {
    match &diagnostic.place {
        Place::Span(span) => (diagnostic.code, sources.get(span.file).path.clone(), span.start as usize),
        Place::File(path) => (diagnostic.code, path.clone(), 0),
    }
}

/// Where a diagnostic will be after the edits, which are places in `edited`.
fn moved(diagnostic: &Diagnostic, sources: &Sources, edited: &Sources, edits: &Edits) -> Known {
    let (code, path, at) = place(diagnostic, sources);
    match edited.find(&path) {
        Some(file) => (code, edits.path_of(file, edited).to_owned(), edits.position_of(file, at)),
        None => (code, path, at),
    }
}
