//! Incidents → files for spreadsheets and maps. docs/incidents.md says what the columns mean.

mod csv;
mod geojson;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::casualties::Toll;
use crate::model::date::Precision;
use crate::model::findings::{Basis, Findings};
use crate::model::incident::{EventType, Incident};
use crate::model::place::GeoPrecision;

use super::wording;

/// `incidents.csv` and `incidents.geojson`: every incident, inside the period or not.
pub(super) fn exports(findings: &Findings) -> BTreeMap<String, Vec<u8>> {
    let rows: Vec<Row<'_>> = (0..findings.incidents.len()).map(|at| Row::of(findings, at)).collect();
    BTreeMap::from([
        ("incidents.csv".to_owned(), csv::csv(&rows).into_bytes()),
        ("incidents.geojson".to_owned(), geojson::geojson(&rows)),
    ])
}

/// An incident laid flat. The order of the fields is that of the columns.
#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    number: String,
    event_type: EventType,
    in_period: Option<bool>,
    date_start: Option<NaiveDate>,
    date_end: Option<NaiveDate>,
    date_precision: Option<Precision>,
    date_text: Option<&'a str>,
    not_before: Option<NaiveDate>,
    not_after: Option<NaiveDate>,
    place: Option<&'a str>,
    province: Option<&'a str>,
    country: Option<&'a str>,
    place_precision: Option<GeoPrecision>,
    lat: Option<f64>,
    lon: Option<f64>,
    perpetrator: Option<&'a str>,
    basis: Option<Basis>,
    target: Option<&'a str>,
    killed_low: Option<u64>,
    killed_best: Option<u64>,
    killed_high: Option<u64>,
    killed_text: Option<String>,
    wounded_low: Option<u64>,
    wounded_best: Option<u64>,
    wounded_high: Option<u64>,
    wounded_text: Option<String>,
    abducted_low: Option<u64>,
    abducted_best: Option<u64>,
    abducted_high: Option<u64>,
    abducted_text: Option<String>,
    articles: usize,
    origins: usize,
    confidence: Option<&'static str>,
    corrected: bool,
    documents: String,
}

impl<'a> Row<'a> {
    fn of(findings: &'a Findings, at: usize) -> Self {
        let placed = &findings.incidents[at];
        let incident = &placed.item;
        let date = incident.date.as_ref();
        let place = incident.place.as_ref();
        let grounds = findings.findings.grounds.get(at);
        let threat = findings.findings.threat_assessment.as_ref();
        let figures = |toll: &Option<Toll>| match toll {
            Some(toll) => (toll.low, toll.best, toll.high, Some(wording::toll(Some(toll)))),
            None => (None, None, None, None),
        };
        let (killed_low, killed_best, killed_high, killed_text) = figures(&incident.killed);
        let (wounded_low, wounded_best, wounded_high, wounded_text) = figures(&incident.wounded);
        let (abducted_low, abducted_best, abducted_high, abducted_text) = figures(&incident.abducted);
        Self {
            id: &incident.id,
            number: format!("I{}", at + 1),
            event_type: incident.event_type,
            in_period: placed.in_period,
            date_start: date.and_then(|date| date.start),
            date_end: date.and_then(|date| date.end),
            date_precision: date.map(|date| date.precision),
            date_text: date.map(|date| date.text.as_str()).filter(|text| !text.is_empty()),
            not_before: date.and_then(|date| date.not_before),
            not_after: date.and_then(|date| date.not_after),
            place: place.map(|place| place.name.as_str()),
            province: place.and_then(|place| place.admin1.as_deref()),
            country: place.and_then(|place| place.country.as_deref()),
            place_precision: place.map(|place| place.precision),
            lat: place.and_then(|place| place.lat),
            lon: place.and_then(|place| place.lon),
            perpetrator: incident.perpetrator.as_ref().map(|actor| actor.name.as_str()),
            basis: threat.and_then(|threat| threat.basis.get(&incident.id)).copied(),
            target: incident.target.as_deref(),
            killed_low,
            killed_best,
            killed_high,
            killed_text,
            wounded_low,
            wounded_best,
            wounded_high,
            wounded_text,
            abducted_low,
            abducted_best,
            abducted_high,
            abducted_text,
            articles: grounds.map_or(incident.reports.len(), |grounds| grounds.articles),
            origins: grounds.map_or_else(|| incident.origins().len(), |grounds| grounds.origins),
            confidence: grounds.map(|grounds| wording::confidence(grounds.confidence)),
            corrected: incident.corrected,
            documents: documents(incident),
        }
    }
}

/// The ids of the articles that tell it, each once, parted by a blank and a semicolon.
fn documents(incident: &Incident) -> String {
    let mut ids: Vec<&str> = incident.reports.iter().map(|report| report.document.as_str()).collect();
    ids.dedup();
    ids.join("; ")
}

#[cfg(test)]
mod tests;
