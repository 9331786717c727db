//! The language of texts that are not in that of the page, as HTML says it.

use crate::html::tag_length;
use crate::source::foreign::{BEGIN, BEGIN_WORDS, END, MARKS, is_marked, unmark};

/// Elements that hold nothing but text, so that no element inside them can bear its language.
const TEXT_ONLY: [&str; 5] = ["title", "option", "textarea", "script", "style"];

/// Elements without an end.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "wbr"];

/// The page with `lang` in the place of marks: on the elements that stand between them, or on one around a text. In
/// attributes and in elements that hold text alone the marks go. `words` is the language of the theme's fallback.
pub(super) fn told(html: String, original: &str, words: &str) -> String {
    if !is_marked(&html) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    // The languages of the marks that are open, and how many elements are since the outermost.
    let (mut marks, mut depth) = (Vec::new(), 0);
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        for piece in text.split_inclusive(MARKS) {
            let said = piece.trim_end_matches(MARKS);
            match marks.last() {
                Some(language) if depth == 0 && !said.trim().is_empty() => {
                    out.push_str(&format!("<span lang=\"{language}\">{said}</span>"));
                }
                _ => out.push_str(said),
            }
            match piece.chars().next_back() {
                Some(BEGIN) => marks.push(original),
                Some(BEGIN_WORDS) => marks.push(words),
                Some(END) => drop(marks.pop()),
                _ => {}
            }
        }
        let (tag, behind) = markup.split_at(tag_length(markup));
        let tag = unmark(tag);
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let whole = TEXT_ONLY.contains(&name) && !tag.starts_with("</");
        let text = if whole { behind.find("</").unwrap_or(behind.len()) } else { 0 };
        let outer = marks.last().filter(|_| depth == 0 && !tag.starts_with("</") && !tag.contains(" lang="));
        match tag.strip_suffix('>').zip(outer) {
            Some((open, language)) => out.push_str(&format!("{open} lang=\"{language}\">")),
            None => out.push_str(&tag),
        }
        out.push_str(&unmark(&behind[..text]));
        if !marks.is_empty() && !VOID.contains(&name) {
            depth += if tag.starts_with("</") { -1 } else { 1 };
        }
        rest = &behind[text..];
    }
    out
}
