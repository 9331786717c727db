//! The one list of redirects: from former addresses, and from codes alone.
//!
//! At each of these addresses lies a small page too, for hosts that know no rules; a rule spares the reader that page, and
//! finds a code in any letter case and without `.html`.

use rustc_hash::FxHashSet;

use crate::graph::{Graph, Route};

/// An address that leads to another; both are relative to the root of the site, in letters that no server takes for
/// anything but themselves.
pub struct Redirect {
    pub from: String,
    pub to: String,
}

/// All redirects, in the order of the pages of each language.
pub fn redirects(graphs: &[&Graph]) -> Vec<Redirect> {
    graphs.iter().flat_map(|graph| of_language(graph)).collect()
}

fn of_language(graph: &Graph) -> Vec<Redirect> {
    let mut list = Vec::new();
    for (route, path) in graph.routes.iter() {
        let Some(to) = graph.leads_to(*route) else { continue };
        let in_folder = |path: &str| format!("{}{path}", graph.site.folder);
        let mut add =
            |from: &str| list.push(Redirect { from: in_folder(from), to: in_folder(graph.path(to)) });
        if let Route::Short(id, alias) = route {
            let code = graph.id_or_alias(*id, *alias);
            let lower = code.to_lowercase();
            add(&lower);
            if lower != code {
                add(code);
            }
        }
        add(path);
    }
    list
}

/// The redirects for servers that pay no heed to letter case, each address once.
pub fn folded(redirects: &[Redirect]) -> Vec<&Redirect> {
    let mut seen = FxHashSet::default();
    redirects.iter().filter(|redirect| seen.insert(redirect.from.to_lowercase())).collect()
}
