//! The map of the house.

pub mod failure;
pub mod output;
pub mod write;
