//! What somebody is told to do, and the charge that somebody denies: contents that are no clause behind their speech word.

use super::names;
use super::offices::{Phrase, Scope};
use super::statements::Finder;
use crate::codebook::scan::Shape;
use crate::model::actor::Speaker;

/// What somebody is accused of, as the one noun for it.
const CHARGES: [&str; 9] =
    ["charge", "charges", "accusation", "accusations", "allegation", "allegations", "claim", "claims", "something"];

impl Finder<'_> {
    /// `told its fighters to stay where they are`: what somebody is told to do.
    pub(super) fn told_to(&self, i: usize, after: usize, end: usize) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let to = (after..end.min(after + 8)).find(|&t| !tokens.is_word(t) || tokens.low(t) == "to")?;
        let verb = tokens.form(to + 1) == Shape::Lower || matches!(tokens.mark(to + 1), Some('“' | '"' | '‘'));
        let clause = (after..to).any(|t| tokens.is(t, &["that", "he", "she", "it", "they", "we", "i"]))
            || self.has_verb(after, to);
        if !tokens.is(i, &["told", "tells"]) || to == after || tokens.low(to) != "to" || !verb || clause {
            return None;
        }
        let stop = self.clause_end(to, end);
        (stop > to + 2).then_some((to, stop))
    }

    /// `Neighbours accused Jane Doe of it, a charge she denies`: the one person who is named there.
    pub(super) fn accused(&mut self, scope: &Scope<'_>, from: usize, to: usize) -> Option<Speaker> {
        let object = (from..to).find(|&t| self.article.tokens.is(t, &["accused", "accuse", "accuses", "accusing"]))?;
        let run = names::capitals(scope.tokens, object + 1, to, scope.codebook)?;
        self.cast.capitalised(scope, Phrase::plain(object + 1, run.end)).map(|found| found.speaker)
    }

    /// `…, a charge he denies`: what is told before the charge is what is denied.
    pub(super) fn charge(&self, subject: usize, after: usize, first: usize) -> Option<(usize, usize)> {
        let tokens = self.article.tokens;
        let closed = !tokens.is_word(after);
        let noun = (subject.saturating_sub(2).max(first)..subject).rev().find(|&t| tokens.is(t, &CHARGES))?;
        let comma = (noun.saturating_sub(3).max(first)..noun).rev().find(|&t| tokens.mark(t) == Some(','))?;
        (closed && comma > first + 3).then_some((first, comma))
    }
}
