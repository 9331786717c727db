//! `norade bundle`.

use std::path::PathBuf;

use super::{Outcome, SiteArguments, site};
use crate::bundle::{self, PrivateKey};
use crate::diag::Word;
use crate::failure::Failure;
use crate::{edit, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The file [default: site.zip in the site's folder; with --single ID.html]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the page of one entry alone, with all that it shows inside, to send it by e-mail
    #[arg(long, value_name = "ID", conflicts_with = "sign")]
    single: Option<String>,
    /// Sign the bundle with this private key: Ed25519, PKCS#8 in PEM
    #[arg(long, value_name = "KEY.pem")]
    sign: Option<PathBuf>,
}

/// Builds the site into one ZIP file, with what a reader without a network needs.
pub fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(id) = &arguments.single {
        return single(arguments, id);
    }
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

/// Writes the page of an entry into one file.
fn single(arguments: &Arguments, id: &str) -> Result<Outcome, Failure> {
    let (root, site) = site::read(&arguments.site)?;
    let unknown = edit::unknown(site.graph.entries.iter().map(|entry| entry.id.as_str()), id);
    let render = |site: &mut _| crate::single(site, id)?.ok_or(Failure::refused(unknown));
    let Some(built) = site::sound_by(root, site, render)? else { return Ok(Outcome::ContentErrors) };
    let [page] = built.outputs.as_slice() else { unreachable!("a sound site gives the page") };
    let out = arguments.out.clone().unwrap_or_else(|| built.root.join(&page.path));
    write::file(&out, &page.bytes, "html", &site::sources(&built.root))?;
    let files = Word::Files.with("count", built.outputs.len());
    built.say(Word::Bundled.with("place", out.display()).with("files", files));
    Ok(Outcome::Clean)
}
