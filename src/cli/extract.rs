//! `wirebrief extract`: documents → facts, one JSON line each, in the order of the input.

use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Extract;
use super::exit::{Exit, Failure};
use super::settings;
use super::terminal::Terminal;
use crate::config::{Overrides, Pack};
use crate::diag::{Diagnostic, Severity, Warned};
use crate::pipeline::{self, Codebook, Error, Line, ReadingSettings};
use crate::world::World;

pub(super) fn extract(world: &dyn World, terminal: &Terminal, args: &Extract) -> Result<Exit, Failure> {
    let settings =
        args.config.as_deref().map(|config| settings(world, terminal, config, &Overrides::default())).transpose()?;
    let packs = settings.as_ref().map_or_else(Pack::bundled, |settings| settings.codebook.clone());
    let codebook = pipeline::codebook(world, &packs)?;
    let mut paths = args.paths.clone();
    if paths.is_empty() {
        paths = settings.iter().flat_map(|s| &s.ingest.corpus).map(|corpus| corpus.path.clone()).collect();
    }
    if paths.is_empty() {
        let error = Diagnostic::error("nothing to read is named");
        let diagnostic =
            error.hint("name files or folders, `-` for standard input, or a configuration with `--config`");
        return Err(Failure { exit: Exit::Usage, diagnostic: Box::new(diagnostic) });
    }
    let reading = settings.as_ref().map(|settings| pipeline::reading_settings(world, settings)).transpose()?;
    let reading = reading.unwrap_or_else(|| Warned::clean(ReadingSettings::default()));
    terminal.show_all(&reading.warnings);
    let jobs = args.jobs.map(usize::from);
    let work = || write_all(world, &paths, &reading.output, &codebook, args.trace);
    match pipeline::on_threads(jobs, work)? {
        Ok(warnings) => {
            terminal.show_all(&warnings);
            // A line that is no document is an error, told after all others were done.
            let bad = warnings.iter().any(|told| told.severity == Severity::Error);
            Ok(if bad { Exit::Data } else { Exit::Done })
        }
        // Whoever read our output has enough of it.
        Err(Error::Stream(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Done),
        Err(error) => Err(error.into()),
    }
}

/// Writes the facts of all paths to standard output.
fn write_all(
    world: &dyn World,
    paths: &[PathBuf],
    reading: &ReadingSettings,
    codebook: &Codebook,
    trace: bool,
) -> Result<Vec<Diagnostic>, Error> {
    let mut output = BufWriter::new(io::stdout());
    let mut warnings = Vec::new();
    for path in paths {
        let from_input = path == Path::new("-");
        let mut sink = |line: Line| {
            match line {
                Line::Facts(facts) => serde_json::to_writer(&mut output, &facts)?,
                Line::Bad { error, line } => {
                    serde_json::to_writer(&mut output, &json!({"error": error, "line": line}))?;
                }
            }
            output.write_all(b"\n")?;
            // Whoever feeds single lines waits for each answer.
            if from_input { output.flush() } else { Ok(()) }
        };
        warnings.extend(if from_input {
            pipeline::extract_lines(&mut BufReader::with_capacity(1 << 20, io::stdin()), codebook, trace, &mut sink)?
        } else {
            pipeline::extract_files(world, std::slice::from_ref(path), reading, codebook, trace, &mut sink)?
        });
    }
    output.flush()?;
    Ok(warnings)
}
