//! What compiled Markdown is: HTML with slots.

use crate::source::Span;

/// A piece of HTML that is complete but for the places where references stand.
#[derive(Debug, Clone, Default)]
pub struct Fragment {
    pub html: String,
    /// In order of their offsets in `html`.
    pub slots: Vec<(u32, Slot)>,
    pub references: Vec<Reference>,
    pub headings: Vec<Heading>,
    /// The list as a tree, for a text compiled as statements.
    pub statements: Vec<Statement>,
    pub has_code: bool,
}

/// A place in the HTML where something about a reference is written, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Where the link begins.
    Open(u32),
    /// The title of what is referred to.
    Label(u32),
    /// Where the link ends.
    Close(u32),
    /// The address alone, inside an attribute.
    Address(u32),
}

/// A reference as it was written.
#[derive(Debug, Clone)]
pub struct Reference {
    pub target: Target,
    pub span: Span,
    /// Where the ID or address alone stands, with its anchor; `None` where escapes make it uncertain.
    pub name: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `[[ID]]`, `[[ID#anchor]]`.
    Entry { id: String, anchor: Option<String> },
    /// A code in running text. Its text is already in the HTML.
    Code { id: String },
    /// A relative address: of a content file, an asset or a page, perhaps with an anchor.
    File { path: String, anchor: Option<String> },
    /// A heading or section of the same page.
    Anchor(String),
    /// A picture.
    Image { path: String },
}

#[derive(Debug, Clone)]
pub struct Heading {
    pub level: u8,
    pub id: String,
    pub text: String,
    pub span: Span,
    /// Where the heading starts and ends in the HTML.
    pub range: (u32, u32),
    /// Whether it stands inside a list, a quotation or raw HTML.
    pub nested: bool,
}

/// One statement of a list and those below it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Statement {
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
}

impl Fragment {
    /// The part of the HTML in a range, with its slots; those at its end belong to what follows.
    pub fn part(&self, range: std::ops::Range<u32>) -> Fragment {
        let before = range.end.max(range.start + 1);
        self.cut(range, before)
    }

    /// What stands inside an element, to which the slots at its end belong too.
    pub fn inside(&self, range: std::ops::Range<u32>) -> Fragment {
        let before = range.end + 1;
        self.cut(range, before)
    }

    /// The HTML in a range, with the slots from its start on and before an offset.
    fn cut(&self, range: std::ops::Range<u32>, before: u32) -> Fragment {
        let inside = |at: u32| range.start <= at && at < before;
        Fragment {
            html: self.html[range.start as usize..range.end as usize].to_owned(),
            slots: self
                .slots
                .iter()
                .filter(|(at, _)| inside(*at))
                .map(|&(at, slot)| (at - range.start, slot))
                .collect(),
            references: Vec::new(),
            headings: Vec::new(),
            statements: Vec::new(),
            has_code: self.has_code,
        }
    }
}
