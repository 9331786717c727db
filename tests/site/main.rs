//! The tests: everything through the command line, on small sites written out in the test and on the
//! whole sites in `tests/`.

mod built;
mod support;

mod basics;
mod determinism;
mod links;
mod neutrality;
mod second_model;
mod security;
mod source;
mod writing;
