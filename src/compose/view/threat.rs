//! The threat assessment: the level and its rule, and a table of indicators.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::ClaimKind;
use crate::model::findings::ThreatAssessment;

use super::indicators::{Row, rows};

/// Where the section's findings stand in `briefing.json`.
pub(super) const AT: &str = "/findings/threat_assessment";

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
        assessments: desk.told(&threat.assessments).into_iter().map(|(text, _)| text).collect(),
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
    let have = if level.attacks == 0 {
        format!("the corpus has none that certainly falls in the {days} days to {to}")
    } else {
        let attacks = figure(desk, level.attacks, "level/attacks");
        let origins = figure(desk, level.origins, "level/origins");
        format!(
            "the corpus certainly has {attacks} {} from {origins} {} in the {days} days to {to}",
            plural(level.attacks, "attack", "attacks"),
            plural(level.origins, "origin", "origins"),
        )
    };
    let rule = format!(
        "at least {minimum} {} from {minimum_origins} {}",
        plural(level.minimum_attacks, "attack", "attacks"),
        plural(level.minimum_origins, "origin", "origins"),
    );
    // Only what counts as the actor's can change the level.
    let open: Vec<String> = threat.attacks.possible.incidents.iter().chain(&threat.attacks.undated.incidents).fold(
        Vec::new(),
        |mut ids, id| {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
            ids
        },
    );
    let more = if open.is_empty() {
        String::new()
    } else {
        format!(" Would change it: exact dates for {}.", desk.incident_list(&open))
    };
    if level.value.is_none() {
        return format!("The rule asks for {rule} in the window; {have}.{more}");
    }
    let killed = wording::sum(&threat.attacks.window.killed);
    let killed = desk.derive(ClaimKind::Figure, &killed, format!("{AT}/attacks/window/killed"));
    format!("By the thresholds of the method note: {have}, killed: {killed}.{more}")
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
    if let Some(actor) = &fact.actor {
        text = format!("{text} by {}", desk.actor(&actor.name, format!("{of}/actor/name")));
    }
    if let Some(period) = &fact.period {
        let words = match period.range() {
            Some(_) => desk.date(Some(period), &fact.evidence, format!("{of}/period")),
            None => desk.quoted(&period.text, &fact.evidence, &format!("{of}/period/text")),
        };
        text = format!("{text}, {words}");
    }
    Some(format!("{text} {}", desk.cites(&fact.evidence)))
}
