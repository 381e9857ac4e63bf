//! Facts of many documents → one dataset: each incident once, with every report of it.

use serde::Deserialize;

use crate::codebook::Codebook;
use crate::diag::Warned;
use crate::model::dataset::Dataset;
use crate::model::document::Skipped;
use crate::model::extraction::Extraction;

/// What the configuration says about resolving.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Settings {}

/// Merges the facts of all documents. The order of `extractions` does not matter.
pub fn resolve(
    _extractions: Vec<Extraction>,
    skipped: Vec<Skipped>,
    _codebook: &Codebook,
    _settings: &Settings,
) -> Warned<Dataset> {
    Warned::clean(Dataset { skipped, ..Dataset::default() })
}
