//! The same content gives the same bytes, wherever, whenever and in whatever language it is built.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::built::{copy, files};
use crate::unzipped::unzipped;

/// What must not matter: the place, the time zone, the locale, the number of threads.
struct Machine {
    folder: &'static str,
    environment: [(&'static str, &'static str); 4],
}

const MACHINES: [Machine; 2] = [
    Machine {
        folder: "a",
        environment: [("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")],
    },
    Machine {
        folder: "quite/another place/with ā long name",
        environment: [
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "lv_LV.UTF-8"),
            ("LC_ALL", "lv_LV.UTF-8"),
            ("RAYON_NUM_THREADS", "7"),
        ],
    },
];

#[test]
fn the_first_edition_is_the_same_everywhere() {
    same_everywhere(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/source/site"));
}

#[test]
fn a_site_of_another_model_is_the_same_everywhere() {
    same_everywhere(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/controls"));
}

/// A checkout on Windows, when nothing tells git otherwise.
#[test]
fn line_ends_do_not_matter() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let [as_it_is, windows] = ["as it is", "windows"].map(|name| temporary.path().join(name));
    for root in [&as_it_is, &windows] {
        copy(&repository.join("tests/source/site"), root);
        copy(&repository.join("themes"), &root.join("themes"));
    }
    for (path, bytes) in files(&windows) {
        // A picture is none of its texts.
        let Ok(text) = String::from_utf8(bytes) else { continue };
        std::fs::write(windows.join(path), text.replace('\n', "\r\n")).expect("write");
    }
    let [first, second] = [as_it_is, windows].map(|site| on(&MACHINES[0], &site));
    for (path, bytes) in &first.folder {
        assert!(bytes == &second.folder[path], "{path} differs with the line ends");
    }
    assert!(first.zip == second.zip, "the ZIP differs with the line ends");
}

#[track_caller]
fn same_everywhere(site: &Path) {
    let [first, second] = MACHINES.map(|machine| on(&machine, site));
    let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&first.folder), paths(&second.folder));
    for (path, bytes) in &first.folder {
        assert!(bytes == &second.folder[path], "{path} differs from machine to machine");
    }
    assert!(first.zip == second.zip, "the ZIP differs from machine to machine");
    let site = |(path, bytes): (String, Vec<u8>)| {
        // Below the folder of the bundle, in that of the site.
        let mut parts = path.splitn(3, '/').skip(2);
        parts.next().map(|inner| (inner.to_owned(), bytes))
    };
    let zipped: BTreeMap<String, Vec<u8>> = unzipped(&first.zip).into_iter().filter_map(site).collect();
    assert_eq!(paths(&zipped), paths(&first.folder), "the ZIP holds other files than the folder");
    assert!(zipped == first.folder, "the ZIP holds other bytes than the folder");
}

struct Outcome {
    folder: BTreeMap<String, Vec<u8>>,
    zip: Vec<u8>,
}

fn on(machine: &Machine, site: &Path) -> Outcome {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let root = temporary.path().join(machine.folder);
    copy(site, &root);
    for command in ["build", "bundle"] {
        let status = Command::new(env!("CARGO_BIN_EXE_norade"))
            .args([command, "--root"])
            .arg(&root)
            .envs(machine.environment)
            .output()
            .expect("the program runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    }
    let mut folder = files(&root.join("public"));
    // The writer's own list of what it wrote is no part of the site.
    folder.retain(|path, _| !path.starts_with(".norade-"));
    Outcome { folder, zip: std::fs::read(root.join("site.zip")).expect("the bundle") }
}
