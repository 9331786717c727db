//! A language as a table of rules: which endings of a word do not count, and how consonants change before them.
//!
//! The same table is interpreted here and by the script of the site, which gets it as data. In: a word. Out:
//! the stems by which it is compared; two words are forms of one when they have a stem in common.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::words::{Term, fold};

/// The rules of a language whose words are inflected by endings. Texts are folded unless said.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How many letters an ending leaves at least.
    pub least: usize,
    /// Endings of nouns and adjectives; the longest that fits is taken off.
    pub endings: Vec<String>,
    pub definite: Definite,
    pub closed: Closed,
    pub softening: Softening,
    pub root: Root,
}

/// Endings that are none behind a certain letter.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Definite {
    pub endings: Vec<String>,
    /// The first letter of the ending, with its diacritic, when it is part of the stem.
    pub except: String,
}

/// An ending that only certain stems have.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    pub ending: String,
    /// The stems, and what compounds of them end with.
    pub stems: Vec<String>,
}

/// Consonants that change before endings.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Softening {
    pub endings: Vec<String>,
    /// The letter as written before these endings, and the folded one before the others.
    pub pairs: Vec<[String; 2]>,
    /// What a stem that does not change ends with, as written.
    pub except: String,
    /// Letters behind which another is put in.
    pub labials: String,
    pub after_labial: String,
}

/// What makes the root of a word: prefixes and suffixes of verbs and of what is derived from them.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    pub least: usize,
    /// A prefix of forms of verbs, as written.
    pub debitive: String,
    /// A prefix of the highest degree, and the suffix that both degrees have.
    pub superlative: String,
    pub degree: String,
    /// Endings of verbs that are no endings of nouns.
    pub verbs: Vec<String>,
    pub suffixes: Vec<String>,
    /// Letters that go with a suffix.
    pub themes: String,
}

/// A word as written and folded, letter by letter.
#[derive(Clone)]
struct Word {
    written: Vec<char>,
    folded: Vec<char>,
    /// Whether it is written with its diacritics, so that a letter without one has none.
    decided: bool,
}

impl Word {
    fn new(word: &str, decided: bool) -> Word {
        let lower = word.to_lowercase();
        let written: Vec<char> = lower.nfc().collect();
        let folded: Vec<char> = fold(&lower).chars().collect();
        let decided = decided || written != folded;
        // Letters that fold to several are compared as folded.
        let written = if written.len() == folded.len() { written } else { folded.clone() };
        Word { written, folded, decided }
    }

    fn without_first(mut self, letters: usize) -> Word {
        self.written.drain(..letters);
        self.folded.drain(..letters);
        self
    }

    /// Whether it begins so, as written or, where diacritics are left out, folded.
    fn begins(&self, prefix: &str) -> bool {
        let written: Vec<char> = prefix.chars().collect();
        let folded: Vec<char> = fold(prefix).chars().collect();
        self.written.starts_with(&written) || (!self.decided && self.folded.starts_with(&folded))
    }
}

impl Rules {
    /// The stems of a word, in a fixed order; folded.
    ///
    /// `decided` says that the word comes from a text that is written with diacritics.
    pub fn stems(&self, word: &str, decided: bool) -> Vec<String> {
        self.stems_of(&Word::new(word, decided))
    }

    fn stems_of(&self, word: &Word) -> Vec<String> {
        let folded = &word.folded;
        if let Some(stem) = without(folded, &self.closed.ending)
            && self.closed.stems.iter().any(|known| text(stem).ends_with(known))
        {
            return vec![text(stem)];
        }
        let mut stems = Vec::new();
        if let Some(stem) = shorten(folded, &self.definite.endings, self.least) {
            let agent = word.decided && text(&word.written[stem.len()..]).starts_with(&self.definite.except);
            if !agent {
                stems.push(text(stem));
                if word.decided {
                    return stems;
                }
            }
        }
        match shorten(folded, &self.endings, self.least) {
            Some(stem) => self.softened(word, stem, &mut stems),
            None => stems.push(text(folded)),
        }
        stems
    }

    /// A stem, and the stem with the consonant as it is before other endings.
    fn softened(&self, word: &Word, stem: &[char], stems: &mut Vec<String>) {
        let rule = &self.softening;
        let softens = rule.endings.contains(&text(&word.folded[stem.len()..]));
        let mut stem = text(stem);
        if let Some(labial) = stem.strip_suffix(&rule.after_labial)
            && labial.chars().count() > 1
            && labial.ends_with(|c| rule.labials.contains(c))
        {
            stem.truncate(labial.len());
        }
        let written = text(&word.written[..stem.chars().count()]);
        let other = rule.pairs.iter().filter(|_| softens && !stem.ends_with(&fold(&rule.except))).filter_map(
            |[soft, hard]| {
                let soft = if word.decided { written.ends_with(soft) } else { stem.ends_with(&fold(soft)) };
                soft.then(|| format!("{}{hard}", &stem[..stem.len() - 1]))
            },
        );
        let other: Vec<String> = other.collect();
        stems.push(stem);
        stems.extend(other);
    }

    /// The roots of a word, by which words of one family are compared; folded.
    pub fn roots(&self, word: &str, decided: bool) -> Vec<String> {
        self.roots_of(&self.bare(&Word::new(word, decided)))
    }

    /// How a word of a text is kept: as it is, and without the prefixes that forms of a word may have.
    pub fn terms(&self, word: &str) -> Vec<Term> {
        let word = Word::new(word, true);
        let bare = self.bare(&word);
        let roots = self.roots_of(&bare);
        let term = |word: &Word| {
            let stem = self.stems_of(word).swap_remove(0);
            Term::new(&word.written, stem, &roots)
        };
        let term_of_bare = (bare.folded.len() < word.folded.len()).then(|| term(&bare));
        std::iter::once(term(&word)).chain(term_of_bare).collect()
    }

    /// The roots of a word without prefixes.
    fn roots_of(&self, word: &Word) -> Vec<String> {
        let rule = &self.root;
        let verb = shorten(&word.folded, &rule.verbs, rule.least);
        let candidates = match verb {
            Some(stem) => vec![text(stem)],
            None => self.stems_of(word).into_iter().chain([text(&word.folded)]).collect(),
        };
        let mut roots: Vec<String> = Vec::new();
        for candidate in candidates {
            for root in [self.root_of(&candidate, verb.is_some()), candidate] {
                if root.chars().count() >= rule.least && !roots.contains(&root) {
                    roots.push(root);
                }
            }
        }
        roots
    }

    /// A word without the prefixes of forms.
    fn bare(&self, word: &Word) -> Word {
        let rule = &self.root;
        let mut word = word.clone();
        if word.folded.len() >= LEAST_WITH_PREFIX && word.begins(&rule.debitive) {
            word = word.without_first(rule.debitive.chars().count());
        }
        let folded = text(&word.folded);
        if folded.strip_prefix(&rule.superlative).is_some_and(|rest| rest.contains(&rule.degree)) {
            word = word.without_first(rule.superlative.chars().count());
        }
        word
    }

    fn root_of(&self, stem: &str, is_verb: bool) -> String {
        let rule = &self.root;
        let stem =
            stem.strip_suffix(&rule.degree).filter(|rest| rest.chars().count() >= rule.least).unwrap_or(stem);
        let stem: Vec<char> = stem.chars().collect();
        let suffix = shorten(&stem, &rule.suffixes, rule.least);
        let rest = suffix.unwrap_or(&stem);
        match rest.split_last() {
            Some((last, root))
                if (is_verb || suffix.is_some())
                    && root.len() >= rule.least
                    && rule.themes.contains(*last) =>
            {
                text(root)
            }
            _ => text(rest),
        }
    }
}

/// A prefix is taken off words that have this many letters at least.
const LEAST_WITH_PREFIX: usize = 6;

/// A word without the longest ending that leaves enough letters, one of them a vowel.
fn shorten<'w>(word: &'w [char], endings: &[String], least: usize) -> Option<&'w [char]> {
    let fits = |ending: &String| {
        let rest = without(word, ending)?;
        (rest.len() >= least && rest.iter().any(|c| "aeiouy".contains(*c))).then_some(rest)
    };
    endings.iter().filter_map(fits).min_by_key(|rest| rest.len())
}

fn without<'w>(word: &'w [char], ending: &str) -> Option<&'w [char]> {
    let mut rest = word;
    for letter in ending.chars().rev() {
        rest = rest.strip_suffix(&[letter])?;
    }
    Some(rest)
}

fn text(letters: &[char]) -> String {
    letters.iter().collect()
}
