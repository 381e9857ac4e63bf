//! Content → whether somebody tells what happened: past tense, and no word of feeling.

use super::statements::Draft;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::scan::Shape;

/// Whether the content narrates.
pub(super) fn narrates(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    let speech = &codebook.speech;
    let past = |i: usize| {
        speech.past.longest(tokens, i).is_some() && !(i > 0 && tokens.is(i - 1, &["is", "are", "am", "'re", "'m"]))
            || tokens.form(i) == Shape::Lower
                && tokens.low(i).len() > 4
                && tokens.low(i).ends_with("ed")
                && !(i > 0 && tokens.is(i - 1, &["is", "are", "be", "being", "a", "an", "the", "to", "am"]))
    };
    draft.tokens().any(past) && !draft.tokens().any(|i| speech.feeling.longest(tokens, i).is_some())
}
