//! `norade schema`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::failure::Failure;
use crate::{schema, write};

#[derive(clap::Args)]
pub struct Arguments {
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Where the schemas are written [default: .norade/schema in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Writes the schemas of a site without errors. Drafts can be referred to from drafts, so their IDs are known too.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let of_site = SiteArguments { root: arguments.root.clone(), base_url: None, drafts: true };
    let (root, site) = site::read(&of_site)?;
    let outputs = schema::outputs(&site.graph);
    let diagnostics = site.diags.sorted(&site.sources);
    let built = site::Built { root, outputs, sources: site.sources, diagnostics };
    if !built.is_sound() {
        return Ok(Outcome::ContentErrors);
    }
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join(".norade").join("schema"));
    let written = write::folder(&built.outputs, &out, &site::sources(&built.root))?;
    built.say_written(&out, &written);
    Ok(Outcome::Clean)
}
