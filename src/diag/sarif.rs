//! Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines that they are about.
//!
//! Columns count UTF-16 code units, as the standard has it where nothing else is said. Every code is a rule, whether it
//! was broken or not. In messages braces are doubled, by section 3.11.5 of the standard.

use serde_json::{Value, json};

use super::{Code, Diagnostic, Language, Place, Severity, text};
use crate::source::{Sources, Span};

/// Renders one run. `prefix` leads from where addresses begin to the site's folder: empty, or with a slash at its end.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, language: Language, prefix: &str) -> String {
    let writer = Writer { sources, language, prefix };
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| writer.rule(*code)).collect::<Vec<_>>(),
            } },
            "language": language.tag(),
            "columnKind": "utf16CodeUnits",
            "results": diagnostics.iter().map(|diagnostic| writer.result(diagnostic)).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).expect("plain values can be written");
    text.push('\n');
    text
}

struct Writer<'a> {
    sources: &'a Sources,
    language: Language,
    prefix: &'a str,
}

impl Writer<'_> {
    fn rule(&self, code: Code) -> Value {
        let rule = text::rule(code, self.language);
        json!({
            "id": code.name(),
            "shortDescription": { "text": doubled(&rule.message) },
            "fullDescription": { "text": doubled(&rule.message) },
            "help": { "text": doubled(&rule.help) },
            "defaultConfiguration": { "level": level(text::severity(code)) },
        })
    }

    fn result(&self, diagnostic: &Diagnostic) -> Value {
        let words = text::words(diagnostic, self.language);
        let physical = match &diagnostic.place {
            Place::Span(span) => self.place(*span),
            // A place without a line is shown by no code host.
            Place::File(path) => {
                json!({ "artifactLocation": self.address(path), "region": { "startLine": 1 } })
            }
        };
        let index = Code::ALL.iter().position(|code| *code == diagnostic.code);
        let mut result = json!({
            "ruleId": diagnostic.code.name(),
            "ruleIndex": index.expect("every code is listed"),
            "level": level(diagnostic.severity()),
            "message": { "text": doubled(&words.lines(self.language)) },
            "locations": [{ "physicalLocation": physical }],
        });
        if let (Some(span), Some(message)) = (diagnostic.related, words.related) {
            result["relatedLocations"] = json!([{
                "physicalLocation": self.place(span),
                "message": { "text": doubled(&message) },
            }]);
        }
        result
    }

    fn place(&self, span: Span) -> Value {
        let (start_line, start_column) = self.position(span, span.start);
        let (end_line, end_column) = self.position(span, span.end);
        json!({
            "artifactLocation": self.address(&self.sources.get(span.file).path),
            "region": {
                "startLine": start_line,
                "startColumn": start_column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        })
    }

    /// A line, and a column in UTF-16 code units, both from 1.
    fn position(&self, span: Span, offset: u32) -> (usize, usize) {
        let before = &self.sources.get(span.file).text[..offset as usize];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].encode_utf16().count() + 1;
        (self.sources.position(span.file, offset).line, column)
    }

    fn address(&self, path: &str) -> Value {
        json!({ "uri": encoded(&format!("{}{path}", self.prefix)), "uriBaseId": "%SRCROOT%" })
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn doubled(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A path as a relative reference (RFC 3986).
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
