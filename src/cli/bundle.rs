//! `norade bundle`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::failure::Failure;
use crate::write;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The ZIP file [default: site.zip in the site's folder]
    #[arg(long, value_name = "FILE.zip")]
    out: Option<PathBuf>,
}

/// Builds the site into one ZIP file, the same bytes as in the folder.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(built) = site::sound(&arguments.site)? else { return Ok(Outcome::ContentErrors) };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join("site.zip"));
    write::zip(&built.outputs, &out, &site::sources(&built.root))?;
    super::say(&format!("{}: {} files", out.display(), built.outputs.len()));
    Ok(Outcome::Clean)
}
