//! The references for those who write: what entries can hold, and what diagnostics mean.

use norade::diag::Code;
use scraper::Html;

use crate::built::{all, visible};
use crate::support::Site;

const MODEL: &str = r#"
[[kinds]]
id = "plan"
label = "Plan"
plural = "Plans"
folder = "plans"
pattern = "P[1-9]"

[[kinds.fields]]
id = "goal"
type = "markdown"
label = "Goal"
required = true

[[kinds.fields]]
id = "tools"
type = "text"
label = "Tools"
many = true

[[kinds.relations]]
id = "people"
to = ["person"]
target = "person"
label = "People"

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "Accountable" }]

[[kinds.sections]]
id = "why"
title = "Why"
show = [{ field = "goal" }, { field = "tools" }, { body = "how", title = "How" }]

[[kinds.sections]]
id = "who"
title = "Who"
show = [{ relation = "people" }]

[[kinds]]
id = "person"
label = "Person"
plural = "People"
folder = "people"

[[views]]
id = "fields"
type = "fields"
path = "editors/fields"
title = "What entries can hold"
footer = true

[[views]]
id = "diagnostics"
type = "diagnostics"
path = "editors/diagnostics"
title = "What diagnostics mean"
footer = true
"#;

/// The cells of each row below a selector: what is read, white space made even.
fn rows(page: &str, selector: &str) -> Vec<Vec<String>> {
    let page = Html::parse_document(page);
    let words = |cell| visible(cell).split_whitespace().collect::<Vec<_>>().join(" ");
    let rows = all(page.root_element(), &format!("{selector} tbody tr"));
    rows.into_iter().map(|row| all(row, "th, td").into_iter().map(words).collect()).collect()
}

#[test]
fn editors_read_what_entries_can_hold() {
    let site = Site::bare().file("content/model.toml", MODEL);
    let page = site.build().page("editors/fields.html");
    assert_eq!(
        rows(&page, "#plan"),
        [
            ["title", "Name", "text in quotation marks, required"],
            ["goal", "Goal", "text with Markdown, required"],
            ["tools", "Tools", "text in quotation marks (may be several)"],
            [
                "people",
                "People",
                "rows with person – Person: an ID, required: person part – Part: one of the values: A (accountable)"
            ],
        ]
    );
    assert!(page.contains("P[1-9]") && page.contains("## How"));
    let every = rows(&page, "#every--entry");
    let keys: Vec<&str> = every.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(
        keys,
        ["id", "status", "replaced_by", "aliases", "former_anchors", "reviewed", "reviewed_by", "not_told"]
    );
    assert_eq!(
        every[1][2],
        "one of the values: stub (known by name only), draft (not part of the site yet), published (part of the site), \
         retired (no longer used; the page stays)"
    );
    assert_eq!(every[3][1..], ["former IDs, which still lead to the entry", "an ID (may be several)"]);
    site.write("site.toml", "title = \"Test\"\nlanguage = \"lv\"\n");
    let page = site.build().page("editors/fields.html");
    let latvian = rows(&page, "#every--entry");
    assert_eq!(
        latvian[5],
        ["reviewed", "kad ieraksts pēdējoreiz pārskatīts", "datums, piemēram, 2026-01-31"]
    );
    assert_eq!(rows(&page, "#person").len(), 1);
    assert!(page.contains("<tbody lang=\"lv\">"));
    site.write("site.toml", "title = \"Test\"\nlanguage = \"de\"\n");
    let page = site.build().page("editors/fields.html");
    assert_eq!(page.matches("<tbody lang=\"en\">").count(), 1, "what the program says is in English");
}

#[test]
fn editors_read_what_every_diagnostic_means() {
    let site = Site::bare().file("content/model.toml", MODEL);
    let page = site.build().page("editors/diagnostics.html");
    let rows = rows(&page, "table");
    assert_eq!(rows.len(), Code::ALL.len());
    for (code, row) in Code::ALL.iter().zip(&rows) {
        assert!(row[0].starts_with(code.name()) && !row[1].is_empty(), "{row:?}");
    }
}
