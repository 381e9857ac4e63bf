//! Where the clause of a speech word begins and ends.

use super::offices::Scope;
use super::quotes;
use super::statements::Finder;
use super::token::Tokens;
use crate::codebook::scan::Shape;
use crate::codebook::speech::{Cue, Takes};
use crate::model::statement::Stance;

impl Finder<'_> {
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

    /// `…, he said on Friday.`: where the clause of the cue ends, if nothing but day, place or addressee follows the cue. A comma
    /// may close it, too: `…, she said on Friday, as the talks went on`.
    pub(super) fn closes_sentence(&self, after: usize, end: usize) -> Option<usize> {
        let tokens = self.article.tokens;
        let stop = (after..end).find(|&t| matches!(tokens.mark(t), Some(',' | ';'))).unwrap_or(end);
        let most = if stop < end { 7 } else { 12 };
        let words = (after..stop).filter(|&t| tokens.is_word(t)).count();
        (words <= most
            && !(after..stop).any(|t| tokens.is(t, &["that"]))
            && (words == 0
                || tokens.is(
                    after,
                    &[
                        "on", "in", "at", "this", "earlier", "late", "monday", "tuesday", "wednesday", "thursday",
                        "friday", "saturday", "sunday", "reporters", "without", "during", "later", "last", "yesterday",
                        "today", "through", "via", "by",
                    ],
                )
                || matches!(tokens.mark(after), Some('.' | ',' | ';'))))
        .then_some(stop)
    }

    /// What follows the comma behind `he said,`: the rest of the clause that he broke into, unless it tells of something else.
    pub(super) fn rest_of_clause(&self, stop: usize, end: usize) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let from = stop + 1;
        let tail = tokens.low(from).ends_with("ing")
            || tokens.is(
                from,
                &[
                    "as", "after", "while", "when", "which", "who", "whose", "amid", "in", "according", "with",
                    "though", "although", "before", "and", "but", "citing", "because", "where", "at", "on", "hours",
                    "days", "a", "using",
                ],
            );
        if from >= end || tail || self.inside(from) {
            return None;
        }
        let to = self.clause_end(from, end);
        (to > from + 2).then_some((from, to))
    }

    /// The clause that follows the cue: after the addressee, the day and `that`.
    pub(super) fn clause_after(&self, scope: &Scope<'_>, after: usize, end: usize, cue: Cue) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let mut from = after;
        // "told reporters in Washington on Monday that"
        let reach = if cue.takes == Takes::Clause { 20 } else { 1 };
        if let Some(that) = (after..end.min(after + reach)).find(|&t| tokens.low(t) == "that") {
            let clear = !(after..that).any(|t| {
                tokens.is(t, &["is", "was", "were", "are", "has", "have", "had", "who", "which"])
                    || scope.codebook.speech.cues.longest(tokens, t).is_some()
            });
            // "said that should not matter": the pronoun
            let pronoun = tokens.is(
                that + 1,
                &[
                    "is", "was", "would", "will", "should", "could", "can", "may", "might", "must", "has", "had",
                    "did", "does",
                ],
            );
            // "said on Friday at the palace that …", but not "said he would go and that …"
            let occasion = that == after
                || tokens.is(after.saturating_sub(1), &["told", "tells", "telling", "informed", "assured", "warned"])
                || tokens.is(
                    after,
                    &[
                        "in", "on", "at", "during", "via", "through", "to", "by", "late", "early", "again", "later",
                        "earlier", "last", "this", "also", "recently",
                    ],
                )
                || tokens.low(after).ends_with("ly")
                || scope.reading.dates.iter().any(|d| d.first == after);
            let told_of = (after..that).any(|t| {
                tokens.is(
                    t,
                    &[
                        "would", "will", "could", "can", "should", "may", "might", "he", "she", "they", "it", "we",
                        "i", "and",
                    ],
                )
            });
            if clear && occasion && !told_of {
                from = if pronoun { that } else { that + 1 };
            }
        }
        if from == after {
            from = self.behind_occasion(scope, after, end);
        }
        // "a step that officials said was needed": the subject stands elsewhere
        if from == after
            && tokens.is(from, &["is", "was", "were", "are", "has", "had", "would", "will", "could", "did"])
        {
            return None;
        }
        // "she said; the others were silent"
        if matches!(tokens.mark(from), Some(';' | ')')) {
            return None;
        }
        let mut to = self.clause_end(from, end);
        // "condemned the raid and expressed its sympathy": another deed of the same speaker
        if cue.takes == Takes::Object
            && let Some(and) = (from + 2..to).find(|&t| !self.inside(t) && another_deed(tokens, t))
        {
            to = and;
        }
        let words = (from..to).filter(|&t| tokens.is_word(t)).count();
        let least = if cue.takes == Takes::Object { 2 } else { 3 };
        let clause = from > after
            || cue.takes != Takes::Clause
            || (words >= 4 && (!takes_noun(tokens.low(after - 1)) || self.has_verb(from, to)));
        (words >= least && clause && !matches!(tokens.low(from), "to")
            || (cue.takes == Takes::Infinitive && words >= 2)
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
                self.article
                    .codebook
                    .speech
                    .cues
                    .longest(tokens, at)
                    .is_some_and(|(after, c)| c.takes != Takes::Source && tokens.low(after) != "of")
                    && tokens.form(at) == Shape::Lower
            };
            // "rejected … and repeated pledges"
            let pronoun = tokens.is(t + 1, &["he", "she", "it", "they"]) && spoken(t + 2)
                || tokens.is_capital(t + 1) && spoken(t + 2);
            // "…, but she said", "…, although they say"
            let turns = tokens.mark(t) == Some(',')
                && !self.inside(t)
                && tokens.is(t + 1, &["but", "although", "though", "while", "and", "as", "whereas"])
                && (t + 2..end.min(t + 6)).take_while(|&k| tokens.is_word(k)).any(|k| k > t + 2 && spoken(k));
            if turns && t > from + 2 {
                to = t;
                break;
            }
            // "praised the guards after pledging to rebuild the bridge"
            let earlier = tokens.is(t, &["after", "before", "while"])
                && tokens.low(t + 1).ends_with("ing")
                && !self.inside(t)
                && spoken(t + 1);
            if earlier && t > from + 1 {
                to = t;
                break;
            }
            let joins = tokens.low(t) == "and" || tokens.low(t) == "but" && spoken(t + 1);
            if joins && !self.inside(t) && (spoken(t + 1) || pronoun) && t > from + 2 {
                to = t;
                break;
            }
            // "called it “a second home” – a word for its many guests": the writer explains
            let explains = matches!(tokens.mark(t), Some('—' | '–' | '―'))
                && t > from + 2
                && matches!(tokens.mark(t - 1), Some('”' | '"'))
                && !self.inside(t);
            if explains {
                to = t;
                break;
            }
            // "denied any part in it; the road was open" goes on with something else
            if tokens.mark(t) == Some(';') && !self.inside(t) {
                to = t;
                break;
            }
            if tokens.mark(t) != Some(',') || self.inside(t) {
                continue;
            }
            let cue = self.article.codebook.speech.cues.longest(tokens, t + 1);
            let and_cue =
                tokens.is(t + 1, &["and", "but"]) && self.article.codebook.speech.cues.longest(tokens, t + 2).is_some();
            // "…, the minister said on Monday"
            let postposed = (t + 2..end.min(t + 10)).take_while(|&k| tokens.is_word(k)).any(|k| {
                tokens.is(k, &["said", "says", "reported", "reports", "added", "wrote", "announced"])
                    && self.closes_sentence(k + 1, end).is_some()
                    && !tokens.is(t + 1, &["who", "which", "and", "but", "as", "that", "while"])
            });
            // "said it sent a team to Herat, where the floods had begun": what the writer adds about the last noun
            let aside = tokens.is(t + 1, &["which", "who", "where", "whose"]) && t > from + 4;
            if postposed
                || aside
                || cue.is_some_and(|(_, c)| c.takes == Takes::Source || tokens.low(t + 1).ends_with("ing"))
                || and_cue
                || tokens.is(
                    t + 1,
                    &[
                        "using", "describing", "citing", "referring", "calling", "pointing", "quoting", "accusing",
                        "crediting", "blaming", "praising", "comparing", "likening", "echoing", "drawing", "prompting",
                    ],
                )
            {
                to = t;
                break;
            }
        }
        // a quotation that begins in the clause is a part of it to its end
        if to == end
            && let Some(quote) =
                quotes::holding(self.quotes, end.saturating_sub(1)).filter(|q| q.open > from && q.end > end)
        {
            return quote.after;
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

/// `and expressed its sympathy`, `and offered condolences`: a verb of the speaker behind `and`, with its object.
fn another_deed(tokens: &Tokens<'_>, and: usize) -> bool {
    tokens.low(and) == "and"
        && tokens.is(
            and + 1,
            &["expressed", "offered", "extended", "conveyed", "sent", "voiced", "reaffirmed", "expressing", "offering"],
        )
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
