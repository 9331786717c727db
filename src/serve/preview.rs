//! What is shown: the last good state, and what is wrong with the latest.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde_json::json;
use tokio::sync::watch::{Receiver, Sender};

use super::edition::{Edition, Flaw};
use super::page;
use crate::Site;
use crate::diag::{self, Diagnostic, Diagnostics, Language};
use crate::failure::Failure;
use crate::hosting::media_type;
use crate::source::Sources;

/// What is shown, for all who ask at once.
pub struct Preview {
    shown: Sender<Shown>,
    language: Box<dyn Fn() -> Language + Send + Sync>,
    tell: Box<dyn Fn(&Report) + Send + Sync>,
}

/// What is shown at a time.
#[derive(Clone, Default)]
pub struct Shown {
    /// Whether a change is being taken in.
    pub busy: bool,
    pub report: Arc<Report>,
    /// What pages are made of: a reading in which no fault has been found.
    edition: Option<Arc<Edition>>,
    /// The last one of which every page has been rendered.
    checked: Option<Arc<Edition>>,
    /// The latest reading, when it has no errors.
    latest: Option<Arc<Edition>>,
    /// Whether a check has found errors since then: the next reading is shown when it has been checked.
    refuted: bool,
}

/// What is wrong with the latest state.
#[derive(Clone, Default)]
pub struct Report {
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: Sources,
    /// What it is told in.
    pub language: Language,
    /// What the machine refused, so that nothing could be read.
    pub failure: Option<String>,
}

/// What a request is answered with.
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
    /// Differs when the page looks different.
    pub mark: u64,
}

impl Preview {
    /// One that shows nothing yet. `language` says in which the messages are to be now, `tell` is given each report
    /// that says something else than the one before.
    pub fn new(
        language: impl Fn() -> Language + Send + Sync + 'static,
        tell: impl Fn(&Report) + Send + Sync + 'static,
    ) -> Preview {
        let report = Arc::new(Report { language: language(), ..Report::default() });
        let nothing = Shown { busy: true, report, ..Shown::default() };
        Preview { shown: Sender::new(nothing), language: Box::new(language), tell: Box::new(tell) }
    }

    /// Tells what is shown whenever that changes.
    pub fn watch(&self) -> Receiver<Shown> {
        self.shown.subscribe()
    }

    /// Notes that a change is being taken in: who asks now waits for it.
    pub fn begin(&self) {
        self.shown.send_modify(|shown| shown.busy = true);
    }

    /// Takes in a reading. With errors the pages stay as they are; without, it comes back to be checked.
    pub fn take(&self, reading: Result<Site, Failure>) -> Option<Arc<Edition>> {
        let before = self.shown.borrow().edition.clone();
        let language = (self.language)();
        let (edition, report) = match reading.map(|site| Edition::new(site, before.as_deref())) {
            Ok(Ok(edition)) => {
                let report = Report::of(edition.site.diags.clone(), &edition.site.sources, language);
                (Some(Arc::new(edition)), report)
            }
            Ok(Err(Flaw::Errors(site))) => (None, Report::of(site.diags, &site.sources, language)),
            Ok(Err(Flaw::Machine(failure))) | Err(failure) => (None, Report::of_failure(&failure, language)),
        };
        self.change(|shown| {
            shown.busy = false;
            shown.latest = edition.clone();
            if edition.is_some() && shown.refuted {
                return None;
            }
            shown.edition = edition.clone().or(shown.edition.take());
            Some(report)
        });
        edition
    }

    /// Takes in what the check of an edition has found. With errors the pages are those of the last one without.
    pub fn checked(&self, edition: &Arc<Edition>, diags: Diagnostics) {
        let sound = !diags.has_errors();
        let report = Report::of(diags, &edition.site.sources, (self.language)());
        self.change(|shown| {
            // Another change may be on its way; it brings a report of its own.
            if shown.busy || !shown.latest.as_ref().is_some_and(|latest| Arc::ptr_eq(latest, edition)) {
                return None;
            }
            shown.refuted = !sound;
            if sound {
                shown.checked = Some(Arc::clone(edition));
            }
            shown.edition = shown.checked.clone();
            Some(report)
        });
    }

    /// Tells that the machine refused what the preview needs; the pages stay as they are.
    pub fn fail(&self, failure: &Failure) {
        let report = Report::of_failure(failure, (self.language)());
        self.change(|shown| {
            shown.busy = false;
            Some(report)
        });
    }

    /// Changes what is shown, with a new report or the one that was there.
    fn change(&self, change: impl FnOnce(&mut Shown) -> Option<Report>) {
        let mut told = None;
        self.shown.send_modify(|shown| {
            if let Some(report) = change(shown).filter(|report| *report != *shown.report) {
                shown.report = Arc::new(report);
                told = Some(Arc::clone(&shown.report));
            }
        });
        if let Some(report) = told {
            (self.tell)(&report);
        }
    }

    /// What is wrong with the latest state.
    pub fn report(&self) -> Arc<Report> {
        Arc::clone(&self.shown.borrow().report)
    }

    /// Answers a request for a path of the site (`index.html`, `theme/style.css`).
    pub fn answer(&self, path: &str) -> Answer {
        let shown = self.shown.borrow().clone();
        for edition in [&shown.edition, &shown.checked].into_iter().flatten() {
            // A fault of a template is told by the check of the edition.
            if let Ok(answer) = of_edition(edition, path, shown.report.language) {
                return answer;
            }
        }
        let text = page::of_report(&shown.report);
        let mark = mark(&text, 0);
        Answer {
            status: 503,
            content_type: HTML,
            bytes: page::live(text, None, shown.report.language, mark).into_bytes(),
            mark,
        }
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// The file at a path, or the page that says that there is none.
fn of_edition(edition: &Edition, path: &str, language: Language) -> Result<Answer, Diagnostic> {
    // The page for what was not found is made for the path of the site's address, so the site is there too.
    let base = edition.site.graph.site.base_path();
    let inner = path.strip_prefix(base.trim_start_matches('/'));
    let found = match (edition.file(path)?, inner) {
        (None, Some(inner)) => edition.file(inner)?,
        (found, _) => found,
    };
    let (status, path, file) = match found {
        Some(file) => (200, path, file),
        None => {
            let within = inner.unwrap_or(path);
            let folders = edition.site.translations.iter().map(|graph| graph.site.folder.as_str());
            let folder = folders.into_iter().find(|folder| within.starts_with(folder)).unwrap_or_default();
            let file = edition.file(&format!("{folder}404.html"))?.expect("every language has the page");
            (404, "404.html", file)
        }
    };
    let Some(source) = file.page else {
        let mark = mark(&file.bytes, 0);
        return Ok(Answer { status, content_type: media_type(path), bytes: file.bytes, mark });
    };
    let mark = mark(&file.bytes, edition.leaves());
    let text = String::from_utf8(file.bytes).expect("pages are rendered as text");
    let bytes = page::live(text, source, language, mark).into_bytes();
    Ok(Answer { status, content_type: HTML, bytes, mark })
}

fn mark(content: &(impl Hash + ?Sized), leaves: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (content, leaves).hash(&mut hasher);
    hasher.finish()
}

impl Report {
    fn of(diags: Diagnostics, sources: &Sources, language: Language) -> Report {
        if diags.is_empty() {
            return Report { language, ..Report::default() };
        }
        Report { diagnostics: diags.sorted(sources), sources: sources.clone(), language, failure: None }
    }

    fn of_failure(failure: &Failure, language: Language) -> Report {
        Report { failure: Some(failure.told(language)), language, ..Report::default() }
    }

    /// As `check --format json` tells it; a failure stands there as an error without a place.
    pub fn json(&self) -> serde_json::Value {
        let mut document = diag::json::document(&self.diagnostics, &self.sources, self.language);
        if let Some(failure) = &self.failure {
            document["errors"] = json!(1);
            document["diagnostics"] = json!([{ "severity": "error", "message": failure }]);
        }
        document
    }
}

/// Reports are the same when they say the same in the same language, in whatever state of the sources.
impl PartialEq for Report {
    fn eq(&self, other: &Report) -> bool {
        self.language == other.language && self.json() == other.json()
    }
}
