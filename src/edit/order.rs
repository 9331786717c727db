//! The keys of an entry in the order of the model.
//!
//! What every entry has comes first, then its relations, `not_told`, its fields; then the tables: records, and rows of
//! relations, and in a translation what it remembers of the original. The rows themselves stay in their order, which means something. A key moves with the comments and
//! empty lines above it; what stands above an empty line at the top of a file belongs to the file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config;
use crate::load::{self, PAGES};
use crate::model::{FieldKind, KEYS, Model, NOT_TOLD, REMEMBERED};
use crate::source::Sources;
use crate::tree::{Node, Table, Value};

/// The orders of keys, by kind.
pub struct Orders {
    kinds: BTreeMap<String, Order>,
    page: Order,
    /// The endings of translations, such as `.en`.
    endings: Vec<String>,
}

/// The order of an entry's keys, and of those of its tables.
#[derive(Default)]
struct Order {
    keys: Vec<String>,
    /// By the name of the table, in the order of the tables.
    tables: Vec<(String, Vec<String>)>,
}

impl Orders {
    pub fn of(model: &Model, site: &config::Site) -> Orders {
        let kinds = model.kinds.iter().map(|kind| {
            let relations = || kind.relations.iter().map(|&id| model.relation(id));
            let fields = kind.fields.iter().map(|field| field.id.clone());
            let head = KEYS.into_iter().filter(|key| *key != NOT_TOLD).map(str::to_owned);
            let keys = head
                .chain(relations().map(|relation| relation.id.clone()))
                .chain([NOT_TOLD.to_owned()])
                .chain(fields);
            let records = kind.fields.iter().filter_map(|field| match &field.kind {
                FieldKind::Record(columns) => {
                    Some((field.id.clone(), columns.iter().map(|column| column.id.clone()).collect()))
                }
                _ => None,
            });
            let rows = relations().map(|relation| {
                let qualifiers = relation.qualifiers.iter().map(|field| field.id.clone());
                (
                    relation.id.clone(),
                    std::iter::once(relation.target_key.clone()).chain(qualifiers).collect(),
                )
            });
            let tables = records.chain(rows).chain([(REMEMBERED.to_owned(), Vec::new())]);
            (kind.id.clone(), Order { keys: keys.collect(), tables: tables.collect() })
        });
        let page = Order {
            keys: ["title", "description", "menu", "footer", "aliases", "former_anchors"]
                .map(str::to_owned)
                .into(),
            tables: vec![(REMEMBERED.to_owned(), Vec::new())],
        };
        let endings = site.translations().map(|language| format!(".{}", language.tag));
        Orders { kinds: kinds.collect(), page, endings: endings.collect() }
    }
}

/// A content file with its keys in order. Whatever is not written as plainly as this needs stays as it is.
pub fn ordered(path: &str, text: String, orders: &Orders) -> String {
    let Some(inner) = path.strip_prefix("content/") else { return text };
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    let original = orders.endings.iter().find_map(|ending| stem.strip_suffix(ending.as_str()));
    let kind = original.unwrap_or(stem).split('/').next().unwrap_or_default();
    let order = match kind {
        PAGES => Some(&orders.page),
        kind => orders.kinds.get(kind),
    };
    let mut sources = Sources::default();
    let file = sources.add(path, text.clone());
    let (Some(order), Some(document)) = (order, load::document(&sources, file, &mut Default::default()))
    else {
        return text;
    };
    let (whole, list) = match &document.body {
        load::Body::Markdown(origin) => {
            let front = text.find('\n').map_or(text.len(), |at| at + 1);
            // The front matter ends where its second line `+++` begins.
            let fence = text[..origin.span.start as usize].trim_end().rfind('\n').map_or(front, |at| at + 1);
            (front..fence.max(front), false)
        }
        load::Body::List => (0..text.len(), true),
    };
    let reading =
        Reading { text: &text, values: values(&document.table, &text), translation: original.is_some() };
    match reading.ordered(whole.clone(), list, order) {
        Some(front) => format!("{}{front}{}", &text[..whole.start], &text[whole.end..]),
        None => text,
    }
}

/// The places of all values that stand behind an equals sign.
fn values(table: &Table, text: &str) -> Vec<Range<usize>> {
    fn gather(node: &Node, text: &str, found: &mut Vec<Range<usize>>) {
        let range = node.span.range();
        if text[..range.start].trim_end_matches([' ', '\t']).ends_with('=') {
            return found.push(range);
        }
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| gather(item, text, found)),
            Value::Table(table) => table.entries.iter().for_each(|(_, node)| gather(node, text, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    table.entries.iter().for_each(|(_, node)| gather(node, text, &mut found));
    found.sort_by_key(|range| range.start);
    found
}

struct Reading<'t> {
    text: &'t str,
    values: Vec<Range<usize>>,
    /// Whether names may be quoted: keys of rows, and names of texts.
    translation: bool,
}

/// A table as it stands in a file: its header, and its keys with what belongs to them.
struct Segment<'t> {
    /// The parts of its name; none for what stands above all headers.
    name: Vec<&'t str>,
    /// What stands above its first key: the comments of the header, and the header.
    above: &'t str,
    keys: Vec<(&'t str, &'t str)>,
    /// What stands below its last key and is not the next header's.
    below: &'t str,
}

impl<'t> Reading<'t> {
    fn ordered(&self, whole: Range<usize>, list: bool, order: &Order) -> Option<String> {
        let mut out = String::new();
        let mut entry: Vec<Segment> = Vec::new();
        for segment in self.segments(whole)? {
            if list && segment.name == ["entries"] {
                write(std::mem::take(&mut entry), list, order, &mut out)?;
            }
            entry.push(segment);
        }
        write(entry, list, order, &mut out)?;
        Some(out)
    }

    /// The tables in a range of the text.
    fn segments(&self, whole: Range<usize>) -> Option<Vec<Segment<'t>>> {
        let mut segments = Vec::new();
        let mut current = Segment { name: Vec::new(), above: "", keys: Vec::new(), below: "" };
        // What has been read but belongs to what follows.
        let mut pending = whole.start;
        let mut at = whole.start;
        while at < whole.end {
            let end = self.line_end(at).min(whole.end);
            let line = &self.text[at..end];
            let words = line.trim();
            if words.starts_with('[') {
                let name = words.trim_start_matches('[');
                let name = &name[..unquoted(name, ']')?];
                if name.contains(['"', '\'']) && !self.translation {
                    return None;
                }
                segments.push(current);
                current = Segment {
                    name: parts(name),
                    above: &self.text[pending..end],
                    keys: Vec::new(),
                    below: "",
                };
                pending = end;
            } else if !words.is_empty() && !words.starts_with('#') {
                let key = line[..unquoted(line, '=')?].trim();
                let value = self.values.iter().find(|value| at < value.start && value.start < end)?;
                let end = self.line_end(value.end.max(at)).min(whole.end);
                // Dotted and quoted keys, and two keys on a line, are left to their authors; the names of texts are quoted.
                let named = self.translation && current.name.last() == Some(&REMEMBERED);
                let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                    || named && parts(key).len() == 1;
                let rest = self.text[value.end..end].trim();
                if !plain || !(rest.is_empty() || rest.starts_with('#')) {
                    return None;
                }
                current.keys.push((key, &self.text[pending..end]));
                pending = end;
                at = end;
                continue;
            }
            at = end;
        }
        current.below = &self.text[pending..whole.end];
        segments.push(current);
        Some(segments)
    }

    /// The end of the line that a place is in, and of the values that reach over its end.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found + 1);
        match self.values.iter().find(|value| value.start < end && end < value.end) {
            Some(value) => self.line_end(value.end),
            None => end,
        }
    }
}

/// Writes the tables of one entry; `None` when it has one that the model does not know.
fn write(entry: Vec<Segment>, list: bool, order: &Order, out: &mut String) -> Option<()> {
    let mut segments = entry.into_iter();
    let Some(top) = segments.next() else { return Some(()) };
    let mut tables: Vec<(usize, Segment, &[String])> = Vec::new();
    let mut below = top.below;
    for segment in segments {
        let name = match segment.name.as_slice() {
            // In a translation each row of a relation is a table by its key.
            [name] | [name, _] if !list => name,
            ["entries", name] | ["entries", name, _] if list => name,
            _ => return None,
        };
        let rank = order.tables.iter().position(|(known, _)| known == name)?;
        // What stands at the very end stays there.
        below = segment.below;
        tables.push((rank, segment, &order.tables[rank].1));
    }
    write_keys(&top, &order.keys, !list, out);
    tables.sort_by_key(|(rank, _, _)| *rank);
    tables.iter().for_each(|(_, segment, order)| write_keys(segment, order, false, out));
    out.push_str(below);
    Some(())
}

/// Where a letter stands that is in no quotation marks.
fn unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut inside = None;
    text.char_indices().find_map(|(at, c)| {
        match (inside, c) {
            (None, c) if c == wanted => return Some(at),
            (None, '"' | '\'') => inside = Some(c),
            (Some(quote), c) if c == quote => inside = None,
            _ => {}
        }
        None
    })
}

/// The parts of a name with dots.
fn parts(name: &str) -> Vec<&str> {
    match unquoted(name, '.') {
        Some(at) => std::iter::once(name[..at].trim()).chain(parts(&name[at + 1..])).collect(),
        None => vec![name.trim()],
    }
}

/// The comments and empty lines that a text begins with.
fn comments(text: &str) -> &str {
    let is_comment = |line: &&str| matches!(line.trim().bytes().next(), None | Some(b'#'));
    &text[..text.split_inclusive('\n').take_while(is_comment).map(str::len).sum()]
}

/// Writes the keys of a table. At the head of a file, what stands above an empty line before the first key stays there.
fn write_keys(segment: &Segment, order: &[String], head: bool, out: &mut String) {
    out.push_str(segment.above);
    let mut keys = Vec::new();
    for (at, &(key, text)) in segment.keys.iter().enumerate() {
        let rank = order.iter().position(|known| known == key).unwrap_or(order.len());
        let mut text = text;
        if at == 0
            && head
            && let Some(end) = comments(text).rfind("\n\n")
        {
            out.push_str(&text[..end + 2]);
            text = &text[end + 2..];
        }
        keys.push((rank, text));
    }
    let sorted = keys.is_sorted_by_key(|(rank, _)| *rank);
    keys.sort_by_key(|(rank, _)| *rank);
    for (at, (_, text)) in keys.iter().enumerate() {
        // An empty line that stood between keys is none above the first.
        out.push_str(if at == 0 && !sorted { text.trim_start_matches('\n') } else { text });
    }
}
