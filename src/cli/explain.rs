//! `wirebrief explain`: why an incident of a written edition is what it is, in plain lines on standard output.

use std::io::{self, Write as _};
use std::path::PathBuf;

use super::args::Explain;
use super::exit::{Exit, Failure};
use super::settings;
use super::terminal::Terminal;
use crate::config::Overrides;
use crate::pipeline::{self, Error};
use crate::world::World;

pub(super) fn explain(world: &dyn World, terminal: &Terminal, args: &Explain) -> Result<Exit, Failure> {
    let edition = match &args.edition {
        Some(edition) => edition.clone(),
        None => newest(world, terminal, args)?,
    };
    let text = pipeline::explain(world, &edition, &args.item)?;
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Stream(error).into()),
        _ => Ok(Exit::Done),
    }
}

/// The newest edition where the configuration has them written.
fn newest(world: &dyn World, terminal: &Terminal, args: &Explain) -> Result<PathBuf, Failure> {
    let settings = settings(world, terminal, &args.config, &Overrides::default())?;
    let missing = || Error::Edition {
        path: settings.deliver.output.join(&settings.analyse.slug),
        error: io::Error::new(io::ErrorKind::NotFound, "no edition stands there yet"),
    };
    Ok(pipeline::newest(world, &settings, |_| true).ok_or_else(missing)?)
}
