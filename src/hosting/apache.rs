//! Apache 2.4: a `.htaccess`, which the server's own configuration can include in the place of reading it each time.

use super::compress::TYPES;
use super::headers::{ASKED_AGAIN, KEPT, LASTING, secure};
use super::redirects::Redirect;

pub fn htaccess(base: &str, translations: &[&str], redirects: &[&Redirect]) -> String {
    let headers = secure().map(|(name, value)| format!("Header always set {name} \"{value}\"\n"));
    let pattern = |text: &str| text.replace('.', "\\.");
    let rules = redirects
        .iter()
        .map(|Redirect { from, to }| format!("RewriteRule ^{}$ {to} [NC,R=301,L]\n", pattern(from)));
    let not_found = translations.iter().map(|folder| {
        let within = pattern(base);
        format!("<If \"%{{REQUEST_URI}} =~ m#^{within}{folder}#\">\nErrorDocument 404 {base}{folder}404.html\n</If>\n")
    });
    // What is sent compressed keeps its own type.
    let types = TYPES.iter().map(|(extension, media_type)| {
        format!("<FilesMatch \"\\.{extension}\\.(br|gz)$\">\nForceType \"{media_type}\"\n</FilesMatch>\n")
    });
    let extensions: Vec<&str> = TYPES.iter().map(|(extension, _)| *extension).collect();
    format!(
        "# Apache 2.4: needs `AllowOverride FileInfo`, or `Include` in the <Directory> of the site.\n\
         ErrorDocument 404 {base}404.html\n{}\
         AddDefaultCharset utf-8\n\n\
         <IfModule mod_headers.c>\n\
         {}Header set Cache-Control {ASKED_AGAIN}\n\
         <If \"%{{REQUEST_URI}} =~ m#^{}({})/#\">\nHeader set Cache-Control \"{KEPT}\"\n</If>\n\
         <FilesMatch \"\\.({})(\\.br|\\.gz)?$\">\nHeader merge Vary Accept-Encoding\n</FilesMatch>\n\
         </IfModule>\n\n\
         # Files that `norade build --compress` has written.\n\
         AddEncoding br .br\nAddEncoding gzip .gz\n{}\n\
         <IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {base}\n\n{}\n\
         # Addresses without .html.\n\
         RewriteCond %{{REQUEST_FILENAME}} !-f\nRewriteCond %{{REQUEST_FILENAME}} !-d\n\
         RewriteCond %{{REQUEST_FILENAME}}.html -f\nRewriteRule ^(.+)$ $1.html [L]\n\n\
         RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b\nRewriteCond %{{REQUEST_FILENAME}}.br -f\n\
         RewriteRule ^(.+)$ $1.br [L]\n\
         RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b\nRewriteCond %{{REQUEST_FILENAME}}.gz -f\n\
         RewriteRule ^(.+)$ $1.gz [L]\n\
         </IfModule>\n",
        not_found.collect::<String>(),
        headers.concat(),
        pattern(base),
        LASTING.join("|"),
        extensions.join("|"),
        types.collect::<String>(),
        rules.collect::<String>(),
    )
}
