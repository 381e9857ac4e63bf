//! `a blast in Herat, the killing of a judge in Kunduz and an attack on a court in Ghazni`: events that a sentence only names, one
//! after the other, each with its own day or place.

use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::scan::Shape;

/// Most words between the article of a noun phrase and its event word: `a separate and deadly car bomb attack`.
const REACH: usize = 6;

/// Whether a new item begins behind the token at `i`, a comma or `and`, in the stretch that began at `start`.
pub(super) fn parts(tokens: &Tokens<'_>, reading: &Reading, start: usize, i: usize, end: usize) -> bool {
    let comma = tokens.mark(i) == Some(',');
    if !comma && tokens.low(i) != "and" {
        return false;
    }
    let Some(word) = item(tokens, reading, i, end) else { return false };
    // a comma may also set an apposition apart: "the attack, a bombing in Herat"
    if comma && !(word.end..end).any(|at| tokens.low(at) == "and" && item(tokens, reading, at, end).is_some()) {
        return false;
    }
    let named = reading.words.iter().any(|w| start <= w.first && w.end <= i && is_noun(w));
    named
        && settled(reading, start, i)
        && settled(reading, i + 1, end)
        && !between(tokens, start, i)
        && !counted_together(tokens, reading, i, end)
}

fn is_noun(word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(t) if !t.weak && matches!(t.form, Form::Noun | Form::Plural))
}

/// The event noun of a noun phrase that begins right behind a token.
fn item<'r>(tokens: &Tokens<'_>, reading: &'r Reading, i: usize, end: usize) -> Option<&'r EventWord> {
    let at = if tokens.mark(i) == Some(',') && tokens.low(i + 1) == "and" { i + 2 } else { i + 1 };
    let dated = reading.dates.iter().any(|d| d.first == at || d.first == at + 1 && tokens.low(at) == "the");
    if !dated && !tokens.is(at, &["a", "an", "the", "another", "one"]) {
        return None;
    }
    let word = reading.words.iter().find(|w| at < w.first && w.first <= at + REACH && w.end <= end && is_noun(w))?;
    let clear = (at + 1..word.first).all(|t| match tokens.form(t) {
        Shape::Mark(mark) => matches!(mark, '-' | '\'' | '’'),
        _ => !tokens.is(
            t,
            &[
                "in", "on", "of", "at", "by", "to", "was", "were", "that", "who", "which", "for", "with", "from",
                "after", "had", "has", "is", "are", "and", "said", "when", "before", "during",
            ],
        ),
    });
    clear.then_some(word)
}

/// Whether the stretch has a day or a place of its own.
fn settled(reading: &Reading, first: usize, end: usize) -> bool {
    reading.dates.iter().any(|d| d.dates() && first <= d.first && d.end <= end)
        || reading.places.iter().any(|p| !p.adjective && p.city.is_some() && first <= p.first && p.end <= end)
}

/// `between a bombing in Herat and …`.
fn between(tokens: &Tokens<'_>, start: usize, i: usize) -> bool {
    (i.saturating_sub(8).max(start)..i).any(|t| tokens.low(t) == "between")
}

/// `A blast in Herat and a shooting in Kunduz killed twelve`: one toll for both.
fn counted_together(tokens: &Tokens<'_>, reading: &Reading, i: usize, end: usize) -> bool {
    let harm = reading.words.iter().find(|w| {
        w.first > i && w.end <= end && matches!(w.word, Word::Harm(Harm::Killed | Harm::Wounded, HarmForm::Verb))
    });
    harm.is_some_and(|w| {
        !tokens.low(w.end - 1).ends_with("ing")
            && !(i..w.first).any(|t| tokens.is(t, &["that", "which", "who", "where", "when", "whom"]))
    })
}
