//! Edition + corpus → verdict: the corpus is read again, and the stages are lent to `proof`, so that it can make the edition
//! again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::{Before, Corrected, Error, Ingredients, corrections, files, files_of, findings, later};
use crate::codebook::Codebook;
use crate::config::{Previous, Settings};
use crate::diag::Warned;
use crate::model::document::{Document, Skipped};
use crate::model::edition::{Edition, Manifest};
use crate::model::extraction::Extraction;
use crate::model::findings::Findings;
use crate::proof::{Inputs, Stages, Verdict};
use crate::resolve::Corrections;
use crate::world::World;
use crate::{extract, ingest, proof};

/// The documents of a corpus by id, and what of it cannot be read.
pub struct Corpus {
    /// The documents.
    pub documents: BTreeMap<String, Document>,
    /// What cannot be read, and why.
    pub skipped: Vec<Skipped>,
}

/// Everything that an edition is made with but its documents.
pub struct Workshop<'s> {
    settings: &'s Settings,
    ingredients: &'s Ingredients,
    inputs: Inputs,
    corrections: Corrections,
    before: Before,
    /// What is not read now, articles of later days among it.
    skipped: Vec<Skipped>,
    /// A PDF that was typeset a moment ago, with the Markdown that it was typeset from.
    typeset: Option<(&'s [u8], &'s [u8])>,
}

impl Workshop<'_> {
    fn files(&self, facts: Vec<Extraction>, edition: &Findings) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let listed: BTreeSet<&str> = edition.skipped.iter().map(|skipped| skipped.path.as_str()).collect();
        let skipped = self.skipped.iter().filter(|skipped| listed.contains(skipped.path.as_str())).cloned();
        let Warned { output: findings, .. } = findings(
            &self.before,
            &self.corrections,
            facts,
            skipped.collect(),
            &self.ingredients.codebook,
            self.settings,
        );
        let composition = self.ingredients.compose(&findings, self.settings)?;
        let pdf = match self.typeset {
            Some((pdf, markdown)) if markdown == composition.manuscript.markdown.as_bytes() => pdf.to_vec(),
            _ => self.ingredients.press.set(&composition.manuscript).output,
        };
        Ok(files_of(&findings, composition, pdf))
    }
}

impl Stages for Workshop<'_> {
    fn extract(&self, document: &Document) -> Extraction {
        extract::extract(document, &self.ingredients.codebook, true)
    }

    fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    fn make(&self, facts: Vec<Extraction>, edition: &Findings) -> Result<BTreeMap<String, Vec<u8>>, String> {
        self.files(facts, edition).map_err(|error| error.to_string())
    }
}

/// What holding an edition against its corpus came to.
#[derive(Debug)]
pub struct Verified {
    /// What was compared and what does not hold.
    pub verdict: Verdict,
    /// What could not be compared, in words.
    pub notes: Vec<String>,
}

/// Holds a written edition against the corpus.
///
/// # Errors
/// A folder that is not an edition, a wrong codebook or template, or a corpus that is not there.
pub fn verify(world: &dyn World, settings: &Settings, edition: &Path) -> Result<Verified, Error> {
    let files = files(world, edition)?;
    let ingredients = Ingredients::gather(world, settings)?;
    let (corpus, workshop, notes) = workshop(world, settings, &ingredients, edition, &files)?;
    Ok(Verified { verdict: proof::check(&files, &corpus.documents, &workshop), notes })
}

/// Reads the corpus for the proof of an edition, and finds the edition before it. Beside the two: what cannot be compared, in
/// words.
///
/// # Errors
/// A corpus that is not there.
pub fn workshop<'s>(
    world: &dyn World,
    settings: &'s Settings,
    ingredients: &'s Ingredients,
    edition: &Path,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(Corpus, Workshop<'s>, Vec<String>), Error> {
    let corrected = corrections(world, settings.corrections.as_deref(), Some(&ingredients.codebook))?.output;
    let ingest = ingest::Settings { corrections: corrected.corrections, ..settings.ingest.clone() };
    let corpus = corpus(world, &ingest, &ingredients.codebook, settings.analyse.as_of)?;
    let manifest = files.get("manifest.json").and_then(|bytes| serde_json::from_slice::<Manifest>(bytes).ok());
    let (before, notes) = match manifest.and_then(|manifest| manifest.previous) {
        None => (Before::default(), Vec::new()),
        Some(hash) => match named(world, settings, edition, &hash) {
            Some(before) => (before, Vec::new()),
            None => (of_itself(files, hash), vec![GONE.to_owned()]),
        },
    };
    let inputs = ingredients.inputs(settings, corrected.sha256, None);
    let skipped = corpus.skipped.clone();
    let corrections = corrected.of_facts;
    let workshop = Workshop { settings, ingredients, inputs, corrections, before, skipped, typeset: None };
    Ok((corpus, workshop, notes))
}

const GONE: &str = "the edition before it is gone: what the section on changes says of it, and the ids that were kept from it, \
                    cannot be compared";

/// Reads the corpus again and holds a new edition against it, before anybody can see it.
pub(super) fn prove(
    world: &dyn World,
    settings: &Settings,
    corrected: Corrected,
    ingredients: &Ingredients,
    inputs: Inputs,
    before: Before,
    edition: &Edition,
) -> Result<(), Error> {
    let ingest = ingest::Settings { corrections: corrected.corrections, ..settings.ingest.clone() };
    let corrections = corrected.of_facts;
    let corpus = corpus(world, &ingest, &ingredients.codebook, settings.analyse.as_of)?;
    let typeset = edition.files.get("briefing.pdf").zip(edition.files.get("briefing.md"));
    let typeset = typeset.map(|(pdf, markdown)| (pdf.as_slice(), markdown.as_slice()));
    let workshop = Workshop { settings, ingredients, inputs, corrections, before, skipped: corpus.skipped, typeset };
    let verdict = proof::check(&edition.files, &corpus.documents, &workshop);
    if verdict.holds() {
        return Ok(());
    }
    Err(Error::Proof { failures: verdict.failures.iter().map(|f| format!("{}: {}", f.place, f.reason)).collect() })
}

/// Reads the corpus as it is now.
fn corpus(
    world: &dyn World,
    settings: &ingest::Settings,
    codebook: &Codebook,
    as_of: NaiveDate,
) -> Result<Corpus, Error> {
    let inputs = ingest::find(world, settings)?;
    let read: Vec<ingest::Read> =
        inputs.par_iter().map(|input| ingest::read(world, input, codebook, settings)).collect();
    let mut corpus = Corpus { documents: BTreeMap::new(), skipped: Vec::new() };
    for ingest::Read { documents, skipped, .. } in read {
        corpus.skipped.extend(skipped);
        corpus.skipped.extend(documents.iter().filter_map(|document| later(as_of, &document.record)));
        corpus.documents.extend(documents.into_iter().map(|document| (document.record.id.clone(), document)));
    }
    Ok(corpus)
}

/// The edition whose manifest has that hash: the one that the settings name, or one beside the edition or where the
/// configuration has them written.
fn named(world: &dyn World, settings: &Settings, edition: &Path, hash: &str) -> Option<Before> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Previous::Folder(folder) = &settings.previous {
        folders.push(folder.clone());
    }
    let written = settings.deliver.output.join(&settings.analyse.slug);
    for above in [edition.parent(), Some(written.as_path())].into_iter().flatten() {
        folders.extend(world.list(above).into_iter().flatten().map(|entry| entry.path));
    }
    let is_it = |folder: &&PathBuf| {
        world.read(&folder.join("manifest.json")).is_ok_and(|manifest| proof::sha256(&manifest) == hash)
    };
    Before::read(world, folders.iter().find(is_it)?).ok()
}

/// Where the edition before is gone, ids and changes are the edition's own word.
fn of_itself(files: &BTreeMap<String, Vec<u8>>, hash: String) -> Before {
    let findings = files.get("briefing.json").and_then(|bytes| serde_json::from_slice::<Findings>(bytes).ok());
    findings.map_or_else(Before::default, |findings| Before::of_itself(findings, hash))
}

/// The day that a written edition stands for, by its manifest; `None` where it has none that can be read. A configuration
/// without a day of its own is read for that day.
pub fn as_of(world: &dyn World, edition: &Path) -> Option<NaiveDate> {
    let manifest = world.read(&edition.join("manifest.json")).ok()?;
    serde_json::from_slice::<Manifest>(&manifest).ok().map(|manifest| manifest.as_of)
}
