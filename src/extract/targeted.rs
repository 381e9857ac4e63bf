//! Whether a shooting or stabbing was aimed at one person: the victim is one, and is told by an office, a profession or a
//! title. A man shot in a quarrel has none of them.

use super::casualties::Casualties;
use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::people::Noun;
use crate::model::casualties::Count;
use crate::model::incident::EventType;

/// Most tokens between the verb and the noun that tells who was hit.
const REACH: usize = 8;

/// Whether an armed attack of this stretch is one on a single person for what they are.
pub(super) fn targeted(
    tokens: &Tokens<'_>,
    reading: &Reading,
    first: usize,
    end: usize,
    casualties: &Casualties,
    codebook: &Codebook,
) -> bool {
    let harmed = [&casualties.killed, &casualties.wounded, &casualties.shot];
    if harmed.iter().filter_map(|c| c.as_ref()).filter_map(Count::number).any(|n| n > 1) {
        return false;
    }
    if fired_at(tokens, reading, first, end, codebook) {
        return true;
    }
    let inside = || reading.words.iter().filter(|w| first <= w.first && w.end <= end);
    let armed = inside().any(|w| matches!(w.word, Word::Trigger(t) if t.form == Form::Agent));
    inside()
        .filter(|w| by_hand(tokens, w) || (armed && matches!(w.word, Word::Harm(Harm::Killed, HarmForm::Verb))))
        .any(|w| one_of_office(tokens, w, first, end, codebook))
}

/// `Shots were fired from a building at Roe, the head of mission`, `fired at the ambassador`.
fn fired_at(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize, codebook: &Codebook) -> bool {
    let fired = reading.words.iter().find(|w| {
        first <= w.first
            && w.end <= end
            && matches!(w.word, Word::Trigger(t) if t.form == Form::Verb)
            && (w.first..w.end).any(|i| tokens.is(i, &["fired", "fire"]))
    });
    let Some(fired) = fired else { return false };
    let one = |i: usize| {
        // the bearer of an office, without a name or behind one
        let mut at = i;
        while at < end
            && at < i + 8
            && (tokens.is_capital(at) || tokens.mark(at) == Some('-') || tokens.is(at, &["ur", "ul", "al", "bin"]))
        {
            at += 1;
        }
        let named = at > i && tokens.mark(at) == Some(',');
        let role = match (named, tokens.is(if named { at + 1 } else { i }, &["the", "a"])) {
            (true, true) => at + 2,
            (false, true) => i + 1,
            _ => return false,
        };
        let noun = codebook.people.nouns.longest(tokens, role);
        let office = matches!(noun, Some((after, Noun::Class(class)))
            if codebook.people.class(*class) == "official" && !tokens.low(after - 1).ends_with('s'));
        office
            || tokens.low(role) == "head" && tokens.low(role + 1) == "of"
            || tokens.is(role, &["envoy", "consul", "governor", "president", "minister"])
    };
    (fired.end - 1..end.min(fired.end + FIRED)).any(|i| tokens.is(i, &["at", "on"]) && one(i + 1))
}

/// Most tokens between the shots and whom they were meant for.
const FIRED: usize = 14;

/// Shot or stabbed.
fn by_hand(tokens: &Tokens<'_>, word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(t) if t.form == Form::Verb && t.event_type == EventType::ArmedAttack)
        && (word.first..word.end).any(|i| tokens.is(i, &["shot", "shooting", "gunned", "stabbed", "stabbing"]))
}

/// The subject of a passive or the object of an active verb is one bearer of an office.
fn one_of_office(tokens: &Tokens<'_>, verb: &EventWord, first: usize, end: usize, codebook: &Codebook) -> bool {
    let passive = verb.first > first && tokens.is(verb.first - 1, &["was", "been", "is", "being"]);
    let (from, to) = if passive {
        (first.max(verb.first.saturating_sub(REACH + 1)), verb.first - 1)
    } else {
        let to = (verb.end..end.min(verb.end + REACH))
            .find(|&i| {
                tokens.is(
                    i,
                    &["in", "at", "on", "outside", "inside", "near", "by", "who", "when", "as", "while", "after"],
                )
            })
            .unwrap_or(end.min(verb.end + REACH));
        (verb.end, to)
    };
    (from..to).any(|i| {
        if let Some((after, Noun::Class(class))) = codebook.people.nouns.longest(tokens, i) {
            let one = !tokens.low(after - 1).ends_with('s') && !tokens.is(after - 1, &["staff"]);
            let head = !matches!(codebook.people.nouns.longest(tokens, after), Some((_, Noun::Class(_))));
            return one && head && matches!(codebook.people.class(*class), "official" | "staff");
        }
        let titled = codebook.people.titles.longest(tokens, i).is_some_and(|(after, ())| {
            tokens.is_capital(i) && (tokens.is_capital(after) || tokens.is_capital(after + 1)) && !civil(tokens, i)
        });
        titled || tokens.is(i, &["activist", "lawyer", "prosecutor", "commander", "lawmaker", "councillor"])
    })
}

/// Titles that everybody has.
fn civil(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(
        i,
        &["mr", "mrs", "ms", "miss", "sir", "officer", "deputy", "sgt", "sergeant", "detective", "cpl", "trooper"],
    )
}
