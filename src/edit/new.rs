//! A new entry, laid out as the model has it.

use std::path::Path;

use super::{Edits, Planned, Refused, check_free, check_id, ground, verify};
use crate::Parsed;
use crate::diag::{Language, Word, nearest, text};
use crate::id::is_plain;
use crate::model::{BLANK, Field, FieldKind, Kind, KindId, Localized, Relation, Status, Titles};

/// Plans a new entry of a kind: in the list file of the kind, when its entries are kept there, else in a file of its
/// own. The notes say what is to be filled in; the comments in the entry are in the language of the messages.
///
/// # Errors
///
/// Refused: a kind that there is none of, an ID that is taken or does not fit, a file that is there, content that cannot
/// be read, an entry that would be an error whatever is filled in.
pub fn new(root: &Path, kind: &str, id: &str, language: Language) -> Result<Planned, Refused> {
    let parsed = ground(root)?;
    let kind_id = find_kind(&parsed, kind)?;
    let kind = parsed.model.kind(kind_id);
    check_id(&parsed, kind, id)?;
    check_free(&parsed, id, None)?;
    let list = parsed.sources.find(&format!("content/{}.toml", kind.id));
    let list = list.filter(|_| !parsed.entries.iter().any(|entry| entry.kind == kind_id && entry.has_file));
    let mut sheet = Sheet {
        parsed: &parsed,
        kind,
        language,
        list: list.is_some(),
        text: String::new(),
        blanks: Vec::new(),
    };
    sheet.entry(id);
    let mut edits = Edits::default();
    let path = match list {
        Some(file) => {
            let source = parsed.sources.get(file);
            let before = match source.text.as_str() {
                "" => "",
                text if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            edits.insert(file, source.text.len(), format!("{before}{}", sheet.text));
            source.path.clone()
        }
        None => {
            let path = format!("content/{}/{id}.md", kind.id);
            edits.create(path.clone(), sheet.text);
            path
        }
    };
    let change = edits.change(root, &parsed.sources)?;
    verify::verify(root, &parsed.sources, &edits, &change)?;
    let blanks = sheet.blanks.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let mut notes = Vec::new();
    if !blanks.is_empty() {
        notes.push(Word::FillIn.with("keys", blanks).with("file", &path));
    }
    notes.push(Word::IsADraft.with("status", Status::Draft.name()));
    Ok(Planned { change, notes })
}

fn find_kind(parsed: &Parsed, wanted: &str) -> Result<KindId, Refused> {
    // The name becomes that of a folder.
    if let Some(kind) = parsed.model.kind_named(wanted).filter(|_| is_plain(wanted)) {
        return Ok(kind);
    }
    let kinds = &parsed.model.kinds;
    Err(Refused::sentence(match nearest(wanted, kinds.iter().map(|kind| kind.id.as_str())) {
        Some(near) => Word::NoKindButNear.with("kind", wanted).with("nearest", near),
        None => {
            let kinds = kinds.iter().map(|kind| kind.named(&parsed.site));
            Word::NoKind.with("kind", wanted).with("known", kinds.collect::<Vec<_>>().join(", "))
        }
    }))
}

/// An entry while it is laid out.
struct Sheet<'p> {
    parsed: &'p Parsed,
    kind: &'p Kind,
    /// The language of the messages.
    language: Language,
    /// Whether it stands in a list file.
    list: bool,
    text: String,
    /// The keys that the author has to fill in.
    blanks: Vec<String>,
}

impl Sheet<'_> {
    fn entry(&mut self, id: &str) {
        self.line(if self.list { "[[entries]]" } else { "+++" });
        self.line(&format!("id = \"{id}\""));
        let of_titles = match self.kind.titles {
            Titles::Own => {
                self.line(&format!("title = \"{BLANK}\""));
                self.blanks.push("title".into());
                None
            }
            Titles::Record { field, .. } => Some(field),
        };
        self.line(&format!("status = \"{}\"", Status::Draft.name()));
        let kind = self.kind;
        let relations: Vec<&Relation> = kind
            .relations
            .iter()
            .map(|&id| self.parsed.model.relation(id))
            .filter(|r| !r.from_code)
            .collect();
        let (rows, plain): (Vec<&Relation>, Vec<&Relation>) =
            relations.into_iter().partition(|relation| !relation.qualifiers.is_empty());
        plain.into_iter().for_each(|relation| self.relation(relation));
        let records = |field: &&Field| matches!(field.kind, FieldKind::Record(_));
        kind.fields.iter().filter(|field| !records(field)).for_each(|field| self.field(field, false));
        for (index, field) in kind.fields.iter().enumerate() {
            if let FieldKind::Record(columns) = &field.kind {
                let required = field.required || of_titles == Some(index);
                let label = self.label_of(&field.label, required);
                self.table(&field.id, field.many, required, label, columns, None);
            }
        }
        for relation in rows {
            let target = Some((relation.target_key.as_str(), self.kinds(&relation.targets)));
            let label = self.label_of(&relation.label, relation.min > 0);
            self.table(&relation.id, true, relation.min > 0, label, &relation.qualifiers, target);
        }
        if !self.list {
            self.line("+++");
            self.body();
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn label(&self, label: &Localized) -> String {
        label.get(&self.parsed.site).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A label that says what an entry cannot do without.
    fn label_of(&self, label: &Localized, required: bool) -> String {
        let label = self.label(label);
        if !required {
            return label;
        }
        text::say(Word::IsRequired.with("label", label), self.language)
    }

    fn kinds(&self, kinds: &[KindId]) -> String {
        let kinds = kinds.iter().map(|&kind| self.parsed.model.kind(kind).named(&self.parsed.site));
        let or = format!(" {} ", text::say(Word::Or, self.language));
        text::say(Word::IdOf.with("kinds", kinds.collect::<Vec<_>>().join(&or)), self.language)
    }

    /// A relation that IDs alone can say.
    fn relation(&mut self, relation: &Relation) {
        let value = match relation.max {
            Some(1) => format!("\"{BLANK}\""),
            _ => format!("[\"{BLANK}\"]"),
        };
        let label = self.label_of(&relation.label, relation.min > 0);
        let kinds = self.kinds(&relation.targets);
        self.line(&format!("# {} = {value}  # {label}: {kinds}", relation.id));
        if relation.min > 0 {
            self.blanks.push(relation.id.clone());
        }
    }

    /// A field; as a comment, unless it is required and any text will do. All of it in a comment inside one.
    fn field(&mut self, field: &Field, commented: bool) {
        let required = field.required && field.default.is_none();
        let blank = matches!(field.kind, FieldKind::Text | FieldKind::Markdown | FieldKind::Statements);
        let hash = if required && blank && !commented { "" } else { "# " };
        let label = self.label_of(&field.label, required);
        let (value, among) = self.example(field);
        let note = if among.is_empty() { label } else { format!("{label}: {among}") };
        match field.kind {
            FieldKind::Statements if !field.many => {
                self.line(&format!("{hash}{} = \"\"\"", field.id));
                self.line(&format!("{hash}- {BLANK}"));
                self.line(&format!("{hash}\"\"\"  # {note}"));
            }
            _ => self.line(&format!("{hash}{} = {value}  # {note}", field.id)),
        }
        if required && !commented {
            self.blanks.push(field.id.clone());
        }
    }

    /// What a value looks like, and what it is chosen from.
    fn example(&self, field: &Field) -> (String, String) {
        let (one, among) = match &field.kind {
            FieldKind::Number => ("1".into(), String::new()),
            FieldKind::Boolean => ("true".into(), text::say(Word::Truth, self.language)),
            FieldKind::Date => ("2026-01-31".into(), String::new()),
            FieldKind::Url => ("\"https://example.lv/\"".into(), String::new()),
            FieldKind::Email => ("\"name@example.lv\"".into(), String::new()),
            FieldKind::Choice(choices) => {
                let first = choices.first().map_or(BLANK, |choice| choice.id.as_str());
                let all =
                    choices.iter().map(|choice| format!("{} ({})", choice.id, self.label(&choice.label)));
                (format!("\"{first}\""), all.collect::<Vec<_>>().join(", "))
            }
            FieldKind::Relation(kinds) => (format!("\"{BLANK}\""), self.kinds(kinds)),
            _ => (format!("\"{BLANK}\""), String::new()),
        };
        (if field.many { format!("[{one}]") } else { one }, among)
    }

    /// A record, or the first row of a relation; in comments, unless it is required and its own keys can be blank.
    fn table(
        &mut self,
        name: &str,
        many: bool,
        required: bool,
        label: String,
        columns: &[Field],
        target: Option<(&str, String)>,
    ) {
        let commented = !required || target.is_some();
        let hash = if commented { "# " } else { "" };
        let path = if self.list { format!("entries.{name}") } else { name.to_owned() };
        let header = if many { format!("[[{path}]]") } else { format!("[{path}]") };
        self.line("");
        self.line(&format!("{hash}{header}  # {label}"));
        if let Some((key, kinds)) = target {
            self.line(&format!("# {key} = \"{BLANK}\"  # {kinds}"));
        }
        let before = self.blanks.len();
        columns.iter().for_each(|column| self.field(column, commented));
        if required {
            // The table is named, not each of its columns.
            self.blanks.truncate(before);
            self.blanks.push(name.to_owned());
        }
    }

    /// The headings that the kind's sections show.
    fn body(&mut self) {
        let titles: Vec<String> = self.kind.body_parts().map(|(_, title)| self.label(title)).collect();
        for title in titles {
            self.line("");
            self.line(&format!("## {title}"));
        }
    }
}
