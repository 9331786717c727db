//! The index: for each stem, the pages that have it and how much it says of them.
//!
//! In: documents. Out: entries of the dictionary in order. The weight of a stem in a page is that of BM25F
//! (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) but for the rarity of the word, which
//! the script knows when it has the postings; it is kept in a few grades, so that a posting stays small.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::document::{Document, Said};
use super::language::Language;
use super::words::{Term, plain, words};

/// How much a word counts by where it stands.
#[derive(Clone, Copy)]
struct Weights {
    /// A name that is this word alone.
    name_alone: f32,
    names: f32,
    details: f32,
    headings: f32,
    statements: f32,
    body: f32,
}

const WEIGHTS: Weights =
    Weights { name_alone: 1000.0, names: 8.0, details: 3.0, headings: 2.5, statements: 1.5, body: 1.0 };

/// How soon more of the same word says no more (BM25's k1).
const SATURATION: f32 = 1.2;

/// How much a long text is held against its words (BM25's b).
const LENGTH: f32 = 0.5;

/// Weights are kept in this many grades.
pub const GRADES: u32 = 5;

/// A stem with the documents that have it.
pub struct Entry {
    pub written: String,
    pub folded: String,
    /// Letters of the root.
    pub root: usize,
    /// Documents by number, ascending, each with its grade below [`GRADES`].
    pub postings: Vec<(u32, u32)>,
}

/// The dictionary, ordered by folded stem.
pub fn index(documents: &[Document], language: &Language) -> Vec<Entry> {
    let counted: Vec<Counted> = documents.par_iter().map(count).collect();
    let average = counted.iter().map(|c| c.length).sum::<f32>() / counted.len().max(1) as f32;
    let Dictionary { mut entries, terms } = dictionary(&counted, language);
    let mut weights = vec![Weight::default(); entries.len()];
    for (number, counted) in counted.iter().enumerate() {
        let norm = 1.0 - LENGTH + LENGTH * counted.length / average.max(1.0);
        let mut said = Vec::new();
        for (word, weight) in &counted.words {
            for &term in &terms[word] {
                weights[term].add(*weight);
                said.push(term);
            }
        }
        for term in said {
            // A term that several words of the document have is said more than once.
            let Weight { fixed, by_length } = std::mem::take(&mut weights[term]);
            if fixed + by_length > 0.0 {
                entries[term].postings.push((number as u32, grade(fixed + by_length / norm)));
            }
        }
    }
    entries.par_sort_by(|a, b| (&a.folded, &a.written).cmp(&(&b.folded, &b.written)));
    entries
}

/// The entries of all words, without postings, and for each word the numbers of its entries.
struct Dictionary<'c> {
    entries: Vec<Entry>,
    terms: FxHashMap<&'c str, Vec<usize>>,
}

/// Compares each word by the language once, however many documents have it.
fn dictionary<'c>(counted: &[Counted<'c>], language: &Language) -> Dictionary<'c> {
    let words: FxHashSet<&str> = counted.iter().flat_map(|c| c.words.keys().copied()).collect();
    let read: Vec<(&str, Vec<Term>)> =
        words.into_par_iter().map(|word| (word, language.terms(&plain(word)))).collect();
    let mut numbers: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut entries: Vec<Entry> = Vec::new();
    let mut number = |Term { folded, written, root }: Term| {
        let number = *numbers.entry((folded, written)).or_insert_with_key(|(folded, written)| {
            entries.push(Entry {
                written: written.clone(),
                folded: folded.clone(),
                root,
                postings: Vec::new(),
            });
            entries.len() - 1
        });
        entries[number].root = entries[number].root.min(root);
        number
    };
    let terms = read.into_iter().map(|(word, terms)| (word, terms.into_iter().map(&mut number).collect()));
    let terms = terms.collect();
    Dictionary { entries, terms }
}

/// The words of a document, as they stand there, and what they count.
struct Counted<'d> {
    words: FxHashMap<&'d str, Weight>,
    /// Words of its texts.
    length: f32,
}

/// What the occurrences of a word count, those in names apart from those in texts.
#[derive(Clone, Copy, Default)]
struct Weight {
    fixed: f32,
    by_length: f32,
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.fixed += other.fixed;
        self.by_length += other.by_length;
    }
}

fn count(document: &Document) -> Counted<'_> {
    let mut counted = Counted { words: FxHashMap::default(), length: 0.0 };
    let mut say = |text, fixed, by_length| {
        for word in words(text) {
            counted.length += f32::from(by_length > 0.0);
            counted.words.entry(word).or_default().add(Weight { fixed, by_length });
        }
    };
    for name in std::iter::once(&document.title).chain(&document.names) {
        let alone = words(name).nth(1).is_none();
        say(name, if alone { WEIGHTS.name_alone } else { WEIGHTS.names }, 0.0);
    }
    document.details.iter().chain(&document.slug).for_each(|text| say(text, WEIGHTS.details, 0.0));
    for section in &document.sections {
        match section.own {
            true => say(&section.title, WEIGHTS.headings, 0.0),
            false => say(&section.title, 0.0, WEIGHTS.body),
        }
        for line in &section.lines {
            match line.said {
                Said::Heading => say(&line.text, WEIGHTS.headings, 0.0),
                Said::Statement => say(&line.text, 0.0, WEIGHTS.statements),
                Said::Text => say(&line.text, 0.0, WEIGHTS.body),
            }
        }
    }
    counted
}

/// By the share of the most that BM25 gives: about a word in a text, a few of them or a statement, a heading, a name,
/// a name that is nothing else.
fn grade(weight: f32) -> u32 {
    match weight / (SATURATION + weight) {
        ..0.52 => 0,
        0.52..0.66 => 1,
        0.66..0.82 => 2,
        0.82..0.998 => 3,
        _ => 4,
    }
}
