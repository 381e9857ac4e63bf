//! Whether an event word tells one event that happened, many, or one that did not.

use super::casualties::Casualties;
use super::dates::DateMention;
use super::frames;
use super::number;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::events::{Form, Word};
use crate::model::date::Precision;
use crate::model::incident::EventType;
use crate::model::place::GeoPrecision;

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
    if between_days(tokens, reading, first, end) {
        return Reality::Many;
    }
    if over_period(tokens, reading, first, end)
        && !at_most_two_days(reading, first, end)
        && trigger
            .is_none_or(|t| matches!(t.word, Word::Trigger(k) if k.generic || k.personal || k.form == Form::Plural))
    {
        return Reality::Many;
    }
    if !dated && words.iter().any(|w| matches!(w.word, Word::Refuted)) {
        return Reality::Unreal;
    }
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
    // "assembled warplanes ahead of possible strikes": who would do it does nothing yet
    let feared = |w: &EventWord| {
        matches!(w.word, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural))
            && (w.first.saturating_sub(3).max(first)..w.first)
                .any(|i| tokens.is(i, &["possible", "potential", "threatened", "imminent"]))
    };
    if !harmed && kind.form == Form::Agent && words.iter().any(|w| feared(w)) {
        return Reality::Unreal;
    }
    let says = |word: fn(&Word) -> bool| words.iter().any(|w| word(&w.word));
    if !harmed && says(|w| matches!(w, Word::Pretended | Word::Refuted)) {
        return Reality::Unreal;
    }
    let told = words.iter().any(|w| matches!(w.word, Word::Harm(..)) && w.end <= trigger.first);
    if compares(tokens, trigger, first) {
        return if harmed && (told || opens_with_rank(tokens, trigger, first)) {
            Reality::Single
        } else {
            Reality::Unreal
        };
    }
    // "this was an attack on us all", "condemned the strike as an attack on its soil": a name for an event, not another one
    if kind.form == Form::Verb && habit(tokens, trigger, first, end) && !dated {
        return Reality::Many;
    }
    let called = |n: usize| before(n + 1) == "as" && matches!(before(n), "a" | "an");
    let named = |n: usize| {
        matches!(before(n), "a" | "an")
            && matches!(before(n + 1), "was" | "is" | "be" | "not")
            && matches!(before(n + 2), "this" | "it" | "that")
    };
    if (called(1) || called(2) || named(1) || named(2)) && !harmed {
        return Reality::Unreal;
    }
    let happened = harmed && dated;
    let near = |w: &EventWord, reach: usize| w.end <= trigger.first && trigger.first - w.end <= reach;
    for word in words {
        match word.word {
            Word::Foiled if near(word, 6) && !happened => return Reality::Foiled,
            Word::Planned if near(word, 8) && !happened => return Reality::Planned,
            Word::Foiled if !harmed && undone(tokens, trigger, word) => return Reality::Foiled,
            Word::Unreal if near(word, 2) && !happened => return Reality::Planned,
            _ => {}
        }
    }
    // "shouting that the killing of minorities must end"
    let ends = (trigger.end..end.min(trigger.end + 6)).any(|i| {
        tokens.is(i, &["must", "should"])
            && (tokens.is(i + 1, &["end", "stop", "cease"]) || tokens.is(i + 2, &["end", "stop", "stopped", "ended"]))
    });
    if ends && casualties.numbered.is_empty() {
        return Reality::Many;
    }
    let modal = (1..=3)
        .any(|n| matches!(before(n), "could" | "would" | "will" | "may" | "might" | "can" | "should" | "if" | "must"));
    let ahead = tokens.is(trigger.end, &["will", "would", "could", "may", "might"])
        && tokens.low(trigger.end + 1) != "have"
        && !frames::is_definite(tokens, trigger, first);
    if (modal || ahead) && !harmed {
        return Reality::Planned;
    }
    if (kind.personal || tokens.low(trigger.end - 1) == "bombing")
        && bare_kind(tokens, trigger, end)
        && !at_most_two_days(reading, first, end)
    {
        return Reality::Many;
    }
    // "to attack the base"; but "admitted to shooting a man"
    let infinitive =
        (before(1) == "to" && !tokens.low(trigger.first).ends_with("ing")) || (before(1) == "be" && before(2) == "to");
    if infinitive && matches!(kind.form, Form::Verb | Form::Noun) && !harmed {
        return Reality::Unreal;
    }
    let supposed = (4..=7).any(|n| before(n) == "if")
        && !(1..=7).any(|n| trigger.first >= first + n && tokens.mark(trigger.first - n) == Some(','))
        && !frames::is_definite(tokens, trigger, first);
    if (supposed || in_condition(tokens, trigger, first)) && !harmed {
        return Reality::Unreal;
    }
    // "several injured when a car bomb …": the row is of people
    let one_phrase = |from: usize| {
        !(from..trigger.first).any(|i| {
            tokens.is(i, &["a", "an", "the", "when", "after", "as", "in", "by", "and"])
                || words.iter().any(|w| w.first == i && matches!(w.word, Word::Harm(..)))
        })
    };
    let near = |end: usize| end <= trigger.first && trigger.first - end <= 3 && one_phrase(end);
    // "in the other attack": the second of two
    let second = kind.form == Form::Noun && before(1) == "other" && before(2) == "the";
    let series = !second && words.iter().any(|w| matches!(w.word, Word::Series) && near(w.end));
    let counted = reading.quantities.iter().any(|q| !q.noun && near(q.end))
        || counted_events(tokens, reading, trigger.first, first);
    if kind.form == Form::Plural && !series && !counted && frames::is_definite(tokens, trigger, first) {
        return Reality::Single;
    }
    if kind.form == Form::Plural || (series && kind.form == Form::Noun && !matches!(before(1), "such" | "the")) {
        let located = places.iter().any(|p| p.city.is_some() || p.place.precision <= GeoPrecision::City);
        let one_place = located && dated && !counted && at_most_two_days(reading, first, end);
        let somewhere = located || places.iter().any(|p| p.place.precision == GeoPrecision::Province) && dated;
        // "three explosions in the city yesterday" with one toll
        let explosive = matches!(kind.event_type, EventType::Bombing | EventType::SuicideBombing);
        let apart =
            (first..end).any(|i| tokens.is(i, &["separate", "different", "several", "various", "across", "other"]));
        let together =
            explosive && located && dated && harmed && !series && !apart && at_most_two_days(reading, first, end);
        let clash = kind.event_type == EventType::Clash && somewhere && !counted && !series;
        // "air strikes killed 40 fighters in the province"
        let aerial = kind.event_type == EventType::Airstrike
            && harmed
            && !series
            && !counted
            && places.iter().any(|p| p.place.precision <= GeoPrecision::Province);
        if one_place || clash || together || aerial || (located && harmed && !counted) {
            return Reality::Single;
        }
        return Reality::Many;
    }
    Reality::Single
}

/// `If the army thinks that it can win by bombing the hills, …`: inside the clause that the sentence opens with.
fn in_condition(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
    let opens = tokens.is(first, &["if", "unless"]) || tokens.low(first) == "even" && tokens.low(first + 1) == "if";
    opens && (first..trigger.first).all(|i| tokens.mark(i) != Some(','))
}

/// `a bomb was found and defused`: stopped, told after the event word.
fn undone(tokens: &Tokens<'_>, trigger: &EventWord, foiled: &EventWord) -> bool {
    foiled.first >= trigger.end
        && foiled.first - trigger.end <= 9
        && (trigger.end..foiled.first).any(|i| tokens.is(i, &["was", "were", "been"]))
}

/// `the killing of civilians`, `murders of many journalists`: a kind of act, told of nobody in particular.
fn bare_kind(tokens: &Tokens<'_>, trigger: &EventWord, end: usize) -> bool {
    let inside = tokens.low(trigger.end - 1) == "of";
    let gerund = tokens.low(trigger.end - 1).ends_with("ing");
    let at = match tokens.low(trigger.end) {
        _ if inside => trigger.end,
        "of" => trigger.end + 1,
        _ if gerund => trigger.end,
        _ => return false,
    };
    for i in at..end.min(at + 4) {
        let word = tokens.low(i);
        if tokens.is(i, &["civilians", "people", "women", "children", "police", "many", "innocent", "others"]) {
            return true;
        }
        if tokens.is_capital(i)
            || !tokens.is_word(i)
            || DETERMINERS.contains(&word)
            || number::number(tokens, i, end).is_some()
        {
            return false;
        }
        if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") {
            return true;
        }
    }
    false
}

const DETERMINERS: [&str; 16] = [
    "the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those", "another", "one",
    "by",
];

/// `has targeted Hazaras before`, `often attack convoys`: what somebody did or does, not this time.
pub(super) fn habit(tokens: &Tokens<'_>, trigger: &EventWord, first: usize, end: usize) -> bool {
    let from = trigger.first.saturating_sub(4).max(first);
    let perfect = (from..trigger.first).any(|i| tokens.is(i, &["has", "have", "had"]));
    let closes = |i: usize| !tokens.is_word(i + 1) || i + 1 >= end;
    let earlier = (trigger.end..end).any(|i| {
        tokens.is(i, &["previously", "repeatedly", "frequently", "regularly"])
            || (tokens.low(i) == "before" && closes(i))
            || (tokens.low(i) == "past" && tokens.low(i.saturating_sub(1)) == "the" && closes(i))
    });
    let often = (from..trigger.first).any(|i| {
        tokens.is(i, &["often", "frequently", "regularly", "repeatedly", "routinely", "previously", "sometimes"])
    });
    often || (perfect && earlier)
}

/// `since 2021 more than 1,000 people have been killed`, `killed so far this year`, `on average`: many events over a time.
fn over_period(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    const SPANS: [&str; 12] = [
        "years", "year", "months", "decade", "decades", "weeks", "century", "war", "conflict", "quarter", "half",
        "season",
    ];
    (first..end).any(|i| {
        let next = |n: usize| tokens.low(i + n);
        match tokens.low(i) {
            "so" => next(1) == "far" && (tokens.is(i + 2, &["this", "in"])),
            "in" | "over" | "during" | "throughout" | "within" => {
                let spell =
                    tokens.is(i + 1, &["the", "this"]) && tokens.is(i + 2, &["past", "last", "first", "previous"]);
                spell && (i + 3..i + 6).any(|t| t < end && tokens.is(t, &SPANS))
            }
            "every" | "each" | "per" => tokens.is(i + 1, &["year", "day", "week", "month"]),
            "average" => tokens.is(i.saturating_sub(1), &["on", "an"]),
            "since" => {
                let year = next(1).len() == 4 && next(1).bytes().all(|b| b.is_ascii_digit());
                let begins = (i + 1..i + 4).any(|t| tokens.is(t, &["beginning", "start", "onset"]));
                let long = |d: &DateMention| {
                    d.end > i
                        && d.first <= if begins { i + 5 } else { i + 2 }
                        && (begins
                            || matches!(d.timex.precision, Precision::Year | Precision::Season | Precision::Month))
                };
                (year || reading.dates.iter().any(long)) && (first..end).any(|t| tokens.is(t, &["have", "has", "had"]))
            }
            _ => false,
        }
    })
}

/// `Between 1 January and 31 March the mission recorded 700 casualties`: a count over more than a weekend.
fn between_days(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    reading.dates.windows(2).any(|pair| {
        let (one, other) = (&pair[0], &pair[1]);
        let opens = one.first > first && tokens.is(one.first - 1, &["between", "from"]);
        let joined = other.first == one.end + 1 && tokens.is(one.end, &["and", "to", "until", "through"]);
        let apart = match (one.timex.range(), other.timex.range()) {
            (Some((from, _)), Some((_, to))) => (to - from).num_days() > 3,
            _ => false,
        };
        opens && joined && apart && other.end <= end
    })
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

/// `In one of the deadliest attacks this year, gunmen killed 45 farmers`: the clause behind the comma tells the event.
fn opens_with_rank(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
    tokens.is(first, &["in", "the"])
        && (first..trigger.first).all(|i| tokens.mark(i) != Some(','))
        && (trigger.end..trigger.end + 12).any(|i| tokens.mark(i) == Some(','))
}

fn counted_events(tokens: &Tokens<'_>, reading: &Reading, at: usize, first: usize) -> bool {
    let from = at.saturating_sub(4).max(first);
    let in_date = |i: usize| reading.dates.iter().any(|d| d.first <= i && i < d.end);
    (from..at)
        .filter(|&i| !in_date(i))
        .filter_map(|i| number::number(tokens, i, at))
        .filter(|n| n.end <= at && n.low.is_none_or(|v| v > 2.0))
        .any(|n| !(n.end..at).any(|i| tokens.is(i, &["in", "at", "on", "by", "and", "others", "during"])))
}

fn at_most_two_days(reading: &Reading, first: usize, end: usize) -> bool {
    reading.dates.iter().filter(|d| d.dates() && first <= d.first && d.end <= end).any(|d| match d.timex.range() {
        Some((start, stop)) => (stop - start).num_days() <= 1,
        None => d.timex.value.as_deref().is_some_and(|v| v.contains("-W") || v.matches('-').count() == 2),
    })
}
