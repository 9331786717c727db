//! Diagnostics for people: the line underlined, as compilers do it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Language, Place, Severity, Word, text};
use crate::source::{Sources, Span};

/// Renders diagnostics, an empty line between them.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources, language, &renderer) + "\n\n").collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    let words = text::words(diagnostic, language);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(text::say(Word::Error, language)),
        Severity::Warning => Level::WARNING.with_name(text::say(Word::Warning, language)),
    };
    let title = level.primary_title(&words.message).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    match &diagnostic.place {
        Place::File(path) => group = group.element(Origin::path(path)),
        Place::Span(span) => {
            let related = diagnostic.related;
            let same = related.filter(|related| related.file == span.file);
            let mut snippet = snippet(sources, *span, words.label.as_deref());
            if let (Some(span), Some(label)) = (same, &words.related) {
                let range = visible(sources, span);
                snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label));
            }
            group = group.element(snippet);
            if let (Some(span), None) = (related, same) {
                group = group.element(
                    Snippet::source(sources.get(span.file).text.as_str())
                        .path(sources.get(span.file).path.as_str())
                        .annotation(
                            AnnotationKind::Context
                                .span(visible(sources, span))
                                .label(words.related.as_deref()),
                        ),
                );
            }
        }
    }
    if let Some(hint) = &words.hint {
        group = group.element(Level::HELP.with_name(text::say(Word::Help, language)).message(hint.as_str()));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.file);
    Snippet::source(source.text.as_str())
        .path(source.path.as_str())
        .annotation(AnnotationKind::Primary.span(visible(sources, span)).label(label))
}

/// The first line of a span: an underline over many lines hides more than it shows.
fn visible(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let range = span.range();
    let text = &sources.get(span.file).text[range.clone()];
    let skipped = text.len() - text.trim_start().len();
    let first = text[skipped..].lines().next().unwrap_or_default().trim_end().len();
    match first {
        0 => range.start..range.start,
        length => range.start + skipped..range.start + skipped + length,
    }
}
