//! The sections of pages and their blocks, read from `model.toml`.

use super::declare::Draft;
use super::{
    Block, Column, HandbookPart, KindId, Layout, Model, RelationId, Section, Step, ViewKind, What, With,
};
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::source::Span;
use crate::tree::{Node, Reader, Table, Value, wrong_type};

impl Draft<'_> {
    /// A section of a kind's pages, or of the home page.
    pub fn section(&mut self, kind: Option<KindId>, table: &Table) -> Option<Section> {
        let mut reader = Reader::new(table);
        let id = reader.required_text("id", self.diags)?.to_owned();
        if super::entries::PAGE_ANCHORS.contains(&id.as_str()) {
            let span = table.get("id").expect("it was just read").span;
            self.name_taken(&id, span, Word::OnEveryPage);
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
                self.unknown(Word::Layout, other, span, ["list", "table"]);
                Layout::List
            }
        };
        let ends = match what {
            Some(What::Relation(relation)) => self.ends(Step { relation, backwards: false }),
            Some(What::Inverse(relation)) => self.ends(Step { relation, backwards: true }),
            Some(What::Through { to, .. }) => self.ends(to),
            _ => Vec::new(),
        };
        let group_by = reader.text("group_by", self.diags).map(str::to_owned);
        if let Some(name) = &group_by {
            let span = table.get("group_by").expect("it was just read").span;
            self.check_grouping(&ends, "group_by", name, span, false);
        }
        let columns = self.columns(&mut reader, what.as_ref(), &ends);
        let with = self.with(&mut reader, &ends);
        let part = self.part(&mut reader);
        reader.finish(self.diags);
        let what = what?;
        self.check_block_keys(&what, layout, table);
        Some(Block { title, what, label, layout, group_by, columns, with, part })
    }

    /// Of what kinds the entries are that a step leads to.
    pub fn ends(&self, step: Step) -> Vec<KindId> {
        let relation = self.model.relation(step.relation);
        match step.backwards {
            true => vec![relation.source],
            false => relation.targets.clone(),
        }
    }

    /// What is shown below each row: names, or tables with a name.
    pub fn with(&mut self, reader: &mut Reader, ends: &[KindId]) -> Vec<With> {
        let items = reader.list("with", self.diags).unwrap_or_default();
        items.iter().filter_map(|item| self.with_item(item, ends)).collect()
    }

    fn with_item(&mut self, item: &Node, ends: &[KindId]) -> Option<With> {
        let table = match &item.value {
            Value::String(name, _) => {
                self.check_of_end(name, item.span, ends);
                return Some(With { name: name.clone(), label: None, except: Vec::new() });
            }
            Value::Table(table) => table,
            _ => return wrong_type(item, "with", Word::NameOrTable, self.diags),
        };
        let mut reader = Reader::new(table);
        let name = reader.required_text("name", self.diags)?.to_owned();
        self.check_of_end(&name, table.get("name").expect("it was just read").span, ends);
        let label = self.label(&mut reader, "label");
        let except = reader.texts("except", self.diags);
        for (name, node) in &except {
            self.check_of_end(name, node.span, ends);
        }
        reader.finish(self.diags);
        Some(With { name, label, except: except.into_iter().map(|(name, _)| name.to_owned()).collect() })
    }

    /// Checks a name of a field or relation of the entries at the other end.
    fn check_of_end(&mut self, name: &str, span: Span, ends: &[KindId]) {
        let known = |model: &Model| -> Vec<String> {
            let kinds = ends.iter().map(|&end| model.kind(end));
            let fields = kinds.clone().flat_map(|kind| kind.fields.iter().map(|field| field.id.clone()));
            let relations = kinds.flat_map(|kind| &kind.relations).map(|&id| model.relation(id).id.clone());
            fields.chain(relations).collect()
        };
        let names = known(&self.model);
        if !ends.is_empty() && !names.iter().any(|known| known == name) {
            self.unknown(Word::FieldOrRelation, name, span, names.iter().map(String::as_str));
        }
    }

    /// The part of a handbook that a block shows.
    fn part(&mut self, reader: &mut Reader) -> Option<HandbookPart> {
        let name = reader.text("part", self.diags)?;
        let part = HandbookPart::named(name);
        if part.is_none() {
            let span = reader.table.get("part").expect("it was just read").span;
            self.unknown(Word::HandbookPart, name, span, HandbookPart::ALL.map(|(name, _)| name));
        }
        part
    }

    /// Keys that would do nothing in a block.
    fn check_block_keys(&mut self, what: &What, layout: Layout, table: &Table) {
        let handbook =
            matches!(what, What::View(id) if matches!(self.model.view(*id).kind, ViewKind::Handbook(_)));
        let (needless, owner): (&[&str], Word) = match (what, layout) {
            (What::Relation(_) | What::Inverse(_), Layout::List) => (&["columns"], Word::OwnerTable),
            (What::Relation(_) | What::Inverse(_), Layout::Table) => {
                (&["group_by", "with", "via"], Word::OwnerList)
            }
            (What::Through { .. }, _) => (&["as", "columns", "group_by"], Word::OwnerRelation),
            _ => (&["as", "columns", "group_by", "with", "via"], Word::OwnerAny),
        };
        let of_handbook: (&[&str], Word) = (if handbook { &[] } else { &["part"] }, Word::OwnerHandbook);
        for (needless, owner) in [(needless, owner), of_handbook] {
            self.report_needless(needless, owner, table);
        }
    }

    fn report_needless(&mut self, needless: &[&str], owner: Word, table: &Table) {
        for (key, _) in table.entries.iter().filter(|(key, _)| needless.contains(&key.name.as_str())) {
            let diagnostic = Diagnostic::new(Code::NeedlessKey, key.span).fact("key", &key.name);
            self.diags.add(diagnostic.fact("owner", owner));
        }
    }

    fn what(&mut self, kind: Option<KindId>, reader: &mut Reader, titled: bool) -> Option<What> {
        let mut found = Vec::new();
        let via = kind.and_then(|kind| self.via(kind, reader));
        if let (Some(kind), Some(node)) = (kind, text_node(reader, "field", self.diags)) {
            found.push(self.field(kind, node.0, node.1).map(What::Field));
        }
        if let (Some(kind), Some((name, span))) = (kind, text_node(reader, "relation", self.diags)) {
            found.push(match via {
                None => self.relation(kind, name, span).map(What::Relation),
                Some(via) => self.through(via, name, span, false),
            });
        }
        if let (Some(kind), Some((name, span))) = (kind, text_node(reader, "inverse", self.diags)) {
            found.push(match via {
                None => self.inverse(kind, name, span).map(What::Inverse),
                Some(via) => self.through(via, name, span, true),
            });
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

    /// The step to the entries whose relation a block shows, where one is named; nothing for one that leads nowhere.
    fn via(&mut self, kind: KindId, reader: &mut Reader) -> Option<Option<Step>> {
        let (name, span) = text_node(reader, "via", self.diags)?;
        let found = self.steps(&[kind]).into_iter().find(|step| self.step_name(*step) == name);
        if found.is_none() {
            let names: Vec<String> =
                self.steps(&[kind]).into_iter().map(|step| self.step_name(step).to_owned()).collect();
            self.unknown(Word::RelationOrInverse, name, span, names.iter().map(String::as_str));
        }
        Some(found)
    }

    /// The relation of other entries that a block shows.
    fn through(&mut self, via: Option<Step>, name: &str, span: Span, backwards: bool) -> Option<What> {
        let via = via?;
        let to = self.step(&self.ends(via), name, span, backwards)?;
        Some(What::Through { via, to })
    }

    /// The step of entries of these kinds that has a name.
    pub fn step(&mut self, kinds: &[KindId], name: &str, span: Span, backwards: bool) -> Option<Step> {
        let steps = self.steps(kinds).into_iter().filter(|step| step.backwards == backwards);
        let steps: Vec<Step> = steps.collect();
        let found = steps.iter().copied().find(|step| self.step_name(*step) == name);
        if found.is_none() {
            let names: Vec<String> = steps.iter().map(|step| self.step_name(*step).to_owned()).collect();
            let what = if backwards { Word::InverseRelation } else { Word::Relation };
            self.unknown(what, name, span, names.iter().map(String::as_str));
        }
        found
    }

    /// The steps that entries of these kinds can take.
    fn steps(&self, kinds: &[KindId]) -> Vec<Step> {
        let out = kinds.iter().flat_map(|&kind| &self.model.kind(kind).relations);
        let out = out.map(|&relation| Step { relation, backwards: false });
        let back = kinds.iter().flat_map(|&kind| self.model.relations_to(kind));
        out.chain(back.map(|relation| Step { relation, backwards: true })).collect()
    }

    fn step_name(&self, step: Step) -> &str {
        let relation = self.model.relation(step.relation);
        if step.backwards { &relation.inverse } else { &relation.id }
    }

    fn inverse(&mut self, kind: KindId, name: &str, span: Span) -> Option<RelationId> {
        let found = self.model.relations_to(kind).find(|&id| self.model.relation(id).inverse == name);
        if found.is_none() {
            let names: Vec<String> =
                self.model.relations_to(kind).map(|id| self.model.relation(id).inverse.clone()).collect();
            self.unknown(Word::InverseRelation, name, span, names.iter().map(String::as_str));
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
                        self.unknown(Word::Column, name, node.span, names.iter().map(String::as_str));
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
        _ => wrong_type(node, key, Word::Text, diags),
    }
}
