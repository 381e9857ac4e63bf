//! Edition + corpus → verdict: everything that an edition prints is read again, derived again and compared.
//!
//! The proof trusts nothing of the stages that wrote the edition: it works from the edition's files, from the documents
//! as they read now, and from facts extracted and resolved anew.

mod anew;
mod claims;
mod derived;
mod facts;
mod figures;
mod manifest;
mod numbers;
mod reports;

pub use derived::derived;
pub use manifest::{Inputs, manifest, sha256};

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::model::dataset::Dataset;
use crate::model::document::Document;
use crate::model::edition::{Claim, Manifest};
use crate::model::extraction::Extraction;
use crate::model::findings::Findings;

/// What a proof came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many things were compared.
    pub checked: usize,
    /// What did not hold, in the order of the checks.
    pub failures: Vec<Failure>,
}

impl Verdict {
    /// Whether everything held.
    pub fn holds(&self) -> bool {
        self.failures.is_empty()
    }

    /// Adds what another proof came to.
    pub fn extend(&mut self, other: Self) {
        self.checked += other.checked;
        self.failures.extend(other.failures);
    }

    /// Records one comparison; `why` is asked for only when it failed.
    fn require(&mut self, holds: bool, place: &str, why: impl FnOnce() -> String) {
        self.checked += 1;
        if !holds {
            self.failures.push(Failure { place: place.to_owned(), reason: why() });
        }
    }
}

/// One thing that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where, as in `briefing.md:120` (a byte) or an incident's id.
    pub place: String,
    /// What is wrong, as a lowercase fragment.
    pub reason: String,
}

/// Holds an edition's files against the documents as they read now. Documents that the edition does not know are no
/// failure.
///
/// `extract` draws the facts of a document, `resolve` makes a dataset of them, by the ids of an edition and the corrections as
/// they are now; `corrections` is the hash of their file, `None` where there is none.
pub fn check(
    files: &BTreeMap<String, Vec<u8>>,
    documents: &BTreeMap<String, Document>,
    extract: impl Fn(&Document) -> Extraction,
    resolve: impl Fn(Vec<Extraction>, &Findings) -> Dataset,
    corrections: Option<&str>,
) -> Verdict {
    let mut verdict = Verdict::default();
    let manifest: Option<Manifest> = parse(files, manifest::MANIFEST, &mut verdict);
    let claims: Option<Vec<Claim>> = parse(files, "claims.json", &mut verdict);
    let json: Option<serde_json::Value> = parse(files, "briefing.json", &mut verdict);
    let findings: Option<Findings> = parse(files, "briefing.json", &mut verdict);
    let markdown = files.get("briefing.md").and_then(|bytes| std::str::from_utf8(bytes).ok());
    verdict.require(markdown.is_some(), "briefing.md", || "is missing or is not text".to_owned());
    let (Some(manifest), Some(claims), Some(json), Some(findings), Some(markdown)) =
        (manifest, claims, json, findings, markdown)
    else {
        return verdict;
    };

    for (path, hash) in &manifest.files {
        let same = files.get(path).is_some_and(|bytes| sha256(bytes) == *hash);
        verdict.require(same, path, || "is not the file that the manifest names".to_owned());
    }
    let mut read: BTreeMap<&str, (&Document, Extraction)> = BTreeMap::new();
    for entry in &manifest.documents {
        let Some(document) = documents.get(&entry.path) else {
            verdict.require(false, &entry.path, || "is no longer in the corpus".to_owned());
            continue;
        };
        let same = sha256(document.text.as_bytes()) == entry.text_sha256;
        verdict.require(same, &entry.path, || "has changed since the edition was written".to_owned());
        read.insert(&entry.path, (document, extract(document)));
    }
    let same = manifest.corrections.as_deref() == corrections;
    verdict.require(same, "corrections", || "are not those that the manifest names".to_owned());
    facts::check(&findings, &read, &mut verdict);
    reports::check(&findings, &read, &mut verdict);
    let facts = read.values().map(|(_, facts)| Extraction { trace: None, ..facts.clone() }).collect();
    anew::check(&findings, &resolve(facts, &findings), &mut verdict);
    figures::check(&findings, &mut verdict);
    claims::check(&claims, markdown, &json, &read, &mut verdict);
    verdict
}

/// Reads one of the edition's JSON files.
fn parse<T: DeserializeOwned>(files: &BTreeMap<String, Vec<u8>>, path: &str, verdict: &mut Verdict) -> Option<T> {
    let parsed = files.get(path).map(|bytes| serde_json::from_slice(bytes));
    let reason = match &parsed {
        None => "is missing".to_owned(),
        Some(Err(error)) => format!("cannot be read: {error}"),
        Some(Ok(_)) => String::new(),
    };
    verdict.require(matches!(parsed, Some(Ok(_))), path, || reason);
    parsed?.ok()
}

#[cfg(test)]
mod tests;
