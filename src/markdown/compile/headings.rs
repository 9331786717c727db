//! Headings and their anchors.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};

use super::marks::Mark;
use super::{Compiler, trimmed};
use crate::diag::Code;
use crate::markdown::{Heading, slug};

/// Classes an author may give to a heading: `print-break` starts a new sheet of paper.
const HEADING_CLASSES: [&str; 1] = ["print-break"];

impl Compiler<'_, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr>,
        classes: &[CowStr],
        has_attributes: bool,
        range: Range<usize>,
    ) {
        let Some(reserved) = self.options.anchors else {
            self.report(Code::HeadingHere, range.clone(), |d| d);
            return;
        };
        let other = classes.iter().find(|class| !HEADING_CLASSES.contains(&&***class));
        if has_attributes || other.is_some() {
            self.report(Code::HeadingAttribute, range.clone(), |d| d);
        }
        if level == HeadingLevel::H1 {
            self.report(Code::HeadingLevel, range.clone(), |d| d);
        }
        let id = id.map(|id| id.into_string()).unwrap_or_default();
        if !id.is_empty() {
            if !crate::id::is_plain(&id) || id.contains("--") {
                self.report(Code::BadAnchor, range.clone(), |d| d.fact("found", &id));
            } else if reserved.contains(&id) || !self.ids.insert(id.clone()) {
                self.report(Code::AnchorTaken, range.clone(), |d| d.fact("id", &id));
            }
        }
        let span = self.origin.part(trimmed(self.text, range));
        let heading = Heading {
            level: level as u8,
            id,
            text: String::new(),
            span,
            range: (0, 0),
            nested: self.depth > 0,
        };
        self.fragment.headings.push(heading);
        let index = self.fragment.headings.len() - 1;
        let class = classes.iter().find(|class| HEADING_CLASSES.contains(&&***class));
        self.heading = Some(index);
        self.mark(Mark::HeadingStart { index, class: class.map(|class| class.to_string()) });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(index) = self.heading.take() else { return };
        let (Some(reserved), Some(heading)) = (self.options.anchors, self.fragment.headings.get_mut(index))
        else {
            return;
        };
        if heading.id.is_empty() {
            let base = slug(&heading.text);
            let next = self.repeated.entry(base.clone()).or_insert(1);
            heading.id = loop {
                let id = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
                *next += 1;
                if !reserved.contains(&id) && self.ids.insert(id.clone()) {
                    break id;
                }
            };
        }
        heading.text.truncate(heading.text.trim_end().len());
        self.mark(Mark::HeadingEnd(index));
    }
}
