//! Texts cut into words.
//!
//! A word is a run of letters and digits. Where a dash or hyphen stands between a digit and a letter or digit,
//! the two sides are one word without it, so that a code is found however it is dashed: `PU2–10` is `pu210`.
//! The site's script cuts queries by the same rule.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::id::is_dash;

/// The words of a text as they stand there, in order.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while chars.next_if(|(_, c)| !c.is_alphanumeric()).is_some() {}
        let &(start, _) = chars.peek()?;
        let mut end = start;
        while let Some((at, c)) = chars.next_if(|(_, c)| c.is_alphanumeric()) {
            end = at + c.len_utf8();
            if let Some(&(_, next)) = chars.peek()
                && is_dash(next)
            {
                let mut ahead = chars.clone();
                ahead.next();
                let joins = |after: char| after.is_alphanumeric() && (c.is_numeric() || after.is_numeric());
                if ahead.peek().is_some_and(|&(_, after)| joins(after)) {
                    chars.next();
                }
            }
        }
        Some(&text[start..end])
    })
}

/// A word in lower case, without the dashes inside it.
pub fn plain(word: &str) -> String {
    word.replace(is_dash, "").to_lowercase()
}

/// Lower case, without diacritics.
pub fn fold(word: &str) -> String {
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// A word of a text as the index keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    pub folded: String,
    /// With diacritics.
    pub written: String,
    /// Letters of the root.
    pub root: usize,
}

impl Term {
    /// The term of a word, as written, with this stem and these roots, of which some may begin the stem.
    pub fn new(written: &[char], stem: String, roots: &[String]) -> Term {
        let letters = stem.chars().count();
        let begun: String = written.iter().take(letters).collect();
        let written = if fold(&begun) == stem { begun } else { stem.clone() };
        let inside = roots.iter().filter(|root| stem.starts_with(root.as_str()));
        let root = inside.map(|root| root.chars().count()).min().unwrap_or(letters);
        Term { folded: stem, written, root }
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, words};

    #[test]
    fn texts_are_cut_as_the_list_says() {
        let list = include_str!("../../tests/search/cuts.tsv").lines();
        for line in list.filter(|line| !line.starts_with('#')) {
            let (text, said) = line.split_once('\t').expect("a text and its words");
            assert_eq!(words(text).map(plain).collect::<Vec<_>>().join(" "), said, "{text}");
        }
    }
}
