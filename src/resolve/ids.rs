//! Human ids for incidents, from their content alone.

use std::collections::BTreeMap;

use crate::model::date::Precision;
use crate::model::incident::Incident;

/// Gives every incident its id and puts them in order: dated ones by day, then undated ones; ties by id.
pub(super) fn assign(incidents: &mut [Incident]) {
    for incident in incidents.iter_mut() {
        incident.id = id(incident);
    }
    incidents.sort_by_cached_key(key);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for incident in incidents.iter_mut() {
        let count = seen.entry(incident.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            incident.id = format!("{}-{count}", incident.id);
        }
    }
}

type Key = (bool, Option<(chrono::NaiveDate, chrono::NaiveDate)>, String, Vec<(String, usize)>);

fn key(incident: &Incident) -> Key {
    let range = incident.date.as_ref().and_then(crate::model::date::Timex::range);
    let evidence = incident.evidence().map(|e| (e.document.clone(), e.start)).collect();
    (range.is_none(), range, incident.id.clone(), evidence)
}

fn id(incident: &Incident) -> String {
    let date = incident.date.as_ref().and_then(|d| d.start.map(|start| (start, d.precision)));
    let date = match date {
        Some((start, Precision::Day)) => start.to_string(),
        Some((start, Precision::Month | Precision::Season)) => start.format("%Y-%m").to_string(),
        Some((start, _)) => start.format("%Y").to_string(),
        None => "undated".to_owned(),
    };
    let mut parts = vec![date];
    if let Some(place) = &incident.place {
        let name = slug(&place.name);
        if let Some(admin1) = place.admin1.as_deref().map(slug)
            && !name.contains(&admin1)
        {
            parts.push(admin1);
        }
        parts.push(name);
    }
    parts.push(slug(incident.event_type.code()));
    parts.retain(|p| !p.is_empty());
    parts.join("-")
}

/// Lower-case letters and digits joined by hyphens.
fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_keeps_letters_and_digits() {
        assert_eq!(slug("Kart-e-Now (Kabul), 8th"), "kart-e-now-kabul-8th");
    }
}
