//! Diagnostics as workflow commands of GitHub Actions: what a step prints becomes an annotation at the line.

use super::{Diagnostic, Language, Place, Severity, text};
use crate::source::Sources;

/// Renders a command a line. `prefix` leads from where paths begin to the site's folder: empty, or with a slash at its
/// end.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, language: Language, prefix: &str) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources, language, prefix)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language, prefix: &str) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (path, place) = match &diagnostic.place {
        Place::File(path) => (path, String::new()),
        Place::Span(span) => {
            let start = sources.position(span.file, span.start);
            let end = sources.position(span.file, span.end);
            let place = match start.line == end.line {
                true => format!(",line={},col={},endColumn={}", start.line, start.column, end.column),
                // Columns count only within one line.
                false => format!(",line={},endLine={}", start.line, end.line),
            };
            (&sources.get(span.file).path, place)
        }
    };
    let file = property(&format!("{prefix}{path}"));
    let message = data(&text::words(diagnostic, language).lines(language));
    format!("::{command} file={file}{place},title={}::{message}\n", diagnostic.code.name())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
