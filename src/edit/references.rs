//! Every place in the files of a site where an entry or a file is named.

use std::ops::Range;
use std::sync::Arc;

use crate::Parsed;
use crate::markdown::{self, Autolinks, Target};
use crate::model::{Entry, FieldKind, FreePage, Prose, Value, ViewKind};
use crate::source::{Origin, Span};
use crate::tree;

/// A place where something is named.
pub struct Reference {
    pub target: Target,
    /// All of it: `[[ID|text]]`, or a text in TOML.
    pub span: Span,
    /// The ID or address alone, with its anchor. `None` where the text is written in a way that hides it.
    pub name: Option<Span>,
    /// Whether it is a text of TOML of its own, its quotation marks in the span.
    pub quoted: bool,
    /// The folder below the content folder that addresses start from.
    pub folder: String,
}

/// All references of a site, drafts, translations and every language of the model's texts included. One place may come
/// twice.
pub fn references(parsed: &Parsed) -> Vec<Reference> {
    let mut found = Found { parsed, autolinks: parsed.model.autolinks(), references: Vec::new() };
    found.content(&parsed.entries, &parsed.pages);
    for translation in &parsed.translations {
        found.content(&translation.entries, &translation.pages);
    }
    found.model();
    found.references
}

struct Found<'p> {
    parsed: &'p Parsed,
    autolinks: Autolinks,
    references: Vec<Reference>,
}

impl Found<'_> {
    fn content(&mut self, entries: &[Arc<Entry>], pages: &[Arc<FreePage>]) {
        for entry in entries {
            let folder = entry.stem.rsplit_once('/').map_or("", |(folder, _)| folder);
            entry.fields.iter().flatten().for_each(|value| self.value(value, folder));
            for row in entry.relations.iter().flatten().flatten() {
                self.id(&row.target, row.span);
                row.qualifiers.iter().flatten().for_each(|value| self.value(value, folder));
            }
            entry.body.iter().for_each(|prose| self.prose(prose, folder));
            entry.replaced_by.iter().for_each(|(id, span)| self.id(id, *span));
        }
        for page in pages {
            let stem = format!("{}/{}", crate::load::PAGES, page.path);
            self.prose(&page.body, stem.rsplit_once('/').map_or("", |(folder, _)| folder));
        }
    }

    fn id(&mut self, id: &str, span: Span) {
        let target = Target::Entry { id: id.to_owned(), anchor: None };
        self.references.push(Reference {
            target,
            span,
            name: Some(span),
            quoted: true,
            folder: String::new(),
        });
    }

    fn value(&mut self, value: &Value, folder: &str) {
        match value {
            Value::Prose(prose) => self.prose(prose, folder),
            Value::Reference { id, span } => self.id(id, *span),
            Value::Record(columns) => columns.iter().flatten().for_each(|value| self.value(value, folder)),
            Value::Many(values) => values.iter().for_each(|value| self.value(value, folder)),
            _ => {}
        }
    }

    fn prose(&mut self, prose: &Prose, folder: &str) {
        if prose.origin.exact.is_none() {
            return self.escaped(prose.origin.span, folder);
        }
        for reference in &prose.fragment.references {
            let (target, span, name) = (reference.target.clone(), reference.span, reference.name);
            self.references.push(Reference { target, span, name, quoted: false, folder: folder.to_owned() });
        }
    }

    /// The references of a text of TOML that is not compiled, or that escapes shift: it is read with the place of each
    /// letter.
    fn escaped(&mut self, whole: Span, folder: &str) {
        let text = tree::decoded(self.parsed.sources.text(whole));
        let start = whole.start as usize;
        let place = |range: Range<usize>| {
            let range = text.place(range);
            Span::new(whole.file, start + range.start..start + range.end)
        };
        let origin = Origin { span: Span::new(whole.file, 0..text.text.len()), exact: Some(0) };
        // Headings and footnotes are allowed, so that nothing is left out; what is wrong has been reported.
        let anchors = std::collections::HashSet::new();
        let options = markdown::Options {
            autolinks: &self.autolinks,
            anchors: Some(&anchors),
            shift: 0,
            statements: false,
        };
        let fragment = markdown::compile(&text.text, origin, options, &mut Default::default());
        for reference in fragment.references {
            self.references.push(Reference {
                target: reference.target,
                span: place(reference.span.range()),
                name: reference.name.map(|name| place(name.range())),
                quoted: false,
                folder: folder.to_owned(),
            });
        }
    }

    /// What the model and the site's own file name.
    fn model(&mut self) {
        let Parsed { model, site, .. } = self.parsed;
        for origin in model.texts.iter().flat_map(|text| text.origins()) {
            self.escaped(origin.span, "");
        }
        let qualifiers = model.relations.iter().flat_map(|relation| &relation.qualifiers);
        for field in qualifiers.filter(|field| matches!(field.kind, FieldKind::Relation(_))) {
            if let Some((id, node)) = field.default.as_ref().and_then(|node| Some((node.as_str()?, node))) {
                self.id(id, node.span);
            }
        }
        for view in &model.views {
            if let ViewKind::Map { kind, band, bands, .. } = &view.kind
                && model.kind(*kind).field(band).is_none()
            {
                bands.iter().for_each(|(id, span)| self.id(id, *span));
            }
        }
        let pages = site.budget.iter().flat_map(|budget| &budget.pages);
        pages.for_each(|(page, span)| self.id(page, *span));
    }
}
