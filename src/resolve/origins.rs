//! Whose report a document is at the root.

use std::collections::BTreeMap;

use crate::model::document::Record;
use crate::model::extraction::Extraction;

/// For each document, in their order: the stated origin, else the publisher, by the name of its family; else the origin of the
/// text that it repeats; else the document itself: a text that names nobody counts as an origin of its own.
///
/// `repeats` holds documents with the one whose words they repeat, by id.
pub(super) fn origins(extractions: &[Extraction], repeats: &BTreeMap<String, String>) -> Vec<String> {
    let records: BTreeMap<&str, &Record> = extractions.iter().map(|e| (e.document.id.as_str(), &e.document)).collect();
    let mut families: BTreeMap<String, &str> = BTreeMap::new();
    for record in records.values() {
        if let (Some(publisher), Some(family)) = (&record.publisher, &record.family) {
            families.entry(publisher.to_lowercase()).or_insert(family);
        }
    }
    let stated = |record: &Record| -> Option<String> {
        let name = record.origin.as_ref().or(record.publisher.as_ref())?;
        let family = families.get(&name.to_lowercase()).copied();
        let own = record.family.as_deref().filter(|_| record.origin.is_none());
        Some(own.or(family).unwrap_or(name).to_owned())
    };
    let origin = |record: &Record| {
        // What names its origin is of that origin; what only names its publisher may have taken the words from another.
        let mut at = record;
        for _ in 0..8 {
            let before = repeats.get(&at.id).filter(|_| at.origin.is_none()).and_then(|id| records.get(id.as_str()));
            let Some(before) = before else { break };
            at = before;
        }
        stated(at).or_else(|| stated(record)).unwrap_or_else(|| at.id.clone())
    };
    extractions.iter().map(|extraction| origin(&extraction.document)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::extractions;

    fn document(id: &str, origin: Option<&str>, publisher: Option<&str>, family: Option<&str>) -> Extraction {
        let mut document = extractions()["001.txt"].clone();
        document.document.id = id.to_owned();
        document.document.origin = origin.map(str::to_owned);
        document.document.publisher = publisher.map(str::to_owned);
        document.document.family = family.map(str::to_owned);
        document
    }

    #[test]
    fn wires_families_and_repeated_texts_count_once() {
        let documents = [
            document("a", None, Some("Tern Radio"), Some("Tern Group")),
            document("b", Some("Tern Radio"), Some("Northern Gazette"), None),
            document("c", None, Some("Tern Television"), Some("Tern Group")),
            document("d", None, Some("Corridor News"), None),
            document("e", None, None, None),
            document("f", None, Some("Meridian Post"), None),
            document("g", None, None, None),
        ];
        let repeats = [("d", "b"), ("e", "g"), ("f", "d")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let origins = origins(&documents, &BTreeMap::from(repeats));
        assert_eq!(origins, ["Tern Group", "Tern Group", "Tern Group", "Tern Group", "g", "Tern Group", "g"]);
    }
}
