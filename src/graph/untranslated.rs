//! Pages on which nothing is in the language of the site but words of the theme.

use rustc_hash::FxHashSet;

use super::{Graph, Route};
use crate::model::{KindId, Localized, TextId, Translated, View, ViewKind};
use crate::source::foreign::is_marked;

impl Graph {
    /// The addresses of the pages of a translation of which nothing is translated. `words` says whether the theme has
    /// words in the language.
    pub(crate) fn all_untranslated(&self, words: bool) -> FxHashSet<String> {
        let entries = self.entries.iter().filter(|entry| has_some(entry.translated.as_ref()));
        let kinds: FxHashSet<KindId> = entries.map(|entry| entry.kind).collect();
        let any = !kinds.is_empty() || self.pages.iter().any(|page| has_some(page.translated.as_ref()));
        let is_own = |text: &Localized| !text.is_foreign(&self.site);
        let is_untranslated = |route: Route| match (route, self.translated(route)) {
            (_, Some(translated)) => !translated.missing.is_empty() && !translated.some,
            (Route::Home, None) => is_marked(&self.site.title) && !any,
            (Route::View(id), None) => {
                let view = self.model.view(id);
                let shown = shown(view).map_or(any, |shown| shown.iter().any(|kind| kinds.contains(kind)));
                let text = |&TextId(at): &TextId| &self.model.texts[at as usize];
                let texts = view.intro.iter().chain(&view.notes).map(text);
                !shown && !std::iter::once(&view.title).chain(texts).any(is_own)
            }
            (Route::Folder(id), None) => !kinds.contains(&id) && !is_own(&self.model.kind(id).plural),
            (Route::Accessibility, None) => !words,
            _ => false,
        };
        let routes = self.routes.iter().filter(|(route, _)| is_untranslated(*route));
        routes.map(|(_, path)| path.clone()).collect()
    }
}

fn has_some(translated: Option<&Translated>) -> bool {
    translated.is_some_and(|translated| translated.some)
}

/// The kinds whose entries alone a view shows; `None` where any can stand on it.
fn shown(view: &View) -> Option<Vec<KindId>> {
    match &view.kind {
        ViewKind::Index { kinds, group_by: None } => Some(kinds.clone()),
        ViewKind::Grid { rows, columns, cells, .. } => Some(vec![*rows, *columns, *cells]),
        ViewKind::Chart { kind, .. } => Some(vec![*kind]),
        ViewKind::Matrix { rows, columns, .. } => Some(vec![*rows, *columns]),
        _ => None,
    }
}
