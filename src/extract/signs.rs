//! Signs of indicators in a sentence, and how near two of its tokens are: clauses count, not words alone.

use super::incidents::Article;
use super::reading::Reading;
use super::token::Tokens;
use crate::codebook::indicators::{Indicator, Sign};
use crate::codebook::scan::is_apostrophe;

/// Cost of a border between clauses.
pub(super) const CLAUSE: u32 = 12;
/// Cost of a relative clause, a bracket.
const INSERTION: u32 = 4;
/// Cost of a comma.
const COMMA: u32 = 2;
/// How far from a sign a phrase that it needs may stand.
const NEED: u32 = 24;

/// A phrase that shows an indicator, or takes figures away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it shows.
    pub(super) sign: Sign,
}

/// The signs of a sentence and its clauses.
pub(super) struct Signs {
    first: usize,
    /// What it costs to go from the sentence's first token to each of its tokens; empty where no phrase stands in it.
    way: Vec<u32>,
    /// Number of the clause of each token; empty as `way`.
    clause: Vec<u32>,
    /// All signs, in order; indicators only where they have what they need.
    pub(super) seen: Vec<Seen>,
    /// Groups of which the sentence holds a phrase, with its first token.
    groups: Vec<(usize, usize)>,
}

impl Signs {
    /// Reads a sentence; `before` are the signs of those before it, the nearest last.
    pub(super) fn of(article: &Article<'_>, reading: &Reading, before: &[Signs]) -> Self {
        let (first, end) = (reading.sentence.first, reading.sentence.end);
        let mut signs = Self { first, way: Vec::new(), clause: Vec::new(), seen: Vec::new(), groups: Vec::new() };
        let indicators = &article.codebook.indicators;
        for i in first..end {
            if let Some((after, groups)) = indicators.groups.longest(article.tokens, i)
                && after <= end
                && !negated(article.tokens, i, first)
            {
                signs.groups.extend(groups.iter().map(|&group| (group, i)));
            }
        }
        let mut i = first;
        while i < end {
            let phrase = indicators.signs.longest(article.tokens, i).filter(|(after, _)| *after <= end);
            let Some((after, tiers)) = phrase.filter(|_| !negated(article.tokens, i, first)) else {
                i += 1;
                continue;
            };
            if signs.way.is_empty() {
                (signs.way, signs.clause) = ways(article.tokens, first, end);
            }
            let holds = |sign: &&Sign| match sign {
                Sign::Shows { entry, .. } => signs.has_needs(&indicators.entries[*entry], i, before),
                Sign::Elsewhere | Sign::Anaphor => true,
            };
            let all = tiers.iter().map(|tier| tier.iter().filter(holds).copied().collect::<Vec<_>>());
            let shown: Vec<Sign> = all.into_iter().find(|held| !held.is_empty()).unwrap_or_default();
            // a phrase that shows nothing here hides none of its words
            let next = if shown.is_empty() { i + 1 } else { after };
            signs.seen.extend(shown.into_iter().map(|sign| Seen { first: i, end: after, sign }));
            i = next;
        }
        signs
    }

    fn has_needs(&self, indicator: &Indicator, at: usize, before: &[Signs]) -> bool {
        let near = |group: &usize| {
            let here = self.groups.iter().any(|(g, t)| g == group && self.distance(*t, at) <= NEED);
            let back = before.iter().rev().take(indicator.entry.back);
            here || back.into_iter().any(|signs| signs.groups.iter().any(|(g, _)| g == group))
        };
        let out = |group: &usize| self.groups.iter().any(|(g, _)| g == group);
        indicator.needs.iter().all(near) && !indicator.never.iter().any(out)
    }

    /// Words between two tokens, with the borders that lie between them.
    pub(super) fn distance(&self, a: usize, b: usize) -> u32 {
        self.way_to(a).abs_diff(self.way_to(b))
    }

    /// Whether two tokens stand in one clause.
    pub(super) fn same_clause(&self, a: usize, b: usize) -> bool {
        self.clause.get(a.wrapping_sub(self.first)) == self.clause.get(b.wrapping_sub(self.first))
    }

    fn way_to(&self, i: usize) -> u32 {
        self.way.get(i.wrapping_sub(self.first)).or(self.way.last()).copied().unwrap_or(0)
    }
}

/// The way to each token of a sentence, and its clause.
fn ways(tokens: &Tokens<'_>, first: usize, end: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut way, mut clause) = (0, 0);
    let dashes = (first..end).filter(|&i| dash(tokens, i)).count();
    let mut ways = Vec::with_capacity(end - first);
    let mut clauses = Vec::with_capacity(end - first);
    for i in first..end {
        // a pair of dashes holds an insertion, a single one opens a clause
        let inserts = dashes == 2 && dash(tokens, i);
        let cost = if inserts { INSERTION } else { border(tokens, i, end) };
        way += 1 + cost;
        clause += u32::from(cost >= CLAUSE);
        ways.push(way);
        clauses.push(clause);
    }
    (ways, clauses)
}

/// What it costs to step on the token.
fn border(tokens: &Tokens<'_>, i: usize, end: usize) -> u32 {
    match tokens.mark(i) {
        // "girls are hit hard: they are barred": the clause goes on with whom it is about
        Some(':') if tokens.is(i + 1, &["they", "she", "he"]) => return COMMA,
        Some(';' | ':') => return CLAUSE,
        Some('—' | '–' | '-') => return if dash(tokens, i) { CLAUSE } else { 0 },
        Some('(' | ')') => return INSERTION,
        Some(',') => return COMMA,
        Some('"' | '“' | '”') => return 0,
        Some(c) if is_apostrophe(c) => return 0,
        Some(_) => return COMMA,
        None => {}
    }
    let after_comma = i > 0 && tokens.mark(i - 1) == Some(',');
    match tokens.low(i) {
        "while" | "whereas" | "although" | "though" | "because" | "but" => CLAUSE,
        "and" if i + 1 < end && tokens.opens_number(i + 1) && !tokens.is(i + 1, &["a", "an"]) => CLAUSE,
        "and" | "as" | "with" | "after" | "when" if after_comma => CLAUSE,
        // what a figure is compared with
        "up" | "down" | "compared" | "against" if after_comma && tokens.is(i + 1, &["from", "with", "to"]) => CLAUSE,
        "which" | "who" | "where" | "whose" if after_comma => INSERTION,
        _ => 0,
    }
}

/// Whether the word before denies: `has not banned`, `no shortage`.
fn negated(tokens: &Tokens<'_>, i: usize, first: usize) -> bool {
    let denies = |t: usize| tokens.is(t, &["not", "never", "no", "nor"]) || tokens.low(t).ends_with("n't");
    (1..=2).any(|back| i >= first + back && denies(i - back) && !(back == 2 && tokens.mark(i - 1).is_some()))
}

/// A dash, and no hyphen.
fn dash(tokens: &Tokens<'_>, i: usize) -> bool {
    match tokens.mark(i) {
        Some('—') => true,
        Some('–' | '-') => i > 0 && tokens.at(i - 1).span.end < tokens.at(i).span.start,
        _ => false,
    }
}
