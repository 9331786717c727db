//! The list of a statements text as a tree.

use super::fragment::Statement;

/// The list of a statements text, as it grows.
#[derive(Default)]
pub(super) struct StatementTree {
    open: Vec<Statement>,
    done: Vec<Statement>,
}

impl StatementTree {
    pub fn open(&mut self) {
        self.open.push(Statement { text: String::new(), statements: Vec::new() });
    }

    pub fn say(&mut self, text: &str) {
        if let Some(statement) = self.open.last_mut() {
            statement.text.push_str(text);
        }
    }

    pub fn close(&mut self) {
        let Some(mut statement) = self.open.pop() else { return };
        statement.text.truncate(statement.text.trim_end().len());
        match self.open.last_mut() {
            Some(parent) => parent.statements.push(statement),
            None => self.done.push(statement),
        }
    }

    pub fn finish(&mut self) -> Vec<Statement> {
        std::mem::take(&mut self.done)
    }
}
