//! Places in the text: names of the gazetteer, sites and areas by their nouns, "the capital".

use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::scan::Shape;
use crate::model::place::{GeoPrecision, Place};

/// A place in the text.
#[derive(Debug, Clone)]
pub(super) struct PlaceMention {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// The place, with what the codebook knows of it.
    pub(super) place: Place,
    /// City that it is or lies in.
    pub(super) city: Option<String>,
    /// An adjective such as `Afghan`: tells a country, but not where something happened.
    pub(super) adjective: bool,
}

/// All places between two tokens.
pub(super) fn places(
    tokens: &Tokens<'_>,
    first: usize,
    end: usize,
    codebook: &Codebook,
    home: Option<&str>,
) -> Vec<PlaceMention> {
    let mut found: Vec<PlaceMention> = Vec::new();
    let mut i = first;
    while i < end {
        let start = found.iter().rev().find(|f| !f.adjective).map_or(first, |f| f.end);
        let mention = capital(tokens, i, codebook, home)
            .or_else(|| known(tokens, i, codebook))
            .or_else(|| site(tokens, i, start, codebook))
            .or_else(|| area(tokens, i, start, end, codebook));
        match mention.filter(|m| m.end <= end) {
            Some(mention) => {
                i = mention.end;
                found.push(mention);
            }
            None => i += 1,
        }
    }
    found
}

fn known(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> Option<PlaceMention> {
    let (end, &index) = codebook.places.lexicon.longest(tokens, i)?;
    let known = &codebook.places.known[index];
    Some(PlaceMention {
        first: i,
        end,
        place: known.place.clone(),
        city: known.city.clone(),
        adjective: known.adjective,
    })
}

/// `the capital`, `the Afghan capital`: the capital of the country that is named or that the article is about.
fn capital(tokens: &Tokens<'_>, i: usize, codebook: &Codebook, home: Option<&str>) -> Option<PlaceMention> {
    let word = if tokens.low(i) == "capital" { i } else { return None };
    if i == 0 || tokens.is(i + 1, &["punishment", "investment"]) {
        return None;
    }
    let named = codebook.places.lexicon.longest(tokens, i - 1).map(|(_, &k)| &codebook.places.known[k]);
    let country = match named {
        Some(known) if known.adjective => known.place.country.as_deref(),
        _ if tokens.is(i - 1, &["the"]) => home,
        _ => None,
    }?;
    let &index = codebook.places.capitals.get(country)?;
    let known = &codebook.places.known[index];
    // "the provincial capital", "the capital of Nangarhar": another one
    if tokens.low(i + 1) == "of" {
        return None;
    }
    Some(PlaceMention {
        first: word,
        end: word + 1,
        place: known.place.clone(),
        city: known.city.clone(),
        adjective: false,
    })
}

/// A site by its noun, with the words before it that name it: `Chinese-run hotel`, `Russian embassy`.
fn site(tokens: &Tokens<'_>, i: usize, from: usize, codebook: &Codebook) -> Option<PlaceMention> {
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
    let place = Place {
        name: tokens.words(first, end),
        admin1: None,
        country: None,
        precision: GeoPrecision::Site,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    Some(PlaceMention { first, end, place, city: None, adjective: false })
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
fn area(tokens: &Tokens<'_>, i: usize, from: usize, end: usize, codebook: &Codebook) -> Option<PlaceMention> {
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
    Some(PlaceMention { first, end: last, place, city: None, adjective: false })
}

/// Country that the article is about: the one named most often, adjectives and what lies in it included, ties to the first.
pub(super) fn home(tokens: &Tokens<'_>, codebook: &Codebook) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some((end, &index)) = codebook.places.lexicon.longest(tokens, i) else {
            i += 1;
            continue;
        };
        if let Some(country) = codebook.places.known[index].place.country.as_deref() {
            match counts.iter_mut().find(|(c, _)| *c == country) {
                Some((_, n)) => *n += 1,
                None => counts.push((country, 1)),
            }
        }
        i = end;
    }
    let most = counts.iter().map(|(_, n)| *n).max()?;
    counts.iter().find(|(_, n)| *n == most).map(|(c, _)| (*c).to_owned())
}
