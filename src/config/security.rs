//! `[security]`: whom to tell of a weakness of the site, as RFC 9116 asks.

use crate::address;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::tree::{Reader, Table, date};

/// What stands in `security.txt`.
#[derive(Debug, Clone)]
pub struct Security {
    /// An address with `https:` or `mailto:`.
    pub contact: String,
    /// The day from which on the rest no longer counts. Whether it is past, no build asks: the same content gives the same
    /// site on any day.
    pub expires: jiff::civil::Date,
}

pub(super) fn read(table: &Table, diags: &mut Diagnostics) -> Option<Security> {
    let mut reader = Reader::new(table);
    let written = reader.required_text("contact", diags);
    let contact =
        written.and_then(|text| contact(text, table.get("contact").expect("it was just read").span, diags));
    let expires = reader.required("expires", diags).and_then(|node| date(node, "expires", diags));
    reader.finish(diags);
    Some(Security { contact: contact?, expires: expires? })
}

fn contact(text: &str, span: Span, diags: &mut Diagnostics) -> Option<String> {
    if text.starts_with("https://") && address::check_web(text).is_ok() {
        return Some(text.to_owned());
    }
    if address::is_email(text) {
        return Some(format!("mailto:{text}"));
    }
    diags.add(Diagnostic::new(Code::SecurityContact, span).fact("found", text));
    None
}
