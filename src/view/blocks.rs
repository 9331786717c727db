//! The blocks of a section: fields, relations, texts and views as values.

use std::collections::BTreeMap;

use serde::Serialize;

use super::groups::{GroupKey, group_key};
use super::parts::{self, Part};
use super::told;
use super::writer::{EntryRef, Writer};
use super::{Content, Picture, ViewRef, picture};
use crate::graph::{EntryId, Link, Route, Side, Value};
use crate::model::{self, Column, Field, FieldKind, Layout, NotTold, RelationId, What};

/// One thing a section shows.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block<'g> {
    Title {
        title: &'g str,
    },
    /// Compiled text: Markdown, statements, a part of the body.
    Prose {
        title: Option<&'g str>,
        label: Option<&'g str>,
        id: Option<&'g str>,
        parts: Vec<Part<'g>>,
    },
    /// A text of the model, the same on every page of the kind.
    Text {
        title: Option<&'g str>,
        html: String,
    },
    /// Plain values on one line.
    Values {
        title: Option<&'g str>,
        label: Option<&'g str>,
        values: Vec<Cell<'g>>,
    },
    /// The rows of a record.
    Records {
        title: Option<&'g str>,
        label: Option<&'g str>,
        columns: Vec<&'g str>,
        rows: Vec<Vec<Vec<Cell<'g>>>>,
    },
    Links(Links<'g>),
    Table(Table<'g>),
    View {
        title: Option<&'g str>,
        view: Box<Picture<'g>>,
    },
    Views {
        title: Option<&'g str>,
        views: Vec<ViewRef>,
    },
    /// The source does not tell.
    NotTold {
        title: Option<&'g str>,
        label: Option<&'g str>,
        text: Option<&'g str>,
    },
}

/// A relation as a list.
#[derive(Serialize)]
pub struct Links<'g> {
    pub title: Option<&'g str>,
    pub label: Option<&'g str>,
    pub groups: Vec<Group<'g>>,
    pub legend: Vec<Legend<'g>>,
    /// Of how many entries the relation is known.
    pub coverage: Option<String>,
}

#[derive(Serialize)]
pub struct Group<'g> {
    pub title: Option<&'g str>,
    pub entry: Option<EntryRef<'g>>,
    pub rows: Vec<Row<'g>>,
}

#[derive(Serialize)]
pub struct Row<'g> {
    pub entry: EntryRef<'g>,
    pub anchor: Option<&'g str>,
    /// Words in the place of the title.
    pub wording: Option<&'g str>,
    pub qualifiers: Vec<Labelled<'g>>,
    /// Fields of the entry shown below it.
    pub with: Vec<Labelled<'g>>,
}

#[derive(Serialize)]
pub struct Labelled<'g> {
    pub label: &'g str,
    pub cells: Vec<Cell<'g>>,
}

/// A relation as a table.
#[derive(Serialize)]
pub struct Table<'g> {
    pub title: Option<&'g str>,
    pub label: Option<&'g str>,
    pub columns: Vec<&'g str>,
    pub rows: Vec<TableRow<'g>>,
    pub legend: Vec<Legend<'g>>,
    pub coverage: Option<String>,
}

#[derive(Serialize)]
pub struct TableRow<'g> {
    pub anchor: Option<&'g str>,
    pub cells: Vec<Vec<Cell<'g>>>,
}

/// What the choices of a qualifier mean.
#[derive(Serialize)]
pub struct Legend<'g> {
    pub label: &'g str,
    pub choices: Vec<LegendChoice<'g>>,
    pub not_told: Option<&'g str>,
}

#[derive(Serialize)]
pub struct LegendChoice<'g> {
    pub id: &'g str,
    pub label: &'g str,
}

/// One value in a table or list.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Cell<'g> {
    Text {
        text: String,
    },
    Html {
        html: String,
    },
    Link {
        text: &'g str,
        href: String,
    },
    Boolean {
        value: bool,
    },
    Date {
        date: String,
    },
    Choice {
        id: &'g str,
        label: &'g str,
    },
    /// An entry at the end of a relation, with what qualifies the row that names it.
    Linked {
        entry: EntryRef<'g>,
        href: String,
        qualifiers: Vec<Cell<'g>>,
    },
    Entry {
        entry: EntryRef<'g>,
    },
    NotTold {
        text: Option<&'g str>,
    },
}

/// The blocks that one entry shows.
pub(super) struct Blocks<'a, 'g> {
    pub writer: &'a Writer<'g>,
    pub entry: EntryId,
}

impl<'g> Blocks<'_, 'g> {
    /// A declared block; `None` when the entry has nothing for it.
    pub fn block(&self, block: &'g model::Block) -> Option<Block<'g>> {
        let text = |text: &'g Option<model::Localized>| text.as_ref().map(|t| self.writer.text(t));
        let title = text(&block.title);
        match &block.what {
            What::Title => title.map(|title| Block::Title { title }),
            What::Field(index) => self.field(*index, title, block.label),
            What::Relation(id) => self.relation(*id, Side::From, Some(block)),
            What::Inverse(id) => self.relation(*id, Side::To, Some(block)),
            What::Through { via, to } => self.through(*via, *to, block),
            What::Body(part) => self.body_part(part, block.title.as_ref()?),
            What::View(id) => {
                let mut view = picture(self.writer, *id, Some(self.entry));
                if let Content::Handbook(book) = view.content {
                    view.content = Content::Handbook(book.part(block.part)?);
                }
                Some(Block::View { title, view: Box::new(view) })
            }
            What::Views(ids) => {
                let views = ids.iter().map(|&id| self.writer.view_ref(id, false)).collect();
                Some(Block::Views { title, views })
            }
            What::Text(id) => {
                let html = self.writer.model_text(*id);
                Some(Block::Text { title, html })
            }
        }
    }

    pub fn field(&self, index: usize, title: Option<&'g str>, labelled: bool) -> Option<Block<'g>> {
        let graph = self.writer.graph;
        let entry = graph.entry(self.entry);
        let field = &graph.model.kind(entry.kind).fields[index];
        let label = labelled.then(|| self.writer.text(&field.label));
        let Some(value) = &entry.fields[index] else {
            let told = !entry.not_told.contains(&NotTold::Field(index));
            let text = field.not_told.as_ref().map(|text| self.writer.text(text));
            return (!told).then_some(Block::NotTold { title, label, text });
        };
        if let Value::Prose(prose) = value {
            return Some(Block::Prose { title, label, id: None, parts: parts::whole(self.writer, prose) });
        }
        if let FieldKind::Record(columns) = &field.kind {
            return Some(self.records(columns, value, title, label));
        }
        let values = self.cells(field, value);
        (!values.is_empty()).then_some(Block::Values { title, label, values })
    }

    fn records(
        &self,
        columns: &'g [Field],
        value: &'g Value,
        title: Option<&'g str>,
        label: Option<&'g str>,
    ) -> Block<'g> {
        let row = |value: &'g Value| match value {
            Value::Record(values) => columns
                .iter()
                .zip(values)
                .map(|(field, value)| value.as_ref().map(|v| self.cells(field, v)).unwrap_or_default())
                .collect(),
            _ => Vec::new(),
        };
        let rows = value.each().iter().map(row).collect();
        let columns = columns.iter().map(|field| self.writer.text(&field.label)).collect();
        Block::Records { title, label, columns, rows }
    }

    /// A value as cells.
    fn cells(&self, field: &'g Field, value: &'g Value) -> Vec<Cell<'g>> {
        let cell = |value: &'g Value| match value {
            Value::Text(text) => Cell::Text { text: text.clone() },
            Value::Prose(prose) => Cell::Html { html: self.writer.html(prose) },
            Value::Date(date) => Cell::Date { date: date.to_string() },
            Value::Url(url) => Cell::Link { text: url, href: url.clone() },
            Value::Email(address) => Cell::Link { text: address, href: format!("mailto:{address}") },
            Value::Number(number) => Cell::Text { text: number.to_string() },
            Value::Boolean(value) => Cell::Boolean { value: *value },
            Value::Choice(index) => match self.writer.graph.choice(field, *index) {
                Some(choice) => Cell::Choice { id: &choice.id, label: self.writer.text(&choice.label) },
                None => Cell::Text { text: String::new() },
            },
            Value::Reference { id, .. } => Cell::Text { text: id.clone() },
            Value::Record(_) | Value::Many(_) => Cell::Text { text: String::new() },
        };
        value.each().iter().map(cell).collect()
    }

    fn body_part(&self, part: &'g str, title: &'g model::Localized) -> Option<Block<'g>> {
        let body = self.writer.graph.entry(self.entry).body.as_ref()?;
        let parts = parts::parts(self.writer, body, told::body_part(body, title)?);
        Some(Block::Prose { title: Some(self.writer.text(title)), label: None, id: Some(part), parts })
    }

    /// A relation seen from this entry, as declared or in the default form.
    pub fn relation(&self, id: RelationId, side: Side, block: Option<&'g model::Block>) -> Option<Block<'g>> {
        let graph = self.writer.graph;
        let entry = graph.entry(self.entry);
        let relation = graph.model.relation(id);
        let label = match side {
            Side::From => &relation.label,
            Side::To => &relation.inverse_label,
        };
        let label = block.is_none_or(|b| b.label && b.title.is_none()).then(|| self.writer.text(label));
        let title = block.and_then(|block| block.title.as_ref()).map(|text| self.writer.text(text));
        let links = graph.related(self.entry, id, side);
        let coverage = (side == Side::To).then(|| self.coverage(id)).flatten();
        if links.is_empty() && block.is_some() && coverage.is_some() {
            // None of those that are known: which are, is worth saying.
            return Some(Block::Links(Links {
                title,
                label,
                groups: Vec::new(),
                legend: Vec::new(),
                coverage,
            }));
        }
        if links.is_empty() {
            let told = side == Side::To || !entry.not_told.contains(&NotTold::Relation(id));
            let text = relation.not_told.as_ref().map(|text| self.writer.text(text));
            let legend = self.legend(id, side);
            if told && legend.iter().any(|legend| legend.not_told.is_some()) {
                let groups = Vec::new();
                return Some(Block::Links(Links { title, label, groups, legend, coverage: None }));
            }
            return (!told).then_some(Block::NotTold { title, label, text });
        }
        let legend = self.legend(id, side);
        let columns = block.map(|block| block.columns.as_slice()).unwrap_or_default();
        if block.is_some_and(|block| block.layout == Layout::Table) {
            let (columns, rows) = self.table(id, side, &links, columns, block);
            return Some(Block::Table(Table { title, label, columns, rows, legend, coverage }));
        }
        let groups = self.groups(id, side, &links, block);
        Some(Block::Links(Links { title, label, groups, legend, coverage }))
    }

    /// The choices of the relation's qualifiers: always shown, since marks without words mean nothing.
    pub fn legend(&self, id: RelationId, side: Side) -> Vec<Legend<'g>> {
        let graph = self.writer.graph;
        let entry = graph.entry(self.entry);
        let mut legend = Vec::new();
        for (index, qualifier) in graph.model.relation(id).qualifiers.iter().enumerate() {
            let FieldKind::Choice(choices) = &qualifier.kind else { continue };
            let lost = side == Side::From && entry.not_told.contains(&NotTold::Qualifier(id, index));
            let used = graph
                .related(self.entry, id, side)
                .iter()
                .any(|(link, _)| link.qualifiers.get(index).is_some_and(Option::is_some));
            if !lost && !used {
                continue;
            }
            legend.push(Legend {
                label: self.writer.text(&qualifier.label),
                choices: choices
                    .iter()
                    .map(|choice| LegendChoice { id: &choice.id, label: self.writer.text(&choice.label) })
                    .collect(),
                not_told: lost.then(|| qualifier.not_told.as_ref().map_or("", |text| self.writer.text(text))),
            });
        }
        legend
    }

    /// Of how many entries of the source kind the relation is known, when not of all.
    pub fn coverage(&self, id: RelationId) -> Option<String> {
        let relation = self.writer.graph.model.relation(id);
        // What follows from a code is known of every entry.
        if relation.from_code {
            return None;
        }
        let words = relation.inverse_coverage.as_ref();
        words.map_or_else(
            || coverage(self.writer, relation.source),
            |words| known(self.writer, relation.source, words),
        )
    }

    fn groups(
        &self,
        id: RelationId,
        side: Side,
        links: &[(&'g Link, EntryId)],
        block: Option<&'g model::Block>,
    ) -> Vec<Group<'g>> {
        let row = |&(link, other): &(&'g Link, EntryId)| self.row(id, side, link, other, block);
        let Some(name) = block.and_then(|block| block.group_by.as_deref()) else {
            return vec![Group { title: None, entry: None, rows: links.iter().map(row).collect() }];
        };
        let mut groups: BTreeMap<GroupKey, Vec<Row>> = BTreeMap::new();
        for link in links {
            groups.entry(group_key(self.writer, link.1, name)).or_default().push(row(link));
        }
        groups.into_iter().map(|(key, rows)| key.group(self.writer, rows)).collect()
    }

    fn row(
        &self,
        id: RelationId,
        side: Side,
        link: &'g Link,
        other: EntryId,
        block: Option<&'g model::Block>,
    ) -> Row<'g> {
        let relation = self.writer.graph.model.relation(id);
        let wording = relation.wording.filter(|_| side == Side::From);
        let text = |index: usize| link.qualifiers.get(index)?.as_ref()?.as_text();
        let qualifiers = (0..relation.qualifiers.len())
            .filter(|&index| relation.wording != Some(index))
            .map(|index| Labelled {
                label: self.writer.text(&relation.qualifiers[index].label),
                cells: self.qualifier(id, link, index),
            })
            .filter(|labelled| !labelled.cells.is_empty())
            .collect();
        let with = block.map(|block| block.with.as_slice()).unwrap_or_default();
        Row {
            entry: self.writer.entry(other),
            anchor: self.anchor(id, side, link, block),
            wording: wording.and_then(text),
            qualifiers,
            with: with.iter().filter_map(|with| self.with(other, with)).collect(),
        }
    }

    /// The anchor of a row where it stands first on the page of the entry that says it.
    fn anchor(
        &self,
        id: RelationId,
        side: Side,
        link: &'g Link,
        block: Option<&'g model::Block>,
    ) -> Option<&'g str> {
        let kind = self.writer.graph.model.kind(self.writer.graph.entry(self.entry).kind);
        let blocks = kind.sections.iter().flat_map(|section| &section.show);
        let mut showing = blocks.filter(|block| matches!(block.what, What::Relation(other) if other == id));
        let first = match (showing.next(), block) {
            (Some(first), Some(block)) => std::ptr::eq(first, block),
            (first, _) => first.is_none(),
        };
        (first && side == Side::From && link.from == self.entry).then_some(&link.anchor)
    }

    pub fn qualifier(&self, id: RelationId, link: &'g Link, index: usize) -> Vec<Cell<'g>> {
        let field = &self.writer.graph.model.relation(id).qualifiers[index];
        if let Some(entry) = link.named.get(index).copied().flatten() {
            // What is no longer used stands on the page that names it alone.
            let shown = self.writer.graph.in_use(entry) || self.writer.route == Route::Entry(link.from);
            return shown.then(|| Cell::Entry { entry: self.writer.entry(entry) }).into_iter().collect();
        }
        match link.qualifiers.get(index) {
            Some(Some(Value::Reference { .. })) | Some(None) | None => Vec::new(),
            Some(Some(value)) => self.cells(field, value),
        }
    }

    /// A field or relation of another entry.
    pub fn of_entry(&self, id: EntryId, name: &str) -> Option<Labelled<'g>> {
        let graph = self.writer.graph;
        if let Some((field, value)) = graph.field(id, name) {
            return Some(Labelled { label: self.writer.text(&field.label), cells: self.cells(field, value) });
        }
        let entry = graph.entry(id);
        let kind = graph.model.kind(entry.kind);
        if let Some(index) = kind.field(name) {
            let field = &kind.fields[index];
            let text = field.not_told.as_ref().map(|text| self.writer.text(text));
            return entry.not_told.contains(&NotTold::Field(index)).then(|| Labelled {
                label: self.writer.text(&field.label),
                cells: vec![Cell::NotTold { text }],
            });
        }
        let relation = kind.relations.iter().copied().find(|&r| graph.model.relation(r).id == name)?;
        let named = graph.related(id, relation, Side::From).into_iter().map(|(_, other)| other);
        let cells = named
            .filter(|&other| graph.in_use(other))
            .map(|other| Cell::Entry { entry: self.writer.entry(other) })
            .collect();
        Some(Labelled { label: self.writer.text(&graph.model.relation(relation).label), cells })
    }

    fn table(
        &self,
        id: RelationId,
        side: Side,
        links: &[(&'g Link, EntryId)],
        columns: &'g [Column],
        block: Option<&'g model::Block>,
    ) -> (Vec<&'g str>, Vec<TableRow<'g>>) {
        let relation = self.writer.graph.model.relation(id);
        let all: Vec<Column> = match columns {
            [] => std::iter::once(Column::Entry)
                .chain((0..relation.qualifiers.len()).map(Column::Qualifier))
                .collect(),
            columns => columns.to_vec(),
        };
        let titles = all.iter().map(|column| self.column_title(id, side, column)).collect();
        let cell = |link: &'g Link, other: EntryId, column: &Column| match column {
            Column::Entry => vec![Cell::Entry { entry: self.writer.entry(other) }],
            Column::OfEntry(name) => self.of_entry(other, name).map(|l| l.cells).unwrap_or_default(),
            Column::Qualifier(index) => self.qualifier(id, link, *index),
        };
        let rows = links
            .iter()
            .map(|&(link, other)| TableRow {
                anchor: self.anchor(id, side, link, block),
                cells: all.iter().map(|column| cell(link, other, column)).collect(),
            })
            .collect();
        (titles, rows)
    }

    fn column_title(&self, id: RelationId, side: Side, column: &Column) -> &'g str {
        let model = &self.writer.graph.model;
        let relation = model.relation(id);
        let ends = match side {
            Side::From => relation.targets.as_slice(),
            Side::To => std::slice::from_ref(&relation.source),
        };
        match column {
            Column::Entry => ends.first().map_or("", |&kind| self.writer.text(&model.kind(kind).label)),
            Column::Qualifier(index) => self.writer.text(&relation.qualifiers[*index].label),
            Column::OfEntry(name) => {
                let label = ends.iter().find_map(|&kind| {
                    let kind = model.kind(kind);
                    let field = kind.field(name).map(|index| &kind.fields[index].label);
                    let relation = kind.relations.iter().map(|&id| model.relation(id));
                    field.or_else(|| relation.into_iter().find(|r| r.id == *name).map(|r| &r.label))
                });
                label.map_or("", |label| self.writer.text(label))
            }
        }
    }
}

/// Of how many entries of a kind more than the name is known, when not of all: the kind's own words.
pub(super) fn coverage(writer: &Writer, kind: model::KindId) -> Option<String> {
    known(writer, kind, writer.graph.model.kind(kind).coverage.as_ref()?)
}

/// The same in other words.
fn known(writer: &Writer, kind: model::KindId, words: &model::Localized) -> Option<String> {
    let graph = writer.graph;
    let words = words.get(&graph.site);
    let (known, total) = (graph.described(kind), graph.count(kind));
    (known < total)
        .then(|| words.replace("{known}", &known.to_string()).replace("{total}", &total.to_string()))
}
