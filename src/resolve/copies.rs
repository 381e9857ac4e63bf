//! Copies of one text: found by their sketches, listed, and counted for nothing else.
//!
//! Of texts that are the same or nearly so, the earliest one that is dated is the document. A text that is cut out of a longer
//! one is a copy of it, whichever came first. A text that states a toll which the other does not is an update, never a copy,
//! however many words they share; nor is a short text that a far longer page holds among others. Such texts stay, and count
//! as one origin.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::casualties::Count;
use crate::model::document::{SkipKind, Skipped};
use crate::model::extraction::Extraction;

/// Share of the word runs of two texts that near copies have in common at least, in per cent.
const NEAR: usize = 80;
/// Share of the word runs of the shorter text that the longer one holds of a cut copy, in per cent.
const CUT: usize = 85;
/// A cut copy is not so many times shorter: a page that holds many articles is none of them.
const SHORTER: usize = 4;
/// Word runs below which only equal texts are copies.
const LEAST: usize = 8;
/// A word run of more texts than this is a site's phrase and finds no copies.
const COMMON: usize = 500;

/// What the sketches say of one another.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Those that were left out, by path.
    pub(super) left_out: Vec<Skipped>,
    /// Documents that stay, with the one whose words they repeat, by id: they report what it reports, and more.
    pub(super) repeats: BTreeMap<String, String>,
}

/// Takes copies out of the facts and lists them. The order of `extractions` decides nothing.
pub(super) fn leave_out(extractions: &mut Vec<Extraction>) -> Copies {
    let mut order: Vec<usize> = (0..extractions.len()).collect();
    order.sort_by_cached_key(|&i| rank(&extractions[i]));
    let sketches: Vec<Vec<u64>> = order.iter().map(|&i| hashes(&extractions[i].document.sketch)).collect();
    let facts: Vec<&Extraction> = order.iter().map(|&i| &extractions[i]).collect();
    let mut found = Found { copy_of: vec![None; facts.len()], repeats: BTreeMap::new() };
    found.whole(&facts, &sketches);
    let index = Index::of(&sketches);
    for at in 0..facts.len() {
        found.near(at, &facts, &sketches, &index);
    }
    // The longest first: what it is cut from is decided before a text is.
    let mut by_length: Vec<usize> = (0..facts.len()).collect();
    by_length.sort_by_key(|&at| (std::cmp::Reverse(sketches[at].len()), at));
    for at in by_length {
        found.cut(at, &facts, &sketches, &index);
    }
    let mut copies = Copies::default();
    for (at, copy) in found.copy_of.iter().enumerate() {
        if let Some((original, how)) = copy {
            let reason = format!("is {how} of `{}` and counts for nothing else", facts[*original].document.id);
            copies.left_out.push(Skipped::of(SkipKind::Copy, &facts[at].document.id, reason));
        }
    }
    for (at, other) in found.repeats.iter().filter(|(at, _)| found.copy_of[**at].is_none()) {
        copies.repeats.insert(facts[*at].document.id.clone(), facts[*other].document.id.clone());
    }
    let mut gone = vec![false; facts.len()];
    for (at, &i) in order.iter().enumerate() {
        gone[i] = found.copy_of[at].is_some();
    }
    let mut gone = gone.into_iter();
    extractions.retain(|_| gone.next() == Some(false));
    copies.left_out.sort();
    copies
}

/// What decides which of two copies is the document: a date, the earlier one, a publisher, the id.
fn rank(extraction: &Extraction) -> (bool, Option<chrono::NaiveDate>, bool, bool, String, String) {
    let record = &extraction.document;
    let date = record.published.map(|published| published.date);
    let nameless = record.publisher.is_none() && record.origin.is_none();
    (date.is_none(), date, nameless, record.summary, record.id.clone(), record.sha256.clone())
}

/// The numbers of a sketch, ascending; what is no number is left out.
fn hashes(sketch: &str) -> Vec<u64> {
    sketch.split(' ').filter_map(|hash| u64::from_str_radix(hash, 16).ok()).collect()
}

/// Copies by the places of documents in the order of their ranks.
struct Found {
    /// The original and how it was copied.
    copy_of: Vec<Option<(usize, &'static str)>>,
    repeats: BTreeMap<usize, usize>,
}

impl Found {
    /// Texts that are the same.
    fn whole(&mut self, facts: &[&Extraction], sketches: &[Vec<u64>]) {
        let mut first: HashMap<&[u64], usize> = HashMap::new();
        for (at, sketch) in sketches.iter().enumerate().filter(|(_, sketch)| !sketch.is_empty()) {
            match first.get(sketch.as_slice()) {
                Some(&original) if states_no_more(facts[at], facts[original]) => {
                    self.copy_of[at] = Some((original, "a copy"));
                }
                Some(&original) => {
                    self.repeats.entry(at).or_insert(original);
                }
                None => {
                    first.insert(sketch, at);
                }
            }
        }
    }

    /// Whether `at` is nearly the same as an earlier text.
    fn near(&mut self, at: usize, facts: &[&Extraction], sketches: &[Vec<u64>], index: &Index) {
        if self.copy_of[at].is_some() || sketches[at].len() < LEAST {
            return;
        }
        // The one with most in common; of equals, the earliest.
        let shared = index.shared(at, |other| other < at && self.copy_of[other].is_none());
        let alike = shared.into_iter().filter(|(other, _)| {
            let ((one, other), both) = common(&sketches[at], &sketches[*other]);
            let all = one + other - both;
            all >= LEAST && both * 100 >= all * NEAR
        });
        let mut alike: Vec<(usize, usize)> = alike.collect();
        alike.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        if let Some(&(original, _)) = alike.iter().find(|(other, _)| states_no_more(facts[at], facts[*other])) {
            self.copy_of[at] = Some((original, "nearly a copy"));
        } else if let Some(&(other, _)) = alike.first() {
            self.repeats.entry(at).or_insert(other);
        }
    }

    /// Whether `at` is cut out of a longer text.
    fn cut(&mut self, at: usize, facts: &[&Extraction], sketches: &[Vec<u64>], index: &Index) {
        if self.copy_of[at].is_some() || sketches[at].len() < LEAST {
            return;
        }
        let length = sketches[at].len();
        let longer = |other: usize| other != at && sketches[other].len() > length && self.copy_of[other].is_none();
        let shared = index.shared(at, longer);
        let holds = shared.into_iter().filter(|(other, _)| {
            let ((one, _), both) = common(&sketches[at], &sketches[*other]);
            one >= LEAST && both * 100 >= one * CUT
        });
        let mut holds: Vec<(usize, usize)> = holds.collect();
        holds.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        let whole = |other: usize| sketches[other].len() <= length * SHORTER && states_no_more(facts[at], facts[other]);
        if let Some(&(original, _)) = holds.iter().find(|(other, _)| whole(*other)) {
            self.copy_of[at] = Some((original, "a cut copy"));
        } else if let Some(&(other, _)) = holds.first() {
            // The article is the origin, not the page that holds it among others.
            self.repeats.entry(at.max(other)).or_insert(at.min(other));
        }
    }
}

/// Which documents share word runs.
struct Index {
    /// For each word run that two or more hold, those documents, ascending.
    runs: Vec<Vec<u32>>,
    /// For each document, its places in `runs`.
    of: Vec<Vec<u32>>,
}

impl Index {
    fn of(sketches: &[Vec<u64>]) -> Self {
        let long = sketches.iter().enumerate().filter(|(_, sketch)| sketch.len() >= LEAST);
        let mut entries: Vec<(u64, u32)> =
            long.flat_map(|(at, sketch)| sketch.iter().map(move |hash| (*hash, at as u32))).collect();
        entries.sort_unstable();
        let (mut runs, mut of) = (Vec::new(), vec![Vec::new(); sketches.len()]);
        for same in entries.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
            for (_, document) in same {
                of[*document as usize].push(runs.len() as u32);
            }
            runs.push(same.iter().take(COMMON).map(|(_, document)| *document).collect());
        }
        Self { runs, of }
    }

    /// The documents that share word runs with one, and how many.
    fn shared(&self, document: usize, wanted: impl Fn(usize) -> bool) -> BTreeMap<usize, usize> {
        let mut shared = BTreeMap::new();
        for &other in self.of[document].iter().flat_map(|run| &self.runs[*run as usize]) {
            if wanted(other as usize) {
                *shared.entry(other as usize).or_default() += 1;
            }
        }
        shared
    }
}

/// How many word runs two sketches have as far as both of them reach, and how many they have in common.
fn common(one: &[u64], other: &[u64]) -> ((usize, usize), usize) {
    // A sketch of a long text ends at its largest hash: beyond it nothing can be compared.
    let Some(reach) = one.last().min(other.last()) else { return ((0, 0), 0) };
    let within = |sketch: &[u64]| sketch.partition_point(|hash| hash <= reach);
    let (one, other) = (&one[..within(one)], &other[..within(other)]);
    let both = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count();
    ((one.len(), other.len()), both)
}

/// Whether a text states no figure of victims that the other does not.
fn states_no_more(copy: &Extraction, original: &Extraction) -> bool {
    figures(copy).is_subset(&figures(original))
}

fn figures(extraction: &Extraction) -> BTreeSet<(u8, Option<u64>, Option<u64>)> {
    let figure = |kind: u8, count: &Option<Count>| count.as_ref().map(|count| (kind, count.low, count.high));
    let of = |m: &crate::model::incident::IncidentMention| {
        [figure(0, &m.killed), figure(1, &m.wounded), figure(2, &m.abducted)].into_iter().flatten()
    };
    extraction.incidents.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Published, PublishedBasis};
    use crate::model::sample::{day, extractions};

    fn sketch(runs: impl Iterator<Item = u64>) -> String {
        runs.map(|run| format!("{run:016x}")).collect::<Vec<_>>().join(" ")
    }

    /// The first article of the sample under another id, with a sketch and a day.
    fn copy(id: &str, runs: std::ops::Range<u64>, published: Option<&str>) -> Extraction {
        let mut copy = extractions()["001.txt"].clone();
        copy.document.id = id.to_owned();
        copy.document.sketch = sketch(runs);
        copy.document.published = published.map(|date| Published { date: day(date), basis: PublishedBasis::Metadata });
        copy
    }

    fn left(mut extractions: Vec<Extraction>) -> (Vec<String>, Vec<String>) {
        let skipped = leave_out(&mut extractions).left_out;
        let ids = extractions.into_iter().map(|e| e.document.id).collect();
        (ids, skipped.into_iter().map(|s| format!("{} {}", s.path, s.reason)).collect())
    }

    #[test]
    fn the_earliest_dated_text_is_the_document_and_copies_are_listed() {
        let all = [
            copy("a", 0..100, None),
            copy("b", 0..100, Some("2021-10-05")),
            copy("c", 0..100, Some("2021-10-04")),
            copy("d", 5..105, Some("2021-10-06")),
            copy("e", 60..160, Some("2021-10-06")),
        ];
        for turn in 0..all.len() {
            let mut turned = all.to_vec();
            turned.rotate_left(turn);
            let (mut kept, mut listed) = left(turned);
            kept.sort();
            listed.sort();
            assert_eq!(kept, ["c", "e"]);
            assert_eq!(
                listed,
                [
                    "a is a copy of `c` and counts for nothing else",
                    "b is a copy of `c` and counts for nothing else",
                    "d is nearly a copy of `c` and counts for nothing else",
                ]
            );
        }
    }

    #[test]
    fn a_text_cut_out_of_a_longer_one_is_its_copy_and_a_page_of_many_is_not() {
        let mut cut = copy("cut", 0..1, Some("2021-10-04"));
        cut.document.sketch = sketch((0..100).step_by(2));
        let all = [
            copy("whole", 0..100, Some("2021-10-05")),
            cut,
            copy("other", 200..260, Some("2021-10-04")),
            copy("page", 150..900, None),
        ];
        for turn in 0..all.len() {
            let mut turned = all.to_vec();
            turned.rotate_left(turn);
            let copies = leave_out(&mut turned);
            let listed: Vec<&str> = copies.left_out.iter().map(|s| s.reason.as_str()).collect();
            assert_eq!(listed, ["is a cut copy of `whole` and counts for nothing else"]);
            assert_eq!(copies.repeats, BTreeMap::from([("page".to_owned(), "other".to_owned())]));
        }
    }

    #[test]
    fn an_update_is_no_copy() {
        let mut update = copy("b", 0..100, Some("2021-10-05"));
        let count = update.incidents.iter_mut().find_map(|m| m.killed.as_mut()).expect("the sample has victims");
        count.low = count.low.map(|low| low + 3);
        count.high = count.high.map(|high| high + 3);
        assert_eq!(left(vec![copy("a", 0..100, Some("2021-10-04")), update]).0, ["a", "b"]);
    }

    #[test]
    fn texts_without_a_sketch_or_with_little_of_one_are_left_alone() {
        let mut none = copy("a", 0..1, None);
        none.document.sketch.clear();
        let mut other = none.clone();
        other.document.id = "b".to_owned();
        assert_eq!(left(vec![none, other]).0.len(), 2);
        assert_eq!(left(vec![copy("a", 0..5, None), copy("b", 0..6, None)]).0.len(), 2);
    }
}
