//! The mentions of all documents → incidents with ids, and pairs of them that were nearly taken for one.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::coreference::{self, Clusters, Pair};
use super::corrections::{self, Corrections, Group, Log, Structure};
use super::features::{Mention, Table};
use super::ids::{self, Before};
use super::merge::Member;
use super::origins::Figures;
use super::{bounds, merge};
use crate::codebook::Codebook;
use crate::model::correction::Uncorrected;
use crate::model::dataset::Source;
use crate::model::incident::{Incident, IncidentMention, Merge, NearMiss};
use crate::model::statement::Statement;

/// What the mentions come to.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Dated ones by first day, then undated ones; ties by id.
    pub(super) all: Vec<Incident>,
    /// The nearest first.
    pub(super) near_misses: Vec<NearMiss>,
    /// As the articles alone make them, where the analyst merged, split or suppressed.
    pub(super) uncorrected: Vec<Uncorrected>,
    /// Ids of these that no incident has any longer, with the place of the incident that took them in.
    pub(super) known: BTreeMap<String, usize>,
}

/// Mentions with the numbers of their documents, boxed so that each goes when its incident takes it.
type Mentions = Vec<(usize, Option<Box<IncidentMention>>)>;

/// Each event once, with its id; and pairs of events that were nearly taken for one. `told` holds the mentions of each document.
///
/// `statements` holds those of each document.
pub(super) fn incidents(
    told: Vec<Vec<IncidentMention>>,
    statements: &[&[Statement]],
    documents: &mut [Source],
    codebook: &Codebook,
    before: &Before,
    corrections: &Corrections,
    log: &mut Log,
) -> Resolved {
    let mut mentions: Mentions = Vec::new();
    for (document, told) in told.into_iter().enumerate() {
        mentions.extend(told.into_iter().map(|mention| (document, Some(Box::new(mention)))));
    }
    let whole: Vec<Mention<'_>> =
        mentions.iter().filter_map(|(document, mention)| Some((*document, mention.as_deref()?))).collect();
    let speakers = statements.iter().flat_map(|of_document| of_document.iter()).map(|statement| &statement.speaker);
    let table = Table::of(&whole, speakers, documents, codebook);
    drop(whole);
    let Clusters { mut groups, mut merges, near } = coreference::clusters(&table);
    drop(table);

    let figures = Figures::of(documents, codebook);
    let account = |(document, mention): &(usize, Option<Box<IncidentMention>>)| {
        figures.account(mention.as_deref()?, statements[*document]).map(Rc::from)
    };
    let accounts: Vec<Option<Rc<str>>> = mentions.iter().map(account).collect();
    let known_of = Origins { figures, accounts };
    let mut structure = Structure::default();
    let mut carried = BTreeMap::new();
    if corrections.restructure() {
        // The ids by which the file names incidents are those that the articles alone give.
        let none = vec![Vec::new(); groups.len()];
        let mut raw = built(&mut mentions.clone(), groups.clone(), none, documents, &known_of, codebook);
        let places = ids::assign(&mut raw, &before.uncorrected(), &carried);
        let ids = places.into_iter().map(|place| raw[place].1.id.clone()).collect();
        drop(raw);
        structure = Structure::of(corrections, groups, merges, ids, &mentions, log);
        (groups, merges) = structure.groups.iter_mut().map(Group::take).unzip();
        let ids = structure.groups.iter().enumerate().filter_map(|(at, group)| Some((at, group.id.clone()?)));
        carried = ids.collect();
    }
    let mut group_of = vec![None; mentions.len()];
    for (at, members) in groups.iter().enumerate() {
        for &member in members {
            group_of[member] = Some(at);
        }
    }
    let document: Vec<usize> = mentions.iter().map(|(document, _)| *document).collect();
    let mut incidents = built(&mut mentions, groups, merges, documents, &known_of, codebook);
    let known = if carried.is_empty() { before.uncorrected() } else { before.known.clone() };
    let places = ids::assign(&mut incidents, &known, &carried);
    let name = |at: usize| incidents[places[at]].1.id.clone();
    let misses = near.iter().filter_map(|(pair, against)| {
        let [one, other] = pair.mentions.map(|mention| group_of[mention]);
        let (one, other) = one.zip(other).filter(|(one, other)| one != other)?;
        Some(NearMiss {
            incidents: [name(one), name(other)],
            reports: pair.mentions.map(|mention| documents[document[mention]].record.id.clone()),
            score: pair.agreement.score(),
            features: pair.agreement,
            against: *against,
        })
    });
    let near_misses = misses.collect();
    for (mut record, groups) in structure.done {
        record.items.extend(groups.into_iter().map(name));
        log.corrections.push(record);
    }
    let carrier: Vec<(String, String)> = structure.carrier.into_iter().map(|(id, at)| (id, name(at))).collect();
    for (number, incident) in &mut incidents {
        incident.corrected = structure.groups.get(*number).is_some_and(|group| group.corrected);
    }
    let mut incidents: Vec<Incident> = incidents.into_iter().map(|(_, incident)| incident).collect();
    let known = |incidents: &[Incident]| -> BTreeMap<String, usize> {
        let place: BTreeMap<&str, usize> = incidents.iter().enumerate().map(|(at, i)| (i.id.as_str(), at)).collect();
        carrier.iter().filter_map(|(id, name)| Some((id.clone(), *place.get(name.as_str())?))).collect()
    };
    let aliases = known(&incidents);
    corrections::set_fields(corrections, &mut incidents, &aliases, log);
    bounds::set(incidents.iter_mut(), documents);
    incidents.sort_by(ids::order);
    let known = known(&incidents);
    Resolved { all: incidents, near_misses, uncorrected: structure.uncorrected, known }
}

/// Whose accounts and figures are whose.
struct Origins<'c> {
    figures: Figures<'c>,
    /// The outlet that each mention was taken from; `None` where it is its article's own.
    accounts: Vec<Option<Rc<str>>>,
}

/// An incident of each group, with the group's number; the mentions are taken.
fn built(
    mentions: &mut Mentions,
    groups: Vec<Vec<usize>>,
    merges: Vec<Vec<Pair>>,
    documents: &[Source],
    origins: &Origins<'_>,
    codebook: &Codebook,
) -> Vec<(usize, Incident)> {
    let mut incidents = Vec::with_capacity(groups.len());
    for (group, (members, merges)) in groups.into_iter().zip(merges).enumerate() {
        let merge = |pair: &Pair| Merge {
            reports: pair.mentions.map(|mention| documents[mentions[mention].0].record.id.clone()),
            score: pair.agreement.score(),
            features: pair.agreement,
            corrected: pair.corrected,
        };
        let merges = merges.iter().map(merge).collect();
        let mut take = |member: usize| {
            let (document, account) = (mentions[member].0, origins.accounts[member].clone());
            Some(Member { document, account, mention: mentions[member].1.take()? })
        };
        let members = members.into_iter().filter_map(&mut take).collect();
        incidents.push((group, merge::incident(members, merges, documents, &origins.figures, codebook)));
    }
    incidents
}
