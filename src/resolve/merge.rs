//! A cluster of mentions → one incident.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::origins::Figures;
use super::tolls::{self, Reported};
use crate::codebook::Codebook;
use crate::model::actor::Actor;
use crate::model::casualties::{Count, Toll};
use crate::model::dataset::Source;
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::evidence::Evidence;
use crate::model::incident::{EventType, Incident, IncidentMention, Merge, Report, Responsibility, ResponsibilityKind};
use crate::model::place::Place;

/// A mention with its document.
pub(super) type Told<'m> = (&'m Source, &'m IncidentMention);

/// A mention with the index of its document, and whose account it is where that is not the document's origin.
pub(super) struct Member {
    pub(super) document: usize,
    pub(super) account: Option<Rc<str>>,
    pub(super) mention: Box<IncidentMention>,
}

/// Joins the mentions of a cluster, by document.
pub(super) fn incident(
    cluster: Vec<Member>,
    merges: Vec<Merge>,
    documents: &[Source],
    figures: &Figures<'_>,
    codebook: &Codebook,
) -> Incident {
    let members: Vec<Told<'_>> = cluster.iter().map(|m| (&documents[m.document], &*m.mention)).collect();
    let origin = |m: &Member| m.account.as_deref().unwrap_or(&documents[m.document].origin_counted).to_owned();
    let origins: Vec<String> = cluster.iter().map(origin).collect();
    let toll = |count: for<'m> fn(&'m IncidentMention) -> Option<&'m Count>| toll(&members, &origins, figures, count);
    let responsibility = responsibility(&members);
    let dating = dating(&members);
    let anchor = dating.and_then(|(_, m)| m.evidence.first().cloned());
    let date = dating.and_then(|(_, m)| m.date.clone());
    let mut incident = Incident {
        id: String::new(),
        event_type: event_type(&members),
        date: date.clone(),
        place: place(&members),
        perpetrator: perpetrator(&members, &responsibility, codebook),
        responsibility,
        target: members.iter().find_map(|(_, m)| m.target.clone()),
        killed: toll(|m| m.killed.as_ref()),
        wounded: toll(|m| m.wounded.as_ref()),
        abducted: toll(|m| m.abducted.as_ref()),
        reports: Vec::new(),
        corrected: false,
        was: BTreeMap::new(),
        merges,
    };
    let report = |(member, origin): (Member, String)| {
        let m = *member.mention;
        Report {
            document: documents[member.document].record.id.clone(),
            origin,
            date: by_report(m.date, date.as_ref(), anchor.as_ref()),
            killed: m.killed,
            wounded: m.wounded,
            abducted: m.abducted,
            caveats: m.caveats,
            evidence: m.evidence,
            rules: m.rules,
        }
    };
    incident.reports = cluster.into_iter().zip(origins).map(report).collect();
    incident
}

/// When a report says that it was: a day that it leaves open is the other report's, and nothing else of it is.
fn by_report(own: Option<Timex>, incident: Option<&Timex>, anchor: Option<&Evidence>) -> Option<Timex> {
    let Some((start, end)) = incident.and_then(Timex::range) else { return own };
    let precision = incident.map_or(Precision::Unknown, |date| date.precision);
    match own {
        Some(own) if own.range().is_some() => Some(own),
        own => {
            let mut date = own.unwrap_or_else(|| Timex::unresolved("", None));
            (date.start, date.end, date.precision) = (Some(start), Some(end), precision);
            (date.basis, date.source) = (DateBasis::Report, anchor.cloned());
            Some(date)
        }
    }
}

fn toll(
    members: &[Told<'_>],
    origins: &[String],
    figures: &Figures<'_>,
    count: impl Fn(&IncidentMention) -> Option<&Count>,
) -> Option<Toll> {
    let reports: Vec<Reported<'_>> = members
        .iter()
        .zip(origins)
        .filter_map(|((source, m), origin)| {
            let count = count(m)?;
            let root = figures.root(count.said_by.as_ref()).unwrap_or(origin);
            Some(Reported { count, origin, root, published: source.record.published.map(|p| p.date) })
        })
        .collect();
    tolls::toll(&reports)
}

/// The type that most reports give; a definite one before `armed_attack`, and a suicide bombing before a bombing, which says the
/// same with less.
fn event_type(members: &[Told<'_>]) -> EventType {
    let mut counts: BTreeMap<EventType, usize> = BTreeMap::new();
    for (_, m) in members {
        *counts.entry(m.event_type).or_default() += 1;
    }
    if counts.contains_key(&EventType::SuicideBombing)
        && let Some(less) = counts.remove(&EventType::Bombing)
    {
        *counts.entry(EventType::SuicideBombing).or_default() += less;
    }
    let definite = |t: EventType| !matches!(t, EventType::ArmedAttack | EventType::Other);
    let most = counts.into_iter().max_by_key(|&(t, count)| (definite(t), count, t));
    most.map(|(t, _)| t).expect("a cluster has a member")
}

/// The report that gives the finest date; an undated one adds nothing to it.
fn dating<'t, 'm>(members: &'t [Told<'m>]) -> Option<&'t Told<'m>> {
    let dated = members.iter().filter_map(|told| Some((told.1.date.as_ref()?, told)));
    dated.min_by_key(|(d, _)| (d.start.is_none(), d.precision, d.start, d.basis)).map(|(_, told)| told)
}

fn place(members: &[Told<'_>]) -> Option<Place> {
    let places: Vec<&Place> = members.iter().filter_map(|(_, m)| m.place.as_ref()).collect();
    let best = places.iter().min_by_key(|p| (!p.gazetteer && p.admin1.is_none(), p.precision, !p.gazetteer))?;
    let mut place = (*best).clone();
    place.admin1 = place.admin1.or_else(|| places.iter().find_map(|p| p.admin1.clone()));
    place.country = place.country.or_else(|| places.iter().find_map(|p| p.country.clone()));
    Some(place)
}

/// Who is said to be responsible, in the order in which it was first reported; what no dated article reports comes last.
fn responsibility(members: &[Told<'_>]) -> Vec<Responsibility> {
    let mut chain: BTreeMap<_, (bool, Option<NaiveDate>, Responsibility)> = BTreeMap::new();
    for (source, m) in members {
        let published = source.record.published.map(|p| p.date);
        for r in &m.responsibility {
            let key = (r.kind, r.actor.name.clone(), r.by.as_ref().map(|by| by.name.clone()));
            let Some((undated, first, known)) = chain.get_mut(&key) else {
                chain.insert(key, (published.is_none(), published, r.clone()));
                continue;
            };
            if published.is_some_and(|day| first.is_none_or(|first| day < first)) {
                (*undated, *first) = (false, published);
            }
            for evidence in &r.evidence {
                let mut of_document = known.evidence.iter().rev().take_while(|e| e.document == evidence.document);
                if !of_document.any(|known| known == evidence) {
                    known.evidence.push(evidence.clone());
                }
            }
        }
    }
    let mut chain: Vec<_> = chain.into_values().collect();
    chain.sort_by_key(|(undated, first, _)| (*undated, *first));
    chain.into_iter().map(|(.., responsibility)| responsibility).collect()
}

/// The one who is named most; a branch goes before its parent.
fn perpetrator(members: &[Told<'_>], responsibility: &[Responsibility], codebook: &Codebook) -> Option<Actor> {
    let claimed = responsibility.iter().find(|r| r.kind == ResponsibilityKind::Claimed).map(|r| &r.actor.name);
    let mut names: BTreeMap<&str, (usize, &Actor)> = BTreeMap::new();
    for actor in members.iter().filter_map(|(_, m)| m.perpetrator.as_ref()) {
        let (count, written) = names.entry(&actor.name).or_insert((0, actor));
        *count += 1;
        *written = (*written).min(actor);
    }
    let most = names.values().max_by_key(|(count, actor)| (claimed == Some(&actor.name), *count, &actor.name))?.1;
    let branch = names
        .values()
        .map(|(_, a)| *a)
        .find(|a| a.name != most.name && codebook.actors.is_or_child_of(&a.name, &most.name));
    Some(branch.unwrap_or(most).clone())
}
