//! Edition and ledger → what would go to whom, with nothing entered and nothing sent.

use std::collections::BTreeMap;

use super::dispatch::DispatchError;
use super::settings::Settings;
use super::ways::{Choice, choice, renamed, ways};
use crate::diag::Warned;
use crate::model::delivery::{DeliveryState, Errand, Issue};
use crate::state::Ledger;
use crate::world::World;

/// What would go by one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// The edition.
    pub issue: Issue,
    /// The way.
    pub channel: String,
    /// Whom it would go to, as it stands with each.
    pub errands: Vec<Errand>,
}

/// What would go of an edition, and of those before it that are not through. `asked` says that somebody names this edition, so that
/// it goes even where a later one went.
///
/// # Errors
/// The ledger, or a file of readers that cannot be read.
pub fn preview(
    world: &dyn World,
    settings: &Settings,
    ledger: Option<&Ledger>,
    issue: &Issue,
    asked: bool,
) -> Result<Warned<Vec<Coming>>, DispatchError> {
    let mut warnings = Vec::new();
    let (mut coming, mut superseded, mut late) = (Vec::new(), Vec::new(), Vec::new());
    let ways = ways(world, settings, &mut warnings)?;
    let renamed = ledger.map(|ledger| ledger.ways(&issue.slug)).transpose()?.map(|known| renamed(&known, &ways));
    let renamed = renamed.unwrap_or_default();
    let known = ledger.map(|ledger| ledger.of_edition(&issue.slug, &issue.name())).transpose()?.unwrap_or_default();
    for way in &ways {
        // The ledger may know it by the name that it had.
        let name = renamed.get(way.name).map_or(way.name, String::as_str);
        match choice(ledger, way, name, issue, asked)? {
            Choice::Goes => {}
            Choice::Unwanted => continue,
            Choice::Late => {
                late.push(way.name);
                continue;
            }
        }
        let mut errands = Vec::new();
        for recipient in &way.recipients {
            let known = known.iter().find(|errand| errand.channel == name && errand.recipient == *recipient);
            // One that was passed over is as good as none.
            let known = known.filter(|errand| errand.state != DeliveryState::Superseded);
            if known.is_none() {
                superseded.push((name.to_owned(), recipient.clone()));
            }
            errands.push(known.cloned().unwrap_or_else(|| new(issue, way.name, recipient)));
        }
        // Of the others nobody is to be served, or somebody has to decide first.
        errands.retain(|errand| errand.state == DeliveryState::Pending);
        if !errands.is_empty() {
            coming.push(Coming { issue: issue.clone(), channel: way.name.to_owned(), errands });
        }
    }
    warnings.extend(super::dispatch::told_late(issue, &late));
    // What is left of other editions, unless this one takes its place.
    let mut left: BTreeMap<(String, String), Vec<Errand>> = BTreeMap::new();
    let pending = ledger.map(|ledger| ledger.errands(&issue.slug, DeliveryState::Pending)).transpose()?;
    for errand in pending.into_iter().flatten().filter(|errand| errand.edition != issue.name()) {
        let way = ways.iter().find(|way| renamed.get(way.name).map_or(way.name, String::as_str) == errand.channel);
        let Some(way) = way.filter(|way| way.recipients.contains(&errand.recipient)) else { continue };
        let older = crate::model::delivery::of_folder_name(&errand.edition) < Some((issue.as_of, issue.revision));
        if !(older && superseded.contains(&(errand.channel.clone(), errand.recipient.clone()))) {
            left.entry((errand.edition.clone(), way.name.to_owned())).or_default().push(errand);
        }
    }
    for ((edition, channel), errands) in left {
        let issue = ledger.map(|ledger| ledger.edition(&issue.slug, &edition)).transpose()?.flatten();
        coming.extend(issue.map(|issue| Coming { issue, channel, errands }));
    }
    Ok(Warned { output: coming, warnings })
}

/// A delivery that is not entered yet.
fn new(issue: &Issue, channel: &str, recipient: &str) -> Errand {
    Errand {
        slug: issue.slug.clone(),
        edition: issue.name(),
        channel: channel.to_owned(),
        recipient: recipient.to_owned(),
        state: DeliveryState::Pending,
        attempts: 0,
        note: String::new(),
    }
}
