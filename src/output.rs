//! A file of the built site: what every stage that produces pages, data or assets hands to [`crate::write`].
//!
//! Nothing here touches a disk; a path is a name inside the site, not a place on a machine.

/// One file of the built site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it lies inside the site: relative, segments joined by `/`, none of them empty, `.` or `..`.
    pub path: String,
    /// The whole content.
    pub bytes: Vec<u8>,
    /// When it is written, compared with the rest.
    pub tier: Tier,
}

/// When an output is written. The order of the variants is the order of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Assets, data and the pages of entries.
    Leaf,
    /// Pages that lead to others (`index.html` at any level): written after everything they link to.
    Index,
}
