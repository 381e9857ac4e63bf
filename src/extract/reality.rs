//! Whether an event word tells one event that happened, many, or one that did not.

use super::casualties::Casualties;
use super::frames;
use super::number;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::events::{Form, Word};
use crate::model::incident::EventType;

/// Whether the event is told as having happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reality {
    /// It happened, once.
    Single,
    /// Many events in one word: `a series of attacks`.
    Many,
    /// Planned or feared.
    Planned,
    /// Stopped.
    Foiled,
    /// Denied, asked about, conditional.
    Unreal,
}

#[expect(clippy::too_many_arguments, reason = "one decision that looks at everything in the stretch")]
pub(super) fn reality(
    tokens: &Tokens<'_>,
    reading: &Reading,
    trigger: Option<&EventWord>,
    words: &[&EventWord],
    first: usize,
    end: usize,
    dated: bool,
    places: &[PlaceMention],
    casualties: &Casualties,
) -> Reality {
    let Some(trigger) = trigger else { return Reality::Single };
    let Word::Trigger(kind) = trigger.word else { return Reality::Single };
    let before = |n: usize| if trigger.first >= first + n { tokens.low(trigger.first - n) } else { "" };
    let harmed = casualties.killed.as_ref().or(casualties.wounded.as_ref()).is_some_and(|c| c.number().is_some());
    if (1..=3).any(|n| {
        matches!(before(n), "no" | "not" | "never" | "without" | "didn't" | "neither") || before(n).ends_with("n't")
    }) && !harmed
    {
        return Reality::Unreal;
    }
    if compares(tokens, trigger, first) {
        return Reality::Unreal;
    }
    // "condemned the strike as an attack on its soil": a name for an event, not another one
    let called = |n: usize| before(n + 1) == "as" && matches!(before(n), "a" | "an");
    if (called(1) || called(2)) && !harmed {
        return Reality::Unreal;
    }
    let happened = harmed && dated;
    let near = |w: &EventWord, reach: usize| w.end <= trigger.first && trigger.first - w.end <= reach;
    for word in words {
        match word.word {
            Word::Foiled if near(word, 6) && !happened => return Reality::Foiled,
            Word::Planned if near(word, 8) && !happened => return Reality::Planned,
            Word::Unreal if near(word, 2) && !happened => return Reality::Planned,
            _ => {}
        }
    }
    let modal = (1..=3)
        .any(|n| matches!(before(n), "could" | "would" | "will" | "may" | "might" | "can" | "should" | "if" | "must"));
    if modal && !harmed {
        return Reality::Planned;
    }
    if kind.form == Form::Verb && before(1) == "to" && !harmed {
        return Reality::Unreal;
    }
    let series =
        words.iter().any(|w| matches!(w.word, Word::Series) && w.end <= trigger.first && trigger.first - w.end <= 3);
    let counted = reading.quantities.iter().any(|q| q.end <= trigger.first && trigger.first - q.end <= 3 && !q.noun)
        || counted_events(tokens, reading, trigger.first, first);
    if kind.form == Form::Plural && !series && !counted && frames::is_definite(tokens, trigger, first) {
        return Reality::Single;
    }
    if kind.form == Form::Plural || (series && kind.form == Form::Noun && !matches!(before(1), "such" | "the")) {
        let located = places.iter().any(|p| p.city.is_some());
        let one_place = located && dated && !counted && at_most_two_days(reading, first, end);
        let clash = kind.event_type == EventType::Clash && located && !counted && !series;
        if one_place || clash || (located && harmed && !counted) {
            return Reality::Single;
        }
        return Reality::Many;
    }
    Reality::Single
}

/// `It was the first such attack since …`, `one of the deadliest attacks in years`: a word about events, not one of them.
fn compares(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
    const RANKS: [&str; 11] =
        ["first", "latest", "deadliest", "worst", "bloodiest", "biggest", "largest", "most", "second", "third", "such"];
    let from = trigger.first.saturating_sub(6).max(first);
    let ranked = (from..trigger.first).any(|i| tokens.is(i, &RANKS));
    ranked
        && (from..trigger.first)
            .any(|i| tokens.is(i, &["was", "is", "marked", "marks", "one", "among", "were", "became"]))
}

fn counted_events(tokens: &Tokens<'_>, reading: &Reading, at: usize, first: usize) -> bool {
    let from = at.saturating_sub(4).max(first);
    let in_date = |i: usize| reading.dates.iter().any(|d| d.first <= i && i < d.end);
    (from..at)
        .filter(|&i| !in_date(i))
        .any(|i| number::number(tokens, i, at).is_some_and(|n| n.low.is_none_or(|v| v > 2.0) && n.end <= at))
}

fn at_most_two_days(reading: &Reading, first: usize, end: usize) -> bool {
    reading.dates.iter().filter(|d| d.dates() && first <= d.first && d.end <= end).any(|d| match d.timex.range() {
        Some((start, stop)) => (stop - start).num_days() <= 1,
        None => d.timex.value.as_deref().is_some_and(|v| v.contains("-W") || v.matches('-').count() == 2),
    })
}
