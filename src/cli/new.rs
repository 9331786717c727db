//! `norade new`.

use std::path::PathBuf;

use super::{Outcome, change, site};
use crate::diag::Word;
use crate::edit;
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// The kind of the entry, as the model names it
    kind: String,
    /// The ID that it gets
    id: String,
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Show the entry as a diff, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Lays out a new entry from the model.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let Arguments { kind, id, .. } = arguments;
    let planned = edit::new(&root, kind, id, site::language(Some(&root)));
    change::carry_out(&root, planned, arguments.dry_run, Word::LaidOut.with("id", id))
}
