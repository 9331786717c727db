//! What only Windows does: files that another program holds, and its own form of paths.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

use crate::built::files;
use crate::support::Site;

/// What most programs share of a file they have open: others may read and write, and not rename or remove it.
const READ_AND_WRITE: u32 = 3;
/// What a program shares that wants the file for itself.
const NOTHING: u32 = 0;

fn hold(path: &Path, shared: u32) -> File {
    OpenOptions::new().read(true).share_mode(shared).open(path).expect("open the file")
}

fn published(site: &Site) -> BTreeMap<String, Vec<u8>> {
    // The lock and the manifest are the writer's own.
    files(&site.path("public")).into_iter().filter(|(path, _)| !path.starts_with(".norade-")).collect()
}

#[test]
fn a_page_that_another_program_holds_stops_a_build_before_the_site_has_changed() {
    for shared in [READ_AND_WRITE, NOTHING] {
        let site = Site::new().control("F1-1", "", "Before.");
        site.build();
        let before = published(&site);
        let site = site.control("F1-1", "", "After.").control("F1-2", "", "New.");
        for (language, reason) in
            [("en", "another program has it open"), ("lv", "to ir atvērusi cita programma")]
        {
            let held = hold(&site.path("public/controls/f1-1.html"), shared);
            let run = site.run_in(language, &["build"]);
            drop(held);
            assert_eq!(run.code, 2, "{}", run.stderr);
            assert!(run.stderr.contains("f1-1.html") && run.stderr.contains(reason), "{}", run.stderr);
            assert!(published(&site) == before, "the site has changed");
        }
        site.build();
        assert!(site.page("controls/f1-1.html").contains("After."));
    }
}

#[test]
fn a_page_that_is_held_and_has_to_go_stops_a_build_too() {
    let site = Site::new().control("F1-1", "", "").control("F1-2", "", "");
    site.build();
    let before = published(&site);
    std::fs::remove_file(site.path("content/control/F1-2.md")).expect("remove");
    let held = hold(&site.path("public/controls/f1-2.html"), READ_AND_WRITE);
    let run = site.run(&["build"]);
    assert!(run.code == 2 && run.stderr.contains("f1-2.html"), "{}", run.stderr);
    assert!(published(&site) == before, "the site has changed");
    drop(held);
    site.build();
    assert!(!site.path("public/controls/f1-2.html").exists());
}

#[test]
fn an_older_bundle_that_is_held_stays() {
    let site = Site::new();
    assert_eq!(site.run(&["bundle"]).code, 0);
    let before = std::fs::read(site.path("site.zip")).expect("read");
    let site = site.control("F1-1", "", "");
    let _held = hold(&site.path("site.zip"), READ_AND_WRITE);
    let run = site.run(&["bundle"]);
    assert!(run.code == 2 && run.stderr.contains("another program has it open"), "{}", run.stderr);
    assert!(std::fs::read(site.path("site.zip")).expect("read") == before);
    let litter = std::fs::read_dir(site.root()).expect("list").flatten().map(|entry| entry.file_name());
    assert!(litter.into_iter().all(|name| !name.to_string_lossy().contains("norade-tmp")));
}

#[test]
fn a_source_that_is_held_is_named_as_it_is_known_and_nothing_changes() {
    let site = Site::new().control("F1-1", "owners = [\"anna\"]", "");
    let before = files(site.root());
    let held = hold(&site.path("content/control/F1-1.md"), READ_AND_WRITE);
    let run = site.run(&["rename", "anna", "beate"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("F1-1.md") && !run.stderr.contains(r"\\?\"), "{}", run.stderr);
    drop(held);
    assert!(files(site.root()) == before);
}

#[test]
fn a_folder_deeper_than_260_characters_is_built_into() {
    let site = Site::new();
    let out = format!("public/{}", ["garš nosaukums ar burtiem āčēģīķļņšūž"; 8].join("/"));
    let run = site.run(&["build", "--out", &out]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.path(&out).join("index.html").exists());
}
