//! A table of which everything is needed before any of it counts: what it lacks is noted, not reported key by key.

use super::{email, web_address};
use crate::address;
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::tree::{Reader, Table, Value, date, not_a_choice, wrong_type};

/// A value out of a short list, by its name in the file.
pub trait Named: Copy + 'static {
    const ALL: &[(&str, Self)];
}

/// A table that is read.
pub(super) struct Form<'t, 'd> {
    reader: Reader<'t>,
    /// What stands before the names of its keys.
    within: &'static str,
    missing: &'d mut Vec<String>,
    diags: &'d mut Diagnostics,
}

impl<'t, 'd> Form<'t, 'd> {
    pub fn new(
        table: &'t Table,
        within: &'static str,
        missing: &'d mut Vec<String>,
        diags: &'d mut Diagnostics,
    ) -> Form<'t, 'd> {
        Form { reader: Reader::new(table), within, missing, diags }
    }

    /// Notes a key that is not there, or has nothing in it.
    pub fn needed(&mut self, key: &str) {
        let name = format!("{}{key}", self.within);
        let text = |node: &crate::tree::Node| node.as_str().map(|text| text.trim().to_owned());
        let blank =
            self.reader.table.get(key).is_none_or(|node| text(node).is_some_and(|text| text.is_empty()));
        if blank && !self.missing.contains(&name) {
            self.missing.push(name);
        }
    }

    /// A text that may be left out; one without letters is.
    pub fn optional(&mut self, key: &str) -> Option<String> {
        let text = self.reader.text(key, self.diags)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub fn text(&mut self, key: &str) -> Option<String> {
        self.needed(key);
        self.optional(key)
    }

    pub fn email(&mut self, key: &str) -> Option<String> {
        self.text(key)?;
        email(&mut self.reader, key, self.diags)
    }

    /// An address on the web, which may be left out.
    pub fn web_address(&mut self, key: &str) -> Option<String> {
        web_address(&mut self.reader, key, address::check_web, self.diags)
    }

    pub fn date(&mut self, key: &str) -> Option<String> {
        self.needed(key);
        let node = self.reader.node(key)?;
        date(node, key, self.diags).map(|date| date.to_string())
    }

    pub fn choice<T: Named>(&mut self, key: &str) -> Option<T> {
        let written = self.text(key)?;
        let found = T::ALL.iter().find(|(name, _)| *name == written);
        if found.is_none() {
            let node = self.reader.table.get(key).expect("it was just read");
            let names = T::ALL.iter().map(|(name, _)| *name);
            self.diags.add(not_a_choice(node, key, &written, names));
        }
        found.map(|(_, value)| *value)
    }

    /// A table inside this one. Where it is missing, all that it needs is.
    pub fn inside<T>(
        &mut self,
        key: &str,
        within: &'static str,
        read: impl FnOnce(&mut Form) -> Option<T>,
    ) -> Option<T> {
        let empty = Table { span: self.reader.table.span, entries: Vec::new() };
        let table = match self.reader.node(key) {
            None => &empty,
            Some(node) => match &node.value {
                Value::Table(table) => table,
                _ => return wrong_type(node, key, Word::Table, self.diags),
            },
        };
        self.part(table, within, read)
    }

    /// Each table of a list.
    pub fn each<T>(&mut self, key: &str, within: &'static str, read: impl Fn(&mut Form) -> T) -> Vec<T> {
        let tables = self.reader.tables(key, self.diags);
        tables.into_iter().map(|table| self.part(table, within, &read)).collect()
    }

    fn part<T>(&mut self, table: &Table, within: &'static str, read: impl FnOnce(&mut Form) -> T) -> T {
        let mut form = Form::new(table, within, self.missing, self.diags);
        let value = read(&mut form);
        form.finish();
        value
    }

    /// Reports the value of a key.
    pub fn report(&mut self, code: Code, key: &str) {
        let node = self.reader.table.get(key).expect("what is reported was read");
        self.diags.add(Diagnostic::new(code, node.span));
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        self.reader.finish(self.diags);
    }
}
