//! Grades of sources, and notes to items and sections: what the analyst adds without changing a fact.

use std::collections::BTreeMap;

use super::{Corrections, Log, NoteTo, Order};
use crate::model::correction::{Action, Correction, Reliability};
use crate::model::dataset::{Dataset, Item};
use crate::model::evidence::Evidence;

/// Grades sources and adds notes. `known` holds ids that no incident has any longer, with the place of the one that took them in.
pub(in crate::resolve) fn apply(
    corrections: &Corrections,
    dataset: &mut Dataset,
    known: &BTreeMap<String, usize>,
    log: &mut Log,
) {
    for entry in corrections.entries.iter().rev() {
        if let Order::Grade { source, reliability } = &entry.order {
            grade(corrections, entry, (source, *reliability), dataset, log);
        }
    }
    for entry in &corrections.entries {
        let Order::Note { to, words } = &entry.order else { continue };
        let mut record = entry.record(Action::Note);
        record.note = Some(words.clone());
        match about(to, dataset, known, &mut record) {
            Ok(()) => log.corrections.push(record),
            Err(why) => log.warnings.push(corrections.unmatched(entry, &why)),
        }
    }
}

/// Grades every document of a source: those that count for it as their origin, and those that it published. The last entry for
/// a source comes first, and counts.
fn grade(
    corrections: &Corrections,
    entry: &super::Entry,
    (source, reliability): (&String, Reliability),
    dataset: &mut Dataset,
    log: &mut Log,
) {
    let name = source.to_lowercase();
    let is = |other: Option<&String>| other.is_some_and(|other| other.to_lowercase() == name);
    let mut record = entry.record(Action::Grade);
    (record.source, record.reliability) = (Some(source.clone()), Some(reliability));
    let later =
        log.corrections.iter().find(|other| is(other.source.as_ref())).map(|other| (other.line, other.reliability));
    if let Some((line, other)) = later {
        if other != Some(reliability) {
            let message = format!("`{source}` is graded otherwise on line {line}, which counts");
            log.warnings.push(corrections.warning(entry, message));
        }
        return;
    }
    for document in &mut dataset.documents {
        let record_of = &document.record;
        let own = is(record_of.publisher.as_ref()) || is(record_of.origin.as_ref());
        if own || is(Some(&document.origin_counted)) {
            record.documents.push(record_of.id.clone());
            // What reported it first goes before who printed it.
            let closer = is(Some(&document.origin_counted));
            if closer || document.reliability.is_none() {
                document.reliability = Some(reliability);
            }
        }
    }
    if record.documents.is_empty() {
        log.warnings.push(corrections.unmatched(entry, &format!("no article is of the source `{source}`")));
    } else {
        log.corrections.push(record);
    }
}

/// Fills in what a note is about.
fn about(
    to: &NoteTo,
    dataset: &Dataset,
    known: &BTreeMap<String, usize>,
    record: &mut Correction,
) -> Result<(), String> {
    match to {
        NoteTo::Section(section) => record.section = Some(section.clone()),
        NoteTo::Document(id) => {
            let known = dataset.documents.iter().any(|source| source.record.id == *id);
            if !known {
                return Err(format!("there is no article `{id}`"));
            }
            record.documents.push(id.clone());
        }
        NoteTo::Incident(address) => {
            let mut ids = known.clone();
            ids.extend(dataset.incidents.iter().enumerate().map(|(at, incident)| (incident.id.clone(), at)));
            let incident = &dataset.incidents[address.find(&ids, std::iter::empty(), "incident")?];
            record.items.push(incident.id.clone());
            record.evidence = incident.reports.iter().filter_map(|report| report.evidence.first().cloned()).collect();
        }
        NoteTo::Item(address) => {
            let all = items(dataset);
            let ids = all.iter().enumerate().map(|(at, (id, _))| ((*id).to_owned(), at)).collect();
            let told = all.iter().enumerate().flat_map(|(at, (_, told))| told.iter().map(move |slice| (at, *slice)));
            let found: Vec<usize> = if address.id.is_some() {
                vec![address.find(&ids, std::iter::empty(), "item")?]
            } else {
                // One sentence may tell several: the note is about all of them.
                let mut found: Vec<usize> = told.filter(|(_, slice)| address.fits(slice)).map(|(at, _)| at).collect();
                found.dedup();
                found
            };
            if found.is_empty() {
                return Err(format!("nothing is told by {}", address.words()));
            }
            for at in found {
                record.items.push(all[at].0.to_owned());
                let fits = all[at].1.iter().copied().find(|slice| address.evidence.is_none() || address.fits(slice));
                let slice = fits.cloned();
                record.evidence.extend(slice.filter(|slice| !record.evidence.contains(slice)));
            }
        }
    }
    Ok(())
}

/// Every item with its sentences.
fn items(dataset: &Dataset) -> Vec<(&str, Vec<&Evidence>)> {
    fn of<T>(items: &[Item<T>]) -> impl Iterator<Item = (&str, Vec<&Evidence>)> {
        items.iter().map(|item| (item.id.as_str(), item.reports.iter().flat_map(|telling| &telling.evidence).collect()))
    }
    let incidents = dataset.incidents.iter().map(|incident| (incident.id.as_str(), incident.evidence().collect()));
    let others = of(&dataset.statements).chain(of(&dataset.conditions)).chain(of(&dataset.threats));
    incidents.chain(others).chain(of(&dataset.tallies)).chain(of(&dataset.publications)).collect()
}
