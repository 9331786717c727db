//! Anchors that a page had, at what has taken their places.

use crate::html::tag_length;

/// Elements that hold no running text: an anchor for what they hold stands before them.
const CONTAINERS: [&str; 5] = ["ul", "ol", "dl", "table", "tbody"];

/// The page with each former anchor, a name and the ID that has taken its place, at the element of that ID; one that the
/// page has again, or whose successor it lacks, is left out.
pub(super) fn keep(mut html: String, former: &[(String, String)]) -> String {
    for (old, new) in former {
        if at(&html, old).is_some() {
            continue;
        }
        // What took its place may have been followed by another since.
        let mut new = new;
        for _ in former {
            match former.iter().find(|(known, _)| known == new) {
                Some((_, next)) if at(&html, new).is_none() => new = next,
                _ => break,
            }
        }
        let Some(start) = at(&html, new) else { continue };
        let anchor = format!("<span id=\"{old}\"></span>");
        let name = name(&html[start..]);
        let place = match name {
            name if CONTAINERS.contains(&name) => start,
            // Only cells hold text in a row.
            "tr" => {
                let cell = html[start + 1..].find("<t").map_or(start, |cell| start + 1 + cell);
                cell + tag_length(&html[cell..])
            }
            _ => start + tag_length(&html[start..]),
        };
        html.insert_str(place, &anchor);
    }
    html
}

/// Where the tag with an ID begins; in a text the same letters may stand without a tag.
fn at(html: &str, id: &str) -> Option<usize> {
    let written = format!(" id=\"{id}\"");
    html.match_indices(&written).find_map(|(at, _)| {
        let start = html[..at].rfind('<')?;
        (start + tag_length(&html[start..]) > at).then_some(start)
    })
}

fn name(tag: &str) -> &str {
    tag.trim_start_matches('<').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}
