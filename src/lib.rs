//! `wirebrief` turns a folder of news articles and a YAML configuration into a briefing.
pub mod analyse;
pub mod cli;
pub mod codebook;
pub mod compose;
pub mod config;
pub mod deliver;
pub mod diag;
pub mod extract;
pub mod ingest;
pub mod model;
pub mod pipeline;
pub mod proof;
pub mod resolve;
pub mod typeset;
pub mod world;
