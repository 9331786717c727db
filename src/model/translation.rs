//! Documents in another language.
//!
//! In: a document, the one that translates it, if there is any, and the model. Out: a document like any other, in
//! which the texts of the translation stand in the place of those of the original, and all else is the original's;
//! what the translation lacks, or has not kept up with; and what in it is no text of the original. A text that is not
//! translated stays, marked as one of the original (see [`crate::source::foreign`]), or known as such by its file.
//!
//! A translation remembers what it has translated: its table `original` has for each text the beginning of the
//! SHA-256 of the original, white space aside, under the text's name: `result`, `applications/1/title`, `body`,
//! `duties/TARGET/CHOICE/statements` for a text of a row.

use rustc_hash::FxHashMap;

use super::texts::{Part, Texts, as_table, hash, holds_text, id_of, key_of, named, same, tables, texts_of};
use super::{Field, FieldKind, Model, Relation, Status};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::load::{Body, Document};
use crate::source::{Origin, Sources, Span, foreign};
use crate::tree::{Key, Node, Table, Value, quoted, wrong, wrong_type};

/// The table of a translation that says what it has translated.
pub const REMEMBERED: &str = "original";

/// The anchors that a page has had.
const FORMER: &str = "former_anchors";

/// How far an entry or a page is translated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translated {
    /// The path of the translation's file, when there is one.
    pub path: Option<String>,
    /// Whether the translation has any text.
    pub some: bool,
    /// The names of the texts that it lacks.
    pub missing: Vec<String>,
    /// The names of those whose original is another than the one that was translated.
    pub stale: Vec<String>,
}

/// A document in another language.
pub(super) struct Translation {
    pub document: Document,
    /// By the ID of the entry; of a file or page under the empty name.
    pub states: FxHashMap<String, Translated>,
    /// What in the translation is no text of the original.
    pub diags: Diagnostics,
    /// What is not translated, or not any more.
    pub lacks: Diagnostics,
}

/// Puts the texts of a translation in the place of those of a document.
pub(super) fn translate(
    model: &Model,
    sources: &Sources,
    language: &str,
    original: &Document,
    translation: Option<&Document>,
) -> Translation {
    let (mut diags, mut lacks) = (Diagnostics::default(), Diagnostics::default());
    let mut states = FxHashMap::default();
    let fields = Texts::of(model, original);
    let path = sources.get(original.file).path.as_str();
    let place = path.rsplit_once('.').map(|(stem, extension)| format!("{stem}.{language}.{extension}"));
    let place = place.unwrap_or_default();
    let mut one =
        |name: &str, table: &Table, given: Option<&Table>, body: Option<(Origin, Option<Origin>)>| {
            let mut own = Diagnostics::default();
            let mut work = Work {
                language,
                place: &place,
                sources,
                given,
                name,
                state: Translated {
                    path: translation.map(|document| sources.get(document.file).path.clone()),
                    ..Translated::default()
                },
                seen: Vec::new(),
                diags: &mut diags,
                lacks: &mut own,
            };
            let table = work.table(&fields, table);
            let body = body.map(|(original, given)| work.body(original, given));
            let state = work.finish(table.span);
            states.insert(name.to_owned(), state);
            // What is no longer used stays as far translated as it was.
            if !is_retired(&table) {
                lacks.append(own);
            }
            (table, body)
        };
    let (table, body) = match original.body {
        Body::Markdown(origin) => {
            let given = translation.map(|document| match document.body {
                Body::Markdown(given) => given,
                Body::List => origin,
            });
            let (table, body) =
                one("", &original.table, translation.map(|document| &document.table), Some((origin, given)));
            (table, Body::Markdown(body.unwrap_or(origin)))
        }
        Body::List => (list(original, translation, &mut one), Body::List),
    };
    if let (Body::List, Some(translation)) = (&original.body, translation) {
        let known: Vec<&str> = tables(&original.table).filter_map(id_of).map(|(id, _)| id).collect();
        for (id, span) in tables(&translation.table).filter_map(id_of) {
            if !known.iter().any(|known| same(known, id)) {
                let diagnostic = Diagnostic::new(Code::TranslationOfNothing, span).fact("name", id);
                diags.add(diagnostic.fact_if("nearest", nearest(id, known.iter().copied())));
            }
        }
    }
    let document = Document { file: original.file, stem: original.stem.clone(), body, table };
    Translation { document, states, diags, lacks }
}

fn is_retired(entry: &Table) -> bool {
    entry.get("status").and_then(Node::as_str) == Some(Status::Retired.name())
}

/// A list with each of its tables translated.
fn list<B>(
    original: &Document,
    translation: Option<&Document>,
    one: &mut impl FnMut(&str, &Table, Option<&Table>, Option<(Origin, Option<Origin>)>) -> (Table, B),
) -> Table {
    let entries = original.table.entries.iter().map(|(key, node)| {
        let Value::Array(items) = &node.value else { return (key.clone(), node.clone()) };
        let items = items.iter().map(|item| {
            let Value::Table(table) = &item.value else { return item.clone() };
            let Some((id, _)) = id_of(table) else { return item.clone() };
            let of_same = |given: &&Table| id_of(given).is_some_and(|(given, _)| same(given, id));
            let given = translation.and_then(|document| tables(&document.table).find(of_same));
            Node { span: item.span, value: Value::Table(one(id, table, given, None).0) }
        });
        (key.clone(), Node { span: node.span, value: Value::Array(items.collect()) })
    });
    Table { span: original.table.span, entries: entries.collect() }
}

/// The translation of one entry or page.
struct Work<'a> {
    language: &'a str,
    /// The path of the file that translates it, whether there is one or not.
    place: &'a str,
    sources: &'a Sources,
    given: Option<&'a Table>,
    name: &'a str,
    state: Translated,
    /// The names of the texts that are translated.
    seen: Vec<String>,
    diags: &'a mut Diagnostics,
    lacks: &'a mut Diagnostics,
}

impl<'a> Work<'a> {
    fn table(&mut self, texts: &Texts, original: &Table) -> Table {
        let given = self.given;
        let entries = original.entries.iter().map(|(key, node)| {
            let given = given.and_then(|table| table.get(&key.name));
            let node = match texts.part(&key.name) {
                Part::Text { markup } => self.text(node, given, &key.name, markup),
                Part::Field(field) => self.field(field, node, given, &key.name),
                Part::Rows(relation) => self.rows(relation, node, given),
                Part::Other => node.clone(),
            };
            (key.clone(), node)
        });
        let mut entries: Vec<(Key, Node)> = entries.collect();
        // Headings in other words have other anchors, so that a translation has former ones of its own.
        let own = given.and_then(|table| table.entries.iter().find(|(key, _)| key.name == FORMER));
        if let Some((key, node)) = own {
            let place = entries.iter().position(|(key, _)| key.name == FORMER);
            let originals = place.map(|at| entries.remove(at).1).as_ref().and_then(as_table).cloned();
            let both = as_table(node).cloned().map(|table| Table {
                entries: originals.into_iter().flat_map(|table| table.entries).chain(table.entries).collect(),
                ..table
            });
            let value = both.map_or_else(|| node.value.clone(), Value::Table);
            entries.push((key.clone(), Node { span: node.span, value }));
        }
        for (key, _) in given.into_iter().flat_map(|table| &table.entries) {
            let of_list = !self.name.is_empty() && key.name == "id";
            let code = match texts.part(&key.name) {
                _ if of_list || [REMEMBERED, FORMER].contains(&key.name.as_str()) => continue,
                Part::Other => Code::TranslationKey,
                _ if original.get(&key.name).is_none() => Code::TranslationOfNothing,
                _ => continue,
            };
            let told = Diagnostic::new(code, key.span).fact("name", &key.name);
            self.diags.add(match texts.titled_by(&key.name) {
                Some((record, column)) => told.fact("record", record).fact("column", column),
                None => told,
            });
        }
        Table { span: original.span, entries }
    }

    fn field(&mut self, field: &Field, node: &Node, given: Option<&Node>, name: &str) -> Node {
        match &field.kind {
            FieldKind::Text => self.text(node, given, name, false),
            FieldKind::Markdown | FieldKind::Statements => self.text(node, given, name, true),
            FieldKind::Record(columns) => self.records(columns, node, given, name),
            _ => node.clone(),
        }
    }

    /// The rows of a record, by their places; or the only one.
    fn records(&mut self, columns: &[Field], node: &Node, given: Option<&Node>, name: &str) -> Node {
        let span = node.span;
        let rows = match &node.value {
            Value::Array(rows) => rows,
            Value::Table(_) => {
                let given = given.and_then(|given| {
                    let table = as_table(given);
                    table.or_else(|| wrong_type(given, name, crate::diag::Word::Table, self.diags))
                });
                return self.row(columns, node, given, name);
            }
            _ => return node.clone(),
        };
        let given: &[Node] = match given.map(|node| (&node.value, node)) {
            Some((Value::Array(items), _)) => items,
            Some((_, node)) => {
                wrong_type(node, name, crate::diag::Word::TableList, self.diags).unwrap_or_default()
            }
            None => &[],
        };
        for extra in given.iter().skip(rows.len()) {
            self.diags.add(Diagnostic::new(Code::TranslationOfNothing, extra.span).fact("name", name));
        }
        let rows = rows.iter().enumerate().map(|(at, row)| {
            let given = given.get(at).and_then(as_table);
            self.row(columns, row, given, &format!("{name}/{}", at + 1))
        });
        Node { span, value: Value::Array(rows.collect()) }
    }

    /// The rows of a relation, by their targets, choices and references.
    fn rows(&mut self, relation: &Relation, node: &Node, given: Option<&Node>) -> Node {
        let rows: &[Node] = match &node.value {
            Value::Array(rows) => rows,
            Value::Table(_) => std::slice::from_ref(node),
            _ => return node.clone(),
        };
        let key = |row: &Node| as_table(row).and_then(|row| key_of(relation, row));
        let keys: Vec<Option<String>> = rows.iter().map(key).collect();
        if let Some(node) = given.filter(|node| as_table(node).is_none()) {
            // As the original has them: the first of the rows says how it is meant.
            let meant = match &node.value {
                Value::Array(rows) => rows.iter().find_map(key),
                _ => None,
            };
            let known = |meant: &String| keys.iter().flatten().find(|known| same(known, meant));
            let row = meant.as_ref().and_then(known).or(keys.iter().flatten().next());
            let above = if self.name.is_empty() { "" } else { "entries." };
            let row = row.map(|key| format!("[{above}{}.{}]", relation.id, quoted(key)));
            let diagnostic = wrong(node, &relation.id, crate::diag::Word::Table);
            self.diags.add(diagnostic.fact_if("row", row));
        }
        let given = given.and_then(as_table);
        for (key, _) in given.into_iter().flat_map(|table| &table.entries) {
            if !keys.iter().flatten().any(|known| same(known, &key.name)) {
                let diagnostic =
                    Diagnostic::new(Code::TranslationOfNothing, key.span).fact("name", &key.name);
                let known = keys.iter().flatten().map(String::as_str);
                self.diags.add(diagnostic.fact_if("nearest", nearest(&key.name, known)));
            }
        }
        let rows = rows.iter().zip(&keys).map(|(row, key)| {
            let Some(key) = key else { return row.clone() };
            let given = given.and_then(|table| named(table, key)).and_then(|(_, node)| as_table(node));
            self.row(&relation.qualifiers, row, given, &format!("{}/{key}", relation.id))
        });
        let mut rows: Vec<Node> = rows.collect();
        match node.value {
            Value::Array(_) => Node { span: node.span, value: Value::Array(rows) },
            _ => rows.remove(0),
        }
    }

    /// A table whose texts are among these columns.
    fn row(&mut self, columns: &[Field], row: &Node, given: Option<&Table>, name: &str) -> Node {
        let Some(table) = as_table(row) else { return row.clone() };
        let column = |key: &str| columns.iter().find(|column| column.id == key && holds_text(column));
        for (key, _) in given.into_iter().flat_map(|table| &table.entries) {
            let code = match column(&key.name) {
                None => Code::TranslationKey,
                Some(_) if table.get(&key.name).is_none() => Code::TranslationOfNothing,
                Some(_) => continue,
            };
            self.diags.add(Diagnostic::new(code, key.span).fact("name", &key.name));
        }
        let entries = table.entries.iter().map(|(key, node)| {
            let given = given.and_then(|table| table.get(&key.name));
            let node = match column(&key.name) {
                Some(column) => self.field(column, node, given, &format!("{name}/{}", key.name)),
                None => node.clone(),
            };
            (key.clone(), node)
        });
        let table = Table { span: table.span, entries: entries.collect() };
        Node { span: row.span, value: Value::Table(table) }
    }

    /// A text, or a list of them. One with markup is known by its file; a mark would be part of the markup.
    fn text(&mut self, node: &Node, given: Option<&Node>, name: &str, markup: bool) -> Node {
        let texts = texts_of(node);
        if texts.iter().all(|text| text.trim().is_empty()) {
            if let Some(given) =
                given.filter(|given| texts_of(given).iter().any(|text| !text.trim().is_empty()))
            {
                self.diags.add(Diagnostic::new(Code::TranslationOfNothing, given.span).fact("name", name));
            }
            return node.clone();
        }
        match given {
            Some(given) => {
                self.translated(name, &hash(&texts), given.span);
                given.clone()
            }
            None => {
                self.state.missing.push(name.to_owned());
                if markup { node.clone() } else { marked(node) }
            }
        }
    }

    fn body(&mut self, original: Origin, given: Option<Origin>) -> Origin {
        let text = |origin: Origin| self.sources.text(origin.span).trim();
        if text(original).is_empty() {
            if let Some(given) = given.filter(|&given| !text(given).is_empty()) {
                let code = Code::TranslationOfNothing;
                self.diags.add(Diagnostic::new(code, given.span).fact("name", "body"));
            }
            return original;
        }
        match given.filter(|&given| !text(given).is_empty()) {
            Some(given) => {
                let hash = hash(&[text(original)]);
                self.translated("body", &hash, given.span);
                given
            }
            None => {
                self.state.missing.push("body".to_owned());
                original
            }
        }
    }

    /// Compares what was translated with what is there.
    fn translated(&mut self, name: &str, hash: &str, span: Span) {
        self.state.some = true;
        self.seen.push(name.to_owned());
        let remembered = self.given.and_then(|table| table.get(REMEMBERED)).and_then(as_table);
        let known = remembered.and_then(|table| named(table, name)).and_then(|(_, node)| node.as_str());
        let code = match known {
            Some(known) if known == hash => return,
            Some(_) => {
                self.state.stale.push(name.to_owned());
                Code::TranslationStale
            }
            None => Code::TranslationUnmarked,
        };
        self.lacks.add(Diagnostic::new(code, span).fact("name", name).fact("hash", hash));
    }

    fn finish(self, span: Span) -> Translated {
        let remembered = self.given.and_then(|table| table.get(REMEMBERED)).and_then(as_table);
        for (key, _) in remembered.into_iter().flat_map(|table| &table.entries) {
            if !self.seen.iter().any(|seen| same(seen, &key.name)) {
                let diagnostic =
                    Diagnostic::new(Code::TranslationOfNothing, key.span).fact("name", &key.name);
                let nearest = nearest(&key.name, self.seen.iter().map(String::as_str));
                self.diags.add(diagnostic.fact_if("nearest", nearest));
            }
        }
        if !self.state.missing.is_empty() {
            let diagnostic =
                Diagnostic::new(Code::TranslationMissing, self.given.map_or(span, |table| table.span));
            let diagnostic =
                diagnostic.fact("language", self.language).fact("names", self.state.missing.join("`, `"));
            let diagnostic = diagnostic.fact("place", self.place);
            self.lacks.add(diagnostic.fact_if("entry", (!self.name.is_empty()).then_some(self.name)));
        }
        self.state
    }
}

/// The same value, each of its texts marked as one of the original.
fn marked(node: &Node) -> Node {
    let value = match &node.value {
        Value::String(text, _) => Value::String(foreign::mark(text), None),
        Value::Array(items) => Value::Array(items.iter().map(marked).collect()),
        other => other.clone(),
    };
    Node { span: node.span, value }
}
