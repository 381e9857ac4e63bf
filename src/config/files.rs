//! Files that a configuration names for deliveries → a list, each with its place: what `check` looks at.

use std::path::{Path, PathBuf};

use super::delivery;
use super::options::Options;
use super::source::Source;
use crate::diag::Location;

/// A file that a run needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededFile {
    /// The key that names it.
    pub key: &'static str,
    /// The file.
    pub path: PathBuf,
    /// Whether it holds a secret, which only its owner may read.
    pub secret: bool,
    /// Where the configuration names it.
    pub place: Location,
}

/// The files of readers, passwords and addresses to ping.
pub(super) fn needed(options: &Options, source: &Source) -> Vec<NeededFile> {
    let named = delivery::files(options.delivery.as_ref(), options.hooks.as_ref());
    let needed = |(outer, key, path, secret): (&str, &'static str, &Path, bool)| NeededFile {
        key,
        path: source.beside(path),
        secret,
        place: source.at_inner_value(&[outer, key], &path.display().to_string()),
    };
    named.into_iter().map(needed).collect()
}
