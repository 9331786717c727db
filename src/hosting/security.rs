//! `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness of the site.

use crate::graph::Graph;

/// Nothing where the site names nobody. A file with this name counts only at the root of a host.
pub fn security(graph: &Graph) -> Option<String> {
    let security = graph.site.security.as_ref()?;
    let canonical = graph.site.base_url.as_ref().filter(|_| graph.site.base_path() == "/");
    let canonical = canonical.map(|base| format!("Canonical: {base}.well-known/security.txt\n"));
    let languages = std::iter::once(graph.site.original());
    let languages: Vec<&str> =
        languages.chain(graph.site.translations().map(|other| other.tag.as_str())).collect();
    Some(format!(
        "Contact: {}\nExpires: {}T00:00:00Z\nPreferred-Languages: {}\n{}",
        security.contact,
        security.expires,
        languages.join(", "),
        canonical.unwrap_or_default()
    ))
}
