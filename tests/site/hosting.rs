//! What servers and search engines read: metadata of pages, the sitemap, redirects, headers, compressed files.

use std::io::Read;

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

fn is_present(site: &Site, path: &str) -> bool {
    site.path("public").join(path).exists()
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
    assert!(!page.contains("og:locale"), "the language has no region");
    let list = site.page("controls/index.html");
    assert!(list.contains("<meta name=\"description\" content=\"Controls. Test\">"), "{list}");
    let person = items(&site.page("people/anna.html"), "DefinedTerm");
    let set = json!({ "@type": "DefinedTermSet", "name": "People", "url": "https://example.lv/x/people/" });
    assert_eq!(
        person,
        [json!({ "@type": "DefinedTerm", "name": "Anna",
            "url": "https://example.lv/x/people/anna.html", "inDefinedTermSet": set })]
    );
}

#[test]
fn a_language_with_a_region_is_a_locale() {
    let table = "title = \"Test\"\nlanguage = \"en-GB\"\nbase_url = \"https://example.lv/x\"\n";
    let languages = "[languages.en-GB]\nname = \"English\"\n[languages.lv-LV]\nname = \"Latviešu\"\n";
    let site = described()
        .file("site.toml", format!("{table}{languages}"))
        .control("F1-2", "", "")
        .control("F1-3", "", "")
        .file("content/control/F1-2.lv-LV.md", "+++\ntitle = \"Kontrole\"\n+++\n");
    site.build();
    let locales = |path: &str| {
        let page = Html::parse_document(&site.page(path));
        let metas = Selector::parse("meta[property^='og:locale']").expect("a selector");
        let name = |meta: scraper::ElementRef| {
            let [property, content] = ["property", "content"].map(|name| meta.attr(name).unwrap_or_default());
            format!("{property} {content}")
        };
        page.select(&metas).map(name).collect::<Vec<_>>()
    };
    assert_eq!(locales("controls/f1-2.html"), ["og:locale en_GB", "og:locale:alternate lv_LV"]);
    assert_eq!(locales("lv-LV/controls/f1-2.html"), ["og:locale lv_LV", "og:locale:alternate en_GB"]);
    assert_eq!(locales("lv-LV/controls/f1-3.html"), ["og:locale en_GB"], "it is not translated");
}

#[test]
fn without_an_address_what_needs_it_is_left_out() {
    let site = described().file("site.toml", "title = \"Test\"\nlanguage = \"en\"\n").control("F1-2", "", "");
    let page = site.build().page("controls/f1-2.html");
    assert!(!page.contains("og:url") && !page.contains("canonical") && page.contains("og:title"), "{page}");
    let item = json!({ "@type": "TechArticle", "headline": "F1-2 Control F1-2", "identifier": "F1-2",
        "inLanguage": "en", "isPartOf": { "@type": "WebSite", "name": "Test" } });
    assert_eq!(json_ld(&page)["@graph"], json!([item]));
    assert!(!site.page("index.html").contains("ld+json"));
    assert!(!is_present(&site, "sitemap.xml"));
    assert_eq!(site.page("robots.txt"), "User-agent: *\nDisallow:\n");
}

#[test]
fn a_stub_is_no_article_and_what_is_retired_is_not_to_be_found() {
    let site = described()
        .control("F1-1", "status = \"stub\"", "")
        .control("F1-2", "status = \"retired\"", "")
        .control("F1-3", "aliases = [\"F1-9\"]", "")
        .control("F1-4", "status = \"draft\"", "");
    assert_eq!(site.run(&["build", "--drafts"]).code, 0);
    assert_eq!(items(&site.page("controls/f1-1.html"), "TechArticle"), Vec::<Value>::new());
    let hidden = |path: &str| site.page(path).contains("<meta name=\"robots\" content=\"noindex\">");
    assert!(hidden("controls/f1-2.html") && hidden("controls/f1-4.html") && hidden("404.html"));
    assert!(!hidden("controls/f1-1.html") && !hidden("controls/f1-3.html"));
    insta::assert_snapshot!(site.page("sitemap.xml"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://example.lv/x/</loc></url>
    <url><loc>https://example.lv/x/accessibility.html</loc></url>
    <url><loc>https://example.lv/x/families/</loc></url>
    <url><loc>https://example.lv/x/controls/</loc></url>
    <url><loc>https://example.lv/x/people/</loc></url>
    <url><loc>https://example.lv/x/families/f1.html</loc></url>
    <url><loc>https://example.lv/x/controls/f1-3.html</loc></url>
    <url><loc>https://example.lv/x/people/anna.html</loc></url>
    </urlset>
    "#);
    assert!(site.page("robots.txt").ends_with("\nSitemap: https://example.lv/x/sitemap.xml\n"));
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

#[test]
fn whom_to_tell_of_a_weakness() {
    let table = "[security]\ncontact = \"security@example.lv\"\nexpires = 2027-01-31\n";
    let site = Site::new().file("site.toml", format!("{AT}{table}"));
    assert_eq!(
        site.build().page(".well-known/security.txt"),
        "Contact: mailto:security@example.lv\nExpires: 2027-01-31T00:00:00Z\nPreferred-Languages: en\n"
    );
    let at_root = AT.replace("/x", "");
    let table = table.replace("security@example.lv", "https://example.lv/report");
    let site = Site::new().file("site.toml", format!("{at_root}{table}"));
    assert_eq!(
        site.build().page(".well-known/security.txt"),
        "Contact: https://example.lv/report\nExpires: 2027-01-31T00:00:00Z\nPreferred-Languages: en\n\
         Canonical: https://example.lv/.well-known/security.txt\n"
    );
    assert!(!is_present(Site::new().build(), ".well-known"));
}

#[test]
fn a_wrong_contact_or_day() {
    let site = |table: &str| Site::new().file("site.toml", format!("{AT}[security]\n{table}\n"));
    site("contact = \"http://example.lv\"\nexpires = \"31.01.2027\"")
        .expect(&[("security-contact", "site.toml:5:11"), ("bad-date", "site.toml:6:11")]);
    site("contact = \"a@example.lv\\nb\"")
        .expect(&[("missing-field", "site.toml:4:1"), ("security-contact", "site.toml:5:11")]);
    site("contact = \"a@example.lv\"\nexpires = 2027-01-31T10:00:00Z")
        .expect(&[("bad-date", "site.toml:6:11")]);
    site("contact = \"a@example.lv\"\nexpires = 2027-01-31\nx = 1")
        .expect(&[("unknown-key", "site.toml:7:1")]);
}

#[test]
fn a_code_alone_leads_to_its_page() {
    let site = Site::new().file("site.toml", AT).control("F1-2", "aliases = [\"F1-9\"]", "");
    site.build();
    for path in ["f1-2.html", "f1-9.html"] {
        let page = site.page(path);
        assert!(
            page.contains("<meta http-equiv=\"refresh\" content=\"0; url=controls/f1-2.html\">"),
            "{page}"
        );
        assert!(page.contains("href=\"https://example.lv/x/controls/f1-2.html\""), "{page}");
    }
    assert!(is_present(&site, "f1.html") && !is_present(&site, "anna.html"), "a person has no code");
    insta::assert_snapshot!(site.page("_redirects"), @"
    /x/controls/f1-9.html /x/controls/f1-2.html 301
    /x/f1 /x/families/f1.html 301
    /x/F1 /x/families/f1.html 301
    /x/f1.html /x/families/f1.html 301
    /x/f1-2 /x/controls/f1-2.html 301
    /x/F1-2 /x/controls/f1-2.html 301
    /x/f1-2.html /x/controls/f1-2.html 301
    /x/f1-9 /x/controls/f1-2.html 301
    /x/F1-9 /x/controls/f1-2.html 301
    /x/f1-9.html /x/controls/f1-2.html 301
    ");
}

#[test]
fn a_code_stands_back_where_something_else_is() {
    let page = "+++\ntitle = \"Mine\"\n+++\n";
    let site = Site::new()
        .file("content/pages/f1-2.md", page)
        .file("content/pages/F1-3/index.md", page)
        .control("F1-2", "", "")
        .control("F1-3", "", "")
        .control("F1-33", "", "");
    site.build();
    assert!(site.page("f1-2.html").contains("Mine"));
    assert!(!is_present(&site, "f1-3.html") && is_present(&site, "f1-33.html"));
    let redirects = site.page("_redirects");
    assert!(!redirects.contains("/f1-2 ") && !redirects.contains("/F1-3 "), "{redirects}");
}

#[test]
fn every_server_gets_the_same_redirects() {
    let site = Site::new().file("site.toml", AT).control("F1-2", "aliases = [\"F1-9\"]", "");
    site.build();
    let redirects = site.page("_redirects");
    let (map, apache, iis) = (site.page("_nginx/map.conf"), site.page(".htaccess"), site.page("web.config"));
    for line in redirects.lines() {
        let [from, to, "301"] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let lower = from.to_lowercase();
        assert_eq!(map.matches(&format!("\n    {lower} {to};")).count(), 1, "{line}\n{map}");
        let (from, inner) = (&lower["/x/".len()..], &to["/x/".len()..]);
        let rule = format!("\nRewriteRule ^{}$ {inner} [NC,R=301,L]\n", from.replace('.', "\\."));
        assert_eq!(apache.matches(&rule).count(), 1, "{line}\n{apache}");
        let location = format!(
            "<location path=\"{from}\"><system.webServer><httpRedirect enabled=\"true\" destination=\"{to}$Q\""
        );
        assert_eq!(iis.matches(&location).count(), 1, "{line}\n{iis}");
        assert!(is_present(&site, inner), "{line}");
    }
    assert!(apache.contains("\nErrorDocument 404 /x/404.html\n") && apache.contains("\nRewriteBase /x/\n"));
    assert!(site.page("_nginx/server.conf").contains("\nlocation /x/ {"));
}

#[test]
fn pages_and_servers_have_one_policy() {
    let site = Site::new().control("F1-2", "aliases = [\"F1-9\"]", "");
    let page = site.build().page("controls/f1-2.html");
    let policy = page.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).expect("a policy");
    let policy = format!("{}; frame-ancestors 'none'", policy.split('"').next().expect("its end"));
    for path in ["_headers", "_nginx/server.conf", ".htaccess", "web.config"] {
        let text = site.page(path).replace("&#39;", "'");
        assert!(text.contains(&policy), "{path}: {text}");
    }
}

#[test]
fn servers_have_one_list_of_types_and_of_what_may_be_kept() {
    let site = Site::new().file("site.toml", AT).control("F1-2", "", "");
    site.build();
    let [nginx, apache, iis] = ["_nginx/server.conf", ".htaccess", "web.config"].map(|path| site.page(path));
    for (extension, name, charset) in [
        ("csv", "text/csv", "; charset=utf-8"),
        ("js", "text/javascript", "; charset=utf-8"),
        ("woff2", "font/woff2", ""),
        ("png", "image/png", ""),
    ] {
        assert!(nginx.contains(&format!("\n        {name} {extension};\n")), "{nginx}");
        assert!(apache.contains(&format!("\nForceType \"{name}{charset}\"\n")), "{apache}");
        let map = format!("<mimeMap fileExtension=\".{extension}\" mimeType=\"{name}{charset}\" />");
        assert_eq!(iis.matches(&map).count(), 1, "{iis}");
    }
    let no_cache = "<add name=\"Cache-Control\" value=\"no-cache\" />";
    assert!(iis.contains(no_cache) && iis.contains("<location path=\"theme\">"), "{iis}");
    assert_eq!(iis.matches("value=\"public, max-age=3600\"").count(), 2, "{iis}");
    let map = site.page("_nginx/map.conf");
    assert!(map.contains("\nmap_hash_bucket_size 512;\nmap_hash_max_size 2048;\n"), "{map}");
}

#[test]
fn no_address_can_bring_a_rule_along() {
    let site = Site::new().control("F1-2", "", "");
    site.write("site.toml", AT.replace("/x", "/x;}a{$b/"));
    site.build();
    for path in ["_headers", "_redirects", "_nginx", ".htaccess", "web.config"] {
        assert!(!is_present(&site, path), "{path}");
    }
}

#[test]
fn an_address_that_servers_cannot_have_in_their_files_is_told() {
    let site = Site::new().file("site.toml", AT.replace("/x", "/vadlīnijas"));
    site.expect(&[("base-path", "site.toml:3:12")]);
    insta::assert_snapshot!(site.told(), @r#"
    warning[base-path]: the path of `https://example.lv/vadlīnijas` has more than plain letters: the files for servers are left out
     --> site.toml:3:12
      |
    3 | base_url = "https://example.lv/vadlīnijas"
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ servers would need it in ways of their own
      |
      = help: publish at a path of letters without marks, digits, `-`, `.`, `_` and `~`

    0 errors, 1 warning
    "#);
    let page = site.build().page("robots.txt");
    assert!(page.ends_with("\nSitemap: https://example.lv/vadl%C4%ABnijas/sitemap.xml\n"), "{page}");
    assert!(site.page("sitemap.xml").contains("<loc>https://example.lv/vadl%C4%ABnijas/</loc>"));
    let check = |url: &str| site.run(&["check", "--base-url", url]).stderr;
    assert!(!check("https://example.lv/guidance").contains("base-path"));
    insta::assert_snapshot!(check("https://example.lv/vadlīnijas"), @r"
    warning[base-path]: the path of `https://example.lv/vadlīnijas` has more than plain letters: the files for servers are left out
    --> site.toml
     = help: publish at a path of letters without marks, digits, `-`, `.`, `_` and `~`, and name it in `--base-url`

    0 errors, 1 warning
    ");
}

#[test]
fn a_folder_cannot_take_the_name_of_a_servers_file() {
    let model = MODEL.replace("folder = \"people\"", "folder = \"robots.txt\"");
    let site = Site::new().file("content/model.toml", model);
    assert!(site.codes().iter().all(|(code, _)| code == "same-url") && !site.codes().is_empty());
}

#[test]
fn files_are_compressed_on_request() {
    let site = Site::new()
        .file("content/assets/a.png", [0u8; 900])
        .file("content/assets/a.csv", "x".repeat(900))
        .control("F1-2", "", "");
    let build = |arguments: &[&str]| {
        let run = site.run(&[&["build"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        crate::built::files(&site.path("public"))
    };
    let plain = build(&[]);
    let first = build(&["--compress"]);
    assert!(build(&["--compress"]) == first, "the same text gives the same bytes");
    for path in
        ["index.html", "theme/style.css", "theme/page.js", "dati/norade.json", "assets/a.csv", "robots.txt"]
    {
        let (mut gz, mut br) = (Vec::new(), Vec::new());
        if let Some(bytes) = first.get(&format!("{path}.gz")) {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut gz).expect("gzip");
            assert!(gz == first[path] && bytes.len() < gz.len(), "{path}");
            assert_eq!(bytes[4..8], [0; 4], "{path}: no time stands in it");
        } else {
            assert_eq!(path, "robots.txt", "it is too small to get smaller");
            continue;
        }
        let bytes = &first[&format!("{path}.br")];
        brotli::BrotliDecompress(&mut &bytes[..], &mut br).expect("brotli");
        assert!(br == first[path] && bytes.len() < br.len(), "{path}");
    }
    assert!(!first.contains_key("assets/a.png.gz"));
    let mut without = build(&[]);
    let is_ours = |path: &String| !path.starts_with(".norade-");
    without.retain(|path, _| is_ours(path));
    assert!(
        plain.into_iter().filter(|(path, _)| is_ours(path)).eq(without),
        "they go when they are not asked for"
    );
}

#[test]
fn the_page_for_what_is_not_found_leads_to_codes() {
    let model =
        format!("{MODEL}\n[[views]]\nid = \"s\"\ntype = \"search\"\npath = \"find\"\ntitle = \"Find\"\n");
    let site = Site::new().file("site.toml", AT).file("content/model.toml", model).control("F1-2", "", "");
    let page = site.build().page("404.html");
    assert!(
        page.contains("<a href=\"/x/families/f1.html\"><b class=\"id\">F1</b> First family</a>"),
        "{page}"
    );
    assert!(!page.contains("controls/f1-2.html"), "what lies below is found from there");
    assert!(
        page.contains("src=\"/x/theme/not-found.js\"") && page.contains("<section class=\"nearest\" hidden>")
    );
    let without = Site::new().build().page("404.html");
    assert!(!without.contains("not-found.js") && !without.contains("nearest"), "{without}");
}

#[test]
fn each_language_has_its_addresses() {
    let languages = "[languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\n";
    let security = "[security]\ncontact = \"a@example.lv\"\nexpires = 2027-01-31\n";
    let site = described()
        .file("site.toml", format!("{AT}{languages}{security}"))
        .control("F1-2", "", "")
        .control("F1-3", "", "")
        .file("content/control/F1-2.lv.md", "+++\ntitle = \"Kontrole\"\n+++\n");
    site.build();
    let sitemap = site.page("sitemap.xml");
    let listed = |path: &str| sitemap.contains(&format!("<loc>https://example.lv/x/{path}</loc>"));
    assert!(listed("controls/f1-2.html") && listed("lv/controls/f1-2.html"), "{sitemap}");
    assert!(listed("controls/f1-3.html") && !listed("lv/controls/f1-3.html"), "it is not translated");
    assert!(site.page("lv/f1-2.html").contains("content=\"0; url=controls/f1-2.html\""));
    assert!(site.page("_redirects").contains("\n/x/lv/f1-2 /x/lv/controls/f1-2.html 301\n"));
    assert!(site.page("_nginx/map.conf").contains("~^/x/lv/ /x/lv/404.html;"));
    assert!(site.page(".htaccess").contains("\nErrorDocument 404 /x/lv/404.html\n"));
    assert!(site.page("web.config").contains("<error statusCode=\"404\" path=\"/x/lv/404.html\""));
    assert!(site.page(".well-known/security.txt").contains("\nPreferred-Languages: en, lv\n"));
    let article = &items(&site.page("lv/controls/f1-2.html"), "TechArticle")[0];
    assert_eq!(article["inLanguage"], "lv");
    assert_eq!(article["isPartOf"]["url"], "https://example.lv/x/lv/");
    assert!(!site.page("lv/controls/f1-3.html").contains("ld+json"), "the original's page says it");
    // Of a list and a view one translated entry is enough; with none they are the original's.
    assert!(listed("lv/controls/") && listed("lv/") && !listed("lv/people/"), "{sitemap}");
    let people = site.page("lv/people/index.html");
    assert!(people.contains("rel=\"canonical\" href=\"https://example.lv/x/people/\""), "{people}");
    assert!(!people.contains("ld+json") && !people.contains("rel=\"alternate\""), "{people}");
}
