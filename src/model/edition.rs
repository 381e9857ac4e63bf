//! A written edition: its files, the manifest that says what it was made from, and the claims that it prints.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A complete edition, in memory: what stands in `OUTPUT/SLUG/AS_OF/`, whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Folder name of the briefing.
    pub slug: String,
    /// The day that it stands for.
    pub as_of: NaiveDate,
    /// Bytes by path relative to the edition's folder, with `/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// What an edition was made from: `manifest.json`. Hashes are SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Number of the manifest's schema.
    pub schema: u32,
    /// Version of the program.
    pub program: String,
    /// Folder name of the briefing.
    pub slug: String,
    /// The day that it stands for.
    pub as_of: NaiveDate,
    /// Hash of the settings.
    pub settings: String,
    /// Hash of the codebook.
    pub codebook: String,
    /// Hash of the templates.
    pub templates: String,
    /// Hash of the analyst's corrections; `None` without any.
    pub corrections: Option<String>,
    /// Hash of the previous edition; `None` for a first one.
    pub previous: Option<String>,
    /// Every document that was read, by id.
    pub documents: Vec<ManifestDocument>,
    /// Hash of each other file of the edition, by path.
    pub files: BTreeMap<String, String>,
}

/// How one document was read, and what it held then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestDocument {
    /// Id of the document: its path in the corpus.
    pub path: String,
    /// The reader with its version.
    pub reader: String,
    /// Character set that the bytes were decoded from.
    pub charset: String,
    /// Hash of the file's bytes.
    pub file_sha256: String,
    /// Hash of the text as read.
    pub text_sha256: String,
}

/// What kind of value a claim prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// A number, or the words for an unknown one.
    Figure,
    /// A date or a span of dates.
    Date,
    /// A person, group or body.
    Name,
    /// A place.
    Place,
    /// Words of a text, in quotation marks or as a target.
    Quote,
    /// Article and sentence, as in `A2.10`.
    Citation,
    /// The number of a row that other rows refer to, as in `I1`.
    Reference,
    /// A word that stands for a code, as in `suicide bombing`.
    Word,
}

/// One value printed in the Markdown: where it stands, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// First byte in `briefing.md`.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: ClaimKind,
    /// Exactly the bytes `start..end`, as printed.
    pub value: String,
    /// The slices that state it; empty for a value that is only derived.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<ClaimEvidence>,
    /// How it follows from `briefing.json`.
    pub derivation: Derivation,
}

/// A slice of a document's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClaimEvidence {
    /// Id of the document.
    pub document: String,
    /// First byte in the document's text as read.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Exactly the bytes `start..end`.
    pub text: String,
}

/// How a printed value follows from values of `briefing.json`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Derivation {
    /// What was done with them.
    pub rule: Rule,
    /// The values, as JSON pointers (RFC 6901) into `briefing.json`.
    pub of: Vec<String>,
}

/// What leads from values of `briefing.json` to a printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The value in words, units or short form.
    Worded,
    /// How many entries the list has.
    Counted,
    /// How many entries the list has from that one on.
    Rest,
    /// The article's label and the sentence's number.
    Cited,
    /// The place in the list, counted from one, after a letter.
    Numbered,
    /// The beginning of the text, cut after a whole word.
    Cut,
    /// The words of the analyst, or a value that a correction set; then the second pointer is the correction.
    Corrected,
}
