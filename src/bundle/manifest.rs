//! `manifest.json`: every file of a bundle with its size and SHA-256, what the site is, and what it was made from.
//!
//! In: the outputs. Out: JSON with a file on each line, the same bytes for the same outputs. `docs/publishing.md`
//! describes the format.

use std::fmt::Write;

use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Commit;
use crate::config::Site;
use crate::output::Output;

/// The version of the format; it changes when a reader of the old one could be misled.
const FORMAT: u32 = 1;

/// What a bundle says of itself.
#[derive(Debug)]
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
#[derive(Debug, Serialize)]
pub struct File {
    /// From the folder that holds the manifest, `/` between the parts.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In lower-case hexadecimal digits.
    pub sha256: String,
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
}

/// In lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
