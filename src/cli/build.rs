//! `norade build`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::diag::Word;
use crate::failure::Failure;
use crate::write;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// Where the site is written [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Builds the site. With errors nothing is written, and the last site stays as it is.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(built) = site::sound(&arguments.site)? else { return Ok(Outcome::ContentErrors) };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join("public"));
    let written = write::folder(&built.outputs, &out, &site::sources(&built.root))?;
    let said = Word::Built
        .with("place", out.display())
        .with("files", Word::Files.with("count", built.outputs.len()))
        .with("created", written.created)
        .with("changed", written.changed)
        .with("removed", written.removed);
    built.say(said);
    Ok(Outcome::Clean)
}
