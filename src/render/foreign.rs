//! The language of texts that are not translated, as HTML says it.

use crate::html::tag_length;
use crate::source::foreign::{BEGIN, END, is_marked, unmark};

/// Elements that hold nothing but text, so that no element inside them can bear its language.
const TEXT_ONLY: [&str; 5] = ["title", "option", "textarea", "script", "style"];

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "wbr"];

/// The page with `lang` in the place of marks: on the elements that stand between them, or on one around a text. In
/// attributes and in elements that hold text alone the marks go.
pub(super) fn told(html: String, original: &str) -> String {
    if !is_marked(&html) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    // How many marks are open, and how many elements since the outermost.
    let (mut marks, mut depth) = (0, 0);
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        for piece in text.split_inclusive([BEGIN, END]) {
            let words = piece.trim_end_matches([BEGIN, END]);
            if marks > 0 && depth == 0 && !words.trim().is_empty() {
                out.push_str(&format!("<span lang=\"{original}\">{words}</span>"));
            } else {
                out.push_str(words);
            }
            match piece.chars().next_back() {
                Some(BEGIN) => marks += 1,
                Some(END) => marks = i32::max(marks - 1, 0),
                _ => {}
            }
        }
        let (tag, behind) = markup.split_at(tag_length(markup));
        let tag = unmark(tag);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let whole = TEXT_ONLY.contains(&name) && !tag.starts_with("</");
        let text = if whole { behind.find("</").unwrap_or(behind.len()) } else { 0 };
        let at_outer = marks > 0 && depth == 0 && !tag.starts_with("</");
        match tag.strip_suffix('>').filter(|_| at_outer && !tag.contains(" lang=")) {
            Some(open) => out.push_str(&format!("{open} lang=\"{original}\">")),
            None => out.push_str(&tag),
        }
        out.push_str(&unmark(&behind[..text]));
        if marks > 0 && !VOID.contains(&name) {
            depth += if tag.starts_with("</") { -1 } else { 1 };
        }
        rest = &behind[text..];
    }
    out
}
