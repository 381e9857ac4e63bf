//! The `extract` command: documents → facts, without a briefing, in the order of the input and in bounded batches.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use rayon::prelude::*;

use super::{BATCH, Error, sources, warning_of};
use crate::codebook::Codebook;
use crate::config::{Pack, Settings};
use crate::diag::{Diagnostic, Warned};
use crate::ingest::{Raw, Raws};
use crate::model::document::{Document, Skipped};
use crate::model::extraction::Extraction;
use crate::world::World;
use crate::{extract, ingest};

/// One line of output.
#[derive(Debug)]
pub enum Line {
    /// The facts of a document.
    Facts(Box<Extraction>),
    /// A line of input that is no document.
    Bad {
        /// What is wrong with it.
        error: String,
        /// Its number, from one.
        line: usize,
    },
}

/// Takes lines in the order of the input; an error ends the run.
pub type Sink<'s> = dyn FnMut(Line) -> io::Result<()> + 's;

/// Compiles the codebook of packs.
///
/// # Errors
/// A pack that cannot be read or is wrong.
pub fn codebook(world: &dyn World, packs: &[Pack]) -> Result<Codebook, Error> {
    Ok(Codebook::compile(&sources(world, packs)?)?)
}

/// The facts of one document, with what was found odd about it while it was read.
pub(super) fn of(document: &Document, codebook: &Codebook, trace: bool) -> Extraction {
    let mut facts = extract::extract(document, codebook, trace);
    facts.warnings.splice(0..0, document.warnings.iter().cloned());
    facts
}

/// What `extract` is told about reading by a configuration: its days, its corrections, its names of fields.
///
/// # Errors
/// Corrections that cannot be read.
pub fn reading_settings(world: &dyn World, settings: &Settings) -> Result<Warned<ingest::Settings>, Error> {
    let told = super::corrections(world, settings.corrections.as_deref(), None)?;
    let output = ingest::Settings { corrections: told.output.corrections, ..settings.ingest.clone() };
    Ok(Warned { output, warnings: told.warnings })
}

/// Extracts the facts of files, in the order in which they are given; a folder stands for its files by id. `settings` say how
/// they are read; a path that is one of its places is read with that place's names of fields. The warnings are of what was
/// skipped.
///
/// # Errors
/// A path that does not exist, or a sink that takes no more.
pub fn extract_files(
    world: &dyn World,
    paths: &[PathBuf],
    settings: &ingest::Settings,
    codebook: &Codebook,
    trace: bool,
    sink: &mut Sink<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let mut warnings = Vec::new();
    for path in paths {
        let fields = settings.corpus.iter().find(|corpus| corpus.path == *path).map(|corpus| corpus.fields.clone());
        let written = path.display().to_string();
        let corpus = ingest::Corpus { path: path.clone(), written, fields: fields.unwrap_or_default() };
        let settings = ingest::Settings { corpus: vec![corpus], ..settings.clone() };
        for batch in ingest::find(world, &settings)?.chunks(BATCH) {
            let facts = |raw: Result<Raw, Skipped>| {
                raw.and_then(|raw| Ok(of(&ingest::document_of(raw, codebook, &settings)?, codebook, trace)))
            };
            let mut emit = |facts: Result<Extraction, Skipped>| match facts {
                Ok(facts) => sink(Line::Facts(Box::new(facts))),
                Err(skipped) => {
                    warnings.push(warning_of(&skipped));
                    Ok(())
                }
            };
            // Of each file, what fits a batch is worked on beside the other files; of a longer one, the rest comes batch by
            // batch, so that nothing grows with its length.
            let files: Vec<(Vec<_>, Option<Raws<'_>>)> = batch
                .par_iter()
                .map(|input| {
                    let mut raws = ingest::open(world, input, &settings);
                    let first: Vec<_> = raws.by_ref().take(BATCH).map(facts).collect();
                    let more = first.len() == BATCH;
                    (first, more.then_some(raws))
                })
                .collect();
            for (first, rest) in files {
                first.into_iter().try_for_each(&mut emit)?;
                let Some(mut rest) = rest else { continue };
                loop {
                    let some: Vec<_> = rest.by_ref().take(BATCH).collect();
                    if some.is_empty() {
                        break;
                    }
                    let some: Vec<_> = some.into_par_iter().map(facts).collect();
                    some.into_iter().try_for_each(&mut emit)?;
                }
            }
        }
    }
    Ok(warnings)
}

/// Extracts the facts of NDJSON lines. A bad line gives an error in its place, and another among what is handed back; empty lines are left out. What
/// has come in is answered before more is waited for.
///
/// # Errors
/// An input that breaks off, or a sink that takes no more.
pub fn extract_lines<R: Read>(
    input: &mut BufReader<R>,
    codebook: &Codebook,
    trace: bool,
    sink: &mut Sink<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let mut warnings = Vec::new();
    let mut number = 0;
    loop {
        let mut batch: Vec<(usize, Result<Vec<u8>, String>)> = Vec::new();
        let mut ended = false;
        while !ended && batch.len() < BATCH && (batch.is_empty() || input.buffer().contains(&b'\n')) {
            number += 1;
            match next_line(input)? {
                None => ended = true,
                Some(Ok(line)) if line.trim_ascii().is_empty() => {}
                Some(line) => batch.push((number, line)),
            }
        }
        let lines: Vec<Line> = batch
            .into_par_iter()
            .map(|(line, bytes)| match bytes.and_then(|bytes| ingest::document_of_line(bytes.trim_ascii(), codebook)) {
                Ok(document) => Line::Facts(Box::new(of(&document, codebook, trace))),
                Err(error) => Line::Bad { error, line },
            })
            .collect();
        for line in lines {
            if let Line::Bad { error, line } = &line {
                let hint = "each line is one JSON object with `id` and `text`";
                warnings.push(
                    Diagnostic::error(format!("line {line} of standard input is no document: {error}")).hint(hint),
                );
            }
            sink(line)?;
        }
        if ended {
            return Ok(warnings);
        }
    }
}

/// The next line, or why it is left out; `None` at the end. No more of a line is held than a document may be long.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, String>>> {
    let limit = ingest::Settings::LIMIT;
    let mut line = Vec::new();
    if input.take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == limit && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(format!("the line is longer than {} MB", limit / 1_000_000))));
    }
    Ok(Some(Ok(line)))
}

/// Runs something on so many threads; `None` is one a core.
///
/// # Errors
/// Threads that cannot be started.
pub fn on_threads<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build().map_err(io::Error::other)?;
    Ok(pool.install(work))
}
