//! Markdown to a [`Fragment`].
//!
//! Whatever is ours in the HTML (links, anchors, code, notes) passes the sanitiser as a *mark*: a
//! private-use character that authors' text cannot hold, a number, another such character. Marks are
//! replaced last, by slots or by literal HTML.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options as Extensions, Parser, Tag,
    TagEnd, TextMergeWithOffset, html,
};

use super::fragment::{Fragment, Heading, Reference, Slot, Target};
use super::references::Autolinks;
use super::statements::StatementTree;
use super::{escape, highlight, meant, sanitise, slug};
use crate::address::{self, Address};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Origin;

pub(super) const MARK_START: char = '\u{E000}';
pub(super) const MARK_END: char = '\u{E001}';
const MARKS: [char; 2] = [MARK_START, MARK_END];

/// Classes of table cells.
pub(super) const ALIGNMENTS: [&str; 3] = ["left", "center", "right"];

/// Classes an author may give to a heading: `print-break` starts a new sheet of paper.
const HEADING_CLASSES: [&str; 1] = ["print-break"];

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

/// What replaces a mark.
enum Mark {
    Literal(String),
    Slot(Slot),
    /// A picture: literal HTML around an address.
    Picture {
        reference: u32,
        alt: String,
    },
    HeadingStart {
        index: usize,
        class: Option<String>,
    },
    HeadingEnd(usize),
    /// The number of a footnote, which leads back where the text refers to it.
    FootnoteNumber(usize),
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
        let text = match text.contains(MARKS) {
            true => text.replace(MARKS, "\u{FFFD}").into(),
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
        for (found, mended) in meant::open_references(&text[range.clone()]) {
            let found = range.start + found.start..range.start + found.end;
            self.report(Code::OpenReference, found, |d| d.fact("mended", mended));
        }
    }

    /// Running text with the codes in it made references.
    fn link_codes(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let codes = self.options.autolinks.find(&text);
        if codes.is_empty() {
            self.events.push(Event::Text(text));
            return;
        }
        let raw = &self.text[range.clone()];
        let as_written = *raw == *text;
        let mut at = 0;
        for code in codes {
            let name = match as_written {
                true => Some(code.clone()),
                false => written_at(raw, &text, code.clone()),
            };
            let name = name.map(|found| range.start + found.start..range.start + found.end);
            let place = name.clone().unwrap_or_else(|| range.clone());
            self.events.push(Event::Text(text[at..code.start].to_owned().into()));
            let id = text[code.clone()].to_owned();
            let reference = self.refer(Target::Code { id }, place, name);
            self.slot(Slot::Open(reference));
            self.events.push(Event::Text(text[code.clone()].to_owned().into()));
            self.slot(Slot::Close(reference));
            at = code.end;
        }
        self.events.push(Event::Text(text[at..].to_owned().into()));
    }

    fn html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        if self.muted.is_some() {
            return;
        }
        if let Some(name) = sanitise::forbidden_element(&html) {
            self.report(Code::HtmlElement, range.clone(), |d| d.fact("element", name));
        }
        self.raw_html.get_or_insert(range);
        self.events.push(Event::Html(sanitise::without_mark_references(&html).into()));
    }

    fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr>,
        classes: &[CowStr],
        has_attributes: bool,
        range: Range<usize>,
    ) {
        let Some(reserved) = self.options.anchors else {
            self.report(Code::HeadingHere, range.clone(), |d| d);
            return;
        };
        let other = classes.iter().find(|class| !HEADING_CLASSES.contains(&&***class));
        if has_attributes || other.is_some() {
            self.report(Code::HeadingAttribute, range.clone(), |d| d);
        }
        if level == HeadingLevel::H1 {
            self.report(Code::HeadingLevel, range.clone(), |d| d);
        }
        let id = id.map(|id| id.into_string()).unwrap_or_default();
        if !id.is_empty() {
            if !crate::id::is_plain(&id) || id.contains("--") {
                self.report(Code::BadAnchor, range.clone(), |d| d.fact("found", &id));
            } else if reserved.contains(&id) || !self.ids.insert(id.clone()) {
                self.report(Code::AnchorTaken, range.clone(), |d| d.fact("id", &id));
            }
        }
        let span = self.origin.part(trimmed(self.text, range));
        let heading = Heading {
            level: level as u8,
            id,
            text: String::new(),
            span,
            range: (0, 0),
            nested: self.depth > 0,
        };
        self.fragment.headings.push(heading);
        let index = self.fragment.headings.len() - 1;
        let class = classes.iter().find(|class| HEADING_CLASSES.contains(&&***class));
        self.heading = Some(index);
        self.mark(Mark::HeadingStart { index, class: class.map(|class| class.to_string()) });
    }

    fn end_heading(&mut self) {
        let Some(index) = self.heading.take() else { return };
        let (Some(reserved), Some(heading)) = (self.options.anchors, self.fragment.headings.get_mut(index))
        else {
            return;
        };
        if heading.id.is_empty() {
            let base = slug(&heading.text);
            let next = self.repeated.entry(base.clone()).or_insert(1);
            heading.id = loop {
                let id = if *next == 1 { base.clone() } else { format!("{base}-{next}") };
                *next += 1;
                if !reserved.contains(&id) && self.ids.insert(id.clone()) {
                    break id;
                }
            };
        }
        heading.text.truncate(heading.text.trim_end().len());
        self.mark(Mark::HeadingEnd(index));
    }

    fn start_link(&mut self, link_type: LinkType, destination: &str, label: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            let destination = destination.trim_end_matches('\\').trim();
            let (id, anchor) = split_anchor(destination);
            let target = Target::Entry { id: id.trim().to_owned(), anchor };
            let name = self.destination(link_type, destination, label, &range);
            let reference = self.refer(target, range, name);
            self.open(Mark::Slot(Slot::Open(reference)), Mark::Slot(Slot::Close(reference)));
            if !has_pothole {
                self.slot(Slot::Label(reference));
                self.muted = Some(String::new());
            }
            return;
        }
        let destination = match link_type {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        match address::classify(&destination) {
            Err(problem) => {
                let span = self.origin.part(range);
                self.diags.add(problem.diagnostic(&destination, span));
                self.open(Mark::Literal(String::new()), Mark::Literal(String::new()));
            }
            Ok(Address::External) => {
                let href = escape(&destination);
                let start = format!("<a href=\"{href}\" rel=\"external noopener noreferrer\">");
                self.open(Mark::Literal(start), Mark::Literal("</a>".into()));
            }
            Ok(Address::Relative) => {
                let (path, anchor) = split_anchor(&destination);
                let target = match (path.is_empty(), anchor) {
                    (true, Some(anchor)) => Target::Anchor(anchor),
                    (_, anchor) => Target::File { path: path.to_owned(), anchor },
                };
                let name = self.destination(link_type, &destination, label, &range);
                let reference = self.refer(target, range, name);
                self.open(Mark::Slot(Slot::Open(reference)), Mark::Slot(Slot::Close(reference)));
            }
        }
    }

    /// Opens a link; the mark that ends it waits behind it in the list of marks.
    fn open(&mut self, start: Mark, end: Mark) {
        self.mark(start);
        self.marks.push(end);
        self.open_links.push(self.marks.len() - 1);
    }

    fn end_link(&mut self) {
        if let Some(text) = self.muted.take() {
            self.say(&text);
        }
        if let Some(end) = self.open_links.pop() {
            self.events.push(Event::InlineHtml(mark_text(end).into()));
        }
    }

    fn start_picture(&mut self, destination: &str, range: Range<usize>) {
        match address::classify(destination) {
            Ok(Address::Relative) => {
                let target = Target::Image { path: destination.to_owned() };
                let reference = self.refer(target, range, None);
                self.marks.push(Mark::Picture { reference, alt: String::new() });
            }
            Ok(Address::External) => {
                self.report(Code::ExternalPicture, range, |d| d.fact("found", destination));
                self.marks.push(Mark::Literal(String::new()));
            }
            Err(problem) => {
                self.diags.add(problem.diagnostic(destination, self.origin.part(range)));
                self.marks.push(Mark::Literal(String::new()));
            }
        }
        self.events.push(Event::InlineHtml(mark_text(self.marks.len() - 1).into()));
        self.muted = Some(String::new());
    }

    fn end_picture(&mut self) {
        let text = self.muted.take().unwrap_or_default();
        self.say(&text);
        if let Some(Mark::Picture { alt, .. }) = self.marks.last_mut() {
            *alt = text;
        }
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

    /// Where the destination of a link stands, if it does so letter by letter.
    fn destination(
        &self,
        link_type: LinkType,
        destination: &str,
        label: &str,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let (place, before) = match link_type {
            LinkType::WikiLink { .. } => (range.clone(), "[["),
            LinkType::Inline => (range.clone(), "]("),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                (self.definitions.get(&label.to_lowercase())?.clone(), "]:")
            }
            _ => return None,
        };
        let raw = &self.text[place.clone()];
        // From behind: the text of a link may hold a picture with an address of its own.
        raw.rmatch_indices(before).find_map(|(at, _)| {
            let rest = raw[at + before.len()..].trim_start();
            let rest = rest.strip_prefix('<').unwrap_or(rest);
            let start = place.start + raw.len() - rest.len();
            rest.starts_with(destination).then(|| start..start + destination.len())
        })
    }

    fn refer(&mut self, target: Target, range: Range<usize>, name: Option<Range<usize>>) -> u32 {
        let span = self.origin.part(range);
        let name = name.filter(|_| self.origin.exact.is_some()).map(|name| self.origin.part(name));
        self.fragment.references.push(Reference { target, span, name });
        self.fragment.references.len() as u32 - 1
    }

    fn report(&mut self, code: Code, range: Range<usize>, facts: impl FnOnce(Diagnostic) -> Diagnostic) {
        let span = self.origin.part(trimmed(self.text, range));
        self.diags.add(facts(Diagnostic::new(code, span)));
    }

    /// Literal HTML of ours.
    fn literal(&mut self, html: String) {
        self.mark(Mark::Literal(html));
    }

    fn slot(&mut self, slot: Slot) {
        self.mark(Mark::Slot(slot));
    }

    fn mark(&mut self, mark: Mark) {
        self.marks.push(mark);
        self.events.push(Event::InlineHtml(mark_text(self.marks.len() - 1).into()));
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

    fn replace_marks(&mut self, html: &str) {
        let fragment = &mut self.fragment;
        fragment.html.reserve(html.len());
        let mut pieces = html.split(MARK_START);
        fragment.html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (number, rest) = piece.split_once(MARK_END).expect("marks are written whole");
            let mark = number.parse().ok().and_then(|at: usize| self.marks.get(at));
            let at = fragment.html.len() as u32;
            match mark.expect("marks are numbered by us") {
                Mark::Literal(literal) => fragment.html.push_str(literal),
                Mark::Slot(slot) => fragment.slots.push((at, *slot)),
                Mark::FootnoteNumber(number) if self.noted.contains(number) => {
                    let link = format!("<a href=\"#fnref--{number}\">{number}</a> ");
                    fragment.html.push_str(&link);
                }
                Mark::FootnoteNumber(number) => fragment.html.push_str(&format!("{number} ")),
                Mark::Picture { reference, alt } => {
                    fragment.html.push_str("<img src=\"");
                    let at = fragment.html.len() as u32;
                    fragment.slots.push((at, Slot::Address(*reference)));
                    fragment.html.push_str(&format!("\" alt=\"{}\" loading=\"lazy\">", escape(alt)));
                }
                Mark::HeadingStart { index, class } => {
                    let heading = &mut fragment.headings[*index];
                    let level = (heading.level + self.options.shift).min(6);
                    let class = match class {
                        Some(class) => format!(" class=\"{class}\""),
                        None => String::new(),
                    };
                    let id = escape(&heading.id);
                    fragment.html.push_str(&format!("<h{level} id=\"{id}\"{class}>"));
                    heading.range.0 = at;
                }
                Mark::HeadingEnd(index) => {
                    let heading = &mut fragment.headings[*index];
                    let level = (heading.level + self.options.shift).min(6);
                    fragment.html.push_str(&format!("</h{level}>\n"));
                    heading.range.1 = fragment.html.len() as u32;
                }
            }
            fragment.html.push_str(rest);
        }
    }
}

/// Where a part of a text is written, though entities and escapes shift it; `None` where they are in the part itself.
fn written_at(raw: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let words = &text[part.clone()];
    let found: Vec<usize> = raw.match_indices(words).map(|(at, _)| at).collect();
    let before = text[..part.start].matches(words).count();
    let all = found.len() == text.matches(words).count();
    all.then(|| found.get(before).map(|at| *at..at + words.len())).flatten()
}

fn mark_text(index: usize) -> String {
    format!("{MARK_START}{index}{MARK_END}")
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (address, None),
    }
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
