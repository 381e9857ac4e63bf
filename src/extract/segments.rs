//! A sentence → the stretches of it that tell one event each.

use super::dates::DateMention;
use super::enumerated;
use super::reading::{EventWord, Reading};
use super::timex::Expression;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::scan::Shape;

/// Stretches of the sentence that tell one event each.
pub(super) fn segments(tokens: &Tokens<'_>, reading: &Reading) -> Vec<(usize, usize)> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let mut cuts = vec![first];
    for i in first + 1..end {
        if !may_part(tokens, i) {
            continue;
        }
        let between = reading.dates.iter().any(|d| d.end == i) && reading.dates.iter().any(|d| d.first == i + 1);
        // "a day after a bomb …" counts from the event that follows
        let inside =
            |d: &DateMention| d.first < i && i < d.end && !(d.expression == Expression::Relative && d.end == i + 1);
        if between || reading.dates.iter().any(inside) {
            continue;
        }
        let start = *cuts.last().expect("the first cut is there");
        if let Some(at) = boundary(tokens, reading, start, i, end)
            && at > start
            && tells(reading, start, at)
            && tells(reading, i + 1, end)
        {
            cuts.push(at);
        }
    }
    cuts.push(end);
    cuts.windows(2).map(|w| (w[0], w[1])).collect()
}

/// Whether the token is one of those that may part two events.
fn may_part(tokens: &Tokens<'_>, i: usize) -> bool {
    let words = ["after", "before", "following", "follows", "followed", "since", "while", "and", "when"];
    match tokens.form(i) {
        Shape::Mark(mark) => matches!(mark, ';' | ','),
        _ => tokens.is(i, &words) || answers(tokens, i),
    }
}

/// `in retaliation for the bombing`: what follows is the deed that was answered.
pub(super) fn answers(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.low(i) == "in"
        && tokens.is(i + 1, &["answer", "response", "retaliation", "revenge", "reprisal", "retribution", "reply"])
        && tokens.is(i + 2, &["to", "for"])
        || tokens.low(i) == "for"
            && (i.saturating_sub(2)..i).any(|t| {
                tokens.is(t, &["revenge", "retaliation", "reprisal", "retribution", "vengeance", "retaliatory"])
            })
            && !tokens.is(i.saturating_sub(2), &["in"])
}

/// Whether an event word or harm stands in the stretch.
fn tells(reading: &Reading, first: usize, end: usize) -> bool {
    reading
        .words
        .iter()
        .any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Trigger(_) | Word::Harm(..)))
}

/// Where a new event begins, if the token at `i` parts two.
fn boundary(tokens: &Tokens<'_>, reading: &Reading, start: usize, i: usize, end: usize) -> Option<usize> {
    if enumerated::parts(tokens, reading, start, i, end) {
        return Some(i);
    }
    match tokens.low(i) {
        "after" | "before" | "following" => {
            // "came hours after", "a week after a bombing", "follows an attack"
            let counted = i > start
                && tokens.is(
                    i - 1,
                    &[
                        "hours", "days", "weeks", "months", "years", "day", "week", "month", "year", "minutes",
                        "shortly", "soon", "hour",
                    ],
                );
            let came = (start..i).any(|t| tokens.is(t, &["came", "comes", "coming", "happened", "occurred"]));
            // "launched an operation in the hills on Tuesday after gunmen killed nine policemen on Sunday"
            let told = |w: &EventWord| matches!(w.word, Word::Trigger(t) if t.form != Form::Agent);
            let apart = tokens.low(i) != "following"
                && reading.words.iter().any(|w| start <= w.first && w.end <= i && told(w))
                && triggers_in(reading, i + 1, end)
                && differ(tokens, reading, start, i, end);
            (counted || came || apart || both_deadly(reading, start, i, end)).then_some(i)
        }
        "follows" | "followed" if tokens.low(i + 1) != "by" => Some(i),
        "since" => {
            let when = (i + 1..end.min(i + 8)).any(|t| tokens.low(t) == "when");
            when.then_some(i)
        }
        // "killed two planners in answer to the bombing at the gate"
        "in" | "for" => answers(tokens, i).then_some(i),
        _ if tokens.mark(i) == Some(';') => Some(i + 1),
        // "a train between Abuja and Kaduna"
        "and" if (i.saturating_sub(3).max(start)..i).any(|t| tokens.low(t) == "between") => None,
        "while" | "and" | "when" => {
            let left = dated_or_placed(tokens, reading, start, i);
            let right = dated_or_placed(tokens, reading, i + 1, end);
            let own = triggers_in(reading, start, i) && triggers_in(reading, i + 1, end);
            // "one side said its strikes killed 90, while the other said its attacks killed 40"
            let rivals = tokens.low(i) == "while" && both_deadly(reading, start, i, end);
            (rivals || own && left && right && differ(tokens, reading, start, i, end)).then_some(i)
        }
        _ => None,
    }
}

/// `The strikes killed four, after an assault left two dead`: each side has its event and its dead in numbers.
fn both_deadly(reading: &Reading, start: usize, cut: usize, end: usize) -> bool {
    let told = |first: usize, end: usize| {
        let inside = |w: &&EventWord| first <= w.first && w.end <= end;
        let noun = |w: &EventWord| matches!(w.word, Word::Trigger(t) if !t.weak && matches!(t.form, Form::Noun | Form::Plural));
        let killed = |w: &EventWord| {
            matches!(w.word, Word::Harm(Harm::Killed, HarmForm::Verb | HarmForm::State | HarmForm::Intransitive))
        };
        let numbers = reading.quantities.iter().any(|q| first <= q.first && q.end <= end && q.noun);
        numbers && reading.words.iter().filter(inside).any(noun) && reading.words.iter().filter(inside).any(killed)
    };
    told(start, cut) && told(cut, end)
}

fn triggers_in(reading: &Reading, first: usize, end: usize) -> bool {
    reading
        .words
        .iter()
        .any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Trigger(_) | Word::Harm(_, HarmForm::Verb)))
}

fn dated_or_placed(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    let from = reading.sentence.first;
    reading.dates.iter().any(|d| d.dates() && first <= d.first && d.end <= end && !dates_speech(tokens, d, from))
        || reading.places.iter().any(|p| !p.adjective && p.city.is_some() && first <= p.first && p.end <= end)
}

/// Whether the two sides name different days or different cities.
fn differ(tokens: &Tokens<'_>, reading: &Reading, start: usize, cut: usize, end: usize) -> bool {
    let from = reading.sentence.first;
    let date = |a: usize, b: usize| {
        reading
            .dates
            .iter()
            .find(|d| d.dates() && !dates_speech(tokens, d, from) && a <= d.first && d.end <= b)
            .map(|d| d.timex.value.clone())
    };
    let city = |a: usize, b: usize| {
        reading
            .places
            .iter()
            .find(|p| !p.adjective && p.city.is_some() && a <= p.first && p.end <= b)
            .map(|p| p.city.clone())
    };
    let (d1, d2) = (date(start, cut), date(cut, end));
    let (c1, c2) = (city(start, cut), city(cut, end));
    (d1.is_some() && d2.is_some() && d1 != d2) || (c1.is_some() && c2.is_some() && c1 != c2)
}

/// Verbs of saying and of answering to an event: what stands beside them dates the words, not the event.
static SPOKEN: Words<43> = Words::of([
    "said", "told", "announced", "confirmed", "insisted", "warned", "stated", "tweeted", "wrote", "reported",
    "claimed", "says", "saying", "condemned", "denounced", "deplored", "repudiated", "mourned", "demanded",
    "protested", "urged", "called", "asked", "denied", "rejected", "accused", "blamed", "admitted", "acknowledged",
    "vowed", "pledged", "promised", "declared", "revealed", "disclosed", "expressed", "commented", "offered",
    "ordered", "criticized", "criticised", "praised", "known",
]);

/// `said Monday`, `told reporters on Monday`, `announced early Monday`, `today condemned`: when it was said.
pub(super) fn dates_speech(tokens: &Tokens<'_>, date: &DateMention, first: usize) -> bool {
    let adverb = |i: usize| tokens.is(i, &["also", "again", "officially"]) || tokens.low(i).ends_with("ly");
    let verb = if adverb(date.end) { date.end + 1 } else { date.end };
    // "on Monday condemned"; but "on Monday, said the police" and "the attack on Monday claimed eight lives"
    if tokens.is(verb, &SPOKEN) && !tokens.is(verb, &["claimed", "called", "ordered"]) {
        return true;
    }
    let mut at = date.first;
    let mut steps = 0;
    while at > first && steps < 5 {
        at -= 1;
        steps += 1;
        if tokens.is(at, &SPOKEN) {
            // "was reported at 9 p.m. Sunday": the event was
            if tokens.low(at) == "reported" && at > first && tokens.is(at - 1, &["was", "were"]) {
                return false;
            }
            // "said that on Sunday gunmen …": the clause has begun
            return !(at + 1..date.first)
                .any(|i| tokens.is(i, &["that", "a", "an", "the", "at", "their", "its"]) && !tokens.is(i, &["the"]))
                && !(at + 1..date.first)
                    .any(|i| tokens.is(i, &["killed", "attack", "bombing", "raid", "blast", "explosion"]));
        }
        if !tokens.is(
            at,
            &[
                "on", "early", "late", "reporters", "in", "a", "journalists", "statement", "media", "the", "news",
                "conference", "agency",
            ],
        ) && !tokens.is_capital(at)
        {
            return false;
        }
    }
    false
}
