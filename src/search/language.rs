//! The languages whose words can be compared by their forms: a table of them.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::rules::Rules;
use super::words::{Term, fold};

/// How the words of a language are compared.
pub enum Language {
    Rules(Box<Rules>),
    /// A published stemmer, which the script has too, by its name.
    Snowball(&'static str, Stemmer),
    /// Words are compared as they are written, folded.
    Plain,
}

/// Languages with a table of rules: the primary subtag and the table.
const TABLES: [(&str, &str); 1] = [("lv", include_str!("rules/lv.toml"))];

/// Languages with a published stemmer: the primary subtag, the name of the script that has it, the algorithm.
const STEMMERS: [(&str, &str, Algorithm); 1] = [("en", "english", Algorithm::English)];

impl Language {
    /// The language of a BCP 47 tag; regions and scripts do not matter.
    pub fn of(tag: &str) -> Language {
        let primary = tag.split('-').next().unwrap_or(tag);
        if let Some((_, table)) = TABLES.iter().find(|(known, _)| *known == primary) {
            return Language::Rules(Box::new(toml::from_str(table).expect("the table of rules is sound")));
        }
        match STEMMERS.iter().find(|(known, ..)| *known == primary) {
            Some(&(_, name, algorithm)) => Language::Snowball(name, Stemmer::create(algorithm)),
            None => Language::Plain,
        }
    }

    /// The stems by which a word is compared, folded. `decided`: it comes from a text that is written with
    /// diacritics.
    pub fn stems(&self, word: &str, decided: bool) -> Vec<String> {
        match self {
            Language::Rules(rules) => rules.stems(word, decided),
            Language::Snowball(_, stemmer) => vec![stemmer.stem(&fold(word)).into_owned()],
            Language::Plain => vec![fold(word)],
        }
    }

    /// The roots by which a word is compared with those of its family; none where the language has no rules.
    pub fn roots(&self, word: &str, decided: bool) -> Vec<String> {
        match self {
            Language::Rules(rules) => rules.roots(word, decided),
            Language::Snowball(..) | Language::Plain => Vec::new(),
        }
    }

    /// How a word of a text, in lower case, is kept in the index.
    pub fn terms(&self, word: &str) -> Vec<Term> {
        let written = || word.nfc().collect::<Vec<char>>();
        match self {
            Language::Rules(rules) => rules.terms(word),
            Language::Snowball(_, stemmer) => {
                vec![Term::new(&written(), stemmer.stem(&fold(word)).into_owned(), &[])]
            }
            Language::Plain => vec![Term::new(&written(), fold(word), &[])],
        }
    }

    /// What the script needs to compare words likewise.
    pub fn data(&self) -> serde_json::Value {
        match self {
            Language::Rules(rules) => serde_json::json!({ "rules": rules }),
            Language::Snowball(name, _) => serde_json::json!({ "stemmer": name }),
            Language::Plain => serde_json::json!({}),
        }
    }
}
