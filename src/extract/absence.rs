//! Content → whether it says that an armed group is not there, has no strength, or is done for.
//!
//! Playing down a presence is a denial (the annotation rule that the stances follow), whatever the words for it.

use super::statements::Draft;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};

/// What somebody says of a group that is no more.
static DONE: Words<18> = Words::of([
    "destroyed", "wiped", "defeated", "eliminated", "finished", "suppressed", "crushed", "uprooted", "annihilated",
    "rooted", "eradicated", "dismantled", "broken", "gone", "over", "neutralised", "neutralized", "vanquished",
]);

/// Whether the content denies that an armed group is there, or says that it is done for.
pub(super) fn absence(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    draft.pieces.iter().any(|&(first, end)| {
        (first..end).any(|i| {
            let Some(after) = group(tokens, i, codebook) else { return false };
            let after = after.min(end);
            none_of(tokens, first, i) || is_not(tokens, after, end) || is_done(tokens, after, end)
        })
    })
}

/// The token behind the name of an armed group, or behind what stands for one: `the group`, `those people`.
fn group(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> Option<usize> {
    if tokens.is(i, &["these", "those"]) && tokens.low(i + 1) == "people" {
        return Some(i + 2);
    }
    let (after, name) = codebook.actors.lexicon.longest(tokens, i)?;
    let armed = match name {
        Name::Actor(actor) => codebook.actors.entries[*actor].kind == Kind::ArmedGroup,
        Name::Description(_) => true,
        _ => false,
    };
    armed.then_some(after)
}

/// `no Daesh`, `not one Daeshi`, `it is not Daesh`; but `not only Daesh` and `no longer fears Daesh` say nothing of the kind.
fn none_of(tokens: &Tokens<'_>, first: usize, i: usize) -> bool {
    let between = |t: &usize| {
        tokens.is(
            *t,
            &[
                "one", "a", "an", "any", "single", "the", "of", "such", "thing", "as", "armed", "member", "trace",
                "sign",
            ],
        ) || tokens.is(*t, &["fighter", "active", "real", "organised", "organized", "more"])
    };
    let mut at = i;
    while at > first && i - at < 5 && between(&(at - 1)) {
        at -= 1;
    }
    at > first && (tokens.is(at - 1, &["no", "not", "none", "never"]) || is_short_not(tokens, at - 1))
}

/// `Daesh is not here`, `has no man left`, `does not exist`; a promise (`will not return`) and what a group has not said or
/// claimed are no absence.
fn is_not(tokens: &Tokens<'_>, after: usize, end: usize) -> bool {
    const VERBS: [&str; 8] = ["is", "are", "was", "were", "has", "have", "had", "does"];
    const SAID: [&str; 10] =
        ["claimed", "said", "commented", "responded", "yet", "claim", "say", "comment", "respond", "only"];
    let verb = (after..end.min(after + 2)).find(|&t| tokens.is(t, &VERBS) || is_short_not(tokens, t));
    let Some(verb) = verb else { return false };
    let no = if is_short_not(tokens, verb) { verb } else { verb + 1 };
    let negated = no < end && (is_short_not(tokens, no) || tokens.is(no, &["no", "not", "never", "nowhere"]));
    negated
        && !tokens.is(verb, &["won't", "wouldn't", "can't", "couldn't", "shouldn't"])
        && !(no + 1..end.min(no + 4)).any(|t| tokens.is(t, &SAID))
}

/// `Daesh was destroyed`, `the group was finished`: the group itself, not a base or a cell of it.
fn is_done(tokens: &Tokens<'_>, after: usize, end: usize) -> bool {
    const FORMS: [&str; 12] =
        ["is", "are", "was", "were", "has", "have", "had", "been", "now", "already", "all", "long"];
    let mut at = after;
    while at < end && at - after < 5 && (tokens.is(at, &FORMS) || tokens.low(at).ends_with("ly")) {
        at += 1;
    }
    at > after && at < end && tokens.is(at, &DONE)
}

/// `isn't`, `haven't`.
fn is_short_not(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.low(i).ends_with("n't")
}
