//! What a page and its stylesheets make a browser load, and what of the page is navigation.
//!
//! A scan for tags, no parser: the pages are written by the theme's templates and by what was compiled from
//! Markdown, in which no `<` stands but for a tag.

use std::ops::Range;

/// A tag, from its `<` to its `>`.
pub struct Tag<'t> {
    pub name: &'t str,
    pub closes: bool,
    attributes: &'t str,
    pub range: Range<usize>,
}

/// The tags of a page, comments left out.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html[at..].find('<')?;
            let inner = &html[start + 1..];
            if let Some(comment) = inner.strip_prefix("!--") {
                at = start + 4 + comment.find("-->")? + 3;
                continue;
            }
            at = start + tag_length(&html[start..]);
            let closes = inner.starts_with('/');
            let text = html[start + 1 + usize::from(closes)..at].strip_suffix('>')?;
            let name = text.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
            return Some(Tag { name, closes, attributes: &text[name.len()..], range: start..at });
        }
    })
}

/// The length of the tag that a text begins with, to the end of the text if nothing ends it; a `>` in a quoted value does
/// not.
pub fn tag_length(markup: &str) -> usize {
    let mut quote = None;
    let end = markup.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        false
    });
    end.map_or(markup.len(), |end| end + 1)
}

impl<'t> Tag<'t> {
    /// The value of an attribute that has one.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            if key.is_empty() {
                return None;
            }
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                continue;
            };
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote)?,
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = after;
        }
    }

    /// Whether it is a link of one of these relations.
    pub fn links(&self, relations: &[&str]) -> bool {
        let mut rel = self.attribute("rel").unwrap_or_default().split_ascii_whitespace();
        self.name == "link" && rel.any(|rel| relations.contains(&rel))
    }

    /// The address that a browser loads because of this tag.
    fn loads(&self) -> Option<&'t str> {
        match self.name {
            "link" if self.links(&["stylesheet", "preload", "manifest"]) => self.attribute("href"),
            "script" => self.attribute("src"),
            "img" if self.attribute("loading") != Some("lazy") => self.attribute("src"),
            _ => None,
        }
    }
}

/// What a page makes a browser load, icons aside, as paths inside the site; what lies elsewhere is left out.
pub fn loaded_by_page(path: &str, html: &str) -> Vec<String> {
    let hrefs = tags(html).filter(|tag| !tag.closes).filter_map(|tag| tag.loads());
    distinct(hrefs.filter_map(|href| inside(path, &href.replace("&amp;", "&"))))
}

/// The icons of a page. Browsers fetch them apart, even where a stylesheet shows the same file.
pub fn icons(path: &str, html: &str) -> Vec<String> {
    let icons = tags(html).filter(|tag| tag.links(&["icon"])).filter_map(|tag| tag.attribute("href"));
    distinct(icons.filter_map(|href| inside(path, &href.replace("&amp;", "&"))))
}

/// What a stylesheet makes a browser load: `url(…)`, wherever it stands.
pub fn loaded_by_css(path: &str, css: &str) -> Vec<String> {
    let urls = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    distinct(urls.filter_map(|url| inside(path, url.trim().trim_matches(['"', '\'']))))
}

fn distinct(paths: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for path in paths {
        if !seen.contains(&path) {
            seen.push(path);
        }
    }
    seen
}

/// The path inside the site that an address means in a file of the site.
pub fn inside(from: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().filter(|address| !address.is_empty())?;
    if address.starts_with('/') || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The navigation of a page: its `header`, `footer` and `nav` elements outside `main`, but for lists of what is
/// on the page itself.
pub fn navigation(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut in_main = false;
    let mut open: Option<Open> = None;
    for tag in tags(html) {
        match &mut open {
            Some(element) => {
                let elsewhere = |href: &str| !href.starts_with('#');
                element.leads |= tag.name == "a" && tag.attribute("href").is_some_and(elsewhere);
                if tag.name == element.name {
                    element.depth = if tag.closes { element.depth - 1 } else { element.depth + 1 };
                }
                if element.depth == 0 {
                    if element.leads || element.name != "nav" {
                        found.push(element.start..tag.range.end);
                    }
                    open = None;
                }
            }
            None if tag.name == "main" => in_main = !tag.closes,
            None if !in_main && !tag.closes && ["header", "footer", "nav"].contains(&tag.name) => {
                open = Some(Open { name: tag.name, depth: 1, start: tag.range.start, leads: false });
            }
            None => {}
        }
    }
    found
}

/// An element of navigation that has begun.
struct Open<'t> {
    name: &'t str,
    depth: usize,
    start: usize,
    /// Whether it links to anything but the page itself.
    leads: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads() {
        let html = r##"<link rel="canonical" href="c.html"><link rel=stylesheet href=../a.css?x#y>
            <!-- <script src="no.js"></script> --><script defer src='a.js'></script><script src="../a.js"></script>
            <link href="../a.css" rel="alternate stylesheet"><p title="<img src='no.png'>"><img alt="a > b" src="b/d&amp;e.png">
            <img src="later.png" loading="lazy"><img src="https://example.lv/x.png"><img src="/x.png"><img src="data:,x">"##;
        assert_eq!(loaded_by_page("f/p.html", html), ["a.css", "f/a.js", "a.js", "f/b/d&e.png"]);
        let css = "a { background: url(icon.svg) } @font-face { src: url( \"f/a.woff2\" ), url('../out.woff') } b { x: url(icon.svg) url(data:image/png,x) }";
        assert_eq!(loaded_by_css("theme/s.css", css), ["theme/icon.svg", "theme/f/a.woff2", "out.woff"]);
        let icon = "<link rel=\"shortcut icon\" href=\"i.svg\"><link rel=\"stylesheet\" href=\"s.css\">";
        assert_eq!(
            (icons("p.html", icon), loaded_by_page("p.html", icon)),
            (vec!["i.svg".into()], vec!["s.css".into()])
        );
        assert_eq!(loaded_by_page("p.html", "<img src=\"../out.png\"><script"), Vec::<String>::new());
    }

    #[test]
    fn what_is_navigation() {
        let html = "<header><nav><a href=\"x\">X</a></nav></header><nav><a href=\"#a\">A</a></nav>\
            <nav><ul><li><a href=\"#a\">A</a></li></ul><a href=\"y\">Y</a></nav>\
            <main><header>H</header><nav><a href=\"z\">Z</a></nav></main><footer>F</footer>";
        let parts: Vec<&str> = navigation(html).into_iter().map(|range| &html[range]).collect();
        assert_eq!(parts.len(), 3, "{parts:?}");
        assert!(parts[0].starts_with("<header><nav>") && parts[0].ends_with("</header>"));
        assert!(parts[1].contains("href=\"y\"") && parts[1].ends_with("</nav>"));
        assert_eq!(parts[2], "<footer>F</footer>");
    }
}
