//! Copies of one text: found by their sketches, listed, and counted for nothing else.
//!
//! Of texts that are the same or nearly so, the earliest one that is dated is the document. A text that states a toll which the
//! other does not is an update, never a copy, however many words they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::casualties::Count;
use crate::model::document::{SkipKind, Skipped};
use crate::model::extraction::Extraction;

/// Share of the word runs of two texts that near copies have in common at least, in per cent.
const NEAR: usize = 80;
/// Word runs below which only equal texts are copies.
const LEAST: usize = 8;
/// A word run of more texts than this is a site's phrase and finds no copies.
const COMMON: usize = 500;

/// Takes copies out of the facts and lists them. The order of `extractions` decides nothing.
pub(super) fn leave_out(extractions: &mut Vec<Extraction>) -> Vec<Skipped> {
    let mut order: Vec<usize> = (0..extractions.len()).collect();
    order.sort_by_key(|&i| rank(&extractions[i]));
    let sketches: Vec<Vec<&str>> = extractions.iter().map(|e| e.document.sketch.split(' ').collect()).collect();
    let mut kept: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut whole: BTreeMap<&str, usize> = BTreeMap::new();
    let mut copies: BTreeMap<usize, Skipped> = BTreeMap::new();
    for &i in &order {
        let document = &extractions[i].document;
        let of = |original: usize, how: &str| {
            let reason = format!("is {how} of `{}` and counts for nothing else", extractions[original].document.id);
            Skipped::of(SkipKind::Copy, &document.id, reason)
        };
        if document.sketch.is_empty() {
            continue;
        }
        if let Some(&original) = whole.get(document.sketch.as_str())
            && states_no_more(&extractions[i], &extractions[original])
        {
            copies.insert(i, of(original, "a copy"));
            continue;
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        if sketches[i].len() >= LEAST {
            for run in &sketches[i] {
                for &other in kept.get(run).into_iter().flatten().take(COMMON) {
                    *shared.entry(other).or_default() += 1;
                }
            }
        }
        // The one with most in common; of equals, the earliest.
        let near = shared
            .into_iter()
            .filter(|(other, _)| alike(&sketches[i], &sketches[*other]))
            .filter(|(other, _)| states_no_more(&extractions[i], &extractions[*other]))
            .max_by_key(|(other, count)| (*count, std::cmp::Reverse(rank(&extractions[*other]))));
        if let Some((original, _)) = near {
            copies.insert(i, of(original, "nearly a copy"));
            continue;
        }
        whole.entry(&document.sketch).or_insert(i);
        for run in &sketches[i] {
            kept.entry(run).or_default().push(i);
        }
    }
    let mut index = 0;
    extractions.retain(|_| {
        index += 1;
        !copies.contains_key(&(index - 1))
    });
    copies.into_values().collect()
}

/// What decides which of two copies is the document: a date, the earlier one, a publisher, the id.
fn rank(extraction: &Extraction) -> (bool, Option<chrono::NaiveDate>, bool, bool, String) {
    let record = &extraction.document;
    let date = record.published.map(|published| published.date);
    let nameless = record.publisher.is_none() && record.origin.is_none();
    (date.is_none(), date, nameless, record.summary, record.id.clone())
}

/// Whether two sketches have nearly all in common, as far as both of them reach.
fn alike(one: &[&str], other: &[&str]) -> bool {
    // A sketch of a long text ends at its largest hash: beyond it nothing can be compared.
    let Some(reach) = one.last().min(other.last()) else { return false };
    let within = |sketch: &[&str]| sketch.iter().take_while(|hash| *hash <= reach).count();
    let (one, other) = (&one[..within(one)], &other[..within(other)]);
    let both = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count();
    let all = one.len() + other.len() - both;
    all >= LEAST && both * 100 >= all * NEAR
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

    fn sketch(runs: std::ops::Range<u64>) -> String {
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
        let skipped = leave_out(&mut extractions);
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
