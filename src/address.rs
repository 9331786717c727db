//! Which addresses a page may link to.
//!
//! Content is untrusted: only `https`, `http`, `mailto`, `tel` and relative addresses pass, so that no
//! address can run a script.

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// What is wrong with an address.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum Problem {
    /// It has a scheme that is not allowed, or none where one is needed.
    Scheme,
    /// It is not an address by the rules of the URL standard.
    Malformed,
}

impl Problem {
    pub fn diagnostic(self, address: &str, span: Span) -> Diagnostic {
        let code = match self {
            Problem::Scheme => Code::UnsafeUrl,
            Problem::Malformed => Code::BadUrl,
        };
        Diagnostic::new(code, span).fact("found", address).fact_if("mended", as_web(address))
    }
}

/// The whole address of a page that is named by its host alone, as browsers show it: `www.example.lv/page`.
pub fn as_web(address: &str) -> Option<String> {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let plain =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let (name, top) = host.rsplit_once('.')?;
    let known = host.starts_with("www.") || ["lv", "eu", "com", "org", "net", "int"].contains(&top);
    (known && name.split('.').chain([top]).all(plain)).then(|| format!("https://{address}"))
}

/// What an address in a link leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Address {
    /// Another site, a mailbox or a telephone.
    External,
    /// Something of this site, relative to where it was written.
    Relative,
}

/// Sorts an address of a link, or says why it may not be linked.
pub fn classify(address: &str) -> Result<Address, Problem> {
    // Browsers drop these before they look for a scheme, so `java\nscript:` would be one.
    if address.chars().any(|c| c.is_control()) || address.starts_with("//") || address.contains('\\') {
        return Err(Problem::Malformed);
    }
    match url::Url::parse(address) {
        Ok(url) => match url.scheme() {
            "https" | "http" if url.has_host() => Ok(Address::External),
            "mailto" | "tel" => Ok(Address::External),
            _ => Err(Problem::Scheme),
        },
        Err(url::ParseError::RelativeUrlWithoutBase) if !has_scheme(address) => Ok(Address::Relative),
        Err(_) => Err(Problem::Malformed),
    }
}

/// Whether this is a whole web address (`https://…`).
pub fn check_web(address: &str) -> Result<(), Problem> {
    match classify(address)? {
        Address::External if address.starts_with("http") => Ok(()),
        _ => Err(Problem::Scheme),
    }
}

/// Whether a site can stand at this web address: other addresses are made by putting a path behind it.
pub fn check_base(address: &str) -> Result<(), Problem> {
    check_web(address)?;
    if address.contains(['?', '#']) { Err(Problem::Malformed) } else { Ok(()) }
}

/// Whether this has the form of an e-mail address: something, `@`, a name with a full stop, nothing that
/// could end the address inside a `mailto:` link. Whether it exists only a letter can tell.
pub fn is_email(text: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!$'*+-/=^_`{|}~.".contains(c);
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && local.chars().all(allowed)
        && domain.split('.').count() >= 2
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

fn has_scheme(address: &str) -> bool {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    address[..end].contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        for address in ["https://example.lv/a", "http://example.lv", "mailto:a@b.lv", "tel:+371"] {
            assert_eq!(classify(address), Ok(Address::External), "{address}");
        }
        for address in ["a.md", "../task/PU2-10.md#x", "#x", "a b.png", "?x=http://y"] {
            assert_eq!(classify(address), Ok(Address::Relative), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\host\\x",
            "x:y",
            "https:",
            "blob:x",
            "\u{1}javascript:alert(1)",
        ] {
            assert!(classify(address).is_err(), "{address:?}");
        }
    }

    #[test]
    fn the_form_of_an_email_address() {
        assert!(is_email("pvp@varam.gov.lv"));
        for text in [
            "",
            "@",
            "a@b",
            "a b@c.lv",
            "a@b.lv?subject=x",
            "a@.lv",
            "a@@b.lv",
            "a#b@c.lv",
            "a&b@c.lv",
            "a%b@c.lv",
            "a?b@c.lv",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
