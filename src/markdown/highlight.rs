//! Code with classes, remembered by its text.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use syntect::highlighting::Color;
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

/// What code stands on in the default theme: its `--paper`, light and dark.
const LIGHT: Color = Color { r: 0xf4, g: 0xf6, b: 0xf5, a: 0xff };
const DARK: Color = Color { r: 0x1c, g: 0x23, b: 0x25, a: 0xff };

/// The least contrast of text (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// The colours for both schemes, each of them readable.
pub fn stylesheet() -> String {
    let themes = two_face::theme::extra();
    let css = |name, ground| {
        let mut theme = themes.get(name).clone();
        let styles = theme.scopes.iter_mut().filter_map(|item| item.style.foreground.as_mut());
        styles
            .chain(theme.settings.foreground.as_mut())
            .for_each(|colour| *colour = readable(*colour, ground));
        css_for_theme_with_class_style(&theme, STYLE)
            .expect("the themes of the library can be written as CSS")
    };
    format!(
        "@media (prefers-color-scheme: light) {{\n{}\n}}\n@media (prefers-color-scheme: dark) {{\n{}\n}}\n",
        css(two_face::theme::EmbeddedThemeName::InspiredGithub, LIGHT),
        css(two_face::theme::EmbeddedThemeName::Base16OceanDark, DARK),
    )
}

/// The colour nearest to one, on the way to black or white, that can be read on a ground.
fn readable(colour: Color, ground: Color) -> Color {
    let end = if luminance(ground) > 0.5 { 0.0 } else { 255.0 };
    let on_the_way = (0..=100).map(|step| {
        let mixed =
            |part: u8| (f64::from(part) + (end - f64::from(part)) * f64::from(step) / 100.0).round() as u8;
        Color { r: mixed(colour.r), g: mixed(colour.g), b: mixed(colour.b), a: colour.a }
    });
    let mut on_the_way = on_the_way.skip_while(|mixed| contrast(*mixed, ground) < CONTRAST);
    on_the_way.next().expect("black or white can be read on a ground that is light or dark")
}

/// WCAG's contrast ratio, 1 to 21.
fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG's relative luminance, 0 to 1.
fn luminance(colour: Color) -> f64 {
    let linear = |part: u8| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}
