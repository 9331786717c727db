//! Faults of site.toml and model.toml.

use crate::support::{MODEL, Site};

/// A site whose model has something replaced.
fn changed(from: &str, to: &str) -> Site {
    assert!(MODEL.contains(from), "{from}");
    Site::new().file("content/model.toml", MODEL.replacen(from, to, 1))
}

/// A site whose model has something added at the end.
fn added(text: &str) -> Site {
    Site::new().file("content/model.toml", format!("{MODEL}{text}"))
}

/// Expects one diagnostic in the model, on the line that holds a text.
#[track_caller]
fn expect(site: &Site, code: &str, line: &str, column: usize) {
    let model = std::fs::read_to_string(site.path("content/model.toml")).expect("the model");
    let number = model.lines().position(|other| other.contains(line)).expect("the line") + 1;
    site.expect(&[(code, &format!("content/model.toml:{number}:{column}"))]);
}

#[test]
fn the_site_file() {
    let site = |text: &str| Site::new().file("site.toml", text);
    site("").expect(&[("missing-field", "site.toml:1:1"), ("missing-field", "site.toml:1:1")]);
    site("# a note\n\nlanguage = \"en\"\n").expect(&[("missing-field", "site.toml:3:1")]);
    site("titel = \"T\"\nlanguage = \"en\"\n").expect(&[("unknown-key", "site.toml:1:1")]);
    site("title = 1\nlanguage = \"en\"\n").expect(&[("wrong-type", "site.toml:1:9")]);
    site("title = \"T\"\nlanguage = \"e n\"\n").expect(&[("bad-language", "site.toml:2:12")]);
    let more = |text: &str| site(&format!("title = \"T\"\nlanguage = \"en\"\n{text}\n"));
    more("base_url = \"example\"").expect(&[("unsafe-url", "site.toml:3:12")]);
    more("base_url = \"https://\"").expect(&[("bad-url", "site.toml:3:12")]);
    more("report = \"a.b\"").expect(&[("bad-email", "site.toml:3:10")]);
    let site = more("theme = \"drak\"").file("themes/dark/static/a.css", "");
    site.expect(&[("theme-missing", "site.toml:3:9")]);
    insta::assert_snapshot!(site.told(), @r#"
    error[theme-missing]: there is no theme `drak`
     --> site.toml:3:9
      |
    3 | theme = "drak"
      |         ^^^^^^ a theme is a folder in `themes`
      |
      = help: did you mean `dark`?

    1 error
    "#);
}

#[test]
fn all_files_are_told_at_once() {
    let site = added("\n[[kinds]]\nlabel = \"x\"\n").control("F1-1", "level = \"hihg\"", "[x](y.md)");
    let site = site.file("site.toml", "title = \"T\"\nlanguage = \"en\"\nreport = \"x\"\n");
    let site = site.file("content/person.toml", "[[entries]]\nid = anna\n");
    let codes: Vec<_> = site.codes().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["not-a-choice", "broken-link", "missing-field", "unquoted-text", "bad-email"]);
}

#[test]
fn the_model_is_missing_or_of_another_format() {
    Site::bare().file("content/person.toml", "").expect(&[("model-missing", "content/model.toml")]);
    let site = Site::new().file("content/model.toml", format!("format = 2\n{MODEL}"));
    expect(&site, "model-format", "format = 2", 10);
}

#[test]
fn keys_and_types() {
    expect(&changed("autolink = true", "autolnk = true"), "unknown-key", "autolnk", 1);
    expect(&changed("autolink = true", "autolink = 1"), "wrong-type", "autolink = 1", 12);
    expect(&changed("min = 1", "min = -1"), "wrong-type", "min = -1", 7);
    expect(&changed("label = \"Family\"\n", ""), "missing-field", "[[kinds]]", 1);
    expect(&changed("label = \"Family\"", "label = { 1x = \"a\" }"), "bad-language", "1x", 11);
    expect(&changed("order = \"code\"", "order = \"cod\""), "model-unknown-name", "cod\"", 9);
}

#[test]
fn names_that_nothing_has() {
    // References of the broken relation are not reported.
    let site = changed("to = [\"person\"]", "to = [\"persn\"]").control("F1-1", "owners = [\"anna\"]", "");
    expect(&site, "model-unknown-name", "persn", 7);
    insta::assert_snapshot!(site.told(), @r#"
    error[model-unknown-name]: unknown kind `persn`
      --> content/model.toml:49:7
       |
    49 | to = ["persn"]
       |       ^^^^^^^ nothing of this name is declared
       |
       = help: did you mean `person`?

    1 error
    "#);
    expect(&changed("parent = \"family\"", "parent = \"famly\""), "model-unknown-name", "famly", 10);
    // Nor is the broken field unknown in the entries that have it.
    let site = changed("type = \"markdown\"", "type = \"markdwn\"").control("F1-1", "note = \"x\"", "");
    expect(&site, "model-unknown-name", "markdwn", 8);
    let view = |text: &str| added(&format!("\n[[views]]\nid = \"v\"\npath = \"v\"\ntitle = \"V\"\n{text}\n"));
    expect(&view("type = \"tree\""), "model-unknown-name", "tree", 8);
    expect(&view("type = \"index\"\nkinds = [\"nobody\"]"), "model-unknown-name", "nobody", 10);
    let matrix = view("type = \"matrix\"\nrows = \"control\"\ncolumns = \"person\"\nrelation = \"ownrs\"");
    expect(&matrix, "model-unknown-name", "ownrs", 12);
}

#[test]
fn names_that_are_taken() {
    let site = changed("inverse = \"owns\"", "inverse = \"title\"");
    expect(&site, "name-taken", "id = \"owners\"", 6);
    insta::assert_snapshot!(site.told(), @r#"
    error[name-taken]: the name `title` is taken
      --> content/model.toml:48:6
       |
    48 | id = "owners"
       |      ^^^^^^^^ it is used already in `person`
       |
       = help: names of fields, relations and inverses differ within a kind; `id`, `title` and `status` are built in

    1 error
    "#);
    expect(&changed("id = \"steps\"\ntype", "id = \"status\"\ntype"), "name-taken", "\"status\"", 6);
    expect(&changed("{ id = \"high\"", "{ id = \"low\""), "name-taken", "label = \"high\"", 50);
    let twice = changed("id = \"steps\"", "id = \"note\"");
    assert_eq!(twice.codes()[0].0, "name-taken");
    let pages = changed("id = \"person\"", "id = \"pages\"");
    assert!(pages.codes().iter().any(|(code, _)| code == "name-taken"));
}

#[test]
fn names_that_cannot_be_written() {
    expect(&changed("folder = \"people\"", "folder = \"ļaudis\""), "bad-name", "ļaudis", 10);
    expect(&changed("id = \"steps\"", "id = \"so ļi\""), "bad-name", "so ļi", 6);
    expect(&changed("inverse = \"owns\"", "inverse = \"a/b\""), "bad-name", "a/b", 11);
}

#[test]
fn patterns() {
    let site = changed("pattern = \"F[1-9]\"", "pattern = \"F[1-\"");
    expect(&site, "bad-pattern", "F[1-\"", 11);
    insta::assert_snapshot!(site.told(), @r#"
    error[bad-pattern]: the pattern is not a regular expression: unclosed character class
     --> content/model.toml:7:11
      |
    7 | pattern = "F[1-"
      |           ^^^^^^

    1 error
    "#);
    expect(&changed("pattern = \"F[1-9]\"", "pattern = \"F1)|(x\""), "bad-pattern", "F1)|(x", 11);
}

#[test]
fn sections() {
    let with =
        |show: &str| added(&format!("\n[[kinds.sections]]\nid = \"s\"\ntitle = \"S\"\nshow = [{show}]\n"));
    let site = with("{ text = \"y\", views = [] }");
    expect(&site, "block-content", "show =", 9);
    insta::assert_snapshot!(site.told(), @r#"
    error[block-content]: a block shows one thing
      --> content/model.toml:76:9
       |
    76 | show = [{ text = "y", views = [] }]
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^ expected one of `field`, `relation`, `inverse`, `body`, `view`, `views`, `text`, or a `title` alone

    1 error
    "#);
    expect(&with("{}"), "block-content", "show =", 9);
    expect(&with("{ view = \"x\" }"), "model-unknown-name", "show =", 18);
    expect(&with("{ body = \"x\" }"), "missing-field", "show =", 18);
    let anchor = added("\n[[kinds.sections]]\nid = \"a b\"\ntitle = \"S\"\n");
    expect(&anchor, "bad-anchor", "a b", 6);
}

#[test]
fn fields_that_cannot_be_so() {
    let site = changed("label = \"Part\"\n", "label = \"Part\"\nmany = true\n");
    expect(&site, "qualifier-many", "many = true", 8);
    let site = changed("label = \"Level\"\n", "label = \"Level\"\nother_names = true\n");
    expect(&site, "other-names", "other_names = true", 15);
    let inner = "\n[[kinds.fields.fields]]\nid = \"b\"\nlabel = \"B\"\ntype = \"record\"\nfields = [{ id = \"c\", type = \"text\", label = \"C\" }]\n";
    let site =
        added(&format!("\n[[kinds.fields]]\nid = \"a\"\nlabel = \"A\"\ntype = \"record\" # outer\n{inner}"));
    expect(&site, "nested-record", "# outer", 8);
}

#[test]
fn anchors_and_columns_that_do_not_fit() {
    let site = added("\n[[kinds.sections]]\nid = \"main\"\ntitle = \"Main\"\nshow = []\n");
    expect(&site, "name-taken", "id = \"main\"", 6);
    let view = "\n[[views]]\nid = \"m\"\ntype = \"matrix\"\npath = \"m\"\ntitle = \"M\"\nrows = \"control\"\nrelation = \"owners\"\n";
    let site = added(&format!("{view}columns = \"family\"\n"));
    expect(&site, "model-unknown-name", "columns = \"family\"", 11);
}
