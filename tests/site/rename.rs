//! `norade rename`: an ID changes wherever it stands, and nothing else does.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::fmt;
use crate::support::{MODEL, Site};

/// A site that names F1-2 and anna in every way there is.
fn site() -> Site {
    let model = format!(
        "{MODEL}\n[[kinds.relations]]\nid = \"friend\"\nto = [\"person\"]\nlabel = \"Friend\"\nmax = 1\n\
         [[views]]\nid = \"map\"\ntype = \"map\"\npath = \"map\"\nkind = \"control\"\nband = \"owners\"\n\
         bands = ['anna', \"bert\"]\ntitle = \"Map\"\n\
         intro = {{ en = \"Starts with [[F1-2]].\", lv = \"Sākas ar [[F1-2]] un \\\"F1-2\\\".\" }}\n"
    );
    let front = "# Who does it.\nnote = \"\"\"\nSee F1-2, \\\"f1–2\\\" and [the \\u0101](F1-2.md#owners--anna--a).\n\"\"\"\n\
                 [[owners]]   # kept\nperson = \"anna\"\npart = \"A\"  # this too\n\n[[owners]]\nperson = 'anna'\n";
    let body = "\n[[F1-2]], [[F1-2|two]], [[ f1-2 #owners--anna--a]], F1-1–F1-2 and `F1-2`.\n\n\
                | a | b |\n|---|---|\n| [[F1-2\\|x]] | F1-2 |\n\n\
                [Two][two], [again](../control/F1-2.md \"F1-2\"), [![F1-2](../assets/F1-2.png)](F1-2.md), [here](#owners--anna--a).\n\n\
                [two]: F1-2.md#owners--anna\n";
    Site::new()
        .file("content/model.toml", model)
        .file(
            "content/person.toml",
            "# All of them.\n[[entries]]\nid = \"anna\" # first\ntitle = \"Anna\"\n\n[[entries]]\nid = \"bert\"\ntitle = \"Bert\"\nfriend = \"anna\"",
        )
        .file("site.toml", "title = \"Test\"\nlanguage = \"en\"\n\n[budget]\npages = [\"F1-2\", \"controls/f1-2.html\", \"people/anna.html\"]\n")
        .file("content/assets/F1-2.png", "no picture")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n\n[Two](../control/F1-2.md) and F1-22, xF1-2.\n")
        .control("F1-1", front, body)
        .control("F1-2", front, "")
}

/// Everything below `content`, and `site.toml`.
fn files(site: &Site) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for folder in ["content", "site.toml"] {
        for entry in walkdir::WalkDir::new(site.path(folder)) {
            let entry = entry.expect("it can be listed");
            if entry.file_type().is_file() {
                let path =
                    entry.path().strip_prefix(site.root()).expect("below").to_string_lossy().into_owned();
                files.insert(path, std::fs::read_to_string(entry.path()).expect("a text"));
            }
        }
    }
    files
}

#[track_caller]
fn done(site: &Site, arguments: &[&str]) -> crate::support::Run {
    let run = site.run(arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn every_reference_follows_and_nothing_else_changes() {
    let site = site();
    assert_eq!(site.codes(), [("unknown-code".to_owned(), "content/pages/about.md:5:31".to_owned())]);
    let shown = done(&site, &["rename", "F1-2", "F1-7", "--dry-run"]);
    insta::assert_snapshot!(shown.stdout, @r#"
    diff --git a/content/control/F1-1.md b/content/control/F1-1.md
    --- a/content/control/F1-1.md
    +++ b/content/control/F1-1.md
    @@ -3,7 +3,7 @@
     title = "Control F1-1"
     # Who does it.
     note = """
    -See F1-2, \"f1–2\" and [the \u0101](F1-2.md#owners--anna--a).
    +See F1-7, \"F1-7\" and [the \u0101](F1-7.md#owners--anna--a).
     """
     [[owners]]   # kept
     person = "anna"
    @@ -14,12 +14,12 @@
     
     +++
     
    -[[F1-2]], [[F1-2|two]], [[ f1-2 #owners--anna--a]], F1-1–F1-2 and `F1-2`.
    +[[F1-7]], [[F1-7|two]], [[ F1-7 #owners--anna--a]], F1-1–F1-7 and `F1-2`.
     
     | a | b |
     |---|---|
    -| [[F1-2\|x]] | F1-2 |
    +| [[F1-7\|x]] | F1-7 |
     
    -[Two][two], [again](../control/F1-2.md "F1-2"), [![F1-2](../assets/F1-2.png)](F1-2.md), [here](#owners--anna--a).
    +[Two][two], [again](../control/F1-7.md "F1-2"), [![F1-2](../assets/F1-2.png)](F1-7.md), [here](#owners--anna--a).
     
    -[two]: F1-2.md#owners--anna
    +[two]: F1-7.md#owners--anna
    diff --git a/content/control/F1-2.md b/content/control/F1-7.md
    rename from content/control/F1-2.md
    rename to content/control/F1-7.md
    --- a/content/control/F1-2.md
    +++ b/content/control/F1-7.md
    @@ -1,9 +1,10 @@
     +++
    -id = "F1-2"
    +id = "F1-7"
     title = "Control F1-2"
    +aliases = ["F1-2"]
     # Who does it.
     note = """
    -See F1-2, \"f1–2\" and [the \u0101](F1-2.md#owners--anna--a).
    +See F1-7, \"F1-7\" and [the \u0101](F1-7.md#owners--anna--a).
     """
     [[owners]]   # kept
     person = "anna"
    diff --git a/content/model.toml b/content/model.toml
    --- a/content/model.toml
    +++ b/content/model.toml
    @@ -83,4 +83,4 @@
     band = "owners"
     bands = ['anna', "bert"]
     title = "Map"
    -intro = { en = "Starts with [[F1-2]].", lv = "Sākas ar [[F1-2]] un \"F1-2\"." }
    +intro = { en = "Starts with [[F1-7]].", lv = "Sākas ar [[F1-7]] un \"F1-7\"." }
    diff --git a/content/pages/about.md b/content/pages/about.md
    --- a/content/pages/about.md
    +++ b/content/pages/about.md
    @@ -2,4 +2,4 @@
     title = "About"
     +++
     
    -[Two](../control/F1-2.md) and F1-22, xF1-2.
    +[Two](../control/F1-7.md) and F1-22, xF1-2.
    diff --git a/site.toml b/site.toml
    --- a/site.toml
    +++ b/site.toml
    @@ -2,4 +2,4 @@
     language = "en"
     
     [budget]
    -pages = ["F1-2", "controls/f1-2.html", "people/anna.html"]
    +pages = ["F1-7", "controls/f1-7.html", "people/anna.html"]
    "#);
}

#[test]
fn a_change_that_would_bring_in_an_error_is_refused() {
    let site = site();
    let before = files(&site);
    let run = site.run(&["rename", "F1-2", "F9-2"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stderr, @r#"
    error[unknown-id]: unknown ID `F9`
     --> content/control/F9-2.md:2:6
      |
    2 | id = "F9-2"
      |      ^^^^^^ no entry has this ID
      |
      = help: did you mean `F1`?

    1 error; the change would bring this in; nothing was changed
    "#);
    assert_eq!(files(&site), before);
}

#[test]
fn there_and_back_changes_the_alias_alone() {
    let site = site();
    for (old, new) in [("F1-2", "F1-77"), ("anna", "anna-maria")] {
        let before = files(&site);
        done(&site, &["rename", old, new]);
        assert!(site.codes().len() <= 1, "{}", site.told());
        assert_ne!(files(&site), before);
        done(&site, &["rename", new, old]);
        let line = format!("aliases = [\"{new}\"]\n");
        let without: BTreeMap<String, String> =
            files(&site).into_iter().map(|(path, text)| (path, text.replacen(&line, "", 1))).collect();
        // Letter case, dashes and quotation marks of what is written anew are those of the command.
        let before: BTreeMap<String, String> = before
            .iter()
            .map(|(path, text)| {
                let text =
                    text.replace("f1–2", "F1-2").replace(" f1-2 ", " F1-2 ").replace("'anna'", "\"anna\"");
                (path.clone(), text)
            })
            .collect();
        let mut without: BTreeMap<String, String> = without
            .into_iter()
            .map(|(path, text)| {
                (path, text.replace("f1–2", "F1-2").replace(" f1-2 ", " F1-2 ").replace("'anna'", "\"anna\""))
            })
            .collect();
        for (path, text) in &before {
            assert_eq!(without.remove(path).as_deref(), Some(text.as_str()), "{path}");
        }
        assert!(without.is_empty(), "{without:?}");
    }
}

#[test]
fn a_renamed_entry_is_found_at_its_old_address_and_by_its_old_id() {
    let site = site();
    done(&site, &["rename", "F1-2", "F1-3"]);
    done(&site, &["rename", "f1–3", "F1-4"]);
    let text = std::fs::read_to_string(site.path("content/control/F1-4.md")).expect("the file has moved");
    assert!(text.contains("aliases = [\"F1-2\", \"F1-3\"]\n"), "{text}");
    assert!(!site.path("content/control/F1-2.md").exists());
    site.write(
        "content/pages/old.md",
        "+++\ntitle = \"Old\"\n+++\n\n[[F1-2]], F1-3, [x](../control/F1-3.md).\n",
    );
    let page = site.build().page("old.html");
    assert_eq!(page.matches("href=\"controls/f1-4.html\"").count(), 3, "{page}");
    let former = site.page("controls/f1-2.html");
    assert!(former.contains("content=\"0; url=../controls/f1-4.html\""), "{former}");
}

#[test]
fn the_case_of_letters_can_change() {
    let site = Site::new().file("content/person.toml", "[[entries]]\nid = \"Anna\"\ntitle = \"Anna\"\n");
    done(&site, &["rename", "anna", "ANNA"]);
    let text = std::fs::read_to_string(site.path("content/person.toml")).expect("the list");
    assert_eq!(text, "[[entries]]\nid = \"ANNA\"\ntitle = \"Anna\"\n");
}

#[test]
fn line_ends_and_inline_tables_stay_as_they_are() {
    let site = Site::new()
        .file("content/person.toml", "\u{FEFF}entries = [{ id = \"anna\", title = \"Anna\" }]\r\n# end")
        .control("F1-1", "owners = [\"anna\"]\r", "\r\nText of [[anna]].\r\n");
    done(&site, &["rename", "anna", "beate"]);
    let read = |path: &str| std::fs::read_to_string(site.path(path)).expect("a text");
    let list = "\u{FEFF}entries = [{ id = \"beate\", title = \"Anna\", aliases = [\"anna\"] }]\r\n# end";
    assert_eq!(read("content/person.toml"), list);
    assert!(read("content/control/F1-1.md").ends_with("\r\nText of [[beate]].\r\n"));
}

#[test]
fn what_cannot_be_is_refused() {
    let site = site().file("content/control/F1-3.md", "+++\ntitle = \"Three\"\naliases = [\"F1-30\"]\n+++\n");
    let before = files(&site);
    let told = |old: &str, new: &str| {
        let run = site.run(&["rename", old, new]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        run.stderr
    };
    let expected = [
        (("F1-5", "F1-6"), "no entry has the ID `F1-5`; did you mean `F1-1`?"),
        (("F1-30", "F1-6"), "`F1-30` is a former ID: the entry is called `F1-3` now"),
        (("F1-1", "F1-2"), "the ID `F1-2` is taken, in content/control/F1-2.md"),
        (
            ("F1-1", "f1–30"),
            "`f1–30` cannot be an ID: letters without marks, digits, single hyphens and full stops, at most 80",
        ),
        (("F1-1", "F1-30"), "`F1-30` is a former ID of `F1-3`, in content/control/F1-3.md: it stays with it"),
        (
            ("F1-1", "one"),
            "`one` cannot be the ID of a `control`: it does not fit the pattern `F[1-9]-[1-9][0-9]*`",
        ),
        (
            ("F1-1", "../x"),
            "`../x` cannot be an ID: letters without marks, digits, single hyphens and full stops, at most 80",
        ),
        (("F1-1", "F1-1"), "`F1-1` is its ID already"),
    ];
    for ((old, new), expected) in expected {
        assert_eq!(told(old, new), format!("error: {expected}\n"));
    }
    assert_eq!(files(&site), before);
    site.write("content/control/F1-4.md", "+++\ntitle = “Four”\n+++\n");
    let run = site.run(&["rename", "F1-1", "F1-9"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[curly-quotes]"), "{}", run.stderr);
    assert!(run.stderr.contains("files that cannot be read cannot be edited"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_outside_of_the_site_is_not_edited() {
    let (site, outside) = (site(), tempfile::tempdir().expect("a folder"));
    let list = outside.path().join("person.toml");
    std::fs::rename(site.path("content/person.toml"), &list).expect("it is moved");
    std::os::unix::fs::symlink(&list, site.path("content/person.toml")).expect("a link");
    let before = std::fs::read_to_string(&list).expect("a text");
    let run = site.run(&["rename", "F1-2", "F1-7"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[outside-link]"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(&list).expect("a text"), before);
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_site_stays_one() {
    let site = site();
    std::fs::rename(site.path("content/person.toml"), site.path("content/.people")).expect("it is moved");
    std::os::unix::fs::symlink(".people", site.path("content/person.toml")).expect("a link");
    done(&site, &["rename", "anna", "beate"]);
    assert!(site.path("content/person.toml").symlink_metadata().expect("it is there").is_symlink());
    let text = std::fs::read_to_string(site.path("content/.people")).expect("a text");
    assert!(text.contains("id = \"beate\" # first\n"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever a text says of an entry, it says it of the renamed one, and of the old one again when that is undone.
    #[test]
    fn any_text_follows_there_and_back(body in fmt::prose(false)) {
        let site = Site::new()
            .file("content/control/F1-1.md", "+++\ntitle = \"One\"\naliases = [\"F1-9\"]\n+++\n")
            .file("content/control/F1-99.md", format!("+++\ntitle = \"Last\"\n+++\n\n{body}"));
        prop_assume!(site.check().code == 0);
        let page = || {
            let said = fmt::said(&site);
            let (_, page) = said.into_iter().find(|(path, _)| path.ends_with("f1-99.html")).expect("the page");
            // A heading that names it has its anchor of the ID.
            page.replace("F1-9", "F1-1").replace("f1-9", "f1-1")
        };
        let all = || files(&site).into_values().collect::<String>();
        let plain = || all().replace('–', "-").replace(['\u{AD}', '\u{200B}'], "");
        let (page_before, before) = (page(), plain());
        for (old, new) in [("F1-1", "F1-9"), ("F1-9", "F1-1")] {
            done(&site, &["rename", old, new]);
            prop_assert_eq!(&page(), &page_before);
        }
        prop_assert_eq!(plain(), before);
    }
}
