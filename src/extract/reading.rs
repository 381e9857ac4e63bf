//! A sentence as the later recognisers see it: its dates, names, places, quantities and event words.

use super::dates::{self, DateMention};
use super::names::{self, NameMention};
use super::people::{self, Quantity};
use super::persons::{self, Person};
use super::places::{self, PlaceMention};
use super::sentence::Sentence;
use super::timex::Anchor;
use super::token::Tokens;
use super::toponyms::Toponyms;
use crate::codebook::Codebook;
use crate::codebook::events::Word;

/// An event word in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct EventWord {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it tells.
    pub(super) word: Word,
}

/// A sentence with what was recognised in it.
pub(super) struct Reading {
    /// Index of the sentence, from 0.
    pub(super) index: usize,
    /// The sentence.
    pub(super) sentence: Sentence,
    /// Time expressions.
    pub(super) dates: Vec<DateMention>,
    /// Names of the codebook.
    pub(super) names: Vec<NameMention>,
    /// Places.
    pub(super) places: Vec<PlaceMention>,
    /// Quantities of people.
    pub(super) quantities: Vec<Quantity>,
    /// Single persons.
    pub(super) persons: Vec<Person>,
    /// Event words.
    pub(super) words: Vec<EventWord>,
}

/// Reads every sentence.
pub(super) fn readings(
    tokens: &Tokens<'_>,
    sentences: &[Sentence],
    codebook: &Codebook,
    anchor: &Anchor,
    toponyms: &mut Toponyms,
) -> Vec<Reading> {
    sentences
        .iter()
        .enumerate()
        .map(|(index, &sentence)| {
            let (first, end) = (sentence.first, sentence.end);
            let dates = dates::dates(tokens, first, end, anchor);
            let in_date = |i: usize| dates.iter().any(|d| d.first <= i && i < d.end);
            let quantities = people::quantities(tokens, first, end, &codebook.people, in_date);
            Reading {
                index,
                sentence,
                names: names::names(tokens, first, end, codebook),
                places: places::places(tokens, first, end, codebook, toponyms),
                persons: persons::persons(tokens, first, end, codebook),
                words: words(tokens, first, end, codebook),
                quantities,
                dates,
            }
        })
        .collect()
}

fn words(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Vec<EventWord> {
    let mut found = Vec::new();
    let mut i = first;
    while i < end {
        match codebook.events.longest(tokens, i) {
            Some((after, _)) if serves_warrant(tokens, i, after) => i = after,
            Some((after, all)) if after <= end => {
                found.extend(all.iter().map(|&word| EventWord { first: i, end: after, word }));
                i = after;
            }
            _ => i += 1,
        }
    }
    found
}

/// `executed a search warrant`: nobody was put to death.
fn serves_warrant(tokens: &Tokens<'_>, i: usize, after: usize) -> bool {
    const PAPERS: [&str; 8] = ["warrant", "warrants", "order", "orders", "contract", "plan", "plans", "agreement"];
    tokens.is(i, &["executed", "executing"]) && (after..after + 6).any(|at| tokens.is(at, &PAPERS))
}
