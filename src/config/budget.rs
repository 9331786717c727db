//! `[budget]`: how heavy the pages of the site may be.

use crate::diag::{Diagnostics, Word};
use crate::source::Span;
use crate::tree::{Node, Reader, Value, wrong_type};

/// What a reader's first visit may cost. What is unset has no limit.
#[derive(Debug, Clone, Default)]
pub struct Budget {
    /// The pages whose first view is weighed, by ID or address as written; all of them when there are none.
    pub pages: Vec<(String, Span)>,
    pub first_view_kb: Option<Limit>,
    pub requests: Option<Limit>,
    pub css_kb: Option<Limit>,
    pub script_kb: Option<Limit>,
    pub navigation_kb: Option<Limit>,
}

/// The most that is allowed, and where the site's own file says so.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    pub most: usize,
    pub place: Span,
}

pub(super) fn read(node: &Node, diags: &mut Diagnostics) -> Option<Budget> {
    let Value::Table(table) = &node.value else { return wrong_type(node, "budget", Word::Table, diags) };
    let mut reader = Reader::new(table);
    let pages = reader.texts("pages", diags);
    let pages = pages.into_iter().map(|(page, node)| (page.to_owned(), node.span)).collect();
    let mut limit = |key: &str| {
        let most = reader.count(key, diags)?;
        Some(Limit { most, place: table.get(key).expect("it was just read").span })
    };
    let budget = Budget {
        pages,
        first_view_kb: limit("first_view_kb"),
        requests: limit("requests"),
        css_kb: limit("css_kb"),
        script_kb: limit("script_kb"),
        navigation_kb: limit("navigation_kb"),
    };
    reader.finish(diags);
    Some(budget)
}
