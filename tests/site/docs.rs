//! The documentation keeps in step with the program.

use std::path::Path;

/// Rewrites what is generated, in the place of failing: `UPDATE_DOCS=1 cargo test docs`.
const UPDATE: &str = "UPDATE_DOCS";

#[test]
fn the_table_of_diagnostics_is_that_of_the_messages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs/diagnostics.md");
    let page = std::fs::read_to_string(&path).expect("the page of diagnostics");
    let messages = std::fs::read_to_string(root.join("src/diag/messages.toml")).expect("the messages");
    let parts: Vec<&str> = page.split("<!-- codes -->\n").collect();
    let [before, table, after] = parts.as_slice() else { panic!("the table stands between two marks") };
    let expected = expected(&messages);
    if std::env::var_os(UPDATE).is_some() {
        let text = format!("{before}<!-- codes -->\n{expected}<!-- codes -->\n{after}");
        std::fs::write(&path, text).expect("write the page");
        return;
    }
    assert_eq!(*table, expected, "run `{UPDATE}=1 cargo test docs`");
}

/// The table, a row a code, in the order of the messages.
fn expected(messages: &str) -> String {
    let table: toml::Table = messages.parse().expect("the messages are TOML");
    let order = messages.lines().filter_map(|line| {
        let name = line.strip_prefix('[')?.strip_suffix(']')?;
        (!name.contains('.') && name != "words").then_some(name)
    });
    let mut text = "| code | severity | message | hint |\n| --- | --- | --- | --- |\n".to_owned();
    for code in order {
        let entry = &table[code];
        let words = &entry["en"];
        let hints: Vec<&str> = match words.get("hints").and_then(toml::Value::as_array) {
            Some(hints) => hints.iter().filter_map(toml::Value::as_str).collect(),
            None => Vec::new(),
        };
        let severity = entry["severity"].as_str().expect("a severity");
        let message = words["message"].as_str().expect("a message");
        let hints = hints.join(" *or* ");
        let hints = if hints.is_empty() { String::new() } else { format!(" {}", cell(&hints)) };
        text.push_str(&format!("| `{code}` | {severity} | {} |{hints} |\n", cell(message)));
    }
    text
}

fn cell(text: &str) -> String {
    text.replace("{{", "{").replace("}}", "}").replace('|', "\\|")
}
