//! `norade rename`.

use std::path::PathBuf;

use super::{Outcome, change, site};
use crate::diag::Word;
use crate::edit;
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// The ID that the entry has
    old: String,
    /// The ID that it gets
    new: String,
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Show the change as a diff, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Gives an entry another ID, everywhere. The old one stays as an alias.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let Arguments { old, new, .. } = arguments;
    let planned = edit::rename(&root, old, new);
    change::carry_out(&root, planned, arguments.dry_run, Word::Renamed.with("old", old).with("new", new))
}
