//! What the program says, in the language of the messages: all of it stands in `messages.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::language::Plural;
use super::{Code, Diagnostic, Fact, Language, Said, Severity, Word};
use crate::id;

/// What a diagnostic says, its placeholders filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    pub message: String,
    pub label: Option<String>,
    pub hint: Option<String>,
    pub related: Option<String>,
}

#[derive(Deserialize)]
struct Table {
    words: BTreeMap<String, Translated<Wording>>,
    #[serde(flatten)]
    messages: BTreeMap<String, Message>,
}

#[derive(Deserialize)]
struct Message {
    severity: Severity,
    #[serde(flatten)]
    text: Translated<Text>,
}

#[derive(Deserialize)]
struct Translated<T> {
    en: T,
    lv: T,
}

impl<T> Translated<T> {
    fn get(&self, language: Language) -> &T {
        match language {
            Language::En => &self.en,
            Language::Lv => &self.lv,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    message: String,
    label: Option<String>,
    #[serde(default)]
    hints: Vec<String>,
    related: Option<String>,
}

/// One form, or a form for each plural category that the language has.
#[derive(Deserialize)]
#[serde(untagged)]
enum Wording {
    Plain(String),
    Counted { zero: Option<String>, one: String, other: String },
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("messages.toml")).expect("the table of messages is sound"));

fn of(code: Code) -> &'static Message {
    TABLE.messages.get(code.name()).expect("every code has a message")
}

pub fn severity(code: Code) -> Severity {
    of(code).severity
}

/// The words for a diagnostic.
pub fn words(diagnostic: &Diagnostic, language: Language) -> Words {
    let text = of(diagnostic.code).text.get(language);
    let fill = |template: &str| fill(template, &diagnostic.facts, language);
    Words {
        message: fill(&text.message).expect("every message has its facts"),
        label: text.label.as_deref().and_then(fill),
        hint: text.hints.iter().find_map(|hint| fill(hint)),
        related: text.related.as_deref().and_then(fill),
    }
}

impl Words {
    /// The message, the label and the hint, a line each.
    pub fn lines(&self, language: Language) -> String {
        let hint = self.hint.as_ref().map(|hint| format!("{}: {hint}", say(Word::Help, language)));
        let lines = [Some(self.message.clone()), self.label.clone(), hint];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

/// What a kind of mistake is, whatever the case: `…` stands for what differs.
pub struct Rule {
    pub message: String,
    /// What was expected and what to do.
    pub help: String,
}

/// The words for a kind of mistake.
pub fn rule(code: Code, language: Language) -> Rule {
    let text = of(code).text.get(language);
    let lines = text.label.iter().chain(&text.hints).map(|line| general(line));
    let mut lines: Vec<String> = lines.collect();
    // Hints that differ in what is filled in alone are the same.
    lines.dedup();
    let help = lines.join("\n");
    let message = general(&text.message);
    // A kind of mistake with nothing to add explains itself.
    Rule { help: if help.is_empty() { message.clone() } else { help }, message }
}

/// A template with `…` in the place of each placeholder.
fn general(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let literal = after.strip_prefix('{').and_then(|after| after.split_once("}}"));
        let (shown, left) = match literal {
            Some((text, left)) => (format!("{{{text}}}"), left),
            None => ("…".to_owned(), after.split_once('}').map_or("", |(_, left)| left)),
        };
        out.push_str(&shown);
        rest = left;
    }
    out + rest
}

/// What is said, in a language.
pub fn say(said: impl Into<Said>, language: Language) -> String {
    let said = said.into();
    let wording = TABLE.words.get(said.word.name()).expect("every word is in the table").get(language);
    let template = match wording {
        Wording::Plain(form) => form,
        Wording::Counted { zero, one, other } => {
            let count = said.facts.iter().find_map(|(name, fact)| match fact {
                Fact::Text(count) if *name == "count" => count.parse().ok(),
                _ => None,
            });
            match language.plural(count.expect("what is counted has its count")) {
                Plural::Zero => zero.as_ref().unwrap_or(other),
                Plural::One => one,
                Plural::Other => other,
            }
        }
    };
    fill(template, &said.facts, language).expect("every word has its facts")
}

/// A fact as it is shown.
pub fn shown(fact: &Fact, language: Language) -> String {
    match fact {
        Fact::Text(text) => one_line(text),
        Fact::Said(said) => say(said.clone(), language),
        Fact::List(list) => {
            list.iter().map(|said| say(said.clone(), language)).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A template with its placeholders filled in; `None` when one has no value. Values are shown on one
/// line, and shortened when they are long.
fn fill(template: &str, facts: &[(&'static str, Fact)], language: Language) -> Option<String> {
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
        out.push_str(&shown(value, language));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// A value of an author's, which cannot break a message into lines or turn the order of its letters round.
fn one_line(value: &str) -> String {
    const LONGEST: usize = 400;
    let mut line = String::with_capacity(value.len());
    for c in value.chars().take(LONGEST) {
        match c {
            c if c.is_control() => line.push(' '),
            c if turns(c) => line.push_str(&id::revealed(c.encode_utf8(&mut [0; 4]))),
            c => line.push(c),
        }
    }
    if value.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

/// Whether a character changes the direction of those around it: Unicode's explicit directional formatting.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_authors_text_stays_on_its_line_and_in_its_order() {
        assert_eq!(one_line("a\n\u{1B}[2Jb \u{202E}c\u{2069}"), "a  [2Jb <U+202E>c<U+2069>");
        assert_eq!(one_line(&"ā".repeat(401)), "ā".repeat(400) + "…");
    }

    #[test]
    fn every_code_has_words_and_every_message_a_code() {
        let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        for name in TABLE.messages.keys() {
            assert!(names.contains(&name.as_str()), "no code `{name}`");
        }
        for code in Code::ALL {
            severity(*code);
        }
    }

    #[test]
    fn every_word_is_in_the_table_and_nothing_else() {
        let named: BTreeSet<&str> = Word::ALL.iter().map(|word| word.name()).collect();
        assert_eq!(named.len(), Word::ALL.len(), "no two words share a name");
        let listed: BTreeSet<&str> = TABLE.words.keys().map(String::as_str).collect();
        assert_eq!(named, listed);
    }

    /// The names between single braces.
    fn placeholders(template: &str) -> BTreeSet<&str> {
        let plain = template
            .split("{{")
            .flat_map(|part| part.split_once("}}").map_or(part, |(_, rest)| rest).split('{').skip(1));
        plain.filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn both_languages_say_the_same_of_the_same_facts() {
        for (code, message) in &TABLE.messages {
            let (en, lv) = (&message.text.en, &message.text.lv);
            let all = |text: &Text| -> Vec<Option<BTreeSet<String>>> {
                let fixed = [Some(&text.message), text.label.as_ref(), text.related.as_ref()];
                let texts = fixed.into_iter().chain(text.hints.iter().map(Some));
                let owned = |text: &String| placeholders(text).into_iter().map(str::to_owned).collect();
                texts.map(|text| text.map(owned)).collect()
            };
            assert_eq!(all(en), all(lv), "{code}");
            assert_ne!(en.message, lv.message, "{code} is translated");
        }
        for (name, word) in &TABLE.words {
            let forms = |wording: &Wording| -> Vec<String> {
                match wording {
                    Wording::Plain(form) => vec![form.clone()],
                    Wording::Counted { zero, one, other } => {
                        zero.iter().chain([one, other]).cloned().collect()
                    }
                }
            };
            let (en, lv) = (forms(&word.en), forms(&word.lv));
            for form in en.iter().chain(&lv) {
                assert_eq!(placeholders(form), placeholders(&en[0]), "{name}");
                assert!(!form.trim().is_empty(), "{name}");
            }
        }
    }

    #[test]
    fn counts_take_the_plural_of_the_language() {
        let said = |count: usize, language| say(Word::Errors.with("count", count), language);
        assert_eq!([0, 1, 2].map(|n| said(n, Language::En)), ["0 errors", "1 error", "2 errors"]);
        let latvian = [0, 1, 2, 10, 11, 21, 111, 112, 121].map(|n| said(n, Language::Lv));
        let expected = [
            "0 kļūdu",
            "1 kļūda",
            "2 kļūdas",
            "10 kļūdu",
            "11 kļūdu",
            "21 kļūda",
            "111 kļūdu",
            "112 kļūdu",
            "121 kļūda",
        ];
        assert_eq!(latvian, expected);
    }
}
