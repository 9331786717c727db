//! The schemas of translations: the texts of an entry or page, none of which has to be there, and what they remember of
//! the original.

use serde_json::{Map, Value, json};

use super::table;
use crate::graph::Graph;
use crate::model::{Field, FieldKind, Kind, KindId, Localized, REMEMBERED, Titles, holds_text};

/// The file that translates a list of entries of a kind.
pub fn list(graph: &Graph, id: KindId, language: &str) -> Value {
    let kind = graph.model.kind(id);
    let writer = Writer { graph, language };
    let ids: Vec<&str> = graph.all_of_kind(id).map(|id| graph.entry(id).id.as_str()).collect();
    let titles = graph.all_of_kind(id).map(|id| graph.entry(id).titles.join(" / "));
    let mut properties = writer.texts(kind);
    let schema =
        if ids.is_empty() { json!({ "type": "string" }) } else { super::choice(ids, titles.collect()) };
    properties.insert("id".into(), schema);
    let entry = table(properties, vec!["id"]);
    let entries = Map::from_iter([("entries".to_owned(), json!({ "type": "array", "items": entry }))]);
    titled(writer.words(&kind.plural), table(entries, Vec::new()))
}

/// The front matter of a file that translates an entry.
pub fn front_matter(graph: &Graph, id: KindId, language: &str) -> Value {
    let kind = graph.model.kind(id);
    let writer = Writer { graph, language };
    titled(writer.words(&kind.label), table(writer.texts(kind), Vec::new()))
}

/// The front matter of a file that translates a free page.
pub fn page() -> Value {
    let texts = ["title", "description"].map(|key| (key.to_owned(), json!({ "type": "string" })));
    table(Map::from_iter(texts.into_iter().chain([remembered()])), Vec::new())
}

fn titled(title: &str, mut schema: Value) -> Value {
    schema["title"] = json!(title);
    schema
}

/// The hash of each text that was translated.
fn remembered() -> (String, Value) {
    let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{8}$" });
    (REMEMBERED.to_owned(), json!({ "type": "object", "additionalProperties": hash }))
}

struct Writer<'g> {
    graph: &'g Graph,
    language: &'g str,
}

impl<'g> Writer<'g> {
    fn words(&self, label: &'g Localized) -> &'g str {
        label.plain(self.language, &self.graph.site.language)
    }

    fn texts(&self, kind: &'g Kind) -> Map<String, Value> {
        let mut properties = Map::new();
        if kind.titles == Titles::Own {
            properties.insert("title".into(), json!({ "type": "string" }));
        }
        properties.extend(self.fields(&kind.fields));
        for relation in kind.relations.iter().map(|&id| self.graph.model.relation(id)) {
            let row = self.fields(&relation.qualifiers);
            if !row.is_empty() {
                let rows = json!({
                    "type": "object",
                    "additionalProperties": table(row, Vec::new()),
                    "description": self.words(&relation.label),
                });
                properties.insert(relation.id.clone(), rows);
            }
        }
        properties.extend([remembered()]);
        properties
    }

    /// Those of the fields that hold texts.
    fn fields(&self, fields: &'g [Field]) -> Map<String, Value> {
        let with_texts = fields.iter().filter(|field| holds_text(field));
        with_texts.map(|field| (field.id.clone(), self.field(field))).collect()
    }

    fn field(&self, field: &'g Field) -> Value {
        let one = match &field.kind {
            FieldKind::Record(columns) => table(self.fields(columns), Vec::new()),
            _ => json!({ "type": "string" }),
        };
        let mut schema = if field.many { json!({ "type": "array", "items": one }) } else { one };
        schema["description"] = json!(self.words(&field.label));
        schema
    }
}
