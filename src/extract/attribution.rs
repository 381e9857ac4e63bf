//! A speech word → source, cue and content, as PARC 3.0 parts an attribution.

use super::bodies::{can_speak, described};
use super::dates::DateMention;
use super::offices::Scope;
use super::segments;
use super::speakers::Found;
use super::statements::{Draft, Finder};
use super::subjects;
use super::token::Tokens;
use crate::codebook::scan::Shape;
use crate::codebook::speech::{Cue, Takes};
use crate::model::actor::Speaker;
use crate::model::statement::{Form, Stance};

impl Finder<'_> {
    /// Statements of one cue.
    pub(super) fn cued(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue) -> Vec<Draft> {
        let reading = scope.reading;
        let (first, end) = (reading.sentence.first, reading.sentence.end);
        // "no group has claimed responsibility"
        let tokens = self.article.tokens;
        let nobody = (first.max(i.saturating_sub(6))..i)
            .rev()
            .take_while(|&t| !matches!(tokens.mark(t), Some(',' | ';' | '“' | '”' | '"')))
            .any(|t| {
                tokens.is(t, &["nobody", "none", "neither"])
                    || tokens.low(t) == "no"
                        && tokens
                            .is(t + 1, &["one", "group", "side", "organisation", "organization", "party", "official"])
            });
        if nobody {
            return Vec::new();
        }
        match cue.takes {
            Takes::Source => self.according(scope, i, after, cue).into_iter().collect(),
            Takes::Agent => self.passive(scope, i, after, cue).into_iter().collect(),
            Takes::Whole => {
                let region = self.region_start(scope, i, first);
                let Some(found) = self.cast.before(scope, region, i) else { return Vec::new() };
                let stop = self.clause_end(i, end);
                vec![self.draft(
                    scope,
                    found.speaker,
                    i,
                    after,
                    cue,
                    vec![(i, stop)],
                    Form::Indirect,
                    "statement/whole",
                )]
            }
            _ => self.spoken(scope, i, after, cue, first, end),
        }
    }

    fn spoken(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue, first: usize, end: usize) -> Vec<Draft> {
        let tokens = self.article.tokens;
        let preceding = self.quote_before(i, first).filter(|&q| !self.names_occasion(q, i, after, end));
        let region = preceding.map_or_else(|| self.region_start(scope, i, first), |q| self.quotes[q].after.max(first));
        let gap_is_empty = (region..i).all(|t| !tokens.is_word(t) || tokens.low(t).ends_with("ly"));
        // "The road is shut, said Ali Khan, …"
        let inverted = preceding.is_none()
            && i > first + 6
            && tokens.mark(i - 1) == Some(',')
            && tokens.is(i, &["said", "says", "wrote", "announced", "reported", "added", "confirmed"])
            && (tokens.is_capital(after)
                || tokens.is(after, &["the", "a", "an", "officials", "police", "local"])
                || scope
                    .codebook
                    .people
                    .roles
                    .longest(tokens, after)
                    .is_some_and(|(next, ())| tokens.is_capital(next)))
            && self.names_alone(after, end);
        let trailing_speaker = preceding.is_some() && gap_is_empty || inverted;
        let mut rest = after;
        let found = if trailing_speaker {
            let stop = self.next_quote(after, end).map_or(end, |q| self.quotes[q].open);
            let found = self.cast.after(scope, after, stop);
            if let Some(f) = &found {
                rest = f.end;
            }
            found
        } else if preceding.is_some() && tokens.is_capital(region) && (region..i).any(|t| tokens.mark(t) == Some(',')) {
            // “…,” Jane Doe, an analyst said
            self.cast.after(scope, region, i).or_else(|| self.subject(scope, region, i))
        } else {
            self.subject(scope, region, i)
        };
        let found = found.or_else(|| {
            let quoted = preceding.is_some()
                || self.next_quote(after, end).is_some_and(|q| self.adjacent(after, self.quotes[q].open));
            let (from, to) = if trailing_speaker { (after, end) } else { (region, i) };
            let found = described(scope, from, to, trailing_speaker)?;
            // without a quotation, a person or a writing must speak
            (quoted || (cue.takes != Takes::Quotation && can_speak(scope, &found))).then_some(found)
        });
        let Some(Found { speaker, first: subject_first, end: subject_end }) = found else { return Vec::new() };
        if trailing_speaker {
            rest = rest.max(subject_end);
        }
        self.cast.note_writer(tokens, rest, end, &speaker);
        let mut drafts = Vec::new();
        // “…,” he said
        if let Some(q) = preceding {
            let clause = self.clause_between(self.quotes[q].after, i, subject_first);
            if !clause {
                let mut pieces = self.whole_quote(q, first);
                self.used[q] = true;
                // … “and more.”
                if let Some(next) = self.next_quote(rest, end)
                    && self.adjacent(rest, self.quotes[next].open)
                    && !tokens.is_capital(self.quotes[next].first)
                {
                    pieces.push((self.quotes[next].first, self.quotes[next].end));
                    self.used[next] = true;
                }
                // “The plans are “deeply wrong,” she said”: the words before the marks are a part of the clause
                let open = self.quotes[q].open;
                let lead = self.region_start(scope, open, first);
                let closed = trailing_speaker || self.closes_sentence(after, end).is_some();
                if pieces.len() == 1 && closed && self.leads_into(lead, open) {
                    let to = self.quotes[q].after;
                    drafts.push(self.mixed_or_indirect(
                        scope,
                        speaker,
                        i,
                        after,
                        cue,
                        lead,
                        to,
                        "statement/quote-in-clause",
                    ));
                    return drafts;
                }
                let form =
                    if self.quotes[q].words(tokens) >= 3 || pieces.len() > 1 { Form::Direct } else { Form::Mixed };
                drafts.push(self.draft(scope, speaker, i, after, cue, pieces, form, "statement/quote-before"));
                return drafts;
            }
        }
        // he said: “…”
        if let Some(q) = self.next_quote(rest, end)
            && self.opens_content(scope, rest, self.quotes[q].open)
            && !self.runs_on(q, end)
        {
            self.used[q] = true;
            let pieces = vec![(self.quotes[q].first, self.quotes[q].end)];
            let form = Form::Direct;
            drafts.push(self.draft(scope, speaker, i, after, cue, pieces, form, "statement/quote-after"));
            return drafts;
        }
        if cue.takes == Takes::Quotation {
            drafts.extend(self.named(scope, speaker, i, after, cue));
            return drafts;
        }
        // … , he said. … , said the minister.
        let inverted = inverted && subject_first >= after;
        let cut = if inverted { i - 1 } else { subject_first.saturating_sub(1) };
        if (inverted || subject_first > first && subject_first <= i) && tokens.mark(cut) == Some(',') && cut > first {
            // "…, the spokesman told AFP on Friday."
            let behind =
                if tokens.is(after - 1, &["told", "tells"]) { self.behind_occasion(scope, after, end) } else { after };
            let stop = if inverted { Some(rest.min(end)) } else { self.closes_sentence(behind, end) };
            if let Some(stop) = stop {
                let rest = self.rest_of_clause(stop, end).filter(|_| !inverted && tokens.mark(stop) == Some(','));
                if cut > first + 2 || rest.is_some() {
                    let mut draft =
                        self.mixed_or_indirect(scope, speaker, i, after, cue, first, cut, "statement/clause-before");
                    draft.pieces.extend(rest);
                    drafts.push(draft);
                }
                return drafts;
            }
        }
        if let Some((from, to)) = self.told_to(i, after, end) {
            let cue = Cue { stance: Some(Stance::Demand), ..cue };
            drafts.push(self.mixed_or_indirect(scope, speaker, i, after, cue, from, to, "statement/told-to"));
        } else if let Some((from, to)) = self.clause_after(scope, after, end, cue) {
            // "offered assurances to the residents": the promise is in the phrase itself
            let from = if tokens.low(from) == "to" && addressed(tokens, from + 1) { i } else { from };
            drafts.push(self.mixed_or_indirect(scope, speaker, i, after, cue, from, to, "statement/clause-after"));
        } else if cue.stance == Some(Stance::Denial)
            && let Some((from, to)) = self.charge(subject_first, after, first)
        {
            let speaker =
                if speaker.name.is_none() { self.accused(scope, from, to).unwrap_or(speaker) } else { speaker };
            drafts.push(self.mixed_or_indirect(scope, speaker, i, after, cue, from, to, "statement/charge"));
        }
        drafts
    }

    /// `…, according to X` and `According to X, …`.
    fn according(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue) -> Option<Draft> {
        let tokens = self.article.tokens;
        let (first, end) = (scope.reading.sentence.first, scope.reading.sentence.end);
        let found = self.cast.after(scope, after, end).or_else(|| described(scope, after, end, true))?;
        let (from, to) = if i <= first + 1 {
            let comma = (found.first..end).find(|&t| tokens.mark(t) == Some(','))?;
            (subjects::behind_apposition(scope, &found.speaker, comma, end) + 1, end)
        } else {
            (first, i)
        };
        let (mut from, mut to) = (from, to);
        while to > from && matches!(tokens.mark(to - 1), Some('.' | ',' | ';')) {
            to -= 1;
        }
        while from < to && !tokens.is_word(from) && !matches!(tokens.form(from), Shape::Mark('“' | '"' | '$')) {
            from += 1;
        }
        (to > from + 2)
            .then(|| self.mixed_or_indirect(scope, found.speaker, i, after, cue, from, to, "statement/according"))
    }

    /// `On “Morning Hour,” she said that …`: few words in marks behind a preposition, and the content is still to come.
    fn names_occasion(&self, q: usize, i: usize, after: usize, end: usize) -> bool {
        let (tokens, quote) = (self.article.tokens, &self.quotes[q]);
        quote.words(tokens) < 5
            && quote.open > 0
            && tokens.is(quote.open - 1, &["on", "in", "at", "during", "of", "from", "with"])
            && (quote.after..i).any(|t| tokens.is_word(t))
            && self.closes_sentence(after, end).is_none()
    }

    /// Nothing but a noun phrase up to the next comma or the end: what follows `said` is who, not what.
    fn names_alone(&self, from: usize, end: usize) -> bool {
        let tokens = self.article.tokens;
        let stop = (from..end).find(|&t| matches!(tokens.mark(t), Some(',' | ';'))).unwrap_or(end);
        let words = (from..stop).filter(|&t| tokens.is_word(t)).count();
        words <= 9 && !self.has_verb(from, stop)
    }

    /// `The report was denied by the ministry`: the subject is the content; of `It was claimed by …` the verb is.
    fn passive(&mut self, scope: &Scope<'_>, i: usize, after: usize, cue: Cue) -> Option<Draft> {
        let tokens = self.article.tokens;
        let (first, end) = (scope.reading.sentence.first, scope.reading.sentence.end);
        let verb =
            (first.max(i.saturating_sub(3))..i).rev().find(|&t| tokens.is(t, &["was", "were", "been", "is", "are"]))?;
        let found = self.cast.after(scope, after, end)?;
        found.speaker.organisation.as_ref().or(found.speaker.role.as_ref())?;
        let from = self.region_start(scope, verb, first);
        let subject = (from..verb).filter(|&t| tokens.is_word(t)).count();
        let claims = cue.stance == Some(Stance::ClaimOfResponsibility);
        let pieces = match subject {
            2.. if !claims => vec![(from, verb)],
            _ if claims => vec![(i, found.end)],
            _ => return None,
        };
        Some(self.draft(scope, found.speaker, i, after, cue, pieces, Form::Indirect, "statement/passive"))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a statement")]
    pub(super) fn mixed_or_indirect(
        &mut self,
        scope: &Scope<'_>,
        speaker: Speaker,
        i: usize,
        after: usize,
        cue: Cue,
        from: usize,
        to: usize,
        rule: &'static str,
    ) -> Draft {
        let mut form = Form::Indirect;
        let first = self.quotes.partition_point(|quote| quote.open < from);
        for (q, _) in self.quotes.iter().enumerate().skip(first).take_while(|(_, quote)| quote.end <= to) {
            form = Form::Mixed;
            self.used[q] = true;
        }
        self.draft(scope, speaker, i, after, cue, vec![(from, to)], form, rule)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a statement")]
    fn draft(
        &self,
        scope: &Scope<'_>,
        speaker: Speaker,
        i: usize,
        after: usize,
        cue: Cue,
        pieces: Vec<(usize, usize)>,
        form: Form,
        rule: &'static str,
    ) -> Draft {
        let tokens = self.article.tokens;
        let first = scope.reading.sentence.first;
        // "On 21 September, the Taliban said", "said on Monday", "told reporters on Monday"
        let outside = |d: &&DateMention| !pieces.iter().any(|&(a, b)| a <= d.first && d.end <= b);
        let date = scope
            .reading
            .dates
            .iter()
            .filter(|d| d.dates())
            .filter(outside)
            .find(|d| {
                segments::dates_speech(tokens, d, first)
                    || (d.first <= first + 1 && d.end <= i)
                    // "At a news conference on 10 November, he said"
                    || (tokens.is(first, &["at", "in", "during"])
                        && d.end <= i.min(first + 12)
                        && tokens.mark(d.end) == Some(','))
                    || (d.first >= after && d.first - after <= 8)
            })
            .cloned();
        Draft {
            speaker,
            cue: tokens.words(i, after),
            cue_stance: cue.stance,
            leads: None,
            pieces,
            form,
            date,
            sentence: scope.reading.index,
            rule,
        }
    }
}

/// Whether a determiner opens what stands behind `to`: somebody is addressed, and nothing is done.
fn addressed(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(
        i,
        &[
            "the", "a", "an", "its", "his", "her", "their", "our", "all", "those", "these", "this", "that", "every",
            "both",
        ],
    )
}
