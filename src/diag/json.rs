//! Diagnostics for programs: one JSON document, `docs/data.md` describes it.

use serde_json::{Value, json};

use super::{Diagnostic, Language, Place, Severity, text};
use crate::source::{Sources, Span};

/// The version of this format.
const FORMAT: u32 = 1;

pub fn render(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let document = document(diagnostics, sources, language);
    let mut text = serde_json::to_string_pretty(&document).expect("plain values can be written");
    text.push('\n');
    text
}

/// The document as a value.
pub fn document(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Value {
    let list: Vec<Value> = diagnostics.iter().map(|diagnostic| one(diagnostic, sources, language)).collect();
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    json!({
        "format": FORMAT,
        "errors": errors,
        "warnings": diagnostics.len() - errors,
        "diagnostics": list,
    })
}

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let words = text::words(diagnostic, language);
    let severity = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut value = json!({
        "code": diagnostic.code.name(),
        "severity": severity,
        "message": words.message,
    });
    let fields = value.as_object_mut().expect("it was made as an object");
    match &diagnostic.place {
        Place::File(path) => drop(fields.insert("file".into(), json!(path))),
        Place::Span(span) => fields.extend(place(*span, sources)),
    }
    if let Some(label) = words.label {
        fields.insert("label".into(), json!(label));
    }
    if let Some(hint) = words.hint {
        fields.insert("hint".into(), json!(hint));
    }
    if let Some(related) = diagnostic.related {
        let mut other: serde_json::Map<String, Value> = place(related, sources).into_iter().collect();
        other.insert("message".into(), json!(words.related));
        fields.insert("related".into(), Value::Object(other));
    }
    value
}

fn place(span: Span, sources: &Sources) -> Vec<(String, Value)> {
    let start = sources.position(span.file, span.start);
    let end = sources.position(span.file, span.end);
    vec![
        ("file".into(), json!(sources.get(span.file).path)),
        ("line".into(), json!(start.line)),
        ("column".into(), json!(start.column)),
        ("end_line".into(), json!(end.line)),
        ("end_column".into(), json!(end.column)),
    ]
}
