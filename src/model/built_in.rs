//! The keys of every entry, whatever its kind: described once, for schemas and for the page that lists fields.

/// A key of every entry.
pub struct BuiltIn {
    pub key: &'static str,
    pub form: Form,
    about: About,
}

/// What the value of such a key looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// The entry's own ID.
    Id,
    Text,
    Status,
    /// The ID of an entry.
    Reference,
    Ids,
    /// Anchors by anchors.
    Anchors,
    Day,
    /// Names of fields, relations and their qualifiers.
    Names,
}

/// In English and in Latvian.
pub(super) struct About(pub &'static str, pub &'static str);

impl About {
    pub fn get(&self, language: &str) -> &'static str {
        if language.split('-').next() == Some("lv") { self.1 } else { self.0 }
    }
}

/// The key of what an entry is called, which kinds with titles in a field do not have.
pub const TITLE: &str = "title";

/// The key that stands behind the relations.
pub const NOT_TOLD: &str = "not_told";

/// In the order in which an entry has them; [`NOT_TOLD`] stands behind the relations.
pub const BUILT_IN: [BuiltIn; 9] = [
    key(
        "id",
        Form::Id,
        "the ID, unique in the whole site; in a file of its own the name of the file",
        "ID, unikāls visā vietnē; ja ierakstam ir savs fails, tas ir faila nosaukums",
    ),
    key(TITLE, Form::Text, "what the entry is called", "nosaukums"),
    key(
        "status",
        Form::Status,
        "how far the entry has come; published where the key is left out",
        "cik tālu ieraksts ir; ja atslēgas nav, tas ir publicēts",
    ),
    key(
        "replaced_by",
        Form::Reference,
        "of an entry that is retired: what has taken its place",
        "ja ierakstu vairs nelieto: kas to aizstāj",
    ),
    key(
        "aliases",
        Form::Ids,
        "former IDs, which still lead to the entry",
        "agrākie ID, kas joprojām ved uz ierakstu",
    ),
    key(
        "former_anchors",
        Form::Anchors,
        "anchors that the page has had, each with the one in its place",
        "agrākie lapas enkuri, katram tas, kas to aizstāj",
    ),
    key("reviewed", Form::Day, "when the entry was last reviewed", "kad ieraksts pēdējoreiz pārskatīts"),
    key("reviewed_by", Form::Text, "who reviewed it", "kas to pārskatījis"),
    key(
        NOT_TOLD,
        Form::Names,
        "the fields, relations and qualifiers (relation.qualifier) that the source does not tell",
        "lauki, saistības un precizētāji (saistība.precizētājs), par kuriem avots neko nesaka",
    ),
];

/// Their names, which no field or relation may take.
pub const KEYS: [&str; BUILT_IN.len()] = {
    let mut keys = [""; BUILT_IN.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = BUILT_IN[at].key;
        at += 1;
    }
    keys
};

const fn key(key: &'static str, form: Form, en: &'static str, lv: &'static str) -> BuiltIn {
    BuiltIn { key, form, about: About(en, lv) }
}

impl BuiltIn {
    /// What it means: in Latvian where that is the language, else in English.
    pub fn about(&self, language: &str) -> &'static str {
        self.about.get(language)
    }
}
