//! The handbook: what an entry has to do over all entries of another kind.

use super::ViewKind;
use crate::diag::{Code, Diagnostic, Word};
use crate::model::declare::{Draft, named};
use crate::model::{FieldKind, KindId, Localized, RelationId, TextId};
use crate::tree::{Reader, Value, wrong_type};

/// What the handbooks of a kind's entries, its *subjects*, are computed from.
#[derive(Debug)]
pub struct Handbook {
    pub kind: KindId,
    /// The kind whose entries say what the subjects do.
    pub source: KindId,
    /// The relation of the source kind whose rows are duties.
    pub duties: RelationId,
    /// Its qualifier that words them.
    pub statements: usize,
    /// The relation that names subjects which take part, with or without a duty.
    pub involves: Option<RelationId>,
    /// Relations of the source kind to what its entries need.
    pub needs: Vec<RelationId>,
    /// The relation of the subjects that their line begins with.
    pub place: Option<RelationId>,
    /// So many duties, in words.
    pub duty: Counted,
    /// What is said of so many entries that name a subject and word no duty for it.
    pub involved: Option<Counted>,
    pub checklist: Option<Checklist>,
}

/// What each subject gets to tick off.
#[derive(Debug)]
pub struct Checklist {
    pub title: Localized,
    pub intro: Option<TextId>,
    /// Parts of the body of the source kind, whose lists are items beside the duties.
    pub parts: Vec<String>,
    /// What is filled in at its head.
    pub blanks: Vec<Blank>,
}

/// A place to fill in.
#[derive(Debug)]
pub struct Blank {
    pub id: String,
    pub label: Localized,
    /// Whether it says what the checklist is filled in for.
    pub names: bool,
}

/// Words with a count, `{count}` in them.
#[derive(Debug)]
pub struct Counted {
    /// For exactly one, where that is worded otherwise.
    pub single: Option<Localized>,
    pub one: Localized,
    pub other: Localized,
}

/// A part of a handbook that a block can show alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandbookPart {
    /// The duties, and what a subject takes part in without one.
    Work,
    /// With whom.
    With,
    /// With what.
    Needs,
}

impl HandbookPart {
    pub const ALL: [(&str, HandbookPart); 3] =
        [("work", HandbookPart::Work), ("with", HandbookPart::With), ("needs", HandbookPart::Needs)];

    pub fn named(name: &str) -> Option<HandbookPart> {
        HandbookPart::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, part)| part)
    }
}

pub(super) fn read(draft: &mut Draft, reader: &mut Reader) -> Option<ViewKind> {
    let kind = draft.kind_of(reader, "kind");
    let source = draft.kind_of(reader, "source");
    reader.required("assigns", draft.diags);
    let duty = counted(draft, reader, "duty", true);
    let involved = counted(draft, reader, "involved", false);
    let checklist = source.and_then(|source| checklist(draft, reader, source));
    let place = kind.and_then(|kind| draft.relation_of(kind, reader, "place"));
    let (kind, source) = (kind?, source?);
    let duties = leading_to(draft, reader, "assigns", source, kind);
    let involves = leading_to(draft, reader, "involves", source, kind);
    let needs = reader.texts("needs", draft.diags).into_iter();
    let needs: Vec<RelationId> =
        needs.filter_map(|(name, node)| draft.relation(source, name, node.span)).collect();
    if involves.is_some() && involved.is_none() {
        reader.required("involved", draft.diags);
    }
    let duties = duties?;
    let statements = worded(draft, reader, duties);
    let handbook = Handbook {
        kind,
        source,
        duties,
        statements: statements?,
        involves,
        needs,
        place,
        duty: duty?,
        involved,
        checklist,
    };
    Some(ViewKind::Handbook(Box::new(handbook)))
}

/// A relation of the source kind that leads to the subjects.
fn leading_to(
    draft: &mut Draft,
    reader: &mut Reader,
    key: &str,
    source: KindId,
    kind: KindId,
) -> Option<RelationId> {
    let id = draft.relation_of(source, reader, key)?;
    if draft.model.relation(id).targets.contains(&kind) {
        return Some(id);
    }
    let (name, span) = (draft.model.relation(id).id.clone(), reader.table.get(key)?.span);
    draft.unfit(key, &name, span, Word::RelationToKind);
    None
}

/// The qualifier that words the duties.
fn worded(draft: &mut Draft, reader: &Reader, id: RelationId) -> Option<usize> {
    let relation = draft.model.relation(id);
    let found = relation.qualifiers.iter().position(|q| matches!(q.kind, FieldKind::Statements) && !q.many);
    if found.is_none() {
        let (name, span) = (relation.id.clone(), reader.table.get("assigns")?.span);
        draft.unfit("assigns", &name, span, Word::RelationWithStatements);
    }
    found
}

fn counted(draft: &mut Draft, reader: &mut Reader, key: &str, required: bool) -> Option<Counted> {
    let node = match required {
        true => reader.required(key, draft.diags)?,
        false => reader.node(key)?,
    };
    let Value::Table(table) = &node.value else {
        return wrong_type(node, key, Word::CountedTable, draft.diags);
    };
    let mut reader = Reader::new(table);
    let counted = Counted {
        single: draft.label(&mut reader, "single"),
        one: draft.required_label(&mut reader, "one"),
        other: draft.required_label(&mut reader, "other"),
    };
    reader.finish(draft.diags);
    Some(counted)
}

fn checklist(draft: &mut Draft, reader: &mut Reader, source: KindId) -> Option<Checklist> {
    let node = reader.node("checklist")?;
    let Value::Table(table) = &node.value else {
        return wrong_type(node, "checklist", Word::Table, draft.diags);
    };
    let mut reader = Reader::new(table);
    let title = draft.required_label(&mut reader, "title");
    let intro = draft.prose(&mut reader, "intro");
    let parts = reader.texts("parts", draft.diags);
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(part, node)| {
            draft.body_parts_named.push((source, part.to_owned(), node.span));
            part.to_owned()
        })
        .collect();
    let blanks = blanks(draft, &mut reader);
    reader.finish(draft.diags);
    Some(Checklist { title, intro, parts, blanks })
}

fn blanks(draft: &mut Draft, reader: &mut Reader) -> Vec<Blank> {
    let mut blanks: Vec<Blank> = Vec::new();
    for table in reader.tables("blanks", draft.diags) {
        let mut reader = Reader::new(table);
        let id = reader.required_text("id", draft.diags).unwrap_or_default().to_owned();
        let span = table.get("id").map_or(table.span, |node| node.span);
        if blanks.iter().any(|other| other.id == id) {
            draft.name_taken(&id, span, named("blanks"));
        }
        if !id.is_empty() && !crate::id::is_plain(&id) {
            draft.diags.add(Diagnostic::new(Code::BadName, span).fact("found", &id));
        }
        let label = draft.required_label(&mut reader, "label");
        let names = reader.boolean("names", draft.diags).unwrap_or(false);
        reader.finish(draft.diags);
        blanks.push(Blank { id, label, names });
    }
    blanks
}
