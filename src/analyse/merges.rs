//! Which incidents at one place were not taken for one, and what tells them apart.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::date::{Precision, Timex};
use crate::model::findings::{Apart, KeptApart, Placed};
use crate::model::incident::Incident;
use crate::model::place::GeoPrecision;

/// First and last day.
type Days = (NaiveDate, NaiveDate);

/// Groups of incidents of the period at one site or district, and of those in one city on one day.
pub(super) fn kept_apart(incidents: &[Placed<Incident>]) -> Vec<KeptApart> {
    let mut by_place: BTreeMap<(&str, Option<Days>), Vec<&Incident>> = BTreeMap::new();
    let mut order = Vec::new();
    for incident in incidents.iter().filter(|p| p.in_period != Some(false)).map(|p| &p.item) {
        let Some(place) = &incident.place else { continue };
        let date = incident.date.as_ref().filter(|date| date.precision == Precision::Day);
        let day = date.and_then(Timex::range);
        let key = match place.precision {
            GeoPrecision::Site | GeoPrecision::District => (place.name.as_str(), None),
            GeoPrecision::City if day.is_some() => (place.name.as_str(), day),
            _ => continue,
        };
        let group = by_place.entry(key).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(incident);
    }
    let groups = order.into_iter().filter_map(|key| Some((key.0, by_place.get(&key).filter(|g| g.len() > 1)?)));
    let apart = groups.map(|(place, group)| KeptApart {
        place: place.to_owned(),
        incidents: group.iter().map(|incident| incident.id.clone()).collect(),
        by: difference(group),
    });
    apart.collect()
}

/// What tells a group apart; a day before a kind.
fn difference(group: &[&Incident]) -> Apart {
    let ranges: Vec<_> = group.iter().filter_map(|incident| incident.date.as_ref()?.range()).collect();
    let overlap = |(i, a): (usize, &(_, _))| ranges[i + 1..].iter().any(|b| a.0 <= b.1 && b.0 <= a.1);
    if ranges.len() == group.len() && !ranges.iter().enumerate().any(overlap) {
        return Apart::Day;
    }
    let mut kinds: Vec<_> = group.iter().map(|incident| incident.event_type).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() == group.len() || ranges.len() == group.len() { Apart::Kind } else { Apart::Undated }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::dataset;

    fn placed(change: impl Fn(&mut Incident)) -> Vec<Placed<Incident>> {
        let first = dataset().incidents.remove(0);
        let mut second = first.clone();
        second.id = "other".to_owned();
        change(&mut second);
        [first, second].map(|item| Placed { item, in_period: None }).into()
    }

    #[test]
    fn incidents_at_one_site_are_told_apart_by_day_kind_or_not_at_all() {
        let by = |change: &dyn Fn(&mut Incident)| kept_apart(&placed(change)).first().map(|apart| apart.by);
        let later = |incident: &mut Incident| incident.date = dataset().incidents[1].date.clone();
        assert_eq!(by(&later), Some(Apart::Day));
        assert_eq!(by(&|incident| incident.event_type = crate::model::incident::EventType::Raid), Some(Apart::Kind));
        assert_eq!(by(&|incident| incident.date = None), Some(Apart::Undated));
        assert_eq!(by(&|incident| incident.place = None), None);
    }
}
