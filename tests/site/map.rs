//! Maps, charts and grids: what is marked on the page of an entry, and that words say it.

use crate::built::{Built, Page, all, visible};
use crate::second_model;
use crate::support::Site;

/// Steps in bands, with a directed and a symmetric relation.
const MODEL: &str = r#"
[[kinds]]
id = "step"
label = "Step"
plural = "Steps"
folder = "steps"
pattern = "S[1-9][0-9]*"
order = "code"

[[kinds.fields]]
id = "phase"
type = "choice"
label = "Phase"
choices = [{ id = "early", label = "Early" }, { id = "late", label = "Late" }]

[[kinds.relations]]
id = "needs"
to = ["step"]
label = "Needs"
inverse = "needed_by"
inverse_label = "Needed by"

[[kinds.relations]]
id = "pairs"
to = ["step"]
symmetric = true
label = "Pairs with"

[[kinds.sections]]
id = "where"
title = "Where"
show = [{ view = "map" }]

[[views]]
id = "map"
type = "map"
path = "map"
kind = "step"
band = "phase"
relations = RELATIONS
title = "Map"
"#;

/// The site with the relations that its map marks, and steps: an ID, and lines of front matter.
pub fn site<S: AsRef<str>>(relations: &str, steps: &[(S, S)]) -> Built {
    let model = MODEL.replace("RELATIONS", relations);
    let mut site = Site::bare().file("content/model.toml", model);
    for (id, front) in steps {
        let (id, front) = (id.as_ref(), front.as_ref());
        // Odd steps come early.
        let phase = if id.ends_with(['1', '3', '5', '7', '9']) { "early" } else { "late" };
        let text = format!("+++\ntitle = \"Do {id}\"\nphase = \"{phase}\"\n{front}\n+++\n");
        site = site.file(&format!("content/step/{id}.md"), text);
    }
    Built::of(site.root())
}

/// What each marked box of a page says besides its title.
fn tags(page: &Page) -> Vec<(String, Vec<String>)> {
    let boxes = page.all(".boxes li").into_iter();
    let tags = boxes.map(|item| {
        let code = all(item, ".id").first().map(|id| visible(*id)).unwrap_or_default();
        (code, all(item, ".tag").into_iter().map(visible).collect::<Vec<String>>())
    });
    tags.filter(|(_, tags)| !tags.is_empty()).collect()
}

fn tagged(expected: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |(code, tags): &(&str, &[&str])| {
        ((*code).to_owned(), tags.iter().map(|tag| (*tag).to_owned()).collect())
    };
    expected.iter().map(owned).collect()
}

pub const STEPS: [(&str, &str); 4] = [
    ("S1", "needs = [\"S2\"]"),
    ("S2", "needs = [\"S3\"]\npairs = [\"S3\"]"),
    ("S3", ""),
    ("S4", "status = \"stub\""),
];

#[test]
fn a_map_marks_the_relations_of_an_entry_in_both_directions() {
    let built = site(r#"["needs", "pairs"]"#, &STEPS);
    let page = |path| tags(&built.page(path));
    assert_eq!(
        page("steps/s2.html"),
        tagged(&[("S1", &["← Needed by"]), ("S3", &["→ Needs", "Pairs with"]), ("S2", &["This page"])])
    );
    assert_eq!(
        page("steps/s3.html"),
        tagged(&[("S3", &["This page"]), ("S2", &["← Needed by", "Pairs with"])])
    );
    assert_eq!(page("map.html"), []);
}

#[test]
fn the_only_relation_of_a_map_needs_no_name_when_it_is_symmetric() {
    let built = site(r#"["pairs"]"#, &STEPS);
    assert_eq!(tags(&built.page("steps/s3.html")), tagged(&[("S3", &["This page"]), ("S2", &["Linked"])]));
}

#[test]
fn what_a_box_looks_like_is_said_in_words() {
    let built = site("[]", &STEPS);
    let page = built.page("map.html");
    let boxes: Vec<String> = page.all(".box").into_iter().map(visible).collect();
    assert_eq!(boxes, ["S1 Do S1", "S3 Do S3", "S2 Do S2", "S4 Do S4\u{A0}– not described yet"]);
    let key = visible(page.all(".legend")[0]);
    for words in ["4\u{a0}steps.", "Described", "Not described yet"] {
        assert!(key.contains(words), "no {words}: {key}");
    }
    assert!(!key.contains("place"), "each step has one box: {key}");
}

const LONG: &str = "The long night of the open doors";

#[test]
fn a_grid_of_narrowing_rows_is_still_a_table() {
    let page = second_model::built().page("reach.html");
    let cells = |selector| page.all(selector).into_iter().map(visible).collect::<Vec<_>>();
    assert_eq!(cells("table.steps th[scope=row]"), ["Quay (one berth)", "Office (every desk)", "Bay"]);
    assert_eq!(cells("table.steps th[scope=col]"), ["Tiers", "A key is lost", "Flood", LONG]);
    let first = page.all("table.steps tbody tr")[0];
    let labels: Vec<_> = all(first, "td").iter().filter_map(|cell| cell.attr("data-label")).collect();
    assert_eq!(labels, ["A key is lost", "Flood", LONG], "on a narrow screen each cell says its column");
    assert_eq!(visible(all(first, "td")[0]), "AC-2 Keys are counted");
}
