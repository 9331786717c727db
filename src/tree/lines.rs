//! Faults of TOML that more than one line shows: the brackets of rows, and values that go on below.

use std::collections::HashSet;

use super::faults::{Line, is_key, nesting};

/// A header whose brackets do not fit.
pub(super) struct Row<'a> {
    pub line: Line<'a>,
    name: &'a str,
}

impl Row<'_> {
    pub fn mended(&self) -> String {
        format!("[[{}]]", self.name)
    }

    /// Whether a line is a header of the same name.
    pub fn is_meant_by(&self, line: &Line) -> bool {
        header(line.text).is_some_and(|(_, name, _)| name == self.name)
    }
}

/// The headers with two brackets at one end only, and those with one where others of the same name have two.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let headers = || outside_texts(text).filter_map(|line| Some((header(line.text)?, line)));
    let of_rows: HashSet<&str> = headers()
        .filter(|((open, _, close), _)| (*open, *close) == (2, 2))
        .map(|((_, name, _), _)| name)
        .collect();
    let unfit = |(open, name, close): (usize, &str, usize)| match (open, close) {
        (1, 1) => of_rows.contains(name),
        _ => (open, close) != (2, 2),
    };
    headers().filter(|(found, _)| unfit(*found)).map(|((_, name, _), line)| Row { line, name }).collect()
}

/// The brackets before a header's name, the name, and the brackets behind it; a comment may follow.
fn header(line: &str) -> Option<(usize, &str, usize)> {
    let written = line.split('#').next().unwrap_or_default().trim();
    let from_name = written.trim_start_matches('[');
    let name = from_name.trim_end_matches(']');
    let (open, close) = (written.len() - from_name.len(), from_name.len() - name.len());
    let sound = (1..=2).contains(&open) && (1..=2).contains(&close) && name.split('.').all(is_key);
    sound.then_some((open, name, close))
}

/// The lines that are not inside a text of three quotation marks.
fn outside_texts(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut inside = false;
    lines(text, 0).filter(move |line| {
        let outside = !inside;
        inside ^= line.text.matches("\"\"\"").count() % 2 == 1;
        outside
    })
}

/// The lines of a text from an offset on, at which one begins.
fn lines(text: &str, mut at: usize) -> impl Iterator<Item = Line<'_>> {
    text.get(at..).unwrap_or_default().split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        Line { start, text: line }
    })
}

/// Where a text ends that a line opens with one quotation mark and a line below it closes.
pub(super) fn text_over_lines(text: &str, line: &Line) -> Option<usize> {
    let value = line.value();
    if !value.starts_with('"') || quotation_marks(value) != 1 {
        return None;
    }
    for below in lines(text, line.end() + 1) {
        if header(below.text).is_some() || below.has_key() {
            return None;
        }
        match quotation_marks(below.text) {
            0 => {}
            1 => return Some(below.end()),
            _ => return None,
        }
    }
    None
}

fn quotation_marks(line: &str) -> usize {
    line.replace("\\\"", "").matches('"').count()
}

/// Where the value ends that a line begins: a text of three quotation marks and a list may end below it.
pub(super) fn end_of_value(text: &str, line: &Line) -> usize {
    let mut open = (0, 0);
    for line in lines(text, line.start) {
        open = (open.0 + line.text.matches("\"\"\"").count() % 2, open.1 + nesting(line.text));
        if open.0 % 2 == 0 && open.1 <= 0 {
            return line.end();
        }
    }
    line.end()
}
