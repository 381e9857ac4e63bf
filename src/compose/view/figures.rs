//! The box of key figures: attacks, tolls, operations and denials, dated, undated and in the window.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Counted, Group};

/// The box.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    /// Heading of the last column; `None` where the configuration gives no window.
    window: Option<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    dated: String,
    undated: String,
    window: String,
}

pub(super) fn figures(desk: &mut Desk<'_>) -> Figures {
    let findings = desk.findings;
    let Some(threat) = &findings.findings.threat_assessment else {
        return Figures { window: None, rows: plain(desk) };
    };
    let at = "/findings/threat_assessment";
    let actor = desk.actor(&threat.actor, format!("{at}/actor"));
    let days = desk.derive(ClaimKind::Figure, &threat.window.days.to_string(), format!("{at}/window/days"));
    let from = desk.derive(ClaimKind::Date, &wording::short_day(threat.window.from), format!("{at}/window/from"));
    let to = desk.derive(ClaimKind::Date, &wording::short_day(threat.window.to), format!("{at}/window/to"));

    let mut rows = vec![count(desk, format!("Attacks by {actor}"), &threat.attacks, &format!("{at}/attacks"))];
    rows.extend(tolls(desk, "them", &threat.attacks, &format!("{at}/attacks")));
    for (class, label, of) in [
        (&threat.suspected, format!("Attacks that {actor} is suspected of"), "suspected"),
        (&threat.unattributed, "Attacks for which nobody is named".to_owned(), "unattributed"),
    ] {
        if !class.dated.incidents.is_empty() || !class.undated.incidents.is_empty() {
            let of = format!("{at}/{of}");
            rows.push(count(desk, label, class, &of));
            rows.extend(tolls(desk, "them", class, &of));
        }
    }
    rows.push(count(
        desk,
        format!("Raids, arrests, strikes and clashes against {actor}"),
        &threat.pressure_counted,
        &format!("{at}/pressure_counted"),
    ));
    if let Some(denials) = &findings.findings.denials_versus_attacks {
        let of = "/findings/denials_versus_attacks";
        let denier = desk.actor(&denials.denier, format!("{of}/denier"));
        let about = desk.actor(&denials.about, format!("{of}/about"));
        rows.push(Row {
            label: format!("{denier} denials about {about}"),
            dated: desk.counted(denials.dated.len(), format!("{of}/dated")),
            undated: desk.counted(denials.undated.len(), format!("{of}/undated")),
            window: desk.counted(denials.window.len(), format!("{of}/window")),
        });
    }
    Figures { window: Some(format!("{days} days ({from} – {to})")), rows }
}

/// How many, in each column.
fn count(desk: &mut Desk<'_>, label: String, counted: &Counted, of: &str) -> Row {
    let certain = desk.counted(counted.window.incidents.len(), format!("{of}/window/incidents"));
    let possible = counted.possible.incidents.len();
    let window = if possible == 0 {
        certain
    } else {
        let more = desk.counted(possible, format!("{of}/possible/incidents"));
        let which = desk.incident_refs(&counted.possible.incidents);
        format!("{certain} certain, {more} possible ({which})")
    };
    Row {
        label,
        dated: desk.counted(counted.dated.incidents.len(), format!("{of}/dated/incidents")),
        undated: desk.counted(counted.undated.incidents.len(), format!("{of}/undated/incidents")),
        window,
    }
}

/// Killed and wounded, and how many incidents leave them open.
fn tolls(desk: &mut Desk<'_>, whom: &str, counted: &Counted, of: &str) -> [Row; 2] {
    [("killed", "Killed"), ("wounded", "Wounded")].map(|(key, word)| Row {
        label: format!("– {} in {whom}, best (low–high)", word.to_lowercase()),
        dated: toll(desk, &counted.dated, key, &format!("{of}/dated")),
        undated: toll(desk, &counted.undated, key, &format!("{of}/undated")),
        window: toll(desk, &counted.window, key, &format!("{of}/window")),
    })
}

/// One sum with what it leaves out.
pub(super) fn toll(desk: &mut Desk<'_>, group: &Group, key: &str, of: &str) -> String {
    let sum = if key == "killed" { &group.killed } else { &group.wounded };
    let text = desk.derive(ClaimKind::Figure, &wording::sum(sum), format!("{of}/{key}"));
    let mut open = Vec::new();
    if sum.numbered > 0 && sum.worded > 0 {
        let n = desk.derive(ClaimKind::Figure, &wording::number(sum.worded as u64), format!("{of}/{key}/worded"));
        open.push(format!("{n} in words only"));
    }
    if sum.numbered + sum.worded > 0 && sum.not_stated > 0 {
        let n =
            desk.derive(ClaimKind::Figure, &wording::number(sum.not_stated as u64), format!("{of}/{key}/not_stated"));
        open.push(format!("{n} not stated"));
    }
    if open.is_empty() { text } else { format!("{text}; {}", open.join(", ")) }
}

/// Without an actor: only what was read.
fn plain(desk: &mut Desk<'_>) -> Vec<Row> {
    let findings = desk.findings;
    let undated = findings.findings.coverage.undated_incidents.len();
    vec![Row {
        label: "Incidents".to_owned(),
        dated: {
            let n = wording::number(findings.findings.coverage.dated_incidents as u64);
            desk.derive(ClaimKind::Figure, &n, "/findings/coverage/dated_incidents")
        },
        undated: desk.counted(undated, "/findings/coverage/undated_incidents"),
        window: String::new(),
    }]
}
