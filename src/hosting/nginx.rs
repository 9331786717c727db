//! nginx: a map of the redirects for `http { … }`, and the rest for `server { … }`.

use super::headers::{ASKED_AGAIN, HIDDEN, KEPT, LASTING, pattern, secure};
use super::redirects::Redirect;
use super::types::TYPES;

/// A map finds its key in any letter case.
pub fn map(base: &str, translations: &[&str], redirects: &[&Redirect]) -> String {
    let lines = redirects.iter().map(|Redirect { from, to }| format!("    {base}{from} {base}{to};\n"));
    let not_found = translations
        .iter()
        .map(|folder| format!("    ~^{}{folder} {base}{folder}404.html;\n", pattern(base)));
    let longest = redirects.iter().map(|redirect| base.len() + redirect.from.len()).max().unwrap_or(0);
    format!(
        "# nginx: include this in `http {{ … }}` before any other map, and server.conf beside it in `server {{ … }}`.\n\n\
         {}map $uri $norade_redirect {{\n    default \"\";\n{}}}\n\n\
         map $uri $norade_cache {{\n    default {ASKED_AGAIN};\n    ~^{}({})/ \"{KEPT}\";\n}}\n\n\
         map $uri $norade_not_found {{\n    default {base}404.html;\n{}}}\n",
        if redirects.is_empty() { String::new() } else { sizes(redirects.len(), longest) },
        lines.collect::<String>(),
        pattern(base),
        LASTING.join("|"),
        not_found.collect::<String>(),
    )
}

/// The room that nginx looks for when it lays out the table of redirects: as many buckets as there are keys, each for
/// eight of them. A key takes two pointers, and itself with its length in whole words. nginx warns where what it makes by
/// itself is not enough, and does not start where a key is longer than a bucket.
fn sizes(keys: usize, longest: usize) -> String {
    let bucket = 8 * (16 + (longest + 2).next_multiple_of(8)) + 8;
    let (bucket, buckets) = (bucket.next_power_of_two(), keys.next_power_of_two().max(2048));
    format!("map_hash_bucket_size {bucket};\nmap_hash_max_size {buckets};\n\n")
}

pub fn server(base: &str) -> String {
    let headers = secure().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"));
    let names =
        TYPES.map(|(extension, media_type)| (extension, media_type.split(';').next().unwrap_or_default()));
    let types = names.map(|(extension, name)| format!("        {name} {extension};\n"));
    // nginx says by itself what pages are written in.
    let is_text = |name: &&str| name.starts_with("text/") && *name != "text/html";
    let texts: Vec<&str> = names.iter().map(|(_, name)| *name).filter(is_text).collect();
    let within = pattern(base);
    format!(
        "# nginx: include this in `server {{ … }}`, and map.conf beside it in `http {{ … }}`. Below the server's `root`\n\
         # the site lies at the path of its address: {base}\n\n\
         location {base} {{\n    \
             if ($norade_redirect) {{\n        return 301 $norade_redirect$is_args$args;\n    }}\n    \
             # Files for servers are nobody else's.\n    \
             if ($uri ~ \"^{within}{HIDDEN}\") {{\n        return 404;\n    }}\n    \
             index index.html;\n    \
             try_files $uri $uri/ $uri.html =404;\n    \
             error_page 404 $norade_not_found;\n    \
             # A folder without a page.\n    \
             error_page 403 =404 $norade_not_found;\n\n    \
             types {{\n{}    }}\n    \
             charset utf-8;\n    \
             charset_types {};\n\n    \
             # Files that `norade build --compress` has written.\n    \
             gzip_static on;\n    \
             gzip_vary on;\n    \
             # With the module ngx_brotli, `brotli_static on;` in `server {{ … }}` does the same for .br.\n\n    \
             # A proxy in front may have another name.\n    \
             absolute_redirect off;\n\n\
         {}    add_header Cache-Control $norade_cache always;\n}}\n",
        types.concat(),
        texts.join(" "),
        headers.concat()
    )
}
