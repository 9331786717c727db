//! The texts of a site, kept from one reading to the next: only what may have changed is read again.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::walk::{self, Found};
use super::{
    ASSETS, Asset, CONTENT, Changes, Document, LEDGER, Loaded, Overlay, THEMES, document, lay_over,
    refuse_links, sound_text,
};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::failure::Failure;
use crate::source::{FileId, Sources};

const SITE: &str = "site.toml";
const MODEL: &str = "content/model.toml";

/// What has been read so far.
#[derive(Default)]
pub struct Library {
    overlay: Overlay,
    sources: Sources,
    assets: Arc<[Asset]>,
    listing: Listing,
    /// Whether the listing tells which files there are.
    is_listed: bool,
}

/// The files that there are.
#[derive(Default)]
struct Listing {
    /// In the order of their names, folder by folder; those to be read have no text.
    texts: Vec<(String, Option<Text>)>,
    at: FxHashMap<String, usize>,
    /// Whether there is a symbolic link: a change then shows under another name too.
    linked: bool,
    diags: Diagnostics,
}

/// A text that was read.
struct Text {
    /// Nothing when it could not be.
    file: Option<FileId>,
    document: Option<Arc<Document>>,
    /// What could be read of a text that is none.
    rest: String,
    diags: Diagnostics,
}

impl Library {
    /// One with some texts from memory.
    pub fn over(overlay: Overlay) -> Library {
        Library { overlay, ..Library::default() }
    }

    /// Reads what may have changed, and puts it together with the rest. `listing` is called before folders are
    /// listed.
    pub fn load(
        &mut self,
        root: &Path,
        changes: &Changes,
        listing: &mut dyn FnMut() -> Result<(), Failure>,
        diags: &mut Diagnostics,
    ) -> Result<Loaded, Failure> {
        refuse_links(root, diags);
        self.forget(root, changes);
        if !self.is_listed {
            listing()?;
            self.list(root)?;
        }
        self.read(root);
        Ok(self.loaded(root, diags))
    }

    /// Where the texts of other stages are added.
    pub fn sources(&mut self) -> &mut Sources {
        &mut self.sources
    }

    /// Lets go of what may have changed.
    fn forget(&mut self, root: &Path, changes: &Changes) {
        let (false, Changes::Paths(paths)) = (self.listing.linked, changes) else {
            self.listing = Listing::default();
            self.is_listed = false;
            return;
        };
        self.is_listed &= paths.iter().all(|path| self.is_listed_as_it_is(root, path));
        for path in paths {
            match self.listing.at.get(path) {
                Some(&at) => self.listing.texts[at].1 = None,
                None => {
                    let inside = self.listing.texts.iter_mut().filter(|(text, _)| is_inside(path, text));
                    inside.for_each(|(_, text)| *text = None);
                }
            }
        }
    }

    /// Whether the listing tells the truth about a path.
    fn is_listed_as_it_is(&self, root: &Path, path: &str) -> bool {
        if path.starts_with(&format!("{THEMES}/")) || path == THEMES {
            return true;
        }
        let assets = format!("{CONTENT}/{ASSETS}");
        let found = root.join(path).symlink_metadata();
        if path == assets || is_inside(&assets, path) {
            return false;
        }
        if self.listing.at.contains_key(path) {
            return found.is_ok_and(|found| found.is_file());
        }
        // It came and went, and nothing is told of it.
        let known = path == CONTENT || self.listing.at.keys().any(|text| is_inside(path, text));
        found.is_err() && !known && self.listing.diags.is_empty()
    }

    fn list(&mut self, root: &Path) -> Result<(), Failure> {
        let mut diags = Diagnostics::default();
        let Found { mut texts, assets, linked } = walk::walk(root, &mut diags)?;
        lay_over(&mut texts, &self.overlay);
        let at = texts.iter().cloned().zip(0..).collect();
        let mut before = std::mem::take(&mut self.listing);
        let mut kept = |path: &String| before.at.get(path).and_then(|&at| before.texts[at].1.take());
        let texts = texts.into_iter().map(|path| (kept(&path), path)).map(|(text, path)| (path, text));
        self.listing = Listing { texts: texts.collect(), at, linked, diags };
        self.assets = assets.into();
        self.is_listed = true;
        Ok(())
    }

    /// Reads the texts that are listed and not there yet.
    fn read(&mut self, root: &Path) {
        let text = |path: &String| match self.overlay.get(path) {
            Some(Some(text)) => Ok(sound_text(text.clone())),
            _ => text(&root.join(path), path),
        };
        let missing = self.listing.texts.iter_mut().filter(|(_, text)| text.is_none());
        let mut missing: Vec<&mut (String, Option<Text>)> = missing.collect();
        let texts: Vec<_> = missing.par_iter().map(|(path, _)| text(path)).collect();
        for ((path, place), text) in missing.iter_mut().map(|listed| &mut **listed).zip(texts) {
            let mut diags = Diagnostics::default();
            let (file, rest) = match text {
                Ok(text) => (Some(self.sources.add(path.as_str(), text)), String::new()),
                Err((diagnostic, rest)) => {
                    diags.add(diagnostic);
                    (None, rest)
                }
            };
            *place = Some(Text { file, document: None, rest, diags });
        }
        let sources = &self.sources;
        missing.par_iter_mut().filter(|(path, _)| ![SITE, MODEL, LEDGER].contains(&path.as_str())).for_each(
            |(_, text)| {
                let text = text.as_mut().expect("it was just put there");
                let document = text.file.and_then(|file| document::read(sources, file, &mut text.diags));
                text.document = document.map(Arc::new);
            },
        );
    }

    fn loaded(&self, root: &Path, diags: &mut Diagnostics) -> Loaded {
        let mut loaded = Loaded {
            sources: self.sources.clone(),
            assets: Arc::clone(&self.assets),
            themes: walk::themes(root),
            documents: Vec::with_capacity(self.listing.texts.len()),
            ..Loaded::default()
        };
        diags.append(self.listing.diags.clone());
        for (path, text) in &self.listing.texts {
            let text = text.as_ref().expect("what is listed has been read");
            if !text.diags.is_empty() {
                diags.append(text.diags.clone());
            }
            match (&text.document, text.file) {
                (Some(document), _) => loaded.documents.push(Arc::clone(document)),
                (None, Some(file)) if path == SITE => loaded.site = Some(file),
                (None, Some(file)) if path == MODEL => loaded.model = Some(file),
                (None, Some(file)) if path == LEDGER => loaded.ledger = Some(file),
                (None, file) => {
                    let rest = file.map_or(text.rest.as_str(), |file| &self.sources.get(file).text);
                    loaded.lost.file(path, rest);
                }
            }
        }
        loaded
    }
}

fn is_inside(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// A file as text: UTF-8, without a byte-order mark, lines ended by `\n`. With an error comes what can
/// be read all the same.
fn text(file: &Path, path: &str) -> Result<String, (Diagnostic, String)> {
    let bytes = std::fs::read(file).map_err(|error| {
        let diagnostic = Diagnostic::of_file(Code::Unreadable, path);
        (diagnostic.fact("problem", crate::failure::reason(&error)), String::new())
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|&&b| b == b'\n').count() + 1;
        let rest = String::from_utf8_lossy(error.as_bytes()).into_owned();
        (Diagnostic::of_file(Code::NotUtf8, path).fact("line", line), rest)
    })?;
    Ok(sound_text(text))
}
