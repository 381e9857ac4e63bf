//! Where the clause of a speech word begins and ends, and which quotation belongs to it.

use super::offices::Scope;
use super::quotes;
use super::reading::Reading;
use super::statements::Finder;
use crate::codebook::actors::Name;
use crate::codebook::events::Word;
use crate::codebook::scan::Shape;
use crate::codebook::speech::{Cue, Takes};
use crate::model::statement::Stance;

impl Finder<'_> {
    pub(super) fn inside(&self, i: usize) -> bool {
        quotes::holding(self.quotes, i).is_some()
    }

    /// Not negated, not passive, not `claimed three lives`, not a noun.
    pub(super) fn speaks(&self, reading: &Reading, i: usize, after: usize, cue: Cue) -> bool {
        let tokens = self.article.tokens;
        let first = reading.sentence.first;
        let before = |n: usize| if i >= first + n { tokens.low(i - n) } else { "" };
        if cue.takes == Takes::Source {
            return true;
        }
        let negated = (1..=3).any(|n| {
            matches!(before(n), "not" | "never" | "nor" | "no" | "without" | "declined" | "refused" | "neither")
                || before(n).ends_with("n't")
        }) || (4..=6).any(|n| before(n) == "nor" && before(n - 1) == "did");
        let passive = matches!(before(1), "was" | "were" | "is" | "are" | "been" | "be" | "being" | "as")
            && cue.takes != Takes::Whole;
        let infinitive = before(1) == "to"
            || matches!(before(1), "would" | "could" | "can" | "should" | "may" | "might" | "must" | "will");
        let determiner = matches!(
            before(1),
            "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his" | "these" | "any" | "such" | "of" | "'s"
        );
        let noun = determiner
            && matches!(
                tokens.low(i),
                "claim"
                    | "claims"
                    | "report"
                    | "reports"
                    | "warning"
                    | "warnings"
                    | "demand"
                    | "demands"
                    | "promise"
                    | "promises"
                    | "pledge"
                    | "pledges"
                    | "fears"
                    | "hopes"
                    | "denial"
                    | "denials"
                    | "comments"
                    | "calls"
                    | "estimates"
                    | "saying"
            );
        let heeded =
            matches!(tokens.low(i), "calls" | "claims" | "demands" | "reports" | "warnings" | "promises" | "pledges")
                && (2..=4).any(|n| {
                    matches!(
                        before(n),
                        "ignored"
                            | "rejected"
                            | "dismissed"
                            | "despite"
                            | "amid"
                            | "heeded"
                            | "following"
                            | "after"
                            | "of"
                            | "to"
                            | "with"
                    )
                });
        let lives = tokens.low(i) == "claimed" && (after..after + 4).any(|t| tokens.is(t, &["lives", "life"]));
        !(negated || passive || infinitive || noun || heeded || lives)
    }

    /// Where the clause of the cue begins.
    pub(super) fn region_start(&self, scope: &Scope<'_>, i: usize, first: usize) -> usize {
        let tokens = scope.tokens;
        let closed = self.quotes.partition_point(|quote| quote.after <= i);
        let quoted = self.quotes[..closed].last().map_or(first, |quote| quote.after.max(first));
        let opens = |&t: &usize| match tokens.form(t) {
            Shape::Mark(mark) => matches!(mark, ';' | ':'),
            _ if t + 1 == i => false,
            _ => match tokens.low(t) {
                "that" | "but" | "while" | "when" | "because" | "although" | "though" | "if" | "as" | "whereas" => true,
                "and" => tokens.mark(t.saturating_sub(1)) == Some(','),
                _ => false,
            },
        };
        (quoted..i).rev().find(opens).map_or(quoted, |t| t + 1)
    }

    /// The last quotation that closes before the cue in this sentence, with nothing but the speaker between.
    pub(super) fn quote_before(&self, i: usize, first: usize) -> Option<usize> {
        let tokens = self.article.tokens;
        let closed = self.quotes.partition_point(|quote| quote.after <= i);
        let before = self.quotes[..closed].iter().enumerate().rev();
        let (q, _) = before.take_while(|(_, quote)| quote.after > first).find(|(_, quote)| quote.end > quote.first)?;
        let quote = &self.quotes[q];
        if self.used[q] {
            return None;
        }
        let ends = matches!(tokens.mark(quote.end - 1), Some(',' | '?' | '!' | '.' | '…' | '—' | '-'))
            || matches!(tokens.mark(quote.after), Some(','));
        let clear = (quote.after..i).all(|t| !matches!(tokens.mark(t), Some(';' | '“' | '"')));
        let cues = (quote.after..i).any(|t| self.article.codebook.speech.cues.longest(tokens, t).is_some());
        (ends && clear && !cues && i - quote.after <= 40).then_some(q)
    }

    /// Whether a clause of its own stands between the quotation and the speaker.
    pub(super) fn clause_between(&self, from: usize, cue: usize, subject: usize) -> bool {
        let tokens = self.article.tokens;
        subject > from + 3 && subject < cue && (from..subject).filter(|&t| tokens.is_word(t)).count() > 6
    }

    /// All sentences of a quotation up to its end; it may have begun in an earlier sentence.
    pub(super) fn whole_quote(&self, q: usize, _first: usize) -> Vec<(usize, usize)> {
        let quote = &self.quotes[q];
        let mut pieces = vec![(quote.first, quote.end)];
        // a quotation that ran over the paragraph's end goes on with this one
        let mut at = q;
        while at > 0
            && self.quotes[at - 1].after == self.quotes[at - 1].end
            && self.quotes[at - 1].end == self.quotes[at].open
        {
            at -= 1;
            pieces.insert(0, (self.quotes[at].first, self.quotes[at].end));
        }
        pieces
    }

    pub(super) fn next_quote(&self, from: usize, end: usize) -> Option<usize> {
        let next = self.quotes.partition_point(|quote| quote.open < from);
        self.quotes.get(next).is_some_and(|quote| quote.open < end).then_some(next)
    }

    pub(super) fn adjacent(&self, from: usize, open: usize) -> bool {
        (from..open).all(|t| !self.article.tokens.is_word(t) || self.article.tokens.is(t, &["and", "but", "that"]))
    }

    /// Only an addressee, a day or a colon stands between the cue and the quotation.
    pub(super) fn opens_content(&self, scope: &Scope<'_>, from: usize, open: usize) -> bool {
        let tokens = self.article.tokens;
        if self.adjacent(from, open) {
            return true;
        }
        let colon = matches!(tokens.mark(open - 1), Some(':' | ','));
        let words = (from..open).filter(|&t| tokens.is_word(t)).count();
        let verb = (from..open).any(|t| {
            tokens.is(t, &["is", "are", "was", "were", "has", "have", "had", "that", "would", "will"])
                || scope
                    .codebook
                    .events
                    .longest(tokens, t)
                    .is_some_and(|(_, w)| w.iter().any(|w| matches!(w, Word::Harm(..) | Word::Trigger(_))))
        });
        (colon && words <= 16 && !verb)
            || (words <= 4 && !verb && (tokens.is(from, &["reporters", "the", "a"]) || tokens.is_capital(from)))
    }

    pub(super) fn closes_sentence(&self, after: usize, end: usize) -> bool {
        let tokens = self.article.tokens;
        let words = (after..end).filter(|&t| tokens.is_word(t)).count();
        words <= 12
            && !(after..end).any(|t| tokens.is(t, &["that"]))
            && (words == 0
                || tokens.is(
                    after,
                    &[
                        "on", "in", "at", "this", "earlier", "late", "monday", "tuesday", "wednesday", "thursday",
                        "friday", "saturday", "sunday", "reporters", "without", "during",
                    ],
                )
                || matches!(tokens.mark(after), Some('.' | ',')))
    }

    /// The clause that follows the cue: after the addressee, the day and `that`.
    pub(super) fn clause_after(&self, scope: &Scope<'_>, after: usize, end: usize, cue: Cue) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let mut from = after;
        // "told reporters in Washington on Monday that"
        let reach = if cue.takes == Takes::Clause { 14 } else { 1 };
        if let Some(that) = (after..end.min(after + reach)).find(|&t| tokens.low(t) == "that") {
            let clear = !(after..that).any(|t| {
                tokens.is(t, &["is", "was", "were", "are", "has", "have", "had", "who", "which"])
                    || scope.codebook.speech.cues.longest(tokens, t).is_some()
            });
            if clear {
                from = that + 1;
            }
        }
        if from == after {
            loop {
                if let Some(date) = scope
                    .reading
                    .dates
                    .iter()
                    .find(|d| d.first == from || (tokens.low(from) == "on" && d.first == from + 1))
                {
                    from = date.end;
                } else if tokens.is(from, &["reporters", "journalists", "media"])
                    || matches!(tokens.mark(from), Some(',' | ':'))
                {
                    from += 1;
                } else if tokens.low(after) == "told" || tokens.low(after.saturating_sub(1)) == "told" {
                    match scope.reading.names.iter().find(|n| n.first == from && matches!(n.name, Name::Actor(_))) {
                        Some(name) => from = name.end,
                        None => break,
                    }
                } else if tokens.low(from) == "at" && tokens.low(from + 1) == "the" && tokens.low(from + 2) == "time" {
                    from += 3;
                } else {
                    break;
                }
            }
        }
        let to = self.clause_end(from, end);
        let words = (from..to).filter(|&t| tokens.is_word(t)).count();
        let least = if cue.takes == Takes::Object { 2 } else { 3 };
        let clause = from > after
            || cue.takes != Takes::Clause
            || (words >= 4 && (!takes_noun(tokens.low(after - 1)) || self.has_verb(from, to)));
        (words >= least && clause && !matches!(tokens.low(from), "to")
            || (cue.takes == Takes::Infinitive && words >= 3)
            || (tokens.low(from) == "to" && cue.stance == Some(Stance::Pledge) && words >= 3))
            .then_some((from, to))
    }

    /// Whether a finite verb stands in the stretch, as far as its form shows one.
    pub(super) fn has_verb(&self, from: usize, to: usize) -> bool {
        let tokens = self.article.tokens;
        (from + 1..to.min(from + 10)).take_while(|&t| tokens.low(t) != "and").any(|t| {
            tokens.is(
                t,
                &[
                    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "can", "may", "might",
                    "did", "does", "do", "must", "should",
                ],
            ) || (tokens.low(t).ends_with("ed") && tokens.low(t).len() > 4 && !tokens.is(t - 1, &["the", "a", "an"]))
        })
    }

    /// The end of the clause: before `, adding`, `, according to`, the final mark.
    pub(super) fn clause_end(&self, from: usize, end: usize) -> usize {
        let tokens = self.article.tokens;
        let mut to = end;
        for t in from + 1..end {
            let spoken = |at: usize| {
                self.article.codebook.speech.cues.longest(tokens, at).is_some_and(|(_, c)| c.takes != Takes::Source)
                    && tokens.form(at) == Shape::Lower
            };
            // "rejected … and repeated pledges"
            let pronoun = tokens.is(t + 1, &["he", "she", "it", "they"]) && spoken(t + 2);
            if tokens.low(t) == "and" && !self.inside(t) && (spoken(t + 1) || pronoun) && t > from + 2 {
                to = t;
                break;
            }
            if tokens.mark(t) != Some(',') || self.inside(t) {
                continue;
            }
            let cue = self.article.codebook.speech.cues.longest(tokens, t + 1);
            let and_cue =
                tokens.low(t + 1) == "and" && self.article.codebook.speech.cues.longest(tokens, t + 2).is_some();
            if cue.is_some_and(|(_, c)| c.takes == Takes::Source || tokens.low(t + 1).ends_with("ing"))
                || and_cue
                || tokens.low(t + 1) == "using"
            {
                to = t;
                break;
            }
        }
        while to > from && matches!(tokens.mark(to - 1), Some('.' | ',' | '!' | '?' | ';')) {
            to -= 1;
        }
        to
    }

    pub(super) fn cue_follows(&self, after: usize) -> bool {
        let tokens = self.article.tokens;
        let Some(sentence) = self.article.sentences.iter().find(|s| s.first < after && after <= s.end) else {
            return false;
        };
        (after..sentence.end).any(|t| self.article.codebook.speech.cues.longest(tokens, t).is_some())
    }
}

/// Speech words that take a noun as readily as a clause: `confirmed the report`, `maintained a presence`.
fn takes_noun(cue: &str) -> bool {
    const WORDS: [&str; 28] = [
        "considered", "considers", "maintained", "maintains", "confirmed", "confirms", "announced", "announces",
        "reported", "reports", "claimed", "claims", "noted", "mentioned", "recalled", "revealed", "described",
        "describes", "posted", "wrote", "observed", "feared", "hoped", "repeated", "repeats", "accused", "accuses",
        "called",
    ];
    WORDS.contains(&cue)
}
