//! The threat assessment: the level and its rule, a table of indicators, plots, and what others count and assess.

use chrono::NaiveDate;
use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::ClaimKind;
use crate::model::findings::ThreatAssessment;
use crate::model::markdown::visible;
use crate::model::place::Place;

use super::indicators::{Row, rows};

/// Where the section's findings stand in `briefing.json`.
pub(super) const AT: &str = "/findings/threat_assessment";

/// Where the parts of its lists stand.
const BODY: &str = "/findings/body";

/// So many incidents are named in a sentence.
const NAMED: usize = 8;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Threat {
    actor: String,
    short: Option<String>,
    level: String,
    /// How sure the level is, and on how many origins; `None` without a level.
    confidence: Option<String>,
    origins: String,
    /// Months of the window without a dated article; `None` for none.
    without: Option<String>,
    /// Whether more attacks are open than certain.
    much_open: bool,
    /// Why there is no level, or what it follows from.
    reason: String,
    /// What would change it, each a part of a sentence.
    would_change: Vec<String>,
    thresholds: String,
    parent: Option<String>,
    window: String,
    before: Option<String>,
    windows_before: String,
    /// Months without a dated article in window and baseline, for which no trend is stated; `None` for none.
    no_trend: Option<String>,
    rows: Vec<Row>,
    /// What indicators without a row looked for.
    sought: Vec<&'static str>,
    plots: Vec<String>,
    /// What the body has no room for.
    plots_rest: Vec<String>,
    said: Vec<String>,
    tallies: Vec<String>,
    tallies_rest: Vec<String>,
    outlooks: Vec<Outlook>,
    /// Whether others assess the threat besides.
    outlooks_more: bool,
    /// What the annex and the statement log have besides, as a sentence; `None` for nothing.
    more: Option<String>,
}

impl Threat {
    /// Whether the annex has a part of the section.
    pub(super) fn has_annex(&self) -> bool {
        !self.plots_rest.is_empty() || !self.tallies_rest.is_empty()
    }
}

/// Assessments by others that say the same.
#[derive(Debug, Serialize)]
struct Outlook {
    name: String,
    statements: Vec<String>,
}

/// A plot in words.
pub(super) struct Plot {
    pub(super) who: String,
    pub(super) what: String,
    pub(super) cites: String,
}

pub(super) fn threat(desk: &mut Desk<'_>) -> Option<Threat> {
    let findings = desk.findings;
    let threat = findings.findings.threat_assessment.as_ref()?;
    let short = findings.findings.short_names.get(&threat.actor).filter(|short| **short != threat.actor);
    let level = &threat.level;
    let indicators = &threat.indicators;
    let body = &findings.findings.body;
    let (rows, sought) = rows(desk, threat);
    Some(Threat {
        actor: desk.derive(ClaimKind::Name, &threat.actor, format!("{AT}/actor")),
        short: short.map(|short| desk.derive(ClaimKind::Name, short, format!("{AT}/actor"))),
        level: desk.derive(ClaimKind::Word, wording::level(level.value), format!("{AT}/level/value")),
        confidence: level.confidence.map(|confidence| {
            desk.derive(ClaimKind::Word, wording::confidence(confidence), format!("{AT}/level/confidence"))
        }),
        origins: {
            let number = figure(desk, level.origins, "level/origins");
            format!("{number} {}", plural(level.origins, "origin", "origins"))
        },
        without: months(desk, &level.months_without, "level/months_without"),
        much_open: level.open.len() >= level.attacks,
        reason: reason(desk, threat),
        would_change: would_change(desk, threat),
        thresholds: thresholds(desk, threat),
        parent: parent(desk, threat),
        window: {
            let days = figure(desk, threat.window.days as usize, "window/days");
            let to = desk.derive(ClaimKind::Date, &wording::short_day(threat.window.to), format!("{AT}/window/to"));
            format!("{days} days to {to}")
        },
        before: indicators.before.map(|before| figure(desk, before.days as usize, "indicators/before/days")),
        windows_before: figure(desk, indicators.windows_before as usize, "indicators/windows_before"),
        no_trend: months(desk, &indicators.months_without, "indicators/months_without"),
        rows,
        sought,
        plots: plots(desk, &body.plots.shown),
        plots_rest: plots(desk, &body.plots.rest),
        said: desk.told(&body.said.shown).into_iter().map(|(text, _)| text).collect(),
        tallies: body.tallies.shown.iter().filter_map(|id| tally(desk, id)).collect(),
        tallies_rest: body.tallies.rest.iter().filter_map(|id| tally(desk, id)).collect(),
        outlooks: outlooks(desk, threat),
        outlooks_more: body.assessments.iter().any(|part| !part.rest.is_empty()),
        more: more(desk),
    })
}

/// What the annex and the statement log have besides, as a sentence.
fn more(desk: &mut Desk<'_>) -> Option<String> {
    let body = &desk.findings.findings.body;
    let annex = [
        desk.rest(&body.plots.rest, format!("{BODY}/plots/rest"), "plot or threat", "plots and threats"),
        desk.rest(&body.tallies.rest, format!("{BODY}/tallies/rest"), "count by others", "counts by others"),
    ];
    let mut log = vec![desk.rest(
        &body.said.rest,
        format!("{BODY}/said/rest"),
        "statement by the actor",
        "statements by the actor",
    )];
    for (at, part) in body.assessments.iter().enumerate() {
        let name = desk.findings.findings.threat_assessment.as_ref()?.indicators.outlooks.get(at)?.name.as_ref();
        let kind = match name {
            Some(name) => desk.derive(ClaimKind::Word, name, format!("{AT}/indicators/outlooks/{at}/name")),
            None => "of no group".to_owned(),
        };
        let [one, many] = ["assessment", "assessments"].map(|word| format!("{word} by others ({kind})"));
        log.push(desk.rest(&part.rest, format!("{BODY}/assessments/{at}/rest"), &one, &many));
    }
    wording::besides(annex.into_iter().flatten().collect(), log.into_iter().flatten().collect(), desk.has_log())
}

/// How many months a list has; `None` for none.
fn months(desk: &mut Desk<'_>, months: &[NaiveDate], of: &str) -> Option<String> {
    let n = months.len();
    let number = (n > 0).then(|| desk.counted_small(n, format!("{AT}/{of}")))?;
    Some(format!("{number} {}", plural(n, "month", "months")))
}

/// Plots and threats, a line each.
fn plots(desk: &mut Desk<'_>, ids: &[String]) -> Vec<String> {
    let plots = ids.iter().filter_map(|id| plot(desk, id));
    plots.map(|plot| format!("{}; reported by {} {}", plot.what, plot.who, plot.cites)).collect()
}

/// A plot: whose word it is, and the attack with target, place and date.
pub(super) fn plot(desk: &mut Desk<'_>, id: &str) -> Option<Plot> {
    let at = desk.threat(id)?;
    let fact = &desk.findings.threats[at].item.fact;
    let of = format!("/threats/{at}");
    let mut what = desk.stated(ClaimKind::Word, wording::threat(fact.kind), &fact.evidence, format!("{of}/kind"));
    what = match &fact.target {
        Some(target) => {
            let target = desk.quoted(target, &fact.evidence, &format!("{of}/target"));
            format!("{what} against {target}")
        }
        None => format!("{what}, target not stated"),
    };
    // A target that is the place as well is told once.
    let told =
        |place: &Place| fact.target.as_ref().is_some_and(|target| visible(target).contains(&visible(&place.name)));
    if let Some(place) = fact.place.as_ref().filter(|place| !told(place)) {
        let place = desk.stated(ClaimKind::Place, &wording::place(Some(place)), &fact.evidence, format!("{of}/place"));
        what = format!("{what}, {place}");
    }
    if fact.date.is_some() {
        let date = desk.date(fact.date.as_ref(), &fact.evidence, format!("{of}/date"));
        what = format!("{what}, {date}");
    }
    let who = match &fact.said_by {
        Some(actor) => desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name")),
        None => desk.told_by(&desk.findings.threats[at].item.reports, &of),
    };
    Some(Plot { who, what, cites: desk.cites(&fact.evidence) })
}

/// What others say of the threat, by groups; what fits none is left to the statement log.
fn outlooks(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Vec<Outlook> {
    let mut groups = Vec::new();
    for (at, (group, part)) in
        threat.indicators.outlooks.iter().zip(&desk.findings.findings.body.assessments).enumerate()
    {
        let Some(name) = &group.name else { continue };
        let of = format!("{AT}/indicators/outlooks/{at}/name");
        groups.push(Outlook {
            name: desk.derive(ClaimKind::Word, &wording::capital(name), of),
            statements: desk.told(&part.shown).into_iter().map(|(text, _)| text).collect(),
        });
    }
    groups
}

/// What would change the level, or make one.
fn would_change(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Vec<String> {
    let level = &threat.level;
    let mut parts = Vec::new();
    if let Some(next) = &level.next {
        let attacks = figure(desk, next.attacks, "level/next/attacks");
        let name = desk.derive(ClaimKind::Word, wording::level(Some(next.level)), format!("{AT}/level/next/level"));
        let killed = next.killed.map(|killed| {
            let killed = figure(desk, killed as usize, "level/next/killed");
            format!(" or {killed} more killed")
        });
        let unit = plural(next.attacks, "attack", "attacks");
        parts.push(format!("{name} from {attacks} more {unit}{} in the window", killed.unwrap_or_default()));
    }
    if !level.open.is_empty() {
        let refs = desk.incident_few(&level.open, NAMED, format!("{AT}/level/open"));
        parts.push(format!("exact dates for {refs}"));
    }
    if level.value.is_none() && level.open.is_empty() {
        parts.push("dated reports of attacks in the window".to_owned());
    }
    parts
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
    if level.value.is_none() {
        return format!("The rule asks for {rule} in the window; {have}.");
    }
    let killed = wording::sum(&threat.attacks.window.killed);
    let killed = desk.derive(ClaimKind::Figure, &killed, format!("{AT}/attacks/window/killed"));
    format!("By the thresholds of the method note: {have}, killed: {killed}.")
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
    let refs = desk.incident_few(&threat.as_parent, NAMED, format!("{AT}/as_parent"));
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
        None => wording::capital(&desk.told_by(&desk.findings.tallies[at].item.reports, &of)),
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
