//! `two attacks, one of which was on X and the other on Y`: two events in one phrase.

use super::casualties::Casualties;
use super::frames::{Frame, Reality};
use super::places::PlaceMention;
use super::reading::Reading;
use super::token::Tokens;
use crate::codebook::events::{Form, Word};

/// The two frames of a pair, in place of the one that counts them.
pub(super) fn pair(tokens: &Tokens<'_>, reading: &Reading, counted: &Frame) -> Option<[Frame; 2]> {
    let trigger = counted.trigger?;
    let Word::Trigger(kind) = trigger.word else { return None };
    if kind.form != Form::Plural
        || !(counted.first..trigger.first).rev().take(4).any(|i| tokens.is(i, &["two", "both", "twin"]))
    {
        return None;
    }
    let end = reading.sentence.end;
    let one = (trigger.end..end.min(trigger.end + 20)).find(|&i| {
        tokens.low(i) == "one"
            && (tokens.is(
                i + 1,
                &[
                    "of",
                    "was",
                    "on",
                    "targeted",
                    "targeting",
                    "at",
                    "against",
                    "in",
                    "near",
                    "outside",
                    "hit",
                    "struck",
                ],
            ))
    })?;
    let other = (one + 1..end).find(|&i| tokens.is(i, &["other", "second", "another"]))?;
    let first = directed(tokens, reading, one, other)?;
    let second = directed(tokens, reading, other, end)?;
    Some([frame(counted, trigger.end, other, first), frame(counted, other, end, second)])
}

/// The place after `on`, `at`, `targeted`.
fn directed(tokens: &Tokens<'_>, reading: &Reading, from: usize, to: usize) -> Option<PlaceMention> {
    let at = (from..to).find(|&i| {
        tokens.is(i, &["on", "at", "against", "in", "near", "outside", "targeted", "targeting", "hit", "struck"])
    })?;
    reading.places.iter().find(|p| p.first > at && p.first - at <= 8 && p.end <= to && !p.adjective).cloned()
}

fn frame(counted: &Frame, first: usize, end: usize, place: PlaceMention) -> Frame {
    Frame {
        first,
        end,
        definite: false,
        another: true,
        places: vec![place],
        casualties: Casualties::default(),
        reality: Reality::Single,
        rules: vec!["event/pair"],
        ..counted.clone()
    }
}
