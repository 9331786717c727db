//! The shipped content is the first edition, but for what `departures.toml` lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::{first_edition, folder};
use crate::built::{Built, files, list, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(default)]
    departures: Vec<Departure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Departure {
    /// What is compared as one: `entry PU2-10`, `page par.md`, `model views.task-map`, `site title`.
    what: String,
    date: toml::value::Datetime,
    reason: String,
}

/// Everything that a site says, in parts that are compared as one.
fn parts(root: &Path, built: &Built) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::new();
    for entry in list(&built.data["entries"]) {
        let mut entry = entry.clone();
        // What others say of the entry is compared where they say it.
        entry.as_object_mut().expect("an entry is an object").remove("inverse");
        parts.insert(format!("entry {}", text(&entry["id"])), entry.to_string());
    }
    for (path, bytes) in files(&root.join("content")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let kind = path.split(['/', '.']).next().unwrap_or_default();
        match path.strip_prefix("pages/") {
            Some(page) => drop(parts.insert(format!("page {page}"), text)),
            None if path == "model.toml" => parts.extend(toml_parts("model", &text)),
            // Compared by entry.
            None if built.of_kind(kind).next().is_some() && is_document(&path) => {}
            None => drop(parts.insert(format!("file {path}"), text)),
        }
    }
    let site = std::fs::read_to_string(root.join("site.toml")).expect("the site's own file");
    parts.extend(toml_parts("site", &site));
    parts
}

fn is_document(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".toml")
}

/// The keys of a TOML file; of a list of tables with IDs, each table by itself.
fn toml_parts(name: &str, text: &str) -> Vec<(String, String)> {
    let table: toml::Table = toml::from_str(text).expect("the file is TOML");
    let mut parts = Vec::new();
    for (key, value) in table {
        let items = value.as_array().into_iter().flatten();
        let ids: Vec<&str> = items.filter_map(|item| item.get("id")?.as_str()).collect();
        match &value {
            toml::Value::Array(items) if ids.len() == items.len() && !ids.is_empty() => {
                parts.push((format!("{name} {key}, their order"), ids.join(", ")));
                let each = ids.iter().zip(items);
                parts.extend(each.map(|(id, item)| (format!("{name} {key}.{id}"), format!("{item:?}"))));
            }
            value => parts.push((format!("{name} {key}"), format!("{value:?}"))),
        }
    }
    parts
}

/// What two sites do not say alike.
fn differences(ours: &BTreeMap<String, String>, first: &BTreeMap<String, String>) -> BTreeSet<String> {
    let names = ours.keys().chain(first.keys());
    names.filter(|name| ours.get(*name) != first.get(*name)).cloned().collect()
}

#[test]
fn the_shipped_content_is_the_first_edition_but_for_listed_departures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = std::fs::read_to_string(folder().join("departures.toml")).expect("the list of departures");
    let listed: Listed = toml::from_str(&listed).expect("departures.toml has its shape");
    let ours = parts(root, &Built::of(root));
    let different = differences(&ours, &parts(&folder().join("site"), first_edition()));
    let known: BTreeSet<String> = listed.departures.iter().map(|departure| departure.what.clone()).collect();
    let now = jiff::Timestamp::now().to_string();
    let today = now.split('T').next().expect("an instant begins with its day");
    let lines = |what: &String| format!("[[departures]]\nwhat = \"{what}\"\ndate = {today}\nreason = \"\"\n");
    let missing: Vec<String> = different.difference(&known).map(lines).collect();
    assert!(
        missing.is_empty(),
        "content/ departs from the first edition. If that is meant, add to tests/source/departures.toml, with the \
         reason:\n\n{}",
        missing.join("\n"),
    );
    let stale: Vec<&String> = known.difference(&different).collect();
    assert!(stale.is_empty(), "no longer departures, remove from tests/source/departures.toml: {stale:?}");
    for departure in &listed.departures {
        assert!(departure.date.date.is_some(), "{}: a departure has a date", departure.what);
        assert!(!departure.reason.trim().is_empty(), "{}: a departure has a reason", departure.what);
    }
}

#[test]
fn a_changed_sentence_view_or_page_is_a_departure() {
    let of = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
    };
    let first = of(&[("entry A", "one"), ("page p.md", "two"), ("entry B", "three")]);
    let ours = of(&[("entry A", "other"), ("page p.md", "two"), ("entry C", "four")]);
    let expected = ["entry A", "entry B", "entry C"].map(str::to_owned);
    assert_eq!(differences(&ours, &first), BTreeSet::from(expected));
    let model = "format = 1\n[[views]]\nid = \"map\"\ntitle = \"Map\"\n[[views]]\nid = \"list\"\n";
    let parts = toml_parts("model", model);
    let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["model format", "model views, their order", "model views.map", "model views.list"]);
}
