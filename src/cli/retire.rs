//! `norade retire`.

use std::path::PathBuf;

use super::{Outcome, change, site};
use crate::diag::Word;
use crate::edit;
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// The ID of the entry
    id: String,
    /// The entry that has taken its place
    #[arg(long, value_name = "ID")]
    replaced_by: Option<String>,
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Show the change as a diff, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Says of an entry that it is no longer used. Its page stays.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let Arguments { id, replaced_by, .. } = arguments;
    let planned = edit::retire(&root, id, replaced_by.as_deref());
    change::carry_out(&root, planned, arguments.dry_run, Word::Retired.with("id", id))
}
