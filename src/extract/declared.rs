//! A text that is somebody's declaration → those of its sentences that do something. Whose it is, [`super::head`] reads.

use super::reading::Reading;
use super::statements::Draft;
use super::token::Tokens;
use crate::model::actor::Speaker;
use crate::model::statement::{Form, Stance};

/// The rule of sentences of such a text.
const DECLARED: &str = "statement/declared";

/// The rule of its sentences that are not in the first person.
const NARRATED: &str = "statement/declared-by-text";

/// A sentence of the text, as a statement of the author; where it is not in the first person, only words that act are kept.
pub(super) fn sentence(tokens: &Tokens<'_>, reading: &Reading, author: &Speaker) -> Option<Draft> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let own = (first..end).any(|i| tokens.is(i, &["we", "our", "i", "my", "us", "i'm", "we're", "we've", "i've"]));
    let ahead = (first..end).any(|i| tokens.is(i, &["will", "could", "may", "might", "must", "should", "shall"]));
    (own || ahead).then(|| Draft {
        speaker: author.clone(),
        cue: String::new(),
        cue_stance: None,
        leads: None,
        pieces: vec![(first, end)],
        form: Form::Direct,
        date: None,
        sentence: reading.index,
        rule: if own { DECLARED } else { NARRATED },
    })
}

/// Whether a sentence of the text is kept.
pub(super) fn keeps(rule: &str, stance: Stance) -> bool {
    match rule {
        DECLARED => acts(stance),
        NARRATED => matches!(stance, Stance::Warning | Stance::Demand),
        _ => true,
    }
}

/// Whether a statement does something: of a whole text only such sentences are kept.
pub(super) fn acts(stance: Stance) -> bool {
    !matches!(stance, Stance::Claim | Stance::Assessment | Stance::Other)
}
