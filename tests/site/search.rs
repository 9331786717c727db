//! Search: how words are compared, what the index holds, what bad input does to neither.
//!
//! How the script compares words and finds pages is tested in a browser, `tests/browser`; that it compares them as
//! the program does, by the lists in `tests/search` that both are held to.

use std::path::{Path, PathBuf};

use norade::search::Language;
use serde_json::Value as Json;

use crate::built::Built;
use crate::second_model;
use crate::support::{MODEL, Site};

/// Writes the lists anew: `UPDATE_WORDS=1 cargo test --test site search`.
const UPDATE: &str = "UPDATE_WORDS";

fn list(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)
}

/// The lists say how each word is compared: the word, its stems and roots in a text, its stems and roots in a query.
#[test]
fn words_are_compared_as_the_lists_say() {
    for tag in ["lv", "en"] {
        let language = Language::of(tag);
        let path = list(&format!("{tag}.tsv"));
        let text = std::fs::read_to_string(&path).expect("a list of words");
        let words = text.lines().map(|line| line.split('\t').next().expect("a word"));
        let row = |word: &str| {
            let compared = [true, false].map(|decided| {
                format!(
                    "{}\t{}",
                    language.stems(word, decided).join(" "),
                    language.roots(word, decided).join(" ")
                )
            });
            format!("{word}\t{}\n", compared.join("\t"))
        };
        let expected: String = words.map(row).collect();
        if std::env::var_os(UPDATE).is_some() {
            std::fs::write(&path, expected).expect("write the list");
            continue;
        }
        assert!(text.lines().count() > 1000, "{tag}: a large list");
        assert!(
            text == expected,
            "{tag}: the list says otherwise; if the rules are right, run with {UPDATE}=1"
        );
    }
}

/// Forms of one word, and words that are none, as `same` and `different` rows.
#[test]
fn forms_of_a_word_are_found_and_others_are_not() {
    let language = Language::of("lv");
    let text = std::fs::read_to_string(list("pairs.tsv")).expect("a list of pairs");
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [query, found, tier] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let meet = |a: Vec<String>, b: Vec<String>| a.iter().any(|stem| b.contains(stem));
        let forms = meet(language.stems(query, false), language.stems(found, true));
        let family = meet(language.roots(query, false), language.roots(found, true));
        let said = if forms {
            "form"
        } else if family {
            "family"
        } else {
            "other"
        };
        if said != tier {
            wrong.push(format!("{query} ~ {found}: {said}, not {tier}"));
        }
    }
    assert!(text.lines().count() > 60, "the pairs are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a file of the index hands over.
fn part(built: &Built, name: &str) -> Vec<Json> {
    let text = built.text(&format!("search/{name}.js"));
    let (_, rest) = text.split_once('(').expect("a call");
    let arguments = rest.trim_end().strip_suffix(')').expect("the end of the call");
    serde_json::from_str(&format!("[{arguments}]")).expect("its arguments are JSON")
}

#[test]
fn the_index_names_every_entry_and_free_page_once_by_kind() {
    let built = second_model::built();
    let head = &part(built, "index")[0];
    let names: Vec<Json> = (0..)
        .map_while(|number| {
            built
                .files
                .contains_key(&format!("search/n{number}.js"))
                .then(|| part(built, &format!("n{number}")))
        })
        .flat_map(|part| part[1].as_array().expect("names").clone())
        .collect();
    assert_eq!(head["documents"], names.len());
    let ids: Vec<&str> = names.iter().map(|name| name[0].as_str().expect("an ID")).collect();
    for entry in built.data["entries"].as_array().expect("entries") {
        let id = entry["id"].as_str().expect("an ID");
        // What is no longer used is not found.
        let times = usize::from(entry["status"] != "retired");
        assert_eq!(ids.iter().filter(|other| **other == id).count(), times, "{id}");
    }
    assert!(ids.contains(&"about"), "{ids:?}");
    let counted: u64 =
        head["kinds"].as_array().expect("kinds").iter().filter_map(|kind| kind["count"].as_u64()).sum();
    assert_eq!(counted as usize, names.len());
    // English words are compared by the stemmer that the theme has.
    assert_eq!(head["language"]["stemmer"], "english");
    assert!(built.files.contains_key("theme/search-english.js"));
    let family = &head["facets"][0];
    assert_eq!((family["id"].as_str(), family["values"][0]["id"].as_str()), (Some("family"), Some("AC")));
}

#[test]
fn texts_of_the_index_are_text_by_section() {
    let built = second_model::built();
    let texts: Vec<String> = built
        .files
        .keys()
        .filter(|path| path.starts_with("search/t"))
        .map(|path| built.text(path).to_owned())
        .collect();
    let all = texts.concat();
    assert!(all.contains("Keys are counted"), "{all}");
    for mark in ["<p>", "<li>", "<a ", "</", "&lt;", "&quot;"] {
        assert!(!all.contains(mark), "{mark} in the index");
    }
}

#[test]
fn there_is_an_index_only_where_there_is_a_page_to_search_on() {
    let search = "\n[[views]]\nid = \"s\"\ntype = \"search\"\npath = \"find\"\ntitle = \"Find\"\n";
    let model = |view: &str| format!("{MODEL}{view}");
    let with = Site::new().file("content/model.toml", model(search));
    with.build();
    assert!(with.path("public/search/index.js").is_file());
    assert!(with.page("index.html").contains("data-action=\"find.html\""));
    let without = Site::new();
    without.build();
    assert!(!without.path("public/search").exists());
    assert!(!without.page("index.html").contains("class=\"find\""));
    let page = "+++\ntitle = \"T\"\n+++\n";
    with.file("content/pages/search/x.md", page).expect(&[("same-url", "content/pages/search/x.md:2:1")]);
    let unknown = search.replace("title", "facets = [\"persn\"]\ntitle");
    let told = Site::new().file("content/model.toml", model(&unknown)).codes();
    assert_eq!(told.len(), 1, "{told:?}");
}
