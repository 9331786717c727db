//! What stands where the author of a new entry has to write something.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Origin;

/// The sign of a blank.
pub const BLANK: &str = "…";

/// Reports the lines of a text that are blanks: with nothing beside the sign but the mark of a list item.
pub(super) fn report(text: &str, origin: Origin, diags: &mut Diagnostics) {
    let mut start = 0;
    for line in text.split('\n') {
        let written = line.trim();
        if written.strip_prefix("- ").unwrap_or(written).trim_start() == BLANK {
            let at = start + line.len() - BLANK.len() - (line.len() - line.trim_end().len());
            diags.add(Diagnostic::new(Code::BlankLeft, origin.part(at..at + BLANK.len())));
        }
        start += line.len() + 1;
    }
}
