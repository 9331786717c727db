//! What had an address that is gone, told by the form of the address, and what may be it now.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::graph::{Graph, PageId, Route, routes};
use crate::model::{Kind, KindId};

/// What had an address.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    Entry(KindId, String),
    /// A free page, by its path, or a view.
    Page(String),
}

/// What all addresses tell that are gone.
pub struct Lost<'g> {
    graph: &'g Graph,
    of_address: BTreeMap<String, Held>,
    /// Pages of the site that have never been published.
    new: Vec<Route>,
}

impl<'g> Lost<'g> {
    /// `folders` are those of translations; `known` is what the ledger has.
    pub fn new(graph: &'g Graph, folders: &[&str], gone: &[&str], known: &BTreeSet<&str>) -> Lost<'g> {
        let of_address = gone.iter().filter_map(|&address| {
            let path = folders.iter().find_map(|folder| address.strip_prefix(folder)).unwrap_or(address);
            Some((address.to_owned(), held(graph, path)?))
        });
        let new = graph.routes.iter().filter(|(_, path)| !known.contains(path.as_str()));
        let new = new.map(|(route, _)| *route);
        Lost { graph, of_address: of_address.collect(), new: new.collect() }
    }

    /// Adds what an address tells to its diagnostic. What it is now is told when only one can be it.
    pub fn tell(&self, address: &str, diagnostic: Diagnostic) -> Diagnostic {
        let graph = self.graph;
        match self.of_address.get(address) {
            None => diagnostic,
            Some(Held::Entry(kind, id)) => {
                let is_such = |held: &Held| matches!(held, Held::Entry(of, _) if of == kind);
                let new = |route: &Route| match route {
                    Route::Entry(new) => (graph.entry(*new).kind == *kind).then_some(*new),
                    _ => None,
                };
                let diagnostic = diagnostic.fact("id", id);
                match self.only(is_such, new) {
                    Some(new) => {
                        let diagnostic = diagnostic.fact("entry", &graph.entry(new).id);
                        diagnostic.fact_if("file", graph.source(Route::Entry(new)))
                    }
                    None => diagnostic,
                }
            }
            Some(Held::Page(path)) => {
                let new = |route: &Route| match route {
                    Route::Page(new) => Some(*new),
                    _ => None,
                };
                let file = |new: PageId| graph.source(Route::Page(new));
                let new = self.only(|held| matches!(held, Held::Page(_)), new);
                diagnostic.fact("page", path).fact_if("file", new.and_then(file))
            }
        }
    }

    /// The one that is new, where one alone of the same sort is gone.
    fn only<T>(&self, is_such: impl Fn(&Held) -> bool, new: impl Fn(&Route) -> Option<T>) -> Option<T> {
        let gone: BTreeSet<&Held> = self.of_address.values().filter(|held| is_such(held)).collect();
        let mut new = self.new.iter().filter_map(new);
        match (gone.len(), new.next(), new.next()) {
            (1, Some(new), None) => Some(new),
            _ => None,
        }
    }
}

fn held(graph: &Graph, path: &str) -> Option<Held> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = name.rsplit_once('.')?;
    let model = &graph.model;
    let is_page = extension == "html";
    let checklist = |kind: KindId| {
        let mut views = model.view_ids().map(|id| model.view(id));
        let of_kind = |view: &crate::model::View| view.kind.checklist_kind() == Some(kind);
        (is_page || routes::CHECKLIST_FILES.contains(&extension))
            && views.any(|view| of_kind(view) && view.path.trim_end_matches('/') == folder)
    };
    let had = |kind: &KindId| {
        let of = model.kind(*kind);
        is_page && (of.folder == folder || folder.is_empty() && of.autolink) || checklist(*kind)
    };
    let kinds = model.kind_ids().filter(had);
    let mut entries = kinds.filter_map(|kind| Some(Held::Entry(kind, id_of(model.kind(kind), stem)?)));
    let is_folder = model.kind_ids().any(|kind| model.kind(kind).folder == folder);
    let page = || (is_page && !is_folder).then(|| Held::Page(path.trim_end_matches(".html").to_owned()));
    entries.next().or_else(page)
}

/// The ID in an address, which has it in lower case.
fn id_of(kind: &Kind, stem: &str) -> Option<String> {
    match &kind.pattern {
        Some(pattern) => {
            [stem.to_owned(), stem.to_uppercase()].into_iter().find(|id| pattern.regex.is_match(id))
        }
        None => (stem != "index").then(|| stem.to_owned()),
    }
}
