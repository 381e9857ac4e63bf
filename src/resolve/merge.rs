//! A cluster of mentions → one incident.

use super::tolls::{self, Reported};
use crate::codebook::Codebook;
use crate::model::actor::Actor;
use crate::model::casualties::{Count, Toll};
use crate::model::dataset::Source;
use crate::model::date::Timex;
use crate::model::incident::{EventType, Incident, IncidentMention, Report, Responsibility, ResponsibilityKind};
use crate::model::place::Place;

/// Joins the mentions of a cluster; `mentions` carry the index of their document.
pub(super) fn incident(
    cluster: &[usize],
    mentions: &[(usize, IncidentMention)],
    documents: &[Source],
    codebook: &Codebook,
) -> Incident {
    let members: Vec<(&Source, &IncidentMention)> =
        cluster.iter().map(|&i| (&documents[mentions[i].0], &mentions[i].1)).collect();
    let reports = members
        .iter()
        .map(|(source, m)| Report {
            document: source.record.id.clone(),
            origin: source.origin_counted.clone(),
            killed: m.killed.clone(),
            wounded: m.wounded.clone(),
            abducted: m.abducted.clone(),
            caveats: m.caveats.clone(),
            evidence: m.evidence.clone(),
        })
        .collect();
    let responsibility = responsibility(&members);
    Incident {
        id: String::new(),
        event_type: event_type(&members),
        date: date(&members),
        place: place(&members),
        perpetrator: perpetrator(&members, &responsibility, codebook),
        responsibility,
        target: members.iter().find_map(|(_, m)| m.target.clone()),
        killed: toll(&members, |m| m.killed.as_ref()),
        wounded: toll(&members, |m| m.wounded.as_ref()),
        abducted: toll(&members, |m| m.abducted.as_ref()),
        reports,
        corrected: false,
    }
}

fn toll<'m>(
    members: &[(&'m Source, &'m IncidentMention)],
    count: impl Fn(&'m IncidentMention) -> Option<&'m Count>,
) -> Option<Toll> {
    let reports: Vec<Reported<'m>> = members
        .iter()
        .filter_map(|(source, m)| {
            Some(Reported {
                count: count(m)?,
                origin: &source.origin_counted,
                published: source.record.published.map(|p| p.date),
            })
        })
        .collect();
    tolls::toll(&reports)
}

/// The type that most reports give; of two, the definite one before `armed_attack`.
fn event_type(members: &[(&Source, &IncidentMention)]) -> EventType {
    let mut types: Vec<EventType> = members.iter().map(|(_, m)| m.event_type).collect();
    let definite = types.iter().any(|t| !matches!(t, EventType::ArmedAttack | EventType::Other));
    if definite {
        types.retain(|t| !matches!(t, EventType::ArmedAttack | EventType::Other));
    }
    let count = |t: EventType| types.iter().filter(|o| **o == t).count();
    types.iter().copied().max_by_key(|t| (count(*t), *t)).expect("a cluster has a member")
}

/// The finest date that any report gives; an undated report of the incident adds nothing to it.
fn date(members: &[(&Source, &IncidentMention)]) -> Option<Timex> {
    let dates = members.iter().filter_map(|(_, m)| m.date.as_ref());
    dates.min_by_key(|d| (d.start.is_none(), d.precision, d.start, d.basis)).cloned()
}

fn place(members: &[(&Source, &IncidentMention)]) -> Option<Place> {
    let places: Vec<&Place> = members.iter().filter_map(|(_, m)| m.place.as_ref()).collect();
    let best = places.iter().min_by_key(|p| (!p.gazetteer && p.admin1.is_none(), p.precision, !p.gazetteer))?;
    let mut place = (*best).clone();
    place.admin1 = place.admin1.or_else(|| places.iter().find_map(|p| p.admin1.clone()));
    place.country = place.country.or_else(|| places.iter().find_map(|p| p.country.clone()));
    Some(place)
}

fn responsibility(members: &[(&Source, &IncidentMention)]) -> Vec<Responsibility> {
    let mut list: Vec<Responsibility> = Vec::new();
    for r in members.iter().flat_map(|(_, m)| &m.responsibility) {
        let same = list.iter_mut().find(|known| {
            known.kind == r.kind
                && known.actor.name == r.actor.name
                && known.by.as_ref().map(|b| &b.name) == r.by.as_ref().map(|b| &b.name)
        });
        match same {
            Some(known) => {
                for evidence in &r.evidence {
                    if !known.evidence.contains(evidence) {
                        known.evidence.push(evidence.clone());
                    }
                }
            }
            None => list.push(r.clone()),
        }
    }
    list.sort_by(|a, b| (a.kind, &a.actor.name).cmp(&(b.kind, &b.actor.name)));
    list
}

/// The one who is named most; a branch goes before its parent.
fn perpetrator(
    members: &[(&Source, &IncidentMention)],
    responsibility: &[Responsibility],
    codebook: &Codebook,
) -> Option<Actor> {
    let named: Vec<&Actor> = members.iter().filter_map(|(_, m)| m.perpetrator.as_ref()).collect();
    let claimed = responsibility.iter().find(|r| r.kind == ResponsibilityKind::Claimed).map(|r| &r.actor);
    let count = |a: &Actor| named.iter().filter(|n| n.name == a.name).count();
    let mut names = named.clone();
    names.sort();
    let most = names.iter().copied().max_by_key(|a| (claimed.is_some_and(|c| c.name == a.name), count(a)))?;
    let branch =
        names.iter().copied().find(|a| a.name != most.name && codebook.actors.is_or_child_of(&a.name, &most.name));
    Some(branch.unwrap_or(most).clone())
}
