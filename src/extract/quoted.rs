//! Which quotation belongs to a speech word, and how it stands in its clause.

use super::offices::Scope;
use super::quotes;
use super::statements::Finder;
use crate::codebook::events::Word;
use crate::codebook::scan::{Shape, is_apostrophe};

impl Finder<'_> {
    pub(super) fn inside(&self, i: usize) -> bool {
        quotes::holding(self.quotes, i).is_some()
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
        // "the word 'cell,' "
        let nested = tokens.mark(quote.end - 1).is_some_and(is_apostrophe);
        let last = if nested && quote.end > quote.first + 1 { quote.end - 2 } else { quote.end - 1 };
        let ends = matches!(tokens.mark(last), Some(',' | '?' | '!' | '.' | '…' | '—' | '-'))
            || matches!(tokens.mark(quote.after), Some(','));
        // “…” the clerk said. — a comma was forgotten
        let ends = ends
            || (quote.words(tokens) >= 5
                && i - quote.after <= 5
                && i > quote.after
                && matches!(tokens.mark(i + 1), Some('.')));
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
        let tokens = self.article.tokens;
        let manner = |t: usize| t == from && tokens.low(t).ends_with("ly");
        (from..open).all(|t| !tokens.is_word(t) || tokens.is(t, &["and", "but", "that"]) || manner(t))
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
            tokens.is(
                t,
                &[
                    "is", "are", "was", "were", "has", "have", "had", "that", "would", "will", "could", "can", "may",
                    "might", "should", "did", "does", "who", "which", "he", "she", "it", "they",
                ],
            ) || scope
                .codebook
                .events
                .longest(tokens, t)
                .is_some_and(|(_, w)| w.iter().any(|w| matches!(w, Word::Harm(..) | Word::Trigger(_))))
        });
        (colon && words <= 16 && !verb)
            || (words <= 4 && !verb && (tokens.is(from, &["reporters", "the", "a"]) || tokens.is_capital(from)))
    }

    /// `said “budget cuts” and new taxes would help`: the quotation is a part of a clause that runs on behind it.
    pub(super) fn runs_on(&self, q: usize, end: usize) -> bool {
        let tokens = self.article.tokens;
        let quote = &self.quotes[q];
        let ends = matches!(tokens.mark(quote.end - 1), Some(',' | '?' | '!' | '.' | '…' | '—'));
        let speech = |t: usize| self.article.codebook.speech.cues.longest(tokens, t).is_some();
        !ends
            && quote.after < end
            && (tokens.form(quote.after) == Shape::Lower
                || matches!(tokens.mark(quote.after), Some('-' | '—' | '–')) && tokens.is_word(quote.after + 1))
            && !tokens.is(quote.after, &["in", "on", "at", "during", "after", "when", "as", "while", "before"])
            && !(tokens.is(quote.after, &["and", "but"]) && (speech(quote.after + 1) || speech(quote.after + 2)))
            && !speech(quote.after)
    }

    /// Whether the words before a quotation are the beginning of its clause, and no speech of their own.
    pub(super) fn leads_into(&self, lead: usize, open: usize) -> bool {
        let tokens = self.article.tokens;
        let words = (lead..open).filter(|&t| tokens.is_word(t)).count();
        let apart = open > lead && matches!(tokens.mark(open - 1), Some(',' | ':' | '—' | '–'));
        // "On “Morning Hour,” she said …" names the occasion
        let occasion = tokens.is(lead, &["on", "in", "at", "during", "after", "for", "with", "from"])
            && !self.has_verb(lead, open);
        words >= 2
            && !apart
            && !occasion
            && tokens.is_word(open.saturating_sub(1))
            && !(lead..open).any(|t| self.article.codebook.speech.cues.longest(tokens, t).is_some())
    }
}
