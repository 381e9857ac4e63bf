//! Denials beside attacks: the ledger, and what stands beside it. Of many rows and lines the body has some, the annex all or the
//! rest.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Beside, Denial, Neighbours, Part};

const AT: &str = "/findings/denials_versus_attacks";

/// More attacks than this are counted, not listed, beside a statement.
const FEW: usize = 5;

/// More attacks than this are counted, not listed, in a cell of the ledger.
const MANY: usize = 8;

/// Where the parts of its lists stand.
const BODY: &str = "/findings/body";

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Denials {
    denier: String,
    about: String,
    before_days: String,
    after_days: String,
    rows: Vec<Row>,
    /// All rows, where the body does not have them.
    all: Vec<Row>,
    any_without_next: bool,
    assurances: Vec<String>,
    /// What the body has no room for.
    assurances_rest: Vec<String>,
    successes: Vec<String>,
    successes_rest: Vec<String>,
    by_others: Vec<String>,
    /// What the annex and the statement log have besides, as a sentence; `None` for nothing.
    more: Option<String>,
    /// What was looked for besides denials and not found, in words.
    not_found: Option<String>,
}

impl Denials {
    /// Whether the annex has a part of the section.
    pub(super) fn has_annex(&self) -> bool {
        !self.all.is_empty() || !self.assurances_rest.is_empty() || !self.successes_rest.is_empty()
    }
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
    let body = &findings.findings.body;
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for (at, denial) in denials.denials.iter().enumerate() {
        if body.denials.shown.contains(&denial.statement) {
            rows.extend(row(desk, at, denial));
        }
        if !body.denials.rest.is_empty() {
            all.extend(row(desk, at, denial));
        }
    }
    Some(Denials {
        denier: desk.actor(&denials.denier, format!("{AT}/denier")),
        about: desk.actor(&denials.about, format!("{AT}/about")),
        before_days: desk.derive(ClaimKind::Figure, &denials.before_days.to_string(), format!("{AT}/before_days")),
        after_days: desk.derive(ClaimKind::Figure, &denials.after_days.to_string(), format!("{AT}/after_days")),
        rows,
        all,
        any_without_next: denials.denials.iter().any(|d| d.before.is_some() && d.next.is_none()),
        assurances: beside(desk, &denials.assurances, &body.assurances.shown, "assurances"),
        assurances_rest: beside(desk, &denials.assurances, &body.assurances.rest, "assurances"),
        successes: beside(desk, &denials.successes, &body.successes.shown, "successes"),
        successes_rest: beside(desk, &denials.successes, &body.successes.rest, "successes"),
        by_others: desk.told(&body.by_others.shown).into_iter().map(|(text, _)| text).collect(),
        more: more(desk),
        not_found: not_found(denials),
    })
}

/// What the annex and the statement log have besides, as a sentence.
fn more(desk: &mut Desk<'_>) -> Option<String> {
    let body = &desk.findings.findings.body;
    let mut rest =
        |part: &Part, key: &str, one: &str, many: &str| desk.rest(&part.rest, format!("{BODY}/{key}/rest"), one, many);
    let annex = [
        rest(&body.denials, "denials", "denial", "denials"),
        rest(&body.assurances, "assurances", "assurance", "assurances"),
        rest(&body.successes, "successes", "success announced", "successes announced"),
    ];
    let log = [
        rest(&body.other_matters, "other_matters", "denial on another matter", "denials on other matters"),
        rest(&body.by_others, "by_others", "statement by others", "statements by others"),
    ];
    wording::besides(annex.into_iter().flatten().collect(), log.into_iter().flatten().collect(), desk.has_log())
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
fn beside(desk: &mut Desk<'_>, list: &[Beside], ids: &[String], key: &str) -> Vec<String> {
    let groups = desk.told(ids);
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
