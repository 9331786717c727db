//! Diagnostics as people and programs read them, exit codes, files that cannot be read, and that every
//! code is tested.

use norade::diag::Code;

use crate::support::{MODEL, Site};

#[test]
fn exit_codes() {
    let site = Site::new();
    assert_eq!(site.check().code, 0);
    assert_eq!(Site::new().control("F1-1", "", "F1-9").check().code, 0, "a warning is no error");
    assert_eq!(Site::new().control("F1-1", "x = 1", "").check().code, 1);
    assert_eq!(site.run(&["check", "--colour"]).code, 2);
    assert_eq!(site.run(&["check", "--format", "xml"]).code, 2);
    assert_eq!(site.run(&["check", "--root", "nowhere"]).code, 2);
    assert_eq!(site.run(&["--version"]).code, 0);
    std::fs::remove_dir_all(site.path("content")).expect("remove the folder");
    assert_eq!(site.check().code, 2);
}

#[test]
fn json() {
    let site = Site::new().control("F1-1", "level = \"lwo\"", "Čaula [[nav]] F1-9");
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "format": 1,
      "errors": 2,
      "warnings": 1,
      "diagnostics": [
        {
          "code": "not-a-choice",
          "severity": "error",
          "message": "`lwo` is not a choice of `level`",
          "file": "content/control/F1-1.md",
          "line": 4,
          "column": 9,
          "end_line": 4,
          "end_column": 14,
          "label": "expected one of `low`, `high`",
          "hint": "did you mean `low`?"
        },
        {
          "code": "unknown-id",
          "severity": "error",
          "message": "unknown ID `nav`",
          "file": "content/control/F1-1.md",
          "line": 6,
          "column": 7,
          "end_line": 6,
          "end_column": 14,
          "label": "no entry has this ID"
        },
        {
          "code": "unknown-code",
          "severity": "warning",
          "message": "`F1-9` looks like a code, but names nothing",
          "file": "content/control/F1-1.md",
          "line": 6,
          "column": 15,
          "end_line": 6,
          "end_column": 19,
          "label": "no entry has this ID",
          "hint": "did you mean `F1-1`?"
        }
      ]
    }
    "#);
}

#[test]
fn people_see_characters_counted() {
    let site = Site::new().control("F1-1", "", "Čaula ēna [[nav]]");
    insta::assert_snapshot!(site.told(), @r#"
    error[unknown-id]: unknown ID `nav`
     --> content/control/F1-1.md:6:11
      |
    6 | Čaula ēna [[nav]]
      |           ^^^^^^^ no entry has this ID

    1 error
    "#);
}

#[test]
fn byte_order_marks_and_carriage_returns_do_no_harm() {
    let text = "\u{FEFF}+++\r\nid = \"F1-1\"\r\ntitle = \"Ā\"\r\nsteps = \"\"\"\r\n- ā [[nav]]\r\n\"\"\"\r\n+++\r\n\r\nĀ [[nav]]\r\n";
    let site = Site::new().file("content/control/F1-1.md", text);
    site.expect(&[
        ("unknown-id", "content/control/F1-1.md:5:5"),
        ("unknown-id", "content/control/F1-1.md:9:3"),
    ]);
    site.write("content/control/F1-1.md", text.replace("[[nav]]", "x"));
    site.expect(&[]);
    let site = Site::new().file("site.toml", "\u{FEFF}title = \"T\"\r\nlanguage = \"e n\"\r\n");
    site.expect(&[("bad-language", "site.toml:2:12")]);
}

#[test]
fn files_that_are_no_text() {
    let bytes = b"[[entries]]\nid = \"anna\"\ntitle = \"\xe4\"\n".as_slice();
    let site = Site::new().file("content/person.toml", bytes).control("F1-1", "owners = [\"anna\"]", "");
    site.expect(&[("not-utf-8", "content/person.toml")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[not-utf-8]: the file is not UTF-8 text (first wrong byte on line 3)
    --> content/person.toml
     = help: save it as UTF-8

    1 error
    "#);
}

/// The language of the site is not known then: no label is told to lack it.
#[test]
fn a_site_that_is_no_text_is_told_once() {
    let site = Site::new().file("site.toml", b"title = \"\xe4\"\nlanguage = \"lv\"\n".as_slice());
    let model = std::fs::read_to_string(site.path("content/model.toml")).expect("the model");
    site.write("content/model.toml", model.replacen("label = \"Note\"", "label = { lv = \"Note\" }", 1));
    site.expect(&[("not-utf-8", "site.toml")]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_round_or_out() {
    let linked = |target: &str, at: &str| {
        let site = Site::new().control("F1-1", "", "");
        std::os::unix::fs::symlink(target, site.path(at)).expect("make the link");
        site
    };
    let site = linked("missing.md", "content/control/F1-2.md");
    site.expect(&[("unreadable", "content/control/F1-2.md")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[unreadable]: the file cannot be read: no such file or directory
    --> content/control/F1-2.md

    1 error
    "#);
    linked("..", "content/control/up").expect(&[("symlink-loop", "content/control/up")]);
    linked("/etc/passwd", "content/control/F1-2.md").expect(&[("outside-link", "content/control/F1-2.md")]);
}

#[test]
fn templates_with_faults_of_syntax() {
    let site = Site::new()
        .file("themes/default/templates/entry.html", "<p>\n{% if %}</p>")
        .file("themes/default/templates/home.html", "{{ page.title ");
    site.expect(&[
        ("template-error", "themes/default/templates/entry.html:2:7"),
        ("template-error", "themes/default/templates/home.html:1:9"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[template-error]: the template cannot be used: found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
     --> themes/default/templates/entry.html:2:7
      |
    2 | {% if %}</p>
      |       ^^

    error[template-error]: the template cannot be used: unexpected end of input
     --> themes/default/templates/home.html:1:9
      |
    1 | {{ page.title 
      |         ^^^^^

    2 errors
    "#);
}

#[test]
fn templates_that_cannot_be_rendered() {
    let site = Site::new()
        .file("themes/default/templates/entry.html", "<p>\n{{ body.nothing.more }}</p>")
        .file("themes/default/templates/404.html", "{{ t(key=\"no-such-words\") }}");
    site.expect(&[
        ("template-error", "themes/default/templates/404.html:1:4"),
        ("template-error", "themes/default/templates/entry.html:2:9"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[template-error]: the template cannot be used: the theme has no words for `no-such-words`
     --> themes/default/templates/404.html:1:4
      |
    1 | {{ t(key="no-such-words") }}
      |    ^^^^^^^^^^^^^^^^^^^^^^

    error[template-error]: the template cannot be used: field `nothing` is not defined. Available fields: body, code, facts, heading, id, inverses, kind, mentions, next, other_names, parent, previous, reviewed, reviewed_by, sections, status, stub, subtitle, successor, variants
     --> themes/default/templates/entry.html:2:9
      |
    2 | {{ body.nothing.more }}</p>
      |         ^^^^^^^

    2 errors
    "#);
}

#[test]
fn a_template_that_is_missing() {
    let model = MODEL.replacen("folder = \"people\"", "folder = \"people\"\ntemplate = \"persn.html\"", 1);
    let site = Site::new().file("content/model.toml", model);
    assert_eq!(site.codes()[0].0, "template-error");
    insta::assert_snapshot!(site.told(), @r#"
    error[template-error]: the template cannot be used: template 'persn.html' not found
    --> templates/persn.html

    1 error
    "#);
}

#[test]
fn words_with_faults_of_syntax() {
    let site = Site::new().file("themes/default/strings/en.ftl", "home = Home\nx = { \n");
    assert_eq!(site.codes()[0].0, "template-error");
    insta::assert_snapshot!(site.told(), @r#"
    error[template-error]: the template cannot be used: Expected an inline expression
    --> strings/en.ftl

    1 error
    "#);
}

#[test]
fn every_code_is_tested() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let files = std::fs::read_dir(folder).expect("the folder of the tests").flatten();
    let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    for code in Code::ALL {
        let name = format!("\"{}\"", code.name());
        assert!(texts.iter().any(|text| text.contains(&name)), "no test names {name}");
    }
    let words: toml::Table = include_str!("../../src/diag/messages.toml").parse().expect("TOML");
    let mut known: Vec<&str> = words.keys().map(String::as_str).filter(|name| *name != "words").collect();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    known.sort_unstable();
    codes.sort_unstable();
    assert_eq!(known, codes);
}

#[test]
fn a_theme_may_bring_the_colours_of_code() {
    let site = Site::new().control("F1-1", "", "```rust\nfn x() {}\n```\n");
    let site = site.file("themes/default/static/code.css", "/* mine */");
    assert_eq!(site.build().page("theme/code.css"), "/* mine */");
}
