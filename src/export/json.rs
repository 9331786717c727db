//! `dati/norade.json`: everything the site knows, in a fixed order, in one of its languages. `docs/data.md` describes it.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use crate::graph::{EntryId, Graph, Link, Route, Side, Value};
use crate::id;
use crate::model::{Field, FieldKind, Kind, NotTold, Relation, RelationId, Translated};
use crate::source::Sources;
use crate::source::foreign::unmark;

/// The version of the format; it changes when a reader of the old one could be misled.
const FORMAT: u32 = 1;

/// The whole data file: one line an entry, so that a change shows as the lines it concerns.
pub fn json(graph: &Graph, sources: &Sources) -> Vec<u8> {
    let data = Data { graph, sources };
    let head = json!({
        "format": FORMAT,
        "title": graph.site.title,
        "language": graph.site.language,
        "original": graph.site.original,
        "languages": languages(graph),
        "edition": graph.site.edition,
        "base_url": graph.site.base_url,
        "model": model(graph),
    });
    let mut out = Vec::new();
    for (key, value) in head.as_object().expect("it was made as an object") {
        out.extend_from_slice(if out.is_empty() { b"{\n" } else { b",\n" });
        write!(out, "{}: {value}", json!(key)).expect("writing into memory succeeds");
    }
    let ids = (0..graph.entries.len() as u32).map(EntryId);
    list(&mut out, "entries", ids.map(|id| data.entry(id)));
    list(&mut out, "pages", pages(graph).into_iter());
    out.extend_from_slice(b"\n}\n");
    match graph.site.original {
        // Which texts are not translated is said by their names.
        Some(_) => unmark(&String::from_utf8(out).expect("JSON is UTF-8")).into_owned().into_bytes(),
        None => out,
    }
}

/// The languages of the site, that of the content first.
fn languages(graph: &Graph) -> Vec<&str> {
    let site = &graph.site;
    let all = site.languages.iter().map(|language| language.tag.as_str());
    std::iter::once(site.original()).chain(all.filter(|tag| *tag != site.original())).collect()
}

/// A key with a list, an item a line.
fn list(out: &mut Vec<u8>, key: &str, items: impl Iterator<Item = Json>) {
    write!(out, ",\n\"{key}\": [").expect("writing into memory succeeds");
    for (index, item) in items.enumerate() {
        out.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut *out, &item).expect("plain values can be written");
    }
    out.extend_from_slice(b"\n]");
}

struct Data<'g> {
    graph: &'g Graph,
    sources: &'g Sources,
}

fn model(graph: &Graph) -> Json {
    let model = &graph.model;
    let kind = |kind: &Kind| {
        json!({
            "id": kind.id,
            "label": kind.label,
            "plural": kind.plural,
            "folder": kind.folder,
            "pattern": kind.pattern.as_ref().map(|pattern| &pattern.source),
            "parent": kind.parent.map(|id| &model.relation(id).id),
            "fields": kind.fields.iter().map(field).collect::<Vec<_>>(),
            "relations": kind.relations.iter().map(|&id| relation(graph, model.relation(id))).collect::<Vec<_>>(),
        })
    };
    json!({ "kinds": model.kinds.iter().map(kind).collect::<Vec<_>>() })
}

fn field(field: &Field) -> Json {
    let mut value = json!({
        "id": field.id,
        "label": field.label,
        "type": field.kind.name(),
        "many": field.many,
        "required": field.required,
    });
    let more = value.as_object_mut().expect("it was made as an object");
    match &field.kind {
        FieldKind::Choice(choices) => {
            let choice = |choice: &crate::model::Choice| json!({ "id": choice.id, "label": choice.label, "description": choice.description });
            more.insert("choices".into(), choices.iter().map(choice).collect());
        }
        FieldKind::Record(columns) => {
            more.insert("fields".into(), columns.iter().map(self::field).collect());
        }
        _ => {}
    }
    value
}

fn relation(graph: &Graph, relation: &Relation) -> Json {
    let targets: Vec<&str> =
        relation.targets.iter().map(|&kind| graph.model.kind(kind).id.as_str()).collect();
    json!({
        "id": relation.id,
        "label": relation.label,
        "inverse": relation.inverse,
        "inverse_label": relation.inverse_label,
        "to": targets,
        "symmetric": relation.symmetric,
        "qualifiers": relation.qualifiers.iter().map(field).collect::<Vec<_>>(),
    })
}

impl Data<'_> {
    fn entry(&self, id: EntryId) -> Json {
        let graph = self.graph;
        let entry = graph.entry(id);
        let kind = graph.model.kind(entry.kind);
        let mut fields = Map::new();
        for (field, value) in kind.fields.iter().zip(&entry.fields) {
            if let Some(value) = value {
                fields.insert(field.id.clone(), self.value(field, value));
            }
        }
        let mut object = Map::new();
        object.insert("id".into(), json!(entry.id));
        object.insert("kind".into(), json!(kind.id));
        object.insert("address".into(), json!(graph.path(Route::Entry(id))));
        object.insert("status".into(), json!(entry.status));
        object.insert("titles".into(), json!(entry.titles));
        object.insert("fields".into(), Json::Object(fields));
        object.insert("relations".into(), self.relations(id, kind));
        object.insert("inverse".into(), self.inverses(id));
        object.insert(
            "not_told".into(),
            entry.not_told.iter().map(|part| not_told(graph, kind, part)).collect(),
        );
        if let Some(id) = entry.replaced_by {
            object.insert("replaced_by".into(), json!(graph.entry(id).id));
        }
        object.insert("aliases".into(), json!(entry.aliases));
        if let Some(date) = entry.reviewed {
            object.insert("reviewed".into(), json!(date.to_string()));
        }
        if let Some(by) = &entry.reviewed_by {
            object.insert("reviewed_by".into(), json!(by));
        }
        if let Some(Translated { missing, stale, .. }) = &entry.translated {
            object.insert("untranslated".into(), names(missing));
            object.insert("outdated".into(), names(stale));
        }
        if let Some(body) = &entry.body {
            object.insert("body".into(), json!(body.written.text(self.sources).trim()));
        }
        Json::Object(object)
    }

    /// A value by its field: statements as a tree of texts, Markdown as it was written.
    fn value(&self, field: &Field, value: &Value) -> Json {
        let graph = self.graph;
        let one = |value: &Value| match (value, &field.kind) {
            (Value::Prose(prose), FieldKind::Statements) => json!(prose.fragment.statements),
            (Value::Prose(prose), _) => json!(prose.written.text(self.sources).trim_end()),
            (Value::Text(text) | Value::Url(text) | Value::Email(text), _) => json!(text),
            (Value::Date(date), _) => json!(date.to_string()),
            (Value::Number(number), _) => json!(number),
            (Value::Boolean(truth), _) => json!(truth),
            (Value::Choice(index), _) => json!(graph.choice(field, *index).map(|choice| &choice.id)),
            (Value::Reference { id, .. }, _) => json!(graph.find(id).map(|id| &graph.entry(id).id)),
            (Value::Record(values), FieldKind::Record(columns)) => {
                let mut object = Map::new();
                for (column, value) in columns.iter().zip(values) {
                    if let Some(value) = value {
                        object.insert(column.id.clone(), self.value(column, value));
                    }
                }
                Json::Object(object)
            }
            (Value::Record(_) | Value::Many(_), _) => Json::Null,
        };
        match value {
            Value::Many(values) => values.iter().map(one).collect(),
            single => one(single),
        }
    }

    /// The relations that are set, empty ones included: an empty list is not the same as none.
    fn relations(&self, id: EntryId, kind: &Kind) -> Json {
        let graph = self.graph;
        let entry = graph.entry(id);
        let mut object = Map::new();
        for (&relation, &set) in kind.relations.iter().zip(&entry.set) {
            let links = self.rows(id, relation, Side::From);
            if set || !links.is_empty() {
                object.insert(graph.model.relation(relation).id.clone(), links.into());
            }
        }
        Json::Object(object)
    }

    fn rows(&self, id: EntryId, relation: RelationId, side: Side) -> Vec<Json> {
        let links = self.graph.all_related(id, relation, side);
        links.into_iter().map(|(link, other)| self.row(id, link, other, side)).collect()
    }

    fn inverses(&self, id: EntryId) -> Json {
        let graph = self.graph;
        let mut object = Map::new();
        let mut relations: Vec<RelationId> = graph.model.relations_to(graph.entry(id).kind).collect();
        relations.retain(|&relation| !graph.model.relation(relation).symmetric);
        for relation in relations {
            let links = self.rows(id, relation, Side::To);
            if !links.is_empty() {
                object.insert(graph.model.relation(relation).inverse.clone(), links.into());
            }
        }
        Json::Object(object)
    }

    /// A row as seen from one end; its anchor, where it stands on the page of that end.
    fn row(&self, id: EntryId, link: &Link, other: EntryId, side: Side) -> Json {
        let graph = self.graph;
        let relation = graph.model.relation(link.relation);
        let mut qualifiers = Map::new();
        for (field, value) in relation.qualifiers.iter().zip(&link.qualifiers) {
            if let Some(value) = value {
                qualifiers.insert(field.id.clone(), self.value(field, value));
            }
        }
        let mut object = Map::new();
        object.insert("id".into(), json!(graph.entry(other).id));
        if link.from == id && side == Side::From && graph.model.has_rows(link.relation) {
            object.insert("anchor".into(), json!(link.anchor));
        }
        if !qualifiers.is_empty() {
            object.insert("qualifiers".into(), Json::Object(qualifiers));
        }
        Json::Object(object)
    }
}

/// Names in an order that the order of keys in a file does not change.
fn names(names: &[String]) -> Json {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort_by(|a, b| id::natural(a, b));
    json!(names)
}

fn not_told(graph: &Graph, kind: &Kind, part: &NotTold) -> Json {
    match *part {
        NotTold::Field(index) => json!(kind.fields[index].id),
        NotTold::Relation(id) => json!(graph.model.relation(id).id),
        NotTold::Qualifier(id, index) => {
            let relation = graph.model.relation(id);
            json!(format!("{}.{}", relation.id, relation.qualifiers[index].id))
        }
    }
}

fn pages(graph: &Graph) -> Vec<Json> {
    let page = |(route, path): &(Route, String)| match route {
        Route::Page(id) => Some(json!({ "title": graph.page(*id).title, "address": path })),
        _ => None,
    };
    graph.routes.iter().filter_map(page).collect()
}
