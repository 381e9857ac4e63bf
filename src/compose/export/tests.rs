//! The exports of the sample: every row, every column, and points where they belong.

use serde_json::Value;

use super::*;
use crate::analyse::sample::settings;
use crate::analyse::{Relations, Settings, analyse_with};
use crate::model::date::Period;
use crate::model::sample::{dataset, day};

fn exported(change: impl Fn(&mut Incident)) -> (Findings, String, Value) {
    let mut dataset = dataset();
    dataset.incidents.iter_mut().for_each(change);
    let period = Period { from: Some(day("2022-12-02")), to: day("2023-03-01") };
    let settings = Settings { period, denials: None, ..settings() };
    let findings = analyse_with(dataset, &Relations::default(), &settings);
    let mut files = exports(&findings);
    let table = String::from_utf8(files.remove("incidents.csv").expect("it is made")).expect("it is text");
    let features = serde_json::from_slice(&files["incidents.geojson"]).expect("it is JSON");
    (findings, table, features)
}

/// Cells of a table by RFC 4180, read by its grammar.
fn cells(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty());
    rows
}

#[test]
fn every_incident_has_a_row_and_every_field_a_column() {
    let (findings, table, features) = exported(|_| {});
    let rows = cells(&table);
    assert_eq!(rows.len(), findings.incidents.len() + 1);
    assert!(rows.iter().all(|row| row.len() == csv::COLUMNS.len()));
    let fields = features["features"][0]["properties"].as_object().expect("it has properties");
    assert_eq!(fields.len(), csv::COLUMNS.len());
    assert!(csv::COLUMNS.iter().all(|name| fields.contains_key(*name)));
    let column = |name: &str| csv::COLUMNS.iter().position(|column| *column == name).expect("there is such a column");
    assert_eq!(rows[1][column("killed_best")], "182");
    assert_eq!(rows[1][column("in_period")], "false");
    for (row, placed) in rows[1..].iter().zip(&findings.incidents) {
        assert_eq!(row[0], placed.item.id);
        assert_eq!(row[column("date_start")].is_empty(), placed.item.date.as_ref().and_then(|d| d.start).is_none());
    }
}

#[test]
fn features_have_their_point_east_first_or_none() {
    let at_the_airport = |incident: &mut Incident| {
        if let Some(place) = incident.place.as_mut().filter(|place| place.name.contains("airport")) {
            (place.lat, place.lon) = (Some(34.57), Some(69.21));
        }
    };
    let (findings, _, features) = exported(at_the_airport);
    assert_eq!(features["type"], "FeatureCollection");
    let list = features["features"].as_array().expect("it has features");
    let mut points = 0;
    for (feature, placed) in list.iter().zip(&findings.incidents) {
        assert_eq!(
            (&feature["type"], feature["id"].as_str()),
            (&Value::from("Feature"), Some(placed.item.id.as_str()))
        );
        let place = placed.item.place.as_ref();
        match place.and_then(|place| place.lon.zip(place.lat)) {
            Some((lon, lat)) => {
                assert_eq!(feature["geometry"], serde_json::json!({ "type": "Point", "coordinates": [lon, lat] }));
                points += 1;
            }
            None => assert!(feature["geometry"].is_null() && feature.get("geometry").is_some()),
        }
    }
    assert!(points > 0 && points < list.len(), "{points} of {}", list.len());
}

#[test]
fn what_a_spreadsheet_would_run_is_text() {
    const FORMULA: &str = "=HYPERLINK(\"http://example.org\",\"x\"),\r\n+1";
    let (_, table, features) = exported(|incident| {
        incident.target = Some(FORMULA.to_owned());
        incident.perpetrator.iter_mut().for_each(|actor| actor.name = "@SUM(A1)".to_owned());
        incident.place.iter_mut().for_each(|place| place.name = "-2+3".to_owned());
    });
    let rows = cells(&table);
    for cell in rows.iter().skip(1).flatten().filter(|cell| !cell.is_empty()) {
        assert!(cell.parse::<f64>().is_ok() || !cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(rows[1].contains(&format!("'{FORMULA}")));
    // Where nothing is run, nothing is changed.
    assert_eq!(features["features"][0]["properties"]["target"], FORMULA);
}
