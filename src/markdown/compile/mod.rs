//! Markdown to a [`Fragment`], in one pass over its events.

mod headings;
mod links;
mod marks;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, Options as Extensions, Parser, Tag, TagEnd, TextMergeWithOffset,
    html,
};

use super::fragment::{Fragment, Slot};
use super::references::Autolinks;
use super::statements::StatementTree;
use super::{highlight, meant, sanitise};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::{Origin, foreign};

pub(super) use marks::{MARK_END, MARK_START};
use marks::{MARKS, Mark};

/// Classes of table cells.
pub(super) const ALIGNMENTS: [&str; 3] = ["left", "center", "right"];

/// How a text is to be compiled.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub autolinks: &'a Autolinks,
    /// Whether headings and footnotes are allowed: they need anchors of their own on the page.
    pub anchors: Option<&'a HashSet<String>>,
    /// By how many levels headings are moved down.
    pub shift: u8,
    /// Whether the text is a list of statements and nothing else.
    pub statements: bool,
}

/// Compiles a text. Its mistakes are reported; the fragment is whole all the same.
pub fn compile(text: &str, origin: Origin, options: Options, diags: &mut Diagnostics) -> Fragment {
    // Of the same length, so that places stay true.
    let own;
    let text = match text.contains(MARKS) {
        true => {
            own = text.replace(MARKS, "\u{FFFD}");
            own.as_str()
        }
        false => text,
    };
    let mut compiler = Compiler::new(text, origin, options, diags);
    compiler.run();
    compiler.finish()
}

/// What our Markdown has beyond CommonMark; some of it needs anchors on the page.
pub(super) fn extensions(anchors: bool) -> Extensions {
    let everywhere = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_WIKILINKS;
    match anchors {
        true => everywhere | Extensions::ENABLE_HEADING_ATTRIBUTES | Extensions::ENABLE_FOOTNOTES,
        false => everywhere,
    }
}

struct Compiler<'a, 'd> {
    text: &'a str,
    origin: Origin,
    options: Options<'a>,
    diags: &'d mut Diagnostics,
    events: Vec<Event<'a>>,
    /// How many elements of Markdown are open.
    depth: usize,
    /// What marks stand for.
    marks: Vec<Mark>,
    fragment: Fragment,
    /// Ids of headings so far.
    ids: HashSet<String>,
    /// The number that the next heading of the same text gets.
    repeated: HashMap<String, usize>,
    footnotes: Vec<CowStr<'a>>,
    /// Where the addresses of links are defined apart from them, by label.
    definitions: HashMap<String, Range<usize>>,
    /// The numbers of the footnotes that the text refers to.
    noted: HashSet<usize>,
    alignments: Vec<Alignment>,
    column: usize,
    in_table: bool,
    in_head: bool,
    /// The marks that end the links that are open.
    open_links: Vec<usize>,
    /// Inside a wiki link without text, or a picture: inner text is not shown.
    muted: Option<String>,
    /// How many elements are open inside of what is muted.
    muted_depth: usize,
    heading: Option<usize>,
    code: Option<(String, String)>,
    statements: StatementTree,
    /// Where the first raw HTML stands.
    raw_html: Option<Range<usize>>,
}

impl<'a, 'd> Compiler<'a, 'd> {
    fn new(
        text: &'a str,
        origin: Origin,
        options: Options<'a>,
        diags: &'d mut Diagnostics,
    ) -> Compiler<'a, 'd> {
        Compiler {
            text,
            origin,
            options,
            diags,
            events: Vec::new(),
            depth: 0,
            marks: Vec::new(),
            fragment: Fragment::default(),
            ids: HashSet::new(),
            repeated: HashMap::new(),
            footnotes: Vec::new(),
            definitions: HashMap::new(),
            noted: HashSet::new(),
            alignments: Vec::new(),
            column: 0,
            in_table: false,
            in_head: false,
            open_links: Vec::new(),
            muted: None,
            muted_depth: 0,
            heading: None,
            code: None,
            statements: StatementTree::default(),
            raw_html: None,
        }
    }

    fn run(&mut self) {
        let parser = Parser::new_ext(self.text, extensions(self.options.anchors.is_some()));
        let definitions = parser.reference_definitions().iter();
        self.definitions =
            definitions.map(|(label, found)| (label.to_lowercase(), found.span.clone())).collect();
        for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
            if self.options.statements {
                self.statement(&event, &range);
            }
            let (opens, closes) = (matches!(event, Event::Start(_)), matches!(event, Event::End(_)));
            self.event(event, range);
            self.depth += usize::from(opens);
            self.depth -= usize::from(closes);
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.muted.is_some() => self.muted_depth += 1,
            Event::End(_) if self.muted_depth > 0 => self.muted_depth -= 1,
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => match &mut self.muted {
                Some(muted) => muted.push_str(&code),
                None => {
                    self.say(&code);
                    self.events.push(Event::Code(code));
                }
            },
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) if self.muted.is_some() => {}
            Event::FootnoteReference(name) => {
                let number = self.footnote(name);
                let first = self.noted.insert(number);
                let id = if first { format!(" id=\"fnref--{number}\"") } else { String::new() };
                self.literal(format!(
                    "<sup><a class=\"footnote-ref\"{id} href=\"#fn--{number}\">{number}</a></sup>"
                ));
            }
            Event::TaskListMarker(done) => {
                self.events.push(Event::Text(if done { "☑\u{a0}" } else { "☐\u{a0}" }.into()));
            }
            Event::SoftBreak | Event::HardBreak if self.muted.is_some() => {
                if let Some(muted) = &mut self.muted {
                    muted.push(' ');
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                self.say(" ");
                self.events.push(event);
            }
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                self.start_heading(level, id, &classes, !attrs.is_empty(), range);
            }
            Tag::Link { link_type, dest_url, id, .. } => self.start_link(link_type, &dest_url, &id, range),
            Tag::Image { dest_url, .. } => self.start_picture(&dest_url, range),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',']).next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Table(alignments) => {
                (self.alignments, self.in_table) = (alignments, true);
                self.literal("<div class=\"table-wrap\">".into());
                self.events.push(Event::Html("<table>\n".into()));
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.events.push(Event::Html("<thead><tr>".into()));
            }
            Tag::TableRow => {
                self.column = 0;
                self.events.push(Event::Html("<tr>".into()));
            }
            Tag::TableCell => self.start_cell(),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote(name);
                self.literal(format!("<div class=\"footnote\" id=\"fn--{number}\">"));
                self.mark(Mark::FootnoteNumber(number));
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_picture(),
            TagEnd::CodeBlock => {
                let (language, code) = self.code.take().expect("a code block was started");
                self.fragment.has_code = true;
                self.say(&code);
                self.literal(highlight::block(&language, &code));
            }
            TagEnd::Table => {
                self.in_table = false;
                self.events.push(Event::Html("</tbody></table>\n".into()));
                self.literal("</div>\n".into());
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.events.push(Event::Html("</tr></thead><tbody>\n".into()));
            }
            TagEnd::TableRow => self.events.push(Event::Html("</tr>\n".into())),
            TagEnd::TableCell => {
                let end = if self.in_head { "</th>" } else { "</td>" };
                self.events.push(Event::Html(end.into()));
                self.column += 1;
            }
            TagEnd::Paragraph => {
                self.statements.say(" ");
                self.events.push(Event::End(TagEnd::Paragraph));
            }
            TagEnd::FootnoteDefinition => self.literal("</div>\n".into()),
            other => self.events.push(Event::End(other)),
        }
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        // A character reference (`&#xE000;`) makes a mark of what was none.
        let text = match text.contains(MARKS) || foreign::is_marked(&text) {
            true => foreign::unmark(&text.replace(MARKS, "\u{FFFD}")).into_owned().into(),
            false => text,
        };
        if let Some((_, code)) = &mut self.code {
            code.push_str(&text);
            return;
        }
        if let Some(muted) = &mut self.muted {
            muted.push_str(&text);
            return;
        }
        self.say(&text);
        if self.in_table && text.contains("[[") {
            self.report(Code::PipeInTable, range.clone(), |d| d);
        } else {
            self.meant(&range);
        }
        if !self.open_links.is_empty() || self.heading.is_some() {
            self.events.push(Event::Text(text));
            return;
        }
        self.link_codes(text, range);
    }

    /// Reports what a text was meant as.
    fn meant(&mut self, range: &Range<usize>) {
        let text = self.text;
        let headings = self.options.anchors.is_some();
        if !self.options.statements
            && let Some((code, mended, line)) = meant::line(text, range.start, headings)
        {
            self.report(code, line, |d| d.fact("mended", mended));
        }
        for (found, name) in meant::office_elements(&text[range.clone()]) {
            let found = range.start + found.start..range.start + found.end;
            let office = format!("<{name}>");
            self.report(Code::HtmlElement, found, |d| d.fact("element", name).fact("office", office));
        }
        for (found, mended) in meant::open_references(&text[range.clone()], self.options.autolinks) {
            let found = range.start + found.start..range.start + found.end;
            self.report(Code::OpenReference, found, |d| d.fact("mended", mended));
        }
    }

    fn html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        if self.muted.is_some() {
            return;
        }
        if let Some(name) = sanitise::forbidden_element(&html) {
            // The elements of a word processor have names in a namespace.
            let office = name.contains(':').then(|| format!("<{name}>"));
            self.report(Code::HtmlElement, range.clone(), |d| {
                d.fact("element", name).fact_if("office", office)
            });
        }
        self.raw_html.get_or_insert(range);
        self.events.push(Event::Html(sanitise::without_mark_references(&html).into()));
    }

    fn start_cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        let start = match self.in_head {
            true => format!("<th scope=\"col\"{class}>"),
            false => format!("<td{class}>"),
        };
        self.events.push(Event::Html(start.into()));
    }

    fn footnote(&mut self, name: CowStr<'a>) -> usize {
        let found = self.footnotes.iter().position(|other| *other == name);
        found.unwrap_or_else(|| {
            self.footnotes.push(name);
            self.footnotes.len() - 1
        }) + 1
    }

    /// Keeps the plain text of what is being read, for headings and statements.
    fn say(&mut self, text: &str) {
        if let Some(index) = self.heading
            && let Some(heading) = self.fragment.headings.get_mut(index)
        {
            heading.text.push_str(text);
        }
        self.statements.say(text);
    }

    fn statement(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Item) => self.statements.open(),
            Event::End(TagEnd::Item) => self.statements.close(),
            Event::Start(Tag::List(_)) => {}
            // A line that is not indented continues the statement only by Markdown's leniency.
            Event::SoftBreak => {
                let start = range.start + self.text[range.start..].find('\n').map_or(0, |at| at + 1);
                if self.text[start..].starts_with(|c: char| !c.is_whitespace()) {
                    self.list_item(start..self.text.len());
                }
            }
            Event::Start(_) | Event::Rule | Event::Html(_) if self.depth == 0 => {
                self.list_item(trimmed(self.text, range.clone()));
            }
            _ => {}
        }
    }

    /// Reports the first line of a range as a statement without its dash.
    fn list_item(&mut self, range: Range<usize>) {
        let first = self.text[range.clone()].lines().next().unwrap_or_default();
        let bullet = |c: char| c.is_whitespace() || crate::id::is_dash(c) || matches!(c, '•' | '·' | '*');
        let mended = format!("- {}", first.trim_start_matches(bullet).trim_end());
        // Without a bullet the line may belong to the one above.
        let fact = if first.starts_with(bullet) { "mended" } else { "item" };
        let end = range.start + first.len();
        self.report(Code::ListItem, range.start..end, |d| d.fact(fact, mended));
    }

    fn report(&mut self, code: Code, range: Range<usize>, facts: impl FnOnce(Diagnostic) -> Diagnostic) {
        let span = self.origin.part(trimmed(self.text, range));
        self.diags.add(facts(Diagnostic::new(code, span)));
    }

    fn finish(mut self) -> Fragment {
        let mut html = String::with_capacity(self.text.len() * 3 / 2);
        html::push_html(&mut html, std::mem::take(&mut self.events).into_iter());
        let raw = self.raw_html.take();
        if let Some(raw) = &raw {
            match sanitise::sanitise(&html) {
                Some(clean) => html = clean,
                None => {
                    self.report(Code::HtmlUnbalanced, raw.clone(), |d| d);
                    html.clear();
                }
            }
        }
        self.replace_marks(&html);
        if let Some(raw) = raw.filter(|_| !self.is_nested()) {
            self.report(Code::HtmlUnbalanced, raw, |d| d);
            self.fragment.html.clear();
            self.fragment.slots.clear();
            self.fragment.headings.iter_mut().for_each(|heading| heading.range = (0, 0));
        }
        self.fragment.statements = self.statements.finish();
        // Fragments live until the last page is rendered.
        self.fragment.html.shrink_to_fit();
        self.fragment.slots.shrink_to_fit();
        self.fragment.headings.shrink_to_fit();
        self.fragment
    }

    /// Whether raw HTML and what is ours open and close like brackets. Notes the headings inside elements.
    fn is_nested(&mut self) -> bool {
        let mut nesting = sanitise::Nesting::new(&self.fragment.html);
        let headings =
            self.fragment.headings.iter_mut().map(|heading| (heading.range.0, None, Some(heading)));
        let slots = self.fragment.slots.iter().map(|&(at, slot)| (at, Some(slot), None));
        let mut stops: Vec<_> = headings.chain(slots).collect();
        stops.sort_by_key(|(at, _, _)| *at);
        for (at, slot, heading) in stops {
            // An address stands inside a tag.
            let sound = match slot {
                Some(Slot::Address(_)) => true,
                Some(Slot::Open(_)) => nesting.read_to(at as usize) && nesting.link(true),
                Some(Slot::Close(_)) => nesting.read_to(at as usize) && nesting.link(false),
                _ => nesting.read_to(at as usize),
            };
            if !sound {
                return false;
            }
            if let Some(heading) = heading {
                heading.nested |= nesting.depth() > 0;
            }
        }
        nesting.read_to(self.fragment.html.len()) && nesting.depth() == 0
    }
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
