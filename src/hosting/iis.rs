//! IIS 7 and later: a `web.config` of what the server has by itself, so that it needs no module for rules.
//!
//! Nobody has run it on a server yet; the file says so.

use super::headers::secure;
use super::redirects::Redirect;
use crate::markdown::escape;

/// Addresses of IIS pay no heed to letter case. Those in `location` are relative to the file.
pub fn web_config(base: &str, redirects: &[&Redirect]) -> String {
    let headers = secure()
        .map(|(name, value)| format!("        <add name=\"{name}\" value=\"{}\" />\n", escape(&value)));
    let locations = redirects.iter().map(|Redirect { from, to }| {
        format!(
            "  <location path=\"{from}\"><system.webServer><httpRedirect enabled=\"true\" destination=\"{base}{to}\" \
             exactDestination=\"true\" httpResponseStatus=\"Permanent\" /></system.webServer></location>\n"
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- IIS 7 and later, with HTTP Redirection. Not tested on a server. -->\n\
         <configuration>\n  <system.webServer>\n    \
         <httpErrors errorMode=\"Custom\">\n      <remove statusCode=\"404\" />\n      \
         <error statusCode=\"404\" path=\"{base}404.html\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n    \
         <httpProtocol>\n      <customHeaders>\n{}      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n\
         {}</configuration>\n",
        headers.concat(),
        locations.collect::<String>()
    )
}
