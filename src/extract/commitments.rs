//! Content → whether the speaker's own side commits itself: it will do something, or somebody will be called to account.

use super::statements::Draft;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::Codebook;
use crate::codebook::actors::Name;
use crate::model::statement::Form;

/// Verbs that foretell rather than promise: `we will see`, `we will need more`.
static FORETELLS: Words<46> = Words::of([
    "be", "have", "like", "need", "face", "see", "say", "know", "take", "lose", "die", "starve", "suffer", "get",
    "call", "expect", "think", "guess", "hope", "wait", "miss", "run", "become", "remember", "argue", "note", "end",
    "fall", "hear", "find", "look", "learn", "struggle", "fail", "echo", "add", "tell", "mention", "refer",
    "speculate", "comment", "repeat", "point", "quote", "acknowledge", "let",
]);

/// Whether the content is a commitment.
pub(super) fn commits(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    draft.pieces.iter().any(|&(first, end)| {
        (first..end).any(|i| own_deed(tokens, draft, codebook, first, i) || called_to_account(tokens, i, end))
    })
}

/// `he would cut off aid`, `we will open the road`: the speaker, or the body spoken for, is the one who will. In the speaker's
/// own words `would` is a supposition.
fn own_deed(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook, first: usize, i: usize) -> bool {
    let direct = draft.form == Form::Direct;
    let short = tokens.is(i, &["we'll", "i'll", "we’ll", "i’ll"]);
    let future = tokens.is(i, &["will", "shall", "'ll", "’ll"]) || tokens.low(i) == "would" && !direct;
    let going = tokens.low(i) == "going" && tokens.low(i + 1) == "to" && direct;
    if !(short || i > first && (future || going)) || foretells(tokens, if going { i + 2 } else { i + 1 }) {
        return false;
    }
    if short {
        return true;
    }
    let at = if going { i - 1 } else { i };
    let copula = |t: usize| tokens.is(t, &["are", "am", "'re", "'m", "not"]);
    let own = if going {
        tokens.is(at, &["we're", "i'm", "we’re", "i’m"])
            || at > first && copula(at) && tokens.is(at - 1, &["we", "i"])
            || at > first + 1 && copula(at) && copula(at - 1) && tokens.is(at - 2, &["we", "i"])
    } else {
        tokens.is(i - 1, &["we", "i"])
    };
    let side = !direct
        && !going
        && tokens.is(i - 1, &["he", "she", "it", "they", "government", "authorities", "ministry", "movement"]);
    let named = || {
        let own = draft.speaker.organisation.as_ref();
        (i.saturating_sub(3).max(first)..i).any(|t| {
            codebook.actors.lexicon.longest(tokens, t).is_some_and(|(after, name)| {
                after == i && matches!(name, Name::Actor(a) if Some(&codebook.actors.entries[*a].name) == own)
            })
        })
    };
    // "the movement said they would not close the road"
    let body = draft.speaker.name.is_some() && draft.speaker.name == draft.speaker.organisation;
    own || side && (body || !tokens.is(i - 1, &["they"])) || named()
}

/// Whether the verb behind the auxiliary, past `not` and adverbs, only foretells.
fn foretells(tokens: &Tokens<'_>, from: usize) -> bool {
    let skipped = |t: usize| {
        tokens.is(t, &["not", "never", "also", "just", "soon", "then", "still", "always", "now", "all"])
            || tokens.low(t).ends_with("ly")
    };
    let verb = (from..from + 4).find(|&t| !skipped(t)).unwrap_or(from);
    tokens.is(verb, &FORETELLS)
}

/// `the culprits would soon be punished`: a promise whoever the subject is.
fn called_to_account(tokens: &Tokens<'_>, i: usize, end: usize) -> bool {
    const DONE: [&str; 12] = [
        "punished", "prosecuted", "compensated", "avenged", "rebuilt", "reopened", "released", "respected",
        "safeguarded", "arrested", "pardoned", "investigated",
    ];
    if !tokens.is(i, &["will", "would", "shall"]) {
        return false;
    }
    let be = (i + 1..end.min(i + 4)).find(|&t| tokens.low(t) == "be");
    be.is_some_and(|be| (be + 1..end.min(be + 3)).any(|t| tokens.is(t, &DONE)))
}
