//! What counts as an attack, on whose word, and how tolls add up (CONTRACT.md §4, "Attack").

use crate::model::casualties::{Qualifier, Toll};
use crate::model::date::Period;
use crate::model::findings::{Basis, Counted, Group, Placed, Sum};
use crate::model::incident::{EventType, Incident, ResponsibilityKind};

use super::placing::{Placement, is_dated, place};
use super::relations::Relations;

/// The actor whose attacks are counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) actor: &'a str,
    pub(super) parent_counts: bool,
    pub(super) relations: &'a Relations,
}

impl Subject<'_> {
    /// Whether `name` is the actor or a part of it.
    pub(super) fn is(&self, name: &str) -> bool {
        self.relations.is_or_child_of(name, self.actor)
    }

    /// Whether `name` is the actor, a part of it, or its parent.
    pub(super) fn is_or_parent(&self, name: &str) -> bool {
        self.is(name) || self.relations.parent(self.actor) == Some(name)
    }

    /// Whether an act under `name` counts as the actor's: under the parent's name only inside the actor's own area.
    fn acts_as(&self, name: &str, incident: &Incident) -> bool {
        self.is(name)
            || (self.parent_counts && self.relations.parent(self.actor) == Some(name) && self.at_home(incident))
    }

    /// Whether the incident lies in the actor's own area.
    fn at_home(&self, incident: &Incident) -> bool {
        let country = incident.place.as_ref().and_then(|place| place.country.as_deref());
        country.is_some() && country == self.relations.area(self.actor)
    }

    /// Whether the incident certainly lies elsewhere.
    pub(super) fn abroad(&self, incident: &Incident) -> bool {
        let country = incident.place.as_ref().and_then(|place| place.country.as_deref());
        matches!((country, self.relations.area(self.actor)), (Some(country), Some(area)) if country != area)
    }

    /// On whose word an incident is the actor's attack; `None` where it is none, or somebody else's.
    pub(super) fn basis(&self, incident: &Incident) -> Option<Basis> {
        if !is_attack(incident.event_type) {
            return None;
        }
        let blamed = incident.responsibility.iter().filter(|r| r.kind != ResponsibilityKind::Denied);
        let words = blamed.clone().filter(|r| self.acts_as(&r.actor.name, incident)).map(|r| match r.kind {
            ResponsibilityKind::Claimed => Basis::Claimed,
            ResponsibilityKind::Stated => Basis::Stated,
            ResponsibilityKind::Attributed => Basis::Attributed,
            ResponsibilityKind::Suspected | ResponsibilityKind::Denied => Basis::Suspected,
        });
        let firmest = words.min();
        match &incident.perpetrator {
            Some(perpetrator) if self.acts_as(&perpetrator.name, incident) => Some(firmest.unwrap_or(Basis::Stated)),
            // Another is named: the actor can be suspected beside it, no more.
            Some(_) => firmest.map(|_| Basis::Suspected),
            None if firmest.is_some() => firmest,
            None if blamed.count() == 0 && !self.abroad(incident) => Some(Basis::Unattributed),
            None => None,
        }
    }

    /// Whether the attack counts only because the parent's name does.
    pub(super) fn as_parent(&self, incident: &Incident) -> bool {
        let named = incident.perpetrator.iter().chain(incident.responsibility.iter().map(|r| &r.actor));
        let mut named = named.peekable();
        named.peek().is_some() && !named.any(|actor| self.is(&actor.name))
    }
}

/// Whether the kind of event is an attack.
pub(super) fn is_attack(event_type: EventType) -> bool {
    matches!(
        event_type,
        EventType::SuicideBombing
            | EventType::Bombing
            | EventType::ArmedAttack
            | EventType::Assassination
            | EventType::Kidnapping
    )
}

/// Adds incidents up.
pub(super) fn group<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> Group {
    let mut group = Group::default();
    for incident in incidents {
        group.incidents.push(incident.id.clone());
        add(&mut group.killed, incident.killed.as_ref());
        add(&mut group.wounded, incident.wounded.as_ref());
    }
    group
}

/// Adds one toll to a sum.
fn add(sum: &mut Sum, toll: Option<&Toll>) {
    match toll {
        None => sum.not_stated += 1,
        Some(Toll { best: None, .. }) => {
            sum.worded += 1;
            // "Dozens" beside a number makes the whole "at least".
            sum.at_least |= sum.numbered > 0;
        }
        Some(toll @ Toll { best: Some(best), .. }) => {
            let plus = |total: &mut Option<u64>, more: u64| *total = Some(total.unwrap_or(0).saturating_add(more));
            plus(&mut sum.low, toll.low.unwrap_or(0));
            plus(&mut sum.best, *best);
            plus(&mut sum.high, toll.high.unwrap_or(*best));
            sum.numbered += 1;
            sum.at_least |= toll.qualifier == Qualifier::AtLeast || sum.worded > 0;
            sum.about |= toll.qualifier == Qualifier::About;
        }
    }
}

/// Counts a class of incidents: dated, undated, in the window, possibly in it.
pub(super) fn counted(incidents: &[&Placed<Incident>], window: Period) -> Counted {
    let select = |wanted: &dyn Fn(&Incident) -> bool| {
        group(incidents.iter().map(|placed| &placed.item).filter(|incident| wanted(incident)))
    };
    Counted {
        dated: select(&|i| is_dated(i.date.as_ref())),
        undated: select(&|i| !is_dated(i.date.as_ref())),
        window: select(&|i| place(i.date.as_ref(), window) == Placement::Inside),
        possible: select(&|i| place(i.date.as_ref(), window) == Placement::Possible),
    }
}
