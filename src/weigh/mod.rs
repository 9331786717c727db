//! How heavy pages are, held against the budget of the site's own file.
//!
//! In: the outputs of a build. Out: a diagnostic for each limit that is passed, naming the page that passes it by
//! most. Nothing is changed and nothing is fetched: what a page makes a browser load is looked up among the outputs.
//!
//! A KB is 1,000 bytes. Weights are those after gzip at its default level, as most servers send files.

mod visit;

use rayon::prelude::*;

use crate::config::Limit;
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::graph::{Graph, routes};
use crate::output::Output;
use visit::{Visit, Weight};

const KB: usize = 1_000;

/// Of how many pages that may pass a limit the weight is taken, the largest first. To compress every page of a large
/// site would take longer than to make it; what is largest before gzip is so after it, or near enough.
const WEIGHED: usize = 64;

/// How many parts of a page a diagnostic names.
const NAMED: usize = 4;

/// Reports what is heavier than the budget allows.
pub fn check(graph: &Graph, outputs: &[Output], diags: &mut Diagnostics) {
    let Some(budget) = &graph.site.budget else { return };
    let visits = visit::visits(outputs);
    let all: Vec<&Visit> = visits.iter().collect();
    let named =
        |visit: &&Visit| budget.pages.is_empty() || graph.weighed.iter().any(|path| path == visit.path);
    let first: Vec<&Visit> = all.iter().copied().filter(named).collect();
    if let Some(limit) = budget.first_view_kb {
        let weights = largest(&first, limit, Visit::size).into_par_iter().map(Visit::first_view);
        too_heavy(limit, Word::FirstView, weights.collect(), diags);
    }
    if let Some(limit) = budget.requests {
        too_many(limit, &first, diags);
    }
    if let Some(limit) = budget.css_kb {
        let counts =
            |page: &str, path: &str| path.ends_with(".css") && path != routes::companion(page, "css");
        let weights = all.iter().map(|visit| visit.weight_of(counts));
        too_heavy(limit, Word::Css, weights.collect(), diags);
    }
    if let Some(limit) = budget.script_kb {
        let weights = all.iter().map(|visit| visit.weight_of(|_, path| path.ends_with(".js")));
        too_heavy(limit, Word::JavaScript, weights.collect(), diags);
    }
    if let Some(limit) = budget.navigation_kb {
        let weights = largest(&all, limit, Visit::navigation_size).into_par_iter().map(Visit::navigation);
        too_heavy(limit, Word::Navigation, weights.collect(), diags);
    }
}

/// Reports the page whose first view takes the most requests.
fn too_many(limit: Limit, visits: &[&Visit], diags: &mut Diagnostics) {
    let heavy = visits.iter().rev().filter(|visit| visit.files.len() + 1 > limit.most);
    let Some(most) = heavy.max_by_key(|visit| visit.files.len()) else { return };
    let files: Vec<&str> = most.files.iter().map(|(path, _)| *path).collect();
    let diagnostic = Diagnostic::new(Code::TooManyRequests, limit.place)
        .fact("page", most.path)
        .fact("found", files.len() + 1)
        .fact("allowed", limit.most)
        .fact("parts", files.join("`, `"));
    diags.add(diagnostic);
}

/// Those that may be heavier than a limit by their size before gzip, the largest first.
fn largest<'v, 'o>(
    visits: &[&'v Visit<'o>],
    limit: Limit,
    size: impl Fn(&Visit<'o>) -> usize,
) -> Vec<&'v Visit<'o>> {
    let sized = visits.iter().map(|&visit| (size(visit), visit));
    let mut sized: Vec<_> = sized.filter(|(size, _)| *size > limit.most * KB).collect();
    sized.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    sized.into_iter().take(WEIGHED).map(|(_, visit)| visit).collect()
}

/// Reports the heaviest of those that are heavier than a limit, with its heaviest parts.
fn too_heavy(limit: Limit, what: Word, weights: Vec<Weight>, diags: &mut Diagnostics) {
    let heavy: Vec<Weight> = weights.into_iter().filter(|weight| weight.total > limit.most * KB).collect();
    let more = heavy.len().saturating_sub(1);
    let Some(mut most) = heavy.into_iter().rev().max_by_key(|weight| weight.total) else { return };
    most.parts.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let parts = most.parts.iter().take(NAMED).map(|(path, weight)| format!("`{path}` {}", in_kb(*weight)));
    let parts = Some(parts.collect::<Vec<_>>().join(", ")).filter(|parts| !parts.is_empty());
    let diagnostic = Diagnostic::new(Code::TooHeavy, limit.place)
        .fact("what", what)
        .fact("page", most.page)
        .fact("found", in_kb(most.total))
        .fact("allowed", limit.most)
        .fact_if("parts", parts)
        .fact_if("more", (more > 0).then_some(more));
    diags.add(diagnostic);
}

/// `12.3`: rounded up, so that what is above a limit never reads as if it were not.
fn in_kb(bytes: usize) -> String {
    let tenths = bytes.div_ceil(KB / 10);
    format!("{}.{}", tenths / 10, tenths % 10)
}
