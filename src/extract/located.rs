//! Which of the places in a stretch is the event's, and which city and province it lies in.

use super::frames::Frame;
use super::incidents::Article;
use super::offscene;
use super::places::PlaceMention;
use super::reading::{EventWord, Reading};
use crate::codebook::events::{Form, Word};
use crate::model::incident::EventType;
use crate::model::place::{GeoPrecision, Place};

/// The place of a frame, with its city: the most precise in its stretch, put into the city and province that the stretch or
/// the paragraph names.
pub(super) fn place_of(article: &Article<'_>, reading: &Reading, frame: &Frame) -> Option<(Place, Option<String>)> {
    let at = frame.trigger.map_or(frame.first, |t| t.first);
    let first = frame
        .places
        .iter()
        .filter(|p| !offscene::is_off(article, reading, frame, p) && !holds_next(article, frame, p))
        .min_by_key(|p| {
            let off = (offscene::origin(article, p), offscene::away(article, p), another_item(article, frame, p));
            (off, p.place.precision, distance(p, at))
        })?;
    let mut place = first.place.clone();
    let mut city = first.city.clone();
    // a district of the codebook has its province already
    if city.is_none() && place.precision < GeoPrecision::City && place.admin1.is_none() {
        let container = frame
            .places
            .iter()
            .filter(|p| p.first != first.first && !offscene::away(article, p))
            .filter(|p| !offscene::is_off(article, reading, frame, p))
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
        } else if first.end > first.first + 1
            && let Some(container) = story_city(article, reading, frame)
        {
            // the country that names an embassy is not the one that it stands in
            place.admin1.clone_from(&container.place.admin1);
            place.country.clone_from(&container.place.country);
            city = container.city;
        }
    }
    if place.country.is_none() && !first.open {
        let said = frame.places.iter().find(|p| p.place.precision == GeoPrecision::Country);
        let said = said.and_then(|p| p.place.country.clone());
        place.country = said.or_else(|| country_beside(article, reading, frame, first));
    }
    // "a mosque in Oman": the country that it is said to be in, and not the one that the article is about
    let stated = frame.places.iter().find(|p| p.place.precision == GeoPrecision::Country && p.first > first.first);
    if let Some(country) =
        stated.filter(|_| place.precision == GeoPrecision::Site && !place.gazetteer && city.is_none())
    {
        place.country.clone_from(&country.place.country);
        place.admin1 = None;
        return Some((place, None));
    }
    // `a mosque` alone is no name: the city is the better place, if there is one
    let kind = !place.gazetteer && place.precision == GeoPrecision::Site;
    let nameless = kind && !place.name.contains(' ');
    let unnamed = kind && !place.name.chars().any(char::is_uppercase);
    let better = |p: &&PlaceMention| {
        p.city.is_some() && !offscene::away(article, p) && !offscene::is_off(article, reading, frame, p)
    };
    if unnamed && let Some(better) = frame.places.iter().find(better) {
        let mut located = better.place.clone();
        // a town that no table has, or no province, says more than the kind of site in it
        if located.admin1.is_none() || !located.gazetteer {
            located.country = match located.country {
                None if !better.open => country_beside(article, reading, frame, better).or(place.country),
                known => known,
            };
            return Some((located, better.city.clone()));
        }
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

/// The country of a place that no table has: the one that the sentence names; that of the article where it names none, or
/// where the place is no town of its own. `None` where it names several.
fn country_beside(article: &Article<'_>, reading: &Reading, frame: &Frame, place: &PlaceMention) -> Option<String> {
    let tokens = article.tokens;
    let town = place.place.precision == GeoPrecision::City && !place.place.gazetteer;
    let borders = |p: &PlaceMention| {
        (p.first.saturating_sub(3).max(reading.sentence.first)..p.first)
            .any(|i| tokens.is(i, &["border", "with", "by"]))
    };
    let named = reading
        .places
        .iter()
        .filter(|p| town && !p.adjective && p.place.precision == GeoPrecision::Country && !borders(p));
    let mut countries: Vec<&String> = named.filter_map(|p| p.place.country.as_ref()).collect();
    countries.sort_unstable();
    countries.dedup();
    match countries[..] {
        // a town that no table has may have been struck in any country
        [] if town && (frame.event_type == EventType::Airstrike || !names_home(article)) => None,
        [] if town && other_country(article, reading) => None,
        [] => article.home.map(str::to_owned),
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Whether the sentences before name another country than the article's own: the town may lie there.
fn other_country(article: &Article<'_>, reading: &Reading) -> bool {
    let before = &article.readings[reading.index.saturating_sub(BESIDE)..reading.index];
    let country = |p: &PlaceMention| !p.adjective && p.place.precision == GeoPrecision::Country;
    before.iter().flat_map(|r| &r.places).any(|p| country(p) && p.place.country.as_deref() != article.home)
}

/// Sentences back to which another country is looked for.
const BESIDE: usize = 4;

/// Most sentences in which the article's own country is looked for.
const HEAD: usize = 100;

/// Whether the article names the country that it is about, or a place in it, and not only its people: `five Chinese engineers`.
fn names_home(article: &Article<'_>) -> bool {
    let at_home = |p: &PlaceMention| !p.adjective && p.place.gazetteer && p.place.country.as_deref() == article.home;
    article.readings.iter().take(HEAD).any(|r| r.places.iter().any(at_home))
}

/// `Baghdad's Sadr City`: the second is the place, and the first what it lies in.
fn holds_next(article: &Article<'_>, frame: &Frame, place: &PlaceMention) -> bool {
    article.tokens.low(place.end) == "'s"
        && frame.places.iter().any(|p| p.first == place.end + 1 && p.place.precision <= place.place.precision)
}

/// `a jail break at Bauchi, the kidnapping of 219 girls in Chibok`: what stands before the comma is of another item, where the
/// event noun has a place behind it.
fn another_item(article: &Article<'_>, frame: &Frame, place: &PlaceMention) -> bool {
    let noun = |t: &EventWord| matches!(t.word, Word::Trigger(k) if matches!(k.form, Form::Noun | Form::Plural));
    let Some(trigger) = frame.trigger.filter(noun) else { return false };
    place.end <= trigger.first
        && frame.places.iter().any(|p| p.first >= trigger.end && p.city.is_some())
        && (place.end..trigger.first).any(|i| article.tokens.mark(i) == Some(','))
}

fn distance(place: &PlaceMention, at: usize) -> usize {
    // what stands before the event word is its place less often
    if place.first >= at { place.first - at } else { 2 * (at - place.end.min(at)) + 3 }
}

/// The one city that the paragraph names; `None` where it names two or none.
pub(super) fn paragraph_city(article: &Article<'_>, reading: &Reading) -> Option<PlaceMention> {
    let paragraph = reading.sentence.paragraph;
    let first = article.readings.partition_point(|r| r.sentence.paragraph < paragraph);
    one_city(article, article.readings[first..].iter().take_while(|r| r.sentence.paragraph == paragraph))
}

/// The one city that sentences name.
fn one_city<'r>(article: &Article<'_>, sentences: impl Iterator<Item = &'r Reading>) -> Option<PlaceMention> {
    let mut found: Option<&PlaceMention> = None;
    for other in sentences {
        for place in
            other.places.iter().filter(|p| !p.adjective && p.city.is_some() && !offscene::speaker_place(article, p))
        {
            match found {
                Some(known) if known.city != place.city => return None,
                Some(_) => {}
                None => found = Some(place),
            }
        }
    }
    found.cloned()
}

/// The one city of the story, for what happened at a site or in a part of it that the sentence tells by its kind alone: `at the
/// airport`, `in the city`. `None` where the sentence has no such words, or the story so far names two cities.
pub(super) fn story_city(article: &Article<'_>, reading: &Reading, frame: &Frame) -> Option<PlaceMention> {
    const SORTS: [&str; 8] = ["military", "international", "main", "local", "central", "old", "provincial", "civilian"];
    const PARTS: [&str; 5] = ["city", "town", "capital", "quarter", "neighbourhood"];
    let tokens = article.tokens;
    // what a sentence says to be in another country, and an item of a list, are a story of their own
    let other = frame.places.iter().any(|p| p.place.precision == GeoPrecision::Country)
        || matches!(tokens.mark(reading.sentence.first), Some('-' | '–' | '•' | '·' | '*'));
    if other {
        return None;
    }
    let kind = |i: usize| tokens.is(i, &PARTS) || article.codebook.places.site_nouns.longest(tokens, i).is_some();
    let told = (frame.first + 1..frame.end).any(|i| {
        tokens.is(
            i,
            &[
                "at", "in", "inside", "outside", "near", "opposite", "into", "of", "hit", "struck", "stormed",
                "attacked",
            ],
        ) && tokens.is(i + 1, &["the", "another", "a"])
            && (kind(i + 2) || kind(i + 3) && (tokens.is_capital(i + 2) || tokens.is(i + 2, &SORTS)))
    });
    if !told {
        return None;
    }
    let near = reading.index.saturating_sub(BACK);
    // "The blast was the second in the capital. One had hit the airport": the sentence before says where.
    let before = reading.index.saturating_sub(1);
    let paragraph = reading.sentence.paragraph;
    let beside = article.readings[before..=reading.index].iter().filter(|r| r.sentence.paragraph == paragraph);
    let head = article.readings[..near.min(2)].iter();
    one_city(article, beside).or_else(|| one_city(article, head.chain(&article.readings[near..=reading.index])))
}

/// Sentences back to which the cities of a story are looked for.
const BACK: usize = 12;

pub(super) fn shares_name(a: &Place, b: &Place) -> bool {
    let words = |p: &Place| -> Vec<String> {
        let words = p.name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase);
        // "one of the mosques" is a mosque
        words.map(|w| if w.ends_with("ss") { w } else { w.trim_end_matches('s').to_owned() }).collect()
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
