//! The checklist of an entry: its page, and the same as CSV.

use crate::built::{Built, Page, all, normal, visible};
use crate::support::Site;

/// People to whom jobs give work; the text of a job has steps and cautions.
const MODEL: &str = r#"
[[kinds]]
id = "job"
label = "Job"
plural = "Jobs"
folder = "jobs"
pattern = "J[1-9]"
autolink = true
order = "code"

[[kinds.relations]]
id = "gives"
to = ["person"]
target = "person"
label = "Work"

[[kinds.relations.qualifiers]]
id = "work"
type = "statements"
label = "Work"

[[kinds.relations]]
id = "asks"
to = ["person"]
label = "Asks"

[[kinds.sections]]
id = "who"
number = 2
title = "Who"
show = [{ relation = "gives", as = "table" }]

[[kinds.sections]]
id = "how"
title = "How"
show = [
  { body = "steps", title = "Steps" },
  { body = "story", title = "Story" },
  { body = "care", title = "Care" },
]

[[kinds]]
id = "person"
label = "Person"
plural = "People"
folder = "people"

[[views]]
id = "book"
type = "handbook"
path = "lists/"
kind = "person"
source = "job"
assigns = "gives"
involves = "asks"
title = "Handbook"
duty = { one = "{count} duty", other = "{count} duties" }
involved = { one = "{count} job", other = "{count} jobs" }

[views.checklist]
title = "Checklist"
intro = "One for each boat."
parts = ["steps", "care"]
blanks = [{ id = "boat", label = "Boat", names = true }, { id = "day", label = "Day; month" }]
"#;

const BODY: &str = r#"
## Steps

First of all[^1]:

1. Cast off, see [Care](#care)
2. Row, of J2:
   - left
   - right

### Later {#later}

- =Rest; "sleep"

[^1]: If there is water.

## Story

- Not a step.

## Care

- Mind the *rope*
"#;

pub fn site() -> Site {
    let job = "+++\ntitle = \"Row\"\n[[gives]]\nperson = \"anna\"\nwork = \"\"\"\n- Steer\n- Call\n\"\"\"\n\n\
               [[gives]]\nperson = \"berta\"\n+++\n";
    Site::bare()
        .file("content/model.toml", MODEL)
        .file(
            "content/person.toml",
            "[[entries]]\nid = \"Anna\"\ntitle = \"Anna\"\n[[entries]]\nid = \"berta\"\ntitle = \"Berta\"\n\
             [[entries]]\nid = \"cela\"\ntitle = \"Cela\"\n[[entries]]\nid = \"dora\"\ntitle = \"Dora\"\n",
        )
        .file("content/job/J1.md", format!("{job}{BODY}"))
        .file(
            "content/job/J2.md",
            "+++\ntitle = \"Sail\"\nasks = [\"anna\", \"cela\"]\n+++\n\n## Steps\n\n### Later {#later}\n\n- Hoist\n",
        )
}

fn built() -> Built {
    Built::of(site().root())
}

fn items(page: &Page) -> Vec<String> {
    page.all(".items > li .words").into_iter().map(|words| normal(&visible(words))).collect()
}

#[test]
fn the_items_are_duties_and_steps_each_with_its_address() {
    let built = built();
    let page = built.page("lists/anna.html");
    let expected = [
        "1. Steer J1, section 2",
        "2. Call J1, section 2",
        "3. Cast off, see Care J1, \"How\"",
        "4. Row, of J2: left right J1, \"How\"",
        "5. =Rest; \"sleep\" J1, \"How\"",
        "6. Mind the rope J1, \"How\"",
        "7. Hoist J2, \"How\"",
    ];
    assert_eq!(items(&page), expected.map(normal));
    let addresses = page.all(".at a").into_iter().filter_map(|link| link.attr("href"));
    let addresses: Vec<&str> = addresses.collect();
    assert_eq!(addresses[1], "../jobs/j1.html#gives--anna");
    assert_eq!(addresses[2], "../jobs/j1.html#steps");
    assert_eq!(addresses[5], "../jobs/j1.html#care");
    let text = normal(&visible(page.all("main form")[0]));
    assert!(text.contains(&normal("Steps First of all1: 3. Cast off")), "what leads in stands first: {text}");
    assert!(!text.contains("Notastep"), "only the parts that are named: {text}");
    let headings: Vec<String> =
        page.all("h1, form h2, form h3, form h4").into_iter().map(|h| normal(&visible(h))).collect();
    let wanted = ["Checklist: Anna", "J1 Row", "Work", "Steps", "Later", "Care", "J2 Sail", "Steps", "Later"];
    assert_eq!(headings, wanted.map(normal));
}

#[test]
fn an_item_has_one_of_four_states_and_a_note() {
    let built = built();
    let page = built.page("lists/anna.html");
    for (index, item) in page.all(".items > li").into_iter().enumerate() {
        let radios = all(item, "input[type=radio]");
        let values: Vec<_> = radios.iter().filter_map(|radio| radio.attr("value")).collect();
        assert_eq!(values, ["open", "partly", "done", "not-applicable"]);
        let name = format!("state-{}", index + 1);
        assert!(radios.iter().all(|radio| radio.attr("name") == Some(name.as_str())));
        assert_eq!(all(item, "input[checked]").len(), 1);
        let note = all(item, "textarea")[0].attr("id").expect("an ID");
        assert_eq!(all(item, &format!("label[for={note}]")).len(), 1);
    }
    let blanks: Vec<String> = page.all(".blanks label").into_iter().map(visible).collect();
    assert_eq!(blanks, ["Boat", "Day; month"]);
    assert!(page.text().contains("Oneforeachboat."));
}

#[test]
fn texts_of_several_pages_bring_no_anchors_and_lead_back_to_their_pages() {
    let built = built();
    let page = built.page("lists/anna.html");
    let mut ids: Vec<&str> = page.all("main [id]").into_iter().filter_map(|e| e.attr("id")).collect();
    assert!(!ids.contains(&"later") && !ids.contains(&"fnref--1"), "{ids:?}");
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an ID stands twice");
    let links: Vec<&str> = page.all("form a").into_iter().filter_map(|link| link.attr("href")).collect();
    for href in ["../jobs/j1.html#care", "../jobs/j1.html#fn--1", "../jobs/j2.html"] {
        assert!(links.contains(&href), "no {href}: {links:?}");
    }
    assert!(links.iter().all(|href| !href.starts_with('#')), "{links:?}");
}

#[test]
fn one_way_leads_up_and_one_down() {
    let built = built();
    let page = built.page("lists/anna.html");
    let crumbs: Vec<String> = page.all(".crumbs li").into_iter().map(visible).collect();
    assert_eq!(crumbs, ["Home", "Handbook", "Anna", "Checklist"]);
    let list = built.page("lists/index.html");
    for id in ["anna", "berta", "cela", "dora"] {
        assert!(list.links_to(list.all("main")[0], &format!("lists/{id}.html")));
    }
}

#[test]
fn work_without_words_is_one_item_and_no_work_is_said() {
    let built = built();
    assert_eq!(items(&built.page("lists/berta.html"))[0], normal("1. Row J1, section 2"));
    let page = built.page("lists/dora.html");
    assert!(page.all("main form").is_empty());
    assert!(page.text().contains(&normal("There is nothing on this list yet.")));
}

#[test]
fn what_needs_a_script_is_out_of_sight_without_one() {
    let built = built();
    let page = built.page("lists/anna.html");
    let tools = page.all(".tools");
    assert!(tools.len() == 2 && tools.iter().all(|part| part.attr("hidden").is_some()));
    let outside: Vec<_> = page
        .all("button")
        .into_iter()
        .filter(|b| !b.ancestors().any(|up| up == *tools[0] || up == *tools[1]))
        .collect();
    assert!(outside.is_empty(), "a button that does nothing");
    let scripts = page.all("script[src]").into_iter().filter_map(|script| script.attr("src"));
    assert!(scripts.into_iter().any(|src| src == "../theme/checklist.js"));
    assert_eq!(page.all("form").first().and_then(|form| form.attr("data-path")), Some("lists/anna.html"));
    let places: Vec<_> = page.all("[data-at]").into_iter().filter_map(|list| list.attr("data-at")).collect();
    assert_eq!(
        places,
        ["jobs/j1.html#gives--anna", "jobs/j1.html#steps", "jobs/j1.html#care", "jobs/j2.html#steps"]
    );
}

#[test]
fn the_list_lies_beside_its_page_as_csv() {
    let built = built();
    let csv = built.text("lists/anna.csv").strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows[0], "Boat,\"Day; month\",No.,Job,List,Address,Item,State,Note");
    assert_eq!(rows[1], ",,1,J1 Row,Work,\"J1, section 2\",Steer,,");
    assert_eq!(rows[4], ",,4,J1 Row,Steps,\"J1, “How”\",\"Row, of J2: left; right\",,");
    assert_eq!(rows[5], ",,5,J1 Row,Steps,\"J1, “How”\",\"'=Rest; \"\"sleep\"\"\",,");
    assert_eq!(rows.len(), 1 + 7);
    let page = built.page("lists/anna.html");
    assert!(page.links_to(page.all("main")[0], "lists/anna.csv"));
}

#[test]
fn items_that_raw_html_takes_apart_stay_whole_html() {
    let body = "## Steps\n\n- a </li><li> b\n- <b>c\n- d</b>\n\n<div>\n\n- in a box\n\n</div>\n\n- <span title=\"x>y\">e</span>\n";
    let site =
        site().file("content/job/J1.md", format!("+++\ntitle = \"Row\"\nasks = [\"dora\"]\n+++\n\n{body}"));
    let built = Built::of(site.root());
    let page = built.page("lists/dora.html");
    for item in page.all(".items > li") {
        assert_eq!(all(item, "fieldset").len(), 1, "{}", item.html());
    }
    assert!(items(&page).last().is_some_and(|words| words.contains('e')), "{:?}", items(&page));
}

#[test]
fn a_checklist_that_cannot_be_made_is_reported() {
    let expect = |old: &str, new: &str, code: &str, told: &str| {
        let text = MODEL.replacen(old, new, 1);
        assert_ne!(text, MODEL, "{old} is not there");
        let site = site().file("content/model.toml", text);
        assert_eq!(site.codes().first().map(|(code, _)| code.as_str()), Some(code), "{}", site.told());
        assert!(site.told().contains(told), "no {told}: {}", site.told());
    };
    expect("[\"steps\", \"care\"]", "[\"steps\", \"cares\"]", "model-unknown-name", "did you mean `care`?");
    expect("id = \"day\"", "id = \"boat\"", "name-taken", "`boat`");
    expect("id = \"day\"", "id = \"a day\"", "bad-name", "a day");
    expect("title = \"Checklist\"\n", "", "missing-field", "`title`");
    expect("path = \"lists/\"", "path = \"people/\"", "same-url", "people/anna.html");
}
