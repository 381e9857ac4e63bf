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
use crate::model::date::Timex;
use crate::model::evidence::Span;

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

impl Reading {
    /// A stretch outside the article's sentences, with its names alone: a headline, the opening of a transcript.
    pub(super) fn of_names(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Self {
        Self {
            index: 0,
            sentence: Sentence { first, end, span: Span::new(0, 0), paragraph: 0 },
            dates: Vec::new(),
            names: names::names(tokens, first, end, codebook),
            places: Vec::new(),
            quantities: Vec::new(),
            persons: Vec::new(),
            words: Vec::new(),
        }
    }
}

/// Reads every sentence.
pub(super) fn readings(
    tokens: &Tokens<'_>,
    sentences: &[Sentence],
    codebook: &Codebook,
    anchor: &Anchor,
    toponyms: &mut Toponyms,
) -> Vec<Reading> {
    // the date named last, for `a day earlier`: of this sentence, the one before, or none
    let mut named: Option<(usize, Timex)> = None;
    sentences
        .iter()
        .enumerate()
        .map(|(index, &sentence)| {
            let (first, end) = (sentence.first, sentence.end);
            let last = named.as_ref().filter(|(at, _)| *at + 1 >= index).map(|(_, timex)| timex);
            let dates = dates::dates(tokens, first, end, anchor, last);
            if let Some(date) = dates.iter().rfind(|d| d.dates() && d.timex.start.is_some()) {
                named = Some((index, date.timex.clone()));
            }
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
