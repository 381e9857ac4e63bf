//! Content → whether somebody tells what happened: past tense, and no word of feeling.

use super::statements::Draft;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::scan::Shape;

/// Past forms that do not end in `ed`.
static PAST: Words<44> = Words::of([
    "saw", "heard", "was", "were", "ran", "blew", "came", "shot", "went", "took", "had", "did", "got", "fell", "lay",
    "found", "knew", "told", "hid", "stood", "left", "made", "began", "gave", "brought", "broke", "threw", "flew",
    "shook", "rang", "lost", "sat", "held", "kept", "saved", "woke", "rose", "drove", "caught", "struck", "burnt",
    "sent", "led", "bled",
]);

/// Words of feeling and of how life is, which tell no event.
static FEELING: Words<30> = Words::of([
    "feel", "feels", "felt", "afraid", "fear", "feared", "fears", "scared", "hope", "hoped", "tired", "wish", "wished",
    "love", "loved", "miss", "missed", "cry", "pray", "prayed", "life", "live", "lived", "dream", "worry", "worried",
    "used", "thought", "believed", "wanted",
]);

/// Whether the content narrates.
pub(super) fn narrates(tokens: &Tokens<'_>, draft: &Draft) -> bool {
    let past = |i: usize| {
        tokens.is(i, &PAST) && !(i > 0 && tokens.is(i - 1, &["is", "are", "am", "'re", "'m"]))
            || tokens.form(i) == Shape::Lower
                && tokens.low(i).len() > 4
                && tokens.low(i).ends_with("ed")
                && !(i > 0 && tokens.is(i - 1, &["is", "are", "be", "being", "a", "an", "the", "to", "am"]))
    };
    draft.tokens().any(past) && !draft.tokens().any(|i| tokens.is(i, &FEELING))
}
