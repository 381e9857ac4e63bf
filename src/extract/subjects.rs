//! The subject of a speech word: who stands before it, at the head of the sentence, or before `who`.

use super::offices::{Scope, skip_adverbs};
use super::speakers::Found;
use super::statements::Finder;
use super::words::Words;
use crate::codebook::scan::Shape;
use crate::codebook::speech::Takes;
use crate::model::actor::Speaker;

impl Finder<'_> {
    /// `…, adding that …`: the subject is that of the verb before.
    pub(super) fn subject(&mut self, scope: &Scope<'_>, region: usize, i: usize) -> Option<Found> {
        let tokens = self.article.tokens;
        let participle = tokens.low(i).ends_with("ing");
        // "is warning of"
        if participle && i > region + 1 && tokens.is(i - 1, &["is", "are", "was", "were", "been"]) {
            return self.cast.before(scope, region, i - 1);
        }
        if participle
            && (i == region
                || matches!(tokens.mark(i - 1), Some(','))
                || tokens.is(i - 1, &["and", "after", "before", "while"]))
        {
            // the last subject of the sentence
            let mut at = i;
            while at > scope.reading.sentence.first {
                at -= 1;
                let cue = scope.codebook.speech.cues.longest(tokens, at);
                if let Some((_, cue)) = cue
                    && cue.takes != Takes::Source
                    && !tokens.low(at).ends_with("ing")
                    && !self.inside(at)
                {
                    let from = self.region_start(scope, at, scope.reading.sentence.first);
                    if let Some(found) = self.cast.before(scope, from, at) {
                        return Some(found);
                    }
                }
            }
            // the subject of the sentence itself
            return self.leading_subject(scope, i);
        }
        // "Jane Doe put out a statement that said"
        if i > region + 2
            && tokens.is(i - 1, &["that", "which"])
            && let Some(found) = self.cast.issuer(scope, scope.reading.sentence.first, i - 1)
        {
            return Some(found);
        }
        // "Jane Doe, who said"
        let who = skip_adverbs(tokens, region, i);
        if who > region + 1 && tokens.low(who - 1) == "who" {
            let comma = tokens.mark(who - 2) == Some(',');
            return self.cast.before(scope, region, if comma { who - 2 } else { who - 1 });
        }
        // `repeatedly dismissed`, `and denied`: shared subject
        if i > region && tokens.is(i - 1, &["and", "but"])
            || (i > region + 1 && tokens.low(i - 1).ends_with("ly") && tokens.is(i - 2, &["and", "but"]))
        {
            return self.leading_subject(scope, i);
        }
        self.cast.before(scope, region, i)
    }

    /// The noun phrase with which the sentence begins.
    pub(super) fn leading_subject(&mut self, scope: &Scope<'_>, stop: usize) -> Option<Found> {
        let tokens = self.article.tokens;
        let first = scope.reading.sentence.first;
        let verb = (first + 1..stop).find(|&t| {
            tokens.is(t, &["has", "have", "had", "is", "was", "were", "are"])
                || tokens.form(t) == Shape::Lower && scope.codebook.speech.cues.longest(tokens, t).is_some()
                || (tokens.low(t).ends_with("ed") && !tokens.is_capital(t))
        })?;
        self.cast.before(scope, first, verb)
    }
}

/// Nouns of what a body may be, in the words beside its name: `a research group`.
static BODIES: Words<20> = Words::of([
    "group", "organisation", "organization", "agency", "charity", "tank", "network", "institute", "watchdog",
    "monitor", "outlet", "newspaper", "website", "firm", "company", "consultancy", "nonprofit", "ngo", "coalition",
    "body",
]);

/// `According to X, a research group, …`: the comma behind the words beside the speaker's name, or `comma` where none stand there.
/// A body is beside a body and an office beside a person.
pub(super) fn behind_apposition(scope: &Scope<'_>, speaker: &Speaker, comma: usize, end: usize) -> usize {
    let tokens = scope.tokens;
    if !tokens.is(comma + 1, &["a", "an", "the", "which", "who"]) {
        return comma;
    }
    let close = (comma + 2..end.min(comma + 16)).find(|&t| tokens.mark(t) == Some(','));
    let Some(close) = close.filter(|&close| close + 2 < end) else { return comma };
    let relative = tokens.is(comma + 1, &["which", "who"]);
    let body = speaker.name.is_some() && speaker.name == speaker.organisation;
    let of_body = |t: usize| tokens.is(t, &BODIES) || scope.codebook.people.bodies.longest(tokens, t).is_some();
    let office = |t: usize| scope.codebook.people.roles.longest(tokens, t).is_some();
    // the noun is the head: "a research group", "a spokesman for the council"
    let head =
        (comma + 2..close).take_while(|&t| tokens.is_word(t) && !tokens.is(t, &["of", "for", "in", "that", "who"]));
    let fits = head.last().is_some_and(|t| if body { of_body(t) } else { office(t) || office(t.saturating_sub(1)) });
    if relative || fits { close } else { comma }
}
