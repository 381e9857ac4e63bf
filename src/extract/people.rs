//! Quantities of people: a number, its noun and the noun's class.

use super::number::{self, Number};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::people::{Noun, People};
use crate::codebook::scan::Shape;

/// Most words between a number and its noun, as in `13 wounded U.S. service members`.
const MODIFIERS: usize = 5;

/// So many people of some class.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// First token, hedge included.
    pub(super) first: usize,
    /// One past the noun.
    pub(super) end: usize,
    /// How many.
    pub(super) number: Number,
    /// Class of the noun in the codebook; `None` for a noun that it does not have, and for a bare number.
    pub(super) class: Option<usize>,
    /// Whether a noun follows at all.
    pub(super) noun: bool,
}

/// All quantities between two tokens. Numbers of things, ages, dates and sums are left out.
pub(super) fn quantities(
    tokens: &Tokens<'_>,
    first: usize,
    end: usize,
    people: &People,
    taken: impl Fn(usize) -> bool,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut i = first;
    while i < end {
        match quantity(tokens, i, end, people, &taken) {
            Some(quantity) => {
                i = quantity.end.max(i + 1);
                found.push(quantity);
            }
            None => i += 1,
        }
    }
    found
}

fn quantity(
    tokens: &Tokens<'_>,
    i: usize,
    end: usize,
    people: &People,
    taken: &impl Fn(usize) -> bool,
) -> Option<Quantity> {
    // "[2]": the mark of a note
    if tokens.mark(i + 1) == Some(']') && i > 0 && tokens.mark(i - 1) == Some('[') {
        return None;
    }
    if let Some(quantity) = both(tokens, i, end, people) {
        return Some(quantity).filter(|_| !taken(i));
    }
    if let Some(number) = number::number(tokens, i, end) {
        return if taken(i) { None } else { counted(tokens, number, end, people, taken) };
    }
    single(tokens, i, end, people).filter(|_| !taken(i))
}

fn counted(
    tokens: &Tokens<'_>,
    number: Number,
    end: usize,
    people: &People,
    taken: &impl Fn(usize) -> bool,
) -> Option<Quantity> {
    let first = number.first;
    let money = first > 0 && matches!(tokens.mark(number.core.saturating_sub(1)), Some('$' | '€' | '£'));
    // "6-foot", "911-call", "8:30", "1/2", the end of a web address
    let joined =
        |i: usize| matches!(tokens.mark(i), Some('/' | ':' | '#' | '.')) && tokens.form(number.core) == Shape::Digits;
    let glued = |a: usize, b: usize| b < tokens.len() && tokens.at(a).span.end == tokens.at(b).span.start;
    let before = number.core > 0 && joined(number.core - 1) && glued(number.core - 1, number.core);
    let behind =
        joined(number.end) && glued(number.end, number.end + 1) && tokens.form(number.end + 1) == Shape::Digits;
    let compound = tokens.mark(number.end) == Some('-') || before || behind;
    if number.share || money || compound || tokens.low(number.end) == "'s" || (number.core..number.end).any(taken) {
        return None;
    }
    if number.core > 0
        && tokens.is(number.core - 1, &["age", "aged", "ages", "no", "district", "route", "highway", "room"])
    {
        return None;
    }
    // "of them", "other", "more"
    let mut at = number.end;
    if tokens.low(at) == "of" && tokens.is(at + 1, &["the", "them", "his", "their", "its", "whom", "those"]) {
        at += 2;
    }
    let mut noun_at = at;
    for step in 0..=MODIFIERS {
        let position = at + step;
        if position >= end {
            break;
        }
        if let Some((after, noun)) = people.nouns.longest(tokens, position) {
            if let Noun::Class(class) = noun {
                let class = *class;
                // "Afghan civilians", "police officers": the last noun of the row is the head
                let mut last = (after, class);
                if let Some((further, Noun::Class(head))) = people.nouns.longest(tokens, after) {
                    last = (further, *head);
                }
                return Some(Quantity { first, end: last.0, number, class: Some(last.1), noun: true });
            }
            return None;
        }
        if !is_modifier(tokens, position) {
            break;
        }
        noun_at = position + 1;
    }
    let unknown = noun_at > at && tokens.low(noun_at - 1).ends_with('s') && tokens.low(noun_at - 1).len() > 3;
    if unknown {
        return Some(Quantity { first, end: noun_at, number, class: None, noun: true });
    }
    if no_count(tokens, &number) {
        return None;
    }
    let bare_end = number.end;
    Some(Quantity { first, end: bare_end, number, class: None, noun: false })
}

/// A bare number that counts nobody: the age in `Roe, 31,`, a year, `a mother of three`, `members of one family`.
fn no_count(tokens: &Tokens<'_>, number: &Number) -> bool {
    let digits = number.end == number.core + 1 && tokens.form(number.core) == Shape::Digits;
    let before = |n: usize| number.first.checked_sub(n);
    let behind_name = before(1).is_some_and(|i| tokens.mark(i) == Some(','))
        && before(2).is_some_and(|i| tokens.is_capital(i) || tokens.mark(i) == Some('.'))
        && (!tokens.is_word(number.end) || tokens.is(number.end, &["of", "from", "and", "after", "who", "in"]));
    // "Interstate 295", "Loop 410"; but "in Kabul 20 were killed"
    let label = before(1).is_some_and(|i| tokens.is_capital(i))
        && !tokens.is(
            number.end,
            &[
                "were", "was", "are", "have", "had", "dead", "killed", "wounded", "injured", "died", "others", "more",
                "hurt", "shot",
            ],
        );
    let ages = before(1).is_some_and(|i| tokens.low(i) == "of") && before(2).is_some_and(|i| tokens.low(i) == "ages");
    let year = number.whole().is_some_and(|n| (1900..2100).contains(&n));
    let parent = before(1).is_some_and(|i| tokens.low(i) == "of")
        && before(2)
            .is_some_and(|i| tokens.is(i, &["mother", "father", "parent", "mom", "dad", "grandmother", "grandfather"]));
    // "ten members of one family"
    let whole = number.whole() == Some(1)
        && before(1).is_some_and(|i| tokens.low(i) == "of")
        && tokens.form(number.end) == Shape::Lower
        && is_modifier(tokens, number.end)
        && !tokens
            .is(number.end, &["critically", "seriously", "reportedly", "fatally", "badly", "slightly", "lightly"]);
    (digits && (behind_name || year || label)) || parent || ages || whole
}

/// `both`, `both men`, `all three victims`: so many of those told of before.
fn both(tokens: &Tokens<'_>, i: usize, end: usize, people: &People) -> Option<Quantity> {
    let (count, after) = match tokens.low(i) {
        "both" => (2.0, i + 1),
        "all" => number::number(tokens, i + 1, end).and_then(|n| Some((n.low.filter(|n| *n < 10.0)?, n.end)))?,
        _ => return None,
    };
    let number = Number {
        first: i,
        core: i,
        end: after,
        low: Some(count),
        high: Some(count),
        qualifier: crate::model::casualties::Qualifier::Exact,
        share: false,
    };
    let at = if tokens.is(after, &["of", "the"]) { after + 1 } else { after };
    match people.nouns.longest(tokens, at) {
        // "both civilians and soldiers" counts nobody
        Some((noun_end, Noun::Class(_)))
            if tokens.low(i) == "both"
                && tokens.low(noun_end) == "and"
                && (noun_end + 1..noun_end + 4)
                    .any(|t| matches!(people.nouns.longest(tokens, t), Some((_, Noun::Class(_))))) =>
        {
            None
        }
        Some((noun_end, Noun::Class(class))) => {
            Some(Quantity { first: i, end: noun_end, number, class: Some(*class), noun: true })
        }
        Some((_, Noun::Thing)) => None,
        None => tokens
            .is(after, &["were", "are", "died", "have", "had", "suffered", "sustained", "remain"])
            .then_some(Quantity { first: i, end: after, number, class: None, noun: false }),
    }
}

/// `a policeman`, `one guard`, `an 18-year-old man`.
fn single(tokens: &Tokens<'_>, i: usize, end: usize, people: &People) -> Option<Quantity> {
    if !tokens.is(i, &["a", "an", "another"]) {
        return None;
    }
    let mut at = i + 1;
    while at < end && at <= i + 7 {
        if let Some((after, Noun::Class(class))) = people.nouns.longest(tokens, at) {
            let singular = !tokens.low(after - 1).ends_with('s') || tokens.low(after - 1).ends_with("ss");
            let age = tokens.mark(at.saturating_sub(1)) == Some('-') && tokens.low(at) == "year";
            if age {
                at = after;
                continue;
            }
            if !singular {
                return None;
            }
            let mut last = (after, *class);
            while let Some((further, Noun::Class(head))) = people.nouns.longest(tokens, last.0) {
                last = (further, *head);
            }
            let plural = tokens.low(last.0 - 1).ends_with('s') && !tokens.low(last.0 - 1).ends_with("ss");
            // "a child's parent" is no child
            if plural || tokens.low(last.0) == "'s" {
                return None;
            }
            let number = Number {
                first: i,
                core: i,
                end: i + 1,
                low: Some(1.0),
                high: Some(1.0),
                qualifier: crate::model::casualties::Qualifier::Exact,
                share: false,
            };
            return Some(Quantity { first: i, end: last.0, number, class: Some(last.1), noun: true });
        }
        // "another 12 people"
        if tokens.form(at) == Shape::Digits
            && !tokens.is(at + 1, &["year", "years"])
            && !matches!(tokens.mark(at + 1), Some('-' | '‑' | '–'))
        {
            return None;
        }
        let part = is_modifier(tokens, at)
            || matches!(tokens.form(at), Shape::Digits | Shape::Mark('-'))
            || tokens.is(at, &["year", "old"]);
        if !part {
            return None;
        }
        at += 1;
    }
    None
}

/// Words that end the phrase of a number.
static STOPS: Words<77> = Words::of([
    "the", "a", "an", "and", "or", "of", "in", "on", "at", "by", "to", "for", "from", "with", "as", "but", "were",
    "was", "are", "is", "be", "been", "being", "have", "has", "had", "killed", "killing", "wounded", "injured", "died",
    "dead", "who", "when", "while", "after", "before", "during", "since", "including", "among", "that", "which",
    "said", "say", "says", "into", "over", "under", "near", "inside", "outside", "than", "may", "could", "would",
    "will", "did", "does", "do", "it", "they", "he", "she", "his", "their", "its", "this", "these", "those", "against",
    "around", "between", "also", "deaths", "fatalities", "injuries",
]);

/// Words that may stand between a number and its noun: adjectives, names of peoples, participles. Verbs, prepositions,
/// articles and conjunctions end the phrase.
pub(super) fn is_modifier(tokens: &Tokens<'_>, i: usize) -> bool {
    if matches!(tokens.form(i), Shape::Mark('-' | '’' | '"' | '“' | '”')) {
        return true;
    }
    if !tokens.is_word(i) || matches!(tokens.form(i), Shape::Digits) {
        return false;
    }
    !tokens.is(i, &STOPS)
}
