//! JSON Schema (2020-12) of the files that a site is written in, for editors that complete and check TOML.
//!
//! In: the graph, with every entry that there is. Out: a schema for `site.toml`, for `content/model.toml`, for the front
//! matter of free pages, and two for each kind, of its list file and of the front matter of its files; of the last three
//! another for each language that the site is translated to, in which texts alone may stand. What the model
//! says comes from the model; what the program itself knows is described once, in `keys`. A schema says less than the
//! program checks, and never more, but for references: it knows IDs as they are written, not their former ones.

mod entries;
mod keys;
mod model;
mod site;
mod translations;

use keys::Words;
use serde_json::{Value, json};

use crate::graph::Graph;
use crate::output::{Output, Tier};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Every schema, by a path inside the folder of schemas.
pub fn outputs(graph: &Graph) -> Vec<Output> {
    let words = Words::of(&graph.site.language);
    let mut outputs = vec![
        output("site", keys::schema(&site::SITE, words)),
        output("model", keys::schema(&model::MODEL, words)),
        output("page", keys::schema(&site::PAGE, words)),
    ];
    for id in graph.model.kind_ids() {
        let name = &graph.model.kind(id).id;
        outputs.push(output(&format!("list/{name}"), entries::list(graph, id)));
        outputs.push(output(&format!("entry/{name}"), entries::front_matter(graph, id)));
    }
    for tag in graph.site.translations().map(|language| language.tag.as_str()) {
        outputs.push(output(&format!("page.{tag}"), translations::page()));
        for id in graph.model.kind_ids() {
            let name = &graph.model.kind(id).id;
            outputs.push(output(&format!("list/{name}.{tag}"), translations::list(graph, id, tag)));
            outputs.push(output(&format!("entry/{name}.{tag}"), translations::front_matter(graph, id, tag)));
        }
    }
    outputs
}

fn output(name: &str, schema: Value) -> Output {
    let mut document = json!({ "$schema": DIALECT });
    let fields = document.as_object_mut().expect("it was made as an object");
    fields.extend(schema.as_object().expect("a schema is an object").clone());
    let mut text = serde_json::to_string_pretty(&document).expect("plain values can be written");
    text.push('\n');
    Output { path: format!("{name}.schema.json"), bytes: text.into_bytes(), tier: Tier::Leaf }
}

/// What an editor shows for a value of a list of choices.
fn choice(values: Vec<&str>, docs: Vec<String>) -> Value {
    json!({ "enum": values, "x-taplo": { "docs": { "enumValues": docs } } })
}

/// A day; TOML's own date is the same text to an editor.
fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })
}

/// A table that knows these keys alone.
fn table(properties: serde_json::Map<String, Value>, required: Vec<&str>) -> Value {
    let mut table = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}
