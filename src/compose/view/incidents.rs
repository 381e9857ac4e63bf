//! The incident log: every incident with its basis, why its toll is what it is, and what it was merged from.

use std::collections::BTreeSet;

use serde::Serialize;

use super::figures::killed;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED};
use crate::model::casualties::{Count, Toll, TollRule};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::findings::{Basis, KeptApart, LogSpan};
use crate::model::incident::{Incident, ResponsibilityKind};
use crate::model::markdown::visible;

/// The incident log.
#[derive(Debug, Serialize)]
pub(super) struct Incidents {
    rows: Vec<Incidence>,
    /// Whether the rows are too many for the body and stand in the annex.
    in_annex: bool,
    /// Of a long log, the rows that the body shows.
    lead: Vec<Incidence>,
    /// How many others there are.
    rest: String,
    /// A long log by time.
    spans: Vec<Span>,
    /// How many lie outside the period and are left to `briefing.json`; `None` for none.
    outside: Option<String>,
    /// Why numbers are what they are, where reports differ or could not be verified, and what was merged.
    notes: Vec<String>,
    /// Incidents at one place that were not taken for one.
    apart: Vec<String>,
}

impl Incidents {
    /// Whether the annex has a part of the section.
    pub(super) fn has_annex(&self) -> bool {
        self.in_annex || !self.notes.is_empty() || !self.apart.is_empty()
    }
}

/// The incidents of some months.
#[derive(Debug, Serialize)]
struct Span {
    when: String,
    incidents: String,
    attacks: String,
    killed: String,
}

#[derive(Debug, Clone, Serialize)]
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
    let log = &findings.findings.incident_log;
    let leading: BTreeSet<&str> = log.lead.iter().map(String::as_str).collect();
    let mut rows = Vec::new();
    let mut lead = Vec::new();
    let mut notes = Vec::new();
    for (at, placed) in findings.incidents.iter().enumerate() {
        if placed.in_period == Some(false) {
            continue;
        }
        let row = row(desk, at, &placed.item);
        if leading.contains(placed.item.id.as_str()) {
            lead.push(Incidence { source: super::judgements::cites(desk, &placed.item), ..row.clone() });
        }
        rows.push(row);
        notes.extend(note(desk, at, &placed.item));
    }
    let outside = outside(desk, findings.findings.coverage.incidents_outside, "incidents_outside");
    let apart =
        findings.findings.kept_apart.iter().enumerate().map(|(at, apart)| kept_apart(desk, at, apart)).collect();
    let of = "/findings/incident_log";
    Incidents {
        rows,
        in_annex: log.in_annex,
        lead,
        rest: desk.counted(log.rest.len(), format!("{of}/rest")),
        spans: log
            .spans
            .iter()
            .enumerate()
            .map(|(at, span)| self::span(desk, &format!("{of}/spans/{at}"), span))
            .collect(),
        outside,
        notes,
        apart,
    }
}

fn span(desk: &mut Desk<'_>, of: &str, span: &LogSpan) -> Span {
    let when = match (span.start, span.end) {
        (Some(start), Some(end)) => desk.derive(ClaimKind::Date, &wording::months(start, end), of),
        _ => "not dated".to_owned(),
    };
    Span {
        when,
        incidents: desk.counted(span.incidents.len(), format!("{of}/incidents")),
        attacks: desk.counted(span.attacks.len(), format!("{of}/attacks")),
        killed: killed(desk, &span.killed, &format!("{of}/killed")),
    }
}

/// How many rows the period leaves out.
pub(super) fn outside(desk: &mut Desk<'_>, n: usize, key: &str) -> Option<String> {
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
    let mut row = Incidence {
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
            Some(target) => desk.words(target, &evidence, &format!("{of}/target")),
            None => match &grounds.target_by_place {
                Some(class) => {
                    let class = desk.derive(ClaimKind::Word, class, format!("/findings/grounds/{at}/target_by_place"));
                    format!("{class} (by the place)")
                }
                None => NOT_STATED.to_owned(),
            },
        },
        killed: toll(desk, incident.killed.as_ref(), &evidence, &format!("{of}/killed")),
        wounded: toll(desk, incident.wounded.as_ref(), &evidence, &format!("{of}/wounded")),
        basis: format!("{articles}/{origins}, {confidence}"),
        source: {
            let blamed = incident.responsibility.iter().flat_map(|r| &r.evidence);
            desk.cites(incident.evidence().chain(blamed).collect::<Vec<_>>())
        },
    };
    for (field, cell) in [
        ("date", &mut row.date),
        ("place", &mut row.place),
        ("event_type", &mut row.kind),
        ("perpetrator", &mut row.by),
        ("target", &mut row.target),
        ("killed", &mut row.killed),
        ("wounded", &mut row.wounded),
    ] {
        if desk.correction(&format!("{of}/{field}")).is_some() {
            cell.push_str(" (analyst)");
        }
    }
    if incident.corrected {
        row.basis.push_str(", corrected");
    }
    row
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
    let name = desk.actor(&name, &source);
    if desk.correction(&source).is_some() {
        return name;
    }
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

/// The basis of a word of blame; the firmer, the smaller.
pub(super) fn basis(kind: ResponsibilityKind) -> Basis {
    match kind {
        ResponsibilityKind::Claimed => Basis::Claimed,
        ResponsibilityKind::Stated => Basis::Stated,
        ResponsibilityKind::Attributed => Basis::Attributed,
        ResponsibilityKind::Suspected => Basis::Suspected,
        ResponsibilityKind::Denied => Basis::Unattributed,
    }
}

/// What the reports say, where several tell of it, where they differ, or where one could not be verified.
fn note(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Option<String> {
    let mut sentences: Vec<String> = merged(desk, at, incident).into_iter().collect();
    for (key, toll) in [("killed", &incident.killed), ("wounded", &incident.wounded)] {
        sentences.extend(toll.as_ref().and_then(|toll| differing(desk, at, incident, key, toll)));
    }
    for (index, report) in incident.reports.iter().enumerate() {
        for (number, caveat) in report.caveats.iter().enumerate() {
            let of = format!("/incidents/{at}/reports/{index}/caveats/{number}/text");
            let words = desk.quoted(&caveat.text, std::slice::from_ref(caveat), &of);
            sentences.push(format!("A report qualifies its own account: {words} {}.", desk.cites([caveat])));
        }
    }
    sentences.extend(super::corrections::of_incident(desk, incident));
    if sentences.is_empty() {
        return None;
    }
    let label = desk.incident_ref(at);
    Some(format!("{label}. {}", sentences.join(" ")))
}

/// Which articles were taken to tell of one event, and by what.
fn merged(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Option<String> {
    let articles = desk.labels(incident.reports.iter().map(|report| report.document.as_str()));
    if articles.len() < 2 {
        return None;
    }
    let of = format!("/incidents/{at}");
    let labels: Vec<String> = articles.iter().map(|label| desk.article(label)).collect();
    let kind = desk.derive(ClaimKind::Word, wording::event(incident.event_type), format!("{of}/event_type"));
    let mut by = vec![kind];
    if let Some(place) = &incident.place {
        by.push(desk.derive(ClaimKind::Place, &wording::place(Some(place)), format!("{of}/place")));
    }
    if incident.date.as_ref().is_some_and(|date| date.range().is_some()) {
        by.push(desk.date(incident.date.as_ref(), &[], format!("{of}/date")));
    } else {
        by.push("no date".to_owned());
    }
    Some(format!("Told by {} and taken for one event: {}.", wording::list(&labels), by.join(", ")))
}

/// Why the best figure is what it is, where reports differ.
fn differing(desk: &mut Desk<'_>, at: usize, incident: &Incident, key: &str, toll: &Toll) -> Option<String> {
    if toll.low == toll.high {
        return None;
    }
    let rule = match toll.rule {
        TollRule::Agreed | TollRule::WordsOnly | TollRule::Corrected => return None,
        TollRule::ExactBeforeRounded => "an exact figure goes before rounded ones",
        TollRule::LaterOfSameOrigin => "the later report of one origin",
        TollRule::MostOrigins => "the figure of most origins",
        TollRule::Lowest => "the lowest figure",
    };
    let mut reports = Vec::new();
    for (index, report) in incident.reports.iter().enumerate() {
        let Some(count) = (if key == "killed" { &report.killed } else { &report.wounded }) else { continue };
        let of = format!("/incidents/{at}/reports/{index}");
        let text = desk.stated(ClaimKind::Figure, &wording::count(count), &report.evidence, format!("{of}/{key}"));
        let cites = figure_cites(desk, count, &report.evidence);
        // An article that names no origin counts under its own id, which tells a reader nothing.
        if desk.document(&report.origin).is_some() {
            reports.push(format!("{text} ({cites})"));
        } else {
            let origin = desk.derive(ClaimKind::Name, &report.origin, format!("{of}/origin"));
            reports.push(format!("{text} ({origin}, {cites})"));
        }
    }
    let best = desk.derive(ClaimKind::Figure, &wording::number(toll.best?), format!("/incidents/{at}/{key}/best"));
    Some(format!("{}: {}. Best: {best} ({rule}).", wording::capital(key), reports.join("; ")))
}

/// Citations of the sentences that hold the words of a count; of the whole report where none does.
fn figure_cites(desk: &mut Desk<'_>, count: &Count, evidence: &[Evidence]) -> String {
    let words = visible(&count.qualifier_text);
    let holding: Vec<&Evidence> =
        evidence.iter().filter(|slice| !words.is_empty() && visible(&slice.text).contains(&words)).collect();
    if holding.is_empty() { desk.cites(evidence) } else { desk.cites(holding) }
}

/// Incidents at one place that stand apart, and why.
fn kept_apart(desk: &mut Desk<'_>, at: usize, apart: &KeptApart) -> String {
    let place = desk.derive(ClaimKind::Place, &apart.place, format!("/findings/kept_apart/{at}/place"));
    format!("{}, {place} ({})", desk.incident_list(&apart.incidents), wording::apart(apart.by))
}
