//! `norade verify`.

use std::path::PathBuf;

use super::{Outcome, site};
use crate::bundle::{self, Commit, Manifest, PublicKey, Signature};
use crate::diag::{Said, Word, text};
use crate::failure::Failure;

#[derive(clap::Args)]
pub struct Arguments {
    /// The bundle: the ZIP, or the folder that it was unpacked to
    #[arg(value_name = "FILE.zip|DIR")]
    bundle: PathBuf,
    /// The public key of who is to have signed it: Ed25519, SPKI in PEM
    #[arg(long, value_name = "PUB.pem")]
    key: Option<PathBuf>,
}

/// Says whether a bundle is whole, and names each file that is not as it should be. Writes nothing.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let key = arguments.key.as_deref().map(PublicKey::read).transpose()?;
    let report = bundle::verify(&arguments.bundle, key.as_ref())?;
    let language = site::language(None);
    let place = arguments.bundle.display().to_string();
    let mut lines = report.faults.clone();
    lines.extend(report.unproven.map(Said::from));
    let is_whole = report.faults.is_empty();
    match &report.manifest {
        Some(_) if is_whole && report.unproven.is_some() => {
            lines.push(Word::WholeUnproven.with("place", place));
        }
        Some(manifest) if is_whole => lines.extend(told(&place, manifest, report.signature)),
        _ => {
            let faults = Word::Faults.with("count", lines.len());
            lines.push(Word::NotWhole.with("place", place).with("faults", faults));
        }
    }
    let lines: String = lines.into_iter().map(|line| text::say(line, language) + "\n").collect();
    super::print(lines.as_bytes())?;
    Ok(if is_whole && report.unproven.is_none() { Outcome::Clean } else { Outcome::NotWhole })
}

/// What is said of a whole bundle.
fn told(place: &str, manifest: &Manifest, signature: Signature) -> Vec<Said> {
    let files = Word::Files.with("count", manifest.files.len());
    let mut told = vec![Word::Whole.with("place", place).with("files", files).with("title", &manifest.title)];
    told.extend(manifest.edition.as_ref().map(|edition| Word::EditionIs.with("edition", edition)));
    told.extend(manifest.source.as_ref().map(|Commit { commit, dirty }| {
        let word = if *dirty { Word::CommitAndMore } else { Word::CommitIs };
        word.with("commit", commit)
    }));
    let word = match signature {
        Signature::Fits => Word::SignatureFits,
        Signature::Unchecked => Word::SignatureUnchecked,
        Signature::Missing | Signature::Differs => Word::SignatureNone,
    };
    told.push(word.into());
    told
}
