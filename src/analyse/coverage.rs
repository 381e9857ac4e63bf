//! What was read, how much of it has a date, and how firm each incident is.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::model::dataset::{Item, Source};
use crate::model::document::Skipped;
use crate::model::findings::{Confidence, Coverage, Grounds, Language, Month, Origin, Placed};
use crate::model::incident::Incident;
use crate::model::statement::Statement;

use super::placing::is_dated;

/// Measures what was read.
pub(super) fn coverage(
    documents: &[Source],
    skipped: &[Skipped],
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    as_of: NaiveDate,
) -> Coverage {
    let mut origins: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut coverage = Coverage {
        dated: Vec::new(),
        undated: Vec::new(),
        first: None,
        last: None,
        days_since_last: None,
        span: None,
        origins: Vec::new(),
        without_origin: Vec::new(),
        undated_incidents: Vec::new(),
        dated_incidents: 0,
        incidents_outside: incidents.iter().filter(|placed| placed.in_period == Some(false)).count(),
        statements_outside: statements.iter().filter(|placed| placed.in_period == Some(false)).count(),
        languages: languages(skipped),
        months: Vec::new(),
    };
    for source in documents {
        match source.record.published {
            Some(_) => coverage.dated.push(source.label.clone()),
            None => coverage.undated.push(source.label.clone()),
        }
        if source.record.origin.is_none() && source.record.publisher.is_none() {
            coverage.without_origin.push(source.label.clone());
        } else {
            origins.entry(&source.origin_counted).or_default().push(source.label.clone());
        }
    }
    coverage.origins = origins.into_iter().map(|(name, articles)| Origin { name: name.to_owned(), articles }).collect();
    coverage.undated_incidents = incidents
        .iter()
        .filter(|placed| !is_dated(placed.item.date.as_ref()))
        .map(|placed| placed.item.id.clone())
        .collect();

    coverage.dated_incidents = incidents.len() - coverage.undated_incidents.len();
    let published = || documents.iter().filter_map(|source| Some(source.record.published?.date));
    coverage.first = published().min();
    coverage.last = published().max();
    coverage.days_since_last = coverage.last.map(|last| (as_of - last).num_days());
    let told = incidents.iter().filter_map(|placed| placed.item.date.as_ref()?.range());
    let days: Vec<NaiveDate> = published().chain(told.flat_map(|(start, end)| [start, end])).collect();
    coverage.span = days.iter().min().copied().zip(days.iter().max().copied());
    coverage.months = months(documents);
    coverage
}

/// What was skipped for its language, by the language.
fn languages(skipped: &[Skipped]) -> Vec<Language> {
    let mut languages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for document in skipped {
        if let Some(name) = &document.language {
            languages.entry(name).or_default().push(document.path.clone());
        }
    }
    languages.into_iter().map(|(name, documents)| Language { name: name.to_owned(), documents }).collect()
}

/// Articles by month, from the first to the last month that has one.
fn months(documents: &[Source]) -> Vec<Month> {
    let mut by_month: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    for source in documents {
        if let Some(published) = source.record.published {
            by_month.entry(first_of_month(published.date)).or_default().push(source.label.clone());
        }
    }
    let ends = by_month.keys().next().copied().zip(by_month.keys().next_back().copied());
    if let Some((mut month, last)) = ends {
        while month < last {
            by_month.entry(month).or_default();
            match month.checked_add_months(Months::new(1)) {
                Some(next) => month = next,
                None => break,
            }
        }
    }
    by_month.into_iter().map(|(first_day, articles)| Month { first_day, articles }).collect()
}

/// Whether every month from that of `from` to that of `to` has a dated article.
pub(super) fn is_covered(coverage: &Coverage, from: NaiveDate, to: NaiveDate) -> bool {
    let (from, to) = (first_of_month(from), first_of_month(to));
    let within: Vec<&Month> = coverage.months.iter().filter(|m| from <= m.first_day && m.first_day <= to).collect();
    within.first().is_some_and(|month| month.first_day == from)
        && within.last().is_some_and(|month| month.first_day == to)
        && within.iter().all(|month| !month.articles.is_empty())
}

/// The first day of a day's month.
fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

/// How firm each incident is: by origins, one step down where a report could not be verified.
pub(super) fn grounds(incidents: &[Placed<Incident>]) -> Vec<Grounds> {
    incidents
        .iter()
        .map(|placed| {
            let incident = &placed.item;
            let origins = incident.origins().len();
            let caveat = incident.reports.iter().any(|report| !report.caveats.is_empty());
            let confidence = match (origins, caveat) {
                (3.., false) => Confidence::High,
                (2, false) | (3.., true) => Confidence::Moderate,
                _ => Confidence::Low,
            };
            let mut articles: Vec<&str> = incident.reports.iter().map(|report| report.document.as_str()).collect();
            articles.sort_unstable();
            articles.dedup();
            Grounds { incident: incident.id.clone(), articles: articles.len(), origins, caveat, confidence }
        })
        .collect()
}
