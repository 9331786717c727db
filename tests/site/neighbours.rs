//! What a list shows of the entries it names, and lists of what other entries are linked with.

use crate::built::{Built, Page, all, normal, visible};
use crate::support::Site;

/// Rules in chapters, works that keep them, and people who do the works or help.
pub const MODEL: &str = r#"
[[kinds]]
id = "chapter"
label = "Chapter"
plural = "Chapters"

[[kinds.sections]]
id = "kept"
title = "Works for the chapter"
show = [{ inverse = "kept_by", via = "rules_of", with = ["doers"] }]

[[kinds]]
id = "rule"
label = "Rule"
plural = "Rules"

[[kinds.relations]]
id = "chapter"
to = ["chapter"]
label = "Chapter"
inverse = "rules_of"

[[kinds.sections]]
id = "works"
title = "Works"
show = [{ inverse = "kept_by", label = false, with = [
  "note",
  { name = "doers", label = "Done by" },
  { name = "helpers", except = ["doers"] },
] }]

[[kinds]]
id = "work"
label = "Work"
plural = "Works"
coverage = "Known of {known} of {total} works."

[[kinds.fields]]
id = "note"
type = "text"
label = "Note"

[[kinds.relations]]
id = "rules"
to = ["rule"]
label = "Rules"
inverse = "kept_by"
inverse_label = "Kept by works"
inverse_coverage = "Whether this rule is kept: told of {known} of {total} works."

[[kinds.relations]]
id = "doers"
to = ["person"]
label = "Doers"
inverse = "does"

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "answers" }, { id = "H", label = "helps" }]

[[kinds.relations.qualifiers]]
id = "at"
type = "relation"
to = ["chapter"]
label = "At"

[[kinds.relations.qualifiers]]
id = "words"
type = "text"
label = "Words"

[[kinds.relations]]
id = "helpers"
to = ["person"]
label = "Helpers"
inverse = "helps"

[[kinds]]
id = "person"
label = "Person"
plural = "People"
"#;

const WORKS: &str = r#"
[[entries]]
id = "sweep"
title = "Sweep"
note = "daily"
rules = ["clean", "dry"]
helpers = ["bo", "ann"]
[[entries.doers]]
to = "ann"
part = "A"
at = "house"
words = "with a broom"

[[entries]]
id = "mop"
title = "Mop"
rules = ["dry"]

[[entries]]
id = "dust"
title = "Dust"
status = "stub"
"#;

pub fn site(model: &str) -> Site {
    let list = |ids: &[&str], more: &str| -> String {
        let entry = |id: &&str| format!("[[entries]]\nid = \"{id}\"\ntitle = \"The {id}\"\n{more}\n");
        ids.iter().map(entry).collect()
    };
    Site::bare()
        .file("content/model.toml", model)
        .file("content/chapter.toml", list(&["house", "yard"], ""))
        .file("content/rule.toml", list(&["clean", "dry", "quiet"], "chapter = [\"house\"]"))
        .file("content/person.toml", list(&["ann", "bo"], ""))
        .file("content/work.toml", WORKS)
}

fn words(page: &Page, id: &str) -> String {
    normal(&visible(page.section(id).unwrap_or_else(|| panic!("{}: no #{id}", page.path))))
}

#[test]
fn a_list_shows_relations_of_the_entries_it_names() {
    let built = Built::of(site(MODEL).root());
    let page = built.page("rule/clean.html");
    let section = page.section("works").expect("a section");
    let words = words(&page, "works");
    assert!(words.contains(&normal("Note daily")), "a field: {words}");
    assert!(
        words.contains(&normal("Done by The ann A answers The house")),
        "with what tells its row: {words}"
    );
    assert!(!words.contains("broom"), "other words stay where they are: {words}");
    assert!(words.contains(&normal("Helpers The bo")) && words.matches("Theann").count() == 1, "{words}");
    assert!(page.links_to(section, "person/ann.html") && page.links_to(section, "person/bo.html"));
    let row = all(section, "a[href='../work/sweep.html#doers--ann--a--house']");
    assert_eq!(row.len(), 1, "the mark leads to the row");
}

#[test]
fn a_relation_read_backwards_has_its_own_words_for_what_is_known() {
    let built = Built::of(site(MODEL).root());
    let own = normal("Whether this rule is kept: told of 2 of 3 works.");
    assert!(words(&built.page("rule/clean.html"), "works").contains(&own));
    let none = words(&built.page("rule/quiet.html"), "works");
    assert!(none.contains(&own), "also where nothing is known: {none}");
    assert!(none.contains(&normal("There is nothing in this section yet.")), "{none}");
    let kind = normal("Known of 2 of 3 works.");
    assert!(words(&built.page("person/ann.html"), "does").contains(&kind), "others keep those of the kind");
    assert!(words(&built.page("chapter/house.html"), "kept").contains(&kind));
}

#[test]
fn a_list_can_hold_what_neighbours_are_linked_with() {
    let built = Built::of(site(MODEL).root());
    let page = built.page("chapter/house.html");
    let rows = page.all("#kept .ledger > li");
    let rows: Vec<String> = rows.into_iter().map(|row| normal(&visible(row))).collect();
    assert_eq!(rows.len(), 2, "each work once: {rows:?}");
    assert_eq!(rows[0], normal("Sweep Rules The clean The dry Doers The ann A answers The house"));
    assert_eq!(rows[1], normal("Mop Rule The dry"));
    let other = built.page("chapter/yard.html");
    assert!(
        other.with_id("kept").is_some_and(|section| all(section, ".ledger").is_empty()),
        "it has no rules"
    );
}

/// A stub shows the sections that it has something for, and those alone can be linked to.
#[test]
fn sections_of_neighbours_are_anchors_where_they_are_shown() {
    let stub = |id: &str, at: &str| {
        let rule = format!("[[entries]]\nid = \"wet\"\ntitle = \"Wet\"\nchapter = [\"{at}\"]\n");
        let chapters = format!(
            "[[entries]]\nid = \"{id}\"\ntitle = \"X\"\nstatus = \"stub\"\n[[entries]]\nid = \"other\"\ntitle = \"O\"\n"
        );
        let works = "[[entries]]\nid = \"sweep\"\ntitle = \"Sweep\"\nrules = [\"wet\"]\n";
        Site::bare()
            .file("content/model.toml", MODEL)
            .file("content/chapter.toml", chapters)
            .file("content/rule.toml", rule)
            .file("content/work.toml", works)
            .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\n[[house#kept]]\n")
    };
    let shown = stub("house", "house");
    assert_eq!(shown.codes(), []);
    shown.build();
    assert!(shown.page("chapter/house.html").contains("id=\"kept\""));
    let hidden = stub("house", "other");
    let codes: Vec<String> = hidden.codes().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["broken-anchor"]);
}

#[test]
fn what_is_shown_of_neighbours_is_declared_by_names_that_exist() {
    let expect = |from: &str, to: &str, code: &str, words: &str| {
        assert!(MODEL.contains(from), "{from}");
        let site = site(&MODEL.replacen(from, to, 1));
        let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{to}");
        let message = site.check().stderr;
        assert!(message.contains(words), "{to}: {message}");
    };
    expect("with = [\"doers\"]", "with = [\"doer\"]", "model-unknown-name", "doers");
    expect("name = \"helpers\"", "name = \"helper\"", "model-unknown-name", "helpers");
    expect("except = [\"doers\"]", "except = [\"doors\"]", "model-unknown-name", "doers");
    expect("except = [\"doers\"]", "exept = [\"doers\"]", "unknown-key", "except");
    expect("name = \"doers\", ", "", "missing-field", "name");
    expect("via = \"rules_of\"", "via = \"rule_of\"", "model-unknown-name", "rules_of");
    expect("inverse = \"kept_by\", via", "inverse = \"keptby\", via", "model-unknown-name", "kept_by");
    expect("via = \"rules_of\", with", "via = \"rules_of\", as = \"table\", with", "needless-key", "as");
    expect(
        "title = \"Works\"\nshow = [",
        "title = \"Works\"\nshow = [{ text = \"x\", via = \"chapter\" }, ",
        "needless-key",
        "via",
    );
    expect("with = [\"doers\"]", "with = [1]", "wrong-type", "a name in quotation marks");
}
