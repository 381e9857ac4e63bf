//! How people live: a row for each measure, the latest figure first; forecasts in the words of those who warn. The body has the
//! weightiest rows and warnings, the annex all rows where there are more.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED};
use crate::model::edition::ClaimKind;
use crate::model::findings::Series;

/// Other figures of a series before the rest is counted.
const FEW: usize = 4;

/// Where the parts of its lists stand.
const BODY: &str = "/findings/body";

/// Where a series has no other figure.
const NONE: &str = "–";

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Humanitarian {
    rows: Vec<Row>,
    /// All rows, where the body does not have them or leaves other figures out.
    all: Vec<Row>,
    /// What the annex and the statement log have besides, as a sentence; `None` for nothing.
    more: Option<String>,
    undated: Option<&'static str>,
    warnings: Vec<String>,
    /// Forecasts that the body has no room for.
    warnings_rest: Vec<String>,
    not_found: Vec<&'static str>,
}

impl Humanitarian {
    /// Whether the annex has a part of the section.
    pub(super) fn has_annex(&self) -> bool {
        !self.all.is_empty() || !self.warnings_rest.is_empty()
    }
}

#[derive(Debug, Clone, Serialize)]
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
    let part = &desk.findings.findings.body.conditions;
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for (at, sector) in context.sectors.iter().enumerate() {
        for (number, series) in sector.series.iter().enumerate() {
            let of = format!("/findings/humanitarian_context/sectors/{at}/series/{number}");
            let Some(row) = row(desk, series, &of) else { continue };
            if part.shown.contains(&series.latest) {
                rows.push(row.clone());
            }
            all.push(row);
        }
    }
    let figures = all.iter().any(|row| row.others != NONE);
    if part.rest.is_empty() && !figures {
        all.clear();
    }
    let (warnings, warnings_rest) = warnings(desk);
    let shown: usize = context.sectors.iter().map(|sector| sector.conditions.len()).sum();
    let undated = context.undated.iter().filter(|id| !context.warnings.contains(id)).count();
    Humanitarian {
        rows,
        more: more(desk, figures),
        all,
        undated: match undated {
            0 => None,
            _ if undated == shown => {
                Some("None of these items has a date: read them as background, not as the state on the as-of date.")
            }
            _ => Some("Where “as of” is not stated, read an item as background, not as the state on the as-of date."),
        },
        warnings,
        warnings_rest,
        not_found: context.not_found.iter().map(|sector| wording::sector(*sector)).collect(),
    }
}

/// What the annex and the statement log have besides, as a sentence.
fn more(desk: &mut Desk<'_>, figures: bool) -> Option<String> {
    let body = &desk.findings.findings.body;
    let rows =
        desk.rest(&body.conditions.rest, format!("{BODY}/conditions/rest"), "other indicator", "other indicators");
    let figures = figures.then(|| "earlier and disputed figures".to_owned());
    let forecasts = desk.rest(&body.forecasts.rest, format!("{BODY}/forecasts/rest"), "forecast", "forecasts");
    let warned = desk.rest(&body.warned_by.rest, format!("{BODY}/warned_by/rest"), "warning", "warnings");
    let annex = [rows, figures, forecasts].into_iter().flatten().collect();
    wording::besides(annex, warned.into_iter().collect(), desk.has_log())
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
    desk.told_by(&findings.conditions[at].item.reports, &format!("/conditions/{at}"))
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
    if parts.is_empty() { NONE.to_owned() } else { parts.join("; ") }
}

/// Forecasts: the words of those who warn, and of the others the sentence; then those that the body has no room for.
fn warnings(desk: &mut Desk<'_>) -> (Vec<String>, Vec<String>) {
    let body = &desk.findings.findings.body;
    let mut warnings: Vec<String> = desk.told(&body.warned_by.shown).into_iter().map(|(text, _)| text).collect();
    warnings.extend(body.forecasts.shown.iter().filter_map(|id| warning(desk, id)));
    let rest = body.forecasts.rest.iter().filter_map(|id| warning(desk, id)).collect();
    (warnings, rest)
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
