//! Incidents by province of one country: the actor's own, or the one with most incidents.

use std::collections::BTreeMap;

use crate::analyse::attacks::group;
use crate::model::findings::{IncidentMap, MapPlace};
use crate::model::incident::Incident;
use crate::model::place::Place;

use super::{Facts, Shown};

/// Incidents of one province, by class.
#[derive(Default)]
struct Here<'a> {
    attacks: Vec<&'a Incident>,
    others: Vec<&'a Incident>,
    operations: Vec<&'a Incident>,
}

pub(super) fn map(facts: Facts<'_>, shown: &Shown<'_>) -> Option<IncidentMap> {
    let country = facts.threat.and_then(|threat| threat.area.clone()).or_else(|| commonest(shown))?;
    let mut map = IncidentMap { country, ..IncidentMap::default() };
    let mut provinces: BTreeMap<&str, Here<'_>> = BTreeMap::new();
    for (class, incidents) in [&shown.attacks, &shown.others, &shown.operations].into_iter().enumerate() {
        for incident in incidents {
            let place = incident.place.as_ref();
            match place.and_then(|place| place.country.as_ref()) {
                Some(country) if *country == map.country => {}
                Some(_) => {
                    map.abroad.push(incident.id.clone());
                    continue;
                }
                None => {
                    map.unplaced.push(incident.id.clone());
                    continue;
                }
            }
            let Some(name) = place.and_then(Place::province) else {
                map.unplaced.push(incident.id.clone());
                continue;
            };
            let here = provinces.entry(name).or_default();
            [&mut here.attacks, &mut here.others, &mut here.operations][class].push(incident);
        }
    }
    map.provinces = provinces.into_iter().map(|(name, here)| here.place(name)).collect();
    // In their order by name where they have equally many.
    map.provinces.sort_by_key(|place| std::cmp::Reverse(place.incidents()));
    Some(map)
}

impl Here<'_> {
    fn place(self, name: &str) -> MapPlace {
        let point = self.point();
        MapPlace {
            name: name.to_owned(),
            lat: point.map(|(lat, _)| lat),
            lon: point.map(|(_, lon)| lon),
            attacks: group(self.attacks),
            others: group(self.others),
            operations: self.operations.iter().map(|incident| incident.id.clone()).collect(),
        }
    }

    /// The point that most of the incidents have; of several the northernmost, then the easternmost.
    fn point(&self) -> Option<(f64, f64)> {
        let all = self.attacks.iter().chain(&self.others).chain(&self.operations);
        let mut points: Vec<(f64, f64)> =
            all.filter_map(|incident| incident.place.as_ref()?.lat.zip(incident.place.as_ref()?.lon)).collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let same = |a: &(f64, f64), b: &(f64, f64)| a.0.total_cmp(&b.0).is_eq() && a.1.total_cmp(&b.1).is_eq();
        points.chunk_by(same).max_by_key(|chunk| chunk.len()).and_then(|chunk| chunk.first().copied())
    }
}

/// The country of most incidents; of several the first by name.
fn commonest(shown: &Shown<'_>) -> Option<String> {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in shown.attacks.iter().chain(&shown.others).chain(&shown.operations) {
        if let Some(country) = incident.place.as_ref().and_then(|place| place.country.as_deref()) {
            *countries.entry(country).or_default() += 1;
        }
    }
    let most = countries.values().copied().max()?;
    countries.into_iter().find(|(_, n)| *n == most).map(|(country, _)| country.to_owned())
}
