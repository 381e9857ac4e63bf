//! Whether a stretch tells of somebody who did it or of somebody or something that was hit, named or not. The coding rule
//! asks for one of them before it calls something an incident; who it was is left to `roles` and `casualties`.

use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use super::token::Tokens;
use crate::codebook::events::{Form, Word};
use crate::model::place::GeoPrecision;

/// Whether a doer, a victim or a target is told, in whatever words.
pub(super) fn party(tokens: &Tokens<'_>, reading: &Reading, trigger: &EventWord, first: usize, end: usize) -> bool {
    let Word::Trigger(kind) = trigger.word else { return false };
    match kind.form {
        Form::Agent => true,
        Form::Verb => !bursts(tokens, trigger) || hit(tokens, reading, first, end) || doer(reading, first, end),
        Form::Noun | Form::Plural => {
            introduces(tokens, trigger, end)
                || owned(tokens, trigger, first)
                || doer(reading, first, end)
                || if device(tokens, trigger) {
                    went_off(reading, first, end)
                } else {
                    set(tokens, trigger) || (!kind.generic && hit(tokens, reading, first, end))
                }
        }
    }
}

/// `the murder of a judge`, `the attack on the hotel`: the phrase itself says whom or what it hit or who did it, so that it
/// does not need an earlier sentence to be understood.
pub(super) fn introduces(tokens: &Tokens<'_>, trigger: &EventWord, end: usize) -> bool {
    let Word::Trigger(kind) = trigger.word else { return false };
    if !matches!(kind.form, Form::Noun | Form::Plural) {
        return false;
    }
    // "murder of" is one entry of the codebook
    let inside = tokens.low(trigger.end - 1) == "of";
    let at = if inside { trigger.end } else { trigger.end + 1 };
    let leads = inside
        || tokens.is(trigger.end, &["against", "targeting", "by"])
        || (tokens.low(trigger.end) == "on" && !dated(tokens, at))
        || (tokens.low(trigger.end) == "of" && kind.personal);
    leads
        && at < end
        && tokens.is_word(at)
        && !tokens.is(at, &["them", "it", "him", "her", "us", "this", "that", "these", "those", "such", "more", "many"])
}

/// `the judge's murder`, `Rahman's assassination`.
fn owned(tokens: &Tokens<'_>, trigger: &EventWord, first: usize) -> bool {
    let Word::Trigger(kind) = trigger.word else { return false };
    kind.personal
        && trigger.first > first
        && (tokens.is(trigger.first - 1, &["'s", "his", "her", "their"])
            || matches!(tokens.mark(trigger.first - 1), Some('\'' | '’')))
}

fn dated(tokens: &Tokens<'_>, at: usize) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    tokens.is(at, &DAYS) || tokens.raw(at).starts_with(|c: char| c.is_ascii_digit())
}

/// `exploded`, `went off`: the subject is the bomb, and neither doer nor victim is told.
fn bursts(tokens: &Tokens<'_>, trigger: &EventWord) -> bool {
    tokens.is(trigger.first, &["exploded", "detonated", "went", "ripped", "tore"])
}

/// `a grenade attack`: somebody set it.
fn set(tokens: &Tokens<'_>, trigger: &EventWord) -> bool {
    (trigger.first..trigger.end).any(|i| tokens.is(i, &["bomb", "bombing", "grenade", "dynamite", "mine", "ied"]))
}

/// `a car bomb`: a thing, of which something must be told before it did anything.
fn device(tokens: &Tokens<'_>, trigger: &EventWord) -> bool {
    tokens.is(trigger.end - 1, &["bomb", "bombs", "ied", "device", "devices", "firebomb", "vest"])
}

fn went_off(reading: &Reading, first: usize, end: usize) -> bool {
    reading.words.iter().any(|w| {
        first <= w.first
            && w.end <= end
            && (matches!(w.word, Word::Harm(..)) || matches!(w.word, Word::Trigger(t) if t.form == Form::Verb))
    })
}

/// A building, a post or property that was hit.
fn hit(tokens: &Tokens<'_>, reading: &Reading, first: usize, end: usize) -> bool {
    let site =
        |p: &PlaceMention| first <= p.first && p.end <= end && !p.adjective && p.place.precision == GeoPrecision::Site;
    reading.places.iter().any(site)
        || (first..end).any(|i| {
            tokens.is(i, &["damaged", "damaging", "damage", "destroyed", "destroying", "shattered", "shattering"])
        })
}

fn doer(reading: &Reading, first: usize, end: usize) -> bool {
    reading
        .words
        .iter()
        .any(|w| first <= w.first && w.end <= end && matches!(w.word, Word::Trigger(t) if t.form == Form::Agent))
}
