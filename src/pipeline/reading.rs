//! Corpus → facts, document by document: what of each is kept, what is skipped and why, and what the user is warned of.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{Error, facts};
use crate::codebook::Codebook;
use crate::diag::{Diagnostic, Location};
use crate::ingest;
use crate::model::document::{Document, Record, SkipKind, Skipped};
use crate::model::edition::ManifestDocument;
use crate::model::extraction::Extraction;
use crate::world::{Progress, World};

/// Documents of one file that are worked on at a time.
pub(super) const BATCH: usize = 256;

/// What reading a corpus gives.
pub(super) struct Reading {
    pub(super) extractions: Vec<Extraction>,
    /// How each document was read, for the manifest.
    pub(super) read: Vec<ManifestDocument>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) warnings: Vec<Diagnostic>,
}

/// Ingest and extract, document by document; a text is dropped as soon as its facts are drawn.
pub(super) fn reading(world: &dyn World, settings: &ingest::Settings, codebook: &Codebook) -> Result<Reading, Error> {
    let inputs = ingest::find(world, settings)?;
    let done = AtomicUsize::new(0);
    let files: Vec<Vec<Result<Drawn, Skipped>>> = inputs
        .par_iter()
        .map(|input| {
            let mut raws = ingest::open(world, input, settings);
            let mut facts = Vec::new();
            loop {
                let some: Vec<_> = raws.by_ref().take(BATCH).collect();
                if some.is_empty() {
                    break;
                }
                let draw = |raw: Result<_, _>| Ok(drawn(&ingest::document_of(raw?, codebook, settings)?, codebook));
                facts.par_extend(some.into_par_iter().map(draw));
            }
            world.progress(Progress::Read { done: done.fetch_add(1, Ordering::Relaxed) + 1, total: inputs.len() });
            facts
        })
        .collect();
    let mut reading = Reading { extractions: Vec::new(), read: Vec::new(), skipped: Vec::new(), warnings: Vec::new() };
    for document in files.into_iter().flatten() {
        match document {
            Ok(Drawn { extraction, read }) => {
                reading.warnings.extend(told(&extraction));
                reading.extractions.push(extraction);
                reading.read.push(read);
            }
            Err(skipped) => {
                // What the analyst left out needs no warning in every run.
                if skipped.kind != SkipKind::LeftOut {
                    reading.warnings.push(warning_of(&skipped));
                }
                reading.skipped.push(skipped);
            }
        }
    }
    let read = reading.extractions.iter().map(|e| (e.document.id.as_str(), e.document.url.as_deref()));
    let left = reading.skipped.iter().map(|skipped| (skipped.path.as_str(), None));
    reading.warnings.extend(settings.corrections.unmatched(read.chain(left)));
    if reading.extractions.is_empty() {
        reading.warnings.push(nothing_read(settings, inputs.len()));
    }
    Ok(reading)
}

/// What is kept of a document.
struct Drawn {
    extraction: Extraction,
    read: ManifestDocument,
}

fn drawn(document: &Document, codebook: &Codebook) -> Drawn {
    Drawn { extraction: facts::of(document, codebook, false), read: how_read(document) }
}

fn how_read(document: &Document) -> ManifestDocument {
    ManifestDocument {
        path: document.record.id.clone(),
        reader: document.provenance.reader.clone(),
        charset: document.provenance.charset.clone(),
        file_sha256: document.provenance.file_sha256.clone(),
        text_sha256: document.record.sha256.clone(),
    }
}

/// Parts off the articles that were published after the as-of date: they are listed and count for nothing.
pub(super) fn up_to(as_of: NaiveDate, extractions: Vec<Extraction>) -> (Vec<Extraction>, Vec<Skipped>) {
    let mut listed = Vec::new();
    let mut kept = extractions;
    kept.retain(|extraction| match later(as_of, &extraction.document) {
        Some(skipped) => {
            listed.push(skipped);
            false
        }
        None => true,
    });
    (kept, listed)
}

/// How an article is listed that was published after the as-of date; `None` for any other.
pub(super) fn later(as_of: NaiveDate, record: &Record) -> Option<Skipped> {
    let date = record.published?.date;
    let reason = format!("was published on {date}, after the as-of date");
    (date > as_of).then(|| Skipped::of(SkipKind::Later, record.id.clone(), reason))
}

/// What an extraction could not make out, as warnings.
fn told(extraction: &Extraction) -> impl Iterator<Item = Diagnostic> {
    let place = Location::path(&extraction.document.id);
    extraction.warnings.iter().map(move |warning| Diagnostic::warning(warning).at(place.clone()))
}

pub(super) fn warning_of(skipped: &Skipped) -> Diagnostic {
    let what = if skipped.path.contains('#') { "document" } else { "file" };
    Diagnostic::warning(format!("skipped: the {what} {}", skipped.reason)).at(Location::path(&skipped.path))
}

fn nothing_read(settings: &ingest::Settings, found: usize) -> Diagnostic {
    let places: Vec<String> = settings.corpus.iter().map(|c| format!("`{}`", c.path.display())).collect();
    let what = if found == 0 { "is empty" } else { "holds nothing that can be read" };
    Diagnostic::warning(format!("nothing was read: the corpus {} {what}", places.join(", "))).hint(
        "put articles there (text, Markdown, web pages, feeds, JSON, mail), or change `corpus` in the configuration",
    )
}
