//! What the files that could not be used would have held.

use std::collections::HashSet;

use crate::id;

/// The files that could not be used and the IDs in them. References to them are not reported as
/// broken: the fault is the file's own, and hundreds of others would hide it.
#[derive(Debug, Default, Clone)]
pub struct Lost {
    /// Below the content folder.
    files: HashSet<String>,
    /// Folded.
    ids: HashSet<String>,
}

impl Lost {
    /// Notes a file with what can be read of it.
    pub(super) fn file(&mut self, path: &str, text: &str) {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        if let Some(stem) = inner.strip_suffix(".md") {
            self.ids.insert(id::fold(stem.rsplit('/').next().unwrap_or(stem)));
        }
        // Line by line: what stands above or below a fault is most often right.
        let keys = text.lines().filter_map(|line| line.trim().strip_prefix("id"));
        let values = keys.filter_map(|rest| rest.trim_start().strip_prefix('='));
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
        self.ids.extend(values.map(|value| id::fold(value.trim_matches(quotes))));
        self.files.insert(inner.to_owned());
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn has_id(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains(&id::fold(id))
    }

    /// Whether this is the path of such a file, below the content folder.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }
}
