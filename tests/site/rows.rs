//! Rows of relations: what tells them apart, where their anchors stand.

use crate::support::{MODEL, Site};

/// A site with more in its model.
fn with(model: &str) -> Site {
    Site::new().file("content/model.toml", format!("{MODEL}{model}"))
}

const THINGS: &str = r#"
[[kinds]]
id = "thing"
label = "Thing"
plural = "Things"
folder = "things"

[[kinds.relations]]
id = "goes"
to = ["thing"]
symmetric = true
label = "Goes with"

[[kinds.relations.qualifiers]]
id = "now"
type = "choice"
label = "Now"
choices = [{ id = "a", label = "a" }, { id = "b", label = "b" }]

[[kinds.relations.qualifiers]]
id = "later"
type = "choice"
label = "Later"
default = "b"
choices = [{ id = "a", label = "a" }, { id = "b", label = "b" }]
"#;

fn things(first: &str) -> Site {
    let entries = ["x", "y", "z"].map(|id| format!("[[entries]]\nid = \"{id}\"\ntitle = \"{id}\"\n"));
    let [x, y, z] = entries;
    with(THINGS).file("content/thing.toml", format!("{x}{first}\n{y}goes = [{{ to = \"z\" }}]\n{z}"))
}

/// How often an anchor stands on a page.
fn count(page: &str, anchor: &str) -> usize {
    page.matches(&format!("id=\"{anchor}\"")).count()
}

#[test]
fn rows_are_told_apart_by_which_qualifier_says_what() {
    let site = things("goes = [{ to = \"y\", now = \"a\", later = \"b\" }, { to = \"y\", now = \"b\" }]\n");
    site.build();
    let page = site.page("things/x.html");
    assert_eq!((count(&page, "goes--y--a--b"), count(&page, "goes--y--b--b")), (1, 1), "{page}");
    let twice = things("goes = [{ to = \"y\", now = \"a\" }, { to = \"y\", now = \"a\", later = \"b\" }]\n");
    assert_eq!(twice.codes()[0].0, "duplicate-row");
}

#[test]
fn a_symmetric_row_has_its_anchor_where_it_is_said() {
    let site = things("goes = [\"z\"]\n");
    site.build();
    assert_eq!(count(&site.page("things/x.html"), "goes--z--b"), 1);
    assert_eq!(count(&site.page("things/z.html"), "goes--z--b"), 0);
    let data: serde_json::Value = serde_json::from_str(&site.page("dati/norade.json")).expect("data");
    let entries = data["entries"].as_array().expect("entries");
    let z = entries.iter().find(|entry| entry["id"] == "z").expect("the entry");
    let rows = z["relations"]["goes"].as_array().expect("rows at both ends");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.get("anchor").is_none()), "{rows:?}");
}

#[test]
fn the_short_form_of_a_row_takes_the_defaults() {
    let anchors = ["goes = [\"z\"]\n", "goes = [{ to = \"z\" }]\n"].map(|rows| {
        let site = things(rows);
        site.build();
        count(&site.page("things/x.html"), "goes--z--b")
    });
    assert_eq!(anchors, [1, 1]);
}

#[test]
fn a_file_that_holds_a_list_is_no_page() {
    let site = Site::new().control("F1-1", "", "[x](../person.md), [y](../person/more.md)");
    let site = site.file("content/person/more.toml", "[[entries]]\nid = \"b\"\ntitle = \"B\"\n");
    let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
    assert!(codes.iter().filter(|code| *code == "broken-link").count() >= 1, "{codes:?}");
    assert_eq!(Site::new().file("content/pages.toml", "").codes()[0].0, "stray-file");
}

#[test]
fn a_footnote_that_nothing_refers_to_leads_nowhere() {
    let site = Site::new().control("F1-1", "", "A[^1].\n\n[^1]: noted\n\n[^2]: not noted\n");
    site.build();
    let page = site.page("controls/f1-1.html");
    assert!(page.contains("href=\"#fnref--1\"") && !page.contains("href=\"#fnref--2\""), "{page}");
}

#[test]
fn descriptions_name_what_they_refer_to() {
    let site = Site::new().control("F1-1", "note = \"Ask [[anna]] first\"", "");
    site.build();
    assert!(site.page("controls/f1-1.html").contains("Ask Anna first"), "the description has the name");
}
