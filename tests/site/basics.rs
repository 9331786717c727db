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
