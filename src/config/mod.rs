//! `site.toml`: what the site is called, who answers for it and where it stands.

mod accessibility;
mod budget;
mod form;
mod languages;
mod security;

pub use accessibility::{Accessibility, Exception, Reason, Statement};
pub use budget::{Budget, Limit};
pub use form::Named;
pub use languages::SiteLanguage;
pub use security::Security;

use crate::address;
use crate::diag::{Code, Diagnostic, Diagnostics, Language, nearest};
use crate::source::{FileId, Sources};
use crate::tree::{self, Reader};

/// What stands in `edit_url` for the path of a source.
pub const EDIT_PATH: &str = "{path}";

/// The site's own data. Texts are in the site's language.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Site {
    pub title: String,
    pub description: String,
    /// The language of the content, as a BCP 47 tag (`lv`).
    pub language: String,
    /// The languages it is published in, this one among them; none when there is only one.
    #[serde(skip)]
    pub languages: Vec<SiteLanguage>,
    /// What the content was written in, where this is a translation.
    pub original: Option<String>,
    /// The folder of its pages, from the root of the whole site, with a slash at the end; empty but for a translation.
    pub folder: String,
    /// The language that the program speaks to those who write the content.
    #[serde(skip)]
    pub messages: Option<Language>,
    /// Where the site is published, with a slash at the end; canonical links need it.
    pub base_url: Option<String>,
    /// The theme over the default one: a folder in `themes`.
    #[serde(skip)]
    pub theme: Option<String>,
    /// The name of this edition of the content.
    pub edition: Option<String>,
    /// The sentence at the foot of every page: what kind of publication this is.
    pub notice: Option<String>,
    /// Where to read more about the method.
    pub information: Option<String>,
    /// The e-mail address for support with the method.
    pub support: Option<String>,
    /// The e-mail address for mistakes on the site itself.
    pub report: Option<String>,
    /// Where the source of a page is edited, with `{path}` for its path.
    #[serde(skip)]
    pub edit_url: Option<String>,
    /// What is stated about the site's accessibility.
    #[serde(skip)]
    pub accessibility: Option<Accessibility>,
    /// Whom to tell of a weakness.
    #[serde(skip)]
    pub security: Option<Security>,
    /// How heavy pages may be.
    #[serde(skip)]
    pub budget: Option<Budget>,
}

impl Site {
    /// The path of the address that the site is published at, with a slash at both ends.
    pub fn base_path(&self) -> String {
        let base = self.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
        base.map_or_else(|| "/".to_owned(), |base| base.path().to_owned())
    }

    /// The same, if it can stand in the files of every server as it is.
    pub fn plain_base_path(&self) -> Option<String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-._~".contains(c);
        Some(self.base_path()).filter(|base| base.chars().all(is_plain))
    }
}

/// Reads `site.toml`. What is missing or wrong is reported and left at its default. `themes` are the
/// themes that there are; `base_url`, a valid one, takes the place of the site's own.
pub fn read(
    sources: &Sources,
    file: FileId,
    themes: &[String],
    base_url: Option<&str>,
    diags: &mut Diagnostics,
) -> Site {
    let Some(table) = tree::parse_file(sources, file, diags) else { return Site::default() };
    let mut reader = Reader::new(&table);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let language = language(&mut reader, diags);
    let mut site = Site {
        title: owned(reader.required_text("title", diags)).unwrap_or_default(),
        description: owned(reader.text("description", diags)).unwrap_or_default(),
        languages: match reader.node("languages") {
            Some(node) => languages::read(node, &language, diags),
            None => Vec::new(),
        },
        language,
        original: None,
        folder: String::new(),
        messages: messages(&mut reader, diags),
        base_url: web_address(&mut reader, "base_url", address::check_base, diags),
        theme: theme(&mut reader, themes, diags),
        edition: edition(&mut reader, diags),
        notice: owned(reader.text("notice", diags)),
        information: web_address(&mut reader, "information", address::check_web, diags),
        support: email(&mut reader, "support", diags),
        report: email(&mut reader, "report", diags),
        edit_url: edit_url(&mut reader, diags),
        accessibility: reader.node("accessibility").and_then(|node| accessibility::read(node, diags)),
        security: reader.table("security", diags).and_then(|table| security::read(table, diags)),
        budget: reader.node("budget").and_then(|node| budget::read(node, diags)),
    };
    reader.finish(diags);
    place(&mut site, &table, base_url, &sources.get(file).path, diags);
    site
}

/// Where the site is published, as addresses are sent: with what is not ASCII encoded, and a slash at the end.
fn place(site: &mut Site, table: &tree::Table, given: Option<&str>, path: &str, diags: &mut Diagnostics) {
    let written = given.map(str::to_owned).or_else(|| site.base_url.take());
    let encoded = |url: &String| url::Url::parse(url).map_or_else(|_| url.clone(), String::from);
    site.base_url = written.as_ref().map(encoded).map(with_slash);
    let Some(url) = written.filter(|_| site.plain_base_path().is_none()) else { return };
    diags.add(match (given, table.get("base_url")) {
        (None, Some(node)) => Diagnostic::new(Code::BasePath, node.span).fact("url", url),
        _ => Diagnostic::of_file(Code::BasePath, path).fact("url", url).fact("option", "--base-url"),
    });
}

fn language(reader: &mut Reader, diags: &mut Diagnostics) -> String {
    let Some(tag) = reader.required_text("language", diags) else { return "en".into() };
    if tag.parse::<unic_langid::LanguageIdentifier>().is_err() {
        let node = reader.table.get("language").expect("it was just read");
        diags.add(Diagnostic::new(Code::BadLanguage, node.span).fact("language", tag));
        return "en".into();
    }
    tag.to_owned()
}

/// The name of an edition is part of a line in the ledger of addresses.
fn edition(reader: &mut Reader, diags: &mut Diagnostics) -> Option<String> {
    let text = reader.text("edition", diags)?;
    if text.trim().is_empty() || text.chars().any(char::is_control) {
        let node = reader.table.get("edition").expect("it was just read");
        diags.add(Diagnostic::new(Code::BadName, node.span).fact("found", text.escape_debug().to_string()));
        return None;
    }
    Some(text.trim().to_owned())
}

fn messages(reader: &mut Reader, diags: &mut Diagnostics) -> Option<Language> {
    let written = reader.text("messages", diags)?;
    let found = Language::named(written);
    if found.is_none() {
        let node = reader.table.get("messages").expect("it was just read");
        diags.add(tree::not_a_choice(node, "messages", written, Language::ALL.map(|(tag, _)| tag)));
    }
    found
}

/// The language of the messages that a `site.toml` asks for, whatever else is wrong with it.
pub fn language_of_messages(text: &str) -> Option<Language> {
    let mut sources = Sources::default();
    let file = sources.add("site.toml", text);
    let table = tree::parse(&sources, file, 0..text.len(), &mut Diagnostics::default());
    Language::named(table.get("messages")?.as_str()?)
}

/// A theme's name is that of a folder, never a path.
fn theme(reader: &mut Reader, themes: &[String], diags: &mut Diagnostics) -> Option<String> {
    let name = reader.text("theme", diags)?;
    if themes.iter().any(|theme| theme == name) {
        return Some(name.to_owned());
    }
    let node = reader.table.get("theme").expect("it was just read");
    let diagnostic = Diagnostic::new(Code::ThemeMissing, node.span).fact("name", name);
    diags.add(diagnostic.fact_if("nearest", nearest(name, themes.iter().map(String::as_str))));
    None
}

fn web_address(
    reader: &mut Reader,
    key: &str,
    check: fn(&str) -> Result<(), address::Problem>,
    diags: &mut Diagnostics,
) -> Option<String> {
    let text = reader.text(key, diags)?;
    let node = reader.table.get(key).expect("it was just read");
    match check(text) {
        Ok(()) => Some(text.to_owned()),
        Err(problem) => {
            diags.add(problem.diagnostic(text, node.span));
            None
        }
    }
}

/// The address of an edit is a path behind a host of the site's own choice; the path cannot change the host.
fn edit_url(reader: &mut Reader, diags: &mut Diagnostics) -> Option<String> {
    let text = reader.text("edit_url", diags)?;
    let path = text.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
    let holds = path.is_some_and(|(_, path)| path.contains(EDIT_PATH));
    if holds && address::check_web(text).is_ok() {
        return Some(text.to_owned());
    }
    let node = reader.table.get("edit_url").expect("it was just read");
    diags.add(Diagnostic::new(Code::EditUrl, node.span).fact("found", text));
    None
}

fn email(reader: &mut Reader, key: &str, diags: &mut Diagnostics) -> Option<String> {
    let text = reader.text(key, diags)?;
    let node = reader.table.get(key).expect("it was just read");
    if address::is_email(text) {
        return Some(text.to_owned());
    }
    diags.add(Diagnostic::new(Code::BadEmail, node.span).fact("found", text));
    None
}

/// A base address always ends in a slash, so that a path can be put behind it.
pub fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}
