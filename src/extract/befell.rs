//! Which word of harm a number of people goes with: `eight were killed`, `killed at least eight`, `the toll rose to 15`.

use super::casualties::Assigned;
use super::people::Quantity;
use super::reading::EventWord;
use super::rows;
use super::token::Tokens;
use crate::codebook::events::{Harm, HarmForm};
use crate::codebook::scan::Shape;

/// Most words between a verb of harm and its object, or between a number and its passive.
const REACH: usize = 7;

/// `eight people were killed`, `20 wounded`, `13 dead`, `two guards died`.
pub(super) fn passive(
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
    // ", the majority of whom were young women,", ", at least nine of them children,"
    let whom = (comma + 1..end.min(comma + 6)).any(|i| tokens.low(i) == "of" && tokens.is(i + 1, &["whom", "them"]));
    if whom {
        return (comma + 2..end.min(comma + 16)).find(|&i| tokens.mark(i) == Some(',')).map(|i| i + 1);
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
pub(super) fn has_object(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
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
pub(super) fn object(
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
pub(super) fn is_subset(tokens: &Tokens<'_>, quantity: &Quantity, first: usize) -> bool {
    let before = |n: usize| if quantity.first >= first + n { tokens.low(quantity.first - n) } else { "" };
    let of_them = tokens.low(quantity.number.end) == "of"
        && tokens.is(quantity.number.end + 1, &["them", "whom", "those", "the"]);
    matches!(before(1), "including" | "whom" | "them" | "those")
        || (before(2) == "including" && matches!(before(1), "at" | "some"))
        || matches!((before(2), before(1)), ("among", "the") | ("of", "which"))
        || of_them
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
        .any(|i| tokens.is(i, &["said", "says", "told", "confirmed", "announced", "added", "denied", "denies"]))
}

/// `13 soldiers, as well as 100 civilians`: both are told of.
pub(super) fn as_well(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to - from <= 5
        && (from..to).any(|i| tokens.is(i, &["well", "along", "together"]))
        && (from..to)
            .all(|i| tokens.mark(i) == Some(',') || tokens.is(i, &["and", "as", "well", "along", "together", "with"]))
}
