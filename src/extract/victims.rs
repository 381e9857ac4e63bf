//! A single victim, named or described without a number: `killed the governor`, `Imam Rahman was shot dead`.

use super::casualties::ATTACKER;
use super::reading::EventWord;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::{Harm, HarmForm};
use crate::codebook::people::Noun;
use crate::model::casualties::{Count, Qualifier};

/// A single victim named or described: `killed the governor`, `Imam Rahman was shot dead`.
pub(super) fn one_victim(
    tokens: &Tokens<'_>,
    harms: &[(&EventWord, Harm, HarmForm)],
    harm: Harm,
    first: usize,
    end: usize,
    codebook: &Codebook,
) -> Option<Count> {
    for (word, ..) in
        harms.iter().filter(|(_, h, form)| *h == harm && matches!(form, HarmForm::Verb | HarmForm::Intransitive))
    {
        let before = |n: usize| if word.first >= first + n { tokens.low(word.first - n) } else { "" };
        if matches!(before(1), "was") {
            let subject_end = word.first - 1;
            if singular_subject(tokens, first, subject_end, codebook) {
                return Some(one(tokens, word.first - 1, word.end));
            }
            continue;
        }
        if matches!(
            before(1),
            "were" | "been" | "be" | "are" | "is" | "to" | "will" | "could" | "would" | "may" | "might"
        ) {
            continue;
        }
        if let Some(after) = singular_object(tokens, word.end, end, codebook) {
            return Some(one(tokens, word.end, after));
        }
    }
    None
}

fn one(tokens: &Tokens<'_>, first: usize, end: usize) -> Count {
    Count::of(1, Qualifier::Exact, tokens.words(first, end))
}

fn singular_subject(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> bool {
    // the noun phrase that ends right before the auxiliary
    if end <= first || tokens.mark(end - 1).is_some_and(|c| c != ',') {
        return false;
    }
    let mut start = end;
    while start > first
        && end - start < 8
        && !tokens.is(start - 1, &["and", "that", "when", "said", "but", "while", "who", "after"])
    {
        start -= 1;
        if let Some((after, Noun::Class(class))) = codebook.people.nouns.longest(tokens, start)
            && after == end
        {
            let attacker = codebook.people.class(*class) == ATTACKER;
            let determined = start > first && tokens.is(start - 1, &["the", "his", "her", "their", "its"]);
            let plural = tokens.low(after - 1).ends_with('s')
                || tokens.is(after - 1, &["police", "people", "men", "women", "children", "gunmen"]);
            return determined && !plural && !attacker;
        }
    }
    // a name right before
    let mut name = end;
    while name > first && tokens.is_capital(name - 1) && codebook.people.not_names.longest(tokens, name - 1).is_none() {
        name -= 1;
    }
    end - name >= 2
        && codebook.actors.lexicon.longest(tokens, name).is_none()
        && codebook.places.lexicon.longest(tokens, name).is_none()
}

fn singular_object(tokens: &Tokens<'_>, at: usize, end: usize, codebook: &Codebook) -> Option<usize> {
    if at >= end {
        return None;
    }
    if tokens.is(at, &["the", "his", "her", "its", "their"]) {
        for step in 1..6 {
            let position = at + step;
            if position >= end {
                return None;
            }
            if let Some((after, Noun::Class(class))) = codebook.people.nouns.longest(tokens, position) {
                let head = tokens.low(after - 1);
                let plural = head.ends_with('s')
                    || ["police", "people", "men", "women", "children", "gunmen", "personnel", "staff"].contains(&head);
                let official = matches!(
                    codebook.people.class(*class),
                    "official"
                        | "police"
                        | "military"
                        | "militant"
                        | "staff"
                        | "people"
                        | "woman"
                        | "child"
                        | "student"
                );
                return (!plural && official).then_some(after);
            }
            if tokens.mark(position).is_some() || tokens.is(position, &["of", "and", "in"]) {
                return None;
            }
        }
        return None;
    }
    let mut after = at;
    while after < end && tokens.is_capital(after) && codebook.people.not_names.longest(tokens, after).is_none() {
        after += 1;
    }
    (after - at >= 2
        && codebook.actors.lexicon.longest(tokens, at).is_none()
        && codebook.places.lexicon.longest(tokens, at).is_none()
        && !matches!(
            tokens.low(after),
            "fighters" | "members" | "militants" | "soldiers" | "troops" | "forces" | "civilians" | "people"
        ))
    .then_some(after)
}
