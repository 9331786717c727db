//! The ledger of addresses: what was published does not stop being found.

use std::collections::BTreeSet;
use std::path::Path;

use crate::built::{Built, copy, list};
use crate::support::{MODEL, Site, norade};

fn site() -> Site {
    Site::new()
        .file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nedition = \"1\"\n")
        .control("F1-1", "owners = [{ person = \"anna\", part = \"A\" }]", "\n## First way\n\nText.\n")
        .control("F1-2", "", "\n## Way\n")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n## Why\n")
}

fn recorded() -> Site {
    let site = site();
    let run = site.run(&["ledger"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

fn ledger(site: &Site) -> String {
    std::fs::read_to_string(site.path("content/addresses.txt")).expect("the ledger")
}

#[test]
fn every_page_and_anchor_is_written_down_with_its_edition() {
    let site = recorded();
    let first = ledger(&site);
    let expected = "controls/f1-1.html\t1\t#first-way #owners--anna--a\n";
    for line in [expected, "about.html\t1\t#why\n", "dati/norade.json\t1\n", "people/anna.html\t1\t#owns\n"] {
        assert!(first.contains(line), "{line}: {first}");
    }
    assert!(!first.contains("theme/"), "{first}");
    // The same site adds nothing; what a later edition adds has its name.
    let again = site.run(&["ledger"]);
    assert!(again.stderr.contains(": 0 new addresses and anchors of edition 1"), "{}", again.stderr);
    assert_eq!(ledger(&site), first);
    let site = site
        .file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nedition = \"2\"\n")
        .control("F1-3", "", "")
        .control("F1-2", "", "\n## Way\n\n## Other way\n");
    assert_eq!(site.run(&["ledger"]).code, 0);
    let second = ledger(&site);
    for line in
        ["controls/f1-2.html\t1\t#way\ncontrols/f1-2.html\t2\t#other-way\n", "controls/f1-3.html\t2\n"]
    {
        assert!(second.contains(line), "{line}: {second}");
    }
    assert_eq!(site.codes(), []);
}

#[test]
fn without_an_edition_nothing_is_written() {
    let site = Site::new();
    let run = site.run(&["ledger"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "error: site.toml names no `edition`, under which addresses are written down\n")
    );
    assert!(!site.path("content/addresses.txt").exists());
    let broken = site.control("F1-1", "level = 1", "");
    assert_eq!(broken.run(&["ledger"]).code, 1);
}

#[test]
fn a_page_that_would_vanish_is_an_error_until_it_is_led_on() {
    let site = recorded();
    std::fs::rename(site.path("content/control/F1-2.md"), site.path("content/control/F1-9.md"))
        .expect("rename");
    site.write("content/control/F1-9.md", "+++\ntitle = \"Control\"\n+++\n## Way\n");
    let codes = site.codes();
    let lost: Vec<&str> = codes.iter().map(|(code, _)| code.as_str()).collect();
    // The page, and the short address of its code.
    assert_eq!(lost, ["address-lost", "address-lost"], "{codes:?}");
    assert!(codes[0].1.starts_with("content/addresses.txt:"), "{codes:?}");
    assert!(site.told().contains("`controls/f1-2.html` was published and would be gone"), "{}", site.told());
    let hint = "if `F1-9` is what was `F1-2`, write `aliases = [\"F1-2\"]` for it in content/control/F1-9.md; `norade rename`";
    assert_eq!(site.told().matches(hint).count(), 2, "{}", site.told());
    assert_eq!(site.run(&["build"]).code, 1);
    site.write("content/control/F1-9.md", "+++\ntitle = \"Control\"\naliases = [\"F1-2\"]\n+++\n## Way\n");
    // The page leads on; what stood in it is found there by whoever follows.
    assert_eq!(site.codes(), []);
    let site = recorded();
    assert_eq!(site.run(&["retire", "F1-2"]).code, 0);
    assert_eq!(site.codes(), []);
}

/// Renames entries of every kind, in a copy of a site whose addresses are all written down: each file is still there.
fn all_renamed(root: &str, renamed: &[(&str, &str)]) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), folder.path());
    let run = |arguments: &[&str]| {
        let run = norade(folder.path(), arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    };
    run(&["ledger"]);
    let built = Built::of(folder.path());
    let kinds: BTreeSet<&str> =
        list(&built.data["entries"]).iter().filter_map(|entry| entry["kind"].as_str()).collect();
    let named = renamed.iter().filter_map(|(id, _)| built.entry(id)["kind"].as_str());
    assert_eq!(named.collect::<BTreeSet<&str>>(), kinds);
    for (old, new) in renamed {
        run(&["rename", old, new]);
    }
    run(&["check"]);
    let after = Built::of(folder.path());
    let gone = built.files.keys().filter(|path| !after.files.contains_key(*path));
    let gone: Vec<&String> = gone.filter(|path| !path.starts_with("search/")).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn no_address_is_lost_when_an_entry_of_any_kind_is_renamed() {
    let renamed = [("AC", "XC"), ("BK-1", "BK-7"), ("AC-2-1", "AC-2-7")];
    let named = [("quay", "pier"), ("clerks", "scribes"), ("flood", "high-water")];
    all_renamed("tests/models/controls", &[&renamed[..], &named[..]].concat());
}

#[test]
fn a_free_page_under_another_name_is_found_under_the_old_one() {
    let toml = "title = \"Test\"\nlanguage = \"en\"\nedition = \"1\"\n[languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\n";
    let site = site().file("site.toml", toml).control("F1-1", "", "\n[Why](../pages/about.md#why)\n");
    assert_eq!(site.run(&["ledger"]).code, 0);
    std::fs::remove_file(site.path("content/pages/about.md")).expect("remove");
    let page = |front: &str| format!("+++\ntitle = \"All about\"\n{front}\n+++\n## Why\n");
    site.write("content/pages/us/about.md", page("aliases = [\"about\"]"));
    assert_eq!(site.codes(), []);
    site.build();
    let moved = site.page("about.html");
    assert!(moved.contains("url=us/about.html\"") && moved.contains("“about”"), "{moved}");
    assert!(site.page("lv/about.html").contains("url=us/about.html\""));
    assert!(site.page("controls/f1-1.html").contains("href=\"../us/about.html#why\""));
    assert!(site.page("_redirects").contains("/about.html /us/about.html"), "{}", site.page("_redirects"));
    assert!(!site.page("dati/norade.json").contains("\"about.html\""));
    // The home page may have been elsewhere; what is somewhere already stays there.
    let site = site.file("content/pages/index.md", page("aliases = [\"start\", \"index\", \"../x\"]"));
    site.expect(&[("same-url", "content/pages/index.md:3:21"), ("bad-name", "content/pages/index.md:3:30")]);
    let site = site.file("content/pages/index.md", page("aliases = [\"start\"]"));
    assert!(site.build().page("start.html").contains("url=index.html\""));
}

#[test]
fn the_hint_names_what_had_an_address() {
    let site = recorded();
    let lost = |site: &Site, hints: &[(&str, usize)]| {
        let told = site.told();
        for (hint, times) in hints {
            assert_eq!(told.matches(hint).count(), *times, "{hint}: {told}");
        }
    };
    let rename = |from: &str, to: &str| {
        std::fs::rename(site.path(from), site.path(to)).expect("rename");
    };
    rename("content/pages/about.md", "content/pages/us.md");
    lost(
        &site,
        &[("if content/pages/us.md is what was `about.md`, write `aliases = [\"about\"]` into it", 1)],
    );
    // With a second page it may be either.
    site.write("content/pages/them.md", "+++\ntitle = \"Them\"\n+++\n");
    lost(&site, &[("a free page whose file has another name now needs `aliases = [\"about\"]`", 1)]);
    rename("content/pages/us.md", "content/pages/about.md");
    // Two entries that are gone and none that is new; one of a kind without codes.
    std::fs::remove_dir_all(site.path("content/control")).expect("remove");
    site.write("content/person.toml", "[[entries]]\nid = \"berta\"\ntitle = \"Anna\"\n");
    let of = |id: &str| format!("an entry that has another ID now needs `aliases = [\"{id}\"]`");
    let anna = "if `berta` is what was `anna`, write `aliases = [\"anna\"]` for it in content/person.toml";
    lost(&site, &[(&of("F1-1"), 2), (&of("F1-2"), 2), (anna, 1)]);
    let site = recorded().file("content/assets/a.pdf", "");
    assert_eq!(site.run(&["ledger"]).code, 0);
    std::fs::remove_file(site.path("content/assets/a.pdf")).expect("remove");
    lost(&site, &[("what was there has to stay; delete this line", 1)]);
}

#[test]
fn a_blank_checklist_is_found_under_a_former_id() {
    let site = crate::checklist::site();
    let toml = "title = \"Test\"\nlanguage = \"en\"\nedition = \"1\"\n";
    let site = site.file("site.toml", toml);
    assert_eq!(site.run(&["ledger"]).code, 0);
    assert_eq!(site.run(&["rename", "berta", "beata"]).code, 0);
    assert_eq!(site.codes(), []);
    site.build();
    assert_eq!(site.page("lists/berta.csv"), site.page("lists/beata.csv"));
}

#[test]
fn a_change_that_would_lose_an_address_is_refused() {
    // The anchor is made of what the reference reads.
    let site = site().control("F1-2", "", "\n## After [[F1-1]]\n");
    assert_eq!(site.run(&["ledger"]).code, 0);
    let run = site.run(&["rename", "F1-1", "F1-9"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`controls/f1-2.html#after-f1-1` was published"), "{}", run.stderr);
    assert!(site.path("content/control/F1-1.md").exists());
    // What is lost already is in nobody's way.
    let site = site.file("content/addresses.txt", "gone.html\t1\n").control("F1-2", "", "");
    assert_eq!(site.run(&["rename", "F1-1", "F1-9"]).code, 0);
}

#[test]
fn a_row_that_goes_leaves_its_anchor_where_it_was_shown() {
    let person = "[[kinds]]\nid = \"person\"";
    let who = "[[kinds.sections]]\nid = \"who\"\ntitle = \"Who\"\nshow = [{ relation = \"owners\" }]\n\n";
    let model = MODEL.replace(person, &format!("{who}{person}"));
    let site = site().file("content/model.toml", model);
    assert_eq!(site.run(&["ledger"]).code, 0);
    let site = site.control("F1-1", "", "\n## First way\n\nText.\n");
    assert_eq!(site.codes(), []);
    let page = site.build().page("controls/f1-1.html");
    assert!(page.contains("<section id=\"who\"><span id=\"owners--anna--a\"></span>"), "{page}");
    // Of the page of the person a whole section is gone.
    let page = site.page("people/anna.html");
    let main = &page[page.find("<main").expect("the content")..];
    assert!(main[..main.find("<h1").expect("a title")].contains("<span id=\"owns\"></span>"), "{page}");
    // What no anchor can be is nobody's markup.
    let ledger = format!("{}controls/f1-1.html\t2\t#owners--\"><script>\n", ledger(&site));
    let site = site.file("content/addresses.txt", ledger);
    let codes = site.codes();
    assert_eq!(codes.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["anchor-lost"]);
}

#[test]
fn an_anchor_that_would_vanish_is_an_error_until_another_takes_its_place() {
    let site = recorded().control("F1-1", "", "\n## First ways\n\nText.\n");
    let places = |site: &Site| site.codes().into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(places(&site), ["anchor-lost"]);
    let hint = "write `former_anchors.first-way = \"first-ways\"` into the page's file";
    assert!(site.told().contains(hint), "{}", site.told());
    let front = "former_anchors = { first-way = \"first-ways\", owners--anna--a = \"first-ways\" }";
    let site = site.control("F1-1", front, "\n## First ways\n\nText.\n");
    assert_eq!(places(&site), Vec::<String>::new());
    let page = site.build().page("controls/f1-1.html");
    let kept = "<h2 id=\"first-ways\"><span id=\"owners--anna--a\"></span><span id=\"first-way\"></span>First ways</h2>";
    assert!(page.contains(kept), "{page}");
}

#[test]
fn rows_keep_the_anchors_of_former_ids() {
    let site = recorded();
    assert_eq!(site.run(&["rename", "anna", "berta"]).code, 0);
    assert_eq!(site.codes(), []);
    let page = site.build().page("controls/f1-1.html");
    assert!(page.contains("id=\"owners--berta--a\"><span id=\"owners--anna--a\"></span>"), "{page}");
}

#[test]
fn an_anchor_that_has_moved_twice_is_found_from_the_first() {
    let front = "former_anchors = { first-way = \"other-way\", other-way = \"last-way\", owners--anna--a = \"last-way\" }";
    let site = recorded().control("F1-2", "owners = [\"anna\"]", "\n## Way\n");
    let site = site.control("F1-1", front, "\nA `<b id=\"last-way\">` is a text.\n\n## Last way\n");
    assert_eq!(site.codes(), []);
    let page = site.build().page("controls/f1-1.html");
    let heading = "<h2 id=\"last-way\"><span id=\"owners--anna--a\"></span><span id=\"other-way\"></span><span id=\"first-way\"></span>";
    assert!(page.contains(heading), "{page}");
}

#[test]
fn an_edition_is_a_name() {
    let of = |edition: &str| {
        Site::new()
            .file("site.toml", format!("title = \"T\"\nlanguage = \"en\"\nedition = \"{edition}\"\n"))
            .codes()
    };
    let wrong = [("bad-name".to_owned(), "site.toml:3:11".to_owned())];
    assert_eq!((of(""), of("1\\t2")), (wrong.to_vec(), wrong.to_vec()));
}

#[test]
fn a_damaged_ledger_is_reported_by_line() {
    let site = recorded();
    let text = ledger(&site).replace("about.html\t1\t#why", "about.html 1 #why") + "people/anna.html\t1\tx\n";
    let lines = text.lines().count();
    // Spaces more than one are no damage, and places are right behind them.
    let text = text.replace("#first-way #owners--anna--a", "#first-way  #ā");
    site.write("content/addresses.txt", text);
    let told = |line: usize| ("ledger-line".to_owned(), format!("content/addresses.txt:{line}:1"));
    let lost = ("anchor-lost".to_owned(), "content/addresses.txt:5:34".to_owned());
    assert_eq!(site.codes(), [told(3), lost, told(lines)]);
}

/// What the shipped site publishes is found for good, from the first commit that has it.
#[test]
fn the_shipped_ledger_knows_every_address() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root.join("content"), &folder.path().join("content"));
    std::fs::copy(root.join("site.toml"), folder.path().join("site.toml")).expect("copy");
    assert_eq!(norade(folder.path(), &["ledger"]).code, 0);
    let written = |folder: &Path| std::fs::read_to_string(folder.join("content/addresses.txt"));
    let (written, known) = (written(folder.path()).expect("a ledger"), written(root).expect("a ledger"));
    let missing: Vec<&str> = written.lines().filter(|line| !known.contains(line)).collect();
    assert!(missing.is_empty(), "`norade ledger` writes these down: {missing:#?}");
}
