//! `two attacks, one of which was on X and the other on Y`: two events in one phrase.

use super::casualties;
use super::frames::Frame;
use super::places::PlaceMention;
use super::reading::Reading;
use super::reality::Reality;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Word};
use crate::model::place::GeoPrecision;

/// The two frames of a pair, in place of the one that counts them.
pub(super) fn pair(tokens: &Tokens<'_>, reading: &Reading, counted: &Frame, codebook: &Codebook) -> Option<[Frame; 2]> {
    let trigger = *reading.words.iter().find(|w| {
        let two = w.first.saturating_sub(4).max(counted.first)..w.first;
        counted.first <= w.first
            && w.end <= counted.end
            && matches!(w.word, Word::Trigger(t) if t.form == Form::Plural)
            && two.into_iter().any(|i| tokens.is(i, &["two", "both", "twin"]))
    })?;
    let end = reading.sentence.end;
    let leads = |i: usize| {
        tokens.is(
            i + 1,
            &["of", "was", "on", "targeted", "targeting", "at", "against", "in", "near", "outside", "hit", "struck"],
        )
    };
    let one = (trigger.end..end.min(trigger.end + 20)).find(|&i| tokens.low(i) == "one" && leads(i))?;
    let other = (one + 1..end)
        .find(|&i| tokens.is(i, &["other", "second", "another"]) || (tokens.low(i) == "one" && leads(i)))?;
    let first = directed(tokens, reading, one, other)?;
    let second = directed(tokens, reading, other, end)?;
    let dated =
        |from: usize, to: usize| reading.dates.iter().find(|d| d.dates() && from <= d.first && d.end <= to).cloned();
    let frame = |from: usize, to: usize, place: PlaceMention| Frame {
        first: from,
        end: to,
        definite: false,
        another: true,
        date: dated(from, to).or_else(|| dated(trigger.end, one)),
        places: vec![place],
        casualties: casualties::casualties(tokens, reading, from, to, codebook),
        reality: Reality::Single,
        trigger: Some(trigger),
        rules: vec!["event/pair"],
        ..counted.clone()
    };
    Some([frame(one, other, first), frame(other, end, second)])
}

/// The first place after `on`, `at`, `targeted`, dates passed over.
fn directed(tokens: &Tokens<'_>, reading: &Reading, from: usize, to: usize) -> Option<PlaceMention> {
    let at = (from..to).find(|&i| {
        tokens.is(i, &["on", "at", "against", "in", "near", "outside", "targeted", "targeting", "hit", "struck"])
    })?;
    let place = reading.places.iter().find(|p| p.first > at && p.first - at <= 10 && p.end <= to && !p.adjective);
    // "the most senior diplomat of Pakistan": a country tells no two events apart
    place.filter(|p| p.place.precision != GeoPrecision::Country).cloned()
}
