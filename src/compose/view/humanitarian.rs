//! How people live: a row for each measure, the latest figure first; forecasts in the words of those who warn.

use serde::Serialize;

use crate::compose::desk::{Desk, facts_file};
use crate::compose::wording::{self, NOT_STATED};
use crate::model::edition::ClaimKind;
use crate::model::findings::Series;

/// Other figures of a series before the rest is counted.
const FEW: usize = 4;

/// Warnings before the rest is counted.
const LINES: usize = 8;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Humanitarian {
    rows: Vec<Row>,
    undated: Option<&'static str>,
    warnings: Vec<String>,
    not_found: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Row {
    sector: String,
    /// With the place, where one is stated.
    indicator: String,
    /// The latest figure with its direction and citations.
    latest: String,
    as_of: String,
    said_by: String,
    /// Other figures: of the same article, disputed and earlier ones.
    others: String,
}

pub(super) fn humanitarian(desk: &mut Desk<'_>) -> Humanitarian {
    let context = &desk.findings.findings.humanitarian_context;
    let mut rows = Vec::new();
    for (at, sector) in context.sectors.iter().enumerate() {
        for (number, series) in sector.series.iter().enumerate() {
            let of = format!("/findings/humanitarian_context/sectors/{at}/series/{number}");
            rows.extend(row(desk, series, &of));
        }
    }
    let shown: usize = context.sectors.iter().map(|sector| sector.conditions.len()).sum();
    let undated = context.undated.iter().filter(|id| !context.warnings.contains(id)).count();
    Humanitarian {
        rows,
        undated: match undated {
            0 => None,
            _ if undated == shown => {
                Some("None of these items has a date: read them as background, not as the state on the as-of date.")
            }
            _ => Some("Where “as of” is not stated, read an item as background, not as the state on the as-of date."),
        },
        warnings: warnings(desk),
        not_found: context.not_found.iter().map(|sector| wording::sector(*sector)).collect(),
    }
}

fn row(desk: &mut Desk<'_>, series: &Series, series_of: &str) -> Option<Row> {
    let at = desk.condition(&series.latest)?;
    let fact = &desk.findings.conditions[at].item.fact;
    let of = format!("/conditions/{at}");
    let evidence = &fact.evidence;
    let sector = wording::capital(wording::sector(fact.sector));
    let indicator = desk.stated(ClaimKind::Word, &fact.indicator, evidence, format!("{of}/indicator"));
    let place = fact.place.as_ref().map(|place| wording::place(Some(place)));
    let agreeing: Vec<usize> = series.agreeing.iter().filter_map(|id| desk.condition(id)).collect();
    let sentences = agreeing.into_iter().flat_map(|at| &desk.findings.conditions[at].item.fact.evidence);
    let sentences: Vec<_> = evidence.iter().chain(sentences).collect();
    let mut latest = figure(desk, at);
    if fact.direction.is_some() {
        let word = wording::direction(fact.direction);
        latest = format!("{latest}, {}", desk.stated(ClaimKind::Word, word, evidence, format!("{of}/direction")));
    }
    Some(Row {
        sector: desk.stated(ClaimKind::Word, &sector, evidence, format!("{of}/sector")),
        indicator: match place {
            Some(place) => {
                format!("{indicator}, {}", desk.stated(ClaimKind::Place, &place, evidence, format!("{of}/place")))
            }
            None => indicator,
        },
        latest: format!("{latest} {}", desk.cites(sentences)),
        as_of: as_of(desk, at),
        said_by: match &fact.said_by {
            Some(actor) => desk.stated(ClaimKind::Name, &actor.name, evidence, format!("{of}/said_by/name")),
            None => origin(desk, at),
        },
        others: others(desk, series, series_of),
    })
}

/// A value with its unit.
fn figure(desk: &mut Desk<'_>, at: usize) -> String {
    let fact = &desk.findings.conditions[at].item.fact;
    match fact.value {
        Some(value) => {
            let text = wording::quantity(value, fact.unit.as_deref(), fact.qualifier);
            desk.stated(ClaimKind::Figure, &text, &fact.evidence, format!("/conditions/{at}/value"))
        }
        None => "no figure".to_owned(),
    }
}

/// When it holds; where that is not stated, the day of the article bounds it.
fn as_of(desk: &mut Desk<'_>, at: usize) -> String {
    let findings = desk.findings;
    let item = &findings.conditions[at].item;
    if item.fact.as_of.is_some() {
        return desk.date(item.fact.as_of.as_ref(), &item.fact.evidence, format!("/conditions/{at}/as_of"));
    }
    let document = item.reports.first().and_then(|report| desk.document(&report.document));
    let published = document.and_then(|at| Some((at, findings.documents[at].record.published?.date)));
    match published {
        Some((document, day)) => {
            let of = format!("/documents/{document}/published/date");
            let by = desk.derive(ClaimKind::Date, &format!("by {}", wording::short_day(day)), of);
            format!("{NOT_STATED}; {by}")
        }
        None => NOT_STATED.to_owned(),
    }
}

/// Whose report it is, where nobody is quoted with it.
fn origin(desk: &mut Desk<'_>, at: usize) -> String {
    let findings = desk.findings;
    let Some(report) = findings.conditions[at].item.reports.first() else { return "article".to_owned() };
    if report.origin == report.document {
        return "article".to_owned();
    }
    desk.derive(ClaimKind::Name, &report.origin, format!("/conditions/{at}/reports/0/origin"))
}

/// Figures beside the latest one, and how they stand to it.
fn others(desk: &mut Desk<'_>, series: &Series, of: &str) -> String {
    let mut parts = Vec::new();
    for (word, key, ids) in [
        ("also", "also", &series.also),
        ("disputed by", "disputed", &series.disputed),
        ("earlier", "earlier", &series.earlier),
    ] {
        let mut told = Vec::new();
        let known: Vec<usize> = ids.iter().take(FEW).filter_map(|id| desk.condition(id)).collect();
        for at in known {
            let fact = &desk.findings.conditions[at].item.fact;
            let date = fact.as_of.as_ref().filter(|date| key == "earlier" && date.range().is_some());
            let date = date.map(|date| desk.date(Some(date), &fact.evidence, format!("/conditions/{at}/as_of")));
            let origin = if key == "disputed" { format!("{}, ", origin(desk, at)) } else { String::new() };
            let when = date.map(|date| format!(" ({date})")).unwrap_or_default();
            told.push(format!("{origin}{}{when} {}", figure(desk, at), desk.cites(&fact.evidence)));
        }
        if ids.len() > FEW {
            let n = desk.counted(ids.len(), format!("{of}/{key}"));
            told.push(format!("{n} in all"));
        }
        if !told.is_empty() {
            parts.push(format!("{word}: {}", told.join(", ")));
        }
    }
    if parts.is_empty() { "–".to_owned() } else { parts.join("; ") }
}

/// Forecasts: the words of those who warn, and of the others the sentence.
fn warnings(desk: &mut Desk<'_>) -> Vec<String> {
    let findings = desk.findings;
    let context = &findings.findings.humanitarian_context;
    let mut warnings: Vec<String> = desk.told(&context.warned_by).into_iter().map(|(text, _)| text).collect();
    for id in &context.warnings {
        let Some(at) = desk.condition(id) else { continue };
        let evidence = &findings.conditions[at].item.fact.evidence;
        let mut said = context.warned_by.iter().filter_map(|id| desk.statement(id));
        if !said.any(|(_, statement)| statement.evidence.iter().any(|slice| evidence.contains(slice))) {
            warnings.extend(warning(desk, id));
        }
    }
    if warnings.len() > LINES {
        warnings.truncate(LINES);
        let n = desk.counted(context.warnings.len(), "/findings/humanitarian_context/warnings");
        warnings.push(format!("Forecasts in all: {n}; see {}", facts_file()));
    }
    warnings
}

/// A forecast in the words of its sentence.
fn warning(desk: &mut Desk<'_>, id: &str) -> Option<String> {
    let at = desk.condition(id)?;
    let fact = &desk.findings.conditions[at].item.fact;
    let of = format!("/conditions/{at}");
    let what =
        |desk: &mut Desk<'_>, text: &str| desk.stated(ClaimKind::Word, text, &fact.evidence, format!("{of}/indicator"));
    let who = if let Some(actor) = &fact.said_by {
        let name = desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name"));
        format!("{name}, on {}", what(desk, &fact.indicator))
    } else {
        what(desk, &wording::capital(&fact.indicator))
    };
    let words = fact.evidence.first().map(|e| e.text.clone()).unwrap_or_default();
    let quote = desk.quoted(&words, &fact.evidence, &format!("{of}/evidence/0/text"));
    Some(format!("{who}: {quote} {}", desk.cites(&fact.evidence)))
}
