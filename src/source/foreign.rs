//! Texts in another language than that of the page they stand on.
//!
//! Where a translation lacks a text, the original's stands in its place, and where a theme lacks words, those of its
//! fallback do, between two marks that go with them through every stage: noncharacters, which Unicode keeps for a
//! program's own use (U+FDD0 to U+FDD2) and no file of a site is read with. [`crate::render`] makes `lang` of them; no
//! output has them. So nothing that is written with such a text can forget what language it is in.

/// Before a text of the original.
pub const BEGIN: char = '\u{FDD0}';
/// Behind a text in another language.
pub const END: char = '\u{FDD1}';
/// Before words of the theme in its fallback's language.
pub const BEGIN_WORDS: char = '\u{FDD2}';
/// All marks.
pub const MARKS: [char; 3] = [BEGIN, END, BEGIN_WORDS];

/// The text of the original, marked as such.
pub fn mark(text: &str) -> String {
    format!("{BEGIN}{}{END}", unmark(text))
}

/// Words of the theme in its fallback's language, marked as such. What a text of the original fills in stays marked.
pub fn mark_words(text: &str) -> String {
    format!("{BEGIN_WORDS}{text}{END}")
}

/// Whether a text has marks.
pub fn is_marked(text: &str) -> bool {
    // As texts they are looked for by their bytes, which is quicker than letter by letter.
    ["\u{FDD0}", "\u{FDD1}", "\u{FDD2}"].iter().any(|mark| text.contains(mark))
}

/// The text without marks.
pub fn unmark(text: &str) -> std::borrow::Cow<'_, str> {
    match is_marked(text) {
        true => text.replace(MARKS, "").into(),
        false => text.into(),
    }
}
