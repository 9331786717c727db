//! The daily faults of people who edit TOML by hand, told with the line as it should be.

use toml::de::Error;

use crate::diag::{Code, Diagnostic, Diagnostics};
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

/// Words a syntax error: as one of the daily faults if it looks like one.
pub(super) fn report(file: FileId, text: &str, base: usize, errors: &[Error], diags: &mut Diagnostics) {
    if let Some(line) = unclosed_text(text) {
        diags.add(Diagnostic::new(Code::UnclosedText, line.span(file, base)));
        return;
    }
    let mut last_line = None;
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let line = Line::at(text, range.start.min(text.len()));
        if last_line.replace(line.start) == Some(line.start) {
            continue;
        }
        diags.add(match daily(line.text) {
            Some((code, mended)) => Diagnostic::new(code, line.span(file, base)).fact("mended", mended),
            None => {
                let span = Span::new(file, range.start + base..range.end + base);
                Diagnostic::new(Code::TomlSyntax, span).fact("problem", error.message())
            }
        });
    }
}

struct Line<'a> {
    start: usize,
    text: &'a str,
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

    fn span(&self, file: FileId, base: usize) -> Span {
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

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// A daily fault on this line, and the line mended.
fn daily(line: &str) -> Option<(Code, String)> {
    let (lead, value) = match line.split_once('=') {
        Some((key, value)) if is_key(key.trim()) => (format!("{} = ", key.trim()), value.trim()),
        _ => (String::new(), line.trim()),
    };
    let (value, tail) = match value.strip_suffix(',') {
        Some(value) => (value.trim_end(), ","),
        None => (value, ""),
    };
    let mend = |text: &str| format!("{lead}{text}{tail}");
    if let Some(name) = value.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"))
        && !lead.is_empty()
    {
        let quoted: Vec<String> =
            name.split(',').map(|id| format!("\"{}\"", id.trim().trim_matches(['"', '\'']))).collect();
        return Some((Code::ReferenceAsTable, mend(&format!("[{}]", quoted.join(", ")))));
    }
    let curly = ['„', '“', '”', '«', '»', '‘', '’', '‚'];
    if value.starts_with(curly) {
        return Some((Code::CurlyQuotes, mend(&quote(value.trim_matches(curly)))));
    }
    let inner = value.strip_prefix('"')?;
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let bare = inner.replace("\\\"", "");
    (bare.contains('"') && !inner.starts_with("\"\""))
        .then(|| (Code::QuoteInText, mend(&quote(&inner.replace("\\\"", "\"")))))
}

/// A text as TOML writes it on one line, without escapes where possible.
fn quote(text: &str) -> String {
    match (text.contains('"') || text.contains('\\'), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
