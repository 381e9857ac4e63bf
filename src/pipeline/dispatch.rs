//! An edition on its way to its readers: the lock, the ledger, and what the ways of delivery are handed.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Error, Made, Outcome, files, make};
use crate::compose::{self, Templates};
use crate::config::Settings;
use crate::deliver::{self, Coming, Delivery, Dispatched, Files, Office, Receipt};
use crate::diag::{Diagnostic, Warned};
use crate::model::delivery::{DeliveryState, Errand, Issue, of_folder_name};
use crate::model::findings::Findings;
use crate::model::letter::Letter;
use crate::proof::sha256;
use crate::state::Ledger;
use crate::world::{Lock, Progress, World};

/// The lock's file in the state folder.
const LOCK: &str = "lock";

/// The ledger's file in the state folder.
const LEDGER: &str = "ledger.sqlite";

/// What would be made and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where the edition would stand, or stands.
    pub folder: PathBuf,
    /// What would go, way by way: of this edition, then of those before it that are not through.
    pub coming: Vec<Planned>,
    /// Deliveries of this edition that are over: sent, refused, unknown.
    pub over: Vec<Errand>,
    /// What the user should know.
    pub warnings: Vec<Diagnostic>,
}

/// What would go by one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Folder name of the edition.
    pub edition: String,
    /// The way.
    pub channel: String,
    /// Whom it would go to, with what was tried already.
    pub errands: Vec<Errand>,
    /// Subject of the mails; `None` for a way that has none.
    pub subject: Option<String>,
    /// What would change in the wiki; `None` for a way that is none.
    pub diff: Option<String>,
}

/// What goes again although it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Again {
    /// What nobody knows of.
    pub unknown: bool,
    /// What was refused.
    pub failed: bool,
}

/// Makes the state folder and takes its lock.
pub(super) fn locked(world: &dyn World, settings: &Settings) -> Result<Lock, Error> {
    let path = &settings.deliver.state;
    let fault = |error: io::Error| Error::State { path: path.clone(), error };
    world.create_folder(path).map_err(fault)?;
    let lock = path.join(LOCK);
    world.lock(&lock).map_err(fault)?.ok_or(Error::Busy(lock))
}

/// The ledger, where anything is sent or ever was.
pub(super) fn ledger(world: &dyn World, settings: &Settings) -> Result<Option<Ledger>, Error> {
    let path = settings.deliver.state.join(LEDGER);
    if !settings.deliver.sends() && world.look(&path).is_err() {
        return Ok(None);
    }
    Ok(Some(Ledger::open(&path)?))
}

/// An edition as the ledger knows it.
pub(super) fn issue(findings: &Findings, files: &Files, revision: u32) -> Issue {
    // Whether an item lies in the period follows from the as-of date, and so does the window of the level.
    let told = json!({
        "incidents": findings.incidents.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
        "statements": findings.statements.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
        "conditions": findings.conditions.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
        "threats": findings.threats.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
        "tallies": findings.tallies.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
        "publications": findings.publications.iter().map(|placed| &placed.item).collect::<Vec<_>>(),
    });
    let level = findings.findings.threat_assessment.as_ref().and_then(|threat| threat.level.value);
    Issue {
        slug: findings.report.slug.clone(),
        as_of: findings.report.as_of,
        revision,
        manifest: files.get("manifest.json").map(|manifest| sha256(manifest)).unwrap_or_default(),
        findings: sha256(format!("{level:?}\n{told}").as_bytes()),
        level,
    }
}

/// Writes the letter to an edition from its files.
fn letter(
    settings: &Settings,
    templates: &Templates,
    files: &Files,
    subject: Option<&str>,
) -> Result<Letter, Diagnostic> {
    let bytes = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
    let findings: Findings = serde_json::from_slice(bytes("briefing.json"))
        .map_err(|error| Diagnostic::error(format!("the `briefing.json` of the edition cannot be read: {error}")))?;
    let markdown = String::from_utf8_lossy(bytes("briefing.md"));
    compose::letter(&findings, &markdown, templates, subject, settings.compose.marking.as_deref())
}

/// Plans the deliveries of an edition and makes all that are to be made. `asked`: somebody named this edition.
pub(super) fn all(
    world: &dyn World,
    settings: &Settings,
    ledger: &mut Ledger,
    issue: &Issue,
    templates: &Templates,
    asked: bool,
) -> Result<Dispatched, Error> {
    let letters = |files: &Files, subject: Option<&str>| letter(settings, templates, files, subject);
    let unknown = ledger.recover(&issue.slug, &world.now().to_rfc3339())?;
    let mut done = Dispatched { unknown, ..Dispatched::default() };
    let mut office = Office { world, settings: &settings.deliver, ledger, letters: &letters };
    deliver::plan(&mut office, issue, asked, &mut done)?;
    deliver::dispatch(&mut office, &issue.slug, &mut done)?;
    Ok(done)
}

/// An edition that is already made.
struct Written {
    /// As the user wrote it.
    folder: PathBuf,
    findings: Findings,
    files: Files,
    issue: Issue,
}

/// Reads an edition of this briefing.
fn written(world: &dyn World, settings: &Settings, edition: &Path) -> Result<Written, Error> {
    let folder = world.canonical(edition).map_err(|error| Error::Edition { path: edition.to_owned(), error })?;
    let wrong = |why: &str| Error::Edition { path: edition.to_owned(), error: io::Error::other(why.to_owned()) };
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let (_, revision) = of_folder_name(name).ok_or_else(|| wrong("its name is no day"))?;
    let findings = super::explain::findings(world, edition)?;
    let files = files(world, edition)?;
    let issue = issue(&findings, &files, revision);
    if issue.slug != settings.analyse.slug || issue.name() != name {
        return Err(wrong("it is an edition of another briefing or day"));
    }
    Ok(Written { folder: edition.to_owned(), findings, files, issue })
}

/// Delivers an edition that is already made, by all ways that the configuration names, even where a later one went before it.
/// What has gone does not go again; what is settled otherwise goes `again` where that says so.
///
/// # Errors
/// A folder that is no edition of this briefing, a wrong template, or what [`run`](super::run) fails of.
pub fn deliver(world: &dyn World, settings: &Settings, edition: &Path, again: Again) -> Result<Outcome, Error> {
    let _lock = locked(world, settings)?;
    let templates = super::templates(world, settings)?;
    let Written { folder, findings, issue, .. } = written(world, settings, edition)?;
    let mut ledger = Ledger::open(&settings.deliver.state.join(LEDGER))?;
    let (now, name) = (world.now().to_rfc3339(), issue.name());
    if again.unknown {
        ledger.recover(&issue.slug, &now)?;
        ledger.retry(&issue.slug, &name, DeliveryState::Unknown, &now)?;
    }
    if again.failed {
        ledger.retry(&issue.slug, &name, DeliveryState::Failed, &now)?;
    }
    world.progress(Progress::Stage("deliver"));
    let dispatched = all(world, settings, &mut ledger, &issue, &templates, true)?;
    world.progress(Progress::Done);
    Ok(Outcome {
        receipt: Receipt { folder, revision: issue.revision, delivery: Delivery::Unchanged },
        documents: findings.documents.len(),
        incidents: findings.incidents.len(),
        skipped: findings.skipped.len(),
        dispatched,
        warnings: Vec::new(),
    })
}

/// What a run would make and send, without writing or sending anything.
///
/// # Errors
/// What [`run`](super::run) fails of.
pub fn preview(world: &dyn World, settings: &Settings) -> Result<Plan, Error> {
    let Made { edition, findings, templates, warnings } = make(world, settings)?;
    let ledger = looked(world, settings)?;
    let has_left = |name: &str| match &ledger {
        Some(ledger) => Ok(ledger.has_left(&edition.slug, name)?),
        None => Ok::<_, Error>(false),
    };
    let (folder, revision) = deliver::place(world, &edition, &settings.deliver.output, has_left)?;
    let issue = issue(&findings, &edition.files, revision);
    let plan = planned(world, settings, ledger.as_ref(), &templates, (&issue, &edition.files), false)?;
    Ok(Plan { folder, warnings: [warnings, plan.warnings].concat(), ..plan })
}

/// What [`deliver()`] would send of an edition that is already made, without sending anything.
///
/// # Errors
/// A folder that is no edition of this briefing, or a wrong template.
pub fn preview_of(world: &dyn World, settings: &Settings, edition: &Path) -> Result<Plan, Error> {
    let templates = super::templates(world, settings)?;
    let Written { folder, files, issue, .. } = written(world, settings, edition)?;
    let ledger = looked(world, settings)?;
    let plan = planned(world, settings, ledger.as_ref(), &templates, (&issue, &files), true)?;
    Ok(Plan { folder, ..plan })
}

/// The ledger as it is; `None` where there is none.
fn looked(world: &dyn World, settings: &Settings) -> Result<Option<Ledger>, Error> {
    let path = settings.deliver.state.join(LEDGER);
    if world.look(&path).is_ok() { Ok(Ledger::look(&path)?) } else { Ok(None) }
}

fn planned(
    world: &dyn World,
    settings: &Settings,
    ledger: Option<&Ledger>,
    templates: &Templates,
    (issue, files): (&Issue, &Files),
    asked: bool,
) -> Result<Plan, Error> {
    let told = &settings.deliver;
    let Warned { output, mut warnings } = deliver::preview(world, told, ledger, issue, asked)?;
    let scratch = Path::new(&world.variable("TMPDIR").unwrap_or_else(|| "/tmp".to_owned()))
        .join(format!("wirebrief-{}", &issue.manifest[..issue.manifest.len().min(16)]));
    let mut coming = Vec::new();
    for Coming { issue: of, channel, errands } in output {
        let older = (of != *issue).then(|| deliver::read(world, &told.output.join(&of.slug).join(of.name())));
        let files = match older.transpose() {
            Ok(older) => older.map_or(Cow::Borrowed(files), Cow::Owned),
            Err(error) => {
                warnings.push(Diagnostic::warning(format!("the edition {} cannot be read: {error}", of.name())));
                continue;
            }
        };
        let email = told.email.iter().find(|email| email.channel == channel);
        let subject = email.map(|email| letter(settings, templates, &files, email.subject.as_deref())).transpose()?;
        let wiki = told.wiki.iter().find(|wiki| wiki.channel == channel);
        let diff = wiki.map(|wiki| deliver::wiki_diff(world, &scratch, wiki, &of, &files));
        let subject = subject.map(|letter| letter.subject);
        coming.push(Planned { edition: of.name(), channel, errands, subject, diff });
    }
    let of_edition = ledger.map(|ledger| ledger.of_edition(&issue.slug, &issue.name())).transpose()?;
    let mut over = of_edition.unwrap_or_default();
    over.retain(|errand| errand.state != DeliveryState::Pending);
    Ok(Plan { folder: PathBuf::new(), coming, over, warnings })
}
