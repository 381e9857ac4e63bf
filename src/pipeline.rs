//! The stages in order: what runs after what, what runs beside what, and what can stop a run.
//!
//! Files are read and their facts extracted one at a time on all cores; of each only the facts are kept. The results are put
//! back into the order of the files, so that the number of threads decides nothing.

mod before;
mod check;
mod dispatch;
mod explain;
mod facts;
mod ingredients;
mod journal;
mod press;
mod reading;
mod verify;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use self::check::check;
pub use self::dispatch::{Again, Plan, Planned, deliver, preview, preview_of};
pub use self::explain::{explain, newest};
pub use self::facts::{Line, Sink, codebook, extract_files, extract_lines, on_threads, reading_settings};
pub use self::ingredients::Ingredients;
pub use self::verify::{Corpus, Verified, Workshop, as_of, verify, workshop};
// What the functions here hand out belongs to their outside.
pub use self::journal::{Report, hook, ping};
pub use crate::codebook::Codebook;
pub use crate::deliver::{DeliverError, Delivery, DispatchError, Dispatched, Receipt};
pub use crate::ingest::{IngestError, Settings as ReadingSettings};
pub use crate::proof::Verdict;

use self::before::Before;
use self::ingredients::{Corrected, corrections, sources, templates};
use self::reading::{BATCH, Reading, later, reading, up_to, warning_of};

use crate::compose::{Composition, Templates};
use crate::config::Settings;
use crate::diag::{Diagnostic, Warned};
use crate::model::document::Skipped;
use crate::model::edition::{Edition, Manifest, ManifestDocument};
use crate::model::extraction::Extraction;
use crate::model::findings::Findings;
use crate::state::LedgerError;
use crate::world::{Progress, World};
use crate::{analyse, deliver, ingest, proof, resolve};

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

/// The output; its warnings go to the others.
fn noting<T>(warned: Warned<T>, warnings: &mut Vec<Diagnostic>) -> T {
    warnings.extend(warned.warnings);
    warned.output
}

#[cfg(test)]
mod hostile_tests;
