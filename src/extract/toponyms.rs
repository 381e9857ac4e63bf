//! Names of the gazetteer in the text: whether a name is read as a place, and which of its bearers it is.
//!
//! A certain name is a place wherever it stands, unless it is plainly part of a person's. Any other needs its context: a
//! preposition of place, a noun (`the town of`, `province`), or what it lies in (`Hyderabad, Pakistan`). Of several bearers
//! the one in what is named beside it is meant; else the one that the article settled before; else the one in the country that
//! the article is about; else one ten times as large as the next. Otherwise the name stays open.

use std::collections::{HashMap, HashSet};

use super::places::PlaceMention;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::lexicon::{Sequence as _, WordId};
use crate::codebook::places::Known;
use crate::codebook::scan::Shape;
use crate::codebook::table::Mark;
use crate::model::place::{GeoPrecision, Place};

/// What an article has settled on its names so far.
#[derive(Debug, Default)]
pub(super) struct Toponyms {
    /// Country that the article is about.
    pub(super) home: Option<String>,
    /// The place named last, for `there`; no country.
    pub(super) last: Option<PlaceMention>,
    /// The province named last, or that of the place named last.
    pub(super) province: Option<Place>,
    /// Number of a name → the known place that it stood for.
    settled: HashMap<usize, usize>,
    /// Words that are persons' names in this article.
    persons: HashSet<WordId>,
}

/// A name at a token.
struct Found {
    end: usize,
    /// Number of the name; `None` for one that is certain alone.
    name: Option<usize>,
    mark: Mark,
    certain: bool,
    /// Indices of the known places.
    bearers: Vec<usize>,
}

/// What stands around a name.
struct Context {
    /// The bearers that lie in what is named beside the name; `None` where nothing is.
    inside: Option<Vec<usize>>,
    /// What it is said to lie in, if that is one place.
    container: Option<Place>,
    /// Whether the apposition that names the container ends with it.
    closed: bool,
    /// What a noun beside it says that it is: `the town of`, `province`.
    kind: Option<GeoPrecision>,
}

const WHERE: [&str; 10] = ["in", "near", "outside", "around", "across", "throughout", "inside", "at", "within", "into"];

impl Toponyms {
    /// What can be told of an article before its sentences are read.
    pub(super) fn of(tokens: &Tokens<'_>, codebook: &Codebook, home: Option<&str>) -> Self {
        let mut toponyms = Self { home: home.map(str::to_owned), ..Self::default() };
        for i in 1..tokens.len() {
            if tokens.is_capital(i) && tokens.word(i) != Some(0) && part_of_person(tokens, i, codebook) {
                toponyms.persons.extend(tokens.word(i));
            }
        }
        toponyms
    }

    /// Takes note of a place.
    pub(super) fn note(&mut self, mention: &PlaceMention) {
        if mention.adjective || mention.place.precision == GeoPrecision::Country {
            return;
        }
        if mention.place.gazetteer {
            self.last = Some(mention.clone());
        }
        if mention.place.admin1.is_some() {
            self.province = Some(mention.place.clone());
        }
    }
}

/// The place whose name starts at a token of the sentence that starts at `first`.
pub(super) fn toponym(
    tokens: &Tokens<'_>,
    i: usize,
    first: usize,
    codebook: &Codebook,
    toponyms: &mut Toponyms,
    before: &[PlaceMention],
) -> Option<PlaceMention> {
    let Some(found) = find(tokens, i, codebook, toponyms.home.as_deref()) else {
        return unlisted(tokens, i, first, codebook);
    };
    if found.certain && found.bearers.len() == 1 && codebook.places.known[found.bearers[0]].adjective {
        return Some(PlaceMention::of(codebook, found.bearers[0], i, found.end));
    }
    let context = context(tokens, i, first, &found, codebook, before);
    if found.certain {
        if part_of_name(tokens, i, found.end, first, codebook) && context.container.is_none() {
            return None;
        }
    } else if !believed(tokens, i, first, &found, &context, toponyms, before, codebook) {
        return None;
    }
    let mention = choose(tokens, i, &found, &context, codebook, toponyms);
    if let (Some(name), false) = (found.name, mention.open)
        && let Some(&index) = found.bearers.iter().find(|&&b| codebook.places.known[b].place == mention.place)
    {
        toponyms.settled.insert(name, index);
    }
    Some(mention)
}

/// The city that the name of a site begins with; `None` where the name is a person's as well, or several cities bear it.
pub(super) fn city_named(
    tokens: &Tokens<'_>,
    i: usize,
    codebook: &Codebook,
    toponyms: &Toponyms,
) -> Option<PlaceMention> {
    let found = find(tokens, i, codebook, None).filter(|found| found.mark == Mark::Plain)?;
    let context = Context { inside: None, container: None, closed: false, kind: Some(GeoPrecision::City) };
    let city = choose(tokens, i, &found, &context, codebook, toponyms);
    (city.place.precision == GeoPrecision::City && !city.open && !city.adjective).then_some(city)
}

/// A name that is not certain at a token, and the token after it. All of them begin with a capital.
fn uncertain(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> Option<(usize, usize)> {
    if !tokens.is_capital(i) {
        return None;
    }
    codebook.places.uncertain.longest(tokens, i).map(|(end, &n)| (end, n))
}

/// The longest name at a token; a certain one goes before another of the same length, whose bearers it is joined by.
fn find(tokens: &Tokens<'_>, i: usize, codebook: &Codebook, home: Option<&str>) -> Option<Found> {
    let places = &codebook.places;
    let certain = places.lexicon.longest(tokens, i).map(|(end, &k)| (end, k));
    let other = uncertain(tokens, i, codebook);
    let end = certain.map_or(0, |(end, _)| end).max(other.map_or(0, |(end, _)| end));
    // `Mexico` of `New Mexico`, `Panama` of `Panama Street`
    let inner = i > 0 && uncertain(tokens, i - 1, codebook).is_some_and(|(longer, _)| longer >= end);
    if end > 0 && (inner || street(tokens, end, codebook)) {
        return None;
    }
    match (certain, other) {
        (Some((end, k)), other) if other.is_none_or(|(o, _)| o <= end) => {
            let mut bearers = vec![k];
            let same = other.filter(|&(o, _)| o == end && !places.known[k].adjective);
            if let Some((_, n)) = same {
                bearers.extend(places.names[n].bearers.iter().filter(|&&b| b != k));
            }
            Some(Found { end, name: same.map(|(_, n)| n), mark: Mark::Plain, certain: true, bearers })
        }
        (_, Some((end, n))) => {
            let name = &places.names[n];
            Some(Found { end, name: Some(n), mark: name.mark, certain: false, bearers: name.bearers.clone() })
        }
        _ => spelt(tokens, i, codebook, home?),
    }
}

/// Whether the name that ends before a token is that of a street or county: `Panama Street`.
fn street(tokens: &Tokens<'_>, end: usize, codebook: &Codebook) -> bool {
    tokens.is_capital(end)
        && kind_noun(tokens, end).is_none()
        && codebook.places.area_nouns.longest(tokens, end).is_some_and(|(after, ())| after == end + 1)
}

/// A name of the country that the article is about, in a spelling that no entry has.
fn spelt(tokens: &Tokens<'_>, i: usize, codebook: &Codebook, home: &str) -> Option<Found> {
    let spelling = codebook.places.spellings.iter().find(|s| s.country == home)?;
    if !tokens.is_capital(i) || tokens.low(i).chars().count() < 4 || i > 0 && tokens.mark(i - 1) == Some('-') {
        return None;
    }
    let mut ends = Vec::new();
    let mut at = i;
    while ends.len() < 5 && tokens.is_word(at) && (tokens.is_capital(at) || tokens.low(at).len() <= 3) {
        ends.push(at + 1);
        at += 1;
        if tokens.mark(at) == Some('-') {
            at += 1;
        }
    }
    let (words, n) = spelling.longest(ends.iter().map(|end| tokens.low(end - 1)))?;
    let end = ends[words - 1];
    if !tokens.is_capital(end - 1) {
        return None;
    }
    let bearers = codebook.places.names[n].bearers.clone();
    Some(Found { end, name: Some(n), mark: Mark::Plain, certain: false, bearers })
}

/// Whether a known place lies in another.
fn lies_in(inner: &Known, outer: &Place) -> bool {
    let place = &inner.place;
    if inner.adjective || outer.precision < place.precision || place.country != outer.country {
        return false;
    }
    let province = place.admin1.is_some() && place.admin1 == outer.admin1;
    match outer.precision {
        GeoPrecision::Country => true,
        GeoPrecision::Province => province,
        GeoPrecision::City => inner.city.as_ref() == Some(&outer.name) || province,
        _ => province && place.precision < outer.precision,
    }
}

fn context(
    tokens: &Tokens<'_>,
    i: usize,
    first: usize,
    found: &Found,
    codebook: &Codebook,
    before: &[PlaceMention],
) -> Context {
    let after_noun = kind_noun(tokens, found.end);
    let before_noun = if i >= first + 2 && tokens.low(i - 1) == "of" { kind_noun(tokens, i - 2) } else { None };
    let kind = after_noun.or(before_noun);
    let mut context = Context { inside: None, container: None, closed: false, kind };
    let mut outers: Vec<&Place> = Vec::new();
    // `Hyderabad, Pakistan`, `Achin district of Nangarhar`
    let at = if after_noun.is_some() { found.end + 1 } else { found.end };
    let listed = tokens.mark(at) == Some(',');
    if listed || tokens.is(at, &["of", "in"]) {
        let mut from = at + 1;
        while tokens
            .is(from, &["the", "northern", "southern", "eastern", "western", "central", "neighbouring", "neighboring"])
        {
            from += 1;
        }
        let after;
        (after, outers) = containers(tokens, from, codebook);
        context.closed = closes(tokens, after);
        outers.retain(|outer| {
            outer.precision >= GeoPrecision::Province || !listed && outer.precision == GeoPrecision::City
        });
    }
    // `Pakistan's Hyderabad`, `the Pakistani city of Hyderabad`
    if outers.is_empty()
        && let Some(last) = before.last().filter(|last| !last.open)
    {
        let gap = i.saturating_sub(last.end);
        let owned = gap <= 3 && tokens.low(last.end) == "'s" && (last.end + 1..i).all(|t| !tokens.is_capital(t));
        let said = last.adjective && (2..=4).contains(&gap) && before_noun.is_some();
        if owned || said || last.adjective && gap == 0 {
            outers.push(&last.place);
        }
    }
    if outers.is_empty() {
        return context;
    }
    let lies = |&b: &usize| {
        let known = &codebook.places.known[b];
        outers.iter().any(|outer| known.place != **outer && lies_in(known, outer))
    };
    let inside: Vec<usize> = found.bearers.iter().copied().filter(lies).collect();
    if let [only] = outers[..] {
        context.container = Some(only.clone());
    }
    if !inside.is_empty() || context.container.is_some() {
        context.inside = Some(inside);
    }
    context
}

/// The known places whose name starts at a token, and the token after it.
fn containers<'c>(tokens: &Tokens<'_>, at: usize, codebook: &'c Codebook) -> (usize, Vec<&'c Place>) {
    let places = &codebook.places;
    let certain = places.lexicon.longest(tokens, at);
    let other = uncertain(tokens, at, codebook);
    let end = certain.map_or(0, |(end, _)| end).max(other.map_or(0, |(end, _)| end));
    let mut found: Vec<usize> = certain.filter(|(e, _)| *e == end).map(|(_, &k)| k).into_iter().collect();
    if let Some((_, n)) = other.filter(|(e, _)| *e == end) {
        for &bearer in &places.names[n].bearers {
            if !found.contains(&bearer) {
                found.push(bearer);
            }
        }
    }
    (end, found.into_iter().map(|k| &places.known[k]).filter(|k| !k.adjective).map(|k| &k.place).collect())
}

/// What the noun at a token says of the name beside it.
fn kind_noun(tokens: &Tokens<'_>, at: usize) -> Option<GeoPrecision> {
    match tokens.low(at) {
        "province" | "state" | "region" | "governorate" | "department" | "oblast" | "prefecture" => {
            Some(GeoPrecision::Province)
        }
        "district" | "districts" | "subdistrict" | "tehsil" | "agency" => Some(GeoPrecision::District),
        "city" | "town" | "village" | "municipality" | "port" => Some(GeoPrecision::City),
        _ => None,
    }
}

/// Whether the context lets a name that is not certain be a place.
#[expect(clippy::too_many_arguments, reason = "all that stands around a name")]
fn believed(
    tokens: &Tokens<'_>,
    i: usize,
    first: usize,
    found: &Found,
    context: &Context,
    toponyms: &Toponyms,
    before: &[PlaceMention],
    codebook: &Codebook,
) -> bool {
    let located = i > first && tokens.is(i - 1, &WHERE);
    let inside = context.inside.as_ref().is_some_and(|inside| !inside.is_empty());
    let named = i >= first + 2 && tokens.low(i - 1) == "of" && kind_noun(tokens, i - 2).is_some();
    let part = part_of_name(tokens, i, found.end, first, codebook);
    if inside && (located || !part) || named && !part {
        return true;
    }
    if part {
        return false;
    }
    let single = found.end == i + 1;
    let person = single && tokens.word(i).is_some_and(|w| toponyms.persons.contains(&w));
    let settled = found.name.is_some_and(|n| toponyms.settled.contains_key(&n));
    let typed = context
        .kind
        .is_some_and(|kind| found.bearers.iter().any(|&b| codebook.places.known[b].place.precision == kind));
    let listed = i > first
        && (tokens.mark(i - 1) == Some(',') || tokens.is(i - 1, &["and", "or"]))
        && before.last().is_some_and(|p| !p.adjective && p.end + 1 >= i && p.place.precision != GeoPrecision::Country);
    let directed = i >= first + 2
        && tokens.low(i - 1) == "of"
        && tokens.is(
            i - 2,
            &[
                "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outskirts",
                "centre", "center", "suburb", "suburbs", "parts", "part", "streets", "outside", "northern", "capital",
                "provinces", "districts", "cities", "towns", "city", "heart", "edge", "residents", "mayor", "governor",
            ],
        );
    match found.mark {
        Mark::Plain => !person && (located || typed || directed || listed) || settled && (located || directed),
        Mark::Person => {
            let inside = tokens.low(i.wrapping_sub(1)) == "in" && tokens.low(found.end) != "'s";
            (typed || !person && (inside || directed)) || settled && located
        }
        Mark::Word => settled && located,
    }
}

/// Which of its bearers a name stands for.
fn choose(
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
                    && container.precision >= GeoPrecision::Province
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

/// A town that the gazetteer does not have, by what it lies in: `in Bakhmal, Uzbekistan`.
fn unlisted(tokens: &Tokens<'_>, i: usize, first: usize, codebook: &Codebook) -> Option<PlaceMention> {
    if i <= first || !tokens.is_capital(i) {
        return None;
    }
    let named = i >= first + 2 && tokens.low(i - 1) == "of" && kind_noun(tokens, i - 2) == Some(GeoPrecision::City);
    if !named && !tokens.is(i - 1, &["in", "near", "outside", "at"]) {
        return None;
    }
    let mut end = i;
    while end < i + 3 && tokens.is_capital(end) {
        if codebook.people.not_names.longest(tokens, end).is_some()
            || codebook.actors.lexicon.longest(tokens, end).is_some()
            || codebook.people.titles.longest(tokens, end).is_some()
        {
            return None;
        }
        end += 1;
    }
    if tokens.mark(end) != Some(',') || tokens.is_capital(end) {
        return None;
    }
    let (after, outers) = containers(tokens, end + 1, codebook);
    let [container] = outers[..] else { return None };
    let closes = closes(tokens, after);
    let wide = matches!(container.precision, GeoPrecision::Province | GeoPrecision::Country);
    (wide && closes).then(|| in_container(tokens, i, end, container))
}

/// Whether what stands after a region or country ends an apposition: "in Timbuktu, Mali on Friday", not "in Timbuktu, Mali said".
fn closes(tokens: &Tokens<'_>, after: usize) -> bool {
    tokens.mark(after).is_some_and(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | '—' | '–' | ' '))
        || tokens.is(
            after,
            &[
                "on", "after", "when", "where", "at", "in", "early", "late", "last", "this", "for", "with", "and",
                "as", "before", "during", "while", "who", "that", "overnight",
            ],
        )
}

/// A place of that name in a region or country.
fn in_container(tokens: &Tokens<'_>, first: usize, end: usize, container: &Place) -> PlaceMention {
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

/// Whether a one-word name is the first or last part of a longer one: `Paris Hilton`, `Jack London`, `Jackson Square`.
fn part_of_name(tokens: &Tokens<'_>, i: usize, end: usize, first: usize, codebook: &Codebook) -> bool {
    let title = |t: usize| {
        codebook.people.titles.longest(tokens, t).is_some() || codebook.people.not_names.longest(tokens, t).is_some()
    };
    let plain = |t: usize| {
        codebook.places.site_nouns.longest(tokens, t).is_some()
            || codebook.places.area_nouns.longest(tokens, t).is_some()
            || codebook.actors.lexicon.longest(tokens, t).is_some()
            || codebook.places.lexicon.longest(tokens, t).is_some()
            || codebook.people.roles.longest(tokens, t).is_some()
            || codebook.people.nouns.longest(tokens, t).is_some()
            || direction(tokens, t)
            || title(t)
    };
    let before = i > first && tokens.form(i - 1) == Shape::Capital && !plain(i - 1) && tokens.is_word(i - 1);
    let hyphened = i > first && tokens.mark(i - 1) == Some('-') && tokens.is_capital(i.wrapping_sub(2));
    let after = tokens.form(end) == Shape::Capital && !plain(end);
    let located = i > first && tokens.is(i - 1, &WHERE);
    let known = codebook.places.lexicon.longest(tokens, i).is_some_and(|(e, &k)| {
        e == end && (codebook.places.known[k].place.precision != GeoPrecision::City || e > i + 1)
    });
    if known {
        return false;
    }
    before || hyphened || (after && !(located && end == i + 1 && codebook.places.lexicon.longest(tokens, i).is_some()))
}

fn direction(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(
        at,
        &[
            "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "downtown",
            "greater", "near", "outside", "in", "inside", "upper", "lower", "old", "city", "town", "police", "state",
        ],
    )
}

/// Whether a capitalised word ends a person's name: `Michael Jackson`, `Mr Jackson`, `Jackson said`.
fn part_of_person(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> bool {
    let dot = usize::from(tokens.mark(i - 1) == Some('.'));
    let Some(prior) = i.checked_sub(1 + dot) else { return false };
    let titled = tokens
        .is(prior, &["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "col", "sgt", "capt", "lt", "president"]);
    let named = dot == 0
        && tokens.form(prior) == Shape::Capital
        && codebook.people.not_names.longest(tokens, prior).is_none()
        && codebook.people.titles.longest(tokens, prior).is_none()
        && codebook.places.lexicon.longest(tokens, prior).is_none()
        && uncertain(tokens, prior, codebook).is_none_or(|(end, _)| end == i)
        && codebook.actors.lexicon.longest(tokens, prior).is_none()
        && !direction(tokens, prior)
        && !tokens.is_capital(i + 1);
    let speaks = tokens.is(i + 1, &["said", "says", "told", "added", "testified", "pleaded"]);
    titled || named || speaks
}

/// The country that a name at a token speaks for, and the token after it: the names that need no context, and those whose
/// bearers are all in one country after a preposition.
pub(super) fn country_at<'c>(tokens: &Tokens<'_>, i: usize, codebook: &'c Codebook) -> (Option<&'c str>, usize) {
    let places = &codebook.places;
    if let Some((end, &index)) = places.lexicon.longest(tokens, i) {
        if street(tokens, end, codebook) {
            return (None, end);
        }
        return (places.known[index].place.country.as_deref(), end);
    }
    let Some((end, n)) = uncertain(tokens, i, codebook) else { return (None, i + 1) };
    let name = &places.names[n];
    let mut countries = name.bearers.iter().map(|&b| places.known[b].place.country.as_deref());
    let one = countries.next().flatten();
    let placed = i > 0 && (tokens.is(i - 1, &WHERE) || tokens.mark(i - 1) == Some(','));
    let region = name.bearers.iter().any(|&b| places.known[b].place.precision == GeoPrecision::Province);
    let told = placed && !tokens.is_capital(end) || region;
    let speaks = name.mark == Mark::Plain && told && countries.all(|c| c == one);
    (one.filter(|_| speaks), end)
}
