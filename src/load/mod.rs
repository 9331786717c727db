//! The content folder read into documents.
//!
//! In: the folder of a site. Out: [`Loaded`]: the texts, and for each content file its front matter as
//! a tree and where its body is. Knows the layout of the folder and the form of the files; what the
//! keys mean is [`crate::model`]'s affair. Follows no symbolic link out of the site.

mod changes;
mod document;
mod library;
mod lost;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use changes::{Changes, below, is_of_site};
pub use document::{Body, Document, read as document};
pub use library::Library;
pub use lost::Lost;
pub use walk::{ASSET_TYPES, is_hidden};

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

/// The ledger of addresses, see [`crate::ledger`].
pub const LEDGER: &str = "content/addresses.txt";

/// Texts in the place of those on the disk, by their paths relative to the root: what a change would leave.
/// `None` is a file that is gone.
pub type Overlay = BTreeMap<String, Option<String>>;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Sources,
    pub site: Option<FileId>,
    pub model: Option<FileId>,
    pub ledger: Option<FileId>,
    /// In the order of their paths.
    pub documents: Vec<Arc<Document>>,
    /// The same list as the time before, when no asset can have changed since.
    pub assets: Arc<[Asset]>,
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
    Library::default().load(root, &Changes::All, &mut || Ok(()), diags)
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

/// A text without a byte-order mark and marks of our own, its lines ended by `\n`.
pub fn sound_text(text: String) -> String {
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n") } else { text };
    match crate::source::foreign::unmark(&text) {
        std::borrow::Cow::Owned(without) => without,
        std::borrow::Cow::Borrowed(_) => text,
    }
}

/// Whether a document's text can be relied on at all.
fn is_sound(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> bool {
    !tree::conflict_marks(sources, file, diags)
}
