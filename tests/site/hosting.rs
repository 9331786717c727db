//! What servers and search engines read: metadata of pages, the sitemap, redirects, headers, compressed files.

use scraper::{Html, Selector};
use serde_json::{Value, json};

use crate::support::{MODEL, Site};

const AT: &str = "title = \"Test\"\nlanguage = \"en\"\nbase_url = \"https://example.lv/x\"\n";

/// The site of the tests, with what its kinds are by schema.org.
fn described() -> Site {
    let model = MODEL
        .replace("id = \"control\"\nlabel", "id = \"control\"\nschema_org = \"TechArticle\"\nlabel")
        .replace("id = \"person\"\nlabel", "id = \"person\"\nschema_org = \"DefinedTerm\"\nlabel");
    Site::new().file("content/model.toml", model).file("site.toml", AT)
}

/// The JSON-LD of a page.
fn json_ld(page: &str) -> Value {
    let html = Html::parse_document(page);
    let blocks = Selector::parse("script[type='application/ld+json']").expect("a selector");
    let text: String = html.select(&blocks).flat_map(|block| block.text()).collect();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The items of the JSON-LD of a page that are of a type.
fn items(page: &str, sort: &str) -> Vec<Value> {
    let document = json_ld(page);
    let items = document["@graph"].as_array().expect("a list of items").iter();
    items.filter(|item| item["@type"] == sort).cloned().collect()
}

#[test]
fn a_page_says_what_it_is() {
    let site = described().control("F1-2", "note = \"Lock *all* doors & windows.\"", "");
    let page = site.build().page("controls/f1-2.html");
    assert_eq!(
        items(&page, "TechArticle"),
        [json!({
            "@type": "TechArticle",
            "headline": "F1-2 Control F1-2",
            "identifier": "F1-2",
            "inLanguage": "en",
            "description": "Lock all doors & windows.",
            "url": "https://example.lv/x/controls/f1-2.html",
            "isPartOf": { "@type": "WebSite", "name": "Test", "url": "https://example.lv/x/" },
        })]
    );
    assert_eq!(
        items(&page, "BreadcrumbList"),
        [json!({ "@type": "BreadcrumbList", "itemListElement": [
            { "@type": "ListItem", "position": 1, "name": "Test", "item": "https://example.lv/x/" },
            { "@type": "ListItem", "position": 2, "name": "Controls", "item": "https://example.lv/x/controls/" },
            { "@type": "ListItem", "position": 3, "name": "F1", "item": "https://example.lv/x/families/f1.html" },
            { "@type": "ListItem", "position": 4, "name": "F1-2 Control F1-2" },
        ] })]
    );
    for expected in [
        r#"<meta property="og:title" content="F1-2 Control F1-2">"#,
        r#"<meta property="og:type" content="article">"#,
        r#"<meta property="og:site_name" content="Test">"#,
        r#"<meta property="og:description" content="Control F1-2: Lock all doors &amp; windows.">"#,
        r#"<meta property="og:url" content="https://example.lv/x/controls/f1-2.html">"#,
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let person = items(&site.page("people/anna.html"), "DefinedTerm");
    let set = json!({ "@type": "DefinedTermSet", "name": "People", "url": "https://example.lv/x/people/" });
    assert_eq!(
        person,
        [json!({ "@type": "DefinedTerm", "name": "Anna",
            "url": "https://example.lv/x/people/anna.html", "inDefinedTermSet": set })]
    );
}

#[test]
fn json_ld_cannot_be_left() {
    let evil = "</script><script>alert(1)</script><!-- \u{2028} & \\\" -->";
    let site = described()
        .file("content/person.toml", format!("[[entries]]\nid = \"anna\"\ntitle = '''{evil}'''\n"));
    let page = site.build().page("people/anna.html");
    assert!(!page.contains("<script>") && page.matches("</script>").count() == 2, "{page}");
    assert_eq!(items(&page, "DefinedTerm")[0]["name"], evil);
}

#[test]
fn an_unknown_word_of_schema_org() {
    let model =
        MODEL.replace("id = \"person\"\nlabel", "id = \"person\"\nschema_org = \"TechArtcle\"\nlabel");
    let site = Site::new().file("content/model.toml", model);
    insta::assert_snapshot!(site.told(), @r#"
    error[not-a-choice]: `TechArtcle` is not a choice of `schema_org`
      --> content/model.toml:68:14
       |
    68 | schema_org = "TechArtcle"
       |              ^^^^^^^^^^^^ expected one of `DefinedTerm`, `TechArticle`
       |
       = help: did you mean `TechArticle`?

    1 error
    "#);
}
