//! No-break spaces where print has them, in the texts of a finished page.
//!
//! A line does not begin with a dash or a middle dot, and what is read as one stays on one line: "2020. gada", "Nr. 5",
//! "J. Bērziņš", "u. c.", "5 %", "10 000". Only texts in the body of a page are bound; its head, attributes
//! and code stay as they are written, and so do the data and the CSV files.

use crate::html::tag_length;

/// Elements whose text is not running text.
const AS_WRITTEN: [&str; 8] = ["code", "pre", "kbd", "samp", "script", "style", "textarea", "title"];

const NO_BREAK: char = '\u{A0}';

/// The page with the spaces of its texts bound.
pub(super) fn bind(html: &str) -> String {
    let (head, mut rest) = html.split_at(html.find("<body").unwrap_or(html.len()));
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    out.push_str(head);
    let mut inside = 0;
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        match inside {
            0 => bind_text(text, &mut out),
            _ => out.push_str(text),
        }
        let (tag, behind) = markup.split_at(tag_length(markup));
        inside = (inside + as_written(tag)).max(0);
        out.push_str(tag);
        rest = behind;
    }
    out
}

/// By how much a tag leads into elements whose text stays as it is written, or out of them.
fn as_written(tag: &str) -> i32 {
    let (name, step) = match tag.strip_prefix("</") {
        Some(name) => (name, -1),
        None => (tag.trim_start_matches('<'), 1),
    };
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if AS_WRITTEN.contains(&name) { step } else { 0 }
}

fn bind_text(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, _) in text.match_indices([' ', '\n']) {
        if binds(&text[..at], &text[at + 1..]) {
            out.push_str(&text[from..at]);
            out.push(NO_BREAK);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Whether the space between two texts keeps them on one line.
fn binds(before: &str, after: &str) -> bool {
    let mut following = after.chars();
    let Some(next) = following.next() else { return false };
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '„' | '“' | '"')).next();
    let word = word.unwrap_or_default();
    let number = |word: &str| (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    match next {
        '–' | '—' | '·' => {
            let apart = following.next().is_none_or(char::is_whitespace);
            apart && !before.ends_with(char::is_whitespace)
        }
        '%' | '‰' | '€' | '°' => before.ends_with(|c: char| c.is_ascii_digit()),
        _ => match word.strip_suffix('.') {
            Some("Nr" | "nr") => next.is_ascii_digit(),
            // An ordinal number, as Latvian, German and others write it.
            Some(stem) if number(stem) => next.is_lowercase(),
            // Initials of a name, or an abbreviation.
            Some(stem) if stem.chars().count() == 1 => {
                let letter = stem.chars().next().unwrap_or(' ');
                (letter.is_uppercase() && next.is_uppercase())
                    || (letter.is_lowercase() && next.is_lowercase())
            }
            Some(_) => false,
            // Groups of three digits.
            None => number(word) && word.len() < 4 && thousands(after),
        },
    }
}

fn thousands(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}
