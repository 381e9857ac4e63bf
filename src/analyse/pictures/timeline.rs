//! Denials, attacks and operations on one line of time; what has no date stands beside it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::findings::{Span, Timeline};
use crate::model::incident::Incident;

use super::tempo::range;
use super::{Facts, Shown};

/// First and last possible days of everything that the line may show.
pub(super) fn dated(facts: Facts<'_>, shown: &Shown<'_>) -> Vec<(NaiveDate, NaiveDate)> {
    let incidents = shown.attacks.iter().chain(&shown.others).chain(&shown.operations);
    incidents.filter_map(|incident| range(incident)).chain(denials(facts).into_iter().map(|(_, range)| range)).collect()
}

pub(super) fn timeline(facts: Facts<'_>, shown: &Shown<'_>, span: Option<Span>) -> Timeline {
    let from = span.map_or(NaiveDate::MIN, |span| span.start);
    let mut timeline = Timeline {
        undated_denials: facts.denials.map(|denials| denials.undated.clone()).unwrap_or_default(),
        ..Timeline::default()
    };
    for (id, (_, end)) in denials(facts) {
        if end < from { &mut timeline.earlier } else { &mut timeline.denials }.push(id.to_owned());
    }
    let mut sort = |incident: &Incident,
                    dated: fn(&mut Timeline) -> &mut Vec<String>,
                    undated: fn(&mut Timeline) -> &mut Vec<String>| {
        let list = match range(incident) {
            Some((_, end)) if end < from => &mut timeline.earlier,
            Some(_) => dated(&mut timeline),
            None => undated(&mut timeline),
        };
        list.push(incident.id.clone());
    };
    for incident in shown.all_attacks(facts) {
        sort(incident, |timeline| &mut timeline.attacks, |timeline| &mut timeline.undated_attacks);
    }
    for incident in &shown.operations {
        sort(incident, |timeline| &mut timeline.operations, |timeline| &mut timeline.undated_operations);
    }
    timeline
}

/// Dated denials with their days.
fn denials(facts: Facts<'_>) -> Vec<(&str, (NaiveDate, NaiveDate))> {
    let Some(denials) = facts.denials else { return Vec::new() };
    let dated: BTreeSet<&str> = denials.dated.iter().map(String::as_str).collect();
    let items = facts.statements.iter().map(|placed| &placed.item).filter(|item| dated.contains(item.id.as_str()));
    let mut found: Vec<_> =
        items.filter_map(|item| Some((item.id.as_str(), item.fact.date.as_ref()?.range()?))).collect();
    found.sort_by_key(|(_, range)| *range);
    found
}
