//! The nouns that travel between the stages. No text matching happens here.
pub mod manuscript;
