//! A change of the site's own files, shown or made.

use std::io::IsTerminal;
use std::path::Path;

use super::{Outcome, say, site};
use crate::diag::{self, Said, Word, text};
use crate::edit::{Planned, Refused};
use crate::failure::Failure;

/// Shows the change on standard output, or makes it and says what was done.
pub fn carry_out(
    root: &Path,
    planned: Result<Planned, Refused>,
    dry_run: bool,
    done: impl Into<Said>,
) -> Result<Outcome, Failure> {
    let planned = match planned {
        Ok(planned) => planned,
        Err(refused) => return refuse(root, refused),
    };
    let tell = |said: Said| say(&text::say(said, site::language(Some(root))));
    if dry_run {
        super::print(planned.change.diff().as_bytes())?;
    } else {
        planned.change.apply(root)?;
        let files = Word::Files.with("count", planned.change.files.len());
        tell(Word::Done.with("done", done.into()).with("files", files));
        for file in &planned.change.files {
            match &file.from {
                Some((path, _)) if *path != file.to.0 => say(&format!("  {path} -> {}", file.to.0)),
                _ => say(&format!("  {}", file.to.0)),
            }
        }
    }
    planned.notes.into_iter().for_each(|note| tell(Word::Noted.with("note", note)));
    Ok(Outcome::Clean)
}

/// Tells why nothing was changed.
pub fn refuse(root: &Path, refused: Refused) -> Result<Outcome, Failure> {
    let (sources, diagnostics, why) = match refused {
        Refused::Failure(failure) => return Err(failure),
        Refused::Content { sources, diagnostics, why } => (sources, diagnostics, why),
    };
    let colour =
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let language = site::language(Some(root));
    say(diag::human::render(&diagnostics, &sources, language, colour).trim_end());
    say("");
    let counts = site::counts(&diagnostics, language);
    say(&text::say(Word::NothingChanged.with("counts", counts).with("why", why), language));
    Ok(Outcome::ContentErrors)
}
