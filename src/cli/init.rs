//! `norade init`.

use std::path::PathBuf;

use super::{Outcome, change, say, site};
use crate::diag::{Word, text};
use crate::edit;
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// A folder that is empty or does not exist yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Writes a small site to begin with.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let outcome =
        change::carry_out(folder, edit::init(folder), false, Word::SiteNow.with("folder", folder.display()))?;
    let next = Word::Next.with("folder", folder.display());
    say(&text::say(next, site::language(Some(folder))));
    Ok(outcome)
}
