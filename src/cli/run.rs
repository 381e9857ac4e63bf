//! `wirebrief run`: corpus → edition → readers. Under cron a good run prints nothing but warnings.

use std::io::{self, Write as _};

use super::args::Run;
use super::deliver::told;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use super::{log, settings};
use crate::config::{Overrides, Settings};
use crate::diag::Diagnostic;
use crate::pipeline::{self, Delivery, Outcome, Report};
use crate::world::World;

pub(super) fn run(world: &dyn World, terminal: &Terminal, args: &Run) -> Result<Exit, Failure> {
    log::begin(args.log);
    let started = world.now();
    let overrides = Overrides { as_of: args.as_of, output: args.output.clone(), previous: args.previous.clone() };
    let settings = settings(world, terminal, &args.config, &overrides)?;
    let edition = format!("{}/{}", settings.analyse.slug, settings.analyse.as_of);
    let _span = tracing::info_span!("run", edition).entered();
    if args.preview {
        return plan(world, terminal, &settings);
    }
    let outcome = pipeline::run(world, &settings);
    let busy = matches!(&outcome, Err(pipeline::Error::Busy(_)));
    let report = Report::of(world, started, outcome.as_ref());
    // The report of the run that holds the lock is not ours to write.
    if !busy && let Err(error) = report.keep(world, &settings) {
        let message = format!("the run report cannot be written to `{}`: {error}", settings.deliver.state.display());
        terminal.show(&Diagnostic::warning(message));
    }
    if !busy && let Some(warning) = pipeline::hook(world, &settings, &report, report.good) {
        terminal.show(&warning);
    }
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

/// `--dry-run`: what would be made and sent goes to standard output, since it is what was asked for.
fn plan(world: &dyn World, terminal: &Terminal, settings: &Settings) -> Result<Exit, Failure> {
    let plan = pipeline::preview(world, settings)?;
    terminal.show_all(&plan.warnings);
    let mut text = format!("edition: {}\n", plan.folder.display());
    if let Some(subject) = &plan.subject {
        text = format!("{text}subject: {subject}\n");
    }
    for (channel, recipient) in &plan.recipients {
        text = format!("{text}{channel}: {recipient}\n");
    }
    for (wiki, diff) in &plan.wikis {
        text = format!("{text}\n{wiki}\n{diff}");
    }
    if plan.recipients.is_empty() {
        text.push_str("nobody would be sent anything\n");
    }
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(pipeline::Error::Stream(error).into()),
        _ => Ok(Exit::Done),
    }
}
