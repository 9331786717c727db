//! What translations know of their originals, kept true while those are edited: IDs in list files, the keys of rows, and
//! the hashes of what was translated.
//!
//! An edit of an original says nothing new. So a hash that was that of the text before becomes that of the text after; any
//! other hash tells of a change that the translation has not followed, and stays.

use super::change::apply_to;
use super::{Edits, entry};
use crate::Parsed;
use crate::load::{self, Document};
use crate::model::{self, Outline, REMEMBERED, outline};
use crate::source::{FileId, Sources, Span};
use crate::tree::{Key, Node, Table, Value};

/// Edits the translations of the originals that are edited.
pub fn follow(parsed: &Parsed, edits: &mut Edits) {
    for &(original, given) in parsed.translations.iter().flat_map(|translation| &translation.pairs) {
        let own = edits.of(original);
        if own.is_empty() {
            continue;
        }
        let source = parsed.sources.get(original);
        let mut sources = Sources::default();
        let edited = sources.add(source.path.clone(), apply_to(&source.text, &own));
        let (Some(before), Some(after), Some(given)) = (
            document(&parsed.sources, original),
            document(&sources, edited),
            document(&parsed.sources, given),
        ) else {
            continue;
        };
        let before = outline(&parsed.model, &parsed.sources, &before);
        let after = outline(&parsed.model, &sources, &after);
        let mut following = Following { sources: &parsed.sources, edits };
        for (before, after) in before.iter().zip(&after) {
            if let Some(table) = entry::named(&given.table, before.id.as_deref()) {
                following.entry(table, before, after);
            }
        }
    }
}

fn document(sources: &Sources, file: FileId) -> Option<Document> {
    load::document(sources, file, &mut Default::default())
}

struct Following<'a> {
    sources: &'a Sources,
    edits: &'a mut Edits,
}

impl Following<'_> {
    /// The table of a translation, by what the original was and will be.
    fn entry(&mut self, table: &Table, before: &Outline, after: &Outline) {
        if let (Some(node), Some(id)) = (table.get("id"), &after.id)
            && before.id != after.id
        {
            self.edits.replace(node.span, entry::quoted(id));
        }
        for ((relation, old), (_, new)) in before.rows.iter().zip(&after.rows) {
            if let Some((key, node)) = below(table, relation, old).filter(|_| old != new) {
                self.key(key, node, new);
            }
        }
        for ((old, was), (new, is)) in before.texts.iter().zip(&after.texts) {
            let Some((key, node)) = below(table, REMEMBERED, old) else { continue };
            if old != new {
                self.key(key, node, new);
            }
            if was != is && node.as_str() == Some(was) {
                self.edits.replace(node.span, entry::quoted(is));
            }
        }
    }

    /// Writes a key anew wherever it stands: a dotted key has it once for each key of its table.
    fn key(&mut self, key: &Key, node: &Node, new: &str) {
        let mut spans = vec![key.span];
        if let Value::Table(table) = &node.value {
            spans.extend(table.entries.iter().filter_map(|(inner, _)| self.before_dot(inner.span)));
        }
        for span in spans {
            let bare = !self.sources.text(span).starts_with(['"', '\'']) && is_bare(new);
            self.edits.replace(span, if bare { new.to_owned() } else { entry::quoted(new) });
        }
    }

    /// The key that stands before a key and a dot.
    fn before_dot(&self, inner: Span) -> Option<Span> {
        let before = &self.sources.get(inner.file).text[..inner.start as usize];
        let key = before.trim_end().strip_suffix('.')?.trim_end();
        let start = match key.chars().next_back()? {
            quote @ ('"' | '\'') => key[..key.len() - 1].rfind(quote)?,
            _ => key.rfind(|c| !is_bare_letter(c)).map_or(0, |at| at + 1),
        };
        Some(Span::new(inner.file, start..key.len()))
    }
}

/// A key of a table in a table, with its value.
fn below<'t>(table: &'t Table, name: &str, key: &str) -> Option<&'t (Key, Node)> {
    let Value::Table(inner) = &table.get(name)?.value else { return None };
    model::named(inner, key)
}

/// Whether TOML takes a key without quotation marks.
fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.chars().all(is_bare_letter)
}

fn is_bare_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}
