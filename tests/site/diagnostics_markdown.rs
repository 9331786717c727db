//! Faults of texts.

use crate::support::{MODEL, Site};

/// A control with a body from line 6.
fn body(text: &str) -> Site {
    Site::new().control("F1-1", "", text)
}

#[track_caller]
fn expect(site: &Site, code: &str, place: &str) {
    site.expect(&[(code, &format!("content/control/F1-1.md:{place}"))]);
}

/// The same, where the model knows two parts of a body.
fn parts(text: &str) -> Site {
    let section = "[[kinds.sections]]\nid = \"do\"\ntitle = \"Do\"\nshow = [\n\
        { body = \"what\", title = \"Ko darīt\" },\n{ body = \"more\", title = \"Vēl\" }]\n";
    let person = "[[kinds]]\nid = \"person\"";
    body(text).file("content/model.toml", MODEL.replacen(person, &format!("{section}\n{person}"), 1))
}

#[test]
fn headings_of_the_model() {
    let site = parts("## Ko darit\n\nx\n");
    expect(&site, "unknown-heading", "6:1");
    insta::assert_snapshot!(site.told(), @r#"
    error[unknown-heading]: the model does not know the heading `Ko darit`
     --> content/control/F1-1.md:6:1
      |
    6 | ## Ko darit
      | ^^^^^^^^^^^ expected one of `Ko darīt`, `Vēl`
      |
      = help: did you mean `Ko darīt`?

    1 error
    "#);
    expect(&parts("## Vēl\n\nx\n\n## Vēl\n"), "repeated-heading", "10:1");
    expect(&parts("Ēna\n\n## Vēl\n"), "text-before-heading", "6:1");
    expect(&parts("## Ko darīt\n\n> ## Vēl\n"), "heading-here", "8:3");
    expect(&parts("## Vēl\n\n<div>\n\n## Ko darīt\n\n</div>\n"), "heading-here", "10:1");
    parts("## Vēl\n\n### Brīvs\n\n## Ko darīt\n").expect(&[]);
}

#[test]
fn headings_and_anchors() {
    expect(&body("# Title\n"), "heading-level", "6:1");
    expect(&body("## A {.red}\n"), "heading-attribute", "6:1");
    expect(&body("## A {#a--b}\n"), "bad-anchor", "6:1");
    expect(&body("## A {#x}\n\n## B {#x}\n"), "anchor-taken", "8:1");
    expect(&Site::new().control("F1-1", "note = \"## A\"", ""), "heading-here", "4:9");
}

#[test]
fn links() {
    let site = body("Ēna [x](F1-22.md)").control("F1-2", "", "");
    expect(&site, "broken-link", "6:5");
    insta::assert_snapshot!(site.told(), @r#"
    error[broken-link]: the link `F1-22.md` leads nowhere
     --> content/control/F1-1.md:6:5
      |
    6 | Ēna [x](F1-22.md)
      |     ^^^^^^^^^^^^^ there is no such page or file
      |
      = help: did you mean `F1-2.md`?

    1 error
    "#);
    expect(&body("[x](javascript:x)"), "unsafe-url", "6:1");
    expect(&body("[x](//a.lv)"), "bad-url", "6:1");
}

#[test]
fn anchors() {
    let site = body("## Part\n\nĒna [x](#prt) [y](F1-2.md#z)").control("F1-2", "", "");
    site.expect(&[
        ("broken-anchor", "content/control/F1-1.md:8:5"),
        ("broken-anchor", "content/control/F1-1.md:8:15"),
    ]);
    insta::assert_snapshot!(site.told(), @r#"
    error[broken-anchor]: the page has no anchor `prt`
     --> content/control/F1-1.md:8:5
      |
    8 | Ēna [x](#prt) [y](F1-2.md#z)
      |     ^^^^^^^^^ no heading or section has this ID
      |
      = help: did you mean `#part`?

    error[broken-anchor]: the page has no anchor `z`
     --> content/control/F1-1.md:8:15
      |
    8 | Ēna [x](#prt) [y](F1-2.md#z)
      |               ^^^^^^^^^^^^^^ no heading or section has this ID

    2 errors
    "#);
}

#[test]
fn pictures() {
    let site = body("![x](../assets/pic.png)").file("content/assets/pick.png", "");
    expect(&site, "broken-asset", "6:1");
    insta::assert_snapshot!(site.told(), @r#"
    error[broken-asset]: there is no picture `../assets/pic.png`
     --> content/control/F1-1.md:6:1
      |
    6 | ![x](../assets/pic.png)
      | ^^^^^^^^^^^^^^^^^^^^^^^ pictures are files in content/assets
      |
      = help: did you mean `assets/pick.png`?

    1 error
    "#);
    expect(&body("![x](https://a.lv/x.png)"), "external-picture", "6:1");
}

#[test]
fn tables() {
    let site = body("| a | b |\n| - | - |\n| [[anna|Anna]] | x |\n");
    expect(&site, "pipe-in-table", "8:3");
    insta::assert_snapshot!(site.told(), @r#"
    error[pipe-in-table]: a `|` inside `[[…]]` ends the cell of a table
     --> content/control/F1-1.md:8:3
      |
    8 | | [[anna|Anna]] | x |
      |   ^^^^^^ the reference is cut in two
      |
      = help: write `[[ID\|text]]` in tables

    1 error
    "#);
    body("| a |\n| - |\n| [[anna\\|Anna]] |\n").expect(&[]);
}

#[test]
fn headings_without_their_space() {
    let site = body("Ēna\n##Virsraksts\n");
    expect(&site, "heading-mark", "7:1");
    insta::assert_snapshot!(site.told(), @r#"
    warning[heading-mark]: a heading without a space behind its `#`
     --> content/control/F1-1.md:7:1
      |
    7 | ##Virsraksts
      | ^^^^^^^^^^^^ the page shows this line as plain text
      |
      = help: write: ## Virsraksts

    0 errors, 1 warning
    "#);
    expect(&body("##\u{a0}Virsraksts\n"), "heading-mark", "6:1");
    expect(&body("#\u{a0}Virsraksts\n"), "heading-mark", "6:1");
    expect(&body("- x\n###Virsraksts\n"), "heading-mark", "7:1");
    body("## x\n\n#birka un a ##b\n\n\\##b\n\n`##b`\n\n    ##b\n\n```\n##b\n```\n").expect(&[]);
}

#[test]
fn bullets_of_a_word_processor() {
    let site = body("Vajag:\n• vienu;\n• otru.\n");
    expect(&site, "list-mark", "7:1");
    insta::assert_snapshot!(site.told(), @r#"
    warning[list-mark]: a list with the bullets of a word processor
     --> content/control/F1-1.md:7:1
      |
    7 | • vienu;
      | ^^^^^^^^ the page shows it as plain text
      |
      = help: begin every item with a hyphen and a space: - vienu;

    0 errors, 1 warning
    "#);
    expect(&body("·\tviens\n"), "list-mark", "6:1");
    expect(&body("– viens\n– otrs\n"), "list-mark", "6:1");
    expect(&body("-\u{a0}viens\n-\u{a0}otrs\n"), "list-mark", "6:1");
    expect(&Site::new().control("F1-1", "note = \"• viens\"", ""), "list-mark", "4:9");
    // Speech, and a line that was broken before a dash.
    body("– Vai nāksi?\n\n– Nākšu.\n\nTas\n— kā teikts — der.\n\n    • x\n").expect(&[]);
}

#[test]
fn references_without_their_last_bracket() {
    let site = body("Ēna [[anna] un [[F1|grupa] te.");
    site.expect(&[
        ("open-reference", "content/control/F1-1.md:6:5"),
        ("open-reference", "content/control/F1-1.md:6:16"),
    ]);
    assert!(site.told().contains("= help: write: [[anna]]"), "{}", site.told());
    assert!(site.told().contains("= help: write: [[F1|grupa]]"), "{}", site.told());
    expect(&Site::new().control("F1-1", "steps = \"\"\"\n- [[anna]\n\"\"\"", ""), "open-reference", "5:3");
    body("[[1] un [[a b] un `[[anna]` un [[anna]]] un [x] [[anna]]").expect(&[]);
}

#[test]
fn mistyped_codes_of_entries_that_there_are() {
    let site = body("F1_2, F1--2 un F1--9, Ƒ1-2, [[F1-2 te.\n\n[[F1-2\n").control("F1-2", "", "");
    site.expect(&[
        ("unknown-code", "content/control/F1-1.md:6:1"),
        ("unknown-code", "content/control/F1-1.md:6:7"),
        ("open-reference", "content/control/F1-1.md:6:29"),
        ("open-reference", "content/control/F1-1.md:8:1"),
    ]);
    assert!(site.told().contains("did you mean `F1-2`?") && site.told().contains("write: [[F1-2]]"));
}

#[test]
fn raw_html() {
    expect(&body("<video>\n"), "html-element", "6:1");
    let site = body("Ēna <b>[x</b>](https://a.lv)");
    expect(&site, "html-unbalanced", "6:5");
    insta::assert_snapshot!(site.told(), @r#"
    error[html-unbalanced]: raw HTML swallows what follows it
     --> content/control/F1-1.md:6:5
      |
    6 | Ēna <b>[x</b>](https://a.lv)
      |     ^^^ an element or attribute is not closed
      |
      = help: close every element, or use Markdown

    1 error
    "#);
}

/// Columns count the characters that an editor sees, in bodies, in literal and in multi-line strings; where
/// escapes make a part of a string uncertain, the string's own place stands.
#[test]
fn places_inside_texts() {
    expect(&body("āčē [[nav]]"), "unknown-id", "6:5");
    let field = |front: &str| Site::new().control("F1-1", front, "");
    expect(&field("note = \"āčē [[nav]]\""), "unknown-id", "4:13");
    expect(&field("note = 'āčē [[nav]]'"), "unknown-id", "4:13");
    expect(&field("note = \"\"\"\nāčē\nē [[nav]]\"\"\""), "unknown-id", "6:3");
    expect(&field("note = '''ā\nē [[nav]]'''"), "unknown-id", "5:3");
    expect(&field("note = \"ā\\u0101 [[nav]]\""), "unknown-id", "4:8");
    expect(&field("note = \"\"\"ā \\\n  [[nav]]\"\"\""), "unknown-id", "4:8");
}

#[test]
fn what_comes_from_the_web_or_a_word_processor_is_told_how_to_mend() {
    for (text, hint) in [
        ("[s](www.varam.gov.lv)\n", "write the whole address: https://www.varam.gov.lv"),
        ("[s](varam.gov.lv/lv#a)\n", "write the whole address: https://varam.gov.lv/lv#a"),
        ("<p>x<o:p></o:p></p>\n", "`<o:p>` comes from a word processor"),
        ("A line.<o:p></o:p>\n", "`<o:p>` comes from a word processor"),
    ] {
        let told = body(text).told();
        assert!(told.contains(hint), "{text}: {told}");
    }
}
