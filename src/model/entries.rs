//! Documents read as entries of their kinds.

use std::collections::HashSet;
use std::sync::Arc;

use super::values::{self, Prose, Value};
use super::{Kind, KindId, Model, Relation, RelationId, Status, Titles, Translated};
use super::{blanks, misplaced};
use crate::diag::{Code, Diagnostic, Diagnostics, Word, invisible_in_id, nearest};
use crate::load::{Body, Document, PAGES};
use crate::markdown::{self, Autolinks};
use crate::source::{Origin, Sources, Span, Written};
use crate::tree::{Node, Reader, Table, Value as Raw, date, wrong, wrong_type};

/// One thing of a kind, its references still names.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: KindId,
    pub id: String,
    /// Where its ID stands, or its file begins.
    pub place: Span,
    /// Its content file below the content folder, without the extension; list files hold several.
    pub stem: String,
    /// Whether it has a file of its own.
    pub has_file: bool,
    pub status: Status,
    /// One title, or one for each row of the record that holds them; never empty.
    pub titles: Vec<String>,
    /// In the order of the kind's fields.
    pub fields: Vec<Option<Value>>,
    /// In the order of the kind's relations; `None` where unset.
    pub relations: Vec<Option<Vec<Row>>>,
    pub not_told: Vec<NotTold>,
    /// The entry in the place of one that is retired.
    pub replaced_by: Option<(String, Span)>,
    /// Former IDs, which still lead here.
    pub aliases: Vec<(String, Span)>,
    /// Anchors that its page has had, with those that have taken their places.
    pub former_anchors: Vec<(String, String)>,
    pub reviewed: Option<jiff::civil::Date>,
    pub reviewed_by: Option<String>,
    pub body: Option<Prose>,
    /// How far it is translated, in another language than that of the content.
    pub translated: Option<Translated>,
}

/// One row of a relation: a target and what qualifies it.
#[derive(Debug, Clone)]
pub struct Row {
    pub target: String,
    pub span: Span,
    /// Whether the target stands under a key of its own, rather than alone in a list.
    pub keyed: bool,
    /// In the order of the relation's qualifiers.
    pub qualifiers: Arc<[Option<Value>]>,
}

/// What the source of the content does not tell: a field, a relation or a qualifier of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTold {
    Field(usize),
    Relation(RelationId),
    Qualifier(RelationId, usize),
}

/// Anchors of the theme on every page.
pub const PAGE_ANCHORS: [&str; 3] = ["main", "toc", "mentions"];

/// The anchors that a kind's sections and inverse relations may take on its pages.
pub fn section_anchors(model: &Model, id: KindId) -> HashSet<String> {
    let kind = model.kind(id);
    let sections = kind.sections.iter().map(|section| section.id.clone());
    let bodies = kind.body_parts().map(|(part, _)| part.to_owned());
    let inverses = model.relations_to(id).map(|relation| model.relation(relation).inverse.clone());
    let fixed = PAGE_ANCHORS.map(str::to_owned);
    sections.chain(bodies).chain(inverses).chain(fixed).collect()
}

/// Reads the entries of a document.
pub(super) struct EntryReader<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub autolinks: &'a Autolinks,
    /// By kind: the anchors that headings cannot have.
    pub reserved: &'a [HashSet<String>],
    pub document: &'a Document,
}

impl EntryReader<'_> {
    pub fn document(&self, diags: &mut Diagnostics) -> Vec<Entry> {
        let stem = &self.document.stem;
        let (folder, name) = stem.split_once('/').unwrap_or((stem, ""));
        if stem == PAGES {
            let path = self.sources.get(self.document.file).path.clone();
            diags.add(Diagnostic::of_file(Code::StrayFile, path));
            return Vec::new();
        }
        let Some(kind) = self.model.kind_named(folder) else {
            let path = self.sources.get(self.document.file).path.clone();
            let names = self.model.kinds.iter().map(|kind| kind.id.as_str()).chain([PAGES]);
            let diagnostic = Diagnostic::of_file(Code::UnknownFolder, path).fact("folder", folder);
            diags.add(diagnostic.fact_if("nearest", nearest(folder, names)));
            return Vec::new();
        };
        match self.document.body {
            Body::Markdown(_) if name.is_empty() || name.contains('/') => {
                let path = self.sources.get(self.document.file).path.clone();
                let hint = format!("content/{folder}/{}", path.rsplit('/').next().unwrap_or_default());
                let diagnostic = Diagnostic::of_file(Code::StrayFile, path);
                diags.add(diagnostic.fact_if("place", (!name.is_empty()).then_some(hint)));
                Vec::new()
            }
            Body::Markdown(origin) => {
                self.entry(kind, &self.document.table, Some((name, origin)), diags).into_iter().collect()
            }
            Body::List => {
                let mut reader = Reader::new(&self.document.table);
                let tables = reader.tables("entries", diags);
                reader.finish(diags);
                tables.iter().filter_map(|table| self.entry(kind, table, None, diags)).collect()
            }
        }
    }

    fn entry(
        &self,
        kind_id: KindId,
        table: &Table,
        file: Option<(&str, Origin)>,
        sink: &mut Diagnostics,
    ) -> Option<Entry> {
        let kind = self.model.kind(kind_id);
        let mut own = Diagnostics::default();
        let entry = self.fields(kind_id, table, file, &mut own);
        misplaced::explain(self.model, kind, table, &mut own);
        if entry.as_ref().is_some_and(|entry| entry.status == Status::Draft) {
            own.retain(|diagnostic| !diagnostic.code.is_of_unfinished());
        }
        sink.append(own);
        entry
    }

    fn fields(
        &self,
        kind_id: KindId,
        table: &Table,
        file: Option<(&str, Origin)>,
        diags: &mut Diagnostics,
    ) -> Option<Entry> {
        let kind = self.model.kind(kind_id);
        let mut reader = Reader::new(table);
        for name in &kind.unusable {
            reader.node(name);
        }
        let (id, place) = self.id(kind, &mut reader, file.map(|(name, _)| name), diags)?;
        let fields: Vec<Option<Value>> =
            kind.fields.iter().map(|f| values::field(f, &mut reader, self.autolinks, diags)).collect();
        let status = Status::read(&mut reader, diags);
        let replaced_by = self.replaced_by(status, &mut reader, diags);
        let relations = kind
            .relations
            .iter()
            .map(|&relation| self.relation(self.model.relation(relation), &mut reader, diags))
            .collect();
        let titles = self.titles(kind, &id, &fields, &mut reader, diags);
        let not_told = self.not_told(kind, &mut reader, diags);
        let aliases = aliases(&mut reader, diags);
        let entry = Entry {
            kind: kind_id,
            place,
            stem: self.document.stem.clone(),
            has_file: file.is_some(),
            status,
            titles,
            fields,
            relations,
            not_told,
            replaced_by,
            aliases,
            former_anchors: former_anchors(&mut reader, diags),
            reviewed: reader.node("reviewed").and_then(|n| date(n, "reviewed", diags)),
            reviewed_by: reader.text("reviewed_by", diags).map(str::to_owned),
            body: file.and_then(|(_, origin)| self.body(kind_id, origin, diags)),
            translated: None,
            id,
        };
        reader.finish(diags);
        Some(entry)
    }

    /// The ID: of the file's name, the same as the key where that is written.
    fn id(
        &self,
        kind: &Kind,
        reader: &mut Reader,
        name: Option<&str>,
        diags: &mut Diagnostics,
    ) -> Option<(String, Span)> {
        let node = match name {
            Some(_) => reader.node("id"),
            None => reader.required("id", diags),
        };
        let written = match node {
            Some(node) => {
                Some((node.as_str().or_else(|| wrong_type(node, "id", Word::Text, diags))?, node.span))
            }
            None => None,
        };
        let (id, span) = written.or(name.map(|name| (name, reader.table.span)))?;
        let plain = crate::id::visible(id);
        let id = match written {
            Some(_) => {
                diags.add_if(invisible_in_id(id, span, |id| format!("id = \"{id}\"")));
                plain.as_str()
            }
            None => id,
        };
        if let (Some(name), Some(_)) = (name, written)
            && name != id
        {
            let name = crate::id::revealed(name);
            diags.add(Diagnostic::new(Code::FileName, span).fact("id", id).fact("found", name));
        }
        let fits = kind.pattern.as_ref().is_none_or(|pattern| pattern.regex.is_match(id));
        if !crate::id::is_plain(id) || !fits {
            let pattern = kind.pattern.as_ref().map(|pattern| pattern.source.as_str());
            diags.add(
                Diagnostic::new(Code::IdPattern, span)
                    .fact("id", crate::id::revealed(id))
                    .fact("kind", &kind.id)
                    .fact("pattern", pattern.unwrap_or("[A-Za-z0-9._-]+"))
                    .fact_if("longest", (!crate::id::is_plain(id)).then_some(80))
                    .fact_if("reserved", crate::id::is_reserved(id).then_some(id)),
            );
        }
        Some((id.to_owned(), span))
    }

    /// The entry in the place of this one, which has to be retired.
    fn replaced_by(
        &self,
        status: Status,
        reader: &mut Reader,
        diags: &mut Diagnostics,
    ) -> Option<(String, Span)> {
        let id = reader.text("replaced_by", diags)?;
        let span = reader.table.get("replaced_by").expect("it was just read").span;
        if status != Status::Retired {
            diags.add(Diagnostic::new(Code::NotRetired, span).fact("status", status.name()));
            return None;
        }
        Some((id.trim().to_owned(), span))
    }

    fn titles(
        &self,
        kind: &Kind,
        id: &str,
        fields: &[Option<Value>],
        reader: &mut Reader,
        diags: &mut Diagnostics,
    ) -> Vec<String> {
        let titles: Vec<String> = match kind.titles {
            Titles::Own => {
                let title = reader.required_text("title", diags);
                if let Some((title, node)) = title.zip(reader.table.get("title")) {
                    blanks::report(title, node.origin(), diags);
                }
                title.map(str::to_owned).into_iter().collect()
            }
            Titles::Record { field, column } => fields[field]
                .iter()
                .flat_map(Value::each)
                .filter_map(|row| match row {
                    Value::Record(columns) => columns[column].as_ref()?.as_text().map(str::to_owned),
                    _ => None,
                })
                .collect(),
        };
        // What is missing has been reported; the ID stands in, so that every entry has a title.
        if titles.is_empty() { vec![id.to_owned()] } else { titles }
    }

    fn relation(
        &self,
        relation: &Relation,
        reader: &mut Reader,
        diags: &mut Diagnostics,
    ) -> Option<Vec<Row>> {
        if relation.from_code {
            return None;
        }
        let node = reader.node(&relation.id)?;
        let single = relation.max == Some(1);
        let items: &[Node] = match &node.value {
            Raw::Array(items) => items,
            Raw::String(..) | Raw::Table(_) if single => std::slice::from_ref(node),
            Raw::String(id, _) => {
                let mended = format!("{} = [{}]", relation.id, quoted(id));
                diags.add(wrong(node, &relation.id, Word::IdList).fact("mended", mended));
                return None;
            }
            Raw::Table(_) => {
                let mended = format!("[[{}]]", relation.id);
                diags.add(wrong(node, &relation.id, Word::TableList).fact("mended", mended));
                return None;
            }
            _ => {
                let expected = if single { Word::IdText } else { Word::IdList };
                return wrong_type(node, &relation.id, expected, diags);
            }
        };
        Some(items.iter().filter_map(|item| self.row(relation, item, diags)).collect())
    }

    fn row(&self, relation: &Relation, node: &Node, diags: &mut Diagnostics) -> Option<Row> {
        let table = match &node.value {
            Raw::String(id, _) => {
                if let Some(needed) = relation.qualifiers.iter().find(|q| q.required && q.default.is_none()) {
                    let mended = format!("{{ {} = \"{id}\", {} = … }}", relation.target_key, needed.id);
                    let diagnostic = Diagnostic::new(Code::MissingField, node.span);
                    diags.add(diagnostic.fact("key", &needed.id).fact("mended", mended));
                }
                let nothing = Table { span: node.span, entries: Vec::new() };
                let mut reader = Reader::new(&nothing);
                let with_default = |field: &super::Field| match field.default {
                    Some(_) => values::field(field, &mut reader, self.autolinks, diags),
                    None => None,
                };
                let qualifiers = relation.qualifiers.iter().map(with_default).collect();
                return Some(Row { target: id.trim().to_owned(), span: node.span, keyed: false, qualifiers });
            }
            Raw::Table(table) => table,
            Raw::Array(ids) => {
                let ids: Vec<String> = ids.iter().filter_map(Node::as_str).map(quoted).collect();
                let mended = format!("{} = [{}]", relation.id, ids.join(", "));
                diags.add(Diagnostic::new(Code::ReferenceAsTable, node.span).fact("mended", mended));
                return None;
            }
            _ => return wrong_type(node, &relation.id, Word::IdText, diags),
        };
        let mut reader = Reader::new(table);
        let target = reader.required(&relation.target_key, diags);
        let qualifiers = relation
            .qualifiers
            .iter()
            .map(|field| values::field(field, &mut reader, self.autolinks, diags))
            .collect();
        reader.finish(diags);
        let target = target?;
        let id = match target.as_str() {
            Some(id) => id.trim().to_owned(),
            None => {
                return wrong_type(target, &relation.target_key, Word::IdText, diags);
            }
        };
        Some(Row { target: id, span: target.span, keyed: true, qualifiers })
    }

    fn not_told(&self, kind: &Kind, reader: &mut Reader, diags: &mut Diagnostics) -> Vec<NotTold> {
        let names = reader.texts("not_told", diags);
        let mut found = Vec::new();
        for (name, node) in names {
            match self.not_told_name(kind, name) {
                Some(part) => found.push(part),
                None => {
                    let fields = kind.fields.iter().map(|f| f.id.as_str());
                    let relations = kind.relations.iter().map(|&id| self.model.relation(id).id.as_str());
                    diags.add(
                        Diagnostic::new(Code::NotTold, node.span)
                            .fact("name", name)
                            .fact_if("nearest", nearest(name, fields.chain(relations))),
                    );
                }
            }
        }
        found
    }

    fn not_told_name(&self, kind: &Kind, name: &str) -> Option<NotTold> {
        if let Some(field) = kind.field(name) {
            return Some(NotTold::Field(field));
        }
        let (relation, qualifier) = match name.split_once('.') {
            Some((relation, qualifier)) => (relation, Some(qualifier)),
            None => (name, None),
        };
        let id = kind.relations.iter().copied().find(|&id| self.model.relation(id).id == relation)?;
        match qualifier {
            None => Some(NotTold::Relation(id)),
            Some(name) => {
                let qualifiers = &self.model.relation(id).qualifiers;
                Some(NotTold::Qualifier(id, qualifiers.iter().position(|q| q.id == name)?))
            }
        }
    }

    fn body(&self, kind_id: KindId, origin: Origin, diags: &mut Diagnostics) -> Option<Prose> {
        let text = self.sources.text(origin.span);
        if text.trim().is_empty() {
            return None;
        }
        blanks::report_in_markdown(text, true, origin, diags);
        let kind = self.model.kind(kind_id);
        let free = kind.has_free_body();
        let options = markdown::Options {
            autolinks: self.autolinks,
            anchors: Some(&self.reserved[kind_id.0 as usize]),
            shift: if free { 0 } else { 1 },
            statements: false,
        };
        let fragment = Arc::new(markdown::compile(text, origin, options, diags));
        let prose = Prose { written: Written::new(text, origin), fragment, origin };
        if !free {
            check_headings(kind, text, &prose, diags);
        }
        Some(prose)
    }
}

/// Anchors that a page has had, each with the one that has taken its place.
pub(super) fn former_anchors(reader: &mut Reader, diags: &mut Diagnostics) -> Vec<(String, String)> {
    let Some(table) = reader.table("former_anchors", diags) else { return Vec::new() };
    let pairs = table.entries.iter().filter_map(|(key, node)| {
        let Some(new) = node.as_str() else { return wrong_type(node, &key.name, Word::Text, diags) };
        for (anchor, span) in [(key.name.as_str(), key.span), (new, node.span)] {
            if !crate::id::is_plain(&anchor.replace("--", "-")) {
                diags.add(Diagnostic::new(Code::BadAnchor, span).fact("found", anchor));
                return None;
            }
        }
        Some((key.name.clone(), new.to_owned()))
    });
    pairs.collect()
}

/// Former IDs. They are addresses still, so that they have to be names.
fn aliases(reader: &mut Reader, diags: &mut Diagnostics) -> Vec<(String, Span)> {
    let mut aliases = Vec::new();
    for (id, node) in reader.texts("aliases", diags) {
        diags.add_if(invisible_in_id(id, node.span, quoted));
        let plain = crate::id::visible(id.trim());
        match crate::id::is_plain(&plain) {
            true => aliases.push((plain, node.span)),
            false => diags.add(Diagnostic::new(Code::BadName, node.span).fact("found", id)),
        }
    }
    aliases
}

fn quoted(id: &str) -> String {
    format!("\"{id}\"")
}

/// The headings of level 2 are the parts that the kind's sections show, each once.
fn check_headings(kind: &Kind, text: &str, prose: &Prose, diags: &mut Diagnostics) {
    let titles: Vec<&str> = kind.body_parts().flat_map(|(_, title)| title.all()).collect();
    let parts: Vec<_> = prose.fragment.headings.iter().filter(|heading| heading.level == 2).collect();
    for heading in parts.iter().filter(|heading| heading.nested) {
        diags.add(Diagnostic::new(Code::HeadingHere, heading.span));
    }
    let known = titles.join("`, `");
    for (index, heading) in parts.iter().enumerate() {
        let diagnostic = if !titles.contains(&heading.text.as_str()) {
            Diagnostic::new(Code::UnknownHeading, heading.span)
                .fact_if("nearest", nearest(&heading.text, titles.iter().copied()))
        } else if let Some(first) = parts[..index].iter().find(|other| other.text == heading.text) {
            Diagnostic::new(Code::RepeatedHeading, heading.span).related(first.span)
        } else {
            continue;
        };
        diags.add(diagnostic.fact("found", &heading.text).fact("known", &known));
    }
    let first = parts.first().map_or(prose.fragment.html.len(), |heading| heading.range.0 as usize);
    if !prose.fragment.html[..first].trim().is_empty() {
        let first_line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let start = text.find(first_line).unwrap_or(0);
        let span = prose.origin.part(start..start + first_line.len());
        diags.add(Diagnostic::new(Code::TextBeforeHeading, span).fact("known", known));
    }
}
