//! The site's facts for other programs.

mod json;

pub use json::json;
