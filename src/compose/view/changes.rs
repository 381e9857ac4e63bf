//! What is new, different or gone since the edition before, in rows.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED, plural};
use crate::model::casualties::Toll;
use crate::model::edition::ClaimKind;
use crate::model::findings::{Change, LevelName, Then, Update, Why, Withdrawn};
use crate::model::incident::{Incident, ResponsibilityKind};

const AT: &str = "/findings/changes";

/// Rows of one kind before the rest is counted.
const ROWS: usize = 5;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Changes {
    /// The day of the edition before; `None` for a first edition.
    since: Option<String>,
    /// What there is of each kind, in words.
    counts: String,
    rows: Vec<Row>,
    /// What does not stand in the rows, kind by kind.
    more: Vec<String>,
    /// The threat level then and now, where it is another one.
    level: Option<String>,
    /// Denials that are new.
    denials: Option<String>,
    /// Plots and threats that are new.
    threats: Option<String>,
    /// Articles that are new and articles that are gone.
    articles: Vec<String>,
    /// What was read for this edition.
    read: String,
}

#[derive(Debug, Serialize)]
struct Row {
    kind: &'static str,
    incident: String,
    what: String,
    was: String,
    now: String,
    source: String,
}

pub(super) fn changes(desk: &mut Desk<'_>) -> Changes {
    let changes = &desk.findings.findings.changes;
    let since = changes.since.map(|day| desk.derive(ClaimKind::Date, &wording::long_day(day), format!("{AT}/since")));
    let (mut rows, mut more) = (Vec::new(), Vec::new());
    for (at, update) in changes.updated.iter().enumerate().take(ROWS) {
        rows.extend(updated(desk, at, update));
    }
    rows.extend(changes.new.iter().take(ROWS).filter_map(|id| new(desk, id)));
    for (at, gone) in changes.withdrawn.iter().enumerate().take(ROWS) {
        rows.push(withdrawn(desk, at, gone));
    }
    for (what, ids) in [
        ("updated", changes.updated.iter().map(|update| update.incident.clone()).collect::<Vec<_>>()),
        ("new", changes.new.clone()),
        ("corrected by the analyst", changes.corrected.clone()),
    ] {
        let shown = if what == "corrected by the analyst" { 0 } else { ROWS };
        if let Some(rest) = ids.get(shown..).filter(|rest| !rest.is_empty()) {
            more.push(format!("{what}: {}", desk.incident_list(rest)));
        }
    }
    if changes.withdrawn.len() > ROWS {
        more.push("more withdrawn ones: see `briefing.json`".to_owned());
    }
    Changes {
        since,
        counts: counts(desk),
        rows,
        more,
        level: level(desk),
        denials: denials(desk),
        threats: threats(desk),
        articles: articles(desk),
        read: read(desk),
    }
}

/// How many incidents are new, updated, withdrawn and corrected.
fn counts(desk: &mut Desk<'_>) -> String {
    let changes = &desk.findings.findings.changes;
    let parts: Vec<String> = [
        ("new", changes.new.len()),
        ("updated", changes.updated.len()),
        ("withdrawn", changes.withdrawn.len()),
        ("corrected", changes.corrected.len()),
    ]
    .into_iter()
    .map(|(key, n)| format!("{} {key}", desk.counted(n, format!("{AT}/{key}"))))
    .collect();
    parts.join(", ")
}

/// A row for each thing that differs in an incident.
fn updated(desk: &mut Desk<'_>, at: usize, update: &Update) -> Vec<Row> {
    let Some((index, incident)) = desk.incident(&update.incident) else { return Vec::new() };
    // What the new articles say is the source; where none is new, all that is said.
    let new: Vec<_> = incident.reports.iter().filter(|r| update.documents.contains(&r.document)).collect();
    let told: Vec<_> = if new.is_empty() { incident.reports.iter().collect() } else { new };
    let evidence: Vec<_> = told.iter().flat_map(|report| &report.evidence).collect();
    let mut rows = Vec::new();
    for (number, change) in update.changes.iter().enumerate() {
        let (what, was, now) = values(desk, change, &format!("{AT}/updated/{at}/changes/{number}"));
        let first = rows.is_empty();
        rows.push(Row {
            kind: if first { "updated" } else { "" },
            incident: if first { desk.incident_ref(index) } else { String::new() },
            what: what.to_owned(),
            was,
            now,
            source: if first { desk.cites(evidence.iter().copied()) } else { String::new() },
        });
    }
    rows
}

/// What differs, what it was and what it is.
fn values(desk: &mut Desk<'_>, change: &Change, of: &str) -> (&'static str, String, String) {
    let mut both = |kind: ClaimKind, was: Option<String>, now: Option<String>| {
        let mut one = |text: Option<String>, key: &str| match text {
            Some(text) => desk.derive(kind, &text, format!("{of}/{key}")),
            None => NOT_STATED.to_owned(),
        };
        (one(was, "was"), one(now, "now"))
    };
    let toll = |toll: &Option<Toll>| toll.as_ref().map(|toll| wording::toll(Some(toll)));
    let (what, (was, now)) = match change {
        Change::Killed(Then { was, now }) => ("killed", both(ClaimKind::Figure, toll(was), toll(now))),
        Change::Wounded(Then { was, now }) => ("wounded", both(ClaimKind::Figure, toll(was), toll(now))),
        Change::Abducted(Then { was, now }) => ("abducted", both(ClaimKind::Figure, toll(was), toll(now))),
        Change::EventType(Then { was, now }) => {
            let word = |event| Some(wording::event(event).to_owned());
            ("type", both(ClaimKind::Word, word(*was), word(*now)))
        }
        Change::Date(Then { was, now }) => {
            let words = |date: &Option<_>| date.as_ref().map(|date| wording::date(Some(date)));
            ("date", both(ClaimKind::Date, words(was), words(now)))
        }
        Change::Place(Then { was, now }) => {
            let words = |place: &Option<_>| place.as_ref().map(|place| wording::place(Some(place)));
            ("place", both(ClaimKind::Place, words(was), words(now)))
        }
        Change::Perpetrator(Then { was, now }) => {
            let mut name = |actor: &Option<crate::model::actor::Actor>, key: &str| match actor {
                Some(actor) => desk.actor(&actor.name, format!("{of}/{key}/name")),
                None => NOT_STATED.to_owned(),
            };
            ("by", (name(was, "was"), name(now, "now")))
        }
        Change::Responsibility(Then { was, now }) => {
            let word = |kind: &Option<ResponsibilityKind>| kind.map(|kind| wording::responsibility(kind).to_owned());
            ("responsibility", both(ClaimKind::Word, word(was), word(now)))
        }
        Change::Origins(Then { was, now }) => {
            let number = |n: usize| Some(wording::number(n as u64));
            ("origins that tell of it", both(ClaimKind::Figure, number(*was), number(*now)))
        }
    };
    (what, was, now)
}

/// What happened, when and where, of an incident that is new.
fn new(desk: &mut Desk<'_>, id: &str) -> Option<Row> {
    let (at, incident) = desk.incident(id)?;
    let of = format!("/incidents/{at}");
    let kind = desk.derive(ClaimKind::Word, wording::event(incident.event_type), format!("{of}/event_type"));
    let place = incident.place.as_ref();
    let place = place.map(|p| desk.derive(ClaimKind::Place, &wording::place(Some(p)), format!("{of}/place")));
    let date = desk.date(incident.date.as_ref(), &[], format!("{of}/date"));
    let what: Vec<String> = std::iter::once(kind).chain(place).chain(std::iter::once(date)).collect();
    Some(Row {
        kind: "new",
        incident: desk.incident_ref(at),
        what: what.join(", "),
        was: "–".to_owned(),
        now: killed(desk, incident, &of),
        source: desk.cites(incident.reports.iter().filter_map(|report| report.evidence.first())),
    })
}

fn killed(desk: &mut Desk<'_>, incident: &Incident, of: &str) -> String {
    match &incident.killed {
        Some(toll) => {
            let evidence: Vec<_> = incident.evidence().cloned().collect();
            let text = wording::toll(Some(toll));
            format!("killed: {}", desk.stated(ClaimKind::Figure, &text, &evidence, format!("{of}/killed")))
        }
        None => format!("killed: {NOT_STATED}"),
    }
}

/// An incident that is gone: what it was, and why.
fn withdrawn(desk: &mut Desk<'_>, at: usize, gone: &Withdrawn) -> Row {
    let of = format!("{AT}/withdrawn/{at}");
    let kind = desk.derive(ClaimKind::Word, wording::event(gone.event_type), format!("{of}/event_type"));
    let place = gone.place.as_ref();
    let place = place.map(|p| desk.derive(ClaimKind::Place, &wording::place(Some(p)), format!("{of}/place")));
    let date = desk.date(gone.date.as_ref(), &[], format!("{of}/date"));
    let what: Vec<String> = std::iter::once(kind).chain(place).chain(std::iter::once(date)).collect();
    let was = match &gone.killed {
        Some(toll) => {
            let text = wording::toll(Some(toll));
            format!("killed: {}", desk.derive(ClaimKind::Figure, &text, format!("{of}/killed")))
        }
        None => format!("killed: {NOT_STATED}"),
    };
    let into = gone.into.as_deref().and_then(|id| desk.incident(id));
    let now = match (gone.why, into) {
        (Why::Merged, Some((index, _))) => format!("told as part of {}", desk.incident_ref(index)),
        (Why::ArticlesGone, _) => "no article that told it is read now".to_owned(),
        _ => "its articles no longer tell it".to_owned(),
    };
    Row { kind: "withdrawn", incident: "–".to_owned(), what: what.join(", "), was, now, source: "–".to_owned() }
}

fn level(desk: &mut Desk<'_>) -> Option<String> {
    let level = desk.findings.findings.changes.level.as_ref().filter(|level| level.was != level.now)?;
    let mut word = |level: Option<LevelName>, key: &str| {
        desk.derive(ClaimKind::Word, wording::level(level), format!("{AT}/level/{key}"))
    };
    Some(format!("{}, before it {}", word(level.now, "now"), word(level.was, "was")))
}

/// The rows of the ledger that are new.
fn denials(desk: &mut Desk<'_>) -> Option<String> {
    let findings = &desk.findings.findings;
    let ledger = &findings.denials_versus_attacks.as_ref()?.denials;
    let place = |id: &String| ledger.iter().position(|denial| denial.statement == *id);
    let rows: Vec<usize> = findings.changes.denials.iter().filter_map(place).collect();
    let labels: Vec<String> = rows.into_iter().map(|at| desk.denial_ref(at)).collect();
    (!labels.is_empty()).then(|| wording::list(&labels))
}

/// Where plots and threats stand that are new.
fn threats(desk: &mut Desk<'_>) -> Option<String> {
    let findings = desk.findings;
    let known: Vec<usize> = findings.findings.changes.threats.iter().filter_map(|id| desk.threat(id)).collect();
    let evidence = known.into_iter().flat_map(|at| &findings.threats[at].item.fact.evidence);
    let cites = desk.cites(evidence);
    (!cites.is_empty()).then_some(cites)
}

fn articles(desk: &mut Desk<'_>) -> Vec<String> {
    let changes = &desk.findings.findings.changes;
    let mut told = Vec::new();
    let (new, gone) = (changes.articles.len(), changes.articles_gone.len());
    if new > 0 {
        let n = desk.counted(new, format!("{AT}/articles"));
        let few = &changes.articles[..new.min(ROWS)];
        let more = if new > ROWS { " and more" } else { "" };
        told.push(format!("{n} {} ({}{more})", plural(new, "article is new", "articles are new"), desk.articles(few)));
    }
    if gone > 0 {
        let n = desk.counted(gone, format!("{AT}/articles_gone"));
        let paths: Vec<String> = changes
            .articles_gone
            .iter()
            .enumerate()
            .take(ROWS)
            .map(|(at, path)| desk.file(path, &format!("{AT}/articles_gone/{at}")))
            .collect();
        let more = if gone > ROWS { " and more" } else { "" };
        let what = plural(gone, "article is no longer read", "articles are no longer read");
        told.push(format!("{n} {what} ({}{more})", paths.join(", ")));
    }
    if new + gone == 0 {
        told.push("the same articles".to_owned());
    }
    told
}

/// The footer of coverage: how much was read, of which days, and what was not.
fn read(desk: &mut Desk<'_>) -> String {
    let findings = desk.findings;
    let coverage = &findings.findings.coverage;
    let (articles, origins, skipped) = (findings.documents.len(), coverage.origins.len(), findings.skipped.len());
    let mut text = format!(
        "{} {}, {} named {}",
        desk.counted(articles, "/documents"),
        plural(articles, "article", "articles"),
        desk.counted(origins, "/findings/coverage/origins"),
        plural(origins, "origin", "origins"),
    );
    match (coverage.first, coverage.last) {
        (Some(first), Some(last)) => {
            let dated = desk.counted(coverage.dated.len(), "/findings/coverage/dated");
            let last_day = desk.derive(ClaimKind::Date, &wording::short_day(last), "/findings/coverage/last");
            text = format!("{text}; {dated} dated, published ");
            if first != last {
                let first = desk.derive(ClaimKind::Date, &wording::short_day(first), "/findings/coverage/first");
                text = format!("{text}{first} – ");
            }
            text.push_str(&last_day);
        }
        _ => text.push_str("; none dated"),
    }
    format!("{text}; {} skipped", desk.counted(skipped, "/skipped"))
}
