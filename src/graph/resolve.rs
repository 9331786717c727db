//! References in texts, led to what they name.

use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::anchors::Anchors;
use super::retired::Retired;
use super::{EntryId, Route};
use crate::diag::{Code, Diagnostic, Diagnostics, invisible_in_id, invisible_in_reference, nearest};
use crate::id;
use crate::load::Lost;
use crate::markdown::{Fragment, Reference, Target};
use crate::model;
use crate::source::{FileId, Span, Written};

/// A compiled text whose references lead somewhere.
#[derive(Debug, Clone)]
pub struct Prose {
    pub written: Written,
    pub fragment: Arc<Fragment>,
    /// Where each of the fragment's references leads.
    pub goals: Vec<Goal>,
    /// The text it stands in.
    pub file: FileId,
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    Entry(EntryId, Option<String>),
    Route(Route, Option<String>),
    /// A file of the built site by its path.
    File(String),
    /// The data of the site in its language.
    Data,
    /// An anchor of the same page.
    Anchor(String),
    /// Nowhere: the text stands without a link (a warning or an error says so).
    Nothing,
}

/// What references can lead to.
pub(super) struct Index {
    pub ids: Arc<FxHashMap<String, EntryId>>,
    /// As they are written, for suggestions.
    pub names: Vec<String>,
    /// Entries from this index on are drafts that this build leaves out.
    pub shown: u32,
    /// Entries with a file of their own and free pages, by the path below the content folder.
    pub files: FxHashMap<String, Route>,
    /// Pages by their address.
    pub routes: FxHashMap<String, Route>,
    pub assets: HashSet<String>,
    /// The anchors of the pages that have their own.
    pub anchors: Anchors,
    pub lost: Lost,
    pub retired: Retired,
}

/// Where a text stands: what relative references are relative to.
#[derive(Clone, Copy)]
pub(super) struct Home<'a> {
    /// The folder of its content file, below the content folder.
    pub folder: &'a str,
    /// The address of its page.
    pub path: &'a str,
    pub route: Option<Route>,
    /// Whether the page is itself a draft that this build leaves out.
    pub hidden: bool,
}

impl Home<'_> {
    fn entry(&self) -> Option<EntryId> {
        match self.route {
            Some(Route::Entry(id)) => Some(id),
            _ => None,
        }
    }
}

impl Index {
    fn is_hidden(&self, entry: EntryId) -> bool {
        entry.0 >= self.shown
    }

    /// Resolves every reference of a text.
    pub fn prose(&self, prose: model::Prose, home: Home, diags: &mut Diagnostics) -> Prose {
        let references = &prose.fragment.references;
        let goals: Vec<Goal> = references.iter().map(|r| self.goal(r, home, diags)).collect();
        for (reference, goal) in references.iter().zip(&goals) {
            if let Goal::Entry(to, _) = goal {
                self.retired.report(*to, home.entry(), reference.span, diags);
            }
        }
        Prose { written: prose.written, fragment: prose.fragment, goals, file: prose.origin.span.file }
    }

    fn goal(&self, reference: &Reference, home: Home, diags: &mut Diagnostics) -> Goal {
        let span = reference.span;
        match &reference.target {
            Target::Entry { id, anchor } => match self.entry(id, span, home.hidden, diags) {
                Some(entry) => {
                    diags.add_if(invisible_in_reference(id, span));
                    let anchor = self.anchor(Some(Route::Entry(entry)), anchor.as_deref(), span, diags);
                    Goal::Entry(entry, anchor)
                }
                None => Goal::Nothing,
            },
            Target::Code { id } => {
                if self.ids.contains_key(&id::fold(id)) {
                    diags.add_if(invisible_in_reference(id, span));
                }
                self.code(id, span, home, diags)
            }
            Target::Anchor(anchor) => match self.anchor(home.route, Some(anchor), span, diags) {
                Some(anchor) => Goal::Anchor(anchor),
                None => Goal::Nothing,
            },
            Target::File { path, anchor } => self.file(path, anchor.as_deref(), home, span, diags),
            Target::Image { path } => match self.asset(path, home) {
                Some(path) => Goal::File(path),
                None => {
                    let diagnostic = Diagnostic::new(Code::BrokenAsset, span).fact("found", path);
                    let near = nearest(path, self.assets.iter().map(String::as_str));
                    diags.add(diagnostic.fact_if("nearest", near));
                    Goal::Nothing
                }
            },
        }
    }

    /// Where a code in running text leads.
    fn code(&self, id: &str, span: Span, home: Home, diags: &mut Diagnostics) -> Goal {
        match self.ids.get(&id::fold(id)) {
            Some(&entry) if Some(Route::Entry(entry)) == home.route => Goal::Nothing,
            Some(&entry) if home.hidden || !self.is_hidden(entry) => Goal::Entry(entry, None),
            Some(_) => Goal::Nothing,
            None if self.lost.has_id(id) => Goal::Nothing,
            None if id::mended(id) != id::fold(id) => {
                let meant = self.ids.get(&id::mended(id)).map(|entry| self.names[entry.0 as usize].as_str());
                let told = |meant: &str| {
                    Diagnostic::new(Code::UnknownCode, span).fact("id", id).fact("nearest", meant)
                };
                diags.add_if(meant.map(told));
                Goal::Nothing
            }
            None => {
                let near = nearest(id, self.names.iter().map(String::as_str));
                let diagnostic = Diagnostic::new(Code::UnknownCode, span).fact("id", id);
                diags.add(diagnostic.fact_if("nearest", near));
                Goal::Nothing
            }
        }
    }

    /// The entry with this ID; reports when there is none, or only a draft.
    pub fn entry(&self, id: &str, span: Span, from_hidden: bool, diags: &mut Diagnostics) -> Option<EntryId> {
        let Some(&entry) = self.ids.get(&id::fold(id)) else {
            if self.lost.has_id(id) {
                return None;
            }
            diags.add(
                Diagnostic::new(Code::UnknownId, span)
                    .fact("id", id)
                    .fact_if("nearest", nearest(id, self.names.iter().map(String::as_str))),
            );
            return None;
        };
        if self.is_hidden(entry) && !from_hidden {
            diags.add(Diagnostic::new(Code::ReferenceToDraft, span).fact("id", id));
            return None;
        }
        Some(entry)
    }

    /// The entry in the place of a retired one.
    pub fn successor(&self, id: &str, span: Span, home: Home, diags: &mut Diagnostics) -> Option<EntryId> {
        let found = self.entry(id, span, false, diags)?;
        diags.add_if(invisible_in_id(id, span, |id| format!("replaced_by = \"{id}\"")));
        if Some(found) == home.entry() {
            let diagnostic = Diagnostic::new(Code::SelfReference, span).fact("id", id);
            diags.add(diagnostic.fact("relation", "replaced_by"));
            return None;
        }
        Some(found)
    }

    fn file(
        &self,
        path: &str,
        anchor: Option<&str>,
        home: Home,
        span: Span,
        diags: &mut Diagnostics,
    ) -> Goal {
        let path = percent_decoded(path);
        let content = join(home.folder, &path);
        if let Some(&route) = content.as_ref().and_then(|content| self.files.get(content)) {
            let anchor = self.anchor(Some(route), anchor, span, diags);
            return match route {
                Route::Entry(entry) if self.is_hidden(entry) && !home.hidden => {
                    diags.add(Diagnostic::new(Code::ReferenceToDraft, span).fact("id", path));
                    Goal::Nothing
                }
                Route::Entry(entry) => Goal::Entry(entry, anchor),
                route => Goal::Route(route, anchor),
            };
        }
        if content.as_ref().is_some_and(|content| self.lost.has_file(content)) {
            return Goal::Nothing;
        }
        if let Some(asset) = self.asset(&path, home) {
            return Goal::File(asset);
        }
        let built = join(folder_of(home.path), &path);
        if let Some(&route) = built.as_ref().and_then(|built| self.routes.get(built)) {
            return Goal::Route(route, self.anchor(Some(route), anchor, span, diags));
        }
        if built.as_deref() == Some(super::routes::DATA) {
            return Goal::Data;
        }
        let names = self.files.keys().chain(self.assets.iter()).map(String::as_str);
        let near = content.and_then(|content| nearest(&content, names).map(str::to_owned));
        let near = near.map(|near| relative_to(home.folder, &near));
        let diagnostic = Diagnostic::new(Code::BrokenLink, span).fact("found", &path);
        let web = crate::address::as_web(&path);
        let web = web.map(|web| web + &anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default());
        let diagnostic = diagnostic.fact_if("mended", web);
        diags.add(diagnostic.fact_if("nearest", near));
        Goal::Nothing
    }

    fn asset(&self, path: &str, home: Home) -> Option<String> {
        let asset = join(home.folder, &percent_decoded(path))?;
        self.assets.contains(&asset).then_some(asset)
    }

    /// Checks an anchor of a page; the link stays, without it, when there is none.
    fn anchor(
        &self,
        route: Option<Route>,
        anchor: Option<&str>,
        span: Span,
        diags: &mut Diagnostics,
    ) -> Option<String> {
        let anchor = percent_decoded(anchor.filter(|anchor| !anchor.is_empty())?);
        let known = route.and_then(|route| self.anchors.get(&route));
        if known.is_some_and(|known| known.contains(&anchor)) {
            return Some(anchor);
        }
        let names = known.into_iter().flatten().map(String::as_str);
        diags.add(
            Diagnostic::new(Code::BrokenAnchor, span)
                .fact("found", &anchor)
                .fact_if("nearest", nearest(&anchor, names)),
        );
        None
    }
}

pub fn percent_decoded(text: &str) -> String {
    match text.contains('%') {
        // `Url` decodes nothing; the form decoder of the same crate does, `+` aside.
        true => url::form_urlencoded::parse(format!("x={}", text.replace('+', "%2B")).as_bytes())
            .next()
            .map_or_else(|| text.to_owned(), |(_, value)| value.into_owned()),
        false => text.to_owned(),
    }
}

/// The folder of a path, without a slash at its end.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A relative path from a folder; `None` when it leaves the top.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if path.starts_with('/') {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    if path.ends_with('/') || path.is_empty() {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

/// How a path is written from a folder.
pub(super) fn relative_to(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(to.len() - 1);
    let up = vec![".."; from.len() - same];
    up.into_iter().chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths() {
        assert_eq!(join("task", "../pages/buj.md").as_deref(), Some("pages/buj.md"));
        assert_eq!(join("task", "../../etc/passwd"), None);
        assert_eq!(join("", "/etc"), None);
        assert_eq!(relative_to("task", "pages/buj.md"), "../pages/buj.md");
        assert_eq!(relative_to("", "pages/buj.md"), "pages/buj.md");
        assert_eq!(relative_to("a/b", "a/c.md"), "../c.md");
        assert_eq!(percent_decoded("a%20b+c.png"), "a b+c.png");
    }
}
