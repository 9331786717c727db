//! What the commands have in common: finding the site, reading it, telling what is wrong.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::SiteArguments;
use crate::diag::{self, Diagnostic, Severity};
use crate::failure::Failure;
use crate::output::Output;
use crate::source::Sources;
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

    /// Prints the diagnostics for people, to standard error, and counts them.
    pub fn tell(&self) {
        if self.diagnostics.is_empty() {
            return;
        }
        let colour = std::io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let text = diag::human::render(&self.diagnostics, &self.sources, colour);
        super::say(text.trim_end());
        super::say("");
        super::say(&counts(&self.diagnostics));
    }
}

/// `2 errors, 1 warning`.
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity() == Severity::Error).count();
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    };
    let (errors, warnings) = (plural(errors, "error"), diagnostics.len() - errors);
    match warnings {
        0 => errors,
        warnings => format!("{errors}, {}", plural(warnings, "warning")),
    }
}

/// The folder of the site: as given, or the nearest one upwards with a `site.toml`.
pub fn root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = given {
        if !root.join("site.toml").is_file() {
            return Err(Failure::refused(format!("there is no site.toml in `{}`", root.display())));
        }
        return Ok(root.to_path_buf());
    }
    let here = std::env::current_dir().map_err(|error| Failure::io("read", ".", error))?;
    let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| {
        Failure::refused(
            "there is no site.toml here or in any folder above; name the site's folder with `--root`",
        )
    })
}

/// What a site is built from, where nothing may be written.
pub fn sources(root: &Path) -> Vec<PathBuf> {
    ["content", "themes", "site.toml", ".git"].map(|name| root.join(name)).into()
}

/// Reads the site.
pub fn read(arguments: &SiteArguments) -> Result<(PathBuf, Site), Failure> {
    let root = root(arguments.root.as_deref())?;
    if let Some(base) = &arguments.base_url
        && crate::address::check_base(base).is_err()
    {
        return Err(Failure::refused(format!(
            "`{base}` is not a web address such as https://example.lv/ (without `?` and `#`)"
        )));
    }
    let options = Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
    let site = crate::read(&root, &options)?;
    Ok((root, site))
}

/// Reads and renders the site.
pub fn build(arguments: &SiteArguments) -> Result<Built, Failure> {
    let (root, mut site) = read(arguments)?;
    let outputs = crate::outputs(&mut site)?;
    let diagnostics = site.diags.sorted(&site.sources);
    Ok(Built { root, outputs, sources: site.sources, diagnostics })
}

/// Reads and renders the site for writing; `None` when its content has errors, which are told.
pub fn sound(arguments: &SiteArguments) -> Result<Option<Built>, Failure> {
    let built = build(arguments)?;
    built.tell();
    if built.has_errors() {
        super::say("nothing was written");
        return Ok(None);
    }
    Ok(Some(built))
}
