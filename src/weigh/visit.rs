//! The first visit to each page: what a browser loads for it, and what that weighs.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::html;
use crate::output::Output;

/// A page and the files that a browser loads for it, with their weights: each once, but for icons, which browsers
/// fetch apart.
pub struct Visit<'o> {
    pub path: &'o str,
    pub html: &'o str,
    pub files: Vec<(&'o str, usize)>,
}

/// What one page weighs by one measure, and what makes up the weight.
pub struct Weight<'o> {
    pub page: &'o str,
    pub total: usize,
    pub parts: Vec<(&'o str, usize)>,
}

impl<'o> Visit<'o> {
    /// What the first view weighs when the page itself is not compressed: never less than it does.
    pub fn size(&self) -> usize {
        self.html.len() + self.weight_of(|_, _| true).total
    }

    /// The page and all that it loads.
    pub fn first_view(&self) -> Weight<'o> {
        let mut weight = self.weight_of(|_, _| true);
        let html = gzipped(self.html.as_bytes());
        weight.total += html;
        weight.parts.push((self.path, html));
        weight
    }

    /// Those of the loaded files that count, by the paths of the page and of the file.
    pub fn weight_of(&self, counts: impl Fn(&str, &str) -> bool) -> Weight<'o> {
        let parts: Vec<_> = self.files.iter().copied().filter(|(path, _)| counts(self.path, path)).collect();
        Weight { page: self.path, total: parts.iter().map(|(_, weight)| weight).sum(), parts }
    }

    pub fn navigation_size(&self) -> usize {
        html::navigation(self.html).into_iter().map(|range| range.len()).sum()
    }

    /// The navigation of the page, as it stands there.
    pub fn navigation(&self) -> Weight<'o> {
        let parts = html::navigation(self.html).into_iter();
        let text: String = parts.map(|range| &self.html[range]).collect();
        Weight { page: self.path, total: gzipped(text.as_bytes()), parts: Vec::new() }
    }
}

/// What a text weighs as servers send it.
fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing into memory succeeds").len()
}

type ByPath<'o> = FxHashMap<&'o str, &'o Output>;

/// A file that pages load.
struct File<'o> {
    weight: usize,
    /// What it loads in turn.
    loads: Vec<&'o str>,
}

/// The visits to all pages. Files that many pages share are weighed once.
pub fn visits(outputs: &[Output]) -> Vec<Visit<'_>> {
    let by_path: ByPath = outputs.iter().map(|output| (&*output.path, output)).collect();
    let pages = outputs.par_iter().filter(|output| output.path.ends_with(".html"));
    let pages: Vec<Page> = pages.map(|output| Page::of(output, &by_path)).collect();
    let named = pages.iter().flat_map(|page| page.loads.iter().chain(&page.icons));
    let files = files(named.copied().collect(), &by_path);
    pages.into_iter().map(|page| page.visit(&files)).collect()
}

/// A page and the files of the site that it names.
struct Page<'o> {
    path: &'o str,
    html: &'o str,
    loads: Vec<&'o str>,
    icons: Vec<&'o str>,
}

impl<'o> Page<'o> {
    fn of(output: &'o Output, by_path: &ByPath<'o>) -> Page<'o> {
        let path = output.path.as_str();
        let html = std::str::from_utf8(&output.bytes).expect("pages are made as text");
        let loads = present(html::loaded_by_page(path, html), by_path);
        Page { path, html, loads, icons: present(html::icons(path, html), by_path) }
    }

    /// With all that the page loads, and what that loads in turn.
    fn visit(self, files: &FxHashMap<&'o str, File<'o>>) -> Visit<'o> {
        let mut all = self.loads;
        let mut at = 0;
        while let Some(path) = all.get(at) {
            let inner = files[path].loads.iter().filter(|path| !all.contains(path)).copied();
            let inner: Vec<&str> = inner.collect();
            all.extend(inner);
            at += 1;
        }
        let all = all.into_iter().chain(self.icons).map(|path| (path, files[path].weight));
        Visit { path: self.path, html: self.html, files: all.collect() }
    }
}

/// The paths that are files of the site.
fn present<'o>(paths: Vec<String>, by_path: &ByPath<'o>) -> Vec<&'o str> {
    paths.iter().filter_map(|path| Some(by_path.get(path.as_str())?.path.as_str())).collect()
}

/// These files, those that they load, and so on.
fn files<'o>(mut next: Vec<&'o str>, by_path: &ByPath<'o>) -> FxHashMap<&'o str, File<'o>> {
    let mut files = FxHashMap::default();
    while !next.is_empty() {
        next.sort_unstable();
        next.dedup();
        next.retain(|path| !files.contains_key(path));
        let read: Vec<(&str, File)> =
            next.par_iter().map(|&path| (path, file(by_path[path], by_path))).collect();
        next = read.iter().flat_map(|(_, file)| &file.loads).copied().collect();
        files.extend(read);
    }
    files
}

fn file<'o>(output: &'o Output, by_path: &ByPath<'o>) -> File<'o> {
    let css = std::str::from_utf8(&output.bytes).ok().filter(|_| output.path.ends_with(".css"));
    let loads = css.map(|css| html::loaded_by_css(&output.path, css)).unwrap_or_default();
    File { weight: sent(output), loads: present(loads, by_path) }
}

/// What a file weighs as servers send it: text is compressed, pictures and archives are already.
fn sent(output: &Output) -> usize {
    let text = ["css", "js", "svg", "json", "txt", "csv"];
    match output.path.rsplit_once('.') {
        Some((_, extension)) if text.contains(&extension) => gzipped(&output.bytes),
        _ => output.bytes.len(),
    }
}
