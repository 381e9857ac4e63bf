//! Days of what came of an event (a strike, a protest, a condemnation): they bound the event's own day and do not state it.

use super::dates::DateMention;
use super::frames;
use super::parties;
use super::reading::{EventWord, Reading};
use super::segments;
use super::token::Tokens;
use crate::codebook::events::Word;
use crate::model::date::Precision;

/// `the strike called on Monday after the murder of a judge`: what stands before the preposition dates what came of it.
pub(super) fn dates_answer(tokens: &Tokens<'_>, reading: &Reading, date: &DateMention, trigger: &EventWord) -> bool {
    let Some(after) = (date.end..trigger.first)
        .find(|&i| tokens.is(i, &["following", "after", "over", "because", "due", "protest", "amid"]))
    else {
        return false;
    };
    let told = |w: &EventWord| match w.word {
        Word::Harm(..) => true,
        Word::Trigger(t) => !t.weak,
        _ => false,
    };
    !reading.words.iter().any(|w| reading.sentence.first <= w.first && w.first < after && told(w))
}

/// `on Monday condemned the murder of a judge`: the event was not later than the words about it.
pub(super) fn bound(tokens: &Tokens<'_>, reading: &Reading, trigger: &EventWord, first: usize) -> Option<DateMention> {
    let spoken = reading.dates.iter().find(|d| {
        d.dates()
            && first <= d.first
            && d.end <= trigger.first
            && (segments::dates_speech(tokens, d, reading.sentence.first) || dates_answer(tokens, reading, d, trigger))
    })?;
    let (_, last) = spoken.timex.range()?;
    let mut bound = spoken.clone();
    bound.timex.start = None;
    bound.timex.end = None;
    bound.timex.precision = Precision::Unknown;
    bound.timex.value = None;
    bound.timex.not_before = None;
    bound.timex.not_after = Some(last);
    Some(bound)
}

/// `The trial of two men accused of the attack opened on Monday`, `arrested a suspect in the bombing on Tuesday`: the day of
/// the hearing or the arrest, where the event is only named.
pub(super) fn dates_law(tokens: &Tokens<'_>, trigger: &EventWord, date: &DateMention, first: usize) -> bool {
    const LAW: [&str; 16] = [
        "arrested", "detained", "captured", "charged", "convicted", "sentenced", "released", "arraigned", "indicted",
        "extradited", "acquitted", "interrogated", "questioned", "apprehended", "jailed", "nabbed",
    ];
    const COURT: [&str; 8] =
        ["trial", "hearing", "verdict", "sentencing", "funeral", "buried", "burial", "anniversary"];
    let before = |words: &[&str]| (first..trigger.first).any(|i| words.contains(&tokens.low(i)));
    let named = frames::is_definite(tokens, trigger, first) && !parties::introduces(tokens, trigger, date.first);
    (date.first > trigger.end && before(&COURT)) || (named && date.first > trigger.first && before(&LAW))
}
