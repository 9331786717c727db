//! What web servers and search engines need to know of a site, as files beside its pages.
//!
//! In: the [`Graph`]s of all languages, the original's first. Out: [`Output`]s: `sitemap.xml`, `robots.txt` and
//! `/.well-known/security.txt`. What needs the whole address of the site is left out where it has none. [`compressed`]
//! makes what servers can send without compressing it themselves.

mod compress;
mod security;
mod sitemap;

use crate::graph::{Graph, routes};
use crate::output::{Output, Tier};

pub use compress::compressed;

/// The files for servers and search engines, those with nothing to say left out.
pub fn outputs(graphs: &[&Graph]) -> Vec<Output> {
    let graph = graphs[0];
    let mut files = vec![(routes::ROBOTS, sitemap::robots(graph))];
    files.extend(sitemap::sitemap(graphs).map(|text| (routes::SITEMAP, text)));
    files.extend(security::security(graph).map(|text| (".well-known/security.txt", text)));
    let file = |(path, text): (&str, String)| Output {
        path: path.to_owned(),
        bytes: text.into_bytes(),
        tier: Tier::Leaf,
    };
    files.into_iter().map(file).collect()
}
