//! What a language decides: the order of titles and the letters of an index.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};

/// The order of a language, from Unicode's collation data (CLDR).
pub struct Collation {
    collator: CollatorBorrowed<'static>,
    /// Tells letters apart and nothing finer.
    letters: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of a language; the root order for one that has none of its own.
    pub fn new(language: &str) -> Collation {
        let locale: icu_locale_core::Locale = language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
        let with = |strength: Option<Strength>| {
            let mut options = CollatorOptions::default();
            options.strength = strength;
            Collator::try_new(locale.clone().into(), options).expect("the collation data are compiled in")
        };
        Collation { collator: with(None), letters: with(Some(Strength::Primary)) }
    }

    /// A key whose bytes are in the order of the language. Quotation marks and brackets at the start do
    /// not count.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.collator.write_sort_key_to(text, &mut key).expect("writing into memory succeeds");
        key
    }

    /// The letter under which a title stands in an index: its first, with the mark that makes it a
    /// letter of its own in the language (a Latvian Č is not a C).
    pub fn letter(&self, text: &str) -> String {
        let first = text.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
        if first.is_numeric() {
            return "0–9".into();
        }
        let upper: String = first.to_uppercase().collect();
        let base: String = deunicode::deunicode_char(first).unwrap_or("#").to_uppercase();
        match self.letters.compare(&upper, &base) {
            std::cmp::Ordering::Equal => base,
            _ => upper,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latvian_order() {
        let collation = Collation::new("lv");
        let mut words = ["čaula", "cukurs", "āda", "Ābele", "azots", "ābols", "ķēde", "kods", "šis", "sāls"];
        words.sort_by_key(|word| collation.key(word));
        let expected = ["azots", "Ābele", "ābols", "āda", "cukurs", "čaula", "kods", "ķēde", "sāls", "šis"];
        assert_eq!(words, expected);
    }

    #[test]
    fn letters_of_the_index() {
        let collation = Collation::new("lv");
        let letters: Vec<String> =
            ["Ābele", "azots", "čaula", "šis", "„Drošība”", "5 soļi"].map(|w| collation.letter(w)).into();
        assert_eq!(letters, ["Ā", "A", "Č", "Š", "D", "0–9"]);
    }
}
