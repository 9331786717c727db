//! The pages of the site and their addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Entry, EntryId, PageId, Prose};
use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::load::Asset;
use crate::model::{FreePage, KindId, Model, ViewId};
use crate::source::Span;

/// A page of the site.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Route {
    Home,
    Entry(EntryId),
    Page(PageId),
    View(ViewId),
    /// The checklist that a handbook makes for one of its subjects.
    Checklist(ViewId, EntryId),
    /// The page at an address that the page of an entry had under a former ID, by its place among the aliases.
    Former(EntryId, u16),
    /// The same for its checklist.
    FormerChecklist(ViewId, EntryId, u16),
    /// The same for a free page, by its place among the former paths.
    FormerPage(PageId, u16),
    /// The page at the root for whoever knows no more than a code of an entry: its ID, or that one of its aliases.
    Short(EntryId, Option<u16>),
    /// The index of a folder that no view is declared for, by the first kind in it.
    Folder(KindId),
    /// What is stated about the site's accessibility.
    Accessibility,
    NotFound,
}

/// Files at the root that servers, search engines and browsers ask for by these names.
pub const SITEMAP: &str = "sitemap.xml";
pub const ROBOTS: &str = "robots.txt";
pub const FAVICON: &str = "favicon.ico";
pub const WEB_CONFIG: &str = "web.config";

/// Whether a file is read by servers, search engines or browsers only: no address that anybody keeps.
pub fn is_for_servers(path: &str) -> bool {
    path.starts_with(['.', '_']) || [SITEMAP, ROBOTS, FAVICON, WEB_CONFIG].contains(&path)
}

/// The file of the data, which every build writes.
pub const DATA: &str = "dati/norade.json";

/// The files beside the page of a checklist, by their extensions.
pub const CHECKLIST_FILES: &[&str] = &["csv"];

/// The folder of the theme's own files.
pub const THEME: &str = "theme";

/// The address of the page about accessibility. It is a promise, so that the language of the site decides it and
/// no theme.
pub fn accessibility(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("lv") => "pieklustamiba.html",
        _ => "accessibility.html",
    }
}

/// Whether a free page stands where the page about accessibility would.
pub(super) fn has_own_accessibility<'p, P: 'p>(
    pages: impl IntoIterator<Item = &'p FreePage<P>>,
    site: &Site,
) -> bool {
    let address = accessibility(site.original());
    pages.into_iter().any(|page| format!("{}.html", page.path).eq_ignore_ascii_case(address))
}

/// The folder of the index of search, when the site has one.
pub const SEARCH: &str = "search";

/// Where entries and their aliases are written.
pub(super) struct Places<'a> {
    pub entries: &'a [Span],
    pub aliases: &'a [Vec<Span>],
}

/// Lists every page with its address; reports two that would be one file, letter case aside.
pub(super) fn routes(
    site: &Site,
    model: &Model,
    entries: &[Arc<Entry>],
    places: Places,
    pages: &[FreePage<Prose>],
    assets: &[Asset],
    diags: &mut Diagnostics,
) -> Vec<(Route, String)> {
    let mut routes = vec![(Route::Home, "index.html".to_owned())];
    let mut taken = Taken { reserved: vec![THEME], ..Taken::default() };
    taken.reserved.extend(model.search().map(|_| SEARCH));
    taken.reserved.extend(site.translations().map(|language| language.tag.as_str()));
    taken.fixed(["index.html", "404.html", DATA, SITEMAP, ROBOTS, FAVICON, WEB_CONFIG]);
    for (index, page) in pages.iter().enumerate() {
        if page.path == "index" {
            continue;
        }
        let path = format!("{}.html", page.path);
        taken.claim(&path, page.place, diags);
        routes.push((Route::Page(PageId(index as u32)), path));
    }
    // A free page takes the place of one that states nothing, and stands in the way of a statement.
    let address = accessibility(site.original());
    match &site.accessibility {
        Some(table) => taken.claim(address, table.place, diags),
        None if has_own_accessibility(pages, site) => {}
        None => taken.fixed([address]),
    }
    if site.accessibility.is_some() || !has_own_accessibility(pages, site) {
        routes.push((Route::Accessibility, address.to_owned()));
    }
    for id in model.view_ids() {
        let view = model.view(id);
        let path = match view.path.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None => format!("{}.html", view.path),
        };
        taken.claim(&path, view.span, diags);
        for extension in view.kind.companions() {
            taken.claim(&companion(&path, extension), view.span, diags);
        }
        routes.push((Route::View(id), path));
    }
    for kind in model.kind_ids() {
        let path = format!("{}/index.html", model.kind(kind).folder);
        if !taken.by_path.contains_key(&path.to_lowercase()) {
            taken.claim(&path, model.kind(kind).span, diags);
            routes.push((Route::Folder(kind), path));
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let folder = &model.kind(entry.kind).folder;
        let path = format!("{folder}/{}.html", entry.id.to_lowercase());
        taken.claim(&path, places.entries[index], diags);
        routes.push((Route::Entry(EntryId(index as u32)), path));
    }
    for (id, subject) in checklists(model, entries) {
        let view = model.view(id);
        let folder = view.path.trim_end_matches('/');
        let path = format!("{folder}/{}.html", entries[subject.0 as usize].id.to_lowercase());
        taken.claim(&path, view.span, diags);
        for extension in CHECKLIST_FILES {
            taken.claim(&companion(&path, extension), view.span, diags);
        }
        routes.push((Route::Checklist(id, subject), path));
    }
    for (index, entry) in entries.iter().enumerate() {
        let id = EntryId(index as u32);
        for (number, (alias, place)) in entry.aliases.iter().zip(&places.aliases[index]).enumerate() {
            let mut lead = |folder: &str, route: Route, beside: &[&str]| {
                let path = format!("{folder}/{}.html", alias.to_lowercase());
                taken.claim(&path, *place, diags);
                for extension in beside {
                    taken.claim(&companion(&path, extension), *place, diags);
                }
                routes.push((route, path));
            };
            lead(&model.kind(entry.kind).folder, Route::Former(id, number as u16), &[]);
            for view in checklist_views(model, entry.kind) {
                let folder = model.view(view).path.trim_end_matches('/');
                lead(folder, Route::FormerChecklist(view, id, number as u16), CHECKLIST_FILES);
            }
        }
    }
    for (index, page) in pages.iter().enumerate() {
        for (number, (alias, place)) in page.aliases.iter().enumerate() {
            let path = format!("{alias}.html");
            taken.claim(&path, *place, diags);
            routes.push((Route::FormerPage(PageId(index as u32), number as u16), path));
        }
    }
    for asset in assets {
        if taken.by_path.insert(asset.path.to_lowercase(), None).is_some() {
            let diagnostic = Diagnostic::of_file(Code::SameUrl, format!("content/{}", asset.path));
            diags.add(diagnostic.fact("url", &asset.path));
        }
    }
    taken.check_folders(diags);
    for (route, code) in codes(model, entries) {
        let path = format!("{}.html", code.to_lowercase());
        let names_language = site.languages.iter().any(|language| language.tag.eq_ignore_ascii_case(code));
        if taken.is_free(&path) && !names_language {
            routes.push((route, path));
        }
    }
    routes.push((Route::NotFound, "404.html".to_owned()));
    routes
}

/// The codes by which entries are known anywhere: of the kinds whose codes are links wherever they stand.
fn codes<'m>(model: &'m Model, entries: &'m [Arc<Entry>]) -> impl Iterator<Item = (Route, &'m str)> + 'm {
    let coded = entries.iter().enumerate().filter(|(_, entry)| model.kind(entry.kind).autolink);
    coded.flat_map(|(index, entry)| {
        let id = EntryId(index as u32);
        let aliases = entry.aliases.iter().enumerate();
        let aliases = aliases.map(move |(at, alias)| (Route::Short(id, Some(at as u16)), alias.as_str()));
        std::iter::once((Route::Short(id, None), entry.id.as_str())).chain(aliases)
    })
}

/// The views and entries that have a checklist.
fn checklists<'m>(
    model: &'m Model,
    entries: &'m [Arc<Entry>],
) -> impl Iterator<Item = (ViewId, EntryId)> + 'm {
    model.view_ids().flat_map(move |id| {
        let subjects = model.view(id).kind.checklist_kind();
        let of_kind = move |entry: &Entry| subjects == Some(entry.kind);
        (0..entries.len()).filter(move |&at| of_kind(&entries[at])).map(move |at| (id, EntryId(at as u32)))
    })
}

/// The views that make a checklist for each entry of a kind.
fn checklist_views(model: &Model, kind: KindId) -> impl Iterator<Item = ViewId> + '_ {
    model.view_ids().filter(move |&id| model.view(id).kind.checklist_kind() == Some(kind))
}

/// The address of a file that lies beside a page, under the same name.
pub fn companion(path: &str, extension: &str) -> String {
    format!("{}.{extension}", path.strip_suffix(".html").expect("a page is an HTML file"))
}

pub(super) fn by_route(routes: &[(Route, String)]) -> FxHashMap<Route, String> {
    routes.iter().cloned().collect()
}

/// The pages that are the index of a folder, by their address.
pub(super) fn indices(routes: &[(Route, String)]) -> FxHashMap<String, Route> {
    let indices = routes.iter().filter(|(_, path)| path.ends_with("/index.html"));
    indices.map(|(route, path)| (path.clone(), *route)).collect()
}

/// Which addresses are taken, by what.
#[derive(Default)]
struct Taken<'s> {
    /// Folders that no page may lie in: the theme's, that of search, those of the other languages.
    reserved: Vec<&'s str>,
    by_path: BTreeMap<String, Option<Span>>,
}

impl Taken<'_> {
    fn fixed<const N: usize>(&mut self, paths: [&str; N]) {
        self.by_path.extend(paths.map(|path| (path.to_owned(), None)));
    }

    fn claim(&mut self, path: &str, place: Span, diags: &mut Diagnostics) {
        let folder = path.split('/').next().unwrap_or_default();
        let reserved = self.reserved.iter().any(|known| folder.eq_ignore_ascii_case(known));
        match self.by_path.insert(path.to_lowercase(), Some(place)) {
            None if !reserved => {}
            other => {
                let diagnostic = Diagnostic::new(Code::SameUrl, place).fact("url", path);
                diags.add(match other.flatten() {
                    Some(first) => diagnostic.related(first),
                    None => diagnostic,
                });
            }
        }
    }

    /// Whether nothing stands at an address at the root, nor at that of a folder of the same name.
    fn is_free(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches(".html"));
        let below =
            self.by_path.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder));
        let reserved = self.reserved.iter().any(|known| folder.trim_end_matches('/') == *known);
        !below && !reserved && !self.by_path.contains_key(path)
    }

    /// An address cannot be a file and a folder at once.
    fn check_folders(&self, diags: &mut Diagnostics) {
        for (path, place) in &self.by_path {
            let mut folder = path.as_str();
            while let Some((outer, _)) = folder.rsplit_once('/') {
                if let (true, Some(place)) = (self.by_path.contains_key(outer), place) {
                    diags.add(Diagnostic::new(Code::SameUrl, *place).fact("url", outer));
                }
                folder = outer;
            }
        }
    }
}
