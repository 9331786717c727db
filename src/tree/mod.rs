//! TOML read into a tree whose every key and value remembers its place.
//!
//! The only user of the `toml` crate. In: the text of a TOML file or of a front matter. Out: a
//! [`Table`], and diagnostics for what is not TOML; `faults` words the daily ones. [`Reader`] takes
//! typed values out of a table and reports what is missing, of another type or unknown.

mod day;
mod decoded;
mod faults;
mod lines;
mod parse;
mod problem;
mod reader;

pub use decoded::{Decoded, decoded};
pub use faults::{conflict_marks, is_key, nesting};
pub use parse::{parse, parse_file};
pub use reader::{Reader, date, not_a_choice, wrong, wrong_type};

use crate::diag::Word;
use crate::source::{Origin, Span};

#[derive(Debug, Clone)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Debug, Clone)]
pub enum Value {
    /// The text, and the offset of its first byte in the file where it stands there as it is.
    String(String, Option<u32>),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    /// As written; [`crate::model`] accepts dates only.
    Datetime(String),
    Array(Vec<Node>),
    Table(Table),
}

/// Keys in the order of the file.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where it begins: its header, its first line when it is a whole file; all of an inline table.
    pub span: Span,
    pub entries: Vec<(Key, Node)>,
}

#[derive(Debug, Clone)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

impl Table {
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }
}

impl Node {
    /// What an author would call this type of value.
    pub fn type_name(&self) -> Word {
        match self.value {
            Value::String(..) => Word::Text,
            Value::Integer(_) => Word::WholeNumber,
            Value::Float(_) => Word::Number,
            Value::Boolean(_) => Word::Truth,
            Value::Datetime(_) => Word::Date,
            Value::Array(_) => Word::List,
            Value::Table(_) => Word::Table,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text, _) => Some(text),
            _ => None,
        }
    }

    /// Where the text of a string came from.
    pub fn origin(&self) -> Origin {
        let exact = match self.value {
            Value::String(_, exact) => exact,
            _ => None,
        };
        Origin { span: self.span, exact }
    }
}

/// A text of one line as TOML writes it.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
