//! The headers that every server sends, and how long files may be kept.

use crate::graph::routes;
use crate::load::ASSETS;
use crate::view::metadata::POLICY;

/// Sent with every file. A page cannot say itself that no other site may show it in a frame.
pub fn secure() -> [(&'static str, String); 2] {
    [
        ("Content-Security-Policy", format!("{POLICY}; frame-ancestors 'none'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// Folders whose files seldom change and may be kept for [`KEPT`]. Names of files stay the same from one build to the next,
/// so all else is asked for again; an answer that nothing has changed is small.
pub const LASTING: [&str; 2] = [ASSETS, routes::THEME];

pub const KEPT: &str = "public, max-age=3600";
pub const ASKED_AGAIN: &str = "no-cache";

/// Files at the root that are for servers and for norade itself, as a regular expression: nobody is to be sent them.
pub const HIDDEN: &str = r"(\.(?!well-known(/|$))|_|web\.config$)";

/// A path as a regular expression.
pub fn pattern(path: &str) -> String {
    path.replace('.', "\\.")
}
