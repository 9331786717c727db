//! Matrices: what narrows them, what their empty cells mean, and the files beside their pages.

use crate::built::{Built, all, normal, visible};
use crate::support::{MODEL, Site};
use crate::ticked::Ticked;

/// People in teams, and a matrix of controls and people.
const PEOPLE: &str = r#"
[[kinds.fields]]
id = "team"
type = "choice"
label = "Team"
choices = [{ id = "red", label = "Red team" }, { id = "blue", label = "Blue team" }]
"#;

const VIEW: &str = r#"
[[views]]
id = "who"
type = "matrix"
path = "who"
rows = "control"
columns = "person"
relation = "owners"
cell = "part"
title = "Who owns what"
"#;

fn person(id: &str, team: &str) -> String {
    format!("[[entries]]\nid = \"{id}\"\ntitle = \"{}\"\nteam = \"{team}\"\n", id.to_uppercase())
}

fn owner(id: &str, part: &str) -> String {
    format!("[[owners]]\nperson = \"{id}\"\npart = \"{part}\"\n")
}

/// Five controls: two with owners, a stub with one, one described without, a stub without.
fn site(view: &str) -> Site {
    let family = |id: &str| format!("[[entries]]\nid = \"{id}\"\ntitle = \"Family {id}\"\n");
    Site::bare()
        .file("content/model.toml", format!("{MODEL}{PEOPLE}{VIEW}{view}"))
        .file("content/family.toml", family("F1") + &family("F2"))
        .file(
            "content/person.toml",
            person("anna", "red") + &person("bert", "blue") + &person("cilla", "red"),
        )
        .control("F1-1", &format!("level = \"low\"\n{}", owner("anna", "A")), "")
        .control("F1-2", &format!("status = \"stub\"\n{}", owner("bert", "C")), "")
        .control("F2-1", &format!("level = \"high\"\n{}{}", owner("anna", "C"), owner("cilla", "A")), "")
        .control("F2-2", "", "")
        .control("F2-3", "status = \"stub\"", "")
}

fn built(view: &str) -> Built {
    Built::of(site(view).root())
}

const FILTERS: &str = "filters = { rows = [\"family\", \"level\"], columns = [\"team\", \"entry\"] }\n";

/// The codes of the rows that are left.
fn rows(ticked: &Ticked) -> Vec<String> {
    let code = |row| all(row, "th .id").into_iter().map(visible).collect();
    ticked.left("tbody tr").into_iter().map(code).collect()
}

/// The headings of the columns that are left, the total apart.
fn columns(ticked: &Ticked) -> Vec<String> {
    ticked.words("thead tr:last-child th:not(.corner, .sum)")
}

#[test]
fn nothing_is_hidden_before_a_box_is_ticked() {
    let built = built(FILTERS);
    let ticked = Ticked::new(&built, "who", &[]);
    assert_eq!(rows(&ticked), ["F1-1", "F1-2", "F2-1"]);
    assert_eq!(ticked.left("tbody td").len(), 3 * 4);
    assert_eq!(ticked.left(".rest li").len(), 2);
    assert!(ticked.left(".state").is_empty(), "nothing is chosen, and nothing is said to be");
}

#[test]
fn rows_are_narrowed_by_each_of_their_groups() {
    let built = built(FILTERS);
    let rows = |values: &[&str]| rows(&Ticked::new(&built, "who", values));
    assert_eq!(rows(&["F2"]), ["F2-1"]);
    assert_eq!(rows(&["F1", "F2"]), ["F1-1", "F1-2", "F2-1"], "any value of a group will do");
    assert_eq!(rows(&["F1", "low"]), ["F1-1"], "of each group one");
    assert_eq!(rows(&["F2", "low"]), [""; 0]);
    let ticked = Ticked::new(&built, "who", &["F2"]);
    assert_eq!(ticked.left(".rest li").len(), 2, "entries without a row are narrowed too");
    assert_eq!(Ticked::new(&built, "who", &["F1"]).left(".rest li").len(), 0);
    assert_eq!(ticked.words(".state dd"), ["F2FamilyF2"], "what is chosen is told, on paper as well");
}

#[test]
fn columns_are_narrowed_in_every_row() {
    let built = built(FILTERS);
    let ticked = |values: &[&str]| Ticked::new(&built, "who", values);
    let red = ticked(&["red"]);
    assert_eq!(columns(&red), ["ANNA", "CILLA"]);
    assert_eq!(red.left("tbody td").len(), 3 * 3, "two columns and the total");
    assert_eq!(red.left("tfoot td").len(), 3);
    assert_eq!(rows(&red).len(), 3, "rows stay");
    assert_eq!(columns(&ticked(&["red", "cilla"])), ["CILLA"]);
    assert_eq!(columns(&ticked(&["blue", "cilla"])), [""; 0]);
}

#[test]
fn rows_without_a_mark_in_the_columns_shown_can_be_hidden() {
    let built = built(FILTERS);
    // The box that says so has the value 1.
    let rows = |values: &[&str]| rows(&Ticked::new(&built, "who", &[&["1"], values].concat()));
    assert_eq!(rows(&[]), ["F1-1", "F1-2", "F2-1"]);
    assert_eq!(rows(&["red"]), ["F1-1", "F2-1"]);
    assert_eq!(rows(&["cilla"]), ["F2-1"]);
    assert_eq!(rows(&["red", "bert"]), [""; 0], "no column is of the red team and of bert");
    assert_eq!(rows(&["red", "F1"]), ["F1-1"]);
}

#[test]
fn filters_are_those_of_the_parents_when_none_are_written() {
    let names = |view: &str| -> Vec<String> {
        let built = built(view);
        let page = built.page("who.html");
        page.all(".facets summary").into_iter().map(visible).collect()
    };
    assert_eq!(names(""), ["Family"]);
    assert_eq!(names("filters = {}\n"), [""; 0]);
    assert_eq!(names(FILTERS), ["Family", "Level", "Team", "Person"]);
    assert_eq!(names("filters = { rows = [\"level\"] }\n"), ["Level"]);
}

#[test]
fn a_choice_of_one_is_no_filter() {
    let site = site("filters = { columns = [\"team\"] }\n")
        .file("content/person.toml", ["anna", "bert", "cilla"].map(|id| person(id, "red")).concat());
    let built = Built::of(site.root());
    assert!(built.page("who.html").all(".facets").is_empty());
}

#[test]
fn a_filter_that_is_none_is_reported() {
    let expect = |filters: &str, code: &str, fact: &str| {
        let found = site(&format!("filters = {filters}\n")).codes();
        assert_eq!(found.len(), 1, "{filters}: {found:?}");
        assert_eq!(found[0].0, code, "{filters}: {found:?}");
        let message = site(&format!("filters = {filters}\n")).check().stderr;
        assert!(message.contains(fact), "{filters}: {message}");
    };
    expect("{ rows = [\"familly\"] }", "model-unknown-name", "familly");
    expect("{ columns = [\"level\"] }", "model-unknown-name", "level");
    expect("{ rows = [\"steps\"] }", "model-unfit-name", "steps");
    expect("{ row = [\"level\"] }", "unknown-key", "rows");
    expect("[\"level\"]", "wrong-type", "a table");
}

#[test]
fn empty_cells_and_entries_without_a_row_say_what_is_known() {
    let built = built("");
    let page = built.page("who.html");
    let cells = |row: usize| -> Vec<bool> {
        let cells = all(page.all("tbody tr")[row], "td:not(.sum)").into_iter();
        cells
            .filter(|cell| visible(*cell).is_empty())
            .map(|cell| cell.attr("class") == Some("unknown"))
            .collect()
    };
    assert_eq!(cells(0), [false, false], "described: no such owner is given");
    assert_eq!(cells(1), [true, true], "not described: nobody has said");
    let key = normal(&visible(page.all(".key")[0]));
    assert!(key.contains("emptycell") && key.contains("hatchedcell"), "{key}");
    let rest: Vec<String> = page.all(".rest").into_iter().map(|list| normal(&visible(list))).collect();
    assert!(rest[0].starts_with("F2-2") && rest[1].starts_with("F2-3"), "{rest:?}");
    assert_eq!(visible(page.all(".stubs summary")[0]), "Not described yet (1)");
}

#[test]
fn rows_and_columns_have_totals() {
    let built = built("");
    let page = built.page("who.html");
    let numbers = |selector: &str| page.all(selector).into_iter().map(visible).collect::<Vec<_>>();
    assert_eq!(numbers("tbody .sum"), ["1", "1", "2"]);
    assert_eq!(numbers("tfoot td"), ["2", "1", "1", "4"]);
}

/// A cell each in 250 rows of 200 columns would be written for ever more empty ones.
#[test]
fn the_size_of_a_large_matrix_follows_its_filled_cells() {
    let size = |people: usize| {
        let ids: Vec<String> = (0..people).map(|n| format!("p{n}")).collect();
        let site = site("filters = { rows = [\"family\"], columns = [\"team\"] }\n");
        let site = site.file(
            "content/person.toml",
            ids.iter()
                .map(|id| person(id, if id.ends_with('1') { "red" } else { "blue" }))
                .collect::<String>(),
        );
        let site = site.control("F1-1", &owner("p1", "A"), "").control("F1-2", &owner("p12", "A"), "");
        let site = site.control("F2-1", &owner("p0", "A"), "");
        let built = Built::of(site.root());
        let page = built.page("who.html");
        let names = page.all(".facets summary").into_iter().map(visible).collect::<Vec<_>>();
        (page.all("tbody td").len(), names)
    };
    let (cells, names) = size(100);
    assert_eq!((cells, names), (3 * 101, vec!["Family".to_owned(), "Team".to_owned()]));
    let (cells, names) = size(300);
    assert_eq!((cells, names), (3 * 4 - 1, vec!["Family".to_owned()]), "columns are not hidden any more");
}

#[test]
fn a_matrix_inside_another_page_is_the_table_alone() {
    let home = "\n[[home]]\nid = \"start\"\ntitle = \"Start\"\nshow = [{ view = \"who\" }]\n";
    let built = built(home);
    let page = built.page("index.html");
    assert_eq!(page.all("tbody tr").len(), 3);
    assert!(page.all(".facets").is_empty(), "no boxes");
    let sheets: Vec<_> =
        page.all("link[rel=stylesheet]").into_iter().filter_map(|link| link.attr("href")).collect();
    assert!(sheets.contains(&"theme/matrix.css"), "{sheets:?}");
    let other = built.page("people/anna.html");
    let sheets: Vec<_> =
        other.all("link[rel=stylesheet]").into_iter().filter_map(|link| link.attr("href")).collect();
    assert!(!sheets.contains(&"../theme/matrix.css"), "no matrix, no stylesheet: {sheets:?}");
}

#[test]
fn the_csv_tells_choices_and_statuses() {
    let model = MODEL
        .replace("label = \"accountable\"", "label = \"answers; decides\"")
        .replace("id = \"A\"", "id = \"first\"");
    let site = site("").file("content/model.toml", format!("{model}{PEOPLE}{VIEW}"));
    let site = site
        .control(
            "F1-1",
            "[[owners]]\nperson = \"anna\"\npart = \"first\"\n[[owners]]\nperson = \"anna\"\npart = \"C\"",
            "",
        )
        .control("F2-1", "[[owners]]\nperson = \"bert\"", "");
    let built = Built::of(site.root());
    let csv = built.text("who.csv");
    let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        rows,
        [
            "Control,Status,ANNA,BERT,CILLA",
            "F1-1 Control F1-1,Published,\"answers; decides C\",,",
            "F1-2 Control F1-2,Not described yet,,C,",
            "F2-1 Control F2-1,Published,,x,",
            "F2-2 Control F2-2,Published,,,",
            "F2-3 Control F2-3,Not described yet,,,",
        ]
    );
}
