//! The ledger of addresses: what has been published, so that it never stops being found.
//!
//! In: the outputs of a build and `content/addresses.txt`, in which earlier editions wrote down their addresses. Out: a
//! diagnostic for each page, file or anchor that was published and would no longer be there; or the ledger with what
//! this edition adds. A line is an address, the edition that published it first and, for a page, the anchors that came
//! with that edition, parted by tabs (here `→`) and spaces:
//!
//! ```text
//! uzdevumi/pu2-10.html → 1 → #pienakumi #rezultats
//! ```
//!
//! Anchors are the IDs of what stands in the main part of pages with content of their own, controls of forms and the
//! theme's own anchors aside; those of views, such as the letters of a list, come and go with what they show. When a row
//! of a relation goes, or a section with the last of its rows, its anchor stays, at the section or the page that showed it
//! (`view::former`). What the theme and search load is no address that anybody keeps, nor are the files for servers.

mod lost;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::graph::{Graph, Route, routes};
use crate::model::PAGE_ANCHORS;
use crate::output::Output;
use crate::source::{FileId, Sources, Span};
use lost::Lost;

/// What is said to people who open the file.
const HEAD: &str = "# Every address that was published: the edition that did first, and the anchors. Written by `norade ledger`.\n";

/// What there is at each address.
pub type Addresses = BTreeMap<String, Place>;

/// What there is at an address.
#[derive(Debug, Default)]
pub struct Place {
    anchors: BTreeSet<String>,
    /// Whether it is a page that leads on to where everything is now.
    leads_on: bool,
}

/// The addresses among the outputs of a build, with the graphs that they were made of.
pub fn addresses<'g>(graphs: impl Iterator<Item = &'g Graph>, outputs: &[Output]) -> Addresses {
    let written = |route: &Route| matches!(route, Route::Entry(_) | Route::Page(_) | Route::Home);
    let written: HashSet<String> = graphs
        .flat_map(|graph| {
            let routes = graph.routes.iter().filter(|(route, _)| written(route));
            routes.map(|(_, path)| format!("{}{path}", graph.site.folder))
        })
        .collect();
    let kept = outputs.iter().filter(|output| {
        let mut folders = output.path.rsplit('/').skip(1);
        let of_theme = folders.any(|folder| folder == routes::THEME || folder == routes::SEARCH);
        !of_theme && !routes::is_for_servers(&output.path)
    });
    kept.map(|output| (output.path.clone(), place(output, written.contains(&output.path)))).collect()
}

fn place(output: &Output, is_written: bool) -> Place {
    static ID: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<([a-z0-9]+)\b[^>]* id="([^"]+)""#).expect("a sound expression"));
    const CONTROLS: [&str; 5] = ["input", "select", "textarea", "output", "datalist"];
    if !output.path.ends_with(".html") {
        return Place::default();
    }
    let html = std::str::from_utf8(&output.bytes).unwrap_or_default();
    let main = html.find("<main").map_or("", |at| &html[at..]);
    let main = if is_written { main } else { "" };
    let found = ID.captures_iter(main).filter(|found| !CONTROLS.contains(&&found[1]));
    let ids = found.map(|found| found[2].to_owned());
    let anchors = ids.filter(|id| !PAGE_ANCHORS.contains(&id.as_str())).collect();
    Place { anchors, leads_on: html.contains("<meta http-equiv=\"refresh\"") }
}

/// A line of the ledger.
struct Line<'t> {
    address: &'t str,
    edition: &'t str,
    anchors: Vec<&'t str>,
    /// Where the text begins in the file.
    start: usize,
}

/// Reads the lines; what is none is reported.
fn lines<'t>(text: &'t str, file: FileId, diags: &mut Diagnostics) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for text in text.split_inclusive('\n') {
        let line = text.trim_end();
        let mut parts = line.split('\t');
        let line_of = |address, edition, anchors: &'t str| {
            let anchors = anchors.split(' ').filter(|anchor| !anchor.is_empty());
            let anchors = anchors.map(|anchor| anchor.strip_prefix('#')).collect::<Option<_>>()?;
            Some(Line { address, edition, anchors, start })
        };
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            _ if line.is_empty() || line.starts_with('#') => {}
            (Some(address), Some(edition), anchors, None) => {
                match line_of(address, edition, anchors.unwrap_or_default()) {
                    Some(line) => lines.push(line),
                    None => diags
                        .add(Diagnostic::new(Code::LedgerLine, Span::new(file, start..start + line.len()))),
                }
            }
            _ => diags.add(Diagnostic::new(Code::LedgerLine, Span::new(file, start..start + line.len()))),
        }
        start += text.len();
    }
    lines
}

/// The anchors that were published at each address, those that can be an ID of an element as they are.
pub type Published = FxHashMap<String, Vec<String>>;

/// What a ledger knows of anchors.
pub fn published(text: &str) -> Published {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let is_plain = |anchor: &&str| anchor.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
    let mut published = Published::default();
    for line in lines(text, file, &mut Diagnostics::default()) {
        let anchors = line.anchors.into_iter().filter(is_plain).map(str::to_owned);
        published.entry(line.address.to_owned()).or_default().extend(anchors);
    }
    published
}

/// Reports what was published and is not there any more.
pub fn check<'g>(
    graphs: impl Iterator<Item = &'g Graph>,
    sources: &Sources,
    ledger: Option<FileId>,
    outputs: &[Output],
    diags: &mut Diagnostics,
) {
    let Some(file) = ledger else { return };
    let graphs: Vec<&Graph> = graphs.collect();
    let addresses = addresses(graphs.iter().copied(), outputs);
    let lines = lines(&sources.get(file).text, file, diags);
    let known = lines.iter().map(|line| line.address).collect();
    let gone = lines.iter().map(|line| line.address).filter(|address| !addresses.contains_key(*address));
    let folders: Vec<&str> = graphs.iter().skip(1).map(|graph| graph.site.folder.as_str()).collect();
    let lost = Lost::new(graphs[0], &folders, &gone.collect::<Vec<_>>(), &known);
    for line in lines {
        let span =
            |from: usize, length: usize| Span::new(file, line.start + from..line.start + from + length);
        let Some(there) = addresses.get(line.address) else {
            let diagnostic = Diagnostic::new(Code::AddressLost, span(0, line.address.len()));
            let diagnostic = diagnostic.fact("address", line.address).fact("edition", line.edition);
            diags.add(lost.tell(line.address, diagnostic));
            continue;
        };
        for anchor in line.anchors {
            if !there.leads_on && !there.anchors.contains(anchor) {
                let diagnostic = Diagnostic::new(
                    Code::AnchorLost,
                    span(offset(line.address, anchor) - 1, anchor.len() + 1),
                );
                let diagnostic = diagnostic.fact("address", line.address).fact("anchor", anchor);
                let nearest = nearest(anchor, there.anchors.iter().map(String::as_str));
                diags.add(diagnostic.fact("edition", line.edition).fact_if("nearest", nearest));
            }
        }
    }
}

/// How far behind the beginning of a line one of its parts begins.
fn offset(line: &str, part: &str) -> usize {
    part.as_ptr() as usize - line.as_ptr() as usize
}

/// The ledger with what an edition adds, and how many addresses and anchors those are.
pub fn extended(text: &str, addresses: &Addresses, edition: &str) -> (String, usize) {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let known = lines(text, file, &mut Diagnostics::default());
    let mut all: BTreeMap<&str, Vec<(&str, BTreeSet<&str>)>> = BTreeMap::new();
    for line in &known {
        all.entry(line.address).or_default().push((line.edition, line.anchors.iter().copied().collect()));
    }
    let mut added = 0;
    for (address, place) in addresses {
        let is_new = !all.contains_key(address.as_str());
        let of_editions = all.entry(address).or_default();
        let new: BTreeSet<&str> = place
            .anchors
            .iter()
            .map(String::as_str)
            .filter(|anchor| !of_editions.iter().any(|(_, known)| known.contains(anchor)))
            .collect();
        if !is_new && new.is_empty() {
            continue;
        }
        added += usize::from(is_new) + new.len();
        match of_editions.iter_mut().find(|(of, _)| *of == edition) {
            Some((_, known)) => known.extend(new),
            None => of_editions.push((edition, new)),
        }
    }
    let mut out = HEAD.to_owned();
    for (address, of_editions) in all {
        for (edition, anchors) in of_editions {
            let anchors =
                anchors.into_iter().map(|anchor| format!("#{anchor}")).collect::<Vec<_>>().join(" ");
            let line = format!("{address}\t{edition}\t{anchors}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    (out, added)
}
