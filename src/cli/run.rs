//! `wirebrief run`: corpus → edition → readers. Under cron a good run prints nothing but warnings.

use super::after::after;
use super::args::Run;
use super::deliver::told;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use super::{log, plan, settings};
use crate::config::Overrides;
use crate::pipeline::{self, Delivery, Outcome};
use crate::world::World;

pub(super) fn run(world: &dyn World, terminal: &Terminal, args: &Run) -> Result<Exit, Failure> {
    log::begin(args.log);
    let started = world.now();
    let overrides = Overrides { as_of: args.as_of, output: args.output.clone(), previous: args.previous.clone() };
    let settings = settings(world, terminal, &args.config, &overrides)?;
    let edition = format!("{}/{}", settings.analyse.slug, settings.analyse.as_of);
    let _span = tracing::info_span!("run", edition).entered();
    if args.preview {
        return plan::show(terminal, &pipeline::preview(world, &settings)?, false);
    }
    let outcome = pipeline::run(world, &settings);
    after(world, terminal, &settings, started, outcome.as_ref());
    let outcome = outcome?;
    terminal.show_all(&outcome.warnings);
    let exit = told(terminal, &outcome.dispatched);
    say(terminal, &outcome, args.verbose);
    Ok(exit)
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn say(terminal: &Terminal, outcome: &Outcome, verbose: bool) {
    let done = match outcome.receipt.delivery {
        Delivery::Written => "written",
        Delivery::Replaced => "replaced",
        Delivery::Unchanged => "unchanged",
    };
    let mut summary = format!(
        "{}, {}\nedition {done}: {}",
        counted(outcome.documents, "article"),
        counted(outcome.incidents, "incident"),
        outcome.receipt.folder.join("briefing.pdf").display(),
    );
    if !outcome.dispatched.sent.is_empty() {
        summary = format!("{summary}\n{} delivered", outcome.dispatched.sent.len());
    }
    terminal.say(&summary, verbose);
}
