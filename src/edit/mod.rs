//! Changes of a site's own files, made by spans: whatever is not meant stays as it was written, letter by letter.
//!
//! In: the folder of a site and what is wanted. Out: a [`Change`], which can be shown ([`Change::diff`]) and made
//! ([`Change::apply`]): all of it, or nothing. Before that the site is read as it would be; a change that brings in an
//! error is [`Refused`]. A file per command says which spans; nothing here prints.

mod apply;
mod change;
mod entry;
mod fmt;
mod init;
mod new;
mod order;
mod references;
mod rename;
mod retire;
mod translations;
mod verify;

pub use change::{Change, Edits, FileChange};
pub use fmt::fmt;
pub use init::init;
pub use new::new;
pub use rename::rename;
pub use retire::retire;

use std::path::Path;

use crate::diag::{Code, Diagnostic, Said, Word, nearest};
use crate::failure::Failure;
use crate::id;
use crate::load::Overlay;
use crate::model::{Entry, Kind};
use crate::source::Sources;
use crate::{Options, Parsed};

/// A change that may be made.
pub struct Planned {
    pub change: Change,
    /// What the editor should know besides, a line each.
    pub notes: Vec<Said>,
}

/// Why a change is not made.
pub enum Refused {
    /// It was not a sound wish, or the machine refused.
    Failure(Failure),
    /// The content stands in the way.
    Content {
        sources: Sources,
        diagnostics: Vec<Diagnostic>,
        /// What to conclude from the diagnostics.
        why: Word,
    },
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Refused {
        Refused::Failure(failure)
    }
}

impl Refused {
    fn sentence(sentence: impl Into<Said>) -> Refused {
        Refused::Failure(Failure::refused(sentence.into()))
    }
}

/// Reads a site that can be edited by spans: each of its files is its own, and none has a fault of syntax.
fn ground(root: &Path) -> Result<Parsed, Refused> {
    let parsed = crate::parse(root, &Overlay::new(), &Options::default())?;
    // What a link out of the site leads to is somebody else's.
    let broken = |diagnostic: &Diagnostic| {
        let code = diagnostic.code;
        code.is_syntax() || matches!(code, Code::ModelMissing | Code::OutsideLink | Code::SymlinkLoop)
    };
    if !parsed.diags.iter().any(broken) {
        return Ok(parsed);
    }
    let diagnostics = parsed.diags.sorted(&parsed.sources);
    Err(Refused::Content {
        sources: parsed.sources,
        diagnostics: diagnostics.into_iter().filter(broken).collect(),
        why: Word::MendFirst,
    })
}

/// The entry with an ID, which an alias is not.
fn find<'p>(parsed: &'p Parsed, wanted: &str) -> Result<&'p Entry, Refused> {
    let folded = id::fold(wanted);
    let mut found = parsed.entries.iter().filter(|entry| id::fold(&entry.id) == folded);
    match (found.next(), found.next()) {
        (Some(entry), None) => Ok(entry),
        (Some(_), Some(_)) => Err(Refused::sentence(Word::TwoEntries.with("id", wanted))),
        (None, _) => {
            let former = parsed.entries.iter().find(|entry| has_alias(entry, wanted));
            Err(Refused::sentence(match former {
                Some(entry) => Word::FormerId.with("id", wanted).with("now", &entry.id),
                None => unknown(parsed.entries.iter().map(|entry| entry.id.as_str()), wanted),
            }))
        }
    }
}

/// The sentence that there is no entry of an ID, with the nearest of those that there are.
pub fn unknown<'a>(ids: impl Iterator<Item = &'a str>, wanted: &str) -> Said {
    match nearest(wanted, ids) {
        Some(near) => Word::NoEntryButNear.with("id", wanted).with("nearest", near),
        None => Word::NoEntry.with("id", wanted),
    }
}

fn has_alias(entry: &Entry, wanted: &str) -> bool {
    let wanted = id::fold(wanted);
    entry.aliases.iter().any(|(alias, _)| id::fold(alias) == wanted)
}

/// Refuses an ID that entries of a kind cannot have.
fn check_id(parsed: &Parsed, kind: &Kind, new: &str) -> Result<(), Refused> {
    if !id::is_plain(new) {
        return Err(Refused::sentence(Word::IdUnfit.with("id", new)));
    }
    // The file of such an entry would translate another.
    for language in parsed.site.translations() {
        if let Some(original) = new.strip_suffix(&format!(".{}", language.tag)) {
            let sentence = Word::IdOfTranslation.with("id", new).with("original", original);
            return Err(Refused::sentence(sentence.with("language", &language.tag)));
        }
    }
    match &kind.pattern {
        Some(pattern) if !pattern.regex.is_match(new) => Err(Refused::sentence(
            Word::IdAgainstPattern
                .with("id", new)
                .with("kind", kind.named(&parsed.site))
                .with("pattern", &pattern.source),
        )),
        _ => Ok(()),
    }
}

/// Refuses an ID that another entry than `own` has or had.
fn check_free(parsed: &Parsed, new: &str, own: Option<&Entry>) -> Result<(), Refused> {
    let others = || parsed.entries.iter().filter(|entry| own.is_none_or(|own| own.place != entry.place));
    let at = |entry: &Entry| parsed.sources.get(entry.place.file).path.clone();
    if let Some(other) = others().find(|entry| id::fold(&entry.id) == id::fold(new)) {
        return Err(Refused::sentence(Word::IdTaken.with("id", new).with("file", at(other))));
    }
    match others().find(|entry| has_alias(entry, new)) {
        Some(other) => {
            let sentence = Word::IdWasTaken.with("id", new).with("entry", &other.id).with("file", at(other));
            Err(Refused::sentence(sentence))
        }
        None => Ok(()),
    }
}
