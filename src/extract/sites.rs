//! Sites and areas that the codebook has no name for, by the nouns that end their names.

use super::places::PlaceMention;
use super::token::Tokens;
use super::toponyms::{self, Toponyms};
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::scan::Shape;
use crate::model::place::{GeoPrecision, Place};

/// A site by its noun, with the words before it that name it: `Chinese-run hotel`, `Russian embassy`.
pub(super) fn site(
    tokens: &Tokens<'_>,
    i: usize,
    from: usize,
    codebook: &Codebook,
    toponyms: &Toponyms,
) -> Option<PlaceMention> {
    let (mut end, ()) = codebook.places.site_nouns.longest(tokens, i)?;
    let mut first = i;
    while first > from && first + 6 > i && names_site(tokens, first - 1) {
        first -= 1;
    }
    while first < i && !tokens.is_word(first) {
        first += 1;
    }
    // "a Daesh base" is named after its holder, not by a name of its own
    if codebook.actors.lexicon.longest(tokens, first).is_some_and(|(_, name)| {
        matches!(name, Name::Actor(a) if matches!(codebook.actors.entries[*a].kind, Kind::ArmedGroup | Kind::Authority))
    }) {
        return None;
    }
    let named = if tokens.low(end + 1) == "the" { end + 2 } else { end + 1 };
    if tokens.low(end) == "of" && tokens.is_capital(named) {
        let mut at = named;
        while tokens.is_capital(at) || (tokens.is(at, &["and", "of"]) && tokens.is_capital(at + 1)) {
            at += 1;
        }
        if codebook.places.lexicon.longest(tokens, named).is_none() {
            end = at;
        }
    }
    // "the Shanghai airport" is in Shanghai
    let head = if first < i { toponyms::city_named(tokens, first, codebook, toponyms) } else { None };
    let place = Place {
        name: tokens.words(first, end),
        admin1: head.as_ref().and_then(|city| city.place.admin1.clone()),
        country: head.as_ref().and_then(|city| city.place.country.clone()),
        precision: GeoPrecision::Site,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    Some(PlaceMention { first, end, place, city: head.and_then(|city| city.city), adjective: false, open: false })
}

fn names_site(tokens: &Tokens<'_>, i: usize) -> bool {
    match tokens.form(i) {
        Shape::Capital | Shape::Upper => !tokens.is(
            i,
            &[
                "the", "a", "an", "in", "on", "at", "it", "this", "that", "when", "after", "one", "its", "sunday",
                "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
            ],
        ),
        Shape::Mark('-') => true,
        Shape::Lower => tokens.is(
            i,
            &[
                "run", "owned", "military", "international", "main", "police", "education", "girls'", "maternity",
                "central", "e", "i", "al",
            ],
        ),
        _ => false,
    }
}

/// An area by its noun: `the Pakha area`, `seventh district`, `District 8`.
pub(super) fn area(
    tokens: &Tokens<'_>,
    i: usize,
    from: usize,
    end: usize,
    codebook: &Codebook,
) -> Option<PlaceMention> {
    let (after, ()) = codebook.places.area_nouns.longest(tokens, i)?;
    let mut first = i;
    while first > from && tokens.is_capital(first - 1) && names_site(tokens, first - 1) {
        first -= 1;
    }
    let ordinal = first == i
        && i > from
        && (tokens.is(
            i - 1,
            &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        ) || (matches!(tokens.form(i - 1), Shape::Digits) && tokens.low(i - 1).ends_with("th")));
    if ordinal {
        first = i - 1;
    }
    let numbered = matches!(tokens.form(after), Shape::Digits) && tokens.is_capital(i) && after < end;
    let last = if numbered { after + 1 } else { after };
    let named = (first..i).any(|t| {
        tokens.is_capital(t)
            && !(tokens.low(t).ends_with("ish") && tokens.low(t).len() > 6)
            && (t > first || codebook.people.not_names.longest(tokens, t).is_none_or(|(end, ())| end < i))
            && codebook.places.lexicon.longest(tokens, t).is_none_or(|(_, &k)| !codebook.places.known[k].adjective)
    });
    let actor = (first.saturating_sub(4).max(from)..i)
        .any(|t| codebook.actors.lexicon.longest(tokens, t).is_some_and(|(end, _)| end > i));
    if actor || !(named || numbered || ordinal) {
        return None;
    }
    let place = Place {
        name: tokens.words(first, last),
        admin1: None,
        country: None,
        precision: GeoPrecision::District,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    Some(PlaceMention { first, end: last, place, city: None, adjective: false, open: false })
}
