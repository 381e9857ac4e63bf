//! Whose report a document is at the root.

use std::collections::BTreeMap;

use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::model::actor::{Actor, Speaker};
use crate::model::dataset::Source;
use crate::model::document::Record;
use crate::model::extraction::Extraction;
use crate::model::incident::IncidentMention;
use crate::model::statement::Statement;

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

/// Whose a figure is at the root. A figure that an article has on the word of a body or an outlet with a name of its own is
/// theirs, however many papers print it; one that police or witnesses gave was asked for by each paper.
pub(super) struct Figures<'c> {
    codebook: &'c Codebook,
    /// By its name in lower case: the name that an outlet's articles count by.
    outlets: BTreeMap<String, String>,
}

impl<'c> Figures<'c> {
    /// The outlets are those that the articles name.
    pub(super) fn of(documents: &[Source], codebook: &'c Codebook) -> Self {
        let mut outlets = BTreeMap::new();
        for source in documents {
            if let Some(publisher) = &source.record.publisher {
                let counted = source.record.family.as_ref().unwrap_or(publisher);
                outlets.entry(publisher.to_lowercase()).or_insert_with(|| counted.clone());
            }
        }
        for source in documents {
            for name in source.record.origin.iter().chain([&source.origin_counted]) {
                outlets.entry(name.to_lowercase()).or_insert_with(|| name.clone());
            }
        }
        Self { codebook, outlets }
    }

    /// The outlet or body whose word it is; `None` where it is of the article itself or of nobody with a name.
    pub(super) fn root(&self, said_by: Option<&Actor>) -> Option<&str> {
        let name = said_by?.name.as_str();
        let outlet = self.outlets.get(&name.to_lowercase()).map(String::as_str);
        if outlet.is_some() {
            return outlet;
        }
        // The agencies and missions of one international body tell its figures.
        let mut entry = self.codebook.actors.get(name)?;
        while entry.kind == Kind::International
            && let Some(parent) = entry.parent.as_deref().and_then(|parent| self.codebook.actors.get(parent))
        {
            entry = parent;
        }
        Some(&entry.name)
    }

    /// The outlet that an article has its account of an event from: the sentence that tells it is what that outlet says. `None`
    /// where the article tells it itself, or has it from others than the press.
    pub(super) fn account<'s>(&'s self, mention: &IncidentMention, statements: &[Statement]) -> Option<&'s str> {
        let first = mention.evidence.first()?;
        let tells = |statement: &&Statement| {
            statement.evidence.contains(first) && statement.content.len() * 2 > first.text.len()
        };
        statements.iter().filter(tells).find_map(|statement| self.outlet(&statement.speaker))
    }

    /// The outlet, an agency among them, that a speaker is.
    fn outlet(&self, speaker: &Speaker) -> Option<&str> {
        let names = [speaker.name.as_deref(), speaker.organisation.as_deref(), Some(speaker.as_written.as_str())];
        names.into_iter().flatten().find_map(|name| {
            let of_media = || self.codebook.actors.get(name).filter(|entry| entry.kind == Kind::Media);
            let outlet = self.outlets.get(&name.to_lowercase()).map(String::as_str);
            outlet.or_else(|| of_media().map(|entry| entry.name.as_str()))
        })
    }
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
