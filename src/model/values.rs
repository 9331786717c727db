//! Typed values of fields, read by their declaration.

use std::sync::Arc;

use super::{Choice, Field, FieldKind, blanks};
use crate::address;
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::markdown::{self, Autolinks, Fragment};
use crate::source::{Origin, Span, Written};
use crate::tree::{Node, Reader, Value as Raw, date, not_a_choice, wrong, wrong_type};

/// The value of a field; `P` is a compiled text, its references named or resolved.
#[derive(Debug, Clone)]
pub enum Value<P = Prose> {
    Text(String),
    /// Markdown, or statements.
    Prose(P),
    Date(jiff::civil::Date),
    Url(String),
    Email(String),
    Number(f64),
    Boolean(bool),
    /// The index of a choice in the field's declaration.
    Choice(usize),
    /// An entry by its ID, as a qualifier.
    Reference {
        id: String,
        span: Span,
    },
    /// The columns of a record, in the order of the declaration.
    Record(Vec<Option<Value<P>>>),
    Many(Vec<Value<P>>),
}

/// A compiled text beside what was written.
#[derive(Debug, Clone)]
pub struct Prose {
    pub written: Written,
    pub fragment: Arc<Fragment>,
    pub origin: Origin,
}

impl<P> Value<P> {
    /// The single values: one, or many.
    pub fn each(&self) -> &[Value<P>] {
        match self {
            Value::Many(values) => values,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether any compiled text in it is such.
    pub fn any_prose(&self, is_such: impl Fn(&P) -> bool + Copy) -> bool {
        match self {
            Value::Prose(prose) => is_such(prose),
            Value::Record(columns) => columns.iter().flatten().any(|value| value.any_prose(is_such)),
            Value::Many(values) => values.iter().any(|value| value.any_prose(is_such)),
            _ => false,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same value with every compiled text replaced.
    pub fn map<Q>(self, change: &mut impl FnMut(P) -> Q) -> Value<Q> {
        match self {
            Value::Prose(prose) => Value::Prose(change(prose)),
            Value::Record(columns) => Value::Record(
                columns.into_iter().map(|column| column.map(|value| value.map(change))).collect(),
            ),
            Value::Many(values) => Value::Many(values.into_iter().map(|value| value.map(change)).collect()),
            Value::Text(text) => Value::Text(text),
            Value::Date(date) => Value::Date(date),
            Value::Url(url) => Value::Url(url),
            Value::Email(email) => Value::Email(email),
            Value::Number(number) => Value::Number(number),
            Value::Boolean(truth) => Value::Boolean(truth),
            Value::Choice(index) => Value::Choice(index),
            Value::Reference { id, span } => Value::Reference { id, span },
        }
    }
}

/// Reads the value of a field; `None` when it is unset or wrong.
pub(super) fn field(
    field: &Field,
    reader: &mut Reader,
    autolinks: &Autolinks,
    diags: &mut Diagnostics,
) -> Option<Value> {
    let node = match reader.node(&field.id) {
        Some(node) => node,
        None => match &field.default {
            Some(default) => default,
            None if field.required => {
                diags.add(missing(field, reader.table.span));
                return None;
            }
            None => return None,
        },
    };
    if !field.many {
        return one(field, node, autolinks, diags);
    }
    let Raw::Array(items) = &node.value else {
        let mended = match &node.value {
            Raw::String(text, Some(_)) if !text.contains(['\n', '"']) => {
                Some(format!("{} = [\"{text}\"]", field.id))
            }
            Raw::Table(_) => Some(format!("[[{}]]", field.id)),
            _ => None,
        };
        diags.add(wrong(node, &field.id, expected(field)).fact_if("mended", mended));
        return None;
    };
    if field.required && items.is_empty() {
        diags.add(
            Diagnostic::new(Code::TooFew, node.span).fact("key", &field.id).fact("min", 1).fact("found", 0),
        );
    }
    Some(Value::Many(items.iter().filter_map(|item| one(field, item, autolinks, diags)).collect()))
}

/// Says that a field is missing, with what its value looks like: each choice, since none of them can be guessed.
fn missing(field: &Field, place: Span) -> Diagnostic {
    let value = |one: String| if field.many { format!("[{one}]") } else { one };
    let diagnostic = Diagnostic::new(Code::MissingField, place).fact("key", &field.id);
    match &field.kind {
        FieldKind::Choice(choices) if !choices.is_empty() => {
            let line = |choice: &Choice| format!("`{} = {}`", field.id, value(format!("\"{}\"", choice.id)));
            diagnostic.fact("choices", choices.iter().map(line).collect::<Vec<_>>().join(", "))
        }
        kind => diagnostic.fact("expected", value(example(kind).into())),
    }
}

/// What one value of this kind looks like.
fn example(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Record(_) => "{ … }",
        FieldKind::Number => "1",
        FieldKind::Boolean => "true",
        FieldKind::Date => "2026-01-31",
        FieldKind::Statements => "\"\"\" … \"\"\"",
        _ => "\"…\"",
    }
}

/// What a field of many values holds.
fn expected(field: &Field) -> Word {
    match field.kind {
        FieldKind::Record(_) => Word::TableList,
        FieldKind::Number => Word::NumberList,
        FieldKind::Boolean => Word::TruthList,
        FieldKind::Date => Word::DateList,
        _ => Word::TextList,
    }
}

/// Reads one value by the type of its field.
fn one(field: &Field, node: &Node, autolinks: &Autolinks, diags: &mut Diagnostics) -> Option<Value> {
    let key = &field.id;
    match &field.kind {
        FieldKind::Text => {
            let text = text(node, key, diags)?;
            if let Some(id) = text.trim().strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
                let diagnostic = Diagnostic::new(Code::ReferenceInText, node.span);
                diags.add(diagnostic.fact("key", key).fact("id", id));
            }
            blanks::report(text, node.origin(), diags);
            Some(Value::Text(text.to_owned()))
        }
        FieldKind::Markdown => Some(Value::Prose(prose(node, key, autolinks, false, diags)?)),
        FieldKind::Statements => Some(Value::Prose(prose(node, key, autolinks, true, diags)?)),
        FieldKind::Date => date(node, key, diags).map(Value::Date),
        FieldKind::Url => {
            let address = text(node, key, diags)?;
            match address::check_web(address) {
                Ok(()) => Some(Value::Url(address.to_owned())),
                Err(problem) => {
                    diags.add(problem.diagnostic(address, node.span));
                    None
                }
            }
        }
        FieldKind::Email => {
            let address = text(node, key, diags)?;
            if !address::is_email(address) {
                diags.add(Diagnostic::new(Code::BadEmail, node.span).fact("found", address));
                return None;
            }
            Some(Value::Email(address.to_owned()))
        }
        FieldKind::Number => match node.value {
            Raw::Integer(number) => Some(Value::Number(number as f64)),
            Raw::Float(number) if number.is_finite() => Some(Value::Number(number)),
            _ => wrong_type(node, key, Word::Number, diags),
        },
        FieldKind::Boolean => match node.value {
            Raw::Boolean(truth) => Some(Value::Boolean(truth)),
            _ => wrong_type(node, key, Word::Truth, diags),
        },
        FieldKind::Choice(choices) => choice(choices, node, key, diags).map(Value::Choice),
        FieldKind::Record(columns) => {
            let Raw::Table(table) = &node.value else {
                return wrong_type(node, key, Word::Table, diags);
            };
            let mut reader = Reader::new(table);
            let values =
                columns.iter().map(|column| self::field(column, &mut reader, autolinks, diags)).collect();
            reader.finish(diags);
            Some(Value::Record(values))
        }
        FieldKind::Relation(_) => {
            let id = text(node, key, diags)?.trim().to_owned();
            Some(Value::Reference { id, span: node.span })
        }
    }
}

fn text<'n>(node: &'n Node, key: &str, diags: &mut Diagnostics) -> Option<&'n str> {
    match node.as_str() {
        Some(text) => Some(text),
        None => wrong_type(node, key, Word::Text, diags),
    }
}

fn prose(
    node: &Node,
    key: &str,
    autolinks: &Autolinks,
    statements: bool,
    diags: &mut Diagnostics,
) -> Option<Prose> {
    let source = text(node, key, diags)?;
    blanks::report_in_markdown(source, false, node.origin(), diags);
    let options = markdown::Options { autolinks, anchors: None, shift: 0, statements };
    let fragment = Arc::new(markdown::compile(source, node.origin(), options, diags));
    Some(Prose { written: Written::new(source, node.origin()), fragment, origin: node.origin() })
}

fn choice(choices: &[Choice], node: &Node, key: &str, diags: &mut Diagnostics) -> Option<usize> {
    let written = text(node, key, diags)?;
    let found = choices.iter().position(|choice| choice.id == written);
    if found.is_none() {
        let ids = choices.iter().map(|choice| choice.id.as_str());
        diags.add(not_a_choice(node, key, written, ids));
    }
    found
}
