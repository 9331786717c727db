//! The index: for each stem, the pages that have it and how much it says of them.
//!
//! In: documents. Out: entries of the dictionary in order. The weight of a stem in a page is that of BM25F
//! (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009) but for the rarity of the word, which
//! the script knows when it has the postings; it is kept in a few grades, so that a posting stays small.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::document::Document;
use super::language::{Language, Term};
use super::words::words;

/// How much a word counts by where it stands.
#[derive(Clone, Copy)]
struct Weights {
    names: f32,
    details: f32,
    headings: f32,
    statements: f32,
    body: f32,
}

const WEIGHTS: Weights = Weights { names: 8.0, details: 3.0, headings: 2.5, statements: 1.5, body: 1.0 };

/// How soon more of the same word says no more (BM25's k1).
const SATURATION: f32 = 1.2;

/// How much a long text is held against its words (BM25's b).
const LENGTH: f32 = 0.5;

/// Weights are kept in this many grades.
pub const GRADES: u32 = 4;

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
    let counted: Vec<Counted> = documents.par_iter().map(|document| count(document, language)).collect();
    let average = counted.iter().map(|c| c.length).sum::<f32>() / counted.len().max(1) as f32;
    let mut by_stem: FxHashMap<(String, String), Entry> = FxHashMap::default();
    for (number, counted) in counted.into_iter().enumerate() {
        let norm = 1.0 - LENGTH + LENGTH * counted.length / average.max(1.0);
        for ((folded, written), (root, weight)) in counted.terms {
            let grade = grade(weight.fixed + weight.by_length / norm);
            let entry = by_stem.entry((folded, written));
            let entry = entry.or_insert_with_key(|(folded, written)| Entry {
                written: written.clone(),
                folded: folded.clone(),
                root,
                postings: Vec::new(),
            });
            entry.root = entry.root.min(root);
            entry.postings.push((number as u32, grade));
        }
    }
    let mut entries: Vec<Entry> = by_stem.into_values().collect();
    entries.par_sort_by(|a, b| (&a.folded, &a.written).cmp(&(&b.folded, &b.written)));
    entries
}

/// The words of a document, by folded and written stem.
struct Counted {
    terms: FxHashMap<(String, String), (usize, Weight)>,
    /// Words of its texts.
    length: f32,
}

/// What the occurrences of a word count, those in names apart from those in texts.
#[derive(Clone, Copy, Default)]
struct Weight {
    fixed: f32,
    by_length: f32,
}

fn count(document: &Document, language: &Language) -> Counted {
    let mut counted = Counted { terms: FxHashMap::default(), length: 0.0 };
    let mut known: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    let mut say = |text: &str, fixed: f32, by_length: f32| {
        for word in words(text) {
            if by_length > 0.0 {
                counted.length += 1.0;
            }
            let terms = known.entry(word).or_insert_with_key(|word| {
                let bare = language.without_prefix(word);
                std::iter::once(word.as_str())
                    .chain(bare.as_deref())
                    .map(|word| language.term(word))
                    .collect()
            });
            for term in terms.iter() {
                let key = (term.folded.clone(), term.written.clone());
                let found = counted.terms.entry(key).or_insert((term.root, Weight::default()));
                found.1.fixed += fixed;
                found.1.by_length += by_length;
            }
        }
    };
    let names = std::iter::once(&document.title).chain(&document.names);
    names.for_each(|text| say(text, WEIGHTS.names, 0.0));
    document.details.iter().for_each(|text| say(text, WEIGHTS.details, 0.0));
    for section in &document.sections {
        say(&section.title, WEIGHTS.headings, 0.0);
        for line in &section.lines {
            say(&line.text, 0.0, if line.statement { WEIGHTS.statements } else { WEIGHTS.body });
        }
    }
    counted
}

/// Said once in the body; more than that, or in a statement; in a heading or a detail; in a name.
fn grade(weight: f32) -> u32 {
    match weight / (SATURATION + weight) {
        ..0.52 => 0,
        0.52..0.66 => 1,
        0.66..0.82 => 2,
        _ => 3,
    }
}
