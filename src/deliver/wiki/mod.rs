//! Edition → pages of a wiki that is a repository of git: fetch, write, commit if different, push.
//!
//! The clone is our own and can be thrown away at any time. A push that somebody else's came before is made again on top of
//! theirs. What is there already is not pushed twice, so that a killed run costs nothing.

mod git;
mod pages;

use std::path::{Path, PathBuf};
use std::time::Duration;

use self::git::Fault;
use self::pages::Page;
use super::dispatch::Files;
use super::settings::{OnEdit, Wiki};
use super::sha256;
use crate::diag::Diagnostic;
use crate::model::delivery::Issue;
use crate::state::{Ledger, LedgerError};
use crate::world::World;

/// How often a push is made again after others' pushes.
const TRIES: u32 = 25;

/// The longest wait between two pushes, in milliseconds.
const LONGEST_NAP: u64 = 2_000;

/// Why a wiki does not have the edition.
#[derive(Debug, thiserror::Error)]
pub(super) enum WikiError {
    /// It may go next time.
    #[error("{0}")]
    Later(String),
    /// Somebody must change something first.
    #[error("{0}")]
    Denied(String),
    /// A page was changed by hand, and the configuration says that it stays.
    #[error("the page `{0}` was changed by hand and is left alone (`on_edit: refuse`)")]
    Edited(String),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<Fault> for WikiError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Later(words) => Self::Later(words),
            Fault::Denied(words) => Self::Denied(words),
        }
    }
}

/// A repository's address without a password or token in it.
pub(super) fn shown(repository: &str) -> String {
    let Some((scheme, rest)) = repository.split_once("://") else { return repository.to_owned() };
    let host = rest.split('/').next().unwrap_or_default();
    match host.rsplit_once('@') {
        // What stands there may be a token, with a name before it or without; a name of ssh is none.
        Some((user, _)) if scheme.starts_with("http") || user.contains(':') => {
            format!("{scheme}://{}", &rest[user.len() + 1..])
        }
        _ => repository.to_owned(),
    }
}

/// The address as git is given it, which works in the clone's folder: a path of this machine from its root.
fn address(world: &dyn World, wiki: &Wiki) -> String {
    let path = world.canonical(Path::new(&wiki.repository));
    path.map_or_else(|_| wiki.repository.clone(), |path| path.display().to_string())
}

/// Where the clone is kept.
fn clone_of(state: &Path, wiki: &Wiki) -> PathBuf {
    let name = sha256(format!("{}\n{:?}", wiki.repository, wiki.branch).as_bytes());
    state.join("wiki").join(&name[..16])
}

/// Brings an edition into a wiki, and tells what its keepers should know.
pub(super) fn publish(
    world: &dyn World,
    ledger: &mut Ledger,
    state: &Path,
    wiki: &Wiki,
    issue: &Issue,
    files: &Files,
) -> Result<Vec<Diagnostic>, WikiError> {
    let clone = clone_of(state, wiki);
    let (mut nap, mut renewed) = (50, false);
    for attempt in 0..TRIES {
        if attempt > 0 {
            world.pause(Duration::from_millis(nap));
            nap = (nap * 2).min(LONGEST_NAP);
        }
        match once(world, ledger, &clone, wiki, issue, files) {
            Ok(Some(warnings)) => return Ok(warnings),
            Ok(None) => {}
            // A killed run or a full disk left it so: the clone is ours, and a new one is as good.
            Err(WikiError::Later(words)) if git::is_broken(&words) && !renewed => {
                drop_clone(world, &clone)?;
                renewed = true;
            }
            Err(error) => {
                if matches!(&error, WikiError::Later(words) if git::is_full(words)) {
                    // What was begun goes, and makes room.
                    let _ = drop_clone(world, &clone);
                }
                return Err(error);
            }
        }
    }
    Err(WikiError::Later(format!("others pushed to the wiki `{}` {TRIES} times before us", shown(&wiki.repository))))
}

/// One try; `None` where somebody else's push came first.
fn once(
    world: &dyn World,
    ledger: &mut Ledger,
    clone: &Path,
    wiki: &Wiki,
    issue: &Issue,
    files: &Files,
) -> Result<Option<Vec<Diagnostic>>, WikiError> {
    let address = address(world, wiki);
    let git = git::fetched(world, clone, &address)?;
    let branch = git.reset(wiki.branch.as_deref())?;
    let (pages, warnings) = edited(world, ledger, clone, wiki, pages::of(world, clone, wiki, issue, files))?;
    for page in &pages {
        write(world, &clone.join(&page.path), &page.bytes)?;
    }
    let words = format!("Briefing {}, edition {}", issue.slug, issue.name());
    let hashes: Vec<_> = pages.iter().map(|page| (page.path.clone(), sha256(&page.bytes))).collect();
    if !git.commit(&words, &wiki.author)? || git.push(&branch)? {
        ledger.keep_pages(&wiki.channel, &hashes)?;
        return Ok(Some(warnings));
    }
    Ok(None)
}

/// What would be written: `git diff` in a clone below `scratch` that is thrown away, whatever comes of it.
pub(super) fn diff(
    world: &dyn World,
    scratch: &Path,
    wiki: &Wiki,
    issue: &Issue,
    files: &Files,
) -> Result<String, WikiError> {
    let clone = clone_of(scratch, wiki);
    // One of that name is none of ours, or of a run that was killed.
    drop_clone(world, &clone)?;
    let told = diff_in(world, &clone, wiki, issue, files);
    drop_clone(world, scratch)?;
    told
}

fn diff_in(world: &dyn World, clone: &Path, wiki: &Wiki, issue: &Issue, files: &Files) -> Result<String, WikiError> {
    let address = address(world, wiki);
    let git = git::fetched(world, clone, &address)?;
    git.reset(wiki.branch.as_deref())?;
    for page in pages::of(world, clone, wiki, issue, files) {
        write(world, &clone.join(&page.path), &page.bytes)?;
    }
    Ok(git.difference()?)
}

/// Looks for pages that somebody changed since we wrote them: theirs is kept under another name beside ours, or nothing is
/// written at all.
fn edited(
    world: &dyn World,
    ledger: &Ledger,
    clone: &Path,
    wiki: &Wiki,
    pages: Vec<Page>,
) -> Result<(Vec<Page>, Vec<Diagnostic>), WikiError> {
    let (mut kept, mut warnings) = (Vec::new(), Vec::new());
    for page in &pages {
        let Ok(theirs) = world.read(&clone.join(&page.path)) else { continue };
        let hash = sha256(&theirs);
        if page.shared || theirs == page.bytes || ledger.page(&wiki.channel, &page.path)?.as_ref() == Some(&hash) {
            continue;
        }
        if wiki.on_edit == OnEdit::Refuse {
            return Err(WikiError::Edited(page.path.clone()));
        }
        let (stem, ending) = page.path.rsplit_once('.').unwrap_or((&page.path, "md"));
        let path = format!("{stem}-edited-{}.{ending}", &hash[..8]);
        let message = format!("the page `{}` of the wiki was changed by hand; it is kept as `{path}`", page.path);
        warnings.push(Diagnostic::warning(message).hint("what belongs into the briefing goes into `corrections.yaml`"));
        kept.push(Page { path, bytes: theirs, shared: true });
    }
    kept.extend(pages);
    Ok((kept, warnings))
}

fn write(world: &dyn World, path: &Path, bytes: &[u8]) -> Result<(), WikiError> {
    let written =
        path.parent().map_or(Ok(()), |folder| world.create_folder(folder)).and_then(|()| world.replace(path, bytes));
    written.map_err(|error| git::file_fault(path, &error).into())
}

fn drop_clone(world: &dyn World, clone: &Path) -> Result<(), WikiError> {
    if world.look(clone).is_err() {
        return Ok(());
    }
    world.remove_folder(clone).map_err(|error| git::file_fault(clone, &error).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        for (address, expected) in [
            ("https://desk:tulip@example.org/w.git", "https://example.org/w.git"),
            ("https://desk:a@b@example.org/w.git", "https://example.org/w.git"),
            ("https://tulip@example.org/w.git", "https://example.org/w.git"),
            ("ssh://git@example.org/w.git", "ssh://git@example.org/w.git"),
            ("git@example.org:desk/w.git", "git@example.org:desk/w.git"),
            ("/srv/w.git", "/srv/w.git"),
        ] {
            assert_eq!(shown(address), expected);
        }
    }
}
