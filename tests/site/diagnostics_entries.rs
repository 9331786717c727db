//! Faults of entries: keys, values, IDs, files.

use crate::support::{MODEL, Site};

const AT: &str = "content/control/F1-1.md";

/// A control with this added to its front matter from line 4.
fn entry(front: &str) -> Site {
    Site::new().control("F1-1", front, "")
}

#[track_caller]
fn expect(site: &Site, code: &str, place: &str) {
    site.expect(&[(code, &format!("{AT}:{place}"))]);
}

#[test]
fn front_matter() {
    let site = Site::new().file(AT, "+++\ntitle = \"x\"\n\nText\n");
    expect(&site, "front-matter-unclosed", "4:1");
    insta::assert_snapshot!(site.told(), @r#"
    error[front-matter-unclosed]: the front matter is not closed
     --> content/control/F1-1.md:4:1
      |
    4 | Text
      | ^^^^ no line `+++` stands before this, or here
      |
      = help: write `+++` on a line of its own behind the fields

    1 error
    "#);
    let unclosed = |text: &str, place: &str| {
        let site = Site::new().file(AT, text);
        expect(&site, "front-matter-unclosed", place);
        site.told()
    };
    for mark in ["---", "++++", "++"] {
        let told = unclosed(&format!("+++\ntitle = \"x\"\n{mark}\n\n## Text\n"), "3:1");
        assert!(told.contains(&format!("write `+++` in the place of `{mark}`")), "{told}");
    }
    unclosed("+++\ntitle = \"x\"\n# note = \"x\"\n\n## Text\n", "5:1");
    // A page break of the text, or a line of a value, is no end of the fields.
    for (text, place) in [
        ("title = \"x\"\n\n## Text\n\nMore\n\n---\n\nText\n", "4:1"),
        ("title = \"x\"\nText: and more = much\n\nProse without.\n\n---\n", "5:1"),
        (
            "title = \"x\"\nnote = \"\"\"\nWords\n---\n\"\"\"\nsteps = [\n  \"x\",\n]\n\n- Item\n\n---\n",
            "11:1",
        ),
    ] {
        let told = unclosed(&format!("+++\n{text}"), place);
        assert!(told.contains("write `+++` on a line of its own behind the fields"), "{told}");
    }
    unclosed("+++\nnote = \"\"\"\nWords\n", "1:1");
    expect(&Site::new().file(AT, "---\ntitle: x\n---\n"), "front-matter-missing", "1:1");
    expect(&Site::new().file(AT, ""), "front-matter-missing", "1:1");
}

#[test]
fn unknown_keys() {
    let site = entry("levl = \"low\"");
    expect(&site, "unknown-key", "4:1");
    insta::assert_snapshot!(site.told(), @r#"
    error[unknown-key]: unknown key `levl`
     --> content/control/F1-1.md:4:1
      |
    4 | levl = "low"
      | ^^^^ nothing of this name can stand here
      |
      = help: did you mean `level`?

    1 error
    "#);
    // A key misspelt is not missing as well.
    expect(&Site::new().file(AT, "+++\ntilte = \"x\"\n+++\n"), "unknown-key", "2:1");
    expect(&entry("owners = [{ person = \"anna\", prt = \"A\" }]"), "unknown-key", "4:30");
    let list = Site::new().file("content/person.toml", "[[entrys]]\nid = \"x\"\n");
    list.expect(&[("unknown-key", "content/person.toml:1:3")]);
}

#[test]
fn wrong_types() {
    let site = entry("owners = \"anna\"");
    expect(&site, "wrong-type", "4:10");
    insta::assert_snapshot!(site.told(), @r#"
    error[wrong-type]: `owners` has the wrong type
     --> content/control/F1-1.md:4:10
      |
    4 | owners = "anna"
      |          ^^^^^^ expected a list of IDs, found text in quotation marks
      |
      = help: write: owners = ["anna"]

    1 error
    "#);
    expect(&entry("level = 1"), "wrong-type", "4:9");
    expect(&entry("note = [\"a\"]"), "wrong-type", "4:8");
    expect(&entry("[owners]\nperson = \"anna\""), "wrong-type", "4:1");
    expect(&entry("owners = [1]"), "wrong-type", "4:11");
    expect(&entry("status = true"), "wrong-type", "4:10");
}

#[test]
fn choices() {
    let site = entry("level = \"lwo\"");
    expect(&site, "not-a-choice", "4:9");
    insta::assert_snapshot!(site.told(), @r#"
    error[not-a-choice]: `lwo` is not a choice of `level`
     --> content/control/F1-1.md:4:9
      |
    4 | level = "lwo"
      |         ^^^^^ expected one of `low`, `high`
      |
      = help: did you mean `low`?

    1 error
    "#);
    expect(&entry("status = \"publised\""), "not-a-choice", "4:10");
    expect(&entry("owners = [{ person = \"anna\", part = \"a\" }]"), "not-a-choice", "4:37");
}

#[test]
fn a_choice_that_is_missing_is_not_guessed() {
    let model = MODEL.replacen("label = \"Part\"", "label = \"Part\"\nrequired = true", 1);
    let site = entry("[[owners]]\nperson = \"anna\"").file("content/model.toml", model);
    let told = site.told();
    assert!(told.contains("= help: add one of these: `part = \"A\"`, `part = \"C\"`\n"), "{told}");
}

#[test]
fn missing_fields() {
    let model = MODEL.replacen("label = \"Note\"", "label = \"Note\"\nrequired = true", 1);
    let model = model.replacen("label = \"Part\"", "label = \"Part\"\nrequired = true", 1);
    let site = entry("owners = [\"anna\"]").file("content/model.toml", model);
    site.expect(&[
        ("missing-field", "content/control/F1-1.md:2:1"),
        ("missing-field", "content/control/F1-1.md:4:11"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[missing-field]: the field `note` is missing
     --> content/control/F1-1.md:2:1
      |
    2 | id = "F1-1"
      | ^^^^^^^^^^^ it is required here
      |
      = help: add `note = "…"`

    error[missing-field]: the field `part` is missing
     --> content/control/F1-1.md:4:11
      |
    4 | owners = ["anna"]
      |           ^^^^^^ it is required here
      |
      = help: write: { person = "anna", part = … }

    2 errors
    "#);
    let two = "[[entries]]\nid = \"anna\"\n\n[[entries]]\ntitle = \"b\"\n";
    let site = Site::new().file("content/person.toml", two);
    site.expect(&[
        ("missing-field", "content/person.toml:1:1"),
        ("missing-field", "content/person.toml:4:1"),
    ]);
    expect(&Site::new().file(AT, "+++\n+++\n"), "missing-field", "2:1");
    expect(&entry("[[owners]]\npart = \"A\""), "missing-field", "4:1");
}

#[test]
fn a_field_below_a_list_of_rows() {
    let site = entry("[[owners]]\nperson = \"anna\"\nlevel = \"low\"");
    expect(&site, "misplaced-field", "6:1");
    insta::assert_snapshot!(site.told(), @r#"
    error[misplaced-field]: `level` is a field of the entry, but stands in a row of `owners`
     --> content/control/F1-1.md:6:1
      |
    6 | level = "low"
      | ^^^^^ all keys below `[[owners]]` belong to that row
      |
      = help: move it above the first `[[owners]]`

    1 error
    "#);
    // What stands in the wrong place is not missing as well.
    let site = Site::new().file(AT, "+++\n[[owners]]\nperson = \"anna\"\ntitle = \"x\"\n+++\n");
    expect(&site, "misplaced-field", "4:1");
}

#[test]
fn dates_addresses_and_mailboxes() {
    expect(&entry("reviewed = \"31.01.2026\""), "bad-date", "4:12");
    expect(&entry("reviewed = 2026-01-31T10:00:00"), "bad-date", "4:12");
    expect(&entry("reviewed = 1"), "wrong-type", "4:12");
    for (kind, value, code) in [
        ("url", "example.lv", "unsafe-url"),
        ("url", "https://", "bad-url"),
        ("url", "https://a b", "bad-url"),
        ("email", "a@b", "bad-email"),
        ("date", "2026-13-01", "bad-date"),
    ] {
        let model = MODEL.replacen("type = \"markdown\"", &format!("type = \"{kind}\""), 1);
        expect(&entry(&format!("note = \"{value}\"")).file("content/model.toml", model), code, "4:8");
    }
}

#[test]
fn ids_and_files() {
    let site = Site::new().file("content/control/F1-2.md", "+++\nid = \"F1-1\"\ntitle = \"x\"\n+++\n");
    site.expect(&[("file-name", "content/control/F1-2.md:2:6")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[file-name]: the file is called `F1-2`, but its ID is `F1-1`
     --> content/control/F1-2.md:2:6
      |
    2 | id = "F1-1"
      |      ^^^^^^ ID and file name are the same
      |
      = help: write the ID `F1-2` back, or rename the file of a new entry to `F1-1.md`; `norade rename F1-2 F1-1` gives an entry that is published another ID

    1 error
    "#);
    let site = Site::new().file("content/family.toml", "[[entries]]\nid = \"F0\"\ntitle = \"x\"\n");
    site.expect(&[("id-pattern", "content/family.toml:2:6")]);
    let site = Site::new().file("content/control/G1-1.md", "+++\ntitle = \"x\"\n+++\n");
    assert_eq!(site.codes()[0], ("id-pattern".to_owned(), "content/control/G1-1.md:2:1".to_owned()));
}

#[test]
fn an_id_that_windows_keeps_for_itself() {
    let site = Site::new().file("content/person.toml", "[[entries]]\nid = \"con\"\ntitle = \"x\"\n");
    site.expect(&[("id-pattern", "content/person.toml:2:6")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[id-pattern]: `con` is not an ID of the kind `person`
     --> content/person.toml:2:6
      |
    2 | id = "con"
      |      ^^^^^ expected the form `[A-Za-z0-9._-]+`
      |
      = help: `con` cannot be the name of a file on Windows

    1 error
    "#);
}

#[test]
fn ids_used_twice() {
    let one = |id: &str| format!("[[entries]]\nid = \"{id}\"\ntitle = \"{id}\"\n\n");
    let site = Site::new().file("content/person.toml", one("anna") + &one("Anna"));
    insta::assert_snapshot!(site.told(), @r#"
    error[duplicate-id]: the ID `Anna` is used twice
     --> content/person.toml:6:6
      |
    2 | id = "anna"
      |      ------ it is first used here
    ...
    6 | id = "Anna"
      |      ^^^^^^ IDs are unique in the whole site; case and the kind of dash make no difference
      |
      = help: give one of the two another ID

    1 error
    "#);
    let site = entry("aliases = [\"anna\"]");
    expect(&site, "duplicate-id", "4:12");
    assert!(site.told().contains("help: take `anna` out of `aliases`\n"), "{}", site.told());
    assert!(site.run_in("lv", &["check"]).stderr.contains("izņemiet `anna` no `aliases`\n"));
    let site = entry("aliases = [\"F1-1\"]");
    expect(&site, "duplicate-id", "4:12");
    assert!(site.told().contains("help: take `F1-1` out of `aliases`\n"), "{}", site.told());
    let site = Site::new().control("F1-1", "aliases = [\"F1-8\"]", "").control(
        "F1-2",
        "aliases = [\"F1-8\", \"F1-1\"]",
        "",
    );
    site.expect(&[
        ("duplicate-id", "content/control/F1-2.md:4:12"),
        ("duplicate-id", "content/control/F1-2.md:4:20"),
    ]);
}

#[test]
fn invisible_characters_in_ids_are_named() {
    let site = Site::new()
        .control(
            "F1-1",
            "aliases = [\"F1-\u{200B}8\"]\nowners = [\"an\u{AD}na\"]",
            "See [[F1\u{AD}-2]] and F1-\u{200E}2.",
        )
        .file(
            "content/control/F1-2.md",
            "+++\nid = \"F1\u{AD}-2\"\ntitle = \"Two\"\nowners = [\"an\\u00ADna\"]\n+++\n",
        );
    site.expect(&[
        ("invisible-in-id", "content/control/F1-1.md:4:12"),
        ("invisible-in-id", "content/control/F1-1.md:5:11"),
        ("invisible-in-id", "content/control/F1-1.md:7:5"),
        ("invisible-in-id", "content/control/F1-1.md:7:19"),
        ("invisible-in-id", "content/control/F1-2.md:2:6"),
        ("invisible-in-id", "content/control/F1-2.md:4:11"),
    ]);
    let told = site.told();
    for words in [
        "warning[invisible-in-id]: the ID `anna` is written with a soft hyphen in it",
        "the ID `F1-8` is written with a zero-width space in it",
        "the ID `F1-2` is written with a character without width (U+200E) in it",
        "help: write: id = \"F1-2\" (or run `norade fmt`)",
        "help: write: [[F1-2]] (or run `norade fmt`)",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert!(
        site.run_in("lv", &["check"]).stderr.contains("ID `F1-2` satur neredzamu rakstzīmi: mīkstā defise")
    );
    assert!(site.build().page("controls/f1-1.html").contains("f1-2.html\""));
    assert_eq!(site.run(&["fmt"]).code, 0);
    site.expect(&[]);
    let text = |path| std::fs::read_to_string(site.path(path)).expect("a text");
    assert!(text("content/control/F1-1.md").contains("See [[F1-2]] and F1-2."));
    assert!(
        text("content/control/F1-2.md").contains("id = \"F1-2\"\n")
            && text("content/control/F1-2.md").contains("[\"anna\"]")
    );
}

#[test]
fn a_reference_is_mended_as_it_is_written() {
    let site = Site::new().control("F1-2", "", "## How").control(
        "F1-1",
        "note = \"[[F1\\u00AD-2#how|see]]\"",
        "[[F1\u{AD}-2#how|the text]]",
    );
    site.expect(&[
        ("invisible-in-id", "content/control/F1-1.md:4:8"),
        ("invisible-in-id", "content/control/F1-1.md:6:1"),
    ]);
    let told = site.told();
    assert!(told.contains("help: write: [[F1-2#how|the text]] (or run `norade fmt`)\n"), "{told}");
    assert!(told.contains("help: run `norade fmt`, which takes it out\n"), "{told}");
    assert_eq!(site.run(&["fmt"]).code, 0);
    site.expect(&[]);
    let text = std::fs::read_to_string(site.path("content/control/F1-1.md")).expect("a text");
    assert!(text.contains("note = \"[[F1-2#how|see]]\"\n"), "{text}");
}

/// It has to name something first.
#[test]
fn what_names_nothing_is_told_as_that_alone() {
    let site = entry("owners = [\"be\u{AD}rt\"]");
    expect(&site, "unknown-id", "4:11");
    let site = Site::new().control("F1-1", "", "[[F1\u{AD}-77]]");
    site.expect(&[("unknown-id", "content/control/F1-1.md:6:1")]);
}

#[test]
fn what_differs_in_nothing_seen_is_no_other_choice() {
    let site = entry("level = \"lo\u{AD}w\"");
    expect(&site, "invisible-character", "4:9");
    let site = Site::new().file("content/control/F1\u{AD}-1.md", "+++\ntitle = \"One\"\n+++\n");
    assert!(site.told().contains("`F1<U+00AD>-1` is not an ID"), "{}", site.told());
}

/// The file that was copied keeps its ID, whichever is read first.
#[test]
fn a_copied_file_is_told_once() {
    for copy in ["F1-2", "F1-9"] {
        let site = Site::new().control("F1-5", "", "See F1-5.");
        let text = std::fs::read_to_string(site.path("content/control/F1-5.md")).expect("a text");
        site.write(&format!("content/control/{copy}.md"), text);
        site.expect(&[("duplicate-id", &format!("content/control/{copy}.md:2:6"))]);
        let told = site.told();
        assert!(told.contains("::: content/control/F1-5.md:2:6"), "{told}");
        assert!(told.contains(&format!("help: write: id = \"{copy}\"\n")), "{told}");
    }
    // The name of the copy can be no ID.
    let site = Site::new().control("F1-5", "", "");
    site.write("content/control/F1-5-copy.md", "+++\nid = \"F1-5\"\ntitle = \"x\"\n+++\n");
    let told = site.told();
    let help = "help: delete the copy `content/control/F1-5-copy.md`, or give it another ID";
    assert!(told.contains(help) && told.contains("\n1 error\n"), "{told}");
}

/// What does not follow from an ID that is used twice is told beside it.
#[test]
fn an_id_used_twice_hides_no_other_fault() {
    let page = "+++\ntitle = \"x\"\n+++\n";
    let site = Site::new().control("F1-5", "", "").file("content/pages/controls/f1-5.md", page);
    let text = std::fs::read_to_string(site.path("content/control/F1-5.md")).expect("a text");
    for copy in ["F1-2", "F1-9"] {
        site.write(&format!("content/control/{copy}.md"), text.clone());
    }
    let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
    let count = |code: &str| codes.iter().filter(|found| *found == code).count();
    assert_eq!((count("duplicate-id"), count("same-url"), codes.len()), (2, 1, 3), "{codes:?}");
}

#[test]
fn two_pages_with_one_address() {
    let page = "+++\ntitle = \"x\"\n+++\n";
    let site = Site::new().file("content/pages/About.md", page).file("content/pages/about.md", page);
    site.expect(&[("same-url", "content/pages/about.md:2:1")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[same-url]: two pages would have the address `about.html`
     --> content/pages/about.md:2:1
      |
    2 | title = "x"
      | ^^^^^^^^^^^ this one
      |
     ::: content/pages/About.md:2:1
      |
    2 | title = "x"
      | ----------- the other one
      |
      = help: addresses that differ only in case are the same on many systems

    1 error
    "#);
    let site = entry("").file("content/pages/controls/f1-1.md", page);
    site.expect(&[("same-url", "content/control/F1-1.md:2:6")]);
    Site::new().file("content/pages/404.md", page).expect(&[("same-url", "content/pages/404.md:2:1")]);
}

#[test]
fn values_of_not_told() {
    expect(&entry("not_told = [\"owner\"]"), "not-told", "4:13");
    expect(&entry("not_told = [\"owners.prt\"]"), "not-told", "4:13");
}

#[test]
fn statements() {
    let site = entry("steps = \"\"\"\n- viens\n– divi\n- trīs\nčetri\n\"\"\"");
    site.expect(&[
        ("list-item", "content/control/F1-1.md:6:1"),
        ("list-item", "content/control/F1-1.md:8:1"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[list-item]: a list item without its dash
     --> content/control/F1-1.md:6:1
      |
    6 | – divi
      | ^^^^^^ every statement begins with `- ` or `1. `, and a line that continues one is indented
      |
      = help: write: - divi

    error[list-item]: a list item without its dash
     --> content/control/F1-1.md:8:1
      |
    8 | četri
      | ^^^^^ every statement begins with `- ` or `1. `, and a line that continues one is indented
      |
      = help: write `- četri` if it is a new item, or two spaces before it if it goes on from the line above

    2 errors
    "#);
    expect(&entry("steps = \"\"\"\nviens\n- divi\n\"\"\""), "list-item", "5:1");
    // A line that is indented continues its statement.
    entry("steps = \"\"\"\n- viens\n  un vēl\n  - divi\n\"\"\"").expect(&[]);
}

#[test]
fn an_id_that_does_not_fit_is_told_with_one_that_does() {
    let told = Site::new().control("F1-2", "", "").control("F1-x", "", "").told();
    assert!(told.contains("= help: write it, for example, like `F1-2`"), "{told}");
}

#[test]
fn a_reference_in_plain_text() {
    let model = MODEL.replacen("type = \"markdown\"", "type = \"text\"", 1);
    expect(&entry("note = \"[[anna]]\"").file("content/model.toml", model), "reference-in-text", "4:8");
}

#[test]
fn folders_and_stray_files() {
    let site = Site::new().file("content/contrl/F1-1.md", "+++\n+++\n");
    site.expect(&[("unknown-folder", "content/contrl/F1-1.md")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[unknown-folder]: `contrl` is not a kind of the model
    --> content/contrl/F1-1.md
     = help: did you mean `control`?

    1 error
    "#);
    let site = Site::new().file("content/control/more/F1-1.md", "+++\n+++\n");
    site.expect(&[("stray-file", "content/control/more/F1-1.md")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[stray-file]: a file that is no content
    --> content/control/more/F1-1.md
     = help: an entry is `content/control/F1-1.md`

    1 error
    "#);
    let one = |path: &str, code: &str| Site::new().file(path, "+++\n+++\n").expect(&[(code, path)]);
    one("content/control.md", "stray-file");
    one("content/control/notes.txt", "stray-file");
    one("content/pages/ā.md", "page-name");
    one("content/pages/con.md", "page-name");
    one("content/assets/a.exe", "asset-type");
    one("content/assets/a b.png", "asset-name");
    let list = Site::new().file("content/pages/x.toml", "");
    list.expect(&[("stray-file", "content/pages/x.toml")]);
}
