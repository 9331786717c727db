//! How far entries have come.

use super::built_in::About;
use crate::diag::Diagnostics;
use crate::tree::{Reader, not_a_choice};

/// How far an entry has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Known by name only.
    Stub,
    /// Built only when drafts are asked for.
    Draft,
    Published,
    Retired,
}

impl Status {
    pub const ALL: [(&str, Status); 4] = [
        ("stub", Status::Stub),
        ("draft", Status::Draft),
        ("published", Status::Published),
        ("retired", Status::Retired),
    ];

    pub fn name(self) -> &'static str {
        Status::ALL.iter().find(|(_, status)| *status == self).expect("every status is listed").0
    }

    pub(super) fn read(reader: &mut Reader, diags: &mut Diagnostics) -> Status {
        let Some(written) = reader.text("status", diags) else { return Status::Published };
        let found = Status::ALL.iter().find(|(name, _)| *name == written);
        if let Some((_, status)) = found {
            return *status;
        }
        let names = Status::ALL.map(|(name, _)| name);
        let node = reader.table.get("status").expect("it was just read");
        diags.add(not_a_choice(node, "status", written, names));
        Status::Published
    }

    /// What it means: in Latvian where that is the language, else in English.
    pub fn about(self, language: &str) -> &'static str {
        let about = match self {
            Status::Stub => About("known by name only", "zināms tikai nosaukums"),
            Status::Draft => About("not part of the site yet", "vietnē vēl nav"),
            Status::Published => About("part of the site", "ir vietnē"),
            Status::Retired => About("no longer used; the page stays", "vairs nelieto; lapa paliek"),
        };
        about.get(language)
    }
}
