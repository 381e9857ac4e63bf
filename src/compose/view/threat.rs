//! The threat assessment: the level and its rule, and a table of indicators.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED, plural};
use crate::model::edition::ClaimKind;
use crate::model::evidence::Evidence;
use crate::model::findings::{Share, ThreatAssessment};
use crate::model::incident::EventType;

use super::figures::toll;

const AT: &str = "/findings/threat_assessment";

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Threat {
    actor: String,
    short: Option<String>,
    level: String,
    /// Why there is no level, or what it follows from.
    reason: String,
    thresholds: String,
    parent: Option<String>,
    rows: Vec<Row>,
    tallies: Vec<String>,
    assessments: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    indicator: &'static str,
    value: String,
    basis: String,
    evidence: String,
}

pub(super) fn threat(desk: &mut Desk<'_>) -> Option<Threat> {
    let findings = desk.findings;
    let threat = findings.findings.threat_assessment.as_ref()?;
    let short = findings.findings.short_names.get(&threat.actor).filter(|short| **short != threat.actor);
    Some(Threat {
        actor: desk.derive(ClaimKind::Name, &threat.actor, format!("{AT}/actor")),
        short: short.map(|short| desk.derive(ClaimKind::Name, short, format!("{AT}/actor"))),
        level: desk.derive(ClaimKind::Word, wording::level(threat.level.value), format!("{AT}/level/value")),
        reason: reason(desk, threat),
        thresholds: thresholds(desk, threat),
        parent: parent(desk, threat),
        rows: rows(desk, threat),
        tallies: threat.tallies.iter().filter_map(|id| tally(desk, id)).collect(),
        assessments: threat.assessments.iter().filter_map(|id| assessment(desk, id)).collect(),
    })
}

fn figure(desk: &mut Desk<'_>, n: usize, of: &str) -> String {
    desk.derive(ClaimKind::Figure, &wording::number(n as u64), format!("{AT}/{of}"))
}

fn reason(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> String {
    let level = &threat.level;
    let days = figure(desk, threat.window.days as usize, "window/days");
    let to = desk.derive(ClaimKind::Date, &wording::long_day(threat.window.to), format!("{AT}/window/to"));
    let minimum = figure(desk, level.minimum_attacks, "level/minimum_attacks");
    let minimum_origins = figure(desk, level.minimum_origins, "level/minimum_origins");
    let attacks = figure(desk, level.attacks, "level/attacks");
    let origins = figure(desk, level.origins, "level/origins");
    let have = format!(
        "{attacks} {} from {origins} {} in the {days} days to {to}",
        plural(level.attacks, "attack", "attacks"),
        plural(level.origins, "origin", "origins"),
    );
    let rule = format!(
        "at least {minimum} {} from {minimum_origins} {}",
        plural(level.minimum_attacks, "attack", "attacks"),
        plural(level.minimum_origins, "origin", "origins"),
    );
    let possible: Vec<String> =
        threat.attacks.possible.incidents.iter().chain(&threat.suspected.possible.incidents).cloned().collect();
    let more = if possible.is_empty() {
        String::new()
    } else {
        format!(" Would change it: exact dates for {}.", desk.incident_list(&possible))
    };
    if level.value.is_none() {
        return format!("The rule asks for {rule}; the corpus certainly has {have}.{more}");
    }
    let killed = wording::sum(&threat.attacks.window.killed);
    let killed = desk.derive(ClaimKind::Figure, &killed, format!("{AT}/attacks/window/killed"));
    format!("It follows from {have}, killed: {killed}.{more}")
}

fn thresholds(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> String {
    let mut parts = Vec::new();
    for (at, step) in threat.level.thresholds.iter().enumerate() {
        let of = format!("level/thresholds/{at}");
        let attacks = figure(desk, step.attacks, &format!("{of}/attacks"));
        let name = wording::level(Some(step.level));
        let n = step.attacks;
        parts.push(match (n, step.killed) {
            (0, 0) => format!("{name} from the minimum on"),
            (_, 0) => format!("{name} from {attacks} {}", plural(n, "attack", "attacks")),
            (_, killed) => {
                let killed = figure(desk, killed as usize, &format!("{of}/killed"));
                format!("{name} from {attacks} {} or {killed} killed", plural(n, "attack", "attacks"))
            }
        });
    }
    parts.join("; ")
}

fn parent(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Option<String> {
    let parent = threat.parent.as_deref().filter(|_| !threat.as_parent.is_empty())?;
    let name = desk.derive(ClaimKind::Name, parent, format!("{AT}/parent"));
    let actor = desk.actor(&threat.actor, format!("{AT}/actor"));
    let refs = desk.incident_list(&threat.as_parent);
    let inside = match &threat.area {
        Some(area) => format!(" inside {}", desk.derive(ClaimKind::Place, area, format!("{AT}/area"))),
        None => String::new(),
    };
    Some(format!("The texts name {name} for {refs}; counted for {actor}, because acts of the parent{inside} count."))
}

fn rows(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Vec<Row> {
    let linked: Vec<String> = threat.methods.iter().flat_map(|share| share.incidents.clone()).collect();
    let linked = in_order(desk, linked);
    let refs = if linked.is_empty() { "–".to_owned() } else { desk.incident_refs(&linked) };
    let own: Vec<String> =
        threat.attacks.dated.incidents.iter().chain(&threat.attacks.undated.incidents).cloned().collect();
    let own_refs = if own.is_empty() { "–".to_owned() } else { desk.incident_refs(&own) };
    let dated = desk.counted(threat.attacks.dated.incidents.len(), format!("{AT}/attacks/dated/incidents"));
    let undated = desk.counted(threat.attacks.undated.incidents.len(), format!("{AT}/attacks/undated/incidents"));
    let suspected = threat.suspected.dated.incidents.len() + threat.suspected.undated.incidents.len();
    let mut tempo = format!("{dated} dated, {undated} undated");
    if suspected > 0 {
        let mut ids = threat.suspected.dated.incidents.clone();
        ids.extend(threat.suspected.undated.incidents.clone());
        tempo = format!("{tempo}; suspected besides: {}", desk.incident_refs(&ids));
    }
    let killed = toll(desk, &threat.attacks.dated, "killed", &format!("{AT}/attacks/dated"));
    let killed_undated = toll(desk, &threat.attacks.undated, "killed", &format!("{AT}/attacks/undated"));
    let mut rows = vec![
        Row {
            indicator: "Tempo",
            value: tempo,
            basis: "claimed, stated or attributed".to_owned(),
            evidence: refs.clone(),
        },
        Row {
            indicator: "Lethality",
            value: if threat.attacks.undated.incidents.is_empty() {
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
        rows.push(Row { indicator, value, basis: basis.to_owned(), evidence: refs.clone() });
    }
    rows.push(plots(desk, threat));
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
            Some(text) => desk.derive(kind, &text, format!("{AT}/{key}/{at}/of")),
            None => NOT_STATED.to_owned(),
        };
        let is_open = text == NOT_STATED;
        let part = if is_method { format!("{number} {text}") } else { format!("{text} {number}") };
        // What is not known stands last.
        if is_open { open.push(part) } else { parts.push(part) }
    }
    parts.extend(open);
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

fn plots(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Row {
    let (mut values, mut said, mut evidence) = (Vec::new(), Vec::new(), Vec::<Evidence>::new());
    for id in &threat.threats {
        let Some(at) = desk.threat(id) else { continue };
        let fact = &desk.findings.threats[at].item.fact;
        let kind = match fact.kind {
            crate::model::threat::ThreatKind::Plot => "plan",
            crate::model::threat::ThreatKind::Threat => "threat",
            crate::model::threat::ThreatKind::Foiled => "foiled",
        };
        let of = format!("/threats/{at}");
        let mut text = desk.stated(ClaimKind::Word, kind, &fact.evidence, format!("{of}/kind"));
        if let Some(target) = &fact.target {
            let target = desk.quoted(target, &fact.evidence, &format!("{of}/target"));
            text = format!("{text} against {target}");
        }
        if let Some(place) = &fact.place {
            let place =
                desk.stated(ClaimKind::Place, &wording::place(Some(place)), &fact.evidence, format!("{of}/place"));
            text = format!("{text}, {place}");
        }
        if fact.date.is_some() {
            let date = desk.date(fact.date.as_ref(), &fact.evidence, format!("{of}/date"));
            text = format!("{text}, {date}");
        }
        values.push(text);
        if let Some(actor) = &fact.said_by {
            said.push(desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name")));
        }
        evidence.extend(fact.evidence.iter().cloned());
    }
    said.dedup();
    Row {
        indicator: "Reported plans",
        value: if values.is_empty() { "none".to_owned() } else { values.join("; ") },
        basis: if said.is_empty() { "–".to_owned() } else { wording::list(&said) },
        evidence: or_dash(desk.cites(&evidence)),
    }
}

fn claims(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Row {
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut parts = Vec::new();
    let claimed: Vec<String> = threat
        .basis
        .iter()
        .filter(|(_, basis)| **basis == crate::model::findings::Basis::Claimed)
        .map(|(id, _)| id.clone())
        .collect();
    for id in &claimed {
        if let Some((_, incident)) = desk.incident(id) {
            let words = incident
                .responsibility
                .iter()
                .filter(|r| r.kind == crate::model::incident::ResponsibilityKind::Claimed);
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
        parts.push(desk.quote(at, statement));
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

fn tally(desk: &mut Desk<'_>, id: &str) -> Option<String> {
    let at = desk.tally(id)?;
    let fact = &desk.findings.tallies[at].item.fact;
    let of = format!("/tallies/{at}");
    let who = match &fact.said_by {
        Some(actor) => desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name")),
        None => "The article".to_owned(),
    };
    let count = desk.stated(ClaimKind::Figure, &wording::count(&fact.count), &fact.evidence, format!("{of}/count"));
    let what = desk.stated(ClaimKind::Word, &fact.of, &fact.evidence, format!("{of}/of"));
    let mut text = format!("{who}: {count} {what}");
    if let Some(period) = &fact.period {
        let words = match period.range() {
            Some(_) => desk.date(Some(period), &fact.evidence, format!("{of}/period")),
            None => desk.quoted(&period.text, &fact.evidence, &format!("{of}/period/text")),
        };
        text = format!("{text}, {words}");
    }
    Some(format!("{text} {}", desk.cites(&fact.evidence)))
}

fn assessment(desk: &mut Desk<'_>, id: &str) -> Option<String> {
    let (at, statement) = desk.statement(id)?;
    let who = desk.speaker(at, statement);
    let what = desk.quote(at, statement);
    Some(format!("{who}: {}{what} {}", wording::form(statement.form), desk.cites(&statement.evidence)))
}
