//! `wirebrief` turns a folder of news articles and a YAML configuration into a briefing: Markdown, PDF and JSON, in which every
//! figure, date and quotation points to the sentence that states it.
//!
//! # The pipeline in one picture
//!
//! ```text
//!          World (files, clock)          config (YAML → Settings, one per stage)
//!                  │                                  │
//! files ─ingest→ Document ─extract→ Extraction ─resolve→ Dataset ─analyse→ Findings
//!                                                                             │
//!       Receipt ←deliver─ proof ←─ Edition ←─typeset─ Manuscript ←───compose──┘
//! ```
//!
//! Each stage is a module with one function on plain values; the values are in [`model`]. [`pipeline`] runs the stages in order,
//! [`cli`] is the program around it. What words mean, a [`codebook`] says.
//!
//! # Facts of one article
//!
//! ```
//! use wirebrief::codebook::Codebook;
//! use wirebrief::extract::extract;
//! use wirebrief::ingest::{Given, document};
//!
//! let codebook = Codebook::of_bundled(&["core", "afghanistan"])?;
//! let text = "A bomb killed six people in Herat on Sunday, officials said.";
//! let given = Given { published: Some("2021-10-04".to_owned()), ..Given::default() };
//! let article = document("herat.txt".to_owned(), text.to_owned(), &given, &codebook);
//!
//! let facts = extract(&article, &codebook, false);
//! let bombing = &facts.incidents[0];
//! assert_eq!(bombing.killed.as_ref().and_then(|count| count.low), Some(6));
//! assert_eq!(bombing.place.as_ref().map(|place| place.name.as_str()), Some("Herat"));
//! // Every fact carries the bytes that state it.
//! assert_eq!(bombing.evidence[0].text, text);
//! # Ok::<(), wirebrief::diag::Diagnostic>(())
//! ```
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
pub mod state;
pub mod typeset;
pub mod world;
