//! A catalogue of security controls, `tests/models/controls`: another taxonomy with the same program and
//! theme. What its model declares is shown; nothing needs a template of its own.

use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value as Json, json};

use crate::built::{Built, Page, all, anchor, ids, list, normal, qualifier, statements, text, visible};
use crate::ticked::Ticked;

pub fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| Built::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/controls")))
}

fn page(path: &str) -> Page<'_> {
    built().page(path)
}

/// What a reader sees in the main part of a page, for comparison.
fn words(page: &Page) -> String {
    let main = page.all("main").first().copied().expect("a main part");
    normal(&visible(main)).replace(':', "")
}

/// That a page shows a label with a value right behind it.
#[track_caller]
fn shows(path: &str, label: &str, value: &str) {
    let (words, wanted) = (words(&page(path)), normal(&format!("{label}{value}")).replace(':', ""));
    assert!(words.contains(&wanted), "{path}: no {label}: {value}\n{words}");
}

/// The paths that a part of a page links to, in order, those that begin otherwise left out.
fn linked(page: &Page, selector: &str, start: &str) -> Vec<String> {
    let part = page.all(selector).first().copied().unwrap_or_else(|| panic!("{}: no {selector}", page.path));
    let paths =
        page.links(part).into_iter().filter(|(link, _)| !link.attr("href").unwrap_or("#").starts_with('#'));
    paths.map(|(_, path)| path).filter(|path| path.starts_with(start)).collect()
}

#[test]
fn every_entry_view_and_folder_has_its_page() {
    let found: Vec<&str> = built().pages().map(|page| page.path).collect();
    let expected = [
        "404.html",
        "about.html",
        "ac-1.html",
        "ac-10.html",
        "ac-2-1.html",
        "ac-2-2.html",
        "ac-2.html",
        "accessibility.html",
        "bk-1.html",
        "bk-2.html",
        "crews/clerks.html",
        "crews/elders.html",
        "crews/index.html",
        "crews/night-watch.html",
        "dangers.html",
        "find.html",
        "hazards/flood.html",
        "hazards/index.html",
        "hazards/lost-key.html",
        "hazards/open-doors.html",
        "hazards/stolen-key.html",
        "index.html",
        "names.html",
        "origins.html",
        "papers.html",
        "progress.html",
        "reach.html",
        "safeguards/ac-1.html",
        "safeguards/ac-10.html",
        "safeguards/ac-2-1.html",
        "safeguards/ac-2-2.html",
        "safeguards/ac-2.html",
        "safeguards/ac.html",
        "safeguards/bk-1.html",
        "safeguards/bk-2.html",
        "safeguards/bk.html",
        "safeguards/index.html",
        "tables/index.html",
        "tables/safeguards-crews.html",
        "tables/safeguards-tiers.html",
        "threats.html",
        "tiers/bay.html",
        "tiers/index.html",
        "tiers/office.html",
        "tiers/quay.html",
        "waivers/index.html",
        "weights.html",
        "work/clerks.html",
        "work/elders.html",
        "work/index.html",
        "work/night-watch.html",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_page_without_sections_shows_a_field_of_every_type() {
    let path = "safeguards/ac-2.html";
    shows(path, "Aim", "No key goes missing unseen; compare AC-10.");
    shows(path, "How it is checked", "The clerk counts The watch confirms: at dusk at dawn");
    shows(path, "Weight", "Vital");
    shows(path, "Standard", "https://standards.example/keys?part=2&year=2019");
    shows(path, "Desk", "keys@harbour.example");
    shows(path, "Hours a year", "12.5");
    shows(path, "Runs by itself", "Yes");
    shows(path, "Proofs", "Paper Years kept First filed Key book 7");
    shows(path, "Origin", "The great loss");
    shows("safeguards/ac-1.html", "Runs by itself", "No");
    shows("safeguards/bk-1.html", "Hours a year", "0");
    let page = page(path);
    let dates: Vec<_> = page.all("time").iter().filter_map(|time| time.attr("datetime")).collect();
    assert_eq!(dates, ["2019-03-14", "2019-04-01"]);
    let words = words(&page);
    for name in ["Key roll", "Ābols"] {
        assert!(words.contains(&normal(name)), "no other name {name}");
    }
    for (text, href) in [
        (
            "https://standards.example/keys?part=2&year=2019",
            "https://standards.example/keys?part=2&year=2019",
        ),
        ("keys@harbour.example", "mailto:keys@harbour.example"),
    ] {
        let links = page.all("main a").into_iter().filter(|link| link.attr("href") == Some(href));
        assert_eq!(links.map(visible).collect::<Vec<_>>(), [text]);
    }
}

#[test]
fn a_page_without_sections_shows_every_relation_and_inverse() {
    let path = "safeguards/ac-2.html";
    shows(path, "Tiers", "Office (every desk) Quay (one berth)");
    shows(path, "Counters", "A key is lost");
    shows(path, "Works together with", "AC-10 Keys are numbered");
    shows("safeguards/ac-10.html", "Works together with", "AC-2 Keys are counted");
    let heading = |path: &str, id: &str| {
        let page = page(path);
        let section = page.section(id).unwrap_or_else(|| panic!("{path}: no #{id}"));
        all(section, "h2").into_iter().map(visible).collect::<String>()
    };
    for (path, inverse, title, expected) in [
        ("tiers/office.html", "asks_for", "Safeguards of this tier", vec!["safeguards/ac-2.html"]),
        ("hazards/lost-key.html", "countered_by", "Countered by", vec!["safeguards/ac-2.html"]),
        (path, "refinements", "Refinements", vec!["safeguards/ac-2-1.html", "safeguards/ac-2-2.html"]),
        (
            "safeguards/ac.html",
            "measures",
            "Safeguards in this family",
            vec!["safeguards/ac-1.html", "safeguards/ac-2.html", "safeguards/ac-10.html"],
        ),
    ] {
        assert_eq!(heading(path, inverse), title);
        assert_eq!(linked(&page(path), &format!("#{inverse}"), ""), expected, "{path} #{inverse}");
    }
}

#[test]
fn a_qualified_relation_shows_its_rows_at_both_ends() {
    let task = page("safeguards/ac-2.html");
    let row = |id: &str| normal(&visible(task.with_id(id).unwrap_or_else(|| panic!("no row {id}"))));
    let watch = row("keepers--night-watch--y--quay");
    for words in ["Night watch", "Y", "carries out", "Quay", "Counts the keys", "loss sheet"] {
        assert!(watch.contains(&normal(words)), "no {words}: {watch}");
    }
    assert!(row("keepers--clerks--x").contains("decides"));
    assert!(row("keepers--clerks--y--office").contains("Office"));
    let clerks = page("crews/clerks.html");
    let rows = clerks.section("kept").map(|section| all(section, "tbody tr")).expect("a section");
    let cells = |row| all(row, "th, td").into_iter().map(|cell| normal(&visible(cell))).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
    let named = "AC-2Keysarecounted";
    assert_eq!(rows[0], [named, "Vital", "Xdecides", "", ""]);
    assert_eq!(rows[1], [named, "Vital", "Ycarriesout", "Office(everydesk)", ""]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn what_nobody_knows_is_said_and_what_is_empty_is_not() {
    shows("safeguards/ac-10.html", "Origin", "Nobody wrote down where this safeguard comes from.");
    shows("safeguards/ac-1.html", "Waivers", "Whether there are waivers is kept secret.");
    let words = words(&page("safeguards/ac-2.html"));
    assert!(!words.contains("Waivers"), "an empty relation has no words: {words}");
}

#[test]
fn sections_stand_in_the_order_of_the_model_with_their_numbers() {
    let page = page("safeguards/ac-2-1.html");
    let headings: Vec<String> = page.all("main h2").into_iter().map(|h2| normal(&visible(h2))).collect();
    let headings: Vec<&str> =
        headings.iter().map(String::as_str).filter(|h| h.starts_with(['1', '2'])).collect();
    assert_eq!(headings, ["1.Stepstotake", "2.Whereitbelongs"]);
    let steps = normal(&visible(page.section("steps-to-take").expect("a section")));
    for words in
        ["Weigh the ring", "Compare with AC-2", "In practice", "A ring that is too light", "With gloves"]
    {
        assert!(steps.contains(&normal(words)), "no {words}: {steps}");
    }
    shows("safeguards/ac-2-1.html", "Effort in days", "3");
    let place = page.section("place").expect("a section");
    assert!(page.links_to(place, "safeguards/ac-2.html"));
    assert!(page.links_to(place, "safeguards/bk-2.html"), "the map is part of the section");
}

#[test]
fn a_list_reaches_beyond_the_next_entry() {
    let family = page("safeguards/ac.html");
    assert_eq!(linked(&family, "#crews", "crews/"), ["crews/clerks.html", "crews/night-watch.html"]);
    shows("safeguards/ac.html", "Clerks", "Safeguard AC-2 Keys are counted");
    let place = page("safeguards/ac-2-1.html");
    let words = normal(&visible(place.section("place").expect("a section")));
    for row in ["Weight Vital", "In the hands of Night watch Y carries out Quay", "Clerks X decides"] {
        assert!(words.contains(&normal(row)), "no {row}: {words}");
    }
}

#[test]
fn a_body_without_sections_is_shown_with_its_headings() {
    let page = page("safeguards/ac-1.html");
    assert!(words(&page).contains(&normal("Plain text below the fields of a kind without sections.")));
    let headings: Vec<String> = page.all("main h2").into_iter().map(visible).collect();
    assert!(headings.iter().any(|heading| heading == "At night"), "{headings:?}");
    let mentioned = linked(&built().page("crews/night-watch.html"), "#mentions", "");
    assert_eq!(mentioned, ["safeguards/ac-1.html"]);
}

#[test]
fn a_handbook_shows_a_crew_its_work_and_lists_the_crews() {
    let page = page("crews/clerks.html");
    let work = page.section("work").expect("a section");
    assert_eq!(linked(&page, "#work", "safeguards/ac-2").len(), 4, "its heading, two rows, and the watch");
    for path in ["crews/night-watch.html", "tiers/office.html", "hazards/lost-key.html"] {
        assert!(page.links_to(work, path), "no link to {path}");
    }
    shows("work/index.html", "Clerks", "2 things to do · 1 safeguard");
    shows("work/index.html", "Night watch", "2 things to do · 1 safeguard");
    let listed = linked(&self::page("work/index.html"), "main", "crews/");
    assert_eq!(listed, ["crews/clerks.html", "crews/night-watch.html", "crews/elders.html"]);
}

#[test]
fn a_crew_ticks_off_what_it_has_to_do() {
    let page = page("work/night-watch.html");
    let items: Vec<String> =
        page.all(".items > li .words").into_iter().map(|e| normal(&visible(e))).collect();
    assert_eq!(items, ["1.CountsthekeysAC-2", "2.SignsthelosssheetAC-2"]);
    assert!(page.links_to(page.all("main form")[0], "hazards/lost-key.html"));
    shows("work/elders.html", "To tick off", "Élders of the quay There is nothing on this list yet.");
}

#[test]
fn a_matrix_links_each_cell_to_its_row() {
    let page = page("tables/safeguards-crews.html");
    let columns: Vec<String> = page.all("thead tr:last-child th").into_iter().skip(1).map(visible).collect();
    assert_eq!(columns, ["Clerks", "Élders of the quay", "Night watch", "Total"]);
    let rows = page.all("tbody tr");
    assert_eq!(rows.len(), 1, "a row without marks is listed below");
    let cells: Vec<_> = all(rows[0], "td").into_iter().collect();
    assert_eq!(cells.len(), 4);
    assert_eq!(visible(cells[3]), "2", "how many are filled");
    for (cell, marks, anchor) in
        [(cells[0], "XY", "keepers--clerks--x"), (cells[2], "Y", "keepers--night-watch--y--quay")]
    {
        let link = all(cell, "a")[0];
        assert_eq!(link.attr("href"), Some(format!("../safeguards/ac-2.html#{anchor}").as_str()));
        let shown: String =
            visible(link).chars().filter(char::is_ascii_uppercase).filter(|c| "XY".contains(*c)).collect();
        assert_eq!(shown, marks);
        assert!(built().page("safeguards/ac-2.html").with_id(anchor).is_some(), "no row {anchor}");
    }
    assert_eq!(visible(cells[1]).trim(), "");
    let filters: Vec<String> = page.all(".facets summary").into_iter().map(visible).collect();
    assert_eq!(filters, ["Weight", "Tiers", "Crew"]);
    assert_eq!(rows[0].attr("class"), Some("r1-1 r2-1 r2-2"), "one weight, two tiers");
    let words = words(&page);
    for id in ["AC-1", "AC-10", "BK-2"] {
        assert!(words.contains(id), "{id} has no row and is not listed");
    }
    assert!(!words.contains("BK-1"), "what is retired is listed");
    let plain = self::page("tables/safeguards-tiers.html");
    let cells = plain.all("tbody td a").into_iter().filter_map(|link| link.attr("href")).collect::<Vec<_>>();
    assert_eq!(cells, ["../safeguards/ac-2.html#tiers--quay", "../safeguards/ac-2.html#tiers--office"]);
}

#[test]
fn a_picker_tells_what_is_linked_with_the_entries_chosen() {
    let left = |values: &[&str], selector: &str| Ticked::new(built(), "dangers", values).words(selector);
    assert_eq!(left(&["lost-key"], ".results > li > a"), ["AC-2Keysarecounted"]);
    assert_eq!(left(&["flood"], ".results .id").len(), 0, "what keeps it away is retired");
    assert_eq!(
        left(&["lost-key"], ".gathered > li > a"),
        ["Quay(oneberth)", "Office(everydesk)", "Clerks", "Nightwatch"]
    );
    assert_eq!(left(&["flood"], ".gathered > li").len(), 0);
}

#[test]
fn a_map_has_bands_by_a_choice_in_the_order_of_the_model() {
    let page = page("weights.html");
    let heads = ["Vital", "Useful", "Idle"].map(|label| (label.to_owned(), label.to_owned()));
    let main = page.all("main")[0];
    let boxes =
        page.outline(main, &heads, |path| path.starts_with("safeguards/") && path != "safeguards/index.html");
    let boxes: Vec<_> = boxes.iter().filter(|item| item.element.value().name() == "li").collect();
    let boxes: Vec<_> = boxes.iter().map(|item| (item.head.as_deref(), item.path.as_str())).collect();
    assert_eq!(
        boxes[..2],
        [(Some("Vital"), "safeguards/ac-2.html"), (Some("Useful"), "safeguards/ac-1.html")],
        "the band of what is retired is gone"
    );
    let rest: Vec<&str> = boxes[2..].iter().map(|(_, path)| *path).collect();
    assert_eq!(
        rest,
        [
            "safeguards/ac-10.html",
            "safeguards/bk-2.html",
            // The one link among them, in words.
            "safeguards/ac-2.html",
            "safeguards/ac-10.html"
        ]
    );
}

#[test]
fn no_heading_is_without_words() {
    for page in built().pages() {
        for heading in page.all("h1, h2, h3, h4, h5, h6") {
            assert!(!visible(heading).trim().is_empty(), "{}: an empty heading", page.path);
        }
    }
}

#[test]
fn each_kind_keeps_its_own_order() {
    let order =
        |kind: &'static str| built().of_kind(kind).map(|entry| text(&entry["id"])).collect::<Vec<_>>();
    assert_eq!(order("measure"), ["AC-1", "AC-2", "AC-10", "BK-1", "BK-2"], "codes by their numbers");
    assert_eq!(order("tier"), ["quay", "office", "bay"], "as declared");
    assert_eq!(order("crew"), ["clerks", "elders", "night-watch"], "by title");
    assert_eq!(order("family"), ["AC", "BK"]);
    let tiers = linked(&page("tiers/index.html"), "main", "tiers/");
    assert_eq!(tiers, ["tiers/quay.html", "tiers/office.html", "tiers/bay.html"]);
    let crews = linked(&page("crews/index.html"), "main", "crews/");
    assert_eq!(crews, ["crews/clerks.html", "crews/elders.html", "crews/night-watch.html"]);
}

#[test]
fn lists_show_every_level_and_breadcrumbs_lead_up() {
    let listed = linked(&page("safeguards/index.html"), "main", "safeguards/");
    let expected = ["ac", "ac-1", "ac-2", "ac-2-1", "ac-2-2", "ac-10", "bk", "bk-2"];
    assert_eq!(listed, expected.map(|id| format!("safeguards/{id}.html")));
    let page = page("safeguards/ac-2-1.html");
    let navs = page.all("nav").into_iter().filter(|nav| page.links_to(*nav, "safeguards/ac.html"));
    let ways: Vec<Vec<String>> =
        navs.map(|nav| page.links(nav).into_iter().map(|(_, path)| path).collect()).collect();
    let expected = ["index.html", "safeguards/index.html", "safeguards/ac.html", "safeguards/ac-2.html"];
    assert_eq!(ways, [expected.map(str::to_owned)]);
}

#[test]
fn an_index_groups_by_a_field_or_a_column() {
    let outline = |path: &str, heads: &[&str]| -> Vec<(Option<String>, String)> {
        let page = page(path);
        let heads: Vec<_> = heads.iter().map(|head| (head.to_string(), head.to_string())).collect();
        let items = page.outline(page.all("main")[0], &heads, |path| path.starts_with("safeguards/"));
        items.into_iter().map(|item| (item.head, item.path)).collect()
    };
    let of = |head: &str, id: &str| (Some(head.to_owned()), format!("safeguards/{id}.html"));
    let origins = outline("origins.html", &["The great loss", "The old rule book"]);
    assert_eq!(origins[..2], [of("The great loss", "ac-2"), of("The old rule book", "ac-1")]);
    assert_eq!(origins.len(), 4, "those without an origin are listed too");
    let papers = outline("papers.html", &["Key book", "Ledger"]);
    assert_eq!(papers, [of("Key book", "ac-2"), of("Ledger", "ac-2")]);
}

#[test]
fn all_names_stand_in_one_list_other_names_with_what_they_mean() {
    let page = page("names.html");
    let names: Vec<String> = page.all("main li").into_iter().map(|item| normal(&visible(item))).collect();
    let at = |start: &str| names.iter().position(|name| name.starts_with(&normal(start)));
    let order =
        ["A key is lost", "Ābols", "Clerks", "Élders of the quay", "Flood", "Key roll", "Keys are counted"];
    let places: Vec<Option<usize>> = order.iter().map(|name| at(name)).collect();
    assert!(places.iter().all(Option::is_some), "{order:?} {places:?}\n{names:#?}");
    assert!(places.is_sorted(), "{order:?} {places:?}\n{names:#?}");
    let roll = &names[at("Key roll").expect("it is there")];
    assert!(roll.contains("Keysarecounted"), "{roll}");
    assert!(page.links_to(page.all("main")[0], "safeguards/ac-2.html"));
    assert!(!names.iter().any(|name| name.contains("burnt")), "a draft is listed");
}

#[test]
fn the_page_says_how_far_an_entry_has_come() {
    let words = |path: &str| words(&page(path));
    assert!(words("safeguards/bk-2.html").contains(&normal("This safeguard is planned")));
    assert!(words("safeguards/bk-1.html").contains(&normal("No longer used")));
    assert!(words("safeguards/bk-1.html").contains(&normal("the elders")), "who reviewed it");
    assert!(words("waivers/index.html").contains(&normal("No waiver has been granted.")));
    assert!(words("tables/safeguards-crews.html").contains(&normal("Told for 3 of 4 safeguards.")));
    assert!(!built().files.contains_key("safeguards/bk-3.html"), "a draft is built");
}

#[test]
fn the_coverage_has_the_sections_of_its_kind() {
    let page = page("progress.html");
    let rows: Vec<Vec<String>> = page
        .all(".by-section tr")
        .into_iter()
        .map(|row| all(row, "th, td").into_iter().map(|cell| normal(&visible(cell))).collect())
        .collect();
    assert_eq!(rows[0], ["Refinements", "Status", "1.Stepstotake", "2.Whereitbelongs"]);
    let status = "Published,notreviewed";
    assert_eq!(rows[1], ["AC-2-1Keysareweighed", status, "●Written", "●Written"]);
    assert_eq!(rows[2], ["AC-2-2Keysarephotographed", status, "○Empty", "●Written"]);
    let kinds = page.all(".by-kind tbody tr").len();
    assert_eq!(kinds, list(&built().data["model"]["kinds"]).len());
}

#[test]
fn the_data_keeps_unset_empty_and_not_told_apart() {
    let part = |id: &str, part: &str, name: &str| built().entry(id)[part].get(name).cloned();
    let lost = |id: &str| list(&built().entry(id)["not_told"]).iter().map(text).collect::<Vec<_>>();
    // Unset: no key, and not said to be lost.
    assert_eq!((part("AC-1", "fields", "proofs"), part("BK-1", "relations", "waivers")), (None, None));
    // Empty: the key, with nothing.
    assert_eq!(part("AC-10", "fields", "proofs"), Some(json!([])));
    assert_eq!(part("AC-1", "relations", "tiers"), Some(json!([])));
    assert_eq!(part("AC-2", "relations", "waivers"), Some(json!([])));
    // Not told: no key, and said to be lost.
    assert_eq!((part("AC-10", "fields", "origin"), lost("AC-10")), (None, vec!["origin"]));
    assert_eq!((part("AC-1", "relations", "waivers"), lost("AC-1")), (None, vec!["waivers"]));
}

#[test]
fn the_data_has_every_type_and_both_directions() {
    let measure = built().entry("AC-2");
    let fields = &measure["fields"];
    assert_eq!(fields["aim"], "No key goes **missing** unseen; compare [[AC-10]].");
    assert_eq!(statements(&fields["checks"]), ["The clerk counts", "The watch confirms:"]);
    assert_eq!(statements(&fields["checks"][1]["statements"]), ["at dusk", "at dawn"]);
    assert_eq!(fields["since"], "2019-03-14");
    assert_eq!(fields["hours"].as_f64(), Some(12.5));
    assert_eq!(fields["automatic"], true);
    assert_eq!(built().entry("AC-1")["fields"]["automatic"], false, "the default");
    assert_eq!(fields["proofs"][0]["years"].as_f64(), Some(7.0));
    assert_eq!(fields["proofs"][1], json!({ "paper": "Ledger" }));
    let keepers = list(&measure["relations"]["keepers"]);
    let found: Vec<_> =
        keepers.iter().map(|row| (text(&row["id"]), qualifier(row, "duty"), qualifier(row, "at"))).collect();
    let (x, y) = (json!("X"), json!("Y"));
    let (quay, office) = (json!("quay"), json!("office"));
    assert_eq!(found, [("night-watch", &y, &quay), ("clerks", &x, &Json::Null), ("clerks", &y, &office)]);
    assert_eq!(anchor(&keepers[0]), Some("keepers--night-watch--y--quay"));
    assert_eq!(statements(qualifier(&keepers[0], "work")), ["Counts the keys", "Signs the loss sheet"]);
    assert_eq!(ids(&built().entry("clerks")["inverse"]["keeps"]), ["AC-2", "AC-2"]);
    assert_eq!(ids(&built().entry("AC")["inverse"]["measures"]), ["AC-1", "AC-2", "AC-10"]);
    assert_eq!(ids(&built().entry("AC-2-1")["relations"]["refines"]), ["AC-2"]);
    assert_eq!(ids(&built().entry("AC-10")["relations"]["pairs_with"]), ["AC-2"], "read from the other end");
    assert_eq!(built().entry("lost-key")["aliases"], json!(["stolen-key"]));
    assert_eq!(built().entry("BK-1")["reviewed"], "2026-01-02");
    assert_eq!(built().entry("BK-3"), &Json::Null, "a draft is in the data");
}

#[test]
fn a_matrix_can_be_had_as_csv() {
    let csv = built().text("tables/safeguards-crews.csv");
    let rows: Vec<&str> = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8").lines().collect();
    assert_eq!(rows[0], "Safeguard,Status,Clerks,Élders of the quay,Night watch");
    assert_eq!(rows[1], "AC-2 Keys are counted,Published,X Y,,Y");
    assert_eq!(rows.len(), 1 + 4, "a row an entry in use, written or not:\n{csv}");
    let href = linked(&page("tables/safeguards-crews.html"), ".files", "tables/");
    assert_eq!(href, ["tables/safeguards-crews.csv"]);
}

#[test]
fn a_page_tells_how_to_refer_to_it_and_to_its_sections() {
    let ac2 = page("safeguards/ac-2.html");
    let cited: Vec<String> = ac2.all(".cite li").iter().map(|item| normal(&visible(*item))).collect();
    let whole = "AC-2 Keys are counted. Safeguards of the Harbour Office, edition 2. safeguards/ac-2.html";
    assert_eq!(cited[0], normal(whole));
    let numbered = cited.iter().filter(|text| text.starts_with(&normal("AC-2, section "))).count();
    assert_eq!(numbered, ac2.all("article > section[id]").len() - ac2.all("#mentions").len(), "{cited:?}");
    let running = ac2.all(".running").first().map(|head| normal(&visible(*head))).expect("a running head");
    assert!(running.starts_with(&normal("AC-2 Keys are counted")), "{running}");
}

#[test]
fn each_heading_of_a_text_has_a_link_to_itself() {
    for page in built().pages() {
        for heading in page.all("main h2[id], main h3[id], main section[id] > .head > h2") {
            let parent = scraper::ElementRef::wrap(heading.parent().expect("a parent")).expect("an element");
            let section = parent.parent().and_then(scraper::ElementRef::wrap).and_then(|s| s.attr("id"));
            let id = heading.attr("id").or(section).expect("an anchor");
            let link = all(parent, "a.anchor").first().and_then(|link| link.attr("href").map(str::to_owned));
            assert_eq!(link, Some(format!("#{id}")), "{}", page.path);
        }
    }
}

#[test]
fn the_home_page_leads_to_everything_by_its_own_ways() {
    let home = page("index.html");
    let sections = home.all(".ways > section");
    let headed = sections.iter().filter(|section| !all(**section, "h2 ~ *").is_empty()).count();
    assert!(headed == sections.len() && headed > 0, "a way in is empty");
    // A map is drawn by codes, each entry once, whatever the number of its boxes.
    let boxes: Vec<String> = linked(&home, ".small-map", "safeguards/");
    let once: std::collections::BTreeSet<&String> = boxes.iter().collect();
    assert_eq!(once.len(), boxes.len(), "{boxes:?}");
}
