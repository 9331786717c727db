//! Both whole sites hang together: every link leads to a file and an anchor that exist, nothing internal is
//! absolute, nothing external is there that the content does not name.

use std::collections::{BTreeMap, BTreeSet};

use crate::built::{Built, Page, anchor, list, resolve, text};
use crate::second_model;
use crate::source::first_edition;

#[test]
fn the_first_edition_hangs_together() {
    let external = ["https://www.varam.gov.lv/lv/pakalpojumu-vides-pilnveide", "mailto:pvp@varam.gov.lv"];
    hangs_together(first_edition(), &external);
}

#[test]
fn a_site_of_another_model_hangs_together() {
    let external = [
        "https://harbour.example/safeguards",
        "https://register.example/",
        "https://standards.example/keys?part=2&year=2019",
        "mailto:keys@harbour.example",
        "mailto:safeguards@harbour.example",
        "mailto:webmaster@harbour.example",
    ];
    hangs_together(second_model::built(), &external);
}

#[track_caller]
fn hangs_together(built: &Built, external: &[&str]) {
    let pages: BTreeMap<&str, Links> = built.pages().map(|page| (page.path, Links::of(&page))).collect();
    let mut faults: Vec<String> = Vec::new();
    let mut outside = BTreeSet::new();
    for (path, page) in &pages {
        faults.extend(page.faults.iter().map(|fault| format!("{path}: {fault}")));
        for href in &page.hrefs {
            match place(path, href) {
                Place::Outside => drop(outside.insert(without_subject(href))),
                Place::Wrong(why) => faults.push(format!("{path}: {href}: {why}")),
                Place::Inside(to, anchor) => faults.extend(missing(built, &pages, path, href, &to, anchor)),
            }
        }
    }
    faults.extend(data_faults(built, &pages));
    faults.extend(style_faults(built));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(unreachable(&pages), Vec::<&str>::new(), "pages that no link leads to");
    assert_eq!(outside, external.iter().map(|url| url.to_string()).collect(), "links to elsewhere");
}

/// What a page links to, and the anchors it has.
struct Links {
    hrefs: Vec<String>,
    anchors: BTreeSet<String>,
    faults: Vec<String>,
    /// Whether it is no more than the way to another page.
    leads_on: bool,
}

impl Links {
    fn of(page: &Page) -> Links {
        let mut hrefs = Vec::new();
        for name in ["href", "src", "action", "data", "poster", "srcset"] {
            let with = page.all(&format!("[{name}]")).into_iter();
            hrefs.extend(with.filter_map(|element| element.attr(name).map(str::to_owned)));
        }
        let mut faults = Vec::new();
        let mut anchors = BTreeSet::new();
        for id in page.all("[id]").iter().filter_map(|element| element.attr("id")) {
            if !anchors.insert(id.to_owned()) {
                faults.push(format!("the ID {id} stands twice"));
            }
        }
        for element in page.all(
            "[style], style, script:not([src], [type='application/ld+json']), base, iframe, object, embed",
        ) {
            faults.push(format!("<{}> that the site's policy forbids", element.value().name()));
        }
        Links { hrefs, anchors, faults, leads_on: !page.all("meta[http-equiv=refresh]").is_empty() }
    }
}

enum Place {
    Inside(String, Option<String>),
    Outside,
    Wrong(&'static str),
}

fn place(page: &str, href: &str) -> Place {
    // A server shows this page at any address, so its links begin at the top of the site.
    if page == "404.html" && href.starts_with('/') && !href.starts_with("//") {
        return place("index.html", &href[1..]);
    }
    if href.starts_with("https://") || href.starts_with("http://") || href.starts_with("mailto:") {
        return Place::Outside;
    }
    if href.starts_with('/') {
        return Place::Wrong("an absolute address");
    }
    if href.ends_with('/') {
        return Place::Wrong("a folder, which opens no page without a server");
    }
    match resolve(page, href) {
        Some((path, anchor)) => Place::Inside(path, anchor),
        None => Place::Wrong("it leads out of the site"),
    }
}

/// The subject of a report names the page, so it differs on each.
fn without_subject(href: &str) -> String {
    match href.strip_prefix("mailto:") {
        Some(_) => href.split('?').next().unwrap_or_default().to_owned(),
        None => href.to_owned(),
    }
}

fn missing(
    built: &Built,
    pages: &BTreeMap<&str, Links>,
    page: &str,
    href: &str,
    to: &str,
    anchor: Option<String>,
) -> Option<String> {
    if !built.files.contains_key(to) {
        return Some(format!("{page}: {href}: there is no {to}"));
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
    let known = pages.get(to).is_some_and(|page| page.anchors.contains(&anchor));
    (!known).then(|| format!("{page}: {href}: {to} has no anchor {anchor}"))
}

/// The addresses in the data lead somewhere too.
fn data_faults(built: &Built, pages: &BTreeMap<&str, Links>) -> Vec<String> {
    let mut addresses = Vec::new();
    for entry in list(&built.data["entries"]) {
        let own = text(&entry["address"]);
        addresses.push(own.to_owned());
        for rows in ["relations", "inverse"] {
            let rows = entry[rows].as_object().into_iter().flat_map(|lists| lists.values()).flat_map(list);
            for row in rows {
                addresses.extend(anchor(row).map(|anchor| format!("{own}#{anchor}")));
            }
        }
    }
    let fault = |address: String| {
        let (path, anchor) = resolve("index.html", &address).expect("an address in the site");
        missing(built, pages, "dati/norade.json", &address, &path, anchor)
    };
    addresses.into_iter().filter_map(fault).collect()
}

/// The pages that no way leads to from the home page, those aside that only lead on: to a former address, and to that of a
/// code alone, nothing in the site leads.
fn unreachable<'p>(pages: &BTreeMap<&'p str, Links>) -> Vec<&'p str> {
    let mut seen = BTreeSet::from(["index.html".to_owned(), "404.html".to_owned()]);
    let mut ahead = vec!["index.html".to_owned()];
    while let Some(path) = ahead.pop() {
        let Some(page) = pages.get(path.as_str()) else { continue };
        for (to, _) in page.hrefs.iter().filter_map(|href| resolve(&path, href)) {
            if seen.insert(to.clone()) {
                ahead.push(to);
            }
        }
    }
    let lone = pages.iter().filter(|(path, page)| !seen.contains(**path) && !page.leads_on);
    lone.map(|(path, _)| *path).collect()
}

/// Stylesheets and scripts ask nobody else for anything.
fn style_faults(built: &Built) -> Vec<String> {
    // What the index of search hands over are texts of the pages.
    let files = built.files.iter().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js"));
    let files = files.filter(|(path, _)| !path.starts_with("search/"));
    let texts = files.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)));
    let outside =
        |text: &str| ["http:", "https:", "url(//", "@import"].iter().any(|word| text.contains(word));
    texts.filter(|(_, text)| outside(text)).map(|(path, _)| format!("{path}: an address elsewhere")).collect()
}
