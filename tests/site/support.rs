//! Sites as text in a test, and the program run on them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site in a folder of its own.
pub struct Site {
    folder: TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A model with codes, groups, a field of each common type and a qualified relation.
pub const MODEL: &str = r#"
[[kinds]]
id = "family"
label = "Family"
plural = "Families"
folder = "families"
pattern = "F[1-9]"
autolink = true
order = "code"

[[kinds]]
id = "control"
label = "Control"
plural = "Controls"
folder = "controls"
pattern = "F[1-9]-[1-9][0-9]*"
autolink = true
order = "code"
parent = "family"

[[kinds.fields]]
id = "note"
type = "markdown"
label = "Note"

[[kinds.fields]]
id = "steps"
type = "statements"
label = "Steps"

[[kinds.fields]]
id = "level"
type = "choice"
label = "Level"
choices = [{ id = "low", label = "low" }, { id = "high", label = "high" }]

[[kinds.relations]]
id = "family"
to = ["family"]
from_code = true
min = 1
max = 1
label = "Family"
inverse = "controls"
inverse_label = "Controls"

[[kinds.relations]]
id = "owners"
to = ["person"]
target = "person"
label = "Owners"
inverse = "owns"
inverse_label = "Owns"

[[kinds.relations.qualifiers]]
id = "part"
type = "choice"
label = "Part"
choices = [{ id = "A", label = "accountable" }, { id = "C", label = "consulted" }]

[[kinds.relations.qualifiers]]
id = "work"
type = "statements"
label = "Work"

[[kinds]]
id = "person"
label = "Person"
plural = "People"
folder = "people"
order = "title"
"#;

impl Site {
    /// A site with [`MODEL`], one family and one person.
    pub fn new() -> Site {
        Site::bare()
            .file("content/model.toml", MODEL)
            .file("content/family.toml", "[[entries]]\nid = \"F1\"\ntitle = \"First family\"\n")
            .file("content/person.toml", "[[entries]]\nid = \"anna\"\ntitle = \"Anna\"\n")
    }

    /// A folder with nothing but a `site.toml`.
    pub fn bare() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Site { folder }.file("site.toml", "title = \"Test\"\nlanguage = \"en\"\n")
    }

    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Site {
        self.write(path, text);
        self
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("make the folder");
        std::fs::write(path, text).expect("write the file");
    }

    /// A control with this front matter and body.
    pub fn control(self, id: &str, front: &str, body: &str) -> Site {
        let text = format!("+++\nid = \"{id}\"\ntitle = \"Control {id}\"\n{front}\n+++\n{body}");
        self.file(&format!("content/control/{id}.md"), text)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        norade(self.root(), arguments)
    }

    /// Runs the program with `NORADE_LANG` set.
    pub fn run_in(&self, language: &str, arguments: &[&str]) -> Run {
        norade_in(self.root(), Some(language), arguments)
    }

    pub fn check(&self) -> Run {
        self.run(&["check"])
    }

    /// Builds, expecting no error.
    pub fn build(&self) -> &Site {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        self
    }

    /// A file of the built site.
    pub fn page(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Checks and expects exactly these diagnostics: `code` and `file:line:column`.
    #[track_caller]
    pub fn expect(&self, expected: &[(&str, &str)]) {
        let found = self.codes();
        let found: Vec<(&str, &str)> = found.iter().map(|(code, place)| (&**code, &**place)).collect();
        assert_eq!(found, expected, "{}", self.told());
    }

    /// What `check` tells people.
    pub fn told(&self) -> String {
        self.check().stderr
    }

    /// What `check` reports, as `(code, file:line:column)`.
    pub fn codes(&self) -> Vec<(String, String)> {
        let run = self.run(&["check", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a JSON report");
        let list = report["diagnostics"].as_array().expect("a list of diagnostics");
        let place = |d: &serde_json::Value| match d["line"].as_u64() {
            Some(line) => format!("{}:{line}:{}", d["file"].as_str().unwrap_or_default(), d["column"]),
            None => d["file"].as_str().unwrap_or_default().to_owned(),
        };
        list.iter().map(|d| (d["code"].as_str().unwrap_or_default().to_owned(), place(d))).collect()
    }
}

/// Runs the program in a folder.
pub fn norade(folder: &Path, arguments: &[&str]) -> Run {
    norade_in(folder, None, arguments)
}

/// Runs the program with these variables.
pub fn norade_with(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    run(command(folder, arguments).envs(variables.iter().copied()))
}

fn norade_in(folder: &Path, language: Option<&str>, arguments: &[&str]) -> Run {
    run(command(folder, arguments).envs(language.map(|language| ("NORADE_LANG", language))))
}

/// The program, whatever language and colours the system has.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_norade"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").env_remove("NORADE_LANG");
    command.env("LC_ALL", "C");
    command
}

fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { code: status.code().unwrap_or(-1), stdout: text(stdout), stderr: text(stderr) }
}
