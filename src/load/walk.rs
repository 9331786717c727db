//! Which files there are.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{ASSETS, Asset, LEDGER};
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::failure::Failure;

/// Types of files that are published as they are. None of them can run a script in a browser that shows
/// it from the site (SVG and HTML can).
pub const ASSET_TYPES: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "pdf", "csv", "txt", "json", "xlsx", "docx", "pptx", "ods",
    "odt", "odp", "zip", "mp4",
];

/// The files of a site, in the order of their paths.
#[derive(Default)]
pub struct Found {
    /// Paths of texts relative to the root.
    pub texts: Vec<String>,
    pub assets: Vec<Asset>,
    /// Whether there is a symbolic link.
    pub linked: bool,
}

/// Lists `site.toml` and the content folder.
pub fn walk(root: &Path, diags: &mut Diagnostics) -> Result<Found, Failure> {
    let content = root.join("content");
    if !content.is_dir() {
        return Err(Failure::refused(Word::NoFolder.with("folder", content.display())));
    }
    let home = content.canonicalize().map_err(|error| Failure::io("read the folder", &content, error))?;
    let mut found = Found { texts: vec!["site.toml".into()], ..Found::default() };
    let mut walk = WalkDir::new(&content).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diags.add(problem(root, &error));
                continue;
            }
        };
        let leads_out = || !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&home));
        if entry.depth() > 0 && is_hidden(entry.file_name()) {
            skip(&mut walk, &entry);
            continue;
        }
        found.linked |= entry.path_is_symlink();
        if entry.depth() > 0 && entry.path_is_symlink() && leads_out() {
            diags.add(Diagnostic::of_file(Code::OutsideLink, relative(root, entry.path())));
            skip(&mut walk, &entry);
        } else if entry.file_type().is_file() {
            sort_in(root, &entry, &mut found, diags);
        }
    }
    Ok(found)
}

/// The folders in `themes`; none that a symbolic link leads to.
pub fn themes(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

/// Whether a file or folder of this name is left out of the content: it is an editor's or the system's own.
pub fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with(['.', '~', '#'])
}

fn skip(walk: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

fn sort_in(root: &Path, entry: &DirEntry, found: &mut Found, diags: &mut Diagnostics) {
    let path = relative(root, entry.path());
    let inner = path.strip_prefix("content/").unwrap_or(&path);
    let extension = entry.path().extension().and_then(|e| e.to_str()).unwrap_or_default();
    let extension = extension.to_ascii_lowercase();
    if inner.starts_with(&format!("{ASSETS}/")) {
        let plain = inner.split('/').all(crate::id::is_plain);
        match (ASSET_TYPES.contains(&extension.as_str()), plain) {
            (true, true) => {
                let asset = Asset { path: inner.to_owned(), file: entry.path().to_path_buf() };
                found.assets.push(asset);
            }
            (true, false) => diags.add(Diagnostic::of_file(Code::AssetName, path)),
            (false, _) => {
                let diagnostic = Diagnostic::of_file(Code::AssetType, path);
                diags.add(diagnostic.fact("known", ASSET_TYPES.join(", ")));
            }
        }
    } else if matches!(extension.as_str(), "md" | "toml") || path == LEDGER {
        found.texts.push(path);
    } else {
        let translation = translation(&path);
        diags.add(Diagnostic::of_file(Code::StrayFile, path).fact_if("translation", translation));
    }
}

/// `X.en.md` for `X.md.en`.
fn translation(path: &str) -> Option<String> {
    let (text, language) = path.rsplit_once('.')?;
    let (stem, extension) = text.rsplit_once('.').filter(|(_, of)| matches!(*of, "md" | "toml"))?;
    let is_tag = (2..=3).contains(&language.split('-').next()?.len())
        && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_tag.then(|| format!("{stem}.{language}.{extension}"))
}

fn problem(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = relative(root, error.path().unwrap_or(Path::new("content")));
    if error.loop_ancestor().is_some() {
        return Diagnostic::of_file(Code::SymlinkLoop, path);
    }
    let problem = error.io_error().map(crate::failure::reason);
    Diagnostic::of_file(Code::Unreadable, path)
        .fact("problem", problem.unwrap_or_else(|| Word::CannotBeRead.into()))
}

/// A path below the root with `/` between its parts, whatever the system writes.
fn relative(root: &Path, path: &Path) -> String {
    super::below(root, path).unwrap_or_else(|| path.to_string_lossy().into_owned())
}
