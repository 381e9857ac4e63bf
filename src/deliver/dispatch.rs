//! Edition → deliveries: which ways take it, who is served, and what became of each.
//!
//! Every step is in the ledger before it is taken, so that a run may be killed anywhere and nothing goes twice.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::outbox::Outbox;
use super::settings::{Email, Settings};
use super::ways::{Choice, choice, renamed, ways};
use super::wiki::WikiError;
use super::{copy, folder, readers, wiki};
use crate::diag::Diagnostic;
use crate::model::delivery::{DeliveryState, Errand, Issue};
use crate::model::letter::Letter;
use crate::state::{Ledger, LedgerError};
use crate::world::World;

/// The files of an edition by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Puts a letter to an edition: the subject's template, where the configuration has one, and the edition's files.
pub type Letters<'l> = dyn Fn(&Files, Option<&str>) -> Result<Letter, Diagnostic> + 'l;

/// What deliveries need beside their settings.
pub struct Office<'o> {
    /// The outside.
    pub world: &'o dyn World,
    /// What is sent where.
    pub settings: &'o Settings,
    /// How far each delivery has come.
    pub ledger: &'o mut Ledger,
    /// Who writes the letters.
    pub letters: &'o Letters<'o>,
}

/// What became of the deliveries of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dispatched {
    /// Those that the other side has taken.
    pub sent: Vec<Errand>,
    /// Those that are to be tried again by the next run.
    pub pending: Vec<Errand>,
    /// Those that the other side refuses.
    pub failed: Vec<Errand>,
    /// Those of which nobody knows.
    pub unknown: Vec<Errand>,
    /// Whether somebody must change something first: a password, a certificate, a permission.
    pub denied: bool,
    /// What the user should know.
    pub warnings: Vec<Diagnostic>,
}

/// Why nothing was delivered.
#[derive(Debug, thiserror::Error)]
pub enum DispatchError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A letter cannot be written, or the readers' file cannot be read.
    #[error("{0}")]
    Letter(Box<Diagnostic>),
}

impl From<Diagnostic> for DispatchError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Letter(Box::new(diagnostic))
    }
}

impl Dispatched {
    pub(super) fn note(&mut self, errand: &Errand, state: DeliveryState, note: &str) {
        let errand = Errand { state, note: note.to_owned(), ..errand.clone() };
        match state {
            DeliveryState::Sent => self.sent.push(errand),
            DeliveryState::Failed => self.failed.push(errand),
            DeliveryState::Unknown => self.unknown.push(errand),
            DeliveryState::Pending | DeliveryState::Sending | DeliveryState::Superseded => self.pending.push(errand),
        }
    }
}

/// Enters an edition into the ledger with all deliveries that the configuration wants of it. One that is older than what has gone
/// stays at home unless it is `asked` for.
///
/// # Errors
/// The ledger, or a file of readers that cannot be read.
pub fn plan(office: &mut Office<'_>, issue: &Issue, asked: bool, done: &mut Dispatched) -> Result<(), DispatchError> {
    let now = office.world.now().to_rfc3339();
    let ways = ways(office.world, office.settings, &mut done.warnings)?;
    for (new, old) in renamed(&office.ledger.ways(&issue.slug)?, &ways) {
        office.ledger.rename(&issue.slug, &old, &new)?;
    }
    office.ledger.enter(issue)?;
    let mut late = Vec::new();
    for way in &ways {
        match choice(Some(&*office.ledger), way, way.name, issue, asked)? {
            Choice::Goes => {
                for recipient in &way.recipients {
                    office.ledger.plan(issue, way.name, recipient, &now)?;
                }
            }
            Choice::Unwanted => {}
            Choice::Late => late.push(way.name),
        }
    }
    done.warnings.extend(told_late(issue, &late));
    Ok(())
}

/// What is said of an edition that came after later ones.
pub(super) fn told_late(issue: &Issue, ways: &[&str]) -> Option<Diagnostic> {
    let ways = ways.iter().map(|way| format!("`{way}`")).collect::<Vec<_>>().join(", ");
    let message = format!(
        "the edition {} of {} is older than what went by {ways}, and is not delivered there",
        issue.name(),
        issue.slug
    );
    let warning = Diagnostic::warning(message).hint("`wirebrief deliver EDITION` delivers it all the same");
    (!ways.is_empty()).then_some(warning)
}

/// Makes every delivery of a briefing that is to be made.
///
/// # Errors
/// The ledger, or a letter that cannot be written. What the other side says is no error: it stands in what is returned.
pub fn dispatch(office: &mut Office<'_>, slug: &str, done: &mut Dispatched) -> Result<(), DispatchError> {
    let errands = office.ledger.errands(slug, DeliveryState::Pending)?;
    let mut by_channel: BTreeMap<(String, String), Vec<Errand>> = BTreeMap::new();
    for errand in errands {
        by_channel.entry((errand.edition.clone(), errand.channel.clone())).or_default().push(errand);
    }
    for ((edition, channel), errands) in by_channel {
        let Some(issue) = office.ledger.edition(slug, &edition)? else { continue };
        let at = office.settings.output.join(slug).join(&edition);
        let files = match whole(office.world, &at, &issue) {
            Ok(files) => files,
            Err(why) => {
                let note = format!("the edition `{}` is not what it was: {why}", at.display());
                for errand in &errands {
                    settle(office, errand, DeliveryState::Pending, &note, done)?;
                }
                continue;
            }
        };
        if let Some(email) = office.settings.email.iter().find(|email| email.channel == channel) {
            mail(office, email, &issue, &files, &errands, done)?;
        } else if let Some(to) = office.settings.wiki.iter().find(|wiki| wiki.channel == channel) {
            for errand in &errands {
                let written = wiki::publish(office.world, office.ledger, &office.settings.state, to, &issue, &files);
                match written {
                    Ok(warnings) => {
                        done.warnings.extend(warnings);
                        settle(office, errand, DeliveryState::Sent, "", done)?;
                    }
                    Err(WikiError::Ledger(error)) => return Err(error.into()),
                    // It stays so until somebody decides: told once, as what a server refuses.
                    Err(error @ WikiError::Edited(_)) => {
                        settle(office, errand, DeliveryState::Failed, &error.to_string(), done)?;
                    }
                    Err(error) => {
                        done.denied |= matches!(error, WikiError::Denied(_));
                        settle(office, errand, DeliveryState::Pending, &error.to_string(), done)?;
                    }
                }
            }
        } else if let Some(to) = office.settings.folders.iter().find(|to| to.channel == channel) {
            for errand in &errands {
                match copy::copy(office.world, to, &issue, &files) {
                    Ok(()) => settle(office, errand, DeliveryState::Sent, "", done)?,
                    Err(error) => {
                        done.denied |= error.error.kind() == io::ErrorKind::PermissionDenied;
                        settle(office, errand, DeliveryState::Pending, &error.to_string(), done)?;
                    }
                }
            }
        } else {
            for errand in &errands {
                let note = "the configuration does not name this way any more";
                office.ledger.set(errand, DeliveryState::Superseded, note, &office.world.now().to_rfc3339())?;
            }
        }
    }
    Ok(())
}

/// The files of an edition, if they are still those that were planned.
fn whole(world: &dyn World, at: &Path, issue: &Issue) -> Result<Files, String> {
    let files = folder::read(world, at).map_err(|error| error.to_string())?;
    let manifest = files.get("manifest.json").ok_or("it has no manifest")?;
    if super::sha256(manifest) == issue.manifest { Ok(files) } else { Err("its manifest is another one".to_owned()) }
}

fn settle(
    office: &Office<'_>,
    errand: &Errand,
    state: DeliveryState,
    note: &str,
    done: &mut Dispatched,
) -> Result<(), LedgerError> {
    office.ledger.set(errand, state, note, &office.world.now().to_rfc3339())?;
    done.note(errand, state, note);
    Ok(())
}

fn mail(
    office: &mut Office<'_>,
    email: &Email,
    issue: &Issue,
    files: &Files,
    errands: &[Errand],
    done: &mut Dispatched,
) -> Result<(), DispatchError> {
    let written = (office.letters)(files, email.subject.as_deref());
    let both = written.and_then(|letter| Ok((letter, readers::of(office.world, email)?.0)));
    let (letter, readers) = match both {
        Ok(both) => both,
        // The other ways and editions are not to wait for it.
        Err(fault) => {
            done.denied = true;
            for errand in errands {
                settle(office, errand, DeliveryState::Pending, &fault.to_string(), done)?;
            }
            done.warnings.push(fault);
            return Ok(());
        }
    };
    let outbox = Outbox { world: office.world, ledger: office.ledger, email, issue, letter: &letter, files };
    Ok(outbox.send(&readers, errands, done)?)
}
