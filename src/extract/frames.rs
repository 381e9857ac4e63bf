//! A sentence → its event frames: stretches that tell one event each, with type, date, place, casualties and reality.

use super::aftermath;
use super::casualties::{self, Casualties};
use super::dates::DateMention;
use super::dating;
use super::lists;
use super::parties;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::reality::{self, Reality};
use super::segments;
use super::surroundings;
use super::targeted;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::events::{Form, Harm, Trigger, Word};
use crate::codebook::scan::Shape;
use crate::model::incident::EventType;
use crate::model::place::GeoPrecision;
use crate::model::statement::Stance;

/// One event as one stretch of a sentence tells it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "marks of a phrase that are independent of one another")]
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
    /// Says by itself whom or what it hit: `the murder of a judge`.
    pub(super) introduces: bool,
    /// Tells of a doer, a victim or a target, named or not.
    pub(super) party: bool,
    /// Told as another event: `a second blast`, `another attack`.
    pub(super) another: bool,
    /// Told as having been in another place: `Elsewhere, …`.
    pub(super) apart: bool,
    /// Done by those whom an earlier sentence told of: `The assailants threw a grenade`.
    pub(super) same_doer: bool,
    /// Told as so long before or after the event of the stretch before: `a year after …`.
    pub(super) since: bool,
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
    let cuts = segments::segments(tokens, reading);
    cuts.iter()
        .filter_map(|&(first, end)| frame(tokens, reading, codebook, first, end, &quoted))
        .flat_map(|whole| lists::list(tokens, reading, &whole, codebook).unwrap_or_else(|| vec![whole]))
        .collect()
}

fn frame(
    tokens: &Tokens<'_>,
    reading: &Reading,
    codebook: &Codebook,
    first: usize,
    end: usize,
    quoted: &impl Fn(usize) -> bool,
) -> Option<Frame> {
    let mut casualties = casualties::casualties(tokens, reading, first, end, codebook);
    if (casualties.killed.is_some() || !casualties.persons.is_empty())
        && casualties::undecided(tokens, reading, codebook)
    {
        casualties.killed = None;
        casualties.persons.retain(|h| h.harm != Harm::Killed);
    }
    let mut rules: Vec<&'static str> = Vec::new();
    let words: Vec<&EventWord> = reading.words.iter().filter(|w| first <= w.first && w.end <= end).collect();
    let object = |w: &EventWord| participle(tokens, w) && words.iter().any(|o| o.first < w.first && is_trigger(o));
    let words: Vec<&EventWord> = words.iter().copied().filter(|w| !is_trigger(w) || !object(w)).collect();
    // harm by nature and accident is no event of violence
    let says = |word: fn(&Word) -> bool| words.iter().any(|w| word(&w.word));
    if says(|w| matches!(w, Word::Accident))
        || says(|w| matches!(w, Word::Nature)) && !words.iter().any(|w| is_strong(w))
    {
        return None;
    }
    let group =
        reading.names.iter().any(|n| first <= n.first && n.end <= end && n.kind(codebook) == Some(Kind::ArmedGroup));
    let named = |w: &EventWord| is_definite(tokens, w, first);
    let best = best_trigger(&words, &casualties, group, named);
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
    // gunfire that hits people is no fighting of two forces
    let shots =
        event_type == EventType::Clash && casualties.any && trigger.is_some_and(|t| tokens.low(t.end - 1) == "gunfire");
    let event_type = if shots { EventType::ArmedAttack } else { event_type };
    let aimed =
        event_type == EventType::ArmedAttack && targeted::targeted(tokens, reading, first, end, &casualties, codebook);
    let (event_type, generic) = if aimed { (EventType::Assassination, false) } else { (event_type, generic) };
    if aimed {
        rules.push("type/one-person");
    }
    let date = dating::date_of(tokens, reading, first, end, trigger.as_ref());
    let date = date.filter(|d| trigger.is_none_or(|t| !aftermath::dates_law(tokens, &t, d, first)));
    let places = places_of(tokens, reading, first, end);
    let denied = trigger.is_some_and(|t| {
        (first..t.first).any(|i| {
            tokens.form(i) == Shape::Lower
                && codebook.speech.cues.longest(tokens, i).is_some_and(|(_, c)| c.stance == Some(Stance::Denial))
        })
    });
    let reality =
        reality::reality(tokens, reading, trigger.as_ref(), &words, first, end, date.is_some(), &places, &casualties);
    // "denied that two of its commanders had been killed"
    let harm = trigger
        .is_none_or(|t| matches!(t.word, Word::Trigger(k) if k.weak))
        .then(|| words.iter().find(|w| matches!(w.word, Word::Harm(..))))
        .flatten();
    let denied_harm = harm.is_some_and(|w| {
        (w.first.saturating_sub(14).max(first)..w.first).any(|i| {
            tokens.is(i, &["denied", "denies", "denying"]) && (tokens.low(i + 1) == "that" || w.first == i + 1)
        })
    });
    let reality = if denied_harm { Reality::Unreal } else { reality };
    let unharmed = casualties.killed.is_none() && casualties.wounded.is_none();
    let reality = if denied && unharmed && date.is_none() { Reality::Unreal } else { reality };
    let anchor = trigger.map_or(first, |t| t.first);
    let quoted = quoted(anchor);
    let adjective = trigger.is_some_and(|t| is_adjective(tokens, &t, first, end));
    // where the kidnapped man is seen is not where he was kidnapped
    let places = if adjective { Vec::new() } else { places };
    let date = date.filter(|_| !adjective);
    let told = trigger.filter(|t| parties::introduces(tokens, t, end));
    let date = date.filter(|d| told.is_none_or(|t| !aftermath::dates_answer(tokens, reading, d, &t)));
    let date = date.or_else(|| told.and_then(|t| aftermath::bound(tokens, reading, &t, first)));
    // "said the police had executed him"
    let pronoun =
        trigger.is_some_and(|t| tokens.is(t.end, &["him", "her", "them"]) && tokens.form(t.end + 1) != Shape::Lower);
    let same_doer = trigger.is_some_and(|t| known_doer(tokens, reading, &t, first));
    let definite = adjective
        || pronoun
        || same_doer
        || match trigger {
            Some(t) => is_definite(tokens, &t, first) && !the_other(tokens, trigger.as_ref(), first),
            None => true,
        };
    let another = anchor > first
        && (first.max(anchor.saturating_sub(3))..anchor)
            .any(|i| tokens.is(i, &["another", "second", "third", "separate", "similar", "new"]))
        || the_other(tokens, trigger.as_ref(), first);
    // "in revenge for the execution of six prisoners": an event that no other sentence told
    let answered = first > reading.sentence.first
        && segments::answers(tokens, first)
        && told.is_some_and(|t| matches!(t.word, Word::Trigger(k) if k.personal));
    let another = another || answered;
    // "Elsewhere, gunmen killed …"
    let apart = trigger.is_some()
        && !definite
        && (elsewhere(tokens, reading.sentence.first) || later(tokens, reading.sentence.first, &places));
    let another = another
        || apart
        || since_then(tokens, trigger.as_ref(), first)
        || first == reading.sentence.first && listed(tokens, reading, told, definite);
    Some(Frame {
        sentence: reading.index,
        first,
        end,
        trigger,
        event_type,
        generic,
        definite,
        introduces: trigger.is_some_and(|t| parties::introduces(tokens, &t, end)),
        party: !adjective && trigger.is_some_and(|t| parties::party(tokens, reading, &t, first, end)),
        another,
        apart,
        same_doer,
        since: first > reading.sentence.first
            && tokens.is(first, &["after", "before"])
            && tokens.is(
                first - 1,
                &["hours", "days", "weeks", "months", "years", "hour", "day", "week", "month", "year", "minutes"],
            ),
        date,
        places,
        casualties,
        reality,
        quoted,
        rules,
    })
}

/// `The assailants threw a grenade before they went in`: those who did it are known, and with them the event.
fn known_doer(tokens: &Tokens<'_>, reading: &Reading, trigger: &EventWord, first: usize) -> bool {
    let verb = matches!(trigger.word, Word::Trigger(t) if t.form == Form::Verb);
    verb && first == reading.sentence.first
        && reading.words.iter().any(|w| {
            matches!(w.word, Word::Trigger(t) if t.form == Form::Agent && !t.weak)
                && w.first > first
                && w.end <= trigger.first
                && w.first <= first + 2
                && tokens.low(first) == "the"
                && trigger.first - w.end <= 2
        })
}

/// `In the other attack, …`: the second of two.
fn the_other(tokens: &Tokens<'_>, trigger: Option<&EventWord>, first: usize) -> bool {
    trigger.is_some_and(|t| {
        matches!(t.word, Word::Trigger(k) if k.form == Form::Noun)
            && t.first >= first + 2
            && tokens.low(t.first - 1) == "other"
            && tokens.low(t.first - 2) == "the"
            && tokens.mark(t.end) == Some(',')
    })
}

/// `Later, rockets were fired at the Lotus Hotel`: at a site that has a name of its own.
fn later(tokens: &Tokens<'_>, first: usize, places: &[PlaceMention]) -> bool {
    tokens.low(first) == "later"
        && tokens.mark(first + 1) == Some(',')
        && places.first().is_some_and(|p| p.place.precision == GeoPrecision::Site && p.end > p.first + 1)
}

/// `the third since the December killing of a guard`: one that came before.
fn since_then(tokens: &Tokens<'_>, trigger: Option<&EventWord>, first: usize) -> bool {
    trigger.is_some_and(|t| {
        matches!(t.word, Word::Trigger(k) if k.form == Form::Noun)
            && (first.max(t.first.saturating_sub(8))..t.first.saturating_sub(1))
                .any(|i| tokens.low(i) == "since" && tokens.is(i + 1, &["the", "a", "an"]))
    })
}

/// `- The stabbing of six people at a market`: an item of a list, which tells an event of its own.
fn listed(tokens: &Tokens<'_>, reading: &Reading, told: Option<EventWord>, definite: bool) -> bool {
    matches!(tokens.mark(reading.sentence.first), Some('-' | '–' | '•' | '·' | '*')) && (told.is_some() || !definite)
}

/// A sentence that turns to another event: `Elsewhere, …`, `In a separate incident, …`.
fn elsewhere(tokens: &Tokens<'_>, first: usize) -> bool {
    tokens.is(first, &["elsewhere", "separately", "meanwhile"])
        || (tokens.low(first) == "in" && (first + 1..first + 3).any(|i| tokens.is(i, &["another", "separate"])))
}

fn is_trigger(word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(_))
}

/// `600 attacks, killing both soldiers and civilians`: what came of the event named before, and no event noun.
fn participle(tokens: &Tokens<'_>, word: &EventWord) -> bool {
    let noun = matches!(word.word, Word::Trigger(t) if t.form == Form::Noun && t.personal && t.generic);
    noun && word.end == word.first + 1
        && tokens.low(word.first).ends_with("ing")
        && (tokens.mark(word.first.wrapping_sub(1)) == Some(',') || tokens.low(word.first.wrapping_sub(1)) == "and")
        && tokens.is_word(word.end)
        && !tokens.is(word.end, &["of", "in", "at", "by", "on", "near", "was", "were", "and", "that"])
}

fn is_strong(word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(t) if !t.weak && !t.generic)
}

/// The event word that gives the type: a definite one in the contract's order, else a broad one, else a weak one beside harm.
fn best_trigger<'w>(
    words: &[&'w EventWord],
    casualties: &Casualties,
    group: bool,
    named: impl Fn(&EventWord) -> bool,
) -> Option<(&'w EventWord, Trigger)> {
    let mut triggers: Vec<(&EventWord, Trigger)> = words
        .iter()
        .filter_map(|w| match w.word {
            Word::Trigger(t) => Some((*w, t)),
            _ => None,
        })
        .collect();
    let strong = triggers.iter().any(|(_, t)| !t.weak);
    let strike = |t: Trigger| t.weak && t.event_type == EventType::Airstrike && t.form == Form::Noun;
    // "a strike by which two planners of the bombing died": the bombing is known, the strike is told
    let told = triggers.iter().find(|(w, t)| strike(*t) && !named(w)).copied();
    let known = strong && triggers.iter().all(|(w, t)| t.weak || t.form == Form::Noun && named(w));
    if let Some(told) = told.filter(|_| known && casualties.any) {
        return Some(told);
    }
    let strike = triggers.iter().any(|(w, t)| strike(*t) && named(w));
    if strong {
        // "a drone struck a car, killing five": what did it says more than a broad word
        let definite = triggers.iter().any(|(_, t)| !t.weak && !t.generic);
        triggers.retain(|(_, t)| !t.weak || !definite && !t.generic && t.form == Form::Agent);
    } else if triggers.len() < 2 && !casualties.any && !group && !strike {
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
    // "the explosion, followed by gunfire" is the one that was told of
    let known = |w: &EventWord, t: Trigger| t.event_type == EventType::Bombing && t.form == Form::Noun && named(w);
    let heard =
        triggers.iter().all(|&(w, t)| matches!(t.event_type, EventType::Bombing | EventType::Clash) && !known(w, t));
    // explosions heard beside gunfire are part of the fighting
    if let Some(fighting) = fighting.filter(|_| heard && casualties.killed.is_none() && casualties.wounded.is_none()) {
        return Some(fighting);
    }
    triggers.sort_by_key(|(w, t)| (t.generic, t.event_type, t.form == Form::Plural, w.first));
    triggers.first().copied()
}

/// `the kidnapped man`: the event is that of an earlier sentence.
fn is_adjective(tokens: &Tokens<'_>, trigger: &EventWord, first: usize, end: usize) -> bool {
    // "a rocket hit their house" is a clause
    matches!(trigger.word, Word::Trigger(t) if t.form == Form::Verb)
        && trigger.end == trigger.first + 1
        && trigger.first > first
        && tokens.is(trigger.first - 1, &["the", "a", "his", "her", "their", "its"])
        && trigger.end < end
        && tokens.form(trigger.end) == Shape::Lower
        && !tokens.is(
            trigger.end,
            &[
                "by", "in", "on", "at", "of", "and", "near", "outside", "as", "to", "with", "during", "toward",
                "towards", "from", "for", "that", "who", "which", "was", "were", "before", "after", "when", "while",
                "into", "through", "but", "or",
            ],
        )
}

/// Countries count where something is said to be in them: "13 U.S. troops" and "a Pakistan consulate" are elsewhere.
fn places_of(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> Vec<PlaceMention> {
    let inside = |p: &PlaceMention| {
        (1..=3).any(|n| {
            p.first >= first + n
                && tokens.is(p.first - n, &["in", "inside", "across", "throughout", "within"])
                && (p.first - n + 1..p.first).all(|i| tokens.low(i) == "the" || surroundings::direction(tokens, i))
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

pub(super) fn is_definite(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
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
            // "in one of the worst attacks": one that is told here
            "the" if at > first + 1 && tokens.low(at - 1) == "of" && tokens.low(at - 2) == "one" => return false,
            "the" | "this" | "that" | "these" | "those" | "their" | "its" | "such" | "'s" => return true,
            "a" | "an" | "one" | "another" | "two" | "three" => return false,
            "in" | "of" | "by" | "to" | "after" | "and" | "with" | "on" | "was" | "were" | "," | "for" | "said"
            | "staged" | "launched" | "conducted" | "mounted" | "perpetrated" | "committed" | "out" | "made" => {
                return false;
            }
            _ => {}
        }
    }
    false
}
