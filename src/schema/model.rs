//! `content/model.toml`, as [`crate::model`] reads it. What the types of fields and views have of their own stands
//! together here: the program says which key does not belong.

use super::keys::{Keys, Shape, key, required};
use crate::model::{FIELD_TYPES, SchemaOrg, VIEW_TYPES};

pub static MODEL: Keys = Keys(&[
    key("format", Shape::Count, "the version of the format of this file"),
    key("kinds", Shape::Tables(&KIND), "the kinds of entries"),
    key("views", Shape::Tables(&VIEW), "pages and pictures computed from the entries"),
    key("home", Shape::Tables(&SECTION), "the sections of the home page"),
]);

static KIND: Keys = Keys(&[
    required("id", Shape::Text, "the name of the kind, and of its content file or folder"),
    required("label", Shape::Label, "one entry of it"),
    required("plural", Shape::Label, "several"),
    key("folder", Shape::Text, "the folder of its pages"),
    key("pattern", Shape::Text, "what the IDs look like, a regular expression"),
    key("autolink", Shape::Flag, "whether a plain code in a text becomes a link"),
    key("order", Shape::Choice(&["code", "declared", "title"]), "the order of its entries"),
    key("parent", Shape::Text, "the relation that leads to the entry above"),
    key("titles", Shape::Text, "field.column: the text column that the titles are taken from"),
    key("subtitle", Shape::Text, "a text field shown behind the title"),
    key("schema_org", Shape::Choice(&SchemaOrg::NAMES), "what its entries are in the words of schema.org"),
    key("template", Shape::Text, "a template of its own for its pages"),
    key("stub", Shape::Label, "what the page of a stub says"),
    key("coverage", Shape::Label, "of how many entries more than the name is known"),
    key("none", Shape::Label, "what an index says while there are no entries"),
    key("fields", Shape::Tables(&FIELD), "its fields"),
    key("relations", Shape::Tables(&RELATION), "its relations"),
    key("sections", Shape::Tables(&SECTION), "the sections of its pages"),
]);

static FIELD: Keys = Keys(&[
    required("id", Shape::Text, "the key in content files"),
    required("type", Shape::Choice(&FIELD_TYPES), "what it holds"),
    required("label", Shape::Label, "its label"),
    key("many", Shape::Flag, "whether the value is a list"),
    key("required", Shape::Flag, "whether an entry without it is an error"),
    key("default", Shape::Any, "used where the field is left out"),
    key("choices", Shape::Tables(&CHOICE), "the choices of a choice"),
    key("fields", Shape::Tables(&COLUMN), "the columns of a record"),
    key("other_names", Shape::Flag, "whether its texts are other names of the entry"),
    key("not_told", Shape::Label, "what the page says when it is not told"),
]);

static COLUMN: Keys = Keys(&[
    required("id", Shape::Text, "the key in content files"),
    required("type", Shape::Choice(&FIELD_TYPES), "what it holds"),
    required("label", Shape::Label, "its label"),
    key("many", Shape::Flag, "whether the value is a list"),
    key("required", Shape::Flag, "whether a row without it is an error"),
    key("default", Shape::Any, "used where the column is left out"),
    key("choices", Shape::Tables(&CHOICE), "the choices of a choice"),
    key("other_names", Shape::Flag, "whether its texts are other names of the entry"),
    key("not_told", Shape::Label, "what the page says when it is not told"),
]);

const QUALIFIER_TYPES: [&str; 10] =
    ["text", "markdown", "statements", "date", "url", "email", "number", "boolean", "choice", "relation"];

static QUALIFIER: Keys = Keys(&[
    required("id", Shape::Text, "the key in a row"),
    required("type", Shape::Choice(&QUALIFIER_TYPES), "what it holds"),
    required("label", Shape::Label, "its label"),
    key("many", Shape::Flag, "whether the value is a list"),
    key("required", Shape::Flag, "whether a row without it is an error"),
    key("default", Shape::Any, "used where the qualifier is left out"),
    key("choices", Shape::Tables(&CHOICE), "the choices of a choice"),
    key("to", Shape::Texts, "the kinds that a relation may lead to"),
    key("other_names", Shape::Flag, "whether its texts are other names"),
    key("not_told", Shape::Label, "what the page says when it is not told"),
]);

static CHOICE: Keys = Keys(&[
    required("id", Shape::Text, "the value in content files"),
    required("label", Shape::Label, "what pages show"),
    key("description", Shape::Label, "what a chart says of it"),
]);

static RELATION: Keys = Keys(&[
    required("id", Shape::Text, "the key in content files"),
    required("to", Shape::Texts, "what kinds a target may be of"),
    required("label", Shape::Label, "its label"),
    key("target", Shape::Text, "the key that names the target in a row"),
    key("inverse", Shape::Text, "the name of the relation read backwards"),
    key("inverse_label", Shape::Label, "its label read backwards"),
    key("inverse_coverage", Shape::Label, "of how many entries it is known"),
    key("min", Shape::Count, "how many rows an entry has at least"),
    key("max", Shape::Count, "how many rows an entry has at most"),
    key("symmetric", Shape::Flag, "said once, at either end, and true both ways"),
    key("from_code", Shape::Flag, "whether the target follows from the ID"),
    key("wording", Shape::Text, "the text qualifier shown in the place of the title of the target"),
    key("not_told", Shape::Label, "what the page says when the targets are not told"),
    key("qualifiers", Shape::Tables(&QUALIFIER), "what a row says beside its target"),
]);

static SECTION: Keys = Keys(&[
    required("id", Shape::Text, "the anchor on the page"),
    required("title", Shape::Label, "its heading"),
    key("number", Shape::Count, "shown as it is given"),
    key("show", Shape::Tables(&BLOCK), "its blocks, in order"),
]);

static BLOCK: Keys = Keys(&[
    key("title", Shape::Label, "a heading above the block"),
    key("field", Shape::Text, "a field of the entry"),
    key("relation", Shape::Text, "a relation of the entry"),
    key("inverse", Shape::Text, "a relation that leads to the entry"),
    key("body", Shape::Text, "a part of the body of the entry"),
    key("view", Shape::Text, "a view, with this entry marked"),
    key("views", Shape::Texts, "links to views"),
    key("text", Shape::Label, "a Markdown text"),
    key("label", Shape::Flag, "whether the label is shown"),
    key("as", Shape::Choice(&["list", "table"]), "how a relation is shown"),
    key("columns", Shape::Texts, "the columns of a table"),
    key("group_by", Shape::Text, "what a list is divided by"),
    key("with", Shape::NamesOrTables(&WITH), "what is shown below each row of a list"),
    key("via", Shape::Text, "the step to the entries whose relation is shown"),
    key("part", Shape::Choice(&["work", "with", "needs"]), "the part of a handbook"),
]);

static WITH: Keys = Keys(&[
    required("name", Shape::Text, "the field or relation"),
    key("label", Shape::Label, "in the place of its own"),
    key("except", Shape::Texts, "relations whose targets are left out"),
]);

static VIEW: Keys = Keys(&[
    required("id", Shape::Text, "its name"),
    required("type", Shape::Choice(&VIEW_TYPES), "what it is"),
    required("path", Shape::Text, "its address without .html"),
    required("title", Shape::Label, "its title"),
    key("short", Shape::Label, "a shorter title for the menu"),
    key("menu", Shape::Flag, "whether the menu of every page links to it"),
    key("footer", Shape::Flag, "whether the foot of every page links to it"),
    key("intro", Shape::Label, "a text above"),
    key("notes", Shape::Label, "a text below"),
    key("kinds", Shape::Texts, "the kinds of an index"),
    key("views", Shape::Texts, "the views of an index"),
    key("group_by", Shape::Text, "what an index or a picker is divided by"),
    key("kind", Shape::Text, "the kind that it shows"),
    key("band", Shape::Text, "what puts an entry into a band of a map"),
    key("band_label", Shape::Text, "the text field that titles a band"),
    key("bands", Shape::Texts, "the order of the bands"),
    key("placements", Shape::Text, "the record field with a row for each box"),
    key("relations", Shape::Texts, "relations whose ends a map marks"),
    key("repeated", Shape::Label, "the words for entries with several boxes"),
    key("legend", Shape::Tables(&LEGEND), "words for marks that the map does not bear"),
    key("row", Shape::Text, "the choice field whose choices are the rows of a chart"),
    key("relation", Shape::Text, "the relation that is shown or marked"),
    key("rows", Shape::Text, "the kind of the rows"),
    key("columns", Shape::Text, "the kind of the columns"),
    key("cells", Shape::Text, "the kind of the cells of a grid"),
    key("row_relation", Shape::Text, "leads from a cell to its row"),
    key("column_relation", Shape::Text, "leads from a cell to its column"),
    key("narrowing", Shape::Flag, "whether a grid is drawn as steps"),
    key("cell", Shape::Text, "the choice qualifier that a cell of a matrix shows"),
    key("filters", Shape::Table(&FILTERS), "what a matrix can be narrowed by"),
    key("source", Shape::Text, "the kind whose entries say what the subjects of a handbook do"),
    key("assigns", Shape::Text, "the relation whose rows say what subjects do"),
    key("involves", Shape::Text, "the relation to subjects that take part"),
    key("needs", Shape::Texts, "relations to what the entries need"),
    key("place", Shape::Text, "the relation that the line of a subject begins with"),
    key("duty", Shape::Table(&COUNTED), "so many of these rows, in words"),
    key("involved", Shape::Table(&COUNTED), "what is said where entries assign nothing"),
    key("checklist", Shape::Table(&CHECKLIST), "gives each subject a checklist"),
    key("inverse", Shape::Text, "leads from what is picked to what is found"),
    key("with", Shape::NamesOrTables(&WITH), "relations of what is found"),
    key("facets", Shape::Texts, "kinds that narrow what a search finds"),
]);

static LEGEND: Keys =
    Keys(&[required("label", Shape::Label, "the mark"), key("note", Shape::Label, "what it means")]);

static FILTERS: Keys = Keys(&[
    key("rows", Shape::Texts, "what rows can be narrowed by"),
    key("columns", Shape::Texts, "what columns can be narrowed by"),
]);

static COUNTED: Keys = Keys(&[
    key("single", Shape::Label, "for exactly one, where that is worded otherwise"),
    required("one", Shape::Label, "the form with one; {count} is filled in"),
    required("other", Shape::Label, "the form with others; {count} is filled in"),
]);

static CHECKLIST: Keys = Keys(&[
    required("title", Shape::Label, "what such a list is called"),
    key("intro", Shape::Label, "a text at its head"),
    key("parts", Shape::Texts, "parts of the body whose lists are items"),
    key("blanks", Shape::Tables(&BLANK), "what is filled in at the head"),
]);

static BLANK: Keys = Keys(&[
    required("id", Shape::Text, "its name"),
    required("label", Shape::Label, "its label"),
    key("names", Shape::Flag, "whether it says what the list is filled in for"),
]);
