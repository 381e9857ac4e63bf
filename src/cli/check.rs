//! `wirebrief check`: a configuration with its codebook, corrections and templates is tried; nothing is read or written
//! besides.

use super::args::Check;
use super::exit::{Exit, Failure};
use super::settings;
use super::terminal::Terminal;
use crate::config::Overrides;
use crate::pipeline;
use crate::world::World;

pub(super) fn check(world: &dyn World, terminal: &Terminal, args: &Check) -> Result<Exit, Failure> {
    let settings = settings(world, terminal, &args.config, &Overrides::default())?;
    terminal.show_all(&pipeline::check(world, &settings)?);
    terminal.say("ok: configuration, codebook, corrections and templates", false);
    Ok(Exit::Done)
}
