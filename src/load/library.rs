//! The texts of a site, kept from one reading to the next: only what may have changed is read again.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::walk::{self, Found};
use super::{
    ASSETS, Asset, CONTENT, Changes, Document, Loaded, Overlay, document, lay_over, refuse_links, sound_text,
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
    /// The files that there are; nothing when they are to be listed again.
    listing: Option<Listing>,
    assets: Arc<[Asset]>,
    texts: BTreeMap<String, Text>,
}

struct Listing {
    texts: Vec<String>,
    /// Whether a symbolic link was followed: a change then shows under another name too.
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
        if self.listing.is_none() {
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
        let linked = self.listing.as_ref().is_none_or(|listing| listing.linked);
        let (false, Changes::Paths(paths)) = (linked, changes) else {
            self.texts.clear();
            self.listing = None;
            return;
        };
        if !paths.iter().all(|path| self.is_listed_as_it_is(root, path)) {
            self.listing = None;
        }
        for path in paths {
            self.texts.remove(path);
            let inside = self.inside(path).map(|(path, _)| path.clone()).collect::<Vec<_>>();
            inside.iter().for_each(|path| drop(self.texts.remove(path)));
        }
    }

    fn inside(&self, folder: &str) -> impl Iterator<Item = (&String, &Text)> {
        let prefix = format!("{folder}/");
        let from = self.texts.range(prefix.clone()..);
        from.take_while(move |(path, _)| path.starts_with(&prefix))
    }

    /// Whether the listing tells the truth about a path.
    fn is_listed_as_it_is(&self, root: &Path, path: &str) -> bool {
        let assets = format!("{CONTENT}/{ASSETS}");
        let found = root.join(path).symlink_metadata();
        match path.strip_prefix(&assets) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => false,
            _ if self.texts.contains_key(path) => found.is_ok_and(|found| found.is_file()),
            // It came and went, and nothing is told of it.
            _ => {
                let untold = self.listing.as_ref().is_some_and(|listing| listing.diags.is_empty());
                path != CONTENT && untold && found.is_err() && self.inside(path).next().is_none()
            }
        }
    }

    fn list(&mut self, root: &Path) -> Result<(), Failure> {
        let mut diags = Diagnostics::default();
        let Found { mut texts, assets, linked } = walk::walk(root, &mut diags)?;
        lay_over(&mut texts, &self.overlay);
        let known: std::collections::HashSet<&String> = texts.iter().collect();
        self.texts.retain(|path, _| known.contains(path));
        self.assets = assets.into();
        self.listing = Some(Listing { texts, linked, diags });
        Ok(())
    }

    /// Reads the texts that are listed and not there yet.
    fn read(&mut self, root: &Path) {
        let listed = self.listing.as_ref().map_or(&[][..], |listing| &listing.texts);
        let missing: Vec<&String> = listed.iter().filter(|path| !self.texts.contains_key(*path)).collect();
        let text = |path: &String| match self.overlay.get(path) {
            Some(Some(text)) => Ok(sound_text(text.clone())),
            _ => text(&root.join(path), path),
        };
        let texts: Vec<_> = missing.par_iter().map(|path| text(path)).collect();
        let mut read = Vec::new();
        for (path, text) in missing.into_iter().zip(texts) {
            let mut diags = Diagnostics::default();
            let (file, rest) = match text {
                Ok(text) => (Some(self.sources.add(path, text)), String::new()),
                Err((diagnostic, rest)) => {
                    diags.add(diagnostic);
                    (None, rest)
                }
            };
            read.push((path.clone(), Text { file, document: None, rest, diags }));
        }
        let sources = &self.sources;
        read.par_iter_mut().filter(|(path, _)| path != SITE && path != MODEL).for_each(|(_, text)| {
            let document = text.file.and_then(|file| document::read(sources, file, &mut text.diags));
            text.document = document.map(Arc::new);
        });
        self.texts.extend(read);
    }

    fn loaded(&self, root: &Path, diags: &mut Diagnostics) -> Loaded {
        let mut loaded = Loaded {
            sources: self.sources.clone(),
            assets: Arc::clone(&self.assets),
            themes: walk::themes(root),
            ..Loaded::default()
        };
        let listing = self.listing.as_ref().expect("it was made before");
        diags.append(listing.diags.clone());
        // In the order of the listing, which is that of the files' names, folder by folder.
        for path in &listing.texts {
            let text = &self.texts[path];
            diags.append(text.diags.clone());
            match (path.as_str(), &text.document) {
                (SITE, _) if text.file.is_some() => loaded.site = text.file,
                (MODEL, _) if text.file.is_some() => loaded.model = text.file,
                (_, Some(document)) => loaded.documents.push(Arc::clone(document)),
                (path, None) => {
                    let rest = text.file.map_or(text.rest.as_str(), |file| &self.sources.get(file).text);
                    loaded.lost.file(path, rest);
                }
            }
        }
        loaded
    }
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
