//! Everything linked: references resolved, relations readable both ways.
//!
//! In: the [`Model`], its entries and free pages with references by name. Out: a [`Graph`] in which
//! every reference leads somewhere, or a diagnostic says where it should. No HTML is written here.

mod anchors;
mod budget;
mod build;
mod ends;
mod kept;
mod links;
mod mentions;
mod patch;
mod resolve;
mod retired;
pub mod routes;
mod rows;
mod twice;
mod untranslated;

pub use build::{Input, build};
pub use kept::Kept;
pub use links::{Link, Side};
pub use mentions::Mention;
pub use resolve::{Goal, Prose, join, percent_decoded};
pub use routes::Route;
pub use twice::hush_followers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Site;
use crate::load::{Asset, PAGES};
use crate::locale::Collation;
use crate::model::{
    self, FieldKind, FreePage, KindId, Model, NotTold, RelationId, Status, Step, Translated, ViewId,
};
use crate::source::FileId;
use links::LinkId;

pub type Value = model::Value<Prose>;

/// Index of an entry in [`Graph::entries`]; entries of a kind are neighbours, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct EntryId(pub u32);

/// Index of a free page in [`Graph::pages`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct PageId(pub u32);

/// The whole site as facts. A copy shares them.
#[derive(Clone)]
pub struct Graph {
    pub site: Arc<Site>,
    pub model: Arc<Model>,
    pub entries: Vec<Arc<Entry>>,
    pub pages: Vec<FreePage<Prose>>,
    /// The Markdown texts of the model, in the site's language.
    pub texts: Vec<Prose>,
    pub assets: Arc<[Asset]>,
    /// Every page of the site with its address, in a fixed order.
    pub routes: Arc<[(Route, String)]>,
    /// The texts that are written in the site's language, where it is a translation.
    own: Option<Arc<FxHashSet<FileId>>>,
    /// By language: the addresses of pages on which nothing is translated but words of the theme.
    pub(crate) untranslated: Arc<FxHashMap<String, FxHashSet<String>>>,
    /// By address: the anchors that earlier editions had there.
    pub(crate) published: Arc<FxHashMap<String, Vec<String>>>,
    /// The addresses of the pages whose first view has a budget; of all, when the site names none.
    pub weighed: Vec<String>,
    /// The order of the site's language.
    pub collation: Arc<Collation>,
    by_id: Arc<FxHashMap<String, EntryId>>,
    route_paths: Arc<FxHashMap<Route, String>>,
    /// The index pages by their address.
    index_routes: Arc<FxHashMap<String, Route>>,
    /// The entries of each kind.
    ranges: Vec<std::ops::Range<u32>>,
    /// How many drafts of each kind are no part of the site.
    left_out: Vec<usize>,
    /// The links that leave each entry, and those that reach it, in their order.
    links: Vec<Arc<[Link]>>,
    incoming: Vec<Arc<[LinkId]>>,
    /// Who mentions each entry in a text.
    mentions: Vec<Arc<[Mention]>>,
}

/// An entry whose references are resolved.
pub struct Entry {
    pub kind: KindId,
    pub id: String,
    pub stem: String,
    /// Whether it has a file of its own.
    pub has_file: bool,
    pub status: Status,
    pub titles: Vec<String>,
    pub fields: Vec<Option<Value>>,
    pub not_told: Vec<NotTold>,
    /// Which of the kind's relations the content sets, even to nothing.
    pub set: Vec<bool>,
    /// The entry in the place of one that is retired.
    pub replaced_by: Option<EntryId>,
    pub aliases: Vec<String>,
    pub former_anchors: Vec<(String, String)>,
    pub reviewed: Option<jiff::civil::Date>,
    pub reviewed_by: Option<String>,
    pub body: Option<Prose>,
    pub translated: Option<Translated>,
}

impl Graph {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub fn page(&self, id: PageId) -> &FreePage<Prose> {
        &self.pages[id.0 as usize]
    }

    /// The page that a free page is: that of `index` is the home page.
    pub fn page_route(&self, id: PageId) -> Route {
        build::page_route(id.0 as usize, self.page(id))
    }

    /// The entry with this ID or alias, in any case and with any dash.
    pub fn find(&self, id: &str) -> Option<EntryId> {
        self.by_id.get(&crate::id::fold(id)).copied()
    }

    /// Whether an entry is in use: one that is retired has its page and its data, and stands in no list.
    pub fn in_use(&self, id: EntryId) -> bool {
        self.entry(id).status != Status::Retired
    }

    /// The entries of a kind that are in use, in its order.
    pub fn of_kind(&self, kind: KindId) -> impl DoubleEndedIterator<Item = EntryId> + '_ {
        self.all_of_kind(kind).filter(|&id| self.in_use(id))
    }

    /// The entries of a kind, the retired ones too, in its order.
    pub fn all_of_kind(&self, kind: KindId) -> impl DoubleEndedIterator<Item = EntryId> + use<> {
        self.ranges[kind.0 as usize].clone().map(EntryId)
    }

    /// How many entries of a kind are in use.
    pub fn count(&self, kind: KindId) -> usize {
        self.of_kind(kind).count()
    }

    /// How many drafts of a kind this build leaves out.
    pub fn left_out(&self, kind: KindId) -> usize {
        self.left_out[kind.0 as usize]
    }

    /// How many entries of a kind that are in use are more than a name.
    pub fn described(&self, kind: KindId) -> usize {
        self.of_kind(kind).filter(|&id| self.entry(id).status != Status::Stub).count()
    }

    fn link(&self, id: LinkId) -> &Link {
        &self.links[id.from.0 as usize][id.at as usize]
    }

    /// All links, in the order of the entries that they leave.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().flat_map(|links| links.iter())
    }

    fn leaving(&self, entry: EntryId) -> &[Link] {
        &self.links[entry.0 as usize]
    }

    fn reaching(&self, entry: EntryId) -> impl Iterator<Item = &Link> {
        self.incoming[entry.0 as usize].iter().map(|&id| self.link(id))
    }

    /// The links of a relation as seen from one end, in their order, with the entry at the other end.
    /// A symmetric relation is read from both ends. What a retired entry says is left out, but at its own end.
    pub fn related(&self, entry: EntryId, relation: RelationId, side: Side) -> Vec<(&Link, EntryId)> {
        let mut links = self.all_related(entry, relation, side);
        links.retain(|(link, _)| link.from == entry || self.in_use(link.from));
        links
    }

    /// The same with all that retired entries say.
    pub fn all_related(&self, entry: EntryId, relation: RelationId, side: Side) -> Vec<(&Link, EntryId)> {
        let symmetric = self.model.relation(relation).symmetric;
        let out = self.leaving(entry).iter().map(|link| (link, Side::From));
        let back = self.reaching(entry).map(|link| (link, Side::To));
        out.chain(back)
            .filter(|(link, seen)| link.relation == relation && (symmetric || *seen == side))
            .map(|(link, seen)| (link, if seen == Side::From { link.to } else { link.from }))
            .collect()
    }

    /// The entries that two steps lead to, in their order, each with those on the way; the entry itself left out.
    pub fn through(&self, entry: EntryId, via: Step, to: Step) -> BTreeMap<EntryId, Vec<EntryId>> {
        let mut found: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        for near in self.along(entry, via) {
            for other in self.along(near, to).into_iter().filter(|&other| other != entry) {
                found.entry(other).or_default().push(near);
            }
        }
        found
    }

    /// The entries in use that a step leads to, each once.
    pub fn along(&self, entry: EntryId, step: Step) -> BTreeSet<EntryId> {
        let side = if step.backwards { Side::To } else { Side::From };
        let others = self.related(entry, step.relation, side).into_iter().map(|(_, other)| other);
        others.filter(|&other| self.in_use(other)).collect()
    }

    /// The first entry that a relation leads to.
    pub fn related_one(&self, entry: EntryId, relation: RelationId) -> Option<EntryId> {
        self.leaving(entry).iter().find(|link| link.relation == relation).map(|link| link.to)
    }

    /// The entries that a relation links with this one, in either direction.
    pub fn neighbours(&self, entry: EntryId) -> rustc_hash::FxHashSet<EntryId> {
        let out = self.leaving(entry).iter().map(|link| link.to);
        out.chain(self.reaching(entry).map(|link| link.from)).collect()
    }

    /// The index page at an address.
    pub fn index_route(&self, path: &str) -> Option<Route> {
        self.index_routes.get(path).copied()
    }

    pub fn mentions(&self, entry: EntryId) -> &[Mention] {
        &self.mentions[entry.0 as usize]
    }

    /// The entry above, by the kind's parent relation.
    pub fn parent(&self, entry: EntryId) -> Option<EntryId> {
        self.related_one(entry, self.model.kind(self.entry(entry).kind).parent?)
    }

    /// Whether a kind's entries have codes: IDs by a pattern, shown beside the title.
    pub fn has_codes(&self, kind: KindId) -> bool {
        self.model.kind(kind).pattern.is_some()
    }

    /// A field of an entry by the field's name, with the declaration.
    pub fn field(&self, entry: EntryId, name: &str) -> Option<(&model::Field, &Value)> {
        let entry = self.entry(entry);
        let kind = self.model.kind(entry.kind);
        let index = kind.field(name)?;
        Some((&kind.fields[index], entry.fields[index].as_ref()?))
    }

    /// The text shown in brackets behind the title.
    pub fn subtitle(&self, entry: EntryId) -> Option<&str> {
        let entry = self.entry(entry);
        let index = self.model.kind(entry.kind).subtitle?;
        entry.fields[index].as_ref()?.as_text()
    }

    /// The other names of an entry.
    pub fn other_names(&self, entry: EntryId) -> impl Iterator<Item = &str> {
        let entry = self.entry(entry);
        let fields = &self.model.kind(entry.kind).fields;
        fields
            .iter()
            .zip(&entry.fields)
            .filter(|(field, _)| field.other_names)
            .filter_map(|(_, value)| value.as_ref())
            .flat_map(|value| value.each())
            .filter_map(|value| value.as_text())
    }

    /// Whether a text is one of the original, where the site is a translation.
    pub fn is_foreign(&self, prose: &Prose) -> bool {
        self.own.as_ref().is_some_and(|own| !own.contains(&prose.file))
    }

    /// How far a page is translated, where the site is a translation.
    pub fn translated(&self, route: Route) -> Option<&Translated> {
        match route {
            Route::Entry(id) | Route::Checklist(_, id) => self.entry(id).translated.as_ref(),
            Route::Page(id) => self.page(id).translated.as_ref(),
            Route::Home => self.pages.iter().find(|page| page.path == "index")?.translated.as_ref(),
            _ => None,
        }
    }

    /// Whether nothing of the page at an address is in a language.
    pub fn is_untranslated(&self, language: &str, path: &str) -> bool {
        self.untranslated.get(language).is_some_and(|paths| paths.contains(path))
    }

    /// The address of a page, relative to the root of the site in its language.
    pub fn path(&self, route: Route) -> &str {
        &self.route_paths[&route]
    }

    /// The path of the file in which the content of a page is written: its own text, or what declares it.
    pub fn source(&self, route: Route) -> Option<String> {
        let page = |page: &FreePage<Prose>| format!("content/{PAGES}/{}.md", page.path);
        let declared = || "content/model.toml".to_owned();
        match route {
            Route::Checklist(..) => Some(declared()),
            _ if self.translated(route).is_some_and(|translated| translated.path.is_some()) => {
                self.translated(route)?.path.clone()
            }
            Route::Home => {
                let text = self.pages.iter().find(|page| page.path == "index");
                Some(text.map_or_else(declared, page))
            }
            Route::Entry(id) => {
                let entry = self.entry(id);
                let extension = if entry.has_file { "md" } else { "toml" };
                Some(format!("content/{}.{extension}", entry.stem))
            }
            Route::Page(id) => Some(page(self.page(id))),
            Route::View(_) | Route::Folder(_) => Some(declared()),
            Route::Accessibility => Some("site.toml".to_owned()),
            // What leads on has no content of its own.
            Route::Former(..) | Route::FormerChecklist(..) | Route::FormerPage(..) => None,
            Route::Short(..) | Route::NotFound => None,
        }
    }

    /// The page that another one is no more than the way to.
    pub fn leads_to(&self, route: Route) -> Option<Route> {
        match route {
            Route::Former(id, _) | Route::Short(id, _) => Some(Route::Entry(id)),
            Route::FormerChecklist(view, id, _) => Some(Route::Checklist(view, id)),
            Route::FormerPage(id, _) => Some(self.page_route(id)),
            _ => None,
        }
    }

    /// The ID of an entry, or one of its former IDs.
    pub fn id_or_alias(&self, id: EntryId, alias: Option<u16>) -> &str {
        let entry = self.entry(id);
        alias.map_or(&entry.id, |alias| &entry.aliases[alias as usize])
    }

    pub fn view_route(&self, view: ViewId) -> &str {
        self.path(Route::View(view))
    }

    /// The extensions of the files that lie beside a page; beside one that leads on, those of the page that it leads to.
    pub fn companions(&self, route: Route) -> &'static [&'static str] {
        match route {
            Route::View(id) => self.model.view(id).kind.companions(),
            Route::Checklist(..) | Route::FormerChecklist(..) => routes::CHECKLIST_FILES,
            _ => &[],
        }
    }

    /// Whether any page shows code, which needs a stylesheet of its own.
    pub fn has_code(&self) -> bool {
        self.any_prose(|prose| prose.fragment.has_code)
    }

    /// Whether any text of the site is such.
    fn any_prose(&self, is_such: impl Fn(&Prose) -> bool + Copy) -> bool {
        let in_values =
            |values: &[Option<Value>]| values.iter().flatten().any(|value| value.any_prose(is_such));
        self.entries.iter().any(|entry| in_values(&entry.fields) || entry.body.as_ref().is_some_and(is_such))
            || self.links().any(|link| in_values(&link.qualifiers))
            || self.pages.iter().any(|page| is_such(&page.body))
            || self.texts.iter().any(is_such)
    }

    /// A choice of a choice field or qualifier.
    pub fn choice<'m>(&self, field: &'m model::Field, index: usize) -> Option<&'m model::Choice> {
        match &field.kind {
            FieldKind::Choice(choices) => choices.get(index),
            _ => None,
        }
    }
}
