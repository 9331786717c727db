//! One page as one file, to be sent by e-mail or kept where files are kept.
//!
//! In: a page as it was rendered to stand alone, and what it loads. Out: the same page with stylesheets and pictures
//! inside; without scripts. Its links lead to the site's own address, or are plain text where the site has none.

use std::borrow::Cow;

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::html::{Tag, inside, tags};

/// What the page may do: show its own styles and pictures.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Makes a page hold all that it shows. `path` is where it stands in the site, `base` the address of the site, and `file`
/// gives the files of the site by their paths.
pub fn single<'f>(
    path: &str,
    html: &str,
    base: Option<&str>,
    file: impl Fn(&str) -> Option<Cow<'f, [u8]>>,
) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let (mut at, mut plain_links, mut script) = (0, 0, false);
    for tag in tags(html) {
        if !script {
            out.push_str(&html[at..tag.range.start]);
        }
        at = tag.range.end;
        let whole = &html[tag.range.clone()];
        match tag.name {
            "script" if tag.attribute("src").is_some() => script = true,
            "script" if tag.closes && script => script = false,
            "meta" if tag.attribute("http-equiv") == Some("Content-Security-Policy") => {
                out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"));
            }
            "link" if tag.links(&["stylesheet"]) => {
                let sheet = tag.attribute("href").and_then(|href| inside(path, href));
                if let Some(css) = sheet.as_deref().and_then(&file) {
                    let media =
                        tag.attribute("media").map(|media| format!(" media=\"{media}\"")).unwrap_or_default();
                    let css = with_pictures(
                        sheet.as_deref().unwrap_or_default(),
                        &String::from_utf8_lossy(&css),
                        &file,
                    );
                    out.push_str(&format!("<style{media}>\n{}</style>", css.replace("</", "<\\/")));
                }
            }
            "a" if tag.closes && plain_links > 0 => {
                plain_links -= 1;
                out.push_str("</span>");
            }
            "a" if !tag.closes => match led(path, &tag, base) {
                Some(href) => out.push_str(&whole.replace(
                    &format!("href=\"{}\"", tag.attribute("href").unwrap_or_default()),
                    &format!("href=\"{href}\""),
                )),
                None => {
                    plain_links += 1;
                    out.push_str("<span>");
                }
            },
            _ => out.push_str(&pictured(path, whole, &tag, &file)),
        }
    }
    out.push_str(&html[at..]);
    out
}

/// Where a link leads from a page that stands alone; nowhere when that is a page of a site without an address.
fn led<'t>(path: &str, tag: &Tag<'t>, base: Option<&str>) -> Option<Cow<'t, str>> {
    let href = tag.attribute("href")?;
    if href.starts_with('#') || href.contains(':') {
        return Some(href.into());
    }
    let anchor = href.find('#').map_or("", |at| &href[at..]);
    Some(format!("{}{}{anchor}", base?, inside(path, href)?).into())
}

/// A tag with the picture that it names inside it.
fn pictured<'t, 'f>(
    path: &str,
    whole: &'t str,
    tag: &Tag,
    file: &impl Fn(&str) -> Option<Cow<'f, [u8]>>,
) -> Cow<'t, str> {
    let name = match tag.name {
        "img" => "src",
        "link" if tag.links(&["icon"]) => "href",
        _ => return whole.into(),
    };
    let Some(value) = tag.attribute(name) else { return whole.into() };
    let picture =
        inside(path, &value.replace("&amp;", "&")).and_then(|path| Some(data(&path, &file(&path)?)));
    match picture {
        Some(data) => whole.replace(&format!("{name}=\"{value}\""), &format!("{name}=\"{data}\"")).into(),
        None => whole.into(),
    }
}

/// A stylesheet with the pictures that it names inside it.
fn with_pictures<'f>(path: &str, css: &str, file: &impl Fn(&str) -> Option<Cow<'f, [u8]>>) -> String {
    let mut parts = css.split("url(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (url, rest) = part.split_once(')').unwrap_or((part, ""));
        let written = url.trim().trim_matches(['"', '\'']);
        match inside(path, written).and_then(|path| Some(data(&path, &file(&path)?))) {
            Some(data) => out.push_str(&format!("url({data}){rest}")),
            None => out.push_str(&format!("url({url}){rest}")),
        }
    }
    out
}

/// A file as an address that holds it.
fn data(path: &str, bytes: &[u8]) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let sort = match extension.as_str() {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    format!("data:image/{sort};base64,{}", BASE64_STANDARD.encode(bytes))
}
