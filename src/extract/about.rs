//! Content → what it is about: an actor and a topic.

use super::memory::Memory;
use super::names::{self, NameMention};
use super::statements::Draft;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::model::statement::About;

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
