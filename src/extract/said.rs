//! Figures of victims and the statements of their article → whose word each figure is.
//!
//! A figure is somebody's word where the one sentence that holds it is told by one speaker, and the figure stands in what he or she
//! says. What two speakers of a sentence may have said is nobody's, and what somebody denies is not the denier's.

use std::collections::BTreeSet;

use crate::model::actor::Actor;
use crate::model::casualties::Count;
use crate::model::evidence::Evidence;
use crate::model::incident::IncidentMention;
use crate::model::statement::{Stance, Statement};

/// Fills in whose word the figures are.
pub(super) fn attribute(mentions: &mut [IncidentMention], statements: &[Statement]) {
    for mention in mentions {
        let IncidentMention { killed, wounded, abducted, evidence, .. } = mention;
        for count in [killed, wounded, abducted].into_iter().flatten() {
            if count.is_numeric() && count.said_by.is_none() {
                count.said_by = speaker(count, evidence, statements);
            }
        }
    }
}

fn speaker(count: &Count, evidence: &[Evidence], statements: &[Statement]) -> Option<Actor> {
    let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = single(&count.qualifier_text);
    let parts: Vec<&str> = words.split(" + ").flat_map(|part| part.split(" − ")).collect();
    let holds = |text: &str| {
        let text = single(text);
        parts.iter().all(|part| !part.is_empty() && holds_words(&text, part))
    };
    let mut here = evidence.iter().filter(|slice| holds(&slice.text));
    let (sentence, None) = (here.next()?, here.next()) else { return None };
    let of_it = statements.iter().filter(|statement| statement.evidence.contains(sentence));
    let telling: Vec<&Statement> = of_it.filter(|statement| holds(&statement.content)).collect();
    if telling.iter().any(|statement| statement.stance == Stance::Denial) {
        return None;
    }
    let speakers: BTreeSet<Actor> = telling.iter().filter_map(|statement| statement.speaker.source()).collect();
    let names: BTreeSet<&str> = speakers.iter().map(|actor| actor.name.as_str()).collect();
    if names.len() == 1 { speakers.into_iter().next() } else { None }
}

/// Whether `text` holds `part` between word boundaries.
fn holds_words(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
