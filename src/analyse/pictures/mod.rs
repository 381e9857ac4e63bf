//! Incidents and denials of the period → what the pictures are drawn from.

mod map;
mod span;
mod tempo;
mod timeline;

use std::collections::BTreeSet;

use crate::model::dataset::{Item, Source};
use crate::model::findings::{Denials, Pictures, Placed, ThreatAssessment};
use crate::model::incident::{EventType, Incident};
use crate::model::statement::Statement;

use super::attacks::is_attack;
use super::speakers::Speakers;

/// What is at hand to picture.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) documents: &'a [Source],
    pub(super) incidents: &'a [Placed<Incident>],
    pub(super) statements: &'a [Placed<Item<Statement>>],
    pub(super) threat: Option<&'a ThreatAssessment>,
    pub(super) denials: Option<&'a Denials>,
}

/// Draws it together.
pub(super) fn pictures(facts: Facts<'_>, speakers: &Speakers<'_>) -> Pictures {
    let shown = Shown::of(facts, speakers);
    let dated = timeline::dated(facts, &shown);
    let span = span::span(&dated, speakers.settings.period);
    Pictures {
        span,
        tempo: tempo::tempo(facts.documents, &shown, span),
        timeline: timeline::timeline(facts, &shown, span),
        map: map::map(facts, &shown),
    }
}

/// The incidents of the period, or that may lie in it, by class; each list in the order of all incidents.
struct Shown<'a> {
    /// The actor's attacks; all attacks where no actor is configured.
    attacks: Vec<&'a Incident>,
    /// Attacks of which it is suspected, and those for which nobody is named.
    others: Vec<&'a Incident>,
    /// Raids, arrests, strikes and clashes: those against the actor, or all without one.
    operations: Vec<&'a Incident>,
}

impl<'a> Shown<'a> {
    fn of(facts: Facts<'a>, speakers: &Speakers<'_>) -> Self {
        let actor = facts.threat.map(|threat| &threat.actor).or(facts.denials.map(|denials| &denials.about));
        let subject = actor.map(|actor| speakers.subject(actor));
        let against: Option<BTreeSet<&str>> = facts.threat.map(|threat| {
            let counted = &threat.pressure_counted;
            counted.dated.incidents.iter().chain(&counted.undated.incidents).map(String::as_str).collect()
        });
        let mut shown = Self { attacks: Vec::new(), others: Vec::new(), operations: Vec::new() };
        for incident in facts.incidents.iter().filter(|p| p.in_period != Some(false)).map(|p| &p.item) {
            let is_operation = match &against {
                Some(against) => against.contains(incident.id.as_str()),
                None => is_operation(incident.event_type),
            };
            match &subject {
                _ if is_operation => shown.operations.push(incident),
                None if is_attack(incident.event_type) => shown.attacks.push(incident),
                None => {}
                Some(subject) => match subject.basis(incident) {
                    Some(basis) if basis.counts() => shown.attacks.push(incident),
                    Some(_) => shown.others.push(incident),
                    None => {}
                },
            }
        }
        shown
    }

    /// All attacks, the actor's and others, in the order of all incidents.
    fn all_attacks<'s>(&'s self, facts: Facts<'a>) -> impl Iterator<Item = &'a Incident> + 's {
        let ids: BTreeSet<&str> =
            self.attacks.iter().chain(&self.others).map(|incident| incident.id.as_str()).collect();
        facts.incidents.iter().map(|placed| &placed.item).filter(move |incident| ids.contains(incident.id.as_str()))
    }
}

fn is_operation(kind: EventType) -> bool {
    matches!(kind, EventType::Raid | EventType::ArrestOperation | EventType::Airstrike | EventType::Clash)
}

#[cfg(test)]
mod tests;
