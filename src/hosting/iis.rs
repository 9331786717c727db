//! IIS 7 and later: a `web.config` of what the server has by itself, so that it needs no module for rules.
//!
//! Nobody has run it on a server yet; the file says so.

use super::headers::{ASKED_AGAIN, KEPT, LASTING, secure};
use super::redirects::Redirect;
use super::types::TYPES;
use crate::markdown::escape;

/// Addresses of IIS pay no heed to letter case. Those in `location` are relative to the file.
pub fn web_config(base: &str, translations: &[&str], redirects: &[&Redirect]) -> String {
    let header = |name: &str, value: &str| format!("<add name=\"{name}\" value=\"{}\" />", escape(value));
    let headers = secure().map(|(name, value)| format!("        {}\n", header(name, &value)));
    // An older IIS does not send what it has no type for, and a type that it has may not be given again.
    let types = TYPES.map(|(extension, media_type)| {
        format!(
            "      <remove fileExtension=\".{extension}\" />\n      \
             <mimeMap fileExtension=\".{extension}\" mimeType=\"{media_type}\" />\n"
        )
    });
    let location = |path: &str, inner: String| {
        format!("  <location path=\"{path}\"><system.webServer>{inner}</system.webServer></location>\n")
    };
    let lasting = LASTING.map(|folder| {
        let kept = header("Cache-Control", KEPT);
        let headers = format!("<remove name=\"Cache-Control\" />{kept}");
        location(folder, format!("<httpProtocol><customHeaders>{headers}</customHeaders></httpProtocol>"))
    });
    let of_language = translations.iter().map(|folder| {
        let errors = format!("<httpErrors errorMode=\"Custom\">{}</httpErrors>", not_found(base, folder));
        location(folder.trim_end_matches('/'), errors)
    });
    let redirects = redirects.iter().map(|Redirect { from, to }| {
        let redirect = format!(
            "<httpRedirect enabled=\"true\" destination=\"{base}{to}$Q\" exactDestination=\"true\" \
             httpResponseStatus=\"Permanent\" />"
        );
        location(from, redirect)
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- IIS 7 and later, with HTTP Redirection. Not tested on a server. -->\n\
         <configuration>\n  <system.webServer>\n    \
         <httpErrors errorMode=\"Custom\">{}</httpErrors>\n    \
         <httpProtocol>\n      <customHeaders>\n{}        {}\n      </customHeaders>\n    </httpProtocol>\n    \
         <staticContent>\n{}    </staticContent>\n  </system.webServer>\n\
         {}{}{}</configuration>\n",
        not_found(base, ""),
        headers.concat(),
        header("Cache-Control", ASKED_AGAIN),
        types.concat(),
        lasting.concat(),
        of_language.collect::<String>(),
        redirects.collect::<String>()
    )
}

/// The page for what is not found, in the language of a folder.
fn not_found(base: &str, folder: &str) -> String {
    format!(
        "<remove statusCode=\"404\" /><error statusCode=\"404\" path=\"{base}{folder}404.html\" responseMode=\"ExecuteURL\" />"
    )
}
