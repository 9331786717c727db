//! Tables that the program itself knows: their keys, described once.
//!
//! The readers of `site.toml`, `model.toml` and free pages decide what a key is. A test writes an unknown key into each
//! table that is described here and compares what the program then says is known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::{day, table};

/// A table, by the keys that it may have.
pub struct Keys(pub &'static [Key]);

pub struct Key {
    name: &'static str,
    shape: Shape,
    required: bool,
    about: &'static str,
}

/// What a value looks like.
pub enum Shape {
    Text,
    /// One text, or a text per language.
    Label,
    Flag,
    Count,
    Day,
    Url,
    Email,
    Choice(&'static [&'static str]),
    Texts,
    Table(&'static Keys),
    Tables(&'static Keys),
    /// Tables by names that the author chooses.
    TableOf(&'static Keys),
    /// Texts by names that the author chooses.
    TextOf,
    /// A list of names, each alone or in a table.
    NamesOrTables(&'static Keys),
    /// Whatever the field that it belongs to holds.
    Any,
}

pub const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: false, about }
}

pub const fn required(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, shape, required: true, about }
}

/// The descriptions of keys in the language of a site.
#[derive(Clone, Copy)]
pub struct Words(Option<&'static BTreeMap<String, String>>);

impl Words {
    /// In Latvian where that is the language, else in English.
    pub fn of(language: &str) -> Words {
        static LATVIAN: LazyLock<BTreeMap<String, String>> =
            LazyLock::new(|| toml::from_str(include_str!("lv.toml")).expect("the table is TOML"));
        Words((language.split('-').next() == Some("lv")).then(|| &*LATVIAN))
    }

    fn say(self, about: &'static str) -> &'static str {
        self.0.and_then(|words| words.get(about)).map_or(about, String::as_str)
    }
}

/// The schema of a table.
pub fn schema(keys: &Keys, words: Words) -> Value {
    let property = |key: &Key| {
        let mut schema = shape(&key.shape, words);
        schema["description"] = json!(words.say(key.about));
        (key.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = keys.0.iter().map(property).collect();
    table(properties, keys.0.iter().filter(|key| key.required).map(|key| key.name).collect())
}

fn shape(shape: &Shape, words: Words) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Label => json!({ "anyOf": [
            { "type": "string" },
            { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string" } },
        ] }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Day => day(),
        Shape::Url => json!({ "type": "string", "format": "uri" }),
        Shape::Email => json!({ "type": "string", "format": "email" }),
        Shape::Choice(names) => json!({ "enum": names }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Table(keys) => schema(keys, words),
        Shape::Tables(keys) => json!({ "type": "array", "items": schema(keys, words) }),
        Shape::TableOf(keys) => json!({ "type": "object", "additionalProperties": schema(keys, words) }),
        Shape::TextOf => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::NamesOrTables(keys) => {
            json!({ "type": "array", "items": { "anyOf": [{ "type": "string" }, schema(keys, words)] } })
        }
        Shape::Any => json!({}),
    }
}
