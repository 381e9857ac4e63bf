//! Merges, splits and suppressions: which mentions make an incident, where the analyst knows better.

use std::collections::BTreeMap;

use super::address::Address;
use super::{Corrections, Entry, Log, Order};
use crate::model::correction::{Action, Correction, Uncorrected};
use crate::model::evidence::Evidence;
use crate::model::incident::{Agreement, IncidentMention};
use crate::resolve::coreference::Pair;

/// The mentions of all documents, as far as they are not yet taken.
type Mentions = [(usize, Option<Box<IncidentMention>>)];

/// Groups of mentions while they are changed.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Structure {
    pub(in crate::resolve) groups: Vec<Group>,
    /// Incidents as the articles alone make them, of all groups that were touched.
    pub(in crate::resolve) uncorrected: Vec<Uncorrected>,
    /// What was done, with the groups that it made, by their places in `groups`.
    pub(in crate::resolve) done: Vec<(Correction, Vec<usize>)>,
    /// By the id that the articles alone give: the group that holds its mentions now, by its place in `groups`.
    pub(in crate::resolve) carrier: BTreeMap<String, usize>,
}

/// Mentions that make one incident.
#[derive(Debug, Clone, Default)]
pub(in crate::resolve) struct Group {
    /// Ascending.
    pub(in crate::resolve) mentions: Vec<usize>,
    pub(in crate::resolve) merges: Vec<Pair>,
    /// The id that it carries on; `None` for one that was split off.
    pub(in crate::resolve) id: Option<String>,
    pub(in crate::resolve) corrected: bool,
    /// The groups of the articles' own that it is made of.
    of: Vec<usize>,
    gone: bool,
}

impl Group {
    /// Its mentions and pairs; what else is known of it stays.
    pub(in crate::resolve) fn take(&mut self) -> (Vec<usize>, Vec<Pair>) {
        (std::mem::take(&mut self.mentions), std::mem::take(&mut self.merges))
    }
}

impl Structure {
    /// Carries the merges, splits and suppressions out. `ids` are those of the groups as the articles alone make them.
    pub(in crate::resolve) fn of(
        corrections: &Corrections,
        groups: Vec<Vec<usize>>,
        merges: Vec<Vec<Pair>>,
        ids: Vec<String>,
        mentions: &Mentions,
        log: &mut Log,
    ) -> Self {
        let carrier = ids.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let group = |(at, ((mentions, merges), id))| Group {
            mentions,
            merges,
            id: Some(id),
            corrected: false,
            of: vec![at],
            gone: false,
        };
        let groups: Vec<Group> = groups.into_iter().zip(merges).zip(ids).enumerate().map(group).collect();
        let original = groups.clone();
        let mut work = Work {
            corrections,
            mentions,
            group_of: vec![0; mentions.len()],
            all: Self { groups, carrier, ..Self::default() },
            log,
        };
        work.number();
        corrections.entries.iter().for_each(|entry| work.split(entry));
        corrections.entries.iter().for_each(|entry| work.merge(entry));
        corrections.entries.iter().for_each(|entry| work.suppress(entry));
        let mut all = work.all;
        let touched = all.groups.iter().filter(|group| group.corrected).flat_map(|group| group.of.clone());
        let mut touched: Vec<usize> = touched.collect();
        touched.sort_unstable();
        touched.dedup();
        for at in touched {
            let Group { mentions: members, id: Some(id), .. } = &original[at] else { continue };
            let evidence = members.iter().flat_map(|&member| evidence(mentions, member)).cloned().collect();
            all.uncorrected.push(Uncorrected { id: id.clone(), evidence });
        }
        all.compact()
    }

    /// Leaves the groups out that are gone.
    fn compact(mut self) -> Self {
        let mut place = vec![None; self.groups.len()];
        let mut next = 0;
        for (at, group) in self.groups.iter().enumerate() {
            if !group.gone {
                place[at] = Some(next);
                next += 1;
            }
        }
        self.groups.retain(|group| !group.gone);
        let now = |at: &usize| place[*at];
        for (_, groups) in &mut self.done {
            *groups = groups.iter().filter_map(now).collect();
            groups.sort_unstable();
            groups.dedup();
        }
        self.carrier = self.carrier.iter().filter_map(|(id, at)| Some((id.clone(), now(at)?))).collect();
        self
    }
}

/// What the orders work on.
struct Work<'w> {
    corrections: &'w Corrections,
    mentions: &'w Mentions,
    group_of: Vec<usize>,
    all: Structure,
    log: &'w mut Log,
}

/// The sentences of a mention.
fn evidence(mentions: &Mentions, mention: usize) -> &[Evidence] {
    mentions[mention].1.as_ref().map_or(&[], |mention| &mention.evidence)
}

impl Work<'_> {
    /// Notes for each mention the group that holds it.
    fn number(&mut self) {
        for (at, group) in self.all.groups.iter().enumerate() {
            for &mention in &group.mentions {
                self.group_of[mention] = at;
            }
        }
    }

    fn find(&self, address: &Address) -> Result<usize, String> {
        let mentions = 0..self.mentions.len();
        let told =
            mentions.flat_map(|at| evidence(self.mentions, at).iter().map(move |slice| (self.group_of[at], slice)));
        let at = address.find(&self.all.carrier, told, "incident")?;
        let gone = self.all.groups[at].gone;
        if gone { Err(format!("{} is suppressed or merged already", address.words())) } else { Ok(at) }
    }

    fn unmatched(&mut self, entry: &Entry, why: &str) {
        self.log.warnings.push(self.corrections.unmatched(entry, why));
    }

    /// Records what was done with some mentions, and the groups that came of it.
    fn done(&mut self, entry: &Entry, action: Action, members: &[usize], groups: Vec<usize>) {
        let mut record = entry.record(action);
        record.evidence =
            members.iter().filter_map(|&member| evidence(self.mentions, member).first().cloned()).collect();
        self.all.done.push((record, groups));
    }

    fn split(&mut self, entry: &Entry) {
        let Order::Split { of, off } = &entry.order else { return };
        let at = match self.find(of) {
            Ok(at) => at,
            Err(why) => return self.unmatched(entry, &why),
        };
        let mut going: Vec<usize> = Vec::new();
        for address in off {
            let fits = |member: &usize| evidence(self.mentions, *member).iter().any(|slice| address.fits(slice));
            let found: Vec<usize> = self.all.groups[at].mentions.iter().copied().filter(fits).collect();
            if found.is_empty() {
                self.unmatched(entry, &format!("no report of {} is told by {}", of.words(), address.words()));
            }
            going.extend(found);
        }
        going.sort_unstable();
        going.dedup();
        let group = &mut self.all.groups[at];
        if going.is_empty() || going.len() == group.mentions.len() {
            let what = if going.is_empty() { "nothing" } else { "every report" };
            return self.unmatched(entry, &format!("{what} would be split off {}", of.words()));
        }
        group.mentions.retain(|member| going.binary_search(member).is_err());
        group.corrected = true;
        let other = Group {
            mentions: going.clone(),
            merges: group.merges.clone(),
            id: None,
            corrected: true,
            of: group.of.clone(),
            gone: false,
        };
        let new = self.all.groups.len();
        self.all.groups.push(other);
        for at in [at, new] {
            mend(&mut self.all.groups[at]);
        }
        self.number();
        self.done(entry, Action::Split, &going, vec![at, new]);
    }

    fn merge(&mut self, entry: &Entry) {
        let Order::Merge { into, others } = &entry.order else { return };
        let at = match self.find(into) {
            Ok(at) => at,
            Err(why) => return self.unmatched(entry, &why),
        };
        for address in others {
            let other = match self.find(address) {
                Ok(other) => other,
                Err(why) => {
                    self.unmatched(entry, &why);
                    continue;
                }
            };
            if other == at {
                self.unmatched(entry, &format!("{} and {} are one already", into.words(), address.words()));
                continue;
            }
            let both = |of: &usize| self.all.groups[at].of.contains(of);
            if self.all.groups[other].of.iter().any(both) {
                let (into, other) = (into.words(), address.words());
                self.unmatched(entry, &format!("another correction splits {other} off {into}"));
                continue;
            }
            let moved = std::mem::take(&mut self.all.groups[other]);
            self.all.groups[other].gone = true;
            let group = &mut self.all.groups[at];
            group.mentions.extend(&moved.mentions);
            group.mentions.sort_unstable();
            group.merges.extend(moved.merges);
            group.id = group.id.take().or(moved.id);
            group.of.extend(moved.of);
            group.corrected = true;
            mend(group);
            self.all.carrier.values_mut().filter(|place| **place == other).for_each(|place| *place = at);
            self.number();
            self.done(entry, Action::Merge, &moved.mentions, vec![at]);
        }
    }

    fn suppress(&mut self, entry: &Entry) {
        let Order::Suppress { of } = &entry.order else { return };
        let at = match self.find(of) {
            Ok(at) => at,
            Err(why) => return self.unmatched(entry, &why),
        };
        let group = &mut self.all.groups[at];
        (group.gone, group.corrected) = (true, true);
        let (members, id) = (group.mentions.clone(), group.id.clone());
        self.done(entry, Action::Suppress, &members, Vec::new());
        if let Some((record, _)) = self.all.done.last_mut() {
            record.items.extend(id);
        }
    }
}

/// Makes the pairs of a group join its mentions again: pairs with others fall away, and where some are then apart, the analyst
/// is who joins them.
fn mend(group: &mut Group) {
    let place = |mention: usize| group.mentions.binary_search(&mention).ok();
    let mut root: Vec<usize> = (0..group.mentions.len()).collect();
    let mut merges = Vec::new();
    for pair in &group.merges {
        let [Some(one), Some(other)] = pair.mentions.map(place) else { continue };
        let (one, other) = (top(&mut root, one), top(&mut root, other));
        if one != other {
            root[one.max(other)] = one.min(other);
            merges.push(*pair);
        }
    }
    for at in 1..root.len() {
        if top(&mut root, at) != top(&mut root, 0) {
            let (one, other) = (top(&mut root, at), top(&mut root, 0));
            root[one.max(other)] = one.min(other);
            let mentions = [group.mentions[0], group.mentions[at]];
            merges.push(Pair { mentions, agreement: Agreement::default(), corrected: true });
        }
    }
    group.merges = merges;
}

/// What a mention hangs on in the end.
fn top(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}
