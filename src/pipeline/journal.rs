//! The report of a run, for those who look after it: a file in the state folder, and what hooks read.

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Error, Outcome};
use crate::config::Settings;
use crate::deliver;
use crate::diag::Diagnostic;
use crate::model::delivery::Errand;
use crate::world::{Command, World};

/// The report's file in the state folder.
const FILE: &str = "run.json";

/// How long a hook may take.
const PATIENCE: Duration = Duration::from_secs(300);

/// What a run did. It decides nothing of an edition and may hold times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// When the run began.
    pub started: DateTime<Utc>,
    /// When it ended.
    pub finished: DateTime<Utc>,
    /// Whether it came to its end, with everything delivered that could be.
    pub good: bool,
    /// Where the edition stands; `None` where there is none.
    pub edition: Option<String>,
    /// Documents read.
    pub documents: usize,
    /// Files and documents not read.
    pub skipped: usize,
    /// Incidents told.
    pub incidents: usize,
    /// Way, edition and recipient of what the other side has taken.
    pub sent: Vec<String>,
    /// Of what the next run tries again.
    pub pending: Vec<String>,
    /// Of what was refused.
    pub failed: Vec<String>,
    /// Of what nobody knows.
    pub unknown: Vec<String>,
    /// Warnings, and the error where there was one.
    pub messages: Vec<String>,
}

impl Report {
    /// The report of a run that began at `started` and ended now.
    pub fn of(world: &dyn World, started: DateTime<Utc>, outcome: Result<&Outcome, &Error>) -> Self {
        let mut report = Self {
            started,
            finished: world.now(),
            good: false,
            edition: None,
            documents: 0,
            skipped: 0,
            incidents: 0,
            sent: Vec::new(),
            pending: Vec::new(),
            failed: Vec::new(),
            unknown: Vec::new(),
            messages: Vec::new(),
        };
        match outcome {
            Err(error) => report.messages.push(error.to_string()),
            Ok(outcome) => {
                let done = &outcome.dispatched;
                report.good = done.pending.is_empty() && done.failed.is_empty() && done.unknown.is_empty();
                report.edition = Some(outcome.receipt.folder.display().to_string());
                (report.documents, report.skipped, report.incidents) =
                    (outcome.documents, outcome.skipped, outcome.incidents);
                let lists = [&done.sent, &done.pending, &done.failed, &done.unknown].map(|list| listed(list));
                [report.sent, report.pending, report.failed, report.unknown] = lists;
                let warnings = outcome.warnings.iter().chain(&done.warnings);
                report.messages = warnings.map(ToString::to_string).collect();
            }
        }
        report
    }

    /// Writes the report into the state folder, in the place of the last one.
    ///
    /// # Errors
    /// A folder that is not there or cannot be written.
    pub fn keep(&self, world: &dyn World, settings: &Settings) -> io::Result<()> {
        world.replace(&settings.deliver.state.join(FILE), &self.json())
    }

    fn json(&self) -> Vec<u8> {
        super::json(self)
    }
}

fn listed(errands: &[Errand]) -> Vec<String> {
    let line = |errand: &Errand| {
        let note = if errand.note.is_empty() { String::new() } else { format!(": {}", errand.note) };
        format!("{} {} {}{note}", errand.edition, errand.channel, errand.recipient)
    };
    errands.iter().map(line).collect()
}

/// Calls the address that the configuration names for every run. A call that fails is told by a warning.
pub fn ping(world: &dyn World, settings: &Settings, good: bool) -> Option<Diagnostic> {
    settings.deliver.hooks.ping.as_ref().and_then(|ping| deliver::ping(world, ping, good))
}

/// Runs the program that the configuration names for a good or a failed run; it reads the report from standard input. A program
/// that fails is told by a warning.
pub fn hook(world: &dyn World, settings: &Settings, report: &Report, good: bool) -> Option<Diagnostic> {
    let hooks = &settings.deliver.hooks;
    let (name, words) = if good { ("on_success", &hooks.on_success) } else { ("on_failure", &hooks.on_failure) };
    let (program, arguments) = words.split_first()?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let command = Command { input: report.json(), ..Command::new(program, &arguments, PATIENCE) };
    let why = match world.execute(&command) {
        Ok(done) if done.code == Some(0) => return None,
        Ok(done) => done.code.map_or_else(|| "a signal ended it".to_owned(), |code| format!("it ended with {code}")),
        Err(error) => error.to_string(),
    };
    Some(Diagnostic::warning(format!("the hook `{name}` (`{program}`) failed: {why}")))
}
