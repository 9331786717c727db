//! Search: an index that a script reads in parts, in any browser, from a server or a disk.
//!
//! In: the pages as [`crate::view`] makes them. Out: files of data for the theme's script, which asks for those
//! it needs. Words are compared by their stems; the rules of a language are data that the build and the script
//! interpret alike. Nothing here is HTML.

mod document;
mod index;
mod language;
mod parts;
mod rules;
mod words;

pub use document::{Document, document};
pub use language::Language;
pub use parts::outputs;
