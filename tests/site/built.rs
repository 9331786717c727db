//! A site as the program built it, held in memory: its data, and its pages as a reader sees them.

use std::collections::BTreeMap;
use std::path::Path;

use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value as Json;

use crate::support::norade;

/// The files of a built site by their path.
pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
    pub data: Json,
}

/// A page, parsed.
pub struct Page<'b> {
    pub path: &'b str,
    html: Html,
}

impl Built {
    /// Builds the site in a folder, which must be without errors; nothing is written there.
    pub fn of(root: &Path) -> Built {
        let out = tempfile::tempdir().expect("a temporary folder");
        let public = out.path().join("public");
        let run = norade(root, &["build", "--out", public.to_str().expect("a path of ASCII letters")]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files = files(&public);
        let data = serde_json::from_slice(&files["dati/norade.json"]).expect("the data is JSON");
        Built { files, data }
    }

    /// A file as text.
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("there is no file {path}"));
        std::str::from_utf8(bytes).expect("the file is UTF-8")
    }

    pub fn pages(&self) -> impl Iterator<Item = Page<'_>> {
        self.files.keys().filter(|path| path.ends_with(".html")).map(|path| self.page(path))
    }

    pub fn page<'b>(&'b self, path: &'b str) -> Page<'b> {
        Page { path, html: Html::parse_document(self.text(path)) }
    }

    /// The entries of a kind in the data, in its order.
    pub fn of_kind<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b Json> {
        list(&self.data["entries"]).iter().filter(move |entry| entry["kind"] == kind)
    }

    /// An entry of the data; null when there is none.
    pub fn entry(&self, id: &str) -> &Json {
        list(&self.data["entries"]).iter().find(|entry| entry["id"] == id).unwrap_or(&Json::Null)
    }

    /// Where an entry's page is; nowhere when there is none.
    pub fn address(&self, id: &str) -> &str {
        text(&self.entry(id)["address"])
    }

    /// The page of an entry.
    pub fn page_of(&self, id: &str) -> Option<Page<'_>> {
        let path = self.address(id);
        self.files.contains_key(path).then(|| self.page(path))
    }
}

impl<'b> Page<'b> {
    pub fn root(&self) -> ElementRef<'_> {
        self.html.root_element()
    }

    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        all(self.root(), selector)
    }

    pub fn with_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.all("[id]").into_iter().find(|element| element.attr("id") == Some(id))
    }

    /// The part of the page below a heading with an ID, or the element that has it.
    pub fn section(&self, id: &str) -> Option<ElementRef<'_>> {
        let element = self.with_id(id)?;
        match is_heading(element) {
            true => element.parent().and_then(ElementRef::wrap),
            false => Some(element),
        }
    }

    /// The links inside an element to other pages of the site, with the path each leads to.
    pub fn links<'e>(&self, element: ElementRef<'e>) -> Vec<(ElementRef<'e>, String)> {
        let links = all(element, "a[href]").into_iter();
        let path = |link: &ElementRef| resolve(self.path, link.attr("href")?).map(|(path, _)| path);
        links.filter_map(|link| Some((link, path(&link)?))).collect()
    }

    pub fn links_to(&self, element: ElementRef, path: &str) -> bool {
        self.links(element).iter().any(|(_, other)| other == path)
    }

    pub fn text(&self) -> String {
        normal(&visible(self.root()))
    }
}

/// What stands below a heading: an item that links to a page.
pub struct Item<'e> {
    /// The key of the last heading before it.
    pub head: Option<String>,
    /// The path it links to.
    pub path: String,
    /// The list item that holds the link, or the link itself.
    pub element: ElementRef<'e>,
}

impl Page<'_> {
    /// The items in an element that link to pages which `wanted` accepts, in the order of the page, each
    /// with the heading it stands under. `heads` are keys with the texts of their headings. Links inside
    /// the page are no items.
    pub fn outline<'e>(
        &self,
        element: ElementRef<'e>,
        heads: &[(String, String)],
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Item<'e>> {
        let mut items: Vec<Item> = Vec::new();
        let mut head = None;
        for node in element.descendants().filter_map(ElementRef::wrap) {
            let leads = |link: &ElementRef| resolve(self.path, link.attr("href")?).map(|(path, _)| path);
            if is_heading(node) && !self.links(node).iter().any(|(_, path)| wanted(path)) {
                let text = normal(&visible(node));
                let found = heads.iter().filter(|(_, words)| text.contains(&normal(words)));
                if let Some((key, _)) = found.max_by_key(|(_, words)| words.len()) {
                    head = Some(key.clone());
                }
            }
            if node.value().name() != "a" {
                continue;
            }
            let within = node.attr("href").is_some_and(|href| href.starts_with('#'));
            let Some(path) = leads(&node).filter(|path| !within && wanted(path)) else { continue };
            let holder = ancestor(node, element, "li").unwrap_or(node);
            if items.last().is_none_or(|last| last.element != holder || last.path != path) {
                items.push(Item { head: head.clone(), path, element: holder });
            }
        }
        items
    }
}

/// The nearest element of a name around another, inside a third.
fn ancestor<'e>(element: ElementRef<'e>, inside: ElementRef<'e>, name: &str) -> Option<ElementRef<'e>> {
    let above = element.ancestors().filter_map(ElementRef::wrap);
    above.take_while(|other| *other != inside).find(|other| other.value().name() == name)
}

fn is_heading(element: ElementRef) -> bool {
    let names = ["h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "caption", "summary", "figcaption"];
    names.contains(&element.value().name())
}

pub fn all<'e>(element: ElementRef<'e>, selector: &str) -> Vec<ElementRef<'e>> {
    let selector = Selector::parse(selector).expect("the selectors of the tests are sound");
    element.select(&selector).collect()
}

/// The texts of the list items in an element, those of nested lists apart.
pub fn items(element: ElementRef) -> Vec<String> {
    let own = |item: ElementRef| {
        let mut text = String::new();
        collect(item, &mut text, &["ul", "ol"]);
        normal(&text)
    };
    all(element, "li").into_iter().map(own).collect()
}

/// The text that a reader sees: no attributes, no script, style or template.
pub fn visible(element: ElementRef) -> String {
    let mut text = String::new();
    collect(element, &mut text, &[]);
    text
}

fn collect(element: ElementRef, text: &mut String, without: &[&str]) {
    const HIDDEN: [&str; 6] = ["script", "style", "template", "noscript", "title", "head"];
    for child in element.children() {
        match child.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(inner) if !HIDDEN.contains(&inner.name()) && !without.contains(&inner.name()) => {
                collect(ElementRef::wrap(child).expect("it is an element"), text, without);
            }
            _ => {}
        }
    }
}

/// A text for comparison: no white space or soft hyphens, dashes and quotation marks alike.
pub fn normal(text: &str) -> String {
    let alike = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' => '"',
        c => c,
    };
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '\u{AD}' | '\u{200B}' | '*');
    text.chars().filter(kept).map(alike).collect()
}

/// Where a link of a page leads inside the site: the file's path and the anchor. `None` outside it.
pub fn resolve(page: &str, href: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = match href.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (href, None),
    };
    if path.contains(':') || path.starts_with('/') {
        return None;
    }
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), anchor))
}

/// The files below a folder by their path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("the folder can be read"));
    let file = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).expect("it is below the folder");
        let path = path.to_str().expect("paths are UTF-8").replace('\\', "/");
        (path, std::fs::read(entry.path()).expect("the file can be read"))
    };
    entries.filter(|entry| entry.file_type().is_file()).map(file).collect()
}

/// A copy of a folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        write(&to.join(path), &bytes);
    }
}

pub fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("make the folder");
    std::fs::write(path, bytes).expect("write the file");
}

/// A list of the data; empty where there is none.
pub fn list(json: &Json) -> &[Json] {
    json.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A text of the data; empty where there is none.
pub fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}

/// The `id` of each row.
pub fn ids(rows: &Json) -> Vec<&str> {
    list(rows).iter().map(|row| text(&row["id"])).collect()
}

/// What qualifies a row.
pub fn qualifier<'j>(row: &'j Json, name: &str) -> &'j Json {
    &row["qualifiers"][name]
}

/// The anchor of a row on the page of the entry that has it.
pub fn anchor(row: &Json) -> Option<&str> {
    row["anchor"].as_str()
}

/// The texts of statements, those inside others apart.
pub fn statements(json: &Json) -> Vec<&str> {
    list(json).iter().map(|statement| text(&statement["text"])).collect()
}
