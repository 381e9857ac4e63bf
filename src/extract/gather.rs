//! The frames of an article → its events: which frame goes to which event, which opens a new one and which tells none.

use super::frames::Frame;
use super::incidents::Article;
use super::located;
use super::offscene;
use super::open::{self, Open, latest};
use super::reading::{EventWord, Reading};
use super::roles::{self, Blame};
use super::same_event;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::model::date::Precision;
use crate::model::incident::EventType;
use crate::model::place::{GeoPrecision, Place};

/// Puts a frame to the event that it tells, or opens a new one; it is not the event `apart_from`. `None` where it tells nothing definite.
pub(super) fn place_frame(
    article: &Article<'_>,
    reading: &Reading,
    open: &mut Vec<Open>,
    frame: &Frame,
    blame: Option<Blame>,
    apart_from: Option<usize>,
) -> Option<usize> {
    let place = located::place_of(article, reading, frame);
    // "the interior ministry said" is no word for an attack on another ministry
    let sites: Vec<String> = frame
        .places
        .iter()
        .filter(|p| same_event::is_site(p) && !offscene::is_off(article, reading, frame, p))
        .map(same_event::noun)
        .collect();
    let elsewhere = frame.trigger.is_none() && place.is_some();
    let side = frame.definite && frame.is_plural() && its_own(article, frame);
    let candidate = open
        .iter()
        .enumerate()
        .rev()
        .filter(|(i, o)| Some(*i) != apart_from && same_event::fits(o, frame, place.as_ref(), &sites))
        // "while the other side said its attacks killed 40": not those that killed 90
        .filter(|(_, o)| !((side || elsewhere && !o.is_single()) && same_event::tolls_part(o, frame)))
        // "The attack came a year after three soldiers were shot dead"
        .filter(|(_, o)| !frame.since || o.sentences.last() != Some(&frame.sentence))
        .max_by_key(|(i, o)| {
            let strong = same_event::affinity(o, frame, place.as_ref(), &sites);
            let recent = o.sentences.last().copied().unwrap_or(0);
            (strong, recent, o.event_type == frame.event_type, *i)
        })
        .map(|(i, _)| i);
    let told = &frame.casualties;
    let counted = told.killed.as_ref().is_some_and(|c| c.number().is_some())
        && (told.numbered.contains(&Harm::Killed) || told.persons.iter().any(|h| h.done && h.harm == Harm::Killed));
    let shot = told.shot.as_ref().is_some_and(|c| c.number().is_some());
    // somebody who died may have died of anything
    let bare = frame.quoted && !counted || frame.trigger.is_none() && !counted && !shot;
    let own = frame.date.is_some() || place.as_ref().is_some_and(|(p, _)| p.precision != GeoPrecision::Country);
    let index = match candidate {
        Some(index) if !frame.another => index,
        _ if bare => return None,
        _ if frame.definite
            && !(if frame.is_plural() {
                own && (frame.introduces || counted && its_own(article, frame))
            } else {
                own || frame.introduces
            }) =>
        {
            return None;
        }
        _ if is_balance(article, frame) || is_consequence(reading, open, frame, place.as_ref()) => return None,
        _ if is_detail(article, reading, open, frame, place.is_some()) => return None,
        _ => {
            open.push(Open::new(frame, compared(article, frame)));
            open.len() - 1
        }
    };
    let fresh = open[index].sentences.is_empty();
    let place = place.or_else(|| {
        if !fresh || frame.apart {
            return None;
        }
        let city =
            located::paragraph_city(article, reading).or_else(|| located::story_city(article, reading, frame))?;
        // a state strikes elsewhere than where its officials tell of it
        if frame.event_type == EventType::Airstrike && offscene::opens_report(article, reading, &city) {
            return None;
        }
        Some((city.place, city.city))
    });
    let target = roles::target(article.tokens, reading, frame);
    open::add(&mut open[index], frame, place, blame, target);
    open::add_toll(article, &mut open[index], frame);
    Some(index)
}

/// `its air strikes had killed 40 fighters`: those of the one who tells of them.
fn its_own(article: &Article<'_>, frame: &Frame) -> bool {
    let before =
        |t: EventWord| (t.first.saturating_sub(2)..t.first).any(|i| article.tokens.is(i, &["its", "their", "our"]));
    frame.trigger.is_some_and(before)
}

/// `the worst attack for years, worse than that of March, in which some 60 died`: an event that another is measured by.
fn compared(article: &Article<'_>, frame: &Frame) -> bool {
    let tokens = article.tokens;
    let first = article.readings[frame.sentence].sentence.first;
    (first..frame.end).any(|i| {
        tokens.low(i) == "than"
            && tokens.is(i + 1, &["that", "the", "those"])
            && frame.trigger.is_none_or(|t| i < t.first && t.first - i <= 6 || t.end <= i)
    })
}

/// `It happened near the market`: where the event of the sentence before took place. When it did, `dating` reads.
pub(super) fn add_where(article: &Article<'_>, reading: &Reading, open: &mut [Open]) {
    let (tokens, first) = (article.tokens, reading.sentence.first);
    let told = tokens.is(first, &["it", "this"])
        && tokens.is(first + 1, &["happened", "occurred", "took", "began", "unfolded"])
        || tokens.low(first) == "the"
            && tokens.is(first + 1, &["incident", "shooting", "attack"])
            && tokens.is(first + 2, &["happened", "occurred", "took", "unfolded"]);
    // "Officers were called to the 300 block of Mill Road at 9 p.m. on Sunday"
    let answered = (first..reading.sentence.end.min(first + 12)).any(|i| {
        tokens.is(i, &["called", "dispatched", "responded", "summoned"])
            && (first..i).any(|at| {
                tokens.is(at, &["police", "officers", "deputies", "crews", "paramedics", "troopers", "authorities"])
            })
    });
    if !told && !answered {
        return;
    }
    let Some(index) = latest(open, reading.index) else { return };
    let event = &mut open[index];
    if event.sentences.last().is_none_or(|&last| reading.index - last > 2) {
        return;
    }
    let place = reading.places.iter().filter(|p| !p.adjective).min_by_key(|p| p.place.precision);
    let place = place.filter(|p| p.place.precision != GeoPrecision::Country);
    if let (None, Some(place)) = (&event.place, place) {
        event.settle(place);
        event.see(reading.index);
        event.rules.push("event/where");
    }
}

/// `Eighteen people have been killed this year`: a count over months without an event word tells no event.
fn is_balance(article: &Article<'_>, frame: &Frame) -> bool {
    let long = frame.date.as_ref().is_some_and(|d| d.timex.precision > Precision::Day);
    let vague =
        frame.trigger.is_none_or(|w| matches!(w.word, Word::Trigger(t) if t.weak && t.generic && t.form != Form::Verb));
    vague && long && frame.casualties.numbered.contains(&Harm::Killed) && !is_deed(article, frame)
}

/// `Troops killed up to 100 civilians in the town of Axum in November 2020`: somebody did it, in one town and one month.
fn is_deed(article: &Article<'_>, frame: &Frame) -> bool {
    let tokens = article.tokens;
    let month = frame.date.as_ref().is_some_and(|d| d.timex.precision == Precision::Month);
    let town = frame.places.iter().any(|p| p.place.precision <= GeoPrecision::City);
    let words = &article.readings[frame.sentence].words;
    let active = words.iter().any(|w| {
        matches!(w.word, Word::Harm(Harm::Killed, HarmForm::Verb))
            && frame.first < w.first
            && w.end < frame.end
            && !tokens.is(w.first - 1, &["were", "was", "been", "have", "has", "are", "and"])
            && (tokens.opens_number(w.end) || tokens.is(w.end, &["at", "up", "more", "about", "some", "around"]))
    });
    month && town && active
}

/// `Police said they had arrested one man`, undated, after an attack in the same city: what followed it.
fn is_consequence(reading: &Reading, open: &[Open], frame: &Frame, place: Option<&(Place, Option<String>)>) -> bool {
    let arrest = frame.event_type == EventType::ArrestOperation && frame.date.is_none() && !frame.apart;
    let Some(before) = latest(open, reading.index).map(|index| &open[index]).filter(|_| arrest) else { return false };
    let official = matches!(before.event_type, EventType::ArrestOperation | EventType::Raid | EventType::Clash);
    !official && !located::places_conflict(before.place.as_ref(), before.city(), place)
}

/// `A car laden with explosives blew up before it had reached the gate`, without day, place or victims, in the paragraph that
/// tells an attack: how it went on.
fn is_detail(article: &Article<'_>, reading: &Reading, open: &[Open], frame: &Frame, placed: bool) -> bool {
    let verb = frame.trigger.is_some_and(|t| matches!(t.word, Word::Trigger(k) if k.form == Form::Verb));
    let told = &frame.casualties;
    let bare = frame.date.is_none() && !placed && told.numbered.is_empty() && told.persons.is_empty();
    let before = latest(open, reading.index).and_then(|index| open[index].sentences.last());
    verb && bare
        && !frame.another
        && before.is_some_and(|&last| article.sentences[last].paragraph == reading.sentence.paragraph)
}
