//! `norade bundle`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::bundle::{self, PrivateKey};
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
    /// Sign the bundle with this private key: Ed25519, PKCS#8 in PEM
    #[arg(long, value_name = "KEY.pem")]
    sign: Option<PathBuf>,
}

/// Builds the site into one ZIP file, with what a reader without a network needs.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let key = arguments.sign.as_deref().map(PrivateKey::read).transpose()?;
    let (root, site) = site::read(&arguments.site)?;
    let (commit, unknown) = match bundle::commit(&root) {
        Ok(commit) => (commit, None),
        Err(reason) => (None, Some(reason)),
    };
    let Some(built) = site::sound_by(root, site, |site| crate::bundle(site, commit, key.as_ref()))? else {
        return Ok(Outcome::ContentErrors);
    };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join("site.zip"));
    write::zip(&built.outputs, &out, &site::sources(&built.root))?;
    if let Some(reason) = unknown {
        built.say(Word::Noted.with("note", Word::NoCommit.with("reason", reason)));
    }
    let files = Word::Files.with("count", built.outputs.len());
    built.say(Word::Bundled.with("place", out.display()).with("files", files));
    Ok(Outcome::Clean)
}
