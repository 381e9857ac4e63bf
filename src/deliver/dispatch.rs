//! Edition → deliveries: which ways take it, who is served, and what became of each.
//!
//! Every step is in the ledger before it is taken, so that a run may be killed anywhere and nothing goes twice.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::outbox::Outbox;
use super::settings::{Email, Settings, When};
use super::wiki::WikiError;
use super::{copy, folder, readers, wiki};
use crate::diag::{Diagnostic, Warned};
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

/// One way, for the ledger.
struct Channel<'s> {
    name: &'s str,
    when: When,
    recipients: Vec<String>,
}

fn channels<'s>(
    world: &dyn World,
    settings: &'s Settings,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Channel<'s>>, Diagnostic> {
    let mut channels = Vec::new();
    for email in &settings.email {
        let (readers, more) = readers::of(world, email)?;
        warnings.extend(more);
        let recipients = readers.into_iter().map(|reader| reader.address).collect();
        channels.push(Channel { name: &email.channel, when: email.when, recipients });
    }
    let wikis = settings.wiki.iter().map(|wiki| (&wiki.channel, wiki.when, wiki::shown(&wiki.repository)));
    let folders = settings.folders.iter().map(|to| (&to.channel, to.when, to.path.display().to_string()));
    channels.extend(wikis.chain(folders).map(|(name, when, to)| Channel { name, when, recipients: vec![to] }));
    Ok(channels)
}

/// Whether a way takes an edition, given the last one that went this way.
pub fn wants(when: When, issue: &Issue, last: Option<&Issue>) -> bool {
    match when {
        When::Always => true,
        When::Changed => last.is_none_or(|last| last.findings != issue.findings),
        When::Level(least) => match issue.level {
            Some(level) => level >= least,
            None => last.is_some_and(|last| last.level.is_some()),
        },
    }
}

/// Enters an edition into the ledger with all deliveries that the configuration wants of it.
///
/// # Errors
/// The ledger, or a file of readers that cannot be read.
pub fn plan(office: &mut Office<'_>, issue: &Issue, done: &mut Dispatched) -> Result<(), DispatchError> {
    let now = office.world.now().to_rfc3339();
    office.ledger.enter(issue)?;
    for channel in channels(office.world, office.settings, &mut done.warnings)? {
        let last = office.ledger.last(&issue.slug, channel.name, &issue.name())?;
        if wants(channel.when, issue, last.as_ref()) {
            for recipient in &channel.recipients {
                office.ledger.plan(issue, channel.name, recipient, &now)?;
            }
        }
    }
    Ok(())
}

/// Whom an edition would go to: way and recipient, without entering anything.
///
/// # Errors
/// The ledger, or a file of readers that cannot be read.
pub fn preview(
    world: &dyn World,
    settings: &Settings,
    ledger: Option<&Ledger>,
    issue: &Issue,
) -> Result<Warned<Vec<(String, String)>>, DispatchError> {
    let (mut found, mut warnings) = (Vec::new(), Vec::new());
    for channel in channels(world, settings, &mut warnings)? {
        let last = ledger.map(|ledger| ledger.last(&issue.slug, channel.name, &issue.name())).transpose()?.flatten();
        if wants(channel.when, issue, last.as_ref()) {
            let done = match ledger {
                Some(ledger) => ledger.states(&issue.slug, &issue.name(), channel.name)?,
                None => BTreeMap::new(),
            };
            let open = |to: &String| done.get(to).is_none_or(|state| *state == DeliveryState::Pending);
            found.extend(channel.recipients.into_iter().filter(open).map(|to| (channel.name.to_owned(), to)));
        }
    }
    Ok(Warned { output: found, warnings })
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
