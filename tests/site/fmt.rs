//! `norade fmt`: one form, the same words.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::support::{MODEL, Site};

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).expect("a text")
}

/// Formats, and says what was formatted; a second time changes nothing.
#[track_caller]
fn formatted(site: &Site) -> Vec<String> {
    let listed = site.run(&["fmt", "--check"]);
    let files: Vec<String> = listed.stdout.lines().map(str::to_owned).collect();
    assert_eq!(listed.code, i32::from(!files.is_empty()), "{}", listed.stderr);
    let run = site.run(&["fmt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let again = site.run(&["fmt", "--check"]);
    assert_eq!((again.code, again.stdout.as_str(), again.stderr.as_str()), (0, "", ""));
    files
}

#[test]
fn keys_stand_in_the_order_of_the_model_with_their_comments() {
    let site = Site::new().file(
        "content/control/F1-1.md",
        "+++\n# About this file.\n\n# The steps.\nsteps = \"\"\"\n- a = [\n[[owners]]\n\"\"\" # in steps\nnote = 'n'\n\n\
         title = \"T\"\nstatus = \"published\" # yes\nid = \"F1-1\"\n\n# The first owner.\n[[owners]]\npart = \"A\"\nwork = \"- w\"\n\
         # Who.\nperson = \"anna\"\n\n[[owners]]\nperson = \"anna\"\n# last\n+++\n\nText.\n",
    );
    assert_eq!(formatted(&site), ["content/control/F1-1.md"]);
    insta::assert_snapshot!(read(&site, "content/control/F1-1.md"), @r#"
    +++
    # About this file.

    id = "F1-1"

    title = "T"
    status = "published" # yes
    note = 'n'
    # The steps.
    steps = """
    - a = [
    [[owners]]
    """ # in steps

    # The first owner.
    [[owners]]
    # Who.
    person = "anna"
    part = "A"
    work = "- w"

    [[owners]]
    person = "anna"
    # last
    +++

    Text.
    "#);
}

/// Such a key stands where an entry without `id` has its place.
#[test]
fn the_first_key_of_an_entry_may_be_quoted() {
    let at = "content/control/F1-1.md";
    let site = Site::new().file(at, "+++\n\"owners\" = [\"an\u{AD}na\"]\ntitle = \"One\"\n+++\n");
    assert_eq!(formatted(&site), [at]);
    assert!(read(&site, at).contains("\"owners\" = [\"anna\"]\n"), "{}", read(&site, at));
    let site = Site::new().file(at, "+++\n\"title\" = \"C:\\\\x\"\n+++\n");
    assert_eq!(formatted(&site), [] as [&str; 0]);
}

#[test]
fn the_tables_of_a_list_are_ordered_each_by_itself() {
    let model = format!(
        "{MODEL}\n[[kinds.fields]]\nid = \"posts\"\ntype = \"record\"\nmany = true\nlabel = \"Posts\"\n\
         [[kinds.fields.fields]]\nid = \"post\"\ntype = \"text\"\nlabel = \"Post\"\n\
         [[kinds.relations]]\nid = \"knows\"\nto = [\"person\"]\nlabel = \"Knows\"\n"
    );
    let site = Site::new().file("content/model.toml", model).file(
        "content/person.toml",
        "# People.\n\n# The first.\n[[entries]]\ntitle = \"Anna\"\nid = \"anna\"\n[[entries.knows]]\nto = \"bert\"\n\
         [[entries.posts]]\npost = \"p\"\n\n# The second.\n[[entries]]\ntitle = \"Bert\"\nid = \"bert\"\n# end",
    );
    assert_eq!(formatted(&site), ["content/person.toml"]);
    insta::assert_snapshot!(read(&site, "content/person.toml"), @r#"
    # People.

    # The first.
    [[entries]]
    id = "anna"
    title = "Anna"
    [[entries.posts]]
    post = "p"
    [[entries.knows]]
    to = "bert"

    # The second.
    [[entries]]
    id = "bert"
    title = "Bert"
    # end
    "#);
}

#[test]
fn dashes_quotation_marks_and_spaces() {
    let text = "+++\r\nid = \"F1-1\" \r\ntitle = \"A \\\"b\\\" \"\r\nowners = [\"Anna\"]\t\r\nnote = \"See \\\"this\\\" [[f1–1|\\\"x\\\"]].\"\r\n\
                steps = \"\"\"\r\n- \"a\"  \r\n  b \r\n\"\"\"\r\n+++  \r\n\r\nA \"word\" of F1–1 and [[F1—1]].  \r\nNext \r\n\r\n    code \"x\" \r\n\r\n\r\n";
    let site = Site::new()
        .file("site.toml", "title = \"T\"  \nlanguage = \"lv\" # c \n\n\n")
        .file("content/control/F1-1.md", text);
    assert_eq!(formatted(&site), ["content/control/F1-1.md", "site.toml"]);
    assert_eq!(read(&site, "site.toml"), "title = \"T\"\nlanguage = \"lv\" # c\n");
    let expected = "+++\r\nid = \"F1-1\"\r\ntitle = \"A \\\"b\\\" \"\r\nowners = [\"anna\"]\r\nnote = \"See „this” [[F1-1|„x”]].\"\r\n\
                    steps = \"\"\"\r\n- „a”  \r\n  b\r\n\"\"\"\r\n+++\r\n\r\nA „word” of F1-1 and [[F1-1]].  \r\nNext\r\n\r\n    code \"x\" \r\n";
    assert_eq!(read(&site, "content/control/F1-1.md"), expected);
    let english = Site::new().file("content/control/F1-1.md", "+++\ntitle = \"T\"\n+++\n\nA \"word\".\n");
    assert_eq!(formatted(&english), Vec::<String>::new());
}

#[test]
fn content_that_cannot_be_read_is_left_alone() {
    let site = Site::new().file("content/control/F1-1.md", "+++\ntitle = \"T\n+++\nx \n");
    let run = site.run(&["fmt"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("files that cannot be read cannot be edited"), "{}", run.stderr);
    assert!(read(&site, "content/control/F1-1.md").ends_with("x \n"));
}

/// The shipped content, and the frozen first edition, are in this form.
#[test]
fn the_shipped_content_is_formatted() {
    for root in ["", "tests/source/site"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let run = crate::support::norade(&root, &["fmt", "--check", "--root", "."]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
}

/// What a site says and shows, but for the marks that formatting exchanges.
pub fn said(site: &Site) -> BTreeMap<String, String> {
    let run = site.run(&["build", "--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut said = BTreeMap::new();
    for entry in walkdir::WalkDir::new(site.path("public")) {
        let entry = entry.expect("it can be listed");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_file() && (name.ends_with(".html") || name.ends_with(".json")) {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            let text = text.replace("&quot;", "\"").replace("\\\"", "\"").replace(['„', '”'], "\"");
            let text = text
                .replace(['\u{AD}', '\u{200B}'], "")
                .replace(['–', '—'], "-")
                .replace("\\n", "\n")
                .replace("\\t", "\t");
            let text = text.split("</code>").map(str::trim_end).collect::<Vec<_>>().join("</code>");
            // References name the same entry in any case; the data have them as they are written.
            let text = text.replace("ANNA", "anna").replace("Anna", "anna").replace("[[f1-", "[[F1-");
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            said.insert(entry.path().to_string_lossy().into_owned(), lines.join("\n").replace(" \n", "\n"));
        }
    }
    said
}

/// Keys of a control, each with a value, in any order, with comments and empty lines; then rows.
fn front() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", " ", "\t", "  "]);
    let above = prop::sample::select(vec!["", "\n", "# c \n", "# [[owners]]\n\n", "\n# \"\"\"\n"]);
    let text = prose(true);
    let keys =
        Just(vec!["id", "title", "status", "note", "steps", "level", "not_told", "reviewed"]).prop_shuffle();
    let rows = prop::collection::vec((above.clone(), any::<bool>(), space.clone()), 0..2);
    (keys, prop::collection::vec((above, space), 8), text, rows).prop_map(|(keys, around, text, rows)| {
        let mut out = String::new();
        for (key, (above, space)) in keys.into_iter().zip(around) {
            let value = match key {
                "id" => "\"F1-1\"".to_owned(),
                "title" => "'A \"t\"'".to_owned(),
                "status" => "\"draft\"".to_owned(),
                "note" => format!("\"\"\"\n{}\n\"\"\"", text.replace('\\', "\\\\").replace("\"\"\"", "\"\"")),
                "steps" => "\"\"\"\n- a \n  - \"b\"  \n    c\n\"\"\"".to_owned(),
                "level" => "\"low\"".to_owned(),
                "not_told" => "[\n  \"owners\", # o \n]".to_owned(),
                _ => "2026-01-31".to_owned(),
            };
            out.push_str(&format!("{above}{key} = {value}{space}\n"));
        }
        for (number, (above, first, space)) in rows.into_iter().enumerate() {
            let part = format!("part = \"{}\"{space}\n", ["A", "C"][number]);
            let person = ["person = \"ANNA\"\n", "person = \"an\u{AD}na\"\n"][number];
            let (a, b) = if first { (person, part.as_str()) } else { (part.as_str(), person) };
            out.push_str(&format!("{above}[[owners]]{space}\n{a}{b}"));
        }
        out
    })
}

/// Text of Markdown in which white space, dashes and quotation marks mean this and that.
pub fn prose(inner: bool) -> impl Strategy<Value = String> {
    let mut parts = vec![
        "word",
        " ",
        "  ",
        "\n",
        "\n\n",
        "  \n",
        " \n",
        "\"",
        " \"word\" ",
        "F1–1",
        "[[F1–1]]",
        "[[F1-1|a \"b\"]]",
        "`x ",
        "`",
        "*",
        "**",
        "- ",
        "1. ",
        "\n- a \n- b\n",
        "\n```\nc \"d\" \n```\n",
        "    indented \n",
        "\\",
        "\\\"",
        "> ",
        "\t",
        "–",
        "F1-1–F1-2",
        "[[ANNA]]",
        "[[Anna|y]]",
        "f1-2",
        "F1\u{AD}-1",
        "[[F1\u{200B}–2|x]]",
        "\u{AD}",
        "&quot;",
        "ā",
        "<b>\"x\"</b>",
        "[x](F1-1.md \"t \")",
        "\n| a \"b\" | c |\n|---|---|\n| d  | e |\n",
        "~~~\n",
        ":",
        "\n: def \n",
    ];
    if !inner {
        parts.extend(["\n## A \"b\" \n", "\n---\n", "[^1]", "\n[^1]: n \n", "\n===\n"]);
    }
    prop::collection::vec(prop::sample::select(parts), 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is formatted says what it said, and is formatted then.
    #[test]
    fn nothing_that_is_said_changes(front in front(), body in prose(false), end in prop::sample::select(vec!["", "\n", " \n\n\n", "  "]), windows: bool) {
        let text = format!("+++\n{front}+++\n\n{body}{end}");
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let site = Site::new()
            .file("site.toml", "title = \"T\"\nlanguage = \"lv\"\n[languages.lv]\nname = \"L\"\n[languages.en]\nname = \"E\"\n")
            .file("content/control/F1-2.md", "+++\ntitle = \"Two\"\n+++\n")
            .file("content/control/F1-1.en.md", format!("+++\ntitle = \"One\"\n+++\n\n{body}{end}"))
            .file("content/control/F1-1.md", text);
        // A text that is at fault is no text to compare.
        prop_assume!(site.run(&["check", "--drafts"]).code == 0);
        let before = said(&site);
        formatted(&site);
        let after = said(&site);
        for (path, text) in &before {
            prop_assert_eq!(text, &after[path], "{}", path);
        }
    }
}
