//! What stands where the author of a new entry has to write something.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::markdown;
use crate::source::Origin;

/// The sign of a blank.
pub const BLANK: &str = "…";

/// Reports the lines of a text that are blanks: with nothing beside the sign but the mark of a list item.
pub(super) fn report(text: &str, origin: Origin, diags: &mut Diagnostics) {
    for blank in blanks(text) {
        diags.add(Diagnostic::new(Code::BlankLeft, origin.part(blank)));
    }
}

/// As [`report`], of Markdown, in whose code nothing is a blank. `anchors` as in [`markdown::Options`].
pub(super) fn report_in_markdown(text: &str, anchors: bool, origin: Origin, diags: &mut Diagnostics) {
    let blanks = blanks(text);
    if blanks.is_empty() {
        return;
    }
    let code: Vec<Range<usize>> = markdown::code_blocks(text, anchors).collect();
    for blank in blanks.into_iter().filter(|blank| !code.iter().any(|code| code.contains(&blank.start))) {
        diags.add(Diagnostic::new(Code::BlankLeft, origin.part(blank)));
    }
}

fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let written = line.trim();
        if written.strip_prefix("- ").unwrap_or(written).trim_start() == BLANK {
            let end = start + line.trim_end().len();
            found.push(end - BLANK.len()..end);
        }
        start += line.len() + 1;
    }
    found
}
