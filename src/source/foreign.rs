//! Texts of the original among those of a translation.
//!
//! Where a translation lacks a text, the original's stands in its place, between two marks that go with it through
//! every stage: Unicode's own for text in another language (U+E0001, U+E007F). [`crate::render`] makes `lang` of them;
//! no output has them. So nothing that is written with such a text can forget what language it is in.

/// Before a text of the original.
pub const BEGIN: char = '\u{E0001}';
/// Behind it.
pub const END: char = '\u{E007F}';

/// The text of the original, marked as such.
pub fn mark(text: &str) -> String {
    format!("{BEGIN}{text}{END}")
}

/// Whether a text has marks.
pub fn is_marked(text: &str) -> bool {
    text.contains(BEGIN)
}

/// The text without marks.
pub fn unmark(text: &str) -> std::borrow::Cow<'_, str> {
    match is_marked(text) {
        true => text.replace([BEGIN, END], "").into(),
        false => text.into(),
    }
}
