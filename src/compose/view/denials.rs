//! Denials beside attacks: the ledger, and what stands beside it.

use serde::Serialize;

use crate::compose::desk::{Desk, facts_file};
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Beside, Denial, Neighbours};

const AT: &str = "/findings/denials_versus_attacks";

/// More attacks than this are counted, not listed, beside a statement.
const FEW: usize = 5;

/// More attacks than this are counted, not listed, in a cell of the ledger.
const MANY: usize = 8;

/// Lines of one kind below the ledger before the rest is counted.
const LINES: usize = 8;

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
    /// Whether the threat section holds assessments by others.
    others_above: bool,
    /// What was looked for besides denials and not found, in words.
    not_found: Option<String>,
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
    let by_others: Vec<String> = denials.by_others.iter().filter(|id| !shown_above(id)).cloned().collect();
    Some(Denials {
        denier: desk.actor(&denials.denier, format!("{AT}/denier")),
        about: desk.actor(&denials.about, format!("{AT}/about")),
        before_days: desk.derive(ClaimKind::Figure, &denials.before_days.to_string(), format!("{AT}/before_days")),
        after_days: desk.derive(ClaimKind::Figure, &denials.after_days.to_string(), format!("{AT}/after_days")),
        rows,
        any_without_next: denials.denials.iter().any(|d| d.before.is_some() && d.next.is_none()),
        assurances: {
            let lines = beside(desk, &denials.assurances, "assurances");
            cut(desk, lines, denials.assurances.len(), "assurances")
        },
        other_matters: {
            let lines = desk.told(&denials.other_matters).into_iter().map(|(text, _)| text).collect();
            cut(desk, lines, denials.other_matters.len(), "other_matters")
        },
        successes: {
            let lines = beside(desk, &denials.successes, "successes");
            cut(desk, lines, denials.successes.len(), "successes")
        },
        by_others: {
            let lines = desk.told(&by_others).into_iter().map(|(text, _)| text).collect();
            cut(desk, lines, denials.by_others.len(), "by_others")
        },
        others_above: findings.findings.threat_assessment.as_ref().is_some_and(|threat| !threat.assessments.is_empty()),
        not_found: not_found(denials),
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
    // A denial is what this section is for: it is shown at twice the length.
    let said = desk.said_in(index, statement, desk.settings.quote_words * 2);
    let cites = desk.cites(&statement.evidence);
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
        label: desk.denial_ref(at),
        date: desk.said_on(index, statement),
        speaker: desk.speaker(index, statement),
        denied: format!("{}{said} {cites}", topic.unwrap_or_default()),
        before: neighbours(desk, denial.before.as_ref(), placed, &format!("{of}/before")),
        after,
        same_article: few(desk, &denial.same_article, &format!("{of}/same_article")),
    })
}

/// Attacks near a denial: which, and how many they killed.
fn neighbours(desk: &mut Desk<'_>, near: Option<&Neighbours>, placed: bool, of: &str) -> String {
    let Some(near) = near else {
        return if placed { "no day to look at".to_owned() } else { "not placed".to_owned() };
    };
    let mut parts = Vec::new();
    if !near.attacks.incidents.is_empty() {
        let refs = few(desk, &near.attacks.incidents, &format!("{of}/attacks/incidents"));
        let killed = &near.attacks.killed;
        let text = desk.derive(ClaimKind::Figure, &wording::sum(killed), format!("{of}/attacks/killed"));
        parts.push(match (killed.best, killed.worded) {
            (Some(_), _) => format!("{refs}: {text} killed"),
            (None, 0) => format!("{refs}: killed not stated"),
            (None, _) => format!("{refs}: killed, in words only"),
        });
    }
    if !near.others.is_empty() {
        parts.push(few(desk, &near.others, &format!("{of}/others")));
    }
    if !near.possible.is_empty() {
        parts.push(format!("possibly {}", few(desk, &near.possible, &format!("{of}/possible"))));
    }
    if parts.is_empty() { "none dated".to_owned() } else { parts.join("; ") }
}

/// The first lines; of more, how many statements they would be.
fn cut(desk: &mut Desk<'_>, mut lines: Vec<String>, statements: usize, key: &str) -> Vec<String> {
    if lines.len() > LINES {
        lines.truncate(LINES);
        let n = desk.counted(statements, format!("{AT}/{key}"));
        lines.push(format!("Such statements in all: {n}; see {}", facts_file()));
    }
    lines
}

/// Numbers of incidents; of many, how many they are, the first and the last.
fn few(desk: &mut Desk<'_>, ids: &[String], of: &str) -> String {
    let [first, .., last] = ids else { return desk.incident_refs(ids) };
    if ids.len() <= MANY {
        return desk.incident_refs(ids);
    }
    let n = desk.counted(ids.len(), of);
    let ends = [first, last].map(|id| desk.incident_refs(std::slice::from_ref(id)));
    format!("{n} attacks, {} to {}", ends[0], ends[1])
}

/// Statements with the attacks told beside them and after them, those of one speaker and article in one line.
fn beside(desk: &mut Desk<'_>, list: &[Beside], key: &str) -> Vec<String> {
    let ids: Vec<String> = list.iter().map(|beside| beside.statement.clone()).collect();
    let groups = desk.told(&ids);
    groups
        .into_iter()
        .map(|(mut text, members)| {
            let findings = desk.findings;
            let told = |beside: &&Beside| members.iter().any(|at| findings.statements[*at].item.id == beside.statement);
            // Of one article, so that all name the same attacks.
            let same = list.iter().find(told).map(|beside| beside.same_article.clone()).unwrap_or_default();
            if !same.is_empty() {
                text = format!("{text}. In the same article: {}", desk.incident_refs(&same));
            }
            let dated = list.iter().position(|beside| told(&beside) && beside.later.is_some());
            if let Some((index, later)) = dated.and_then(|index| Some((index, list[index].later.as_ref()?))) {
                let later = match later.as_slice() {
                    [first, .., _] if later.len() > FEW => {
                        let n = desk.counted(later.len(), format!("{AT}/{key}/{index}/later"));
                        format!("{n}, the first of them {}", desk.incident_refs(std::slice::from_ref(first)))
                    }
                    few => desk.incident_refs(few),
                };
                text = format!("{text}. Later dated attacks up to the as-of date: {later}");
            }
            text
        })
        .collect()
}

/// Kinds of statements that the section looks for and does not have.
fn not_found(denials: &crate::model::findings::Denials) -> Option<String> {
    let kinds = [
        ("assurances", denials.assurances.is_empty()),
        ("successes announced", denials.successes.is_empty()),
        ("denials on other matters", denials.other_matters.is_empty()),
    ];
    let missing: Vec<String> = kinds.into_iter().filter(|(_, none)| *none).map(|(kind, _)| kind.to_owned()).collect();
    (!missing.is_empty()).then(|| wording::list(&missing))
}
