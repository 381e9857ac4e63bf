//! `wirebrief verify`: a written edition is held against its corpus. What does not hold goes to standard output.

use std::io::{self, BufWriter, Write};

use super::args::Verify;
use super::exit::{Exit, Failure};
use super::settings;
use super::terminal::Terminal;
use crate::config::Overrides;
use crate::diag::Diagnostic;
use crate::pipeline::{self, Error, Verdict, Verified};
use crate::world::World;

pub(super) fn verify(world: &dyn World, terminal: &Terminal, args: &Verify) -> Result<Exit, Failure> {
    // an edition that is not there is the first thing to say
    pipeline::files(world, &args.edition)?;
    let overrides = Overrides {
        as_of: pipeline::as_of(world, &args.edition),
        previous: args.previous.clone(),
        ..Overrides::default()
    };
    let settings = settings(world, terminal, &args.config, &overrides)?;
    let Verified { verdict, notes } = pipeline::verify(world, &settings, &args.edition)?;
    for note in notes {
        terminal.show(&Diagnostic::warning(note));
    }
    match print(&verdict) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(Error::Stream(error).into()),
        _ => {}
    }
    let (checked, failed) = (verdict.checked, verdict.failures.len());
    if verdict.holds() {
        terminal.say(&format!("ok: {checked} things compared, all hold"), false);
        Ok(Exit::Done)
    } else {
        terminal.say(&format!("{failed} of {checked} things compared do not hold"), false);
        Ok(Exit::Data)
    }
}

fn print(verdict: &Verdict) -> io::Result<()> {
    let mut output = BufWriter::new(io::stdout());
    for failure in &verdict.failures {
        writeln!(output, "{}: {}", failure.place, failure.reason)?;
    }
    output.flush()
}
