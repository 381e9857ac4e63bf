//! The `extract` command: documents → facts, without a briefing, in the order of the input and in bounded batches.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use rayon::prelude::*;

use super::{Error, sources, warning_of};
use crate::codebook::Codebook;
use crate::config::Pack;
use crate::diag::Diagnostic;
use crate::model::document::{Document, Skipped};
use crate::model::extraction::Extraction;
use crate::world::World;
use crate::{extract, ingest};

/// Documents or lines that are worked on at a time.
const BATCH: usize = 256;

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

/// Extracts the facts of files, in the order in which they are given; a folder stands for its files by id. The warnings are
/// of files that were skipped.
///
/// # Errors
/// A path that does not exist, or a sink that takes no more.
pub fn extract_files(
    world: &dyn World,
    paths: &[PathBuf],
    codebook: &Codebook,
    trace: bool,
    sink: &mut Sink<'_>,
) -> Result<Vec<Diagnostic>, Error> {
    let mut warnings = Vec::new();
    for path in paths {
        let corpus = ingest::Corpus { path: path.clone(), written: path.display().to_string() };
        let settings = ingest::Settings { corpus: vec![corpus], ..ingest::Settings::default() };
        for batch in ingest::find(world, &settings)?.chunks(BATCH) {
            let facts = |document: &Document| extract::extract(document, codebook, trace);
            let files: Vec<Result<Vec<Extraction>, Skipped>> = batch
                .par_iter()
                .map(|input| Ok(ingest::read(world, input, codebook, &settings)?.iter().map(facts).collect()))
                .collect();
            for file in files {
                match file {
                    Ok(extractions) => {
                        extractions.into_iter().try_for_each(|facts| sink(Line::Facts(Box::new(facts))))?;
                    }
                    Err(skipped) => warnings.push(warning_of(&skipped)),
                }
            }
        }
    }
    Ok(warnings)
}

/// Extracts the facts of NDJSON lines. A bad line gives an error in its place and a warning; empty lines are left out. What
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
                Ok(document) => Line::Facts(Box::new(extract::extract(&document, codebook, trace))),
                Err(error) => Line::Bad { error, line },
            })
            .collect();
        for line in lines {
            if let Line::Bad { error, line } = &line {
                let hint = "each line is one JSON object with `id` and `text`";
                warnings.push(
                    Diagnostic::warning(format!("line {line} of standard input is no document: {error}")).hint(hint),
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
