//! `site.toml`, as [`crate::config`] reads it, and the front matter of free pages.

use super::keys::{Keys, Shape, key, required};

pub static SITE: Keys = Keys(&[
    required("title", Shape::Text, "the name of the site"),
    required("language", Shape::Text, "the language of the content, such as lv"),
    key(
        "languages",
        Shape::TableOf(&LANGUAGE),
        "the languages of the site, by their tags, its own among them",
    ),
    key("messages", Shape::Choice(&["en", "lv"]), "the language that the program speaks to editors"),
    key("description", Shape::Text, "for search engines and the home page"),
    key("base_url", Shape::Url, "where the site is published"),
    key("edition", Shape::Text, "the name of this edition"),
    key("notice", Shape::Text, "what kind of publication this is, at the foot of every page"),
    key("information", Shape::Url, "where to read more about the method"),
    key("support", Shape::Email, "support with the method"),
    key("report", Shape::Email, "where mistakes on the site are reported"),
    key("edit_url", Shape::Text, "where the source of a page is edited, with {path} for its path"),
    key("theme", Shape::Text, "a folder in themes, laid over the default theme"),
    key("accessibility", Shape::Table(&ACCESSIBILITY), "the accessibility statement"),
    key("security", Shape::Table(&SECURITY), "whom to tell of a weakness of the site"),
    key("budget", Shape::Table(&BUDGET), "how heavy pages may be"),
]);

static LANGUAGE: Keys = Keys(&[
    required("name", Shape::Text, "what the language calls itself"),
    key("title", Shape::Text, "the name of the site in this language"),
    key("description", Shape::Text, "for search engines and the home page"),
    key("notice", Shape::Text, "what kind of publication this is, at the foot of every page"),
]);

/// What is missing here is a warning, so nothing is required.
static ACCESSIBILITY: Keys = Keys(&[
    key("body", Shape::Text, "the body that answers for the site"),
    key("address", Shape::Text, "its address"),
    key("scope", Shape::Text, "what the statement is about"),
    key("law", Shape::Text, "the rules that oblige the body"),
    key("standard", Shape::Text, "the standard claimed, with its version"),
    key("wcag", Shape::Text, "the version of WCAG that was tested"),
    key("status", Shape::Choice(&["full", "partial", "none"]), "how much of the requirements the site meets"),
    key("exceptions", Shape::Tables(&EXCEPTION), "what is not accessible"),
    key("prepared", Shape::Day, "when the statement was first prepared"),
    key("method", Shape::Choice(&["self-assessment", "third-party"]), "how the site was assessed"),
    key("assessor", Shape::Text, "who assessed the site"),
    key("evidence", Shape::Url, "the report of the assessment"),
    key("reviewed", Shape::Day, "when the statement was last reviewed"),
    key("feedback", Shape::Table(&FEEDBACK), "where to ask for what is not accessible"),
    key("enforcement", Shape::Table(&ENFORCEMENT), "whom to turn to when the answer does not satisfy"),
]);

const REASONS: [&str; 3] = ["noncompliance", "disproportionate-burden", "outside-scope"];

static EXCEPTION: Keys = Keys(&[
    key("what", Shape::Text, "what is not accessible"),
    key("reason", Shape::Choice(&REASONS), "why"),
    key("explanation", Shape::Text, "the reason in words"),
    key("alternative", Shape::Text, "what there is instead"),
]);

static FEEDBACK: Keys = Keys(&[
    key("unit", Shape::Text, "the person or unit that answers"),
    key("email", Shape::Email, "its e-mail address"),
    key("phone", Shape::Text, "its telephone"),
    key("response", Shape::Text, "how soon there is an answer"),
]);

static ENFORCEMENT: Keys = Keys(&[
    key("procedure", Shape::Text, "how to complain"),
    key("body", Shape::Text, "who enforces the rules"),
    key("address", Shape::Text, "its address"),
    key("url", Shape::Url, "its site"),
]);

static SECURITY: Keys = Keys(&[
    required("contact", Shape::Text, "an e-mail address, or an address with https"),
    required("expires", Shape::Day, "from when on it no longer counts"),
]);

static BUDGET: Keys = Keys(&[
    key("pages", Shape::Texts, "the pages whose first view is weighed, by ID or address; all when left out"),
    key("first_view_kb", Shape::Count, "the page with all that a browser loads for it"),
    key("requests", Shape::Count, "how many files that is, the page among them"),
    key("css_kb", Shape::Count, "the stylesheets of a page"),
    key("script_kb", Shape::Count, "the scripts of a page"),
    key("navigation_kb", Shape::Count, "the navigation of a page"),
]);

pub static PAGE: Keys = Keys(&[
    required("title", Shape::Text, "the title of the page"),
    key("description", Shape::Text, "for search engines"),
    key("menu", Shape::Flag, "whether the menu of every page links to it"),
    key("footer", Shape::Flag, "whether the foot of every page links to it"),
    key("aliases", Shape::Texts, "paths that the file has had in the folder of pages, without .md"),
    key("former_anchors", Shape::TextOf, "anchors that the page has had, each with the one in its place"),
]);
