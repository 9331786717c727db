//! The content folder read into documents.
//!
//! In: the folder of a site. Out: [`Loaded`]: the texts, and for each content file its front matter as
//! a tree and where its body is. Knows the layout of the folder and the form of the files; what the
//! keys mean is [`crate::model`]'s affair. Follows no symbolic link out of the site.

mod changes;
mod document;
mod lost;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use changes::{Changes, below, is_of_site};
pub use document::{Body, Document, read as document};
pub use lost::Lost;
pub use walk::is_hidden;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::failure::Failure;
use crate::source::{FileId, Sources};
use crate::tree;

/// The folder of all content.
pub const CONTENT: &str = "content";

/// The folder of the site's own themes.
pub const THEMES: &str = "themes";

/// The folder of free pages inside the content folder; no kind may be called so.
pub const PAGES: &str = "pages";

/// The folder of pictures and downloads inside the content folder, and of the built site.
pub const ASSETS: &str = "assets";

/// Texts in the place of those on the disk, by their paths relative to the root: what a change would leave.
/// `None` is a file that is gone.
pub type Overlay = BTreeMap<String, Option<String>>;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    pub site: Option<FileId>,
    pub model: Option<FileId>,
    /// In the order of their paths.
    pub documents: Vec<Document>,
    pub assets: Vec<Asset>,
    pub lost: Lost,
    /// The folders in `themes`.
    pub themes: Vec<String>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Relative to the content folder, `/` between the parts.
    pub path: String,
    pub file: PathBuf,
}

impl Asset {
    pub fn read(&self) -> Result<Vec<u8>, Failure> {
        std::fs::read(&self.file).map_err(|error| Failure::io("read", &self.file, error))
    }
}

/// Reads a site. Only a folder that cannot be read at all is a failure; every other fault is reported.
pub fn load(root: &Path, diags: &mut Diagnostics) -> Result<Loaded, Failure> {
    load_over(root, &Overlay::new(), diags)
}

/// Reads a site as [`load`] does, with some of its texts from memory.
pub fn load_over(root: &Path, overlay: &Overlay, diags: &mut Diagnostics) -> Result<Loaded, Failure> {
    refuse_links(root, diags);
    let mut found = walk::walk(root, diags)?;
    lay_over(&mut found.texts, overlay);
    let mut loaded = Loaded { assets: found.assets, themes: walk::themes(root), ..Loaded::default() };
    let text = |path: &String| match overlay.get(path) {
        Some(Some(text)) => Ok(sound_text(text.clone())),
        _ => read(&root.join(path), path),
    };
    let texts: Vec<_> = found.texts.par_iter().map(|path| (path, text(path))).collect();
    let mut files = Vec::new();
    for (path, text) in texts {
        match text {
            Ok(text) => files.push(loaded.sources.add(path, text)),
            Err((diagnostic, rest)) => {
                loaded.lost.file(path, &rest);
                diags.add(diagnostic);
            }
        }
    }
    for &file in &files {
        match loaded.sources.get(file).path.as_str() {
            "site.toml" => loaded.site = Some(file),
            "content/model.toml" => loaded.model = Some(file),
            _ => {}
        }
    }
    let sources = &loaded.sources;
    let read: Vec<(FileId, Option<Document>, Diagnostics)> = files
        .par_iter()
        .filter(|&&file| Some(file) != loaded.site && Some(file) != loaded.model)
        .map(|&file| {
            let mut diags = Diagnostics::default();
            (file, document::read(sources, file, &mut diags), diags)
        })
        .collect();
    for (file, document, found) in read {
        if document.is_none() {
            let source = sources.get(file);
            loaded.lost.file(&source.path, &source.text);
        }
        loaded.documents.extend(document);
        diags.append(found);
    }
    Ok(loaded)
}

/// The paths that there are once the overlay is written, in the order of a walk.
fn lay_over(texts: &mut Vec<String>, overlay: &Overlay) {
    texts.retain(|path| overlay.get(path).is_none_or(Option::is_some));
    let new = overlay.iter().filter(|(path, text)| text.is_some() && !texts.contains(path));
    let new: Vec<String> = new.map(|(path, _)| path.clone()).collect();
    texts.extend(new);
    // The site's own file comes first, as it was walked; paths are compared part by part.
    texts[1..].sort_by(|a, b| Path::new(a).cmp(Path::new(b)));
}

/// What the site is made of lies in its folder: a link in its place would publish something else.
fn refuse_links(root: &Path, diags: &mut Diagnostics) {
    for name in ["site.toml", "content", "themes"] {
        let link = std::fs::symlink_metadata(root.join(name)).is_ok_and(|found| found.is_symlink());
        if link {
            diags.add(Diagnostic::of_file(Code::OutsideLink, name));
        }
    }
}

/// A file as text: UTF-8, without a byte-order mark, lines ended by `\n`. With an error comes what can
/// be read all the same.
fn read(file: &Path, path: &str) -> Result<String, (Diagnostic, String)> {
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

/// A text without a byte-order mark, its lines ended by `\n`.
pub fn sound_text(text: String) -> String {
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text }
}

/// Whether a document's text can be relied on at all.
fn is_sound(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> bool {
    !tree::conflict_marks(sources, file, diags)
}
