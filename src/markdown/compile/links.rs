//! Links, codes in running text, and pictures: what leads somewhere becomes a [`Reference`].

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType};

use super::Compiler;
use super::marks::{Mark, mark_text};
use crate::address::{self, Address};
use crate::diag::Code;
use crate::markdown::escape;
use crate::markdown::fragment::{Reference, Slot, Target};

impl<'a> Compiler<'a, '_> {
    /// Running text with the codes in it made references.
    pub(super) fn link_codes(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let codes = self.options.autolinks.find(&text);
        if codes.is_empty() {
            self.events.push(Event::Text(text));
            return;
        }
        let raw = &self.text[range.clone()];
        let as_written = *raw == *text;
        let mut at = 0;
        for code in codes {
            let name = match as_written {
                true => Some(code.clone()),
                false => written_at(raw, &text, code.clone()),
            };
            let name = name.map(|found| range.start + found.start..range.start + found.end);
            let place = name.clone().unwrap_or_else(|| range.clone());
            self.events.push(Event::Text(text[at..code.start].to_owned().into()));
            let id = text[code.clone()].to_owned();
            let reference = self.refer(Target::Code { id }, place, name);
            self.slot(Slot::Open(reference));
            self.events.push(Event::Text(text[code.clone()].to_owned().into()));
            self.slot(Slot::Close(reference));
            at = code.end;
        }
        self.events.push(Event::Text(text[at..].to_owned().into()));
    }

    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        destination: &str,
        label: &str,
        range: Range<usize>,
    ) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            let destination = destination.trim_end_matches('\\').trim();
            let (id, anchor) = split_anchor(destination);
            let target = Target::Entry { id: id.trim().to_owned(), anchor };
            let name = self.destination(link_type, destination, label, &range);
            let reference = self.refer(target, range, name);
            self.open(Mark::Slot(Slot::Open(reference)), Mark::Slot(Slot::Close(reference)));
            if !has_pothole {
                self.slot(Slot::Label(reference));
                self.muted = Some(String::new());
            }
            return;
        }
        let destination = match link_type {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        match address::classify(&destination) {
            Err(problem) => {
                let span = self.origin.part(range);
                self.diags.add(problem.diagnostic(&destination, span));
                self.open(Mark::Literal(String::new()), Mark::Literal(String::new()));
            }
            Ok(Address::External) => {
                let href = escape(&destination);
                let start = format!("<a href=\"{href}\" rel=\"external noopener noreferrer\">");
                self.open(Mark::Literal(start), Mark::Literal("</a>".into()));
            }
            Ok(Address::Relative) => {
                let (path, anchor) = split_anchor(&destination);
                let target = match (path.is_empty(), anchor) {
                    (true, Some(anchor)) => Target::Anchor(anchor),
                    (_, anchor) => Target::File { path: path.to_owned(), anchor },
                };
                let name = self.destination(link_type, &destination, label, &range);
                let reference = self.refer(target, range, name);
                self.open(Mark::Slot(Slot::Open(reference)), Mark::Slot(Slot::Close(reference)));
            }
        }
    }

    /// Opens a link; the mark that ends it waits behind it in the list of marks.
    fn open(&mut self, start: Mark, end: Mark) {
        self.mark(start);
        self.marks.push(end);
        self.open_links.push(self.marks.len() - 1);
    }

    pub(super) fn end_link(&mut self) {
        if let Some(text) = self.muted.take() {
            self.say(&text);
        }
        if let Some(end) = self.open_links.pop() {
            self.events.push(Event::InlineHtml(mark_text(end).into()));
        }
    }

    pub(super) fn start_picture(&mut self, destination: &str, range: Range<usize>) {
        match address::classify(destination) {
            Ok(Address::Relative) => {
                let target = Target::Image { path: destination.to_owned() };
                let reference = self.refer(target, range, None);
                self.marks.push(Mark::Picture { reference, alt: String::new() });
            }
            Ok(Address::External) => {
                self.report(Code::ExternalPicture, range, |d| d.fact("found", destination));
                self.marks.push(Mark::Literal(String::new()));
            }
            Err(problem) => {
                self.diags.add(problem.diagnostic(destination, self.origin.part(range)));
                self.marks.push(Mark::Literal(String::new()));
            }
        }
        self.events.push(Event::InlineHtml(mark_text(self.marks.len() - 1).into()));
        self.muted = Some(String::new());
    }

    pub(super) fn end_picture(&mut self) {
        let text = self.muted.take().unwrap_or_default();
        self.say(&text);
        if let Some(Mark::Picture { alt, .. }) = self.marks.last_mut() {
            *alt = text;
        }
    }

    /// Where the destination of a link stands, if it does so letter by letter.
    fn destination(
        &self,
        link_type: LinkType,
        destination: &str,
        label: &str,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let (place, before) = match link_type {
            LinkType::WikiLink { .. } => (range.clone(), "[["),
            LinkType::Inline => (range.clone(), "]("),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                (self.definitions.get(&label.to_lowercase())?.clone(), "]:")
            }
            _ => return None,
        };
        let raw = &self.text[place.clone()];
        // From behind: the text of a link may hold a picture with an address of its own.
        raw.rmatch_indices(before).find_map(|(at, _)| {
            let rest = raw[at + before.len()..].trim_start();
            let rest = rest.strip_prefix('<').unwrap_or(rest);
            let start = place.start + raw.len() - rest.len();
            rest.starts_with(destination).then(|| start..start + destination.len())
        })
    }

    fn refer(&mut self, target: Target, range: Range<usize>, name: Option<Range<usize>>) -> u32 {
        let span = self.origin.part(range);
        let name = name.filter(|_| self.origin.exact.is_some()).map(|name| self.origin.part(name));
        self.fragment.references.push(Reference { target, span, name });
        self.fragment.references.len() as u32 - 1
    }
}

/// Where a part of a text is written, though entities and escapes shift it; `None` where they are in the part itself.
fn written_at(raw: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let words = &text[part.clone()];
    let found: Vec<usize> = raw.match_indices(words).map(|(at, _)| at).collect();
    let before = text[..part.start].matches(words).count();
    let all = found.len() == text.matches(words).count();
    all.then(|| found.get(before).map(|at| *at..at + words.len())).flatten()
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (address, None),
    }
}
