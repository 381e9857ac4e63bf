//! Content → whether it says that an armed group is not there, has no strength, is done for, or is nothing but a word.
//!
//! Playing down a presence is a denial (the annotation rule that the stances follow), whatever the words for it.

use super::statements::Draft;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};

/// What somebody says of a group that is no more.
static DONE: Words<22> = Words::of([
    "destroyed", "dead", "extinct", "obliterated", "powerless", "wiped", "defeated", "eliminated", "finished",
    "suppressed", "crushed", "uprooted", "annihilated", "rooted", "eradicated", "dismantled", "broken", "gone", "over",
    "neutralised", "neutralized", "vanquished",
]);

/// Whether the content denies that an armed group is there, or says that it is done for.
pub(super) fn absence(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    draft.pieces.iter().any(|&(first, end)| {
        subject_before(tokens, first, codebook) && lacks(tokens, first, end)
            || (first..end).any(|i| {
                let Some(after) = group(tokens, i, codebook) else { return false };
                let after = after.min(end);
                none_of(tokens, first, i)
                    || is_not(tokens, after, end, codebook)
                    || is_done(tokens, after, end)
                    || is_belittled(tokens, after, end, codebook)
                    || cannot(tokens, after, end)
                    || beaten(tokens, first, i)
            })
    })
}

/// `told them that Daesh “has no home here”`: the group is the subject right before the words in quotation marks.
fn subject_before(tokens: &Tokens<'_>, first: usize, codebook: &Codebook) -> bool {
    let quoted = first > 0 && matches!(tokens.mark(first - 1), Some('“' | '‘' | '"' | '\''));
    quoted && (first.saturating_sub(6)..first - 1).any(|i| group(tokens, i, codebook) == Some(first - 1))
}

/// `has no home here`.
fn lacks(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    first + 2 < end
        && tokens.is(first, &["has", "have", "had", "is", "are", "was", "were"])
        && tokens.is(first + 1, &["no", "nowhere"])
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
    // "there is no place for Daesh here"
    if at > first + 1
        && tokens.is(at - 1, &["for", "to"])
        && tokens.is(at - 2, &["place", "room", "space", "home", "refuge", "trace"])
    {
        at -= 2;
    }
    let unreal =
        at >= first + 3 && tokens.low(at - 1) == "were" && tokens.low(at - 2) == "there" && tokens.low(at - 3) == "if";
    unreal || at > first && (tokens.is(at - 1, &["no", "not", "none", "never"]) || is_short_not(tokens, at - 1))
}

/// `Daesh is a word`, `Daesh here is nothing but four boys`: the codebook's figures for what is not taken seriously, as the
/// predicate of the group itself. Denied (`Daesh is not a myth`), it says the opposite.
fn is_belittled(tokens: &Tokens<'_>, after: usize, end: usize, codebook: &Codebook) -> bool {
    let copula = |t: usize| tokens.is(t, &["is", "are", "was", "were"]);
    let here = |t: usize| tokens.is(t, &["here", "there", "itself", "today", "now"]);
    let Some(verb) = (after..end.min(after + 2)).find(|&t| !here(t)).filter(|&t| copula(t)) else { return false };
    let mut at = verb + 1;
    let light = |t: usize| {
        tokens.is(
            t,
            &[
                "a", "an", "just", "only", "merely", "mere", "nothing", "but", "more", "than", "now", "foreign",
                "empty", "media", "western", "big", "some", "two", "three", "four", "five", "six",
            ],
        )
    };
    while at < end && at - verb < 6 {
        if let Some((behind, ())) = codebook.speech.belittled.longest(tokens, at) {
            return behind <= end;
        }
        if !light(at) {
            return false;
        }
        at += 1;
    }
    false
}

/// `Daesh cannot operate here`; what cannot be done to it (`cannot be ignored`) is another matter.
fn cannot(tokens: &Tokens<'_>, after: usize, end: usize) -> bool {
    after + 1 < end
        && tokens.is(after, &["cannot", "can't", "can’t"])
        && !tokens.is(after + 1, &["be", "claim", "say", "only"])
}

/// `we have defeated Daesh`, `they wiped out the group`: said of the speaker's own side.
fn beaten(tokens: &Tokens<'_>, first: usize, i: usize) -> bool {
    const BEAT: [&str; 9] = [
        "defeated", "crushed", "annihilated", "eradicated", "uprooted", "vanquished", "broken", "finished",
        "eliminated",
    ];
    let mut at = i;
    if at > first && tokens.is(at - 1, &["out", "off"]) {
        at -= 1;
    }
    let verb = at > first && (tokens.is(at - 1, &BEAT) || at < i && tokens.low(at - 1) == "wiped");
    if !verb {
        return false;
    }
    at -= 1;
    while at > first
        && (tokens.is(at - 1, &["have", "had", "already", "now", "long"]) || tokens.low(at - 1).ends_with("ly"))
    {
        at -= 1;
    }
    at > first && tokens.is(at - 1, &["we", "we've", "we’ve", "they"])
}

/// `Daesh is not here`, `has no man left`, `does not exist`; a promise (`will not return`) and what a group has not said or
/// claimed are no absence.
fn is_not(tokens: &Tokens<'_>, after: usize, end: usize, codebook: &Codebook) -> bool {
    const VERBS: [&str; 8] = ["is", "are", "was", "were", "has", "have", "had", "does"];
    const SAID: [&str; 10] =
        ["claimed", "said", "commented", "responded", "yet", "claim", "say", "comment", "respond", "only"];
    let verb = (after..end.min(after + 2)).find(|&t| tokens.is(t, &VERBS) || is_short_not(tokens, t));
    let Some(verb) = verb else { return false };
    let no = if is_short_not(tokens, verb) { verb } else { verb + 1 };
    let negated = no < end && (is_short_not(tokens, no) || tokens.is(no, &["no", "not", "never", "nowhere"]));
    // "Daesh is no ghost", "the group is not just a name"
    let real = (no + 1..end.min(no + 4)).any(|t| codebook.speech.belittled.longest(tokens, t).is_some());
    negated
        && !real
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

/// `one explosion is not a war`, `two bombs do not make an army`: a small number of events is said to be nothing much.
pub(super) fn makes_little(tokens: &Tokens<'_>, draft: &Draft, i: usize, after: usize) -> bool {
    const FEW: [&str; 5] = ["one", "single", "two", "three", "few"];
    let Some(&(first, end)) = draft.pieces.iter().find(|&&(first, end)| first < i && i < end) else { return false };
    let verb = after;
    let no = if is_short_not(tokens, verb) { verb } else { verb + 1 };
    i > first
        && tokens.is(i - 1, &FEW)
        && no + 1 < end
        && tokens.is(
            verb,
            &["is", "are", "does", "do", "isn't", "isn’t", "aren't", "aren’t", "doesn't", "doesn’t", "don't", "don’t"],
        )
        && (is_short_not(tokens, no) || tokens.low(no) == "not")
        && tokens.is(no + 1, &["a", "an", "the", "make", "mean", "amount", "prove", "enough"])
}
