//! The language of the messages: English and Latvian, in all that the program says.

use std::path::Path;

use crate::built::files;
use crate::support::{MODEL, Site, norade_with};

fn latvian() -> Site {
    Site::new().file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nmessages = \"lv\"\n")
}

#[test]
fn diagnostics_in_latvian() {
    let site = latvian().control("F1-1", "level = \"lwo\"\nnote = 3", "Čaula F1-9");
    insta::assert_snapshot!(site.told(), @r#"
    kļūda[not-a-choice]: vērtība `lwo` laukā `level` nav atļauta
     --> content/control/F1-1.md:4:9
      |
    4 | level = "lwo"
      |         ^^^^^ vajadzīga viena no šīm: `low`, `high`
      |
      = padoms: vai domājāt `low`?

    kļūda[wrong-type]: `note` ir nepareiza tipa
     --> content/control/F1-1.md:5:8
      |
    5 | note = 3
      |        ^ vajadzīgs: teksts pēdiņās; šeit ir: vesels skaitlis

    brīdinājums[unknown-code]: `F1-9` līdzinās kodam, bet šāda ieraksta nav
     --> content/control/F1-1.md:7:7
      |
    7 | Čaula F1-9
      |       ^^^^ nevienam ierakstam nav šāda ID
      |
      = padoms: vai domājāt `F1-1`?

    2 kļūdas, 1 brīdinājums
    "#);
}

#[test]
fn the_variable_comes_before_the_sites_own_file_and_english_is_the_last_resort() {
    let site = Site::new().control("F1-1", "x = 1", "");
    assert!(site.told().contains("error[unknown-key]: unknown key `x`"));
    assert!(site.run_in("lv", &["check"]).stderr.contains("kļūda[unknown-key]: nezināma atslēga `x`"));
    assert!(site.run_in("", &["check"]).stderr.contains("1 error"));
    let site = latvian().control("F1-1", "x = 1", "");
    assert!(site.told().contains("1 kļūda"));
    assert!(site.run_in("en", &["check"]).stderr.contains("1 error"));
    assert!(site.run_in("", &["check"]).stderr.contains("1 kļūda"));
}

#[test]
fn programs_get_stable_codes_and_words_in_the_language() {
    let site = Site::new().control("F1-1", "x = 1", "");
    let report = |language: &str| -> serde_json::Value {
        let run = site.run_in(language, &["check", "--format", "json"]);
        serde_json::from_str(&run.stdout).expect("a JSON report")
    };
    let (en, lv) = (report("en"), report("lv"));
    let field =
        |report: &serde_json::Value, key: &str| report["diagnostics"][0][key].as_str().map(str::to_owned);
    for key in ["code", "severity", "file"] {
        assert_eq!(field(&en, key), field(&lv, key));
    }
    assert_eq!(field(&en, "message").as_deref(), Some("unknown key `x`"));
    assert_eq!(field(&lv, "message").as_deref(), Some("nezināma atslēga `x`"));
}

#[test]
fn what_commands_say_in_latvian() {
    let site = latvian();
    let build = site.run(&["build"]).stderr;
    assert!(build.contains("public: ") && build.contains("mainīti: 0, noņemti: 0)"), "{build}");
    assert!(site.check().stderr.starts_with("kļūdu nav (vietnē būs "), "{}", site.check().stderr);
    let site = site.control("F1-1", "x = 1", "");
    assert!(site.run(&["build"]).stderr.ends_with("1 kļūda\nnekas nav ierakstīts\n"));
}

#[test]
fn failures_in_latvian() {
    let site = latvian();
    let said = |arguments: &[&str]| {
        let run = site.run(arguments);
        assert_eq!(run.code, 2, "{}", run.stderr);
        run.stderr
    };
    assert_eq!(
        said(&["bundle", "--out", "site.toml"]),
        "kļūda: nevar ierakstīt `site.toml`: nosaukumam jābeidzas ar `.zip`\n",
    );
    assert!(said(&["build", "--out", "content"]).contains("no kā veidota vietne"));
    assert!(said(&["check", "--base-url", "x"]).contains("nav tīmekļa adrese"));
    assert!(said(&["bundle", "--out", "nowhere/a.zip"]).contains("tāda faila vai mapes nav"));
    let run = Site::new().run_in("lv", &["check", "--root", "nowhere"]);
    assert_eq!(run.stderr, "kļūda: mapē `nowhere` nav faila site.toml\n");
}

#[test]
fn a_site_that_cannot_be_read_is_still_told_in_its_language() {
    let site = Site::new().file("site.toml", "messages = \"lv\"\ntitle = \nlanguage = \"en\"\n");
    insta::assert_snapshot!(site.told(), @"
    kļūda[toml-syntax]: tas nav derīgs TOML: atslēgai nav vērtības
     --> site.toml:2:9
      |
    2 | title = 
      |         ^

    1 kļūda
    ");
}

#[test]
fn faults_of_toml_are_told_in_latvian() {
    for (line, words) in [
        ("note = \"C:\\dir\"", "atpakaļvērsta slīpsvītra"),
        ("level = 012", "skaitlis nevar sākties ar 0"),
        ("note = \"a\" b", "aiz vērtības ir kas lieks"),
        ("note = = \"a\"", "lieka `=` zīme"),
        ("piezīme = 1", "burti bez diakritiskajām zīmēm"),
        ("owners = [\"anna\",, \"anna\"]", "komats, pirms kura nav vērtības"),
        ("owners = [, \"anna\"]", "komats, pirms kura nav vērtības"),
        ("owners = [{ person \"anna\" }]", "starp atslēgu un tās vērtību trūkst `=`"),
        ("owners = [{ [1] }]", "pirms vērtības trūkst atslēgas"),
        ("note = 'abc", "teksta beigās trūkst pēdiņu"),
        ("note = '''abc", "teksta beigās trūkst pēdiņu"),
        ("note = { a = \"b }", "teksta beigās trūkst pēdiņu"),
        ("note = 'a\u{1}b'", "vadības rakstzīme"),
        ("note = \"\"\"a\u{1}b\"\"\"", "vadības rakstzīme"),
        ("owners = [{ person = \"anna\" part = \"A\" }]", "starp divām tabulas atslēgām trūkst komata"),
        ("note = \"a\u{1}b\"", "vadības rakstzīme"),
    ] {
        let told = latvian().control("F1-1", line, "").told();
        assert!(told.starts_with("kļūda[toml-syntax]") && told.contains(words), "{line}\n{told}");
    }
}

#[test]
fn without_a_word_from_a_site_the_system_decides() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let said = |variables: &[(&str, &str)]| {
        let run = norade_with(folder.path(), variables, &["check", "--root", "."]);
        assert_eq!(run.code, 2);
        run.stderr
    };
    let (en, lv) = ("error: there is no site.toml in `.`\n", "kļūda: mapē `.` nav faila site.toml\n");
    assert_eq!(said(&[("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "lv_LV.UTF-8")]), lv);
    assert_eq!(said(&[("LC_ALL", ""), ("LC_MESSAGES", "lv"), ("LANG", "en_US.UTF-8")]), lv);
    assert_eq!(said(&[("LC_ALL", "C.UTF-8"), ("LANG", "lv_LV.UTF-8")]), en);
    assert_eq!(said(&[("LC_ALL", "de_DE")]), en);
    assert_eq!(said(&[("NORADE_LANG", "en"), ("LC_ALL", "lv_LV")]), en);
    let site = Site::new();
    assert!(norade_with(site.root(), &[("LC_ALL", "lv_LV")], &["check"]).stderr.starts_with("kļūdu nav"));
    let site = site.file("site.toml", "title = \"Test\"\nlanguage = \"en\"\nmessages = \"en\"\n");
    assert!(norade_with(site.root(), &[("LC_ALL", "lv_LV")], &["check"]).stderr.starts_with("no errors"));
}

#[test]
fn languages_that_there_are_not() {
    let run = Site::new().run_in("de", &["check"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "error: `de` is no language of the messages; set `NORADE_LANG` to `en` or `lv`\n",);
    let site = Site::new().file("site.toml", "title = \"T\"\nlanguage = \"en\"\nmessages = \"de\"\n");
    site.expect(&[("not-a-choice", "site.toml:3:12")]);
}

#[test]
fn names_of_the_model_in_latvian() {
    let model = MODEL.replacen("parent = \"family\"", "parent = \"famly\"", 1).replacen(
        "id = \"steps\"",
        "id = \"note\"",
        1,
    );
    let site = latvian().file("content/model.toml", model);
    let told = site.told();
    assert!(told.contains("nezināms nosaukums: saistība `famly`"), "{told}");
    assert!(told.contains("tas jau ir lietots šajā veidā"), "{told}");
}

/// The operations that the machine can refuse are named where they happen.
#[test]
fn every_operation_has_its_sentence() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sentences = std::fs::read_to_string(source.join("failure.rs")).expect("the failures");
    let named = regex::Regex::new(r#"(?:Failure::io|self\.done)\(\s*"([a-z ]+)""#).expect("a sound pattern");
    let mut count = 0;
    for (path, bytes) in files(&source) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for found in named.captures_iter(&text).filter(|_| path != "failure.rs") {
            count += 1;
            let operation = &found[1];
            assert!(
                sentences.contains(&format!("(\"{operation}\", Word::")),
                "{path}: no sentence for `{operation}`"
            );
        }
    }
    assert!(count > 10, "the operations were found");
}

#[test]
fn changes_of_the_content_are_told_in_latvian() {
    let site = latvian().control("F1-1", "", "F1-1 un [[anna]].");
    let said = |arguments: &[&str]| site.run(arguments).stderr;
    assert_eq!(
        said(&["rename", "ana", "eva"]),
        "kļūda: nevienam ierakstam nav ID `ana`; vai domājāt `anna`?\n"
    );
    assert!(said(&["rename", "anna", "eva"]).starts_with("`anna` tagad ir `eva`: 2 faili\n"));
    assert!(said(&["new", "control", "F1-2"]).contains("piezīme: tas ir melnraksts"));
    let told = said(&["retire", "F1-1"]);
    assert!(told.contains("piezīme: `norade check` uzskaita, kas uz to vēl norāda"), "{told}");
    site.write("content/person.toml", "[[entries]\n");
    assert!(said(&["rename", "F1-1", "F1-3"]).ends_with("vispirms izlabojiet tos; nekas nav mainīts\n"));
}
