//! What was read, how much of it has a date, and how firm each incident is.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use crate::model::dataset::{Item, Source};
use crate::model::document::Skipped;
use crate::model::findings::{Confidence, Coverage, Datable, Gap, Grounds, Language, Month, Origin, Placed};
use crate::model::incident::Incident;
use crate::model::statement::Statement;

use super::attacks::is_attack;
use super::indicators::target_class;
use super::placing::is_dated;
use super::settings::Settings;
use super::speakers::Speakers;

/// Measures what was read.
pub(super) fn coverage(
    documents: &[Source],
    skipped: &[Skipped],
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    settings: &Settings,
) -> Coverage {
    let as_of = settings.as_of;
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
        gaps: Vec::new(),
        stale_after_days: settings.page_one.stale_after_days,
        stale: false,
        datable: Vec::new(),
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
    coverage.gaps = gaps(&coverage, settings.period.from, as_of);
    coverage.stale = coverage.days_since_last.is_some_and(|days| days > i64::from(coverage.stale_after_days));
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
    let mut by_month: BTreeMap<NaiveDate, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for source in documents {
        if let Some(published) = source.record.published {
            let (articles, origins) = by_month.entry(first_of_month(published.date)).or_default();
            articles.push(source.label.clone());
            if source.record.origin.is_some() || source.record.publisher.is_some() {
                origins.push(source.origin_counted.clone());
            }
        }
    }
    for (_, origins) in by_month.values_mut() {
        origins.sort_unstable();
        origins.dedup();
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
    by_month.into_iter().map(|(first_day, (articles, origins))| Month { first_day, articles, origins }).collect()
}

/// Months without an article, those in a row together: of the period, or where it is open from the first month that has one,
/// to the last full one before as-of.
fn gaps(coverage: &Coverage, from: Option<NaiveDate>, as_of: NaiveDate) -> Vec<Gap> {
    let (Some(first), Some(last)) = (coverage.months.first(), last_full_month(as_of)) else { return Vec::new() };
    let mut gaps: Vec<Gap> = Vec::new();
    for month in uncovered(coverage, from.unwrap_or(first.first_day), last) {
        match gaps.last_mut() {
            Some(gap) if gap.end.checked_add_months(Months::new(1)) == Some(month) => {
                gap.end = month;
                gap.months.push(month);
            }
            _ => gaps.push(Gap { start: month, end: month, months: vec![month] }),
        }
    }
    gaps
}

/// Months without a dated article from that of `from` to the last full one before as-of, by first day.
pub(super) fn uncovered_until(coverage: &Coverage, from: NaiveDate, as_of: NaiveDate) -> Vec<NaiveDate> {
    last_full_month(as_of).map(|last| uncovered(coverage, from, last)).unwrap_or_default()
}

/// First days of the months from that of `from` to that of `to` in which no dated article was published.
pub(super) fn uncovered(coverage: &Coverage, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let covered: BTreeSet<NaiveDate> =
        coverage.months.iter().filter(|month| !month.articles.is_empty()).map(|month| month.first_day).collect();
    let mut uncovered = Vec::new();
    let (mut month, last) = (first_of_month(from), first_of_month(to));
    while month <= last {
        if !covered.contains(&month) {
            uncovered.push(month);
        }
        match month.checked_add_months(Months::new(1)) {
            Some(next) => month = next,
            None => break,
        }
    }
    uncovered
}

/// First day of the last calendar month that is over on as-of.
pub(super) fn last_full_month(as_of: NaiveDate) -> Option<NaiveDate> {
    let this = first_of_month(as_of);
    let ends_today = this.checked_add_months(Months::new(1)).is_some_and(|next| next.pred_opt() == Some(as_of));
    if ends_today { Some(this) } else { this.checked_sub_months(Months::new(1)) }
}

/// Undated articles by what their date could place: incidents that they tell with words of time, and undated denials.
pub(super) fn datable(
    coverage: &Coverage,
    documents: &[Source],
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    denials: &BTreeSet<&str>,
) -> Vec<Datable> {
    let label: BTreeMap<&str, &str> = documents
        .iter()
        .filter(|source| source.record.published.is_none())
        .map(|source| (source.record.id.as_str(), source.label.as_str()))
        .collect();
    let mut by_article: BTreeMap<&str, Datable> = BTreeMap::new();
    let mut of = |document: &str, add: &dyn Fn(&mut Datable)| {
        if let Some(label) = label.get(document) {
            let empty = || Datable { article: (*label).to_owned(), incidents: Vec::new(), denials: Vec::new() };
            add(by_article.entry(label).or_insert_with(empty));
        }
    };
    for placed in incidents.iter().filter(|placed| !is_dated(placed.item.date.as_ref())) {
        for report in placed.item.reports.iter().filter(|report| report.date.is_some()) {
            of(&report.document, &|datable| datable.incidents.push(placed.item.id.clone()));
        }
    }
    for item in statements.iter().map(|placed| &placed.item).filter(|item| denials.contains(item.id.as_str())) {
        for telling in &item.reports {
            of(&telling.document, &|datable| datable.denials.push(item.id.clone()));
        }
    }
    let order: BTreeMap<&str, usize> = coverage.undated.iter().enumerate().map(|(at, l)| (l.as_str(), at)).collect();
    let mut datable: Vec<Datable> = by_article.into_values().collect();
    for article in &mut datable {
        article.incidents.dedup();
        article.denials.dedup();
    }
    let places = |article: &Datable| article.incidents.len() + article.denials.len();
    datable.sort_by_key(|article| (Reverse(places(article)), order.get(article.article.as_str()).copied()));
    datable
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

/// How firm each incident is: by origins, one step down where a report could not be verified or all rest on one party.
pub(super) fn grounds(incidents: &[Placed<Incident>], speakers: &Speakers<'_>) -> Vec<Grounds> {
    incidents
        .iter()
        .map(|placed| {
            let incident = &placed.item;
            let origins = incident.origins().len();
            let caveat = incident.reports.iter().any(|report| !report.caveats.is_empty());
            let one_party = one_party(incident, speakers);
            let confidence = confidence(origins, caveat || one_party);
            let mut articles: Vec<&str> = incident.reports.iter().map(|report| report.document.as_str()).collect();
            articles.sort_unstable();
            articles.dedup();
            let by_place = incident.target.is_none().then(|| target_class(speakers.relations, incident)).flatten();
            Grounds {
                incident: incident.id.clone(),
                articles: articles.len(),
                origins,
                caveat,
                one_party,
                confidence,
                target_by_place: by_place.filter(|_| is_attack(incident.event_type)).map(str::to_owned),
            }
        })
        .collect()
}

/// Three or more origins, high; two, moderate; one, low; one step down for a doubt.
pub(super) fn confidence(origins: usize, doubt: bool) -> Confidence {
    match (origins, doubt) {
        (3.., false) => Confidence::High,
        (2, false) | (3.., true) => Confidence::Moderate,
        _ => Confidence::Low,
    }
}

/// Whether every report that gives figures has them from one party to the conflict.
fn one_party(incident: &Incident, speakers: &Speakers<'_>) -> bool {
    let counts = incident.reports.iter().flat_map(|report| report.killed.iter().chain(&report.wounded));
    let mut sides: Vec<Option<&str>> =
        counts.map(|count| count.said_by.as_ref().and_then(|actor| speakers.party(&actor.name))).collect();
    sides.sort_unstable();
    sides.dedup();
    matches!(sides[..], [Some(_)])
}
