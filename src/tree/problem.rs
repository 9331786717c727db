//! What the TOML library says of faults that people make, in words of ours, so that they stand in every language.

use crate::diag::{Fact, Word};

/// A sentence of the library, by how it begins, and ours.
const SENTENCES: [(&str, Word); 24] = [
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
    ("missing key for inline table element", Word::UnfitKey),
    ("missing escaped value", Word::UnknownEscape),
    ("too few unicode value digits", Word::UnknownEscape),
    ("unexpected key or value", Word::NeedlessRest),
    ("unexpected content", Word::NeedlessRest),
    ("unexpected leading zero", Word::LeadingZero),
    ("invalid comment character", Word::ControlCharacter),
    ("invalid basic string", Word::ControlCharacter),
    ("invalid multi-line basic string", Word::ControlCharacter),
    ("invalid literal string", Word::ControlCharacter),
    ("invalid multi-line literal string", Word::ControlCharacter),
];

/// What is wrong. Rare sentences stay as the library has them.
pub fn problem(message: &str) -> Fact {
    match SENTENCES.iter().find(|(begins, _)| message.starts_with(begins)) {
        Some((_, word)) => (*word).into(),
        None => message.into(),
    }
}
