//! The house: stages import the stages before them and the foundations, never a later one.

use std::path::Path;

/// The stages in their order; what is not here is a foundation, which imports foundations only.
const STAGES: [&str; 17] = [
    "load", "model", "graph", "view", "render", "search", "export", "schema", "hosting", "weigh", "ledger",
    "bundle", "write", "reader", "edit", "serve", "cli",
];

/// Stages beside each other: neither imports the other.
const PARALLEL: &[(&str, &str)] = &[
    ("render", "export"),
    ("export", "render"),
    ("search", "render"),
    ("export", "search"),
    ("weigh", "render"),
    ("weigh", "search"),
    ("weigh", "export"),
    ("schema", "view"),
    ("schema", "render"),
    ("schema", "search"),
    ("schema", "export"),
    ("hosting", "render"),
    ("hosting", "search"),
    ("hosting", "export"),
    ("hosting", "schema"),
    ("weigh", "hosting"),
    ("write", "hosting"),
    ("reader", "hosting"),
    ("edit", "hosting"),
    ("weigh", "schema"),
    ("bundle", "search"),
    ("bundle", "export"),
    ("bundle", "schema"),
    ("bundle", "weigh"),
    ("write", "bundle"),
    ("write", "schema"),
    ("write", "render"),
    ("write", "search"),
    ("write", "export"),
    ("write", "weigh"),
    ("reader", "search"),
    ("reader", "export"),
    ("reader", "weigh"),
    ("reader", "schema"),
    ("reader", "bundle"),
    ("reader", "write"),
    ("edit", "render"),
    ("edit", "search"),
    ("edit", "weigh"),
    ("edit", "bundle"),
    ("serve", "bundle"),
    ("serve", "write"),
    ("serve", "edit"),
    ("serve", "schema"),
];

/// Libraries that one folder alone knows.
const BEHIND: &[(&str, &str)] = &[
    ("pulldown_cmark", "markdown"),
    ("flate2", "weigh search hosting"),
    ("brotli", "hosting"),
    ("ammonia", "markdown"),
    ("syntect", "markdown"),
    ("tera", "render"),
    ("fluent_bundle", "render"),
    ("clap", "cli"),
    ("walkdir", "load render bundle write edit serve"),
    ("ed25519_dalek", "bundle"),
    ("sha2", "model bundle"),
    ("similar", "edit"),
    ("axum", "serve"),
    ("tokio", "serve"),
    ("notify", "serve"),
    ("annotate_snippets", "diag"),
    ("anstyle_query", "cli"),
    ("rust_stemmers", "search"),
];

/// Every source file below `src`, with the part of the house it belongs to.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the sources can be listed");
        let path = entry.path().strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        if path.ends_with(".rs") && path != "lib.rs" && path != "main.rs" {
            let part = path.split(['/', '.']).next().expect("a name").to_owned();
            files.push((part, std::fs::read_to_string(entry.path()).expect("a text")));
        }
    }
    files
}

fn stage(part: &str) -> Option<usize> {
    STAGES.iter().position(|stage| *stage == part)
}

#[test]
fn no_arrow_runs_backwards() {
    let files = files();
    assert!(files.len() > 50, "the sources were found");
    let mut wrong = Vec::new();
    for (part, text) in &files {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for found in line.split("crate::").skip(1) {
                let name: String = found.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let backwards = match (stage(part), stage(&name)) {
                    (Some(here), Some(there)) => there > here,
                    (None, Some(_)) => true,
                    (_, None) => false,
                };
                if backwards || PARALLEL.contains(&(part.as_str(), name.as_str())) {
                    wrong.push(format!("{part} imports {name}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_stands_behind_one_folder() {
    for (part, text) in files() {
        for (library, folders) in BEHIND {
            let used = text.lines().any(|line| {
                let line = line.trim_start();
                !line.starts_with("//") && line.contains(&format!("{library}::"))
            });
            assert!(!used || folders.split(' ').any(|folder| folder == part), "{part} uses {library}");
        }
    }
}
