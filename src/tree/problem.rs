//! What the TOML library says of faults that people make, in words of ours, so that they stand in every language.

use crate::diag::{Fact, Word};

/// A sentence of the library, by how it begins, and ours.
const SENTENCES: [(&str, Word); 21] = [
    ("key with no value", Word::KeyWithoutValue),
    ("missing value", Word::KeyWithoutValue),
    ("unclosed table", Word::UnclosedHeader),
    ("unclosed array table", Word::UnclosedHeader),
    ("missing table open", Word::UnclosedHeader),
    ("unclosed inline table", Word::UnclosedTable),
    ("missing comma between key-value pairs", Word::MissingComma),
    ("extra comma", Word::NeedlessComma),
    ("extra `=`", Word::NeedlessEquals),
    ("extra assignment", Word::NeedlessEquals),
    ("unexpected `=` in array", Word::NeedlessEquals),
    ("invalid unquoted key", Word::UnfitKey),
    ("unquoted keys cannot be empty", Word::UnfitKey),
    ("missing key for inline table element", Word::MissingKey),
    ("missing assignment between key-value pairs", Word::MissingEquals),
    ("missing escaped value", Word::UnknownEscape),
    ("too few unicode value digits", Word::UnknownEscape),
    ("unexpected key or value", Word::NeedlessRest),
    ("unexpected content", Word::NeedlessRest),
    ("unexpected leading zero", Word::LeadingZero),
    ("invalid comment character", Word::ControlCharacter),
];

/// What is said of each text that does not end, or has something in it that it cannot have.
const TEXTS: [&str; 4] = [
    "invalid basic string",
    "invalid multi-line basic string",
    "invalid literal string",
    "invalid multi-line literal string",
];

/// What is wrong. Rare sentences stay as the library has them.
pub fn problem(message: &str) -> Fact {
    if is_of_text(message) {
        return match message.ends_with(", expected `\"`") || message.ends_with(", expected `'`") {
            true => Word::MissingQuote.into(),
            false => Word::ControlCharacter.into(),
        };
    }
    match SENTENCES.iter().find(|(begins, _)| message.starts_with(begins)) {
        Some((_, word)) => (*word).into(),
        None => message.into(),
    }
}

/// Whether it is said of a text in quotation marks.
pub fn is_of_text(message: &str) -> bool {
    TEXTS.iter().any(|begins| message.starts_with(begins))
}
