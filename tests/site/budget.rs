//! The budget: what is heavier than `site.toml` allows is an error, with the page that is heaviest.

use crate::support::Site;

/// Text that gzip makes little of, of about as many bytes as are asked for.
fn dense(bytes: usize) -> String {
    let mut state = 1_u64;
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".as_bytes();
    let mut next = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        char::from(letters[(state >> 33) as usize % letters.len()])
    };
    (0..bytes).map(|_| next()).collect()
}

/// A site with this budget, from line 4 of `site.toml` on.
fn site(budget: &str) -> Site {
    site_saying("", budget)
}

fn site_saying(notice: &str, budget: &str) -> Site {
    let text = format!("title = \"T\"\nlanguage = \"en\"\nnotice = \"{notice}\"\n[budget]\n{budget}\n");
    Site::new().file("site.toml", text).control("F1-1", "", "Short.")
}

/// A theme of one stylesheet, one script and a page that loads them.
fn with_theme(site: Site, css: &str, script: &str) -> Site {
    site.file("themes/default/static/style.css", css)
        .file("themes/default/static/print.css", "")
        .file("themes/default/static/page.js", script)
}

#[test]
fn a_site_within_its_budget_builds() {
    let site = site("first_view_kb = 45\nrequests = 8\ncss_kb = 12\nscript_kb = 8\nnavigation_kb = 2");
    site.expect(&[]);
    site.build();
}

#[test]
fn nothing_is_written_when_a_page_is_too_heavy() {
    let site = site("first_view_kb = 20").control("F1-2", "", &dense(30_000));
    site.expect(&[("too-heavy", "site.toml:5:17")]);
    let told = site.told();
    assert!(told.contains("the first view of `controls/f1-2.html` weighs 3"), "{told}");
    assert!(told.contains("the heaviest parts: `controls/f1-2.html` 2"), "{told}");
    assert!(told.contains("at most 20 KB are allowed, after gzip"), "{told}");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!site.path("public").exists());
}

#[test]
fn the_first_view_of_named_pages_alone_is_weighed() {
    let heavy = |pages: &str| {
        site(&format!("pages = [{pages}]\nfirst_view_kb = 20")).control("F1-2", "", &dense(30_000))
    };
    heavy("\"F1-1\", \"index.html\"").expect(&[]);
    heavy("\"f1–2\"").expect(&[("too-heavy", "site.toml:6:17")]);
    heavy("\"controls/f1-2.html\"").expect(&[("too-heavy", "site.toml:6:17")]);
}

#[test]
fn pages_that_are_named_exist() {
    site("pages = [\"F1-11\"]").expect(&[("unknown-id", "site.toml:5:10")]);
    site("pages = [\"controls/f1-9.html\"]").expect(&[("broken-link", "site.toml:5:10")]);
    let draft = site("pages = [\"F1-2\"]").control("F1-2", "status = \"draft\"", "");
    draft.expect(&[("reference-to-draft", "site.toml:5:10")]);
}

#[test]
fn a_request_is_a_file_whatever_loads_it() {
    let css =
        "a { background: url(icon.svg) } b { background: url('more/b.png') } c { background: url(none.png) }";
    // The page, two stylesheets, the script, the two pictures of a stylesheet, and the icon, which is one of them.
    let loads = |requests: usize| {
        with_theme(site(&format!("pages = [\"F1-1\"]\nrequests = {requests}")), css, "")
            .file("themes/default/static/more/b.png", "x")
    };
    loads(7).expect(&[]);
    let site = loads(6);
    site.expect(&[("too-many-requests", "site.toml:6:12")]);
    insta::assert_snapshot!(site.told(), @r"
    error[too-many-requests]: the first view of `controls/f1-1.html` takes 7 requests
     --> site.toml:6:12
      |
    6 | requests = 6
      |            ^ at most 6 are allowed
      |
      = help: beside itself the page loads `theme/style.css`, `theme/print.css`, `theme/page.js`, `theme/icon.svg`, `theme/more/b.png`, `theme/icon.svg`

    1 error
    ");
}

#[test]
fn stylesheets_and_scripts_have_limits_of_their_own_on_every_page() {
    let heavy = |budget: &str| with_theme(site(budget), &dense(12_000), &dense(12_000));
    heavy("css_kb = 8\nscript_kb = 8")
        .expect(&[("too-heavy", "site.toml:5:10"), ("too-heavy", "site.toml:6:13")]);
    heavy("css_kb = 12\nscript_kb = 12").expect(&[]);
    let told = heavy("pages = [\"F1-1\"]\ncss_kb = 1").told();
    assert!(told.contains("the CSS of `") && told.contains("`theme/style.css`"), "{told}");
    assert!(told.contains("too heavy on at least"), "it is the same on every page: {told}");
}

#[test]
fn a_stylesheet_beside_its_page_is_outside_the_limit_for_css_alone() {
    let view = "[[views]]\nid = \"m\"\ntype = \"matrix\"\npath = \"m\"\nrows = \"control\"\nrelation = \"owners\"\n\
        columns = \"person\"\ntitle = \"M\"\n";
    let heavy = |budget: &str| {
        with_theme(site(budget), "", "")
            .file("content/model.toml", format!("{}{view}", crate::support::MODEL))
            .control("F1-2", "owners = [\"anna\"]", "")
            .file("themes/default/templates/matrix.html", "<link rel=\"stylesheet\" href=\"m.css\">")
            .file("themes/default/templates/matrix.css", dense(12_000))
    };
    heavy("css_kb = 5").expect(&[]);
    let site = heavy("pages = [\"m.html\"]\nfirst_view_kb = 5");
    site.expect(&[("too-heavy", "site.toml:6:17")]);
    assert!(site.told().contains("the heaviest parts: `m.css`"), "{}", site.told());
}

#[test]
fn navigation_is_what_every_page_repeats() {
    let heavy = site_saying(&dense(3_000), "navigation_kb = 2");
    heavy.expect(&[("too-heavy", "site.toml:5:17")]);
    assert!(heavy.told().contains("the navigation of `"), "{}", heavy.told());
    let contents: String = (1..200).map(|n| format!("## {} {n}\n\nText.\n\n", dense(40))).collect();
    let page = format!("+++\ntitle = \"Long\"\n+++\n\n{contents}");
    site("navigation_kb = 2").file("content/pages/long.md", page).expect(&[]);
}

#[test]
fn the_keys_of_the_budget_are_checked() {
    site("css_kb = \"10\"").expect(&[("wrong-type", "site.toml:5:10")]);
    site("css_kb = -1").expect(&[("wrong-type", "site.toml:5:10")]);
    site("css = 10").expect(&[("unknown-key", "site.toml:5:1")]);
    site("pages = \"F1-1\"").expect(&[("wrong-type", "site.toml:5:9")]);
    let site = Site::new().file("site.toml", "title = \"T\"\nlanguage = \"en\"\nbudget = 10\n");
    site.expect(&[("wrong-type", "site.toml:3:10")]);
}
