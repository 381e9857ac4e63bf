//! Edition + corpus → verdict: everything that an edition prints is read again, derived again and compared.
//!
//! Two proofs that do not lean on each other. The first trusts no stage: it follows every printed value through `briefing.json`
//! to the bytes of the articles as they read now. The second makes the edition again from the same articles and compares it
//! byte by byte, so that what no claim covers, such as the words between two figures, cannot be changed either.

mod again;
mod claims;
mod facts;
mod figures;
mod manifest;
mod numbers;
mod reports;

pub use manifest::{Inputs, manifest, sha256};

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

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

/// The stages that a proof runs anew, and what the edition would be made with now.
pub trait Stages {
    /// The facts of one document, with the trace of its sentences.
    fn extract(&self, document: &Document) -> Extraction;

    /// What an edition would be made with now; [`Inputs::previous`] is not looked at.
    fn inputs(&self) -> &Inputs;

    /// Every file of the edition but its manifest, made anew from the facts of its documents. Of the edition itself only
    /// the list of what it did not read may be used: a file that was added to the corpus since is none of its affairs.
    ///
    /// # Errors
    /// Why it cannot be made, as a lowercase fragment.
    fn make(&self, facts: Vec<Extraction>, edition: &Findings) -> Result<BTreeMap<String, Vec<u8>>, String>;
}

/// An edition's files as the proof reads them.
struct Edition<'f> {
    files: &'f BTreeMap<String, Vec<u8>>,
    manifest: Manifest,
    claims: Vec<Claim>,
    json: serde_json::Value,
    findings: Findings,
    markdown: &'f str,
}

/// Holds an edition's files against the documents as they read now. Documents that the edition does not know are no
/// failure.
pub fn check(
    files: &BTreeMap<String, Vec<u8>>,
    documents: &BTreeMap<String, Document>,
    stages: &impl Stages,
) -> Verdict {
    let mut verdict = Verdict::default();
    let Some(edition) = Edition::of(files, &mut verdict) else { return verdict };
    let (read, unchanged) = stated(&edition, documents, |document| stages.extract(document), &mut verdict);
    // Of other articles another edition is made: what differs there says nothing more.
    if unchanged {
        let facts = read.into_values().map(|(_, facts)| facts).collect();
        again::check(&edition, facts, stages, &mut verdict);
    }
    verdict
}

/// The first proof: the hashes, the facts and the claims. Returns the documents with their facts, and whether all of the
/// edition's are there as they were.
fn stated<'d>(
    edition: &Edition<'_>,
    documents: &'d BTreeMap<String, Document>,
    extract: impl Fn(&Document) -> Extraction,
    verdict: &mut Verdict,
) -> (facts::Read<'d>, bool) {
    for (path, hash) in &edition.manifest.files {
        let same = edition.files.get(path).is_some_and(|bytes| sha256(bytes) == *hash);
        verdict.require(same, path, || "is not the file that the manifest names".to_owned());
    }
    let mut unchanged = true;
    let mut read = facts::Read::new();
    for entry in &edition.manifest.documents {
        let Some((path, document)) = documents.get_key_value(&entry.path) else {
            unchanged = false;
            verdict.require(false, &entry.path, || "is no longer in the corpus".to_owned());
            continue;
        };
        let same = sha256(document.text.as_bytes()) == entry.text_sha256;
        unchanged &= same;
        verdict.require(same, &entry.path, || "has changed since the edition was written".to_owned());
        read.insert(path, (document, extract(document)));
    }
    facts::check(&edition.findings, &read, verdict);
    reports::check(&edition.findings, &read, verdict);
    figures::check(&edition.findings, verdict);
    claims::check(&edition.claims, edition.markdown, &edition.json, &read, verdict);
    (read, unchanged)
}

impl<'f> Edition<'f> {
    /// Reads the files; `None`, with the failures, where one is missing or broken.
    fn of(files: &'f BTreeMap<String, Vec<u8>>, verdict: &mut Verdict) -> Option<Self> {
        let manifest = parse(files, manifest::MANIFEST, verdict);
        let claims = parse(files, "claims.json", verdict);
        let json = parse(files, "briefing.json", verdict);
        let findings = parse(files, "briefing.json", verdict);
        let markdown = files.get("briefing.md").and_then(|bytes| std::str::from_utf8(bytes).ok());
        verdict.require(markdown.is_some(), "briefing.md", || "is missing or is not text".to_owned());
        Some(Self {
            files,
            manifest: manifest?,
            claims: claims?,
            json: json?,
            findings: findings?,
            markdown: markdown?,
        })
    }
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
