//! `norade build`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::failure::Failure;
use crate::{hosting, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// Where the site is written [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Put a .gz and a .br beside each file that gets smaller, for servers that send them
    #[arg(long)]
    compress: bool,
}

/// Builds the site. With errors nothing is written, and the last site stays as it is.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let Some(mut built) = site::sound(&arguments.site)? else { return Ok(Outcome::ContentErrors) };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join("public"));
    if arguments.compress {
        let compressed = hosting::compressed(&built.outputs);
        built.outputs.extend(compressed);
    }
    let written = write::folder(&built.outputs, &out, &site::sources(&built.root))?;
    built.say_written(&out, &written);
    Ok(Outcome::Clean)
}
