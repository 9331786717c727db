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

#[test]
fn a_file_is_never_written_over_a_source_or_something_that_is_no_file() {
    let site = Site::new();
    let model = std::fs::read(site.path("content/model.toml")).expect("the model");
    for arguments in [
        ["bundle", "--out", "site.toml"].as_slice(),
        &["bundle", "--out", "content/model.toml"],
        &["bundle", "--out", "content/site.zip"],
        &["export", "--format", "json", "--out", "content/x.json"],
        &["export", "--format", "json", "--out", "content/model.toml"],
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(std::fs::read(site.path("content/model.toml")).expect("the model"), model);
    assert!(!site.path("content/site.zip").exists() && !site.path("content/x.json").exists());
    std::fs::create_dir(site.path("a.zip")).expect("make the folder");
    assert_eq!(site.run(&["bundle", "--out", "a.zip"]).code, 2);
    assert_eq!(site.run(&["bundle", "--out", "b.zip"]).code, 0);
    assert_eq!(site.run(&["export", "--format", "json", "--out", "b.json"]).code, 0);
}

#[test]
fn a_site_stands_at_an_address_that_a_path_can_follow() {
    let site = Site::new();
    for base in ["https://example.lv/?a=b", "https://example.lv/#x", "example.lv", "ftp://example.lv/"] {
        assert_eq!(site.run(&["check", "--base-url", base]).code, 2, "{base}");
        let text = format!("title = \"T\"\nlanguage = \"en\"\nbase_url = \"{base}\"\n");
        assert_eq!(Site::new().file("site.toml", text).check().code, 1, "{base}");
    }
    assert_eq!(site.run(&["check", "--base-url", "https://example.lv/a"]).code, 0);
}

#[cfg(unix)]
#[test]
fn the_parts_of_a_site_are_no_links() {
    let other = Site::new().file("themes/default/static/secret.txt", "x");
    for part in ["site.toml", "content", "themes"] {
        let site = Site::new();
        let (at, to) = (site.path(part), other.path(part));
        let _ = std::fs::remove_file(&at);
        let _ = std::fs::remove_dir_all(&at);
        std::os::unix::fs::symlink(to, at).expect("make the link");
        assert_eq!(site.codes().first().map(|(code, _)| code.as_str()), Some("outside-link"), "{part}");
    }
}

#[test]
fn every_page_says_at_its_start_what_to_do_when_it_has_no_styles() {
    let site = Site::new().file("site.toml", "title = \"Test\"\nlanguage = \"lv\"\n").control("F1-1", "", "");
    site.build();
    for page in ["index.html", "controls/f1-1.html", "404.html"] {
        let body = site.page(page).split_once("<body").expect("a body").1.to_owned();
        let first = body.split_once('>').expect("its end").1.trim_start();
        assert!(
            first.starts_with("<p class=\"unstyled\" data-nosnippet>Vispirms izvērsiet ZIP arhīvu"),
            "{first}"
        );
    }
    assert!(site.page("theme/style.css").contains(".unstyled { display: none; }"));
}
