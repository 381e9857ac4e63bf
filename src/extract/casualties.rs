//! Quantities of people and words of harm → killed, wounded, abducted, by class.

use super::harmed::{self, Harmed};
use super::number;
use super::people::Quantity;
use super::persons::Person;
use super::reading::{EventWord, Reading};
use super::rows;
use super::token::Tokens;
use super::victims;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::scan::Shape;
use crate::model::casualties::{ClassCount, Count, Qualifier};

/// Class whose dead are no victims.
pub(super) const ATTACKER: &str = "attacker";
/// Most words between a verb of harm and its object, or between a number and its passive.
const REACH: usize = 7;

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
    let struck = harmed::struck(tokens, reading, first, end);
    let mut harms: Vec<(&EventWord, Harm, HarmForm)> = reading
        .words
        .iter()
        .chain(&struck)
        .filter(|w| first <= w.first && w.end <= end)
        .filter_map(|w| match w.word {
            Word::Harm(harm, form) => Some((w, harm, form)),
            _ => None,
        })
        .collect();
    harms.sort_by_key(|(w, ..)| w.first);
    let mut result = Casualties { any: !harms.is_empty(), ..Casualties::default() };
    result.running_toll = harms.iter().any(|(_, _, form)| *form == HarmForm::Toll);
    let mut assigned: Vec<Assigned<'_>> = Vec::new();
    let counts = |q: &&Quantity| first <= q.first && q.end <= end && !speaks(tokens, q, end) && !describes(reading, q);
    for quantity in reading.quantities.iter().filter(counts) {
        let harm = passive(tokens, quantity, &harms, end)
            .or_else(|| object(tokens, quantity, &harms, first, &assigned))
            .filter(|harm| !either_or(tokens, &harms, *harm));
        if let Some(harm) = harm {
            let subset = is_subset(tokens, quantity, first) && assigned.iter().any(|a| a.harm == harm);
            assigned.push(Assigned { quantity, harm, subset });
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
        *slot = total(tokens, &mine, &beside, codebook).or_else(|| victims::count(tokens, &persons, codebook));
    }
    let murder_suicide = suicides.iter().any(|&at| tokens.low(at) == "murder");
    let inside = match attackers_included(tokens, reading, first, end, codebook) {
        0 => u64::from(murder_suicide),
        several => several,
    };
    if let Some(count) = result.killed.as_mut().filter(|_| inside > 0 && result.numbered.contains(&Harm::Killed)) {
        without_attackers(count, inside);
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

/// `nobody was hurt`, `no casualties`: nobody was wounded either.
fn unhurt(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    const HURT: [&str; 6] = ["hurt", "injured", "injuries", "harmed", "harm", "casualties"];
    reading
        .words
        .iter()
        .filter(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Unharmed))
        .any(|w| tokens.is(w.end - 1, &HURT))
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
        if !joined || !free {
            continue;
        }
        if let Some(at) = assigned.iter().position(|a| std::ptr::eq(a.quantity, right) && !a.subset) {
            let harm = assigned[at].harm;
            assigned.insert(at, Assigned { quantity: left, harm, subset: false });
        }
    }
}

/// `13 soldiers, as well as 100 civilians`: both are told of.
fn as_well(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to - from <= 5
        && (from..to).any(|i| tokens.is(i, &["well", "along", "together"]))
        && (from..to)
            .all(|i| tokens.mark(i) == Some(',') || tokens.is(i, &["and", "as", "well", "along", "together", "with"]))
}

/// `five people, including the gunman`, `four dead, the two attackers among them`: how many who did it the number includes.
fn attackers_included(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize, codebook: &Codebook) -> u64 {
    let is_attacker = |class: Option<usize>| class.is_some_and(|c| codebook.people.class(c) == ATTACKER);
    let mut number = 0;
    for quantity in &reading.quantities {
        let inside = first < quantity.first && quantity.end <= end && is_attacker(quantity.class);
        let opens = if tokens.is(quantity.first - usize::from(quantity.first > 0), &["the", "all"]) {
            quantity.first - 1
        } else {
            quantity.first
        };
        let led = opens > first && tokens.is(opens - 1, &["including", "counting"]);
        let tailed = tokens.is(quantity.end, &["among", "included"])
            && (tokens.low(quantity.end) == "included" || tokens.is(quantity.end + 1, &["them", "those", "the"]));
        if inside && (led || tailed) {
            number = number.max(quantity.number.whole().unwrap_or(0));
        }
    }
    let one = reading.persons.iter().any(|p| {
        let inside = first < p.first && p.end <= end && is_attacker(p.class);
        inside
            && (tokens.is(p.first - 1, &["including", "counting"])
                || tokens.is(p.end, &["among"]) && tokens.is(p.end + 1, &["them", "those"])
                || tokens.low(p.end) == "included")
    });
    number.max(u64::from(one))
}

/// Takes those who did it out of a number that includes them.
fn without_attackers(count: &mut Count, attackers: u64) {
    let told = count.classes.iter().any(|c| c.class == ATTACKER && c.count != Some(attackers));
    if count.number().is_some_and(|n| n > attackers) && !told {
        count.low = count.low.map(|n| n.saturating_sub(attackers));
        count.high = count.high.map(|n| n.saturating_sub(attackers));
        if !count.classes.iter().any(|c| c.class == ATTACKER) {
            count.classes.push(ClassCount { class: ATTACKER.to_owned(), count: Some(attackers) });
        }
    }
}

/// `shot a customer and both suspects fled`: a clause of its own.
pub(super) fn acts(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let next = tokens.low(quantity.end);
    tokens
        .is(quantity.end, &["were", "was", "fled", "ran", "drove", "had", "have", "got", "left", "went", "took", "are"])
        || (next.ends_with("ed") && next.len() > 3)
}

/// `…, two officials and the ministry said`: those who say it are no victims.
pub(super) fn speaks(tokens: &Tokens<'_>, quantity: &Quantity, end: usize) -> bool {
    let stop = end.min(quantity.end + 8);
    (quantity.end..stop)
        .take_while(|&i| (tokens.is_word(i) || tokens.mark(i) == Some('.')) && !tokens.is(i, &["who", "that"]))
        .any(|i| tokens.is(i, &["said", "says", "told", "confirmed", "announced", "added"]))
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

/// `eight people were killed`, `20 wounded`, `13 dead`, `two guards died`.
fn passive(
    tokens: &Tokens<'_>,
    quantity: &Quantity,
    harms: &[(&EventWord, Harm, HarmForm)],
    end: usize,
) -> Option<Harm> {
    let mut at = quantity.end;
    let mut auxiliary = false;
    let mut active = false;
    let mut aside = false;
    let mut steps = 0;
    while at < end && steps <= REACH {
        let mut here = harms.iter().filter(|(w, ..)| w.first == at).peekable();
        if here.peek().is_some() {
            let fitting = here.find(|(word, _, form)| match form {
                HarmForm::Verb => auxiliary || (!active && !has_object(tokens, word.end, end)),
                HarmForm::Intransitive => true,
                HarmForm::State => !tokens.low(word.end - 1).ends_with("of") && !has_object(tokens, word.end, end),
                HarmForm::Toll => false,
            });
            return fitting.map(|(_, harm, _)| *harm);
        }
        match tokens.low(at) {
            "were" | "was" | "been" | "being" | "are" | "is" | "be" | "got" => auxiliary = true,
            "have" | "has" | "had" => active = true,
            "also" | "reported" | "reportedly" | "confirmed" | "feared" | "believed" | "to" | "others" | "other"
            | "people" | "more" | "instantly" | "left" | "them" | "later" | "critically" | "seriously" | "badly"
            | "so" | "far" | "shot" => {}
            "of" => aside = true,
            // "was shot and killed"
            "and" if tokens.low(at - 1) == "shot" => {}
            "and" | "or" | "but" => return None,
            // "as well as 100 civilians, were killed": the aside ends with the number
            _ if steps == 0
                && tokens.mark(at) == Some(',')
                && tokens.is(at + 1, &["were", "was", "have", "had", "died"])
                && quantity.first >= 3
                && as_well(tokens, quantity.first - 3, quantity.first) => {}
            _ if tokens.mark(at) == Some(',') || tokens.mark(at) == Some('—') => {
                // ", including two children," stands between the number and its verb
                match skip_aside(tokens, at, end) {
                    Some(after) => {
                        at = after;
                        continue;
                    }
                    None => return None,
                }
            }
            "in" | "at" | "from" | "on" | "inside" | "outside" | "near" => aside = true,
            // "officers guarding a clinic", "Afghans employed by an agency"
            word if steps == 0 && word.ends_with("ing") && word.len() > 5 => aside = true,
            "by" | "as" if steps == 1 && tokens.low(at - 1).ends_with("ed") => aside = true,
            _ if aside
                && tokens.is_word(at)
                && !tokens.is(at, &["who", "which", "that", "when", "said", "after", "while", "not", "never"]) => {}
            _ if tokens.is_capital(at) || steps == 0 => {}
            _ => return None,
        }
        steps += 1;
        at += 1;
    }
    None
}

fn skip_aside(tokens: &Tokens<'_>, comma: usize, end: usize) -> Option<usize> {
    if tokens.is(comma + 1, &["who", "both"]) {
        // ", who were guarding the gate,"
        return (comma + 2..end.min(comma + 14)).find(|&i| tokens.mark(i) == Some(',')).map(|i| i + 1);
    }
    if !tokens.is(comma + 1, &["including", "among", "most", "mostly", "all", "many", "some"]) {
        return None;
    }
    let mut at = comma + 1;
    while at < end && at < comma + 16 {
        if matches!(tokens.mark(at), Some(',' | '—')) {
            return Some(at + 1);
        }
        if tokens.is(at, &["were", "was", "died", "have", "had"]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether an object follows the verb that ends before `at`.
fn has_object(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    if at >= end {
        return false;
    }
    match tokens.form(at) {
        Shape::Mark(c) => matches!(c, '“' | '"' | '‘') && at + 1 < end,
        Shape::Digits => true,
        // "wounded at least 20", "killed as many as 30"
        _ if tokens.is(at, &["at", "as", "over", "around", "up"])
            && tokens.is(at + 1, &["least", "most", "many", "to"]) =>
        {
            true
        }
        _ => !tokens.is(
            at,
            &[
                "in", "at", "by", "when", "and", "or", "during", "on", "after", "near", "outside", "inside", "since",
                "as", "overnight", "while", "before", "with", "there", "here", "early", "late", "last", "this", "so",
                "yesterday", "today", "across", "around", "but", "too", "alongside", "from", "for", "over", "under",
                "within", "amid", "following", "instantly", "according", "including",
            ],
        ),
    }
}

/// `killed at least eight civilians`, `deaths of 200 people and 13 soldiers`, `death toll rose to 15`.
fn object(
    tokens: &Tokens<'_>,
    quantity: &Quantity,
    harms: &[(&EventWord, Harm, HarmForm)],
    first: usize,
    assigned: &[Assigned<'_>],
) -> Option<Harm> {
    let start = quantity.first;
    // coordination with the quantity before: "killing two staff and four visa-seekers"
    if let Some(last) = assigned.last() {
        let gap = last.quantity.end..start;
        let opens = rows::opening(tokens, quantity);
        let joined = opens > first && (tokens.low(opens - 1) == "and" || tokens.mark(opens - 1) == Some(','));
        let aside = is_subset(tokens, quantity, first);
        let crossed = harms.iter().any(|(w, ..)| gap.contains(&w.first));
        if (joined || aside) && !crossed && gap.len() <= 12 && quantity.noun && !acts(tokens, quantity) {
            return Some(last.harm);
        }
    }
    let last = harms.iter().filter(|(w, ..)| w.end <= start).map(|(w, ..)| w.first).max()?;
    harms
        .iter()
        .filter(|(w, ..)| w.first == last && w.end <= start)
        .find(|&&(word, _, form)| takes_object(tokens, quantity, word, form, first, assigned))
        .map(|&(_, harm, _)| harm)
}

/// What makes a toll one that is not reached yet.
const MODAL: [&str; 7] = ["could", "may", "might", "would", "will", "expected", "feared"];

/// Whether a word of harm has the quantity for its object.
fn takes_object(
    tokens: &Tokens<'_>,
    quantity: &Quantity,
    word: &EventWord,
    form: HarmForm,
    first: usize,
    assigned: &[Assigned<'_>],
) -> bool {
    let start = quantity.first;
    let gap = start - word.end;
    let crossed = assigned.iter().any(|a| a.quantity.first >= word.end);
    let broken = (word.end..start).any(|i| matches!(tokens.mark(i), Some(';' | '(' | ')')))
        || (word.end..start)
            .any(|i| tokens.is(i, &["after", "when", "while", "before", "who", "which", "that", "since", "but"]));
    let fits = match form {
        HarmForm::Verb => {
            let passive_before = word.first > first
                && tokens.is(word.first - 1, &["were", "was", "been", "being", "are", "is"])
                && !tokens.low(word.end - 1).ends_with("of");
            // "the shooting in the 2200 block": a noun, unless the number follows at once
            let reach = match tokens.low(word.end - 1) {
                "shooting" => 0,
                _ if quantity.noun => 3,
                _ => 1,
            };
            gap <= reach && !passive_before
        }
        HarmForm::State => gap <= 2 && tokens.low(word.end - 1) == "of" || counted_as(tokens, word, start, first),
        HarmForm::Toll => {
            let may = (word.end..start).any(|i| tokens.is(i, &MODAL) && tokens.form(i) == Shape::Lower);
            !may && (gap <= REACH + 3 || gap <= 4 * REACH && grows(tokens, start))
        }
        HarmForm::Intransitive => false,
    };
    fits && !crossed && !broken
}

/// `has risen to 21`, `reached 43`: the toll that was named long before.
fn grows(tokens: &Tokens<'_>, start: usize) -> bool {
    const VERBS: [&str; 12] = [
        "rose", "risen", "rises", "climbed", "reached", "reaches", "grew", "grown", "jumped", "increased", "stood",
        "stands",
    ];
    let verb = |n: usize| start.checked_sub(n).is_some_and(|i| tokens.is(i, &VERBS));
    verb(1) || tokens.is(start.saturating_sub(1), &["to", "at"]) && verb(2)
}

/// `put the dead at 46 and the injured at 143`, `the dead are 84`.
fn counted_as(tokens: &Tokens<'_>, word: &EventWord, start: usize, first: usize) -> bool {
    word.first > first
        && tokens.low(word.first - 1) == "the"
        && start == word.end + 1
        && tokens.is(word.end, &["at", "are", "number", "numbered", "were"])
}

/// `including 13 …`, `among them two …`, `two of them …`: a part of the number before.
fn is_subset(tokens: &Tokens<'_>, quantity: &Quantity, first: usize) -> bool {
    let before = |n: usize| if quantity.first >= first + n { tokens.low(quantity.first - n) } else { "" };
    let of_them = tokens.low(quantity.number.end) == "of"
        && tokens.is(quantity.number.end + 1, &["them", "whom", "those", "the"]);
    matches!(before(1), "including" | "whom" | "them" | "those")
        || (before(2) == "including" && matches!(before(1), "at" | "some"))
        || matches!((before(2), before(1)), ("among", "the") | ("of", "which"))
        || of_them
}

fn total(tokens: &Tokens<'_>, mine: &[&Assigned<'_>], beside: &[&Person], codebook: &Codebook) -> Option<Count> {
    if mine.is_empty() {
        return None;
    }
    let class_of = |a: &Assigned<'_>| a.quantity.class.map(|c| codebook.people.class(c).to_owned());
    let mut classes: Vec<ClassCount> = Vec::new();
    let mut victims: Vec<&Assigned<'_>> = Vec::new();
    for a in mine {
        let class = class_of(a);
        if let Some(class) = &class {
            classes.push(ClassCount { class: class.clone(), count: a.quantity.number.whole() });
        }
        if !a.subset && class.as_deref() != Some(ATTACKER) {
            victims.push(a);
        }
    }
    let words = victims
        .iter()
        .map(|a| tokens.words(a.quantity.number.first, a.quantity.number.end))
        .collect::<Vec<_>>()
        .join(" + ");
    let known: Vec<&Assigned<'_>> = victims.iter().copied().filter(|a| a.quantity.number.whole().is_some()).collect();
    let mut count = if victims.is_empty() {
        // attackers alone
        Count::words("")
    } else if known.is_empty() {
        Count::words(words)
    } else {
        let sum = |value: &dyn Fn(&Quantity) -> Option<f64>| -> Option<u64> {
            known.iter().map(|a| value(a.quantity)).sum::<Option<f64>>().map(|v| v as u64)
        };
        let (mut low, mut high) = (sum(&|q| q.number.low), sum(&|q| q.number.high));
        if disputed(tokens, &known) {
            // "five, the ministry said, but residents spoke of eight": a range, no sum
            low = known.iter().filter_map(|a| a.quantity.number.low).map(|v| v as u64).min();
            high = known.iter().filter_map(|a| a.quantity.number.high).map(|v| v as u64).max();
        }
        let more =
            beside.iter().filter(|p| p.class.is_none_or(|c| codebook.people.class(c) != ATTACKER)).count() as u64;
        (low, high) = (low.map(|n| n + more), high.map(|n| n + more));
        let partial = known.len() < victims.len();
        let qualifier = hedge(&known, partial);
        Count { low, high, qualifier, qualifier_text: words, classes: Vec::new(), said_by: None }
    };
    count.classes = classes;
    Some(count)
}

/// Whether a word of contrast stands between the numbers.
fn disputed(tokens: &Tokens<'_>, known: &[&Assigned<'_>]) -> bool {
    known.windows(2).any(|pair| {
        (pair[0].quantity.end..pair[1].quantity.first).any(|i| {
            tokens.is(i, &["but", "while", "although", "though", "however", "earlier", "whereas", "instead", "yet"])
        })
    })
}

/// The hedge of a sum: one hedged part hedges the whole.
fn hedge(known: &[&Assigned<'_>], partial: bool) -> Qualifier {
    if partial {
        return Qualifier::AtLeast;
    }
    let all: Vec<Qualifier> = known.iter().map(|a| a.quantity.number.qualifier).collect();
    for q in [Qualifier::AtMost, Qualifier::AtLeast, Qualifier::About] {
        if all.contains(&q) {
            return q;
        }
    }
    Qualifier::Exact
}

/// `it was not known whether they were the gunmen`: the dead may be attackers, so that the number is no number of victims.
pub(super) fn undecided(tokens: &Tokens<'_>, reading: &Reading, codebook: &Codebook) -> bool {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let is_agent = |i: usize| {
        tokens.is(i, &["militants", "fighters", "insurgents", "suspects", "assailants", "bombers"])
            || codebook
                .events
                .longest(tokens, i)
                .is_some_and(|(_, words)| words.iter().any(|w| matches!(w, Word::Trigger(t) if t.form == Form::Agent)))
    };
    (first..end).filter(|&i| tokens.is(i, &["whether", "if"])).any(|i| {
        tokens.is(i + 1, &["they", "these", "those", "he", "she", "any", "some"])
            && (i + 2..end.min(i + 9)).any(is_agent)
            && (i + 2..end.min(i + 6)).any(|t| tokens.is(t, &["were", "was", "are", "is"]))
    })
}
