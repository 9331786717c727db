//! What is ours in the HTML, and how it passes the sanitiser.
//!
//! A *mark* is a private-use character that authors' text cannot hold, a number, another such character. Marks are
//! replaced last, by slots or by literal HTML.

use pulldown_cmark::Event;

use super::Compiler;
use crate::markdown::escape;
use crate::markdown::fragment::Slot;

pub(in crate::markdown) const MARK_START: char = '\u{E000}';
pub(in crate::markdown) const MARK_END: char = '\u{E001}';
pub(super) const MARKS: [char; 2] = [MARK_START, MARK_END];

/// What replaces a mark.
pub(super) enum Mark {
    Literal(String),
    Slot(Slot),
    /// A picture: literal HTML around an address.
    Picture {
        reference: u32,
        alt: String,
    },
    HeadingStart {
        index: usize,
        class: Option<String>,
    },
    HeadingEnd(usize),
    /// The number of a footnote, which leads back where the text refers to it.
    FootnoteNumber(usize),
}

impl Compiler<'_, '_> {
    /// Literal HTML of ours.
    pub(super) fn literal(&mut self, html: String) {
        self.mark(Mark::Literal(html));
    }

    pub(super) fn slot(&mut self, slot: Slot) {
        self.mark(Mark::Slot(slot));
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
        self.events.push(Event::InlineHtml(mark_text(self.marks.len() - 1).into()));
    }

    pub(super) fn replace_marks(&mut self, html: &str) {
        let fragment = &mut self.fragment;
        fragment.html.reserve(html.len());
        let mut pieces = html.split(MARK_START);
        fragment.html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (number, rest) = piece.split_once(MARK_END).expect("marks are written whole");
            let mark = number.parse().ok().and_then(|at: usize| self.marks.get(at));
            let at = fragment.html.len() as u32;
            match mark.expect("marks are numbered by us") {
                Mark::Literal(literal) => fragment.html.push_str(literal),
                Mark::Slot(slot) => fragment.slots.push((at, *slot)),
                Mark::FootnoteNumber(number) if self.noted.contains(number) => {
                    let link = format!("<a href=\"#fnref--{number}\">{number}</a> ");
                    fragment.html.push_str(&link);
                }
                Mark::FootnoteNumber(number) => fragment.html.push_str(&format!("{number} ")),
                Mark::Picture { reference, alt } => {
                    fragment.html.push_str("<img src=\"");
                    let at = fragment.html.len() as u32;
                    fragment.slots.push((at, Slot::Address(*reference)));
                    fragment.html.push_str(&format!("\" alt=\"{}\" loading=\"lazy\">", escape(alt)));
                }
                Mark::HeadingStart { index, class } => {
                    let heading = &mut fragment.headings[*index];
                    let level = (heading.level + self.options.shift).min(6);
                    let class = match class {
                        Some(class) => format!(" class=\"{class}\""),
                        None => String::new(),
                    };
                    let id = escape(&heading.id);
                    fragment.html.push_str(&format!("<h{level} id=\"{id}\"{class}>"));
                    heading.range.0 = at;
                }
                Mark::HeadingEnd(index) => {
                    let heading = &mut fragment.headings[*index];
                    let level = (heading.level + self.options.shift).min(6);
                    fragment.html.push_str(&format!("</h{level}>\n"));
                    heading.range.1 = fragment.html.len() as u32;
                }
            }
            fragment.html.push_str(rest);
        }
    }
}

pub(super) fn mark_text(index: usize) -> String {
    format!("{MARK_START}{index}{MARK_END}")
}
