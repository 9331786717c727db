//! `norade check`.

use super::{Outcome, SiteArguments, site};
use crate::diag::{self, Word};
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// How to tell what is wrong
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people, to standard error
    Human,
    /// For programs, to standard output
    Json,
}

/// Does everything but write.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let built = site::build(&arguments.site)?;
    match arguments.format {
        Format::Human if built.diagnostics.is_empty() => {
            built.say(Word::Sound.with("files", Word::Files.with("count", built.outputs.len())));
        }
        Format::Human => built.tell(),
        Format::Json => {
            let text = diag::json::render(&built.diagnostics, &built.sources, built.language());
            super::print(text.as_bytes())?;
        }
    }
    Ok(if built.has_errors() { Outcome::ContentErrors } else { Outcome::Clean })
}
