//! `model.toml` read into a [`Model`].
//!
//! Names are resolved in passes, so that the order of the file does not matter: kinds, then their fields
//! and relations, then views, then sections. What is wrong is reported and left out.

use super::{
    Block, Column, FieldKind, HandbookPart, KindId, Layout, Localized, Model, RelationId, Section, TextId,
    ViewId, ViewKind, What,
};
use super::{kinds, values, views};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{FileId, Sources, Span};
use crate::tree::{self, Node, Reader, Table, Value, wrong_type};

/// The version of `model.toml` that this program reads.
const FORMAT: usize = 1;

/// Keys of every entry, which no field or relation may take.
pub const BUILT_IN: [&str; 7] = ["id", "title", "status", "not_told", "aliases", "reviewed", "reviewed_by"];

/// Reads the model. With syntax errors it is empty: nothing that follows could be relied on.
pub fn read(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> Model {
    let Some(table) = tree::parse_file(sources, file, diags) else { return Model::default() };
    let mut draft =
        Draft { model: Model::default(), view_names: Vec::new(), body_parts_named: Vec::new(), diags };
    draft.read(&table);
    draft.model
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
                self.name_taken(&section.id, span, "home");
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
                self.unknown("part of a body", &part, span, parts.iter().map(String::as_str));
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
                let taken = BUILT_IN.contains(&relation.inverse.as_str())
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
                            .fact("kind", &self.model.kind(target).id),
                    );
                    break;
                }
            }
        }
    }

    pub fn unknown<'n>(
        &mut self,
        what: &str,
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
    pub fn unfit(&mut self, key: &str, name: &str, span: Span, expected: &str) {
        let diagnostic = Diagnostic::new(Code::ModelUnfitName, span).fact("key", key);
        self.diags.add(diagnostic.fact("name", name).fact("expected", expected));
    }

    pub fn name_taken(&mut self, name: &str, span: Span, place: &str) {
        self.diags.add(Diagnostic::new(Code::NameTaken, span).fact("name", name).fact("kind", place));
    }

    /// The kind that a text names.
    pub fn kind(&mut self, name: &str, span: Span) -> Option<KindId> {
        let found = self.model.kind_named(name);
        if found.is_none() {
            let names: Vec<String> = self.model.kinds.iter().map(|k| k.id.clone()).collect();
            self.unknown("kind", name, span, names.iter().map(String::as_str));
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
            self.unknown("relation", name, span, names.iter().map(String::as_str));
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
            self.unknown("field", name, span, names.iter().map(String::as_str));
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
            self.unknown("view", name, span, names.iter().map(String::as_str));
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
                true => {
                    "a choice or text field, a relation, or `field.column` of a text column, and that in every kind that has it"
                }
                false => "a choice or text field or a relation",
            };
            self.unfit(key, name, span, expected);
        } else if fits.is_empty() && !kinds.is_empty() {
            self.unknown("field or relation", name, span, []);
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
        Localized::read(node, key, self.diags)
    }

    pub fn required_label(&mut self, reader: &mut Reader, key: &str) -> Localized {
        match reader.required(key, self.diags) {
            Some(node) => Localized::read(node, key, self.diags).unwrap_or_default(),
            None => Localized::default(),
        }
    }

    /// A Markdown text of the model.
    pub fn prose(&mut self, reader: &mut Reader, key: &str) -> Option<TextId> {
        let text = self.label(reader, key)?;
        self.model.texts.push(text);
        Some(TextId(self.model.texts.len() as u16 - 1))
    }

    /// A section of a kind's pages, or of the home page.
    pub fn section(&mut self, kind: Option<KindId>, table: &Table) -> Option<Section> {
        let mut reader = Reader::new(table);
        let id = reader.required_text("id", self.diags)?.to_owned();
        if super::entries::PAGE_ANCHORS.contains(&id.as_str()) {
            let span = table.get("id").expect("it was just read").span;
            self.name_taken(&id, span, "every page");
        }
        if !crate::id::is_plain(&id) {
            let span = table.get("id").expect("it was just read").span;
            self.diags.add(Diagnostic::new(Code::BadAnchor, span).fact("found", &id));
        }
        let number = reader.count("number", self.diags);
        let title = self.required_label(&mut reader, "title");
        let blocks = reader.tables("show", self.diags);
        reader.finish(self.diags);
        let show = blocks.into_iter().filter_map(|table| self.block(kind, table)).collect();
        Some(Section { id, number, title, show })
    }

    fn block(&mut self, kind: Option<KindId>, table: &Table) -> Option<Block> {
        let mut reader = Reader::new(table);
        let title = self.label(&mut reader, "title");
        let label = reader.boolean("label", self.diags).unwrap_or(true);
        let what = self.what(kind, &mut reader, title.is_some());
        let layout = match reader.text("as", self.diags) {
            Some("table") => Layout::Table,
            Some("list") | None => Layout::List,
            Some(other) => {
                let span = table.get("as").expect("it was just read").span;
                self.unknown("layout", other, span, ["list", "table"]);
                Layout::List
            }
        };
        let ends = match what {
            Some(What::Relation(id)) => self.model.relation(id).targets.clone(),
            Some(What::Inverse(id)) => vec![self.model.relation(id).source],
            _ => Vec::new(),
        };
        let group_by = reader.text("group_by", self.diags).map(str::to_owned);
        if let Some(name) = &group_by {
            let span = table.get("group_by").expect("it was just read").span;
            self.check_grouping(&ends, "group_by", name, span, false);
        }
        let columns = self.columns(&mut reader, what.as_ref(), &ends);
        let with = reader.texts("with", self.diags);
        for (name, node) in &with {
            if !ends.is_empty() && !ends.iter().any(|&end| self.model.kind(end).field(name).is_some()) {
                self.unknown("field", name, node.span, []);
            }
        }
        let with = with.into_iter().map(|(name, _)| name.to_owned()).collect();
        let part = self.part(&mut reader);
        reader.finish(self.diags);
        let what = what?;
        self.check_block_keys(&what, layout, table);
        Some(Block { title, what, label, layout, group_by, columns, with, part })
    }

    /// The part of a handbook that a block shows.
    fn part(&mut self, reader: &mut Reader) -> Option<HandbookPart> {
        let name = reader.text("part", self.diags)?;
        let part = HandbookPart::named(name);
        if part.is_none() {
            let span = reader.table.get("part").expect("it was just read").span;
            self.unknown("part of a handbook", name, span, HandbookPart::ALL.map(|(name, _)| name));
        }
        part
    }

    /// Keys that would do nothing in a block.
    fn check_block_keys(&mut self, what: &What, layout: Layout, table: &Table) {
        let handbook =
            matches!(what, What::View(id) if matches!(self.model.view(*id).kind, ViewKind::Handbook(_)));
        let (needless, owner): (&[&str], &str) = match (what, layout) {
            (What::Relation(_) | What::Inverse(_), Layout::List) => {
                (&["columns"], "table (`as = \"table\"`)")
            }
            (What::Relation(_) | What::Inverse(_), Layout::Table) => (&["group_by", "with"], "list"),
            _ => (&["as", "columns", "group_by", "with"], "relation or inverse"),
        };
        let of_handbook: (&[&str], &str) = (if handbook { &[] } else { &["part"] }, "view of a handbook");
        for (needless, owner) in [(needless, owner), of_handbook] {
            self.report_needless(needless, owner, table);
        }
    }

    fn report_needless(&mut self, needless: &[&str], owner: &str, table: &Table) {
        for (key, _) in table.entries.iter().filter(|(key, _)| needless.contains(&key.name.as_str())) {
            let diagnostic = Diagnostic::new(Code::NeedlessKey, key.span).fact("key", &key.name);
            self.diags.add(diagnostic.fact("owner", owner));
        }
    }

    fn what(&mut self, kind: Option<KindId>, reader: &mut Reader, titled: bool) -> Option<What> {
        let mut found = Vec::new();
        if let (Some(kind), Some(node)) = (kind, text_node(reader, "field", self.diags)) {
            found.push(self.field(kind, node.0, node.1).map(What::Field));
        }
        if let (Some(kind), Some(node)) = (kind, text_node(reader, "relation", self.diags)) {
            found.push(self.relation(kind, node.0, node.1).map(What::Relation));
        }
        if let (Some(kind), Some(node)) = (kind, text_node(reader, "inverse", self.diags)) {
            found.push(self.inverse(kind, node.0, node.1).map(What::Inverse));
        }
        if let (Some(_), Some((name, span))) = (kind, text_node(reader, "body", self.diags)) {
            if !titled {
                self.diags.add(Diagnostic::new(Code::MissingField, span).fact("key", "title"));
            }
            if !crate::id::is_plain(name) {
                self.diags.add(Diagnostic::new(Code::BadAnchor, span).fact("found", name));
            }
            found.push(Some(What::Body(name.to_owned())));
        }
        if let Some((name, span)) = text_node(reader, "view", self.diags) {
            found.push(self.view_id(name, span).map(What::View));
        }
        if reader.node("views").is_some() {
            found.push(Some(What::Views(self.views_of(reader, "views"))));
        }
        if reader.node("text").is_some() {
            found.push(self.prose(reader, "text").map(What::Text));
        }
        match found.len() {
            0 if titled => Some(What::Title),
            1 => found.remove(0),
            _ => {
                self.diags.add(Diagnostic::new(Code::BlockContent, reader.table.span));
                None
            }
        }
    }

    fn inverse(&mut self, kind: KindId, name: &str, span: Span) -> Option<RelationId> {
        let found = self.model.relations_to(kind).find(|&id| self.model.relation(id).inverse == name);
        if found.is_none() {
            let names: Vec<String> =
                self.model.relations_to(kind).map(|id| self.model.relation(id).inverse.clone()).collect();
            self.unknown("inverse relation", name, span, names.iter().map(String::as_str));
        }
        found
    }

    fn columns(&mut self, reader: &mut Reader, what: Option<&What>, ends: &[KindId]) -> Vec<Column> {
        let names = reader.texts("columns", self.diags);
        let Some(What::Relation(relation) | What::Inverse(relation)) = what else {
            return Vec::new();
        };
        let mut columns = Vec::new();
        for (name, node) in names {
            let qualifiers = &self.model.relation(*relation).qualifiers;
            let of_entry = |name: &str| {
                ends.iter().any(|&end| {
                    let kind = self.model.kind(end);
                    let relation = |&id: &RelationId| self.model.relation(id).id == name;
                    kind.field(name).is_some() || kind.relations.iter().any(relation)
                })
            };
            match (name, name.strip_prefix("entry.")) {
                ("entry", _) => columns.push(Column::Entry),
                (_, Some(field)) if of_entry(field) => columns.push(Column::OfEntry(field.to_owned())),
                _ => match qualifiers.iter().position(|q| q.id == name) {
                    Some(index) => columns.push(Column::Qualifier(index)),
                    None => {
                        let names: Vec<String> = qualifiers.iter().map(|q| q.id.clone()).collect();
                        self.unknown("column", name, node.span, names.iter().map(String::as_str));
                    }
                },
            }
        }
        columns
    }
}

fn text_node<'t>(reader: &mut Reader<'t>, key: &str, diags: &mut Diagnostics) -> Option<(&'t str, Span)> {
    let node: &'t Node = reader.node(key)?;
    match &node.value {
        Value::String(text, _) => Some((text, node.span)),
        _ => wrong_type(node, key, "text in quotation marks", diags),
    }
}
