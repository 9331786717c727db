//! The words of the theme, in Fluent: plurals by the rules of the language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashSet;
use tera::{Kwargs, TeraResult, Value};

use super::theme::Theme;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::foreign::mark_words;

/// The language whose words stand in where the site's has none.
pub(super) const FALLBACK: &str = "en";

/// The words of one language.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// The keys whose words are those of [`FALLBACK`], where that is another language.
    foreign: FxHashSet<String>,
}

/// The keys of a Fluent text: only messages begin at the margin with a letter.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    let messages = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    messages.filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// The keys for which a theme has no words in a language.
pub(super) fn missing<'t>(theme: &'t Theme, language: &str) -> Vec<&'t str> {
    let own = theme.strings.get(language).map(String::as_str).unwrap_or_default();
    let own: FxHashSet<&str> = keys(own).collect();
    let all = theme.strings.get(FALLBACK).map(String::as_str).unwrap_or_default();
    let is_fallback = language.split('-').next() == Some(FALLBACK);
    keys(all).filter(|key| !is_fallback && !own.contains(key)).collect()
}

impl Strings {
    pub fn new(theme: &Theme, language: &str, diags: &mut Diagnostics) -> Option<Strings> {
        let foreign = missing(theme, language).into_iter().map(str::to_owned).collect();
        let has_own = theme.strings.contains_key(language);
        let language = if has_own { language } else { FALLBACK };
        let tag = language.parse().expect("the language was checked");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Marks of direction around values help no reader of these languages, and break copying.
        bundle.set_use_isolating(false);
        let mut sound = true;
        for tag in [FALLBACK, language] {
            let Some(text) = theme.strings.get(tag) else { continue };
            match FluentResource::try_new(text.clone()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => {
                    let path = format!("strings/{tag}.ftl");
                    let problem = errors.first().map(ToString::to_string).unwrap_or_default();
                    diags.add(Diagnostic::of_file(Code::TemplateError, path).fact("problem", problem));
                    sound = false;
                }
            }
        }
        sound.then_some(Strings { bundle, foreign })
    }

    /// The template function `t(key=…, …)`.
    pub fn text(&self, kwargs: &Kwargs) -> TeraResult<String> {
        let key: String = kwargs.must_get("key")?;
        let mut args = FluentArgs::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != "key") {
                args.set(name.to_owned(), argument(value));
            }
        }
        self.words(&key, Some(&args))
    }

    /// What the theme says for a key, marked where that is in another language (see [`crate::source::foreign`]).
    pub fn words(&self, key: &str, args: Option<&FluentArgs>) -> TeraResult<String> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return Err(tera::Error::message(format!("the theme has no words for `{key}`")));
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        match errors.first() {
            Some(error) => Err(tera::Error::message(format!("words for `{key}`: {error}"))),
            None if self.foreign.contains(key) => Ok(mark_words(&text)),
            None => Ok(text.into_owned()),
        }
    }
}

fn argument(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => FluentValue::from(number),
        (None, Some(text)) => FluentValue::from(text.to_owned()),
        (None, None) => FluentValue::from(value.to_string()),
    }
}
