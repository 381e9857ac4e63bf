//! An incident in one sentence: what happened, who did it on whose word, the toll, and the sentences that are cited for it.

use serde::Serialize;

use super::{NAMED, Sure, sure};
use crate::compose::desk::Desk;
use crate::compose::view::incidents::basis;
use crate::compose::wording;
use crate::model::casualties::{Count, Toll};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::findings::Latest;
use crate::model::incident::{Incident, Report, ResponsibilityKind};
use crate::model::markdown::visible;

/// So many articles are cited for an incident; the log cites all.
const CITED: usize = 3;

/// An incident in one sentence.
#[derive(Debug, Serialize)]
pub(super) struct Event {
    is_attack: bool,
    label: String,
    /// Who did it, on whose word, as it follows the kind of event; `None` where nobody is named.
    by: Option<String>,
    what: String,
    place: String,
    date: String,
    /// `None` where it is not stated.
    killed: Option<String>,
    /// `None` where it is not stated.
    wounded: Option<String>,
    cites: String,
    sure: Sure,
}

pub(super) fn event(desk: &mut Desk<'_>, latest: &Latest, is_attack: bool, of: &str) -> Option<Event> {
    let (at, incident) = desk.incident(&latest.incident)?;
    let pointer = format!("/incidents/{at}");
    let evidence: Vec<Evidence> = incident.evidence().cloned().collect();
    let toll = |desk: &mut Desk<'_>, toll: Option<&Toll>, key: &str| {
        toll.map(|_| desk.stated(ClaimKind::Figure, &wording::toll(toll), &evidence, format!("{pointer}/{key}")))
    };
    let place = incident.place.as_ref();
    Some(Event {
        is_attack,
        by: by(desk, at, incident),
        label: desk.incident_ref(at),
        what: desk.stated(
            ClaimKind::Word,
            wording::event(incident.event_type),
            &evidence,
            format!("{pointer}/event_type"),
        ),
        place: match place {
            Some(_) => desk.stated(ClaimKind::Place, &wording::place(place), &evidence, format!("{pointer}/place")),
            None => "place not stated".to_owned(),
        },
        date: desk.date(incident.date.as_ref(), &evidence, format!("{pointer}/date")),
        killed: toll(desk, incident.killed.as_ref(), "killed"),
        wounded: toll(desk, incident.wounded.as_ref(), "wounded"),
        cites: cites(desk, incident),
        sure: sure(desk, &latest.sureness, of),
    })
}

/// Of each of a few incidents the sentences with the figures of a report, the best one's before any other.
pub(super) fn first_cites(desk: &mut Desk<'_>, ids: &[String]) -> String {
    let incidents: Vec<&Incident> = ids.iter().filter_map(|id| Some(desk.incident(id)?.1)).take(NAMED).collect();
    let reports = incidents.into_iter().filter_map(|incident| supporting(incident).first().copied());
    desk.cites(reports.flat_map(figures))
}

/// The sentences with a report's figures, else its first one.
fn figures(report: &Report) -> Vec<&Evidence> {
    let holds = |count: &Count| {
        let words = visible(&count.qualifier_text);
        report.evidence.iter().find(|slice| !words.is_empty() && visible(&slice.text).contains(&words))
    };
    let figures: Vec<&Evidence> = report.killed.iter().chain(&report.wounded).filter_map(holds).collect();
    if figures.is_empty() { report.evidence.iter().take(1).collect() } else { figures }
}

/// Who did it, in the words of the word that it rests on; `None` where nobody is named.
fn by(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Option<String> {
    let of = format!("/incidents/{at}");
    let blamed = incident.responsibility.iter().enumerate().filter(|(_, r)| r.kind != ResponsibilityKind::Denied);
    let firmest = blamed.min_by_key(|(_, r)| basis(r.kind));
    let Some((index, word)) = firmest else {
        let actor = incident.perpetrator.as_ref()?;
        return Some(format!(" by {}", desk.actor(&actor.name, format!("{of}/perpetrator/name"))));
    };
    let name = desk.actor(&word.actor.name, format!("{of}/responsibility/{index}/actor/name"));
    Some(match word.kind {
        ResponsibilityKind::Claimed => format!(" claimed by {name}"),
        ResponsibilityKind::Attributed => format!(" attributed to {name}"),
        ResponsibilityKind::Suspected => format!(", {name} suspected"),
        ResponsibilityKind::Stated | ResponsibilityKind::Denied => format!(" by {name}"),
    })
}

/// Of each of a few origins the sentences with the figures of a report, else its first one.
pub(in crate::compose::view) fn cites(desk: &mut Desk<'_>, incident: &Incident) -> String {
    let mut origins: Vec<&str> = Vec::new();
    let mut cited: Vec<&Evidence> = Vec::new();
    for report in supporting(incident) {
        if origins.len() < CITED && !origins.contains(&report.origin.as_str()) {
            origins.push(&report.origin);
            cited.extend(figures(report));
        }
    }
    desk.cites(cited)
}

/// The reports that give the best figure first, then the others.
fn supporting(incident: &Incident) -> Vec<&Report> {
    let best = incident.killed.as_ref().and_then(|toll| toll.best);
    let mut reports: Vec<&Report> = incident.reports.iter().collect();
    reports.sort_by_key(|report| best.is_some() && report.killed.as_ref().and_then(Count::number) != best);
    reports
}
