//! Edition → receipt: a finished edition is put where its readers find it, and sent to them.
//!
//! [`folder`] writes the edition itself. [`plan`] and [`dispatch`] see to mail, wikis and other folders, by a ledger that outlives
//! a run that is killed.

mod copy;
mod dispatch;
mod folder;
mod message;
mod outbox;
mod ping;
mod preview;
mod readers;
mod secret;
pub mod settings;
mod smtp;
mod ways;
mod wiki;

pub use self::secret::look_at_secret;
pub use dispatch::{DispatchError, Dispatched, Files, Letters, Office, dispatch, plan};
pub use folder::{DeliverError, Delivery, Receipt, folder, place, read};
pub use ping::ping;
pub use preview::{Coming, preview};
pub use settings::Settings;
pub use ways::wants;

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// What an edition would change in a wiki: the changes file by file and line by line, or why they cannot be told. `scratch` is a
/// folder that is made and removed again.
pub fn wiki_diff(
    world: &dyn crate::world::World,
    scratch: &Path,
    wiki: &settings::Wiki,
    issue: &crate::model::delivery::Issue,
    files: &Files,
) -> String {
    wiki::diff(world, scratch, wiki, issue, files).unwrap_or_else(|error| format!("{error}\n"))
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
