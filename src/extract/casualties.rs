//! Quantities of people and words of harm → killed, wounded, abducted, by class.

use super::befell::{as_well, has_object, is_subset, object, passive, speaks};
use super::harmed::{self, Harmed};
use super::number;
use super::people::Quantity;
use super::persons::Person;
use super::reading::{EventWord, Reading};
use super::rows;
use super::struck;
use super::sums;
use super::token::Tokens;
use super::victims;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::scan::Shape;
use crate::model::casualties::{Count, Qualifier};

/// Harm to people within a stretch of a sentence.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four marks of a stretch that are independent of one another")]
pub(super) struct Casualties {
    /// Killed.
    pub(super) killed: Option<Count>,
    /// Wounded.
    pub(super) wounded: Option<Count>,
    /// Abducted.
    pub(super) abducted: Option<Count>,
    /// Shot, whether deadly or not.
    pub(super) shot: Option<Count>,
    /// Which of the four rest on numbers, not on single persons alone.
    pub(super) numbered: Vec<Harm>,
    /// Single persons and what happened to them.
    pub(super) persons: Vec<Harmed>,
    /// Whether somebody is said to have killed himself.
    pub(super) suicide: bool,
    /// Whether those shot are told apart from the dead: `one was killed and two others shot`.
    pub(super) shot_apart: bool,
    /// What happened to all those told of before: `both died`.
    pub(super) all: Option<Harm>,
    /// Whether any word of harm stands there.
    pub(super) any: bool,
    /// Whether it gives the state of a growing toll (`the death toll rose to 15`).
    pub(super) running_toll: bool,
}

/// A number of people and what happened to them.
#[derive(Debug)]
pub(super) struct Assigned<'q> {
    /// The number.
    pub(super) quantity: &'q Quantity,
    /// What happened.
    pub(super) harm: Harm,
    /// Whether it is a part of a number before.
    pub(super) subset: bool,
}

/// Reads the casualties between two tokens of a sentence.
pub(super) fn casualties(
    tokens: &Tokens<'_>,
    reading: &Reading,
    first: usize,
    end: usize,
    codebook: &Codebook,
) -> Casualties {
    let struck = struck::struck(tokens, reading, first, end);
    let mut harms: Vec<(&EventWord, Harm, HarmForm)> = reading
        .words
        .iter()
        .chain(&struck)
        .filter(|w| first <= w.first && w.end <= end && !attributive(tokens, w))
        .filter_map(|w| match w.word {
            Word::Harm(harm, form) => Some((w, harm, form)),
            _ => None,
        })
        .collect();
    for (word, harm, _) in &mut harms {
        // "shot him dead"
        if *harm == Harm::Shot && struck::ends_dead(tokens, word.end, end) {
            *harm = Harm::Killed;
        }
    }
    harms.sort_by_key(|(w, ..)| w.first);
    let mut result = Casualties { any: !harms.is_empty(), ..Casualties::default() };
    result.running_toll = harms.iter().any(|(_, _, form)| *form == HarmForm::Toll);
    let mut assigned: Vec<Assigned<'_>> = Vec::new();
    let counts = |q: &&Quantity| first <= q.first && q.end <= end && !speaks(tokens, q, end) && !describes(reading, q);
    for quantity in reading.quantities.iter().filter(counts) {
        let found = tokens.is(quantity.first.saturating_sub(2), &["bodies", "corpses", "remains", "body"])
            && tokens.low(quantity.first.saturating_sub(1)) == "of"
            && quantity.first >= first + 2
            && quantity.noun;
        let harm = found
            .then_some(Harm::Killed)
            .or_else(|| passive(tokens, quantity, &harms, end))
            .or_else(|| object(tokens, quantity, &harms, first, &assigned))
            .filter(|harm| !either_or(tokens, &harms, *harm));
        if let Some(harm) = harm {
            let subset = is_subset(tokens, quantity, first) && assigned.iter().any(|a| a.harm == harm);
            assigned.push(Assigned { quantity, harm, subset });
            if harm == Harm::Abducted && then_killed(tokens, quantity, &harms, end) {
                assigned.push(Assigned { quantity, harm: Harm::Killed, subset });
            }
        }
    }
    coordinate(tokens, reading, first, end, &mut assigned);
    let suicides: Vec<usize> = reading
        .words
        .iter()
        .filter(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Suicide))
        .map(|w| w.first)
        .collect();
    let accident = suicides.iter().any(|&at| {
        (at.saturating_sub(4).max(first)..at).any(|i| tokens.is(i, &["accidentally", "unintentionally", "accidental"]))
    });
    result.suicide = !suicides.is_empty() && !accident;
    result.persons = harmed::harmed(tokens, &reading.persons, &harms, &suicides, first, end);
    rows::join_persons(tokens, reading, first, end, &result.persons, &mut assigned);
    rows::single_out(reading, &mut assigned, &mut result.persons);
    let attacking = sums::is_attack(reading, first, end);
    for (slot, harm) in [
        (&mut result.killed, Harm::Killed),
        (&mut result.wounded, Harm::Wounded),
        (&mut result.abducted, Harm::Abducted),
        (&mut result.shot, Harm::Shot),
    ] {
        let mine: Vec<&Assigned<'_>> = assigned.iter().filter(|a| a.harm == harm).collect();
        let persons: Vec<&Person> = result.persons.iter().filter(|h| h.harm == harm).map(|h| &h.person).collect();
        let beside = rows::beside(tokens, reading, &mine, &persons);
        if !mine.is_empty() {
            result.numbered.push(harm);
        }
        let fell = attacking && harm == Harm::Killed && sums::beside_victims(&mine, codebook);
        *slot =
            sums::total(tokens, &mine, &beside, fell, codebook).or_else(|| victims::count(tokens, &persons, codebook));
    }
    let murder_suicide = suicides.iter().any(|&at| tokens.low(at) == "murder");
    let inside = match sums::attackers_included(tokens, reading, first, end, codebook) {
        0 => u64::from(murder_suicide),
        several => several,
    };
    if let Some(count) = result.killed.as_mut().filter(|_| inside > 0 && result.numbered.contains(&Harm::Killed)) {
        sums::without_attackers(count, inside);
    }
    result.any |= !result.persons.is_empty();
    let earliest = |harm: Harm| {
        let numbers = assigned.iter().filter(|a| a.harm == harm).map(|a| a.quantity.first);
        numbers.chain(result.persons.iter().filter(|h| h.harm == harm).map(|h| h.person.first)).min()
    };
    result.shot_apart =
        matches!((earliest(Harm::Killed), earliest(Harm::Shot)), (Some(dead), Some(shot)) if dead < shot);
    result.all = assigned.iter().find(|a| tokens.is(a.quantity.first, &["both", "all"])).map(|a| a.harm);
    let survived = reading.words.iter().any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Survived));
    let unharmed = reading.words.iter().any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Unharmed));
    if unharmed {
        result.any = true;
        result.killed.get_or_insert_with(|| Count::of(0, Qualifier::Exact, "no casualties"));
        if unhurt(tokens, reading, first, end) {
            result.wounded.get_or_insert_with(|| Count::of(0, Qualifier::Exact, "no casualties"));
        }
    } else if survived && result.killed.is_none() {
        result.any = true;
        result.killed = Some(Count::of(0, Qualifier::Exact, "survived"));
    }
    result
}

/// `were kidnapped and killed`, `abducted and later shot dead`: both befell them.
fn then_killed(tokens: &Tokens<'_>, quantity: &Quantity, harms: &[(&EventWord, Harm, HarmForm)], end: usize) -> bool {
    let taken = harms.iter().find(|(w, harm, _)| w.first >= quantity.end && *harm == Harm::Abducted);
    let Some((taken, ..)) = taken.filter(|(w, ..)| w.first - quantity.end <= 8) else { return false };
    let joined = tokens.is(taken.end, &["and", "then"]) || tokens.mark(taken.end) == Some(',');
    harms.iter().any(|(w, harm, form)| {
        let next = w.first > taken.end && w.first - taken.end <= 3;
        next && joined
            && *harm == Harm::Killed
            && *form == HarmForm::Verb
            && !has_object(tokens, w.end, end)
            && (taken.end..w.first)
                .all(|i| tokens.mark(i) == Some(',') || tokens.is(i, &["and", "then", "later", "subsequently", "were"]))
    })
}

/// `nobody was hurt`, `no casualties`: nobody was wounded either.
fn unhurt(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    const HURT: [&str; 6] = ["hurt", "injured", "injuries", "harmed", "harm", "casualties"];
    let inside = || reading.words.iter().filter(|w| first <= w.first && w.end <= end);
    let none = inside().filter(|w| matches!(w.word, Word::Unharmed)).find(|w| tokens.is(w.end - 1, &HURT));
    // "No casualties were reported, but a guard was slightly hurt."
    let but = |from: usize| inside().any(|w| w.first >= from && matches!(w.word, Word::Harm(Harm::Wounded, _)));
    none.is_some_and(|none| !but(none.end))
}

/// `150 Afghans and 18 troops were wounded`: the verb counts for both.
fn coordinate<'q>(
    tokens: &Tokens<'_>,
    reading: &'q Reading,
    first: usize,
    end: usize,
    assigned: &mut Vec<Assigned<'q>>,
) {
    let mine: Vec<&'q Quantity> = reading.quantities.iter().filter(|q| first <= q.first && q.end <= end).collect();
    for pair in mine.windows(2).rev() {
        let (left, right) = (pair[0], pair[1]);
        let joined = right.first == left.end + 1
            && (tokens.low(left.end) == "and" || tokens.mark(left.end) == Some(','))
            || right.first > left.end && as_well(tokens, left.end, right.first);
        let free = left.noun && !assigned.iter().any(|a| std::ptr::eq(a.quantity, left));
        if !joined || !free || in_aside(tokens, left.first, first) || is_subset(tokens, right, first) {
            continue;
        }
        if let Some(at) = assigned.iter().position(|a| std::ptr::eq(a.quantity, right) && !a.subset) {
            let harm = assigned[at].harm;
            assigned.insert(at, Assigned { quantity: left, harm, subset: false });
        }
    }
}

/// `seven dead, including four soldiers and three guards and twenty wounded`: the parts are those of the number before.
fn in_aside(tokens: &Tokens<'_>, from: usize, first: usize) -> bool {
    (first.max(from.saturating_sub(10))..from)
        .rev()
        .take_while(|&i| tokens.is_word(i))
        .any(|i| tokens.is(i, &["including", "among", "comprising"]))
}

/// `revenge for a dead leader`: what somebody is, and nothing that befell him here.
fn attributive(tokens: &Tokens<'_>, word: &EventWord) -> bool {
    tokens.low(word.first) == "dead"
        && word.end == word.first + 1
        && word.first > 0
        && tokens.is(word.first - 1, &["a", "his", "her", "its", "their", "some"])
        && tokens.form(word.end) == Shape::Lower
        && !tokens.is(word.end, &["and", "in", "at", "on", "after", "or", "when", "as", "by", "to"])
}

/// `a Taliban truck bombing`: the noun tells whose event that is, and nobody who came to harm.
fn describes(reading: &Reading, quantity: &Quantity) -> bool {
    quantity.noun
        && quantity.number.whole() == Some(1)
        && reading.words.iter().any(|w| {
            w.first == quantity.end && matches!(w.word, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural))
        })
}

/// `killed or wounded 20`, `a hundred killed and injured`: neither is known.
fn either_or(tokens: &Tokens<'_>, harms: &[(&EventWord, Harm, HarmForm)], harm: Harm) -> bool {
    harms.windows(2).any(|pair| {
        let ((a, one, _), (b, other, _)) = (pair[0], pair[1]);
        let both = matches!((one, other), (Harm::Killed, Harm::Wounded) | (Harm::Wounded, Harm::Killed));
        let joined = tokens.low(a.end) == "or" || both && tokens.low(a.end) == "and" && one_number(tokens, b.end);
        one != other && (one == harm || other == harm) && b.first == a.end + 1 && joined
    })
}

/// Whether no number follows the second of two words of harm, as in `13 killed and wounded at least 20`.
fn one_number(tokens: &Tokens<'_>, at: usize) -> bool {
    !(at..at + 4).any(|i| tokens.form(i) == Shape::Digits || number::number(tokens, i, i + 3).is_some())
}

/// `it was not known whether they were the gunmen`: the dead may be attackers, so that the number is no number of victims.
pub(super) fn undecided(tokens: &Tokens<'_>, reading: &Reading, codebook: &Codebook) -> bool {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    // "the death of the leader, should it be confirmed, …"
    let conditions: Vec<usize> = (first..end).filter(|&i| tokens.is(i, &["whether", "if", "should"])).collect();
    let unsure = conditions.iter().any(|&i| {
        tokens.low(i) == "if" && tokens.is(i + 1, &["confirmed", "true", "verified"])
            || tokens.is(i, &["should", "if"])
                && tokens.is(i + 1, &["it", "this", "that"])
                && tokens.is(i + 3, &["confirmed", "true"])
    });
    if unsure {
        return true;
    }
    let is_agent = |i: usize| {
        tokens.is(i, &["militants", "fighters", "insurgents", "suspects", "assailants", "bombers"])
            || codebook
                .events
                .longest(tokens, i)
                .is_some_and(|(_, words)| words.iter().any(|w| matches!(w, Word::Trigger(t) if t.form == Form::Agent)))
    };
    conditions.into_iter().filter(|&i| tokens.low(i) != "should").any(|i| {
        tokens.is(i + 1, &["they", "these", "those", "he", "she", "any", "some"])
            && (i + 2..end.min(i + 9)).any(is_agent)
            && (i + 2..end.min(i + 6)).any(|t| tokens.is(t, &["were", "was", "are", "is"]))
    })
}
