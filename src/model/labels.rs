//! Labels without a text in a language of the site.

use super::Localized;
use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};

/// A label as `model.toml` has it.
#[derive(Debug)]
pub struct Label {
    pub key: String,
    /// The whole of its value.
    pub span: Span,
    pub text: Localized,
}

/// The longest value, in bytes, that is repeated in a hint.
const LONGEST: usize = 200;

/// Reports labels without a text: in the language of the site itself as errors, in those that it is translated to among
/// what translations lack.
pub fn check(
    labels: &[Label],
    site: &Site,
    sources: &Sources,
    diags: &mut Diagnostics,
    lacks: &mut Diagnostics,
) {
    let original = site.original();
    for Label { key, span, text } in labels {
        if !text.is_in(original, original) {
            diags.add(Diagnostic::new(Code::MissingField, *span).fact("key", original));
        }
        let languages = site.translations().map(|language| language.tag.as_str());
        for language in languages.filter(|language| !text.is_in(language, original)) {
            let told = Diagnostic::new(Code::LabelMissing, *span).fact("name", key);
            let told = told.fact("language", language).fact("key", language);
            let raw = sources.text(*span);
            lacks.add(match text.is_one() {
                true if raw.len() <= LONGEST && !raw.contains('\n') => {
                    told.fact("mended", format!("{{ {original} = {raw}, {language} = \"…\" }}"))
                }
                true => told.fact("form", format!("{{ {original} = …, {language} = … }}")),
                false => told,
            });
        }
    }
}
