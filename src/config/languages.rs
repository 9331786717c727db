//! The languages of a site: `[languages.en]` in `site.toml`.

use super::{Accessibility, Site, with_slash};
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::source::{Span, foreign};
use crate::tree::{Node, Reader, Value, wrong_type};

/// A language that the site is published in.
#[derive(Debug, Clone)]
pub struct SiteLanguage {
    /// As a BCP 47 tag (`en`); also the ending of translated files and the folder of its pages.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// The texts of the site in this language; those of the original where unset.
    pub title: Option<String>,
    pub description: Option<String>,
    pub notice: Option<String>,
    /// Where its table is.
    pub place: Span,
}

/// Folders of every site that have the form of a language's tag.
const RESERVED: [&str; 4] = ["assets", "dati", "search", "theme"];

/// Reads the table of languages, a table for each. It has to name the original's too, which the switch leads back to.
pub(super) fn read(node: &Node, original: &str, diags: &mut Diagnostics) -> Vec<SiteLanguage> {
    let Value::Table(table) = &node.value else {
        return wrong_type(node, "languages", Word::Table, diags).unwrap_or_default();
    };
    let mut languages = Vec::new();
    for (key, node) in &table.entries {
        // A tag becomes a folder and part of file names, as it is written.
        let is_folder = RESERVED.iter().any(|name| key.name.eq_ignore_ascii_case(name));
        let is_twice =
            languages.iter().any(|language: &SiteLanguage| language.tag.eq_ignore_ascii_case(&key.name));
        let plain =
            crate::id::is_plain(&key.name) && !key.name.contains(['.', '_']) && !is_folder && !is_twice;
        if !plain || key.name.parse::<unic_langid::LanguageIdentifier>().is_err() {
            diags.add(Diagnostic::new(Code::BadLanguage, key.span).fact("language", &key.name));
            continue;
        }
        let Value::Table(own) = &node.value else {
            wrong_type::<()>(node, &key.name, Word::Table, diags);
            continue;
        };
        let mut reader = Reader::new(own);
        let mut text = |name: &str, diags: &mut Diagnostics| reader.text(name, diags).map(str::to_owned);
        let (title, description, notice) =
            (text("title", diags), text("description", diags), text("notice", diags));
        let name = reader.required_text("name", diags).unwrap_or(&key.name).to_owned();
        reader.finish(diags);
        languages.push(SiteLanguage {
            tag: key.name.clone(),
            name,
            title,
            description,
            notice,
            place: key.span,
        });
    }
    if !languages.iter().any(|language| language.tag == original) {
        diags.add(Diagnostic::new(Code::MissingField, table.span).fact("key", original));
    }
    languages
}

impl Site {
    /// The languages that the content is translated to.
    pub fn translations(&self) -> impl Iterator<Item = &SiteLanguage> {
        self.languages.iter().filter(|language| language.tag != self.language)
    }

    /// Reports the texts of the site that are not translated.
    pub fn tell_missing(&self, lacks: &mut Diagnostics) {
        for language in self.translations() {
            let texts = [
                ("title", Some(&self.title), &language.title),
                ("description", Some(&self.description), &language.description),
                ("notice", self.notice.as_ref(), &language.notice),
            ];
            let is_written = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
            for (name, ..) in texts.iter().filter(|(_, text, own)| own.is_none() && is_written(*text)) {
                let told = Diagnostic::new(Code::LabelMissing, language.place).fact("name", *name);
                lacks.add(told.fact("language", &language.tag).fact("key", *name));
            }
        }
    }

    /// The language that the content is written in first.
    pub fn original(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.language)
    }

    /// The folder of the pages of a language, from the root of the whole site: none for the original.
    pub fn folder_of(&self, language: &str) -> String {
        if language == self.original() { String::new() } else { format!("{language}/") }
    }

    /// The site as it is in another of its languages.
    pub fn translated(&self, language: &SiteLanguage) -> Site {
        let folder = self.folder_of(&language.tag);
        let or =
            |own: &Option<String>, original: &str| own.clone().unwrap_or_else(|| foreign::mark(original));
        Site {
            title: or(&language.title, &self.title),
            description: or(&language.description, &self.description),
            notice: self.notice.as_deref().map(|notice| or(&language.notice, notice)),
            accessibility: self.accessibility.clone().map(Accessibility::marked),
            base_url: self.base_url.as_deref().map(|base| with_slash(format!("{base}{folder}"))),
            original: Some(self.language.clone()),
            language: language.tag.clone(),
            folder,
            ..self.clone()
        }
    }
}
