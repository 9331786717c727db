//! The words of diagnostics, from `messages.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Code, Diagnostic, Severity};

/// What a diagnostic says, its placeholders filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    pub message: String,
    pub label: Option<String>,
    pub hint: Option<String>,
    pub related: Option<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    severity: String,
    en: Text,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    message: String,
    label: Option<String>,
    #[serde(default)]
    hints: Vec<String>,
    related: Option<String>,
}

static MESSAGES: LazyLock<BTreeMap<String, Message>> =
    LazyLock::new(|| toml::from_str(include_str!("messages.toml")).expect("the table of messages is sound"));

fn of(code: Code) -> &'static Message {
    MESSAGES.get(code.name()).expect("every code has a message")
}

pub fn severity(code: Code) -> Severity {
    match of(code).severity.as_str() {
        "warning" => Severity::Warning,
        _ => Severity::Error,
    }
}

/// The words for a diagnostic.
pub fn words(diagnostic: &Diagnostic) -> Words {
    let text = &of(diagnostic.code).en;
    let fill = |template: &str| fill(template, &diagnostic.facts);
    Words {
        message: fill(&text.message).expect("every message has its facts"),
        label: text.label.as_deref().and_then(fill),
        hint: text.hints.iter().find_map(|hint| fill(hint)),
        related: text.related.as_deref().and_then(fill),
    }
}

/// A template with its placeholders filled in; `None` when one has no value. Values are shown on one
/// line, and shortened when they are long.
fn fill(template: &str, facts: &[(&'static str, String)]) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            let end = after.find("}}")?;
            out.push_str(&format!("{{{}}}", &after[..end]));
            rest = &after[end + 2..];
            continue;
        }
        let end = rest.find('}')?;
        let (_, value) = facts.iter().find(|(name, _)| *name == &rest[..end])?;
        out.push_str(&one_line(value));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Some(out)
}

fn one_line(value: &str) -> String {
    const LONGEST: usize = 400;
    let mut line: String =
        value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    if value.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_and_every_message_a_code() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        for name in MESSAGES.keys() {
            assert!(names.contains(&name.as_str()), "no code `{name}`");
        }
        for code in Code::ALL {
            severity(*code);
        }
    }
}
