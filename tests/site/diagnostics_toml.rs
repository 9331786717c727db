//! Faults of TOML, and the daily ones with the line as it should be.

use crate::support::Site;

/// The one entry of a site, with this added to its front matter from line 4.
fn entry(front: &str) -> Site {
    Site::new().control("F1-1", front, "")
}

/// Expects one diagnostic at a place of the entry, and the line mended.
#[track_caller]
fn mends(front: &str, code: &str, place: &str, mended: &str) {
    let site = entry(front);
    site.expect(&[(code, &format!("content/control/F1-1.md:{place}"))]);
    let told = site.told();
    assert!(told.contains(&format!("= help: write: {mended}\n")), "{told}");
}

/// Expects one diagnostic at a place of the entry, and all that is told about it.
macro_rules! told {
    ($front:expr, $code:literal, $place:literal, @$snapshot:literal) => {{
        let site = entry($front);
        site.expect(&[($code, concat!("content/control/F1-1.md:", $place))]);
        insta::assert_snapshot!(site.told(), @$snapshot);
    }};
}

#[test]
fn a_quotation_mark_inside_a_text() {
    told!("note = \"Sauc to \"ābols\" šeit\"", "quote-in-text", "4:1", @r#"
    error[quote-in-text]: a quotation mark inside a text ends the text
     --> content/control/F1-1.md:4:1
      |
    4 | note = "Sauc to "ābols" šeit"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the text in quotation marks goes on after its end
      |
      = help: write: note = 'Sauc to "ābols" šeit'

    1 error
    "#);
}

#[test]
fn a_text_in_three_quotation_marks_left_open() {
    told!("steps = \"\"\"\n- one\n\nlevel = \"low\"", "unclosed-text", "4:1", @r#"
    error[unclosed-text]: a text opened with three quotation marks is not closed
     --> content/control/F1-1.md:4:1
      |
    4 | steps = """
      | ^^^^^^^^^^^ it opens here
      |
      = help: write `"""` on a line of its own behind the text

    1 error
    "#);
    entry("note = \"\"\"\none\nsteps = \"\"\"\n- two\n\"\"\"")
        .expect(&[("unclosed-text", "content/control/F1-1.md:4:1")]);
}

#[test]
fn a_reference_where_ids_are_listed() {
    told!("owners = [[anna]]", "reference-as-table", "4:1", @r#"
    error[reference-as-table]: `[[…]]` is for links in texts, not for the fields of an entry
     --> content/control/F1-1.md:4:1
      |
    4 | owners = [[anna]]
      | ^^^^^^^^^^^^^^^^^ IDs are listed in quotation marks between single brackets
      |
      = help: write: owners = ["anna"]

    1 error
    "#);
}

#[test]
fn references_with_texts_where_ids_are_listed() {
    told!("owners = [[anna|Anna]], [[F1]]", "reference-as-table", "4:1", @r#"
    error[reference-as-table]: `[[…]]` is for links in texts, not for the fields of an entry
     --> content/control/F1-1.md:4:1
      |
    4 | owners = [[anna|Anna]], [[F1]]
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ IDs are listed in quotation marks between single brackets
      |
      = help: write: owners = ["anna", "F1"]

    1 error
    "#);
}

#[test]
fn a_reference_on_a_line_of_a_list() {
    told!("owners = [\n  [[anna-x]],\n]", "reference-as-table", "5:3", @r#"
    error[reference-as-table]: `[[…]]` is for links in texts, not for the fields of an entry
     --> content/control/F1-1.md:5:3
      |
    5 |   [[anna-x]],
      |   ^^^^^^^^^^^ IDs are listed in quotation marks between single brackets
      |
      = help: write: "anna-x",

    1 error
    "#);
}

#[test]
fn ids_in_two_brackets() {
    told!("owners = [[\"anna\"]]", "reference-as-table", "4:11", @r#"
    error[reference-as-table]: `[[…]]` is for links in texts, not for the fields of an entry
     --> content/control/F1-1.md:4:11
      |
    4 | owners = [["anna"]]
      |           ^^^^^^^^ IDs are listed in quotation marks between single brackets
      |
      = help: write: owners = ["anna"]

    1 error
    "#);
}

#[test]
fn a_reference_on_a_line_of_its_own() {
    told!("[[F1-2]]\nlevel = \"low\"", "reference-as-table", "4:3", @r#"
    error[reference-as-table]: `[[…]]` is for links in texts, not for the fields of an entry
     --> content/control/F1-1.md:4:3
      |
    4 | [[F1-2]]
      |   ^^^^ IDs are listed in quotation marks between single brackets
      |
      = help: name `F1-2` in one of these: `owners`

    1 error
    "#);
    entry("[[somebody-else]]").expect(&[("reference-as-table", "content/control/F1-1.md:4:3")]);
    entry("[[F1-2|text]]").expect(&[("reference-as-table", "content/control/F1-1.md:4:1")]);
    // A name misspelt is no reference.
    entry("[[owner]]\nperson = \"anna\"").expect(&[("unknown-key", "content/control/F1-1.md:4:3")]);
}

#[test]
fn a_reference_inside_quotation_marks() {
    told!("owners = [\"[[anna]]\"]", "unknown-id", "4:11", @r#"
    error[unknown-id]: unknown ID `[[anna]]`
     --> content/control/F1-1.md:4:11
      |
    4 | owners = ["[[anna]]"]
      |           ^^^^^^^^^^ no entry has this ID
      |
      = help: did you mean `anna`?

    1 error
    "#);
}

#[test]
fn a_text_without_its_quotation_marks() {
    told!("level = low", "unquoted-text", "4:1", @r#"
    error[unquoted-text]: a text needs a quotation mark at both ends
     --> content/control/F1-1.md:4:1
      |
    4 | level = low
      | ^^^^^^^^^^^ a quotation mark is missing
      |
      = help: write: level = "low"

    1 error
    "#);
    entry("level = \"low").expect(&[("unquoted-text", "content/control/F1-1.md:4:1")]);
    entry("level = low\"").expect(&[("unquoted-text", "content/control/F1-1.md:4:1")]);
    entry("owners = [\n  anna,\n]").expect(&[("unquoted-text", "content/control/F1-1.md:5:3")]);
}

#[test]
fn a_truth_in_other_letters() {
    for (written, mended) in [("TRUE", "true"), ("Nē", "false")] {
        let site = entry(&format!("note = {written}"));
        site.expect(&[("bad-boolean", "content/control/F1-1.md:4:1")]);
        let told = site.told();
        assert!(
            told.contains(&format!("`{written}` is neither a text in quotation marks nor `true` or `false`"))
        );
        assert!(told.contains(&format!("help: write: note = {mended}\n")), "{told}");
    }
}

#[test]
fn ids_without_brackets_and_quotation_marks() {
    for (written, mended) in [
        ("owners = anna, F1", "owners = [\"anna\", \"F1\"]"),
        ("owners = [\n  anna, F1,\n]", "\"anna\", \"F1\","),
        ("note = First words, then others", "note = \"First words, then others\""),
    ] {
        let told = entry(written).told();
        assert!(told.contains(&format!("help: write: {mended}\n")), "{told}");
    }
}

#[test]
fn a_day_that_is_no_number() {
    mends("reviewed = 2026.31.01", "bad-date", "4:1", "reviewed = 2026-01-31");
    entry("reviewed = 2026.02.30").expect(&[("bad-date", "content/control/F1-1.md:4:1")]);
}

#[test]
fn a_list_without_its_quotation_marks() {
    told!("owners = [anna, \"F1\"]", "unquoted-text", "4:1", @r#"
    error[unquoted-text]: a text needs a quotation mark at both ends
     --> content/control/F1-1.md:4:1
      |
    4 | owners = [anna, "F1"]
      | ^^^^^^^^^^^^^^^^^^^^^ a quotation mark is missing
      |
      = help: write: owners = ["anna", "F1"]

    1 error
    "#);
}

#[test]
fn typographic_quotation_marks() {
    told!("level = „low”", "curly-quotes", "4:1", @r#"
    error[curly-quotes]: a text in TOML stands between straight quotation marks
     --> content/control/F1-1.md:4:1
      |
    4 | level = „low”
      | ^^^^^^^^^^^^^ these are typographic quotation marks
      |
      = help: write: level = "low"

    1 error
    "#);
}

#[test]
fn typographic_quotation_marks_in_a_list() {
    told!("owners = [„anna”, “F1”]", "curly-quotes", "4:1", @r#"
    error[curly-quotes]: a text in TOML stands between straight quotation marks
     --> content/control/F1-1.md:4:1
      |
    4 | owners = [„anna”, “F1”]
      | ^^^^^^^^^^^^^^^^^^^^^^^ these are typographic quotation marks
      |
      = help: write: owners = ["anna", "F1"]

    1 error
    "#);
}

#[test]
fn a_list_left_open() {
    told!("owners = [\"anna\"\nlevel = \"low\"", "unclosed-list", "4:1", @r#"
    error[unclosed-list]: a list is not closed
     --> content/control/F1-1.md:4:1
      |
    4 | owners = ["anna"
      | ^^^^^^^^^^^^^^^^ it opens here
      |
      = help: write `]` behind its last value

    1 error
    "#);
    entry("aliases = [\n  \"a[\", # ]\n\n[[owners]]\nperson = \"anna\"")
        .expect(&[("unclosed-list", "content/control/F1-1.md:4:1")]);
}

#[test]
fn a_key_set_twice() {
    told!("level = \"low\"\nnote = \"x\"\nlevel = \"high\"", "duplicate-key", "6:1", @r#"
    error[duplicate-key]: the key `level` stands twice
     --> content/control/F1-1.md:6:1
      |
    4 | level = "low"
      | ----- it is first set here
    5 | note = "x"
    6 | level = "high"
      | ^^^^^ a key can be set once

    1 error
    "#);
}

#[test]
fn a_key_without_a_value() {
    told!("level =", "toml-syntax", "4:8", @r#"
    error[toml-syntax]: this is not valid TOML: a key without a value
     --> content/control/F1-1.md:4:8
      |
    4 | level =
      |        ^

    1 error
    "#);
}

#[test]
fn a_value_without_its_equals_sign() {
    told!("level: \"low\"", "missing-equals", "4:1", @r#"
    error[missing-equals]: an `=` is missing between a key and its value
     --> content/control/F1-1.md:4:1
      |
    4 | level: "low"
      | ^^^^^^^^^^^^ a key and its value are parted by `=`
      |
      = help: write: level = "low"

    1 error
    "#);
    mends("level \"low\"", "missing-equals", "4:1", "level = \"low\"");
    mends("level: low", "missing-equals", "4:1", "level = \"low\"");
    mends("level: „low”", "missing-equals", "4:1", "level = \"low\"");
    mends("owners: [\n  \"anna\",\n  \"F1\",\n]", "missing-equals", "4:1", "owners = [");
    mends("steps: \"\"\"\n- x = y\n- z\n\"\"\"", "missing-equals", "4:1", "steps = \"\"\"");
}

#[test]
fn values_without_a_comma_between_them() {
    told!("owners = [\"anna\" \"F1\"]", "missing-comma", "4:17", @r#"
    error[missing-comma]: a comma is missing between two values of a list
     --> content/control/F1-1.md:4:17
      |
    4 | owners = ["anna" "F1"]
      |                 ^ it belongs here
      |
      = help: write `,` behind this value

    1 error
    "#);
    let list = "owners = [\n  \"anna\" # first\n  # second\n  \"F1\",\n]";
    entry(list).expect(&[("missing-comma", "content/control/F1-1.md:5:9")]);
}

#[test]
fn brackets_of_rows() {
    let rows = "[owners]\nperson = \"anna\"\n\n[[owners]]\nperson = \"F1\"\n\n[[owners]]\nperson = \"F1-2\"";
    told!(rows, "row-brackets", "4:1", @r#"
    error[row-brackets]: a row begins with two brackets at both ends
     --> content/control/F1-1.md:4:1
      |
    4 | [owners]
      | ^^^^^^^^ brackets are missing here
      |
      = help: write: [[owners]]

    1 error
    "#);
    mends("[[owners]\nperson = \"anna\"", "row-brackets", "4:1", "[[owners]]");
    mends("[owners]]\nperson = \"anna\"", "row-brackets", "4:1", "[[owners]]");
    mends("[[owners]  # Owners\nperson = \"anna\"", "row-brackets", "4:1", "[[owners]]");
    mends("[[owners]]\nperson = \"anna\"\n\n[owners]\nperson = \"F1\"", "row-brackets", "7:1", "[[owners]]");
}

#[test]
fn a_text_broken_over_lines() {
    told!("note = \"viens,\notrs un\ntrešais\"\nlevel = \"low\"", "broken-text", "4:1", @r#"
    error[broken-text]: a text in quotation marks goes on in the next line
     --> content/control/F1-1.md:4:1
      |
    4 | note = "viens,
      | ^^^^^^^^^^^^^^ it opens here
      |
      = help: write it on one line, or between three quotation marks: `"""`

    1 error
    "#);
    // What is not closed at all goes nowhere.
    entry("note = \"viens\nlevel = \"low\"").expect(&[("unquoted-text", "content/control/F1-1.md:4:1")]);
}

#[test]
fn other_faults_of_syntax() {
    entry("note = \"\\q\"\nlevel @").expect(&[
        ("toml-syntax", "content/control/F1-1.md:4:10"),
        ("toml-syntax", "content/control/F1-1.md:5:7"),
    ]);
}

#[test]
fn a_day_in_everyday_writing() {
    told!("reviewed = 31.01.2026", "bad-date", "4:1", @r#"
    error[bad-date]: `31.01.2026` is not a date
     --> content/control/F1-1.md:4:1
      |
    4 | reviewed = 31.01.2026
      | ^^^^^^^^^^^^^^^^^^^^^ expected a day that exists, such as 2026-01-31
      |
      = help: write: reviewed = 2026-01-31

    1 error
    "#);
    mends("reviewed = 2026.1.31.", "bad-date", "4:1", "reviewed = 2026-01-31");
    mends("reviewed = \"31.01.2026\"", "bad-date", "4:12", "reviewed = 2026-01-31");
    mends("reviewed = 3.5.2026", "bad-date", "4:1", "reviewed = 2026-05-03");
    mends("reviewed = \"2026. gada 3. maijs\"", "bad-date", "4:12", "reviewed = 2026-05-03");
    mends("reviewed = 2026. gada 3. maijā", "bad-date", "4:1", "reviewed = 2026-05-03");
    mends("reviewed = \"May 3, 2026\"", "bad-date", "4:12", "reviewed = 2026-05-03");
    // Nobody knows which is the month.
    let site = Site::new().control("F1-1", "reviewed = \"5/3/2026\"", "");
    assert!(!site.told().contains("help"), "{}", site.told());
}

#[test]
fn a_day_that_does_not_exist() {
    told!("reviewed = 2026-02-30", "bad-date", "4:12", @r#"
    error[bad-date]: `2026-02-30` is not a date
     --> content/control/F1-1.md:4:12
      |
    4 | reviewed = 2026-02-30
      |            ^^^^^^^^^^ expected a day that exists, such as 2026-01-31

    1 error
    "#);
}

#[test]
fn an_unfinished_merge() {
    let site = Site::new().file(
        "content/control/F1-1.md",
        "+++\n<<<<<<< HEAD\ntitle = \"a\"\n=======\ntitle = \"b\"\n>>>>>>> x\n+++\n",
    );
    site.expect(&[
        ("conflict-mark", "content/control/F1-1.md:2:1"),
        ("conflict-mark", "content/control/F1-1.md:6:1"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[conflict-mark]: an unfinished merge: git's conflict mark
     --> content/control/F1-1.md:2:1
      |
    2 | <<<<<<< HEAD
      | ^^^^^^^^^^^^ two versions of the text stand here
      |
      = help: keep one version and delete the lines that begin with <<<<<<<, ======= and >>>>>>>

    error[conflict-mark]: an unfinished merge: git's conflict mark
     --> content/control/F1-1.md:6:1
      |
    6 | >>>>>>> x
      | ^^^^^^^^^ two versions of the text stand here
      |
      = help: keep one version and delete the lines that begin with <<<<<<<, ======= and >>>>>>>

    2 errors
    "#);
    for file in ["site.toml", "content/model.toml", "content/person.toml"] {
        let codes = Site::new().file(file, "<<<<<<< HEAD\n>>>>>>> x\n").codes();
        let places = ["1:1", "2:1"].map(|place| ("conflict-mark".to_owned(), format!("{file}:{place}")));
        assert_eq!(codes, places);
    }
}

#[test]
fn syntax_in_every_kind_of_file() {
    Site::new().file("site.toml", "title = \n").expect(&[("toml-syntax", "site.toml:1:9")]);
    Site::new()
        .file("content/model.toml", "[[kinds]\n")
        .expect(&[("row-brackets", "content/model.toml:1:1")]);
    let site = Site::new().file("content/person.toml", "[[entries]]\n=\n");
    site.expect(&[("toml-syntax", "content/person.toml:2:1")]);
}

/// References to the entries of a file that cannot be used are not reported as broken.
#[test]
fn a_fault_of_one_file_is_told_once() {
    let site = Site::new()
        .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle \"Anna\"\n")
        .control("F1-1", "owners = [\"anna\"]", "See [[anna]] and F1-2, [x](F1-2.md#y).")
        .file("content/control/F1-2.md", "+++\nid = \"F1-2\"\ntitle \"x\"\n+++\n");
    site.expect(&[
        ("missing-equals", "content/control/F1-2.md:3:1"),
        ("missing-equals", "content/person.toml:3:1"),
    ]);
}

#[test]
fn invisible_characters_are_named() {
    let site = Site::new().file("content/control/F1-1.md", "+++\ntitle\u{A0}= \"One\"\n+++\n");
    site.expect(&[("invisible-character", "content/control/F1-1.md:2:6")]);
    let told = site.told();
    assert!(told.contains("a no-break space stands here, which nobody sees"), "{told}");
    assert!(told.contains("  |      ^ it comes from a word processor or a web page"), "{told}");
    // In a text they are no fault, and in a reference they do not count.
    Site::new().control("F1-1", "note = \"one\u{A0}two\"\nowners = [\"an\u{AD}na\u{A0}\"]", "").build();
}
