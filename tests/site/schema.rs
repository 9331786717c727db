//! JSON Schemas of the content files: what they accept, and that they know what the readers know.

use std::collections::BTreeSet;
use std::path::Path;

use norade::model::{FIELD_TYPES, VIEW_TYPES};
use serde_json::{Value, json};

use crate::built::files;
use crate::support::{MODEL, Site, norade};

/// The schemas that a site gets, by their names.
struct Schemas {
    folder: tempfile::TempDir,
}

impl Schemas {
    fn of(root: &Path) -> Schemas {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().to_str().expect("a path in UTF-8");
        let run = norade(root, &["schema", "--out", out]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        Schemas { folder }
    }

    fn get(&self, name: &str) -> Value {
        let path = self.folder.path().join(format!("{name}.schema.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        serde_json::from_str(&text).expect("a schema is JSON")
    }

    /// What is wrong with a TOML text by a schema.
    fn faults(&self, name: &str, toml: &str) -> Vec<String> {
        let validator = jsonschema::validator_for(&self.get(name)).expect("a sound schema");
        let value = json_of(toml::from_str::<toml::Table>(toml).expect("the text is TOML").into());
        validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
    }
}

/// A TOML value as editors hand it to a schema: dates as texts.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
        }
    }
}

/// The schema of a content file, and its TOML.
fn schema_of(path: &str, text: &str) -> Option<(String, String)> {
    let front = || text.split("+++\n").nth(1).unwrap_or_default().to_owned();
    let language = if path.ends_with(".en.md") { ".en" } else { "" };
    match path.strip_prefix("content/") {
        None if path == "site.toml" => Some(("site".into(), text.to_owned())),
        Some("model.toml") => Some(("model".into(), text.to_owned())),
        Some(inner) if inner.starts_with("pages/") && inner.ends_with(".md") => {
            Some((format!("page{language}"), front()))
        }
        Some(inner) if inner.ends_with(".md") => {
            Some((format!("entry/{}{language}", inner.split_once('/')?.0), front()))
        }
        Some(inner) if inner.ends_with(".toml") => {
            Some((format!("list/{}", inner.strip_suffix(".toml")?), text.to_owned()))
        }
        _ => None,
    }
}

#[test]
fn whole_sites_are_what_their_schemas_ask_for() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for root in [here.to_path_buf(), here.join("tests/models/controls")] {
        let schemas = Schemas::of(&root);
        let site = std::fs::read(root.join("site.toml")).expect("the site's own file");
        let content = files(&root.join("content"));
        let content = content.into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes));
        let mut count = 0;
        for (path, bytes) in content.chain([("site.toml".to_owned(), site)]) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let Some((schema, toml)) = schema_of(&path, &text) else { continue };
            assert_eq!(schemas.faults(&schema, &toml), Vec::<String>::new(), "{path}");
            count += 1;
        }
        assert!(count > 10, "the files were found");
    }
}

fn site() -> Site {
    Site::new().control("F1-1", "owners = [{ person = \"anna\", part = \"A\" }]", "")
}

#[test]
fn mistakes_are_seen() {
    let schemas = Schemas::of(site().root());
    let of_entry =
        |rest: &str| schemas.faults("entry/control", &format!("id = \"F1-1\"\ntitle = \"T\"\n{rest}"));
    assert_eq!(of_entry(""), Vec::<String>::new());
    assert_eq!(of_entry("owners = [\"anna\"]\nlevel = \"low\"\nreviewed = 2026-01-31"), Vec::<String>::new());
    for mistake in [
        "x = 1",
        "level = \"lwo\"",
        "note = 3",
        "owners = \"anna\"",
        "owners = [\"ana\"]",
        "owners = [{ part = \"A\" }]",
        "owners = [{ person = \"anna\", part = \"B\" }]",
        "owners = [{ person = \"anna\", x = 1 }]",
        "family = \"F1\"",
        "status = \"done\"",
        "reviewed = \"soon\"",
        "not_told = [\"nothing\"]",
    ] {
        assert_eq!(of_entry(mistake).len(), 1, "{mistake}: {:?}", of_entry(mistake));
    }
    let faults = |name: &str, toml: &str| schemas.faults(name, toml).len();
    assert_eq!(faults("entry/control", "id = \"F1\"\ntitle = \"T\""), 1);
    assert_eq!(faults("entry/control", "id = \"F1-1\""), 1);
    assert_eq!(faults("list/person", "[[entries]]\ntitle = \"A\"\n"), 1);
    assert_eq!(faults("list/person", "[[entry]]\nid = \"a\"\ntitle = \"A\"\n"), 1);
    assert_eq!(faults("site", "title = \"T\""), 1);
    assert_eq!(faults("site", "title = \"T\"\nlanguage = \"en\"\nbudget = { css_kb = -1 }"), 1);
    assert_eq!(faults("model", "[[kinds]]\nid = \"a\"\nlabel = \"A\"\nplural = \"A\"\norder = \"x\""), 1);
}

#[test]
fn translations_hold_texts_and_nothing_has_to_be_there() {
    let fields = "[[kinds.fields]]\nid = \"parts\"\ntype = \"record\"\nmany = true\nlabel = \"Parts\"\n\
                  fields = [{ id = \"name\", type = \"text\", label = \"Name\" }, { id = \"size\", type = \"number\", label = \"Size\" }]\n\n\
                  [[kinds.fields]]\nid = \"level\"";
    let model = MODEL.replace("[[kinds.fields]]\nid = \"level\"", fields);
    let model = model.replace("label = \"Owners\"", "label = { en = \"Owners\", lv = \"Īpašnieki\" }");
    let languages =
        "title = \"T\"\nlanguage = \"en\"\n[languages.en]\nname = \"E\"\n[languages.lv]\nname = \"L\"\n";
    let front = "note = \"N\"\nsteps = \"- S\"\nparts = [{ name = \"P\", size = 1 }]\nowners = [{ person = \"anna\", part = \"A\", work = \"- W\" }]";
    let site =
        Site::new().file("site.toml", languages).file("content/model.toml", model).control("F1-1", front, "");
    let schemas = Schemas::of(site.root());
    let given = "content/control/F1-1.lv.md";
    for text in [
        "",
        "title = \"T\"\nnote = \"N\"",
        "parts = [{ name = \"P\" }]",
        "[owners.\"anna/A\"]\nwork = \"- W\"",
        "note = \"N\"\n[original]\nnote = \"0123abcd\"",
    ] {
        assert_eq!(schemas.faults("entry/control.lv", text), Vec::<String>::new(), "{text}");
        site.write(given, format!("+++\n{text}\n+++\n"));
        assert_eq!(site.codes(), [], "{text}");
    }
    for mistake in [
        "id = \"F1-1\"",
        "level = \"low\"",
        "status = \"stub\"",
        "note = 1",
        "parts = [{ size = 1 }]",
        "owners = [\"anna\"]",
        "[owners.\"anna/A\"]\npart = \"A\"",
    ] {
        assert_eq!(schemas.faults("entry/control.lv", mistake).len(), 1, "{mistake}");
        site.write(given, format!("+++\n{mistake}\n+++\n"));
        assert_eq!(site.codes().len(), 1, "{mistake}");
    }
    let faults = |name: &str, text: &str| schemas.faults(name, text).len();
    assert_eq!(faults("entry/control.lv", "[original]\nnote = \"N\""), 1);
    assert_eq!(
        faults("list/person.lv", "[[entries]]\nid = \"anna\"\n[entries.original]\ntitle = \"0123abcd\""),
        0
    );
    assert_eq!(faults("list/person.lv", "[[entries]]\nid = \"ana\""), 1);
    assert_eq!(faults("list/person.lv", "[[entries]]\ntitle = \"A\""), 1);
    assert_eq!(faults("page.lv", "title = \"A\"\ndescription = \"B\"\n[original]\nbody = \"0123abcd\""), 0);
    assert_eq!(faults("page.lv", "menu = true"), 1);
    let schema = schemas.get("entry/control.lv");
    assert_eq!(
        schema["properties"]["owners"]["description"], "Īpašnieki",
        "in the language of the translation"
    );
    assert!(!schemas.folder.path().join("entry/control.en.schema.json").exists());
}

#[test]
fn words_are_those_of_the_model_in_the_language_of_the_site() {
    let model = MODEL.replace("label = \"Owners\"", "label = { en = \"Owners\", lv = \"Īpašnieki\" }");
    let site = site().file("content/model.toml", model);
    site.write("site.toml", "title = \"T\"\nlanguage = \"lv\"\n");
    let schema = Schemas::of(site.root()).get("entry/control");
    assert_eq!(schema["properties"]["owners"]["description"], "Īpašnieki");
    assert_eq!(schema["$defs"]["person"]["enum"], json!(["anna"]));
    assert_eq!(schema["$defs"]["person"]["x-taplo"]["docs"]["enumValues"], json!(["Anna"]));
}

#[test]
fn the_same_site_gets_the_same_schemas_and_one_with_errors_gets_none() {
    let site = site();
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let first = files(&site.path(".norade/schema"));
    assert!(first.iter().any(|(path, _)| path == "list/person.schema.json"), "the folder has a default");
    assert_eq!(files(Schemas::of(site.root()).folder.path()), first);
    let site = site.control("F1-2", "x = 1", "");
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.ends_with("nothing was written\n"), "{}", run.stderr);
    assert_eq!(files(&site.path(".norade/schema")), first);
}

/// A key that no table has.
const UNKNOWN: &str = "zzzzzz = 1";

/// The keys that the program says are known where [`UNKNOWN`] stands.
fn known(site: &Site) -> BTreeSet<String> {
    let report = site.run(&["check", "--format", "json"]).stdout;
    let report: Value = serde_json::from_str(&report).expect("a JSON report");
    let all = report["diagnostics"].as_array().expect("a list");
    let found = all.iter().find(|d| d["code"] == "unknown-key" && d["message"] == "unknown key `zzzzzz`");
    let hint =
        found.and_then(|found| found["hint"].as_str()).unwrap_or_else(|| panic!("no hint: {report:#}"));
    hint.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Asserts that a table of a schema has the keys that the program knows in all of these texts together.
#[track_caller]
fn agree(schema: &Value, pointer: &str, file: &str, texts: &[String]) {
    let table = schema.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    let described: BTreeSet<String> =
        table["properties"].as_object().expect("a table has properties").keys().cloned().collect();
    let known: BTreeSet<String> =
        texts.iter().flat_map(|text| known(&Site::new().file(file, text))).collect();
    assert_eq!(described, known, "{file} {pointer}");
}

#[test]
fn the_schema_of_site_toml_has_the_keys_that_are_read() {
    let schemas = Schemas::of(site().root());
    let schema = schemas.get("site");
    let agree = |pointer: &str, rest: &str| {
        let text = format!("title = \"T\"\nlanguage = \"en\"\n{rest}\n{UNKNOWN}\n");
        agree(&schema, pointer, "site.toml", &[text]);
    };
    agree("", "");
    agree("/properties/languages/additionalProperties", "[languages.en]");
    agree("/properties/budget", "[budget]");
    agree("/properties/accessibility", "[accessibility]");
    agree("/properties/accessibility/properties/exceptions/items", "[[accessibility.exceptions]]");
    agree("/properties/accessibility/properties/feedback", "[accessibility.feedback]");
    agree("/properties/accessibility/properties/enforcement", "[accessibility.enforcement]");
    let page = format!("+++\ntitle = \"T\"\n{UNKNOWN}\n+++\n");
    self::agree(&schemas.get("page"), "", "content/pages/a.md", &[page]);
}

#[test]
fn the_schemas_of_entries_have_the_keys_that_are_read() {
    let schemas = Schemas::of(site().root());
    let text = format!("[[entries]]\nid = \"anna\"\ntitle = \"A\"\n{UNKNOWN}\n");
    agree(&schemas.get("list/person"), "/properties/entries/items", "content/person.toml", &[text]);
    let text = format!("+++\nid = \"F1-1\"\ntitle = \"A\"\n{UNKNOWN}\n+++\n");
    agree(&schemas.get("entry/control"), "", "content/control/F1-1.md", &[text]);
}

#[test]
fn the_choices_of_site_toml_are_those_that_are_read() {
    let schema = Schemas::of(site().root()).get("site");
    for (pointer, text) in [
        ("/properties/messages", "messages = \"zzzzzz\""),
        ("/properties/accessibility/properties/status", "[accessibility]\nstatus = \"zzzzzz\""),
        ("/properties/accessibility/properties/method", "[accessibility]\nmethod = \"zzzzzz\""),
        (
            "/properties/accessibility/properties/exceptions/items/properties/reason",
            "[[accessibility.exceptions]]\nreason = \"zzzzzz\"",
        ),
    ] {
        let site = Site::new().file("site.toml", format!("title = \"T\"\nlanguage = \"en\"\n{text}\n"));
        let report: Value =
            serde_json::from_str(&site.run(&["check", "--format", "json"]).stdout).expect("a JSON report");
        let all = report["diagnostics"].as_array().expect("a list");
        let found = all.iter().find(|d| d["code"] == "not-a-choice").expect("it is no choice");
        let label = found["label"].as_str().expect("a label");
        let known: Vec<&str> = label.split('`').skip(1).step_by(2).collect();
        assert_eq!(schema.pointer(pointer).expect("a key")["enum"], json!(known), "{pointer}");
    }
}

/// A kind with what views and blocks can name.
const KIND: &str = r#"
[[kinds]]
id = "k"
label = "K"
plural = "K"
fields = [
    { id = "f", type = "text", label = "F" },
    { id = "c", type = "choice", label = "C", choices = [{ id = "a", label = "A" }] },
]
[[kinds.relations]]
id = "r"
to = ["k"]
label = "R"
qualifiers = [{ id = "s", type = "statements", label = "S" }]
"#;

#[test]
fn the_schema_of_model_toml_has_the_keys_that_are_read() {
    let schema = Schemas::of(site().root()).get("model");
    let agree = |pointer: &str, texts: &[String]| agree(&schema, pointer, "content/model.toml", texts);
    let kind = "[[kinds]]\nid = \"k\"\nlabel = \"K\"\nplural = \"K\"\n";
    let kinds = "/properties/kinds/items";
    agree("", &[format!("{UNKNOWN}\n{KIND}")]);
    agree(kinds, &[format!("{kind}{UNKNOWN}\n")]);
    let field = |kind: &str| format!("id = \"x\", type = \"{kind}\", label = \"X\", {UNKNOWN}");
    let fields = FIELD_TYPES.map(|name| format!("{kind}fields = [{{ {} }}]\n", field(name)));
    agree(&format!("{kinds}/properties/fields/items"), &fields);
    let columns = FIELD_TYPES.iter().filter(|name| **name != "record").map(|name| {
        format!(
            "{kind}fields = [{{ id = \"y\", type = \"record\", label = \"Y\", fields = [{{ {} }}] }}]\n",
            field(name)
        )
    });
    let columns: Vec<String> = columns.collect();
    agree(&format!("{kinds}/properties/fields/items/properties/fields/items"), &columns);
    let choice = format!(
        "{kind}fields = [{{ id = \"x\", type = \"choice\", label = \"X\", choices = [{{ id = \"a\", label = \"A\", {UNKNOWN} }}] }}]\n"
    );
    agree(&format!("{kinds}/properties/fields/items/properties/choices/items"), &[choice]);
    let relation =
        |rest: &str| format!("{kind}relations = [{{ id = \"r\", to = [\"k\"], label = \"R\", {rest} }}]\n");
    let relations = format!("{kinds}/properties/relations/items");
    agree(&relations, &[relation(UNKNOWN)]);
    let types = schema.pointer(&format!("{relations}/properties/qualifiers/items/properties/type/enum"));
    let types = types.and_then(Value::as_array).expect("the types of qualifiers");
    let qualifiers = types.iter().filter_map(Value::as_str);
    let qualifiers: Vec<String> =
        qualifiers.map(|name| relation(&format!("qualifiers = [{{ {} }}]", field(name)))).collect();
    agree(&format!("{relations}/properties/qualifiers/items"), &qualifiers);
    let section = |rest: &str| format!("{KIND}\n[[kinds.sections]]\nid = \"s\"\ntitle = \"S\"\n{rest}\n");
    let sections = format!("{kinds}/properties/sections/items");
    agree(&sections, &[section(UNKNOWN)]);
    agree("/properties/home/items", &[format!("{KIND}\n[[home]]\nid = \"s\"\ntitle = \"S\"\n{UNKNOWN}\n")]);
    agree(
        &format!("{sections}/properties/show/items"),
        &[section(&format!("show = [{{ title = \"T\", {UNKNOWN} }}]"))],
    );
    let with = section(&format!("show = [{{ relation = \"r\", with = [{{ name = \"f\", {UNKNOWN} }}] }}]"));
    agree(&format!("{sections}/properties/show/items/properties/with/items/anyOf/1"), &[with]);
}

#[test]
fn the_schema_of_views_has_the_keys_that_are_read() {
    let schema = Schemas::of(site().root()).get("model");
    let agree = |pointer: &str, texts: &[String]| agree(&schema, pointer, "content/model.toml", texts);
    let view = |name: &str, rest: &str| {
        format!("{KIND}\n[[views]]\nid = \"v\"\ntype = \"{name}\"\npath = \"v\"\ntitle = \"V\"\n{rest}\n")
    };
    let duty = "duty = { one = \"a\", other = \"b\" }";
    let handbook = format!("kind = \"k\"\nsource = \"k\"\nassigns = \"r\"\n{duty}");
    let of = |name: &str| match name {
        "index" => vec!["kinds = [\"k\"]", "views = [\"v\"]"],
        "map" => vec!["kind = \"k\"\nband = \"c\""],
        "chart" => vec!["kind = \"k\"\nrow = \"c\""],
        "grid" => vec!["rows = \"k\"\ncolumns = \"k\"\ncells = \"k\""],
        "matrix" => vec!["rows = \"k\"\ncolumns = \"k\"\nrelation = \"r\""],
        "picker" => vec!["kind = \"k\"\nrelation = \"r\""],
        "handbook" => vec![handbook.as_str()],
        "coverage" => vec!["kind = \"k\""],
        _ => vec![""],
    };
    let all = VIEW_TYPES.iter().flat_map(|name| {
        of(name).into_iter().map(|rest| view(name, &format!("{rest}\n{UNKNOWN}"))).collect::<Vec<_>>()
    });
    let views = "/properties/views/items";
    agree(views, &all.collect::<Vec<_>>());
    let inner = |name: &str, rest: String| [view(name, &format!("{}\n{rest}", of(name)[0]))];
    agree(
        &format!("{views}/properties/legend/items"),
        &inner("map", format!("legend = [{{ label = \"x\", {UNKNOWN} }}]")),
    );
    agree(&format!("{views}/properties/filters"), &inner("matrix", format!("filters = {{ {UNKNOWN} }}")));
    let counted = format!("involved = {{ one = \"a\", other = \"b\", {UNKNOWN} }}");
    for key in ["duty", "involved"] {
        agree(&format!("{views}/properties/{key}"), &inner("handbook", counted.clone()));
    }
    let checklist = |rest: &str| inner("handbook", format!("checklist = {{ title = \"x\", {rest} }}"));
    agree(&format!("{views}/properties/checklist"), &checklist(UNKNOWN));
    let blanks = format!("blanks = [{{ id = \"b\", label = \"B\", {UNKNOWN} }}]");
    agree(&format!("{views}/properties/checklist/properties/blanks/items"), &checklist(&blanks));
}

#[test]
fn the_rules_for_editors_name_every_toml_file_and_its_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join(".taplo.toml")).expect("the rules for Taplo");
    let rules: toml::Table = text.parse().expect("the rules are TOML");
    let named = rules["rule"].as_array().expect("a list").iter().map(|rule| {
        let file = rule["include"][0].as_str().expect("a file").to_owned();
        let schema = rule["schema"]["path"].as_str().expect("a path");
        (file, schema.strip_prefix(".norade/schema/").expect("the folder of schemas").to_owned())
    });
    let named: BTreeSet<(String, String)> = named.collect();
    let content = files(&root.join("content")).into_keys().map(|path| format!("content/{path}"));
    let lists = content.filter(|path| path.ends_with(".toml")).chain(["site.toml".to_owned()]);
    let expected = lists.map(|file| {
        let (schema, _) = schema_of(&file, "").expect("every TOML file has a schema");
        (file, format!("{schema}.schema.json"))
    });
    assert_eq!(named, expected.collect());
    let schemas = Schemas::of(root);
    for (_, schema) in named {
        assert!(schemas.folder.path().join(&schema).is_file(), "{schema}");
    }
}

/// Every description in a schema.
fn descriptions(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            found.extend(object.get("description").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|value| descriptions(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
        _ => {}
    }
}

#[test]
fn keys_are_described_in_the_language_of_the_site() {
    let table: toml::Table = include_str!("../../src/schema/lv.toml").parse().expect("TOML");
    let told = |language: &str| {
        let site = Site::new().file("site.toml", format!("title = \"T\"\nlanguage = \"{language}\"\n"));
        let schemas = Schemas::of(site.root());
        let mut found = BTreeSet::new();
        ["site", "model", "page"].iter().for_each(|name| descriptions(&schemas.get(name), &mut found));
        found
    };
    let english: BTreeSet<String> = table.keys().cloned().collect();
    let latvian: BTreeSet<String> =
        table.values().map(|text| text.as_str().expect("a text").to_owned()).collect();
    assert_eq!((told("en"), told("lv")), (english, latvian));
}
