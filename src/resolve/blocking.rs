//! Mentions → the pairs that are worth comparing: those that share a block.
//!
//! A block is what the mentions of one event may be expected to have in common: a day and a region, a day and a toll, the name
//! of a site and a kind of event. A block that grows too large is not compared in full: it is put in order by further features,
//! twice, and each mention meets its neighbours there (sorted neighbourhood; Hernández and Stolfo 1995). So the number of
//! pairs grows with the number of mentions and no faster, and nothing depends on the order in which articles come.

use std::collections::HashSet;

use chrono::{Datelike as _, NaiveDate};

use super::features::{Features, Hint, Table};
use super::score::family;

/// Mentions up to which a block is compared in full.
const FULL: usize = 32;
/// How many neighbours on each side a mention meets in a larger one.
const WINDOW: usize = 12;
/// Pairs that are collected before doubles are dropped.
const ROOM: usize = 1 << 24;
/// Months that a longer stretch of time may have to be looked for by month.
const MONTHS: i32 = 4;

/// The pairs, each once, the smaller index first; ascending.
pub(super) fn pairs(table: &Table) -> Vec<(u32, u32)> {
    let mut pairs = Pairs { table, found: Vec::new(), room: ROOM };
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (index, mention) in table.mentions.iter().enumerate() {
        day_keys(mention, table, &mut |key| entries.push((key, index as u32)));
    }
    for_each_block(&mut entries, |block| pairs.compare(block, |_| true));

    // Where one of the two has no day, only blocks with such a mention are made.
    entries.clear();
    let is_loose = |mention: &Features| mention.when.days().is_none();
    let mut wanted: HashSet<u64> = HashSet::new();
    for (index, mention) in table.mentions.iter().enumerate().filter(|(_, mention)| is_loose(mention)) {
        loose_keys(mention, table, &mut |key| {
            wanted.insert(key);
            entries.push((key, index as u32));
        });
    }
    for (index, mention) in table.mentions.iter().enumerate().filter(|(_, mention)| !is_loose(mention)) {
        loose_keys(mention, table, &mut |key| {
            if wanted.contains(&key) {
                entries.push((key, index as u32));
            }
        });
    }
    for_each_block(&mut entries, |block| pairs.compare(block, is_loose));
    pairs.tidy();
    pairs.found.into_iter().map(|pair| ((pair >> 32) as u32, pair as u32)).collect()
}

/// Blocks in which mentions of one day meet.
fn day_keys(mention: &Features, table: &Table, emit: &mut impl FnMut(u64)) {
    let Some((start, end)) = mention.when.days() else { return };
    let family = family(mention.event_type);
    for day in start..=end {
        let mut key = |kind: u64, what: u64| emit(mix(&[kind, family, day as u64, what]));
        if let Some(spot) = table.spot(mention) {
            if let Some(region) = spot.admin1.or(spot.country) {
                key(1, u64::from(region));
            }
            spot.words.iter().chain(&spot.faiths).for_each(|word| key(2, u64::from(*word)));
        }
        if let Some(killed) = mention.killed.filter(|n| *n > 2) {
            key(3, killed);
        }
        if let Some(wounded) = mention.wounded.filter(|n| *n > 2) {
            key(4, wounded);
        }
        if let Some(root) = mention.perpetrator.and_then(|actor| table.actors[actor as usize].last()) {
            key(5, u64::from(*root));
        }
    }
}

/// Blocks in which mentions meet of which one at least has no day.
fn loose_keys(mention: &Features, table: &Table, emit: &mut impl FnMut(u64)) {
    let family = family(mention.event_type);
    let spot = table.spot(mention);
    let words = spot.map_or(&[][..], |spot| &spot.words);
    let faiths = spot.map_or(&[][..], |spot| &spot.faiths);
    for word in words.iter().chain(faiths).chain(&mention.named) {
        emit(mix(&[6, family, u64::from(*word)]));
    }
    let region = spot.and_then(|spot| spot.admin1.or(spot.country));
    for word in words.iter().chain(faiths).chain(&region) {
        let mut key = |kind: u64, what: u64| emit(mix(&[kind, family, u64::from(*word), what]));
        if let Some(killed) = mention.killed.filter(|n| *n > 2) {
            key(7, killed);
        }
        if let Some(wounded) = mention.wounded.filter(|n| *n > 2) {
            key(8, wounded);
        }
        match (mention.when.range, mention.when.hint) {
            (Some((start, end)), _) => {
                let (first, last) = (month(start), month(end));
                (first..=last.min(first + MONTHS)).for_each(|month| key(9, month as u64));
                if mention.when.days().is_some() {
                    key(10, of_year(start));
                }
            }
            (None, Hint::MonthDay(month, day, _)) => key(10, u64::from(month * 32 + day)),
            _ => {}
        }
    }
}

/// A number that grows by one from month to month.
fn month(day: i32) -> i32 {
    NaiveDate::from_num_days_from_ce_opt(day).map_or(0, |day| day.year() * 12 + day.month0().cast_signed())
}

/// Month and day.
fn of_year(day: i32) -> u64 {
    NaiveDate::from_num_days_from_ce_opt(day).map_or(0, |day| u64::from(day.month() * 32 + day.day()))
}

/// One number for several; two keys that come out alike cost a comparison and nothing else.
fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |hash: u64, part| {
        let mut z = (hash ^ part).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

fn for_each_block(entries: &mut Vec<(u64, u32)>, mut take: impl FnMut(&[u32])) {
    entries.sort_unstable();
    entries.dedup();
    let mut block = Vec::new();
    for same in entries.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        block.clear();
        block.extend(same.iter().map(|(_, index)| *index));
        take(&block);
    }
}

/// Pairs as they are found, packed into one number each.
struct Pairs<'t> {
    table: &'t Table,
    found: Vec<u64>,
    /// Length at which doubles are dropped.
    room: usize,
}

impl Pairs<'_> {
    /// Compares a block; of each pair one mention at least is `wanted`.
    fn compare(&mut self, block: &[u32], wanted: impl Fn(&Features) -> bool) {
        if block.len() <= FULL {
            for (at, &one) in block.iter().enumerate() {
                for &other in &block[at + 1..] {
                    self.add(one, other, &wanted);
                }
            }
            return;
        }
        let mut order = block.to_vec();
        let of = |index: u32| &self.table.mentions[index as usize];
        let name = |m: &Features| self.table.spot(m).map(|spot| spot.name);
        order.sort_by_cached_key(|&index| {
            let m = of(index);
            (name(m), m.event_type, m.killed, m.wounded, m.when.range, m.perpetrator, index)
        });
        self.neighbours(&order, &wanted);
        let of = |index: u32| &self.table.mentions[index as usize];
        let name = |m: &Features| self.table.spot(m).map(|spot| spot.name);
        order.sort_by_cached_key(|&index| {
            let m = of(index);
            (m.killed, m.wounded, m.when.range, m.event_type, name(m), index)
        });
        self.neighbours(&order, &wanted);
    }

    fn neighbours(&mut self, order: &[u32], wanted: &impl Fn(&Features) -> bool) {
        for (at, &one) in order.iter().enumerate() {
            for &other in &order[at + 1..order.len().min(at + 1 + WINDOW)] {
                self.add(one, other, wanted);
            }
        }
    }

    fn add(&mut self, one: u32, other: u32, wanted: &impl Fn(&Features) -> bool) {
        let of = |index: u32| &self.table.mentions[index as usize];
        let (a, b) = (of(one), of(other));
        if a.document == b.document || !(wanted(a) || wanted(b)) {
            return;
        }
        if self.found.len() >= self.room {
            self.tidy();
            self.room = (self.found.len() * 2).max(ROOM);
        }
        self.found.push(u64::from(one.min(other)) << 32 | u64::from(one.max(other)));
    }

    fn tidy(&mut self) {
        self.found.sort_unstable();
        self.found.dedup();
    }
}
