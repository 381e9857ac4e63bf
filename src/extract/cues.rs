//! Whether a speech word speaks where it stands.

use super::reading::Reading;
use super::statements::Finder;
use crate::codebook::speech::{Cue, Takes};

impl Finder<'_> {
    /// Not negated, not passive, not `claimed three lives`, not a noun.
    pub(super) fn speaks(&self, reading: &Reading, i: usize, after: usize, cue: Cue) -> bool {
        let tokens = self.article.tokens;
        let first = reading.sentence.first;
        let before = |n: usize| if i >= first + n { tokens.low(i - n) } else { "" };
        if cue.takes == Takes::Source {
            return true;
        }
        let negated = (1..=3).any(|n| {
            matches!(before(n), "not" | "never" | "nor" | "no" | "without" | "declined" | "refused" | "neither")
                || before(n).ends_with("n't")
        }) || (4..=6).any(|n| before(n) == "nor" && before(n - 1) == "did");
        // "is warning of" is active
        let passive = matches!(before(1), "was" | "were" | "is" | "are" | "been" | "be" | "being" | "as")
            && !(tokens.low(i).ends_with("ing") && matches!(before(1), "is" | "are" | "was" | "were" | "been"))
            && !matches!(cue.takes, Takes::Whole | Takes::Agent);
        let infinitive = before(1) == "to"
            || matches!(before(1), "would" | "could" | "can" | "should" | "may" | "might" | "must" | "will");
        let determiner = matches!(
            before(1),
            "the" | "a" | "an" | "this" | "that" | "its" | "their" | "his" | "these" | "any" | "such" | "of" | "'s"
        );
        let noun = determiner
            && matches!(
                tokens.low(i),
                "claim"
                    | "claims"
                    | "report"
                    | "reports"
                    | "warning"
                    | "warnings"
                    | "demand"
                    | "demands"
                    | "promise"
                    | "promises"
                    | "pledge"
                    | "pledges"
                    | "fears"
                    | "hopes"
                    | "denial"
                    | "denials"
                    | "comments"
                    | "calls"
                    | "estimates"
                    | "saying"
            );
        let heeded =
            matches!(tokens.low(i), "calls" | "claims" | "demands" | "reports" | "warnings" | "promises" | "pledges")
                && (2..=4).any(|n| {
                    matches!(
                        before(n),
                        "ignored"
                            | "rejected"
                            | "dismissed"
                            | "despite"
                            | "amid"
                            | "heeded"
                            | "following"
                            | "after"
                            | "of"
                            | "to"
                            | "with"
                    )
                });
        let lives = tokens.low(i) == "claimed" && (after..after + 4).any(|t| tokens.is(t, &["lives", "life"]));
        // "pledged allegiance to" is no promise to the reader
        let allegiance = tokens.low(after) == "allegiance";
        !(allegiance || negated || passive || infinitive || noun || heeded || lives)
    }
}
