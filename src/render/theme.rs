//! The theme: built into the program, overridable file by file.
//!
//! Layers, each over the one before: the built-in theme; `themes/default/` of the site; the theme that
//! `site.toml` names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use crate::config::Site;
use crate::diag::{Code, Diagnostic, Diagnostics, Word};
use crate::failure::Failure;
use crate::load::sound_text;
use crate::source::{FileId, Sources};

#[derive(RustEmbed)]
#[folder = "themes/default"]
struct BuiltIn;

/// The endings of static files that are texts: like all texts they have line ends as `\n`, whatever a checkout has made
/// of them.
const TEXTS: [&str; 3] = [".css", ".js", ".svg"];

/// The files of a theme, by what they are.
#[derive(Default)]
pub struct Theme {
    /// Templates by name.
    pub templates: BTreeMap<String, FileId>,
    /// Fluent texts by language.
    pub strings: BTreeMap<String, String>,
    /// Files that every site gets, by path.
    pub files: BTreeMap<String, ThemeFile>,
}

pub type ThemeFile = Cow<'static, [u8]>;

impl Theme {
    /// Reads the layers of a site's theme.
    pub fn load(root: &Path, name: Option<&str>, sources: &mut Sources) -> Result<Theme, Failure> {
        let mut files: BTreeMap<String, (String, ThemeFile)> = BTreeMap::new();
        for path in BuiltIn::iter() {
            let file = BuiltIn::get(&path).expect("the built-in files are those listed");
            files.insert(path.clone().into_owned(), (format!("themes/default/{path}"), file.data));
        }
        for layer in std::iter::once("default").chain(name) {
            overlay(&root.join("themes").join(layer), layer, &mut files)?;
        }
        let mut theme = Theme::default();
        for (path, (shown, data)) in files {
            theme.sort_in(&path, shown, data, sources)?;
        }
        Ok(theme)
    }

    /// The keys of the theme's words that it has in its fallback's language alone, not in this one.
    pub fn missing_words(&self, language: &str) -> Vec<&str> {
        super::strings::missing(self, language)
    }

    /// Reports what the site's languages lack of the theme's words, once for each of them.
    pub fn tell_missing(&self, site: &Site, lacks: &mut Diagnostics) {
        for language in &site.languages {
            let missing = self.missing_words(&language.tag);
            if missing.is_empty() {
                continue;
            }
            let told = Diagnostic::new(Code::WordsMissing, language.place).fact("language", &language.tag);
            let some = self.strings.contains_key(&language.tag).then(|| missing.join("`, `"));
            let told = told.fact("theme", site.theme.as_deref().unwrap_or("default"));
            lacks.add(told.fact_if("names", some));
        }
    }

    fn sort_in(
        &mut self,
        path: &str,
        shown: String,
        data: ThemeFile,
        sources: &mut Sources,
    ) -> Result<(), Failure> {
        let text = |data: ThemeFile| {
            String::from_utf8(data.into_owned())
                .map(sound_text)
                .map_err(|_| Failure::refused(Word::ThemeNotUtf8.with("file", &shown)))
        };
        if let Some(name) = path.strip_prefix("templates/") {
            let text = text(data)?;
            self.templates.insert(name.to_owned(), sources.add(shown, text));
        } else if let Some(language) =
            path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".ftl"))
        {
            self.strings.insert(language.to_owned(), text(data)?);
        } else if let Some(name) = path.strip_prefix("static/") {
            let is_text = TEXTS.iter().any(|extension| name.ends_with(extension));
            let data = if is_text { text(data)?.into_bytes().into() } else { data };
            self.files.insert(name.to_owned(), data);
        }
        Ok(())
    }
}

/// Puts the files of a folder over those there are. Symbolic links are not followed.
fn overlay(
    folder: &Path,
    layer: &str,
    files: &mut BTreeMap<String, (String, ThemeFile)>,
) -> Result<(), Failure> {
    if !folder.symlink_metadata().is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_path_buf();
            Failure::io(
                "read",
                path,
                error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into()),
            )
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let data = std::fs::read(entry.path()).map_err(|error| Failure::io("read", entry.path(), error))?;
        let inner = entry.path().strip_prefix(folder).expect("the walk stays in the folder");
        let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = parts.join("/");
        let shown = format!("themes/{layer}/{path}");
        files.insert(path, (shown, Cow::Owned(data)));
    }
    Ok(())
}
