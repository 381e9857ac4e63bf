//! What the facts extracted anew come to, resolved anew and with the corrections as they read now, against `briefing.json`.
//!
//! An edition's own ids are given to resolve as those of the edition before, so that ids differ only where the facts do.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Debug;

use crate::model::dataset::{Dataset, Item};
use crate::model::evidence::Evidence;
use crate::model::findings::{Findings, Placed};
use crate::model::incident::Incident;

use super::Verdict;

/// Compares everything that resolving gives.
pub(super) fn check(findings: &Findings, anew: &Dataset, verdict: &mut Verdict) {
    for (was, is) in pairs(&findings.documents, &anew.documents) {
        let id = was.or(is).map_or("documents", |source| source.record.id.as_str());
        verdict.require(was == is, id, || "its label, origin, bounds or grade are others now".to_owned());
    }
    let names = incidents(&findings.incidents, &anew.incidents, verdict);
    let name = |id: &String| names.get(id.as_str()).map_or_else(|| id.clone(), |name| (*name).to_owned());
    let near = anew.near_misses.iter().cloned().map(|mut miss| {
        miss.incidents = miss.incidents.map(|id| name(&id));
        miss
    });
    same("near_misses", &findings.near_misses, &near.collect::<Vec<_>>(), verdict);
    items(&findings.statements, &anew.statements, verdict);
    items(&findings.conditions, &anew.conditions, verdict);
    items(&findings.threats, &anew.threats, verdict);
    items(&findings.tallies, &anew.tallies, verdict);
    let corrections = anew.corrections.iter().cloned().map(|mut correction| {
        correction.items = correction.items.iter().map(name).collect();
        correction
    });
    same("corrections", &findings.corrections, &corrections.collect::<Vec<_>>(), verdict);
    same("uncorrected", &findings.uncorrected, &anew.uncorrected, verdict);
}

/// The entries of two lists by their places; the longer one goes on alone.
fn pairs<'a, T>(one: &'a [T], other: &'a [T]) -> impl Iterator<Item = (Option<&'a T>, Option<&'a T>)> {
    (0..one.len().max(other.len())).map(|at| (one.get(at), other.get(at)))
}

fn same<T: PartialEq + Debug>(list: &str, was: &[T], is: &[T], verdict: &mut Verdict) {
    for (at, (was, is)) in pairs(was, is).enumerate() {
        verdict.require(was == is, &format!("/{list}/{at}"), || "is another one now".to_owned());
    }
}

fn items<T: PartialEq>(was: &[Placed<Item<T>>], is: &[Item<T>], verdict: &mut Verdict) {
    for at in 0..was.len().max(is.len()) {
        let (was, is) = (was.get(at).map(|placed| &placed.item), is.get(at));
        let id = was.or(is).map_or("", |item| item.id.as_str());
        verdict.require(was == is, id, || "is told otherwise, or elsewhere, now".to_owned());
    }
}

/// Holds each incident against the one that the same sentences tell now. What the ones of now are called in the edition.
fn incidents<'f>(was: &'f [Placed<Incident>], is: &'f [Incident], verdict: &mut Verdict) -> BTreeMap<&'f str, &'f str> {
    let told = |incident: &'f Incident| incident.evidence().collect::<Vec<&'f Evidence>>();
    let mut now: BTreeMap<Vec<&Evidence>, VecDeque<&Incident>> = BTreeMap::new();
    for incident in is {
        now.entry(told(incident)).or_default().push_back(incident);
    }
    let mut names = BTreeMap::new();
    let mut found = 0;
    for placed in was {
        let incident = &placed.item;
        let mut rest = now.get_mut(&told(incident));
        let alike = |other: &&Incident| Incident { id: incident.id.clone(), ..(*other).clone() } == *incident;
        // Of events that the same sentences tell, the one that is alike; else, to say what differs, any.
        let at = rest.as_ref().and_then(|rest| rest.iter().position(alike));
        let other = rest.as_mut().and_then(|rest| rest.remove(at.unwrap_or(0)));
        let Some(other) = other else {
            verdict.require(false, &incident.id, || "no incident has these reports now".to_owned());
            continue;
        };
        found += 1;
        names.insert(other.id.as_str(), incident.id.as_str());
        verdict
            .require(at.is_some(), &incident.id, || format!("its {} read otherwise now", differing(incident, other)));
    }
    verdict.require(found == is.len(), "/incidents", || format!("{} more are told now", is.len() - found));
    names
}

/// The names of the fields in which two incidents differ.
fn differing(one: &Incident, other: &Incident) -> String {
    let json = |incident: &Incident| serde_json::to_value(incident).unwrap_or_default();
    let (one, other) = (json(one), json(other));
    let keys = one.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).filter(|key| *key != "id");
    let keys: Vec<&str> = keys.filter(|key| one[*key] != other[*key]).collect();
    if keys.is_empty() { "merges".to_owned() } else { keys.join(", ") }
}
