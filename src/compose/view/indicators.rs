//! The table of indicators: tempo, lethality, method, reach, targets, plans, claims and pressure.

use serde::Serialize;

use super::figures::toll;
use super::threat::AT;
use crate::compose::desk::Desk;
use crate::compose::quotation;
use crate::compose::wording::{self, NOT_STATED};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::findings::{Basis, Share, ThreatAssessment};
use crate::model::incident::{EventType, ResponsibilityKind};
use crate::model::threat::ThreatKind;

/// One indicator.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    indicator: &'static str,
    value: String,
    basis: String,
    evidence: String,
}

/// Every indicator, in the order of the table.
pub(super) fn rows(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Vec<Row> {
    let classes = [&threat.attacks.dated, &threat.attacks.undated, &threat.suspected.dated, &threat.suspected.undated];
    let linked: Vec<String> = classes.iter().flat_map(|class| class.incidents.clone()).collect();
    let linked = in_order(desk, linked);
    let refs = if linked.is_empty() { "–".to_owned() } else { desk.incident_refs(&linked) };
    let own: Vec<String> =
        threat.attacks.dated.incidents.iter().chain(&threat.attacks.undated.incidents).cloned().collect();
    let own_refs = match own.len() {
        0 => "–".to_owned(),
        n if n == linked.len() => "as for tempo".to_owned(),
        _ => desk.incident_refs(&own),
    };
    let dated = desk.counted(threat.attacks.dated.incidents.len(), format!("{AT}/attacks/dated/incidents"));
    let undated = desk.counted(threat.attacks.undated.incidents.len(), format!("{AT}/attacks/undated/incidents"));
    let mut tempo = format!("{dated} dated, {undated} undated");
    for (class, key, words) in [
        (&threat.suspected, "suspected", "suspected besides"),
        (&threat.unattributed, "unattributed", "nobody named (°)"),
    ] {
        let (dated, undated) = (&class.dated.incidents, &class.undated.incidents);
        if !dated.is_empty() || !undated.is_empty() {
            let dated = desk.counted(dated.len(), format!("{AT}/{key}/dated/incidents"));
            let undated = desk.counted(undated.len(), format!("{AT}/{key}/undated/incidents"));
            tempo = format!("{tempo}; {words}: {dated} dated, {undated} undated");
        }
    }
    let killed = toll(desk, &threat.attacks.dated, "killed", &format!("{AT}/attacks/dated"));
    let killed_undated = toll(desk, &threat.attacks.undated, "killed", &format!("{AT}/attacks/undated"));
    let mut rows = vec![
        Row { indicator: "Tempo", value: tempo, basis: "claimed, stated or attributed".to_owned(), evidence: refs },
        Row {
            indicator: "Lethality",
            value: if own.is_empty() {
                "none".to_owned()
            } else if threat.attacks.undated.incidents.is_empty() {
                format!("killed: {killed}")
            } else {
                format!("killed, dated: {killed}; undated: {killed_undated}")
            },
            basis: "best (low–high), victims only".to_owned(),
            evidence: own_refs,
        },
    ];
    let methods = shares(desk, &threat.methods, "methods", |kind, n| Some(wording::events(*kind, n).to_owned()));
    let mut reach = shares(desk, &threat.reach, "reach", |place, _| place.clone());
    let abroad = shares(desk, &threat.abroad, "abroad", |country, _| Some(country.clone()));
    reach = format!("{reach}; abroad: {}", if threat.abroad.is_empty() { "none" } else { &abroad });
    let targets = shares(desk, &threat.targets, "targets", |target, _| target.clone());
    for (indicator, value) in [("Method", methods), ("Reach", reach), ("Targets", targets)] {
        let basis = if indicator == "Reach" { "by province" } else { "in the words of the texts" };
        let basis = if indicator == "Method" { "by kind of event" } else { basis };
        let evidence = match own.len() {
            0 => "–",
            n if n == linked.len() => "as for tempo",
            _ => "as for lethality",
        };
        rows.push(Row { indicator, value, basis: basis.to_owned(), evidence: evidence.to_owned() });
    }
    rows.extend(plots(desk, threat));
    rows.push(claims(desk, threat));
    rows.push(pressure(desk, threat));
    rows
}

/// Ids in the order of the log.
fn in_order(desk: &Desk<'_>, mut ids: Vec<String>) -> Vec<String> {
    ids.sort_by_key(|id| desk.incident(id).map(|(at, _)| at));
    ids.dedup();
    ids
}

/// `2 suicide bombings, 1 raid`; `none` for none.
fn shares<T>(
    desk: &mut Desk<'_>,
    shares: &[Share<T>],
    key: &str,
    word: impl Fn(&T, usize) -> Option<String>,
) -> String {
    let is_method = key == "methods" || key == "pressure";
    let (mut parts, mut open) = (Vec::new(), Vec::new());
    for (at, share) in shares.iter().enumerate() {
        let n = share.incidents.len();
        let number = desk.counted(n, format!("{AT}/{key}/{at}/incidents"));
        let kind = if is_method { ClaimKind::Word } else { ClaimKind::Place };
        let kind = if key == "targets" { ClaimKind::Quote } else { kind };
        let text = match word(&share.of, n) {
            Some(text) => desk.derive(kind, &quotation::inner(&text), format!("{AT}/{key}/{at}/of")),
            None => NOT_STATED.to_owned(),
        };
        let is_open = text == NOT_STATED;
        let part = if is_method { format!("{number} {text}") } else { format!("{text} ({number})") };
        // What is not known stands last.
        if is_open { open.push(part) } else { parts.push(part) }
    }
    parts.extend(open);
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// Plots and threats, one a row.
fn plots(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for id in &threat.threats {
        let Some(at) = desk.threat(id) else { continue };
        let fact = &desk.findings.threats[at].item.fact;
        let kind = match fact.kind {
            ThreatKind::Plot => "plan",
            ThreatKind::Threat => "threat",
            ThreatKind::Foiled => "foiled attack",
        };
        let of = format!("/threats/{at}");
        let mut text = desk.stated(ClaimKind::Word, kind, &fact.evidence, format!("{of}/kind"));
        text = match &fact.target {
            Some(target) => {
                let target = desk.quoted(target, &fact.evidence, &format!("{of}/target"));
                format!("{text} against {target}")
            }
            None => format!("{text}, target not stated"),
        };
        if let Some(place) = &fact.place {
            let place =
                desk.stated(ClaimKind::Place, &wording::place(Some(place)), &fact.evidence, format!("{of}/place"));
            text = format!("{text}, {place}");
        }
        if fact.date.is_some() {
            let date = desk.date(fact.date.as_ref(), &fact.evidence, format!("{of}/date"));
            text = format!("{text}, {date}");
        }
        let basis = match &fact.said_by {
            Some(actor) => desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name")),
            None => "the article".to_owned(),
        };
        let indicator = if rows.is_empty() { "Reported plans" } else { "– another" };
        rows.push(Row { indicator, value: text, basis, evidence: or_dash(desk.cites(&fact.evidence)) });
    }
    if rows.is_empty() {
        rows.push(Row {
            indicator: "Reported plans",
            value: "none".to_owned(),
            basis: "–".to_owned(),
            evidence: "–".to_owned(),
        });
    }
    rows
}

fn claims(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Row {
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut parts = Vec::new();
    let claimed: Vec<String> =
        threat.basis.iter().filter(|(_, basis)| **basis == Basis::Claimed).map(|(id, _)| id.clone()).collect();
    for id in &claimed {
        if let Some((_, incident)) = desk.incident(id) {
            let words = incident.responsibility.iter().filter(|r| r.kind == ResponsibilityKind::Claimed);
            evidence.extend(words.flat_map(|r| r.evidence.iter().cloned()));
        }
    }
    if !claimed.is_empty() {
        let claimed = in_order(desk, claimed);
        parts.push(format!("claimed: {}", desk.incident_refs(&claimed)));
    }
    for id in &threat.claims {
        let Some((at, statement)) = desk.statement(id) else { continue };
        if statement.evidence.iter().all(|slice| evidence.contains(slice)) {
            continue;
        }
        parts.push(desk.said(at, statement));
        evidence.extend(statement.evidence.iter().cloned());
    }
    Row {
        indicator: "Claims",
        value: if parts.is_empty() { "none".to_owned() } else { parts.join("; ") },
        basis: "the actor's own words".to_owned(),
        evidence: or_dash(desk.cites(&evidence)),
    }
}

fn pressure(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Row {
    let value =
        shares(desk, &threat.pressure, "pressure", |kind: &EventType, n| Some(wording::events(*kind, n).to_owned()));
    let ids = in_order(desk, threat.pressure.iter().flat_map(|share| share.incidents.clone()).collect());
    let evidence = if ids.is_empty() { "–".to_owned() } else { desk.incident_refs(&ids) };
    Row { indicator: "Pressure", value, basis: "raids, arrests, strikes, clashes".to_owned(), evidence }
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "–".to_owned() } else { text }
}
