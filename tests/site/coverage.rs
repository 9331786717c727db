//! The coverage: how much of each section is told, entry by entry, and every kind in numbers.

use scraper::Html;

use crate::built::{all, visible};
use crate::support::Site;

const MODEL: &str = r#"
[[kinds]]
id = "plan"
label = "Plan"
plural = "Plans"
folder = "plans"
pattern = "P[1-9]"
order = "code"

[[kinds.fields]]
id = "goal"
type = "markdown"
label = "Goal"

[[kinds.fields]]
id = "tools"
type = "text"
label = "Tools"
many = true

[[kinds.relations]]
id = "people"
to = ["person"]
target = "person"
label = "People"
not_told = "Nobody tells who."

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "accountable" }]
not_told = "Nobody tells the part."

[[kinds.sections]]
id = "why"
number = 1
title = "Why & what"
show = [{ field = "goal" }, { body = "how", title = "How" }]

[[kinds.sections]]
id = "with"
number = 2
title = "With what"
show = [{ text = "The same on every page." }, { field = "tools" }]

[[kinds.sections]]
id = "who"
title = "Who"
show = [{ relation = "people" }]

[[kinds.sections]]
id = "more"
title = "See also"
show = [{ text = "Nobody can write here." }, { views = ["progress"] }]

[[kinds]]
id = "person"
label = "Person"
plural = "People"
folder = "people"

[[views]]
id = "progress"
type = "coverage"
path = "progress"
kind = "plan"
title = "Progress"
footer = true
"#;

fn site() -> Site {
    let plan = |id: &str, front: &str, body: &str| {
        (format!("content/plan/{id}.md"), format!("+++\ntitle = \"Plan {id}\"\n{front}\n+++\n{body}"))
    };
    let plans = [
        plan("P1", "goal = \"Peace\"\ntools = []\npeople = [\"anna\"]\nnot_told = [\"people.part\"]", ""),
        plan("P2", "reviewed = 2026-01-02\nnot_told = [\"people\"]", "## How\n\nSo.\n"),
        plan("P3", "status = \"draft\"\ngoal = \"War\"", ""),
        plan("P5", "status = \"retired\"\ngoal = \"None\"\nreviewed = 2026-01-02\npeople = [\"anna\"]", ""),
        plan("P4", "status = \"stub\"\ngoal = \"A goal, and nothing else\"", ""),
    ];
    let site = Site::bare()
        .file("content/model.toml", MODEL)
        .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n");
    plans.into_iter().fold(site, |site, (path, text)| site.file(&path, text))
}

/// The cells of each row of a table: what is read, white space made even.
fn rows(page: &str, table: &str) -> Vec<Vec<String>> {
    let page = Html::parse_document(page);
    let words = |cell| visible(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = all(page.root_element(), &format!("{table} tr"));
    rows.into_iter().map(|row| all(row, "th, td").into_iter().map(words).collect()).collect()
}

#[test]
fn each_section_says_how_much_of_it_is_told() {
    let page = site().build().page("progress.html");
    let expected: [&[&str]; 7] = [
        &["Plans", "Status", "1. Why & what", "2. With what", "Who"],
        &["P1 Plan P1", "Published, not reviewed", "● Written", "– Stated as none", "◐ In part"],
        &["P2 Plan P2", "Published, reviewed 2026-01-02", "● Written", "○ Empty", "? Not in the source"],
        &["● Written", "2", "0", "0"],
        &["◐ In part", "0", "0", "1"],
        &["? Not in the source", "0", "0", "1"],
        &["– Stated as none", "0", "1", "0"],
    ];
    let found = rows(&page, ".by-section");
    assert_eq!(found[..7], expected);
    assert_eq!(found[7..], [vec!["○ Empty", "0", "1", "0"], vec!["Not described yet", "1 in each section"]]);
    let document = Html::parse_document(&page);
    let links = all(document.root_element(), ".told").into_iter().filter_map(|link| link.attr("href"));
    assert_eq!(links.take(2).collect::<Vec<_>>(), ["plans/p1.html#why", "plans/p1.html#with"]);
    let folded = all(document.root_element(), "details a").into_iter().filter_map(|link| link.attr("href"));
    assert_eq!(folded.collect::<Vec<_>>(), ["plans/p4.html"]);
}

#[test]
fn a_section_that_tells_nothing_is_empty_on_its_page_too() {
    let site = site();
    site.build();
    let empty = |path: &str| {
        let page = Html::parse_document(&site.page(path));
        let sections = all(page.root_element(), "main section[id]");
        let empty =
            sections.into_iter().filter(|section| visible(*section).contains("nothing in this section yet"));
        empty.filter_map(|section| section.attr("id").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(empty("plans/p1.html"), ["with", "more"]);
    assert_eq!(empty("plans/p2.html"), ["with", "more"]);
}

#[test]
fn every_kind_is_counted_drafts_that_are_left_out_too() {
    let site = site();
    let page = site.build().page("progress.html");
    let head = ["Kind", "All", "Described", "Published", "Drafts", "Not described yet", "No longer used"];
    let found = rows(&page, ".by-kind");
    assert_eq!(found[0][..7], head);
    assert_eq!(found[0][7..], ["Reviewed", "Not reviewed"]);
    assert_eq!(
        found[1..],
        [
            ["Plans", "4", "2", "2", "1", "1", "1", "1", "1"],
            ["People", "1", "1", "1", "0", "0", "0", "0", "1"]
        ]
    );
    let figures = |page: &str| {
        let page = Html::parse_document(page);
        all(page.root_element(), ".figures dd").into_iter().map(visible).collect::<Vec<_>>()
    };
    assert_eq!(figures(&page), ["2 of 3", "1 of 2"]);
    let run = site.run(&["build", "--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = site.page("progress.html");
    assert_eq!(rows(&page, ".by-kind")[1], ["Plans", "4", "3", "2", "1", "1", "1", "1", "2"]);
    assert_eq!(figures(&page), ["3 of 4", "2 of 3"]);
}

#[test]
fn the_foot_of_every_page_links_to_a_view_that_asks_for_it() {
    let site = site();
    site.build();
    for (path, href) in [("index.html", "progress.html"), ("plans/p1.html", "../progress.html")] {
        let page = Html::parse_document(&site.page(path));
        let links = all(page.root_element(), "footer a").into_iter().filter_map(|link| link.attr("href"));
        assert!(links.collect::<Vec<_>>().contains(&href), "{path}");
    }
}

#[test]
fn what_the_model_says_of_a_coverage_is_checked() {
    let line = |text: &str| MODEL.lines().position(|line| line == text).expect("a line") + 1;
    let with = |from: &str, to: &str| Site::bare().file("content/model.toml", MODEL.replacen(from, to, 1));
    let at = |text: &str, column: usize| format!("content/model.toml:{}:{column}", line(text));
    with("kind = \"plan\"", "kind = \"plam\"").expect(&[("model-unknown-name", &at("kind = \"plan\"", 8))]);
    with("\nkind = \"plan\"", "").expect(&[("missing-field", &at("[[views]]", 1))]);
    with("footer = true", "footer = 1").expect(&[("wrong-type", &at("footer = true", 10))]);
    with("footer = true", "rows = \"plan\"").expect(&[("unknown-key", &at("footer = true", 1))]);
}
