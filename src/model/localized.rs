//! Texts of the model in several languages.

use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::source::{Origin, foreign};
use crate::tree::{Node, Value, wrong_type};

/// A text per language, or one in the language of the site.
#[derive(Debug, Clone, Default)]
pub struct Localized {
    texts: Vec<Text>,
}

#[derive(Debug, Clone)]
struct Text {
    /// `None` where no language is written: it is that of the site.
    language: Option<String>,
    /// Between the marks of a text that stands in for one in another language.
    marked: String,
    origin: Origin,
}

impl Text {
    fn new(language: Option<&str>, text: &str, origin: Origin) -> Text {
        Text { language: language.map(str::to_owned), marked: foreign::mark(text), origin }
    }

    fn plain(&self) -> &str {
        &self.marked[foreign::BEGIN.len_utf8()..self.marked.len() - foreign::END.len_utf8()]
    }

    fn is_in(&self, language: &str, original: &str) -> bool {
        self.language.as_deref().unwrap_or(original) == language
    }
}

impl Localized {
    /// Reads `"text"` or `{ lv = "teksts", en = "text" }`.
    pub fn read(node: &Node, key: &str, diags: &mut Diagnostics) -> Option<Localized> {
        let texts = match &node.value {
            Value::String(text, _) => vec![Text::new(None, text, node.origin())],
            Value::Table(table) if !table.entries.is_empty() => {
                let mut texts = Vec::new();
                for (language, node) in &table.entries {
                    if language.name.parse::<unic_langid::LanguageIdentifier>().is_err() {
                        let diagnostic = Diagnostic::new(Code::BadLanguage, language.span);
                        diags.add(diagnostic.fact("language", &language.name));
                    }
                    match node.as_str() {
                        Some(text) => texts.push(Text::new(Some(&language.name), text, node.origin())),
                        None => wrong_type(node, &language.name, Word::Text, diags)?,
                    }
                }
                texts
            }
            _ => {
                return wrong_type(node, key, Word::Localized, diags);
            }
        };
        Some(Localized { texts })
    }

    /// The text in the language of the site; where there is none, the original's, marked as such (see
    /// [`crate::source::foreign`]).
    pub fn get(&self, site: &Site) -> &str {
        match self.find(&site.language, site.original()) {
            Some(text) if self.is_foreign(site) => &text.marked,
            text => text.map_or("", Text::plain),
        }
    }

    /// Whether the original's text stands in for one in the language of the site.
    pub fn is_foreign(&self, site: &Site) -> bool {
        site.original.is_some() && !self.is_in(&site.language, site.original())
    }

    /// The text in a language, without marks; the original's where there is none.
    pub fn plain(&self, language: &str, original: &str) -> &str {
        self.find(language, original).map_or("", Text::plain)
    }

    /// Where that text was written.
    pub fn origin(&self, language: &str, original: &str) -> Option<Origin> {
        self.find(language, original).map(|text| text.origin)
    }

    /// Where the texts of all languages were written.
    pub fn origins(&self) -> impl Iterator<Item = Origin> + '_ {
        self.texts.iter().map(|text| text.origin)
    }

    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(Text::plain)
    }

    /// Whether it is one text, with no language written.
    pub fn is_one(&self) -> bool {
        self.texts.iter().any(|text| text.language.is_none())
    }

    fn find(&self, language: &str, original: &str) -> Option<&Text> {
        let of = |wanted: &str| self.texts.iter().find(|text| text.is_in(wanted, original));
        of(language).or_else(|| of(original)).or_else(|| self.texts.first())
    }

    /// Whether it has a text in a language; one text alone is in that of the original.
    pub fn is_in(&self, language: &str, original: &str) -> bool {
        self.texts.iter().any(|text| text.is_in(language, original))
    }
}

impl serde::Serialize for Localized {
    /// As it was written: one text, or an object by language.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.texts.as_slice() {
            [text] if text.language.is_none() => serializer.serialize_str(text.plain()),
            texts => {
                let by_language = |text: &Text| Some((text.language.clone()?, text.plain().to_owned()));
                serializer.collect_map(texts.iter().filter_map(by_language))
            }
        }
    }
}
