//! Diagnostics for code hosts: SARIF and the workflow commands of GitHub Actions.

use norade::diag::Code;
use serde_json::{Value, json};

use crate::support::{Site, norade};

fn site() -> Site {
    Site::new().control("F1-1", "level = \"lwo\"", "𝄞 Čaula [[nav]] F1-9")
}

fn sarif(site: &Site) -> Value {
    let run = site.run(&["check", "--format", "sarif"]);
    assert_eq!(run.stderr, "");
    serde_json::from_str(&run.stdout).expect("a JSON document")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// What the schema of SARIF 2.1.0 asks for in the parts that are written.
#[test]
fn sarif_has_what_the_standard_requires() {
    let document = sarif(&site());
    assert_eq!(document["version"], "2.1.0");
    assert!(text(&document["$schema"]).contains("sarif-2.1.0"));
    let [run] = list(&document["runs"]) else { panic!("one run") };
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "norade");
    let rules = list(&driver["rules"]);
    assert_eq!(rules.len(), Code::ALL.len());
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            let words = text(&rule[key]["text"]);
            assert!(!words.is_empty(), "{rule}");
        }
        assert!(["error", "warning"].contains(&text(&rule["defaultConfiguration"]["level"])));
    }
    let results = list(&run["results"]);
    assert_eq!(results.len(), 3);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&text(&result["level"])));
        assert!(!text(&result["message"]["text"]).is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/control/F1-1.md");
        let region = &place["region"];
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[key].as_u64().is_some_and(|number| number > 0), "{region}");
        }
    }
}

#[test]
fn columns_of_sarif_count_utf_16_code_units() {
    let document = sarif(&site());
    let result = &document["runs"][0]["results"][1];
    assert_eq!(result["ruleId"], "unknown-id");
    assert_eq!(result["message"]["text"], "unknown ID `nav`\nno entry has this ID");
    let region = json!({ "startLine": 6, "startColumn": 10, "endLine": 6, "endColumn": 17 });
    assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
}

#[test]
fn sarif_names_the_other_place_and_files_without_lines() {
    let twice = "[[entries]]\nid = \"anna\"\ntitle = \"A\"\n[[entries]]\nid = \"anna\"\ntitle = \"B\"\n";
    let site = Site::new().file("content/person.toml", twice).file("content/a b,č.txt", "x");
    let document = sarif(&site);
    let results = list(&document["runs"][0]["results"]);
    let stray = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(stray["artifactLocation"]["uri"], "content/a%20b%2C%C4%8D.txt");
    assert_eq!(stray["region"], json!({ "startLine": 1 }));
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "it is first used here");
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 2);
}

#[test]
fn github_shows_an_annotation_for_each() {
    let run = site().run(&["check", "--format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout, @r"
    ::error file=content/control/F1-1.md,line=4,col=9,endColumn=14,title=not-a-choice::`lwo` is not a choice of `level`%0Aexpected one of `low`, `high`%0Ahelp: did you mean `low`?
    ::error file=content/control/F1-1.md,line=6,col=9,endColumn=16,title=unknown-id::unknown ID `nav`%0Ano entry has this ID
    ::warning file=content/control/F1-1.md,line=6,col=17,endColumn=21,title=unknown-code::`F1-9` looks like a code, but names nothing%0Ano entry has this ID%0Ahelp: did you mean `F1-1`?
    ");
    let run = Site::new().file("content/50%: a,b.txt", "x").run(&["check", "--format", "github"]);
    assert!(
        run.stdout.starts_with("::error file=content/50%25%3A a%2Cb.txt,title=stray-file::"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_site_without_mistakes_has_no_results_and_no_annotations() {
    let site = Site::new();
    assert_eq!(sarif(&site)["runs"][0]["results"], json!([]));
    let run = site.run(&["check", "--format", "github"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn paths_begin_where_the_command_runs() {
    let outer = Site::bare();
    for (path, text) in
        [("site.toml", "title = \"T\"\nlanguage = \"en\"\n"), ("content/model.toml", "x = 1\n")]
    {
        outer.write(&format!("my site/{path}"), text);
    }
    let said =
        |format: &str| norade(outer.root(), &["check", "--root", "my site", "--format", format]).stdout;
    assert!(said("github").contains("file=my site/content/model.toml,"), "{}", said("github"));
    assert!(said("sarif").contains("\"my%20site/content/model.toml\""), "{}", said("sarif"));
}

#[test]
fn rules_speak_the_language_of_the_messages() {
    let run = site().run_in("lv", &["check", "--format", "sarif"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("a JSON document");
    assert_eq!(document["runs"][0]["language"], "lv");
    let rules = document["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list of rules");
    let rule = rules.iter().find(|rule| rule["id"] == "unknown-key").expect("every code has a rule");
    assert_eq!(rule["shortDescription"]["text"], "nezināma atslēga `…`");
}
