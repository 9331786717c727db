//! Which files may have changed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use super::{CONTENT, THEMES};

/// What may have changed since a site was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    All,
    /// These files and folders, with what is in them; relative to the root, `/` between the parts.
    Paths(BTreeSet<String>),
}

impl Default for Changes {
    fn default() -> Changes {
        Changes::Paths(BTreeSet::new())
    }
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    pub fn add(&mut self, path: String) {
        if let Changes::Paths(paths) = self {
            paths.insert(path);
        }
    }
}

/// Whether a path below the root is of something that a site is read from.
pub fn is_of_site(path: &str) -> bool {
    let mut parts = path.split('/');
    match parts.next() {
        Some(CONTENT) => !parts.any(|part| super::is_hidden(OsStr::new(part))),
        Some(first) => first == THEMES || path == "site.toml",
        None => false,
    }
}

/// A path below the root with `/` between its parts; empty for the root, `None` for what is not below it.
pub fn below(root: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}
