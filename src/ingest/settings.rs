//! What the configuration says about reading.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::corrections::Corrections;
use super::json::Fields;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folders, files or patterns, in the order of the configuration.
    pub corpus: Vec<Corpus>,
    /// Longest document that is read, in bytes; a file with a document a line may be longer.
    pub limit: u64,
    /// The day that the briefing stands for: what is dated later is not believed. `None` where there is none.
    pub as_of: Option<NaiveDate>,
    /// What the analyst says of single documents.
    pub corrections: Corrections,
}

/// One place of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    /// A folder, a file, or a pattern with `*`, `?` and `**`.
    pub path: PathBuf,
    /// The path as the user wrote it.
    pub written: String,
    /// Names of fields in its JSON files.
    pub fields: Fields,
}

impl Settings {
    /// Longest document that is read where nothing else is said: 20 MB.
    pub const LIMIT: u64 = 20_000_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self { corpus: Vec::new(), limit: Self::LIMIT, as_of: None, corrections: Corrections::default() }
    }
}
