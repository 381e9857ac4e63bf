//! Lines that are not article text.

use serde::Deserialize;

use crate::diag::Diagnostic;

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {}

impl Options {
    /// Adds another pack's entries.
    pub fn extend(&mut self, _more: Self) {}
}

/// The section compiled.
#[derive(Debug)]
pub struct Cleaning {}

impl Cleaning {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// A pattern that cannot be compiled.
    pub fn compile(_options: &Options) -> Result<Self, Diagnostic> {
        Ok(Self {})
    }
}
