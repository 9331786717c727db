//! Faults of references between entries.

use crate::support::{MODEL, Site};

/// The model with a relation from controls to controls.
fn model(more: &str) -> String {
    let label = "label = \"Next\"\ninverse_label = \"Before\"\n";
    let next = format!("[[kinds.relations]]\nid = \"next\"\nto = [\"control\"]\n{label}{more}\n");
    let owners = "[[kinds.relations]]\nid = \"owners\"";
    MODEL.replacen(owners, &format!("{next}\n{owners}"), 1)
}

/// A control with this added to its front matter from line 4.
fn entry(front: &str) -> Site {
    Site::new().control("F1-1", front, "")
}

#[track_caller]
fn expect(site: &Site, code: &str, place: &str) {
    site.expect(&[(code, &format!("content/control/F1-1.md:{place}"))]);
}

#[test]
fn unknown_ids() {
    let site = entry("owners = [\"ana\"]");
    expect(&site, "unknown-id", "4:11");
    insta::assert_snapshot!(site.told(), @r#"
    error[unknown-id]: unknown ID `ana`
     --> content/control/F1-1.md:4:11
      |
    4 | owners = ["ana"]
      |           ^^^^^ no entry has this ID
      |
      = help: did you mean `anna`?

    1 error
    "#);
    expect(&entry("owners = [{ person = \"xxxxxx\" }]"), "unknown-id", "4:22");
    expect(&Site::new().control("F1-1", "", "See [[F1-9]]."), "unknown-id", "6:5");
    // The parent that the code names.
    Site::new().control("F2-1", "", "").expect(&[("unknown-id", "content/control/F2-1.md:2:6")]);
}

#[test]
fn codes_that_name_nothing() {
    let site = Site::new().control("F1-1", "", "Ēna: F1-10 and `F1-11`.");
    expect(&site, "unknown-code", "6:6");
    assert_eq!(site.check().code, 0);
    insta::assert_snapshot!(site.told(), @r#"
    warning[unknown-code]: `F1-10` looks like a code, but names nothing
     --> content/control/F1-1.md:6:6
      |
    6 | Ēna: F1-10 and `F1-11`.
      |      ^^^^^ no entry has this ID
      |
      = help: did you mean `F1-1`?

    0 errors, 1 warning
    "#);
}

#[test]
fn kinds_are_named_by_their_labels() {
    let model = MODEL.replace("label = \"Person\"", "label = { en = \"Colleague\", lv = \"Kolēģis\" }");
    let site = entry("owners = [\"F1\", \"zzz\"]").file("content/model.toml", model);
    let told = site.told();
    assert!(told.contains("`owners` expects a `person` (Colleague)"), "{told}");
    assert!(told.contains("expected the ID of a `person` (Colleague)"), "{told}");
    site.write("site.toml", "title = \"Test\"\nlanguage = \"lv\"\nmessages = \"lv\"\n");
    assert!(site.told().contains("laukā `owners` vajadzīgs veids `person` (Kolēģis)"), "{}", site.told());
}

#[test]
fn ids_of_the_wrong_kind() {
    let site = entry("owners = [\"F1\"]");
    expect(&site, "wrong-kind", "4:11");
    insta::assert_snapshot!(site.told(), @r#"
    error[wrong-kind]: `F1` is a `family`
     --> content/control/F1-1.md:4:11
      |
    4 | owners = ["F1"]
      |           ^^^^ `owners` expects a `person`
      |
     ::: content/family.toml:2:6
      |
    2 | id = "F1"
      |      ---- it is declared here

    1 error
    "#);
}

#[test]
fn names_that_are_not_ids_are_told_the_ids() {
    assert!(entry("owners = [\"xxxxxx\"]").told().contains("help: expected the ID of a `person`: `anna`"));
    let list = "[[entries]]\nid = \"anna\"\ntitle = \"The one who owns\"\n";
    let titled = entry("owners = [\"the one who owns\"]").file("content/person.toml", list);
    assert!(titled.told().contains("help: did you mean `anna`?"), "{}", titled.told());
    let keyed = entry("[[owners]]\nperson = \"F1\"");
    assert!(keyed.told().contains("`person` expects a `person`"), "{}", keyed.told());
    let model = crate::support::MODEL
        .replace("label = \"Owners\"", "label = { en = \"Owners\", lv = \"Saimnieki\" }");
    let labelled = entry("saimnieks = [\"anna\"]").file("content/model.toml", model);
    assert!(labelled.told().contains("help: did you mean `owners`?"), "{}", labelled.told());
}

#[test]
fn an_entry_related_to_itself() {
    expect(&entry("next = [\"F1-1\"]").file("content/model.toml", model("")), "self-reference", "4:9");
}

#[test]
fn drafts() {
    let site = Site::new().control("F1-1", "next = [\"F1-2\"]", "[[F1-2]]");
    let site = site.control("F1-2", "status = \"draft\"", "").file("content/model.toml", model(""));
    site.expect(&[
        ("reference-to-draft", "content/control/F1-1.md:4:9"),
        ("reference-to-draft", "content/control/F1-1.md:6:1"),
    ]);
    assert_eq!(site.run(&["check", "--drafts"]).code, 0);
}

#[test]
fn rows_that_stand_twice() {
    let site = entry("owners = [\"anna\", \"Anna\"]");
    expect(&site, "duplicate-row", "4:19");
    insta::assert_snapshot!(site.told(), @r#"
    error[duplicate-row]: `Anna` stands twice in `owners`
     --> content/control/F1-1.md:4:19
      |
    4 | owners = ["anna", "Anna"]
      |           ------  ^^^^^^ a row is identified by its target and its choices; this one is a repetition
      |           |
      |           the first is here
      |
      = help: put the texts into one row

    1 error
    "#);
    let two = "owners = [{ person = \"anna\", part = \"A\" }, { person = \"anna\", part = \"C\" }]";
    entry(two).expect(&[]);
    let twins = Site::new().control("F1-1", "next = [\"F1-2\"]", "").control("F1-2", "next = [\"F1-1\"]", "");
    let twins = twins.file("content/model.toml", model("symmetric = true"));
    twins.expect(&[("duplicate-row", "content/control/F1-2.md:2:6")]);
}

#[test]
fn too_few_and_too_many() {
    expect(&entry("").file("content/model.toml", model("min = 1")), "too-few", "2:6");
    let site = entry("next = [\"F1-2\", \"F1-3\"]").control("F1-2", "", "").control("F1-3", "", "");
    let site = site.file("content/model.toml", model("max = 1"));
    expect(&site, "too-many", "4:17");
    insta::assert_snapshot!(site.told(), @r#"
    error[too-many]: too many values in `next`
     --> content/control/F1-1.md:4:17
      |
    4 | next = ["F1-2", "F1-3"]
      |                 ^^^^^^ at most 1 expected, found 2

    1 error
    "#);
    let many = MODEL.replacen("type = \"markdown\"", "type = \"text\"\nmany = true\nrequired = true", 1);
    expect(&entry("note = []").file("content/model.toml", many), "too-few", "4:8");
}

#[test]
fn circles_of_parents() {
    let model = model("max = 1").replacen("parent = \"family\"", "parent = \"next\"", 1);
    let site = Site::new().control("F1-1", "next = \"F1-2\"", "").control("F1-2", "next = \"F1-1\"", "");
    let site = site.file("content/model.toml", model);
    expect(&site, "parent-cycle", "2:6");
    insta::assert_snapshot!(site.told(), @r#"
    error[parent-cycle]: an entry stands above itself: `F1-1` → `F1-2` → `F1-1`
     --> content/control/F1-1.md:2:6
      |
    2 | id = "F1-1"
      |      ^^^^^^ the chain of parents comes back to this entry

    1 error
    "#);
}
