//! After a run: its report is kept, and those who look after it are told.

use chrono::{DateTime, Utc};

use super::terminal::Terminal;
use crate::config::Settings;
use crate::diag::Diagnostic;
use crate::pipeline::{self, Error, Outcome, Report};
use crate::world::World;

/// Keeps the report of a run that began at `started`, runs the hook for how it ended and calls the address that waits for it. None
/// of them decides how the run ends.
pub(super) fn after(
    world: &dyn World,
    terminal: &Terminal,
    settings: &Settings,
    started: DateTime<Utc>,
    outcome: Result<&Outcome, &Error>,
) {
    // The run that holds the lock is told of by itself.
    if matches!(outcome, Err(Error::Busy(_))) {
        return;
    }
    let report = Report::of(world, started, outcome);
    if let Err(error) = report.keep(world, settings) {
        let message = format!("the run report cannot be written to `{}`: {error}", settings.deliver.state.display());
        terminal.show(&Diagnostic::warning(message));
    }
    let hook = pipeline::hook(world, settings, &report, report.good);
    let ping = pipeline::ping(world, settings, report.good);
    for warning in hook.iter().chain(&ping) {
        terminal.show(warning);
    }
}
