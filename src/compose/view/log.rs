//! The logs: every incident with its basis and why its toll is what it is, and every statement.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED};
use crate::model::casualties::{Toll, TollRule};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::findings::Basis;
use crate::model::incident::{Incident, ResponsibilityKind};

/// The incident log.
#[derive(Debug, Serialize)]
pub(super) struct Incidents {
    rows: Vec<Incidence>,
    /// How many lie outside the period and are left to `briefing.json`; `None` for none.
    outside: Option<String>,
    /// Why numbers are what they are, where reports differ or could not be verified.
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Incidence {
    label: String,
    date: String,
    place: String,
    kind: String,
    by: String,
    target: String,
    killed: String,
    wounded: String,
    basis: String,
    source: String,
}

pub(super) fn incidents(desk: &mut Desk<'_>) -> Incidents {
    let findings = desk.findings;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for (at, placed) in findings.incidents.iter().enumerate() {
        if placed.in_period == Some(false) {
            continue;
        }
        rows.push(row(desk, at, &placed.item));
        notes.extend(note(desk, at, &placed.item));
    }
    let outside = outside(desk, findings.findings.coverage.incidents_outside, "incidents_outside");
    Incidents { rows, outside, notes }
}

/// How many rows the period leaves out.
fn outside(desk: &mut Desk<'_>, n: usize, key: &str) -> Option<String> {
    (n > 0).then(|| desk.derive(ClaimKind::Figure, &wording::number(n as u64), format!("/findings/coverage/{key}")))
}

fn row(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Incidence {
    let of = format!("/incidents/{at}");
    let evidence: Vec<Evidence> = incident.evidence().cloned().collect();
    let grounds = &desk.findings.findings.grounds[at];
    let articles =
        desk.derive(ClaimKind::Figure, &grounds.articles.to_string(), format!("/findings/grounds/{at}/articles"));
    let origins =
        desk.derive(ClaimKind::Figure, &grounds.origins.to_string(), format!("/findings/grounds/{at}/origins"));
    let confidence = desk.derive(
        ClaimKind::Word,
        wording::confidence(grounds.confidence),
        format!("/findings/grounds/{at}/confidence"),
    );
    Incidence {
        label: desk.incident_ref(at),
        date: desk.date(incident.date.as_ref(), &evidence, format!("{of}/date")),
        place: match &incident.place {
            Some(place) => {
                desk.stated(ClaimKind::Place, &wording::place(Some(place)), &evidence, format!("{of}/place"))
            }
            None => NOT_STATED.to_owned(),
        },
        kind: desk.stated(ClaimKind::Word, wording::event(incident.event_type), &evidence, format!("{of}/event_type")),
        by: by(desk, at, incident),
        target: match &incident.target {
            Some(target) => desk.stated(ClaimKind::Quote, target, &evidence, format!("{of}/target")),
            None => NOT_STATED.to_owned(),
        },
        killed: toll(desk, incident.killed.as_ref(), &evidence, &format!("{of}/killed")),
        wounded: toll(desk, incident.wounded.as_ref(), &evidence, &format!("{of}/wounded")),
        basis: format!("{articles}/{origins}, {confidence}"),
        source: {
            let blamed = incident.responsibility.iter().flat_map(|r| &r.evidence);
            desk.cites(incident.evidence().chain(blamed).collect::<Vec<_>>())
        },
    }
}

fn toll(desk: &mut Desk<'_>, toll: Option<&Toll>, evidence: &[Evidence], of: &str) -> String {
    match toll {
        None => NOT_STATED.to_owned(),
        Some(_) => desk.stated(ClaimKind::Figure, &wording::toll(toll), evidence, of),
    }
}

/// Who did it, with the mark of the word that it rests on.
fn by(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> String {
    let of = format!("/incidents/{at}");
    let blamed = incident.responsibility.iter().enumerate().filter(|(_, r)| r.kind != ResponsibilityKind::Denied);
    let firmest = blamed.min_by_key(|(_, r)| basis(r.kind));
    let (name, source) = match (&incident.perpetrator, firmest) {
        (Some(actor), _) => (actor.name.clone(), format!("{of}/perpetrator/name")),
        (None, Some((index, r))) => (r.actor.name.clone(), format!("{of}/responsibility/{index}/actor/name")),
        (None, None) => return "–".to_owned(),
    };
    let name = desk.actor(&name, source);
    let Some((index, word)) = firmest else { return format!("{name} (s)") };
    let mark = wording::basis_mark(basis(word.kind));
    match (&word.by, word.kind) {
        (Some(actor), ResponsibilityKind::Attributed) => {
            let who = desk.stated(
                ClaimKind::Name,
                &actor.name,
                &word.evidence,
                format!("{of}/responsibility/{index}/by/name"),
            );
            format!("{name} (a: {who})")
        }
        _ => format!("{name} {mark}"),
    }
}

fn basis(kind: ResponsibilityKind) -> Basis {
    match kind {
        ResponsibilityKind::Claimed => Basis::Claimed,
        ResponsibilityKind::Stated => Basis::Stated,
        ResponsibilityKind::Attributed => Basis::Attributed,
        ResponsibilityKind::Suspected => Basis::Suspected,
        ResponsibilityKind::Denied => Basis::Unattributed,
    }
}

/// What the reports say, where they differ, rest on somebody's word, or could not be verified.
fn note(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Option<String> {
    let mut sentences = Vec::new();
    for (key, toll) in [("killed", &incident.killed), ("wounded", &incident.wounded)] {
        let Some(toll) = toll.as_ref().filter(|toll| toll.low != toll.high) else { continue };
        let mut reports = Vec::new();
        for (index, report) in incident.reports.iter().enumerate() {
            let count = if key == "killed" { &report.killed } else { &report.wounded };
            if let Some(count) = count {
                let of = format!("/incidents/{at}/reports/{index}/{key}");
                let text = desk.stated(ClaimKind::Figure, &wording::count(count), &report.evidence, of);
                let cites = desk.cites(&report.evidence);
                // An article that names no origin counts under its own id, which tells a reader nothing.
                if report.origin == report.document {
                    reports.push(format!("{text} ({cites})"));
                } else {
                    let at = format!("/incidents/{at}/reports/{index}/origin");
                    let origin = desk.derive(ClaimKind::Name, &report.origin, at);
                    reports.push(format!("{text} ({origin}, {cites})"));
                }
            }
        }
        let rule = match toll.rule {
            TollRule::Agreed | TollRule::WordsOnly => continue,
            TollRule::ExactBeforeRounded => "an exact figure goes before rounded ones",
            TollRule::LaterOfSameOrigin => "the later report of one origin",
            TollRule::MostOrigins => "the figure of most origins",
            TollRule::Lowest => "the lowest figure",
        };
        let best = desk.derive(ClaimKind::Figure, &wording::number(toll.best?), format!("/incidents/{at}/{key}/best"));
        sentences.push(format!("{}: {}. Best: {best} ({rule}).", wording::capital(key), reports.join("; ")));
    }
    let caveats: Vec<Evidence> = incident.reports.iter().flat_map(|r| r.caveats.iter().cloned()).collect();
    if !caveats.is_empty() {
        sentences.push(format!("A report qualifies its own account {}.", desk.cites(&caveats)));
    }
    if incident.corrected {
        sentences.push("Corrected by the analyst.".to_owned());
    }
    if sentences.is_empty() {
        return None;
    }
    let label = desk.incident_ref(at);
    Some(format!("{label}. {}", sentences.join(" ")))
}

/// The statement log.
#[derive(Debug, Serialize)]
pub(super) struct Statements {
    rows: Vec<Said>,
    outside: Option<String>,
}

#[derive(Debug, Serialize)]
struct Said {
    date: String,
    speaker: String,
    stance: String,
    words: String,
    about: String,
    source: String,
}

pub(super) fn statements(desk: &mut Desk<'_>) -> Statements {
    let findings = desk.findings;
    let mut rows = Vec::new();
    for (at, placed) in findings.statements.iter().enumerate() {
        if placed.in_period == Some(false) {
            continue;
        }
        let statement = &placed.item.fact;
        let of = format!("/statements/{at}");
        let date = match &statement.date {
            Some(_) => desk.date(statement.date.as_ref(), &statement.evidence, format!("{of}/date")),
            None => NOT_STATED.to_owned(),
        };
        let about = match (&statement.about.actor, &statement.about.topic) {
            (None, None) => NOT_STATED.to_owned(),
            (actor, topic) => {
                let actor = actor.as_ref().map(|actor| desk.actor(actor, format!("{of}/about/actor")));
                let topic = topic
                    .as_ref()
                    .map(|topic| desk.stated(ClaimKind::Word, topic, &statement.evidence, format!("{of}/about/topic")));
                actor.into_iter().chain(topic).collect::<Vec<_>>().join(", ")
            }
        };
        rows.push(Said {
            date,
            speaker: desk.speaker(at, statement),
            stance: desk.stated(
                ClaimKind::Word,
                wording::stance(statement.stance),
                &statement.evidence,
                format!("{of}/stance"),
            ),
            words: format!("{}{}", wording::form(statement.form), desk.quote(at, statement)),
            about,
            source: {
                let reports = &placed.item.reports;
                desk.cites(reports.iter().flat_map(|telling| &telling.evidence).collect::<Vec<_>>())
            },
        });
    }
    let outside = outside(desk, findings.findings.coverage.statements_outside, "statements_outside");
    Statements { rows, outside }
}
