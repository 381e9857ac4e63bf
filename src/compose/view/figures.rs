//! The box of key figures: attacks, tolls, operations and denials, dated and not, in a span of days and in the one before.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Column, Gap, Group, KeyFigures, Sum, Window};

const AT: &str = "/findings/key_figures";
/// So many stretches of months without an article are named on page one.
const GAPS: usize = 4;

/// The box.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    /// Heading of the column for the span.
    span: String,
    /// Heading of the column for the span before it; `None` where the calendar ends.
    before: Option<String>,
    rows: Vec<Row>,
    /// Months without a dated article; `None` for none.
    gaps: Option<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    dated: String,
    undated: String,
    span: String,
    before: String,
}

/// A number in one column: the findings, where they stand, and in the column for the span what may be added.
type Cell<'a> = &'a dyn Fn(&mut Desk<'_>, &Column, &str, Option<(&Column, &str)>) -> String;

pub(super) fn figures(desk: &mut Desk<'_>) -> Figures {
    let findings = desk.findings;
    let gaps = gaps(desk);
    let Some(figures) = &findings.findings.key_figures else {
        return Figures { span: String::new(), before: None, rows: Vec::new(), gaps };
    };
    let span = heading(desk, figures.span, "span");
    Figures {
        span: if figures.is_period { format!("The period, {span}") } else { span },
        before: figures.before.map(|before| {
            let days =
                desk.derive(ClaimKind::Figure, &wording::number(before.days.into()), format!("{AT}/before/days"));
            format!("The {days} days before")
        }),
        rows: rows(desk, figures),
        gaps,
    }
}

fn heading(desk: &mut Desk<'_>, window: Window, key: &str) -> String {
    let days = desk.derive(ClaimKind::Figure, &wording::number(window.days.into()), format!("{AT}/{key}/days"));
    let to = desk.derive(ClaimKind::Date, &wording::short_day(window.to), format!("{AT}/{key}/to"));
    format!("{days} days to {to}")
}

fn rows(desk: &mut Desk<'_>, figures: &KeyFigures) -> Vec<Row> {
    let findings = desk.findings;
    let mut rows = vec![row(
        desk,
        "Incidents of any kind".to_owned(),
        figures,
        &count(|c| &c.incidents.incidents, "incidents/incidents"),
    )];
    let all = [&figures.dated, &figures.undated];
    if let Some(threat) = &findings.findings.threat_assessment {
        let actor = desk.actor(&threat.actor, "/findings/threat_assessment/actor");
        rows.push(row(
            desk,
            format!("Attacks by {actor}"),
            figures,
            &count(|c| &c.attacks.incidents, "attacks/incidents"),
        ));
        rows.push(row(desk, "– claimed by it / stated by articles / attributed by others".to_owned(), figures, &words));
        rows.extend(tolls(desk, figures, "attacks", |column| &column.attacks));
        rows.push(row(desk, "– provinces reached".to_owned(), figures, &count(|c| &c.provinces, "provinces")));
        let besides =
            |column: &&Column| !column.suspected.incidents.is_empty() || !column.unattributed.incidents.is_empty();
        if all.iter().any(besides) {
            let suspected = count(|c| &c.suspected.incidents, "suspected/incidents");
            let unattributed = count(|c| &c.unattributed.incidents, "unattributed/incidents");
            let both = |desk: &mut Desk<'_>, column: &Column, at: &str, more: Option<(&Column, &str)>| {
                let first = suspected(desk, column, at, more);
                format!("{first} / {}", unattributed(desk, column, at, more))
            };
            rows.push(row(desk, "Others: suspected / nobody named".to_owned(), figures, &both));
        }
        let label = format!("Operations against {actor}");
        rows.push(row(desk, label, figures, &count(|c| &c.pressure, "pressure")));
    } else {
        rows.extend(tolls(desk, figures, "incidents", |column| &column.incidents));
        rows.push(row(desk, "– provinces reached".to_owned(), figures, &count(|c| &c.provinces, "provinces")));
    }
    if let Some(denials) = &findings.findings.denials_versus_attacks {
        let of = "/findings/denials_versus_attacks";
        let denier = desk.actor(&denials.denier, format!("{of}/denier"));
        let about = desk.actor(&denials.about, format!("{of}/about"));
        rows.push(row(desk, format!("{denier} denials about {about}"), figures, &count(|c| &c.denials, "denials")));
    }
    rows
}

/// On whose word the actor's attacks rest: its own, an article's, a named party's.
fn words(desk: &mut Desk<'_>, column: &Column, at: &str, _: Option<(&Column, &str)>) -> String {
    if column.attacks.incidents.is_empty() {
        return "–".to_owned();
    }
    let lists = [(&column.claimed, "claimed"), (&column.stated, "stated"), (&column.attributed, "attributed")];
    lists.map(|(list, key)| desk.counted(list.len(), format!("{at}/{key}"))).join(" / ")
}

/// Killed, wounded, and of how many incidents neither word nor number is known.
fn tolls(desk: &mut Desk<'_>, figures: &KeyFigures, key: &'static str, of: fn(&Column) -> &Group) -> Vec<Row> {
    let sum = move |toll: &'static str| {
        move |desk: &mut Desk<'_>, column: &Column, at: &str, _: Option<(&Column, &str)>| {
            let group = of(column);
            let sum = if toll == "killed" { &group.killed } else { &group.wounded };
            desk.derive(ClaimKind::Figure, &wording::sum(sum), format!("{at}/{key}/{toll}"))
        }
    };
    let open = move |desk: &mut Desk<'_>, column: &Column, at: &str, _: Option<(&Column, &str)>| {
        let group = of(column);
        if group.incidents.is_empty() {
            return "–".to_owned();
        }
        let mut number = |sum: &Sum, toll: &str| {
            let n = wording::number(sum.not_stated as u64);
            desk.derive(ClaimKind::Figure, &n, format!("{at}/{key}/{toll}/not_stated"))
        };
        let killed = number(&group.killed, "killed");
        format!("{killed} / {}", number(&group.wounded, "wounded"))
    };
    vec![
        row(desk, "– killed, best (low–high)".to_owned(), figures, &sum("killed")),
        row(desk, "– wounded, best (low–high)".to_owned(), figures, &sum("wounded")),
        row(desk, "– killed / wounded not stated".to_owned(), figures, &open),
    ]
}

/// How many entries a list has.
fn count(
    of: fn(&Column) -> &Vec<String>,
    key: &'static str,
) -> impl Fn(&mut Desk<'_>, &Column, &str, Option<(&Column, &str)>) -> String {
    move |desk, column, at, possible| {
        let certain = desk.counted(of(column).len(), format!("{at}/{key}"));
        match possible.filter(|(column, _)| !of(column).is_empty()) {
            None => certain,
            Some((column, at)) => {
                let more = desk.counted(of(column).len(), format!("{at}/{key}"));
                format!("{certain}, up to {more} more")
            }
        }
    }
}

fn row(desk: &mut Desk<'_>, label: String, figures: &KeyFigures, cell: Cell<'_>) -> Row {
    let possible = format!("{AT}/possible");
    let mut at =
        |column: &Column, key: &str, more: Option<(&Column, &str)>| cell(desk, column, &format!("{AT}/{key}"), more);
    Row {
        label,
        dated: at(&figures.dated, "dated", None),
        undated: at(&figures.undated, "undated", None),
        span: at(&figures.within, "within", Some((&figures.possible, &possible))),
        before: at(&figures.earlier, "earlier", None),
    }
}

/// One sum with what it leaves out.
pub(super) fn toll(desk: &mut Desk<'_>, group: &Group, key: &str, of: &str) -> String {
    let sum = if key == "killed" { &group.killed } else { &group.wounded };
    killed(desk, sum, &format!("{of}/{key}"))
}

/// The same of a sum alone.
pub(super) fn killed(desk: &mut Desk<'_>, sum: &Sum, of: &str) -> String {
    let text = desk.derive(ClaimKind::Figure, &wording::sum(sum), of);
    let mut open = Vec::new();
    if sum.numbered > 0 && sum.worded > 0 {
        let n = desk.derive(ClaimKind::Figure, &wording::number(sum.worded as u64), format!("{of}/worded"));
        open.push(format!("{n} in words only"));
    }
    if sum.numbered + sum.worded > 0 && sum.not_stated > 0 {
        let n = desk.derive(ClaimKind::Figure, &wording::number(sum.not_stated as u64), format!("{of}/not_stated"));
        open.push(format!("{n} not stated"));
    }
    if open.is_empty() { text } else { format!("{text}, {}", open.join(", ")) }
}

/// Months without a dated article, those in a row together.
fn gaps(desk: &mut Desk<'_>) -> Option<String> {
    let list = &desk.findings.findings.coverage.gaps;
    if list.is_empty() {
        return None;
    }
    let shown: Vec<String> = (0..list.len().min(GAPS)).map(|at| gap(desk, at, &list[at])).collect();
    if list.len() <= GAPS {
        return Some(wording::list(&shown));
    }
    let more = desk.and_more(&shown.join(", "), list.len(), GAPS, "/findings/coverage/gaps");
    Some(format!("{more} {}", wording::plural(list.len() - GAPS, "gap", "gaps")))
}

/// One stretch of months.
pub(super) fn gap(desk: &mut Desk<'_>, at: usize, gap: &Gap) -> String {
    desk.derive(ClaimKind::Date, &wording::months(gap.start, gap.end), format!("/findings/coverage/gaps/{at}"))
}
