//! A page under the preview: as it was built, with one element that reloads it and a policy that lets that ask
//! whether it should.

use super::preview::Report;
use crate::diag::{Language, Place, Severity, Word, text};
use crate::markdown::escape;

/// The folder of the preview's own files; no path of a site begins so.
pub const OWN: &str = "_norade";

/// Behind a page's policy: the script may ask its own server.
const CONNECT: &str = "; connect-src 'self'";

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// The page with the element. `source` is the path of its content file, `language` that of the script's own words, `mark`
/// what the script knows the page by.
pub fn live(mut html: String, source: Option<String>, language: Language, mark: u64) -> String {
    let source = source.map(|path| format!(" data-source=\"{}\"", escape(&path))).unwrap_or_default();
    let language = language.tag();
    let element = format!(
        "<script src=\"/{OWN}/reload.js\" data-language=\"{language}\" data-mark=\"{mark:016x}\"{source} defer></script>"
    );
    let head = html.find("</head>").unwrap_or(html.len());
    html.insert_str(head, &element);
    let policy = html[..head].find(POLICY).map(|at| at + POLICY.len());
    if let Some(end) = policy.and_then(|start| Some(start + html[start..head].find('"')?)) {
        html.insert_str(end, CONNECT);
    }
    html
}

/// The page where there is no good state yet: what is wrong, and nothing else.
pub fn of_report(report: &Report) -> String {
    let mut items: Vec<String> =
        report.failure.iter().map(|failure| item("error", None, failure, [None, None])).collect();
    items.extend(report.diagnostics.iter().map(|diagnostic| {
        let words = text::words(diagnostic, report.language);
        let place = match &diagnostic.place {
            Place::File(path) => path.clone(),
            Place::Span(span) => {
                let position = report.sources.position(span.file, span.start);
                format!("{}:{}:{}", report.sources.get(span.file).path, position.line, position.column)
            }
        };
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        item(severity, Some(&place), &words.message, [words.label, words.hint])
    }));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta {POLICY}default-src 'none'; script-src 'self'; style-src 'self'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>norade</title>\n\
         <link rel=\"stylesheet\" href=\"/{OWN}/reload.css\">\n</head>\n<body class=\"norade-report\">\n<main>\n\
         <h1>{}</h1>\n<ol>\n{}</ol>\n</main>\n</body>\n</html>\n",
        report.language.tag(),
        text::say(Word::NotYet, report.language),
        items.concat()
    )
}

fn item(severity: &str, place: Option<&str>, message: &str, more: [Option<String>; 2]) -> String {
    let place = place.map(|place| format!("<code>{}</code> ", escape(place))).unwrap_or_default();
    let more = more.into_iter().flatten().map(|line| format!("<br><small>{}</small>", escape(&line)));
    let more: String = more.collect();
    format!("<li class=\"{severity}\">{place}{}{more}</li>\n", escape(message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_element_and_one_source_of_the_policy_are_added() {
        let built =
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head><body>";
        let shown = live(built.to_owned(), Some("content/a\"<b.md".into()), Language::Lv, 10);
        assert_eq!(
            shown,
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'self'\">\
             <script src=\"/_norade/reload.js\" data-language=\"lv\" data-mark=\"000000000000000a\" \
             data-source=\"content/a&quot;&lt;b.md\" defer></script></head><body>"
        );
        assert_eq!(live("x".into(), None, Language::En, 0).matches("<script").count(), 1);
    }
}
