//! For search engines: `sitemap.xml` and `robots.txt`.

use crate::graph::{Graph, routes};
use crate::markdown::escape;
use crate::view::metadata;

/// The pages that are worth finding, in their order. When they last changed is not said: no content tells.
pub fn sitemap(graphs: &[&Graph]) -> Option<String> {
    graphs[0].site.base_url.as_ref()?;
    let urls = graphs.iter().flat_map(|graph| {
        let listed = graph.routes.iter().filter(|(route, _)| metadata::is_listed(graph, *route));
        listed.filter_map(|(_, path)| metadata::address(graph, path))
    });
    let urls: String = urls.map(|url| format!("<url><loc>{}</loc></url>\n", escape(&url))).collect();
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
    ))
}

/// Every robot may read everything: pages that are not to be shown in results say so themselves.
pub fn robots(graph: &Graph) -> String {
    let sitemap = graph.site.base_url.as_ref().map(|base| format!("\nSitemap: {base}{}\n", routes::SITEMAP));
    format!("User-agent: *\nDisallow:\n{}", sitemap.unwrap_or_default())
}
