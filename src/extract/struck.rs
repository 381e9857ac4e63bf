//! Words that tell of harm by what stands around them: `opened fire, striking a man`, `hacked 17 people to death`, `shot him dead`.

use super::reading::{EventWord, Reading};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::events::{Harm, HarmForm, Word};
use crate::model::incident::EventType;

/// Words that may tell of harm in their sentence.
static OPENERS: Words<27> = Words::of([
    "striking", "hitting", "struck", "hit", "shot", "sent", "sends", "sending", "claimed", "claims", "claiming",
    "took", "taking", "cost", "costing", "neutralized", "neutralised", "eliminated", "neutralizing", "neutralising",
    "eliminating", "death", "bullet", "bullets", "gunfire", "shots", "fired",
]);

/// What is done to somebody to death.
const DEADLY: [&str; 12] = [
    "hacked", "beat", "stabbed", "bludgeoned", "stoned", "burned", "burnt", "clubbed", "tortured", "hacking",
    "beating", "stabbing",
];

/// Whom a force says to have removed.
const FIGHTERS: [&str; 15] = [
    "terrorists", "terrorist", "militants", "militant", "jihadists", "jihadist", "insurgents", "insurgent", "fighters",
    "rebels", "gunmen", "leader", "commander", "extremists", "commanders",
];

/// Verbs that tell of harm only in their sentence: `opened fire, striking a man`, `a shooting that sent two to a hospital`.
pub(super) fn struck(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> Vec<EventWord> {
    let found: Vec<usize> = (first..end).filter(|&i| tokens.is(i, &OPENERS)).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let fire = reading.words.iter().any(|w| {
        first <= w.first
            && w.end <= end
            && matches!(w.word, Word::Trigger(t) if t.event_type == EventType::ArmedAttack && !t.generic)
    });
    let fire = fire || found.iter().any(|&i| tokens.is(i, &["bullet", "bullets", "gunfire", "shots", "fired"]));
    found
        .into_iter()
        .filter_map(|i| harm(tokens, i, fire, first, end))
        .map(|(i, harm)| EventWord { first: i, end: i + 1, word: Word::Harm(harm, HarmForm::Verb) })
        .collect()
}

/// What the word at a token tells, and the token of its verb. `fire`: shots are told of in the stretch.
fn harm(tokens: &Tokens<'_>, i: usize, fire: bool, first: usize, end: usize) -> Option<(usize, Harm)> {
    let ahead =
        |from: usize, to: usize, words: &[&str]| (i + from..end.min(i + to)).any(|at| words.contains(&tokens.low(at)));
    match tokens.low(i) {
        "striking" | "hitting" | "struck" | "hit" => fire.then_some((i, Harm::Shot)),
        // "three people were shot at a market"
        "shot" => {
            let passive = i > first && tokens.is(i - 1, &["was", "were", "been", "being"]);
            (passive && tokens.low(i + 1) == "at").then_some((i, Harm::Shot))
        }
        "sent" | "sends" | "sending" => ahead(2, 9, &["hospital", "hospitals"]).then_some((i, Harm::Wounded)),
        // "the attack claimed six lives"
        "claimed" | "claims" | "claiming" | "took" | "taking" | "cost" | "costing" => {
            ahead(2, 7, &["lives"]).then_some((i, Harm::Killed))
        }
        // "hacked 17 people to death"
        "death" => {
            let to_death = i > first + 2 && tokens.low(i - 1) == "to";
            let verb = (i.saturating_sub(9).max(first)..i.saturating_sub(2)).rev().find(|&at| tokens.is(at, &DEADLY));
            verb.filter(|_| to_death).map(|verb| (verb, Harm::Killed))
        }
        "bullet" | "bullets" | "gunfire" | "shots" | "fired" => None,
        // "the army had neutralised four terrorists"; but "neutralised the threat"
        _ => {
            let fighters =
                (i + 1..end.min(i + 7)).take_while(|&at| tokens.is_word(at)).any(|at| tokens.is(at, &FIGHTERS));
            fighters.then_some((i, Harm::Killed))
        }
    }
}

/// `shot him dead`, `shot both attackers dead`: the object ends with the word.
pub(super) fn ends_dead(tokens: &Tokens<'_>, from: usize, end: usize) -> bool {
    (from + 1..end.min(from + 7)).take_while(|&i| tokens.is_word(i)).any(|i| {
        tokens.low(i) == "dead"
            && !(from..i).any(|t| tokens.is(t, &["and", "was", "were", "is", "are", "left", "found", "in", "at"]))
    })
}
