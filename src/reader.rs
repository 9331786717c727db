//! The stages from the folder to the graph, one after another; what has not changed since the last time is taken from
//! there.
//!
//! Each part is kept with all that it was made from, and made again when any of that is another: a text of a file, a
//! document of its text, the content of a document by the model, and the graph (see [`graph::Kept`]).

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::config;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::failure::Failure;
use crate::load::{Body, Changes, Document, Library, Loaded, Overlay, THEMES};
use crate::markdown::Autolinks;
use crate::model::{self, Content, Model};
use crate::render::Theme;
use crate::source::Source;
use crate::{Options, Parsed, Site, Translation, graph, ledger};

/// Reads a site again and again.
pub struct Reader {
    root: PathBuf,
    options: Options,
    library: Library,
    config: Option<Declared<config::Site, Vec<String>>>,
    model: Option<Declared<Model, ()>>,
    /// Of the model.
    autolinks: Arc<Autolinks>,
    /// By the number of the file.
    contents: Vec<Option<(Arc<Document>, Arc<Content>)>>,
    /// By the name in `site.toml`.
    theme: Option<(Option<String>, Arc<Theme>)>,
    /// In each other language: the site, and the content by the number of the original's file.
    translations: Vec<Translating>,
    /// Of the original and of each translation.
    graphs: Vec<graph::Kept>,
    /// The text of the ledger, with what it says.
    ledger: (String, Arc<ledger::Published>),
}

/// What is kept of a translation.
struct Translating {
    site: Arc<config::Site>,
    contents: Vec<Option<Translated>>,
}

/// A document in another language, with what it was made of.
#[derive(Clone)]
struct Translated {
    original: Arc<Document>,
    given: Option<Arc<Document>>,
    content: Arc<Content>,
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
    pub(crate) fn over(root: PathBuf, options: Options, overlay: Overlay) -> Reader {
        Reader {
            root,
            options,
            library: Library::over(overlay),
            config: None,
            model: None,
            autolinks: Arc::default(),
            contents: Vec::new(),
            theme: None,
            translations: Vec::new(),
            graphs: Vec::new(),
            ledger: Default::default(),
        }
    }

    /// Reads and links the site as it is now. `listing` is called before folders are listed, so that what appears
    /// in them from then on can be told as a change.
    pub fn read(
        &mut self,
        changes: &Changes,
        listing: &mut dyn FnMut() -> Result<(), Failure>,
    ) -> Result<Site, Failure> {
        let parsed = self.parse(changes, listing);
        if parsed.is_err() {
            // What changed in the meantime may not have been seen: the next time everything is read.
            *self = Reader::new(std::mem::take(&mut self.root), self.options.clone());
        }
        Ok(parsed?.link_by(|number, input, autolinks, diags| {
            self.graphs.resize_with(self.graphs.len().max(number + 1), graph::Kept::default);
            self.graphs[number].build(input, autolinks, diags)
        }))
    }

    /// Everything before the graph.
    pub(crate) fn parse(
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
        let given = given_translations(&site, &mut loaded.documents);
        for (document, language) in undeclared(&site, &mut loaded.documents) {
            // Nothing is known of the languages where `site.toml` has a fault.
            if !self.config.as_ref().is_some_and(|config| config.diags.has_errors()) {
                let path = loaded.sources.get(document.file).path.as_str();
                let diagnostic = Diagnostic::of_file(Code::TranslationUndeclared, path);
                diags.add(diagnostic.fact("language", language));
            }
        }
        let contents = self.contents(&model, &loaded, &autolinks);
        let (entries, pages) = gathered(&contents, &mut diags);
        let (mut translations, mut lacks) = (Vec::new(), Diagnostics::default());
        // Languages that are not right, or not known, would be told again with every label.
        if loaded.site.is_some() && self.config.as_ref().is_some_and(|config| !config.diags.has_errors()) {
            model::labels::check(&model.labels, &site, &loaded.sources, &mut diags, &mut lacks);
            site.tell_missing(&mut lacks);
        }
        for (number, given) in given.iter().enumerate() {
            let contents = self.translated(number, given, &model, &loaded, &autolinks);
            let mut diags = Diagnostics::default();
            let (entries, pages) = gathered(&contents, &mut diags);
            contents.iter().for_each(|content| lacks.append(content.lacks.clone()));
            let files = given.documents.values().map(|document| document.file).chain(loaded.model);
            let (site, own) = (Arc::clone(&self.translations[number].site), Arc::new(files.collect()));
            for stray in given.strays(&loaded.documents) {
                let path = loaded.sources.get(stray.file).path.as_str();
                diags.add(Diagnostic::of_file(Code::TranslationOfNothing, path).fact("name", path));
            }
            let pair = |original: &Arc<Document>| Some((original.file, given.of(original)?.file));
            let pairs = loaded.documents.iter().filter_map(pair).collect();
            translations.push(Translation { site, entries, pages, own, pairs, diags });
        }
        let Loaded { sources, assets, lost, ledger, .. } = loaded;
        let published = self.published(ledger.map(|file| sources.get(file).text.as_str()));
        let drafts = self.options.drafts;
        Ok(Parsed {
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
            diags,
            lacks,
        })
    }

    fn published(&mut self, ledger: Option<&str>) -> Arc<ledger::Published> {
        let text = ledger.unwrap_or_default();
        if self.ledger.0 != text {
            self.ledger = (text.to_owned(), Arc::new(ledger::published(text)));
        }
        Arc::clone(&self.ledger.1)
    }

    fn config(&mut self, loaded: &Loaded, diags: &mut Diagnostics) -> Arc<config::Site> {
        let source = loaded.site.map(|file| loaded.sources.shared(file));
        let same =
            |kept: &&Declared<_, Vec<String>>| is_same(&kept.source, &source) && kept.with == loaded.themes;
        if self.config.as_ref().filter(same).is_none() {
            let mut diags = Diagnostics::default();
            let given = self.options.base_url.as_deref();
            let site = match loaded.site {
                Some(file) => config::read(&loaded.sources, file, &loaded.themes, given, &mut diags),
                None => config::Site::default(),
            };
            let translation =
                |language| Translating { site: Arc::new(site.translated(language)), contents: Vec::new() };
            self.translations = site.translations().map(translation).collect();
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
            self.autolinks = Arc::new(model.autolinks());
            self.model = Some(Declared { source, with: (), value: Arc::new(model), diags });
            self.contents.clear();
            self.translations.iter_mut().for_each(|translation| translation.contents.clear());
        }
        let kept = self.model.as_ref().expect("it was just made");
        diags.append(kept.diags.clone());
        (Arc::clone(&kept.value), Arc::clone(&self.autolinks))
    }

    /// The content of each document, in their order.
    fn contents(&mut self, model: &Model, loaded: &Loaded, autolinks: &Autolinks) -> Vec<Arc<Content>> {
        // Without a model every file would be reported as unknown.
        if model.kinds.is_empty() {
            return Vec::new();
        }
        let reading = model::Reading::new(model, &loaded.sources, autolinks);
        let kept = &self.contents;
        let same = |document: &Arc<Document>| match kept.get(document.file.index()) {
            Some(Some((before, content))) if Arc::ptr_eq(before, document) => Some(Arc::clone(content)),
            _ => None,
        };
        let mut contents: Vec<Option<Arc<Content>>> = loaded.documents.iter().map(same).collect();
        let pairs = loaded.documents.iter().zip(&mut contents);
        let mut missing: Vec<_> = pairs.filter(|(_, content)| content.is_none()).collect();
        missing
            .par_iter_mut()
            .for_each(|(document, content)| **content = Some(Arc::new(reading.read(document))));
        for (document, content) in missing {
            let at = document.file.index();
            self.contents.resize(self.contents.len().max(at + 1), None);
            self.contents[at] = content.clone().map(|content| (Arc::clone(document), content));
        }
        contents.into_iter().flatten().collect()
    }

    /// The content of each document in another language, in their order.
    fn translated(
        &mut self,
        number: usize,
        given: &Given,
        model: &Model,
        loaded: &Loaded,
        autolinks: &Autolinks,
    ) -> Vec<Arc<Content>> {
        if model.kinds.is_empty() {
            return Vec::new();
        }
        let reading = model::Reading::new(model, &loaded.sources, autolinks);
        let kept = &mut self.translations[number].contents;
        let translated = loaded.documents.par_iter().map(|original| {
            let translation = given.of(original);
            let same = |kept: &&Translated| {
                Arc::ptr_eq(&kept.original, original)
                    && kept.given.as_ref().map(Arc::as_ptr) == translation.map(Arc::as_ptr)
            };
            let known = kept.get(original.file.index()).and_then(Option::as_ref).filter(same);
            known.cloned().unwrap_or_else(|| Translated {
                original: Arc::clone(original),
                given: translation.cloned(),
                content: Arc::new(reading.translate(&given.language, original, translation.map(Arc::as_ref))),
            })
        });
        let translated: Vec<Translated> = translated.collect();
        let contents = translated.iter().map(|document| Arc::clone(&document.content)).collect();
        for document in translated {
            let at = document.original.file.index();
            kept.resize(kept.len().max(at + 1), None);
            kept[at] = Some(document);
        }
        contents
    }
}

/// The entries and pages of all documents.
fn gathered(
    contents: &[Arc<Content>],
    diags: &mut Diagnostics,
) -> (Vec<Arc<model::Entry>>, Vec<Arc<model::FreePage>>) {
    let (mut entries, mut pages) = (Vec::with_capacity(contents.len()), Vec::new());
    for content in contents {
        entries.extend(content.entries.iter().cloned());
        pages.extend(content.page.iter().cloned());
        if !content.diags.is_empty() {
            diags.append(content.diags.clone());
        }
    }
    diags.complete(Code::IdPattern, "example", |diagnostic| {
        let pattern = regex::Regex::new(&format!("^(?:{})$", diagnostic.fact_of("pattern")?)).ok()?;
        entries.iter().map(|entry: &Arc<model::Entry>| &entry.id).find(|id| pattern.is_match(id)).cloned()
    });
    (entries, pages)
}

/// The documents that translate others to a language, by what they translate: its path without an extension, and whether
/// it is a list.
struct Given {
    language: String,
    documents: FxHashMap<(String, bool), Arc<Document>>,
}

impl Given {
    /// The document that translates another: one of the same form.
    fn of(&self, original: &Document) -> Option<&Arc<Document>> {
        self.documents.get(&(original.stem.clone(), is_list(original)))
    }

    /// Those that translate nothing there is.
    fn strays(&self, originals: &[Arc<Document>]) -> Vec<&Arc<Document>> {
        let known: FxHashSet<usize> =
            originals.iter().filter_map(|original| Some(self.of(original)?.file.index())).collect();
        let mut strays: Vec<_> =
            self.documents.values().filter(|given| !known.contains(&given.file.index())).collect();
        strays.sort_by_key(|given| given.file);
        strays
    }
}

fn is_list(document: &Document) -> bool {
    matches!(document.body, Body::List)
}

/// Takes the translations out of the documents: those whose name ends in a language of the site (`PU2-10.en.md`).
fn given_translations(site: &config::Site, documents: &mut Vec<Arc<Document>>) -> Vec<Given> {
    let languages = site.translations().map(|language| {
        let ending = format!(".{}", language.tag);
        let (given, others) =
            std::mem::take(documents).into_iter().partition(|document| document.stem.ends_with(&ending));
        *documents = others;
        let given: Vec<Arc<Document>> = given;
        let key = |document: &Document| {
            (document.stem[..document.stem.len() - ending.len()].to_owned(), is_list(document))
        };
        let documents = given.into_iter().map(|document| (key(&document), document)).collect();
        Given { language: language.tag.clone(), documents }
    });
    languages.collect()
}

/// Takes out of the documents what lies beside another under a language that the site does not have, with that
/// language.
fn undeclared(site: &config::Site, documents: &mut Vec<Arc<Document>>) -> Vec<(Arc<Document>, String)> {
    let key = |document: &Arc<Document>| (document.stem.clone(), is_list(document));
    let stems: FxHashSet<(String, bool)> = documents.iter().map(key).collect();
    let mut found = Vec::new();
    documents.retain(|document| {
        let Some((stem, tag)) = document.stem.rsplit_once('.') else { return true };
        let language = tag.split('-').next().unwrap_or_default();
        let is_tag = (2..=3).contains(&language.len())
            && language.bytes().all(|letter| letter.is_ascii_lowercase())
            && tag.parse::<unic_langid::LanguageIdentifier>().is_ok();
        let undeclared =
            is_tag && tag != site.language && stems.contains(&(stem.to_owned(), is_list(document)));
        if undeclared {
            found.push((Arc::clone(document), tag.to_owned()));
        }
        !undeclared
    });
    found
}

/// Whether two texts are one.
fn is_same(a: &Option<Arc<Source>>, b: &Option<Arc<Source>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}
