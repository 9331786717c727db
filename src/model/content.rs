//! What a document holds: the entries of a kind, or a free page.

use std::collections::HashSet;
use std::sync::Arc;

use super::entries::{self, Entry, EntryReader};
use super::pages::{self, FreePage};
use super::{KindId, Model, translation};
use crate::diag::Diagnostics;
use crate::load::{Document, PAGES};
use crate::markdown::Autolinks;
use crate::source::Sources;

/// The content of one document.
#[derive(Debug, Default)]
pub struct Content {
    pub entries: Vec<Arc<Entry>>,
    pub page: Option<Arc<FreePage>>,
    /// What is wrong with it, whatever stands in other documents.
    pub diags: Diagnostics,
    /// What a translation lacks.
    pub lacks: Diagnostics,
}

/// Reads documents by a model. What comes out depends on the model and the document alone.
pub struct Reading<'a> {
    model: &'a Model,
    sources: &'a Sources,
    autolinks: &'a Autolinks,
    reserved: Vec<HashSet<String>>,
}

impl<'a> Reading<'a> {
    pub fn new(model: &'a Model, sources: &'a Sources, autolinks: &'a Autolinks) -> Reading<'a> {
        let kinds = model.kind_ids();
        let reserved = kinds.map(|kind: KindId| entries::section_anchors(model, kind)).collect();
        Reading { model, sources, autolinks, reserved }
    }

    pub fn read(&self, document: &Document) -> Content {
        let mut content = Content::default();
        let page = document.stem.strip_prefix(PAGES).and_then(|rest| rest.strip_prefix('/'));
        match page {
            Some(path) => {
                let path = path.to_owned();
                let page = pages::page(self.sources, path, document, self.autolinks, &mut content.diags);
                content.page = page.map(Arc::new);
            }
            None => {
                let reserved = &self.reserved;
                let (model, sources, autolinks) = (self.model, self.sources, self.autolinks);
                let reader = EntryReader { model, sources, autolinks, reserved, document };
                content.entries = reader.document(&mut content.diags).into_iter().map(Arc::new).collect();
            }
        }
        content
    }

    /// Reads a document in another language, by the document that translates it. What is wrong with the original itself
    /// is told of the original alone.
    pub fn translate(&self, language: &str, original: &Document, given: Option<&Document>) -> Content {
        let translation = translation::translate(self.model, self.sources, language, original, given);
        let mut content = self.read(&translation.document);
        content.diags.retain(|diagnostic| given.is_some_and(|given| diagnostic.is_in(given.file)));
        content.diags.append(translation.diags);
        content.lacks = translation.lacks;
        let state = |name: &str| translation.states.get(name).cloned();
        for entry in &mut content.entries {
            let entry = Arc::make_mut(entry);
            entry.translated = state(if entry.has_file { "" } else { &entry.id });
        }
        if let Some(page) = &mut content.page {
            Arc::make_mut(page).translated = state("");
        }
        content
    }
}
