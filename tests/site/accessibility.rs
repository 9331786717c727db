//! The page about accessibility: what the site's own file states, or that nothing is stated yet.

use scraper::Html;

use crate::built::{all, visible};
use crate::support::Site;

/// A statement with all that it can have.
const STATEMENT: &str = r#"
[accessibility]
body = "Office <b>of</b> Harbours"
address = "1 Quay, Riga"
scope = "https://harbour.example/"
law = "the Harbour Act"
standard = "EN 301 549 V3.2.1"
wcag = "WCAG 2.2 AA"
status = "partial"
prepared = 2026-01-31
method = "third-party"
assessor = "Example Auditors"
evidence = "https://auditors.example/report"
reviewed = 2026-06-30

[accessibility.feedback]
unit = "Web team"
email = "access@harbour.example"
phone = "+371 67000000"
response = "ten working days"

[accessibility.enforcement]
procedure = "Write to the Ombudsman."
body = "The Ombudsman"
address = "25 Church Street"
url = "https://ombudsman.example/"

[[accessibility.exceptions]]
what = "The tide tables"
reason = "noncompliance"
explanation = "They are pictures."
alternative = "We read them to you."

[[accessibility.exceptions]]
what = "Old maps"
reason = "outside-scope"
explanation = "They were drawn in 1890."
alternative = "There is a list of places."
"#;

const HEADINGS: [&str; 5] = [
    "How accessible is this website?",
    "Alternatives",
    "How this statement was prepared",
    "Feedback and contact",
    "Enforcement procedure",
];

fn site_in(language: &str, tables: &str) -> Site {
    Site::new().file("site.toml", format!("title = \"T\"\nlanguage = \"{language}\"\n{tables}"))
}

fn site(tables: &str) -> Site {
    site_in("en", tables)
}

/// The statement with something else in the place of a line that begins so.
fn with(line: &str, other: &str) -> String {
    let found = STATEMENT.lines().find(|found| found.starts_with(line)).expect("the statement has the line");
    STATEMENT.replacen(found, other, 1)
}

/// The texts of elements, white space made even.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let words = |element| visible(element).split_whitespace().collect::<Vec<_>>().join(" ");
    all(page.root_element(), selector).into_iter().map(words).collect()
}

/// The line of `site.toml` on which the table begins.
const TABLE: &str = "site.toml:4:1";

#[test]
fn a_whole_statement_is_shown_with_all_that_it_says() {
    let site = site(STATEMENT);
    site.expect(&[]);
    let page = site.build().page("accessibility.html");
    assert_eq!(texts(&page, "h1"), ["Accessibility statement"]);
    assert_eq!(texts(&page, "main h2"), HEADINGS);
    assert_eq!(texts(&page, "title"), ["Accessibility statement – T"]);
    let main = texts(&page, "main").remove(0);
    for words in [
        "Office <b>of</b> Harbours is committed",
        "https://harbour.example/",
        "Office <b>of</b> Harbours, 1 Quay, Riga",
        "the Harbour Act",
        "meets some of the accessibility requirements",
        "EN 301 549 V3.2.1",
        "WCAG 2.2 AA",
        "2026-01-31",
        "Assessment by a third party",
        "Example Auditors",
        "https://auditors.example/report",
        "2026-06-30",
        "Web team",
        "access@harbour.example",
        "+371 67000000",
        "ten working days",
        "Write to the Ombudsman.",
        "The Ombudsman",
        "25 Church Street",
        "https://ombudsman.example/",
    ] {
        assert!(main.contains(words), "no {words}: {main}");
    }
    let exceptions = texts(&page, "#status h4, #status li");
    assert_eq!(
        exceptions,
        [
            "The requirements are not met",
            "The tide tables They are pictures.",
            "The requirements do not apply to it",
            "Old maps They were drawn in 1890.",
        ]
    );
    assert_eq!(texts(&page, "#alternatives dd"), ["We read them to you.", "There is a list of places."]);
    assert!(!page.contains("axe"), "what programs test is no statement");
    assert!(page.contains("href=\"mailto:access@harbour.example\""));
}

#[test]
fn every_page_leads_to_it() {
    let site = site(STATEMENT).control("F1-1", "", "See [how](../accessibility.html), or [[F1]].");
    site.build();
    for (path, href) in [
        ("index.html", "accessibility.html"),
        ("controls/f1-1.html", "../accessibility.html"),
        ("accessibility.html", "accessibility.html"),
        ("404.html", "/accessibility.html"),
    ] {
        let page = Html::parse_document(&site.page(path));
        let links = all(page.root_element(), "footer a").into_iter();
        let found = links.filter(|link| link.attr("href") == Some(href)).map(visible).collect::<Vec<_>>();
        assert_eq!(found, ["Accessibility statement"], "{path}");
    }
}

#[test]
fn in_latvian_it_is_the_statement_that_the_regulation_asks_for() {
    let site = site_in("lv", STATEMENT);
    let page = site.build().page("pieklustamiba.html");
    assert_eq!(texts(&page, "h1"), ["Piekļūstamības paziņojums"]);
    let headings = [
        "Cik piekļūstama ir šī tīmekļvietne?",
        "Piekļūstamības alternatīvas",
        "Ziņas par paziņojuma sagatavošanu",
        "Atsauksmēm un saziņai",
        "Izpildes nodrošināšanas procedūra",
    ];
    assert_eq!(texts(&page, "main h2"), headings);
    assert!(texts(&page, "main")[0].contains("31.01.2026."), "dates are written as the language writes them");
}

#[test]
fn nothing_is_stated_while_anything_is_missing() {
    let needed = [
        ("body =", "body"),
        ("address = \"1", "address"),
        ("scope", "scope"),
        ("standard", "standard"),
        ("wcag", "wcag"),
        ("status", "status"),
        ("prepared", "prepared"),
        ("method", "method"),
        ("assessor", "assessor"),
        ("reviewed", "reviewed"),
        ("unit", "feedback.unit"),
        ("email", "feedback.email"),
        ("response", "feedback.response"),
        ("procedure", "enforcement.procedure"),
        ("body = \"The O", "enforcement.body"),
        ("what = \"The", "exceptions.what"),
        ("reason = \"non", "exceptions.reason"),
        ("explanation = \"They are", "exceptions.explanation"),
        ("alternative = \"We", "exceptions.alternative"),
    ];
    for (line, key) in needed {
        for other in [String::new(), line.split(' ').next().expect("a key").to_owned() + " = \" \""] {
            if other.starts_with("prepared") || other.starts_with("reviewed") {
                continue; // An empty date is no date.
            }
            let site = site(&with(line, &other));
            site.expect(&[("statement-incomplete", TABLE)]);
            assert!(site.told().contains(&format!("lacks `{key}`\n")), "{}", site.told());
            states_nothing(&site);
        }
    }
}

#[track_caller]
fn states_nothing(site: &Site) {
    let page = site.build().page("accessibility.html");
    assert_eq!(texts(&page, "h1"), ["Accessibility"]);
    assert_eq!(texts(&page, ".callout"), ["There is no accessibility statement for this website yet."]);
    assert_eq!(texts(&page, "main h2"), ["What automatic tests check", "What the tests do not tell"]);
    for words in ["EN 301 549", "Example Auditors", "is committed", "meets"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    let home = Html::parse_document(&site.page("index.html"));
    let links = all(home.root_element(), "footer a").into_iter();
    let found = links.filter(|link| link.attr("href") == Some("accessibility.html")).map(visible);
    assert_eq!(found.collect::<Vec<_>>(), ["Accessibility"]);
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let site = site("\n[accessibility]\nstatus = \"none\"\nbody = \"Office\"\n");
    insta::assert_snapshot!(site.told(), @r"
    warning[statement-incomplete]: the accessibility statement lacks `address`, `scope`, `standard`, `wcag`, `exceptions`, `prepared`, `method`, `assessor`, `reviewed`, `feedback.unit`, `feedback.email`, `feedback.response`, `enforcement.procedure`, `enforcement.body`, `enforcement.url`
     --> site.toml:4:1
      |
    4 | [accessibility]
      | ^^^^^^^^^^^^^^^ the site says that it has no statement until they are set
      |
      = help: docs/model.md says what each of them is

    0 errors, 1 warning
    ");
    states_nothing(&site);
}

#[test]
fn without_the_table_the_page_tells_what_programs_test() {
    let site = site("report = \"web@harbour.example\"\n");
    site.expect(&[]);
    states_nothing(&site);
    let page = site.page("accessibility.html");
    assert_eq!(texts(&page, "#tests li").len(), 9);
    assert!(texts(&page, "#limits")[0].contains("only a part"));
    let main = Html::parse_document(&page);
    let mail = all(main.root_element(), "main a[href^=\"mailto:\"]");
    assert_eq!(mail.into_iter().map(visible).collect::<Vec<_>>(), ["web@harbour.example"]);
}

#[test]
fn a_body_is_found_at_its_address_or_on_its_site() {
    for line in ["url", "address = \"25"] {
        site(&with(line, "")).expect(&[]);
    }
    let neither = with("url", "").replace("address = \"25 Church Street\"\n", "");
    let site = site(&neither);
    site.expect(&[("statement-incomplete", TABLE)]);
    assert!(site.told().contains("`enforcement.url`"));
}

#[test]
fn a_first_statement_has_not_been_reviewed() {
    let site = site(&with("reviewed", "reviewed = 2026-01-31"));
    let page = site.build().page("accessibility.html");
    assert_eq!(texts(&page, "#preparation dt")[..2], ["Prepared", "Method"]);
}

#[test]
fn a_site_that_meets_everything_has_no_exceptions_but_those_outside_the_rules() {
    let status = with("status", "status = \"full\"");
    let line = status.lines().position(|line| line.starts_with("reason = \"non")).expect("a line") + 3;
    site(&status).expect(&[("statement-contradiction", &format!("site.toml:{line}:10"))]);
    let outside = status.replace("\"noncompliance\"", "\"outside-scope\"");
    site(&outside).expect(&[]);
    let bare = status.split("[[accessibility.exceptions]]").next().expect("the rest").to_owned();
    let site = site(&bare);
    site.expect(&[]);
    let page = site.build().page("accessibility.html");
    assert!(texts(&page, "#status")[0].contains("meets all"), "{page}");
}

#[test]
fn values_are_checked() {
    for (line, other, code) in [
        ("email", "email = \"web\"", "bad-email"),
        ("url", "url = \"javascript:alert(1)\"", "unsafe-url"),
        ("evidence", "evidence = \"report.pdf\"", "unsafe-url"),
        ("prepared", "prepared = \"soon\"", "bad-date"),
        ("status", "status = \"ful\"", "not-a-choice"),
        ("method", "method = \"self\"", "not-a-choice"),
        ("reason = \"non", "reason = \"no\"", "not-a-choice"),
        ("wcag", "wcag = 2.2", "wrong-type"),
        ("law", "lav = \"x\"", "unknown-key"),
        ("phone", "fone = \"x\"", "unknown-key"),
    ] {
        let site = site(&with(line, other));
        let codes: Vec<String> = site.codes().into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, [code], "{other}: {}", site.told());
    }
    site("accessibility = \"yes\"\n").expect(&[("wrong-type", "site.toml:3:17")]);
    site("[accessibility]\nfeedback = 1\n")
        .expect(&[("statement-incomplete", "site.toml:3:1"), ("wrong-type", "site.toml:4:12")]);
}

#[test]
fn a_page_of_the_site_takes_the_place_of_one_that_states_nothing() {
    let page = "+++\ntitle = \"Can you use it?\"\n+++\n\nWe think so.\n";
    let own = |tables: &str| site(tables).file("content/pages/accessibility.md", page);
    let site = own("");
    site.expect(&[]);
    assert!(site.build().page("accessibility.html").contains("We think so."));
    let home = Html::parse_document(&site.page("index.html"));
    let links = all(home.root_element(), "footer a").into_iter();
    let found = links.filter(|link| link.attr("href") == Some("accessibility.html")).map(visible);
    assert_eq!(found.collect::<Vec<_>>(), ["Can you use it?"]);
    own(STATEMENT).expect(&[("same-url", TABLE)]);
    let latvian = site_in("lv", "").file("content/pages/accessibility.md", page);
    latvian.build();
    assert!(latvian.page("pieklustamiba.html").contains("vēl nav sagatavots"));
}

#[test]
fn nothing_else_stands_at_its_address() {
    let view = "[[views]]\nid = \"v\"\ntype = \"a-z\"\npath = \"accessibility\"\ntitle = \"V\"\n";
    let model = format!("{}{view}", crate::support::MODEL);
    let line = model.lines().position(|line| line == "id = \"v\"").expect("a line") + 1;
    let site = Site::new().file("content/model.toml", model);
    site.expect(&[("same-url", &format!("content/model.toml:{line}:6"))]);
}

#[test]
fn in_another_language_the_statement_says_that_it_is_the_originals() {
    let languages = "[languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\n";
    let site = site(&format!("{languages}{STATEMENT}"));
    site.build();
    let page = site.page("lv/accessibility.html").replace('\u{a0}', " ");
    for text in [
        "<span lang=\"en\">Office &lt;b&gt;of&lt;/b&gt; Harbours</span>, <span lang=\"en\">1 Quay, Riga</span>",
        "<span lang=\"en\">the Harbour Act</span>",
        "<b><span lang=\"en\">Old maps</span></b>",
        "<p><span lang=\"en\">Write to the Ombudsman.</span></p>",
        "<dd>EN 301 549 V3.2.1</dd>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!site.page("accessibility.html").contains("<span lang=\"en\""));
}
