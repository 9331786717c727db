//! `norade bundle`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::diag::Word;
use crate::failure::Failure;
use crate::write;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The ZIP file [default: site.zip in the site's folder]
    #[arg(long, value_name = "FILE.zip")]
    out: Option<PathBuf>,
}

/// Builds the site into one ZIP file, the same bytes as in the folder.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(built) = site::sound(&arguments.site)? else { return Ok(Outcome::ContentErrors) };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join("site.zip"));
    write::zip(&built.outputs, &out, &site::sources(&built.root))?;
    let files = Word::Files.with("count", built.outputs.len());
    built.say(Word::Bundled.with("place", out.display()).with("files", files));
    Ok(Outcome::Clean)
}
