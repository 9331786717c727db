//! The tests: everything through the command line, on small sites written out in the test.

mod support;

mod basics;
mod security;
