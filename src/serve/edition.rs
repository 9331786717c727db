//! The site as it was read once, each of its files made when it is asked for.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::diag::{Diagnostic, Diagnostics};
use crate::failure::Failure;
use crate::graph::{Graph, Route, routes};
use crate::load::Asset;
use crate::output::Output;
use crate::render::Renderer;
use crate::{
    CODE_CSS, Site, data, export, files, gather, hosting, in_folder, leaf, ledger, markdown, search,
    theme_files, view, weigh,
};

/// A site that was read without an error.
pub struct Edition {
    pub site: Site,
    /// In each language, in the order of the graphs.
    spoken: Vec<Spoken>,
    /// The assets as they were then.
    assets: Arc<BTreeMap<String, Vec<u8>>>,
    hosting: OnceLock<Vec<Output>>,
    leaves: OnceLock<u64>,
}

/// What makes the pages of one language.
struct Spoken {
    renderer: Arc<Renderer>,
    search: OnceLock<Vec<Output>>,
}

/// Why there is no edition.
pub enum Flaw {
    /// The site has errors.
    Errors(Box<Site>),
    Machine(Failure),
}

/// A file of the site, as a build writes it.
pub struct File {
    pub bytes: Vec<u8>,
    /// When it is a page: where its content is written, if anywhere.
    pub page: Option<Option<String>>,
}

impl Edition {
    /// What it has in common with the edition before is taken from there.
    pub fn new(mut site: Site, before: Option<&Edition>) -> Result<Edition, Flaw> {
        let same_theme = before.filter(|before| Arc::ptr_eq(&before.site.theme, &site.theme));
        let mut spoken = Vec::with_capacity(1 + site.translations.len());
        for (at, graph) in std::iter::once(&site.graph).chain(&site.translations).enumerate() {
            let renderer = same_theme.and_then(|before| before.spoken.get(at)).map(|before| &before.renderer);
            let renderer = match renderer.filter(|renderer| renderer.fits(graph)) {
                Some(renderer) => Some(Arc::clone(renderer)),
                None => Renderer::new(&site.theme, graph, &site.sources, &mut site.diags).map(Arc::new),
            };
            spoken.extend(renderer.map(|renderer| Spoken { renderer, search: OnceLock::new() }));
        }
        if site.diags.has_errors() {
            return Err(Flaw::Errors(Box::new(site)));
        }
        let same_assets = before.filter(|before| Arc::ptr_eq(&before.site.graph.assets, &site.graph.assets));
        let assets = match same_assets {
            Some(before) => Arc::clone(&before.assets),
            None => Arc::new(assets(&site.graph).map_err(Flaw::Machine)?),
        };
        let leaves = match same_theme.and(same_assets) {
            Some(before) => before.leaves.clone(),
            None => OnceLock::new(),
        };
        Ok(Edition { site, spoken, assets, hosting: OnceLock::new(), leaves })
    }

    /// The file at a path of the site; `None` when there is none. An error is that of a template.
    pub fn file(&self, path: &str) -> Result<Option<File>, Diagnostic> {
        let plain = |bytes: Vec<u8>| Ok(Some(File { bytes, page: None }));
        for (graph, spoken) in self.site.graphs().zip(&self.spoken) {
            let Some(path) = path.strip_prefix(graph.site.folder.as_str()) else { continue };
            if path == routes::DATA {
                return plain(export::json(graph, &self.site.sources));
            }
            if let Some(file) = spoken.file(graph, path)? {
                return Ok(Some(file));
            }
        }
        let (folder, name) = path.split_once('/').unwrap_or_default();
        if folder == routes::THEME {
            return match self.site.theme.files.get(name).filter(|_| name != routes::FAVICON) {
                Some(data) => plain(data.to_vec()),
                None if name == CODE_CSS && self.site.graphs().any(Graph::has_code) => {
                    plain(markdown::code_stylesheet().into_bytes())
                }
                None => Ok(None),
            };
        }
        if path == routes::FAVICON {
            return Ok(self.site.theme.files.get(path).map(|data| File { bytes: data.to_vec(), page: None }));
        }
        if let Some(asset) = self.assets.get(path) {
            return plain(asset.clone());
        }
        let hosting = self.hosting.get_or_init(|| hosting::outputs(&self.site.graphs().collect::<Vec<_>>()));
        match hosting.iter().find(|output| output.path == path) {
            Some(output) => plain(output.bytes.clone()),
            None => Ok(None),
        }
    }

    /// A number that changes with what pages load: stylesheets, scripts, pictures.
    pub fn leaves(&self) -> u64 {
        *self.leaves.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            (&self.site.theme.files, &*self.assets).hash(&mut hasher);
            hasher.finish()
        })
    }

    /// Renders everything as a build does, and tells what is wrong then; `None` when it was stopped.
    pub fn check(&self, stopped: impl Fn() -> bool) -> Option<Diagnostics> {
        let keeps = self.site.graph.site.budget.is_some() || self.site.ledger.is_some();
        let mut diags = self.site.diags.clone();
        let mut outputs = Vec::new();
        for (graph, spoken) in self.site.graphs().zip(&self.spoken) {
            let mut made = Vec::with_capacity(graph.routes.len());
            for (route, path) in graph.routes.iter() {
                if stopped() {
                    return None;
                }
                let (document, mut results) = files(graph, &spoken.renderer, *route, path);
                if !keeps {
                    // Nothing else is asked of what could be rendered.
                    results.retain(Result::is_err);
                }
                made.push((document.filter(|_| keeps), results));
            }
            let (mut pages, documents) = gather(made, &mut diags);
            if keeps && !diags.has_errors() {
                pages.extend(search::outputs(graph, documents));
                in_folder(graph, &mut pages);
                outputs.extend(pages);
            }
        }
        if keeps && !diags.has_errors() {
            let graph = &self.site.graph;
            outputs.extend(theme_files(&self.site));
            outputs.extend(self.assets.iter().map(|(path, bytes)| leaf(path.clone(), bytes.clone())));
            outputs.extend(self.site.graphs().map(|graph| data(graph, &self.site.sources)));
            weigh::check(graph, &outputs, &mut diags);
            let site = &self.site;
            ledger::check(site.graphs(), &site.sources, site.ledger, &outputs, &mut diags);
        }
        Some(diags)
    }
}

impl Spoken {
    /// The page at a path of this language, or a file that is made of pages.
    fn file(&self, graph: &Graph, path: &str) -> Result<Option<File>, Diagnostic> {
        let plain = |bytes: Vec<u8>| Ok(Some(File { bytes, page: None }));
        if let Some((route, _)) = graph.routes.iter().find(|(_, known)| known == path) {
            let text = self.renderer.render(&view::page(graph, *route))?;
            return Ok(Some(File { bytes: text.into_bytes(), page: Some(graph.source(*route)) }));
        }
        if path.split('/').next() == Some(routes::SEARCH)
            && let Some(output) = self.search(graph).iter().find(|output| output.path == path)
        {
            return plain(output.bytes.clone());
        }
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let beside = |(route, page): &&(Route, String)| {
            graph.companions(*route).contains(&extension) && routes::companion(page, extension) == path
        };
        match graph.routes.iter().find(beside) {
            Some((route, _)) => {
                let meant = graph.leads_to(*route).unwrap_or(*route);
                plain(self.renderer.companion(&view::page(graph, meant), extension)?.into_bytes())
            }
            None => Ok(None),
        }
    }

    /// The index of search, made when the first of its files is asked for.
    fn search(&self, graph: &Graph) -> &[Output] {
        self.search.get_or_init(|| {
            use rayon::prelude::*;
            let document =
                |(route, _): &(Route, String)| search::document(graph, *route, &view::page(graph, *route));
            search::outputs(graph, graph.routes.par_iter().filter_map(document).collect())
        })
    }
}

fn assets(graph: &Graph) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let read = |asset: &Asset| Ok((asset.path.clone(), asset.read()?));
    graph.assets.iter().map(read).collect()
}
