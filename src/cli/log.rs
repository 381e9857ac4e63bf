//! The log: what stage of which edition begins when, as text or as JSON lines on standard error.

use std::io;

use super::args::LogForm;

/// Begins to log. Without a form nothing is logged.
pub(super) fn begin(form: Option<LogForm>) {
    let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).with_target(false);
    // A second log in one process would be a mistake of ours; there is one command in a process.
    let _ = match form {
        None => return,
        Some(LogForm::Text) => tracing::subscriber::set_global_default(log.finish()),
        Some(LogForm::Json) => tracing::subscriber::set_global_default(log.json().flatten_event(true).finish()),
    };
}
