//! Facts of many documents → one dataset: each incident once, with every report of it.
//!
//! Works from facts lines alone and in any order of them.

mod copies;
mod coreference;
mod ids;
mod items;
mod merge;
mod origins;
mod tolls;

use serde::Deserialize;

use crate::codebook::Codebook;
use crate::diag::Warned;
use crate::model::dataset::{Dataset, Source};
use crate::model::document::Skipped;
use crate::model::extraction::Extraction;
use crate::model::incident::IncidentMention;

/// What the configuration says about resolving.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {}

/// Merges the facts of all documents. The order of `extractions` does not matter.
pub fn resolve(
    mut extractions: Vec<Extraction>,
    mut skipped: Vec<Skipped>,
    codebook: &Codebook,
    _settings: &Settings,
) -> Warned<Dataset> {
    extractions.sort_by(|a, b| a.document.id.cmp(&b.document.id));
    skipped.extend(copies::leave_out(&mut extractions));
    skipped.sort();
    let documents: Vec<Source> = extractions
        .iter()
        .enumerate()
        .map(|(i, e)| Source {
            label: format!("A{}", i + 1),
            origin_counted: origins::origin(&e.document),
            record: e.document.clone(),
        })
        .collect();
    let mentions: Vec<(usize, IncidentMention)> = extractions
        .iter_mut()
        .enumerate()
        .flat_map(|(i, e)| std::mem::take(&mut e.incidents).into_iter().map(move |m| (i, m)))
        .collect();
    let clusters = coreference::clusters(&mentions, codebook);
    let mut incidents: Vec<_> =
        clusters.iter().map(|cluster| merge::incident(cluster, &mentions, &documents, codebook)).collect();
    ids::assign(&mut incidents);
    let mut statements = items::Items::new("statement");
    let mut conditions = items::Items::new("condition");
    let mut threats = items::Items::new("threat");
    let mut tallies = items::Items::new("tally");
    for (source, extraction) in documents.iter().zip(extractions) {
        statements.add(extraction.statements, source);
        conditions.add(extraction.conditions, source);
        threats.add(extraction.threats, source);
        tallies.add(extraction.tallies, source);
    }
    Warned::clean(Dataset {
        documents,
        skipped,
        incidents,
        statements: statements.into_all(),
        conditions: conditions.into_all(),
        threats: threats.into_all(),
        tallies: tallies.into_all(),
    })
}
