//! The link to where a page is edited.

use crate::support::Site;

fn site(edit_url: &str) -> Site {
    let config = format!("title = \"Test\"\nlanguage = \"en\"\nedit_url = \"{edit_url}\"\n");
    let view = "\n[[views]]\nid = \"list\"\ntype = \"index\"\npath = \"list\"\ntitle = \"List\"\nkinds = [\"control\"]\n";
    Site::new()
        .file("site.toml", config)
        .file("content/model.toml", format!("{}{view}", crate::support::MODEL))
        .file("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nText.\n")
        .control("F1-1", "aliases = [\"F1-9\"]", "Text.\n")
}

#[test]
fn leads_from_each_page_to_its_source() {
    let site = site("https://example.org/edit/{path}?branch=a&amp=1");
    site.build();
    for (page, source) in [
        ("controls/f1-1.html", "content/control/F1-1.md"),
        ("families/f1.html", "content/family.toml"),
        ("about.html", "content/pages/about.md"),
        ("list.html", "content/model.toml"),
        ("index.html", "content/model.toml"),
        ("accessibility.html", "site.toml"),
    ] {
        let link = format!(
            "<li><a href=\"https:&#x2F;&#x2F;example.org&#x2F;edit&#x2F;{}?branch=a&amp;amp=1\">Edit this page</a></li>",
            source.replace('/', "&#x2F;")
        );
        let (link, html) = (link.replace("&#x2F;", "/"), site.page(page).replace("&#x2F;", "/"));
        assert!(html.contains(&link), "{page}: {html}");
    }
    for page in ["404.html", "controls/f1-9.html"] {
        assert!(!site.page(page).contains("Edit this page"), "nothing is edited at {page}");
    }
    site.write("content/pages/index.md", "+++\ntitle = \"Home\"\n+++\nText.\n");
    site.build();
    assert!(site.page("index.html").replace("&#x2F;", "/").contains("edit/content/pages/index.md?"));
}

#[test]
fn is_nowhere_when_the_site_says_nothing() {
    let site = Site::new().control("F1-1", "", "Text.\n");
    assert!(!site.build().page("controls/f1-1.html").contains("Edit this page"));
}

#[test]
fn is_an_address_with_https_and_the_path_behind_the_host() {
    for wrong in [
        "http://example.org/{path}",
        "https://example.org/edit",
        "https://{path}/edit",
        "https://example.org{path}",
        "javascript:alert('{path}')",
        "{path}",
        "",
    ] {
        site(wrong).expect(&[("edit-url", "site.toml:3:12")]);
    }
    let told = site("https://example.org/edit").told();
    assert!(told.contains("edit_url = \"https://github.com/NAME/REPOSITORY/edit/main/{path}\""), "{told}");
}
