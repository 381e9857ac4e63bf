//! Denials beside attacks: the ledger, and what stands beside it.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Beside, Denial, Neighbours};

const AT: &str = "/findings/denials_versus_attacks";

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Denials {
    denier: String,
    about: String,
    before_days: String,
    after_days: String,
    rows: Vec<Row>,
    any_without_next: bool,
    assurances: Vec<String>,
    other_matters: Vec<String>,
    successes: Vec<String>,
    by_others: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    date: String,
    speaker: String,
    denied: String,
    before: String,
    after: String,
    same_article: String,
}

pub(super) fn denials(desk: &mut Desk<'_>) -> Option<Denials> {
    let findings = desk.findings;
    let denials = findings.findings.denials_versus_attacks.as_ref()?;
    let rows = denials.denials.iter().enumerate().filter_map(|(at, denial)| row(desk, at, denial)).collect();
    // Assessments stand in the threat section where there is one.
    let shown_above = |id: &String| {
        let threat = findings.findings.threat_assessment.as_ref();
        threat.is_some_and(|threat| threat.assessments.contains(id))
    };
    let by_others: Vec<&String> = denials.by_others.iter().filter(|id| !shown_above(id)).collect();
    Some(Denials {
        denier: desk.actor(&denials.denier, format!("{AT}/denier")),
        about: desk.actor(&denials.about, format!("{AT}/about")),
        before_days: desk.derive(ClaimKind::Figure, &denials.before_days.to_string(), format!("{AT}/before_days")),
        after_days: desk.derive(ClaimKind::Figure, &denials.after_days.to_string(), format!("{AT}/after_days")),
        rows,
        any_without_next: denials.denials.iter().any(|d| d.before.is_some() && d.next.is_none()),
        assurances: denials.assurances.iter().filter_map(|b| beside(desk, b)).collect(),
        other_matters: denials.other_matters.iter().filter_map(|id| told(desk, id)).collect(),
        successes: denials.successes.iter().filter_map(|b| beside(desk, b)).collect(),
        by_others: by_others.into_iter().filter_map(|id| told(desk, id)).collect(),
    })
}

fn row(desk: &mut Desk<'_>, at: usize, denial: &Denial) -> Option<Row> {
    let of = format!("{AT}/denials/{at}");
    let (index, statement) = desk.statement(&denial.statement)?;
    let topic = statement.about.topic.as_deref().map(|topic| {
        let topic =
            desk.stated(ClaimKind::Word, topic, &statement.evidence, format!("/statements/{index}/about/topic"));
        format!("{topic}: ")
    });
    let quote = desk.quote(index, statement);
    let cites = desk.cites(&statement.evidence);
    let label = format!("D{}", at + 1);
    let placed = statement.date.as_ref().is_some_and(|date| date.range().is_some());
    let mut after = neighbours(desk, denial.after.as_ref(), placed, &format!("{of}/after"));
    if denial.after_open && denial.after.is_some() {
        after = format!("{after} (up to the as-of date)");
    }
    if !denial.same_day.is_empty() {
        after = format!("the same day: {}; {after}", desk.incident_refs(&denial.same_day));
    }
    if let Some(next) = &denial.next {
        let days = desk.derive(ClaimKind::Figure, &next.days.to_string(), format!("{of}/next/days"));
        let incident = desk.incident_refs(std::slice::from_ref(&next.incident));
        let unit = wording::plural(next.days as usize, "day", "days");
        after = format!("{after}; next attack after {days} {unit} ({incident})");
    }
    Some(Row {
        label: desk.ledger.derive(ClaimKind::Reference, &label, crate::model::edition::Rule::Numbered, &of),
        date: match &statement.date {
            Some(_) => desk.date(statement.date.as_ref(), &statement.evidence, format!("/statements/{index}/date")),
            None => wording::NOT_STATED.to_owned(),
        },
        speaker: desk.speaker(index, statement),
        denied: format!("{}{}{quote} {cites}", topic.unwrap_or_default(), wording::form(statement.form)),
        before: neighbours(desk, denial.before.as_ref(), placed, &format!("{of}/before")),
        after,
        same_article: desk.incident_refs(&denial.same_article),
    })
}

/// Attacks near a denial: which, and how many they killed.
fn neighbours(desk: &mut Desk<'_>, near: Option<&Neighbours>, placed: bool, of: &str) -> String {
    let Some(near) = near else {
        return if placed { "no day to look at".to_owned() } else { "not placed".to_owned() };
    };
    let mut parts = Vec::new();
    if !near.attacks.incidents.is_empty() {
        let refs = desk.incident_refs(&near.attacks.incidents);
        let killed = &near.attacks.killed;
        let text = desk.derive(ClaimKind::Figure, &wording::sum(killed), format!("{of}/attacks/killed"));
        parts.push(match (killed.best, killed.worded) {
            (Some(_), _) => format!("{refs}: {text} killed"),
            (None, 0) => format!("{refs}: killed not stated"),
            (None, _) => format!("{refs}: killed, in words only"),
        });
    }
    if !near.others.is_empty() {
        parts.push(desk.incident_refs(&near.others));
    }
    if !near.possible.is_empty() {
        parts.push(format!("possibly {}", desk.incident_refs(&near.possible)));
    }
    if parts.is_empty() { "none dated".to_owned() } else { parts.join("; ") }
}

/// A statement with the attacks told beside it and after it.
fn beside(desk: &mut Desk<'_>, beside: &Beside) -> Option<String> {
    let mut text = told(desk, &beside.statement)?;
    if !beside.same_article.is_empty() {
        text = format!("{text}. In the same article: {}", desk.incident_refs(&beside.same_article));
    }
    if let Some(later) = &beside.later {
        text = format!("{text}. Later dated attacks up to the as-of date: {}", desk.incident_refs(later));
    }
    Some(text)
}

/// A statement in a line.
fn told(desk: &mut Desk<'_>, id: &str) -> Option<String> {
    let (at, statement) = desk.statement(id)?;
    let who = desk.speaker(at, statement);
    let date = statement.date.as_ref().filter(|date| date.range().is_some());
    let date = date.map(|date| desk.date(Some(date), &statement.evidence, format!("/statements/{at}/date")));
    let what = desk.quote(at, statement);
    let cites = desk.cites(&statement.evidence);
    let when = date.map(|date| format!(", {date}")).unwrap_or_default();
    Some(format!("{who}{when}: {}{what} {cites}", wording::form(statement.form)))
}
