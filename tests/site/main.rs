//! The tests: everything through the command line, on small sites written out in the test.

mod support;

mod basics;
mod diagnostics_entries;
mod diagnostics_markdown;
mod diagnostics_model;
mod diagnostics_references;
mod diagnostics_toml;
mod formats;
mod security;
