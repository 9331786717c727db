//! The daily faults of people who edit TOML by hand, told with the line as it should be.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::day::{day, is_meant};
use super::lines;
use super::problem::{is_of_text, problem};
use crate::diag::{Code, Diagnostic, Diagnostics, Fact, Said, Word};
use crate::id;
use crate::source::{FileId, Sources, Span};

/// Reports the marks that an unfinished merge leaves. Where there are any, nothing else in the file
/// can be relied on.
pub fn conflict_marks(sources: &Sources, file: FileId, diags: &mut Diagnostics) -> bool {
    let mut found = false;
    let mut start = 0;
    for line in sources.get(file).text.split('\n') {
        if ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
            let span = Span::new(file, start..start + line.len());
            diags.add(Diagnostic::new(Code::ConflictMark, span));
            found = true;
        }
        start += line.len() + 1;
    }
    found
}

/// Words the syntax errors of a text: as daily faults where they look like those.
pub(super) fn report(file: FileId, text: &str, base: usize, errors: &[Error], diags: &mut Diagnostics) {
    // What is not closed swallows what follows it: the other errors are its own.
    let unclosed = unclosed_text(text).map(|line| (Code::UnclosedText, line));
    if let Some((code, line)) = unclosed.or_else(|| Some((Code::UnclosedList, unclosed_list(text)?))) {
        diags.add(Diagnostic::new(code, line.span(file, base)));
        return;
    }
    let rows = lines::rows(text);
    for row in &rows {
        let span = row.line.span(file, base);
        diags.add(Diagnostic::new(Code::RowBrackets, span).fact("mended", row.mended()));
    }
    let mut last_line = None;
    // What begins before it belongs to a fault that was told.
    let mut told_to = 0;
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    // Where a text does not end, neither does what it stands in.
    errors.sort_by_key(|(range, message)| (range.start, !is_of_text(message)));
    for (range, message) in errors {
        let line = Line::at(text, range.start.min(text.len()));
        let told = range.start < told_to || rows.iter().any(|row| row.is_meant_by(&line));
        if told || last_line.replace(line.start) == Some(line.start) {
            continue;
        }
        let span = Span::new(file, range.start + base..range.end + base);
        if let Some((at, c, name)) = invisible(line.text) {
            let start = base + line.start + at;
            let span = Span::new(file, start..start + c.len_utf8());
            diags.add(Diagnostic::new(Code::InvisibleCharacter, span).fact("name", name));
            continue;
        }
        if let Some(end) = lines::text_over_lines(text, &line) {
            told_to = end + 1;
            diags.add(Diagnostic::new(Code::BrokenText, line.span(file, base)));
            continue;
        }
        diags.add(match daily(text, &line) {
            Some((code, mended)) => {
                if code == Code::MissingEquals {
                    told_to = lines::end_of_value(text, &line) + 1;
                }
                let diagnostic = Diagnostic::new(code, line.span(file, base));
                diagnostic.fact("found", line.value()).fact_if("mended", mended)
            }
            None => syntax(text, span, range, message, base),
        });
    }
}

/// The first invisible character of a line outside its texts and comments.
fn invisible(line: &str) -> Option<(usize, char, Said)> {
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '#') => return None,
            (None, c) => {
                if let Some(name) = Said::invisible(c) {
                    return Some((at, c, name));
                }
            }
            (Some(_), _) => {}
        }
    }
    None
}

/// An error in the words of the TOML library, or in our own where those help nobody.
fn syntax(text: &str, span: Span, range: Range<usize>, message: &str, base: usize) -> Diagnostic {
    let found = text.get(range.clone()).unwrap_or_default();
    if message.starts_with("invalid date") {
        return Diagnostic::new(Code::BadDate, span).fact("found", found);
    }
    if message.starts_with("duplicate key") {
        let diagnostic = Diagnostic::new(Code::DuplicateKey, span).fact("key", found);
        return match first_key(&text[..range.start], found) {
            Some(at) => diagnostic.related(Span::new(span.file, at + base..at + base + found.len())),
            None => diagnostic,
        };
    }
    if message.starts_with("missing comma between array elements") {
        let end = base + end_of_item(&text[..range.start]);
        return Diagnostic::new(Code::MissingComma, Span::new(span.file, end..end));
    }
    let before = text[..range.start].trim_end_matches(' ');
    let problem: Fact = match before.ends_with('=') && found.trim().is_empty() {
        true => Word::KeyWithoutValue.into(),
        false => problem(message),
    };
    Diagnostic::new(Code::TomlSyntax, span).fact("problem", problem)
}

/// Where the last item of a list ends, comments behind it aside.
fn end_of_item(before: &str) -> usize {
    let mut end = before.trim_end().len();
    loop {
        let line = Line::at(before, end.saturating_sub(1));
        match before[line.start..end].trim_start().starts_with('#') {
            true if line.start > 0 => end = before[..line.start].trim_end().len(),
            _ => return line.start + line.code().trim_end().len(),
        }
    }
}

/// Where the last line above that sets a key has it.
fn first_key(above: &str, key: &str) -> Option<usize> {
    let lines = above.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let sets = |line: &str| line.split_once('=').is_some_and(|(name, _)| name.trim() == key);
    lines.filter(|(_, line)| sets(line)).last().map(|(start, line)| start + line.find(key).unwrap_or(0))
}

pub(super) struct Line<'a> {
    pub start: usize,
    pub text: &'a str,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, offset: usize) -> Line<'a> {
        let mut offset = offset;
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Line { start, text: &text[start..end] }
    }

    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it sets a key.
    pub fn has_key(&self) -> bool {
        self.text.split_once('=').is_some_and(|(key, _)| is_key(key.trim()))
    }

    /// What stands behind its key, without a comma at the end.
    pub fn value(&self) -> &'a str {
        let value = match self.text.split_once('=') {
            Some((_, value)) if self.has_key() => value.trim(),
            _ => self.text.trim(),
        };
        value.strip_suffix(',').unwrap_or(value).trim_end()
    }

    /// The line without a comment.
    fn code(&self) -> &'a str {
        let mut quote = None;
        let comment = self.text.char_indices().find(|&(_, c)| {
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                _ => {}
            }
            quote.is_none() && c == '#'
        });
        &self.text[..comment.map_or(self.text.len(), |(at, _)| at)]
    }

    pub fn span(&self, file: FileId, base: usize) -> Span {
        let indent = self.text.len() - self.text.trim_start().len();
        let start = base + self.start;
        Span::new(file, start + indent..start + self.text.trim_end().len().max(indent))
    }
}

/// The line that opens a `"""` text which nothing closes: the last one opened before a line that
/// opens another, or before the end.
fn unclosed_text(text: &str) -> Option<Line<'_>> {
    let mut open: Option<Line> = None;
    let mut start = 0;
    for line in text.split('\n') {
        let opens = line
            .split_once('=')
            .is_some_and(|(key, value)| is_key(key.trim()) && value.trim_start().starts_with("\"\"\""));
        let marks = line.matches("\"\"\"").count();
        match &open {
            Some(_) if opens => return open,
            Some(_) if marks % 2 == 1 => open = None,
            None if marks % 2 == 1 && !line.trim_start().starts_with('#') => {
                open = Some(Line { start, text: line });
            }
            _ => {}
        }
        start += line.len() + 1;
    }
    open
}

/// The line that opens a list which nothing closes before the next key or table.
fn unclosed_list(text: &str) -> Option<Line<'_>> {
    let mut open: Option<(Line, i32)> = None;
    let mut start = 0;
    for line in text.split('\n') {
        let value = line.split_once('=').filter(|(key, _)| is_key(key.trim())).map(|(_, value)| value.trim());
        let begins = value.is_some() || (line.starts_with('[') && line.trim_end().ends_with(']'));
        if open.is_some() && begins {
            return open.map(|(line, _)| line);
        }
        let depth = open.as_ref().map_or(0, |(_, depth)| *depth) + nesting(value.unwrap_or(line));
        open = match open {
            Some((line, _)) => (depth > 0).then_some((line, depth)),
            None if depth > 0 && value.is_some_and(|value| value.starts_with('[')) => {
                Some((Line { start, text: line }, depth))
            }
            None => None,
        };
        start += line.len() + 1;
    }
    open.map(|(line, _)| line)
}

/// How many more brackets a line opens than it closes, texts and comments aside.
pub fn nesting(line: &str) -> i32 {
    let mut depth = 0;
    let mut quote = None;
    for c in line.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '#') => break,
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            (None, _) => {}
        }
    }
    depth
}

pub fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// A daily fault on a line, and the line mended where that can be told.
fn daily(text: &str, line: &Line) -> Option<(Code, Option<String>)> {
    let written = line.text.trim();
    let (lead, value) = match written.split_once('=') {
        Some((key, value)) if is_key(key.trim()) => (format!("{} = ", key.trim()), value.trim()),
        _ => (String::new(), written),
    };
    let in_list = lead.is_empty() && text[..line.start].trim_end().ends_with(['[', ',']);
    if lead.is_empty()
        && !in_list
        && let Some(mended) = with_equals(written)
    {
        return Some((Code::MissingEquals, Some(mended)));
    }
    let (value, tail) = match value.strip_suffix(',') {
        Some(value) => (value.trim_end(), ","),
        None => (value, ""),
    };
    let is_value = in_list || !lead.is_empty();
    let (code, mended) = fault(value, is_value, in_list)?;
    let mended = mended.filter(|mended| is_value && is_toml(mended, in_list));
    Some((code, mended.map(|mended| format!("{lead}{mended}{tail}"))))
}

/// `key: value` and `key "value"`, mended.
fn with_equals(written: &str) -> Option<String> {
    let (key, rest) = written.split_at(written.find([':', ' '])?);
    let value = rest.trim_start();
    let (value, has_colon) = match value.strip_prefix(':') {
        Some(value) => (value.trim(), true),
        None => (value, false),
    };
    let whole = value.starts_with("\"\"\"") || value.starts_with('[') || is_toml(value, false);
    let value = match whole {
        true => value.to_owned(),
        false if has_colon && !value.is_empty() => quote(value.trim_matches(CURLY).trim_matches('"')),
        false => return None,
    };
    is_key(key).then(|| format!("{key} = {value}"))
}

const CURLY: [char; 8] = ['„', '“', '”', '«', '»', '‘', '’', '‚'];

/// What is wrong with the value on a line, and the value mended.
fn fault(value: &str, is_value: bool, in_list: bool) -> Option<(Code, Option<String>)> {
    if value.starts_with("[[") && value.ends_with(']') && value.contains("]]") {
        let ids = references(value);
        return Some((Code::ReferenceAsTable, Some(if in_list { ids } else { format!("[{ids}]") })));
    }
    if !is_value {
        return None;
    }
    if let Some(day) = day(value) {
        return Some((Code::BadDate, Some(day)));
    }
    if is_meant(value) {
        return Some((Code::BadDate, None));
    }
    if value.starts_with(CURLY) {
        return Some((Code::CurlyQuotes, Some(quote(value.trim_matches(CURLY)))));
    }
    if let Some(items) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items: Vec<&str> = items.split(',').map(str::trim).collect();
        let code = match () {
            () if items.iter().any(|item| item.starts_with(CURLY)) => Code::CurlyQuotes,
            () if items.iter().any(|item| is_bare(item)) => Code::UnquotedText,
            () => return None,
        };
        let mend = |item: &&str| match item.starts_with(CURLY) || is_bare(item) {
            true => quote(item.trim_matches(CURLY)),
            false => (*item).to_owned(),
        };
        return Some((code, Some(format!("[{}]", items.iter().map(mend).collect::<Vec<_>>().join(", ")))));
    }
    if is_bare(value) {
        return Some(match value.to_lowercase().as_str() {
            "yes" | "on" | "true" | "jā" => (Code::BadBoolean, Some("true".to_owned())),
            "no" | "off" | "false" | "nē" => (Code::BadBoolean, Some("false".to_owned())),
            _ => (Code::UnquotedText, Some(quoted(value, in_list))),
        });
    }
    let Some(inner) = value.strip_prefix('"') else {
        let inner = value.strip_suffix('"').filter(|inner| inner.starts_with(char::is_alphanumeric))?;
        return (!inner.contains('"')).then(|| (Code::UnquotedText, Some(quote(inner))));
    };
    let closed = inner.strip_suffix('"');
    let inner = closed.unwrap_or(inner);
    let bare = inner.replace("\\\"", "");
    // Several texts on the line, or something behind the text: no quotation mark inside one.
    let several = in_list && bare.contains("\", \"") || bare.contains("\" \"");
    if several || (closed.is_none() && bare.contains('"')) {
        return None;
    }
    if bare.contains('"') && !inner.starts_with("\"\"") {
        return Some((Code::QuoteInText, Some(quote(&inner.replace("\\\"", "\"")))));
    }
    (closed.is_none() && !bare.contains('"')).then(|| (Code::UnquotedText, Some(quote(inner))))
}

/// A bare value in quotation marks: IDs with commas between them are a list.
fn quoted(value: &str, in_list: bool) -> String {
    let items: Vec<&str> = value.split(',').map(str::trim).collect();
    if items.len() == 1 || !items.iter().all(|item| id::is_plain(item)) {
        return quote(value);
    }
    let items = items.into_iter().map(quote).collect::<Vec<_>>().join(", ");
    if in_list { items } else { format!("[{items}]") }
}

/// A text without any quotation marks.
fn is_bare(value: &str) -> bool {
    value.starts_with(char::is_alphabetic) && !value.contains(['"', '\'', '[', '{'])
}

/// The IDs between double brackets, as a list has them.
fn references(value: &str) -> String {
    let ids = value.split("[[").flat_map(|part| part.split("]]").next()).flat_map(|part| part.split(','));
    let ids = ids.map(|id| id.split('|').next().unwrap_or_default());
    let bare = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"' | '\'');
    let ids = ids.map(|id| id.trim_matches(bare)).filter(|id| !id.is_empty());
    ids.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
}

/// Whether a mended value is TOML indeed.
fn is_toml(value: &str, in_list: bool) -> bool {
    let text = if in_list { format!("x = [{value}]") } else { format!("x = {value}") };
    DeTable::parse(&text).is_ok()
}

/// A text as TOML writes it on one line, without escapes where possible.
fn quote(text: &str) -> String {
    match (text.contains('"') || text.contains('\\'), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
