//! `norade check`.

use std::path::Path;

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
    /// Tell too what is not translated, or not any more
    #[arg(long)]
    translations: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// For people, to standard error
    Human,
    /// For programs, to standard output
    Json,
    /// For code hosts and editors: SARIF 2.1.0, to standard output
    Sarif,
    /// For GitHub Actions: a workflow command for each, to standard output
    Github,
}

/// Does everything but write.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let built = site::build(&arguments.site, arguments.translations)?;
    let (diagnostics, sources, language) = (&built.diagnostics, &built.sources, built.language());
    match arguments.format {
        Format::Human if built.diagnostics.is_empty() => {
            built.say(Word::Sound.with("files", Word::Files.with("count", built.outputs.len())));
        }
        Format::Human => built.tell(),
        Format::Json => {
            super::print(diag::json::render(diagnostics, sources, language).as_bytes())?;
        }
        Format::Sarif => {
            let prefix = prefix(&built.root);
            super::print(diag::sarif::render(diagnostics, sources, language, &prefix).as_bytes())?;
        }
        Format::Github => {
            let prefix = prefix(&built.root);
            super::print(diag::github::render(diagnostics, sources, language, &prefix).as_bytes())?;
        }
    }
    Ok(if built.has_errors() { Outcome::ContentErrors } else { Outcome::Clean })
}

/// What leads from here to the site's folder: code hosts look for files from where a job runs, the repository's folder.
/// Empty when the site does not lie below.
fn prefix(root: &Path) -> String {
    let below = || {
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        let root = root.canonicalize().ok()?;
        let inner = root.strip_prefix(here).ok()?;
        Some(inner.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect())
    };
    below().unwrap_or_default()
}
