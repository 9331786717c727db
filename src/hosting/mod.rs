//! What web servers and search engines need to know of a site, as files beside its pages.
//!
//! In: the [`Graph`]s of all languages, the original's first. Out: [`Output`]s: `sitemap.xml` and `robots.txt`, `/.well-known/security.txt`, and one list of
//! redirects (`redirects`) and one of headers (`headers`) in the words of each server. From a disk nobody reads them.
//! What needs the whole address of the site is left out where it has none. [`compressed`] makes what servers can send
//! without compressing it themselves.

mod apache;
mod compress;
mod headers;
mod hosts;
mod iis;
mod nginx;
mod redirects;
mod security;
mod sitemap;
mod types;

use crate::graph::{Graph, routes};
use crate::output::{Output, Tier};

pub use compress::compressed;
pub use types::media_type;

/// The files for servers and search engines, those with nothing to say left out.
pub fn outputs(graphs: &[&Graph]) -> Vec<Output> {
    let graph = graphs[0];
    let mut files = vec![(routes::ROBOTS, sitemap::robots(graph))];
    files.extend(sitemap::sitemap(graphs).map(|text| (routes::SITEMAP, text)));
    files.extend(security::security(graph).map(|text| (".well-known/security.txt", text)));
    if let Some(base) = graph.site.plain_base_path() {
        let translations: Vec<&str> = graphs[1..].iter().map(|graph| graph.site.folder.as_str()).collect();
        let redirects = redirects::redirects(graphs);
        let folded = redirects::folded(&redirects);
        files.push(("_redirects", hosts::redirects(&base, &redirects)));
        files.push(("_headers", hosts::headers(&base)));
        files.push(("_nginx/map.conf", nginx::map(&base, &translations, &folded)));
        files.push(("_nginx/server.conf", nginx::server(&base)));
        files.push((".htaccess", apache::htaccess(&base, &translations, &folded)));
        files.push((routes::WEB_CONFIG, iis::web_config(&base, &translations, &folded)));
    }
    let file = |(path, text): (&str, String)| Output {
        path: path.to_owned(),
        bytes: text.into_bytes(),
        tier: Tier::Leaf,
    };
    files.into_iter().map(file).collect()
}
