//! The texts of a document under the names by which a translation knows them.

use super::texts::{Part, Texts, as_table, hash, holds_text, id_of, key_of, tables, texts_of};
use super::{Field, FieldKind, Model};
use crate::load::{Body, Document};
use crate::source::Sources;
use crate::tree::{Node, Table, Value};

/// What a translation can refer to in an entry or page.
#[derive(Debug, Default)]
pub struct Outline {
    /// The ID of an entry in a list file; of a file of its own none.
    pub id: Option<String>,
    /// The relation and the key of each row.
    pub rows: Vec<(String, String)>,
    /// The name of each text, and its hash as `original` remembers it.
    pub texts: Vec<(String, String)>,
}

/// The outline of each entry of a list file in its order, or of the one entry or page that a file holds.
pub fn outline(model: &Model, sources: &Sources, document: &Document) -> Vec<Outline> {
    let fields = Texts::of(model, document);
    match document.body {
        Body::Markdown(origin) => {
            let mut outline = Outline::default();
            outline.table(&fields, &document.table);
            outline.texts.push(("body".to_owned(), hash(&[sources.text(origin.span).trim()])));
            vec![outline]
        }
        Body::List => {
            let of_entry = |table: &Table| {
                let id = id_of(table).map(|(id, _)| id.to_owned());
                let mut outline = Outline { id, ..Outline::default() };
                outline.table(&fields, table);
                outline
            };
            tables(&document.table).map(of_entry).collect()
        }
    }
}

impl Outline {
    fn table(&mut self, fields: &Texts, table: &Table) {
        for (key, node) in &table.entries {
            match fields.part(&key.name) {
                Part::Text { .. } => self.text(node, key.name.clone()),
                Part::Field(field) => self.field(field, node, key.name.clone()),
                Part::Rows(relation) => {
                    for row in rows(node) {
                        let Some(own) = key_of(relation, row) else { continue };
                        self.columns(&relation.qualifiers, row, &format!("{}/{own}", relation.id));
                        self.rows.push((relation.id.clone(), own));
                    }
                }
                Part::Other => {}
            }
        }
    }

    fn field(&mut self, field: &Field, node: &Node, name: String) {
        match &field.kind {
            FieldKind::Record(columns) => match as_table(node) {
                Some(row) => self.columns(columns, row, &name),
                None => {
                    for (at, row) in rows(node).enumerate() {
                        self.columns(columns, row, &format!("{name}/{}", at + 1));
                    }
                }
            },
            _ => self.text(node, name),
        }
    }

    fn columns(&mut self, columns: &[Field], row: &Table, name: &str) {
        for (key, node) in &row.entries {
            if let Some(column) = columns.iter().find(|column| column.id == key.name && holds_text(column)) {
                self.field(column, node, format!("{name}/{}", key.name));
            }
        }
    }

    fn text(&mut self, node: &Node, name: String) {
        self.texts.push((name, hash(&texts_of(node))));
    }
}

/// The tables of a list, or one alone.
fn rows(node: &Node) -> impl Iterator<Item = &Table> {
    let nodes = match &node.value {
        Value::Array(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    nodes.iter().filter_map(as_table)
}
