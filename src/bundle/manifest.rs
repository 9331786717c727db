//! `manifest.json`: every file of a bundle with its size and SHA-256, what the site is, and what it was made from.
//!
//! In: the outputs. Out: JSON with a file on each line, the same bytes for the same outputs. Back again: a [`Manifest`]
//! from bytes that anybody may have written, or why they are none. `docs/publishing.md` describes the format.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Commit, MANIFEST, SIGNATURE, path};
use crate::config::Site;
use crate::diag::{Said, Word};
use crate::output::Output;

/// The version of the format; it changes when a reader of the old one could be misled.
const FORMAT: u32 = 1;

/// What a bundle says of itself.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub tool: String,
    pub title: String,
    pub edition: Option<String>,
    /// The commit that the site was built from, where git knows one.
    pub source: Option<Commit>,
    /// Every file but the manifest and its signature, by path.
    pub files: Vec<File>,
}

/// A file of a bundle.
#[derive(Debug, Serialize, Deserialize)]
pub struct File {
    /// From the folder that holds the manifest, `/` between the parts.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In hexadecimal digits, written in lower case and read in any.
    pub sha256: String,
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Manifest {
    pub fn new(site: &Site, source: Option<Commit>, outputs: &[Output]) -> Manifest {
        let file = |output: &Output| File {
            path: output.path.clone(),
            size: output.bytes.len() as u64,
            sha256: hex(&Sha256::digest(&output.bytes)),
        };
        let mut files: Vec<File> = outputs.iter().map(file).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Manifest {
            tool: concat!("norade ", env!("CARGO_PKG_VERSION")).to_owned(),
            title: site.title.clone(),
            edition: site.edition.clone(),
            source,
            files,
        }
    }

    /// The text, a line for each file.
    pub fn render(&self) -> Vec<u8> {
        let head = json!({
            "format": FORMAT,
            "tool": self.tool,
            "title": self.title,
            "edition": self.edition,
            "source": self.source,
        });
        let mut out = String::from("{\n");
        for (key, value) in head.as_object().expect("it was made as an object") {
            writeln!(out, "{}: {value},", json!(key)).expect("writing into memory succeeds");
        }
        let files: Vec<String> = self.files.iter().map(|file| json!(file).to_string()).collect();
        write!(out, "\"files\": [\n{}\n]\n}}\n", files.join(",\n")).expect("writing into memory succeeds");
        out.into_bytes()
    }

    /// Reads a manifest; what is wrong with it otherwise. Its paths are fit for a bundle, and no two of them one file on
    /// any system.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, Said> {
        let malformed = |error: serde_json::Error| Word::ManifestMalformed.with("reason", error.to_string());
        let Version { format } = serde_json::from_slice(bytes).map_err(malformed)?;
        if format != FORMAT {
            return Err(Word::ManifestFormat.with("format", format.to_string()));
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(malformed)?;
        let mut seen = BTreeSet::new();
        for File { path, .. } in &manifest.files {
            if let Some(fault) = path::fault(path) {
                return Err(Word::ManifestPath.with("path", path).with("fault", fault));
            }
            if [MANIFEST, SIGNATURE].contains(&path.as_str()) || !seen.insert(path.to_ascii_lowercase()) {
                return Err(Word::ManifestTwice.with("path", path));
            }
        }
        Ok(manifest)
    }
}

/// In lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
