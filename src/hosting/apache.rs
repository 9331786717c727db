//! Apache 2.4: a `.htaccess`, which the server's own configuration can include in the place of reading it each time.

use super::headers::{ASKED_AGAIN, HIDDEN, KEPT, LASTING, pattern, secure};
use super::redirects::Redirect;
use super::types::{TEXTS, TYPES};

/// Each coding, with the extension of the files that have it.
const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

pub fn htaccess(base: &str, translations: &[&str], redirects: &[&Redirect]) -> String {
    format!(
        "# Apache 2.4: needs `AllowOverride FileInfo`, or `Include` in the <Directory> of the site.\n\
         ErrorDocument 404 {base}404.html\n{}\n{}\n{}\n{}",
        not_found(base, translations),
        headers(base),
        types(),
        rules(base, redirects)
    )
}

/// What is not found in the folder of a translation, in its language.
fn not_found(base: &str, translations: &[&str]) -> String {
    let within = pattern(base);
    let of_language = translations.iter().map(|folder| {
        format!("<If \"%{{REQUEST_URI}} =~ m#^{within}{folder}#\">\nErrorDocument 404 {base}{folder}404.html\n</If>\n")
    });
    of_language.collect()
}

/// Redirects and the page for what is not found have them too.
fn headers(base: &str) -> String {
    let secure = secure().map(|(name, value)| format!("Header always set {name} \"{value}\"\n"));
    format!(
        "<IfModule mod_headers.c>\n{}Header always set Cache-Control {ASKED_AGAIN}\n\
         <If \"%{{REQUEST_URI}} =~ m#^{}({})/#\">\nHeader always set Cache-Control \"{KEPT}\"\n</If>\n\
         <FilesMatch \"(?i)\\.({})(\\.br|\\.gz)?$\">\nHeader merge Vary Accept-Encoding\n</FilesMatch>\n\
         </IfModule>\n",
        secure.concat(),
        pattern(base),
        LASTING.join("|"),
        TEXTS.join("|")
    )
}

/// What is sent compressed keeps its own type.
fn types() -> String {
    let types = TYPES.map(|(extension, media_type)| {
        let compressed = if TEXTS.contains(&extension) { "(\\.br|\\.gz)?" } else { "" };
        format!(
            "<FilesMatch \"(?i)\\.{extension}{compressed}$\">\nForceType \"{media_type}\"\n</FilesMatch>\n"
        )
    });
    let codings = CODINGS.map(|(coding, extension)| format!("AddEncoding {coding} .{extension}\n"));
    format!("{}\n# Files that `norade build --compress` has written.\n{}", types.concat(), codings.concat())
}

fn rules(base: &str, redirects: &[&Redirect]) -> String {
    let redirects = redirects
        .iter()
        .map(|Redirect { from, to }| format!("RewriteRule ^{}$ {to} [NC,R=301,L]\n", pattern(from)));
    // A coding that the reader gives the weight 0 is one that it does not take.
    let compressed = CODINGS.map(|(coding, extension)| {
        format!(
            "RewriteCond %{{HTTP:Accept-Encoding}} \"\\b{coding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))\" [NC]\n\
             RewriteCond %{{REQUEST_FILENAME}}.{extension} -f\nRewriteRule ^(.+)$ $1.{extension} [L]\n"
        )
    });
    format!(
        "<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {base}\n\n{}\n\
         # Files for servers are nobody else's; nothing lies behind a file, and nothing in a folder without a page.\n\
         RewriteRule ^{HIDDEN} - [R=404,L]\n\
         RewriteCond %{{PATH_INFO}} .\nRewriteRule ^ - [R=404,L]\n\
         RewriteCond %{{REQUEST_FILENAME}} -d\nRewriteCond %{{REQUEST_FILENAME}}/index.html !-f\n\
         RewriteRule ^ - [R=404,L]\n\n\
         # Addresses without .html.\n\
         RewriteCond %{{REQUEST_FILENAME}} !-f\nRewriteCond %{{REQUEST_FILENAME}} !-d\n\
         RewriteCond %{{REQUEST_FILENAME}}.html -f\nRewriteRule ^(.+)$ $1.html [L]\n\n{}\
         </IfModule>\n",
        redirects.collect::<String>(),
        compressed.concat()
    )
}
