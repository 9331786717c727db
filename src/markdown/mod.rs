//! Markdown made into [`Fragment`]s: safe HTML with slots where references will stand.
//!
//! The only user of pulldown-cmark, ammonia and syntect. In: an author's text with its [`crate::source::Origin`].
//! Out: HTML in which no author's text can be markup, the references as they were written (resolved by
//! [`crate::graph`]), headings, statements; and diagnostics. Never looks at another file, so that a
//! fragment is a function of its text alone.

mod compile;
mod fragment;
mod highlight;
mod items;
mod meant;
mod references;
mod sanitise;
mod statements;
mod tidy;

pub use compile::{Options, compile};
pub use fragment::{Fragment, Heading, Reference, Slot, Statement, Target};
pub use highlight::stylesheet as code_stylesheet;
pub use items::Piece;
pub use references::Autolinks;
pub use tidy::{code_blocks, end, straight_quotes, trailing_spaces};

/// An anchor made of a title: letters without marks, digits, single hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in deunicode::deunicode(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "x".into() } else { slug }
}

/// Writes text so that it cannot be markup, inside an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
