//! What is no longer used, and what stood at another address.

use crate::support::Site;

fn site() -> Site {
    Site::new()
        .control(
            "F1-1",
            "owners = [\"anna\"]\nnote = \"After F1-2.\"",
            "\n[[F1-2|two]] and [two](F1-2.md).\n",
        )
        .control("F1-2", "# Of old.\nowners = [\"anna\"]", "\nAs F1-1 says.\n")
        .control("F1-3", "aliases = [\"F1-33\"]", "")
}

#[test]
fn the_page_of_what_is_retired_names_its_successor() {
    let site = site();
    let shown = site.run(&["retire", "f1-2", "--replaced-by", "F1-33", "--dry-run"]);
    assert_eq!(shown.stderr, "error: `F1-33` is a former ID: the entry is called `F1-3` now\n");
    let shown = site.run(&["retire", "f1-2", "--replaced-by", "F1-3", "--dry-run"]);
    insta::assert_snapshot!(shown.stdout, @r#"
    diff --git a/content/control/F1-2.md b/content/control/F1-2.md
    --- a/content/control/F1-2.md
    +++ b/content/control/F1-2.md
    @@ -1,6 +1,8 @@
     +++
     id = "F1-2"
     title = "Control F1-2"
    +status = "retired"
    +replaced_by = "F1-3"
     # Of old.
     owners = ["anna"]
     +++
    "#);
    assert_eq!(site.codes(), []);
    let run = site.run(&["retire", "F1-2", "--replaced-by", "F1-3"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let retired = |place: &str| ("reference-to-retired".to_owned(), place.to_owned());
    let places =
        ["content/control/F1-1.md:5:15", "content/control/F1-1.md:8:1", "content/control/F1-1.md:8:18"];
    assert_eq!(site.codes(), places.map(retired));
    assert!(site.told().contains("= help: refer to `F1-3`, which has taken its place"), "{}", site.told());
    let page = site.build().page("controls/f1-2.html");
    assert!(page.contains("<p class=\"callout\">No longer used. In its place: "), "{page}");
    assert!(page.contains("href=\"../controls/f1-3.html\""), "{page}");
    let data: serde_json::Value = serde_json::from_str(&site.page("dati/norade.json")).expect("JSON");
    let entries = data["entries"].as_array().expect("a list");
    let entry = entries.iter().find(|entry| entry["id"] == "F1-2").expect("it is there");
    assert_eq!((&entry["status"], &entry["replaced_by"]), (&"retired".into(), &"F1-3".into()));
    let again = site.run(&["retire", "F1-2", "--replaced-by", "F1-3"]);
    assert_eq!((again.code, again.stderr.as_str()), (2, "error: `F1-2` is retired like this already\n"));
    let run = site.run(&["retire", "F1-2", "--replaced-by", "F1-1"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.told().contains("refer to `F1-1`, which has"), "{}", site.told());
}

#[test]
fn without_a_successor_the_page_says_that_it_is_no_longer_used() {
    let site = site();
    let told = |arguments: &[&str]| site.run(arguments).stderr;
    assert_eq!(
        told(&["retire", "anna", "--replaced-by", "Anna"]),
        "error: `anna` cannot take its own place\n"
    );
    assert_eq!(told(&["retire", "ann"]), "error: no entry has the ID `ann`; did you mean `anna`?\n");
    assert_eq!(site.run(&["retire", "anna"]).code, 0);
    assert_eq!(told(&["retire", "anna"]), "error: `anna` is retired already\n");
    let retired = |place: &str| ("reference-to-retired".to_owned(), place.to_owned());
    let places = ["content/control/F1-1.md:4:11", "content/control/F1-2.md:5:11"];
    assert_eq!(site.codes(), places.map(retired));
    assert!(site.build().page("people/anna.html").contains("<p class=\"callout\">No longer used.</p>"));
}

#[test]
fn what_is_retired_is_not_in_the_list_of_everything() {
    let view = "\n[[views]]\nid = \"all\"\ntype = \"a-z\"\npath = \"all\"\ntitle = \"All\"\n";
    let site = site().file("content/model.toml", format!("{}{view}", crate::support::MODEL));
    assert_eq!(site.run(&["retire", "F1-2"]).code, 0);
    let page = site.build().page("all.html");
    assert!(page.contains("f1-1.html") && !page.contains("f1-2.html") && !page.contains("f1-33"), "{page}");
}

#[test]
fn a_successor_needs_retirement_and_is_somebody_else() {
    Site::new()
        .control("F1-1", "replaced_by = \"anna\"", "")
        .expect(&[("not-retired", "content/control/F1-1.md:4:15")]);
    Site::new()
        .control("F1-1", "status = \"retired\"\nreplaced_by = \"F1-1\"", "")
        .control("F1-2", "status = \"retired\"\nreplaced_by = \"F1-9\"", "")
        .expect(&[
            ("self-reference", "content/control/F1-1.md:5:15"),
            ("unknown-id", "content/control/F1-2.md:5:15"),
        ]);
}

#[test]
fn a_former_address_leads_on() {
    let site = Site::new()
        .file("site.toml", "title = \"Test\"\nlanguage = \"lv\"\nbase_url = \"https://example.lv/x/\"\n")
        .control("F1-3", "aliases = [\"F1-33\"]", "");
    insta::assert_snapshot!(site.build().page("controls/f1-33.html"), @r#"
    <!doctype html>
    <html lang="lv">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'">
    <meta http-equiv="refresh" content="0; url=../controls/f1-3.html">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>F1-3 Control F1-3 – Test</title>
    <link rel="canonical" href="https://example.lv/x/controls/f1-3.html">
    <link rel="icon" href="../theme/icon.svg" type="image/svg+xml">
    </head>
    <body>
    <main id="main">
    <h1>Lapa ir pārvietota</h1>
    <p>Tas, ko agrāk apzīmēja „F1-33”, tagad ir šeit: <a href="../controls/f1-3.html">F1-3 Control F1-3</a></p>
    </main>
    </body>
    </html>
    "#);
}

#[test]
fn a_former_address_is_taken() {
    let page = "[[views]]\nid = \"v\"\ntype = \"a-z\"\npath = \"controls/f1-33\"\ntitle = \"V\"\n";
    Site::new()
        .file("content/model.toml", format!("{}\n{page}", crate::support::MODEL))
        .control("F1-3", "aliases = [\"F1-33\"]", "")
        .expect(&[("same-url", "content/control/F1-3.md:4:12")]);
}

#[test]
fn a_former_id_cannot_lead_out_of_the_site() {
    Site::new().control("F1-3", "aliases = [\"../../x\", \"F1-33\", \"a b\"]", "").expect(&[
        ("bad-name", "content/control/F1-3.md:4:12"),
        ("bad-name", "content/control/F1-3.md:4:32"),
    ]);
}
