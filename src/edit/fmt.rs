//! The files of a site in one form, with not a word of what they say changed.
//!
//! - keys in the order of the model (`order`), with the comments above them
//! - references as the entry they name has its ID, hyphens in the place of other dashes in codes, nothing invisible in
//!   IDs
//! - Latvian quotation marks in running text that is in Latvian
//! - no white space at the ends of lines where it means nothing, one line end at the end of a file
//!
//! Translations are formatted by their own language, and go on knowing their originals. Line ends stay as the first line
//! has them. Before anything is written, the site is read as it would be: it has to say
//! what it said.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::change::{apply_to, in_form_of};
use super::order::{self, Orders};
use super::references::{Reference, references};
use super::{Change, Edits, FileChange, Planned, Refused, entry, ground, translations};
use crate::config;
use crate::diag::{Code, Word};
use crate::failure::Failure;
use crate::id;
use crate::load::{self, Overlay};
use crate::markdown::{self, Target};
use crate::model::{self, Entry, FreePage, Prose};
use crate::source::{FileId, Source, Sources, Span};
use crate::tree::{self, Node, Table, Value};
use crate::{Options, Parsed, Site, Translation};

/// Plans the change.
///
/// # Errors
///
/// Refused: content that cannot be read, and a change that would make the site say something else, which is a fault
/// of this program.
pub fn fmt(root: &Path) -> Result<Planned, Refused> {
    let parsed = ground(root)?;
    let mut edits = Edits::default();
    ids(&parsed, &mut edits);
    texts(&parsed, &mut edits);
    translations::follow(&parsed, &mut edits);
    let orders = Orders::of(&parsed.model, &parsed.site);
    let mut files = Vec::new();
    for (file, source) in parsed.sources.all().filter(|(_, source)| is_content(source)) {
        let at = root.join(&source.path);
        let raw = std::fs::read_to_string(&at).map_err(|error| Failure::io("read", &at, error))?;
        spaces(&parsed.sources, file, &mut edits);
        let text = apply_to(&source.text, &edits.of(file));
        let text = order::ordered(&source.path, text, &orders);
        let text = in_form_of(&raw, &text);
        if raw != text {
            files
                .push(FileChange { from: Some((source.path.clone(), raw)), to: (source.path.clone(), text) });
        }
    }
    files.sort_by(|a, b| a.to.0.cmp(&b.to.0));
    let change = Change { files };
    if !change.files.is_empty() {
        says_the_same(root, &change)?;
    }
    Ok(Planned { change, notes: Vec::new() })
}

fn is_content(source: &Source) -> bool {
    source.path == "site.toml" || source.path.starts_with("content/")
}

/// References to entries that there are as these have their IDs, codes in running text with hyphens, and nothing invisible
/// in either or in the IDs themselves.
fn ids(parsed: &Parsed, edits: &mut Edits) {
    let translated = parsed.translations.iter().flat_map(|translation| &translation.entries);
    for entry in parsed.entries.iter().chain(translated) {
        let aliases = entry.aliases.iter().map(|(alias, span)| (alias, *span));
        for (id, span) in std::iter::once((&entry.id, entry.place)).chain(aliases) {
            // Without a key the place is that of the table.
            let is_value = || span != entry.place || entry::id_place(parsed, entry) == Some(span);
            if hides(parsed.sources.text(span)) && is_value() {
                edits.replace(span, format!("\"{id}\""));
            }
        }
    }
    let named = parsed
        .entries
        .iter()
        .flat_map(|entry| std::iter::once(&entry.id).chain(entry.aliases.iter().map(|(alias, _)| alias)));
    let ids: BTreeMap<String, &str> = named.map(|id| (id::fold(id), id.as_str())).collect();
    for Reference { target, name, quoted, .. } in references(parsed) {
        let (Target::Entry { id, .. } | Target::Code { id }, Some(name)) = (&target, name) else { continue };
        let Some(&known) = ids.get(&id::fold(id)) else { continue };
        let written = parsed.sources.text(name);
        let end = written.find('#').unwrap_or(written.len());
        let plain = match &target {
            // An escape in a text of TOML.
            Target::Code { .. } if written[..end].contains('\\') => id::visible(id.trim()),
            // Words of the text, such as they are.
            Target::Code { .. } => id::visible(&written[..end]).replace(|c| c != '-' && id::is_dash(c), "-"),
            _ if quoted && written == format!("'{known}'") => continue,
            _ if quoted => format!("\"{known}\""),
            _ => known.to_owned(),
        };
        if plain != written[..end] {
            let start = name.start as usize;
            edits.replace(Span::new(name.file, start..start + end), plain);
        }
    }
}

/// Whether an ID in TOML holds what nobody sees, escapes included.
fn hides(written: &str) -> bool {
    written.contains('\\') || written.contains(id::is_invisible)
}

/// Quotation marks and the ends of lines in texts of Markdown, each in its own language.
fn texts(parsed: &Parsed, edits: &mut Edits) {
    texts_of(parsed, &parsed.site, (&parsed.entries, &parsed.pages), |_| true, edits);
    for translation in &parsed.translations {
        let own = |file| translation.own.contains(&file);
        let Translation { site, entries, pages, .. } = translation;
        texts_of(parsed, site, (entries, pages), own, edits);
    }
}

/// The texts in files that are in the language of a site.
fn texts_of(
    parsed: &Parsed,
    site: &config::Site,
    (entries, pages): (&[Arc<Entry>], &[Arc<FreePage>]),
    is_own: impl Fn(FileId) -> bool,
    edits: &mut Edits,
) {
    let latvian = site.language.split('-').next() == Some("lv");
    let mut text = |prose: &Prose, anchors: bool| {
        let (whole, sources) = (prose.origin.span, &parsed.sources);
        if !is_own(whole.file) {
            return;
        }
        let marks = |text: &str| match latvian {
            true => markdown::straight_quotes(text, anchors),
            false => Vec::new(),
        };
        let Some(base) = prose.origin.exact else {
            // What escapes shift has a place for each letter.
            let decoded = tree::decoded(sources.text(whole));
            for (range, mark) in marks(&decoded.text) {
                let (range, start) = (decoded.place(range), whole.start as usize);
                edits.replace(Span::new(whole.file, start + range.start..start + range.end), mark);
            }
            return;
        };
        let written = prose.written.text(sources);
        let span = |range: std::ops::Range<usize>| {
            Span::new(whole.file, base as usize + range.start..base as usize + range.end)
        };
        for (range, mark) in marks(written) {
            edits.replace(span(range), mark);
        }
        for range in markdown::trailing_spaces(written, anchors) {
            // Behind the last line of a value stands its quotation mark.
            if anchors || written[range.end..].starts_with('\n') {
                edits.replace(span(range), "");
            }
        }
    };
    for entry in entries {
        let rows = entry.relations.iter().flatten().flatten();
        let values = entry.fields.iter().chain(rows.flat_map(|row| row.qualifiers.iter())).flatten();
        values.for_each(|value| each_prose(value, &mut |prose| text(prose, false)));
        entry.body.iter().for_each(|prose| text(prose, true));
    }
    pages.iter().for_each(|page| text(&page.body, true));
}

fn each_prose(value: &model::Value, visit: &mut impl FnMut(&Prose)) {
    match value {
        model::Value::Prose(prose) => visit(prose),
        model::Value::Record(columns) => columns.iter().flatten().for_each(|value| each_prose(value, visit)),
        model::Value::Many(values) => values.iter().for_each(|value| each_prose(value, visit)),
        _ => {}
    }
}

/// The ends of lines outside of texts, and the end of the file.
fn spaces(sources: &Sources, file: FileId, edits: &mut Edits) {
    let text = &sources.get(file).text;
    let (table, body) = match load::document(sources, file, &mut Default::default()) {
        Some(load::Document { table, body: load::Body::Markdown(origin), .. }) => {
            (Some(table), origin.span.range())
        }
        Some(document) => (Some(document.table), text.len()..text.len()),
        None => (tree::parse_file(sources, file, &mut Default::default()), text.len()..text.len()),
    };
    let mut strings = Vec::new();
    table.iter().for_each(|table| in_table(table, &mut strings));
    let mut at = 0;
    for line in text[..body.start].split_inclusive('\n') {
        let words = at + line.trim_end().len();
        let end = at + line.trim_end_matches('\n').len();
        at += line.len();
        if words < end && !strings.iter().any(|span| span.range().contains(&words)) {
            edits.replace(Span::new(file, words..end), "");
        }
    }
    let words = text.trim_end().len();
    let end = match words > body.start {
        true => body.start + markdown::end(&text[body], true),
        false => words,
    };
    // What stands behind the end was to be taken away line by line.
    edits.forget(file, end);
    match (&text[..end], &text[end..]) {
        ("", _) | (_, "\n") => {}
        (before, _) if before.ends_with('\n') => edits.replace(Span::new(file, end..text.len()), ""),
        _ => edits.replace(Span::new(file, end..text.len()), "\n"),
    }
}

/// The places of all texts in quotation marks.
fn in_table(table: &Table, strings: &mut Vec<Span>) {
    table.entries.iter().for_each(|(_, node)| in_node(node, strings));
}

fn in_node(node: &Node, strings: &mut Vec<Span>) {
    match &node.value {
        Value::String(..) => strings.push(node.span),
        Value::Array(items) => items.iter().for_each(|item| in_node(item, strings)),
        Value::Table(table) => in_table(table, strings),
        _ => {}
    }
}

/// Refuses a change after which the site says something else.
fn says_the_same(root: &Path, change: &Change) -> Result<(), Refused> {
    let options = Options { drafts: true, ..Options::default() };
    let read = |overlay: &Overlay| Ok::<_, Failure>(crate::link(crate::parse(root, overlay, &options)?));
    let (before, after) = (read(&Overlay::new())?, read(&change.overlay())?);
    match said(&before) == said(&after) {
        true => Ok(()),
        false => Err(Refused::sentence(Word::FormattedOtherwise)),
    }
}

/// What a site says in all its languages: its data, its texts as they are shown, and how many faults of each kind it has,
/// stale translations among them. The marks that formatting exchanges are all one.
fn said(site: &Site) -> (String, BTreeMap<&'static str, usize>) {
    let mut all = String::new();
    for graph in site.graphs() {
        let data = String::from_utf8(crate::export::json(graph, &site.sources)).expect("JSON is UTF-8");
        all.push_str(&data.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\""));
        let bodies = graph.entries.iter().filter_map(|entry| entry.body.as_ref());
        for prose in bodies.chain(graph.pages.iter().map(|page| &page.body)) {
            // At the end of a file the last line of code may get its line end.
            let code = prose.fragment.html.split("</code>").map(str::trim_end);
            all.push_str(&code.collect::<Vec<_>>().join("</code>").replace("&quot;", "\""));
        }
    }
    let folded = all.lines().map(|line| {
        let line = line.trim_end();
        referring(&id::visible(line).replace(id::is_dash, "-").replace(['„', '”'], "\"")) + "\n"
    });
    let mut faults = BTreeMap::new();
    let found = site.diags.iter().chain(site.lacks.iter());
    // What is mended is not told any more.
    let found = found.filter(|diagnostic| diagnostic.code != Code::InvisibleInId);
    found.for_each(|diagnostic| *faults.entry(diagnostic.code.name()).or_default() += 1);
    (folded.collect::<String>(), faults)
}

/// A line with the targets of its references in lower case.
fn referring(line: &str) -> String {
    let mut parts = line.split("[[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_at(part.find([']', '|', '#']).unwrap_or(0));
        out.extend(["[[", id.trim().to_lowercase().as_str(), rest]);
    }
    out
}
