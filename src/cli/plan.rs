//! `--dry-run`: what would be made and sent goes to standard output, since it is what was asked for.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::model::delivery::{DeliveryState, Errand};
use crate::pipeline::{self, Plan};

/// Shows a plan, edition by edition and way by way; with `status` also who has it, and who will not.
pub(super) fn show(terminal: &Terminal, plan: &Plan, status: bool) -> Result<Exit, Failure> {
    terminal.show_all(&plan.warnings);
    match io::stdout().write_all(text(plan, status).as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(pipeline::Error::Stream(error).into()),
        _ => Ok(Exit::Done),
    }
}

fn text(plan: &Plan, status: bool) -> String {
    let mut text = format!("edition: {}\n", plan.folder.display());
    let own = plan.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut last = own.as_str();
    for planned in &plan.coming {
        if planned.edition != last {
            let _ = writeln!(text, "\nedition: {} (left from before)", planned.edition);
            last = &planned.edition;
        }
        if let Some(subject) = &planned.subject {
            let _ = writeln!(text, "subject: {subject}");
        }
        for errand in &planned.errands {
            let _ = writeln!(text, "{}: {}{}", planned.channel, errand.recipient, tried(errand));
        }
        if let Some(diff) = &planned.diff {
            let _ = write!(text, "\n{diff}");
        }
    }
    if plan.coming.is_empty() {
        text.push_str("nobody would be sent anything\n");
    }
    if status && !plan.over.is_empty() {
        text.push('\n');
        for errand in &plan.over {
            let note = if errand.note.is_empty() { String::new() } else { format!(" ({})", errand.note) };
            let _ = writeln!(text, "{}: {} {}{note}", word(errand.state), errand.channel, errand.recipient);
        }
    }
    text
}

/// What was tried so far.
fn tried(errand: &Errand) -> String {
    let note = if errand.note.is_empty() { String::new() } else { format!(": {}", errand.note) };
    match errand.attempts {
        0 if note.is_empty() => String::new(),
        0 => format!(" (not sent yet{note})"),
        1 => format!(" (tried once{note})"),
        times => format!(" (tried {times} times{note})"),
    }
}

fn word(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Pending => "waits",
        DeliveryState::Sending => "was being sent",
        DeliveryState::Sent => "has it",
        DeliveryState::Failed => "refused",
        DeliveryState::Unknown => "unknown",
        DeliveryState::Superseded => "passed over",
    }
}
