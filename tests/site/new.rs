//! `norade new` and `norade init`: files to begin with.

use crate::built::copy;
use crate::support::{MODEL, Site, norade};

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).expect("a text")
}

const DEMANDING: &str = r#"
[[kinds]]
id = "plan"
label = "Plan"
plural = "Plans"
titles = "names.name"

[[kinds.fields]]
id = "names"
type = "record"
many = true
label = "Names"

[[kinds.fields.fields]]
id = "name"
type = "text"
label = "Name"
required = true

[[kinds.fields]]
id = "risk"
type = "choice"
label = "Risk"
required = true
choices = [{ id = "low", label = "small" }, { id = "high", label = "large" }]

[[kinds.relations]]
id = "people"
to = ["person"]
min = 1
label = "People"

[[kinds.sections]]
id = "how"
title = "How"
show = [{ body = "doing", title = { en = "How it is done", lv = "Kā" } }]
"#;

#[test]
fn an_entry_is_laid_out_from_the_model() {
    let site = Site::new();
    let run = site.run(&["new", "control", "F1-7"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    insta::assert_snapshot!(run.stderr, @r#"
    `F1-7` is laid out: 1 file
      content/control/F1-7.md
    note: fill in `title` in content/control/F1-7.md
    note: it is a draft: part of the site once `status = "draft"` is gone
    "#);
    insta::assert_snapshot!(read(&site, "content/control/F1-7.md"), @r#"
    +++
    id = "F1-7"
    title = "…"
    status = "draft"
    # note = "…"  # Note
    # steps = """
    # - …
    # """  # Steps
    # level = "low"  # Level: low (low), high (high)

    # [[owners]]  # Owners
    # person = "…"  # an ID of `person`
    # part = "A"  # Part: A (accountable), C (consulted)
    # work = """
    # - …
    # """  # Work
    +++
    "#);
    assert_eq!(site.codes(), []);
    assert_eq!(site.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn what_has_to_be_filled_in_is_told() {
    let site = Site::new().file("content/model.toml", format!("{MODEL}{DEMANDING}"));
    let run = site.run(&["new", "plan", "move"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stderr, @r#"
    `move` is laid out: 1 file
      content/plan/move.md
    note: fill in `people`, `risk`, `names` in content/plan/move.md
    note: it is a draft: part of the site once `status = "draft"` is gone
    "#);
    insta::assert_snapshot!(read(&site, "content/plan/move.md"), @r#"
    +++
    id = "move"
    status = "draft"
    # people = ["…"]  # People (required): an ID of `person`
    # risk = "low"  # Risk (required): low (small), high (large)

    [[names]]  # Names (required)
    name = "…"  # Name (required)
    +++

    ## How it is done
    "#);
    assert_eq!(site.codes(), []);
    let draft = read(&site, "content/plan/move.md");
    site.write("content/plan/move.md", draft.replace("status = \"draft\"\n", ""));
    let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["missing-field", "too-few", "blank-left"]);
    assert!(site.told().contains("= help: add: people = [\"…\"]\n"), "{}", site.told());
    site.write("content/plan/move.md", draft);
    let filled = read(&site, "content/plan/move.md")
        .replace("# risk", "risk")
        .replace("# people = [\"…\"]", "people = [\"anna\"]");
    site.write("content/plan/move.md", filled);
    assert_eq!(site.codes(), []);
    assert_eq!(site.run(&["fmt", "--check"]).code, 0);
}

#[test]
fn an_entry_that_is_no_draft_has_no_blanks() {
    let site = Site::new();
    for (kind, id) in [("control", "F1-7"), ("person", "bert")] {
        assert_eq!(site.run(&["new", kind, id]).code, 0);
    }
    assert_eq!(site.codes(), []);
    for path in ["content/control/F1-7.md", "content/person.toml"] {
        site.write(path, read(&site, path).replace("status = \"draft\"\n", ""));
    }
    let control = read(&site, "content/control/F1-7.md").replace("# note", "note");
    let control = control.replace("# steps", "steps").replacen("# - …\n# ", "- …\n", 1);
    site.write("content/control/F1-7.md", control + "\nMore … text\n\n…\n");
    site.expect(&[
        ("blank-left", "content/control/F1-7.md:3:10"),
        ("blank-left", "content/control/F1-7.md:4:9"),
        ("blank-left", "content/control/F1-7.md:6:3"),
        ("blank-left", "content/control/F1-7.md:20:1"),
        ("blank-left", "content/person.toml:7:10"),
    ]);
    site.write("content/control/F1-7.md", "+++\ntitle = \"Seven …\"\n+++\n");
    insta::assert_snapshot!(site.told(), @r#"
    error[blank-left]: a blank of a new entry is not filled in
     --> content/person.toml:7:10
      |
    7 | title = "…"
      |          ^ a text is wanted here
      |
      = help: fill it in or take it out; until then the entry stays a draft: `status = "draft"`

    1 error
    "#);
    assert!(site.run_in("lv", &["check"]).stderr.contains("nav aizpildīta jauna ieraksta vieta"));
}

/// A draft is not yet complete: it breaks neither the site nor its own preview.
#[test]
fn a_new_entry_of_any_kind_of_the_shipped_model_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("content"), &folder.path().join("content"));
    // No draft is published.
    std::fs::remove_file(folder.path().join("content/addresses.txt")).expect("remove the ledger");
    std::fs::copy(root.join("site.toml"), folder.path().join("site.toml")).expect("a copy");
    let model = std::fs::read_to_string(root.join("content/model.toml")).expect("a model");
    let model: toml::Table = model.parse().expect("TOML");
    for kind in model["kinds"].as_array().expect("a list") {
        let name = kind["id"].as_str().expect("an ID");
        let ids = [&format!("new-{name}"), "PU9", "PU1-99", "N99", "N1-99"];
        let pattern = kind.get("pattern").and_then(|pattern| pattern.as_str()).unwrap_or(".*");
        let pattern = regex::Regex::new(&format!("^(?:{pattern})$")).expect("a pattern");
        let id = ids.into_iter().find(|id| pattern.is_match(id)).expect("an ID of the kind");
        let run = norade(folder.path(), &["new", name, id]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    for arguments in [&["check"][..], &["check", "--drafts"]] {
        let run = norade(folder.path(), arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}

#[test]
fn nothing_in_code_is_a_blank() {
    let steps = "steps = \"\"\"\n- Run:\n\n  ```\n  - …\n  ```\n\"\"\"";
    let site = Site::new().control("F1-1", steps, "```\n…\n- …\n```\n\n    …\n\nText.");
    site.expect(&[]);
    let site = Site::new().control("F1-1", "", "```\n…\n```\n\n- …");
    site.expect(&[("blank-left", "content/control/F1-1.md:10:3")]);
}

/// Relations and fields whose comments say what is chosen from.
const CHOOSING: &str = r#"
[[kinds]]
id = "duty"
label = { en = "Duty of a team", lv = "Pienākums" }
plural = "Duties"

[[kinds.fields]]
id = "daily"
type = "boolean"
label = { en = "Daily", lv = "Ik dienu" }

[[kinds.relations]]
id = "after"
to = ["duty", "person"]
label = { en = "After", lv = "Pēc" }
"#;

#[test]
fn comments_are_in_the_language_of_the_messages_and_name_kinds_by_their_labels() {
    let site = Site::new().file("content/model.toml", format!("{MODEL}{CHOOSING}"));
    let comments = |id: &str| -> Vec<String> {
        let text = read(&site, &format!("content/duty/{id}.md"));
        text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(site.run(&["new", "duty", "first"]).code, 0);
    assert_eq!(
        comments("first"),
        [
            "# after = [\"…\"]  # After: an ID of `duty` (Duty of a team) or `person`",
            "# daily = true  # Daily: true or false"
        ]
    );
    site.write("site.toml", "title = \"Test\"\nlanguage = \"lv\"\nmessages = \"lv\"\n");
    assert_eq!(site.run(&["new", "duty", "second"]).code, 0);
    assert_eq!(
        comments("second"),
        [
            "# after = [\"…\"]  # Pēc: ieraksta ID; ieraksta veids: `duty` (Pienākums) vai `person`",
            "# daily = true  # Ik dienu: `true` vai `false`"
        ]
    );
}

#[test]
fn an_entry_joins_the_list_of_its_kind() {
    let site = Site::new();
    for (before, gap) in [
        ("[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n", "\n"),
        ("[[entries]]\nid = \"anna\"\ntitle = \"Anna\"", "\n\n"),
        ("", ""),
    ] {
        site.write("content/person.toml", before);
        assert_eq!(site.run(&["new", "person", "bert"]).code, 0);
        let own = "[[entries]]\nid = \"bert\"\ntitle = \"…\"\nstatus = \"draft\"\n";
        assert_eq!(read(&site, "content/person.toml"), format!("{before}{gap}{own}"));
    }
}

#[test]
fn what_cannot_be_laid_out_is_refused() {
    let site = Site::new().control("F1-1", "aliases = [\"F1-11\"]", "").file("content/control/F1-5.MD", "");
    let told = |kind: &str, id: &str| {
        let run = site.run(&["new", kind, id]);
        assert!(run.code > 0 && run.stdout.is_empty(), "{}", run.stderr);
        run.stderr
    };
    assert_eq!(told("contrl", "F1-2"), "error: the model has no kind `contrl`; did you mean `control`?\n");
    assert_eq!(
        told("x", "F1-2"),
        "error: the model has no kind `x`; its kinds are `family`, `control`, `person`\n"
    );
    assert_eq!(
        told("control", "f1–1"),
        "error: `f1–1` cannot be an ID: letters without marks, digits, single hyphens and full stops, at most 80\n"
    );
    assert_eq!(
        told("control", "F1-11"),
        "error: `F1-11` is a former ID of `F1-1`, in content/control/F1-1.md: it stays with it\n"
    );
    assert_eq!(told("control", "F1-1"), "error: the ID `F1-1` is taken, in content/control/F1-1.md\n");
    assert_eq!(
        told("control", "anna"),
        "error: `anna` cannot be the ID of a `control`: it does not fit the pattern `F[1-9]-[1-9][0-9]*`\n"
    );
    assert_eq!(told("person", "ANNA"), "error: the ID `ANNA` is taken, in content/person.toml\n");
    assert!(told("control", "F9-1").contains("error[unknown-id]: unknown ID `F9`"));
    assert!(!site.path("content/control/F9-1.md").exists());
    let model = format!("{MODEL}\n[[kinds]]\nid = \"../x\"\nlabel = \"X\"\nplural = \"X\"\nfolder = \"x\"\n");
    let site = Site::new().file("content/model.toml", model);
    assert_eq!(site.run(&["new", "../x", "y"]).code, 2);
    assert!(!site.path("x").exists());
}

#[test]
fn a_small_site_builds_and_is_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = norade(folder.path(), &["init", "own/site"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("own/site is a site now: 9 files\n"), "{}", run.stderr);
    assert!(run.stderr.ends_with("next: norade build --root own/site\n"), "{}", run.stderr);
    let root = folder.path().join("own/site");
    let check = norade(&root, &["check"]);
    assert!(check.code == 0 && check.stderr.starts_with("no errors; "), "{}", check.stderr);
    let build = norade(&root, &["build"]);
    assert_eq!(build.code, 0, "{}", build.stderr);
    let page = std::fs::read_to_string(root.join("public/teams/front-desk.html")).expect("a page");
    assert!(page.contains("Guides of this team") && page.contains("g2.html"), "{page}");
    let format = norade(&root, &["fmt", "--check"]);
    assert_eq!((format.code, format.stdout.as_str()), (0, ""));
    for (kind, id) in [("guide", "G3"), ("team", "night")] {
        let run = norade(&root, &["new", kind, id]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let again = norade(folder.path(), &["init", "own/site"]);
    let told = "error: `own/site` is not empty: name a folder that is, or a new one\n";
    assert_eq!((again.code, again.stderr.as_str()), (2, told));
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    assert_eq!(norade(&folder.path().join("empty"), &["init", "."]).code, 0);
    std::fs::write(folder.path().join("file"), "").expect("a file");
    let file = norade(folder.path(), &["init", "file"]);
    assert_eq!(file.code, 2, "{}", file.stderr);
}
