//! Dataset → findings: numbers and orders, no prose.
//!
//! Which items lie in the period, what counts as an attack by the actor, what was denied beside what happened, what is
//! known of how people live, and how much was read. How any of it is put into words is `compose`'s.

mod attacks;
mod coverage;
mod denials;
mod humanitarian;
mod placing;
mod relations;
mod settings;
mod speakers;
mod threat;

pub use relations::Relations;
pub use settings::{DenialSettings, Settings, ThreatSettings};

use crate::codebook::Codebook;
use crate::model::dataset::Dataset;
use crate::model::extraction::SCHEMA;
use crate::model::findings::{Analysis, Findings, Placed, ReportHead};

use placing::in_period;
use speakers::Speakers;

/// Draws the findings of a dataset.
pub fn analyse(dataset: Dataset, codebook: &Codebook, settings: &Settings) -> Findings {
    analyse_with(dataset, &Relations::of(codebook), settings)
}

/// Draws the findings of a dataset, given how actors relate to one another.
pub fn analyse_with(dataset: Dataset, relations: &Relations, settings: &Settings) -> Findings {
    let period = &settings.period;
    let incidents: Vec<_> = dataset
        .incidents
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.date.as_ref(), None, period), item })
        .collect();
    let statements: Vec<_> = dataset
        .statements
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.fact.date.as_ref(), item.fact.reported_on, period), item })
        .collect();
    let conditions: Vec<_> = dataset
        .conditions
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.fact.as_of.as_ref(), None, period), item })
        .collect();
    let threats: Vec<_> = dataset
        .threats
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.fact.date.as_ref(), None, period), item })
        .collect();
    let tallies: Vec<_> = dataset
        .tallies
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.fact.period.as_ref(), None, period), item })
        .collect();

    let coverage = coverage::coverage(&dataset.documents, &incidents, settings.as_of);
    let speakers = Speakers { relations, settings };
    let threat_assessment = settings
        .threat
        .as_ref()
        .map(|threat| threat::assess(threat, &speakers, &incidents, &statements, &threats, &tallies));
    let denials_versus_attacks = settings
        .denials
        .as_ref()
        .map(|denials| denials::compare(denials, &speakers, &incidents, &statements, &coverage));
    Findings {
        schema: SCHEMA,
        report: ReportHead {
            title: settings.title.clone(),
            slug: settings.slug.clone(),
            as_of: settings.as_of,
            period: settings.period,
            previous: None,
        },
        findings: Analysis {
            short_names: relations.short.clone(),
            grounds: coverage::grounds(&incidents),
            threat_assessment,
            denials_versus_attacks,
            humanitarian_context: humanitarian::context(&conditions),
            coverage,
        },
        documents: dataset.documents,
        skipped: dataset.skipped,
        incidents,
        statements,
        conditions,
        threats,
        tallies,
    }
}

#[cfg(test)]
mod tests;
