//! Numbers of people whom one harm befell → one count: groups summed, sources set against each other as a range, those who did
//! it taken out.

use super::casualties::Assigned;
use super::people::Quantity;
use super::persons::Person;
use super::reading::Reading;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::Word;
use crate::model::casualties::{ClassCount, Count, Qualifier};
use crate::model::incident::EventType;

/// Class whose dead are no victims.
pub(super) const ATTACKER: &str = "attacker";

/// Class of those who fight for a group.
const MILITANT: &str = "militant";

/// Whether the stretch tells an attack, and no operation of a force: a fallen militant is one of those who attacked.
pub(super) fn is_attack(reading: &Reading, first: usize, end: usize) -> bool {
    let types = || {
        reading.words.iter().filter(|w| first <= w.first && w.end <= end).filter_map(|w| match w.word {
            Word::Trigger(t) => Some(t.event_type),
            _ => None,
        })
    };
    let attack = |t| matches!(t, EventType::ArmedAttack | EventType::SuicideBombing | EventType::Bombing);
    types().any(attack) && types().all(|t| attack(t) || t == EventType::Other)
}

/// `seven soldiers and 80 militants`: the dead of those who were attacked stand beside those of the others.
pub(super) fn beside_victims(mine: &[&Assigned<'_>], codebook: &Codebook) -> bool {
    let classes =
        || mine.iter().filter(|a| !a.subset).filter_map(|a| a.quantity.class).map(|c| codebook.people.class(c));
    classes().any(|c| c == MILITANT) && classes().any(|c| matches!(c, "military" | "police" | "civilian" | "people"))
}

/// The sum of the numbers of one harm, and of the persons told `beside` them. With `fell`, militants are those who attacked.
pub(super) fn total(
    tokens: &Tokens<'_>,
    mine: &[&Assigned<'_>],
    beside: &[&Person],
    fell: bool,
    codebook: &Codebook,
) -> Option<Count> {
    if mine.is_empty() {
        return None;
    }
    let class_of = |a: &Assigned<'_>| {
        let class = codebook.people.class(a.quantity.class?);
        Some(if fell && class == MILITANT { ATTACKER.to_owned() } else { class.to_owned() })
    };
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

/// `five people, including the gunman`, `four dead, the two attackers among them`: how many who did it the number includes.
pub(super) fn attackers_included(
    tokens: &Tokens<'_>,
    reading: &Reading,
    first: usize,
    end: usize,
    codebook: &Codebook,
) -> u64 {
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
pub(super) fn without_attackers(count: &mut Count, attackers: u64) {
    let told = count.classes.iter().any(|c| c.class == ATTACKER && c.count != Some(attackers));
    if count.number().is_some_and(|n| n > attackers) && !told {
        count.low = count.low.map(|n| n.saturating_sub(attackers));
        count.high = count.high.map(|n| n.saturating_sub(attackers));
        if !count.classes.iter().any(|c| c.class == ATTACKER) {
            count.classes.push(ClassCount { class: ATTACKER.to_owned(), count: Some(attackers) });
        }
    }
}
