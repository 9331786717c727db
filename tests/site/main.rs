//! The tests: everything through the command line, on small sites written out in the test and on the
//! whole sites in `tests/`.

mod built;
mod served;
mod support;
mod ticked;

mod accessibility;
mod arrows;
mod basics;
mod budget;
mod checklist;
mod coverage;
mod determinism;
mod diagnostics_entries;
mod diagnostics_markdown;
mod diagnostics_model;
mod diagnostics_references;
mod diagnostics_toml;
mod docs;
mod edits;
mod fmt;
mod formats;
mod handbook;
mod house;
mod languages;
mod links;
mod map;
mod matrices;
mod messages;
mod neighbours;
mod neutrality;
mod new;
mod pickers;
mod reference;
mod rename;
mod retire;
mod review;
mod rows;
mod schema;
mod search;
mod second_model;
mod security;
mod serve;
mod source;
mod typography;
mod writing;
