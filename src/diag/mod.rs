//! What an author got wrong: [`Diagnostic`]s with a stable [`Code`], a place and the facts.
//!
//! Every stage reports into a [`Diagnostics`] and carries on, so that all mistakes of a run are told
//! at once. The words stand in one table, `messages.toml`, in every [`Language`], read by [`text`]; [`human`],
//! [`json`], [`sarif`] and [`github`] print. A [`Word`] is what we say beside messages. A failure of the machine is no diagnostic but a [`crate::failure::Failure`].

mod code;
pub mod github;
pub mod human;
pub mod json;
mod language;
pub mod sarif;
pub mod text;
mod word;

pub use code::Code;
pub use language::Language;
pub use word::{Fact, Said, Word};

use crate::source::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// One mistake: the facts, not the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Place,
    /// What the placeholders of the message stand for.
    pub facts: Vec<(&'static str, Fact)>,
    /// Another place that matters, such as where an ID was first used.
    pub related: Option<Span>,
}

/// Where the mistake is: in a text that was read, or in a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Span(Span),
    File(String),
}

impl Diagnostic {
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic { code, place: Place::Span(span), facts: Vec::new(), related: None }
    }

    /// About a file that has no text, by its path relative to the site's root.
    pub fn of_file(code: Code, path: impl Into<String>) -> Diagnostic {
        Diagnostic { code, place: Place::File(path.into()), facts: Vec::new(), related: None }
    }

    pub fn fact(mut self, name: &'static str, value: impl Into<Fact>) -> Diagnostic {
        self.facts.push((name, value.into()));
        self
    }

    pub fn fact_if(self, name: &'static str, value: Option<impl Into<Fact>>) -> Diagnostic {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }

    /// The text that a placeholder stands for.
    pub fn fact_of(&self, name: &str) -> Option<&str> {
        self.facts.iter().find_map(|(known, fact)| match fact {
            Fact::Text(text) if *known == name => Some(text.as_str()),
            _ => None,
        })
    }

    pub fn related(mut self, span: Span) -> Diagnostic {
        self.related = Some(span);
        self
    }

    /// Whether it points into a text.
    pub fn is_in(&self, file: crate::source::FileId) -> bool {
        matches!(&self.place, Place::Span(span) if span.file == file)
    }

    pub fn severity(&self) -> Severity {
        text::severity(self.code)
    }
}

/// The sink of a stage.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.all.push(diagnostic);
    }

    pub fn add_if(&mut self, diagnostic: Option<Diagnostic>) {
        self.all.extend(diagnostic);
    }

    pub fn append(&mut self, mut other: Diagnostics) {
        self.all.append(&mut other.all);
    }

    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|d| d.severity() == Severity::Error)
    }

    pub fn has(&self, code: Code) -> bool {
        self.all.iter().any(|d| d.code == code)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.all.retain(keep);
    }

    /// Puts another diagnostic in the place of those with this code and span.
    pub fn replace(&mut self, code: Code, span: Span, other: impl Fn() -> Diagnostic) {
        let same = |d: &&mut Diagnostic| d.code == code && d.place == Place::Span(span);
        self.all.iter_mut().filter(same).for_each(|diagnostic| *diagnostic = other());
    }

    /// Adds a fact to those with this code, where there is one to add.
    pub fn complete(&mut self, code: Code, name: &'static str, of: impl Fn(&Diagnostic) -> Option<String>) {
        for diagnostic in self.all.iter_mut().filter(|diagnostic| diagnostic.code == code) {
            if let Some(value) = of(diagnostic) {
                diagnostic.facts.push((name, value.into()));
            }
        }
    }

    /// Says how a reference is written without what nobody sees in it. What is written by an escape, or goes over lines,
    /// is left to `norade fmt`.
    pub fn mend_references(&mut self, sources: &crate::source::Sources) {
        self.complete(Code::InvisibleInId, "mended", |diagnostic| {
            let Place::Span(span) = diagnostic.place else { return None };
            let written = sources.text(span);
            let plain = crate::id::visible(written);
            let is_told = diagnostic.fact_of("mended").is_some();
            (!is_told && plain != written && !plain.contains('\n')).then_some(plain)
        });
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// In the order of their places, each once, whatever order the stages found them in.
    pub fn sorted(mut self, sources: &crate::source::Sources) -> Vec<Diagnostic> {
        let path = |d: &Diagnostic| match &d.place {
            Place::Span(span) => (sources.get(span.file).path.clone(), span.start),
            Place::File(path) => (path.clone(), 0),
        };
        self.all.sort_by_cached_key(|d| (path(d), d.code.name()));
        self.all.dedup();
        self.all
    }
}

/// The warning that an ID holds a character that nobody sees. `written` gives the ID as its place should have it.
pub fn invisible_in_id(id: &str, span: Span, written: impl Fn(&str) -> String) -> Option<Diagnostic> {
    Some(invisible_in_reference(id, span)?.fact("mended", written(&crate::id::visible(id))))
}

/// The same of an ID in a text of Markdown, which [`Diagnostics::mend_references`] mends as it is written.
pub fn invisible_in_reference(id: &str, span: Span) -> Option<Diagnostic> {
    let name = id.chars().filter(|&c| crate::id::is_invisible(c)).find_map(Said::invisible)?;
    Some(Diagnostic::new(Code::InvisibleInId, span).fact("id", crate::id::visible(id)).fact("name", name))
}

/// The name nearest to what was written, when one is near enough to be meant.
///
/// At most a third of the letters may differ (optimal string alignment: letters put in, left out,
/// changed, or two neighbours exchanged), case and dashes aside.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = crate::id::fold(written);
    let letters = Letters::of(&written);
    let allowed = (letters.count / 3).max(1);
    let near = |name: &'a str| {
        // Most names have other letters, which costs little to see; ASCII is folded on the way.
        let may_be = |name: &str| Letters::of(name).least_distance(&letters) <= allowed;
        if name.is_ascii() && !may_be(name.trim()) {
            return None;
        }
        let folded = crate::id::fold(name);
        let distance = may_be(&folded).then(|| strsim::osa_distance(&written, &folded))?;
        (distance <= allowed).then_some((distance, name))
    };
    names.into_iter().filter_map(near).min().map(|(_, name)| name)
}

/// How often each letter occurs, as far as it fits into 64 places.
struct Letters {
    count: usize,
    by_place: [u8; 64],
}

impl Letters {
    fn of(text: &str) -> Letters {
        let mut letters = Letters { count: 0, by_place: [0; 64] };
        for c in text.chars() {
            letters.count += 1;
            let place = &mut letters.by_place[c.to_ascii_lowercase() as usize % 64];
            *place = place.saturating_add(1);
        }
        letters
    }

    /// A bound from below: each letter that only one side has needs a change.
    fn least_distance(&self, other: &Letters) -> usize {
        let pairs = self.by_place.iter().zip(&other.by_place);
        let (more, less) = pairs.fold((0, 0), |(more, less), (a, b)| {
            (more + usize::from(a.saturating_sub(*b)), less + usize::from(b.saturating_sub(*a)))
        });
        more.max(less)
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["PU2-10", "PU2-1", "N4-2", "pakalpojuma-saimnieks", "iestāde"];
        let find = |written| nearest(written, names);
        assert_eq!(find("pu2–01"), Some("PU2-1"));
        assert_eq!(find("pakalpojuma-saimniek"), Some("pakalpojuma-saimnieks"));
        assert_eq!(find("pakalpojuma-siamnieks"), Some("pakalpojuma-saimnieks"));
        assert_eq!(find("IESTADE"), Some("iestāde"));
        assert_eq!(find("nothing-of-the-kind"), None);
    }
}
