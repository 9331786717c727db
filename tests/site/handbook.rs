//! The handbook: what an entry has to do, on its own page and as a line in a list.

use crate::built::{Built, all, normal, visible};
use crate::support::Site;

/// People with rooms, jobs that give them work, tools that the jobs need.
const MODEL: &str = r#"
[[kinds]]
id = "job"
label = { en = "Job", lv = "Darbs" }
plural = { en = "Jobs", lv = "Darbi" }
folder = "jobs"
pattern = "J[1-9][0-9]*"
order = "code"
coverage = "Known for {known} of {total} jobs."

[[kinds.relations]]
id = "gives"
to = ["person"]
target = "person"
label = "Work"
inverse = "given"

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "accountable" }, { id = "H", label = "helps" }]

[[kinds.relations.qualifiers]]
id = "work"
type = "statements"
label = "Work"

[[kinds.relations]]
id = "asks"
to = ["person"]
label = "Asks"
inverse = "asked"

[[kinds.relations]]
id = "tools"
to = ["tool"]
label = "Tools"

[[kinds.sections]]
id = "who"
number = 4
title = "Who"
show = [{ relation = "gives", as = "table" }]

[[kinds]]
id = "person"
label = "Person"
plural = "People"
folder = "people"
order = "title"

[[kinds.relations]]
id = "room"
to = ["room"]
label = "Room"
max = 1

[[kinds.sections]]
id = "mine"
title = "My work"
show = [{ view = "book" }]

[[kinds]]
id = "room"
label = "Room"
plural = "Rooms"

[[kinds]]
id = "tool"
label = "Tool"
plural = "Tools"
folder = "tools"

[[views]]
id = "book"
type = "handbook"
path = "lists/"
kind = "person"
source = "job"
assigns = "gives"
involves = "asks"
needs = ["tools"]
place = "room"
title = "Handbook"

[views.duty]
one = { en = "{count} duty", lv = "{count} pienākums" }
other = { en = "{count} duties", lv = "{count} pienākumi" }

[views.involved]
single = { en = "Asked once", lv = "Lūgts vienreiz" }
one = { en = "Asked {count} time", lv = "Lūgts {count} reizi" }
other = { en = "Asked {count} times", lv = "Lūgts {count} reizes" }
"#;

fn site(language: &str) -> Site {
    Site::bare()
        .file("site.toml", format!("title = \"Test\"\nlanguage = \"{language}\"\n"))
        .file("content/model.toml", MODEL)
        .file("content/room.toml", entries(&[("hall", "The hall", "")]))
        .file("content/tool.toml", entries(&[("rope", "Rope", ""), ("saw", "Saw", "")]))
        .file(
            "content/person.toml",
            entries(&[("anna", "Anna", ""), ("berta", "Berta", "room = \"hall\""), ("cela", "Cela", "")]),
        )
}

fn entries(rows: &[(&str, &str, &str)]) -> String {
    let row = |(id, title, more): &(&str, &str, &str)| {
        format!("[[entries]]\nid = \"{id}\"\ntitle = \"{title}\"\n{more}\n")
    };
    rows.iter().map(row).collect()
}

fn job(site: Site, id: &str, front: &str) -> Site {
    site.file(&format!("content/job/{id}.md"), format!("+++\ntitle = \"Job {id}\"\n{front}\n+++\n"))
}

/// Two jobs with work, one stub.
fn with_work(language: &str) -> Built {
    let first = "asks = [\"anna\", \"berta\", \"cela\"]\ntools = [\"rope\", \"saw\"]\n\
                 [[gives]]\nperson = \"berta\"\npart = \"A\"\nwork = \"\"\"\n- Pull\n- Push\n  - hard\n\"\"\"\n\
                 [[gives]]\nperson = \"anna\"\npart = \"H\"\nwork = \"- Hold\"";
    let second = "asks = [\"cela\"]\ntools = [\"saw\"]\n[[gives]]\nperson = \"berta\"\npart = \"H\"";
    let site = job(job(job(site(language), "J1", first), "J2", second), "J3", "status = \"stub\"");
    Built::of(site.root())
}

fn words(element: scraper::ElementRef) -> String {
    normal(&visible(element))
}

/// That a text has these words one after the other.
#[track_caller]
fn has_in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for wanted in words {
        let wanted = normal(wanted);
        let at = rest.find(&wanted).unwrap_or_else(|| panic!("no {wanted} in order: {text}"));
        rest = &rest[at + wanted.len()..];
    }
}

#[test]
fn a_page_shows_all_that_its_entry_has_to_do() {
    let built = with_work("en");
    let page = built.page("people/berta.html");
    let section = page.section("mine").expect("the section");
    let text = words(section);
    let expected = [
        "Known for 2 of 3 jobs.",
        "J1 Job J1",
        "A accountable",
        "Pull Push hard",
        "J1, section 4",
        "J2 Job J2",
        "H helps",
        "Part A – accountable H – helps",
    ];
    has_in_order(&text, &expected);
    for anchor in ["jobs/j1.html#gives--berta--a", "jobs/j2.html#gives--berta--h"] {
        let links = all(section, "a").into_iter().filter(|a| a.attr("href") == Some(&format!("../{anchor}")));
        assert_eq!(links.count(), 1, "{anchor}");
        let (path, anchor) = anchor.split_once('#').expect("an anchor");
        assert!(built.page(path).with_id(anchor).is_some(), "no {anchor} on {path}");
    }
}

#[test]
fn a_page_shows_what_its_entry_is_only_asked_for() {
    let built = with_work("en");
    let text = words(built.page("people/cela.html").section("mine").expect("the section"));
    assert!(text.contains(&normal("Asked 2 times J1 Job J1 J2 Job J2")), "{text}");
    assert!(!text.contains("PartA"), "there is nothing to explain: {text}");
    let text = words(built.page("people/anna.html").section("mine").expect("the section"));
    assert!(!text.contains("Asked"), "{text}");
}

#[test]
fn a_page_shows_with_whom_and_with_what() {
    let built = with_work("en");
    let page = built.page("people/anna.html");
    let section = page.section("mine").expect("the section");
    let text = words(section);
    let expected = "With whom Berta The hall · J1 Job J1 A accountable Cela J1";
    assert!(text.contains(&normal(expected)), "{text}");
    assert!(text.ends_with(&normal("What it takes Tools Rope Saw")), "one job needs all: {text}");
    assert!(page.links_to(section, "people/berta.html"));
    let page = built.page("people/berta.html");
    let text = words(page.section("mine").expect("the section"));
    assert!(text.contains(&normal("Anna J1 Job J1 H helps Cela J1 Job J1, J2 Job J2")), "{text}");
    assert!(
        text.ends_with(&normal("Rope J1 Job J1 Saw J1 Job J1, J2 Job J2")),
        "which job needs what: {text}"
    );
}

#[test]
fn what_the_handbook_shows_is_not_listed_again() {
    let built = with_work("en");
    let page = built.page("people/berta.html");
    assert!(page.with_id("given").is_none() && page.with_id("asked").is_none());
    assert!(built.page("tools/saw.html").with_id("job-tools").is_some(), "other relations are");
}

#[test]
fn a_block_shows_one_part_of_a_handbook() {
    let show = "show = [{ view = \"book\" }]";
    for (part, has, lacks) in [
        ("work", "Pull", ["The hall", "Rope"]),
        ("with", "Anna", ["Pull", "Rope"]),
        ("needs", "Rope", ["Pull", "Anna"]),
    ] {
        let one = format!("show = [{{ view = \"book\", part = \"{part}\" }}]");
        let site = site("en").file("content/model.toml", MODEL.replace(show, &one));
        let front = "asks = [\"anna\"]\ntools = [\"rope\"]\n[[gives]]\nperson = \"berta\"\nwork = \"- Pull\"";
        let built = Built::of(job(site, "J1", front).root());
        let page = built.page("people/berta.html");
        let text = words(page.section("mine").expect("the section"));
        assert!(
            text.contains(has) && !lacks.iter().any(|words| text.contains(&normal(words))),
            "{part}: {text}"
        );
        assert_eq!(page.with_id("given").is_none(), part == "work", "the work is shown once");
    }
}

#[test]
fn a_list_has_those_with_duties_first_each_with_a_line() {
    let built = with_work("en");
    let page = built.page("lists/index.html");
    let lines: Vec<String> = page.all("main li").into_iter().map(words).collect();
    let expected = ["Anna 1 duty · 1 job", "Berta The hall · 3 duties · 2 jobs", "Cela Asked 2 times"];
    let starts = |(line, start): (&String, &str)| line.starts_with(&normal(start));
    assert!(lines.iter().zip(expected).all(starts), "{lines:#?}");
    assert_eq!(lines.len(), 3);
}

#[test]
fn counts_follow_the_plurals_of_the_language() {
    for (count, duties, jobs) in [
        (1, "1 pienākums · 1 darbs", "Lūgts vienreiz"),
        (2, "2 pienākumi · 1 darbs", "Lūgts 2 reizes"),
        (11, "11 pienākumi · 1 darbs", "Lūgts 11 reizes"),
        (21, "21 pienākums · 1 darbs", "Lūgts 21 reizi"),
    ] {
        let statements = "- Pull\n".repeat(count);
        let front = format!("[[gives]]\nperson = \"anna\"\nwork = \"\"\"\n{statements}\"\"\"");
        let mut site = job(site("lv"), "J100", &front);
        for number in 1..=count {
            site = job(site, &format!("J{number}"), "asks = [\"cela\"]");
        }
        let built = Built::of(site.root());
        let page = built.page("lists/index.html");
        let text = normal(&visible(page.all("main")[0]));
        for words in [duties, jobs] {
            assert!(text.contains(&normal(words)), "no {words}: {text}");
        }
    }
}

#[test]
fn a_handbook_that_cannot_be_made_is_reported() {
    let expect = |old: &str, new: &str, code: &str, told: &str| {
        let text = MODEL.replacen(old, new, 1);
        assert_ne!(text, MODEL, "{old} is not there");
        let site = site("en").file("content/model.toml", text);
        assert_eq!(site.codes().first().map(|(code, _)| code.as_str()), Some(code), "{}", site.told());
        assert!(site.told().contains(told), "no {told}: {}", site.told());
    };
    expect("assigns = \"gives\"", "assigns = \"give\"", "model-unknown-name", "did you mean `gives`?");
    expect(
        "assigns = \"gives\"",
        "assigns = \"tools\"",
        "model-unfit-name",
        "leads to the entries of `kind`",
    );
    expect("assigns = \"gives\"", "assigns = \"asks\"", "model-unfit-name", "of the type `statements`");
    expect("assigns = \"gives\"\n", "", "missing-field", "assigns");
    expect("needs = [\"tools\"]", "needs = [\"tool\"]", "model-unknown-name", "did you mean `tools`?");
    expect("place = \"room\"", "place = \"rooms\"", "model-unknown-name", "did you mean `room`?");
    expect("[views.involved]", "[views.unvolved]", "unknown-key", "did you mean `involved`?");
    expect("[views.duty]\none", "[views.duty]\nsome", "missing-field", "`one`");
    expect("{ view = \"book\" }", "{ view = \"book\", part = \"wrk\" }", "model-unknown-name", "`work`");
    expect("{ view = \"book\" }", "{ text = \"x\", part = \"work\" }", "needless-key", "view of a handbook");
}
