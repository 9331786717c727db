//! Code with classes, remembered by its text.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static SEEN: LazyLock<Mutex<HashMap<(String, String), String>>> = LazyLock::new(Mutex::default);

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "c-" };

/// A code block. An unknown language is shown without colours.
pub fn block(language: &str, code: &str) -> String {
    let key = (language.to_owned(), code.to_owned());
    if let Some(html) = SEEN.lock().expect("no thread panics with the lock").get(&key) {
        return html.clone();
    }
    let inner = coloured(language, code).unwrap_or_else(|| super::escape(code));
    // Focusable, so that a wide block can be scrolled by keyboard.
    let html = format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n");
    SEEN.lock().expect("no thread panics with the lock").insert(key, html.clone());
    html
}

fn coloured(language: &str, code: &str) -> Option<String> {
    if language.is_empty() {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// The colours for both schemes.
pub fn stylesheet() -> String {
    let themes = two_face::theme::extra();
    let css = |name| {
        css_for_theme_with_class_style(themes.get(name), STYLE)
            .expect("the themes of the library can be written as CSS")
    };
    format!(
        "{}\n@media (prefers-color-scheme: dark) {{\n{}\n}}\n",
        css(two_face::theme::EmbeddedThemeName::InspiredGithub),
        css(two_face::theme::EmbeddedThemeName::Base16OceanDark),
    )
}
