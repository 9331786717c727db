//! Entries by name made a [`Graph`]: IDs indexed, rows made links, texts resolved.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::anchors::anchors;
use super::budget::weighed;
use super::ends::Ends;
use super::mentions::mentions;
use super::resolve::{Home, Index, folder_of};
use super::retired::Retired;
use super::rows::{RawLink, Rows};
use super::twice::index_ids;
use super::{Entry, EntryId, Graph, Link, PageId, Prose, Route, routes};
use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::id;
use crate::load::{Asset, Lost, PAGES};
use crate::locale::Collation;
use crate::markdown::{self, Autolinks};
use crate::model::{self, FreePage, Model, Order, Status};
use crate::source::{FileId, Span, Written};

/// What a graph is built from.
#[derive(Clone)]
pub struct Input {
    pub site: Arc<Site>,
    pub model: Arc<Model>,
    pub entries: Vec<Arc<model::Entry>>,
    pub pages: Vec<Arc<FreePage>>,
    pub assets: Arc<[Asset]>,
    pub lost: Lost,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// The texts that are written in the site's language, where it is a translation.
    pub own: Option<Arc<FxHashSet<FileId>>>,
}

/// Links everything; what leads nowhere is reported and left out.
pub fn build(input: Input, autolinks: &Autolinks, diags: &mut Diagnostics) -> Graph {
    let linked = link(input, autolinks);
    linked.report(diags);
    linked.graph
}

/// A graph with what it was linked by.
pub(super) struct Linked {
    pub graph: Graph,
    pub index: Index,
    pub ends: Ends,
    /// Of each entry: the folder of its content file and the address of its page.
    pub paths: Vec<(String, String)>,
    /// The texts of the model, as they are written.
    pub texts: Vec<model::Prose>,
    /// What is wrong with names and addresses.
    pub diags: Diagnostics,
    /// What is wrong with what links make together.
    pub of_links: Diagnostics,
    /// What is wrong with rows and texts of an entry.
    pub of_entries: FxHashMap<EntryId, Diagnostics>,
    /// The same of the free pages and of the texts of the model.
    pub of_pages: Diagnostics,
}

impl Linked {
    /// Tells what is wrong.
    pub fn report(&self, diags: &mut Diagnostics) {
        let all = [&self.diags, &self.of_links, &self.of_pages].into_iter().chain(self.of_entries.values());
        all.for_each(|own| diags.append(own.clone()));
    }
}

pub(super) fn link(input: Input, autolinks: &Autolinks) -> Linked {
    let mut diags = Diagnostics::default();
    let Input { site, model, mut entries, pages: pages_named, assets, lost, drafts, own } = input;
    let collation = Arc::new(Collation::new(&site.language));
    let hidden = |entry: &model::Entry| entry.status == Status::Draft && !drafts;
    sort(&model, &collation, &mut entries, hidden);
    let shown = entries.iter().filter(|entry| !hidden(entry)).count() as u32;

    let drafts = &entries[shown as usize..];
    let left_out = model.kind_ids().map(|kind| drafts.iter().filter(|entry| entry.kind == kind).count());
    let left_out = left_out.collect();

    let ids = Arc::new(index_ids(&model, &entries, &mut diags));
    let texts = compile_texts(&model, &site, autolinks, &mut diags);
    let retired = Retired::of(&entries, &ids);
    let rows = Rows {
        model: &model,
        site: &site,
        entries: &entries,
        by_id: &ids,
        lost: &lost,
        retired: &retired,
        shown,
    };
    let (leaving, of_rows) = rows.links();
    let ends = Ends::new(leaving);
    let mut of_links = Diagnostics::default();
    rows.report_symmetric_twins(&ends, &mut of_links);

    let paths = entry_paths(&model, &entries);
    let mut known_routes = known_routes(&model, &pages_named);
    if !routes::has_own_accessibility(pages_named.iter().map(Arc::as_ref), &site) {
        known_routes.insert(routes::accessibility(site.original()).to_owned(), Route::Accessibility);
    }
    let index = Index {
        ids,
        names: entries.iter().map(|entry| entry.id.clone()).collect(),
        shown,
        files: content_files(&entries, &pages_named),
        routes: known_routes,
        assets: assets.iter().map(|asset| asset.path.clone()).collect(),
        anchors: anchors(&model, &entries, &pages_named, &ends),
        lost,
        retired,
    };
    let places: Vec<Span> = entries.iter().map(|entry| entry.place).collect();
    let alias_places: Vec<Vec<Span>> = entries.iter().map(|entry| alias_places(entry)).collect();
    let count = shown as usize;
    let (mut resolved, mut links) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut of_entries = FxHashMap::default();
    for (at, (entry, leaving, diags)) in (0..).zip(resolve_entries(entries, &ends, of_rows, &index, &paths)) {
        if at < shown {
            resolved.push(entry);
            links.push(leaving);
        }
        if !diags.is_empty() {
            of_entries.insert(EntryId(at), diags);
        }
    }
    let mut of_pages = Diagnostics::default();
    let pages = resolve_pages(&pages_named, &index, &mut of_pages);
    let model_texts = resolve_texts(&texts, &index, &mut of_pages);
    let mentions = mentions(&resolved, &links, &pages);
    let places_of = routes::Places { entries: &places[..count], aliases: &alias_places[..count] };
    let routes = routes::routes(&site, &model, &resolved, places_of, &pages, &assets, &mut diags);
    let weighed = site.budget.as_ref().map(|budget| weighed(budget, &index, &routes, &mut diags));
    let by_id = match index.names.len() == count {
        true => Arc::clone(&index.ids),
        false => {
            let all = index.ids.iter().map(|(name, id)| (name.clone(), *id));
            Arc::new(all.filter(|(_, id)| id.0 < shown).collect())
        }
    };
    let graph = Graph {
        weighed: weighed.unwrap_or_default(),
        collation,
        ranges: ranges(&model, &resolved),
        route_paths: Arc::new(routes::by_route(&routes)),
        index_routes: Arc::new(routes::indices(&routes)),
        left_out,
        by_id,
        own,
        untranslated: Arc::default(),
        published: Arc::default(),
        site,
        model,
        entries: resolved,
        pages,
        texts: model_texts,
        assets,
        links,
        routes: routes.into(),
        incoming: (0..shown).map(|at| ends.incoming(EntryId(at), shown).collect()).collect(),
        mentions,
    };
    check_parents(&graph, |id| places[id.0 as usize], &mut of_links);
    Linked { graph, index, ends, paths, texts, diags, of_links, of_entries, of_pages }
}

/// Drafts that are left out go last; then by kind, in the kind's order.
fn sort(
    model: &Model,
    collation: &Collation,
    entries: &mut [Arc<model::Entry>],
    hidden: impl Fn(&model::Entry) -> bool,
) {
    // The key of a title costs more than all else.
    let by_title = |entry: &model::Entry| model.kind(entry.kind).order == Order::Title;
    let key = |entry: &model::Entry| by_title(entry).then(|| collation.key(&entry.titles[0]));
    let mut keyed: Vec<_> =
        entries.iter().map(|entry| (hidden(entry), key(entry), Arc::clone(entry))).collect();
    // Stable: what the kind's order leaves equal stays as it was read.
    keyed.sort_by(|(hidden_a, key_a, a), (hidden_b, key_b, b)| {
        hidden_a.cmp(hidden_b).then(a.kind.cmp(&b.kind)).then_with(|| match model.kind(a.kind).order {
            Order::Code => id::natural(&a.id, &b.id),
            Order::Title => key_a.cmp(key_b),
            Order::Declared => Ordering::Equal,
        })
    });
    for (place, (_, _, entry)) in entries.iter_mut().zip(keyed) {
        *place = entry;
    }
}

/// The Markdown texts of the model in the site's language, or in the original's.
fn compile_texts(
    model: &Model,
    site: &Site,
    autolinks: &Autolinks,
    diags: &mut Diagnostics,
) -> Vec<model::Prose> {
    let options = markdown::Options { autolinks, anchors: None, shift: 0, statements: false };
    model
        .texts
        .iter()
        .map(|text| {
            let source = text.plain(&site.language, site.original());
            let origin =
                text.origin(&site.language, site.original()).expect("texts of the model have a place");
            let fragment = Arc::new(markdown::compile(source, origin, options, diags));
            model::Prose { written: Written::new(source, origin), fragment, origin }
        })
        .collect()
}

pub(super) fn page_route(index: usize, page: &FreePage<impl Sized>) -> Route {
    if page.path == "index" { Route::Home } else { Route::Page(PageId(index as u32)) }
}

fn alias_places(entry: &model::Entry) -> Vec<Span> {
    entry.aliases.iter().map(|(_, span)| *span).collect()
}

/// Content files that are one page each; one of a former ID still leads to its entry, one of a former name to its page.
fn content_files(entries: &[Arc<model::Entry>], pages: &[Arc<FreePage>]) -> FxHashMap<String, Route> {
    let entries = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.has_file)
        .map(|(index, entry)| (entry, Route::Entry(EntryId(index as u32))));
    let former = |(entry, route): (&Arc<model::Entry>, Route)| {
        let folder = folder_of(&entry.stem).to_owned();
        let file = move |(alias, _): &(String, Span)| (format!("{folder}/{alias}.md"), route);
        entry.aliases.iter().map(file).collect::<Vec<_>>()
    };
    let former: Vec<_> = entries.clone().flat_map(former).collect();
    let entries = entries.map(|(entry, route)| (format!("{}.md", entry.stem), route));
    let file = |path: &str| format!("{PAGES}/{path}.md");
    let pages = || pages.iter().enumerate().map(|(index, page)| (page, page_route(index, page)));
    let former_pages = pages().flat_map(|(page, route)| {
        page.aliases.iter().map(move |(alias, _)| (file(alias), route)).collect::<Vec<_>>()
    });
    let pages = pages().map(|(page, route)| (file(&page.path), route));
    former.into_iter().chain(former_pages).chain(entries).chain(pages).collect()
}

fn entry_paths(model: &Model, entries: &[Arc<model::Entry>]) -> Vec<(String, String)> {
    let path = |entry: &Arc<model::Entry>| {
        let folder = &model.kind(entry.kind).folder;
        (folder_of(&entry.stem).to_owned(), format!("{folder}/{}.html", entry.id.to_lowercase()))
    };
    entries.iter().map(path).collect()
}

/// The addresses of views and free pages, which a text may link to as they are.
fn known_routes(model: &Model, pages: &[Arc<FreePage>]) -> FxHashMap<String, Route> {
    let views = model.view_ids().map(|id| {
        let path = &model.view(id).path;
        let path = match path.ends_with('/') {
            true => format!("{path}index.html"),
            false => format!("{path}.html"),
        };
        (path, Route::View(id))
    });
    let pages = pages
        .iter()
        .enumerate()
        .map(|(index, page)| (format!("{}.html", page.path), page_route(index, page)));
    views.chain(pages).chain([("index.html".to_owned(), Route::Home)]).collect()
}

/// The entries and the links that leave them, with what is wrong with each.
fn resolve_entries(
    entries: Vec<Arc<model::Entry>>,
    ends: &Ends,
    of_rows: Vec<Diagnostics>,
    index: &Index,
    paths: &[(String, String)],
) -> Vec<(Arc<Entry>, Arc<[Link]>, Diagnostics)> {
    let all = entries.into_par_iter().zip(of_rows).enumerate();
    let resolved = all.map(|(at, (entry, mut diags))| {
        let home = home_of(at, paths, index.shown);
        let links = resolve_links(ends.leaving(EntryId(at as u32)), home, index, &mut diags);
        let entry = resolve_entry(Arc::unwrap_or_clone(entry), home, index, &mut diags);
        (Arc::new(entry), links, diags)
    });
    resolved.collect()
}

pub(super) fn home_of(at: usize, paths: &[(String, String)], shown: u32) -> Home<'_> {
    Home {
        folder: &paths[at].0,
        path: &paths[at].1,
        route: Some(Route::Entry(EntryId(at as u32))),
        hidden: at as u32 >= shown,
    }
}

pub(super) fn resolve_entry(
    entry: model::Entry,
    home: Home,
    index: &Index,
    diags: &mut Diagnostics,
) -> Entry {
    let replaced_by =
        entry.replaced_by.as_ref().and_then(|(id, span)| index.successor(id, *span, home, diags));
    let mut change = |prose| index.prose(prose, home, diags);
    let fields = entry.fields.into_iter().map(|v| v.map(|v| v.map(&mut change))).collect();
    let body = entry.body.map(&mut change);
    Entry {
        kind: entry.kind,
        id: entry.id,
        stem: entry.stem,
        has_file: entry.has_file,
        status: entry.status,
        titles: entry.titles,
        fields,
        not_told: entry.not_told,
        set: entry.relations.iter().map(Option::is_some).collect(),
        replaced_by,
        aliases: entry.aliases.into_iter().map(|(alias, _)| alias).collect(),
        former_anchors: entry.former_anchors,
        reviewed: entry.reviewed,
        reviewed_by: entry.reviewed_by,
        body,
        translated: entry.translated,
    }
}

/// Links with their texts resolved.
pub(super) fn resolve_links(
    links: &[RawLink],
    home: Home,
    index: &Index,
    diags: &mut Diagnostics,
) -> Arc<[Link]> {
    let mut change = |prose| index.prose(prose, home, diags);
    let resolved = links.iter().map(|link| Link {
        relation: link.relation,
        from: link.from,
        to: link.to,
        qualifiers: link.qualifiers.iter().cloned().map(|v| v.map(|v| v.map(&mut change))).collect(),
        named: link.named.clone(),
        anchor: link.anchor.clone(),
    });
    resolved.collect()
}

pub(super) fn resolve_pages(
    pages: &[Arc<FreePage>],
    index: &Index,
    diags: &mut Diagnostics,
) -> Vec<FreePage<Prose>> {
    let pages = pages.iter().enumerate();
    pages.map(|(at, page)| resolve_page(at, FreePage::clone(page), index, diags)).collect()
}

pub(super) fn resolve_texts(texts: &[model::Prose], index: &Index, diags: &mut Diagnostics) -> Vec<Prose> {
    let home = Home { folder: "", path: "index.html", route: None, hidden: false };
    texts.iter().map(|text| index.prose(text.clone(), home, diags)).collect()
}

fn resolve_page(at: usize, page: FreePage, index: &Index, diags: &mut Diagnostics) -> FreePage<Prose> {
    let stem = format!("{PAGES}/{}", page.path);
    let path = format!("{}.html", page.path);
    let home =
        Home { folder: folder_of(&stem), path: &path, route: Some(page_route(at, &page)), hidden: false };
    let body = index.prose(page.body, home, diags);
    FreePage {
        body,
        path: page.path,
        place: page.place,
        title: page.title,
        description: page.description,
        menu: page.menu,
        footer: page.footer,
        aliases: page.aliases,
        former_anchors: page.former_anchors,
        translated: page.translated,
    }
}

fn ranges(model: &Model, entries: &[Arc<Entry>]) -> Vec<std::ops::Range<u32>> {
    model
        .kind_ids()
        .map(|kind| {
            let start = entries.partition_point(|entry| entry.kind < kind) as u32;
            let end = entries.partition_point(|entry| entry.kind <= kind) as u32;
            start..end
        })
        .collect()
}

/// An entry cannot be above itself.
pub(super) fn check_parents(graph: &Graph, place: impl Fn(EntryId) -> Span, diags: &mut Diagnostics) {
    let mut settled: FxHashSet<EntryId> = FxHashSet::default();
    for index in 0..graph.entries.len() as u32 {
        let mut path = Vec::new();
        let mut at = Some(EntryId(index));
        while let Some(entry) = at.filter(|entry| !settled.contains(entry)) {
            if let Some(start) = path.iter().position(|&above| above == entry) {
                let ids: Vec<&str> =
                    path[start..].iter().chain([&entry]).map(|&id| graph.entry(id).id.as_str()).collect();
                diags.add(Diagnostic::new(Code::ParentCycle, place(entry)).fact("path", ids.join("` → `")));
                break;
            }
            path.push(entry);
            at = graph.parent(entry);
        }
        settled.extend(path);
    }
}
