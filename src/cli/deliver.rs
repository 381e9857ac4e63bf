//! `wirebrief deliver`: an edition that is already made → its readers; and how what became of deliveries is told.

use super::after::after;
use super::args::Deliver;
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use super::{log, plan, settings};
use crate::config::Overrides;
use crate::diag::Diagnostic;
use crate::model::delivery::{DeliveryState, Errand};
use crate::pipeline::{self, Again, Dispatched};
use crate::world::World;

pub(super) fn deliver(world: &dyn World, terminal: &Terminal, args: &Deliver) -> Result<Exit, Failure> {
    log::begin(args.log);
    let started = world.now();
    let settings = settings(world, terminal, &args.config, &Overrides::default())?;
    let _span = tracing::info_span!("deliver", edition = %args.edition.display()).entered();
    if !settings.deliver.sends() {
        let message = "the configuration names nobody to deliver to";
        return Err(Failure::config(
            Diagnostic::error(message).hint("add `delivery:` with `email`, `wiki` or `folder`"),
        ));
    }
    if args.preview {
        return plan::show(terminal, &pipeline::preview_of(world, &settings, &args.edition)?, true);
    }
    let again = Again { unknown: args.resend_unknown, failed: args.resend_failed };
    let outcome = pipeline::deliver(world, &settings, &args.edition, again);
    after(world, terminal, &settings, started, outcome.as_ref());
    let done = outcome?.dispatched;
    let exit = told(terminal, &done);
    terminal.say(&format!("{} delivered", done.sent.len()), false);
    Ok(exit)
}

/// Shows what did not go as planned, and gives the code that the process ends with.
pub(super) fn told(terminal: &Terminal, done: &Dispatched) -> Exit {
    terminal.show_all(&done.warnings);
    let lists = [
        (&done.pending, "not delivered yet; the next run tries again"),
        (&done.failed, "refused; it is not tried again"),
        (&done.unknown, "broken off, and nobody knows whether it arrived; it is not sent again by itself"),
    ];
    for (errands, what) in lists {
        for errand in errands {
            terminal.show(&warning(errand, what));
        }
    }
    if done.denied {
        Exit::Permission
    } else if !done.pending.is_empty() || !done.unknown.is_empty() {
        Exit::Temporary
    } else if !done.failed.is_empty() {
        Exit::Unavailable
    } else {
        Exit::Done
    }
}

fn warning(errand: &Errand, what: &str) -> Diagnostic {
    let Errand { slug, edition, channel, recipient, note, .. } = errand;
    let warning = Diagnostic::warning(format!("{channel} to {recipient}, edition {slug}/{edition}: {what}"));
    let warning = if note.is_empty() { warning } else { warning.hint(note.clone()) };
    match errand.state {
        DeliveryState::Unknown => {
            warning.hint("ask the reader, or send it again with `wirebrief deliver EDITION --resend-unknown`")
        }
        DeliveryState::Failed => {
            warning.hint("once that is put right, `wirebrief deliver EDITION --resend-failed` sends it again")
        }
        _ => warning,
    }
}
