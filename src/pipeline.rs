//! The stages in order: what runs after what, what runs beside what, and what can stop a run.
//!
//! Files are read and their facts extracted one at a time on all cores; of each only the facts are kept. The results are put
//! back into the order of the files, so that the number of threads decides nothing.

mod facts;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

pub use self::facts::{Line, Sink, codebook, extract_files, extract_lines, on_threads};
// What the functions here hand out belongs to their outside.
pub use crate::codebook::Codebook;
pub use crate::deliver::{DeliverError, Delivery, Receipt};
pub use crate::ingest::IngestError;
pub use crate::proof::Verdict;

use crate::codebook::{Source, bundled};
use crate::compose::{Composition, Templates};
use crate::config::{Pack, Settings};
use crate::diag::{Diagnostic, Location, Warned};
use crate::model::document::{Document, Skipped};
use crate::model::edition::{Edition, Manifest, ManifestDocument};
use crate::model::extraction::Extraction;
use crate::model::findings::Findings;
use crate::typeset::Fonts;
use crate::world::{Kind, Progress, World};
use crate::{analyse, compose, deliver, extract, ingest, proof, resolve, typeset};

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Where the edition stands.
    pub receipt: Receipt,
    /// How many documents were read.
    pub documents: usize,
    /// How many incidents they report.
    pub incidents: usize,
    /// What the user should know, in the order in which it was met.
    pub warnings: Vec<Diagnostic>,
}

/// Why there is no edition.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The codebook or a template is wrong.
    #[error(transparent)]
    Config(Box<Diagnostic>),
    /// The corpus is not there.
    #[error(transparent)]
    Input(#[from] IngestError),
    /// There is no edition to verify.
    #[error("the edition `{}` cannot be read: {error}", path.display())]
    Edition {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The edition says something that the corpus does not; it was not written.
    #[error("the edition does not hold against its corpus and was not written: {}", failures.join("; "))]
    Proof {
        /// What does not hold.
        failures: Vec<String>,
    },
    /// The edition cannot be written.
    #[error(transparent)]
    Deliver(#[from] DeliverError),
    /// A stream broke off.
    #[error("{0}")]
    Stream(#[from] io::Error),
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Config(Box::new(diagnostic))
    }
}

/// The whole batch: corpus → briefing. Safe to call at any time and again.
///
/// # Errors
/// A wrong codebook or template, a corpus that is not there, an edition that does not hold, or a folder that cannot be
/// written. Documents that cannot be read are no error: they are warned of and listed.
pub fn run(world: &dyn World, settings: &Settings) -> Result<Outcome, Error> {
    let sources = sources(world, &settings.codebook)?;
    let codebook = Codebook::compile(&sources)?;
    let overrides = overrides(world, settings.templates.as_deref())?;
    let templates = Templates::new(overrides)?;

    let Reading { extractions, mut read, mut skipped, mut warnings } = reading(world, settings, &codebook)?;
    let (extractions, later) = up_to(settings.analyse.as_of, extractions);
    read.retain(|document| !later.iter().any(|late| late.path == document.path));
    skipped.extend(later);
    let documents = extractions.len();
    let dataset = noting(resolve::resolve(extractions, skipped, &codebook, &settings.resolve), &mut warnings);
    let findings = analyse::analyse(dataset, &codebook, &settings.analyse);
    let composition = compose::compose(&findings, &templates, &settings.compose)?;
    world.progress(Progress::Stage("typeset"));
    let pdf = noting(typeset::typeset(&composition.manuscript, &Fonts::bundled(), &settings.typeset), &mut warnings);

    let inputs = proof::Inputs {
        settings: proof::sha256(settings.decisive().as_bytes()),
        codebook: hash_of(sources.iter().map(|source| (source.path.as_str(), source.text.as_str()))),
        templates: templates.sha256(),
        ..proof::Inputs::default()
    };
    let incidents = findings.incidents.len();
    let edition = edition(settings, &findings, composition, pdf, &inputs, read);
    world.progress(Progress::Stage("prove"));
    prove(world, settings, &codebook, &edition)?;
    let receipt = deliver::folder(world, &edition, &settings.deliver)?;
    world.progress(Progress::Done);
    Ok(Outcome { receipt, documents, incidents, warnings })
}

/// Holds a written edition against the corpus.
///
/// # Errors
/// A folder that is not an edition, a wrong codebook, or a corpus that is not there.
pub fn verify(world: &dyn World, settings: &Settings, edition: &Path) -> Result<Verdict, Error> {
    let codebook = Codebook::compile(&sources(world, &settings.codebook)?)?;
    let files = files(world, edition)?;
    let documents = documents(world, settings, &codebook)?;
    Ok(proof::check(&files, &documents, |document| extract::extract(document, &codebook, true)))
}

/// The files of a written edition, by name.
///
/// # Errors
/// There is no edition at that place.
pub fn files(world: &dyn World, edition: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    deliver::read(world, edition).map_err(|error| Error::Edition { path: edition.to_owned(), error })
}

/// What reading a corpus gives.
struct Reading {
    extractions: Vec<Extraction>,
    /// How each document was read, for the manifest.
    read: Vec<ManifestDocument>,
    skipped: Vec<Skipped>,
    warnings: Vec<Diagnostic>,
}

/// Ingest and extract, file by file; a file's text is dropped as soon as its facts are drawn.
fn reading(world: &dyn World, settings: &Settings, codebook: &Codebook) -> Result<Reading, Error> {
    let inputs = ingest::find(world, &settings.ingest)?;
    let done = AtomicUsize::new(0);
    let files: Vec<Result<Vec<(Extraction, ManifestDocument)>, Skipped>> = inputs
        .par_iter()
        .map(|input| {
            let documents = ingest::read(world, input, codebook, &settings.ingest);
            world.progress(Progress::Read { done: done.fetch_add(1, Ordering::Relaxed) + 1, total: inputs.len() });
            let facts = |document: Document| (extract::extract(&document, codebook, false), how_read(&document));
            documents.map(|documents| documents.into_iter().map(facts).collect())
        })
        .collect();
    let mut reading = Reading { extractions: Vec::new(), read: Vec::new(), skipped: Vec::new(), warnings: Vec::new() };
    for file in files {
        match file {
            Ok(documents) => {
                for (extraction, read) in documents {
                    reading.warnings.extend(told(&extraction));
                    reading.extractions.push(extraction);
                    reading.read.push(read);
                }
            }
            Err(skipped) => {
                reading.warnings.push(warning_of(&skipped));
                reading.skipped.push(skipped);
            }
        }
    }
    if reading.extractions.is_empty() {
        reading.warnings.push(nothing_read(settings, inputs.len()));
    }
    Ok(reading)
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
fn up_to(as_of: NaiveDate, extractions: Vec<Extraction>) -> (Vec<Extraction>, Vec<Skipped>) {
    let late = |e: &Extraction| e.document.published.is_some_and(|p| p.date > as_of);
    let (later, kept): (Vec<_>, Vec<_>) = extractions.into_iter().partition(late);
    let listed = later.into_iter().filter_map(|e| {
        let date = e.document.published?.date;
        Some(Skipped { path: e.document.id, reason: format!("was published on {date}, after the as-of date") })
    });
    (kept, listed.collect())
}

/// What an extraction could not make out, as warnings.
fn told(extraction: &Extraction) -> impl Iterator<Item = Diagnostic> {
    let place = Location::path(&extraction.document.id);
    extraction.warnings.iter().map(move |warning| Diagnostic::warning(warning).at(place.clone()))
}

fn warning_of(skipped: &Skipped) -> Diagnostic {
    Diagnostic::warning(format!("skipped: the file {}", skipped.reason)).at(Location::path(&skipped.path))
}

fn nothing_read(settings: &Settings, found: usize) -> Diagnostic {
    let places: Vec<String> = settings.ingest.corpus.iter().map(|c| format!("`{}`", c.path.display())).collect();
    let what = if found == 0 { "is empty" } else { "holds nothing that can be read" };
    Diagnostic::warning(format!("nothing was read: the corpus {} {what}", places.join(", ")))
        .hint("put articles there, as text files, or change `corpus` in the configuration")
}

/// The files of an edition, the manifest last.
fn edition(
    settings: &Settings,
    findings: &Findings,
    composition: Composition,
    pdf: Vec<u8>,
    inputs: &proof::Inputs,
    read: Vec<ManifestDocument>,
) -> Edition {
    let Composition { manuscript, evidence_md, claims } = composition;
    let mut files = BTreeMap::from([
        ("briefing.json".to_owned(), json(findings)),
        ("briefing.md".to_owned(), manuscript.markdown.into_bytes()),
        ("briefing.pdf".to_owned(), pdf),
        ("claims.json".to_owned(), json(&claims)),
        ("evidence.md".to_owned(), evidence_md.into_bytes()),
    ]);
    files.extend(manuscript.images.into_iter().map(|(path, image)| (path, image.data)));
    let (slug, as_of) = (settings.analyse.slug.clone(), settings.analyse.as_of);
    let manifest = Manifest { documents: read, ..proof::manifest(&slug, as_of, inputs, [], &files) };
    files.insert("manifest.json".to_owned(), json(&manifest));
    Edition { slug, as_of, files }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain values with string keys have a JSON form");
    bytes.push(b'\n');
    bytes
}

/// Reads the corpus again and holds the edition against it, before anybody can see it.
fn prove(world: &dyn World, settings: &Settings, codebook: &Codebook, edition: &Edition) -> Result<(), Error> {
    let documents = documents(world, settings, codebook)?;
    let verdict = proof::check(&edition.files, &documents, |document| extract::extract(document, codebook, true));
    if verdict.holds() {
        return Ok(());
    }
    Err(Error::Proof { failures: verdict.failures.iter().map(|f| format!("{}: {}", f.place, f.reason)).collect() })
}

/// The documents of the corpus by id; files that cannot be read are left out.
fn documents(world: &dyn World, settings: &Settings, codebook: &Codebook) -> Result<BTreeMap<String, Document>, Error> {
    let inputs = ingest::find(world, &settings.ingest)?;
    let read = |input: &ingest::Input| ingest::read(world, input, codebook, &settings.ingest).unwrap_or_default();
    let documents: Vec<Document> = inputs.par_iter().flat_map_iter(read).collect();
    Ok(documents.into_iter().map(|document| (document.record.id.clone(), document)).collect())
}

/// The files of the codebook, in the order of the packs.
fn sources(world: &dyn World, packs: &[Pack]) -> Result<Vec<Source>, Diagnostic> {
    let mut sources = Vec::new();
    for pack in packs {
        match pack {
            Pack::Bundled(name) => {
                sources.extend(bundled(name).expect("config knows the names of the bundled packs"));
            }
            Pack::File(path) => {
                let text = text_of(world, path, "the codebook")?;
                sources.push(Source { path: path.display().to_string(), text });
            }
        }
    }
    Ok(sources)
}

/// The user's templates by their path in the folder.
fn overrides(world: &dyn World, folder: Option<&Path>) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut templates = BTreeMap::new();
    let Some(root) = folder else { return Ok(templates) };
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |error: io::Error| {
            Diagnostic::error(format!("the folder of templates cannot be read: {error}"))
                .at(Location::path(folder.display().to_string()))
        };
        for entry in world.list(&folder).map_err(unreadable)? {
            let is_template = entry.path.extension().is_some_and(|ending| ending == "tera");
            match entry.kind {
                Kind::Folder => folders.push(entry.path),
                _ if is_template => {
                    let name = entry.path.strip_prefix(root).unwrap_or(&entry.path);
                    let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy()).collect();
                    templates.insert(parts.join("/"), text_of(world, &entry.path, "the template")?);
                }
                _ => {}
            }
        }
    }
    Ok(templates)
}

fn text_of(world: &dyn World, path: &Path, what: &str) -> Result<String, Diagnostic> {
    let at = |message: String| Diagnostic::error(message).at(Location::path(path.display().to_string()));
    let bytes = world.read(path).map_err(|error| at(format!("{what} cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|_| at(format!("{what} is not UTF-8")))
}

/// One hash of named texts.
fn hash_of<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let lines: Vec<String> = texts.map(|(name, text)| format!("{name} {}", proof::sha256(text.as_bytes()))).collect();
    proof::sha256(lines.join("\n").as_bytes())
}

/// The output; its warnings go to the others.
fn noting<T>(warned: Warned<T>, warnings: &mut Vec<Diagnostic>) -> T {
    warnings.extend(warned.warnings);
    warned.output
}

#[cfg(test)]
mod hostile_tests;
