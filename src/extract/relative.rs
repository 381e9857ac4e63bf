//! Dates counted from the event told before: `A day earlier two bombs …`, `It was six days after …`, `A second blast within
//! the hour`.

use super::dates::DateMention;
use super::frames::Frame;
use super::number;
use super::reading::Reading;
use super::timex::{Anchor, Expression};
use super::token::Tokens;
use crate::model::date::{DateBasis, Precision, Timex};

/// Most words before the count in a sentence that tells when the event before was: `The blast came`.
const OPENING: usize = 4;

/// Most sentences between an event and what is dated from it.
pub(super) const BACK: usize = 8;

/// The date of a frame that is told from an event before it, of which the day is known. `None` where the frame has a date of
/// its own, or the words count from nothing known.
pub(super) fn date(tokens: &Tokens<'_>, reading: &Reading, frame: &Frame, before: &DateMention) -> Option<DateMention> {
    let day = before.timex.precision == Precision::Day && before.timex.start.is_some();
    if !day || frame.quoted || frame.date.as_ref().is_some_and(|d| d.timex.start.is_some()) {
        return None;
    }
    let timex = match &frame.date {
        Some(own) => match own.expression {
            Expression::Offset { days, later } => {
                Anchor::offset(&before.timex, days, later, &own.timex.text).filter(|_| opens(tokens, reading, own))?
            }
            Expression::Relative => counted(tokens, reading, own, &before.timex)?,
            _ => return None,
        },
        None if frame.another && before.expression != Expression::Hours && at_once(tokens, frame) => {
            before.timex.clone()
        }
        None => return None,
    };
    let first = frame.date.as_ref().map_or(frame.first, |own| own.first);
    let end = frame.date.as_ref().map_or(frame.first, |own| own.end);
    let timex = Timex { basis: DateBasis::Neighbour, ..timex };
    Some(DateMention { first, end, timex, ..before.clone() })
}

/// `A day earlier two bombs …`, `Earlier the same morning …`: the words open the sentence.
fn opens(tokens: &Tokens<'_>, reading: &Reading, date: &DateMention) -> bool {
    let first = reading.sentence.first;
    date.first <= first + 1
        && (first..date.first)
            .all(|i| tokens.is(i, &["only", "just", "and", "earlier", "later", "also", "early", "late"]))
}

/// `It was six days after a bomber …`: what follows was six days before the event that `it` takes up.
fn counted(tokens: &Tokens<'_>, reading: &Reading, date: &DateMention, before: &Timex) -> Option<Timex> {
    let first = reading.sentence.first;
    let taken_up = tokens.is(first, &["it", "this", "the"])
        && date.first <= first + OPENING
        && (first..date.first).any(|i| tokens.is(i, &["was", "came", "comes", "is", "happened", "occurred"]));
    if !taken_up || !tokens.is(date.end - 2, &["day", "days", "week", "weeks"]) {
        return None;
    }
    let count = match tokens.low(date.first) {
        "a" | "one" => 1,
        _ => number::number(tokens, date.first, date.end)?.whole()?,
    };
    let days = u32::try_from(count.min(366)).ok()? * if tokens.low(date.end - 2).starts_with("week") { 7 } else { 1 };
    match tokens.low(date.end - 1) {
        "after" => Anchor::offset(before, days, false, &date.timex.text),
        "before" => Anchor::offset(before, days, true, &date.timex.text),
        _ => None,
    }
}

/// `within the hour`, `minutes later`, `moments after`, `later in the day`, `the same evening`.
fn at_once(tokens: &Tokens<'_>, frame: &Frame) -> bool {
    (frame.first..frame.end).any(|i| {
        tokens.is(i, &["minutes", "moments", "seconds"]) && tokens.is(i + 1, &["later", "after", "afterwards", "apart"])
            || tokens.low(i) == "later" && tokens.low(i + 1) == "in" && tokens.is(i + 3, &["day", "morning", "evening"])
            || tokens.low(i) == "same" && tokens.is(i + 1, &["day", "morning", "afternoon", "evening", "night"])
            || tokens.low(i) == "within" && (i + 1..i + 4).any(|t| tokens.is(t, &["hour", "minutes", "moments"]))
    })
}
