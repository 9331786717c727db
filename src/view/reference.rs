//! References for those who write the content: what each kind of entry can hold, by the model, and what each
//! diagnostic means, by the table of messages.

use serde::Serialize;

use super::writer::Writer;
use crate::diag::text::Rule;
use crate::diag::{self, Code, Language, Severity};
use crate::model::{
    BUILT_IN, BuiltIn, Field, FieldKind, Form, Kind, KindId, Relation, Status, TITLE, Titles,
};

/// What can be written in the entries of each kind.
#[derive(Serialize)]
pub struct Fields<'g> {
    /// What every entry can have, whatever its kind; titles are told of each kind.
    pub every: Vec<FieldForm<'g>>,
    /// The language of what is said of those, which need not be that of the site.
    pub language: &'static str,
    pub kinds: Vec<KindFields<'g>>,
}

#[derive(Serialize)]
pub struct KindFields<'g> {
    pub id: &'g str,
    pub title: &'g str,
    /// What its IDs look like, a regular expression.
    pub pattern: Option<&'g str>,
    /// Whether the titles are written with the key `title`, not in a field.
    pub titled: bool,
    pub fields: Vec<FieldForm<'g>>,
    /// Headings of the body, when it is not free.
    pub headings: Vec<&'g str>,
}

/// How a field, a relation or a column of either is written.
#[derive(Serialize)]
pub struct FieldForm<'g> {
    pub key: &'g str,
    pub title: &'g str,
    /// The name of what is written: a type of field. A relation with qualifiers is a `record`; `anchors` and `names` stand in
    /// keys of every entry alone.
    pub form: &'static str,
    pub many: bool,
    pub required: bool,
    pub choices: Vec<ChoiceForm<'g>>,
    /// What a reference leads to.
    pub targets: Vec<Target<'g>>,
    pub columns: Vec<FieldForm<'g>>,
}

#[derive(Serialize)]
pub struct ChoiceForm<'g> {
    pub key: &'g str,
    pub title: &'g str,
}

#[derive(Serialize)]
pub struct Target<'g> {
    pub id: &'g str,
    pub title: &'g str,
}

/// What each diagnostic means.
#[derive(Serialize)]
pub struct Diagnostics {
    /// The language of the messages, which need not be that of the site.
    pub language: &'static str,
    pub rows: Vec<Meaning>,
}

#[derive(Serialize)]
pub struct Meaning {
    pub code: &'static str,
    pub is_error: bool,
    pub message: Vec<Piece>,
    /// What was expected and what to do, a line each.
    pub help: Vec<Vec<Piece>>,
}

/// A piece of a message; what stands in backticks there is code.
#[derive(Serialize)]
pub struct Piece {
    pub text: String,
    pub code: bool,
}

fn pieces(line: &str) -> Vec<Piece> {
    // Doubled backticks speak of backticks.
    if line.contains("``") {
        return vec![Piece { text: line.to_owned(), code: false }];
    }
    let pieces = line.split('`').enumerate().filter(|(_, text)| !text.is_empty());
    pieces.map(|(at, text)| Piece { text: text.to_owned(), code: at % 2 == 1 }).collect()
}

/// The language of the site where the program speaks it, else English.
fn language(writer: &Writer) -> Language {
    let site = &writer.graph.site.language;
    let primary = site.split('-').next().unwrap_or(site);
    Language::named(primary).unwrap_or(Language::En)
}

pub(super) fn diagnostics(writer: &Writer) -> Diagnostics {
    let language = language(writer);
    let meaning = |&code: &Code| {
        let Rule { message, help } = diag::text::rule(code, language);
        let help = help.lines().filter(|line| *line != message).map(pieces).collect();
        Meaning {
            code: code.name(),
            is_error: diag::text::severity(code) == Severity::Error,
            message: pieces(&message),
            help,
        }
    };
    Diagnostics { language: language.tag(), rows: Code::ALL.iter().map(meaning).collect() }
}

pub(super) fn fields<'g>(writer: &Writer<'g>) -> Fields<'g> {
    let every = BUILT_IN.iter().filter(|of| of.key != TITLE).map(|of| built_in(writer, of)).collect();
    let language = language(writer).tag();
    Fields { every, language, kinds: writer.graph.model.kind_ids().map(|id| kind(writer, id)).collect() }
}

fn built_in<'g>(writer: &Writer<'g>, of: &'static BuiltIn) -> FieldForm<'g> {
    let language = &writer.graph.site.language;
    let (form, many) = match of.form {
        Form::Id | Form::Reference => ("relation", false),
        Form::Ids => ("relation", true),
        Form::Text => ("text", false),
        Form::Status => ("choice", false),
        Form::Day => ("date", false),
        Form::Anchors => ("anchors", false),
        Form::Names => ("names", true),
    };
    let statuses = Status::ALL.iter().filter(|_| of.form == Form::Status);
    FieldForm {
        key: of.key,
        title: of.about(language),
        form,
        many,
        required: false,
        choices: statuses.map(|(key, status)| ChoiceForm { key, title: status.about(language) }).collect(),
        targets: Vec::new(),
        columns: Vec::new(),
    }
}

fn kind<'g>(writer: &Writer<'g>, id: KindId) -> KindFields<'g> {
    let model = &writer.graph.model;
    let kind: &Kind = model.kind(id);
    // What follows from the code is not written.
    let written = kind.relations.iter().map(|&id| model.relation(id)).filter(|relation| !relation.from_code);
    KindFields {
        id: &kind.id,
        title: writer.text(&kind.label),
        pattern: kind.pattern.as_ref().map(|pattern| pattern.source.as_str()),
        titled: matches!(kind.titles, Titles::Own),
        fields: kind
            .fields
            .iter()
            .map(|of| field(writer, of))
            .chain(written.map(|relation| self::relation(writer, relation)))
            .collect(),
        headings: kind.body_parts().map(|(_, title)| writer.text(title)).collect(),
    }
}

fn field<'g>(writer: &Writer<'g>, field: &'g Field) -> FieldForm<'g> {
    let mut form = FieldForm {
        key: &field.id,
        title: writer.text(&field.label),
        form: field.kind.name(),
        many: field.many,
        required: field.required,
        choices: Vec::new(),
        targets: Vec::new(),
        columns: Vec::new(),
    };
    match &field.kind {
        FieldKind::Choice(choices) => {
            let choice = |choice: &'g crate::model::Choice| ChoiceForm {
                key: &choice.id,
                title: writer.text(&choice.label),
            };
            form.choices = choices.iter().map(choice).collect();
        }
        FieldKind::Record(columns) => {
            form.columns = columns.iter().map(|column| self::field(writer, column)).collect();
        }
        FieldKind::Relation(kinds) => form.targets = targets(writer, kinds),
        _ => {}
    }
    form
}

fn relation<'g>(writer: &Writer<'g>, relation: &'g Relation) -> FieldForm<'g> {
    let plain = relation.qualifiers.is_empty();
    let mut form = FieldForm {
        key: match relation.id.split_once('.') {
            Some((_, key)) => key,
            None => &relation.id,
        },
        title: writer.text(&relation.label),
        form: if plain { "relation" } else { "record" },
        many: relation.max != Some(1),
        required: relation.min > 0,
        choices: Vec::new(),
        targets: targets(writer, &relation.targets),
        columns: Vec::new(),
    };
    if !plain {
        let target = FieldForm {
            key: &relation.target_key,
            title: writer.text(&writer.graph.model.kind(relation.targets[0]).label),
            form: "relation",
            many: false,
            required: true,
            choices: Vec::new(),
            targets: std::mem::take(&mut form.targets),
            columns: Vec::new(),
        };
        let qualifiers = relation.qualifiers.iter().map(|qualifier| field(writer, qualifier));
        form.columns = std::iter::once(target).chain(qualifiers).collect();
    }
    form
}

fn targets<'g>(writer: &Writer<'g>, kinds: &[KindId]) -> Vec<Target<'g>> {
    let kinds = kinds.iter().map(|&id| writer.graph.model.kind(id));
    kinds.map(|kind| Target { id: &kind.id, title: writer.text(&kind.label) }).collect()
}
