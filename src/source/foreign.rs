//! Texts of the original among those of a translation.
//!
//! Where a translation lacks a text, the original's stands in its place, between two marks that go with it through
//! every stage: noncharacters, which Unicode keeps for a program's own use (U+FDD0, U+FDD1) and no file of a site is read
//! with. [`crate::render`] makes `lang` of them; no output has them. So nothing that is written with such a text can
//! forget what language it is in.

/// Before a text of the original.
pub const BEGIN: char = '\u{FDD0}';
/// Behind it.
pub const END: char = '\u{FDD1}';

/// The text of the original, marked as such.
pub fn mark(text: &str) -> String {
    format!("{BEGIN}{}{END}", unmark(text))
}

/// Whether a text has marks.
pub fn is_marked(text: &str) -> bool {
    // As texts they are looked for by their bytes, which is quicker than letter by letter.
    text.contains("\u{FDD0}") || text.contains("\u{FDD1}")
}

/// The text without marks.
pub fn unmark(text: &str) -> std::borrow::Cow<'_, str> {
    match is_marked(text) {
        true => text.replace([BEGIN, END], "").into(),
        false => text.into(),
    }
}
