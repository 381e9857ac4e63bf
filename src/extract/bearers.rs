//! Which of its bearers a name of the gazetteer stands for.

use super::places::PlaceMention;
use super::surroundings::Context;
use super::token::Tokens;
use super::toponyms::{Found, Toponyms};
use crate::codebook::Codebook;
use crate::codebook::places::Known;
use crate::model::place::{GeoPrecision, Place};

/// Which of its bearers a name stands for.
pub(super) fn choose(
    tokens: &Tokens<'_>,
    i: usize,
    found: &Found,
    context: &Context,
    codebook: &Codebook,
    toponyms: &Toponyms,
) -> PlaceMention {
    let places = &codebook.places;
    let known = |index: usize| &places.known[index];
    let is = |index: usize| PlaceMention::of(codebook, index, i, found.end);
    let mut bearers = found.bearers.clone();
    if let Some(inside) = &context.inside {
        if inside.is_empty() {
            let elsewhere = |container: &&Place| {
                context.closed
                    && (container.precision >= GeoPrecision::Province
                        || container.precision == GeoPrecision::District && container.admin1.is_some())
                    && (!found.certain || container.precision == GeoPrecision::Province)
                    && bearers.iter().all(|&b| known(b).place.precision <= GeoPrecision::City)
            };
            if let Some(container) = context.container.as_ref().filter(elsewhere) {
                return in_container(tokens, i, found.end, container);
            }
        } else {
            bearers.clone_from(inside);
        }
    }
    if let Some(kind) = context.kind {
        let fitting: Vec<usize> = bearers.iter().copied().filter(|&b| known(b).place.precision == kind).collect();
        if !fitting.is_empty() {
            bearers = fitting;
        }
    }
    if bearers.len() == 1 {
        return is(bearers[0]);
    }
    // "Kabul district" was not all of what Kabul is
    let around = |index: usize| {
        let (a, b) = (&known(index).place, &known(bearers[0]).place);
        found.certain && a.admin1 == b.admin1 && a.country == b.country
    };
    if let Some(&index) = found.name.and_then(|n| toponyms.settled.get(&n)).filter(|index| bearers.contains(index)) {
        return is(if around(index) { bearers[0] } else { index });
    }
    let home: Vec<usize> = bearers.iter().copied().filter(|&b| known(b).place.country == toponyms.home).collect();
    if found.certain && bearers.first() == found.bearers.first() && (home.is_empty() || home.contains(&bearers[0])) {
        return is(bearers[0]);
    }
    if !home.is_empty() {
        bearers = home;
    }
    if let Some(province) = toponyms.province.as_ref().filter(|p| p.gazetteer) {
        let here = |b: &usize| known(*b).place.admin1 == province.admin1 && known(*b).place.country == province.country;
        let near: Vec<usize> = bearers.iter().copied().filter(here).collect();
        if !near.is_empty() {
            bearers = near;
        }
    }
    if let Some(index) = nested(&bearers, known).or_else(|| largest(&bearers, known)) {
        return is(index);
    }
    let common = |field: fn(&Place) -> Option<&String>| {
        let mut values = bearers.iter().map(|&b| field(&known(b).place));
        let one = values.next()??;
        values.all(|value| value == Some(one)).then(|| one.clone())
    };
    let precision = bearers.iter().map(|&b| known(b).place.precision).max().unwrap_or(GeoPrecision::City);
    let name = known(bearers[0]).place.name.clone();
    let place = Place {
        name: name.clone(),
        admin1: common(|p| p.admin1.as_ref()),
        country: common(|p| p.country.as_ref()),
        precision,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    let city = (precision == GeoPrecision::City).then_some(name);
    PlaceMention { first: i, end: found.end, place, city, adjective: false, open: true }
}

/// A city and the region or district of its name around it are one place: the city, or the district where there is no city.
fn nested<'k>(bearers: &[usize], known: impl Fn(usize) -> &'k Known) -> Option<usize> {
    let &first = bearers.first()?;
    let one = |b: &usize| {
        known(*b).place.country == known(first).place.country && known(*b).place.admin1 == known(first).place.admin1
    };
    if !bearers.iter().all(one) {
        return None;
    }
    let of = |precision| bearers.iter().copied().find(|&b| known(b).place.precision == precision);
    of(GeoPrecision::City).or_else(|| of(GeoPrecision::District)).or_else(|| of(GeoPrecision::Province))
}

/// The city that is ten times as large as any other bearer; none where a region or country bears the name elsewhere.
fn largest<'k>(bearers: &[usize], known: impl Fn(usize) -> &'k Known) -> Option<usize> {
    let &most = bearers.iter().max_by_key(|&&b| (known(b).size, std::cmp::Reverse(b)))?;
    let (big, size) = (&known(most).place, known(most).size);
    let others = bearers.iter().filter(|&&b| b != most).all(|&b| {
        let other = &known(b).place;
        let around = other.country == big.country && other.admin1 == big.admin1;
        around || (other.precision == GeoPrecision::City && known(b).size.max(1) * 10 <= size)
    });
    others.then_some(most)
}

/// A place of that name in a region or country.
pub(super) fn in_container(tokens: &Tokens<'_>, first: usize, end: usize, container: &Place) -> PlaceMention {
    let name = tokens.words(first, end);
    let place = Place {
        name: name.clone(),
        admin1: container.admin1.clone(),
        country: container.country.clone(),
        precision: GeoPrecision::City,
        lat: None,
        lon: None,
        gazetteer: false,
    };
    PlaceMention { first, end, place, city: Some(name), adjective: false, open: false }
}
