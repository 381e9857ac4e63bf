//! Settings → the ways by which an edition goes, for the ledger: their names, which editions each takes, and who is served.

use std::collections::{BTreeMap, BTreeSet};

use super::settings::{Settings, When, kind_by_place};
use super::{readers, wiki};
use crate::diag::Diagnostic;
use crate::model::delivery::Issue;
use crate::state::{Ledger, LedgerError};
use crate::world::World;

/// One way.
pub(super) struct Way<'s> {
    /// Its name in the ledger.
    pub(super) name: &'s str,
    /// `email`, `wiki` or `folder`.
    kind: &'static str,
    pub(super) when: When,
    /// Addresses, a repository, or a folder.
    pub(super) recipients: Vec<String>,
}

/// All ways of a configuration, in its order.
pub(super) fn ways<'s>(
    world: &dyn World,
    settings: &'s Settings,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Way<'s>>, Diagnostic> {
    let mut ways = Vec::new();
    for email in &settings.email {
        let (readers, more) = readers::of(world, email)?;
        warnings.extend(more);
        let recipients = readers.into_iter().map(|reader| reader.address).collect();
        ways.push(Way { name: &email.channel, kind: "email", when: email.when, recipients });
    }
    ways.extend(settings.wiki.iter().map(|wiki| Way {
        name: &wiki.channel,
        kind: "wiki",
        when: wiki.when,
        recipients: vec![wiki::shown(&wiki.repository)],
    }));
    ways.extend(settings.folders.iter().map(|to| Way {
        name: &to.channel,
        kind: "folder",
        when: to.when,
        recipients: vec![to.path.display().to_string()],
    }));
    Ok(ways)
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

/// What is to be done with an edition by one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It goes to all who do not have it.
    Goes,
    /// The way does not want it.
    Unwanted,
    /// A later edition went this way already, and nobody asked for this one.
    Late,
}

/// Whether an edition goes by a way, which the ledger knows by `name`.
pub(super) fn choice(
    ledger: Option<&Ledger>,
    way: &Way<'_>,
    name: &str,
    issue: &Issue,
    asked: bool,
) -> Result<Choice, LedgerError> {
    let Some(ledger) = ledger else {
        return Ok(if wants(way.when, issue, None) { Choice::Goes } else { Choice::Unwanted });
    };
    let age = |issue: &Issue| (issue.as_of, issue.revision);
    let newest = ledger.newest(&issue.slug, name, &issue.name())?;
    if !asked && newest.is_some_and(|newest| age(&newest) > age(issue)) {
        return Ok(Choice::Late);
    }
    let last = ledger.last(&issue.slug, name, &issue.name())?;
    Ok(if wants(way.when, issue, last.as_ref()) { Choice::Goes } else { Choice::Unwanted })
}

/// Ways that were given a name, with the name by place under which the ledger knows them still: the one of their kind that no
/// way has any more and that served most of their recipients.
pub(super) fn renamed(known: &BTreeMap<String, BTreeSet<String>>, ways: &[Way<'_>]) -> BTreeMap<String, String> {
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let gone = known.iter().filter(|(name, _)| !ways.iter().any(|way| way.name == *name));
    for (old, served) in gone {
        let Some(kind) = kind_by_place(old) else { continue };
        let new = ways.iter().filter(|way| way.kind == kind && kind_by_place(way.name).is_none());
        let new = new.filter(|way| !known.contains_key(way.name) && !renamed.contains_key(way.name));
        let shared = |way: &Way<'_>| way.recipients.iter().filter(|recipient| served.contains(*recipient)).count();
        let mut best: Option<(usize, &str)> = None;
        for way in new {
            let shared = shared(way);
            if shared > best.map_or(0, |(most, _)| most) {
                best = Some((shared, way.name));
            }
        }
        if let Some((_, name)) = best {
            renamed.insert(name.to_owned(), old.clone());
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way<'s>(name: &'s str, kind: &'static str, recipients: &[&str]) -> Way<'s> {
        let recipients = recipients.iter().map(|&recipient| recipient.to_owned()).collect();
        Way { name, kind, when: When::Always, recipients }
    }

    fn known(rows: &[(&str, &[&str])]) -> BTreeMap<String, BTreeSet<String>> {
        let set = |recipients: &[&str]| recipients.iter().map(|&recipient| recipient.to_owned()).collect();
        rows.iter().map(|(name, recipients)| ((*name).to_owned(), set(recipients))).collect()
    }

    #[test]
    fn a_way_that_gets_a_name_is_known_by_whom_it_serves_wherever_it_stands_now() {
        let known = known(&[("email", &["a@x", "b@x"]), ("email 2", &["c@x"]), ("wiki", &["/w"]), ("old", &["d@x"])]);
        let ways = [
            way("new", "email", &["d@x", "e@x"]),
            way("second", "email", &["c@x", "f@x"]),
            way("first", "email", &["a@x", "b@x", "c@x"]),
            way("pages", "wiki", &["/other"]),
        ];
        let renamed = renamed(&known, &ways);
        let expected = [("first", "email"), ("second", "email 2")];
        assert_eq!(renamed, expected.map(|(new, old)| (new.to_owned(), old.to_owned())).into());
    }

    #[test]
    fn a_way_that_is_still_there_keeps_its_name() {
        let known = known(&[("email", &["a@x"]), ("desk", &["a@x"])]);
        assert_eq!(
            renamed(&known, &[way("email", "email", &["b@x"]), way("press", "email", &["a@x"])]),
            BTreeMap::new()
        );
        assert_eq!(renamed(&known, &[way("desk", "email", &["a@x"])]), BTreeMap::new());
    }
}
