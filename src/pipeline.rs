//! The stages in order: what runs after what, what runs beside what, and what can stop a run.
//!
//! Files are read and their facts extracted one at a time on all cores; of each only the facts are kept. The results are put
//! back into the order of the files, so that the number of threads decides nothing.

mod before;
mod check;
mod dispatch;
mod explain;
mod facts;
mod journal;
mod press;
mod verify;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

pub use self::check::check;
pub use self::dispatch::{Again, Plan, Planned, deliver, preview, preview_of};
pub use self::explain::{explain, newest};
pub use self::facts::{Line, Sink, codebook, extract_files, extract_lines, on_threads, reading_settings};
pub use self::verify::{Corpus, Verified, Workshop, as_of, verify, workshop};
// What the functions here hand out belongs to their outside.
pub use self::journal::{Report, hook, ping};
pub use crate::codebook::Codebook;
pub use crate::deliver::{DeliverError, Delivery, DispatchError, Dispatched, Receipt};
pub use crate::ingest::{IngestError, Settings as ReadingSettings};
pub use crate::proof::Verdict;

use self::before::Before;
use self::press::Press;

use crate::codebook::{Source, bundled};
use crate::compose::{Composition, Templates};
use crate::config::{Pack, Settings};
use crate::diag::{Diagnostic, Location, Warned};
use crate::model::document::{Document, Record, SkipKind, Skipped};
use crate::model::edition::{Edition, Manifest, ManifestDocument};
use crate::model::extraction::Extraction;
use crate::model::findings::Findings;
use crate::state::LedgerError;
use crate::world::{Kind, Progress, World};
use crate::{analyse, compose, deliver, ingest, proof, resolve};

/// Documents of one file that are worked on at a time.
const BATCH: usize = 256;

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    /// Where the edition stands.
    pub receipt: Receipt,
    /// How many documents were read.
    pub documents: usize,
    /// How many incidents they report.
    pub incidents: usize,
    /// How many files were not read.
    pub skipped: usize,
    /// Who was sent what.
    pub dispatched: Dispatched,
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
    /// The edition holds no such item.
    #[error("the edition holds no incident and no article `{item}`")]
    Item {
        /// What was asked for.
        item: String,
        /// Ids of incidents that are alike.
        alike: Vec<String>,
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
    /// Another run of the same state folder is at work.
    #[error("another run is at work: it holds the lock `{}`", _0.display())]
    Busy(PathBuf),
    /// The state folder cannot be used.
    #[error("the state folder `{}` cannot be used: {error}", path.display())]
    State {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The ledger of deliveries cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Nothing was sent.
    #[error(transparent)]
    Dispatch(#[from] DispatchError),
    /// A stream broke off.
    #[error("{0}")]
    Stream(#[from] io::Error),
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Config(Box::new(diagnostic))
    }
}

/// The whole batch: corpus → briefing → readers. Safe to call at any time and again: what is made and delivered is not made and
/// delivered twice, and what was left undone is done.
///
/// # Errors
/// A wrong codebook or template, a corpus that is not there, an edition that does not hold, a folder that cannot be written, or
/// another run that is at work. Documents that cannot be read are no error: they are warned of and listed. Nor is a delivery
/// that failed: it stands in the outcome.
pub fn run(world: &dyn World, settings: &Settings) -> Result<Outcome, Error> {
    let _lock = dispatch::locked(world, settings)?;
    let mut ledger = dispatch::ledger(world, settings)?;
    let made = make(world, settings)?;
    let has_left = |name: &str| match &ledger {
        Some(ledger) => Ok(ledger.has_left(&made.edition.slug, name)?),
        None => Ok::<_, Error>(false),
    };
    let receipt = deliver::folder(world, &made.edition, &settings.deliver.output, has_left)?;
    let dispatched = match &mut ledger {
        Some(ledger) => {
            world.progress(Progress::Stage("deliver"));
            let issue = dispatch::issue(&made.findings, &made.edition.files, receipt.revision);
            dispatch::all(world, settings, ledger, &issue, &made.templates, false)?
        }
        None => Dispatched::default(),
    };
    world.progress(Progress::Done);
    Ok(Outcome {
        receipt,
        documents: made.findings.documents.len(),
        incidents: made.findings.incidents.len(),
        skipped: made.findings.skipped.len(),
        dispatched,
        warnings: made.warnings,
    })
}

/// An edition that holds, not yet written.
struct Made {
    edition: Edition,
    findings: Findings,
    templates: Templates,
    warnings: Vec<Diagnostic>,
}

/// Corpus → an edition that was held against it.
fn make(world: &dyn World, settings: &Settings) -> Result<Made, Error> {
    let ingredients = Ingredients::gather(world, settings)?;
    let told = corrections(world, settings.corrections.as_deref(), Some(&ingredients.codebook))?;
    let corrected = told.output;
    let ingest = ingest::Settings { corrections: corrected.corrections.clone(), ..settings.ingest.clone() };
    let mut warnings = ingredients.misspelt.clone();
    warnings.extend(told.warnings);
    let Reading { extractions, mut read, mut skipped, warnings: more } =
        reading(world, &ingest, &ingredients.codebook)?;
    warnings.extend(more);
    let (extractions, later) = up_to(settings.analyse.as_of, extractions);
    read.retain(|document| !later.iter().any(|late| late.path == document.path));
    skipped.extend(later);
    let before = Before::of_settings(world, settings, &mut warnings)?;
    let found = findings(&before, &corrected.of_facts, extractions, skipped, &ingredients.codebook, settings);
    let findings = noting(found, &mut warnings);
    let composition = ingredients.compose(&findings, settings)?;
    world.progress(Progress::Stage("typeset"));
    let pdf = noting(ingredients.press.set(&composition.manuscript), &mut warnings);

    let inputs = ingredients.inputs(settings, corrected.sha256.clone(), before.sha256.clone());
    let edition = edition(settings, files_of(&findings, composition, pdf), &inputs, read);
    world.progress(Progress::Stage("prove"));
    verify::prove(world, settings, corrected, &ingredients, inputs, before, &edition)?;
    Ok(Made { edition, findings, templates: ingredients.templates, warnings })
}

/// The files of a written edition, by name.
///
/// # Errors
/// There is no edition at that place.
pub fn files(world: &dyn World, edition: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    deliver::read(world, edition).map_err(|error| Error::Edition { path: edition.to_owned(), error })
}

/// What an edition is made with besides the corpus: codebook, templates, fonts and logo, ready for use.
#[derive(Debug)]
pub struct Ingredients {
    codebook: Codebook,
    codebook_sha256: String,
    templates: Templates,
    press: Press,
    /// Warnings of words that are nearly, and not quite, words of the codebook.
    misspelt: Vec<Diagnostic>,
}

impl Ingredients {
    /// Reads them.
    ///
    /// # Errors
    /// A codebook, a template, a font or a logo that cannot be read or is wrong.
    pub fn gather(world: &dyn World, settings: &Settings) -> Result<Self, Error> {
        let sources = sources(world, &settings.codebook)?;
        let codebook = Codebook::compile(&sources)?;
        let misspelt = settings.names_in(&codebook)?;
        Ok(Self {
            codebook,
            misspelt,
            codebook_sha256: hash_of(sources.iter().map(|source| (source.path.as_str(), source.text.as_str()))),
            templates: templates(world, settings)?,
            press: Press::gather(world, settings)?,
        })
    }

    /// What the manifest records of them.
    fn inputs(&self, settings: &Settings, corrections: Option<String>, previous: Option<String>) -> proof::Inputs {
        proof::Inputs {
            settings: proof::sha256(format!("{}{}", settings.decisive(), self.press.sha256()).as_bytes()),
            codebook: self.codebook_sha256.clone(),
            templates: self.templates.sha256(),
            corrections,
            previous,
        }
    }

    fn compose(&self, findings: &Findings, settings: &Settings) -> Result<Composition, Diagnostic> {
        let outlines = self.codebook.outlines.clone();
        compose::compose(findings, &self.templates, &compose::Settings { outlines, ..settings.compose.clone() })
    }
}

/// The bundled templates with those of the user's folder in their places.
fn templates(world: &dyn World, settings: &Settings) -> Result<Templates, Error> {
    let Some(folder) = settings.templates.as_deref() else { return Ok(Templates::new(BTreeMap::new())?) };
    Ok(Templates::of_folder(&folder.display().to_string(), overrides(world, folder)?)?)
}

/// Facts → findings: each event once, counted, ordered and held beside the edition before.
fn findings(
    before: &Before,
    corrections: &resolve::Corrections,
    facts: Vec<Extraction>,
    skipped: Vec<Skipped>,
    codebook: &Codebook,
    settings: &Settings,
) -> Warned<Findings> {
    let Warned { output: dataset, warnings } =
        resolve::resolve_after(&before.ids, corrections, facts, skipped, codebook, &settings.resolve);
    let mut findings = analyse::analyse(dataset, codebook, &settings.analyse);
    findings.report.previous.clone_from(&before.sha256);
    findings.findings.changes = before.changes_to(&findings);
    Warned { output: findings, warnings }
}

/// What reading a corpus gives.
struct Reading {
    extractions: Vec<Extraction>,
    /// How each document was read, for the manifest.
    read: Vec<ManifestDocument>,
    skipped: Vec<Skipped>,
    warnings: Vec<Diagnostic>,
}

/// Ingest and extract, document by document; a text is dropped as soon as its facts are drawn.
fn reading(world: &dyn World, settings: &ingest::Settings, codebook: &Codebook) -> Result<Reading, Error> {
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
fn up_to(as_of: NaiveDate, extractions: Vec<Extraction>) -> (Vec<Extraction>, Vec<Skipped>) {
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
fn later(as_of: NaiveDate, record: &Record) -> Option<Skipped> {
    let date = record.published?.date;
    let reason = format!("was published on {date}, after the as-of date");
    (date > as_of).then(|| Skipped::of(SkipKind::Later, record.id.clone(), reason))
}

/// What an extraction could not make out, as warnings.
fn told(extraction: &Extraction) -> impl Iterator<Item = Diagnostic> {
    let place = Location::path(&extraction.document.id);
    extraction.warnings.iter().map(move |warning| Diagnostic::warning(warning).at(place.clone()))
}

fn warning_of(skipped: &Skipped) -> Diagnostic {
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

/// The files of an edition but its manifest.
fn files_of(findings: &Findings, composition: Composition, pdf: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let Composition { manuscript, evidence_md, claims, exports } = composition;
    let mut files = BTreeMap::from([
        ("briefing.json".to_owned(), json(findings)),
        ("briefing.md".to_owned(), manuscript.markdown.into_bytes()),
        ("briefing.pdf".to_owned(), pdf),
        ("claims.json".to_owned(), json(&claims)),
        ("evidence.md".to_owned(), evidence_md.into_bytes()),
    ]);
    files.extend(exports);
    files.extend(manuscript.images.into_iter().map(|(path, image)| (path, image.data)));
    files
}

/// An edition of files: the manifest comes last.
fn edition(
    settings: &Settings,
    mut files: BTreeMap<String, Vec<u8>>,
    inputs: &proof::Inputs,
    read: Vec<ManifestDocument>,
) -> Edition {
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

/// The analyst's corrections, with what identifies them.
#[derive(Default)]
struct Corrected {
    corrections: ingest::Corrections,
    of_facts: resolve::Corrections,
    sha256: Option<String>,
}

/// Reads the file; what it says of facts is left aside where there is no codebook.
fn corrections(
    world: &dyn World,
    path: Option<&Path>,
    codebook: Option<&Codebook>,
) -> Result<Warned<Corrected>, Diagnostic> {
    let Some(path) = path else { return Ok(Warned::clean(Corrected::default())) };
    let text = text_of(world, path, "the file of corrections")?;
    let path = path.display().to_string();
    let (corrections, warnings) = ingest::Corrections::parse(&path, &text)?;
    let sections = compose::Section::ALL.map(compose::Section::key);
    let of_facts =
        codebook.map(|codebook| resolve::Corrections::parse(&path, &text, codebook, &sections)).transpose()?;
    let sha256 = Some(proof::sha256(text.as_bytes()));
    Ok(Warned { output: Corrected { corrections, of_facts: of_facts.unwrap_or_default(), sha256 }, warnings })
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
fn overrides(world: &dyn World, root: &Path) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut templates = BTreeMap::new();
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
