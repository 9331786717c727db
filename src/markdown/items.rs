//! The items of a compiled text's lists, apart from what stands around the lists.

use std::ops::Range;

use super::fragment::Fragment;
use super::sanitise::VOID;
use crate::html::tag_length;

/// A stretch of a compiled text, by offsets in its HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// What stands inside an item of a list that is not itself in anything.
    Item(Range<u32>),
    /// What is in no such list.
    Between(Range<u32>),
}

impl Fragment {
    /// A range of the HTML, which begins and ends outside of all elements, cut into the items of its lists and
    /// what stands between the lists.
    pub fn pieces(&self, range: Range<u32>) -> Vec<Piece> {
        let (start, end) = (range.start as usize, range.end as usize);
        let mut open: Vec<&str> = Vec::new();
        let (mut pieces, mut at, mut since, mut item) = (Vec::new(), start, start, start);
        while let Some(tag) = self.html[at..end].find('<').map(|found| at + found) {
            let after = (tag + tag_length(&self.html[tag..end])).max(tag + 1);
            at = after;
            let closes = self.html[tag..].starts_with("</");
            let name = name(&self.html[tag..after]);
            match (open.as_slice(), name, closes) {
                ([], "ul" | "ol", false) => pieces.push(Piece::Between(since as u32..tag as u32)),
                ([_], "li", false) => item = after,
                (["ul" | "ol", _], "li", true) => pieces.push(Piece::Item(item as u32..tag as u32)),
                ([_], "ul" | "ol", true) => since = after,
                _ => {}
            }
            match closes {
                true => drop(open.pop()),
                false if VOID.contains(&name) => {}
                false => open.push(name),
            }
        }
        pieces.push(Piece::Between(since as u32..range.end));
        pieces
    }
}

fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_start_matches('/');
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}
