//! Which mentions of different articles tell the same event.
//!
//! Pairs that share a block are scored. Clusters grow from the best pairs down, and no cluster may hold two mentions that rule
//! each other out. Mentions of one article were told apart already and never meet. A mention that is just as much like two
//! others that cannot be one event joins neither.

use std::collections::{HashMap, HashSet};

use super::blocking;
use super::features::{Features, Table};
use super::score::{self, NEAR, THRESHOLD};
use crate::model::incident::{Against, Agreement};
use crate::model::place::GeoPrecision;

/// Points by which one of two candidates must be ahead.
const AHEAD: i32 = 5;
/// Days between two mentions that an analyst may want to look at.
const DAYS_APART: i32 = 2;
/// Mentions of one site that are looked at from each.
const NEIGHBOURS: usize = 8;
/// Near misses that are kept of one cluster.
const KEPT: usize = 3;

/// What became of the mentions.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// Groups of mentions, each ascending; in the order of their first mention.
    pub(super) groups: Vec<Vec<usize>>,
    /// The pairs that brought each group together, in the order in which they did, by group.
    pub(super) merges: Vec<Vec<Pair>>,
    /// Pairs of different groups that came near, the best ones first.
    pub(super) near: Vec<(Pair, Against)>,
}

/// Two mentions with what speaks for one event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) mentions: [usize; 2],
    pub(super) agreement: Agreement,
    /// Whether the analyst brought them together, and no points.
    pub(super) corrected: bool,
}

/// A pair that is near enough to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Scored {
    /// The score with its sign turned, so that the best come first.
    worth: i32,
    one: u32,
    other: u32,
}

/// Groups the mentions.
pub(super) fn clusters(table: &Table) -> Clusters {
    let mut scored: Vec<Scored> = Vec::new();
    for (one, other) in blocking::pairs(table) {
        let agreement = score::agreement(&table.mentions[one as usize], &table.mentions[other as usize], table);
        if let Some(score) = agreement.map(|agreement| agreement.score()).filter(|score| *score >= NEAR) {
            scored.push(Scored { worth: -score, one, other });
        }
    }
    scored.sort_unstable();
    let candidates = Candidates::of(table, &scored);
    let mut joined = Joined::of(table);
    let mut merges: Vec<Scored> = Vec::new();
    let mut missed: Vec<(Scored, Against)> = Vec::new();
    for &pair in &scored {
        if joined.root(pair.one) == joined.root(pair.other) {
            continue;
        }
        let against = if -pair.worth < THRESHOLD {
            Some(Against::Score)
        } else {
            let torn = || candidates.torn(table, pair.one, pair.other) || candidates.torn(table, pair.other, pair.one);
            joined.against(table, pair.one, pair.other).or_else(|| torn().then_some(Against::Ambiguous))
        };
        if let Some(against) = against {
            missed.push((pair, against));
        } else {
            joined.join(pair.one, pair.other);
            merges.push(pair);
        }
    }
    // Of two that are as much alike, the one whose article tells other events of this article too.
    let company = Company::of(table, &joined);
    missed.retain(|&(pair, against)| {
        let settled = against == Against::Ambiguous
            && joined.against(table, pair.one, pair.other).is_none()
            && company.settles(table, &joined, &candidates, pair);
        if settled {
            joined.join(pair.one, pair.other);
            merges.push(pair);
        }
        !settled
    });
    missed.extend(days_apart(table).into_iter().map(|pair| (pair, Against::Date)));
    missed.sort_by_key(|(pair, _)| *pair);
    joined.told(table, &merges, missed)
}

/// Pairs at one site whose days are next to each other: two events, or one that an article dates wrongly.
fn days_apart(table: &Table) -> Vec<Scored> {
    let mut order: Vec<(u64, u32, i32, u32)> = Vec::new();
    for (index, mention) in table.mentions.iter().enumerate() {
        let spot =
            table.spot(mention).filter(|spot| !spot.words.is_empty() && spot.precision <= GeoPrecision::District);
        if let (Some(spot), Some((start, _))) = (spot, mention.when.days()) {
            order.push((score::family(mention.event_type), spot.name, start, index as u32));
        }
    }
    order.sort_unstable();
    let mut pairs = Vec::new();
    for (at, &(family, name, day, one)) in order.iter().enumerate() {
        let near = order[at + 1..].iter().take(NEIGHBOURS);
        let near = near.take_while(|(f, n, d, _)| (*f, *n) == (family, name) && d - day <= DAYS_APART);
        for &(.., other) in near {
            let of = |index: u32| &table.mentions[index as usize];
            let points = score::but_for_days(of(one), of(other), table).map(|agreement| agreement.score());
            if let Some(score) = points.filter(|score| *score >= NEAR) {
                pairs.push(Scored { worth: -score, one: one.min(other), other: one.max(other) });
            }
        }
    }
    pairs
}

/// The points of a pair, and of one that comes near but for its days.
fn agreement(table: &Table, one: u32, other: u32) -> Option<Agreement> {
    let (one, other) = (&table.mentions[one as usize], &table.mentions[other as usize]);
    score::agreement(one, other, table).or_else(|| score::but_for_days(one, other, table))
}

/// For each mention those that it could join, the best first.
struct Candidates {
    /// Where those of each mention begin in `all`.
    from: Vec<u32>,
    /// Mention and score.
    all: Vec<(u32, i32)>,
}

impl Candidates {
    fn of(table: &Table, scored: &[Scored]) -> Self {
        let able = || scored.iter().take_while(|pair| -pair.worth >= THRESHOLD);
        let mut from = vec![0; table.mentions.len() + 1];
        for pair in able() {
            from[pair.one as usize + 1] += 1;
            from[pair.other as usize + 1] += 1;
        }
        for at in 1..from.len() {
            from[at] += from[at - 1];
        }
        let mut next = from.clone();
        let mut all = vec![(0, 0); *from.last().unwrap_or(&0) as usize];
        for pair in able() {
            for (mention, candidate) in [(pair.one, pair.other), (pair.other, pair.one)] {
                let place = &mut next[mention as usize];
                all[*place as usize] = (candidate, -pair.worth);
                *place += 1;
            }
        }
        Self { from, all }
    }

    /// Those of one mention.
    fn of_mention(&self, mention: u32) -> &[(u32, i32)] {
        &self.all[self.from[mention as usize] as usize..self.from[mention as usize + 1] as usize]
    }

    /// Whether `mention` is about as much like somebody who cannot be of one event with `candidate`.
    fn torn(&self, table: &Table, mention: u32, candidate: u32) -> bool {
        let own = self.of_mention(mention);
        let of = |index: u32| &table.mentions[index as usize];
        let Some(&(_, score)) = own.iter().find(|(other, _)| *other == candidate) else { return false };
        let mut last = of(candidate).profile;
        own.iter().take_while(|(_, other)| *other > score - AHEAD).any(|&(other, _)| {
            // Neighbours in the list are mostly alike.
            if of(other).profile == last {
                return false;
            }
            last = of(other).profile;
            score::profiles_against(of(candidate), of(other), table).is_some()
        })
    }
}

/// Which events each document tells together with others.
struct Company {
    /// Document and cluster, ascending.
    told: Vec<(u32, u32)>,
}

impl Company {
    fn of(table: &Table, joined: &Joined) -> Self {
        let of = |(index, mention): (usize, &Features)| (mention.document, joined.root(index as u32));
        let shared = |(_, root): &(u32, u32)| joined.clusters[*root as usize].mentions.len() > 1;
        let mut told: Vec<(u32, u32)> = table.mentions.iter().enumerate().map(of).filter(shared).collect();
        told.sort_unstable();
        Self { told }
    }

    /// Whether the documents of two mentions tell one more event both.
    fn keeps(&self, table: &Table, one: u32, other: u32) -> bool {
        let of = |mention: u32| {
            let document = table.mentions[mention as usize].document;
            let from = self.told.partition_point(|(d, _)| *d < document);
            self.told[from..].iter().take_while(move |(d, _)| *d == document).map(|(_, cluster)| *cluster)
        };
        of(one).any(|cluster| of(other).any(|other| other == cluster))
    }

    /// Whether the pair keeps company, and no rival of either side does.
    fn settles(&self, table: &Table, joined: &Joined, candidates: &Candidates, pair: Scored) -> bool {
        let rivals = |mention: u32, candidate: u32| {
            let own = candidates.of_mention(mention).iter().map(|(other, _)| *other);
            own.filter(move |other| joined.root(*other) != joined.root(candidate))
        };
        let alone = |mention, candidate| !rivals(mention, candidate).any(|rival| self.keeps(table, mention, rival));
        self.keeps(table, pair.one, pair.other) && alone(pair.one, pair.other) && alone(pair.other, pair.one)
    }
}

/// Clusters while they grow.
struct Joined {
    cluster_of: Vec<u32>,
    clusters: Vec<Cluster>,
    /// Pairs of clusters that cannot join, the smaller number first; clusters only grow, so that it stays true.
    apart: HashMap<(u32, u32), Against>,
}

#[derive(Debug, Default)]
struct Cluster {
    mentions: Vec<u32>,
    /// Ascending.
    documents: Vec<u32>,
    /// A mention of each profile, ascending by profile.
    profiles: Vec<(u32, u32)>,
}

impl Joined {
    fn of(table: &Table) -> Self {
        let cluster = |(index, mention): (usize, &Features)| Cluster {
            mentions: vec![index as u32],
            documents: vec![mention.document],
            profiles: vec![(mention.profile, index as u32)],
        };
        Self {
            cluster_of: (0..table.mentions.len() as u32).collect(),
            clusters: table.mentions.iter().enumerate().map(cluster).collect(),
            apart: HashMap::new(),
        }
    }

    fn root(&self, mention: u32) -> u32 {
        self.cluster_of[mention as usize]
    }

    /// What keeps the clusters of two mentions apart.
    fn against(&mut self, table: &Table, one: u32, other: u32) -> Option<Against> {
        let (x, y) = (self.root(one).min(self.root(other)), self.root(one).max(self.root(other)));
        if let Some(&against) = self.apart.get(&(x, y)) {
            return Some(against);
        }
        let (a, b) = (&self.clusters[x as usize], &self.clusters[y as usize]);
        let (small, large) = if a.documents.len() < b.documents.len() { (a, b) } else { (b, a) };
        let against = if small.documents.iter().any(|document| large.documents.binary_search(document).is_ok()) {
            Some(Against::Article)
        } else {
            let of = |index: u32| &table.mentions[index as usize];
            let pairs = a.profiles.iter().flat_map(|(_, m)| b.profiles.iter().map(move |(_, n)| (of(*m), of(*n))));
            pairs.filter_map(|(m, n)| score::profiles_against(m, n, table)).min()
        };
        if let Some(against) = against {
            self.apart.insert((x, y), against);
        }
        against
    }

    /// Makes one cluster of two; the smaller moves.
    fn join(&mut self, one: u32, other: u32) {
        let (x, y) = (self.root(one), self.root(other));
        let size = |root: u32| self.clusters[root as usize].mentions.len();
        let (keep, gone) = if size(x) > size(y) || (size(x) == size(y) && x < y) { (x, y) } else { (y, x) };
        let moved = std::mem::take(&mut self.clusters[gone as usize]);
        for &mention in &moved.mentions {
            self.cluster_of[mention as usize] = keep;
        }
        let kept = &mut self.clusters[keep as usize];
        kept.mentions.extend(moved.mentions);
        for document in moved.documents {
            if let Err(at) = kept.documents.binary_search(&document) {
                kept.documents.insert(at, document);
            }
        }
        for (profile, mention) in moved.profiles {
            if let Err(at) = kept.profiles.binary_search_by_key(&profile, |(profile, _)| *profile) {
                kept.profiles.insert(at, (profile, mention));
            }
        }
    }

    /// The clusters in the order of their first mentions, with the pairs that made them and those that did not.
    fn told(mut self, table: &Table, merges: &[Scored], missed: Vec<(Scored, Against)>) -> Clusters {
        let mut order: Vec<(u32, u32)> = Vec::new();
        for (root, cluster) in self.clusters.iter_mut().enumerate() {
            cluster.mentions.sort_unstable();
            order.extend(cluster.mentions.first().map(|first| (*first, root as u32)));
        }
        order.sort_unstable();
        let mut place = vec![0; self.clusters.len()];
        let mut told = Clusters::default();
        for (at, &(_, root)) in order.iter().enumerate() {
            place[root as usize] = at;
            let mentions = std::mem::take(&mut self.clusters[root as usize].mentions);
            told.groups.push(mentions.into_iter().map(|mention| mention as usize).collect());
        }
        told.merges.resize_with(told.groups.len(), Vec::new);
        let pair = |scored: &Scored| {
            let agreement = agreement(table, scored.one, scored.other).unwrap_or_default();
            Pair { mentions: [scored.one as usize, scored.other as usize], agreement, corrected: false }
        };
        for merge in merges {
            told.merges[place[self.root(merge.one) as usize]].push(pair(merge));
        }
        let mut kept = vec![0; told.groups.len()];
        let mut seen = HashSet::new();
        for (missed, against) in missed {
            let (x, y) = (place[self.root(missed.one) as usize], place[self.root(missed.other) as usize]);
            if x != y && kept[x] < KEPT && kept[y] < KEPT && seen.insert((x.min(y), x.max(y))) {
                kept[x] += 1;
                kept[y] += 1;
                told.near.push((pair(&missed), against));
            }
        }
        told
    }
}
