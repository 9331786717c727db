//! The declared taxonomy and the entries read by it.
//!
//! In: the documents of [`crate::load`]. Out: a [`Model`] (from `model.toml`: `kinds`, `views`) and
//! typed [`Entry`] values ([`Reading`]). References are still names here; [`crate::graph`] resolves
//! them. Nothing in here knows a kind, a field or a relation by name.

mod blanks;
mod blocks;
mod built_in;
mod content;
pub mod declare;
mod entries;
mod kinds;
pub mod labels;
mod layout;
mod localized;
mod misplaced;
mod outline;
mod pages;
mod status;
mod texts;
mod translation;
mod values;
mod views;

pub use blanks::BLANK;
pub use built_in::{BUILT_IN, BuiltIn, Form, KEYS, NOT_TOLD, TITLE};
pub use content::{Content, Reading};
pub use entries::{Entry, NotTold, PAGE_ANCHORS, Row, section_anchors};
pub use kinds::FIELD_TYPES;
pub use layout::{Block, Column, Layout, Section, Step, What, With};
pub use localized::Localized;
pub use outline::{Outline, outline};
pub use pages::FreePage;
pub use status::Status;
pub use texts::{holds_text, named};
pub use translation::{REMEMBERED, Translated};
pub use values::{Prose, Value};
pub use views::{
    Blank, Checklist, Counted, FilterBy, Handbook, HandbookPart, Legend, Picker, VIEW_TYPES, View, ViewKind,
};

use crate::source::Span;

/// Index of a kind in [`Model::kinds`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct KindId(pub u16);

/// Index of a relation in [`Model::relations`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct RelationId(pub u16);

/// Index of a view in [`Model::views`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ViewId(pub u16);

/// Index of a Markdown text of the model in [`Model::texts`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TextId(pub u16);

/// The taxonomy that `content/model.toml` declares.
#[derive(Debug, Default)]
pub struct Model {
    pub kinds: Vec<Kind>,
    pub relations: Vec<Relation>,
    pub views: Vec<View>,
    /// The sections of the home page, below its text.
    pub home: Vec<Section>,
    /// The Markdown texts that sections and views show.
    pub texts: Vec<Localized>,
    /// Every label that it declares, as far as their languages are sound.
    pub labels: Vec<labels::Label>,
}

impl Model {
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.0 as usize]
    }

    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.0 as usize]
    }

    pub fn view(&self, id: ViewId) -> &View {
        &self.views[id.0 as usize]
    }

    pub fn kind_ids(&self) -> impl Iterator<Item = KindId> + use<> {
        (0..self.kinds.len() as u16).map(KindId)
    }

    pub fn relation_ids(&self) -> impl Iterator<Item = RelationId> + use<> {
        (0..self.relations.len() as u16).map(RelationId)
    }

    pub fn view_ids(&self) -> impl Iterator<Item = ViewId> + use<> {
        (0..self.views.len() as u16).map(ViewId)
    }

    /// The view in which the whole site is searched.
    pub fn search(&self) -> Option<ViewId> {
        self.view_ids().find(|&id| matches!(self.view(id).kind, ViewKind::Search { .. }))
    }

    pub fn kind_named(&self, id: &str) -> Option<KindId> {
        self.kind_ids().find(|&kind| self.kind(kind).id == id)
    }

    pub fn view_named(&self, id: &str) -> Option<ViewId> {
        self.view_ids().find(|&view| self.view(view).id == id)
    }

    /// Finds codes in running text: of the kinds that ask for it.
    pub fn autolinks(&self) -> crate::markdown::Autolinks {
        let kinds = self.kinds.iter().filter(|kind| kind.autolink);
        let patterns = kinds.filter_map(|kind| kind.pattern.as_ref());
        crate::markdown::Autolinks::new(patterns.map(|pattern| pattern.source.as_str()))
    }

    /// Whether the rows of a relation stand on the pages of its entries: the way up alone, which is in the
    /// head of a page, has none.
    pub fn has_rows(&self, id: RelationId) -> bool {
        let kind = self.kind(self.relation(id).source);
        kind.parent != Some(id) || kind.shows(|what| matches!(what, What::Relation(other) if *other == id))
    }

    /// Whether a section of a kind shows a relation that leads to its entries.
    pub fn shows_inverse(&self, kind: &Kind, id: RelationId) -> bool {
        kind.sections.iter().flat_map(|section| &section.show).any(|block| match &block.what {
            What::Inverse(other) => *other == id,
            What::View(view) => {
                let whole = block.part.is_none_or(|part| part == HandbookPart::Work);
                whole && self.view(*view).kind.lists(id)
            }
            _ => false,
        })
    }

    /// The relations whose targets may be of this kind.
    pub fn relations_to(&self, kind: KindId) -> impl Iterator<Item = RelationId> + '_ {
        self.relation_ids().filter(move |&id| self.relation(id).targets.contains(&kind))
    }
}

/// A declared type of entry.
#[derive(Debug)]
pub struct Kind {
    pub id: String,
    pub label: Localized,
    pub plural: Localized,
    /// The folder of its pages. Kinds may share one.
    pub folder: String,
    /// What its IDs look like; a kind with a pattern has *codes*, shown beside the title.
    pub pattern: Option<Pattern>,
    /// Whether a plain code in a text links to its entry.
    pub autolink: bool,
    pub order: Order,
    /// The relation to the entry above (breadcrumbs, groups).
    pub parent: Option<RelationId>,
    /// Where the titles come from: the key `title`, or a column of a record field.
    pub titles: Titles,
    /// The text field shown in brackets behind the title.
    pub subtitle: Option<usize>,
    /// What its entries are in the words of schema.org.
    pub schema_org: Option<SchemaOrg>,
    /// The template of its pages, when it has one of its own.
    pub template: Option<String>,
    /// What the page of an entry known only by name says.
    pub stub: Option<Localized>,
    /// Of how many entries a relation is known: text with `{known}` and `{total}`.
    pub coverage: Option<Localized>,
    /// What an index says when there are no entries.
    pub none: Option<Localized>,
    pub fields: Vec<Field>,
    pub relations: Vec<RelationId>,
    /// Names of declared fields and relations that cannot be used; the model's own diagnostics say why.
    pub unusable: Vec<String>,
    pub sections: Vec<Section>,
    pub span: Span,
}

impl Kind {
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }

    /// Its ID in backticks, and its label in the language of the site where that says more.
    pub fn named(&self, site: &crate::config::Site) -> String {
        let label = self
            .label
            .plain(&site.language, site.original())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match label.eq_ignore_ascii_case(&self.id) {
            true => format!("`{}`", self.id),
            false => format!("`{}` ({label})", self.id),
        }
    }

    /// The parts of the body that sections show, or none when the body is free.
    pub fn body_parts(&self) -> impl Iterator<Item = (&str, &Localized)> {
        self.sections.iter().flat_map(|section| &section.show).filter_map(|block| match &block.what {
            What::Body(part) => Some((part.as_str(), block.title.as_ref()?)),
            _ => None,
        })
    }

    /// Whether a block of any section is such.
    pub fn shows(&self, what: impl Fn(&What) -> bool) -> bool {
        self.sections.iter().flat_map(|section| &section.show).any(|block| what(&block.what))
    }

    pub fn has_free_body(&self) -> bool {
        self.body_parts().next().is_none()
    }
}

/// The order of a kind's entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By ID, numbers by value.
    Code,
    /// As they stand in the list file; files by path.
    Declared,
    /// By title, in the order of the site's language.
    Title,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Titles {
    Own,
    Record { field: usize, column: usize },
}

/// What entries are in the words of schema.org.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOrg {
    DefinedTerm,
    TechArticle,
}

impl SchemaOrg {
    /// The names that a model may use, which are those of schema.org.
    pub const NAMES: [&str; 2] = ["DefinedTerm", "TechArticle"];

    fn named(name: &str) -> Option<SchemaOrg> {
        match name {
            "DefinedTerm" => Some(SchemaOrg::DefinedTerm),
            "TechArticle" => Some(SchemaOrg::TechArticle),
            _ => None,
        }
    }
}

/// What IDs of a kind look like: a regular expression that the whole ID matches.
#[derive(Debug)]
pub struct Pattern {
    pub source: String,
    pub regex: regex::Regex,
}

/// A typed value of an entry, a column of a record, or a qualifier of a relation.
#[derive(Debug)]
pub struct Field {
    pub id: String,
    pub label: Localized,
    pub kind: FieldKind,
    pub many: bool,
    pub required: bool,
    pub default: Option<crate::tree::Node>,
    /// Its texts are other names of the entry: under the title, in the A–Z, in search.
    pub other_names: bool,
    /// What the page says when the source does not tell the value.
    pub not_told: Option<Localized>,
}

impl Field {
    /// Whether it holds one text.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, FieldKind::Text) && !self.many
    }

    /// Whether it holds one choice.
    pub fn is_choice(&self) -> bool {
        matches!(self.kind, FieldKind::Choice(_)) && !self.many
    }
}

#[derive(Debug)]
pub enum FieldKind {
    Text,
    Markdown,
    Statements,
    Date,
    Url,
    Email,
    Number,
    Boolean,
    Choice(Vec<Choice>),
    /// A small table with columns of its own.
    Record(Vec<Field>),
    /// An entry of one of these kinds; in qualifiers only.
    Relation(Vec<KindId>),
}

impl FieldKind {
    /// Its name in the modelling language.
    pub fn name(&self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::Markdown => "markdown",
            FieldKind::Statements => "statements",
            FieldKind::Date => "date",
            FieldKind::Url => "url",
            FieldKind::Email => "email",
            FieldKind::Number => "number",
            FieldKind::Boolean => "boolean",
            FieldKind::Choice(_) => "choice",
            FieldKind::Record(_) => "record",
            FieldKind::Relation(_) => "relation",
        }
    }
}

#[derive(Debug)]
pub struct Choice {
    pub id: String,
    pub label: Localized,
    pub description: Option<Localized>,
}

/// A typed link from entries of one kind to entries of named kinds.
#[derive(Debug)]
pub struct Relation {
    pub id: String,
    pub source: KindId,
    pub targets: Vec<KindId>,
    /// The key of a qualified row that names the target.
    pub target_key: String,
    pub label: Localized,
    /// The name of the relation read backwards.
    pub inverse: String,
    pub inverse_label: Localized,
    /// Of how many entries it is known, as said where it is read backwards; the words of the kind where unset.
    pub inverse_coverage: Option<Localized>,
    pub min: usize,
    pub max: Option<usize>,
    /// Said once, true both ways.
    pub symmetric: bool,
    /// The target's ID is the entry's own up to the last hyphen (`N4` holds `N4-2`).
    pub from_code: bool,
    pub qualifiers: Vec<Field>,
    /// The text qualifier that words a row in the place of the target's title.
    pub wording: Option<usize>,
    pub not_told: Option<Localized>,
    pub span: Span,
}
