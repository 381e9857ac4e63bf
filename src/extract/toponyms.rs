//! Names of the gazetteer in the text: whether a name is read as a place, and which of its bearers it is.
//!
//! A certain name is a place wherever it stands, unless it is plainly part of a person's. Any other needs its context: a
//! preposition of place, a noun (`the town of`, `province`), or what it lies in (`Hyderabad, Pakistan`). Of several bearers
//! the one in what is named beside it is meant; else the one that the article settled before; else the one in the country that
//! the article is about; else one ten times as large as the next. Otherwise the name stays open.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::bearers::choose;
use super::places::PlaceMention;
use super::surroundings::{Context, WHERE, closes, context, direction, kind_noun, part_of_name, street};
use super::token::Tokens;
use super::towns;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Word};
use crate::codebook::lexicon::{Sequence as _, WordId};
use crate::codebook::scan::Shape;
use crate::codebook::table::Mark;
use crate::model::incident::IncidentMention;
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
    pub(super) settled: HashMap<usize, usize>,
    /// Names that stayed open.
    open: BTreeSet<String>,
    /// Words that are persons' names in this article.
    pub(super) persons: HashSet<WordId>,
}

/// A name at a token.
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    /// Number of the name; `None` for one that is certain alone.
    pub(super) name: Option<usize>,
    /// What else the name is.
    pub(super) mark: Mark,
    /// Whether it is a place wherever it stands.
    pub(super) certain: bool,
    /// Indices of the known places.
    pub(super) bearers: Vec<usize>,
}

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
        if mention.open {
            self.open.insert(mention.place.name.clone());
        }
        let site = mention.place.precision == GeoPrecision::Site
            && mention.end > mention.first + 1
            && mention.place.name.starts_with(char::is_uppercase);
        if mention.place.gazetteer || site {
            self.last = Some(mention.clone());
        }
        if mention.place.admin1.is_some() {
            self.province = Some(mention.place.clone());
        }
    }
}

impl Toponyms {
    /// What is to be said of the incidents whose place stayed open: one warning for all of them.
    pub(super) fn warnings(&self, incidents: &[IncidentMention]) -> Vec<String> {
        let here = |name: &&String| {
            incidents.iter().filter_map(|i| i.place.as_ref()).any(|place| !place.gazetteer && place.name == **name)
        };
        let names: Vec<String> = self.open.iter().filter(here).map(|name| format!("`{name}`")).collect();
        if names.is_empty() {
            return Vec::new();
        }
        vec![format!("it is left open which of the places called {} is meant", names.join(", "))]
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
        return towns::unlisted(tokens, i, first, codebook, toponyms, before);
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
pub(super) fn uncertain(tokens: &Tokens<'_>, i: usize, codebook: &Codebook) -> Option<(usize, usize)> {
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
    if end == 0 {
        return spelt(tokens, i, codebook, home?);
    }
    // `Mexico` of `New Mexico`, `Panama` of `Panama Street`
    let inner = i > 0 && uncertain(tokens, i - 1, codebook).is_some_and(|(longer, _)| longer >= end);
    if inner || street(tokens, end, codebook) {
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
    // "in Idlib", "in northern Idlib"
    let part = i >= first + 2 && direction(tokens, i - 1) && tokens.low(i - 1).ends_with('n')
        || tokens.low(i.wrapping_sub(1)) == "central";
    let located = i > first && tokens.is(i - 1, &WHERE)
        || part && i >= first + 2 && tokens.is(i - 2, &WHERE)
        || found.mark == Mark::Plain && struck(tokens, i, first, codebook);
    let inside = context.inside.as_ref().is_some_and(|inside| !inside.is_empty());
    let named = i >= first + 2
        && tokens.low(i - 1) == "of"
        && (kind_noun(tokens, i - 2).is_some() || towns::settlement(tokens, i - 2));
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
        // "in Swat on Monday", of an article about its country
        Mark::Word => {
            let home = found
                .bearers
                .iter()
                .any(|&b| codebook.places.known[b].place.country.as_deref() == toponyms.home.as_deref());
            let alone = tokens.form(i) == Shape::Capital && !person && closes(tokens, found.end);
            settled && located || alone && home && tokens.is(i - 1, &["in", "near"])
        }
    }
}

/// `air strikes on Marib`, `twin bombings hit Bannu`: what was struck.
fn struck(tokens: &Tokens<'_>, i: usize, first: usize, codebook: &Codebook) -> bool {
    const VERBS: [&str; 9] = ["hit", "hits", "struck", "rocked", "rocks", "shook", "stormed", "bombed", "shelled"];
    if i < first + 2 {
        return false;
    }
    let deed = |at: usize| {
        codebook.events.longest(tokens, at).is_some_and(|(_, words)| {
            words.iter().any(|w| matches!(w, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural)))
        })
    };
    let on = tokens.is(i - 1, &["on", "against", "of"]) && (deed(i - 2) || i >= first + 3 && deed(i - 3));
    on || tokens.is(i - 1, &VERBS) && (first..i - 1).rev().take(4).any(deed)
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
    let told = (placed && !tokens.is_capital(end) || region) && !street(tokens, end, codebook);
    let speaks = name.mark == Mark::Plain && told && countries.all(|c| c == one);
    (one.filter(|_| speaks), end)
}
