//! What is retired: a page that says so, and nothing else that shows it as if it were in use.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value as Json;

use crate::built::{Built, copy, list, normal, text, visible};
use crate::support::{MODEL, Site, norade};

/// The first edition with entries retired.
fn without(ids: &[&str]) -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source/site"), folder.path());
    for id in ids {
        let run = norade(folder.path(), &["retire", id]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    Built::of(folder.path())
}

/// The first edition without the task that it describes.
fn without_the_task() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| without(&["PU2-10"]))
}

/// The addresses of the entries and pages whose own texts and relations name an entry.
fn named_by(id: &str) -> BTreeSet<String> {
    let edition = crate::source::first_edition();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source/site/content");
    let mut named = BTreeSet::new();
    for (path, bytes) in crate::built::files(&content) {
        let text = String::from_utf8(bytes).unwrap_or_default();
        match path.rsplit_once('.') {
            Some((stem, "md")) if text.contains(id) => {
                let name = stem.rsplit('/').next().expect("a name");
                let page = || format!("{name}.html");
                named.insert(if stem.starts_with("pages/") {
                    page()
                } else {
                    edition.address(name).to_owned()
                });
            }
            Some((_, "toml")) => {
                let tables: toml::Table = text.parse().expect("content is TOML");
                let entries = tables.get("entries").and_then(toml::Value::as_array).into_iter().flatten();
                let entries = entries.filter(|entry| format!("{entry:?}").contains(id));
                let ids = entries.map(|entry| entry["id"].as_str().expect("an ID"));
                named.extend(ids.map(|id| edition.address(id).to_owned()));
            }
            _ => {}
        }
    }
    named
}

/// The pages that link to an address, that page left out, and those that do nothing but lead on to it.
fn linking(built: &Built, address: &str) -> Vec<String> {
    let leads_on = |path: &str| built.text(path).contains("http-equiv=\"refresh\"");
    let pages = built.pages().filter(|page| page.path != address && !leads_on(page.path));
    let linking = pages.filter(|page| page.all("main").into_iter().any(|main| page.links_to(main, address)));
    linking.map(|page| page.path.to_owned()).collect()
}

#[test]
fn only_what_names_it_still_links_to_what_is_retired() {
    let edition = crate::source::first_edition();
    let others = ["resursa-lietotajs", "N4-1", "N4", "komunikacija-un-sadarbiba"];
    let without_others = without(&others);
    let all = others.map(|id| (id, &without_others)).into_iter().chain([("PU2-10", without_the_task())]);
    for (id, built) in all {
        let address = edition.address(id);
        let links = |built: &Built| -> BTreeSet<String> { linking(built, address).into_iter().collect() };
        let mut allowed = named_by(id);
        // The code of what stands below says what stands above.
        let below = list(&built.data["entries"]).iter().map(|entry| text(&entry["id"]));
        let below = below.filter(|other| other.rsplit_once('-').is_some_and(|(up, _)| up == id));
        allowed.extend(below.map(|other| edition.address(other).to_owned()));
        let found = links(built);
        assert!(links(edition).len() > found.len(), "{id}: it was linked from more pages");
        assert_eq!(found.difference(&allowed).collect::<Vec<_>>(), Vec::<&String>::new(), "{id}");
        for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".csv")) {
            let text = String::from_utf8_lossy(bytes);
            let cell = |line: &str| line.split([';', ',']).any(|cell| cell.trim_matches('"') == id);
            assert!(!text.lines().any(cell), "{id}: {path}");
        }
    }
}

#[test]
fn the_page_and_the_data_lose_nothing() {
    let (before, after) = (crate::source::first_edition(), without_the_task());
    let page = after.page("uzdevumi/pu2-10.html");
    assert_eq!(normal(&visible(page.all(".callout")[0])), normal("Vairs netiek lietots."));
    for words in ["Koordinē ar konkrētu pakalpojumu saistītās", "Resursa lietotājs", "N10-1"] {
        assert!(after.text("uzdevumi/pu2-10.html").contains(words), "{words}");
    }
    let entries = |built: &Built| -> Vec<Json> {
        let all = list(&built.data["entries"]).iter().cloned();
        let unmarked = all.map(|mut entry| {
            if entry["id"] == "PU2-10" {
                entry["status"] = "published".into();
            }
            entry
        });
        unmarked.collect()
    };
    assert_eq!(entries(before), entries(after));
    assert_eq!(after.entry("PU2-10")["status"], "retired");
}

#[test]
fn what_is_retired_is_not_counted() {
    let (before, after) = (crate::source::first_edition(), without_the_task());
    let says = |built: &Built, words: &str| -> Vec<String> {
        let pages = built.pages().filter(|page| built.text(page.path).contains(words));
        pages.map(|page| page.path.to_owned()).collect()
    };
    assert!(says(before, "no 32 uzdevumiem").len() > 10);
    assert_eq!(says(after, "no 32 uzdevumiem"), Vec::<String>::new());
    assert!(says(after, "no 31 uzdevum").len() > 10);
}

/// Views of every type that has a place for controls or people.
const VIEWS: &str = r#"
[[views]]
id = "map"
type = "map"
path = "map"
kind = "control"
band = "level"
relations = ["near"]
title = "Map"

[[views]]
id = "chart"
type = "chart"
path = "chart"
kind = "control"
row = "level"
relation = "near"
title = "Chart"

[[views]]
id = "grid"
type = "grid"
path = "grid"
rows = "family"
columns = "person"
cells = "control"
row_relation = "family"
column_relation = "owners"
title = "Grid"

[[views]]
id = "matrix"
type = "matrix"
path = "matrix"
rows = "control"
columns = "person"
relation = "owners"
cell = "part"
title = "Matrix"
filters = { rows = ["level", "owners"], columns = ["entry"] }

[[views]]
id = "picker"
type = "picker"
path = "picker"
kind = "person"
inverse = "owns"
with = ["owners", "near"]
title = "Picker"

[[views]]
id = "book"
type = "handbook"
path = "book"
kind = "person"
source = "control"
assigns = "owners"
needs = ["near"]
duty = { one = "{count} duty", other = "{count} duties" }
checklist = { title = "Checklist" }
title = "Book"

[[views]]
id = "coverage"
type = "coverage"
path = "coverage"
kind = "control"
title = "Coverage"

[[views]]
id = "all"
type = "a-z"
path = "all"
title = "All"

[[views]]
id = "index"
type = "index"
path = "index-of-controls"
kinds = ["control"]
group_by = "owners"
title = "Index"
"#;

fn site() -> Site {
    let near = "[[kinds.relations]]\nid = \"near\"\nto = [\"control\"]\nlabel = \"Near\"\nsymmetric = true\n\n[[kinds]]\nid = \"person\"";
    let sections = "[[kinds.sections]]\nid = \"pictures\"\ntitle = \"Pictures\"\nshow = [{ view = \"map\" }, { view = \"chart\" }]\n\n";
    let model = MODEL
        .replace("[[kinds]]\nid = \"person\"", near)
        .replace("[[kinds]]\nid = \"person\"", &format!("{sections}[[kinds]]\nid = \"person\""));
    let front = |rest: &str| {
        format!(
            "level = \"low\"\n{rest}\nowners = [{{ person = \"anna\", part = \"A\", work = \"- Works\" }}, {{ person = \"bert\", part = \"C\" }}]"
        )
    };
    Site::new()
        .file("content/model.toml", format!("{model}{VIEWS}"))
        .file(
            "content/person.toml",
            "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n[[entries]]\nid = \"bert\"\ntitle = \"Bert\"\n[[entries]]\nid = \"cecil\"\ntitle = \"Cecil\"\n",
        )
        .control("F1-1", &front("near = [\"F1-3\"]"), "")
        .control("F1-2", &front("near = [\"F1-1\"]"), "\nAfter [[F1-1]].\n")
        .control("F1-3", &front(""), "\nAfter F1-2.\n")
}

#[test]
fn no_view_list_or_pager_shows_it_and_references_are_marked() {
    let site = site();
    let before = linking(&Built::of(site.root()), "controls/f1-2.html");
    assert!(before.len() > 12, "{before:?}");
    assert_eq!(site.run(&["retire", "F1-2"]).code, 0);
    // F1-3 has a text that names it; F1-1, which it names itself, says nothing of it.
    let built = Built::of(site.root());
    assert_eq!(linking(&built, "controls/f1-2.html"), ["controls/f1-3.html"]);
    let page = built.text("controls/f1-3.html");
    assert!(page.contains("<a href=\"../controls/f1-2.html\" class=\"ref retired\">F1-2</a>"), "{page}");
    let pager = |path: &str| -> Vec<String> {
        let page = built.page(path);
        page.all(".pager a").into_iter().filter_map(|a| a.attr("href")).map(str::to_owned).collect()
    };
    assert_eq!(pager("controls/f1-1.html"), ["../controls/f1-3.html"]);
    assert_eq!(pager("controls/f1-3.html"), ["../controls/f1-1.html"]);
    let own = built.page("controls/f1-2.html");
    let boxes: Vec<String> = own.all(".boxes .box").into_iter().map(|b| normal(&visible(b))).collect();
    assert_eq!(boxes.len(), 3, "its own page shows its own place: {boxes:?}");
    // The chart of F1-3 does not show it, and the one of F1-2 shows what it names.
    assert_eq!(own.all("[id='near--f1-1']").len(), 1);
}

#[test]
fn what_an_entry_in_use_names_stands_on_its_page_alone() {
    let site = site();
    assert_eq!(site.run(&["retire", "F1-3"]).code, 0);
    let built = Built::of(site.root());
    assert_eq!(linking(&built, "controls/f1-3.html"), ["controls/f1-1.html"]);
    let page = built.page("controls/f1-1.html");
    let marked = page.all(".boxes a[href='../controls/f1-3.html'] .tag");
    assert_eq!(normal(&visible(marked[0])), normal("No longer used"));
    let site = self::site();
    assert_eq!(site.run(&["retire", "bert"]).code, 0);
    let built = Built::of(site.root());
    let pages = linking(&built, "people/bert.html");
    assert_eq!(pages, ["controls/f1-1.html", "controls/f1-2.html", "controls/f1-3.html"]);
    let first = built.page("controls/f1-1.html");
    let link = first.all("a[href='../people/bert.html']");
    assert!(visible(link[0]).contains("No longer used"));
    assert!(built.text("book.html").contains("Anna") && !built.text("book.html").contains("Bert"));
    assert!(!built.text("matrix.csv").contains("Bert"));
    assert!(
        built.files.contains_key("people/bert/checklist.html")
            || built.files.keys().any(|path| path.contains("bert") && path != "people/bert.html")
    );
}

#[test]
fn a_section_that_held_nothing_else_keeps_its_anchor() {
    let site = Site::new()
        .file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nedition = \"1\"\n")
        .control("F1-1", "owners = [\"anna\"]", "")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nSee [[anna#owns]].\n");
    assert_eq!(site.run(&["ledger"]).code, 0);
    assert_eq!(site.run(&["retire", "F1-1"]).code, 0);
    assert_eq!(site.codes(), [], "{}", site.told());
    let built = Built::of(site.root());
    let page = built.page("people/anna.html");
    let section = normal(&visible(page.with_id("owns").expect("the section stays")));
    assert!(section.contains(&normal("There is nothing in this section yet.")), "{section}");
}

#[test]
fn what_is_named_beside_a_row_stands_on_the_page_that_names_it_alone() {
    let deputy = "[[kinds.relations.qualifiers]]\nid = \"deputy\"\ntype = \"relation\"\nto = [\"person\"]\nlabel = \"Deputy\"\n\n\
                  [[kinds.relations.qualifiers]]\nid = \"work\"";
    let model = MODEL.replace("[[kinds.relations.qualifiers]]\nid = \"work\"", deputy);
    let columns = "[[kinds.sections]]\nid = \"owned\"\ntitle = \"Owned\"\n\
                   show = [{ inverse = \"owns\", as = \"table\", columns = [\"entry\", \"deputy\"] }]\n";
    let lists = format!("{model}{}", VIEWS.replace("needs = [\"near\"]\n", "").replace(", \"near\"", ""));
    let lists = lists.replace("relations = [\"near\"]\n", "").replace("relation = \"near\"\n", "");
    for model in [lists, format!("{model}{columns}")] {
        let front = "owners = [{ person = \"anna\", deputy = \"bert\", work = \"- Works\" }]";
        let people = ["anna", "bert"].map(|id| format!("[[entries]]\nid = \"{id}\"\ntitle = \"{id}\"\n"));
        let site = Site::new()
            .file("content/model.toml", model)
            .file("content/person.toml", people.concat())
            .control("F1-1", front, "");
        let before = linking(&Built::of(site.root()), "people/bert.html");
        assert!(before.contains(&"people/anna.html".to_owned()), "{before:?}");
        assert_eq!(site.run(&["retire", "bert"]).code, 0);
        assert_eq!(site.codes()[0].0, "reference-to-retired");
        let built = Built::of(site.root());
        assert_eq!(linking(&built, "people/bert.html"), ["controls/f1-1.html"]);
        let page = built.page("controls/f1-1.html");
        assert!(visible(page.all("a[href='../people/bert.html']")[0]).contains("No longer used"));
    }
}

/// What a stub shows because of others, in each way that a section can.
#[test]
fn a_stub_keeps_the_anchors_of_what_only_the_retired_said() {
    let near =
        "[[kinds.relations]]\nid = \"near\"\nto = [\"control\"]\nlabel = \"Near\"\nsymmetric = true\n\n";
    let of_controls = [("around", "{ relation = \"near\" }"), ("drawn", "{ view = \"chart\" }")];
    let section = |(id, show): (&str, &str)| {
        format!("[[kinds.sections]]\nid = \"{id}\"\ntitle = \"{id}\"\nshow = [{show}]\n\n")
    };
    let of_controls = of_controls.map(section).concat();
    let person = format!("{near}{of_controls}[[kinds]]\nid = \"person\"");
    let of_people = [
        ("owned", "{ inverse = \"owns\" }"),
        ("beside", "{ relation = \"family\", via = \"owns\" }"),
        ("book", "{ view = \"book\" }"),
    ]
    .map(section);
    let book = "[[views]]\nid = \"book\"\ntype = \"handbook\"\npath = \"book\"\nkind = \"person\"\nsource = \"control\"\n\
                assigns = \"owners\"\nduty = { one = \"{count} duty\", other = \"{count} duties\" }\ntitle = \"Book\"\n\n\
                [[views]]\nid = \"chart\"\ntype = \"chart\"\npath = \"chart\"\nkind = \"control\"\nrow = \"level\"\nrelation = \"near\"\ntitle = \"Chart\"\n";
    let model = MODEL.replace("[[kinds]]\nid = \"person\"", &person) + &of_people.concat() + book;
    let site = Site::new()
        .file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nedition = \"1\"\n")
        .file("content/model.toml", model)
        .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\nstatus = \"stub\"\n")
        .file(
            "content/pages/about.md",
            "+++\ntitle = \"About\"\n+++\nSee [[anna#owned]], [[F1-2#around]], [[F1-2#drawn]].\n",
        )
        .control("F1-1", "owners = [{ person = \"anna\", work = \"- Works\" }]\nnear = [\"F1-2\"]", "")
        .control("F1-2", "status = \"stub\"", "");
    assert_eq!(site.run(&["ledger"]).code, 0);
    let ledger = std::fs::read_to_string(site.path("content/addresses.txt")).expect("the ledger");
    for line in ["people/anna.html\t1\t#beside #book #owned\n", "controls/f1-2.html\t1\t#around #drawn\n"] {
        assert!(ledger.contains(line), "{line}: {ledger}");
    }
    assert_eq!(site.run(&["retire", "F1-1"]).code, 0);
    assert_eq!(site.codes(), [], "{}", site.told());
    let built = Built::of(site.root());
    for (page, ids) in
        [("people/anna.html", &["owned", "beside", "book"][..]), ("controls/f1-2.html", &["around", "drawn"])]
    {
        let page = built.page(page);
        for id in ids {
            let section = normal(&visible(page.with_id(id).expect("the section stays")));
            assert!(section.contains(&normal("There is nothing in this section yet.")), "{id}: {section}");
        }
    }
    // What nobody has said anything of shows nothing still.
    let none = site.control("F1-3", "status = \"stub\"", "");
    assert!(Built::of(none.root()).page("controls/f1-3.html").with_id("around").is_none());
}

#[test]
fn no_anchor_of_the_first_edition_is_lost_by_retiring() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source/site"), folder.path());
    assert_eq!(norade(folder.path(), &["ledger"]).code, 0);
    let lost = || {
        let run = norade(folder.path(), &["check", "--format", "json"]);
        let report: Json = serde_json::from_str(&run.stdout).expect("a JSON report");
        let told = list(&report["diagnostics"]).iter().filter(|told| text(&told["code"]).ends_with("-lost"));
        told.map(|told| text(&told["message"]).to_owned()).collect::<Vec<_>>()
    };
    for id in ["PU2-10", "N4", "N4-1", "resursa-saimnieks", "pakalpojums", "komunikacija-un-sadarbiba", "PU2"]
    {
        assert_eq!(norade(folder.path(), &["retire", id]).code, 0, "{id}");
        assert_eq!(lost(), [""; 0], "{id}");
    }
}
