//! Towns that the gazetteer does not have, by the words around them: what they lie in (`in Bakhmal, Uzbekistan`), the noun that
//! names their kind (`the village of Bakhmal`), or what stood there and who was there (`an army post in Bakhmal`).

use super::bearers::in_container;
use super::places::PlaceMention;
use super::surroundings::{closes, containers, kind_noun, links};
use super::token::Tokens;
use super::toponyms::Toponyms;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Word};
use crate::codebook::lexicon::Sequence as _;
use crate::codebook::people::Noun;
use crate::codebook::scan::Shape;
use crate::model::place::{GeoPrecision, Place};

/// Most words of a name.
const WORDS: usize = 3;
/// What something happens to or in, and words for being somewhere: `their convoy in`, `a detachment located in`.
const SCENES: [&str; 28] = [
    "located", "based", "stationed", "situated", "deployed", "occurred", "happened", "place", "convoy", "vehicle",
    "bus", "minibus", "rally", "wedding", "funeral", "ceremony", "procession", "house", "home", "gathering", "train",
    "parade", "concert", "protest", "residence", "patrol", "homes", "houses",
];

/// Words with a capital that follow `in` and are no places.
const NO_PLACES: [&str; 16] = [
    "parliament", "congress", "senate", "operation", "arabic", "english", "french", "christmas", "easter", "article",
    "section", "phase", "room", "block", "covid", "chapter",
];

/// A town of the sentence that starts at `first`, of which no table tells.
pub(super) fn unlisted(
    tokens: &Tokens<'_>,
    i: usize,
    first: usize,
    codebook: &Codebook,
    toponyms: &Toponyms,
    before: &[PlaceMention],
) -> Option<PlaceMention> {
    if i <= first || !tokens.is_capital(i) {
        return None;
    }
    // "a base in Niger, at Bakhmal"
    if tokens.low(i - 1) == "at"
        && tokens.mark(i.wrapping_sub(2)) == Some(',')
        && let Some(around) = before.last().filter(|p| p.end + 2 == i && !p.adjective && !p.open)
        && around.place.precision >= GeoPrecision::Province
        && let Some(end) = name_end(tokens, i, codebook).filter(|&end| closes(tokens, end))
    {
        return Some(in_container(tokens, i, end, &around.place));
    }
    let named = i >= first + 2 && tokens.is(i - 1, &["of", "called", "named"]) && settlement(tokens, i - 2);
    if !named && !tokens.is(i - 1, &["in", "near", "outside", "at", "into"]) {
        return None;
    }
    let end = name_end(tokens, i, codebook)?;
    let told = || {
        let known = named || beside_deed(tokens, i, end, first, codebook, toponyms);
        known.then(|| told_town(tokens, i, end))
    };
    if tokens.is_capital(end) {
        return named.then(|| told_town(tokens, i, end));
    }
    // "the Damascus suburb of Bakhmal"
    if let Some(around) = before.last().filter(|p| named && !p.adjective && !p.open && p.end + 2 == i) {
        let mut part = in_container(tokens, i, end, &around.place);
        if around.city.is_some() {
            part.place.precision = GeoPrecision::District;
            part.city.clone_from(&around.city);
        }
        return Some(part);
    }
    // "the Ethiopian town of Bakhmal"
    if let Some(people) = before.last().filter(|p| named && p.adjective && p.end < i && i - p.end <= 4) {
        return Some(in_container(tokens, i, end, &people.place));
    }
    let Some((after, container)) = container(tokens, end, codebook) else { return told() };
    if named {
        return Some(in_container(tokens, i, end, &container));
    }
    let wide = matches!(container.precision, GeoPrecision::Province | GeoPrecision::Country);
    if wide && (closes(tokens, after) || kind_noun(tokens, after).is_some()) {
        return Some(in_container(tokens, i, end, &container));
    }
    told()
}

/// Nouns of places where people live: `the suburb of`, `a village called`.
pub(super) fn settlement(tokens: &Tokens<'_>, at: usize) -> bool {
    kind_noun(tokens, at) == Some(GeoPrecision::City)
        || tokens.is(
            at,
            &[
                "suburb", "neighbourhood", "neighborhood", "commune", "locality", "hamlet", "settlement", "area",
                "villages", "towns", "quarter",
            ],
        )
}

/// One past the words of a name: `Maarat al-Numan`. `None` where one of them is known as something else.
fn name_end(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> Option<usize> {
    let mut end = i;
    let mut words = 0;
    while words < WORDS {
        let article = tokens.is(end, &["al", "el", "an", "ar", "as", "e", "ul"]) && words > 0;
        if article && tokens.mark(end + 1) == Some('-') && tokens.is_capital(end + 2) {
            end += 3;
        } else if words > 0 && tokens.mark(end) == Some('-') && tokens.is_capital(end + 1) {
            end += 2;
        } else if words > 0
            && tokens.mark(end) == Some('-')
            && tokens.is(end + 1, &["e", "i", "ul", "al", "o", "u", "wa"])
            && tokens.mark(end + 2) == Some('-')
            && tokens.is_capital(end + 3)
        {
            end += 4;
        } else if tokens.is_capital(end) {
            let other = codebook.people.not_names.longest(tokens, end).is_some()
                || codebook.actors.lexicon.longest(tokens, end).is_some()
                || codebook.people.titles.longest(tokens, end).is_some();
            if other {
                return None;
            }
            end += 1;
        } else {
            break;
        }
        words += 1;
    }
    // "Bakhmal-e-Naw Park" is a site
    (end == i + 1 || codebook.places.site_nouns.longest(tokens, end - 1).is_none()).then_some(end)
}

/// What the name that ends at a token is said to lie in, and the token after it: `, a village in Nigeria's northern Borno state`.
fn container(tokens: &Tokens<'_>, end: usize, codebook: &Codebook) -> Option<(usize, Place)> {
    let listed = tokens.mark(end) == Some(',');
    if !listed && !tokens.is(end, &["in", "of"]) {
        return None;
    }
    let from = links(tokens, if listed { end + 1 } else { end });
    let (mut after, outers) = containers(tokens, from, codebook);
    let mut found = one(tokens, after, &outers)?;
    if tokens.low(after) == "'s" {
        let (inner, finer) = containers(tokens, links(tokens, after + 1), codebook);
        after += 1;
        if let Some(one) =
            finer.into_iter().find(|p| p.precision == GeoPrecision::Province && p.country == found.country)
        {
            (after, found) = (inner, one);
        }
    }
    Some((after, found.clone()))
}

/// Of the places of one name the one that the noun behind it tells, or the region and not the city in it.
fn one<'p>(tokens: &Tokens<'_>, after: usize, outers: &[&'p Place]) -> Option<&'p Place> {
    let kind = kind_noun(tokens, after).unwrap_or(GeoPrecision::Province);
    if outers.windows(2).any(|pair| pair[0].country != pair[1].country) {
        return None;
    }
    let mut fitting = outers.iter().filter(|p| outers.len() == 1 || p.precision == kind);
    let one = fitting.next()?;
    fitting.next().is_none().then_some(*one)
}

/// `an army post at Bakhmal`, `a massacre in Bakhmal in March`, `people in Bakhmal,`: the noun before the preposition tells that
/// something stood or happened there, and the name ends its phrase.
fn beside_deed(
    tokens: &Tokens<'_>,
    i: usize,
    end: usize,
    first: usize,
    codebook: &Codebook,
    toponyms: &Toponyms,
) -> bool {
    let plain = i >= first + 2
        && (i..end).all(|t| tokens.form(t) != Shape::Upper)
        && (end > i + 1 || tokens.low(i).len() > 2)
        && !tokens.is(i, &NO_PLACES)
        && !tokens.word(i).is_some_and(|w| toponyms.persons.contains(&w));
    if !plain || !closes(tokens, end) && !tokens.is(end, &["last", "killed", "killing", "left"]) {
        return false;
    }
    let site = (first.max(i.saturating_sub(4))..i - 1)
        .any(|t| codebook.places.site_nouns.longest(tokens, t).is_some_and(|(after, ())| after == i - 1));
    let noun = |at: usize| {
        codebook.events.longest(tokens, at).is_some_and(|(_, words)| {
            words
                .iter()
                .any(|w| matches!(w, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural) && !t.weak))
        })
    };
    // "the bombing of a rally in Bakhmal"
    let of = (first.max(i.saturating_sub(6))..i - 2)
        .any(|t| noun(t) && (t + 1..i - 2).any(|k| tokens.is(k, &["of", "on", "at", "against"])));
    // "a detachment located in Bakhmal", "soldiers killed in Bakhmal"
    let done = tokens.is(i - 2, &SCENES)
        || codebook
            .events
            .longest(tokens, i - 2)
            .is_some_and(|(after, words)| after == i - 1 && words.iter().any(|w| matches!(w, Word::Harm(..))));
    let deed = noun(i - 2) || of || done;
    let people =
        matches!(codebook.people.nouns.longest(tokens, i - 2), Some((after, Noun::Class(_))) if after == i - 1);
    site || tokens.is(i - 1, &["in", "near", "outside"]) && (deed || people)
}

/// `the town of Bakhmal`: a town by its own words, of which the text does not say what it lies in.
fn told_town(tokens: &Tokens<'_>, first: usize, end: usize) -> PlaceMention {
    let name = tokens.words(first, end);
    let place = Place {
        name: name.clone(),
        admin1: None,
        country: None,
        precision: GeoPrecision::City,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    PlaceMention { first, end, place, city: Some(name), adjective: false, open: false }
}
