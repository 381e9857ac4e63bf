//! `briefing.yaml` → the settings of every stage.
//!
//! [`Options`](options::Options) mirrors the file; [`Settings`] is what the stages are handed, checked and with every path and
//! date worked out. What is wrong is told with its place in the file and what to do about it.

mod delivery;
mod fault;
mod files;
mod length;
mod named;
pub mod options;
mod pdf;
mod resolve;
mod section;
mod source;
mod threat;

pub use self::files::NeededFile;
pub use self::named::{Named, ReaderWord};
pub use self::pdf::{Artwork, Font};
pub use self::resolve::{Overrides, Pack, Previous, Settings};
pub use self::source::Source;

use chrono::{DateTime, Utc};

use crate::diag::{Diagnostic, Warned};

/// Reads a configuration. `now` gives the as-of date where neither the file nor the command line does.
///
/// # Errors
/// A file that is not YAML, has unknown, doubled or missing keys, or values that mean nothing.
pub fn load(source: &Source, overrides: &Overrides, now: DateTime<Utc>) -> Result<Warned<Settings>, Diagnostic> {
    let options = fault::parse(source)?;
    resolve::resolve(&options, source, overrides, now)
}
