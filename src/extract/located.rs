//! Which of the places in a stretch is the event's, and which city and province it lies in.

use super::frames::Frame;
use super::incidents::Article;
use super::places::PlaceMention;
use super::reading::Reading;
use crate::model::place::{GeoPrecision, Place};

/// The place of a frame, with its city: the most precise in its stretch, put into the city and province that the stretch or
/// the paragraph names.
pub(super) fn place_of(article: &Article<'_>, reading: &Reading, frame: &Frame) -> Option<(Place, Option<String>)> {
    let at = frame.trigger.map_or(frame.first, |t| t.first);
    let first = frame
        .places
        .iter()
        .filter(|p| !speaker_place(article, p) && !reporting_place(article, frame, p) && !idle(article, p))
        .min_by_key(|p| (origin(article, p), p.place.precision, distance(p, at)))?;
    let mut place = first.place.clone();
    let mut city = first.city.clone();
    // a district of the codebook has its province already
    if city.is_none() && place.precision < GeoPrecision::City && place.admin1.is_none() {
        let container = frame
            .places
            .iter()
            .filter(|p| p.first != first.first)
            .filter(|p| p.city.is_some() || (p.place.gazetteer && p.place.precision == GeoPrecision::District))
            .min_by_key(|p| distance(p, at))
            .cloned()
            .or_else(|| paragraph_city(article, reading));
        if let Some(container) = container {
            place.admin1.clone_from(&container.place.admin1);
            place.country.clone_from(&container.place.country);
            city = container.city;
        } else if let Some(province) = frame.places.iter().find(|p| p.place.precision == GeoPrecision::Province) {
            place.admin1.clone_from(&province.place.admin1);
            place.country.clone_from(&province.place.country);
        }
    }
    if place.country.is_none() && !first.open {
        place.country = article.home.map(str::to_owned);
    }
    // `a mosque` alone is no name: the city is the better place, if there is one
    let nameless = !place.gazetteer && place.precision == GeoPrecision::Site && !place.name.contains(' ');
    if nameless && let Some(better) = frame.places.iter().find(|p| p.city.is_some()) {
        let mut located = better.place.clone();
        located.name = place.name;
        located.precision = GeoPrecision::Site;
        located.gazetteer = false;
        return Some((located, better.city.clone()));
    }
    if nameless && place.admin1.is_none() {
        return None;
    }
    Some((place, city))
}

fn distance(place: &PlaceMention, at: usize) -> usize {
    // what stands before the event word is its place less often
    if place.first >= at { place.first - at } else { 2 * (at - place.end.min(at)) + 3 }
}

/// `rockets from Pakistan's Bajaur district`: where something came from, as long as another place is named.
fn origin(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    (place.first.saturating_sub(6)..place.first)
        .rev()
        .take_while(|&i| tokens.is_capital(i) || tokens.is(i, &["'s", "from", "the", "province", "district", "city"]))
        .any(|i| tokens.low(i) == "from")
}

/// `told reporters in Washington`: where somebody spoke.
fn speaker_place(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let from = place.first.saturating_sub(5);
    (from..place.first).any(|i| tokens.is(i, &["reporters", "conference", "journalists", "briefing"]))
}

/// A kind of site without a name that nothing is said to happen at: `a test for university`.
fn idle(article: &Article<'_>, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let nameless =
        !place.place.gazetteer && place.place.precision == GeoPrecision::Site && place.end == place.first + 1;
    let before = (1..=3).filter_map(|n| place.first.checked_sub(n)).map(|i| tokens.low(i));
    nameless && before.take(3).any(|word| matches!(word, "for" | "from" | "to" | "as" | "with"))
}

/// A hospital or ministry that counts or speaks, or to which the wounded are taken: not where it happened.
fn reporting_place(article: &Article<'_>, frame: &Frame, place: &PlaceMention) -> bool {
    let tokens = article.tokens;
    let institution = (place.first..place.end).any(|i| {
        tokens.is(
            i,
            &[
                "hospital", "hospitals", "clinic", "ministry", "headquarters", "office", "court", "embassy",
                "university",
            ],
        )
    });
    if place.place.precision != GeoPrecision::Site {
        return false;
    }
    let spokesman =
        |i: usize| tokens.is(i, &["spokesman", "spokeswoman", "spokesperson", "official", "officials", "staff"]);
    // "a church spokesman", "the embassy's staff": somebody of it, wherever it happened
    if spokesman(place.end) && tokens.is(place.end + 1, &["said", "says", "told", "was", "confirmed", "added"])
        || tokens.low(place.end) == "'s" && spokesman(place.end + 1)
    {
        return true;
    }
    if !institution {
        return false;
    }
    let speaks = tokens.is(
        place.end,
        &[
            "said", "says", "spokesman", "spokeswoman", "spokesperson", "official", "officials", "director", "staff",
            "received", "stands", "confirmed", "counted", "had", "sources", "source", "announced", "reported",
            "admitted", "treated",
        ],
    );
    let taken = (place.first.saturating_sub(5)..place.first).any(|i| {
        tokens.is(
            i,
            &[
                "to", "taken", "brought", "rushed", "admitted", "transferred", "doctor", "doctors", "surgeon",
                "official", "spokesman",
            ],
        )
    });
    let attacked = (place.first.saturating_sub(4)..place.first)
        .any(|i| tokens.is(i, &["outside", "inside", "near", "attacked", "targeted", "stormed", "on", "hit"]));
    speaks || (taken && !attacked) || (frame.trigger.is_none() && !attacked)
}

/// The one city that the paragraph names; `None` where it names two or none.
pub(super) fn paragraph_city(article: &Article<'_>, reading: &Reading) -> Option<PlaceMention> {
    let mut found: Option<&PlaceMention> = None;
    for other in article.readings.iter().filter(|r| r.sentence.paragraph == reading.sentence.paragraph) {
        for place in other.places.iter().filter(|p| !p.adjective && p.city.is_some() && !speaker_place(article, p)) {
            match found {
                Some(known) if known.city != place.city => return None,
                Some(_) => {}
                None => found = Some(place),
            }
        }
    }
    found.cloned()
}

pub(super) fn shares_name(a: &Place, b: &Place) -> bool {
    let words = |p: &Place| -> Vec<String> {
        p.name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    a.iter().any(|w| b.contains(w))
}

pub(super) fn places_conflict(
    known: Option<&Place>,
    known_city: Option<&String>,
    place: Option<&(Place, Option<String>)>,
) -> bool {
    let (Some(a), Some((b, city))) = (known, place) else { return false };
    if let (Some(x), Some(y)) = (&a.country, &b.country)
        && x != y
    {
        return true;
    }
    if let (Some(x), Some(y)) = (known_city, city.as_ref())
        && x != y
    {
        return true;
    }
    if let (Some(x), Some(y)) = (&a.admin1, &b.admin1)
        && x != y
    {
        return true;
    }
    let both_sites = a.precision == GeoPrecision::Site && b.precision == GeoPrecision::Site;
    let both_districts = a.precision == GeoPrecision::District && b.precision == GeoPrecision::District;
    (both_sites || both_districts) && a.name != b.name && !shares_name(a, b)
}
