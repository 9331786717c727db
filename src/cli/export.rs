//! `norade export`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::failure::Failure;
use crate::{export, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    #[arg(long, value_enum)]
    format: Format,
    /// A file in the place of standard output
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// The bytes of dati/norade.json
    Json,
}

/// Writes the data of a site without errors.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let (root, site) = site::read(&arguments.site)?;
    let bytes = match arguments.format {
        Format::Json => export::json(&site.graph, &site.sources),
    };
    let diagnostics = site.diags.sorted(&site.sources);
    let built = site::Built { root, outputs: Vec::new(), sources: site.sources, diagnostics };
    built.tell();
    if built.has_errors() {
        return Ok(Outcome::ContentErrors);
    }
    match &arguments.out {
        Some(path) => write::file(path, &bytes, "json", &site::sources(&built.root))?,
        None => super::print(&bytes)?,
    }
    Ok(Outcome::Clean)
}
