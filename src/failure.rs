//! What stops the program without being an author's mistake: the machine refused, or the command was given something
//! that it must not act on.
//!
//! An author's mistake is a diagnostic with a place in a text; this is not one. A failure is told in one line, in lower
//! case and without a full stop: `cannot write `public/lomas/index.html`: no space left on device`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Fact, Language, Said, Word, text};

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// The operating system refused an operation.
    Io {
        /// A verb in its plain form: `write`, `read`, `remove`.
        operation: &'static str,
        /// What the operation was meant for, as the user would name it (never a temporary file).
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The program refused, for the reason that this sentence gives together with what to do.
    Refused(Fact),
}

impl Failure {
    /// The operating system's refusal to `operation` (a verb in its plain form) `path`.
    pub fn io(operation: &'static str, path: impl AsRef<Path>, error: io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        Self::Io { operation, path, error }
    }

    /// The program's own refusal: lower case, no full stop, names in backticks.
    pub fn refused(sentence: impl Into<Fact>) -> Self {
        Self::Refused(sentence.into())
    }

    /// The line that tells it.
    pub fn told(&self, language: Language) -> String {
        let line = match self {
            Self::Io { operation, path, error } => {
                let said = match OPERATIONS.iter().find(|(known, _)| known == operation) {
                    Some((_, word)) => Said::from(*word),
                    None => Word::CannotDo.with("operation", *operation),
                };
                text::say(said.with("path", escaped(path)).with("reason", reason(error)), language)
            }
            Self::Refused(sentence) => text::shown(sentence, language),
        };
        one_line(&line)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Language::default()))
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::Refused(_) => None,
        }
    }
}

/// The sentence for each operation.
const OPERATIONS: [(&str, Word); 10] = [
    ("read", Word::CannotRead),
    ("read the folder", Word::CannotReadFolder),
    ("write", Word::CannotWrite),
    ("write to", Word::CannotWriteTo),
    ("remove", Word::CannotRemove),
    ("make the folder", Word::CannotMakeFolder),
    ("lock", Word::CannotLock),
    ("find", Word::CannotFind),
    ("listen at", Word::CannotListen),
    ("watch", Word::CannotWatch),
];

/// Why the system refused: in our words where it is a common reason, else in the system's own without its error number,
/// in lower case: `Is busy (os error 16)` is `is busy`.
pub fn reason(error: &io::Error) -> Fact {
    use io::ErrorKind::*;
    let word = match error.kind() {
        // Somebody else's words are more exact than the kind.
        _ if error.get_ref().is_some() => None,
        _ if is_held(error) => Some(Word::HeldOpen),
        // Windows says no more when a file that is to be replaced is open.
        PermissionDenied if cfg!(windows) => Some(Word::DeniedOrHeldOpen),
        NotFound => Some(Word::NotFound),
        PermissionDenied => Some(Word::PermissionDenied),
        AlreadyExists => Some(Word::AlreadyExists),
        StorageFull => Some(Word::StorageFull),
        ReadOnlyFilesystem => Some(Word::ReadOnly),
        NotADirectory => Some(Word::NotADirectory),
        IsADirectory => Some(Word::IsADirectory),
        DirectoryNotEmpty => Some(Word::DirectoryNotEmpty),
        _ => None,
    };
    if let Some(word) = word {
        return word.into();
    }
    let said = error.to_string();
    let words = said.split(" (os error").next().unwrap_or(&said);
    match words.trim_end_matches('.') {
        "" => error.kind().to_string().into(),
        words => lower_case(words).into(),
    }
}

/// Whether Windows keeps the file for a program that has it open: a sharing or a lock violation
/// (learn.microsoft.com/windows/win32/debug/system-error-codes).
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// A sentence of another library as a part of ours.
pub fn lower_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// A path with what is no letter in it written out.
fn escaped(path: &Path) -> String {
    one_line(&path.display().to_string())
}

/// A path may hold a line break; a message must not.
fn one_line(line: &str) -> String {
    let escape = |letter: char| {
        if letter.is_control() { letter.escape_default().to_string() } else { letter.to_string() }
    };
    line.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_one_lower_case_line_without_a_number_or_a_full_stop() {
        let full = Failure::io("write", "public/a\nb.html", io::Error::from_raw_os_error(28));
        let said = full.to_string();
        assert!(said.starts_with("cannot write `public/a\\nb.html`: "), "{said}");
        assert!(!said.contains("os error") && !said.ends_with('.'), "{said}");
        assert_eq!(Failure::refused("no").to_string(), "no");
    }

    #[test]
    fn speaks_the_language_of_the_messages() {
        let missing = Failure::io("read", "a.md", io::ErrorKind::NotFound.into());
        assert_eq!(missing.to_string(), "cannot read `a.md`: no such file or directory");
        assert_eq!(missing.told(Language::Lv), "nevar nolasīt `a.md`: tāda faila vai mapes nav");
    }
}
