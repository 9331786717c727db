//! A small site to begin with: its own model, a few entries, every file with comments that explain it.

use std::path::Path;

use super::{Change, FileChange, Planned, Refused};
use crate::diag::Word;
use crate::failure::Failure;

/// The files of the site, by path.
const FILES: [(&str, &str); 9] = [
    (".gitattributes", include_str!("starter/gitattributes")),
    (".gitignore", include_str!("starter/gitignore")),
    ("site.toml", include_str!("starter/site.toml")),
    ("content/model.toml", include_str!("starter/model.toml")),
    ("content/team.toml", include_str!("starter/team.toml")),
    ("content/guide/G1.md", include_str!("starter/G1.md")),
    ("content/guide/G2.md", include_str!("starter/G2.md")),
    ("content/pages/index.md", include_str!("starter/index.md")),
    ("content/pages/about.md", include_str!("starter/about.md")),
];

/// Plans the site.
///
/// # Errors
///
/// Refused: a folder that is not empty, or no folder.
pub fn init(folder: &Path) -> Result<Planned, Refused> {
    match std::fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(false) => {}
        Ok(true) => {
            return Err(Refused::sentence(Word::NotEmpty.with("folder", folder.display())));
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io("read the folder", folder, error).into()),
    }
    let file =
        |&(path, text): &(&str, &str)| FileChange { from: None, to: (path.to_owned(), text.to_owned()) };
    Ok(Planned { change: Change { files: FILES.iter().map(file).collect() }, notes: Vec::new() })
}
