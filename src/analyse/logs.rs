//! Which incidents the body of a briefing shows, and which statements its log: those that other sections do not, and of many,
//! those that a reader wants first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use crate::model::dataset::Item;
use crate::model::findings::{Body, IncidentLog, LogSpan, Placed, StatementLog, ThreatAssessment};
use crate::model::incident::Incident;
use crate::model::statement::{Stance, Statement};

use super::attacks::group;

/// So many statements stand in a log.
const MOST: usize = 25;

/// Ids of the statements that other sections show, in the body or in the annex.
fn elsewhere(body: &Body) -> BTreeSet<&str> {
    let in_body = [&body.said, &body.other_matters, &body.by_others, &body.warned_by];
    let shown = in_body.into_iter().chain(&body.assessments).flat_map(|part| &part.shown);
    // The annex has these in full, with the attacks beside them.
    let in_full = [&body.denials, &body.assurances, &body.successes];
    let in_full = in_full.into_iter().flat_map(|part| part.shown.iter().chain(&part.rest));
    shown.chain(in_full).map(String::as_str).collect()
}

/// A log of more incidents than this stands in the annex.
const LONG: usize = 12;
/// Of a long log the body shows so many of the latest, and so many of the others that killed most.
const LATEST: usize = 5;
const DEADLIEST: usize = 3;
/// So many spans a long log is summed up in, at most.
const SPANS: usize = 8;

/// Which incidents of the period the body shows, and a long log in spans of time.
pub(super) fn incidents(incidents: &[Placed<Incident>], threat: Option<&ThreatAssessment>) -> IncidentLog {
    let rows: Vec<&Incident> =
        incidents.iter().filter(|placed| placed.in_period != Some(false)).map(|placed| &placed.item).collect();
    let ids = |rows: &[&Incident]| rows.iter().map(|incident| incident.id.clone()).collect();
    if rows.len() <= LONG {
        return IncidentLog { rows: ids(&rows), ..IncidentLog::default() };
    }
    let lead = lead(&rows);
    IncidentLog {
        rows: ids(&rows),
        in_annex: true,
        lead: rows.iter().filter(|i| lead.contains(i.id.as_str())).map(|i| i.id.clone()).collect(),
        rest: rows.iter().filter(|i| !lead.contains(i.id.as_str())).map(|i| i.id.clone()).collect(),
        spans: spans(&rows, threat),
    }
}

/// The latest incidents, and of the others those that killed most.
fn lead<'i>(rows: &[&'i Incident]) -> BTreeSet<&'i str> {
    let mut latest: Vec<(NaiveDate, usize)> =
        rows.iter().enumerate().filter_map(|(at, i)| Some((i.date.as_ref()?.range()?.1, at))).collect();
    latest.sort_unstable();
    let mut lead: BTreeSet<&str> = latest.iter().rev().take(LATEST).map(|(_, at)| rows[*at].id.as_str()).collect();
    let killed = |incident: &Incident| incident.killed.as_ref().and_then(|toll| toll.best).unwrap_or(0);
    let mut deadliest: Vec<&Incident> =
        rows.iter().copied().filter(|i| killed(i) > 0 && !lead.contains(i.id.as_str())).collect();
    deadliest.sort_by_key(|incident| Reverse(killed(incident)));
    lead.extend(deadliest.iter().take(DEADLIEST).map(|incident| incident.id.as_str()));
    lead
}

/// The log by months, quarters or years: as fine as a short table allows. What has no date comes last.
fn spans(rows: &[&Incident], threat: Option<&ThreatAssessment>) -> Vec<LogSpan> {
    let first = |incident: &Incident| Some(incident.date.as_ref()?.range()?.0);
    let mut by_span: BTreeMap<(bool, Option<NaiveDate>), Vec<&Incident>> = BTreeMap::new();
    for months in [1, 3, 12] {
        by_span.clear();
        for incident in rows {
            let start = first(incident)
                .and_then(|day| NaiveDate::from_ymd_opt(day.year(), day.month0() / months * months + 1, 1));
            by_span.entry((start.is_none(), start)).or_default().push(incident);
        }
        if by_span.len() > SPANS && months < 12 {
            continue;
        }
        let counts = |incident: &&&Incident| {
            threat.is_some_and(|threat| threat.basis.get(&incident.id).is_some_and(|basis| basis.counts()))
        };
        return by_span
            .iter()
            .map(|((_, start), incidents)| LogSpan {
                start: *start,
                end: start.and_then(|day| day.checked_add_months(Months::new(months))?.pred_opt()),
                attacks: incidents.iter().filter(counts).map(|incident| incident.id.clone()).collect(),
                killed: group(incidents.iter().copied()).killed,
                incidents: incidents.iter().map(|incident| incident.id.clone()).collect(),
            })
            .collect();
    }
    Vec::new()
}

/// Shares the statements of the period out.
pub(super) fn statements(statements: &[Placed<Item<Statement>>], body: &Body) -> StatementLog {
    let elsewhere = elsewhere(body);
    let mut log = StatementLog::default();
    let mut ranked: Vec<(u8, usize, &str)> = Vec::new();
    for (at, placed) in statements.iter().enumerate().filter(|(_, placed)| placed.in_period != Some(false)) {
        let id = placed.item.id.as_str();
        if elsewhere.contains(id) {
            log.above.push(id.to_owned());
        } else {
            ranked.push((rank(&placed.item.fact), at, id));
        }
    }
    ranked.sort_unstable();
    let mut left = ranked.split_off(ranked.len().min(MOST));
    // Both lists in the order of the articles.
    for list in [&mut ranked, &mut left] {
        list.sort_unstable_by_key(|(_, at, _)| *at);
    }
    let ids = |list: Vec<(u8, usize, &str)>| list.into_iter().map(|(_, _, id)| id.to_owned()).collect();
    log.shown = ids(ranked);
    log.left = ids(left);
    log
}

/// What a reader wants first is smallest: what named speakers deny, promise, warn of and demand, then what they tell and
/// claim as their own, which the log of incidents marks, then the words of sources without a name.
fn rank(statement: &Statement) -> u8 {
    let rank = match statement.stance {
        Stance::Denial => 0,
        Stance::Pledge => 1,
        Stance::Warning => 2,
        Stance::Demand => 3,
        Stance::Assessment => 4,
        Stance::Condemnation => 5,
        Stance::Claim => 6,
        Stance::ClaimOfResponsibility => 7,
        Stance::Other => 8,
    };
    if statement.speaker.name.is_none() { rank + 9 } else { rank }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::dataset;

    #[test]
    fn a_long_log_leaves_unnamed_claims_out_first() {
        let one = dataset().statements.remove(0);
        let mut many = Vec::new();
        for at in 0..30 {
            let mut item = one.clone();
            item.id = format!("s-{at}");
            if at < 7 {
                item.fact.speaker.name = None;
                item.fact.stance = Stance::Claim;
            }
            many.push(Placed { item, in_period: None });
        }
        let log = statements(&many, &Body::default());
        assert_eq!((log.shown.len(), log.left.len()), (25, 5));
        assert_eq!(log.left, ["s-2", "s-3", "s-4", "s-5", "s-6"]);
        assert_eq!(log.shown[..3], ["s-0", "s-1", "s-7"]);
    }
}
