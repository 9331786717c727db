//! A change of the site's own files, shown or made.

use std::io::IsTerminal;
use std::path::Path;

use super::{Outcome, say, site};
use crate::diag;
use crate::edit::{Planned, Refused};
use crate::failure::Failure;

/// Shows the change on standard output, or makes it and says what was done.
pub fn carry_out(
    root: &Path,
    planned: Result<Planned, Refused>,
    dry_run: bool,
    done: &str,
) -> Result<Outcome, Failure> {
    let planned = match planned {
        Ok(planned) => planned,
        Err(refused) => return refuse(root, refused),
    };
    if dry_run {
        super::print(planned.change.diff().as_bytes())?;
    } else {
        planned.change.apply(root)?;
        say(&format!("{done}: {}", files(planned.change.files.len())));
        for file in &planned.change.files {
            match &file.from {
                Some((path, _)) if *path != file.to.0 => say(&format!("  {path} -> {}", file.to.0)),
                _ => say(&format!("  {}", file.to.0)),
            }
        }
    }
    planned.notes.iter().for_each(|note| say(&format!("note: {note}")));
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
    say(&format!("{}; {why}; nothing was changed", site::counts(&diagnostics, language)));
    Ok(Outcome::ContentErrors)
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".into(),
        count => format!("{count} files"),
    }
}
