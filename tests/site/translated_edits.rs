//! The commands that change the content, on a site with translations.

use crate::support::Site;

const LANGUAGES: &str = "title = \"Test\"\nlanguage = \"en\"\n\
    [languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\n";

const PAGE: &str = "+++\ntitle = \"About\"\n+++\n[[F1-2]] and [two](../control/F1-2.md), by [[anna]].\n";

/// A site that names F1-2 and anna in translations in every way there is. No text is marked as translated yet.
fn site() -> Site {
    let model = crate::support::MODEL.replace(
        "folder = \"people\"",
        "folder = \"people\"\nfields = [{ id = \"about\", type = \"markdown\", label = \"About\" }]",
    );
    let front = "note = \"See F1-2.\"\nsteps = \"- One\"\n\n[[owners]]\nperson = \"anna\"\npart = \"A\"\nwork = \"- Asks [[F1-2]]\"\n\n\
                 [[owners]]\nperson = \"anna\"\nwork = \"- Works\"";
    let given = "+++\ntitle = \"Pirmā\" # F1-1\nnote = \"Sk. F1–2 un [šo](F1-2.md#owners--anna--a).\"\n\n# Viņas darbs.\n\
                 [owners.\"anna/A\"]\nwork = \"- Jautā [[F1-2|otrajai]]\"\n\n[owners]\nanna.work = \"- Strādā\"\n\n[original]\n\
                 title = \"00000000\"\n+++\n\nTeksts: [[F1-2]] un [šeit](#owners--anna--a).\n";
    Site::new()
        .file("site.toml", LANGUAGES)
        .file("content/model.toml", model)
        .file(
            "content/person.toml",
            "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\nabout = \"Owns [[F1-2]], is [[anna]].\"\n",
        )
        .file(
            "content/person.lv.toml",
            "# Cilvēki.\n[[entries]]\nid = \"anna\" # pirmā\nabout = \"Viņai ir [[F1-2]].\"\n",
        )
        .file("content/pages/about.md", PAGE)
        .file("content/pages/about.lv.md", PAGE.replace("and", "un").replace(", by", ", ko veic"))
        .control("F1-1", front, "\nText: [[F1-2]].\n")
        .file("content/control/F1-1.lv.md", given)
        .control("F1-2", "note = \"Second.\"\nowners = [{ person = \"anna\", part = \"A\" }]", "")
        .file("content/control/F1-2.lv.md", "+++\nnote = \"Otrā, [[F1-2]].\"\n+++\n")
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What `check --translations` tells of a code: the file and the place, and the line to write.
fn told(site: &Site, code: &str) -> Vec<(String, String)> {
    let run = site.run(&["check", "--translations", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let all = document["diagnostics"].as_array().expect("a list").iter();
    let text = |d: &serde_json::Value, key: &str| d[key].as_str().unwrap_or_default().to_owned();
    all.filter(|d| d["code"] == code).map(|d| (text(d, "file"), text(d, "hint"))).collect()
}

/// Marks every text of a translation as translated.
fn mark(site: &Site) {
    for (file, hint) in told(site, "translation-unmarked") {
        let line = hint.split('`').nth(1).expect("the line to write");
        let text = read(site, &file);
        let text = match (text.find("[original]\n"), text.ends_with(".toml")) {
            (Some(at), _) => {
                let at = at + "[original]\n".len();
                format!("{}{line}\n{}", &text[..at], &text[at..])
            }
            (None, _) if file.ends_with(".toml") => format!("{text}[entries.original]\n{line}\n"),
            (None, _) => {
                let at = text.rfind("+++\n").expect("a front matter");
                format!("{}[original]\n{line}\n{}", &text[..at], &text[at..])
            }
        };
        site.write(&file, text);
    }
    assert_eq!(told(site, "translation-unmarked"), []);
}

#[track_caller]
fn done(site: &Site, arguments: &[&str]) -> crate::support::Run {
    let run = site.run(arguments);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

/// The translation diagnostics that tell of something lost, and the one title that was stale before.
#[track_caller]
fn is_kept(site: &Site) {
    assert_eq!(site.codes(), [], "{}", site.told());
    assert_eq!(told(site, "translation-stale").len(), 1);
    assert_eq!(told(site, "translation-unmarked"), []);
    assert_eq!(told(site, "translation-of-nothing"), []);
}

#[test]
fn translations_follow_a_rename() {
    let site = site();
    mark(&site);
    is_kept(&site);
    let shown = done(&site, &["rename", "F1-2", "F1-7", "--dry-run"]);
    insta::assert_snapshot!(shown.stdout, @r#"
    diff --git a/content/control/F1-1.lv.md b/content/control/F1-1.lv.md
    --- a/content/control/F1-1.lv.md
    +++ b/content/control/F1-1.lv.md
    @@ -1,20 +1,20 @@
     +++
     title = "Pirmā" # F1-1
    -note = "Sk. F1–2 un [šo](F1-2.md#owners--anna--a)."
    +note = "Sk. F1-7 un [šo](F1-7.md#owners--anna--a)."
     
     # Viņas darbs.
     [owners."anna/A"]
    -work = "- Jautā [[F1-2|otrajai]]"
    +work = "- Jautā [[F1-7|otrajai]]"
     
     [owners]
     anna.work = "- Strādā"
     
     [original]
    -"body" = "d5916cf4"
    +"body" = "e45e041d"
     "owners/anna/work" = "64aa9b6d"
    -"owners/anna/A/work" = "d589c299"
    -"note" = "c21bb7f1"
    +"owners/anna/A/work" = "9397bb2b"
    +"note" = "c79e58fe"
     title = "00000000"
     +++
     
    -Teksts: [[F1-2]] un [šeit](#owners--anna--a).
    +Teksts: [[F1-7]] un [šeit](#owners--anna--a).
    diff --git a/content/control/F1-1.md b/content/control/F1-1.md
    --- a/content/control/F1-1.md
    +++ b/content/control/F1-1.md
    @@ -1,17 +1,17 @@
     +++
     id = "F1-1"
     title = "Control F1-1"
    -note = "See F1-2."
    +note = "See F1-7."
     steps = "- One"
     
     [[owners]]
     person = "anna"
     part = "A"
    -work = "- Asks [[F1-2]]"
    +work = "- Asks [[F1-7]]"
     
     [[owners]]
     person = "anna"
     work = "- Works"
     +++
     
    -Text: [[F1-2]].
    +Text: [[F1-7]].
    diff --git a/content/control/F1-2.lv.md b/content/control/F1-7.lv.md
    rename from content/control/F1-2.lv.md
    rename to content/control/F1-7.lv.md
    --- a/content/control/F1-2.lv.md
    +++ b/content/control/F1-7.lv.md
    @@ -1,5 +1,5 @@
     +++
    -note = "Otrā, [[F1-2]]."
    +note = "Otrā, [[F1-7]]."
     [original]
     "note" = "9f7bbeba"
     +++
    diff --git a/content/control/F1-2.md b/content/control/F1-7.md
    rename from content/control/F1-2.md
    rename to content/control/F1-7.md
    --- a/content/control/F1-2.md
    +++ b/content/control/F1-7.md
    @@ -1,6 +1,7 @@
     +++
    -id = "F1-2"
    +id = "F1-7"
     title = "Control F1-2"
    +aliases = ["F1-2"]
     note = "Second."
     owners = [{ person = "anna", part = "A" }]
     +++
    diff --git a/content/pages/about.lv.md b/content/pages/about.lv.md
    --- a/content/pages/about.lv.md
    +++ b/content/pages/about.lv.md
    @@ -1,7 +1,7 @@
     +++
     title = "About"
     [original]
    -"body" = "e847b015"
    +"body" = "e1ae1288"
     "title" = "5439487d"
     +++
    -[[F1-2]] un [two](../control/F1-2.md), ko veic [[anna]].
    +[[F1-7]] un [two](../control/F1-7.md), ko veic [[anna]].
    diff --git a/content/pages/about.md b/content/pages/about.md
    --- a/content/pages/about.md
    +++ b/content/pages/about.md
    @@ -1,4 +1,4 @@
     +++
     title = "About"
     +++
    -[[F1-2]] and [two](../control/F1-2.md), by [[anna]].
    +[[F1-7]] and [two](../control/F1-7.md), by [[anna]].
    diff --git a/content/person.lv.toml b/content/person.lv.toml
    --- a/content/person.lv.toml
    +++ b/content/person.lv.toml
    @@ -1,6 +1,6 @@
     # Cilvēki.
     [[entries]]
     id = "anna" # pirmā
    -about = "Viņai ir [[F1-2]]."
    +about = "Viņai ir [[F1-7]]."
     [entries.original]
    -"about" = "13438558"
    +"about" = "05535602"
    diff --git a/content/person.toml b/content/person.toml
    --- a/content/person.toml
    +++ b/content/person.toml
    @@ -1,4 +1,4 @@
     [[entries]]
     id = "anna"
     title = "Anna"
    -about = "Owns [[F1-2]], is [[anna]]."
    +about = "Owns [[F1-7]], is [[anna]]."
    "#);
    done(&site, &["rename", "F1-2", "F1-7"]);
    is_kept(&site);
    assert!(!site.path("content/control/F1-2.lv.md").exists());
    assert_eq!(site.build().page("lv/controls/f1-1.html").matches("f1-2").count(), 0);
}

#[test]
fn keys_and_ids_in_translations_follow_there_and_back() {
    let site = site();
    mark(&site);
    let paths = ["content/control/F1-1.lv.md", "content/person.lv.toml", "content/pages/about.lv.md"];
    let all = || paths.map(|path| read(&site, path));
    let before = all();
    done(&site, &["rename", "anna", "beate"]);
    is_kept(&site);
    let [control, person, page] = all();
    for line in [
        "[owners.\"beate/A\"]\n",
        "[owners]\nbeate.work = ",
        "\"owners/beate/work\" = ",
        "\"owners/beate/A/work\" = ",
        "(F1-2.md#owners--beate--a)",
        "(#owners--beate--a)",
    ] {
        assert!(control.contains(line), "{line}: {control}");
    }
    assert!(!control.contains("anna"), "{control}");
    assert!(person.contains("id = \"beate\" # pirmā\n"), "{person}");
    assert!(page.contains("[[beate]]"), "{page}");
    done(&site, &["rename", "beate", "anna"]);
    assert_eq!(all(), before);
}

#[test]
fn a_key_with_dots_changes_wherever_it_stands() {
    let model = crate::support::MODEL.replace(
        "id = \"work\"\ntype = \"statements\"\nlabel = \"Work\"\n",
        "id = \"work\"\ntype = \"statements\"\nlabel = \"Work\"\n\n[[kinds.relations.qualifiers]]\nid = \"why\"\ntype = \"text\"\nlabel = \"Why\"\n",
    );
    let site = site()
        .file("content/model.toml", model)
        .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n")
        .file("content/person.lv.toml", "[[entries]]\nid = \"anna\"\n")
        .control(
            "F1-1",
            "owners = [{ person = \"anna\", part = \"A\", work = \"- Works\", why = \"So\" }]",
            "",
        )
        .file(
            "content/control/F1-1.lv.md",
            "+++\nowners.\"anna/A\".work = \"- Strādā\"\nowners . 'anna/A' . why = \"Tā\"\n\
             original.\"owners/anna/A/why\" = \"00000000\"\n+++\n",
        );
    assert_eq!(site.codes(), [], "{}", site.told());
    done(&site, &["rename", "anna", "beate"]);
    assert_eq!(site.codes(), [], "{}", site.told());
    assert_eq!(
        read(&site, "content/control/F1-1.lv.md"),
        "+++\nowners.\"beate/A\".work = \"- Strādā\"\nowners . \"beate/A\" . why = \"Tā\"\n\
         original.\"owners/beate/A/why\" = \"00000000\"\n+++\n"
    );
}

#[test]
fn references_to_what_is_retired_are_told_of_the_original() {
    let site = site();
    done(&site, &["retire", "F1-2", "--replaced-by", "F1-1"]);
    assert!(
        site.build().page("lv/controls/f1-2.html").contains("To aizstāj: "),
        "its page says so in each language"
    );
    let codes = site.codes();
    assert!(!codes.is_empty(), "{codes:?}");
    for (code, place) in codes {
        assert_eq!(code, "reference-to-retired", "{place}");
        assert!(!place.contains(".lv."), "{place}");
    }
    let of_translations = |(file, _): &(String, String)| file.contains(".lv.");
    assert_eq!(told(&site, "reference-to-retired").iter().filter(|told| of_translations(told)).count(), 7);
}

#[test]
fn an_id_that_would_name_a_translation_is_refused() {
    let model = crate::support::MODEL.replace("pattern = \"F[1-9]-[1-9][0-9]*\"\n", "");
    let site =
        Site::new().file("site.toml", LANGUAGES).file("content/model.toml", model).control("F1-1", "", "");
    let expected = "error: `F1-3.lv` cannot be an ID: names that end in `.lv` are those of translations; to translate `F1-3`, \
                    write its texts into a file beside the original, such as `F1-3.lv.md`\n";
    for arguments in [["new", "control", "F1-3.lv"], ["rename", "F1-1", "F1-3.lv"]] {
        let run = site.run(&arguments);
        assert_eq!((run.code, run.stderr.as_str()), (2, expected));
    }
    assert_eq!(
        site.run(&["new", "person", "F1-3.en"]).code,
        0,
        "the original's language marks no translation"
    );
}

/// Formats, and says which files have changed; a second time changes nothing.
#[track_caller]
fn formatted(site: &Site) -> Vec<String> {
    let listed = site.run(&["fmt", "--check"]).stdout.lines().map(str::to_owned).collect();
    done(site, &["fmt"]);
    let again = site.run(&["fmt", "--check"]);
    assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (0, "", ""));
    listed
}

#[test]
fn translations_are_formatted_by_their_own_language() {
    let given = "+++\n# Par šo.\n\n[original]\ntitle = \"00000000\" \n\n# Viņas darbs.\n[owners.\"anna/A\"]  \n\
                 work = \"- \\\"Jautā\\\" [[F1–2]]\"\n[owners.anna]\nwork = '- \"Strādā\"'\n+++\n\nTeksts \"F1–2\":  \n[[F1–2]]. \n\n\n";
    let top = "# Par šo.\n\nsteps = \"- Viens\"\nnote = \"Sk. \\\"F1-2\\\".\"\ntitle = 'A \"b\"'\n\n";
    let site = site()
        .file("content/control/F1-1.lv.md", given.replace("# Par šo.\n\n", top))
        .file(
            "content/person.lv.toml",
            "[[entries]]\nid = \"anna\"\n[entries.original]\nabout = \"00000000\"\ntitle = \"00000000\"\n[[entries]]\nabout = \"x\"\nid = \"bert\"\n",
        )
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n\"About\" [[F1–2]].\n");
    let files = [
        "content/control/F1-1.lv.md",
        "content/control/F1-2.md",
        "content/pages/about.md",
        "content/person.lv.toml",
    ];
    assert_eq!(formatted(&site), files);
    insta::assert_snapshot!(read(&site, "content/control/F1-1.lv.md"), @r#"
    +++
    # Par šo.

    title = 'A "b"'
    note = "Sk. „F1-2”."
    steps = "- Viens"

    # Viņas darbs.
    [owners."anna/A"]
    work = "- „Jautā” [[F1-2]]"
    [owners.anna]
    work = '- „Strādā”'

    [original]
    title = "00000000"
    +++

    Teksts „F1-2”:  
    [[F1-2]].
    "#);
    assert_eq!(read(&site, "content/pages/about.md"), "+++\ntitle = \"About\"\n+++\n\"About\" [[F1-2]].\n");
    assert!(read(&site, "content/person.lv.toml").ends_with("[[entries]]\nid = \"bert\"\nabout = \"x\"\n"));
}

#[test]
fn a_formatted_original_makes_no_translation_stale() {
    let languages = LANGUAGES.replace("language = \"en\"", "language = \"lv\"");
    let site = Site::new()
        .file("site.toml", languages)
        .control("F1-2", "", "")
        .control(
            "F1-1",
            "note = \"Sk. F1–2 un 'to' \\\"šo\\\".\"\nowners = [{ person = \"anna\", work = '- \"Dara\"' }]",
            "\nTeksts \"F1–2\".\n",
        )
        .file(
            "content/control/F1-1.en.md",
            "+++\nnote = \"See F1-2 and \\\"this\\\".\"\n[owners.anna]\nwork = '- \"Does\"'\n+++\nText \"F1-2\".\n",
        );
    mark(&site);
    let before = read(&site, "content/control/F1-1.en.md");
    assert_eq!(formatted(&site), ["content/control/F1-1.en.md", "content/control/F1-1.md"]);
    assert!(read(&site, "content/control/F1-1.md").contains("„F1-2”"));
    assert_eq!(told(&site, "translation-stale"), []);
    let after = read(&site, "content/control/F1-1.en.md");
    assert_ne!(after, before);
    assert_eq!(after.split("[original]").next(), before.split("[original]").next(), "only hashes change");
    assert!(after.ends_with("Text \"F1-2\".\n"), "{after}");
}
