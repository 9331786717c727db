//! Keys that TOML took for something else than their author meant.

use super::built_in::KEYS;
use super::{Kind, Model};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, nearest};
use crate::source::Span;
use crate::tree::{Key, Node, Table, Value};

/// Words the unknown keys of an entry anew: a key below `[[duties]]` belongs to that row by TOML's
/// rules, and `[[N4-1]]` on a line of its own is a list of tables. What is missing because of them is
/// not reported.
pub(super) fn explain(model: &Model, kind: &Kind, table: &Table, diags: &mut Diagnostics) {
    if !diags.has(Code::UnknownKey) {
        return;
    }
    let names: Vec<&str> = names(model, kind).collect();
    let mut moved: Vec<&str> = Vec::new();
    for (key, node) in &table.entries {
        let reference = is_reference(model, &names, key, node);
        if reference {
            let relations: Vec<&str> = kind
                .relations
                .iter()
                .map(|&id| model.relation(id))
                .filter(|r| !r.from_code)
                .map(|r| r.id.as_str())
                .collect();
            diags.replace(Code::UnknownKey, key.span, || {
                Diagnostic::new(Code::ReferenceAsTable, key.span)
                    .fact("id", &key.name)
                    .fact_if("known", (!relations.is_empty()).then(|| relations.join("`, `")))
            });
        }
        for inner in rows(node).filter(|inner| names.contains(&inner.name.as_str())) {
            if reference || unknown(diags, inner.span) {
                moved.push(&inner.name);
            }
            diags.replace(Code::UnknownKey, inner.span, || {
                let diagnostic = Diagnostic::new(Code::MisplacedField, inner.span);
                diagnostic.fact("key", &inner.name).fact("relation", &key.name)
            });
        }
    }
    diags.complete(Code::UnknownKey, "nearest", |diagnostic| {
        // A label in the place of the key.
        let written = |(key, _): &&(Key, Node)| diagnostic.place == Place::Span(key.span);
        let (key, _) =
            table.entries.iter().find(written).filter(|_| diagnostic.fact_of("nearest").is_none())?;
        let fields = kind.fields.iter().map(|field| (&field.id, &field.label));
        let relations = kind.relations.iter().map(|&id| model.relation(id)).map(|r| (&r.id, &r.label));
        let labels: Vec<(&String, &str)> =
            fields.chain(relations).flat_map(|(id, label)| label.all().map(move |text| (id, text))).collect();
        let label = nearest(&key.name, labels.iter().map(|(_, text)| *text))?;
        labels.iter().find(|(_, text)| *text == label).map(|(id, _)| (*id).clone())
    });
    diags.retain(|diagnostic| {
        let missing = diagnostic.code == Code::MissingField && diagnostic.place == Place::Span(table.span);
        !missing || !moved.iter().any(|name| diagnostic.fact_of("key") == Some(name))
    });
}

fn names<'m>(model: &'m Model, kind: &'m Kind) -> impl Iterator<Item = &'m str> {
    let relations = kind.relations.iter().map(|&id| model.relation(id).id.as_str());
    KEYS.into_iter().chain(kind.fields.iter().map(|field| field.id.as_str())).chain(relations)
}

/// Whether a key is an ID in double brackets, rather than a name misspelt.
fn is_reference(model: &Model, names: &[&str], key: &Key, node: &Node) -> bool {
    let Value::Array(items) = &node.value else { return false };
    let is_code = || {
        let mut patterns = model.kinds.iter().filter_map(|kind| kind.pattern.as_ref());
        patterns.any(|pattern| pattern.regex.is_match(&key.name))
    };
    let is_empty = |item: &Node| matches!(&item.value, Value::Table(row) if row.entries.is_empty());
    !names.contains(&key.name.as_str())
        && (is_code() || (items.iter().all(is_empty) && nearest(&key.name, names.iter().copied()).is_none()))
}

/// The keys in the rows of a list of tables.
fn rows(node: &Node) -> impl Iterator<Item = &Key> {
    let items: &[Node] = match &node.value {
        Value::Array(items) => items,
        _ => &[],
    };
    let tables = items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(|table| table.entries.iter().map(|(key, _)| key))
}

fn unknown(diags: &Diagnostics, span: Span) -> bool {
    diags.iter().any(|d| d.code == Code::UnknownKey && d.place == Place::Span(span))
}
