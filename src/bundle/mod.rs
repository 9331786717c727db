//! The offline bundle: one folder that holds the site and all that a reader without a network needs, and that can be
//! checked where it arrives.
//!
//! ```text
//! <title>/
//!   SAKUMS.html         opens the site; the theme names it, as it does the next one and the folder
//!   LASI-MANI.txt       what to do with the folder
//!   manifest.json       every other file with its size and SHA-256, and what the site is
//!   manifest.json.sig   where it is signed: the Ed25519 signature of manifest.json
//!   vietne/             the site, the same bytes as in a folder of its own
//! ```
//!
//! In: the outputs of the site. Out: the outputs of the bundle ([`pack`]). The other way round, [`verify()`] says of a ZIP
//! or a folder whether it is such a bundle, whole; it trusts nothing of what it reads and writes nothing. [`commit()`] asks
//! git what the site is built from.

mod commit;
mod contents;
mod key;
mod manifest;
mod path;
mod single;
mod verify;

use serde::Serialize;

pub use commit::{Commit, commit};
pub use key::{PrivateKey, PublicKey};
pub use manifest::{File, Manifest};
pub use single::single;
pub use verify::{Report, Signature, verify};

use crate::diag::Diagnostic;
use crate::failure::Failure;
use crate::graph::{Graph, routes};
use crate::markdown::slug;
use crate::output::{Output, Tier};
use crate::render::Renderer;
use crate::view;

/// The list of what is in a bundle, in its folder.
pub const MANIFEST: &str = "manifest.json";

/// The signature of [`MANIFEST`], beside it.
pub const SIGNATURE: &str = "manifest.json.sig";

/// How long the name of a bundle's folder is at most.
const LONGEST_NAME: usize = 40;

/// What the theme puts before the site.
pub struct Front {
    /// The folder of the site inside that of the bundle.
    folder: String,
    files: Vec<Output>,
}

#[derive(Serialize)]
struct ReadMe<'a> {
    commit: Option<&'a Commit>,
}

impl Front {
    /// Renders the page that opens the site and the text that says what to do with the folder.
    pub fn new(graph: &Graph, renderer: &Renderer, commit: Option<&Commit>) -> Result<Front, Diagnostic> {
        let folder = renderer.words("bundle-site")?;
        let start = renderer.render(&view::start(graph, &folder))?;
        let text = renderer.text("read-me.txt", &ReadMe { commit })?;
        // As Notepad has shown texts in UTF-8 since the oldest Windows in use.
        let text = format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
        let files = vec![
            leaf(renderer.words("bundle-start")?, start.into_bytes()),
            leaf(renderer.words("bundle-read-me")?, text.into_bytes()),
        ];
        Ok(Front { folder, files })
    }
}

/// Puts the outputs of a site into one folder with what stands before it, the manifest and, with a key, its signature.
/// The first of the graphs is that of the original, and the others are its translations.
///
/// # Errors
///
/// Refused: a path that not every system can unpack, with the reason and the file that it comes from.
pub fn pack(
    graphs: &[&Graph],
    outputs: Vec<Output>,
    front: Front,
    commit: Option<Commit>,
    key: Option<&PrivateKey>,
) -> Result<Vec<Output>, Failure> {
    let site = &graphs[0].site;
    let top = name(&site.title);
    let mut packed = front.files;
    packed.reserve(outputs.len() + 2);
    for mut output in outputs {
        let inner = format!("{}/{}", front.folder, output.path);
        path::check(&format!("{top}/{inner}"), || origin(graphs, &output.path))?;
        output.path = inner;
        packed.push(output);
    }
    let manifest = Manifest::new(site, commit, &packed).render();
    let signature = key.map(|key| leaf(SIGNATURE.to_owned(), key.sign(&manifest)));
    packed.extend(std::iter::once(leaf(MANIFEST.to_owned(), manifest)).chain(signature));
    for output in &mut packed {
        output.path = format!("{top}/{}", output.path);
        path::check(&output.path, || None)?;
    }
    Ok(packed)
}

/// The name of the folder: the title in ASCII, cut at a word.
fn name(title: &str) -> String {
    let whole = slug(title);
    let Some(cut) = whole.get(..LONGEST_NAME).filter(|cut| *cut != whole) else { return whole };
    let ends_a_word = whole[LONGEST_NAME..].starts_with('-');
    let words = if ends_a_word { None } else { cut.rsplit_once('-') };
    words.map_or(cut, |(words, _)| words).trim_end_matches('-').to_owned()
}

/// The file from which an output of the site has its path.
fn origin(graphs: &[&Graph], path: &str) -> Option<String> {
    if let Some(file) = path.strip_prefix(routes::THEME).and_then(|rest| rest.strip_prefix('/')) {
        return Some(format!("themes/…/static/{file}"));
    }
    if graphs[0].assets.iter().any(|asset| asset.path == path) {
        return Some(format!("content/{path}"));
    }
    let stem = |path: &str| path.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    graphs.iter().find_map(|graph| {
        let inner = stem(path.strip_prefix(&graph.site.folder)?)?;
        let (route, _) = graph.routes.iter().find(|(_, page)| stem(page).as_ref() == Some(&inner))?;
        graph.source(*route)
    })
}

fn leaf(path: String, bytes: Vec<u8>) -> Output {
    Output { path, bytes, tier: Tier::Leaf }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_cut_at_a_word() {
        assert_eq!(name("Pakalpojumu pārvaldības uzdevumi"), "pakalpojumu-parvaldibas-uzdevumi");
        assert_eq!(
            name("Šķiršanās no ļoti garā nosaukuma, kas neietilpst"),
            "skirsanas-no-loti-gara-nosaukuma-kas"
        );
        assert_eq!(name(&"a".repeat(50)), "a".repeat(40));
        assert_eq!(name(&format!("{} b", "a".repeat(40))), "a".repeat(40));
        assert_eq!(name("…"), "x");
    }
}
