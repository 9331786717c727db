//! What a document holds: the entries of a kind, or a free page.

use std::collections::HashSet;
use std::sync::Arc;

use super::entries::{self, Entry, EntryReader};
use super::pages::{self, FreePage};
use super::{KindId, Model};
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
}
