//! `norade fmt`.

use std::path::PathBuf;

use super::{Outcome, change, print, site};
use crate::diag::Word;
use crate::edit;
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// List the files that are not in this form, and change nothing
    #[arg(long)]
    check: bool,
}

/// Brings the content into one form.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = site::root(arguments.root.as_deref())?;
    let planned = match edit::fmt(&root) {
        Ok(planned) => planned,
        Err(refused) => return change::refuse(&root, refused),
    };
    if !arguments.check {
        return change::carry_out(&root, Ok(planned), false, Word::Formatted);
    }
    let files: Vec<String> = planned.change.files.iter().map(|file| format!("{}\n", file.to.0)).collect();
    print(files.concat().as_bytes())?;
    Ok(if files.is_empty() { Outcome::Clean } else { Outcome::ContentErrors })
}
