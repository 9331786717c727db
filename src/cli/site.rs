//! What the commands have in common: finding the site, reading it, telling what is wrong.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::SiteArguments;
use crate::diag::{self, Diagnostic, Language, Said, Severity, Word, text};
use crate::failure::Failure;
use crate::output::Output;
use crate::source::Sources;
use crate::write::Written;
use crate::{Options, Site};

/// A site read and rendered; no outputs when there are errors.
pub struct Built {
    pub root: PathBuf,
    pub outputs: Vec<Output>,
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
}

impl Built {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity() == Severity::Error)
    }

    /// The language of the messages.
    pub fn language(&self) -> Language {
        language(Some(&self.root))
    }

    /// Says a line to standard error.
    pub fn say(&self, said: impl Into<Said>) {
        super::say(&text::say(said, self.language()));
    }

    /// Says what a build has done to a folder.
    pub fn say_written(&self, out: &Path, written: &Written) {
        let said = Word::Built
            .with("place", out.display())
            .with("files", Word::Files.with("count", self.outputs.len()))
            .with("created", written.created)
            .with("changed", written.changed)
            .with("removed", written.removed);
        self.say(said);
    }

    /// Tells what is wrong, and says so when that keeps anything from being written.
    pub fn is_sound(&self) -> bool {
        self.tell();
        let sound = !self.has_errors();
        if !sound {
            self.say(Word::NothingWritten);
        }
        sound
    }

    /// Prints the diagnostics for people, to standard error, and counts them.
    pub fn tell(&self) {
        tell(&self.diagnostics, &self.sources, self.language());
    }
}

/// Prints diagnostics for people, to standard error, and counts them.
pub fn tell(diagnostics: &[Diagnostic], sources: &Sources, language: Language) {
    if diagnostics.is_empty() {
        return;
    }
    let text = diag::human::render(diagnostics, sources, language, has_colour());
    super::say(text.trim_end());
    super::say("");
    super::say(&counts(diagnostics, language));
}

/// Whether standard error shows colours: a console of Windows has to be asked to.
fn has_colour() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && anstyle_query::windows::enable_ansi_colors() != Some(false)
}

/// `2 errors, 1 warning`.
pub fn counts(diagnostics: &[Diagnostic], language: Language) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    let counted = |word: Word, count: usize| text::say(word.with("count", count), language);
    match diagnostics.len() - errors {
        0 => counted(Word::Errors, errors),
        warnings => format!("{}, {}", counted(Word::Errors, errors), counted(Word::Warnings, warnings)),
    }
}

/// The variable that sets the language of the messages.
const LANGUAGE: &str = "NORADE_LANG";

/// The language of the messages: of the variable, else of the `site.toml` in the folder given or the nearest one
/// upwards, else the system's, else English.
pub fn language(given: Option<&Path>) -> Language {
    let named = std::env::var(LANGUAGE).ok().and_then(|tag| Language::named(&tag));
    let of_site = || {
        let bytes = std::fs::read(root(given).ok()?.join("site.toml")).ok()?;
        crate::config::language_of_messages(&String::from_utf8_lossy(&bytes))
    };
    named.or_else(of_site).or_else(of_system).unwrap_or_default()
}

/// The language of the system: of the first variable set, in the order of POSIX.
fn of_system() -> Option<Language> {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let mut set = variables.into_iter().filter_map(|name| std::env::var(name).ok());
    let locale = set.find(|locale| !locale.is_empty())?;
    Language::named(locale.split(['_', '.', '@']).next()?)
}

/// Refuses a variable that names no language.
pub fn check_language() -> Result<(), Failure> {
    match std::env::var(LANGUAGE) {
        Ok(tag) if !tag.is_empty() && Language::named(&tag).is_none() => {
            Err(Failure::refused(Word::UnknownMessages.with("name", tag)))
        }
        _ => Ok(()),
    }
}

/// The folder of the site: as given, or the nearest one upwards with a `site.toml`.
pub fn root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = given {
        if !root.join("site.toml").is_file() {
            return Err(Failure::refused(Word::NoSiteIn.with("folder", root.display())));
        }
        return Ok(root.to_path_buf());
    }
    let here = std::env::current_dir().map_err(|error| Failure::io("read", ".", error))?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| Failure::refused(Word::NoSiteHere))
}

/// What a site is built from, where nothing may be written.
pub fn sources(root: &Path) -> Vec<PathBuf> {
    ["content", "themes", "site.toml", ".git"].map(|name| root.join(name)).into()
}

/// Which site is meant, and how it is to be read.
pub fn place(arguments: &SiteArguments) -> Result<(PathBuf, Options), Failure> {
    let root = root(arguments.root.as_deref())?;
    if let Some(base) = &arguments.base_url
        && crate::address::check_base(base).is_err()
    {
        return Err(Failure::refused(Word::NoBaseUrl.with("url", base)));
    }
    Ok((root, Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts }))
}

/// Reads the site.
pub fn read(arguments: &SiteArguments) -> Result<(PathBuf, Site), Failure> {
    let (root, options) = place(arguments)?;
    let site = crate::read(&root, &options)?;
    Ok((root, site))
}

/// Reads and renders the site; tells what translations lack, if asked to.
pub fn build(arguments: &SiteArguments, translations: bool) -> Result<Built, Failure> {
    let (root, mut site) = read(arguments)?;
    if translations {
        site.diags.append(std::mem::take(&mut site.lacks));
    }
    build_by(root, site, crate::outputs)
}

fn build_by(
    root: PathBuf,
    mut site: Site,
    render: impl FnOnce(&mut Site) -> Result<Vec<Output>, Failure>,
) -> Result<Built, Failure> {
    let outputs = render(&mut site)?;
    let diagnostics = site.diags.sorted(&site.sources);
    Ok(Built { root, outputs, sources: site.sources, diagnostics })
}

/// Reads and renders the site for writing; `None` when its content has errors, which are told.
pub fn sound(arguments: &SiteArguments) -> Result<Option<Built>, Failure> {
    let (root, site) = read(arguments)?;
    sound_by(root, site, crate::outputs)
}

/// The same of a site that was read, rendered by `render`.
pub fn sound_by(
    root: PathBuf,
    site: Site,
    render: impl FnOnce(&mut Site) -> Result<Vec<Output>, Failure>,
) -> Result<Option<Built>, Failure> {
    let built = build_by(root, site, render)?;
    Ok(built.is_sound().then_some(built))
}
