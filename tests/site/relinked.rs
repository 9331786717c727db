//! Relations that change while the site is served: whatever is made of them is what a build makes.

use std::path::Path;

use norade::diag::{self, Language};
use norade::load::Changes;
use norade::{Options, Reader, export, view};
use proptest::prelude::*;

use crate::support::Site;

/// Areas within areas, jobs in them that need, resemble and assign, and people. Stubs show what they have something
/// for, be it two steps away.
const MODEL: &str = r#"
[[kinds]]
id = "area"
label = "Area"
plural = "Areas"
parent = "above"

[[kinds.relations]]
id = "above"
to = ["area"]
max = 1
label = "Above"
inverse = "below"

[[kinds.sections]]
id = "staff"
title = "Staff"
show = [{ relation = "gives", via = "jobs" }]

[[kinds.sections]]
id = "inside"
title = "Inside"
show = [{ inverse = "jobs", via = "below" }]

[[kinds]]
id = "job"
label = "Job"
plural = "Jobs"
pattern = "J[1-9]"
autolink = true
order = "code"
coverage = "{known} of {total}"

[[kinds.relations]]
id = "area"
to = ["area"]
label = "Area"
inverse = "jobs"

[[kinds.relations]]
id = "needs"
to = ["job"]
max = 2
label = "Needs"
inverse = "needed_by"
not_told = "Nobody says."

[[kinds.relations]]
id = "like"
to = ["job"]
symmetric = true
label = "Like"

[[kinds.relations.qualifiers]]
id = "why"
type = "choice"
label = "Why"
choices = [{ id = "form", label = "form" }, { id = "aim", label = "aim" }]

[[kinds.relations]]
id = "gives"
to = ["person"]
target = "person"
label = "Gives"
inverse = "given"

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "accountable" }, { id = "H", label = "helps" }]

[[kinds.relations.qualifiers]]
id = "at"
type = "relation"
to = ["area"]
label = "At"

[[kinds.relations.qualifiers]]
id = "work"
type = "statements"
label = "Work"

[[kinds.sections]]
id = "who"
title = "Who"
show = [{ relation = "gives", as = "table" }]

[[kinds.sections]]
id = "alike"
title = "Alike"
show = [{ relation = "like" }]

[[kinds]]
id = "person"
label = "Person"
plural = "People"
order = "title"

[[kinds.sections]]
id = "mine"
title = "Mine"
show = [{ view = "book" }, { relation = "needs", via = "given" }]

[[views]]
id = "book"
type = "handbook"
path = "book/"
kind = "person"
source = "job"
assigns = "gives"
title = "Book"

[views.duty]
one = "{count} duty"
other = "{count} duties"

[[views]]
id = "grid"
type = "matrix"
path = "grid"
title = "Grid"
rows = "job"
columns = "person"
relation = "gives"
cell = "part"

[[home]]
id = "start"
title = "Start"
show = [{ text = "All begins with [one](job/J1.md#who) and [[a1#jobs]]." }]
"#;

/// A part of a file, with what may stand there.
type Part = &'static [&'static str];

const STATUS: Part = &["", "status = \"stub\"\n", "status = \"draft\"\n", "status = \"retired\"\n"];

const TEXT: Part = &[
    "",
    "J2, [[ann]] and [[a1]].\n",
    "See [[J2#needed_by]].\n",
    "See [[J1#gives--ann--a]].\n",
    "See [x](#gives--ann--a).\n",
    "See [own](#needed_by).\n",
    "See [[a1#staff]].\n",
    "See [[a1#inside]].\n",
    "See [[a2#jobs]].\n",
    "## Part\n\nSee [[ann#mine]].\n",
    "See [[J3#part]].\n",
    "See [[bo#given]], [[J3#alike]] and J9.\n",
];

const NEEDS: Part = &[
    "",
    "needs = []\n",
    "needs = [\"J2\"]\n",
    "needs = [\"J3\", \"J2\"]\n",
    "needs = [\"J1\"]\n",
    "needs = [\"J1\", \"J2\", \"J4\"]\n",
    "not_told = [\"needs\"]\n",
];

const LIKE: Part = &[
    "",
    "like = [\"J3\"]\n",
    "like = [\"J1\"]\n",
    "like = [{ to = \"J3\", why = \"aim\" }, \"J3\"]\n",
    "like = [{ to = \"J2\", why = \"form\" }]\n",
];

const GIVES: Part = &[
    "",
    "gives = []\n",
    "gives = [{ person = \"ann\", part = \"A\" }]\n",
    "gives = [{ person = \"bo\" }, { person = \"ann\", part = \"A\", work = \"- sees [[J2]]\" }]\n",
    "gives = [{ person = \"ann\", part = \"A\", work = \"- sees [[J3]] and [[J3#who]]\" }]\n",
    "gives = [{ person = \"ann\", part = \"A\", at = \"a1\" }, { person = \"ann\", part = \"H\" }]\n",
    "gives = [{ person = \"bo\", work = \"- sees [[J1#gives--ann--a]]\" }]\n",
    "gives = [\"ann\", \"ann\"]\n",
    "gives = [\"nobody\"]\n",
    "gives = [\"J1\"]\n",
];

const AREA: Part =
    &["area = [\"a1\"]\n", "", "area = [\"a2\"]\n", "area = [\"a2\", \"a1\"]\n", "area = \"a3\"\n"];

const ABOVE: Part = &["", "above = \"a1\"\n"];

const END: Part = &["+++\n"];

const FILES: &[(&str, &[Part])] = &[
    (
        "content/job/J1.md",
        &[
            &["+++\ntitle = \"One\"\n", "+++\ntitle = \"Uno\"\n"],
            &[
                "gives = [{ person = \"ann\", part = \"A\" }]\n",
                GIVES[3],
                GIVES[4],
                GIVES[5],
                GIVES[0],
                GIVES[9],
            ],
            AREA,
            NEEDS,
            END,
            TEXT,
        ],
    ),
    (
        "content/job/J2.md",
        &[&["+++\ntitle = \"Two\"\n"], STATUS, GIVES, &["", AREA[0], AREA[2]], LIKE, END, TEXT],
    ),
    (
        "content/job/J3.md",
        &[&["+++\ntitle = \"Three\"\n"], STATUS, GIVES, &["", AREA[0], AREA[2]], NEEDS, LIKE, END, TEXT],
    ),
    ("content/job/J4.md", &[&["+++\ntitle = \"Four\"\nstatus = \"draft\"\n"], GIVES, NEEDS, LIKE, END, TEXT]),
    (
        "content/area.toml",
        &[
            &["[[entries]]\nid = \"a1\"\ntitle = \"Area\"\nstatus = \"stub\"\n"],
            &["", "above = \"a2\"\n"],
            &["", "# Two places lower.\n\n"],
            &["[[entries]]\nid = \"a2\"\ntitle = \"Other\"\nstatus = \"stub\"\n"],
            ABOVE,
            &["[[entries]]\nid = \"a3\"\ntitle = \"Last\"\n"],
        ],
    ),
    ("content/person/ann.md", &[&["+++\ntitle = \"Ann\"\nstatus = \"stub\"\n"], END, TEXT]),
    (
        "content/person/bo.md",
        &[&["+++\ntitle = \"Bo\"\n", "+++\ntitle = \"Abo\"\n", "+++\ntitle = \"Bob\"\n"], END, TEXT],
    ),
    ("content/pages/index.md", &[&["+++\ntitle = \"Home\"\n"], END, TEXT]),
    ("content/job/J1.lv.md", &[&["", "+++\ntitle = \"Viens\"\n+++\nSkat. [[J2]].\n"]]),
    ("content/pages/more.md", &[&["+++\ntitle = \"More\"\n"], END, TEXT]),
];

/// Which text each part of each file has.
type State = Vec<Vec<usize>>;

fn text(file: usize, chosen: &[usize]) -> String {
    FILES[file].1.iter().zip(chosen).map(|(part, &at)| part[at]).collect()
}

/// Other texts of one part or of some at once, and whether what is wrong then stays for the next change.
type Change = (Vec<(usize, usize, usize)>, bool);

fn changes() -> impl Strategy<Value = Change> {
    let part = (0..FILES.len()).prop_flat_map(|file| {
        let parts: Vec<usize> = (0..FILES[file].1.len()).filter(|&at| FILES[file].1[at].len() > 1).collect();
        let part = proptest::sample::select(parts);
        part.prop_flat_map(move |at| (Just(file), Just(at), 0..FILES[file].1[at].len()))
    });
    (proptest::collection::vec(part, 1..3), proptest::bool::weighted(0.2))
}

fn put_text(site: &Site, file: usize, chosen: &[usize]) {
    match text(file, chosen) {
        text if text.is_empty() => drop(std::fs::remove_file(site.path(FILES[file].0))),
        text => site.write(FILES[file].0, text),
    }
}

/// Writes what differs between two states.
fn write(site: &Site, before: &State, after: &State) -> Changes {
    let mut changes = Changes::default();
    for (file, (old, new)) in before.iter().zip(after).enumerate() {
        if old != new {
            put_text(site, file, new);
            changes.add(FILES[file].0.to_owned());
        }
    }
    changes
}

/// All that pages and data are made of, when there is no error, and what is wrong.
fn told(site: &norade::Site) -> (Option<Vec<String>>, serde_json::Value) {
    let pages = |graph| -> Vec<String> {
        let page = |(route, path): &(_, String)| {
            format!(
                "{path} {}",
                serde_json::to_string(&view::page(graph, *route)).expect("it can be written")
            )
        };
        let data = String::from_utf8(export::json(graph, &site.sources)).expect("a text");
        graph.routes.iter().map(page).chain([data]).collect()
    };
    let told = (!site.diags.has_errors()).then(|| site.graphs().flat_map(pages).collect());
    let diags = site.diags.clone().sorted(&site.sources);
    (told, diag::json::document(&diags, &site.sources, Language::default()))
}

/// Takes in a change. What is made of it is what a build makes; tells whether it is without errors.
#[track_caller]
fn take_in(reader: &mut Reader, root: &Path, changes: &Changes) -> bool {
    let kept = reader.read(changes, &mut || Ok(())).expect("it can be read");
    let built = norade::read(root, &Options::default()).expect("it can be read");
    let ((kept, kept_diags), (built, built_diags)) = (told(&kept), told(&built));
    assert_eq!(kept_diags, built_diags);
    assert_eq!(kept.is_some(), built.is_some());
    for (kept, built) in kept.iter().flatten().zip(built.iter().flatten()) {
        assert_eq!(kept, built);
    }
    kept.is_some()
}

/// Takes in a site whose parts have their first texts, and what each change makes of it.
#[track_caller]
fn go_through(series: impl IntoIterator<Item = Change>) {
    let start: State = FILES.iter().map(|(_, parts)| vec![0; parts.len()]).collect();
    let languages = "[languages]\nen.name = \"English\"\nlv.name = \"latviešu\"\n";
    let site = Site::bare().file("content/model.toml", MODEL);
    let site = site.file("site.toml", format!("title = \"Test\"\nlanguage = \"en\"\n{languages}"));
    for (file, chosen) in start.iter().enumerate() {
        put_text(&site, file, chosen);
    }
    let mut reader = Reader::new(site.root().to_owned(), Options::default());
    assert!(take_in(&mut reader, site.root(), &Changes::All), "it begins with a sound site");
    let (mut sound, mut now) = (start.clone(), start);
    for (parts, stays) in series {
        let mut next = now.clone();
        parts.into_iter().for_each(|(file, part, text)| next[file][part] = text);
        if take_in(&mut reader, site.root(), &write(&site, &now, &next)) {
            sound = next.clone();
        } else if !stays {
            // What is wrong is mended, so that most states have pages.
            assert!(take_in(&mut reader, site.root(), &write(&site, &next, &sound)));
            next = sound.clone();
        }
        now = next;
    }
}

/// A part of a file with one of its texts.
fn put(file: &str, part: Part, text: &str) -> (usize, usize, usize) {
    let at = FILES.iter().position(|(path, _)| path.ends_with(file)).expect("there is such a file");
    let is_part = |known: &&[&str]| known.len() == part.len() && known.iter().all(|text| part.contains(text));
    let part = FILES[at].1.iter().position(is_part).expect("it has such a part");
    (at, part, FILES[at].1[part].iter().position(|known| *known == text).expect("it may have such a text"))
}

#[test]
fn what_refers_to_a_row_or_a_section_is_told_when_it_goes_and_comes_back() {
    let gives = FILES[0].1[1];
    for (file, text) in [
        // A section of a stub, which shows what is two steps away.
        ("ann.md", "See [[a1#staff]].\n"),
        // Rows and inverses, from an entry, from the page itself, from a row, from a draft and from a page.
        ("J3.md", "See [[J1#gives--ann--a]].\n"),
        ("J1.md", "See [x](#gives--ann--a).\n"),
        ("J4.md", "See [[J1#gives--ann--a]].\n"),
        ("more.md", "See [[J1#gives--ann--a]].\n"),
    ] {
        let (none, some) = (put("J1.md", gives, ""), put("J1.md", gives, gives[0]));
        let referring = put(file, TEXT, text);
        go_through([(vec![referring], true), (vec![none], true), (vec![some], true)]);
        go_through([(vec![none], true), (vec![referring], true), (vec![some], true)]);
    }
    // A section of a stub that no link of what changes leads to.
    let (out, inside) = (put("J1.md", AREA, ""), put("J1.md", AREA, AREA[2]));
    let first = [put("area.toml", ABOVE, ABOVE[1]), put("ann.md", TEXT, "See [[a1#inside]].\n"), inside];
    go_through([(first.to_vec(), true), (vec![out], true), (vec![inside], true)]);
    // From a text of the model.
    let area = |text| put("J1.md", AREA, text);
    go_through([(vec![area(AREA[1])], true), (vec![area(AREA[0])], true)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn relations_that_change_are_linked_as_in_a_build(series in proptest::collection::vec(changes(), 1..24)) {
        go_through(series);
    }
}
