//! What an author has meant as Markdown, and Markdown takes as plain text: a heading without its space, the bullets of
//! a word processor, a reference that is not closed.

use std::ops::Range;

use super::references::Autolinks;
use crate::diag::Code;
use crate::id;

/// The bullets of word processors. A dash begins a list item only beside another one: it may be speech.
const BULLETS: [char; 2] = ['•', '·'];
const DASHES: [char; 3] = ['–', '—', '-'];

const NO_BREAK_SPACE: char = '\u{A0}';

/// What is wrong with the line on which a plain text begins, the line mended, and where it is. Nothing, when other Markdown
/// stands before the text.
pub(super) fn line(text: &str, at: usize, headings: bool) -> Option<(Code, String, Range<usize>)> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let leads = |c: char| matches!(c, ' ' | '\t' | '>');
    if !text[start..at].chars().all(leads) {
        return None;
    }
    let written = text[at..].lines().next().unwrap_or_default().trim_end();
    let range = at..at + written.len();
    if headings && let Some(mended) = heading(written) {
        return Some((Code::HeadingMark, mended, range));
    }
    let (mark, mended) = item(written)?;
    let same = |line: Option<&str>| {
        line.and_then(|line| item(line.trim_start_matches(leads))).is_some_and(|(other, _)| other == mark)
    };
    // The first line of a list speaks for all.
    let above = same(text[..start].lines().next_back());
    let alone = !BULLETS.contains(&mark) && !same(text[at..].lines().nth(1));
    (!above && !alone).then_some((Code::ListMark, mended, range))
}

/// `##Title`, mended. A single `#` may begin a hashtag.
fn heading(line: &str) -> Option<String> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let lacks = match title.chars().next()? {
        NO_BREAK_SPACE => level > 0,
        first => level > 1 && first.is_alphanumeric(),
    };
    (lacks && level <= 6).then(|| format!("{} {}", &line[..level], title.trim()))
}

/// The bullet before an item of a list, and the item mended.
fn item(line: &str) -> Option<(char, String)> {
    let mark = line.chars().next()?;
    let rest = &line[mark.len_utf8()..];
    let marks = match mark {
        '-' => rest.starts_with(NO_BREAK_SPACE),
        mark if BULLETS.contains(&mark) || DASHES.contains(&mark) => rest.starts_with(char::is_whitespace),
        _ => false,
    };
    marks.then(|| (mark, format!("- {}", rest.trim())))
}

/// The references in a plain text that lack their last bracket, with what they should be: `[[ID]` and `[[ID|text]`.
/// And a code that has no bracket behind it at all.
pub(super) fn open_references<'t>(
    text: &'t str,
    codes: &'t Autolinks,
) -> impl Iterator<Item = (Range<usize>, String)> + 't {
    text.match_indices("[[").filter_map(|(at, _)| {
        let inner = &text[at + 2..];
        let end = inner.find(['[', ']', '\n']);
        let Some(end) = end.filter(|&end| !inner[end..].starts_with('\n')) else {
            let code = codes.first(inner).filter(|_| !inner[..end.unwrap_or(inner.len())].contains('|'))?;
            return Some((at..at + 2 + code.len(), format!("[[{code}]]")));
        };
        let id = inner[..end].split('|').next().unwrap_or_default().trim();
        let named = id.len() > 1 && id::is_plain(&id::fold(id)) && id.contains(char::is_alphabetic);
        let open = inner[end..].starts_with(']') && !inner[end..].starts_with("]]");
        (named && open).then(|| (at..at + 2 + end + 1, format!("[[{}]]", &inner[..end])))
    })
}

/// The elements of a word processor in a plain text, as which Markdown takes them, with their names: `<o:p>`.
pub(super) fn office_elements(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let name = &inner[..inner.find([' ', '/', '>'])?];
        let (space, own) = name.split_once(':')?;
        let office = ["o", "v", "w", "x", "m", "st1"].contains(&space);
        let end = at + 1 + inner.find('>')? + 1;
        (office && !own.is_empty() && own.bytes().all(|b| b.is_ascii_alphanumeric()))
            .then_some((at..end, name))
    })
}
