//! The stages from the folder to the graph, one after another; what has not changed since the last time is taken from
//! there.
//!
//! Each part is kept with all that it was made from, and made again when any of that is another: a text of a file, a
//! document of its text, the content of a document by the model, and the graph (see [`graph::Kept`]).

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::failure::Failure;
use crate::load::{Changes, Document, Library, Loaded, Overlay, THEMES};
use crate::markdown::Autolinks;
use crate::model::{self, Content, Model};
use crate::render::Theme;
use crate::source::{FileId, Source};
use crate::{Options, Parsed, Site, graph};

/// Reads a site again and again.
pub struct Reader {
    root: PathBuf,
    options: Options,
    library: Library,
    config: Option<Declared<config::Site, Vec<String>>>,
    model: Option<Declared<(Arc<Model>, Arc<Autolinks>), ()>>,
    contents: FxHashMap<FileId, (Arc<Document>, Arc<Content>)>,
    /// By the name in `site.toml`.
    theme: Option<(Option<String>, Arc<Theme>)>,
    graph: graph::Kept,
}

/// What a file declares, with all that it was read from.
struct Declared<T, With> {
    source: Option<Arc<Source>>,
    with: With,
    value: Arc<T>,
    diags: Diagnostics,
}

impl Reader {
    pub fn new(root: PathBuf, options: Options) -> Reader {
        Reader::over(root, options, Overlay::new())
    }

    /// One that reads some files from memory.
    pub fn over(root: PathBuf, options: Options, overlay: Overlay) -> Reader {
        Reader {
            root,
            options,
            library: Library::over(overlay),
            config: None,
            model: None,
            contents: FxHashMap::default(),
            theme: None,
            graph: graph::Kept::default(),
        }
    }

    /// Reads and links the site as it is now. `listing` is called before folders are listed, so that what appears
    /// in them from then on can be told as a change.
    pub fn read(
        &mut self,
        changes: &Changes,
        listing: &mut dyn FnMut() -> Result<(), Failure>,
    ) -> Result<Site, Failure> {
        let parsed = self.parse(changes, listing)?;
        Ok(parsed.link_by(|input, autolinks, diags| self.graph.build(input, autolinks, diags)))
    }

    /// Everything before the graph.
    pub fn parse(
        &mut self,
        changes: &Changes,
        listing: &mut dyn FnMut() -> Result<(), Failure>,
    ) -> Result<Parsed, Failure> {
        let mut diags = Diagnostics::default();
        let in_themes = |path: &String| path.split('/').next() == Some(THEMES);
        let themed = match changes {
            Changes::All => true,
            Changes::Paths(paths) => paths.iter().any(in_themes),
        };
        if themed {
            self.theme = None;
            listing()?;
        }
        let mut loaded = self.library.load(&self.root, changes, listing, &mut diags)?;
        let site = self.config(&loaded, &mut diags);
        let (model, autolinks) = self.model(&loaded, &mut diags);
        let theme = match &self.theme {
            Some((name, theme)) if *name == site.theme => Arc::clone(theme),
            _ => {
                let theme = Theme::load(&self.root, site.theme.as_deref(), self.library.sources())?;
                let theme = Arc::new(theme);
                self.theme = Some((site.theme.clone(), Arc::clone(&theme)));
                loaded.sources = self.library.sources().clone();
                theme
            }
        };
        let contents = self.contents(&model, &loaded, &autolinks);
        let (mut entries, mut pages) = (Vec::with_capacity(contents.len()), Vec::new());
        for content in contents {
            entries.extend(content.entries.iter().cloned());
            pages.extend(content.page.iter().cloned());
            diags.append(content.diags.clone());
        }
        let Loaded { sources, assets, lost, .. } = loaded;
        let drafts = self.options.drafts;
        Ok(Parsed { sources, site, model, autolinks, entries, pages, assets, lost, drafts, theme, diags })
    }

    fn config(&mut self, loaded: &Loaded, diags: &mut Diagnostics) -> Arc<config::Site> {
        let source = loaded.site.map(|file| loaded.sources.shared(file));
        let same =
            |kept: &&Declared<_, Vec<String>>| is_same(&kept.source, &source) && kept.with == loaded.themes;
        if self.config.as_ref().filter(same).is_none() {
            let mut diags = Diagnostics::default();
            let mut site = match loaded.site {
                Some(file) => config::read(&loaded.sources, file, &loaded.themes, &mut diags),
                None => config::Site::default(),
            };
            if let Some(base) = &self.options.base_url {
                site.base_url = Some(config::with_slash(base.clone()));
            }
            let (with, value) = (loaded.themes.clone(), Arc::new(site));
            self.config = Some(Declared { source, with, value, diags });
        }
        let kept = self.config.as_ref().expect("it was just made");
        diags.append(kept.diags.clone());
        Arc::clone(&kept.value)
    }

    fn model(&mut self, loaded: &Loaded, diags: &mut Diagnostics) -> (Arc<Model>, Arc<Autolinks>) {
        let source = loaded.model.map(|file| loaded.sources.shared(file));
        if self.model.as_ref().filter(|kept| is_same(&kept.source, &source)).is_none() {
            let mut diags = Diagnostics::default();
            let model = match loaded.model {
                Some(file) => model::declare::read(&loaded.sources, file, &mut diags),
                None => {
                    diags.add(Diagnostic::of_file(Code::ModelMissing, "content/model.toml"));
                    Model::default()
                }
            };
            let autolinks = Arc::new(model.autolinks());
            let value = Arc::new((Arc::new(model), autolinks));
            self.model = Some(Declared { source, with: (), value, diags });
            self.contents.clear();
        }
        let kept = self.model.as_ref().expect("it was just made");
        diags.append(kept.diags.clone());
        (*kept.value).clone()
    }

    /// The content of each document, in their order.
    fn contents(&mut self, model: &Model, loaded: &Loaded, autolinks: &Autolinks) -> Vec<Arc<Content>> {
        // Without a model every file would be reported as unknown.
        if model.kinds.is_empty() {
            return Vec::new();
        }
        let reading = model::Reading::new(model, &loaded.sources, autolinks);
        let kept = &self.contents;
        let contents: Vec<Arc<Content>> = loaded
            .documents
            .par_iter()
            .map(|document| match kept.get(&document.file) {
                Some((before, content)) if Arc::ptr_eq(before, document) => Arc::clone(content),
                _ => Arc::new(reading.read(document)),
            })
            .collect();
        let pairs = loaded.documents.iter().zip(&contents);
        self.contents = pairs
            .map(|(document, content)| (document.file, (Arc::clone(document), Arc::clone(content))))
            .collect();
        contents
    }
}

/// Whether two texts are one.
fn is_same(a: &Option<Arc<Source>>, b: &Option<Arc<Source>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}
