//! The schemas of a kind's entries, from the model and the IDs that there are.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{choice, day, table};
use crate::graph::Graph;
use crate::model::{
    BUILT_IN, BuiltIn, Field, FieldKind, Form, Kind, KindId, Relation, Status, TITLE, Titles,
};

/// The file that lists entries of a kind.
pub fn list(graph: &Graph, id: KindId) -> Value {
    let mut writer = Writer { graph, ids: BTreeMap::new() };
    let entry = writer.entry(id, true);
    let title = writer.words(&graph.model.kind(id).plural).to_owned();
    let entries = Map::from_iter([("entries".to_owned(), json!({ "type": "array", "items": entry }))]);
    writer.document(title, table(entries, Vec::new()))
}

/// The front matter of a file of its own.
pub fn front_matter(graph: &Graph, id: KindId) -> Value {
    let mut writer = Writer { graph, ids: BTreeMap::new() };
    let entry = writer.entry(id, false);
    let title = writer.words(&graph.model.kind(id).label).to_owned();
    writer.document(title, entry)
}

struct Writer<'g> {
    graph: &'g Graph,
    /// The schemas of references, by the kinds that they may lead to.
    ids: BTreeMap<String, Value>,
}

impl<'g> Writer<'g> {
    fn document(self, title: String, schema: Value) -> Value {
        let mut document = json!({ "title": title });
        let fields = document.as_object_mut().expect("it was made as an object");
        fields.extend(schema.as_object().expect("a schema is an object").clone());
        if !self.ids.is_empty() {
            fields.insert("$defs".into(), json!(self.ids));
        }
        document
    }

    fn words(&self, label: &'g crate::model::Localized) -> &'g str {
        label.get(&self.graph.site)
    }

    fn entry(&mut self, id: KindId, in_list: bool) -> Value {
        let model = &self.graph.model;
        let kind = model.kind(id);
        let mut properties = Map::new();
        let mut required = Vec::new();
        if in_list {
            required.push("id");
        }
        if kind.titles == Titles::Own {
            required.push(TITLE);
        }
        for built_in in BUILT_IN.iter().filter(|of| of.key != TITLE || kind.titles == Titles::Own) {
            properties.insert(built_in.key.into(), self.built_in(kind, built_in));
        }
        for field in &kind.fields {
            properties.insert(field.id.clone(), self.field(field));
            if field.required && field.default.is_none() {
                required.push(&field.id);
            }
        }
        let relations = kind.relations.iter().map(|&id| model.relation(id));
        for relation in relations.filter(|relation| !relation.from_code) {
            properties.insert(relation.id.clone(), self.relation(relation));
        }
        table(properties, required)
    }

    fn built_in(&self, kind: &Kind, built_in: &BuiltIn) -> Value {
        let language = &self.graph.site.language;
        let mut schema = match built_in.form {
            Form::Id => id_schema(kind),
            Form::Text | Form::Reference => json!({ "type": "string" }),
            Form::Status => {
                let about = Status::ALL.iter().map(|(_, status)| status.about(language).to_owned());
                choice(Status::ALL.iter().map(|(name, _)| *name).collect(), about.collect())
            }
            Form::Ids => json!({ "type": "array", "items": { "type": "string" } }),
            Form::Anchors => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            Form::Day => day(),
            Form::Names => match self.untold(kind) {
                names if names.is_empty() => json!({ "type": "array", "maxItems": 0 }),
                names => json!({ "type": "array", "items": { "enum": names } }),
            },
        };
        schema["description"] = json!(built_in.about(language));
        schema
    }

    /// What the source of the content may not tell: fields, relations and qualifiers.
    fn untold(&self, kind: &Kind) -> Vec<String> {
        let fields = kind.fields.iter().map(|field| field.id.clone());
        let relations = kind.relations.iter().map(|&id| self.graph.model.relation(id)).flat_map(|relation| {
            let qualifiers = relation.qualifiers.iter().map(|q| format!("{}.{}", relation.id, q.id));
            std::iter::once(relation.id.clone()).chain(qualifiers)
        });
        fields.chain(relations).collect()
    }

    fn field(&mut self, field: &'g Field) -> Value {
        let one = self.value(&field.kind);
        let mut schema = match field.many {
            true => json!({ "type": "array", "items": one }),
            false => one,
        };
        if field.many && field.required {
            schema["minItems"] = json!(1);
        }
        schema["description"] = json!(self.words(&field.label));
        schema
    }

    fn value(&mut self, kind: &'g FieldKind) -> Value {
        match kind {
            FieldKind::Text | FieldKind::Markdown | FieldKind::Statements => json!({ "type": "string" }),
            FieldKind::Date => day(),
            FieldKind::Url => json!({ "type": "string", "format": "uri" }),
            FieldKind::Email => json!({ "type": "string", "format": "email" }),
            FieldKind::Number => json!({ "type": "number" }),
            FieldKind::Boolean => json!({ "type": "boolean" }),
            FieldKind::Choice(choices) => {
                let labels = choices.iter().map(|choice| self.words(&choice.label).to_owned());
                choice(choices.iter().map(|choice| choice.id.as_str()).collect(), labels.collect())
            }
            FieldKind::Record(columns) => self.table_of(columns, None),
            FieldKind::Relation(targets) => self.reference(targets),
        }
    }

    /// A table of fields, and of a target where it is a row of a relation.
    fn table_of(&mut self, fields: &'g [Field], target: Option<(&'g str, Value)>) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        if let Some((key, schema)) = target {
            properties.insert(key.into(), schema);
            required.push(key);
        }
        for field in fields {
            properties.insert(field.id.clone(), self.field(field));
            if field.required && field.default.is_none() {
                required.push(&field.id);
            }
        }
        table(properties, required)
    }

    fn relation(&mut self, relation: &'g Relation) -> Value {
        let target = self.reference(&relation.targets);
        let row = self.table_of(&relation.qualifiers, Some((&relation.target_key, target.clone())));
        let needs_table = relation.qualifiers.iter().any(|q| q.required && q.default.is_none());
        let row = if needs_table { row } else { json!({ "anyOf": [target, row] }) };
        let mut rows = json!({ "type": "array", "items": row });
        if relation.min > 0 {
            rows["minItems"] = json!(relation.min);
        }
        if let Some(max) = relation.max {
            rows["maxItems"] = json!(max);
        }
        let mut schema = match relation.max {
            Some(1) => json!({ "anyOf": [row, rows] }),
            _ => rows,
        };
        schema["description"] = json!(self.words(&relation.label));
        schema
    }

    /// The ID of an entry of one of these kinds, shown with its title.
    fn reference(&mut self, targets: &[KindId]) -> Value {
        let names: Vec<&str> = targets.iter().map(|&id| self.graph.model.kind(id).id.as_str()).collect();
        let name = names.join("-or-");
        let entries =
            targets.iter().flat_map(|&kind| self.graph.all_of_kind(kind)).map(|id| self.graph.entry(id));
        let (ids, titles): (Vec<&str>, Vec<String>) =
            entries.map(|entry| (entry.id.as_str(), entry.titles.join(" / "))).unzip();
        let schema = match ids.is_empty() {
            true => json!({ "type": "string" }),
            false => choice(ids, titles),
        };
        self.ids.insert(name.clone(), schema);
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

fn id_schema(kind: &Kind) -> Value {
    match &kind.pattern {
        Some(pattern) => json!({ "type": "string", "pattern": format!("^(?:{})$", pattern.source) }),
        None => json!({ "type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$" }),
    }
}
