//! The words of the theme, in Fluent: plurals by the rules of the language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use tera::{Kwargs, TeraResult, Value};

use super::theme::Theme;
use crate::diag::{Code, Diagnostic, Diagnostics};

/// The language whose words stand in where the site's has none.
const FALLBACK: &str = "en";

/// The words of one language.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
}

impl Strings {
    pub fn new(theme: &Theme, language: &str, diags: &mut Diagnostics) -> Option<Strings> {
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
        sound.then_some(Strings { bundle })
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

    /// What the theme says for a key.
    pub fn words(&self, key: &str, args: Option<&FluentArgs>) -> TeraResult<String> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return Err(tera::Error::message(format!("the theme has no words for `{key}`")));
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        match errors.first() {
            Some(error) => Err(tera::Error::message(format!("words for `{key}`: {error}"))),
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
