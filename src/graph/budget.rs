//! The pages that the site's own file names for their weight.

use super::Route;
use super::resolve::Index;
use crate::config::Budget;
use crate::diag::{Code, Diagnostic, Diagnostics};

/// The addresses of the pages whose first view is weighed; those that nothing has are reported.
pub(super) fn weighed(
    budget: &Budget,
    index: &Index,
    routes: &[(Route, String)],
    diags: &mut Diagnostics,
) -> Vec<String> {
    let mut paths = Vec::new();
    for (name, span) in &budget.pages {
        let route = match name.ends_with(".html") {
            true => routes.iter().find(|(_, path)| path == name),
            false => {
                let Some(entry) = index.entry(name, *span, false, diags) else { continue };
                routes.iter().find(|(route, _)| *route == Route::Entry(entry))
            }
        };
        match route {
            Some((_, path)) => paths.push(path.clone()),
            None => diags.add(Diagnostic::new(Code::BrokenLink, *span).fact("found", name)),
        }
    }
    paths
}
