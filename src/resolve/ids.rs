//! Human ids for incidents: those of the edition before, where it knew them, else from their content alone.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::correction::Uncorrected;
use crate::model::date::{Precision, Timex};
use crate::model::evidence::Evidence;
use crate::model::findings::Findings;
use crate::model::incident::Incident;

/// Gives every incident its id and puts them in order: dated ones by day, then undated ones; ties by id.
/// Hands out for each number that stood with an incident its place in that order.
///
/// `carried` holds ids that stand already, by number; they go before all others.
pub(super) fn assign(
    incidents: &mut [(usize, Incident)],
    previous: &[Known],
    carried: &BTreeMap<usize, String>,
) -> Vec<usize> {
    for (number, incident) in incidents.iter_mut() {
        incident.id = carried.get(number).cloned().unwrap_or_else(|| id(incident));
    }
    let mut taken: BTreeSet<&str> = carried.values().map(String::as_str).collect();
    let free = |number: usize| !carried.contains_key(&number);
    let kept = kept(incidents, previous, &taken, free);
    for (at, known) in &kept {
        incidents[*at].1.id.clone_from(&previous[*known].id);
    }
    taken.extend(kept.values().map(|known| previous[*known].id.as_str()));
    let kept: BTreeSet<usize> = kept.keys().map(|at| incidents[*at].0).chain(carried.keys().copied()).collect();

    incidents.sort_by(|(_, a), (_, b)| order(a, b));
    let mut seen: BTreeSet<String> = taken.iter().map(|id| (*id).to_owned()).collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut places = vec![0; incidents.len()];
    for (place, (number, incident)) in incidents.iter_mut().enumerate() {
        places[*number] = place;
        if kept.contains(number) || seen.insert(incident.id.clone()) {
            continue;
        }
        let count = numbers.entry(incident.id.clone()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{}-{count}", incident.id);
            if seen.insert(id.clone()) {
                incident.id = id;
                break;
            }
        }
    }
    places
}

/// The order of incidents: dated ones by day, then undated ones; ties by id, then by their sentences.
pub(super) fn order(a: &Incident, b: &Incident) -> Ordering {
    let range = |incident: &Incident| incident.date.as_ref().and_then(Timex::range);
    let first = |incident: &Incident| (range(incident).is_none(), range(incident));
    let told = |(a, b): (&Evidence, &Evidence)| (&a.document, a.start).cmp(&(&b.document, b.start));
    let evidence = || a.evidence().zip(b.evidence()).map(told).find(|order| order.is_ne());
    first(a).cmp(&first(b)).then_with(|| a.id.cmp(&b.id)).then_with(|| evidence().unwrap_or(Ordering::Equal))
}

/// An incident of the edition before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its sentences.
    pub evidence: Vec<Evidence>,
}

/// What is known of the edition before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// Its incidents.
    pub known: Vec<Known>,
    /// Incidents as its articles alone made them, of those that its corrections merged, split or suppressed.
    pub uncorrected: Vec<Known>,
}

impl Before {
    /// From the facts of an edition.
    pub fn of(findings: &Findings) -> Self {
        let known =
            |incident: &Incident| Known { id: incident.id.clone(), evidence: incident.evidence().cloned().collect() };
        let uncorrected =
            |incident: &Uncorrected| Known { id: incident.id.clone(), evidence: incident.evidence.clone() };
        Self {
            known: findings.incidents.iter().map(|placed| known(&placed.item)).collect(),
            uncorrected: findings.uncorrected.iter().map(uncorrected).collect(),
        }
    }

    /// The incidents as the articles alone made them.
    pub(super) fn uncorrected(&self) -> Vec<Known> {
        let touched: BTreeSet<&Evidence> = self.uncorrected.iter().flat_map(|known| &known.evidence).collect();
        let own = self.known.iter().filter(|known| !known.evidence.iter().any(|slice| touched.contains(slice)));
        own.chain(&self.uncorrected).cloned().collect()
    }
}

/// Which incident is which of the edition before: the two share a sentence. Each is one other at most; those that share most
/// come first, and of these the one whose id is the same, then the one whose id has most words of it.
///
/// Ids that are `taken` are nobody's, and an incident whose number is not `free` has one.
fn kept(
    incidents: &[(usize, Incident)],
    previous: &[Known],
    taken: &BTreeSet<&str>,
    free: impl Fn(usize) -> bool,
) -> BTreeMap<usize, usize> {
    let mut told: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, known) in previous.iter().enumerate().filter(|(_, known)| !taken.contains(known.id.as_str())) {
        known.evidence.iter().for_each(|evidence| told.entry(&evidence.text).or_default().push(at));
    }
    let mut pairs = Vec::new();
    for (at, (_, incident)) in incidents.iter().enumerate().filter(|(_, (number, _))| free(*number)) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for evidence in incident.evidence() {
            for known in told.get(evidence.text.as_str()).into_iter().flatten() {
                *shared.entry(*known).or_default() += 1;
            }
        }
        pairs.extend(shared.into_iter().map(|(known, count)| {
            let name = &previous[known].id;
            (Reverse(count), *name != incident.id, missing(&incident.id, name), name, known, &incident.id, at)
        }));
    }
    pairs.sort();
    let (mut kept, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (.., known, _, at) in pairs {
        if !kept.contains_key(&at) && used.insert(known) {
            kept.insert(at, known);
        }
    }
    kept
}

/// How many words of an id another lacks.
fn missing(id: &str, other: &str) -> usize {
    id.split('-').filter(|word| !other.split('-').any(|known| known == *word)).count()
}

fn id(incident: &Incident) -> String {
    let date = incident.date.as_ref().and_then(|d| d.start.map(|start| (start, d.precision)));
    let date = match date {
        Some((start, Precision::Day)) => start.to_string(),
        Some((start, Precision::Month | Precision::Season)) => start.format("%Y-%m").to_string(),
        Some((start, _)) => start.format("%Y").to_string(),
        None => "undated".to_owned(),
    };
    let mut parts = vec![date];
    if let Some(place) = &incident.place {
        let name = slug(&place.name);
        if let Some(admin1) = place.admin1.as_deref().map(slug)
            && !name.contains(&admin1)
        {
            parts.push(admin1);
        }
        parts.push(name);
    }
    parts.push(slug(incident.event_type.code()));
    parts.retain(|p| !p.is_empty());
    parts.join("-")
}

/// Lower-case letters and digits joined by hyphens.
fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_keeps_letters_and_digits() {
        assert_eq!(slug("Kart-e-Now (Kabul), 8th"), "kart-e-now-kabul-8th");
    }
}
