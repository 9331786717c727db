//! One page as one file.

use crate::support::Site;

fn single(site: &Site, arguments: &[&str]) -> String {
    let run = site.run(&[&["bundle", "--single"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    std::fs::read_to_string(site.path("f1-1.html")).expect("the file")
}

#[test]
fn a_page_holds_all_that_it_shows_and_links_to_nothing_beside_it() {
    let site = Site::new()
        .file("content/assets/a.png", b"\x89PNG")
        .control("F1-1", "owners = [\"anna\"]", "\n## Way\n\nAs [[F1-2]], ![a picture](../assets/a.png).\n")
        .control("F1-2", "", "");
    let page = single(&site, &["f1–1"]);
    for text in [
        "<h1>Control F1-1</h1>",
        "As <span>F1-2</span>,",
        "src=\"data:image/png;base64,iVBORw==\"",
        "<style>\n",
        "<style media=\"print\">\n",
        "url(data:image/svg+xml;base64,",
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\"",
        "href=\"#way\"",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    for text in [
        "src=\"../",
        "href=\"../",
        "theme/",
        "<script src",
        "<form",
        "index.html",
        "type=\"search\"",
        "<output",
        "controls/f1-1.html",
    ] {
        assert!(!page.contains(text), "{text}: {page}");
    }
}

#[test]
fn with_an_address_the_links_lead_there() {
    let site = Site::new().control("F1-1", "owners = [\"anna\"]", "\nAs [[F1-2]].\n").control("F1-2", "", "");
    let page = single(&site, &["F1-1", "--base-url", "https://example.lv/a"]);
    for text in [
        ">https://example.lv/a/controls/f1-1.html</span>",
        "href=\"https://example.lv/a/controls/f1-2.html\"",
        "href=\"https://example.lv/a/people/anna.html\"",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("href=\"../"), "{page}");
}

#[test]
fn what_cannot_be_one_file_is_refused() {
    let site = Site::new().control("F1-1", "", "");
    let told = |arguments: &[&str]| {
        let run = site.run(&[&["bundle", "--single"], arguments].concat());
        (run.code, run.stderr)
    };
    assert_eq!(told(&["F1-2"]), (2, "error: no entry has the ID `F1-2`; did you mean `F1-1`?\n".into()));
    assert_eq!(told(&["F1-1", "--out", "x.zip"]).0, 2);
    let (code, text) = told(&["F1-1", "--sign", "key.pem"]);
    assert!(code == 2 && text.contains("cannot be used with"), "{text}");
    let broken = Site::new().control("F1-1", "level = 1", "");
    assert_eq!(broken.run(&["bundle", "--single", "F1-1"]).code, 1);
    assert!(!broken.path("f1-1.html").exists());
}
