//! `tests/source/structure.toml`, read.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    pub counts: BTreeMap<String, usize>,
    pub bands: Vec<Band>,
    pub boxes: Vec<Box>,
    pub groups: Vec<Group>,
    pub levels: Vec<Named>,
    pub scales: Vec<Scale>,
    pub roles: Vec<Role>,
    pub stages: Vec<Stage>,
    pub duties: Vec<Duty>,
    pub competences: Vec<Competence>,
    pub resources: Vec<Resource>,
    pub sections: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub id: String,
    pub legend: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Box {
    pub task: String,
    pub title: String,
    pub practice: Option<String>,
    pub band: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    pub title: String,
    pub conditions: Vec<Condition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub id: String,
    pub title: String,
    pub points: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub id: String,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub id: String,
    pub title: String,
    pub extent: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: String,
    pub title: String,
    pub scale: String,
    pub other_name: Option<String>,
    pub holders: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub row: String,
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    pub task: String,
    pub role: String,
    pub responsibility: String,
    pub scale: String,
    pub statements: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    pub category: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub id: String,
    pub number: Option<usize>,
    pub title: String,
}

impl Structure {
    pub fn read() -> Structure {
        let text = std::fs::read_to_string(super::folder().join("structure.toml")).expect("the structure");
        toml::from_str(&text).expect("structure.toml has this shape")
    }

    pub fn role(&self, id: &str) -> &Role {
        self.roles.iter().find(|role| role.id == id).expect("the duties name roles of the structure")
    }
}

/// Collects faults: what was expected, what was found.
#[derive(Default)]
pub struct Faults(pub Vec<String>);

impl Faults {
    pub fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.0.push(format!("{what}: {found:?}, the source has {expected:?}"));
        }
    }

    pub fn check(&mut self, what: impl Into<String>, holds: bool) {
        if !holds {
            self.0.push(what.into());
        }
    }
}
