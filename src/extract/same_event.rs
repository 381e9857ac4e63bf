//! Whether a frame and an event of the same article are one: what speaks against it, and how much for it.

use super::dates::DateMention;
use super::dating;
use super::frames::Frame;
use super::located;
use super::open::Open;
use super::places::PlaceMention;
use crate::model::casualties::Count;
use crate::model::date::Precision;
use crate::model::incident::EventType;
use crate::model::place::{GeoPrecision, Place};

/// Whether the frame can tell that event: nothing in it speaks against it, and something for it.
pub(super) fn fits(open: &Open, frame: &Frame, place: Option<&(Place, Option<String>)>, sites: &[String]) -> bool {
    if !types_agree(open, frame)
        || dates_conflict(open.date.as_ref(), frame)
        || !frame.same_doer && located::places_conflict(open.place.as_ref(), open.city(), place)
    {
        return false;
    }
    let near = open.sentences.last().is_some_and(|&last| frame.sentence - last <= 3);
    if frame.definite {
        let typed = open.event_type == frame.event_type && !frame.generic;
        return near || typed || affinity(open, frame, place, sites) > 0;
    }
    let toll = |c: &Option<Count>| c.as_ref().and_then(Count::number);
    // "in which a reporter was killed", then "two people died when the device went off": one of them was singled out
    let explosive = |t| matches!(t, EventType::Bombing | EventType::SuicideBombing | EventType::Airstrike);
    let singled_out = explosive(open.event_type)
        && explosive(frame.event_type)
        && near
        // of two years that are the same only the day would tell
        && !(frame.date.as_ref().is_some_and(|d| d.timex.precision > Precision::Month) && open.date.is_some())
        && toll(&open.stated.killed).is_none()
        && toll(&open.toll().0) < toll(&frame.casualties.killed);
    let killed = open.toll().0;
    // two sides put it at 40 to 90: twelve are the dead of another event
    let outside = matches!((&killed, toll(&frame.casualties.killed)),
        (Some(Count { low: Some(low), high: Some(high), .. }), Some(n)) if low < high && (n < *low || *high < n));
    let other = matches!((toll(&killed), toll(&frame.casualties.killed)), (Some(a), Some(b)) if a != b);
    let tolls_differ = outside || !singled_out && other;
    if tolls_differ {
        return false;
    }
    let same_date = same_date(open.date.as_ref(), frame.date.as_ref());
    let own_date = frame.date.is_some() && open.date.is_some();
    if own_date && !same_date {
        return false;
    }
    let official = |t| matches!(t, EventType::Raid | EventType::Clash | EventType::ArrestOperation);
    let same_type = open.event_type == frame.event_type
        || frame.generic
        || open.generic
        // a robbery in which somebody is shot
        || frame.event_type == EventType::Other
        || open.event_type == EventType::Other
        || (official(open.event_type) && official(frame.event_type));
    // a day alone, which all of an article may share, joins nothing told in two places of it
    let same_date = same_date && (near || open.place.is_some() || place.is_none());
    same_type && (same_date || near && (place.is_some() || frame.trigger.is_none() || frame.date.is_none()))
}

/// Whether both tell a number of killed, and not the same.
pub(super) fn tolls_part(open: &Open, frame: &Frame) -> bool {
    let number = |c: &Option<Count>| c.as_ref().and_then(Count::number);
    matches!((number(&open.toll().0), number(&frame.casualties.killed)), (Some(a), Some(b)) if a != b)
}

/// How much speaks for the frame telling that event.
pub(super) fn affinity(open: &Open, frame: &Frame, place: Option<&(Place, Option<String>)>, sites: &[String]) -> u32 {
    let mut score = 0;
    // "was killed late last year" may have been killed by anything of that year
    let exact = |d: Option<&DateMention>| d.is_some_and(|d| d.timex.precision == Precision::Day);
    let bare = frame.trigger.is_none() && !(exact(open.date.as_ref()) && exact(frame.date.as_ref()));
    if !bare && same_date(open.date.as_ref(), frame.date.as_ref()) {
        score += 3;
    }
    if let (Some(a), Some((b, _))) = (&open.place, place) {
        if a.name == b.name {
            score += 3;
        } else if located::shares_name(a, b) {
            score += 2;
        }
    }
    // "the attack at the guesthouse" is the one on a guesthouse
    let named = open.place.as_ref().filter(|p| p.precision == GeoPrecision::Site && place.is_none());
    let is_that = |name: &str| {
        let name = name.to_lowercase();
        sites.iter().any(|noun| name.ends_with(noun.as_str()))
    };
    score += 2 * u32::from(named.is_some_and(|p| is_that(&p.name)));
    score += 2 * u32::from(open.target.as_ref().is_some_and(|target| is_that(target)));
    score
}

/// Whether a place is a building or the like.
pub(super) fn is_site(place: &PlaceMention) -> bool {
    place.place.precision == GeoPrecision::Site
}

/// What a site is: the last word of its name.
pub(super) fn noun(place: &PlaceMention) -> String {
    place.place.name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

fn types_agree(open: &Open, frame: &Frame) -> bool {
    let (a, b) = (open.event_type, frame.event_type);
    if a == b {
        return true;
    }
    let official =
        |t| matches!(t, EventType::Raid | EventType::Clash | EventType::ArrestOperation | EventType::Airstrike);
    if frame.trigger.is_none() {
        return true;
    }
    if frame.generic || open.generic {
        // "the attack" is a raid only where a force attacked
        return !official(a) && !official(b)
            || frame.generic && official(a) && frame.definite && a == EventType::Airstrike;
    }
    if official(a) || official(b) {
        return official(a) && official(b) && a != EventType::Airstrike && b != EventType::Airstrike;
    }
    let kidnapping = a == EventType::Kidnapping || b == EventType::Kidnapping;
    !kidnapping
}

/// Same words or same days.
fn same_date(a: Option<&DateMention>, b: Option<&DateMention>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    match (a.timex.range(), b.timex.range()) {
        (Some((s1, e1)), Some((s2, e2))) => s1 <= e2 && s2 <= e1,
        (None, None) => {
            let day = |d: &DateMention| d.timex.value.as_deref().map(|v| v.trim_end_matches("TNI").to_owned());
            day(a).is_some() && day(a) == day(b)
        }
        _ => false,
    }
}

fn dates_conflict(a: Option<&DateMention>, frame: &Frame) -> bool {
    let (Some(x), Some(y)) = (a, &frame.date) else { return false };
    if same_date(a, Some(y)) {
        return false;
    }
    // "He died on Monday" of what happened on Sunday
    if frame.definite && (dating::outcome_of(y, x) || dating::outcome_of(x, y)) {
        return false;
    }
    let known = |d: &DateMention| d.timex.value.is_some() || d.timex.start.is_some();
    known(x) && known(y)
}
