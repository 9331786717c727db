//! Spaces that print does not break at are no-break spaces on the pages, and nowhere else.

use crate::support::Site;

/// The text of a body as its page has it, no-break spaces as `~`.
fn set(text: &str) -> String {
    let site = Site::new().control("F1-1", "", &format!("\n{text}\n"));
    let page = site.build().page("controls/f1-1.html");
    let start = page.find("<p>").expect("a paragraph") + 3;
    let end = page[start..].find("</p>").expect("its end");
    page[start..start + end].replace('\u{A0}', "~")
}

#[test]
fn what_is_read_as_one_stays_on_one_line() {
    for (written, expected) in [
        ("a word – another", "a word~– another"),
        ("**bold** — plain", "<strong>bold</strong>~— plain"),
        ("one · two", "one~· two"),
        ("at the end\n– of a line", "at the end~– of a line"),
        ("noteikumi Nr. 445 par", "noteikumi Nr.~445 par"),
        ("no 2020. gada 14. jūlija", "no 2020.~gada 14.~jūlija"),
        ("(3. sadaļa)", "(3.~sadaļa)"),
        ("J. K. Bērziņš u. c.", "J.~K.~Bērziņš u.~c."),
        ("45 % no 10 000 000 eiro", "45~% no 10~000~000 eiro"),
    ] {
        assert_eq!(set(written), expected);
    }
}

#[test]
fn other_spaces_may_break() {
    for text in [
        "in 2020. Then came the rest",
        "a range 1–3, a minus –5",
        "a note. b follows",
        "24 conditions, 2020 100, page 5",
        "`a – b` and <kbd>5 %</kbd>",
    ] {
        assert!(!set(text).contains('~'), "{text}: {}", set(text));
    }
}

#[test]
fn titles_and_words_are_bound_and_attributes_head_and_data_are_not() {
    let site = Site::new()
        .file("site.toml", "title = \"Sea – land\"\nlanguage = \"en\"\nnotice = \"No. – yes\"\n")
        .control("F1-1", "note = \"Up – down\"", "");
    site.build();
    let page = site.page("controls/f1-1.html");
    assert!(page.contains("Sea\u{A0}– land</a>") && page.contains("Up\u{A0}– down"));
    let (head, _) = page.split_once("<body").expect("a body");
    assert!(head.contains("Sea – land") && !head.contains('\u{A0}'));
    let quoted = page.split('"').skip(1).step_by(2);
    assert_eq!(quoted.filter(|value| value.contains('\u{A0}')).count(), 0);
    assert!(!site.page("dati/norade.json").contains('\u{A0}'));
}
