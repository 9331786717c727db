//! `norade init`.

use std::path::PathBuf;

use super::{Outcome, change, say};
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
    let shown = folder.display();
    let outcome = change::carry_out(folder, edit::init(folder), false, &format!("{shown} is a site now"))?;
    say(&format!("next: norade build --root {shown}"));
    Ok(outcome)
}
