//! The kinds of `model.toml`: their own keys, fields, relations and sections.

use super::built_in::KEYS;
use super::declare::{Draft, named};
use super::entries::PAGE_ANCHORS;
use super::{
    Choice, Field, FieldKind, Kind, KindId, Order, Pattern, Relation, RelationId, SchemaOrg, Titles, What,
};
use crate::diag::{Code, Diagnostic, Diagnostics, Said, Word};
use crate::source::Span;
use crate::tree::{Reader, Table, Value, not_a_choice};

/// The types of fields.
pub const FIELD_TYPES: [&str; 10] =
    ["text", "markdown", "statements", "date", "url", "email", "number", "boolean", "choice", "record"];

/// Names in the content folder that mean something else.
const RESERVED: [&str; 3] = [crate::load::PAGES, crate::load::ASSETS, "model"];

/// Adds a kind with the keys that need no other kind. False when it cannot be used at all.
pub(super) fn header(draft: &mut Draft, table: &Table) -> bool {
    let mut reader = Reader::new(table);
    let Some(id) = reader.required_text("id", draft.diags) else { return false };
    let span = table.get("id").expect("it was just read").span;
    if draft.model.kind_named(id).is_some() || RESERVED.contains(&id) {
        draft.name_taken(id, span, named("model"));
        return false;
    }
    if !crate::id::is_plain(id) {
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", id));
    }
    let folder = reader.text("folder", draft.diags).unwrap_or(id).to_owned();
    if !crate::id::is_plain(&folder) {
        let span = table.get("folder").map_or(span, |node| node.span);
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", &folder));
    }
    let kind = Kind {
        id: id.to_owned(),
        label: draft.required_label(&mut reader, "label"),
        plural: draft.required_label(&mut reader, "plural"),
        folder,
        pattern: pattern(draft, &mut reader),
        autolink: reader.boolean("autolink", draft.diags).unwrap_or(false),
        order: order(draft, &mut reader),
        parent: None,
        titles: Titles::Own,
        subtitle: None,
        schema_org: schema_org(draft, &mut reader),
        template: template(draft, &mut reader),
        stub: draft.label(&mut reader, "stub"),
        coverage: draft.label(&mut reader, "coverage"),
        none: draft.label(&mut reader, "none"),
        fields: Vec::new(),
        relations: Vec::new(),
        unusable: Vec::new(),
        sections: Vec::new(),
        span,
    };
    if kind.autolink && kind.pattern.is_none() && table.get("pattern").is_none() {
        let diagnostic = Diagnostic::new(Code::MissingField, table.get("autolink").map_or(span, |n| n.span));
        draft.diags.add(diagnostic.fact("key", "pattern"));
    }
    for key in ["parent", "titles", "subtitle", "fields", "relations", "sections"] {
        reader.node(key);
    }
    reader.finish(draft.diags);
    draft.model.kinds.push(kind);
    true
}

fn pattern(draft: &mut Draft, reader: &mut Reader) -> Option<Pattern> {
    let source = reader.text("pattern", draft.diags)?;
    // Alone first: `a)|(b` would be sound between brackets.
    let alone = regex::Regex::new(source);
    match alone.and_then(|_| regex::Regex::new(&format!("^(?:{source})$"))) {
        Ok(regex) => Some(Pattern { source: source.to_owned(), regex }),
        Err(error) => {
            let span = reader.table.get("pattern").expect("it was just read").span;
            let problem = error.to_string();
            let problem = problem.lines().last().unwrap_or_default().trim_start_matches("error: ");
            draft.diags.add(Diagnostic::new(Code::BadPattern, span).fact("problem", problem));
            None
        }
    }
}

fn order(draft: &mut Draft, reader: &mut Reader) -> Order {
    match reader.text("order", draft.diags) {
        Some("code") => Order::Code,
        Some("title") => Order::Title,
        Some("declared") | None => Order::Declared,
        Some(other) => {
            let span = reader.table.get("order").expect("it was just read").span;
            draft.unknown(Word::Order, other, span, ["code", "declared", "title"]);
            Order::Declared
        }
    }
}

fn schema_org(draft: &mut Draft, reader: &mut Reader) -> Option<SchemaOrg> {
    let name = reader.text("schema_org", draft.diags)?;
    let found = SchemaOrg::named(name);
    if found.is_none() {
        let node = reader.table.get("schema_org").expect("it was just read");
        draft.diags.add(not_a_choice(node, "schema_org", name, SchemaOrg::NAMES));
    }
    found
}

/// A template's name is a file of the theme, never a path out of it.
fn template(draft: &mut Draft, reader: &mut Reader) -> Option<String> {
    let name = reader.text("template", draft.diags)?;
    let plain = name.strip_suffix(".html").is_some_and(crate::id::is_plain);
    if !plain {
        let span = reader.table.get("template").expect("it was just read").span;
        draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", name));
        return None;
    }
    Some(name.to_owned())
}

/// Adds the fields of a kind.
pub(super) fn fields(draft: &mut Draft, id: KindId, table: &Table) {
    let fields = field_list(draft, table, "fields", &KEYS);
    let kind = &mut draft.model.kinds[id.0 as usize];
    kind.unusable = names_of(table, "fields").filter(|name| fields.iter().all(|f| f.id != *name)).collect();
    kind.fields = fields;
}

/// The IDs in a list of declarations, sound or not.
fn names_of<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = String> + 't {
    let items = match table.get(key).map(|node| &node.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|item| match &item.value {
        Value::Table(table) => Some(table.get("id")?.as_str()?.to_owned()),
        _ => None,
    })
}

fn field_list(draft: &mut Draft, table: &Table, key: &str, taken: &[&str]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for table in Reader::new(table).tables(key, draft.diags) {
        let Some(field) = field(draft, table, key == "qualifiers") else { continue };
        if taken.contains(&field.id.as_str()) || fields.iter().any(|other| other.id == field.id) {
            let span = table.get("id").map_or(table.span, |node| node.span);
            draft.name_taken(&field.id, span, Word::InThisKind);
            continue;
        }
        fields.push(field);
    }
    fields
}

fn field(draft: &mut Draft, table: &Table, is_qualifier: bool) -> Option<Field> {
    let mut reader = Reader::new(table);
    let id = reader.required_text("id", draft.diags)?.to_owned();
    plain_name(&id, table, "id", draft.diags);
    let kind = field_kind(draft, &mut reader, is_qualifier);
    let field = Field {
        label: draft.required_label(&mut reader, "label"),
        many: reader.boolean("many", draft.diags).unwrap_or(false),
        required: reader.boolean("required", draft.diags).unwrap_or(false),
        default: reader.node("default").cloned(),
        other_names: reader.boolean("other_names", draft.diags).unwrap_or(false),
        not_told: draft.label(&mut reader, "not_told"),
        kind: kind?,
        id,
    };
    reader.finish(draft.diags);
    let identifies = matches!(field.kind, FieldKind::Choice(_) | FieldKind::Relation(_));
    if let (true, true, Some(node)) = (is_qualifier && identifies, field.many, table.get("many")) {
        draft.diags.add(Diagnostic::new(Code::QualifierMany, node.span).fact("name", &field.id));
    }
    if field.other_names && !matches!(field.kind, FieldKind::Text) {
        let span = table.get("other_names").map_or(table.span, |node| node.span);
        draft.diags.add(Diagnostic::new(Code::OtherNames, span).fact("name", &field.id));
    }
    Some(field)
}

fn field_kind(draft: &mut Draft, reader: &mut Reader, is_qualifier: bool) -> Option<FieldKind> {
    let name = reader.required_text("type", draft.diags)?;
    Some(match name {
        "text" => FieldKind::Text,
        "markdown" => FieldKind::Markdown,
        "statements" => FieldKind::Statements,
        "date" => FieldKind::Date,
        "url" => FieldKind::Url,
        "email" => FieldKind::Email,
        "number" => FieldKind::Number,
        "boolean" => FieldKind::Boolean,
        "choice" => {
            reader.required("choices", draft.diags);
            FieldKind::Choice(choices(draft, reader))
        }
        "record" if !is_qualifier => {
            reader.required("fields", draft.diags);
            let columns = field_list(draft, reader.table, "fields", &[]);
            if columns.iter().any(|column| matches!(column.kind, FieldKind::Record(_))) {
                let span = reader.table.get("type").expect("it was just read").span;
                draft.diags.add(Diagnostic::new(Code::NestedRecord, span));
            }
            FieldKind::Record(columns)
        }
        "relation" if is_qualifier => {
            reader.required("to", draft.diags);
            FieldKind::Relation(draft.kinds_of(reader, "to"))
        }
        other => {
            let span = reader.table.get("type").expect("it was just read").span;
            draft.unknown(Word::FieldType, other, span, FIELD_TYPES);
            return None;
        }
    })
}

fn choices(draft: &mut Draft, reader: &mut Reader) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for table in reader.tables("choices", draft.diags) {
        let mut reader = Reader::new(table);
        let Some(id) = reader.required_text("id", draft.diags) else { continue };
        plain_name(id, table, "id", draft.diags);
        if choices.iter().any(|other| other.id.eq_ignore_ascii_case(id)) {
            let span = table.get("id").map_or(table.span, |node| node.span);
            draft.name_taken(id, span, named("choices"));
        }
        let choice = Choice {
            id: id.to_owned(),
            label: draft.required_label(&mut reader, "label"),
            description: draft.label(&mut reader, "description"),
        };
        reader.finish(draft.diags);
        choices.push(choice);
    }
    choices
}

/// Adds the relations of a kind.
pub(super) fn relations(draft: &mut Draft, source: KindId, table: &Table) {
    for table in Reader::new(table).tables("relations", draft.diags) {
        let Some(relation) = relation(draft, source, table) else { continue };
        let kind = draft.model.kind(source);
        plain_name(&relation.id, table, "id", draft.diags);
        plain_name(&relation.inverse, table, "inverse", draft.diags);
        let taken = KEYS.contains(&relation.id.as_str())
            || kind.field(&relation.id).is_some()
            || kind.relations.iter().any(|&id| draft.model.relation(id).id == relation.id);
        if taken {
            let place = named(&kind.id);
            draft.name_taken(&relation.id, relation.span, place);
            continue;
        }
        let id = RelationId(draft.model.relations.len() as u16);
        draft.model.relations.push(relation);
        draft.model.kinds[source.0 as usize].relations.push(id);
    }
}

/// A name that becomes part of anchors and keys.
fn plain_name(name: &str, table: &Table, key: &str, diags: &mut Diagnostics) {
    if !crate::id::is_plain(name) {
        let span = table.get(key).map_or(table.span, |node| node.span);
        diags.add(Diagnostic::new(Code::BadName, span).fact("found", name));
    }
}

fn relation(draft: &mut Draft, source: KindId, table: &Table) -> Option<Relation> {
    let mut reader = Reader::new(table);
    let id = reader.required_text("id", draft.diags)?.to_owned();
    reader.required("to", draft.diags);
    let label = draft.required_label(&mut reader, "label");
    let symmetric = reader.boolean("symmetric", draft.diags).unwrap_or(false);
    let inverse = reader.text("inverse", draft.diags).map(str::to_owned);
    let inverse_label = draft.label(&mut reader, "inverse_label");
    let target_key = reader.text("target", draft.diags).unwrap_or("to");
    let qualifiers = field_list(draft, table, "qualifiers", &[target_key]);
    let targets = draft.kinds_of(&mut reader, "to");
    if symmetric && !targets.is_empty() && targets != [source] {
        let span = table.get("to").expect("it was just read").span;
        let names: Vec<&str> = targets.iter().map(|&id| draft.model.kind(id).id.as_str()).collect();
        let expected = Word::KindAlone.with("kind", &draft.model.kind(source).id);
        draft.unfit("to", &names.join("`, `"), span, expected);
    }
    let relation = Relation {
        source,
        targets,
        target_key: target_key.to_owned(),
        inverse: inverse.unwrap_or_else(|| match symmetric {
            true => id.clone(),
            false => format!("{}-{id}", draft.model.kind(source).id),
        }),
        inverse_label: inverse_label.unwrap_or_else(|| match symmetric {
            true => label.clone(),
            false => draft.model.kind(source).plural.clone(),
        }),
        label,
        inverse_coverage: draft.label(&mut reader, "inverse_coverage"),
        min: reader.count("min", draft.diags).unwrap_or(0),
        max: reader.count("max", draft.diags),
        symmetric,
        from_code: reader.boolean("from_code", draft.diags).unwrap_or(false),
        wording: wording(draft, &mut reader, &qualifiers),
        qualifiers,
        not_told: draft.label(&mut reader, "not_told"),
        span: table.get("id").expect("it was just read").span,
        id,
    };
    reader.node("qualifiers");
    reader.finish(draft.diags);
    Some(relation)
}

fn wording(draft: &mut Draft, reader: &mut Reader, qualifiers: &[Field]) -> Option<usize> {
    let name = reader.text("wording", draft.diags)?;
    let found = qualifiers.iter().position(|q| q.id == name && matches!(q.kind, FieldKind::Text));
    if found.is_none() {
        let span = reader.table.get("wording").expect("it was just read").span;
        draft.unknown(Word::TextQualifier, name, span, qualifiers.iter().map(|q| q.id.as_str()));
    }
    found
}

/// Fills in the keys of a kind that name its own fields and relations.
pub(super) fn names(draft: &mut Draft, id: KindId, table: &Table) {
    let mut reader = Reader::new(table);
    let parent = draft.relation_of(id, &mut reader, "parent");
    let subtitle = draft.field_of(id, &mut reader, "subtitle").filter(|&field| {
        let field = &draft.model.kind(id).fields[field];
        let fits = field.is_text();
        if !fits {
            let (name, span) = (field.id.clone(), table.get("subtitle").expect("it was just read").span);
            draft.unfit("subtitle", &name, span, Word::OneTextField);
        }
        fits
    });
    let titles = titles(draft, id, &mut reader);
    let kind = &mut draft.model.kinds[id.0 as usize];
    kind.parent = parent;
    kind.subtitle = subtitle;
    kind.titles = titles;
}

fn titles(draft: &mut Draft, id: KindId, reader: &mut Reader) -> Titles {
    let Some(path) = reader.text("titles", draft.diags) else { return Titles::Own };
    let kind = draft.model.kind(id);
    let found = path.split_once('.').and_then(|(field, column)| {
        let field = kind.field(field)?;
        let FieldKind::Record(columns) = &kind.fields[field].kind else { return None };
        let column = columns.iter().position(|c| c.id == column)?;
        Some((Titles::Record { field, column }, columns[column].is_text()))
    });
    let span = reader.table.get("titles").expect("it was just read").span;
    if let Some((titles, fits)) = found {
        if !fits {
            draft.unfit("titles", path, span, Word::OneTextColumn);
        }
        return titles;
    }
    let records: Vec<String> = kind
        .fields
        .iter()
        .filter_map(|field| match &field.kind {
            FieldKind::Record(columns) => Some((field, columns)),
            _ => None,
        })
        .flat_map(|(field, columns)| columns.iter().map(|c| format!("{}.{}", field.id, c.id)))
        .collect();
    draft.unknown(Word::RecordField, path, span, records.iter().map(String::as_str));
    Titles::Own
}

/// Adds the sections of a kind; every name they use is known by now.
pub(super) fn sections(draft: &mut Draft, id: KindId, table: &Table) {
    let place = named(&draft.model.kind(id).id);
    let mut anchors: Vec<String> = Vec::new();
    for table in Reader::new(table).tables("sections", draft.diags) {
        let Some(section) = draft.section(Some(id), table) else { continue };
        if anchors.contains(&section.id) {
            let span = table.get("id").expect("a section has an ID").span;
            draft.name_taken(&section.id, span, place.clone());
            continue;
        }
        anchors.push(section.id.clone());
        for (part, span) in parts(table) {
            if anchors.iter().any(|other| other == part) {
                draft.name_taken(part, span, place.clone());
            } else if PAGE_ANCHORS.contains(&part) {
                draft.name_taken(part, span, Word::OnEveryPage);
            }
            anchors.push(part.to_owned());
        }
        draft.model.kinds[id.0 as usize].sections.push(section);
    }
    check_inverses(draft, id, &anchors);
}

/// The names of the parts of the body that a section shows, and where they stand.
fn parts(section: &Table) -> impl Iterator<Item = (&str, Span)> {
    let blocks = match section.get("show").map(|node| &node.value) {
        Some(Value::Array(items)) => items.as_slice(),
        _ => &[],
    };
    blocks.iter().filter_map(|block| match &block.value {
        Value::Table(block) => {
            let part = block.get("body")?;
            Some((part.as_str()?, part.span))
        }
        _ => None,
    })
}

/// The name of an inverse that no section shows is an anchor as well.
fn check_inverses(draft: &mut Draft, id: KindId, anchors: &[String]) {
    let kind = draft.model.kind(id);
    let relations = draft.model.relations_to(id).filter(|&relation| {
        !draft.model.relation(relation).symmetric
            && !kind.shows(|what| matches!(what, What::Inverse(shown) if *shown == relation))
    });
    let taken: Vec<_> = relations
        .map(|relation| draft.model.relation(relation))
        .filter_map(|relation| {
            let place = match anchors.contains(&relation.inverse) {
                true => named(&kind.id),
                false if PAGE_ANCHORS.contains(&relation.inverse.as_str()) => Said::from(Word::OnEveryPage),
                false => return None,
            };
            Some((relation.inverse.clone(), relation.span, place))
        })
        .collect();
    for (name, span, place) in taken {
        draft.name_taken(&name, span, place);
    }
}
