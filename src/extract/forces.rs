//! Groups, authorities and states that a sentence names, as those who may have done what it tells: the forces of a state
//! stand for the state, and a body of a government for its country.

use super::memory::{self, Memory};
use super::names::NameMention;
use super::reading::Reading;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::model::actor::Actor;

/// All who may have done something, in the order of the sentence, up to a token.
pub(super) fn forces(
    tokens: &Tokens<'_>,
    reading: &Reading,
    end: usize,
    memory: &Memory,
    codebook: &Codebook,
) -> Vec<(NameMention, Actor)> {
    let named = reading.names.iter().filter(|n| n.end <= end).filter_map(|n| {
        let actor = memory.actor(tokens, n, &reading.names, codebook)?;
        let kind = memory::kind_of(&actor, codebook)?;
        matches!(kind, Kind::ArmedGroup | Kind::Authority | Kind::Government)
            .then(|| (*n, if kind == Kind::Government { country(actor, codebook) } else { actor }))
    });
    let mut all: Vec<(NameMention, Actor)> = named.collect();
    for place in reading.places.iter().filter(|p| p.adjective && p.end <= end) {
        let country = place.place.country.as_deref().unwrap_or(&place.place.name);
        let Some(force) = force(tokens, place.end) else { continue };
        let index = codebook.actors.entries.iter().position(|e| e.name == country && e.kind == Kind::Government);
        if let Some(index) = index.filter(|_| !all.iter().any(|(n, _)| n.first <= place.first && place.first < n.end)) {
            let mention = NameMention { first: place.first, end: place.end, name: Name::Actor(index) };
            let as_written = tokens.words(place.first, force);
            all.push((mention, Actor { name: country.to_owned(), as_written }));
        }
    }
    all.sort_by_key(|(n, _)| n.first);
    all
}

/// `the Pentagon`, `the CIA`: what they do their country does.
fn country(actor: Actor, codebook: &Codebook) -> Actor {
    let parent = codebook.actors.get(&actor.name).and_then(|e| e.parent.clone());
    let state = parent.filter(|p| codebook.actors.get(p).is_some_and(|e| e.kind == Kind::Government));
    Actor { name: state.unwrap_or(actor.name), as_written: actor.as_written }
}

/// Where the words for a force of a state end: `warplanes`, `fighter jets`, `air strike`.
fn force(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    const FORCES: [&str; 26] = [
        "army", "military", "forces", "troops", "soldiers", "jets", "warplanes", "planes", "aircraft", "helicopters",
        "gunships", "drone", "drones", "airstrike", "airstrikes", "artillery", "navy", "commandos", "fighter",
        "missile", "missiles", "warplane", "helicopter", "jet", "bombers", "shelling",
    ];
    let at = (from..from + 2).find(|&i| {
        tokens.is(i, &FORCES)
            || tokens.low(i) == "air" && tokens.is(i + 1, &["force", "strike", "strikes", "raid", "raids"])
    })?;
    let plain = at == from
        || tokens
            .is(from, &["security", "special", "ground", "government", "fighter", "military", "national", "federal"]);
    plain.then_some(if tokens.low(at) == "air" { at + 2 } else { at + 1 })
}

/// What belongs to a state and acts for it: `military junta`, `air force`, `security forces`.
pub(super) fn owned(tokens: &Tokens<'_>, from: usize) -> bool {
    const BODIES: [&str; 14] = [
        "government", "regime", "junta", "intelligence", "police", "guard", "guards", "administration", "rulers",
        "ministry", "revolutionary", "armed", "security", "air",
    ];
    force(tokens, from).is_some() || tokens.is(from, &BODIES) || tokens.is(from + 1, &BODIES)
}
