//! Facts of many documents → one dataset: each incident once, with every report of it.
//!
//! Works from facts lines alone and in any order of them.

mod blocking;
mod bounds;
mod copies;
mod coreference;
mod features;
mod ids;
mod items;
mod merge;
mod names;
mod origins;
mod score;
mod tolls;

pub use self::ids::Known;

use serde::Deserialize;

use self::coreference::{Clusters, Pair};
use self::features::{Mention, Table};
use crate::codebook::Codebook;
use crate::diag::Warned;
use crate::model::actor::Speaker;
use crate::model::dataset::{Dataset, Source};
use crate::model::document::Skipped;
use crate::model::extraction::Extraction;
use crate::model::incident::{Incident, IncidentMention, Merge, NearMiss};

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
    resolve_after(&[], extractions, skipped, codebook, settings)
}

/// As [`resolve`]; an incident that the edition before knew keeps its id, whatever later articles add to it.
pub fn resolve_after(
    previous: &[Known],
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
        let Extraction { document: record, incidents, statements, conditions, threats, tallies, .. } = extraction;
        documents.push(Source { label: format!("A{}", i + 1), origin_counted, not_before_by_reports: None, record });
        mentions.push(incidents);
        others.push((statements, conditions, threats, tallies));
    }
    let speakers = others.iter().flat_map(|(statements, ..)| statements).map(|statement| &statement.speaker);
    let (incidents, near_misses) = incidents(mentions, speakers, &mut documents, codebook, previous);
    let mut statements = items::Items::new("statement");
    let mut conditions = items::Items::new("condition");
    let mut threats = items::Items::new("threat");
    let mut tallies = items::Items::new("tally");
    for (source, (said, lived, feared, counted)) in documents.iter().zip(others) {
        statements.add(said, source);
        conditions.add(lived, source);
        threats.add(feared, source);
        tallies.add(counted, source);
    }
    Warned::clean(Dataset {
        documents,
        skipped,
        incidents,
        near_misses,
        statements: statements.into_all(),
        conditions: conditions.into_all(),
        threats: threats.into_all(),
        tallies: tallies.into_all(),
    })
}

/// Each event once, with its id; and pairs of events that were nearly taken for one. `told` holds the mentions of each document.
fn incidents<'s>(
    told: Vec<Vec<IncidentMention>>,
    speakers: impl Iterator<Item = &'s Speaker>,
    documents: &mut [Source],
    codebook: &Codebook,
    previous: &[Known],
) -> (Vec<Incident>, Vec<NearMiss>) {
    // Boxed, so that each goes when its incident takes it.
    let mut mentions: Vec<(usize, Option<Box<IncidentMention>>)> = Vec::new();
    for (document, told) in told.into_iter().enumerate() {
        mentions.extend(told.into_iter().map(|mention| (document, Some(Box::new(mention)))));
    }
    let whole: Vec<Mention<'_>> =
        mentions.iter().filter_map(|(document, mention)| Some((*document, mention.as_deref()?))).collect();
    let table = Table::of(&whole, speakers, documents, codebook);
    drop(whole);
    let Clusters { groups, merges, near } = coreference::clusters(&table);
    drop(table);
    let document: Vec<usize> = mentions.iter().map(|(document, _)| *document).collect();
    let reports = |pair: &Pair| pair.mentions.map(|mention| documents[document[mention]].record.id.clone());
    let mut group_of = vec![0; mentions.len()];
    let mut incidents = Vec::with_capacity(groups.len());
    for (group, (members, merges)) in groups.into_iter().zip(merges).enumerate() {
        for &member in &members {
            group_of[member] = group;
        }
        let merge =
            |pair: &Pair| Merge { reports: reports(pair), score: pair.agreement.score(), features: pair.agreement };
        let merges = merges.iter().map(merge).collect();
        let mut take = |member: usize| Some((document[member], mentions[member].1.take()?));
        let members = members.into_iter().filter_map(&mut take).collect();
        incidents.push((group, merge::incident(members, merges, documents, codebook)));
    }
    bounds::set(incidents.iter_mut().map(|(_, incident)| incident), documents);
    let place = ids::assign(&mut incidents, previous);
    let incidents: Vec<Incident> = incidents.into_iter().map(|(_, incident)| incident).collect();
    let reports = |pair: &Pair| pair.mentions.map(|mention| documents[document[mention]].record.id.clone());
    let misses = near.iter().map(|(pair, against)| {
        let of = |mention: usize| incidents[place[group_of[mention]]].id.clone();
        NearMiss {
            incidents: pair.mentions.map(of),
            reports: reports(pair),
            score: pair.agreement.score(),
            features: pair.agreement,
            against: *against,
        }
    });
    let misses = misses.collect();
    (incidents, misses)
}

#[cfg(test)]
mod tests;
