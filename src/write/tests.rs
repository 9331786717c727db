//! Stops a build at every one of its steps and looks at what a reader would find.
//!
//! These tests need the [`Disk`] of the writer; those that need only its public functions are elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::disk::{Disk, Machine};
use super::failing::{Failing, Held};
use super::folder_on;
use crate::output::{Output, Tier};

/// A site whose pages are lists of links: `"index.html: a.html b.html"`. The edition makes its pages differ from those of
/// another one.
fn site(edition: &str, pages: &[&str]) -> Vec<Output> {
    let page = |text: &&str| {
        let (path, links) = text.split_once(':').unwrap();
        output(path, format!("{edition}\n{}", links.trim().replace(' ', "\n")))
    };
    pages.iter().map(page).collect()
}

fn output(path: &str, text: String) -> Output {
    let tier = if path.ends_with("index.html") { Tier::Index } else { Tier::Leaf };
    Output { path: path.to_owned(), bytes: text.into_bytes(), tier }
}

fn build(disk: &dyn Disk, site: &[Output], dir: &Path) -> Result<(), String> {
    folder_on(disk, site, dir, &[]).map(drop).map_err(|failure| failure.to_string())
}

/// Every file below `dir`, by its path from there.
fn files(dir: &Path) -> Vec<String> {
    below(dir, |entry| entry.file_type().is_file())
}

fn below(dir: &Path, wanted: impl Fn(&walkdir::DirEntry) -> bool) -> Vec<String> {
    let entries = WalkDir::new(dir).min_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok);
    let path = |entry: walkdir::DirEntry| {
        entry.path().strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/")
    };
    entries.filter(wanted).map(path).collect()
}

/// What a reader finds: every file but the writer's own.
fn published(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let published = files(dir).into_iter().filter(|path| !path.starts_with(".norade-"));
    published.map(|path| (path.clone(), fs::read(dir.join(path)).unwrap())).collect()
}

/// The promise: every file is whole, of one edition or another, and links that can be reached lead somewhere.
fn assert_sound(dir: &Path, editions: &[&[Output]], step: &str) {
    let published = published(dir);
    let whole = |path: &str, bytes: &[u8]| {
        editions.iter().copied().flatten().any(|known| known.path == path && known.bytes == bytes)
    };
    for (path, bytes) in &published {
        assert!(whole(path, bytes), "{step}: `{path}` is not whole");
    }
    let mut reached = BTreeSet::new();
    let mut next: Vec<String> = published.keys().filter(|path| *path == "index.html").cloned().collect();
    while let Some(path) = next.pop() {
        let page = published
            .get(&path)
            .unwrap_or_else(|| panic!("{step}: a link leads to `{path}`, which is missing"));
        if reached.insert(path) {
            let links = String::from_utf8_lossy(page).lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
            next.extend(links.into_iter().filter(|link| !link.is_empty()));
        }
    }
}

/// A finished build: the site, the whole site, and nothing but the site.
fn assert_is(dir: &Path, site: &[Output], step: &str) {
    let expected: BTreeMap<String, Vec<u8>> =
        site.iter().map(|output| (output.path.clone(), output.bytes.clone())).collect();
    assert_eq!(published(dir), expected, "{step}");
    let needed: BTreeSet<String> =
        site.iter().flat_map(|output| super::path::ancestors(&output.path)).map(str::to_owned).collect();
    let folders: BTreeSet<String> = below(dir, |entry| entry.file_type().is_dir()).into_iter().collect();
    assert_eq!(folders, needed, "{step}");
    let manifest = super::found_manifest(dir).unwrap().manifest;
    assert!(manifest.files.keys().eq(expected.keys()), "{step}: {manifest:?}");
}

/// Changes from one site to another, one for each way in which a path can change.
fn changes() -> Vec<(&'static str, Vec<Output>, Vec<Output>)> {
    let old = [
        "index.html: a.html lomas/index.html",
        "lomas/index.html: lomas/x.html",
        "lomas/x.html: index.html",
        "a.html: lomas/x.html",
    ];
    let old = || site("1", &old);
    let of = |pages: &[&str]| site("2", pages);
    vec![
        ("first build", vec![], old()),
        (
            "nothing but text changes",
            old(),
            of(&[
                "index.html: a.html lomas/index.html",
                "lomas/index.html: lomas/x.html",
                "lomas/x.html: index.html",
                "a.html: lomas/x.html",
            ]),
        ),
        (
            "pages come",
            old(),
            [
                old(),
                of(&[
                    "b.html: en/x/y.html",
                    "en/x/y.html: b.html en/index.html",
                    "en/index.html: b.html",
                    "a.html: b.html",
                ]),
            ]
            .concat()
            .into_iter()
            .rev()
            .collect(),
        ),
        ("pages go", old(), of(&["index.html: a.html", "a.html: index.html"])),
        (
            "a page and its folder are renamed",
            old(),
            of(&[
                "index.html: a.html roles/index.html",
                "roles/index.html: roles/x.html",
                "roles/x.html: index.html",
                "a.html: roles/x.html",
            ]),
        ),
        (
            "a file becomes a folder",
            site("1", &["index.html: a x.html", "a: index.html", "x.html: a"]),
            of(&["index.html: a/b x.html", "a/b: index.html", "x.html: a/b"]),
        ),
        (
            "a folder becomes a file",
            site("1", &["index.html: a/b/c", "a/b/c: a/d", "a/d: index.html"]),
            of(&["index.html: a", "a: index.html"]),
        ),
        (
            "beside an index that stays",
            site("1", &["index.html: x.html", "x.html: a", "a:"]),
            [site("1", &["index.html: x.html"]), of(&["x.html: a/b", "a/b:"])].concat(),
        ),
        ("the site loses its first page", old(), of(&["a.html: b.html", "b.html: a.html"])),
        ("everything goes", old(), vec![]),
    ]
}

/// The last of two outputs at one path, as a new edition of some pages is put upon an older one.
fn upon(outputs: Vec<Output>) -> Vec<Output> {
    let by_path: BTreeMap<String, Output> =
        outputs.into_iter().rev().map(|output| (output.path.clone(), output)).collect();
    by_path.into_values().collect()
}

/// Runs `change` on a fresh folder that holds `old`, for every step at which it can stop.
fn at_every_step(
    old: &[Output],
    new: &[Output],
    disk: fn(usize) -> Failing,
    then: impl Fn(&Path, usize, Result<(), String>),
) {
    for step in 0.. {
        let dir = TempDir::new().unwrap();
        build(&Machine, old, dir.path()).unwrap();
        let disk = disk(step);
        then(dir.path(), step, build(&disk, new, dir.path()));
        if !disk.has_failed() {
            return;
        }
    }
}

#[test]
fn a_kill_at_any_step_leaves_a_sound_site_that_the_next_build_completes() {
    for (name, old, new) in changes() {
        let new = upon(new);
        at_every_step(&old, &new, Failing::kill, |dir, step, _| {
            let step = format!("{name}, killed at step {step}");
            assert_sound(dir, &[&old, &new], &step);
            build(&Machine, &new, dir).unwrap();
            assert_is(dir, &new, &step);
        });
    }
}

#[test]
fn a_kill_at_any_step_leaves_what_the_old_site_can_be_built_upon() {
    for (name, old, new) in changes() {
        let new = upon(new);
        at_every_step(&old, &new, Failing::kill, |dir, step, _| {
            build(&Machine, &old, dir).unwrap();
            assert_is(dir, &old, &format!("{name}, killed at step {step}"));
        });
    }
}

#[test]
fn a_refusal_of_the_disk_is_told_and_leaves_a_sound_site_without_litter() {
    for (name, old, new) in changes() {
        let new = upon(new);
        at_every_step(&old, &new, Failing::once, |dir, step, result| {
            let step = format!("{name}, refused at step {step}: {result:?}");
            assert_sound(dir, &[&old, &new], &step);
            match result {
                Ok(()) => assert_is(dir, &new, &step),
                Err(told) => assert!(told.starts_with("cannot ") && !told.contains(".norade-tmp/"), "{told}"),
            }
            build(&Machine, &new, dir).unwrap();
            assert_is(dir, &new, &step);
        });
    }
}

#[test]
fn a_disk_that_is_full_before_the_first_page_changes_leaves_the_old_site_untouched() {
    let (old, new) =
        (site("1", &["index.html: a.html", "a.html:"]), site("2", &["index.html: b.html", "b.html:"]));
    let dir = TempDir::new().unwrap();
    build(&Machine, &old, dir.path()).unwrap();
    let before = fs::read(dir.path().join(".norade-manifest")).unwrap();
    let told = build(&Failing::once(2), &new, dir.path()).unwrap_err();
    assert!(told.starts_with("cannot write `") && told.ends_with("no space left on device"), "{told}");
    assert_is(dir.path(), &old, "full");
    assert_eq!(fs::read(dir.path().join(".norade-manifest")).unwrap(), before);
}

#[test]
fn a_file_that_another_program_holds_leaves_the_old_site_untouched() {
    let old = site("1", &["index.html: a.html z.html", "a.html:", "z.html:"]);
    let new = site("2", &["index.html: a.html n.html", "a.html: n.html", "n.html:"]);
    for held in ["index.html", "z.html", ".norade-manifest"] {
        let dir = TempDir::new().unwrap();
        build(&Machine, &old, dir.path()).unwrap();
        let told = build(&Held(held), &new, dir.path()).unwrap_err();
        assert!(told.starts_with("cannot ") && told.contains(held), "{told}");
        assert_is(dir.path(), &old, held);
    }
}

/// A page that a killed build has brought before the pages that it links to is changed by the next one.
#[test]
fn a_kill_upon_a_killed_build_that_brought_pages_leaves_a_sound_site() {
    let first = site("1", &["index.html: a.html", "a.html: index.html"]);
    let second = site(
        "2",
        &[
            "index.html: a.html p.html",
            "a.html: p.html",
            "p.html: q.html",
            "q.html: d/r.html",
            "d/r.html: p.html",
        ],
    );
    let third = site(
        "3",
        &[
            "index.html: a.html p.html",
            "a.html: p.html d/r.html",
            "p.html: s.html",
            "s.html: p.html",
            "d/r.html: s.html",
        ],
    );
    at_every_two_steps([&first, &second, &third]);
}

/// A page that a killed build was to remove, and whose links it has removed already, is wanted again by the next one.
#[test]
fn a_kill_upon_a_killed_build_that_removed_pages_leaves_a_sound_site() {
    let first = site("1", &["index.html: a.html", "a.html: s.html", "s.html: r.html", "r.html:"]);
    let second = site("2", &["index.html: a.html", "a.html: index.html"]);
    let third = site("3", &["index.html: a.html", "a.html: s.html", "s.html: index.html"]);
    at_every_two_steps([&first, &second, &third]);
}

/// Builds the second edition upon the first, then the third upon what is left, and stops both at every step.
fn at_every_two_steps(editions: [&[Output]; 3]) {
    let [first, second, third] = editions;
    at_every_step(first, second, Failing::kill, |dir, once, _| {
        for twice in 0.. {
            let copy = TempDir::new().unwrap();
            copy_tree(dir, copy.path());
            let disk = Failing::kill(twice);
            let _ = build(&disk, third, copy.path());
            let step = format!("killed at step {once}, then at step {twice}");
            assert_sound(copy.path(), &editions, &step);
            build(&Machine, third, copy.path()).unwrap();
            assert_is(copy.path(), third, &step);
            if !disk.has_failed() {
                break;
            }
        }
    });
}

fn copy_tree(from: &Path, to: &Path) {
    for folder in below(from, |entry| entry.file_type().is_dir()) {
        fs::create_dir(to.join(folder)).unwrap();
    }
    for file in files(from) {
        fs::copy(from.join(&file), to.join(&file)).unwrap();
    }
}

/// Any site: pages at paths that one edition may use for files and another one for folders, each linking to some of them.
fn any_site(edition: &'static str) -> impl Strategy<Value = Vec<Output>> {
    let page = ("[abc](/[abc]){0,2}(/index[.]html)?", vec(any::<prop::sample::Index>(), 0..4));
    (vec(page, 0..8), prop::bool::weighted(0.9), 0..3_u8).prop_map(move |(mut pages, has_root, text)| {
        if has_root {
            pages.push((
                "index.html".to_owned(),
                pages.iter().flat_map(|(_, links)| links).copied().collect(),
            ));
        }
        let named: BTreeMap<String, Vec<_>> = pages.into_iter().collect();
        let in_the_way = |path: &str| super::path::ancestors(path).any(|folder| named.contains_key(folder));
        let paths: Vec<&String> = named.keys().filter(|path| !in_the_way(path)).collect();
        let link = |link: &prop::sample::Index| format!("\n{}", link.get(&paths));
        // Editions share some texts, so that files stay the same from one to the next.
        let text = if text == 0 { "0" } else { edition };
        paths
            .iter()
            .map(|path| output(path, text.to_owned() + &named[*path].iter().map(link).collect::<String>()))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_kills_of_any_builds_leave_a_sound_site(
        sites in (any_site("1"), any_site("2"), any_site("3"), any_site("4")),
        kills in [0..60_usize, 0..60_usize, 0..60_usize],
    ) {
        let dir = TempDir::new().unwrap();
        let dir = dir.path();
        fs::write(dir.join("foreign.txt"), "1\nindex.html").unwrap();
        let foreign = [output("foreign.txt", "1\nindex.html".to_owned())];
        let editions = [&sites.0[..], &sites.1, &sites.2, &sites.3, &foreign];
        for (site, kill) in editions.iter().zip(kills) {
            let _ = build(&Failing::kill(kill), site, dir);
            assert_sound(dir, &editions, &format!("{sites:?} {kills:?}"));
        }
        build(&Machine, &sites.3, dir).unwrap();
        fs::remove_file(dir.join("foreign.txt")).unwrap();
        assert_is(dir, &sites.3, "complete");
    }
}
