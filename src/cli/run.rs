//! `wirebrief run`: corpus → edition. Under cron a good run prints nothing but warnings.

use super::args::Run;
use super::exit::{Exit, Failure};
use super::settings;
use super::terminal::Terminal;
use crate::config::Overrides;
use crate::pipeline::{self, Delivery};
use crate::world::World;

pub(super) fn run(world: &dyn World, terminal: &Terminal, args: &Run) -> Result<Exit, Failure> {
    let overrides = Overrides { as_of: args.as_of, output: args.output.clone(), previous: args.previous.clone() };
    let settings = settings(world, terminal, &args.config, &overrides)?;
    let outcome = pipeline::run(world, &settings)?;
    terminal.show_all(&outcome.warnings);
    let done = match outcome.receipt.delivery {
        Delivery::Written => "written",
        Delivery::Replaced => "replaced",
        Delivery::Unchanged => "unchanged",
    };
    let counted = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let summary = format!(
        "{}, {}\nedition {done}: {}",
        counted(outcome.documents, "article"),
        counted(outcome.incidents, "incident"),
        outcome.receipt.folder.join("briefing.pdf").display(),
    );
    terminal.say(&summary, args.verbose);
    Ok(Exit::Done)
}
