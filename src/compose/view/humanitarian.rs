//! How people live, in rows.

use serde::Serialize;

use crate::compose::desk::Desk;
use crate::compose::wording::{self, NOT_STATED};
use crate::model::edition::ClaimKind;

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
    value: String,
    direction: String,
    as_of: String,
    said_by: String,
    source: String,
}

pub(super) fn humanitarian(desk: &mut Desk<'_>) -> Humanitarian {
    let context = &desk.findings.findings.humanitarian_context;
    let mut rows = Vec::new();
    for sector in &context.sectors {
        rows.extend(sector.conditions.iter().filter_map(|id| row(desk, id)));
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

fn row(desk: &mut Desk<'_>, id: &str) -> Option<Row> {
    let at = desk.condition(id)?;
    let fact = &desk.findings.conditions[at].item.fact;
    let of = format!("/conditions/{at}");
    let evidence = &fact.evidence;
    let value = match fact.value {
        Some(value) => {
            let text = wording::quantity(value, fact.unit.as_deref(), fact.qualifier);
            desk.stated(ClaimKind::Figure, &text, evidence, format!("{of}/value"))
        }
        None => "no figure".to_owned(),
    };
    let sector = wording::capital(wording::sector(fact.sector));
    let indicator = desk.stated(ClaimKind::Word, &fact.indicator, evidence, format!("{of}/indicator"));
    Some(Row {
        sector: desk.stated(ClaimKind::Word, &sector, evidence, format!("{of}/sector")),
        indicator: match &fact.place {
            Some(_) => {
                let place = desk.stated(
                    ClaimKind::Place,
                    &wording::place(fact.place.as_ref()),
                    evidence,
                    format!("{of}/place"),
                );
                format!("{indicator}, {place}")
            }
            None => indicator,
        },
        value,
        direction: desk.stated(
            ClaimKind::Word,
            wording::direction(fact.direction),
            evidence,
            format!("{of}/direction"),
        ),
        as_of: match &fact.as_of {
            Some(_) => desk.date(fact.as_of.as_ref(), evidence, format!("{of}/as_of")),
            None => NOT_STATED.to_owned(),
        },
        said_by: match &fact.said_by {
            Some(actor) => desk.stated(ClaimKind::Name, &actor.name, evidence, format!("{of}/said_by/name")),
            None => "article".to_owned(),
        },
        source: desk.cites(evidence),
    })
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
