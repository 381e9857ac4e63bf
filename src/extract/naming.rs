//! `called the raid a crime`, `described them as “…”`: what somebody is called → a statement, where the name judges.

use super::offices::Scope;
use super::statements::{Draft, Finder};
use crate::codebook::speech::Cue;
use crate::model::actor::Speaker;
use crate::model::statement::Stance;

/// Words of the longest noun phrase that is named.
const LONGEST: usize = 9;

impl Finder<'_> {
    /// What follows a verb of naming, up to the end of the clause: a statement where the words condemn, or where the name
    /// stands in quotation marks right behind the few words for what bears it.
    pub(super) fn named(
        &mut self,
        scope: &Scope<'_>,
        speaker: Speaker,
        i: usize,
        after: usize,
        cue: Cue,
    ) -> Option<Draft> {
        let tokens = self.article.tokens;
        let end = scope.reading.sentence.end;
        if !tokens.is(i, &["called", "calls", "calling"]) || tokens.is(after, &["for", "on", "upon", "to", "in", "off"])
        {
            return None;
        }
        let to = self.clause_end(after, end);
        let quote = self.next_quote(after, to).map(|q| self.quotes[q]);
        let near = quote.is_some_and(|q| q.open > after && q.open - after <= LONGEST && q.words(tokens) >= 3);
        let to = if near { quote.map_or(to, |q| q.after) } else { to };
        let condemns = (after..to).any(|t| {
            let shows = scope.codebook.speech.stances.longest(tokens, t);
            shows.is_some_and(|(_, shows)| shows.stance == Stance::Condemnation)
        });
        let words = (after..to).filter(|&t| tokens.is_word(t)).count();
        if words < 3 || !(near || condemns) || self.has_verb(after, quote.map_or(to, |q| q.open)) {
            return None;
        }
        let stance = cue.stance.or(condemns.then_some(Stance::Condemnation));
        let cue = Cue { stance, ..cue };
        Some(self.mixed_or_indirect(scope, speaker, i, after, cue, after, to, "statement/naming"))
    }
}
