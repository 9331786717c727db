//! Whatever an author writes never becomes a script, and no name leads out of the site's folder.

use std::collections::HashSet;

use norade::diag::Diagnostics;
use norade::markdown::{self, Autolinks, Fragment};
use norade::source::{Origin, Sources, Span};
use proptest::prelude::*;

use crate::support::{MODEL, Site};

/// A template that shows a page whole: values escaped, HTML as the engine made it.
const SHOW: &str = "<!doctype html><html><head><title>{{ page.title }}</title>\
    <meta name=\"description\" content=\"{{ page.description }}\"></head><body>\
    {% for crumb in page.crumbs %}<a href=\"{{ crumb.href }}\">{{ crumb.title }}</a>{% endfor %}\
    <h1>{{ body.heading }}</h1>{{ body.body | safe }}</body></html>";

fn compile(text: &str, anchors: bool, statements: bool) -> (Fragment, Diagnostics) {
    let mut sources = Sources::default();
    let file = sources.add("a.md", text);
    let origin = Origin { span: Span::new(file, 0..text.len()), exact: Some(0) };
    let (none, taken) = (Autolinks::default(), HashSet::new());
    let anchors = anchors.then_some(&taken);
    let options = markdown::Options { autolinks: &none, anchors, shift: 0, statements };
    let mut diags = Diagnostics::default();
    let fragment = markdown::compile(text, origin, options, &mut diags);
    (fragment, diags)
}

/// The tags of a piece of HTML as a browser would see them: name and attributes. An attribute in
/// quotation marks may hold anything.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        rest = &rest[name_end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with('>') {
                break;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(rest.len());
            let key = rest[..end].to_ascii_lowercase();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix("=\"") {
                let end = after.find('"').expect("every attribute value is closed");
                value = after[..end].to_owned();
                rest = &after[end + 1..];
            } else if end == 0 {
                rest = &rest[1..];
            }
            attributes.push((key, value));
        }
        tags.push((name, attributes));
    }
    tags
}

/// Panics when HTML that the engine made holds anything that can run, load or post.
fn assert_harmless(html: &str) {
    const ELEMENTS: [&str; 58] = [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
        "hgroup",
        "section",
        "nav",
        "header",
    ];
    const ATTRIBUTES: [&str; 21] = [
        "href", "rel", "class", "id", "src", "alt", "loading", "tabindex", "lang", "dir", "title", "open",
        "start", "reversed", "type", "colspan", "rowspan", "headers", "scope", "abbr", "/",
    ];
    for (name, attributes) in tags(html) {
        let name = name.trim_start_matches('/').trim_end_matches('/');
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
        for (key, value) in attributes {
            assert!(ATTRIBUTES.contains(&key.as_str()), "attribute {key} in {html}");
            if matches!(key.as_str(), "href" | "src") {
                let value = value.to_lowercase().replace(['\t', '\n', '\r', ' '], "");
                let scheme = value.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                let allowed = ["http", "https", "mailto", "tel"];
                assert!(scheme.is_none_or(|(scheme, _)| allowed.contains(&scheme)), "{value} in {html}");
                assert!(!value.starts_with("//"), "{value} in {html}");
            }
        }
    }
}

#[test]
fn addresses_that_could_run_or_leave_are_errors() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "java&Tab;script:alert(1)",
        "&#1;javascript:alert(1)",
        "<javascript:alert(1)>",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\\\\\evil.example\\\\x",
        "/\\\\evil.example",
        "blob:https://x/1",
        "view-source:x",
    ] {
        for text in
            [format!("[x]({address})"), format!("![x]({address})"), format!("[x][r]\n\n[r]: {address}")]
        {
            let (fragment, diags) = compile(&text, true, false);
            assert!(diags.has_errors(), "{text}");
            assert_harmless(&fragment.html);
            assert!(
                !fragment.html.contains("<a ") && !fragment.html.contains("<img"),
                "{text}: {}",
                fragment.html
            );
        }
    }
    let (fragment, diags) = compile("<javascript:alert(1)>", true, false);
    assert!(diags.has_errors());
    assert_harmless(&fragment.html);
}

#[test]
fn raw_html_is_sanitised_or_refused() {
    for text in [
        "<script>alert(1)</script>",
        "a <script src=//evil.example></script> b",
        "<SCRIPT\n>alert(1)</SCRIPT>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<svg onload=alert(1)><a href=\"javascript:x\"></svg>",
        "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">",
        "<style>body{display:none}</style>",
        "<img src=x onerror=alert(1)>",
        "<object data=x></object><embed src=x>",
        "<form action=//evil.example><input name=a></form>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
        "<link rel=stylesheet href=//evil.example>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<template><script>x</script></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea><script>x</script></textarea>",
    ] {
        let (fragment, diags) = compile(text, true, false);
        assert!(diags.has_errors(), "{text}");
        assert_harmless(&fragment.html);
    }
    for text in [
        "<b onclick=\"alert(1)\" style=\"position:fixed\">x</b>",
        "<p onmouseover=alert(1)>x</p>",
        "<td background=x>y</td>",
        "<details ontoggle=alert(1) open><summary>x</summary></details>",
        "<!-- <script>x</script> -->",
        "<!--> <b onclick=x>",
        "<![CDATA[ <script>x</script> ]]>",
        "<?php echo 1 ?>",
        "<!DOCTYPE html>",
        "<b/onclick=alert(1)>x</b>",
        "<div title='\"><script>alert(1)</script>'>x</div>",
        "<p class=\"page id\" id=\"main\" name=x>y</p>",
    ] {
        let (fragment, _) = compile(text, true, false);
        assert_harmless(&fragment.html);
        assert!(!fragment.html.contains("id="), "{}", fragment.html);
    }
}

/// The engine's own links stand in the text as marks while raw HTML is sanitised.
#[test]
fn raw_html_cannot_reach_the_marks_of_the_engine() {
    for text in [
        // An attribute that would swallow a link.
        "<p title=\"\n\n[x](https://a.lv)\n\n\">y</p>",
        "<div title='\n\n[x](https://a.lv)\n\n' onclick=alert(1)>",
        "<b title=\"[x](https://a.lv)\">y</b> [z](https://b.lv)",
        // Links moved out of a table, or crossing elements.
        "<table>\n\n[x](https://a.lv)\n\n</table>",
        "[<b>x](https://a.lv)</b>",
        "[x</p>y](https://a.lv)",
        "<div>\n\n## x\n\n</div>",
        "<details>\n\n[x](https://a.lv)",
        "</div></div></main> [x](https://a.lv)",
        "<!--\n\n[x](https://a.lv)\n\n-->",
        "<b>\n\n| a |\n| - |\n| [x](https://a.lv) |\n\n</b>",
        "<b>x[^1]\n\n[^1]: y</b> <td>",
        "<pre>\n\n[x](https://a.lv)\n</pre>",
        "<code>[x](https://a.lv)</code>",
        "<p title=\"`<b>`\">x</p> `<script>`",
        // Marks written by hand, as characters and as references.
        "\u{E000}0\u{E001} [x](https://a.lv)",
        "&#xE000;0&#xE001; [x](https://a.lv)",
        "&#57344;999&#57345;",
        "&#xe000;1&#xe001;<b title=\"&#xE000;0&#xE001;\">[x](https://a.lv)</b>",
        "<div>&#xE000;0&#xE001;&#xe000;1&#xE001;</div>\n\n[x](https://a.lv)",
        "<p title=\"\n\n[x](https://a.lv)\n\n\">&#xE000;0&#xE001;&#57344;1&#57345</p>",
        "[&#xE000;0&#xE001;](https://a.lv/&#xE000;0&#xE001;)",
        "![&#xE000;0&#xE001;](a.png)",
        "[[a&#xE000;0&#xE001;]]",
        "# x {#&#xE000;0&#xE001;}",
        "```&#xE000;0&#xE001;\n&#xE000;0&#xE001;\n```",
    ] {
        for (anchors, statements) in [(true, false), (false, false), (false, true)] {
            let (fragment, _) = compile(text, anchors, statements);
            assert_harmless(&fragment.html);
        }
    }
}

#[test]
fn raw_html_that_does_not_nest_is_an_error() {
    for text in ["[<b>x](https://a.lv)</b>", "<p title=\"\n\n[x](https://a.lv)\n\n\">y</p>"] {
        let (fragment, diags) = compile(text, true, false);
        assert!(diags.has(norade::diag::Code::HtmlUnbalanced), "{text}: {}", fragment.html);
        assert_eq!(fragment.html, "");
    }
}

#[test]
fn heading_attributes_are_dropped_and_reported() {
    let site =
        Site::new().control("F1-1", "", "## A {#x onclick=alert(1)}\n\n## B {.evil}\n\n## C {#a\"b}\n");
    let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["heading-attribute", "heading-attribute", "bad-anchor"]);
    let (fragment, _) = compile("## A {#x onclick=alert(1) .evil .print-break}", true, false);
    assert_eq!(fragment.html, "<h2 id=\"x\" class=\"print-break\">A</h2>\n");
}

#[test]
fn addresses_in_fields_and_in_the_site_file() {
    let model = MODEL.replace("id = \"note\"\ntype = \"markdown\"", "id = \"note\"\ntype = \"url\"");
    for address in
        ["javascript:alert(1)", "data:text/html,x", "//evil.example", "mailto:a@b.lv", "HTTPS:x y", ""]
    {
        let site = Site::new().file("content/model.toml", &model);
        let site = site.control("F1-1", &format!("note = \"{address}\""), "");
        let (code, place) = site.codes().remove(0);
        assert!(code == "unsafe-url" || code == "bad-url", "{address}: {code}");
        assert_eq!(place, "content/control/F1-1.md:4:8");
    }
    for key in ["base_url", "information"] {
        let text = format!("title = \"T\"\nlanguage = \"en\"\n{key} = \"javascript:alert(1)\"\n");
        let site = Site::new().file("site.toml", text);
        assert_eq!(site.codes(), [("unsafe-url".to_owned(), format!("site.toml:3:{}", key.len() + 4))]);
    }
    for mailbox in ["x\\\"onclick=alert(1)@a.lv", "a@b.lv?bcc=c@d.lv", "a@b.lv,c@d.lv", "<a@b.lv>"] {
        let text = format!("title = \"T\"\nlanguage = \"en\"\nsupport = \"{mailbox}\"\n");
        let site = Site::new().file("site.toml", text);
        assert_eq!(site.codes(), [("bad-email".to_owned(), "site.toml:3:11".to_owned())]);
    }
    let run = Site::new().run(&["build", "--base-url", "javascript:alert(1)"]);
    assert_eq!(run.code, 2);
}

#[test]
fn titles_and_fields_are_escaped_wherever_they_are_shown() {
    const EVIL: &str = "</title><script>alert(1)</script>\\\" onload=x '&amp;";
    let model = MODEL.replace("label = \"Owners\"", &format!("label = \"{EVIL}\""));
    let site = Site::new()
        .file("content/model.toml", model.replace("plural = \"Controls\"", &format!("plural = \"{EVIL}\"")))
        .file(
            "site.toml",
            format!("title = \"{EVIL}\"\nlanguage = \"en\"\nnotice = \"{EVIL}\"\nedition = \"{EVIL}\"\n"),
        )
        .file("content/person.toml", format!("[[entries]]\nid = \"anna\"\ntitle = \"{EVIL}\"\n"))
        .file("content/family.toml", format!("[[entries]]\nid = \"F1\"\ntitle = \"{EVIL}\"\n"))
        .file(
            "content/pages/evil.md",
            format!("+++\ntitle = \"{EVIL}\"\ndescription = \"{EVIL}\"\n+++\n[[anna]]"),
        )
        .file("themes/default/templates/entry.html", SHOW)
        .control("F1-1", "owners = [\"anna\"]\nlevel = \"high\"", "See [[anna]].");
    site.build();
    for page in [
        "controls/f1-1.html",
        "people/anna.html",
        "evil.html",
        "index.html",
        "404.html",
        "controls/index.html",
    ] {
        let html = site.page(page);
        assert!(!html.contains("<script>alert") && !html.contains("\" onload=x"), "{page}: {html}");
    }
    assert!(site.page("controls/f1-1.html").contains("&lt;script&gt;"));
    let data: serde_json::Value = serde_json::from_str(&site.page("dati/norade.json")).expect("JSON");
    assert!(data["title"].as_str().is_some_and(|title| title.starts_with("</title><script>")));
}

#[test]
fn templates_escape_in_html_xml_and_svg() {
    for name in ["x.html", "x.xml", "x.svg"] {
        let site = Site::new()
            .file(&format!("themes/default/templates/{name}"), "{{ page.title }}")
            .file("themes/default/templates/entry.html", format!("{{% include \"{name}\" %}}"))
            .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"<b>\"\n");
        site.build();
        assert_eq!(site.page("people/anna.html"), "&lt;b&gt;", "{name}");
    }
}

#[test]
fn ids_that_are_no_file_names_are_refused() {
    let long = "a".repeat(81);
    let ids = [
        "..", "../../x", "a/b", "a\\\\b", "con", "NUL", "aux.x", "com1", "Lpt9", "a.", ".a", "-a", "a b",
        "ā", "", &long,
    ];
    for id in ids {
        let site =
            Site::new().file("content/person.toml", format!("[[entries]]\nid = \"{id}\"\ntitle = \"X\"\n"));
        assert_eq!(site.codes(), [("id-pattern".to_owned(), "content/person.toml:2:6".to_owned())], "{id}");
        assert_eq!(site.run(&["build"]).code, 1);
        assert!(!site.path("public").exists());
    }
    let longest = "a".repeat(80);
    for id in ["con-x", "console", "com10", "a.b", &longest] {
        let site =
            Site::new().file("content/person.toml", format!("[[entries]]\nid = \"{id}\"\ntitle = \"X\"\n"));
        assert_eq!(site.codes(), [], "{id}");
    }
}

#[test]
fn folders_and_paths_of_the_model_stay_inside() {
    for folder in ["..", "../x", "a/b", "a\\\\b", "/etc", "con", "", ".norade-x", "C:"] {
        let model = MODEL.replace("folder = \"people\"", &format!("folder = \"{folder}\""));
        let site = Site::new().file("content/model.toml", model);
        assert!(site.codes().iter().any(|(code, _)| code == "bad-name"), "{folder}");
        assert_eq!(site.run(&["build"]).code, 1);
    }
    for path in ["../x", "/x", "a//b", "a/../b", "nul", "x/con/", "\\\\x", "a\\u0000"] {
        let view = format!("\n[[views]]\nid = \"v\"\ntype = \"a-z\"\npath = \"{path}\"\ntitle = \"V\"\n");
        let site = Site::new().file("content/model.toml", format!("{MODEL}{view}"));
        assert_eq!(site.codes()[0].0, "bad-name", "{path}");
    }
    for (path, code) in
        [("theme/x", "same-url"), ("404", "same-url"), ("index", "same-url"), ("controls/f1-1", "same-url")]
    {
        let view = format!("\n[[views]]\nid = \"v\"\ntype = \"a-z\"\npath = \"{path}\"\ntitle = \"V\"\n");
        let site = Site::new().file("content/model.toml", format!("{MODEL}{view}")).control("F1-1", "", "");
        assert_eq!(site.codes()[0].0, code, "{path}");
    }
    for kind in ["pages", "assets", "model"] {
        let model = MODEL.replace("id = \"person\"", &format!("id = \"{kind}\""));
        let site = Site::new().file("content/model.toml", model);
        assert!(site.codes().iter().any(|(code, _)| code == "name-taken"), "{kind}");
    }
    for template in ["../x.html", "/etc/passwd", "x", "a/b.html", ".html"] {
        let model =
            MODEL.replace("folder = \"people\"", &format!("folder = \"people\"\ntemplate = \"{template}\""));
        let site = Site::new().file("content/model.toml", model);
        assert_eq!(site.codes()[0].0, "bad-name", "{template}");
    }
}

#[test]
fn a_theme_is_a_folder_in_themes() {
    for theme in ["../x", "..", "/etc", "a/b", "", "missing", "linked"] {
        let site =
            Site::new().file("site.toml", format!("title = \"T\"\nlanguage = \"en\"\ntheme = \"{theme}\"\n"));
        let site = site.file("themes/other/static/a.css", "");
        #[cfg(unix)]
        link("/etc", &site.path("themes/linked"));
        assert_eq!(site.codes(), [("theme-missing".to_owned(), "site.toml:3:9".to_owned())], "{theme}");
    }
}

#[test]
fn links_and_pictures_cannot_leave_the_site() {
    for text in [
        "[x](../../../../etc/passwd)",
        "[x](%2e%2e/%2e%2e/%2e%2e/etc/passwd)",
        "[x](/etc/passwd)",
        "[x](../../site.toml)",
        "[x](../model.toml)",
    ] {
        let site = Site::new().control("F1-1", "", text);
        assert_eq!(
            site.codes(),
            [("broken-link".to_owned(), "content/control/F1-1.md:6:1".to_owned())],
            "{text}"
        );
    }
    let site = Site::new().control("F1-1", "", "![x](../../../../etc/hostname.png)");
    assert_eq!(site.codes(), [("broken-asset".to_owned(), "content/control/F1-1.md:6:1".to_owned())]);
    let site = Site::new().control("F1-1", "", "![x](https://evil.example/pixel.png)");
    assert_eq!(site.codes(), [("external-picture".to_owned(), "content/control/F1-1.md:6:1".to_owned())]);
}

#[test]
fn assets_that_could_run_or_lie_elsewhere_are_refused() {
    for name in ["x.svg", "x.html", "x.xml", "x.js", "x.htm", "x.xhtml", "x.swf", "x", "x.png.html"] {
        let site = Site::new().file(&format!("content/assets/{name}"), "<script>alert(1)</script>");
        assert_eq!(site.codes(), [("asset-type".to_owned(), format!("content/assets/{name}"))]);
    }
    // Windows lets nobody make the last two.
    for name in
        ["a b.png", "ā.png", "-x.png", "con.png", "a\".png"].iter().take(if cfg!(windows) { 3 } else { 5 })
    {
        let site = Site::new().file(&format!("content/assets/{name}"), "");
        assert_eq!(site.codes(), [("asset-name".to_owned(), format!("content/assets/{name}"))]);
    }
}

#[cfg(unix)]
#[test]
fn assets_that_a_link_brings_in_are_refused() {
    let site = Site::new().file("secret.png", "");
    std::fs::create_dir_all(site.path("content/assets")).expect("make the folder");
    link("/etc/passwd", &site.path("content/assets/a.png"));
    link("../../secret.png", &site.path("content/assets/b.png"));
    link("/etc", &site.path("content/assets/c"));
    link("/etc/passwd", &site.path("content/control.toml"));
    let codes = site.codes();
    let places = ["content/assets/a.png", "content/assets/b.png", "content/assets/c", "content/control.toml"];
    assert_eq!(codes, places.map(|place| ("outside-link".to_owned(), place.to_owned())));
}

/// Elsewhere a folder does not hold both.
#[cfg(target_os = "linux")]
#[test]
fn two_assets_that_differ_in_case_are_one_address() {
    let site = Site::new().file("content/assets/A.png", "").file("content/assets/a.png", "");
    assert_eq!(site.codes(), [("same-url".to_owned(), "content/assets/a.png".to_owned())]);
}

/// A fragment with its links written.
fn whole(fragment: &Fragment) -> String {
    let (mut html, mut at) = (String::new(), 0);
    for &(offset, slot) in &fragment.slots {
        html.push_str(&fragment.html[at..offset as usize]);
        at = offset as usize;
        html.push_str(match slot {
            markdown::Slot::Open(_) => "<a href=\"x\">",
            markdown::Slot::Close(_) => "</a>",
            markdown::Slot::Label(_) | markdown::Slot::Address(_) => "x",
        });
    }
    html + &fragment.html[at..]
}

fn assert_nested(html: &str) {
    let mut open: Vec<String> = Vec::new();
    for (name, _) in tags(html) {
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{html}"),
            None if ["br", "hr", "img", "br/", "hr/"].contains(&name.as_str()) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

#[derive(Debug, Clone)]
struct Edit {
    file: usize,
    at: prop::sample::Index,
    removed: usize,
    put: String,
}

fn edit() -> impl Strategy<Value = Edit> {
    let words = [
        "",
        "\"",
        "\"\"\"",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        "\n",
        "+++\n",
        "#",
        "id = \"F1\"\n",
        "id = ",
        "parent = \"up\"\n",
        "[[kinds]]\n",
        "[[kinds.fields]]\n",
        "[[entries]]\n",
        "to = [\"control\"]\n",
        "type = \"record\"\n",
        "max = 0\n",
        "symmetric = true\n",
        "default = 1\n",
        "many = true\n",
        "true",
        "1",
        "-1",
        "9999999999999999999999",
        "1e400",
        "\u{e000}",
        "ā",
        "control",
        "F1-1",
        "F1-2",
        "[x](y)",
        "[[F1-1]]",
        "## Part\n",
        "<b>",
        "- ",
        "1979-05-27",
        "draft",
        "status = \"draft\"\n",
        "from_code = true\n",
        "max = 1\n",
        "\r",
        "\u{feff}",
        "<<<<<<< x\n",
    ];
    let put =
        prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    (0..FILES.len(), any::<prop::sample::Index>(), prop_oneof![Just(0), 0..6usize, 0..80usize], put)
        .prop_map(|(file, at, removed, put)| Edit { file, at, removed, put })
}

const FILES: [(&str, &str); 6] = [
    ("site.toml", "title = \"T\"\nlanguage = \"en\"\nbase_url = \"https://a.lv/\"\nsupport = \"a@b.lv\"\n"),
    ("content/model.toml", FUZZ_MODEL),
    (
        "content/family.toml",
        "[[entries]]\nid = \"F1\"\ntitle = \"First\"\nband = \"low\"\n\n[[entries]]\nid = \"F2\"\ntitle = \"Second\"\n",
    ),
    (
        "content/control/F1-1.md",
        "+++\nid = \"F1-1\"\nup = \"F1-2\"\nlevel = \"low\"\nsee = [\"F1-2\"]\nnot_told = [\"owners.part\"]\nsteps = \"\"\"\n- one F1-2\n  - two\n\"\"\"\n\n[[names]]\ntitle = \"One\"\nwhen = 2026-01-31\n\n[[names]]\ntitle = \"Two\"\n\n[[owners]]\nperson = \"F2\"\npart = \"A\"\nwork = \"- do [[F1]]\"\n+++\n\n## Part\n\nText [[F1-2|x]], [a](F1-2.md), `c` <b>x</b>.\n\n| a |\n| - |\n| [[F1]] |\n\n[^1]\n\n[^1]: note\n\n```rust\nfn x() {}\n```\n",
    ),
    ("content/control/F1-2.md", "+++\nid = \"F1-2\"\nstatus = \"stub\"\n[[names]]\ntitle = \"T\"\n+++\n"),
    (
        "content/pages/index.md",
        "+++\ntitle = \"Home\"\nmenu = true\n+++\n\nSee [[F1-1#part]] and [x](../control/F1-1.md).\n",
    ),
];

/// A model with every type of field, relation and view.
const FUZZ_MODEL: &str = include_str!("fuzz-model.toml");

fn edited(edits: &[Edit]) -> Site {
    let mut texts = FILES.map(|(path, text)| (path, text.to_owned()));
    for Edit { file, at, removed, put } in edits {
        let text = &mut texts[*file].1;
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = at.index(bounds.len());
        let end = (start + removed).min(bounds.len() - 1);
        text.replace_range(bounds[start]..bounds[end], put);
    }
    texts.iter().fold(Site::bare(), |site, (path, text)| site.file(path, text))
}

#[cfg(unix)]
fn link(target: &str, at: &std::path::Path) {
    std::os::unix::fs::symlink(target, at).expect("make the link");
}

/// Pieces that matter to Markdown, to HTML or to the engine, besides any text at all.
fn pieces() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "|",
        "!",
        "<",
        ">",
        "\"",
        "'",
        "`",
        "```",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "## ",
        "{#x",
        "}",
        ".c",
        "=y",
        "<b",
        "</b>",
        "<div title=\"",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<table>",
        "<td>",
        "</table>",
        "<p onclick=x>",
        "<svg>",
        "javascript:",
        "https://a.lv",
        "&#xE000;",
        "0",
        "&#xE001;",
        "\u{E000}",
        "\u{E001}",
        "&quot;",
        "\\",
        "[^1]",
        "[^1]: ",
        "| a |\n| - |\n",
        "~~",
        "**",
        "*",
        "[x](https://a.lv)",
        "![x](a.png)",
        "[[F1]]",
        "<a href=\"",
        "<details>",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "\t",
        "    ",
        ": ",
        "- [ ] ",
        "<https://a.lv>",
        "<javascript:x>",
        "\u{0}",
        "ā",
    ]);
    let piece = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compiles_to_harmless_html(text in pieces(), anchors: bool, statements: bool) {
        let (fragment, _) = compile(&text, anchors, statements);
        assert_harmless(&fragment.html);
        assert_nested(&whole(&fragment));
    }

    #[test]
    fn any_edit_of_a_site_is_clean_or_reported(edits in prop::collection::vec(edit(), 1..4)) {
        let site = edited(&edits);
        let options = norade::Options::default();
        let mut read = norade::read(site.root(), &options).expect("faults of content are no failures");
        let outputs = norade::outputs(&mut read).expect("faults of content are no failures");
        prop_assert!(outputs.is_empty() == read.diags.has_errors());
        let all = read.diags.sorted(&read.sources);
        for (_, language) in norade::diag::Language::ALL {
            norade::diag::human::render(&all, &read.sources, language, true);
            norade::diag::json::render(&all, &read.sources, language);
        }
    }

    #[test]
    fn any_toml_parses_or_is_reported(text in "(?s)[\\[\\]=\"'a-c0-9.{},# \n\u{e4}\u{201e}-]{0,60}") {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.as_str());
        let mut diags = Diagnostics::default();
        norade::tree::parse(&sources, file, 0..text.len(), &mut diags);
        let all = diags.sorted(&sources);
        for (_, language) in norade::diag::Language::ALL {
            norade::diag::human::render(&all, &sources, language, false);
            norade::diag::json::render(&all, &sources, language);
        }
    }

    #[test]
    fn any_text_is_toml_or_is_reported(text in any::<String>()) {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text.as_str());
        norade::tree::parse(&sources, file, 0..text.len(), &mut Diagnostics::default());
    }
}

#[test]
fn the_site_that_is_edited_is_clean() {
    assert_eq!(edited(&[]).codes(), []);
}
