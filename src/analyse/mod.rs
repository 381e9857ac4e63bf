//! Dataset → findings: numbers and orders, no prose.
//!
//! Which items lie in the period, what counts as an attack by the actor, what was denied beside what happened, what is
//! known of how people live, how much was read, and what of all this a reader has to know first. How any of it is put into words is `compose`'s.

mod attacks;
mod body;
mod changes;
mod coverage;
mod denials;
mod humanitarian;
mod indicators;
mod judgements;
mod key_figures;
mod logs;
mod merges;
mod outlook;
mod pictures;
mod placing;
mod relations;
mod settings;
mod speakers;
mod threat;

use std::collections::BTreeMap;

pub use changes::changes;
pub use relations::Relations;
pub use settings::{DenialSettings, PageOneSettings, Settings, ThreatSettings};

use crate::codebook::Codebook;
use crate::model::dataset::{Dataset, Item};
use crate::model::extraction::SCHEMA;
use crate::model::findings::{Analysis, Changes, Findings, Placed, ReportHead};
use crate::model::incident::Incident;
use crate::model::statement::Statement;

use indicators::Facts;
use judgements::Known;
use placing::in_period;
use speakers::Speakers;

/// Draws the findings of a dataset.
pub fn analyse(dataset: Dataset, codebook: &Codebook, settings: &Settings) -> Findings {
    analyse_with(dataset, &Relations::of(codebook), settings)
}

/// Draws the findings of a dataset, given how actors relate to one another.
pub fn analyse_with(dataset: Dataset, relations: &Relations, settings: &Settings) -> Findings {
    let period = settings.period;
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
    let publications: Vec<_> = dataset
        .publications
        .into_iter()
        .map(|item| Placed { in_period: in_period(item.fact.date.as_ref(), None, period), item })
        .collect();

    let mut coverage = coverage::coverage(&dataset.documents, &dataset.skipped, &incidents, &statements, settings);
    let speakers = Speakers { relations, settings };
    let mut threat_assessment = settings
        .threat
        .as_ref()
        .map(|threat| threat::assess(threat, &speakers, &incidents, &statements, &threats, &tallies, &coverage));
    let denials_versus_attacks = settings
        .denials
        .as_ref()
        .map(|denials| denials::compare(denials, &speakers, &incidents, &statements, &coverage));
    let humanitarian_context = humanitarian::context(&conditions, &statements, &dataset.documents);
    let pictured = pictures::Facts {
        documents: &dataset.documents,
        incidents: &incidents,
        statements: &statements,
        threat: threat_assessment.as_ref(),
        denials: denials_versus_attacks.as_ref(),
    };
    let pictures = pictures::pictures(pictured, &speakers);

    let undated = denials_versus_attacks.iter().flat_map(|denials| &denials.undated).map(String::as_str).collect();
    coverage.datable = coverage::datable(&coverage, &dataset.documents, &incidents, &statements, &undated);
    let documents = dataset.documents.iter().map(|source| (source.record.id.as_str(), source)).collect();
    let facts = Facts {
        speakers: &speakers,
        documents: &documents,
        incidents: &incidents,
        statements: &statements,
        threats: &threats,
        publications: &publications,
        coverage: &coverage,
    };
    if let Some(threat) = &mut threat_assessment {
        threat.indicators = indicators::indicators(threat, facts);
    }
    let (threat, denials) = (threat_assessment.as_ref(), denials_versus_attacks.as_ref());
    let body = body::body(body::Lists {
        documents: &documents,
        statements: &statements,
        conditions: &conditions,
        threats: &threats,
        tallies: &tallies,
        threat,
        denials,
        humanitarian: &humanitarian_context,
    });
    let statement_log = logs::statements(&statements, &body);
    let grounds = coverage::grounds(&incidents, &speakers);
    let key_judgements = judgements::judgements(Known {
        facts,
        grounds: &grounds,
        conditions: &conditions,
        humanitarian: &humanitarian_context,
        threat,
        denials,
    });
    let key_figures = key_figures::key_figures(settings, &incidents, &statements, threat, denials);
    let incident_log = logs::incidents(&incidents, threat);
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
            changes: Changes::default(),
            short_names: short_names(relations, settings, &incidents, &statements),
            grounds,
            kept_apart: merges::kept_apart(&incidents),
            incident_log,
            statement_log,
            key_judgements,
            key_figures: Some(key_figures),
            threat_assessment,
            denials_versus_attacks,
            humanitarian_context,
            body,
            pictures,
            coverage,
        },
        documents: dataset.documents,
        skipped: dataset.skipped,
        near_misses: dataset.near_misses,
        corrections: dataset.corrections,
        uncorrected: dataset.uncorrected,
        incidents,
        statements,
        conditions,
        threats,
        tallies,
        publications,
    }
}

/// The short names of the actors that a briefing prints by them.
fn short_names(
    relations: &Relations,
    settings: &Settings,
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
) -> BTreeMap<String, String> {
    let configured = settings.threat.iter().map(|threat| threat.actor.as_str());
    let denials = settings.denials.iter().flat_map(|d| [d.denier.as_str(), d.about.as_str()]);
    let blamed = incidents
        .iter()
        .flat_map(|p| p.item.perpetrator.iter().chain(p.item.responsibility.iter().map(|r| &r.actor)))
        .map(|actor| actor.name.as_str());
    let spoken_of = statements.iter().filter_map(|s| s.item.fact.about.actor.as_deref());
    configured
        .chain(denials)
        .chain(blamed)
        .chain(spoken_of)
        .filter_map(|name| Some((name.to_owned(), relations.short.get(name)?.clone())))
        .collect()
}

#[cfg(test)]
pub(crate) mod sample;

#[cfg(test)]
mod page_one_tests;
#[cfg(test)]
mod tests;
