//! Quotations without a speech word of their own → whose they are.

use super::offices::Scope;
use super::reading::Reading;
use super::statements::{Draft, Finder};
use crate::model::statement::{Form, Stance, Statement};

/// Fewest words of a quotation that stands without a cue.
const LEAST_WORDS: usize = 5;

impl Finder<'_> {
    /// `The officer was of good cheer: “…”`: a colon is cue enough where a speaker begins the sentence.
    pub(super) fn introduced(&mut self, scope: &Scope<'_>) -> Option<Draft> {
        let tokens = self.article.tokens;
        let sentence = scope.reading.sentence;
        let q = (0..self.quotes.len()).find(|&q| {
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
        let found = self.leading_subject(scope, quote.open)?;
        found.speaker.name.as_ref()?;
        self.used[q] = true;
        Some(Draft {
            cue: ":".to_owned(),
            speaker: found.speaker,
            cue_stance: None,
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
        for q in 0..self.quotes.len() {
            let quote = self.quotes[q];
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
                pieces: vec![(quote.first, quote.end)],
                form: Form::Direct,
                date: None,
                sentence: reading.index,
                rule: "statement/goes-on",
            });
        }
        drafts
    }
}

/// Words that show no stance of their own, right after the same speaker's denial, go on with it.
pub(super) fn goes_on(statement: &mut Statement, before: Option<&Statement>, sentence: usize) {
    let open = statement.rules.iter().any(|r| r == "stance/default");
    let Some(before) = before.filter(|b| open && b.stance == Stance::Denial) else { return };
    let near = before.evidence.last().and_then(|e| e.sentence).is_some_and(|n| sentence as u32 <= n);
    if near && before.speaker.name.is_some() && before.speaker.name == statement.speaker.name {
        statement.stance = Stance::Denial;
        statement.denied = Some(statement.content.clone());
        statement.rules.push("stance/goes-on".to_owned());
    }
}
