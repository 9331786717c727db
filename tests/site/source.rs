//! The first edition says what its source document says, where it says it.
//!
//! `tests/source/site` is that edition, frozen: it is built once, and compared with
//! `tests/source/statements.tsv` (every statement, with its page) and `tests/source/structure.toml` (what
//! belongs to what). The shipped content may depart from it only as `departures.toml` lists.

mod data;
mod departures;
mod mistakes;
mod pages;
mod structure;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::built::{Built, normal};
use structure::Structure;

/// The files that the tests compare with.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source")
}

pub fn first_edition() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&folder().join("site")))
}

/// What is wrong with a build of the first edition: its data and its pages against the source document.
fn faults(built: &Built) -> Vec<String> {
    let structure = Structure::read();
    let mut faults = data::faults(built, &structure);
    faults.extend(pages::faults(built, &structure));
    faults
}

#[test]
fn the_data_has_the_structure_of_the_source_document() {
    let faults = data::faults(first_edition(), &Structure::read());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_pages_have_the_structure_of_the_source_document() {
    let faults = pages::faults(first_edition(), &Structure::read());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_statement_stands_on_the_page_where_it_belongs() {
    let pages: Vec<(String, String)> =
        first_edition().pages().map(|page| (page.path.to_owned(), page.text())).collect();
    let listed = std::fs::read_to_string(folder().join("statements.tsv")).expect("the list of statements");
    let rows: Vec<(&str, &str)> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').expect("a page's ID, a tab and a statement"))
        .collect();
    assert_eq!(rows.len(), 347, "the list of statements has changed");
    let missing: Vec<String> = rows
        .iter()
        .filter(|(id, statement)| {
            let statement = normal(statement);
            !pages.iter().any(|(path, text)| is_of(path, id) && text.contains(&statement))
        })
        .map(|(id, statement)| format!("{id}\t{statement}"))
        .collect();
    assert!(missing.is_empty(), "{} statements are missing:\n{}", missing.len(), missing.join("\n"));
}

/// Whether a page is that of an ID: its name or a folder in its path is the ID in lower case.
fn is_of(path: &str, id: &str) -> bool {
    let id = id.to_lowercase();
    id == "*" || path.split('/').any(|part| part.strip_suffix(".html").unwrap_or(part) == id)
}

/// Addresses that are promised for ever, as far as the first edition has them.
#[test]
fn the_promised_addresses_exist() {
    let built = first_edition();
    let folders =
        ["uzdevumi", "nosacijumi", "lomas", "limeni", "merogi", "posmi", "kompetences", "procesi", "resursi"];
    let folders = folders.iter().chain(&["matricas", "dati"]).map(|folder| format!("{folder}/index.html"));
    let pages = ["index", "uzdevumu-karte", "alfabetiskais-raditajs", "par", "buj", "pieklustamiba", "404"];
    let pages = pages.iter().map(|page| format!("{page}.html"));
    let data = ["dati/norade.json".to_owned()];
    for path in folders.chain(pages).chain(data) {
        assert!(built.files.contains_key(&path), "{path} is gone");
    }
    let structure = Structure::read();
    let of = |kind: &str, folder: &str| -> Vec<(String, String)> {
        let ids = built.of_kind(kind).map(|entry| crate::built::text(&entry["id"]).to_owned());
        ids.map(|id| (format!("{folder}/{}.html", id.to_lowercase()), id)).collect()
    };
    let kinds = [
        ("task-group", "uzdevumi"),
        ("task", "uzdevumi"),
        ("condition-group", "nosacijumi"),
        ("condition", "nosacijumi"),
        ("role", "lomas"),
        ("level", "limeni"),
        ("scale", "merogi"),
        ("stage", "posmi"),
        ("competence", "kompetences"),
        ("resource", "resursi"),
    ];
    for (path, id) in kinds.iter().flat_map(|(kind, folder)| of(kind, folder)) {
        assert_eq!(built.address(&id), path, "the address of {id}");
        assert!(built.files.contains_key(&path), "{path} is gone");
    }
    for role in &structure.roles {
        assert!(built.files.contains_key(&format!("lomas/{}.html", role.id)), "{} is gone", role.id);
    }
    let slugs = of("competence", "").into_iter().chain(of("resource", ""));
    for (_, slug) in slugs {
        assert!(slug.len() <= 40, "{slug} is longer than 40 letters");
    }
}
