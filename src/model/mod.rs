//! The nouns that travel between the stages, one a file. Constructors hold the invariants; no text is matched here.
//!
//! Serialised, these types are the outside of the program: facts lines and `briefing.json`. Their field names are fixed.

pub mod actor;
pub mod casualties;
pub mod condition;
pub mod correction;
pub mod dataset;
pub mod date;
pub mod delivery;
pub mod document;
pub mod edition;
pub mod evidence;
pub mod extraction;
pub mod findings;
pub mod incident;
pub mod letter;
pub mod manuscript;
pub mod markdown;
pub mod outline;
pub mod place;
pub mod publication;
#[cfg(test)]
pub(crate) mod sample;
pub mod statement;
pub mod tally;
pub mod threat;
