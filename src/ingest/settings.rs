//! What the configuration says about reading.

use std::path::PathBuf;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Folders, files or patterns, in the order of the configuration.
    pub corpus: Vec<Corpus>,
    /// Longest file that is read, in bytes.
    pub limit: u64,
}

/// One place of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corpus {
    /// A folder, a file, or a pattern with `*`, `?` and `**`.
    pub path: PathBuf,
    /// The path as the user wrote it.
    pub written: String,
}

impl Settings {
    /// Longest file that is read where nothing else is said: 20 MB.
    pub const LIMIT: u64 = 20_000_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self { corpus: Vec::new(), limit: Self::LIMIT }
    }
}
