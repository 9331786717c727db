//! nginx: a map of the redirects for `http { … }`, and the rest for `server { … }`.

use super::headers::{ASKED_AGAIN, KEPT, LASTING, secure};
use super::redirects::Redirect;

/// A map finds its key in any letter case.
pub fn map(base: &str, translations: &[&str], redirects: &[&Redirect]) -> String {
    let lines = redirects.iter().map(|Redirect { from, to }| format!("    {base}{from} {base}{to};\n"));
    let not_found = translations
        .iter()
        .map(|folder| format!("    ~^{}{folder} {base}{folder}404.html;\n", pattern(base)));
    let longest = redirects.iter().map(|redirect| base.len() + redirect.from.len()).max().unwrap_or(0);
    format!(
        "# nginx: include this in `http {{ … }}`, and server.conf beside it in `server {{ … }}`.\n\n\
         {}map $uri $norade_redirect {{\n    default \"\";\n{}}}\n\n\
         map $uri $norade_cache {{\n    default {ASKED_AGAIN};\n    ~^{}({})/ \"{KEPT}\";\n}}\n\n\
         map $uri $norade_not_found {{\n    default {base}404.html;\n{}}}\n",
        bucket(longest),
        lines.collect::<String>(),
        pattern(base),
        LASTING.join("|"),
        not_found.collect::<String>(),
    )
}

/// A path as a regular expression.
fn pattern(path: &str) -> String {
    path.replace('.', "\\.")
}

/// Longer keys need larger buckets than nginx makes by itself: two pointers, and the key with its length, in words.
fn bucket(longest: usize) -> String {
    let needed = 16 + (longest + 2).next_multiple_of(8);
    match needed > 64 {
        true => format!("map_hash_bucket_size {};\n\n", needed.next_power_of_two()),
        false => String::new(),
    }
}

pub fn server(base: &str) -> String {
    let headers = secure().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"));
    format!(
        "# nginx: include this in `server {{ … }}`, and map.conf beside it in `http {{ … }}`. Below the server's `root`\n\
         # the site lies at the path of its address: {base}\n\n\
         error_page 404 $norade_not_found;\n\n\
         location {base} {{\n    \
             if ($norade_redirect) {{\n        return 301 $norade_redirect;\n    }}\n    \
             index index.html;\n    \
             try_files $uri $uri/ $uri.html =404;\n    \
             charset utf-8;\n\n    \
             # Files that `norade build --compress` has written.\n    \
             gzip_static on;\n    \
             gzip_vary on;\n    \
             # With the module ngx_brotli, `brotli_static on;` in `server {{ … }}` does the same for .br.\n\n    \
             # A proxy in front may have another name.\n    \
             absolute_redirect off;\n\n\
         {}    add_header Cache-Control $norade_cache;\n}}\n",
        headers.concat()
    )
}
