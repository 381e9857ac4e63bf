//! A sentence → its event frames: stretches that tell one event each, with type, date, place, casualties and reality.

use super::casualties::{self, Casualties};
use super::dates::DateMention;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::events::{Form, HarmForm, Trigger, Word};
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

/// One event as one stretch of a sentence tells it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four marks of a phrase that are independent of one another")]
pub(super) struct Frame {
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// First token of the stretch.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// The event word that gave the type, if any: harm alone has none.
    pub(super) trigger: Option<EventWord>,
    /// Type.
    pub(super) event_type: EventType,
    /// Whether the type is the broad one.
    pub(super) generic: bool,
    /// Refers back: `the attack`, `Sunday's bombing`, harm without an event word.
    pub(super) definite: bool,
    /// Told as another event: `a second blast`, `another attack`.
    pub(super) another: bool,
    /// Date in the stretch.
    pub(super) date: Option<DateMention>,
    /// Places in the stretch, most precise first.
    pub(super) places: Vec<PlaceMention>,
    /// Harm to people.
    pub(super) casualties: Casualties,
    /// Whether it happened.
    pub(super) reality: Reality,
    /// Inside quotation marks.
    pub(super) quoted: bool,
    /// Names of the rules that made it.
    pub(super) rules: Vec<&'static str>,
}

impl Frame {
    /// Whether the event word names several events.
    pub(super) fn is_plural(&self) -> bool {
        matches!(self.trigger.map(|t| t.word), Some(Word::Trigger(t)) if t.form == Form::Plural)
    }
}

/// All frames of a sentence.
pub(super) fn frames(
    tokens: &Tokens<'_>,
    reading: &Reading,
    codebook: &Codebook,
    quoted: impl Fn(usize) -> bool,
) -> Vec<Frame> {
    let cuts = segments(tokens, reading);
    cuts.iter().filter_map(|&(first, end)| frame(tokens, reading, codebook, first, end, &quoted)).collect()
}

/// Stretches of the sentence that tell one event each.
fn segments(tokens: &Tokens<'_>, reading: &Reading) -> Vec<(usize, usize)> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let mut cuts = vec![first];
    for i in first + 1..end {
        let between = reading.dates.iter().any(|d| d.end == i) && reading.dates.iter().any(|d| d.first == i + 1);
        if between || reading.dates.iter().any(|d| d.first < i && i < d.end) {
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

/// Whether an event word or harm stands in the stretch.
fn tells(reading: &Reading, first: usize, end: usize) -> bool {
    reading
        .words
        .iter()
        .any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Trigger(_) | Word::Harm(..)))
}

/// Where a new event begins, if the token at `i` parts two.
fn boundary(tokens: &Tokens<'_>, reading: &Reading, start: usize, i: usize, end: usize) -> Option<usize> {
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
            (counted || came).then_some(i)
        }
        "follows" | "followed" if tokens.low(i + 1) != "by" => Some(i),
        "since" => {
            let when = (i + 1..end.min(i + 8)).any(|t| tokens.low(t) == "when");
            when.then_some(i)
        }
        ";" => Some(i + 1),
        _ if tokens.mark(i) == Some(';') => Some(i + 1),
        "while" | "and" | "when" => {
            let left = dated_or_placed(tokens, reading, start, i);
            let right = dated_or_placed(tokens, reading, i + 1, end);
            let own = triggers_in(reading, start, i) && triggers_in(reading, i + 1, end);
            (own && left && right && differ(tokens, reading, start, i, end)).then_some(i)
        }
        _ => None,
    }
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

fn frame(
    tokens: &Tokens<'_>,
    reading: &Reading,
    codebook: &Codebook,
    first: usize,
    end: usize,
    quoted: &impl Fn(usize) -> bool,
) -> Option<Frame> {
    let casualties = casualties::casualties(tokens, reading, first, end, codebook);
    let mut rules: Vec<&'static str> = Vec::new();
    let words: Vec<&EventWord> = reading.words.iter().filter(|w| first <= w.first && w.end <= end).collect();
    if not_violence(tokens, first, end) && !words.iter().any(|w| is_strong(w)) {
        return None;
    }
    let group =
        reading.names.iter().any(|n| first <= n.first && n.end <= end && n.kind(codebook) == Some(Kind::ArmedGroup));
    let best = best_trigger(&words, &casualties, group);
    let (event_type, generic, trigger) = match best {
        Some((word, trigger)) => {
            rules.push(match trigger.form {
                Form::Noun => "event/noun",
                Form::Plural => "event/plural",
                Form::Verb => "event/verb",
                Form::Agent => "event/agent",
            });
            (trigger.event_type, trigger.generic, Some(*word))
        }
        None if casualties.any => {
            rules.push("event/harm");
            (EventType::ArmedAttack, true, None)
        }
        None => return None,
    };
    let date = date_of(tokens, reading, first, end, trigger.as_ref());
    let places = places_of(tokens, reading, first, end);
    let reality = reality(tokens, reading, trigger.as_ref(), &words, first, end, date.is_some(), &places, &casualties);
    let anchor = trigger.map_or(first, |t| t.first);
    let quoted = quoted(anchor);
    let harm_at = words.iter().find(|w| matches!(w.word, Word::Harm(..))).map(|w| w.first);
    let definite = match trigger {
        Some(t) => is_definite(tokens, &t, first),
        None => true,
    };
    let another = anchor > first
        && (first.max(anchor.saturating_sub(3))..anchor)
            .any(|i| tokens.is(i, &["another", "second", "third", "separate", "similar", "new"]));
    let _ = harm_at;
    Some(Frame {
        sentence: reading.index,
        first,
        end,
        trigger,
        event_type,
        generic,
        definite,
        another,
        date,
        places,
        casualties,
        reality,
        quoted,
        rules,
    })
}

/// Harm by nature and accident is no event of violence.
fn not_violence(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    const WORDS: [&str; 27] = [
        "earthquake", "quake", "quakes", "earthquakes", "flood", "floods", "flooding", "landslide", "landslides",
        "avalanche", "crash", "crashed", "accident", "accidents", "cold", "drought", "disease", "measles", "cholera",
        "malnutrition", "hunger", "starvation", "storm", "collapsed", "drowned", "coronavirus", "pandemic",
    ];
    (first..end).any(|i| tokens.is(i, &WORDS))
}

fn is_strong(word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(t) if !t.weak && !t.generic)
}

/// The event word that gives the type: a definite one in the contract's order, else a broad one, else a weak one beside harm.
fn best_trigger<'w>(words: &[&'w EventWord], casualties: &Casualties, group: bool) -> Option<(&'w EventWord, Trigger)> {
    let mut triggers: Vec<(&EventWord, Trigger)> = words
        .iter()
        .filter_map(|w| match w.word {
            Word::Trigger(t) => Some((*w, t)),
            _ => None,
        })
        .collect();
    let strong = triggers.iter().any(|(_, t)| !t.weak);
    if strong {
        triggers.retain(|(_, t)| !t.weak);
    } else if triggers.len() < 2 && !casualties.any && !group {
        return None;
    }
    // An agent alone ("the gunmen fled") tells no event by itself.
    let verbal = triggers.iter().any(|(_, t)| t.form != Form::Agent);
    if !verbal && !casualties.any {
        return None;
    }
    let all = words.iter().filter_map(|w| match w.word {
        Word::Trigger(t) => Some((*w, t)),
        _ => None,
    });
    let fighting = all.clone().find(|(_, t)| t.event_type == EventType::Clash);
    let heard = triggers.iter().all(|(_, t)| matches!(t.event_type, EventType::Bombing | EventType::Clash));
    // explosions heard beside gunfire are part of the fighting
    if let Some(fighting) = fighting.filter(|_| heard && casualties.killed.is_none() && casualties.wounded.is_none()) {
        return Some(fighting);
    }
    triggers.sort_by_key(|(w, t)| (t.generic, t.event_type, t.form == Form::Plural, w.first));
    triggers.first().copied()
}

/// The date of the stretch: the nearest to the event word, but not one that dates somebody's words.
fn date_of(
    tokens: &Tokens<'_>,
    reading: &Reading,
    first: usize,
    end: usize,
    trigger: Option<&EventWord>,
) -> Option<DateMention> {
    let at = trigger.map_or(first, |t| t.first);
    reading
        .dates
        .iter()
        .filter(|d| d.dates() && first <= d.first && d.end <= end)
        .filter(|d| !dates_speech(tokens, d, reading.sentence.first))
        .min_by_key(|d| {
            let distance = if d.first >= at { d.first - at } else { at - d.end.min(at) };
            (d.timex.value.is_none(), distance)
        })
        .cloned()
}

/// `said Monday`, `told reporters on Monday`, `announced early Monday`: when it was said.
pub(super) fn dates_speech(tokens: &Tokens<'_>, date: &DateMention, first: usize) -> bool {
    let mut at = date.first;
    let mut steps = 0;
    while at > first && steps < 5 {
        at -= 1;
        steps += 1;
        if tokens.is(
            at,
            &[
                "said", "told", "announced", "confirmed", "insisted", "warned", "stated", "tweeted", "wrote",
                "reported", "claimed", "says", "saying",
            ],
        ) {
            // "said that on Sunday gunmen …": the clause has begun
            return !(at + 1..date.first)
                .any(|i| tokens.is(i, &["that", "a", "an", "the", "at", "their", "its"]) && !tokens.is(i, &["the"]))
                && !(at + 1..date.first)
                    .any(|i| tokens.is(i, &["killed", "attack", "bombing", "raid", "blast", "explosion"]));
        }
        if !tokens.is(
            at,
            &[
                "on", "early", "late", "reporters", "in", "a", "journalists", "statement", "media", "the", "afp",
                "reuters", "news", "conference", "agency",
            ],
        ) && !tokens.is_capital(at)
        {
            return false;
        }
    }
    false
}

/// Countries count where something is said to be in them: "13 U.S. troops" and "a Pakistan consulate" are elsewhere.
fn places_of(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> Vec<PlaceMention> {
    let inside = |p: &PlaceMention| {
        (1..=3).any(|n| {
            p.first >= first + n && tokens.is(p.first - n, &["in", "inside", "across", "throughout", "within"])
        }) || tokens.low(p.end) == "'s"
    };
    let mut places: Vec<PlaceMention> = reading
        .places
        .iter()
        .filter(|p| first <= p.first && p.end <= end && !p.adjective)
        .filter(|p| p.place.precision != GeoPrecision::Country || inside(p))
        .cloned()
        .collect();
    places.sort_by_key(|p| p.place.precision);
    places
}

fn is_definite(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
    let Word::Trigger(kind) = trigger.word else { return false };
    if !matches!(kind.form, Form::Noun | Form::Plural) {
        return false;
    }
    // walk back over the noun phrase to its determiner
    let mut at = trigger.first;
    let mut steps = 0;
    while at > first && steps < 6 {
        at -= 1;
        steps += 1;
        match tokens.low(at) {
            "the" | "this" | "that" | "these" | "those" | "their" | "its" | "such" | "'s" => return true,
            "a" | "an" | "one" | "another" | "two" | "three" => return false,
            "in" | "of" | "by" | "to" | "after" | "and" | "with" | "on" | "was" | "were" | "," | "for" | "said" => {
                return false;
            }
            _ => {}
        }
    }
    false
}

#[expect(clippy::too_many_arguments, reason = "one decision that looks at everything in the stretch")]
fn reality(
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
    if kind.form == Form::Plural && !series && !counted && is_definite(tokens, trigger, first) {
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
        .any(|i| super::number::number(tokens, i, at).is_some_and(|n| n.low.is_none_or(|v| v > 2.0) && n.end <= at))
}

fn at_most_two_days(reading: &Reading, first: usize, end: usize) -> bool {
    reading.dates.iter().filter(|d| d.dates() && first <= d.first && d.end <= end).any(|d| match d.timex.range() {
        Some((start, stop)) => (stop - start).num_days() <= 1,
        None => d.timex.value.as_deref().is_some_and(|v| v.contains("-W") || v.matches('-').count() == 2),
    })
}
