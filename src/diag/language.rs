//! The languages of the messages.

/// A language that every message is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    #[default]
    En,
    Lv,
}

impl Language {
    pub const ALL: [(&str, Language); 2] = [("en", Language::En), ("lv", Language::Lv)];

    /// The language with this BCP 47 tag.
    pub fn named(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|(known, _)| *known == tag).map(|(_, language)| language)
    }

    pub fn tag(self) -> &'static str {
        Language::ALL.iter().find(|(_, language)| *language == self).expect("every language is listed").0
    }

    /// The plural category of a count, by the Unicode CLDR's rules for whole numbers.
    pub(super) fn plural(self, count: usize) -> Plural {
        match self {
            Language::En if count == 1 => Plural::One,
            Language::En => Plural::Other,
            Language::Lv if count.is_multiple_of(10) || (11..=19).contains(&(count % 100)) => Plural::Zero,
            Language::Lv if count % 10 == 1 => Plural::One,
            Language::Lv => Plural::Other,
        }
    }
}

/// A plural category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plural {
    Zero,
    One,
    Other,
}
