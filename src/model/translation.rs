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
use sha2::{Digest, Sha256};

use super::{Field, FieldKind, Kind, Model, Relation, Status, Titles};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::id;
use crate::load::{Body, Document, PAGES};
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

/// The tables of a list file.
pub(super) fn tables(table: &Table) -> impl Iterator<Item = &Table> {
    let items = match table.get("entries").map(|node| &node.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table),
        _ => None,
    })
}

pub(super) fn id_of(table: &Table) -> Option<(&str, Span)> {
    let node = table.get("id")?;
    Some((node.as_str()?, node.span))
}

/// What the texts of a table are.
pub(super) enum Texts<'a> {
    Kind(&'a Model, &'a Kind),
    Page,
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

/// What stands under a key.
pub(super) enum Part<'a> {
    Text { markup: bool },
    Field(&'a Field),
    Rows(&'a Relation),
    Other,
}

impl<'a> Texts<'a> {
    pub(super) fn of(model: &'a Model, document: &Document) -> Texts<'a> {
        let folder = document.stem.split('/').next().unwrap_or_default();
        match model.kind_named(folder).filter(|_| folder != PAGES) {
            Some(kind) => Texts::Kind(model, model.kind(kind)),
            None => Texts::Page,
        }
    }

    /// The record and its column that hold the title, where the key would be that of a title of its own.
    fn titled_by(&self, key: &str) -> Option<(&'a str, &'a str)> {
        let Texts::Kind(_, kind) = self else { return None };
        let Titles::Record { field, column } = kind.titles else { return None };
        match &kind.fields[field] {
            Field { id, kind: FieldKind::Record(columns), .. } if key == "title" => {
                Some((id, &columns[column].id))
            }
            _ => None,
        }
    }

    pub(super) fn part(&self, key: &str) -> Part<'a> {
        match self {
            Texts::Page if matches!(key, "title" | "description") => Part::Text { markup: false },
            Texts::Page => Part::Other,
            Texts::Kind(_, kind) if key == "title" && kind.titles == Titles::Own => {
                Part::Text { markup: false }
            }
            Texts::Kind(model, kind) => {
                if let Some(at) = kind.field(key) {
                    let field = &kind.fields[at];
                    return if holds_text(field) { Part::Field(field) } else { Part::Other };
                }
                let mut relations = kind.relations.iter().map(|&id| model.relation(id));
                let with_texts =
                    |relation: &&Relation| relation.id == key && relation.qualifiers.iter().any(holds_text);
                relations.find(with_texts).map_or(Part::Other, Part::Rows)
            }
        }
    }
}

/// Whether a field, or a column of a record, holds texts, which translations can give.
pub fn holds_text(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Text | FieldKind::Markdown | FieldKind::Statements => true,
        FieldKind::Record(columns) => columns.iter().any(holds_text),
        _ => false,
    }
}

/// What tells a row of a relation from the others: its target, then its choices and references, as they are written.
pub(super) fn key_of(relation: &Relation, row: &Table) -> Option<String> {
    let mut key = row.get(&relation.target_key)?.as_str()?.trim().to_owned();
    let telling = |field: &&Field| matches!(field.kind, FieldKind::Choice(_) | FieldKind::Relation(_));
    for field in relation.qualifiers.iter().filter(telling) {
        if let Some(value) = row.get(&field.id).and_then(Node::as_str) {
            key.push('/');
            key.push_str(value.trim());
        }
    }
    Some(key)
}

/// Whether two keys name the same: IDs in them may differ as references do, in case, dashes and what nobody sees.
fn same(a: &str, b: &str) -> bool {
    a == b || id::fold(a) == id::fold(b)
}

/// The key of a table that names this, with its value: the one that is written alike, if there is one.
pub fn named<'t>(table: &'t Table, name: &str) -> Option<&'t (Key, Node)> {
    let alike = table.entries.iter().find(|(key, _)| key.name == name);
    alike.or_else(|| table.entries.iter().find(|(key, _)| same(&key.name, name)))
}

pub(super) fn as_table(node: &Node) -> Option<&Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

pub(super) fn texts_of(node: &Node) -> Vec<&str> {
    match &node.value {
        Value::Array(items) => items.iter().filter_map(Node::as_str).collect(),
        _ => node.as_str().into_iter().collect(),
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

/// The first 8 hexadecimal digits of the SHA-256 of texts, white space aside.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        for word in text.split_whitespace() {
            hasher.update(word);
            hasher.update(" ");
        }
        hasher.update("\n");
    }
    hasher.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
