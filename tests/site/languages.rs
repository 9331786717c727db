//! A site in more than one language.

use crate::support::{MODEL, Site};

const LANGUAGES: &str = "title = \"Test\"\nlanguage = \"en\"\nnotice = \"A notice.\"\nbase_url = \"https://example.lv/a/\"\n\
    [languages.en]\nname = \"English\"\n[languages.lv]\nname = \"Latviešu\"\ntitle = \"Tests\"\n";

const ORIGINAL: &str = "note = \"A *note* on F1-2.\"\nsteps = \"- One\\n- Two\"\n\
    owners = [{ person = \"anna\", part = \"A\", work = \"- Works\" }, { person = \"anna\", part = \"C\" }]";

fn site() -> Site {
    Site::new()
        .file("site.toml", LANGUAGES)
        .control("F1-1", ORIGINAL, "\n## Way\n\nAs it goes.\n")
        .control("F1-2", "", "")
}

fn translation(front: &str, body: &str) -> Site {
    site().file("content/control/F1-1.lv.md", format!("+++\n{front}\n+++\n{body}"))
}

const WHOLE: &str = "title = \"Kontrole F1-1\"\nnote = \"*Piezīme* par F1-2.\"\nsteps = \"- Viens\\n- Divi\"\n\
    [owners.\"anna/A\"]\nwork = \"- Strādā\"\n\
    [original]\ntitle = \"9df90bb2\"\nnote = \"cebf45c4\"\nsteps = \"7b47cabb\"\nbody = \"13b8a657\"\n\"owners/anna/A/work\" = \"64aa9b6d\"";

/// What `check --translations` tells of the content: codes, and the texts they are about.
fn lacks(site: &Site) -> Vec<(String, String)> {
    all_lacks(site).into_iter().filter(|(code, _)| code != "label-missing").collect()
}

/// The same with what it tells of labels.
fn all_lacks(site: &Site) -> Vec<(String, String)> {
    let run = site.run(&["check", "--translations", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let told = document["diagnostics"].as_array().expect("a list").iter().map(|told| {
        let [code, file, message] =
            ["code", "file", "message"].map(|key| told[key].as_str().unwrap_or_default());
        (code.to_owned(), format!("{file}: {message}"))
    });
    told.collect()
}

/// One error for each file, whatever it translates, and none of what would follow from it.
#[test]
fn a_translation_to_a_language_that_the_site_does_not_have_is_told_as_such() {
    let page = "+++\ntitle = \"Par\"\n+++\n";
    let site = translation(WHOLE, "")
        .file("content/control/F1-1.fr.md", "+++\ntitle = \"Contrôle\"\n+++\n")
        .file("content/person.fr.toml", "[anna]\ntitle = \"Anne\"\n")
        .file("content/pages/about.md", page)
        .file("content/pages/about.lv.md", page)
        .file("content/pages/about.pt-BR.md", page);
    site.expect(&[
        ("translation-undeclared", "content/control/F1-1.fr.md"),
        ("translation-undeclared", "content/pages/about.pt-BR.md"),
        ("translation-undeclared", "content/person.fr.toml"),
    ]);
    let hint = "write into site.toml: [languages.fr] and, below it, name = \"…\"";
    assert_eq!(site.told().matches(hint).count(), 2, "{}", site.told());
    // What is no language is a name as any other; without an original it is one too.
    let site = Site::new().file("content/pages/v1.md", page).file("content/pages/v1.2.md", page);
    site.file("content/pages/x.fr.md", page).expect(&[]);
    let site = translation(WHOLE, "").file("site.toml", "title = \"Test\"\nlanguage = \"en\n");
    assert_eq!(site.codes().iter().filter(|(_, place)| !place.starts_with("site.toml")).count(), 0);
}

#[test]
fn each_language_has_all_pages_in_a_folder_of_its_own() {
    let site = translation(WHOLE, "\n## Ceļš\n\nKā nu iet.\n");
    site.build();
    let page = site.page("lv/controls/f1-1.html");
    assert!(page.contains("<html lang=\"lv\" data-folder=\"lv/\">"), "{page}");
    for text in ["Kontrole F1-1", "<em>Piezīme</em>", "<li>Divi</li>", "Strādā", "<h2 id=\"cels\">Ceļš</h2>"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    // The theme is the same for all; pages lead to pages of their language, and over to the others.
    assert!(page.contains("href=\"../../theme/style.css\""), "{page}");
    assert!(page.contains("<a class=\"brand\" href=\"../index.html\">Tests</a>"), "{page}");
    let switch = "<a href=\"../../controls/f1-1.html\" lang=\"en\" hreflang=\"en\">English</a>";
    assert!(page.contains(switch), "{page}");
    let original = site.page("controls/f1-1.html");
    assert!(
        original.contains("<a href=\"../lv/controls/f1-1.html\" lang=\"lv\" hreflang=\"lv\">Latviešu</a>")
    );
    for page in [&page, &original] {
        for (tag, folder) in [("en", ""), ("lv", "lv/"), ("x-default", "")] {
            let link = format!("hreflang=\"{tag}\" href=\"https://example.lv/a/{folder}controls/f1-1.html\"");
            assert!(page.contains(&link), "{link}: {page}");
        }
    }
    assert!(page.contains("rel=\"canonical\" href=\"https://example.lv/a/lv/controls/f1-1.html\""), "{page}");
    assert!(!page.contains("class=\"translated\""), "{page}");
    assert!(!original.contains("translated"), "{original}");
}

#[test]
fn what_is_not_translated_is_the_original_and_says_so() {
    let site = site();
    site.build();
    let page = site.page("lv/controls/f1-1.html");
    assert!(page.contains("Šī lapa nav iztulkota. Teksts ir oriģinālvalodā."), "{page}");
    for text in [
        "<title>F1-1 Control F1-1 – Tests</title>",
        "<h1><span lang=\"en\">Control F1-1</span></h1>",
        "<ul lang=\"en\">\n<li>One</li>",
        "<span lang=\"en\">Anna</span>",
        "<p class=\"notice\"><span lang=\"en\">A notice.</span></p>",
        "rel=\"canonical\" href=\"https://example.lv/a/controls/f1-1.html\"",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("rel=\"alternate\""), "{page}");
    assert!(!site.page("controls/f1-1.html").contains("lang=\"lv\" href=\"https"), "{page}");
    for (path, bytes) in crate::built::files(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(['\u{FDD0}', '\u{FDD1}']), "{path} has marks");
    }
}

#[test]
fn a_page_says_what_is_missing_and_what_is_old() {
    let some = translation("title = \"Kontrole\"\n[original]\ntitle = \"00000000\"", "");
    let page = some.build().page("lv/controls/f1-1.html");
    assert!(page.contains("Šī lapa ir iztulkota daļēji. Pārējais teksts ir oriģinālvalodā."), "{page}");
    let note = "Kopš šīs lapas tulkošanas oriģināls ir mainījies. Novecojis: nosaukums. \
                <a href=\"../../controls/f1-1.html\" hreflang=\"en\">Skatīt oriģinālu.</a></p>";
    assert!(page.contains(note), "{page}");
    let front = "note = \"x\"\n[owners.\"anna/A\"]\nwork = \"- y\"\n\
                 [original]\nnote = \"00000000\"\n\"owners/anna/A/work\" = \"00000000\"";
    let page = translation(front, "").build().page("lv/controls/f1-1.html");
    let parts = "Novecojis: <span lang=\"en\">Note</span>, <span lang=\"en\">Owners</span>. <a";
    assert!(page.contains(parts), "{page}");
}

#[test]
fn the_check_of_translations_tells_what_is_missing_old_or_unmarked() {
    let site = translation(WHOLE, "\n## Ceļš\n\nKā nu iet.\n");
    assert_eq!(site.codes(), [], "without being asked it tells nothing of them");
    let whole: Vec<_> = lacks(&site).into_iter().filter(|(_, told)| told.contains("F1-1")).collect();
    assert_eq!(whole, []);
    // White space is no change; words are.
    let spaced = ORIGINAL.replace("- One\\n- Two", "- One\\n-  Two\\n").replace("A *note*", "The *note*");
    let spaced = spaced.replace("- Works", "- Works well");
    let changed =
        translation(WHOLE, "\n## Ceļš\n\nKā nu iet.\n").control("F1-1", &spaced, "\n## Way\n\nAs it goes.\n");
    let changed: Vec<_> = lacks(&changed).into_iter().filter(|(_, told)| told.contains("F1-1")).collect();
    assert_eq!(
        changed,
        [
            ("translation-stale".to_owned(), "content/control/F1-1.lv.md: the original of `note` has changed since it was translated".to_owned()),
            ("translation-stale".to_owned(), "content/control/F1-1.lv.md: the original of `owners/anna/A/work` has changed since it was translated".to_owned()),
        ]
    );
    let some = translation("title = \"Kontrole\"", "");
    let told = lacks(&some);
    let expected = [
        ("translation-missing".to_owned(), "content/control/F1-1.lv.md: not translated to `lv`: `note`, `steps`, `owners/anna/A/work`, `body`".to_owned()),
        ("translation-unmarked".to_owned(), "content/control/F1-1.lv.md: nothing says which text `title` translates".to_owned()),
        ("translation-missing".to_owned(), "content/control/F1-2.md: not translated to `lv`: `title`".to_owned()),
        ("translation-missing".to_owned(), "content/family.toml: not translated to `lv`: `title`".to_owned()),
        ("translation-missing".to_owned(), "content/person.toml: not translated to `lv`: `title`".to_owned()),
    ];
    assert_eq!(told, expected);
    let hint = some.run(&["check", "--translations"]).stderr;
    assert!(hint.contains("`\"title\" = \"9df90bb2\"` below `[original]`"), "{hint}");
}

#[test]
fn a_translation_holds_texts_of_the_original_and_nothing_else() {
    let key = |place: &str| ("translation-key".to_owned(), format!("content/control/F1-1.lv.md:{place}"));
    let nothing =
        |place: &str| ("translation-of-nothing".to_owned(), format!("content/control/F1-1.lv.md:{place}"));
    let codes = |front: &str| translation(front, "").codes();
    assert_eq!(
        codes("level = \"low\"\nstatus = \"stub\"\nid = \"F1-1\""),
        [key("2:1"), key("3:1"), key("4:1")]
    );
    assert_eq!(codes("[owners.\"anna/A\"]\nperson = \"anna\""), [key("3:1")]);
    assert_eq!(codes("[owners.\"anna/B\"]\nwork = \"- x\""), [nothing("2:9")]);
    assert_eq!(codes("[owners.\"anna/C\"]\nwork = \"- x\""), [nothing("3:1")]);
    assert_eq!(codes("[original]\nnotes = \"00000000\""), [nothing("3:1")]);
    assert_eq!(
        translation("title = \"[\"\nnote = 1", "").codes(),
        [("wrong-type".into(), "content/control/F1-1.lv.md:3:8".into())]
    );
    // References in a translation are checked like all.
    let unknown = ("unknown-id".to_owned(), "content/control/F1-1.lv.md:2:12".to_owned());
    assert_eq!(codes("note = \"Sk. [[F9-9]].\"").len(), 1);
    assert_eq!(codes("note = \"Sk [[F9-9]].\""), [unknown]);
    // What is wrong with the original comes first, and no translation stands in the way of a change of it.
    let broken = translation("level = \"low\"", "").control("F1-2", "level = \"lo\"", "");
    assert_eq!(broken.codes(), [("not-a-choice".into(), "content/control/F1-2.md:4:9".into())]);
    assert_eq!(translation(WHOLE, "").control("F1-1", "", "").check().code, 0);
    let stray = site()
        .file("content/control/F1-9.lv.md", "+++\n+++\n")
        .file("content/person.lv.toml", "entries = [{ id = \"ann\" }]");
    assert_eq!(
        stray.codes(),
        [
            ("translation-of-nothing".into(), "content/control/F1-9.lv.md".into()),
            ("translation-of-nothing".into(), "content/person.lv.toml:1:19".into()),
        ]
    );
}

#[test]
fn a_row_is_translated_however_its_references_are_written() {
    for written in ["ANNA", "Anna", "an\u{AD}na", " anna"] {
        let original = ORIGINAL.replace("\"anna\"", &format!("\"{written}\""));
        let site = translation(WHOLE, "\n## Ceļš\n\nKā nu iet.\n").control(
            "F1-1",
            &original,
            "\n## Way\n\nAs it goes.\n",
        );
        let codes: Vec<_> =
            site.codes().into_iter().filter(|(code, _)| code.starts_with("translation")).collect();
        assert_eq!(codes, []);
        let told: Vec<_> = lacks(&site).into_iter().filter(|(_, told)| told.contains("F1-1.lv")).collect();
        assert_eq!(told, [], "{written}");
        assert!(site.build().page("lv/controls/f1-1.html").contains("Strādā"));
        assert_eq!(site.run(&["fmt"]).code, 0);
        let text = std::fs::read_to_string(site.path("content/control/F1-1.md")).expect("a text");
        assert!(text.contains("owners = [{ person = \"anna\", part"), "{text}");
        let told: Vec<_> = lacks(&site).into_iter().filter(|(_, told)| told.contains("F1-1.lv")).collect();
        assert_eq!(told, [], "{written}, formatted");
    }
    let list =
        site().file("content/person.lv.toml", "[[entries]]\nid = \"Anna\"\ntitle = \"Anna Latviski\"\n");
    assert_eq!(list.codes(), []);
    assert!(list.build().page("lv/people/anna.html").contains("Anna Latviski"));
}

#[test]
fn rows_written_as_in_the_original_are_told_how_a_translation_has_them() {
    let rows = "[[owners]]\nperson = \"Anna\"\npart = \"C\"\nwork = \"- Strādā\"";
    let site = translation(rows, "");
    assert_eq!(site.codes(), [("wrong-type".into(), "content/control/F1-1.lv.md:2:1".into())]);
    let hint = "nothing but texts below it: `[owners.\"anna/C\"]`";
    assert!(site.told().contains(hint), "{}", site.told());
    let bare = translation("owners = \"anna\"", "").told();
    assert!(bare.contains("nothing but texts below it: `[owners.\"anna/A\"]`"), "{bare}");
}

#[test]
fn what_is_missing_names_the_file_to_write_it_into() {
    let told = site().run(&["check", "--translations"]).stderr;
    for path in ["content/control/F1-1.lv.md", "content/person.lv.toml"] {
        assert!(told.contains(&format!("write the translation into the file `{path}`")), "{told}");
    }
    let site = site().file("content/control/F1-1.md.lv", "").file("content/person.toml.lv", "");
    for path in ["content/control/F1-1.lv.md", "content/person.lv.toml"] {
        assert!(site.told().contains(&format!("a translation is `{path}`")), "{}", site.told());
    }
}

#[test]
fn lists_and_free_pages_are_translated_beside_the_original() {
    let site = site()
        .file("content/person.lv.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna Latviski\"\n")
        .file("content/pages/about.md", "+++\ntitle = \"About\"\nmenu = true\n+++\nWords.\n")
        .file("content/pages/about.lv.md", "+++\ntitle = \"Par\"\n+++\nVārdi, [[anna]].\n");
    site.build();
    let page = site.page("lv/about.html");
    for text in [
        "<h1>Par</h1>",
        "Vārdi, <a href=\"people/anna.html\" class=\"ref\">Anna Latviski</a>.",
        ">Par</a></li>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(site.page("about.html").contains("<h1>About</h1>"));
    // A list in each language is in the order of that language's titles, and search has an index of each.
    assert!(site.page("lv/people/index.html").contains("Anna Latviski"));
}

#[test]
fn the_contents_of_a_page_say_the_language_of_its_headings() {
    let about =
        "+++\ntitle = \"About\"\n+++\n## One\n\nText.\n\n## Two & more\n\nText.\n\n## Three\n\nText.\n";
    let page = site().file("content/pages/about.md", about).build().page("lv/about.html");
    let link = "<li><a href=\"#two-more\"><span lang=\"en\">Two &amp; more</span></a></li>";
    assert_eq!(page.matches(link).count(), 2, "{page}");
}

#[test]
fn words_that_the_theme_lacks_in_a_language_are_english_and_say_so() {
    let languages = LANGUAGES.to_owned() + "[languages.de]\nname = \"Deutsch\"\n";
    let site = site().file("site.toml", languages);
    site.build();
    let page = site.page("de/controls/f1-1.html");
    for text in [
        "<a class=\"skip\" href=\"#main\"><span lang=\"en\">Skip to content</span></a>",
        "<nav aria-label=\"Main menu\">",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!site.page("controls/f1-1.html").contains("<span lang=\"en\""));
    for (path, bytes) in crate::built::files(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(['\u{FDD0}', '\u{FDD1}', '\u{FDD2}']), "{path} has marks");
    }
    let told = || -> Vec<_> {
        all_lacks(&site)
            .into_iter()
            .filter(|(code, _)| code == "words-missing")
            .map(|(_, told)| told)
            .collect()
    };
    assert_eq!(told(), ["site.toml: the theme lacks words in `de`"]);
    site.write("themes/default/strings/de.ftl", "skip = Zum Inhalt\n");
    let page = site.build().page("de/controls/f1-1.html");
    assert!(page.contains("href=\"#main\">Zum Inhalt</a>"), "{page}");
    assert!(page.contains("<span lang=\"en\">"), "{page}");
    assert_eq!(told().len(), 1);
}

#[test]
fn a_title_that_a_record_has_is_translated_there() {
    let field = "[[kinds.fields]]\nid = \"uses\"\ntype = \"record\"\nmany = true\nlabel = \"Uses\"\n\
                 fields = [{ id = \"name\", type = \"text\", label = \"Name\" }]\n\n[[kinds.fields]]\nid = \"level\"";
    let model = MODEL.replacen("[[kinds.fields]]\nid = \"level\"", field, 1);
    let model = model.replacen("id = \"control\"\n", "id = \"control\"\ntitles = \"uses.name\"\n", 1);
    let site = Site::new()
        .file("site.toml", LANGUAGES)
        .file("content/model.toml", model)
        .file("content/control/F1-1.md", "+++\nid = \"F1-1\"\nuses = [{ name = \"Quay\" }]\n+++\n")
        .file("content/control/F1-1.lv.md", "+++\ntitle = \"Krasts\"\n+++\n");
    let told = site.check().stderr;
    assert!(told.contains("the title is `name` of the record `uses` here: translate it there"), "{told}");
    let whole = "+++\n[[uses]]\nname = \"Krasts\"\n+++\n";
    let page = site.file("content/control/F1-1.lv.md", whole).build().page("lv/controls/f1-1.html");
    assert!(page.contains("<h1>Krasts</h1>"), "{page}");
}

#[test]
fn what_is_not_found_leads_to_the_other_languages_and_knows_the_addresses() {
    let search =
        "[[views]]\nid = \"search\"\npath = \"search-page\"\ntype = \"search\"\ntitle = \"Search\"\n";
    let people = "[[entries]]\nid = \"anna\"\ntitle = \"Berta\"\n";
    let site = site()
        .file("content/model.toml", format!("{MODEL}\n{search}"))
        .file("content/person.lv.toml", people);
    site.build();
    let page = site.page("lv/404.html");
    assert!(page.contains("<a href=\"/a/404.html\" lang=\"en\" hreflang=\"en\">English</a>"), "{page}");
    let words = |folder: &str| {
        let files = crate::built::files(&site.path("public")).into_iter();
        let files = files.filter(|(path, _)| path.starts_with(&format!("{folder}search/w")));
        files.map(|(_, bytes)| String::from_utf8(bytes).expect("text")).collect::<String>()
    };
    let part = |name: &str| site.page(&format!("lv/search/{name}.js"));
    assert!(part("index").contains("\"original\":\"en\""), "{}", part("index"));
    assert!(part("n0").contains("[\"F1-1\",\"Control F1-1\",0,[\"F1-1\"],2]"), "{}", part("n0"));
    assert!(part("n0").contains("[\"anna\",\"Berta\",0,[]]"), "{}", part("n0"));
    assert!(!site.page("search/n0.js").contains(",2]"), "{}", site.page("search/n0.js"));
    // A stem is written without the letters that it shares with the one before, whose number comes first.
    assert!(words("lv/").contains(" $nn"), "{}", words("lv/"));
}

#[test]
fn the_marks_of_the_program_are_no_texts() {
    let site = site().control("F1-2", "", "\u{FDD0}Own marks\u{FDD1} are no texts.\n");
    let page = site.build().page("lv/controls/f1-2.html");
    assert!(page.contains("<p lang=\"en\">Own marks are no texts.</p>"), "{page}");
    // Nor are those that an escape or a character reference would make.
    let body = "\nA &#xFDD0;b &#64977;c <b>d &#xfdd0;</b> `&#xFDD1;`.\n";
    let front = "note = \"\\uFDD0\\uFDD0 *n* &#xFDD0;\"\nsteps = \"- \\U0000FDD1s\"";
    let text = "+++\nid = \"F1-2\"\ntitle = \"\\uFDD0T\\uFDD0\"\n".to_owned() + front + "\n+++\n" + body;
    let site = site.file("content/control/F1-2.md", text);
    let (original, other) = (site.build().page("controls/f1-2.html"), site.page("lv/controls/f1-2.html"));
    assert!(!original.contains("<span lang") && !original.contains("<p lang"), "{original}");
    assert!(other.contains("<h1><span lang=\"en\">T</span></h1>"), "{other}");
    assert!(other.contains("Šī lapa nav iztulkota") && !other.contains("<footer lang"), "{other}");
    for (path, bytes) in crate::built::files(&site.path("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains(['\u{FDD0}', '\u{FDD1}']), "{path} has marks");
    }
}

#[test]
fn no_page_lies_in_the_folder_of_a_language() {
    let page = "+++\ntitle = \"About\"\n+++\nText.\n";
    let site = site().file("content/pages/about.md", page).file("content/pages/lv/about.md", page);
    assert_eq!(site.codes(), [("same-url".into(), "content/pages/lv/about.md:2:1".into())]);
}

#[test]
fn languages_are_declared_with_their_names() {
    let codes = |rest: &str| {
        let text = format!("title = \"Test\"\nlanguage = \"en\"\n{rest}");
        Site::new().file("site.toml", text).codes()
    };
    let told = |code: &str, place: &str| (code.to_owned(), format!("site.toml:{place}"));
    assert_eq!(codes("[languages.lv]\nname = \"Latviešu\""), [told("missing-field", "3:2")]);
    assert_eq!(codes("[languages.en]\nname = \"English\"\n[languages.lv]"), [told("missing-field", "5:1")]);
    assert_eq!(
        codes("[languages.en]\nname = \"English\"\n[languages.\"../x\"]\nname = \"x\""),
        [told("bad-language", "5:12")]
    );
    assert_eq!(codes("languages = 1"), [told("wrong-type", "3:13")]);
}

#[test]
fn a_record_that_stands_alone_is_translated() {
    let field = "[[kinds.fields]]\nid = \"place\"\ntype = \"record\"\nlabel = \"Place\"\n\
                 fields = [{ id = \"name\", type = \"text\", label = \"Name\" }]\n\n[[kinds.fields]]\nid = \"level\"";
    let model = crate::support::MODEL.replace("[[kinds.fields]]\nid = \"level\"", field);
    let site = site()
        .file("content/model.toml", model)
        .control("F1-1", "place = { name = \"Quay\" }", "")
        .file("content/control/F1-1.lv.md", "+++\nplace = { name = \"Krasts\" }\n+++\n");
    let page = site.build().page("lv/controls/f1-1.html");
    assert!(page.contains("Krasts") && !page.contains("Quay"), "{page}");
    let told = lacks(&site);
    assert!(
        told.iter().any(|(code, told)| code == "translation-unmarked" && told.contains("`place/name`")),
        "{told:?}"
    );
    site.write("content/control/F1-1.lv.md", "+++\nplace = \"Krasts\"\n+++\n");
    assert_eq!(site.codes(), [("wrong-type".into(), "content/control/F1-1.lv.md:2:9".into())]);
}

/// A model with a label in one language, in both, and in the other alone; and texts of a view in one.
fn labelled() -> Site {
    let model = MODEL
        .replacen("label = \"Note\"", "label = { en = \"Note\", lv = \"Piezīme\" }", 1)
        .replacen("label = \"Steps\"", "label = { en = \"Steps <1>\" }", 1)
        .replacen("inverse_label = \"Owns\"", "inverse_label = { lv = \"Atbild par\", en = \"Owns\" }", 1);
    let view = "[[views]]\nid = \"matrix\"\npath = \"matrix\"\ntype = \"matrix\"\nrows = \"control\"\ncolumns = \"person\"\n\
                relation = \"owners\"\ncell = \"part\"\nmenu = true\ntitle = { en = \"Who does what\" }\n\
                intro = { en = \"All at *once*.\" }\nnotes = { en = \"One.\", lv = \"*Viens*.\" }\n";
    site().file("content/model.toml", format!("{model}\n{view}"))
}

#[test]
fn a_label_without_a_text_in_the_language_is_the_originals_and_says_so() {
    let site = labelled();
    site.build();
    let page = site.page("lv/controls/f1-1.html");
    for text in [
        ">Piezīme<",
        "<span lang=\"en\">Steps &lt;1&gt;</span>",
        "<span lang=\"en\">Who does what</span></a>",
        "<span lang=\"en\">Controls</span></a>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let page = site.page("lv/matrix.html");
    for text in [
        "<title>Who does what – Tests</title>",
        "<h1><span lang=\"en\">Who does what</span></h1>",
        "<p lang=\"en\">All at <em>once</em>.</p>",
        "<p><em>Viens</em>.</p>",
        "<span lang=\"en\">accountable</span>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(site.page("lv/people/anna.html").contains(">Atbild par<"));
    let original = site.page("matrix.html");
    assert!(original.contains("<h1>Who does what</h1>") && !original.contains("<span lang"), "{original}");
    for (path, bytes) in crate::built::files(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(['\u{FDD0}', '\u{FDD1}']), "{path} has marks");
        // No attribute holds markup.
        assert!(!text.contains("=\"<span") && !text.contains("&lt;span"), "{path}");
    }
}

#[test]
fn the_check_of_translations_tells_which_labels_lack_a_language() {
    let site = labelled();
    assert_eq!(site.codes(), [], "without being asked it tells nothing of them");
    let document = site.run(&["check", "--translations", "--format", "json"]).stdout;
    let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    let told = document["diagnostics"].as_array().expect("a list").iter();
    let told: Vec<_> = told.filter(|told| told["code"] == "label-missing").collect();
    let at = |file: &str, text: &str| {
        let source = std::fs::read_to_string(site.path(file)).expect("a file");
        let line = source.lines().position(|line| line.contains(text)).expect("the text") + 1;
        let here = told.iter().filter(|told| told["file"] == file && told["line"] == line);
        let words = here.map(|told| format!("{}: {}", told["message"], told["hint"]).replace('\\', ""));
        words.collect::<Vec<_>>()
    };
    let model = |text: &str| at("content/model.toml", text);
    assert_eq!(model("Steps <1>"), ["\"`label` has no text in `lv`\": \"add `lv = \"…\"`\""]);
    assert_eq!(
        model("plural = \"Families\""),
        ["\"`plural` has no text in `lv`\": \"write: { en = \"Families\", lv = \"…\" }\""]
    );
    // Both of the choices on the line.
    assert_eq!(model("id = \"A\", label = \"accountable\"").len(), 2);
    assert_eq!(model("title = { en = \"Who does what\" }").len(), 1);
    assert_eq!(model("intro = ").len(), 1);
    for whole in ["Piezīme", "Atbild par", "notes = "] {
        assert_eq!(model(whole), [""; 0], "{whole}");
    }
    assert_eq!(
        at("site.toml", "[languages.lv]"),
        ["\"`notice` has no text in `lv`\": \"add `notice = \"…\"`\""]
    );
}

#[test]
fn a_label_that_is_long_or_goes_over_lines_is_not_repeated() {
    let form = "make it a table with a text in each language: `{ en = …, lv = … }`\n";
    for label in ["\"\"\"\nPeople\n\"\"\"".to_owned(), format!("\"{}\"", "People ".repeat(80))] {
        let model = MODEL.replacen("plural = \"People\"", &format!("plural = {label}"), 1);
        assert_ne!(model, MODEL);
        let site = site().file("content/model.toml", model);
        let told = site.run(&["check", "--translations"]).stderr;
        assert_eq!(told.matches(form).count(), 1, "{told}");
    }
}

#[test]
fn a_label_has_a_text_in_the_language_of_the_site() {
    let model = MODEL.replacen("label = \"Family\"", "label = { lv = \"Saime\" }", 1);
    let one = Site::new().file("content/model.toml", model);
    assert_eq!(one.codes(), [("missing-field".into(), "content/model.toml:4:9".into())]);
    // Without a language nothing can be said of labels.
    let none = Site::new().file("site.toml", "title = \"Test\"\nlanguage = \"?\"\n");
    assert_eq!(none.codes(), [("bad-language".into(), "site.toml:2:12".into())]);
}

#[test]
fn nothing_is_asked_of_translations_of_what_is_retired() {
    let site = translation("title = \"Kontrole\"\nnote = \"x\"\n[original]\ntitle = \"00000000\"", "");
    let of = |id: &str| lacks(&site).into_iter().filter(|(_, told)| told.contains(id)).count();
    assert_eq!([of("F1-1"), of("F1-2"), of("person")], [3, 1, 1]);
    for id in ["F1-1", "F1-2"] {
        assert_eq!(site.run(&["retire", id]).code, 0);
    }
    site.write("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\nstatus = \"retired\"\n");
    assert_eq!([of("F1-1"), of("F1-2"), of("person")], [0, 0, 0]);
    // Its page still says how far it is translated.
    let page = site.build().page("lv/controls/f1-1.html");
    assert!(page.contains("Šī lapa ir iztulkota daļēji."), "{page}");
}

#[test]
fn the_data_are_there_in_each_language() {
    let about = "+++\ntitle = \"About\"\n+++\nThe [data](dati/norade.json).\n";
    let front =
        "title = \"Kontrole\"\nsteps = \"- Viens\"\n[original]\ntitle = \"9df90bb2\"\nsteps = \"00000000\"";
    let site = translation(front, "").file("content/pages/about.md", about);
    site.build();
    let data = |path: &str| -> serde_json::Value { serde_json::from_str(&site.page(path)).expect("JSON") };
    let (original, own) = (data("dati/norade.json"), data("lv/dati/norade.json"));
    let head = |data: &serde_json::Value| {
        ["language", "original", "languages", "title", "base_url"].map(|key| data[key].clone())
    };
    let languages = serde_json::json!(["en", "lv"]);
    let of = |tag: &str, original: Option<&str>, title: &str, folder: &str| {
        let base = format!("https://example.lv/a/{folder}");
        [tag.into(), original.into(), languages.clone(), title.into(), base.into()]
    };
    assert_eq!(head(&original), of("en", None, "Test", ""));
    assert_eq!(head(&own), of("lv", Some("en"), "Tests", "lv/"));
    let entry = |data: &serde_json::Value, id: &str| {
        let mut entries = data["entries"].as_array().expect("a list").iter();
        entries.find(|entry| entry["id"] == id).expect("the entry").clone()
    };
    let (before, after) = (entry(&original, "F1-1"), entry(&own, "F1-1"));
    assert_eq!(after["titles"], serde_json::json!(["Kontrole"]));
    assert_eq!(after["fields"]["steps"], serde_json::json!([{ "text": "Viens" }]));
    assert_eq!(after["fields"]["note"], before["fields"]["note"]);
    assert_eq!(after["untranslated"], serde_json::json!(["body", "note", "owners/anna/A/work"]));
    assert_eq!(after["outdated"], serde_json::json!(["steps"]));
    assert_eq!((before.get("untranslated"), before.get("outdated")), (None, None));
    for key in ["kind", "address", "status", "relations", "inverse", "not_told", "aliases", "body"] {
        assert_eq!(after[key], before[key], "{key}");
    }
    assert_eq!(entry(&own, "anna")["untranslated"], serde_json::json!(["title"]));
    assert_eq!(own["model"], original["model"]);
    // A page leads to the data in its language.
    assert!(
        site.page("lv/about.html").contains("<a href=\"dati/norade.json\""),
        "{}",
        site.page("lv/about.html")
    );
}
