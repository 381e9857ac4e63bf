//! Content → stance and topic, where the speech word does not say.

use super::memory::Memory;
use super::names::{self, NameMention};
use super::statements::Draft;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::events::Word;
use crate::model::statement::{About, Stance};

/// Offices that judge rather than assert.
const ANALYSTS: [&str; 11] = [
    "analyst", "researcher", "expert", "consultant", "professor", "fellow", "economist", "author", "editor",
    "secretary-general", "rapporteur",
];
/// Speakers for themselves alone.
const PRIVATE: [&str; 22] = [
    "imam", "resident", "survivor", "witness", "eyewitness", "shopkeeper", "student", "teacher", "driver", "farmer",
    "mother", "father", "brother", "sister", "son", "cousin", "uncle", "relative", "neighbour", "neighbor",
    "worshipper", "trader",
];

/// The stance of a statement, and the rule that decided.
pub(super) fn stance(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> (Stance, &'static str) {
    if let Some(stance) = draft.cue_stance {
        return (stance, "stance/cue");
    }
    let role = draft.speaker.role.as_deref().unwrap_or("").to_lowercase();
    let analyst = ANALYSTS.iter().any(|a| role.contains(a));
    let private =
        PRIVATE.iter().any(|p| role.ends_with(p)) || (role.is_empty() && draft.speaker.organisation.is_none());
    let (shown, event) = signs(tokens, draft, codebook);
    if private {
        let seen = draft.tokens().any(|i| {
            tokens.is(
                i,
                &[
                    "saw", "heard", "happened", "entered", "ran", "exploded", "blew", "was", "were", "killed", "came",
                    "shot", "fired",
                ],
            )
        });
        let witness = event && seen && shown.is_none_or(|s| s == Stance::Assessment);
        return match shown {
            Some(stance @ (Stance::Demand | Stance::Condemnation)) => (stance, "stance/content"),
            Some(Stance::Denial) if names_absence(tokens, draft, codebook) => (Stance::Denial, "stance/absence"),
            _ if witness => (Stance::Claim, "stance/witness"),
            _ => (Stance::Other, "stance/private"),
        };
    }
    if analyst {
        return match shown {
            Some(stance @ (Stance::Demand | Stance::Condemnation)) => (stance, "stance/content"),
            _ => (Stance::Assessment, "stance/analyst"),
        };
    }
    match shown {
        Some(Stance::Assessment) | None if event => (Stance::Claim, "stance/event"),
        Some(stance) => (stance, "stance/content"),
        None if speaks_for_authority(draft, codebook) => (Stance::Claim, "stance/default"),
        None => (Stance::Other, "stance/default"),
    }
}

fn speaks_for_authority(draft: &Draft, codebook: &Codebook) -> bool {
    draft
        .speaker
        .organisation
        .as_ref()
        .and_then(|o| codebook.actors.get(o))
        .is_some_and(|e| matches!(e.kind, Kind::Authority | Kind::ArmedGroup))
}

/// The strongest stance that the words of the content show, and whether they tell an event.
fn signs(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> (Option<Stance>, bool) {
    let mut best: Option<(usize, Stance)> = None;
    let mut event = false;
    for i in draft.tokens() {
        if let Some((_, &(rank, stance))) = codebook.speech.stances.longest(tokens, i)
            && best.is_none_or(|(r, _)| rank < r)
        {
            best = Some((rank, stance));
        }
        if let Some((_, &(rank, stance))) = codebook.speech.negated.longest(tokens, i)
            && best.is_none_or(|(r, _)| rank < r)
            && negated(tokens, draft, i)
        {
            best = Some((rank, stance));
        }
        if let Some((_, words)) = codebook.events.longest(tokens, i) {
            event |= words.iter().any(|w| matches!(w, Word::Harm(..)) || matches!(w, Word::Trigger(t) if !t.weak));
        }
    }
    let absent = names_absence(tokens, draft, codebook);
    if absent && best.is_none_or(|(_, s)| !matches!(s, Stance::ClaimOfResponsibility | Stance::Demand)) {
        return (Some(Stance::Denial), event);
    }
    (best.map(|(_, s)| s), event)
}

/// Words of negation.
const NEGATIONS: [&str; 10] =
    ["no", "not", "never", "nothing", "nobody", "none", "neither", "nor", "without", "cannot"];

/// Whether a negation stands among the nine words before the token, within the content.
fn negated(tokens: &Tokens<'_>, draft: &Draft, i: usize) -> bool {
    let inside = |t: usize| draft.pieces.iter().any(|&(first, end)| first <= t && t < end);
    // "there will not be any danger" is a promise
    let ahead = |t: usize| t > 0 && tokens.is(t - 1, &["will", "would", "shall"]) || tokens.low(t) == "won't";
    (i.saturating_sub(9)..i)
        .rev()
        .take_while(|&t| inside(t) && !matches!(tokens.mark(t), Some(',' | ';' | '.')))
        .any(|t| (tokens.is(t, &NEGATIONS) || tokens.low(t).ends_with("n't")) && !ahead(t))
}

/// `there is no Daesh here`: an armed group is said not to be there.
fn names_absence(tokens: &Tokens<'_>, draft: &Draft, codebook: &Codebook) -> bool {
    draft.tokens().any(|i| {
        tokens.low(i) == "no"
            && (i + 1..i + 4).any(|t| {
                codebook.actors.lexicon.longest(tokens, t).is_some_and(
                    |(_, name)| matches!(name, Name::Actor(a) if codebook.actors.entries[*a].kind == Kind::ArmedGroup),
                )
            })
    })
}

/// What the content is about: the first actor that it names, else the one that its pronoun stands for; and its topic.
pub(super) fn about(
    tokens: &Tokens<'_>,
    draft: &Draft,
    around: &[NameMention],
    memory: &Memory,
    codebook: &Codebook,
) -> About {
    let mut actor = None;
    for &(first, end) in &draft.pieces {
        let found = names::names(tokens, first, end, codebook);
        for mention in &found {
            let named = memory.actor(tokens, mention, &found, codebook);
            let own = named.as_ref().is_some_and(|a| Some(&a.name) == draft.speaker.organisation.as_ref());
            let force =
                matches!(mention.name, Name::Description(_)) || mention.kind(codebook) == Some(Kind::ArmedGroup);
            if let Some(named) = named.filter(|_| force && !own) {
                actor = actor.or(Some(named.name));
            }
        }
    }
    let pronoun = draft.tokens().any(|i| tokens.is(i, &["it", "they", "them", "its", "group", "movement", "here"]));
    if actor.is_none() && pronoun {
        // “They …,” he said of the group
        let own = draft.speaker.organisation.as_deref();
        actor = around
            .iter()
            .filter(|n| n.kind(codebook) == Some(Kind::ArmedGroup))
            .filter_map(|n| n.actor(tokens, codebook))
            .map(|a| a.name)
            .find(|name| Some(name.as_str()) != own);
    }
    if actor.is_none() && pronoun {
        actor = memory.last_group(codebook, draft.speaker.organisation.as_deref());
    }
    let topic = draft
        .tokens()
        .filter_map(|i| codebook.speech.topic_words.longest(tokens, i).map(|(_, &t)| t))
        .min()
        .map(|t| codebook.speech.topics[t].clone());
    About { actor, topic }
}
