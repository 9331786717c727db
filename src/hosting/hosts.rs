//! `_redirects` and `_headers`, which Netlify, Cloudflare Pages and others read from the root of what is published.

use super::headers::{KEPT, LASTING, secure};
use super::redirects::Redirect;

pub fn redirects(base: &str, redirects: &[Redirect]) -> String {
    redirects.iter().map(|Redirect { from, to }| format!("{base}{from} {base}{to} 301\n")).collect()
}

/// Values of rules that fit the same address add up, so none asks for all else again; these hosts do so by themselves.
pub fn headers(base: &str) -> String {
    let secure = secure().map(|(name, value)| format!("  {name}: {value}\n"));
    let lasting = LASTING.map(|folder| format!("{base}{folder}/*\n  Cache-Control: {KEPT}\n"));
    format!("{base}*\n{}{}", secure.concat(), lasting.concat())
}
