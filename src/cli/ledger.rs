//! `norade ledger`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::diag::Word;
use crate::failure::Failure;
use crate::ledger::Addresses;
use crate::load::LEDGER;
use crate::{ledger, write};

#[derive(clap::Args)]
pub struct Arguments {
    /// The site's folder [default: the nearest folder upwards with a site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// Writes down the addresses of a sound site as published by its edition.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let of_site = SiteArguments { root: arguments.root.clone(), base_url: None, drafts: false };
    let (root, site) = site::read(&of_site)?;
    let edition = site.graph.site.edition.clone();
    let mut addresses = Addresses::new();
    let built = site::sound_by(root, site, |site| {
        let outputs = crate::outputs(site)?;
        addresses = ledger::addresses(site.graphs(), &outputs);
        Ok(outputs)
    })?;
    let Some(built) = built else { return Ok(Outcome::ContentErrors) };
    let Some(edition) = edition else { return Err(Failure::refused(Word::NoEdition)) };
    let known = built.sources.find(LEDGER).map_or("", |file| built.sources.get(file).text.as_str());
    let (text, added) = ledger::extended(known, &addresses, &edition);
    let file = built.root.join(LEDGER);
    if added > 0 {
        write::file(&file, text.as_bytes(), "txt", &[])?;
    }
    built.say(Word::Recorded.with("place", file.display()).with("count", added).with("edition", &edition));
    Ok(Outcome::Clean)
}
