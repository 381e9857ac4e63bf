//! Places in the text: names of the gazetteer, sites and areas by their nouns, "the capital", "there".

use super::sites;
use super::token::Tokens;
use super::toponyms::{self, Toponyms};
use crate::codebook::Codebook;
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
    /// Several places bear the name and the article does not say which: it has what they have in common.
    pub(super) open: bool,
}

impl PlaceMention {
    /// A place of the codebook, by its index.
    pub(super) fn of(codebook: &Codebook, index: usize, first: usize, end: usize) -> Self {
        let known = &codebook.places.known[index];
        Self {
            first,
            end,
            place: known.place.clone(),
            city: known.city.clone(),
            adjective: known.adjective,
            open: false,
        }
    }
}

/// All places between two tokens of an article, of which `toponyms` holds what its earlier sentences settled.
pub(super) fn places(
    tokens: &Tokens<'_>,
    first: usize,
    end: usize,
    codebook: &Codebook,
    toponyms: &mut Toponyms,
) -> Vec<PlaceMention> {
    let mut found: Vec<PlaceMention> = Vec::new();
    let mut i = first;
    while i < end {
        let start = found.iter().rev().find(|f| !f.adjective).map_or(first, |f| f.end);
        let mention = capital(tokens, i, codebook, toponyms, &found)
            .or_else(|| there(tokens, i, first, toponyms))
            .or_else(|| toponyms::toponym(tokens, i, first, codebook, toponyms, &found))
            .or_else(|| sites::site(tokens, i, start, codebook, toponyms))
            .or_else(|| sites::area(tokens, i, start, end, codebook));
        match mention.filter(|m| m.end <= end) {
            Some(mention) => {
                i = mention.end;
                toponyms.note(&mention);
                found.push(mention);
            }
            None => i += 1,
        }
    }
    found
}

/// `the capital`, `the Afghan capital`, `the capital of Kunar`, `Kunar's capital`, `the provincial capital`: of the country or
/// province that is named, or that the article is about. `None` where it is not known which.
fn capital(
    tokens: &Tokens<'_>,
    i: usize,
    codebook: &Codebook,
    toponyms: &Toponyms,
    found: &[PlaceMention],
) -> Option<PlaceMention> {
    if tokens.low(i) != "capital" || i == 0 || tokens.is(i + 1, &["punishment", "investment", "murder", "gains"]) {
        return None;
    }
    let provincial = tokens.is(i - 1, &["provincial", "regional"]);
    let before = if provincial { i.checked_sub(2)? } else { i - 1 };
    let seat = |place: &Place| {
        let key = (place.country.clone()?, place.admin1.clone()?);
        codebook.places.seats.get(&key)
    };
    let owned = tokens.low(before) == "'s";
    let index = if tokens.low(i + 1) == "of" {
        let named = if tokens.low(i + 2) == "the" { i + 3 } else { i + 2 };
        let (_, &index) = codebook.places.lexicon.longest(tokens, named)?;
        let place = &codebook.places.known[index].place;
        match place.precision {
            GeoPrecision::Country => codebook.places.capitals.get(place.country.as_ref()?),
            GeoPrecision::Province => seat(place),
            _ => None,
        }
    } else if let Some(owner) = found.last().filter(|f| owned && f.end == before) {
        match owner.place.precision {
            GeoPrecision::Country => codebook.places.capitals.get(owner.place.country.as_ref()?),
            _ => seat(&owner.place),
        }
    } else if provincial {
        seat(toponyms.province.as_ref()?)
    } else {
        let named = codebook.places.lexicon.longest(tokens, before).map(|(_, &k)| &codebook.places.known[k]);
        let country = match named {
            Some(known) if known.adjective => known.place.country.as_deref(),
            _ if tokens.is(before, &["the"]) => toponyms.home.as_deref(),
            _ => None,
        }?;
        codebook.places.capitals.get(country)
    };
    index.map(|&index| PlaceMention::of(codebook, index, i, i + 1))
}

/// `there`, where it takes up the place named last; not in `there were`, `out there`.
fn there(tokens: &Tokens<'_>, i: usize, first: usize, toponyms: &Toponyms) -> Option<PlaceMention> {
    if tokens.low(i) != "there" {
        return None;
    }
    let opens = (i == first || tokens.is_capital(i)) && tokens.mark(i + 1) != Some(',');
    let stands = i > first
        && tokens.is(
            i - 1,
            &[
                "out", "over", "up", "down", "in", "from", "to", "and", "that", "if", "because", "when", "while",
                "where", "said", "says", "but", "as", "is", "are", "was", "were", "been", "be", "believe", "think",
                "hope",
            ],
        );
    let exists = tokens.is(
        i + 1,
        &[
            "is", "are", "was", "were", "has", "have", "had", "will", "would", "may", "might", "can", "could",
            "should", "must", "'s", "seems", "seemed", "appears", "appeared", "remains", "remained", "be", "been",
            "being", "to", "no", "isn't", "aren't", "wasn't", "weren't", "came", "comes", "exists", "exist", "never",
            "still", "also",
        ],
    );
    if opens || stands || exists {
        return None;
    }
    // "A year ago a bomb there": what happened before happened to others
    let before =
        (first.max(i.saturating_sub(8))..i).any(|t| tokens.is(t, &["ago", "earlier", "previous", "previously"]));
    let last = toponyms.last.as_ref().filter(|_| !before)?;
    Some(PlaceMention { first: i, end: i + 1, ..last.clone() })
}

/// Country that the article is about: the one named most often, adjectives and what lies in it included, ties to the first.
pub(super) fn home(tokens: &Tokens<'_>, codebook: &Codebook) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let (country, end) = toponyms::country_at(tokens, i, codebook);
        if let Some(country) = country {
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
