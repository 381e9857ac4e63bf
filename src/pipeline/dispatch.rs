//! An edition on its way to its readers: the lock, the ledger, and what the ways of delivery are handed.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::{Error, Made, files, make};
use crate::compose::{self, Templates};
use crate::config::Settings;
use crate::deliver::{self, Dispatched, Files, Office};
use crate::diag::Diagnostic;
use crate::model::delivery::{Issue, of_folder_name};
use crate::model::findings::Findings;
use crate::model::letter::Letter;
use crate::proof::sha256;
use crate::state::Ledger;
use crate::world::{Lock, World};

/// The lock's file in the state folder.
const LOCK: &str = "lock";

/// The ledger's file in the state folder.
const LEDGER: &str = "ledger.sqlite";

/// What a run would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Where the edition would stand.
    pub folder: PathBuf,
    /// Way and recipient, in order.
    pub recipients: Vec<(String, String)>,
    /// Subject of the mails; `None` where none would go.
    pub subject: Option<String>,
    /// What would change in each wiki, by its address.
    pub wikis: Vec<(String, String)>,
    /// What the user should know.
    #[serde(skip)]
    pub warnings: Vec<Diagnostic>,
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

/// Plans the deliveries of an edition and makes all that are to be made.
pub(super) fn all(
    world: &dyn World,
    settings: &Settings,
    ledger: &mut Ledger,
    issue: &Issue,
    templates: &Templates,
) -> Result<Dispatched, Error> {
    let letters = |files: &Files, subject: Option<&str>| letter(settings, templates, files, subject);
    let unknown = ledger.recover(&issue.slug, &world.now().to_rfc3339())?;
    let mut done = Dispatched { unknown, ..Dispatched::default() };
    let mut office = Office { world, settings: &settings.deliver, ledger, letters: &letters };
    deliver::plan(&mut office, issue, &mut done)?;
    deliver::dispatch(&mut office, &issue.slug, &mut done)?;
    Ok(done)
}

/// Delivers an edition that is already made, by all ways that the configuration names. What has gone does not go again; what
/// nobody knows of goes again if `resend_unknown` says so.
///
/// # Errors
/// A folder that is no edition of this briefing, a wrong template, or what [`run`](super::run) fails of.
pub fn deliver(
    world: &dyn World,
    settings: &Settings,
    edition: &Path,
    resend_unknown: bool,
) -> Result<Dispatched, Error> {
    let _lock = locked(world, settings)?;
    let templates = super::templates(world, settings)?;
    let folder = world.canonical(edition).map_err(|error| Error::Edition { path: edition.to_owned(), error })?;
    let wrong = |why: &str| Error::Edition { path: edition.to_owned(), error: io::Error::other(why.to_owned()) };
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let (_, revision) = of_folder_name(name).ok_or_else(|| wrong("its name is no day"))?;
    let findings = super::explain::findings(world, edition)?;
    let issue = issue(&findings, &files(world, edition)?, revision);
    if issue.slug != settings.analyse.slug || issue.name() != name {
        return Err(wrong("it is an edition of another briefing or day"));
    }
    let path = settings.deliver.state.join(LEDGER);
    let mut ledger = Ledger::open(&path)?;
    let now = world.now().to_rfc3339();
    if resend_unknown {
        ledger.recover(&issue.slug, &now)?;
        ledger.retry_unknown(&issue.slug, name, &now)?;
    }
    all(world, settings, &mut ledger, &issue, &templates)
}

/// What a run would make and send, without writing or sending anything.
///
/// # Errors
/// What [`run`](super::run) fails of.
pub fn preview(world: &dyn World, settings: &Settings) -> Result<Plan, Error> {
    let Made { edition, findings, templates, mut warnings } = make(world, settings)?;
    let path = settings.deliver.state.join(LEDGER);
    let ledger = if world.look(&path).is_ok() { Ledger::look(&path)? } else { None };
    let (slug, state) = (&edition.slug, &settings.deliver);
    let has_left = |name: &str| match &ledger {
        Some(ledger) => Ok(ledger.has_left(slug, name)?),
        None => Ok::<_, Error>(false),
    };
    let (folder, revision) = deliver::place(world, &edition, &state.output, has_left)?;
    let issue = issue(&findings, &edition.files, revision);
    let planned = deliver::preview(world, state, ledger.as_ref(), &issue)?;
    warnings.extend(planned.warnings);
    let recipients = planned.output;
    let first = state.email.iter().find(|email| recipients.iter().any(|(channel, _)| *channel == email.channel));
    let subject = first.map(|email| letter(settings, &templates, &edition.files, email.subject.as_deref()));
    let subject = subject.transpose()?.map(|letter| letter.subject);
    let scratch = Path::new(&world.variable("TMPDIR").unwrap_or_else(|| "/tmp".to_owned()))
        .join(format!("wirebrief-{}", &issue.manifest[..issue.manifest.len().min(16)]));
    let mut wikis = BTreeMap::new();
    for wiki in state.wiki.iter().filter(|wiki| recipients.iter().any(|(channel, _)| *channel == wiki.channel)) {
        let (address, diff) = deliver::wiki_diff(world, &scratch, wiki, &issue, &edition.files);
        wikis.insert(address, diff);
    }
    Ok(Plan { folder, recipients, subject, wikis: wikis.into_iter().collect(), warnings })
}
