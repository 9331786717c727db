//! What a page says of the languages of the site.

use serde::Serialize;

use super::writer::Writer;
use crate::config::SiteLanguage;
use crate::graph::Route;
use crate::model::Translated;

/// The same page in another language.
#[derive(Serialize, Clone)]
pub struct LanguageLink<'g> {
    pub tag: &'g str,
    /// What the language calls itself.
    pub name: &'g str,
    pub href: String,
}

/// The whole address of a page in one of its languages.
#[derive(Serialize, Clone)]
pub struct Alternate<'g> {
    /// `x-default` for readers of none of the languages.
    pub tag: &'g str,
    pub address: String,
}

/// A part of a page whose original has changed since it was translated.
#[derive(Serialize, Clone)]
pub struct Changed<'g> {
    /// The key of the theme's words for it; none where the model has a label.
    pub words: Option<&'static str>,
    pub label: &'g str,
}

impl<'g> Writer<'g> {
    /// The parts of this page that are out of date, each once.
    pub(super) fn changed(&self) -> Vec<Changed<'g>> {
        let stale = self.graph.translated(self.route).map(|translated| translated.stale.as_slice());
        let stale = stale.unwrap_or_default().iter();
        let mut keys: Vec<&str> = stale.map(|name| name.split('/').next().unwrap_or(name)).collect();
        keys.dedup();
        keys.into_iter().map(|key| self.part(key)).collect()
    }

    fn part(&self, key: &str) -> Changed<'g> {
        let model = &self.graph.model;
        let kind = match self.route {
            Route::Entry(id) | Route::Checklist(_, id) => Some(model.kind(self.graph.entry(id).kind)),
            _ => None,
        };
        let field = kind.and_then(|kind| Some(&kind.fields[kind.field(key)?].label));
        let relations = kind.into_iter().flat_map(|kind| &kind.relations).map(|&id| model.relation(id));
        let label = field.or_else(|| Some(&relations.into_iter().find(|relation| relation.id == key)?.label));
        let words = match key {
            _ if label.is_some() => None,
            "title" => Some("changed-heading"),
            "description" => Some("changed-description"),
            _ => Some("changed-text"),
        };
        // A label that introduces a list ends with a colon.
        Changed { words, label: label.map_or("", |label| self.text(label).trim_end_matches(':')) }
    }

    /// This page in the other languages of the site.
    pub(super) fn languages(&self) -> Vec<LanguageLink<'g>> {
        let site = &self.graph.site;
        let others = site.languages.iter().filter(|language| language.tag != site.language);
        let link = |language: &'g SiteLanguage| {
            let path = format!("{}{}", site.folder_of(&language.tag), self.here());
            LanguageLink { tag: &language.tag, name: &language.name, href: self.top_href(&path) }
        };
        others.map(link).collect()
    }

    /// The language of the text of this page: the original's, where nothing of it is translated.
    pub(super) fn language(&self) -> &'g str {
        let site = &self.graph.site;
        let untranslated = self.graph.is_untranslated(&site.language, self.here());
        if untranslated { site.original() } else { &site.language }
    }

    /// The languages of the site that this page is translated to.
    fn translated(&self) -> impl Iterator<Item = &'g SiteLanguage> {
        let translated = |language: &&SiteLanguage| !self.graph.is_untranslated(&language.tag, self.here());
        self.graph.site.languages.iter().filter(translated)
    }

    /// The other languages that this page is translated to, where it is in its own.
    pub(super) fn other_languages(&self) -> impl Iterator<Item = &'g str> {
        let own = &self.graph.site.language;
        let is_translated = self.language() == own;
        self.translated().map(|language| &*language.tag).filter(move |tag| is_translated && tag != own)
    }

    /// The addresses of this page in all languages that it is translated to.
    pub(super) fn alternates(&self) -> Vec<Alternate<'g>> {
        let site = &self.graph.site;
        let languages: Vec<&SiteLanguage> = self.translated().collect();
        if languages.len() < 2 || !languages.iter().any(|language| language.tag == site.language) {
            return Vec::new();
        }
        let alternate = |language: &str, tag: &'g str| {
            Some(Alternate { tag, address: self.address_in(language, self.here())? })
        };
        let all = languages.iter().map(|language| alternate(&language.tag, &language.tag));
        all.chain([alternate(site.original(), "x-default")]).flatten().collect()
    }

    /// The whole address of a page in a language.
    fn address_in(&self, language: &str, path: &str) -> Option<String> {
        let site = &self.graph.site;
        let base = site.base_url.as_deref()?;
        let base = base.strip_suffix(site.folder.as_str()).unwrap_or(base);
        let path = super::writer::canonical_path(path);
        Some(format!("{base}{}{path}", site.folder_of(language)))
    }

    /// The address by which search engines are to know a page: the original's, where nothing of it is translated.
    pub(super) fn canonical(&self, path: &str) -> Option<String> {
        let site = &self.graph.site;
        let untranslated = self.graph.is_untranslated(&site.language, path);
        self.address_in(if untranslated { site.original() } else { &site.language }, path)
    }
}

/// The keys of the theme's words on how far a page is translated.
pub(super) fn notes(translated: &Translated) -> Vec<&'static str> {
    let missing = match (translated.some, !translated.missing.is_empty()) {
        (_, false) => None,
        (true, true) => Some("translated-partly"),
        (false, true) => Some("translated-not"),
    };
    missing.into_iter().chain((!translated.stale.is_empty()).then_some("translated-before")).collect()
}
