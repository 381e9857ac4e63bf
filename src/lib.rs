//! `wirebrief` turns a folder of news articles and a YAML configuration into a briefing.
pub mod diag;
pub mod model;
pub mod typeset;
