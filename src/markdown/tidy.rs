//! What can be written otherwise in a text without another word of what it says.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::compile::extensions;

/// Straight quotation marks around words of running text, each with the mark that Latvian has in its place.
///
/// Paragraphs in which not every mark has its pair are left alone, and so are headings, code, pictures and paragraphs with
/// raw HTML. `anchors` as in [`super::Options`].
pub fn straight_quotes(text: &str, anchors: bool) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut block = Block::default();
    let mut closed = 0;
    for (event, range) in Parser::new_ext(text, extensions(anchors)).into_offset_iter() {
        let inline = is_inline(&event);
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::Image { .. } | Tag::HtmlBlock) => {
                closed += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Heading(_) | TagEnd::Image | TagEnd::HtmlBlock) => {
                closed -= 1;
            }
            _ if closed > 0 => continue,
            Event::Text(words) if text.get(range.clone()) == Some(&words) => block.read(text, range),
            Event::InlineHtml(_) | Event::Html(_) => block.broken = true,
            _ => {}
        }
        if !inline {
            found.extend(std::mem::take(&mut block).pairs(text));
        }
    }
    found.extend(block.pairs(text));
    found
}

/// Whether what an event stands for is part of a line of text.
fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
            )
        }
        Event::End(tag) => {
            matches!(
                tag,
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
            )
        }
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// The marks of a paragraph.
#[derive(Default)]
struct Block {
    at: Vec<usize>,
    /// Whether something stands in it that marks may belong to.
    broken: bool,
}

impl Block {
    fn read(&mut self, text: &str, range: Range<usize>) {
        let marks = text[range.clone()].match_indices('"').map(|(at, _)| range.start + at);
        for at in marks {
            // What is escaped is meant as it is.
            self.broken |= text[..at].ends_with('\\');
            self.at.push(at);
        }
    }

    fn pairs(self, text: &str) -> Vec<(Range<usize>, char)> {
        let fits = |(number, &at): (usize, &usize)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
            match number % 2 {
                0 => opens(before) && after.is_some_and(|c| !c.is_whitespace()),
                _ => before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()),
            }
        };
        if self.broken || self.at.len() % 2 == 1 || !self.at.iter().enumerate().all(fits) {
            return Vec::new();
        }
        let mark = |(number, at): (usize, usize)| (at..at + 1, if number % 2 == 0 { '„' } else { '”' });
        self.at.into_iter().enumerate().map(mark).collect()
    }
}

/// Whether a quotation can begin behind a letter.
fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{*_~-–—/|„“«".contains(c))
}

/// The blocks of code, fenced and indented. `anchors` as in [`super::Options`].
pub fn code_blocks(text: &str, anchors: bool) -> impl Iterator<Item = Range<usize>> {
    let events = Parser::new_ext(text, extensions(anchors)).into_offset_iter();
    events.filter_map(|(event, range)| matches!(event, Event::Start(Tag::CodeBlock(_))).then_some(range))
}

/// White space at the ends of lines that means nothing: neither a hard break, nor part of code or HTML.
pub fn trailing_spaces(text: &str, anchors: bool) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(text, extensions(anchors)).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::HardBreak => kept.push(range),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let spaces = at + words.len()..at + line.trim_end_matches('\n').len();
        at += line.len();
        let means = |range: &Range<usize>| range.start < spaces.end + 1 && spaces.start < range.end;
        // A backslash that comes to stand at the end would be a hard break.
        if !spaces.is_empty() && !words.ends_with('\\') && !kept.iter().any(means) {
            found.push(spaces);
        }
    }
    found
}

/// Where a text ends: behind its last word, or behind the code or HTML that it ends in, empty lines included.
pub fn end(text: &str, anchors: bool) -> usize {
    let words = text.trim_end().len();
    let code = Parser::new_ext(text, extensions(anchors)).into_offset_iter().filter_map(|(event, range)| {
        matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)).then_some(range.end)
    });
    code.fold(words, usize::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = text.to_owned();
        for (range, mark) in straight_quotes(text, true).into_iter().rev() {
            out.replace_range(range, &mark.to_string());
        }
        out
    }

    #[test]
    fn pairs_become_latvian_marks() {
        for (text, expected) in [
            ("Sauc \"to\" tā.", "Sauc „to” tā."),
            ("- \"viens\"\n- (\"divi\", *\"trīs\"*)\n", "- „viens”\n- („divi”, *„trīs”*)\n"),
            ("[\"x\"](y.md \"t\") \"z\"", "[„x”](y.md \"t\") „z”"),
            ("| \"a\" |\n|---|\n| \"b |\n", "| „a” |\n|---|\n| \"b |\n"),
        ] {
            assert_eq!(quoted(text), expected);
        }
        for text in [
            "5\" disks \"x\"",
            "\"a",
            "\"a \"b\" c\"",
            "`\"x\"`",
            "    \"x\"",
            "## \"x\"",
            "<abbr title=\"y\">\"x\"</abbr>",
            "\\\"x\" \"y\"",
            "a\"b\"c",
            "![\"x\"](y.png)",
        ] {
            assert_eq!(quoted(text), text);
        }
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        let ends = |text: &str| -> Vec<usize> {
            trailing_spaces(text, true).into_iter().map(|range| range.start).collect()
        };
        assert_eq!(ends("a \nb\t\n \nc  \n"), [1, 4, 6, 9]);
        assert_eq!(ends("a  \nb\n"), Vec::<usize>::new());
        assert_eq!(ends("a\\ \nb\n"), Vec::<usize>::new());
        assert_eq!(ends("```\na \n```\n"), Vec::<usize>::new());
        assert_eq!(ends("`a \nb`\n"), Vec::<usize>::new());
        assert_eq!(ends("<pre>\na \n</pre>\n"), Vec::<usize>::new());
    }
}
