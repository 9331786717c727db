//! The way through: build, check, export, bundle.

use crate::support::Site;

#[test]
fn a_small_site_builds_and_checks_clean() {
    let site = Site::new().control("F1-1", "owners = [\"anna\"]", "Body, see [[anna]].");
    let check = site.check();
    assert_eq!((check.code, check.stderr.contains("no errors")), (0, true), "{}", check.stderr);
    site.build();
    assert!(site.page("controls/f1-1.html").contains("<title>"));
    assert!(site.page("people/anna.html").contains("<title>"));
    let data = site.page("dati/norade.json");
    assert_eq!(site.run(&["export", "--format", "json"]).stdout, data);
}

#[test]
fn a_build_with_errors_leaves_the_last_site_as_it_was() {
    let site = Site::new().control("F1-1", "", "Before.");
    site.build();
    let before = site.page("controls/f1-1.html");
    site.write("content/control/F1-1.md", "+++\nid = \"F1-1\"\ntitle = \"X\"\n+++\n[[nobody]]\n");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(site.page("controls/f1-1.html"), before);
}

/// A regression: the breadcrumbs of such entries had no end, and the program never came back.
#[test]
fn entries_that_are_each_others_parents_are_reported() {
    let model = r#"
[[kinds]]
id = "box"
label = "Box"
plural = "Boxes"
parent = "inside"
[[kinds.relations]]
id = "inside"
to = ["box"]
max = 1
label = "Inside"
"#;
    let entry =
        |id: &str, up: &str| format!("[[entries]]\nid = \"{id}\"\ntitle = \"{id}\"\ninside = \"{up}\"\n");
    let site = Site::bare().file("content/model.toml", model);
    let site = site.file("content/box.toml", entry("red", "blue") + &entry("blue", "red"));
    let codes = site.codes();
    assert!(codes.iter().any(|(code, _)| code == "parent-cycle"), "{codes:?}");
}
