//! The files of the index: scripts that hand their data over, so that they can be loaded from a disk too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::document::Document;
use super::index::{self, Entry, GRADES};
use super::language::Language;
use crate::graph::{EntryId, Graph, routes};
use crate::model::{KindId, ViewKind};
use crate::output::{Output, Tier};
use crate::source::foreign::{is_marked, unmark};

/// How many characters of stems and postings one file holds, about: what a cold query loads for a word.
const WORDS_PER_FILE: usize = 12_000;

/// How many documents one file names.
const NAMES_PER_FILE: usize = 32;

/// How many documents' texts one file holds.
const TEXTS_PER_FILE: usize = 2;

/// Writes the index of the documents, which are in the order of the routes.
pub fn outputs(graph: &Graph, mut documents: Vec<Document>) -> Vec<Output> {
    // Without a page to search on nobody would read it.
    if graph.model.search().is_none() {
        return Vec::new();
    }
    assert!(documents.len() < DIGITS.pow(3) as usize, "numbers of documents have three digits at most");
    // Kinds in the order of the model; free pages behind.
    documents.sort_by_key(|document| (document.entry.is_none(), document.entry));
    let language = Language::of(&graph.site.language);
    let dictionary = index::index(&documents, &language);
    let files = cut(&dictionary);
    let firsts: Vec<&str> = files.iter().map(|entries| entries[0].folded.as_str()).collect();
    let mut outputs = Vec::new();
    outputs.par_extend(files.par_iter().enumerate().map(|(number, entries)| {
        let (stems, postings) = encoded(entries);
        file(&format!("w{number}"), "words", &(number, stems, postings))
    }));
    outputs.par_extend(documents.par_chunks(NAMES_PER_FILE).enumerate().map(|(number, documents)| {
        let names = documents.iter().map(name);
        file(&format!("n{number}"), "names", &(number, names.collect::<Vec<_>>()))
    }));
    outputs.par_extend(documents.par_chunks(TEXTS_PER_FILE).enumerate().map(|(number, documents)| {
        let texts = documents.iter().map(|document| {
            let sections = document.sections.iter();
            sections.map(|s| (&s.anchor, &s.title, lines(s))).collect::<Vec<_>>()
        });
        file(&format!("t{number}"), "texts", &(number, texts.collect::<Vec<_>>()))
    }));
    let edition = edition(&outputs);
    outputs.par_iter_mut().for_each(|output| of_edition(output, &edition));
    outputs.push(file("index", "index", &[head(graph, &documents, &language, &firsts, &edition)]));
    outputs
}

/// The names of a document; last, where that is so, that the title is in the language of the original (1), or all of it (2).
fn name(document: &Document) -> serde_json::Value {
    let Document { id, title, more, names, details, foreign, .. } = document;
    let others = [&**names, details].concat();
    match (foreign, is_marked(title)) {
        (true, _) => json!([id, title, more, others, 2]),
        (false, true) => json!([id, title, more, others, 1]),
        (false, false) => json!([id, title, more, others]),
    }
}

/// What tells the parts of one index from those of another, so that a browser never joins old parts with new ones.
fn edition(parts: &[Output]) -> String {
    let mut sum = flate2::Crc::new();
    parts.iter().for_each(|part| sum.update(&part.bytes));
    format!("{:08x}", sum.sum())
}

/// Gives the call of a part its last argument.
fn of_edition(part: &mut Output, edition: &str) {
    part.bytes.truncate(part.bytes.len() - CALL_END.len());
    part.bytes.extend_from_slice(format!(",\"{edition}\"{CALL_END}").as_bytes());
}

/// How the call in a file ends.
const CALL_END: &str = ")\n";

/// The text of a section, a line each.
fn lines(section: &super::document::Section) -> String {
    section.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// What the script has to know before any query.
fn head(
    graph: &Graph,
    documents: &[Document],
    language: &Language,
    firsts: &[&str],
    edition: &str,
) -> serde_json::Value {
    let text = |text: &crate::model::Localized| text.get(&graph.site).to_owned();
    let kinds = documents.chunk_by(|a, b| kind_of(a) == kind_of(b)).map(|run| match kind_of(&run[0]) {
        Some(id) => {
            let kind = graph.model.kind(id);
            let foreign = kind.label.is_foreign(&graph.site);
            json!({"id": kind.id, "foreign": foreign, "label": text(&kind.label), "plural": text(&kind.plural), "folder": kind.folder, "codes": kind.pattern.is_some(), "count": run.len()})
        }
        None => json!({"count": run.len()}),
    });
    let stubs = documents.iter().enumerate().filter(|(_, d)| d.stub).map(|(number, _)| (number as u32, 0));
    json!({
        "edition": edition,
        "documents": documents.len(),
        "kinds": kinds.collect::<Vec<_>>(),
        "stubs": postings(&stubs.collect::<Vec<_>>()),
        "grades": GRADES,
        "words": firsts,
        "names": NAMES_PER_FILE,
        "texts": TEXTS_PER_FILE,
        "facets": facets(graph, documents),
        "language": language.data(),
        "original": graph.site.original,
    })
}

fn kind_of(document: &Document) -> Option<KindId> {
    document.entry.map(|(kind, _)| kind)
}

/// What the view of search narrows by: the entries of each kind that it names, with the documents that are
/// such an entry, are related to it, or to one that it stands above.
fn facets(graph: &Graph, documents: &[Document]) -> Vec<serde_json::Value> {
    let view = graph.model.search().map(|id| &graph.model.view(id).kind);
    let Some(ViewKind::Search { facets }) = view else { return Vec::new() };
    let facet = |&kind: &KindId| {
        let mut pages: BTreeMap<EntryId, Vec<(u32, u32)>> = BTreeMap::new();
        for (number, document) in documents.iter().enumerate() {
            for value in values(graph, document, kind) {
                pages.entry(value).or_default().push((number as u32, 0));
            }
        }
        let values = pages.into_iter().map(|(value, pages)| {
            let entry = graph.entry(value);
            let code = if graph.has_codes(entry.kind) { format!("{} ", entry.id) } else { String::new() };
            json!({"id": entry.id, "name": format!("{code}{}", entry.titles[0]), "pages": postings(&pages)})
        });
        let label = graph.model.kind(kind).label.get(&graph.site);
        json!({"id": graph.model.kind(kind).id, "label": label, "values": values.collect::<Vec<_>>()})
    };
    facets.iter().map(facet).collect()
}

fn values(graph: &Graph, document: &Document, kind: KindId) -> BTreeSet<EntryId> {
    let Some((_, id)) = document.entry else { return BTreeSet::new() };
    let near = graph.neighbours(id).into_iter().chain([id]);
    let above = near.flat_map(|near| [Some(near), graph.parent(near)]).flatten();
    above.filter(|&other| graph.entry(other).kind == kind && graph.in_use(other)).collect()
}

/// Cuts the dictionary into files of about equal size; entries of one folded stem stay together.
fn cut(dictionary: &[Entry]) -> Vec<&[Entry]> {
    let mut files = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, entry) in dictionary.iter().enumerate() {
        let splits = at > start && dictionary[at - 1].folded != entry.folded;
        if size >= WORDS_PER_FILE && splits {
            files.push(&dictionary[start..at]);
            (start, size) = (at, 0);
        }
        size += entry.written.len() + entry.postings.len() * 2;
    }
    if start < dictionary.len() {
        files.push(&dictionary[start..]);
    }
    files
}

/// How many letters one digit can tell.
const MOST_LETTERS: usize = DIGITS as usize - 1;

/// The stems, each as the number of letters it shares with the one before, the rest, and the letters of its
/// root; and their postings. Parted by spaces.
fn encoded(entries: &[Entry]) -> (String, String) {
    let (mut stems, mut all) = (String::new(), String::new());
    let mut last: &str = "";
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            stems.push(' ');
            all.push(' ');
        }
        let same = last.chars().zip(entry.written.chars()).take(MOST_LETTERS).take_while(|(a, b)| a == b);
        let shared = same.count();
        let rest: String = entry.written.chars().skip(shared).collect();
        stems.push(digit(shared as u32));
        let _ = write!(stems, "{rest}");
        stems.push(digit(entry.root.min(MOST_LETTERS) as u32));
        all.push_str(&postings(&entry.postings));
        last = &entry.written;
    }
    (stems, all)
}

/// Ascending numbers with grades: before a number the mark of its grade, when that is not the lowest; then the
/// gap to the number before, less one.
fn postings(list: &[(u32, u32)]) -> String {
    let mut text = String::new();
    let mut next = 0;
    for &(document, grade) in list {
        if grade > 0 {
            text.push(digit(LONG + grade));
        }
        number(document - next, &mut text);
        next = document + 1;
    }
    text
}

/// Numbers below this are one digit.
const SHORT: u32 = 56;
/// The first digit of a number of four; behind it come the marks of the grades.
const LONG: u32 = 86;
const DIGITS: u32 = LONG + GRADES;

/// A digit: an ASCII character that needs no escape in a JSON text and is not the space that parts numbers.
fn digit(value: u32) -> char {
    // From `#`, with `\\` left out.
    char::from_u32(35 + value + u32::from(value >= 57)).expect("an ASCII character")
}

/// A number in one, two or four digits, small ones short.
fn number(value: u32, text: &mut String) {
    if value < SHORT {
        text.push(digit(value));
    } else if value < SHORT + (LONG - SHORT) * DIGITS {
        let rest = value - SHORT;
        text.extend([digit(SHORT + rest / DIGITS), digit(rest % DIGITS)]);
    } else {
        let digits = [LONG, value / (DIGITS * DIGITS), value / DIGITS % DIGITS, value % DIGITS];
        text.extend(digits.map(digit));
    }
}

/// A script that calls a function; what is written as an array are its arguments.
fn file(name: &str, function: &str, arguments: &impl Serialize) -> Output {
    let list = serde_json::to_string(arguments).expect("texts and numbers can be written");
    let list = unmark(&list[1..list.len() - 1]);
    let bytes = format!("norade.search.{function}({list}{CALL_END}").into_bytes();
    Output { path: format!("{}/{name}.js", routes::SEARCH), bytes, tier: Tier::Leaf }
}
