//! `model.toml` read into a [`Model`].
//!
//! Names are resolved in passes, so that the order of the file does not matter: kinds, then their fields
//! and relations, then views, then sections. What is wrong is reported and left out.

use super::built_in::KEYS;
use super::labels::Label;
use super::{FieldKind, KindId, Localized, Model, RelationId, TextId, ViewId};
use super::{kinds, values, views};
use crate::diag::{Code, Diagnostic, Diagnostics, Fact, Said, Word, nearest};
use crate::source::{FileId, Sources, Span};
use crate::tree::{self, Node, Reader, Table};

/// The version of `model.toml` that this program reads.
const FORMAT: usize = 1;

/// Reads the model. With syntax errors it is empty: nothing that follows could be relied on.
pub fn read(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Model {
    let Some(table) = tree::parse_file(sources, file, diags) else { return Model::default() };
    let mut draft =
        Draft { model: Model::default(), view_names: Vec::new(), body_parts_named: Vec::new(), diags };
    draft.read(&table);
    draft.model
}

/// The place of a name: the kind or the list of the model that has it.
pub(super) fn named(list: &str) -> Said {
    Word::InNamed.with("name", list)
}

/// A model while it is read.
pub(super) struct Draft<'d> {
    pub model: Model,
    /// The IDs of all views, known before the views are read.
    view_names: Vec<String>,
    /// Parts of bodies that views name: whether a section shows them is known once the sections are read.
    pub body_parts_named: Vec<(KindId, String, Span)>,
    pub diags: &'d mut Diagnostics,
}

impl Draft<'_> {
    fn read(&mut self, table: &Table) {
        let mut reader = Reader::new(table);
        if let Some(format) = reader.count("format", self.diags)
            && format != FORMAT
        {
            let node = table.get("format").expect("it was just read");
            let diagnostic = Diagnostic::new(Code::ModelFormat, node.span);
            self.diags.add(diagnostic.fact("found", format).fact("expected", FORMAT));
        }
        let kind_tables = reader.tables("kinds", self.diags);
        let view_tables = reader.tables("views", self.diags);
        let home = reader.tables("home", self.diags);
        reader.finish(self.diags);

        let kind_tables: Vec<&Table> =
            kind_tables.into_iter().filter(|table| kinds::header(self, table)).collect();
        for (index, table) in kind_tables.iter().enumerate() {
            kinds::fields(self, KindId(index as u16), table);
        }
        for (index, table) in kind_tables.iter().enumerate() {
            kinds::relations(self, KindId(index as u16), table);
        }
        for (index, table) in kind_tables.iter().enumerate() {
            kinds::names(self, KindId(index as u16), table);
        }
        self.check_inverse_names();
        let names =
            view_tables.iter().map(|table| table.get("id").and_then(Node::as_str).unwrap_or_default());
        self.view_names = names.map(str::to_owned).collect();
        for table in &view_tables {
            views::read(self, table);
        }
        for (index, table) in kind_tables.iter().enumerate() {
            kinds::sections(self, KindId(index as u16), table);
        }
        for table in home {
            let Some(section) = self.section(None, table) else { continue };
            if self.model.home.iter().any(|other| other.id == section.id) {
                let span = table.get("id").expect("a section has an ID").span;
                self.name_taken(&section.id, span, named("home"));
                continue;
            }
            self.model.home.push(section);
        }
        self.check_body_parts();
        self.check_defaults();
    }

    fn check_body_parts(&mut self) {
        for (kind, part, span) in std::mem::take(&mut self.body_parts_named) {
            let parts: Vec<String> =
                self.model.kind(kind).body_parts().map(|(part, _)| part.to_owned()).collect();
            if !parts.contains(&part) {
                self.unknown(Word::BodyPart, &part, span, parts.iter().map(String::as_str));
            }
        }
    }

    /// A default is read as if an entry had it written.
    fn check_defaults(&mut self) {
        let autolinks = self.model.autolinks();
        let fields = self.model.kinds.iter().flat_map(|kind| &kind.fields);
        let qualifiers = self.model.relations.iter().flat_map(|relation| &relation.qualifiers);
        for field in fields.chain(qualifiers) {
            let columns = match &field.kind {
                FieldKind::Record(columns) => columns.as_slice(),
                _ => &[],
            };
            for field in columns.iter().chain([field]) {
                if let Some(default) = &field.default {
                    let unset = Table { span: default.span, entries: Vec::new() };
                    values::field(field, &mut Reader::new(&unset), &autolinks, self.diags);
                }
            }
        }
    }

    /// A relation read backwards is named among the fields and relations of its target kinds.
    fn check_inverse_names(&mut self) {
        for id in self.model.relation_ids() {
            let relation = self.model.relation(id);
            if relation.symmetric {
                continue;
            }
            for &target in &relation.targets {
                let taken = KEYS.contains(&relation.inverse.as_str())
                    || self.model.kind(target).field(&relation.inverse).is_some()
                    || self
                        .model
                        .kind(target)
                        .relations
                        .iter()
                        .any(|&other| self.model.relation(other).id == relation.inverse)
                    || self.model.relations_to(target).any(|other| {
                        other < id
                            && self.model.relation(other).inverse == relation.inverse
                            && !self.model.relation(other).symmetric
                    });
                if taken {
                    self.diags.add(
                        Diagnostic::new(Code::NameTaken, relation.span)
                            .fact("name", &relation.inverse)
                            .fact("place", named(&self.model.kind(target).id)),
                    );
                    break;
                }
            }
        }
    }

    pub fn unknown<'n>(
        &mut self,
        what: Word,
        name: &str,
        span: Span,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        self.diags.add(
            Diagnostic::new(Code::ModelUnknownName, span)
                .fact("what", what)
                .fact("name", name)
                .fact_if("nearest", nearest(name, names)),
        );
    }

    /// Reports a name that is declared, but as something that cannot stand here.
    pub fn unfit(&mut self, key: &str, name: &str, span: Span, expected: impl Into<Fact>) {
        let diagnostic = Diagnostic::new(Code::ModelUnfitName, span).fact("key", key);
        self.diags.add(diagnostic.fact("name", name).fact("expected", expected));
    }

    /// Reports a name that is used already at a place, which [`named`] words.
    pub fn name_taken(&mut self, name: &str, span: Span, place: impl Into<Fact>) {
        self.diags.add(Diagnostic::new(Code::NameTaken, span).fact("name", name).fact("place", place));
    }

    /// The kind that a text names.
    pub fn kind(&mut self, name: &str, span: Span) -> Option<KindId> {
        let found = self.model.kind_named(name);
        if found.is_none() {
            let names: Vec<String> = self.model.kinds.iter().map(|k| k.id.clone()).collect();
            self.unknown(Word::Kind, name, span, names.iter().map(String::as_str));
        }
        found
    }

    pub fn kind_of(&mut self, reader: &mut Reader, key: &str) -> Option<KindId> {
        let name = reader.required_text(key, self.diags)?;
        let span = reader.table.get(key).expect("it was just read").span;
        self.kind(name, span)
    }

    pub fn kinds_of(&mut self, reader: &mut Reader, key: &str) -> Vec<KindId> {
        let names = reader.texts(key, self.diags);
        names.into_iter().filter_map(|(name, node)| self.kind(name, node.span)).collect()
    }

    /// The relation of a kind that a text names.
    pub fn relation(&mut self, kind: KindId, name: &str, span: Span) -> Option<RelationId> {
        let ids = &self.model.kind(kind).relations;
        let found = ids.iter().copied().find(|&id| self.model.relation(id).id == name);
        if found.is_none() {
            let names: Vec<String> = ids.iter().map(|&id| self.model.relation(id).id.clone()).collect();
            self.unknown(Word::Relation, name, span, names.iter().map(String::as_str));
        }
        found
    }

    pub fn relation_of(&mut self, kind: KindId, reader: &mut Reader, key: &str) -> Option<RelationId> {
        let name = reader.text(key, self.diags)?;
        let span = reader.table.get(key).expect("it was just read").span;
        self.relation(kind, name, span)
    }

    pub fn field(&mut self, kind: KindId, name: &str, span: Span) -> Option<usize> {
        let found = self.model.kind(kind).field(name);
        if found.is_none() {
            let names: Vec<String> = self.model.kind(kind).fields.iter().map(|f| f.id.clone()).collect();
            self.unknown(Word::Field, name, span, names.iter().map(String::as_str));
        }
        found
    }

    pub fn field_of(&mut self, kind: KindId, reader: &mut Reader, key: &str) -> Option<usize> {
        let name = reader.text(key, self.diags)?;
        let span = reader.table.get(key).expect("it was just read").span;
        self.field(kind, name, span)
    }

    pub fn view_id(&mut self, name: &str, span: Span) -> Option<ViewId> {
        let found = self.view_names.iter().position(|id| id == name);
        if found.is_none() {
            let names = self.view_names.clone();
            self.unknown(Word::View, name, span, names.iter().map(String::as_str));
        }
        found.map(|index| ViewId(index as u16))
    }

    pub fn views_of(&mut self, reader: &mut Reader, key: &str) -> Vec<ViewId> {
        let names = reader.texts(key, self.diags);
        names.into_iter().filter_map(|(name, node)| self.view_id(name, node.span)).collect()
    }

    /// Checks the name of a field or relation by which entries of these kinds are grouped: at least one
    /// of them has it, and none has it as something else. Where `columns` may be named, `field.column` is
    /// a column of a record.
    pub fn check_grouping(&mut self, kinds: &[KindId], key: &str, name: &str, span: Span, columns: bool) {
        let fits: Vec<bool> = kinds.iter().filter_map(|&id| self.groups(id, name, columns)).collect();
        if fits.contains(&false) {
            let expected = match columns {
                true => Word::GroupingOrColumn,
                false => Word::Grouping,
            };
            self.unfit(key, name, span, expected);
        } else if fits.is_empty() && !kinds.is_empty() {
            self.unknown(Word::FieldOrRelation, name, span, []);
        }
    }

    /// Whether entries of a kind can be grouped by what has this name; `None` when nothing has.
    fn groups(&self, id: KindId, name: &str, columns: bool) -> Option<bool> {
        let kind = self.model.kind(id);
        if let Some((field, column)) = name.split_once('.')
            && (columns || kind.field(name).is_none())
            && let Some(field) = kind.field(field)
        {
            let FieldKind::Record(all) = &kind.fields[field].kind else { return Some(false) };
            return Some(columns && all.iter().any(|c| c.id == column && c.is_text()));
        }
        if columns && name.contains('.') {
            return None;
        }
        let Some(field) = kind.field(name) else {
            let relation = |&id: &RelationId| self.model.relation(id).id == name;
            return kind.relations.iter().any(relation).then_some(true);
        };
        let field = &kind.fields[field];
        Some(field.is_text() || field.is_choice())
    }

    pub fn label(&mut self, reader: &mut Reader, key: &str) -> Option<Localized> {
        let node = reader.node(key)?;
        self.read_label(node, key)
    }

    pub fn required_label(&mut self, reader: &mut Reader, key: &str) -> Localized {
        match reader.required(key, self.diags) {
            Some(node) => self.read_label(node, key).unwrap_or_default(),
            None => Localized::default(),
        }
    }

    fn read_label(&mut self, node: &Node, key: &str) -> Option<Localized> {
        let told = self.diags.len();
        let text = Localized::read(node, key, self.diags)?;
        // Of one whose languages are not sound more would be told than is wrong.
        if self.diags.len() == told {
            self.model.labels.push(Label { key: key.to_owned(), span: node.span, text: text.clone() });
        }
        Some(text)
    }

    /// A Markdown text of the model.
    pub fn prose(&mut self, reader: &mut Reader, key: &str) -> Option<TextId> {
        let text = self.label(reader, key)?;
        self.model.texts.push(text);
        Some(TextId(self.model.texts.len() as u16 - 1))
    }
}
