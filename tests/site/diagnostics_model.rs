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
       = help: names of fields, relations and inverses differ within a kind, and so do sections, parts of the body and inverses; `id`, `title` and `status` are built in

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

/// A record and a few fields for the person, the last kind of the model.
const FIELDS: &str = r#"
[[kinds.fields]]
id = "names"
type = "text"
label = "Names"
many = true

[[kinds.fields]]
id = "ranks"
type = "choice"
label = "Ranks"
many = true
choices = [{ id = "x", label = "x" }]

[[kinds.fields]]
id = "spot"
type = "record"
label = "Spot"
fields = [{ id = "a", type = "text", label = "A" }, { id = "n", type = "number", label = "N" }]
"#;

#[test]
fn names_of_what_cannot_stand_there() {
    let kind = |key: &str| {
        let model = MODEL.replace("order = \"title\"\n", &format!("order = \"title\"\n{key} # here\n"));
        Site::new().file("content/model.toml", format!("{model}{FIELDS}"))
    };
    let site = kind("subtitle = \"names\"");
    expect(&site, "model-unfit-name", "# here", 12);
    insta::assert_snapshot!(site.told(), @r#"
    error[model-unfit-name]: `subtitle` cannot be `names`
      --> content/model.toml:72:12
       |
    72 | subtitle = "names" # here
       |            ^^^^^^^ expected a text field that is not `many`

    1 error
    "#);
    let site = kind("titles = \"spot.n\"").file("content/person.toml", "");
    expect(&site, "model-unfit-name", "# here", 10);

    let view = |text: &str| {
        added(&format!("{FIELDS}\n[[views]]\nid = \"v\"\npath = \"v\"\ntitle = \"V\"\n{text} # here\n"))
    };
    let map = "type = \"map\"\nkind = \"person\"\nband = \"ranks\"";
    expect(&view(map), "model-unfit-name", "# here", 8);
    let map = "type = \"map\"\nkind = \"control\"\nband = \"level\"\n";
    expect(&view(&format!("{map}placements = \"note\"")), "model-unfit-name", "# here", 14);
    expect(&view(&format!("{map}band_label = \"note\"")), "model-unfit-name", "# here", 14);
    let map = "type = \"map\"\nkind = \"control\"\nband = \"owners\"\n";
    expect(&view(&format!("{map}band_label = \"names\"")), "model-unfit-name", "# here", 14);
    expect(&view(&format!("{map}band_label = \"nmaes\"")), "model-unknown-name", "# here", 14);
    let person = "type = \"map\"\nkind = \"person\"\n";
    expect(&view(&format!("{person}band = \"spot.a\"")), "model-unfit-name", "# here", 8);
    let chart = "type = \"chart\"\nkind = \"person\"\nrow = \"ranks\"";
    expect(&view(chart), "model-unfit-name", "# here", 7);
    let index = |name: &str| view(&format!("type = \"index\"\nkinds = [\"person\"]\ngroup_by = \"{name}\""));
    assert_eq!(index("spot.a").codes(), []);
    expect(&index("spot.n"), "model-unfit-name", "# here", 12);
    expect(&index("names"), "model-unfit-name", "# here", 12);
    expect(&index("spto.a"), "model-unknown-name", "# here", 12);
}

#[test]
fn a_grouping_fits_every_kind_that_has_its_name() {
    let spot = "[[kinds.fields]]\nid = \"spot\"\ntype = \"record\"\nlabel = \"Spot\"\nfields = [{ id = \"b\", type = \"text\", label = \"B\" }]\n";
    let model = MODEL.replace("parent = \"family\"\n", &format!("parent = \"family\"\n\n{spot}"));
    let view = "[[views]]\nid = \"v\"\npath = \"v\"\ntitle = \"V\"\ntype = \"index\"\nkinds = [\"control\", \"person\"]\ngroup_by = \"spot.b\"\n";
    let entries = "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\nspot = { a = \"x\" }\n";
    let site = Site::new()
        .file("content/model.toml", format!("{model}{FIELDS}\n{view}"))
        .file("content/person.toml", entries);
    expect(&site, "model-unfit-name", "group_by", 12);
}

#[test]
fn a_symmetric_relation_leads_to_its_own_kind() {
    let site = changed("target = \"person\"\n", "target = \"person\"\nsymmetric = true\n");
    expect(&site, "model-unfit-name", "to = [\"person\"]", 6);
    insta::assert_snapshot!(site.told(), @r#"
    error[model-unfit-name]: `to` cannot be `person`
      --> content/model.toml:49:6
       |
    49 | to = ["person"]
       |      ^^^^^^^^^^ expected `control` alone, since the relation is symmetric

    1 error
    "#);
}

#[test]
fn keys_that_do_nothing_in_a_block() {
    let with = |show: &str| {
        let section = format!("\n[[kinds.sections]]\nid = \"s\"\ntitle = \"S\"\nshow = [{show}]\n");
        let model =
            MODEL.replace("[[kinds]]\nid = \"person\"", &format!("{section}\n[[kinds]]\nid = \"person\""));
        Site::new().file("content/model.toml", model)
    };
    let site = with("{ field = \"note\", as = \"table\" }");
    expect(&site, "needless-key", "show =", 27);
    insta::assert_snapshot!(site.told(), @r#"
    error[needless-key]: `as` does nothing in this block
      --> content/model.toml:70:27
       |
    70 | show = [{ field = "note", as = "table" }]
       |                           ^^ only a block with a relation or inverse has it

    1 error
    "#);
    expect(&with("{ text = \"x\", group_by = \"level\" }"), "needless-key", "show =", 23);
    expect(&with("{ text = \"x\", with = [\"note\"] }"), "needless-key", "show =", 23);
    expect(&with("{ text = \"x\", columns = [\"entry\"] }"), "needless-key", "show =", 23);
    expect(&with("{ relation = \"owners\", columns = [\"entry\"] }"), "needless-key", "show =", 32);
    assert_eq!(with("{ relation = \"owners\", as = \"table\", columns = [\"entry\"] }").codes(), []);
}

#[test]
fn a_wrong_default_is_told_without_an_entry() {
    let site = changed("label = \"Level\"\n", "label = \"Level\"\ndefault = \"hihg\"\n");
    expect(&site, "not-a-choice", "default =", 11);
    let site = site.control("F1-1", "", "").control("F1-2", "", "");
    expect(&site, "not-a-choice", "default =", 11);
    let site = changed("label = \"Work\"\n", "label = \"Work\"\ndefault = 1\n");
    expect(&site, "wrong-type", "default =", 11);
}

#[test]
fn a_label_without_a_text() {
    expect(&changed("label = \"Family\"", "label = {}"), "wrong-type", "label = {}", 9);
}

#[test]
fn anchors_of_a_page_that_are_one() {
    let with = |sections: &str| {
        let text = format!("{sections}\n[[kinds]]\nid = \"person\"");
        Site::new().file("content/model.toml", MODEL.replace("[[kinds]]\nid = \"person\"", &text))
    };
    let section = |id: &str, body: &str| {
        format!(
            "[[kinds.sections]]\nid = \"{id}\"\ntitle = \"S\"\nshow = [{{ title = \"{body}\", body = \"{body}\" }}] # {id}\n"
        )
    };
    expect(&with(&section("s", "a b")), "bad-anchor", "# s", 33);
    expect(&with(&section("s", "s")), "name-taken", "# s", 31);
    expect(&with(&section("s", "toc")), "name-taken", "# s", 33);
    expect(&with(&format!("{}{}", section("s", "a"), section("t", "a"))), "name-taken", "# t", 31);
    expect(&with(&format!("{}{}", section("s", "t"), section("t", "u"))), "name-taken", "id = \"t\"", 6);
    // The page of a person lists what it owns, below that anchor.
    let owns = "\n[[kinds.sections]]\nid = \"owns\"\ntitle = \"S\"\n";
    expect(&added(&format!("{owns}show = [{{ text = \"x\" }}]\n")), "name-taken", "id = \"owners\"", 6);
    assert_eq!(added(&format!("{owns}show = [{{ inverse = \"owns\" }}]\n")).codes(), []);
    let home = "\n[[home]]\nid = \"h\"\ntitle = \"H\"\nshow = []\n";
    expect(&added(&format!("{home}{}", home.replace("\"h\"", "\"h\" # 2"))), "name-taken", "# 2", 6);
}

#[test]
fn the_folder_of_the_theme_is_taken_in_any_letter_case() {
    let site = changed("folder = \"people\"", "folder = \"Theme\"");
    let codes = site.codes();
    assert!(codes.iter().any(|(code, _)| code == "same-url"), "{codes:?}");
}
