//! Facts of many documents → one dataset: each incident once, with every report of it.
//!
//! Works from facts lines alone and in any order of them.

mod blocking;
mod bounds;
mod copies;
mod coreference;
mod corrections;
mod features;
mod ids;
mod incidents;
mod items;
mod merge;
mod names;
mod origins;
mod persons;
mod score;
mod tolls;

pub use self::corrections::Corrections;
pub use self::ids::{Before, Known};

use serde::Deserialize;

use self::corrections::Log;
use self::incidents::Resolved;
use crate::codebook::Codebook;
use crate::diag::Warned;
use crate::model::dataset::{Dataset, Source};
use crate::model::document::Skipped;
use crate::model::extraction::Extraction;

/// What the configuration says about resolving.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {}

/// Merges the facts of all documents. The order of `extractions` does not matter.
pub fn resolve(
    extractions: Vec<Extraction>,
    skipped: Vec<Skipped>,
    codebook: &Codebook,
    settings: &Settings,
) -> Warned<Dataset> {
    resolve_after(&Before::default(), &Corrections::default(), extractions, skipped, codebook, settings)
}

/// As [`resolve`], with the analyst's corrections; an incident that the edition before knew keeps its id, whatever later
/// articles add to it. The warnings are of corrections that change nothing or contradict each other.
pub fn resolve_after(
    before: &Before,
    corrections: &Corrections,
    mut extractions: Vec<Extraction>,
    mut skipped: Vec<Skipped>,
    codebook: &Codebook,
    _settings: &Settings,
) -> Warned<Dataset> {
    extractions.sort_by(|a, b| (&a.document.id, &a.document.sha256).cmp(&(&b.document.id, &b.document.sha256)));
    let copies = copies::leave_out(&mut extractions);
    skipped.extend(copies.left_out);
    skipped.sort();
    let origins = origins::origins(&extractions, &copies.repeats);
    // From here on a text's record and its facts go apart, so that nothing is held twice.
    let mut documents = Vec::with_capacity(extractions.len());
    let mut mentions = Vec::with_capacity(extractions.len());
    let mut others = Vec::with_capacity(extractions.len());
    for (i, (extraction, origin_counted)) in extractions.into_iter().zip(origins).enumerate() {
        let Extraction { document: record, incidents, statements, conditions, threats, tallies, publications, .. } =
            extraction;
        let label = format!("A{}", i + 1);
        documents.push(Source { label, origin_counted, not_before_by_reports: None, reliability: None, record });
        mentions.push(incidents);
        others.push((statements, conditions, threats, tallies, publications));
    }
    persons::unify(others.iter_mut().map(|(statements, ..)| statements.as_mut_slice()), codebook);
    let said: Vec<_> = others.iter().map(|(statements, ..)| statements.as_slice()).collect();
    let mut log = Log::default();
    let Resolved { all: incidents, near_misses, uncorrected, known } =
        incidents::incidents(mentions, &said, &mut documents, codebook, before, corrections, &mut log);
    let mut statements = items::Items::new("statement");
    let mut conditions = items::Items::new("condition");
    let mut threats = items::Items::new("threat");
    let mut tallies = items::Items::new("tally");
    let mut publications = items::Items::new("publication");
    for (source, (said, lived, feared, counted, published)) in documents.iter().zip(others) {
        statements.add(said, source);
        conditions.add(lived, source);
        threats.add(feared, source);
        tallies.add(counted, source);
        publications.add(published, source);
    }
    let mut dataset = Dataset {
        documents,
        skipped,
        incidents,
        near_misses,
        statements: statements.into_all(),
        conditions: conditions.into_all(),
        threats: threats.into_all(),
        tallies: tallies.into_all(),
        publications: publications.into_all(),
        corrections: Vec::new(),
        uncorrected,
    };
    corrections::remark(corrections, &mut dataset, &known, &mut log);
    log.sort();
    dataset.corrections = log.corrections;
    Warned { output: dataset, warnings: log.warnings }
}

#[cfg(test)]
mod corrected_tests;
#[cfg(test)]
mod tests;
