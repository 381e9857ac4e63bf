//! The title block and what has to be read first.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::ledger::raw;
use crate::compose::wording::{capital, level, list, long_day, plural, small};
use crate::model::edition::ClaimKind;

/// So many articles are named whose date could place something.
const DATABLE: usize = 3;
/// So many incidents are named that it could place.
const PLACED: usize = 4;

/// The head of page one.
#[derive(Debug, Serialize)]
pub(super) struct Header {
    title: String,
    marking: Option<String>,
    as_of: String,
    period: String,
    level: Option<String>,
    level_reason: Option<String>,
    read: String,
    edition: &'static str,
    /// Sentences to be read first.
    notices: Vec<String>,
}

pub(super) fn header(desk: &mut Desk<'_>) -> Header {
    let findings = desk.findings;
    let report = &findings.report;
    let threat = findings.findings.threat_assessment.as_ref();
    Header {
        title: desk.derive(ClaimKind::Name, &report.title, "/report/title"),
        marking: desk.settings.marking.clone(),
        as_of: desk.derive(ClaimKind::Date, &long_day(report.as_of), "/report/as_of"),
        period: period(desk),
        level: threat.map(|threat| {
            let at = "/findings/threat_assessment/level/value";
            desk.derive(ClaimKind::Word, level(threat.level.value), at)
        }),
        level_reason: threat.filter(|threat| threat.level.value.is_none()).map(|_| "too few dated reports".to_owned()),
        read: read(desk),
        edition: if report.previous.is_none() { "first" } else { "follows an earlier one" },
        notices: notices(desk),
    }
}

fn period(desk: &mut Desk<'_>) -> String {
    let findings = desk.findings;
    let period = findings.report.period;
    if let Some(from) = period.from {
        let from = desk.derive(ClaimKind::Date, &long_day(from), "/report/period/from");
        let to = desk.derive(ClaimKind::Date, &long_day(period.to), "/report/period/to");
        return format!("{from} – {to}");
    }
    match findings.findings.coverage.span {
        Some((first, last)) => {
            let first = desk.derive(ClaimKind::Date, &long_day(first), "/findings/coverage/span/0");
            let last = desk.derive(ClaimKind::Date, &long_day(last), "/findings/coverage/span/1");
            format!("all ({first} – {last})")
        }
        None => "all (nothing dated)".to_owned(),
    }
}

fn read(desk: &mut Desk<'_>) -> String {
    let findings = desk.findings;
    let coverage = &findings.findings.coverage;
    let (articles, origins, skipped) = (findings.documents.len(), coverage.origins.len(), findings.skipped.len());
    format!(
        "{} {}, {} named {}, {} skipped",
        desk.counted(articles, "/documents"),
        plural(articles, "article", "articles"),
        desk.counted(origins, "/findings/coverage/origins"),
        plural(origins, "origin", "origins"),
        desk.counted(skipped, "/skipped"),
    )
}

/// What weakens everything below: nothing read, little dated, a corpus that ends long ago.
fn notices(desk: &mut Desk<'_>) -> Vec<String> {
    let findings = desk.findings;
    let coverage = &findings.findings.coverage;
    if findings.documents.is_empty() {
        return vec![
            "No article was read. Everything below is empty for that reason, not because nothing happened.".to_owned(),
        ];
    }
    let mut notices = Vec::new();
    let undated = coverage.undated_incidents.len();
    let incidents = findings.incidents.len();
    if !coverage.undated.is_empty() || undated > 0 {
        let dated = coverage.dated.len();
        let number = dated_number(desk, dated);
        let total = desk.counted_small(findings.documents.len(), "/documents");
        let mut sentence = format!(
            "{number} of the {total} {} {} a date",
            plural(findings.documents.len(), "article", "articles"),
            plural(dated.max(1), "states", "state")
        );
        if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
            let first_day = desk.derive(ClaimKind::Date, &long_day(first), "/findings/coverage/first");
            if first == last {
                sentence = format!("{sentence} ({first_day})");
            } else {
                let last_day = desk.derive(ClaimKind::Date, &long_day(last), "/findings/coverage/last");
                sentence = format!("{sentence} ({first_day} – {last_day})");
            }
        }
        if undated > 0 {
            let part = desk.counted_small(undated, "/findings/coverage/undated_incidents");
            let whole = desk.counted_small(incidents, "/incidents");
            sentence = format!(
                "{sentence}; {part} of the {whole} {} {} no date",
                plural(incidents, "incident", "incidents"),
                plural(undated, "has", "have")
            );
        }
        notices.push(format!("{sentence}."));
        notices.extend(datable(desk));
    }
    if let Some(days) = coverage.days_since_last.filter(|_| coverage.stale) {
        let number = crate::compose::wording::number(days.unsigned_abs());
        let number = desk.derive(ClaimKind::Figure, &number, "/findings/coverage/days_since_last");
        notices.push(format!(
            "{}The latest dated article is {number} {} older than the as-of date.{}",
            raw("**"),
            plural(days.unsigned_abs() as usize, "day", "days"),
            raw("**")
        ));
    }
    if !notices.is_empty() {
        notices.push("What the corpus does not tell is not evidence of calm.".to_owned());
    }
    notices
}

/// Which articles' dates could place most.
fn datable(desk: &mut Desk<'_>) -> Option<String> {
    let findings = desk.findings;
    let mut articles = Vec::new();
    for (at, datable) in findings.findings.coverage.datable.iter().enumerate().take(DATABLE) {
        let of = format!("/findings/coverage/datable/{at}");
        let mut parts = Vec::new();
        if !datable.incidents.is_empty() {
            parts.push(desk.incident_plain(&datable.incidents, PLACED, format!("{of}/incidents")));
        }
        if !datable.denials.is_empty() {
            let n = desk.counted_small(datable.denials.len(), format!("{of}/denials"));
            parts.push(format!("{n} {}", plural(datable.denials.len(), "denial", "denials")));
        }
        articles.push(format!("{} ({})", desk.article(&datable.article), parts.join("; ")));
    }
    (!articles.is_empty())
        .then(|| format!("Publication dates in the corrections file could place most for {}.", list(&articles)))
}

/// "None", "One", … at the head of a sentence.
fn dated_number(desk: &mut Desk<'_>, dated: usize) -> String {
    let words = if dated == 0 { "None".to_owned() } else { capital(&small(dated)) };
    desk.ledger.derive(ClaimKind::Figure, &words, crate::model::edition::Rule::Counted, "/findings/coverage/dated")
}
