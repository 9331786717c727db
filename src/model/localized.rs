//! Texts of the model in several languages.

use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::source::Origin;
use crate::tree::{Node, Value, wrong_type};

/// A text per language, or one text for all.
#[derive(Debug, Clone, Default)]
pub struct Localized {
    texts: Vec<(String, String, Option<Origin>)>,
}

impl Localized {
    /// Reads `"text"` or `{ lv = "teksts", en = "text" }`.
    pub fn read(node: &Node, key: &str, diags: &mut Diagnostics) -> Option<Localized> {
        let texts = match &node.value {
            Value::String(text, _) => vec![(String::new(), text.clone(), Some(node.origin()))],
            Value::Table(table) if !table.entries.is_empty() => {
                let mut texts = Vec::new();
                for (language, node) in &table.entries {
                    if language.name.parse::<unic_langid::LanguageIdentifier>().is_err() {
                        let diagnostic = Diagnostic::new(Code::BadLanguage, language.span);
                        diags.add(diagnostic.fact("language", &language.name));
                    }
                    match node.as_str() {
                        Some(text) => {
                            texts.push((language.name.clone(), text.to_owned(), Some(node.origin())));
                        }
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

    /// The text in a language; in the first one given when it has none in that.
    pub fn get(&self, language: &str) -> &str {
        self.find(language).map_or("", |(_, text, _)| text)
    }

    /// Where the text of a language was written.
    pub fn origin(&self, language: &str) -> Option<Origin> {
        self.find(language).and_then(|(_, _, origin)| *origin)
    }

    /// Where the texts of all languages were written.
    pub fn origins(&self) -> impl Iterator<Item = Origin> + '_ {
        self.texts.iter().filter_map(|(_, _, origin)| *origin)
    }

    fn find(&self, language: &str) -> Option<&(String, String, Option<Origin>)> {
        self.texts.iter().find(|(tag, _, _)| tag == language || tag.is_empty()).or_else(|| self.texts.first())
    }

    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(tag, text, _)| (tag.as_str(), text.as_str()))
    }
}

impl serde::Serialize for Localized {
    /// As it was written: one text, or an object by language.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.texts.as_slice() {
            [(tag, text, _)] if tag.is_empty() => serializer.serialize_str(text),
            texts => serializer.collect_map(texts.iter().map(|(tag, text, _)| (tag, text))),
        }
    }
}
