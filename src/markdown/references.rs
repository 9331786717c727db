//! Codes in running text.

use crate::id;

/// Finds plain codes of the kinds that ask for it.
#[derive(Debug, Default)]
pub struct Autolinks {
    patterns: Vec<regex::Regex>,
}

impl Autolinks {
    /// From the patterns of whole codes.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Autolinks {
        let patterns =
            patterns.filter_map(|pattern| regex::Regex::new(&format!("(?i)^(?:{pattern})$")).ok()).collect();
        Autolinks { patterns }
    }

    /// The ranges of a text that are codes: whole tokens of letters, digits and dashes.
    pub fn find(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        if self.patterns.is_empty() || !text.bytes().any(|b| b.is_ascii_digit()) {
            return Vec::new();
        }
        tokens(text)
            .flat_map(|token| match self.is_code(&text[token.clone()]) {
                true => vec![token],
                // A range of codes: `PU2-1–PU2-3`.
                false => split(text, token).filter(|part| self.is_code(&text[part.clone()])).collect(),
            })
            .collect()
    }

    fn is_code(&self, token: &str) -> bool {
        if !token.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        // One that is mistyped counts too: whether there is the entry that was meant, the graph knows.
        let meant = id::mended(token);
        self.patterns.iter().any(|pattern| pattern.is_match(&meant))
    }

    /// The code that a text begins with, up to white space or punctuation.
    pub fn first<'t>(&self, text: &'t str) -> Option<&'t str> {
        let token =
            &text[..text.find(|c: char| !c.is_alphanumeric() && !id::is_dash(c)).unwrap_or(text.len())];
        self.is_code(token).then_some(token)
    }
}

fn tokens(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || id::is_dash(c) || id::is_invisible(c);
    let at_ends = |c: char| id::is_dash(c) || id::is_invisible(c);
    ranges(text, 0, inside).map(move |range| {
        let token = &text[range.clone()];
        let start = range.start + (token.len() - token.trim_start_matches(at_ends).len());
        start..(range.end - (token.len() - token.trim_end_matches(at_ends).len())).max(start)
    })
}

fn split(text: &str, token: std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let inside = |c: char| !matches!(c, '–' | '—');
    ranges(&text[token.clone()], token.start, inside)
}

/// The longest runs of characters that satisfy a condition, moved by `base`.
fn ranges(
    text: &str,
    base: usize,
    inside: impl Fn(char) -> bool,
) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&inside)?;
        let length = text[start..].find(|c| !inside(c)).unwrap_or(text.len() - start);
        at = start + length;
        Some(start + base..at + base)
    })
}
