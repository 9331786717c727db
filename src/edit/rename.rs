//! An entry gets another ID: its file and its translations, every reference to it, and an alias by which it is still
//! found.

use std::collections::BTreeSet;
use std::path::Path;

use super::references::{Reference, references};
use super::{Edits, Planned, Refused, check_free, check_id, entry, find, ground, translations, verify};
use crate::Parsed;
use crate::diag::{Said, Word};
use crate::graph::{join, percent_decoded};
use crate::id;
use crate::markdown::Target;
use crate::model::Entry;
use crate::source::{FileId, Span};
use crate::tree::Value;

/// Plans the change.
///
/// # Errors
///
/// Refused: an ID that no entry has, a new one that is taken or does not fit, content that cannot be read, a change
/// that would bring in an error.
pub fn rename(root: &Path, old: &str, new: &str) -> Result<Planned, Refused> {
    let parsed = ground(root)?;
    let renamed = find(&parsed, old)?;
    check(&parsed, renamed, new)?;
    let mut renaming = Renaming { parsed: &parsed, entry: renamed, new, edits: Edits::default() };
    renaming.head();
    let mut unplaced = Vec::new();
    let anchors = anchors(root, renamed)?;
    for reference in references(&parsed) {
        renaming.follow(&reference, &anchors, &mut unplaced);
    }
    if let Some(span) = unplaced.first() {
        return Err(Refused::sentence(
            Word::ReferenceUneditable.with("place", place(&parsed, *span)).with("id", &renamed.id),
        ));
    }
    let mut edits = renaming.edits;
    translations::follow(&parsed, &mut edits);
    let change = edits.change(root, &parsed.sources)?;
    verify::verify(root, &parsed.sources, &edits, &change)?;
    Ok(Planned { notes: left(&parsed, renamed, &edits), change })
}

/// Refuses a new ID that the entry cannot have.
fn check(parsed: &Parsed, renamed: &Entry, new: &str) -> Result<(), Refused> {
    let kind = parsed.model.kind(renamed.kind);
    if renamed.id == new {
        return Err(Refused::sentence(Word::IdAlready.with("id", new)));
    }
    check_id(parsed, kind, new)?;
    check_free(parsed, new, Some(renamed))
}

struct Renaming<'p> {
    parsed: &'p Parsed,
    entry: &'p Entry,
    new: &'p str,
    edits: Edits,
}

impl Renaming<'_> {
    /// The entry's own ID, alias and file.
    fn head(&mut self) {
        let Renaming { parsed, entry: renamed, new, .. } = *self;
        let table = entry::table(parsed, renamed);
        if let Some(node) = table.get("id") {
            self.edits.replace(node.span, entry::quoted(new));
        }
        let old = entry::quoted(&renamed.id);
        // Letter case and dashes make no other ID, and no alias.
        let differs = id::fold(&renamed.id) != id::fold(new);
        match table.get("aliases").map(|node| (node.span, &node.value)) {
            _ if !differs => {}
            Some((span, Value::Array(items))) => {
                let former = renamed.aliases.iter().find(|(alias, _)| id::fold(alias) == id::fold(new));
                match (former, items.last()) {
                    (Some((_, span)), _) => self.edits.replace(*span, old),
                    (None, Some(last)) => {
                        self.edits.insert(span.file, last.span.end as usize, format!(", {old}"));
                    }
                    (None, None) => self.edits.replace(span, format!("[{old}]")),
                }
            }
            _ => entry::set(&mut self.edits, parsed, &table, "aliases", &format!("[{old}]")),
        }
        if renamed.has_file {
            let folder = renamed.stem.rsplit_once('/').map_or("", |(folder, _)| folder);
            let file = renamed.place.file;
            self.edits.rename_file(file, format!("content/{folder}/{new}.md"));
            for translation in &parsed.translations {
                let tag = &translation.site.language;
                let given = translation.pairs.iter().find(|(original, _)| *original == file);
                if let Some((_, given)) = given {
                    self.edits.rename_file(*given, format!("content/{folder}/{new}.{tag}.md"));
                }
            }
        }
    }

    /// Writes the new ID where a reference has the old one.
    fn follow(&mut self, reference: &Reference, anchors: &BTreeSet<String>, unplaced: &mut Vec<Span>) {
        let named = self.names(&reference.target);
        let path = self.leads_to_file(reference);
        let anchor = match &reference.target {
            Target::Entry { anchor, .. } | Target::File { anchor, .. } => anchor.clone(),
            Target::Anchor(anchor) => Some(anchor.clone()),
            _ => None,
        };
        let anchor = anchor.filter(|anchor| anchors.contains(&percent_decoded(anchor)));
        if reference.quoted {
            match &reference.target {
                Target::Entry { id, .. } if *id == self.old_address() => {
                    self.edits.replace(reference.span, entry::quoted(&self.address(self.new)));
                }
                _ if named => self.edits.replace(reference.span, entry::quoted(self.new)),
                _ => {}
            }
            return;
        }
        if !named && !path && anchor.is_none() {
            return;
        }
        let Some(name) = reference.name else { return unplaced.push(reference.span) };
        let written = self.parsed.sources.text(name);
        let (before, after) = written.split_at(written.find('#').unwrap_or(written.len()));
        let part = |range: std::ops::Range<usize>| {
            let start = name.start as usize;
            Span::new(name.file, start + range.start..start + range.end)
        };
        if named {
            self.edits.replace(part(0..before.trim_end().len()), self.new);
        } else if path {
            let last = before.rfind('/').map_or(0, |at| at + 1);
            self.edits.replace(part(last..before.len()), format!("{}.md", self.new));
        }
        if let Some(anchor) = anchor {
            // Two hyphens stand between what an anchor is made of.
            let old = self.entry.id.to_lowercase();
            let parts = anchor.split("--").enumerate();
            let parts = parts.map(|(at, part)| match at > 0 && part == old {
                true => self.new.to_lowercase(),
                false => part.to_owned(),
            });
            let parts: Vec<String> = parts.collect();
            self.edits.replace(part(before.len() + 1..before.len() + after.len()), parts.join("--"));
        }
    }

    fn names(&self, target: &Target) -> bool {
        match target {
            Target::Entry { id, .. } | Target::Code { id } => id::fold(id) == id::fold(&self.entry.id),
            _ => false,
        }
    }

    /// Whether it is a link to the entry's own file.
    fn leads_to_file(&self, reference: &Reference) -> bool {
        let Target::File { path, .. } = &reference.target else { return false };
        let path = join(&reference.folder, &percent_decoded(path));
        self.entry.has_file && path == Some(format!("{}.md", self.entry.stem))
    }

    fn old_address(&self) -> String {
        self.address(&self.entry.id)
    }

    /// The address of the entry's page under an ID.
    fn address(&self, id: &str) -> String {
        format!("{}/{}.html", self.parsed.model.kind(self.entry.kind).folder, id.to_lowercase())
    }
}

/// The anchors of rows that name an entry.
fn anchors(root: &Path, renamed: &Entry) -> Result<BTreeSet<String>, Refused> {
    let graph = crate::read(root, &crate::Options { drafts: true, ..Default::default() })?.graph;
    let Some(id) = graph.find(&renamed.id) else { return Ok(BTreeSet::new()) };
    let links = graph.links().filter(|link| link.to == id || link.named.contains(&Some(id)));
    Ok(links.map(|link| link.anchor.clone()).collect())
}

/// How many places a note names.
const NAMED: usize = 10;

/// Where the old ID stands in words that are no reference, which nobody but the author can judge.
fn left(parsed: &Parsed, renamed: &Entry, edits: &Edits) -> Vec<Said> {
    // An ID that may be a word of the language says nothing.
    if !renamed.id.contains(|c: char| c.is_ascii_digit() || c == '-') {
        return Vec::new();
    }
    let files: BTreeSet<FileId> = files(parsed);
    let mut notes = Vec::new();
    for file in files {
        let (source, edits) = (parsed.sources.get(file), edits.of(file));
        let aliases = renamed.aliases.iter().map(|(_, span)| *span).filter(|span| span.file == file);
        let aliases: Vec<Span> = aliases.collect();
        for (at, _) in source.text.match_indices(&renamed.id) {
            let end = at + renamed.id.len();
            let inside = |c: char| c.is_alphanumeric() || c == '_' || id::is_dash(c);
            let part = source.text[..at].ends_with(inside) || source.text[end..].starts_with(inside);
            let edited = edits.iter().any(|(range, _)| range.start <= at && end <= range.end);
            let alias = aliases.iter().any(|span| span.range().contains(&at));
            if !part && !edited && !alias {
                let found = place(parsed, Span::new(file, at..end));
                notes.push(Word::StaysInWords.with("place", found).with("id", &renamed.id));
            }
        }
    }
    if notes.len() > NAMED {
        let more = notes.len() - NAMED;
        notes.truncate(NAMED);
        notes.push(Word::MorePlaces.with("more", more));
    }
    notes
}

/// The files of content.
fn files(parsed: &Parsed) -> BTreeSet<FileId> {
    let entries = parsed.entries.iter().map(|entry| entry.place.file);
    let pages = parsed.pages.iter().map(|page| page.place.file);
    let model = parsed.model.kinds.iter().map(|kind| kind.span.file);
    let translations = parsed.translations.iter().flat_map(|translation| translation.own.iter().copied());
    entries.chain(pages).chain(model).chain(translations).collect()
}

fn place(parsed: &Parsed, span: Span) -> String {
    let position = parsed.sources.position(span.file, span.start);
    format!("{}:{}:{}", parsed.sources.get(span.file).path, position.line, position.column)
}
