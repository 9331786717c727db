//! Raw HTML in a text: sanitised whole, before anything of ours is put in.

use std::sync::LazyLock;

use ammonia::Builder;

use super::compile::{MARK_END, MARK_START};
use crate::html::tag_length;
use crate::source::foreign;

/// Elements an author may write. Links and pictures are Markdown's, so that they are checked.
const ELEMENTS: [&str; 40] = [
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "ul",
];
const TABLE_PARTS: [&str; 6] = ["tfoot", "th", "thead", "tr", "u", "var"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags(ELEMENTS)
        .add_tags(TABLE_PARTS)
        .add_generic_attributes(["lang", "dir", "title"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("ol", ["start", "reversed", "type"])
        .add_tag_attributes("td", ["colspan", "rowspan", "headers"])
        .add_tag_attributes("th", ["colspan", "rowspan", "headers", "scope", "abbr"])
        .add_allowed_classes("td", super::compile::ALIGNMENTS)
        .add_allowed_classes("th", super::compile::ALIGNMENTS)
        .add_clean_content_tags(["script", "style"])
        .link_rel(None)
        // A mark inside an attribute would let what replaces it end the attribute.
        .attribute_filter(|_, _, value| (!value.contains([MARK_START, MARK_END])).then_some(value.into()));
    builder
});

/// The name of the first element in a piece of raw HTML that an author may not write.
pub fn forbidden_element(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest[at + 1..].trim_start_matches('/');
        let name: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
            .collect::<String>()
            .to_ascii_lowercase();
        let known = ELEMENTS.contains(&name.as_str()) || TABLE_PARTS.contains(&name.as_str());
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !known {
            return Some(name);
        }
    }
    None
}

/// Raw HTML in which no character reference stands for a mark: the sanitiser would decode it.
pub fn without_mark_references(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("&#") {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let digits = &reference[2..];
        let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (digits, 10),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let number = u32::from_str_radix(&digits[..end], radix).ok().and_then(char::from_u32);
        let is_mark =
            number.is_some_and(|c| [MARK_START, MARK_END].contains(&c) || foreign::MARKS.contains(&c));
        out.push_str(if is_mark { "&amp;#" } else { "&#" });
        rest = &reference[2..];
    }
    out + rest
}

/// Safe HTML, with the marks of the compiler where they were; `None` when the raw HTML swallowed or
/// moved one of them.
pub fn sanitise(html: &str) -> Option<String> {
    let clean = SANITISER.clean(html).to_string();
    let same = marks(html).eq(marks(&clean));
    same.then_some(clean)
}

fn marks(html: &str) -> impl Iterator<Item = &str> {
    html.split(MARK_START).skip(1).map(|rest| rest.split(MARK_END).next().unwrap_or_default())
}

/// Where elements open and close in HTML that is ours: sanitised, with the compiler's own put in.
pub struct Nesting<'h> {
    html: &'h str,
    at: usize,
    open: Vec<&'h str>,
}

/// Elements that have no end tag.
pub(super) const VOID: [&str; 3] = ["br", "hr", "img"];

impl<'h> Nesting<'h> {
    pub fn new(html: &'h str) -> Nesting<'h> {
        Nesting { html, at: 0, open: Vec::new() }
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Reads up to an offset; false when an element is closed that is not the innermost.
    pub fn read_to(&mut self, end: usize) -> bool {
        while let Some(start) = self.html[self.at..end].find('<').map(|found| self.at + found) {
            let length = tag_length(&self.html[start..]);
            let tag = &self.html[start..start + length];
            self.at = (start + length).max(start + 1);
            if !self.tag(tag.trim_start_matches('<')) {
                return false;
            }
        }
        self.at = self.at.max(end);
        true
    }

    /// An element opened or closed where a slot stands.
    pub fn link(&mut self, opens: bool) -> bool {
        self.tag(if opens { "a>" } else { "/a>" })
    }

    fn tag(&mut self, tag: &'h str) -> bool {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        if closes {
            return self.open.pop() == Some(name);
        }
        if !VOID.contains(&name) {
            self.open.push(name);
        }
        true
    }
}
