//! norade turns a structured method, kept as TOML and Markdown in git, into a cross-linked static
//! guidance site. This page is the map of the house.
//!
//! There is one way through, and each stage takes what the one before made, unchanged, and returns a
//! type of its own:
//!
//! | stage | in | out |
//! | --- | --- | --- |
//! | [`load`] | the folder | [`load::Loaded`]: texts, front matter as trees |
//! | [`model`] | `model.toml`, documents | [`model::Model`] and typed [`model::Entry`] values, references by name |
//! | [`graph`] | the entries | [`graph::Graph`]: everything linked, readable both ways |
//! | [`view`] | the graph and a route | [`view::Page`]: what one page shows, typed |
//! | [`render`] | a page and the theme | its HTML |
//! | [`search`] | the pages | the index that the site's script reads |
//! | [`export`] | the graph | data files |
//! | [`schema`] | the graph | JSON Schema for editors |
//! | [`hosting`] | the graph | what servers and search engines read: redirects, headers, sitemap |
//! | [`weigh`] | outputs | diagnostics: what is heavier than the site allows |
//! | [`ledger`] | outputs | diagnostics: what was published once and would be gone |
//! | [`mod@bundle`] | outputs | those of the offline bundle, with a manifest; and whether a bundle is whole |
//! | [`mod@write`] | [`output::Output`]s | a folder or a ZIP |
//! | [`edit`] | the folder and what an editor wants | its own files changed, all at once |
//! | [`serve`] | the folder, whenever it changes | pages over HTTP, each made when it is asked for |
//!
//! [`Reader`] goes from the folder to the graph, and keeps on the way what has not changed since the last time.
//!
//! The foundations that any stage may use: [`source`] (texts and places), [`diag`] (what authors got
//! wrong), [`failure`] (what the machine refused), [`tree`] (TOML with places), [`markdown`] (texts to
//! safe HTML with slots), [`html`] (the tags of pages that are made), [`id`], [`address`], [`locale`], [`config`].
//!
//! Invariants, most of them about what is absent:
//!
//! - A stage imports the stages before it and the foundations, never a later one.
//! - No kind, relation or field of a site is named in the code or in the default theme.
//! - A page is a pure function of the graph and its route: nothing on it comes from another rendered page.
//! - Mistakes of authors are collected, all of a run; nothing is written while there is an error.
//! - Nothing is kept from one reading to the next but what its own inputs decide, which are compared in full.
//! - Neither the clock nor hash order, the locale or absolute paths reach an output.

pub mod address;
pub mod bundle;
pub mod cli;
pub mod config;
pub mod diag;
pub mod edit;
pub mod export;
pub mod failure;
pub mod graph;
pub mod hosting;
pub mod html;
pub mod id;
pub mod ledger;
pub mod load;
pub mod locale;
pub mod markdown;
pub mod model;
pub mod output;
mod reader;
pub mod render;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod tree;
pub mod view;
pub mod weigh;
pub mod write;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use bundle::{Commit, Front, PrivateKey};
use diag::{Code, Diagnostic, Diagnostics, Place};
use failure::Failure;
use graph::{Graph, Route, routes};
use load::{Asset, Changes, Lost, Overlay};
use markdown::Autolinks;
use model::{FreePage, Model};
use output::{Output, Tier};
use render::{Renderer, Theme};
use source::{FileId, Sources};

pub use reader::Reader;

/// What a build is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// In the place of the address in `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

/// A site read and linked, with what was found wrong on the way.
pub struct Site {
    pub sources: Sources,
    pub graph: Graph,
    /// The site in its other languages; none while there are errors.
    pub translations: Vec<Graph>,
    pub theme: Arc<Theme>,
    /// The ledger of addresses, when the site keeps one.
    pub ledger: Option<FileId>,
    pub diags: Diagnostics,
    /// What the translations lack.
    pub lacks: Diagnostics,
}

impl Site {
    /// The site in each of its languages, the original first.
    pub fn graphs(&self) -> impl Iterator<Item = &Graph> {
        std::iter::once(&self.graph).chain(&self.translations)
    }
}

/// What the files of a site say, nothing linked yet.
pub struct Parsed {
    pub sources: Sources,
    pub site: Arc<config::Site>,
    pub model: Arc<Model>,
    pub autolinks: Arc<Autolinks>,
    pub entries: Vec<Arc<model::Entry>>,
    pub pages: Vec<Arc<FreePage>>,
    pub translations: Vec<Translation>,
    pub assets: Arc<[Asset]>,
    pub lost: Lost,
    /// Whether drafts are to be part of the site.
    pub drafts: bool,
    pub theme: Arc<Theme>,
    pub ledger: Option<FileId>,
    pub published: Arc<ledger::Published>,
    pub diags: Diagnostics,
    /// What the translations lack.
    pub lacks: Diagnostics,
}

/// What the files of a site say in another language.
pub struct Translation {
    pub site: Arc<config::Site>,
    pub entries: Vec<Arc<model::Entry>>,
    pub pages: Vec<Arc<FreePage>>,
    /// The files whose texts are in that language.
    pub own: Arc<FxHashSet<FileId>>,
    /// The files that are translated, each with the one that translates it.
    pub pairs: Vec<(FileId, FileId)>,
    /// What is wrong with it.
    pub diags: Diagnostics,
}

/// Reads and links the site in a folder.
pub fn read(root: &Path, options: &Options) -> Result<Site, Failure> {
    Ok(link(parse(root, &Overlay::new(), options)?))
}

/// Reads the files of a site, some of them from memory.
pub fn parse(root: &Path, overlay: &Overlay, options: &Options) -> Result<Parsed, Failure> {
    // What a reader keeps is let go of here: its room is needed for the pages.
    Reader::over(root.to_owned(), options.clone(), overlay.clone()).parse(&Changes::All, &mut || Ok(()))
}

/// Links what the files say.
pub fn link(parsed: Parsed) -> Site {
    parsed.link_by(|_, input, autolinks, diags| graph::build(input, autolinks, diags))
}

impl Parsed {
    /// `build` links one language, by its number.
    fn link_by(
        self,
        mut build: impl FnMut(usize, graph::Input, &Autolinks, &mut Diagnostics) -> Graph,
    ) -> Site {
        let Parsed {
            sources,
            site,
            model,
            autolinks,
            entries,
            pages,
            translations,
            assets,
            lost,
            drafts,
            theme,
            ledger,
            published,
            mut diags,
            mut lacks,
        } = self;
        theme.tell_missing(&site, &mut lacks);
        let of_all = |site, entries, pages, own| {
            let (model, assets, lost) = (Arc::clone(&model), Arc::clone(&assets), lost.clone());
            graph::Input { site, model, entries, pages, assets, lost, drafts, own }
        };
        let mut graph = build(0, of_all(site, entries, pages, None), &autolinks, &mut diags);
        graph::hush_followers(&mut diags);
        // What translations say of an original that is not sound would lead astray.
        let translations = if diags.has_errors() { Vec::new() } else { translations };
        let translations = translations.into_iter().enumerate().map(|(at, translation)| {
            let Translation { site, entries, pages, own, pairs, diags: mut told } = translation;
            let input = of_all(site, entries, pages, Some(Arc::clone(&own)));
            let graph = build(at + 1, input, &autolinks, &mut told);
            told.retain(|diagnostic| match &diagnostic.place {
                Place::Span(span) => own.contains(&span.file),
                Place::File(_) => diagnostic.code == Code::TranslationOfNothing,
            });
            // The original has to change first, and tells so.
            let follows = |diagnostic: &Diagnostic| {
                let given = || pairs.iter().any(|(_, given)| diagnostic.is_in(*given));
                diagnostic.code == Code::ReferenceToRetired && given()
            };
            told.iter().filter(|told| follows(told)).for_each(|told| lacks.add(told.clone()));
            told.retain(|diagnostic| !follows(diagnostic));
            diags.append(told);
            graph
        });
        let mut translations: Vec<Graph> = translations.collect();
        diags.mend_references(&sources);
        let untranslated = translations.iter().map(|graph| {
            let words = theme.missing_words(&graph.site.language).is_empty()
                || theme.strings.contains_key(&graph.site.language);
            (graph.site.language.clone(), graph.all_untranslated(words))
        });
        let untranslated: Arc<FxHashMap<_, _>> = Arc::new(untranslated.collect());
        for graph in std::iter::once(&mut graph).chain(&mut translations) {
            graph.untranslated = Arc::clone(&untranslated);
            graph.published = Arc::clone(&published);
        }
        Site { sources, graph, translations, theme, ledger, diags, lacks }
    }
}

/// Renders every file of the site. Empty when there are errors, of the content or of the templates.
pub fn outputs(site: &mut Site) -> Result<Vec<Output>, Failure> {
    let mut renderers = Vec::with_capacity(1 + site.translations.len());
    for graph in std::iter::once(&site.graph).chain(&site.translations) {
        match Renderer::new(&site.theme, graph, &site.sources, &mut site.diags) {
            Some(renderer) => renderers.push(renderer),
            None => return Ok(Vec::new()),
        }
    }
    // Views rely on a model that was checked, on parents without circles, on references that lead somewhere.
    if site.diags.has_errors() {
        return Ok(Vec::new());
    }
    let data: Vec<Output> = site.graphs().map(|graph| data(graph, &site.sources)).collect();
    if site.diags.is_empty() {
        // Templates alone can be at fault from here on; the pages need the room.
        site.sources.forget("content/", site.ledger);
    }
    let mut outputs = Vec::new();
    for (graph, renderer) in std::iter::once(&site.graph).chain(&site.translations).zip(&renderers) {
        outputs.extend(pages(graph, renderer, &mut site.diags));
    }
    if site.diags.has_errors() {
        return Ok(Vec::new());
    }
    for asset in site.graph.assets.iter() {
        outputs.push(leaf(asset.path.clone(), asset.read()?));
    }
    outputs.extend(theme_files(site));
    outputs.extend(data);
    outputs.extend(hosting::outputs(&site.graphs().collect::<Vec<_>>()));
    weigh::check(&site.graph, &outputs, &mut site.diags);
    let graphs = std::iter::once(&site.graph).chain(&site.translations);
    ledger::check(graphs, &site.sources, site.ledger, &outputs, &mut site.diags);
    Ok(outputs)
}

/// Renders every file of the offline bundle. Empty when there are errors, of the content or of the templates.
pub fn bundle(
    site: &mut Site,
    commit: Option<Commit>,
    key: Option<&PrivateKey>,
) -> Result<Vec<Output>, Failure> {
    let outputs = outputs(site)?;
    if site.diags.has_errors() {
        return Ok(Vec::new());
    }
    let renderer = Renderer::new(&site.theme, &site.graph, &site.sources, &mut site.diags);
    let renderer = renderer.expect("the templates have just rendered the pages");
    match Front::new(&site.graph, &renderer, commit.as_ref()) {
        Ok(front) => bundle::pack(&site.graphs().collect::<Vec<_>>(), outputs, front, commit, key),
        Err(fault) => {
            site.diags.add(fault);
            Ok(Vec::new())
        }
    }
}

/// The page of an entry as one file, for what has no site around it. `None` when there is no such entry; empty when there
/// are errors, of the content or of the templates.
pub fn single(site: &mut Site, id: &str) -> Result<Option<Vec<Output>>, Failure> {
    let renderer = Renderer::new(&site.theme, &site.graph, &site.sources, &mut site.diags);
    let Some(renderer) = renderer.filter(|_| !site.diags.has_errors()) else { return Ok(Some(Vec::new())) };
    let graph = &site.graph;
    let Some(entry) = graph.find(id) else { return Ok(None) };
    let page = view::alone(graph, Route::Entry(entry));
    let path = page.page.path;
    let html = match renderer.render(&page) {
        Ok(html) => html,
        Err(fault) => {
            site.diags.add(fault);
            return Ok(Some(Vec::new()));
        }
    };
    let theme = theme_files(site);
    let file = |path: &str| {
        let of_theme = theme.iter().find(|output| output.path == path).map(|output| output.bytes.as_slice());
        let asset =
            || graph.assets.iter().find(|asset| asset.path == path).and_then(|asset| asset.read().ok());
        of_theme.map(Cow::Borrowed).or_else(|| asset().map(Cow::Owned))
    };
    let html = bundle::single(path, &html, graph.site.base_url.as_deref(), file);
    Ok(Some(vec![leaf(format!("{}.html", graph.entry(entry).id.to_lowercase()), html.into_bytes())]))
}

/// Every page with the files beside it, in the order of the routes, and the index of all.
fn pages(graph: &Graph, renderer: &Renderer, diags: &mut Diagnostics) -> Vec<Output> {
    let made = graph.routes.par_iter().map(|(route, path)| files(graph, renderer, *route, path));
    let (mut outputs, documents) = gather(made.collect(), diags);
    outputs.extend(search::outputs(graph, documents));
    in_folder(graph, &mut outputs);
    outputs
}

/// Moves outputs to the folder of their language.
pub(crate) fn in_folder(graph: &Graph, outputs: &mut [Output]) {
    let folder = &graph.site.folder;
    if !folder.is_empty() {
        outputs.iter_mut().for_each(|output| output.path.insert_str(0, folder));
    }
}

/// What was made of the routes, put together; of each place in a template only the first error is told.
pub(crate) fn gather(made: Vec<Made>, diags: &mut Diagnostics) -> (Vec<Output>, Vec<search::Document>) {
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut outputs = Vec::with_capacity(made.len());
    let mut documents = Vec::new();
    for (document, results) in made {
        documents.extend(document);
        for result in results {
            match result {
                Ok(output) => outputs.push(output),
                Err(fault) if told.iter().all(|other| other.place != fault.place) => told.push(fault),
                Err(_) => {}
            }
        }
    }
    told.into_iter().for_each(|diagnostic| diags.add(diagnostic));
    (outputs, documents)
}

/// The data of the site in one language, in the folder of that language.
pub(crate) fn data(graph: &Graph, sources: &Sources) -> Output {
    leaf(format!("{}{}", graph.site.folder, routes::DATA), export::json(graph, sources))
}

/// The files that the theme brings.
pub(crate) fn theme_files(site: &Site) -> Vec<Output> {
    let files = site.theme.files.iter();
    let mut outputs: Vec<Output> = files.map(|(name, data)| leaf(theme_path(name), data.to_vec())).collect();
    // A theme may colour code by a style sheet of its own.
    if site.graphs().any(Graph::has_code) && !site.theme.files.contains_key(CODE_CSS) {
        let css = markdown::code_stylesheet();
        outputs.push(leaf(format!("{}/{CODE_CSS}", routes::THEME), css.into_bytes()));
    }
    outputs
}

/// Where a file of the theme is published. Browsers ask for one icon at the root, whatever the page says.
pub(crate) fn theme_path(name: &str) -> String {
    match name {
        routes::FAVICON => name.to_owned(),
        name => format!("{}/{name}", routes::THEME),
    }
}

/// The style sheet of code, among the files of the theme.
pub(crate) const CODE_CSS: &str = "code.css";

pub(crate) fn leaf(path: String, bytes: Vec<u8>) -> Output {
    Output { path, bytes, tier: Tier::Leaf }
}

/// What is made of a route: what search knows of the page, and its files.
pub(crate) type Made = (Option<search::Document>, Vec<Result<Output, Diagnostic>>);

/// The page of a route and the files that lie beside it.
pub(crate) fn files(graph: &Graph, renderer: &Renderer, route: Route, path: &str) -> Made {
    let page = view::page(graph, route);
    let file = |path: String, tier: Tier, text: Result<String, Diagnostic>| {
        let mut text = text?;
        // All pages are held at once; what a buffer grew beyond its text is worth giving back.
        text.shrink_to_fit();
        Ok(Output { path, bytes: text.into_bytes(), tier })
    };
    let tier = if is_index(path) { Tier::Index } else { Tier::Leaf };
    let page_file = file(path.to_owned(), tier, renderer.render(&page));
    let document = search::document(graph, route, &page);
    let companions = graph.companions(route);
    let meant = graph.leads_to(route).filter(|_| !companions.is_empty());
    let meant = meant.map_or(page, |meant| view::page(graph, meant));
    let beside = companions.iter().map(|extension| {
        let text = renderer.companion(&meant, extension);
        file(routes::companion(path, extension), Tier::Leaf, text)
    });
    (document, std::iter::once(page_file).chain(beside).collect())
}

fn is_index(path: &str) -> bool {
    path == "index.html" || path.ends_with("/index.html")
}
