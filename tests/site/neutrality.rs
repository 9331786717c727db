//! The program and its default theme know no taxonomy: no ID of a kind, field, column, relation, inverse or
//! qualifier of this site's `content/model.toml`, and no label of its kinds, stands in them.
//!
//! Looked at, as whole words and whatever their case: every string literal of the sources but for those of
//! unit tests, and of the theme's scripts; the messages of the diagnostics; and the whole text of the theme's
//! templates, stylesheets and strings but for comments. A word with hyphens is one word. Names in code that are
//! no strings are free; those that reach templates are found there.
//!
//! This site uses some words as IDs that the modelling language has too, and some that HTML has. The
//! lists below say which, why, and where; what is listed and no longer there has to go.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;

use crate::built::files;

/// Keys and types of the modelling language: any site's model may use them, so they name nothing of this
/// one. Each stands in `docs/model.md`. They are free in the sources and where templates read values.
const LANGUAGE: [(&str, &str); 6] = [
    ("title", "the built-in key of every entry"),
    ("statements", "a type of field"),
    ("other_names", "a flag of text fields"),
    ("wording", "a key of relations"),
    ("legend", "a key of maps"),
    ("row", "a key of charts"),
];

/// A word that is also an ID of this site, where it may stand: the file, the text around it, and why.
struct Place {
    file: &'static str,
    around: &'static str,
    why: &'static str,
}

const fn place(file: &'static str, around: &'static str, why: &'static str) -> Place {
    Place { file, around, why }
}

const FIRST_PLACE: &str = "the other place of a diagnostic";
const PAGE_HEAD: &str = "the head of a page, by what it is";
const LIST_HEAD: &str = "the heading of a group in a list, as `group_by` makes them";
const KEY_TO_MARKS: &str = "the explanation of marks, by what it is";
const HEADING_LEVEL: &str = "the level of an HTML heading";
const ENGLISH: &str = "an English sentence";

const PLACES: &[Place] = &[
    place("src/diag/json.rs", "\"related\"", FIRST_PLACE),
    place("src/diag/messages.toml", "related = ", FIRST_PLACE),
    place("src/diag/sarif.rs", "\"level\"", "how severe a result is, in SARIF"),
    place("src/diag/messages.toml", "headings of level 3", HEADING_LEVEL),
    place("src/diag/messages.toml", "a heading of level 1", HEADING_LEVEL),
    place("src/markdown/compile/marks.rs", "<h{level} ", HEADING_LEVEL),
    place("src/markdown/compile/marks.rs", "</h{level}>", HEADING_LEVEL),
    place("themes/default/static/print.css", ".title ", PAGE_HEAD),
    place("themes/default/static/print.css", ".legend,", KEY_TO_MARKS),
    place("themes/default/static/print.css", ".legend ", KEY_TO_MARKS),
    place("themes/default/static/home.css", ".title ", PAGE_HEAD),
    place("themes/default/static/home.css", ".group ", LIST_HEAD),
    place("themes/default/static/style.css", ".title ", PAGE_HEAD),
    place("themes/default/static/style.css", ".group ", LIST_HEAD),
    place("themes/default/static/style.css", ".legend ", KEY_TO_MARKS),
    place("src/serve/reload.js", "\"role\"", "an attribute of HTML"),
    place("themes/default/static/search-page.js", "\"group\"", LIST_HEAD),
    place("themes/default/strings/en.ftl", "{ $title }", "the title that a string is about"),
    place("themes/default/strings/en.ftl", "Related pages", ENGLISH),
    place("themes/default/strings/en.ftl", "Further information", ENGLISH),
    place("themes/default/strings/lv.ftl", "{ $title }", "the title that a string is about"),
    place("themes/default/templates/base.html", "<title>", "an element of HTML"),
    place("themes/default/templates/base.html", "</title>", "an element of HTML"),
    place("themes/default/templates/page.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/view-page.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/accessibility.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/metadata.html", "og:title", "a property of Open Graph"),
    place("themes/default/templates/moved.html", "<title>", "an element of HTML"),
    place("themes/default/templates/moved.html", "</title>", "an element of HTML"),
    place("themes/default/templates/404.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/start.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/entry.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/home.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/coverage-parts.html", "scope=\"row\"", "a value of HTML"),
    place("themes/default/templates/reference-parts.html", "scope=\"row\"", "a value of HTML"),
    place(
        "themes/default/templates/reference-parts.html",
        "<code>title</code>",
        "a key of the modelling language",
    ),
    place("themes/default/strings/en.ftl", "form-statements = a list of statements", "a type of field"),
    place("themes/default/templates/components.html", "class=\"legend\"", KEY_TO_MARKS),
    place("themes/default/templates/components.html", "class=\"group\"", LIST_HEAD),
    place("themes/default/templates/components.html", "scope=\"row\"", "a value of HTML"),
    place("themes/default/templates/views-parts.html", "class=\"legend\"", KEY_TO_MARKS),
    place("themes/default/templates/checklist.html", "class=\"title\"", PAGE_HEAD),
    place("themes/default/templates/handbook-parts.html", "class=\"group\"", LIST_HEAD),
    place("themes/default/templates/checklist-parts.html", "<legend ", "an element of HTML"),
    place("themes/default/templates/checklist-parts.html", "</legend>", "an element of HTML"),
    place("themes/default/templates/views-parts.html", "class=\"group\"", LIST_HEAD),
    place("themes/default/templates/matrix-parts.html", "class=\"group\"", LIST_HEAD),
    place("themes/default/templates/matrix-parts.html", "scope=\"row\"", "a value of HTML"),
    place("themes/default/templates/picker-parts.html", "class=\"group\"", LIST_HEAD),
    place("themes/default/templates/views-parts.html", "scope=\"row\"", "a value of HTML"),
    place(
        "themes/default/templates/views-parts.html",
        "<title>{{ n.entry.title }}</title>",
        "an element of SVG",
    ),
];

#[test]
fn the_program_and_the_theme_name_nothing_of_this_site() {
    let names = names();
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for (path, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            let rest = without_places(&path, line, &mut used);
            for found in words(&rest).filter(|found| !is_language(&path, &rest, found)) {
                if let Some(what) = names.get(&found.to_lowercase()) {
                    faults.push(format!("{path}:{}: {found}, {what}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "names of this site:\n{}", faults.join("\n"));
    let stale = PLACES.iter().enumerate().filter(|(index, _)| !used.contains(index));
    let stale: Vec<String> = stale.map(|(_, p)| format!("{}: {} ({})", p.file, p.around, p.why)).collect();
    assert!(stale.is_empty(), "no longer there, remove from the list:\n{}", stale.join("\n"));
}

#[test]
fn the_words_of_the_modelling_language_are_documented() {
    let reference = std::fs::read_to_string(root().join("docs/model.md")).expect("the reference");
    for (word, why) in LANGUAGE {
        assert!(reference.contains(&format!("`{word}`")), "{word}, {why}, is not in docs/model.md");
    }
}

/// A line without the places where a name may stand; which of them it has is noted.
fn without_places(path: &str, line: &str, used: &mut BTreeSet<usize>) -> String {
    let mut rest = line.to_owned();
    for (index, place) in PLACES.iter().enumerate().filter(|(_, place)| place.file == path) {
        if rest.contains(place.around) {
            used.insert(index);
            rest = rest.replace(place.around, " ");
        }
    }
    rest
}

/// Whether a word of the language stands in the sources, or in a template only where values are read.
fn is_language(path: &str, line: &str, word: &str) -> bool {
    if !LANGUAGE.iter().any(|(known, _)| *known == word) {
        return false;
    }
    let values = Regex::new(r"\{\{.*?\}\}|\{%.*?%\}").expect("a sound pattern");
    path.starts_with("src/")
        || (path.contains("/templates/") && !words(&values.replace_all(line, " ")).any(|other| other == word))
}

/// The IDs of this site's model and the labels of its kinds, with what each is.
fn names() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join("content/model.toml")).expect("this site's model");
    let model: toml::Table = toml::from_str(&text).expect("the model is TOML");
    let mut names = BTreeMap::new();
    let kinds = tables(&model, "kinds");
    assert!(kinds.len() > 5, "the model has kinds");
    for kind in kinds {
        add(&mut names, kind, "id", "a kind");
        for label in ["label", "plural"].iter().filter_map(|key| kind.get(*key)) {
            let labels = label.as_table().into_iter().flat_map(|by_language| by_language.values());
            for label in labels.chain([label]).filter_map(|label| label.as_str()) {
                names.insert(label.to_lowercase(), "a label of a kind".to_owned());
            }
        }
        fields(&mut names, kind, "fields", "a field");
        for relation in tables(kind, "relations") {
            add(&mut names, relation, "id", "a relation");
            add(&mut names, relation, "inverse", "an inverse");
            fields(&mut names, relation, "qualifiers", "a qualifier");
        }
    }
    names
}

fn fields(names: &mut BTreeMap<String, String>, table: &toml::Table, key: &str, what: &str) {
    for field in tables(table, key) {
        add(names, field, "id", what);
        fields(names, field, "fields", "a column");
    }
}

fn add(names: &mut BTreeMap<String, String>, table: &toml::Table, key: &str, what: &str) {
    if let Some(id) = table.get(key).and_then(|id| id.as_str()) {
        names.insert(id.to_lowercase(), what.to_owned());
    }
}

fn tables<'t>(table: &'t toml::Table, key: &str) -> Vec<&'t toml::Table> {
    let list = table.get(key).and_then(|value| value.as_array()).into_iter().flatten();
    list.filter_map(|value| value.as_table()).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is looked at, by file, with as many lines as the file has.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for folder in ["src", "themes/default"] {
        for (path, bytes) in files(&root().join(folder)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let text = match path.rsplit_once('.').map(|(_, extension)| extension) {
                Some("rs") if path.ends_with("/tests.rs") => continue,
                Some("rs") => literals(text.split("#[cfg(test)]").next().unwrap_or_default()),
                Some("toml" | "ftl") => without(&text, r"(?m)^#.*$"),
                Some(_) if path.starts_with("templates/") => without(&text, r"(?s)\{#.*?#\}"),
                Some("css") => without(&text, r"(?s)/\*.*?\*/"),
                Some("js") => script_literals(&text),
                _ => text,
            };
            texts.push((format!("{folder}/{path}"), text));
        }
    }
    assert!(texts.len() > 50, "the sources and the theme are there");
    texts
}

/// The string literals of Rust code, each on its line, nothing else.
fn literals(code: &str) -> String {
    strings(code, r##"(?s)//[^\n]*|'(?:\\.|[^\\'\n])'|r#"(.*?)"#|"((?:\\.|[^"\\])*)"|\n"##)
}

/// The same of JavaScript, whose regular expressions may hold quotation marks.
fn script_literals(code: &str) -> String {
    let pattern = r"(?:[(,=:!&|?]|return)\s*/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[*])+/";
    let string = r#""((?:\\.|[^"\\\n])*)"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`"#;
    let values = Regex::new(r"\$\{[^{}`]*\}").expect("a sound pattern");
    strings(&values.replace_all(code, " "), &format!(r"(?s)//[^\n]*|/\*.*?\*/|{pattern}|{string}|\n"))
}

/// What the groups of a pattern of tokens match, line by line.
fn strings(code: &str, token: &str) -> String {
    let token = Regex::new(token).expect("a sound pattern");
    let mut out = String::new();
    for found in token.captures_iter(code) {
        match found.iter().skip(1).flatten().next() {
            Some(literal) => out.extend([" \"", literal.as_str(), "\""]),
            None => out.extend(found[0].chars().filter(|c| *c == '\n')),
        }
    }
    out
}

/// A text without its comments, their lines kept.
fn without(text: &str, comments: &str) -> String {
    let comments = Regex::new(comments).expect("a sound pattern");
    let blank = |found: &regex::Captures| "\n".repeat(found[0].matches('\n').count());
    comments.replace_all(text, blank).into_owned()
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    line.split(move |c| !word(c)).map(|found| found.trim_matches('-')).filter(|found| !found.is_empty())
}

#[test]
fn a_name_of_a_site_would_be_found() {
    assert_eq!(literals("let x = \"task\"; // \"role\"\nlet c = '\"'; f(\"a-b\")"), " \"task\"\n \"a-b\"");
    let script = "f(/[\"']/u, 'a'); // 'b'\n/* 'c'\n */ x = a / b / `d ${e}`";
    assert_eq!(script_literals(script), " \"a\"\n\n \"d  \"");
    assert_eq!(words("class=\"task-map role\"").collect::<Vec<_>>(), ["class", "task-map", "role"]);
    assert!(is_language("themes/default/templates/x.html", "{{ e.title }}", "title"));
    assert!(!is_language("themes/default/templates/x.html", "<p class=\"title\">{{ e.title }}", "title"));
    assert!(!is_language("src/x.rs", "\"duties\"", "duties"));
}
