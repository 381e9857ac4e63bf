//! Quotations without a speech word of their own → whose they are.

use super::incidents::Article;
use super::offices::Scope;
use super::reading::Reading;
use super::statements::{Draft, Finder};
use super::transcript::TURN;
use crate::model::statement::{Form, Stance, Statement};

/// Fewest words of a quotation that stands without a cue.
const LEAST_WORDS: usize = 5;

/// The rule of quotations that go on with the last speaker.
const GOES_ON: &str = "statement/goes-on";

impl Finder<'_> {
    /// `The officer was of good cheer: “…”`: a colon is cue enough where a speaker begins the sentence.
    pub(super) fn introduced(&mut self, scope: &Scope<'_>) -> Option<Draft> {
        let tokens = self.article.tokens;
        let sentence = scope.reading.sentence;
        let next = self.quotes.partition_point(|quote| quote.open < sentence.first);
        let here = |q: &usize| self.quotes[*q].open < sentence.end;
        let q = (next..self.quotes.len()).take_while(here).find(|&q| {
            let quote = &self.quotes[q];
            !self.used[q]
                && quote.open > sentence.first
                && quote.open < sentence.end
                && tokens.mark(quote.open - 1) == Some(':')
        })?;
        let quote = self.quotes[q];
        if quote.words(tokens) < LEAST_WORDS {
            return None;
        }
        let found = if let Some(found) = self.leading_subject(scope, quote.open) {
            found
        } else {
            // "- Jane Doe, mayor, at a meeting on 3 May: “…”"
            let from = (sentence.first..quote.open).find(|&i| tokens.is_word(i))?;
            let labelled = tokens.is_capital(from) && !self.has_verb(from, quote.open);
            labelled.then(|| self.cast.after(scope, from, quote.open - 1))??
        };
        found.speaker.name.as_ref()?;
        self.used[q] = true;
        Some(Draft {
            cue: ":".to_owned(),
            speaker: found.speaker,
            cue_stance: None,
            leads: None,
            pieces: vec![(quote.first, quote.end)],
            form: Form::Direct,
            date: None,
            sentence: scope.reading.index,
            rule: "statement/colon",
        })
    }

    /// Quotations that begin a sentence and have no cue go on with the last speaker of this or the last paragraph.
    pub(super) fn uncued(&mut self, reading: &Reading) -> Vec<Draft> {
        let tokens = self.article.tokens;
        let sentence = reading.sentence;
        let mut drafts = Vec::new();
        let next = self.quotes.partition_point(|quote| quote.open < sentence.first);
        for q in next..self.quotes.len() {
            let quote = self.quotes[q];
            if quote.open >= sentence.end {
                break;
            }
            let begins = quote.open == sentence.first;
            let alone = quote.after + 1 >= sentence.end || quote.end >= sentence.end;
            if self.used[q] || !begins || !alone || quote.words(tokens) < LEAST_WORDS {
                continue;
            }
            // the cue may stand after a later sentence of the same quotation
            if quote.after > sentence.end && self.cue_follows(quote.after) {
                continue;
            }
            let Some((last, paragraph)) = &self.last else { continue };
            if sentence.paragraph - paragraph > 1 {
                continue;
            }
            self.used[q] = true;
            drafts.push(Draft {
                cue: last.cue.clone(),
                speaker: last.speaker.clone(),
                cue_stance: None,
                leads: None,
                pieces: vec![(quote.first, quote.end)],
                form: Form::Direct,
                date: None,
                sentence: reading.index,
                rule: GOES_ON,
            });
        }
        drafts
    }
}

/// Parts of the longest quotation that is one statement.
const MOST_PARTS: usize = 8;

/// Tokens of the longest clause that stands between the parts of one quotation.
const LONGEST_BREAK: usize = 45;

/// `“…,” she said. “…”`: the second part goes on with the first, as one statement. `None` where it begins anew: in another
/// paragraph, after words of another kind, or after `said of somebody`, which says what the first part alone is about.
pub(super) fn joined(article: &Article<'_>, before: &Draft, draft: &Draft) -> Option<Draft> {
    let tokens = article.tokens;
    let (&(_, from), &(to, _)) = (before.pieces.last()?, draft.pieces.first()?);
    let paragraph = |sentence: usize| article.sentences.get(sentence).map(|s| s.paragraph);
    let near = paragraph(before.sentence) == paragraph(draft.sentence) && from < to && to - from <= LONGEST_BREAK;
    let few = before.pieces.len() < MOST_PARTS;
    let spoken =
        few && draft.rule == GOES_ON && before.form == Form::Direct && before.speaker.name == draft.speaker.name;
    let topic = (from..to).any(|i| {
        tokens.is(i, &["of", "about"]) && i > from && article.codebook.speech.cues.longest(tokens, i - 1).is_some()
    });
    (near && spoken && !topic).then(|| Draft {
        pieces: before.pieces.iter().chain(&draft.pieces).copied().collect(),
        sentence: before.sentence,
        ..before.clone()
    })
}

/// Whether two parts of a quotation do one thing; a part whose words do not say goes with the other.
pub(super) fn one_stance(before: &Statement, after: &Statement) -> bool {
    const OPEN: [&str; 3] = ["stance/default", "stance/private", "stance/analyst"];
    let open = |s: &Statement| s.rules.iter().any(|r| OPEN.contains(&r.as_str()));
    let acts = !matches!(after.stance, Stance::Claim | Stance::Assessment | Stance::Other);
    let denies = before.stance == Stance::Denial
        && after.stance == Stance::Denial
        && !open(after)
        && (before.about.actor.is_some() || after.about.actor.is_some());
    !denies && (before.stance == after.stance || open(after) || (open(before) && !acts))
}

/// Words that show no stance of their own, right after the same speaker's denial, go on with it.
pub(super) fn goes_on(article: &Article<'_>, statement: &mut Statement, before: Option<&Statement>, sentence: usize) {
    let open = statement.rules.iter().any(|r| r == "stance/default");
    // what is told in other words may be anything: "he added that the case was being looked into"
    // and so may the next sentence of a turn
    let spoken = statement.form == Form::Direct && statement.rules.first().is_none_or(|rule| rule != TURN);
    let Some(before) = before.filter(|b| open && spoken && b.stance == Stance::Denial) else { return };
    let paragraph = |at: usize| article.sentences.get(at).map(|s| s.paragraph);
    let near = before
        .evidence
        .last()
        .and_then(|e| e.sentence)
        .is_some_and(|n| sentence as u32 <= n && paragraph(sentence) == paragraph((n as usize).saturating_sub(1)));
    if near && before.speaker.name.is_some() && before.speaker.name == statement.speaker.name {
        statement.stance = Stance::Denial;
        statement.denied = Some(statement.content.clone());
        statement.rules.push("stance/goes-on".to_owned());
    }
}
