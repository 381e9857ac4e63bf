//! The table of indicators: the window, the windows before it, the trend, and everything told.

use serde::Serialize;

use super::figures::killed;
use super::threat::AT;
use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Indicator, IndicatorKind, Measured, Share, ThreatAssessment};
use crate::model::incident::EventType;
use crate::model::publication::Medium;

/// So many incidents are named in a cell.
const NAMED: usize = 6;
/// So many places or classes.
const SHARES: usize = 3;
/// The signs of complexity, which share a row.
const COMPLEX: [IndicatorKind; 3] = [IndicatorKind::Suicide, IndicatorKind::Coordinated, IndicatorKind::Vehicle];

/// One indicator.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    indicator: &'static str,
    window: String,
    before: String,
    trend: String,
    all: String,
    evidence: String,
}

/// Every indicator of which anything is told, in the order of the table, and what the others look for.
pub(super) fn rows(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> (Vec<Row>, Vec<&'static str>) {
    let list = &threat.indicators.list;
    let (mut rows, mut sought) = (Vec::new(), Vec::new());
    let complex: Vec<usize> = (0..list.len()).filter(|at| COMPLEX.contains(&list[*at].kind)).collect();
    for (at, indicator) in list.iter().enumerate() {
        if COMPLEX.contains(&indicator.kind) && complex.iter().any(|at| !list[*at].all.of.is_empty()) {
            if indicator.kind == IndicatorKind::Vehicle {
                rows.push(complexity(desk, threat, &complex));
                rows.extend(targets_or_none(desk, threat, &mut sought));
            }
            continue;
        }
        // The tempo stands there whatever it is: the level hangs on it.
        if indicator.all.of.is_empty() && indicator.kind != IndicatorKind::Tempo {
            sought.push(wording::indicator_sought(indicator.kind));
        } else {
            rows.push(row(desk, threat, at, indicator));
        }
        if indicator.kind == IndicatorKind::Vehicle {
            rows.extend(targets_or_none(desk, threat, &mut sought));
        }
    }
    (rows, sought)
}

/// The row of targets; `None` where no target is known, which is then among what was sought.
fn targets_or_none(desk: &mut Desk<'_>, threat: &ThreatAssessment, sought: &mut Vec<&'static str>) -> Option<Row> {
    if threat.indicators.targets.iter().any(|share| share.of.is_some()) {
        return Some(targets(desk, threat));
    }
    sought.push("known targets");
    None
}

/// The three signs of complexity in one row.
fn complexity(desk: &mut Desk<'_>, threat: &ThreatAssessment, complex: &[usize]) -> Row {
    let list = &threat.indicators.list;
    let parts: Vec<Row> = complex.iter().map(|at| row(desk, threat, *at, &list[*at])).collect();
    let joined = |cell: fn(&Row) -> &str| parts.iter().map(cell).collect::<Vec<_>>().join(" / ");
    let trends = joined(|row| &row.trend);
    Row {
        indicator: "Complexity: suicide / coordinated / by vehicle",
        window: joined(|row| &row.window),
        before: joined(|row| &row.before),
        trend: if parts.iter().all(|row| row.trend == "–") { "–".to_owned() } else { trends },
        all: joined(|row| &row.all),
        evidence: joined(|row| &row.evidence),
    }
}

fn row(desk: &mut Desk<'_>, threat: &ThreatAssessment, at: usize, indicator: &Indicator) -> Row {
    let of = format!("{AT}/indicators/list/{at}");
    let mut window = measured(desk, indicator.kind, &indicator.window, &format!("{of}/window"));
    if !indicator.possible.is_empty() && indicator.window.killed.is_none() {
        let more = desk.counted(indicator.possible.len(), format!("{of}/possible"));
        window = format!("{window}, up to {more} more");
    }
    Row {
        indicator: wording::indicator(indicator.kind),
        window,
        before: match threat.indicators.before {
            Some(_) => measured(desk, indicator.kind, &indicator.before, &format!("{of}/before")),
            None => "–".to_owned(),
        },
        trend: match indicator.trend {
            Some(trend) => desk.derive(ClaimKind::Word, wording::trend(trend), format!("{of}/trend")),
            None => "–".to_owned(),
        },
        all: all(desk, threat, indicator, &of),
        evidence: evidence(desk, indicator, &of),
    }
}

/// The number, or the sum of the killed; of places also their names.
fn measured(desk: &mut Desk<'_>, kind: IndicatorKind, measured: &Measured, of: &str) -> String {
    if let Some(sum) = &measured.killed {
        return killed(desk, sum, &format!("{of}/killed"));
    }
    let number = desk.counted(measured.of.len(), format!("{of}/of"));
    if kind != IndicatorKind::Reach || measured.of.is_empty() {
        return number;
    }
    let shown: Vec<String> = measured
        .of
        .iter()
        .take(SHARES)
        .enumerate()
        .map(|(at, place)| desk.derive(ClaimKind::Place, place, format!("{of}/of/{at}")))
        .collect();
    let names = desk.and_more(&shown.join(", "), measured.of.len(), SHARES, format!("{of}/of"));
    format!("{number}: {names}")
}

/// Everything, dated or not; of the tempo, how much of it has no date, and of the reach, where it lies.
fn all(desk: &mut Desk<'_>, threat: &ThreatAssessment, indicator: &Indicator, of: &str) -> String {
    match indicator.kind {
        IndicatorKind::Tempo => {
            let mut all = desk.counted(indicator.all.of.len(), format!("{of}/all/of"));
            if !threat.methods.is_empty() {
                all = format!("{all}: {}", kinds(desk, &threat.methods, "methods"));
            }
            let undated = threat.attacks.undated.incidents.len();
            if undated == 0 {
                return all;
            }
            let undated = desk.counted(undated, format!("{AT}/attacks/undated/incidents"));
            format!("{all}; {undated} of them not dated")
        }
        IndicatorKind::Reach => shares(desk, &threat.reach, "reach", ClaimKind::Place),
        IndicatorKind::Abroad if !threat.abroad.is_empty() => {
            let shares: Vec<Share<Option<String>>> = threat
                .abroad
                .iter()
                .map(|share| Share { of: Some(share.of.clone()), incidents: share.incidents.clone() })
                .collect();
            self::shares(desk, &shares, "abroad", ClaimKind::Place)
        }
        IndicatorKind::Pressure => kinds(desk, &threat.pressure, "pressure"),
        IndicatorKind::Publications => published(desk, indicator, of),
        _ => measured(desk, indicator.kind, &indicator.all, &format!("{of}/all")),
    }
}

/// How many publications, and of which kinds: `3: video, magazine`.
fn published(desk: &mut Desk<'_>, indicator: &Indicator, of: &str) -> String {
    let number = desk.counted(indicator.all.of.len(), format!("{of}/all/of"));
    let mut media: Vec<(Medium, usize)> = Vec::new();
    for at in indicator.all.of.iter().filter_map(|id| desk.publication(id)) {
        let medium = desk.findings.publications[at].item.fact.medium;
        if media.iter().all(|(known, _)| *known != medium) {
            media.push((medium, at));
        }
    }
    media.sort_unstable();
    let media = media.into_iter().map(|(medium, at)| {
        let evidence = &desk.findings.publications[at].item.fact.evidence;
        desk.stated(ClaimKind::Word, wording::media(medium, 1), evidence, format!("/publications/{at}/medium"))
    });
    format!("{number}: {}", media.collect::<Vec<_>>().join(", "))
}

/// `7 suicide bombings, 4 bombings`; `none` for none.
fn kinds(desk: &mut Desk<'_>, shares: &[Share<EventType>], key: &str) -> String {
    let mut parts = Vec::new();
    for (at, share) in shares.iter().enumerate() {
        let n = share.incidents.len();
        let number = desk.counted(n, format!("{AT}/{key}/{at}/incidents"));
        let kind = desk.derive(ClaimKind::Word, wording::events(share.of, n), format!("{AT}/{key}/{at}/of"));
        parts.push(format!("{number} {kind}"));
    }
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// `Kabul (8), Balkh (1) and 3 more`; `none` for none.
fn shares(desk: &mut Desk<'_>, shares: &[Share<Option<String>>], key: &str, kind: ClaimKind) -> String {
    if shares.is_empty() {
        return "none".to_owned();
    }
    let mut parts = Vec::new();
    for (at, share) in shares.iter().enumerate().take(SHARES) {
        let number = desk.counted(share.incidents.len(), format!("{AT}/{key}/{at}/incidents"));
        let name = match &share.of {
            Some(name) => desk.derive(kind, name, format!("{AT}/{key}/{at}/of")),
            None => wording::NOT_STATED.to_owned(),
        };
        parts.push(format!("{name} ({number})"));
    }
    desk.and_more(&parts.join(", "), shares.len(), SHARES, format!("{AT}/{key}"))
}

fn targets(desk: &mut Desk<'_>, threat: &ThreatAssessment) -> Row {
    let indicators = &threat.indicators;
    let mut cell = |list: &[Share<Option<String>>], key: &str| {
        let known: Vec<&Share<Option<String>>> = list.iter().filter(|share| share.of.is_some()).collect();
        // Classes alone: that none is known is the last share, and told once.
        if known.is_empty() {
            "none known".to_owned()
        } else {
            shares(desk, list, &format!("indicators/{key}"), ClaimKind::Word)
        }
    };
    Row {
        indicator: "Targets by class",
        window: cell(&indicators.targets_window, "targets_window"),
        before: cell(&indicators.targets_before, "targets_before"),
        trend: "–".to_owned(),
        all: cell(&indicators.targets, "targets"),
        evidence: "as for tempo".to_owned(),
    }
}

/// The incidents of the window, or where it has none, of all.
fn evidence(desk: &mut Desk<'_>, indicator: &Indicator, of: &str) -> String {
    match indicator.kind {
        IndicatorKind::Lethality | IndicatorKind::Reach => return "as for tempo".to_owned(),
        IndicatorKind::Losses => return "as for pressure".to_owned(),
        IndicatorKind::Plots | IndicatorKind::Statements if !indicator.all.of.is_empty() => return "below".to_owned(),
        IndicatorKind::Plots | IndicatorKind::Statements => return "–".to_owned(),
        _ => {}
    }
    let (list, key) =
        if indicator.window.of.is_empty() { (&indicator.all.of, "all") } else { (&indicator.window.of, "window") };
    if indicator.kind == IndicatorKind::Publications {
        let findings = desk.findings;
        let latest = list.iter().rev().take(NAMED).filter_map(|id| desk.publication(id));
        let evidence: Vec<_> = latest.flat_map(|at| &findings.publications[at].item.fact.evidence).collect();
        return desk.cites(evidence);
    }
    if list.is_empty() { "–".to_owned() } else { desk.incident_few(list, NAMED, format!("{of}/{key}/of")) }
}
