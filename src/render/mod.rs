//! Pages as HTML.
//!
//! The only user of tera. In: a [`Page`] and a [`Theme`]. Out: its text, or a diagnostic that points
//! into the template. Templates escape every value; only HTML made by [`crate::view`] is let through,
//! by `| safe` on fields whose name says so.

mod anchors;
mod foreign;
mod spaces;
mod strings;
mod theme;

pub use theme::{Theme, ThemeFile};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::graph::{Graph, routes};
use crate::source::foreign::unmark;
use crate::source::{FileId, Span};
use crate::view::{self, Head, Page, metadata};

/// Templates, ready to render the pages of one site.
pub struct Renderer {
    tera: Tera,
    strings: Arc<strings::Strings>,
    templates: BTreeMap<String, FileId>,
    /// What every page is rendered with: the site's own data and the menu.
    globals: Value,
    /// The language of texts that are not translated.
    original: String,
}

/// A template as the renderer knows it: its name, its text's place.
type Templates<'t> = [(&'t str, &'t str, FileId)];

impl Renderer {
    /// Prepares the templates of a theme; `None` when they cannot be used.
    pub fn new(
        theme: &Theme,
        graph: &Graph,
        sources: &crate::source::Sources,
        diags: &mut Diagnostics,
    ) -> Option<Renderer> {
        let strings = strings::Strings::new(theme, &graph.site.language, diags)?;
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml", ".svg"]);
        let strings = Arc::new(strings);
        let words = Arc::clone(&strings);
        tera.register_function("t", move |kwargs: Kwargs, _: &State| words.text(&kwargs));
        tera.register_filter("csv", |text: &str, _: Kwargs, _: &State| csv_field(text));
        tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State| urlencode(text));
        let globals = globals(graph);
        let context = tera.global_context();
        for (name, value) in globals.as_object().expect("it was made as an object") {
            context.insert(name.clone(), value);
        }
        let templates: Vec<(&str, &str, FileId)> = theme
            .templates
            .iter()
            .map(|(name, file)| (name.as_str(), sources.get(*file).text.as_str(), *file))
            .collect();
        let renderer = Renderer {
            tera,
            strings,
            templates: theme.templates.clone(),
            globals,
            original: graph.site.original().to_owned(),
        };
        renderer.with_templates(&templates, diags)
    }

    /// Whether the pages of this graph are rendered alike, with the same theme.
    pub fn fits(&self, graph: &Graph) -> bool {
        self.globals == globals(graph)
    }

    fn with_templates(mut self, templates: &Templates, diags: &mut Diagnostics) -> Option<Renderer> {
        let batch = templates.iter().map(|(name, text, _)| (*name, *text));
        let Err(error) = self.tera.add_raw_templates(batch) else { return Some(self) };
        // A batch tells one error; each template alone tells its own.
        let mut alone: Vec<Diagnostic> = Vec::new();
        for (name, text, _) in templates {
            let result = Tera::new().add_raw_template(name, text);
            if let Err(error) = result
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
                && !is_unknown_name(&error)
            {
                alone.push(self.diagnostic(name, &error));
            }
        }
        if alone.is_empty() {
            alone.push(self.diagnostic("", &error));
        }
        alone.into_iter().for_each(|diagnostic| diags.add(diagnostic));
        None
    }

    /// Renders a page.
    pub fn render(&self, page: &Page) -> Result<String, Diagnostic> {
        let html = spaces::bind(&self.through(page.template, page)?);
        Ok(anchors::keep(foreign::told(html, &self.original, strings::FALLBACK), &page.page.former))
    }

    /// Renders a file that lies beside a page: what the page shows through the template of the same name
    /// with another extension.
    pub fn companion(&self, page: &Page, extension: &str) -> Result<String, Diagnostic> {
        let text = self.through(&routes::companion(page.template, extension), page)?;
        let text = unmark(&text);
        // Without the mark, spreadsheet programs take UTF-8 for the code page of the machine.
        Ok(if extension == "csv" { format!("\u{feff}{text}") } else { text.into_owned() })
    }

    /// Renders a text that is no page.
    pub fn text(&self, template: &str, context: &impl serde::Serialize) -> Result<String, Diagnostic> {
        let failed = |error: tera::Error| self.diagnostic(template, &error);
        let context = Context::from_serialize(context).map_err(failed)?;
        Ok(unmark(&self.tera.render(template, &context).map_err(failed)?).into_owned())
    }

    /// What the theme says for a key.
    pub fn words(&self, key: &str) -> Result<String, Diagnostic> {
        let words = self.strings.words(key, None).map_err(|error| self.diagnostic("", &error))?;
        Ok(unmark(&words).into_owned())
    }

    fn through(&self, template: &str, page: &Page) -> Result<String, Diagnostic> {
        let failed = |error: tera::Error| self.diagnostic(template, &error);
        let mut context = Context::from_serialize(page).map_err(failed)?;
        if let Some(key) = page.page.words {
            let title = self.strings.words(key, None).map_err(failed)?;
            context.insert("page", &Head { title, ..page.page.clone() });
        }
        self.tera.render(template, &context).map_err(failed)
    }

    fn diagnostic(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let (file, span, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename(), Some(report.span().range.clone()), report.message().to_owned())
            }
            other => (template, None, other.to_string()),
        };
        let message = message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
        let mut diagnostic = Diagnostic::of_file(Code::TemplateError, format!("templates/{template}"));
        let known = self.templates.get(file).or_else(|| self.templates.get(template));
        if let Some(file) = known {
            diagnostic.place = Place::Span(Span::new(*file, span.unwrap_or(0..0)));
        }
        diagnostic.fact("problem", crate::failure::lower_case(&message))
    }
}

fn globals(graph: &Graph) -> Value {
    let menu = view::menu(graph);
    json!({
        "site": *graph.site,
        "menu": menu.items,
        "footer": menu.footer,
        "accessibility": menu.accessibility,
        "search": menu.search,
        "policy": metadata::POLICY,
    })
}

/// A text as part of an address; a space is %20, since mail programs show a plus as it is.
fn urlencode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(unmark(text).as_bytes()).collect::<String>().replace('+', "%20")
}

/// A text as one field of CSV (RFC 4180). What a spreadsheet would take for a formula stays a text.
fn csv_field(text: &str) -> String {
    let text = unmark(text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let guard = if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    match text.contains(['"', ',', ';']) {
        true => format!("\"{guard}{}\"", text.replace('"', "\"\"")),
        false => format!("{guard}{text}"),
    }
}

/// Filters, functions and components of other templates are unknown to a template alone.
fn is_unknown_name(error: &tera::Error) -> bool {
    error.to_string().contains("nknown ")
}
