//! Pickers: entries to choose, what is found by them, and what that names.

use crate::built::{Built, Page, all, normal, visible};
use crate::neighbours::{MODEL, site};
use crate::ticked::Ticked;

/// Which works keep the rules chosen, and who does them.
const VIEW: &str = r#"
[[views]]
id = "choose"
type = "picker"
path = "choose"
kind = "rule"
group_by = "chapter"
inverse = "kept_by"
with = ["doers", { name = "helpers", except = ["doers"], label = "only helps" }]
title = "Choose rules"
"#;

fn built(more: &str) -> Built {
    Built::of(site(&format!("{MODEL}{VIEW}{more}")).root())
}

fn items(page: &Page, selector: &str) -> Vec<String> {
    page.all(selector).into_iter().map(|item| normal(&visible(item))).collect()
}

#[test]
fn everything_is_shown_until_something_is_chosen() {
    let built = built("");
    let ticked = Ticked::new(&built, "choose", &[]);
    assert_eq!(ticked.words(".results > li > a"), ["Sweep", "Mop"]);
    assert_eq!(ticked.words(".gathered > li > a"), ["Theann", "Thebo"]);
    assert_eq!(ticked.left(".unpicked").len(), 1);
    assert!(ticked.left(".state").is_empty() && ticked.left(".by").is_empty());
}

#[test]
fn where_nothing_is_linked_nothing_is_found() {
    let site = crate::support::Site::bare().file("content/model.toml", format!("{MODEL}{VIEW}"));
    assert_eq!(site.codes(), []);
}

#[test]
fn what_is_chosen_leaves_what_it_is_linked_with() {
    let built = built("");
    let ticked = |values: &[&str]| Ticked::new(&built, "choose", values);
    let clean = ticked(&["clean"]);
    assert_eq!(clean.words(".results > li > a"), ["Sweep"]);
    assert_eq!(clean.words(".by li"), ["Theclean"], "by what it was found");
    assert_eq!(clean.words(".state dd"), ["Theclean"]);
    assert_eq!(clean.words(".gathered li li"), ["SweepAanswersThehouse", "Sweeponlyhelps"]);
    assert!(clean.left(".unpicked").is_empty());
    let both = ticked(&["clean", "dry"]);
    assert_eq!(both.words(".results > li > a"), ["Sweep", "Mop"], "linked with one of them");
    assert_eq!(both.words(".by li"), ["Theclean", "Thedry", "Thedry"]);
    let quiet = ticked(&["quiet"]);
    assert!(quiet.left(".results > li").is_empty() && quiet.left(".gathered > li").is_empty());
    let said = |ticked: &Ticked| ticked.left(".nothing").iter().any(|e| ticked.says(*e, "display: block;"));
    assert!(said(&quiet) && !said(&clean) && !said(&ticked(&["quiet", "clean"])));
}

#[test]
fn choices_stand_in_groups_and_lead_to_their_pages() {
    let built = built("");
    let page = built.page("choose.html");
    let groups = page.all("fieldset");
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].attr("aria-label"), Some("The house"));
    let boxes: Vec<_> = page.all("input").into_iter().filter_map(|input| input.attr("value")).collect();
    assert_eq!(boxes, ["clean", "dry", "quiet"]);
    for id in boxes {
        assert!(page.links_to(groups[0], &format!("rule/{id}.html")), "{id}");
    }
    assert_eq!(items(&page, "main h2"), ["Rules", "Works", "People"]);
    let note = normal("Known of 2 of 3 works.");
    assert!(items(&page, ".note").contains(&note));
}

#[test]
fn a_picker_inside_another_page_is_a_list_of_links() {
    let built = built("\n[[home]]\nid = \"start\"\ntitle = \"Start\"\nshow = [{ view = \"choose\" }]\n");
    let page = built.page("index.html");
    assert!(page.all("main input").is_empty());
    let links: Vec<_> =
        all(page.all(".picker")[0], "a").into_iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["chapter/house.html", "rule/clean.html", "rule/dry.html", "rule/quiet.html"]);
}

#[test]
fn a_picker_names_what_there_is() {
    let expect = |from: &str, to: &str, code: &str, words: &str| {
        let view = VIEW.replacen(from, to, 1);
        assert_ne!(view, VIEW, "{from}");
        let site = site(&format!("{MODEL}{view}"));
        let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{to}");
        let message = site.check().stderr;
        assert!(message.contains(words), "{to}: {message}");
    };
    expect("kind = \"rule\"", "kind = \"rul\"", "model-unknown-name", "rule");
    expect("inverse = \"kept_by\"", "inverse = \"keptby\"", "model-unknown-name", "kept_by");
    expect("inverse = \"kept_by\"\n", "", "missing-field", "relation");
    expect(
        "with = [\"doers\"",
        "with = [\"note\"",
        "model-unfit-name",
        "a relation of the entries that are found",
    );
    expect("with = [\"doers\"", "with = [\"doer\"", "model-unknown-name", "doers");
    expect("group_by = \"chapter\"", "group_by = \"chapters\"", "model-unknown-name", "chapters");
}
