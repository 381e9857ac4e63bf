//! The words of an office → the body that its bearer speaks for.
//!
//! By name (`the Taliban spokesman`), by a state's adjective (`the French president`), by capitals (`of the Wexcombe Institute`), by a
//! noun for a body that the article has named in full (`a ministry spokesman`), by `its` and `their`.

use super::incidents::Article;
use super::names::NameMention;
use super::offices::{Scope, organisation_name};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::scan::Shape;
use crate::codebook::speech::Capacity;
use crate::model::place::GeoPrecision;

/// The body that the words between two tokens name. `None` where they name none.
pub(super) fn body(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    named(scope, from, to)
        .or_else(|| state(scope, from, to))
        .or_else(|| unknown_body(scope, from, to))
        .or_else(|| local_body(scope, from, to))
        .or_else(|| carried(scope, from, to))
        .or_else(|| possessed(scope, from, to))
}

/// `a former minister`, `the retired general`: no longer for the body. `then` and `ex-` are of the past, too.
pub(super) fn former(scope: &Scope<'_>, from: usize, to: usize) -> bool {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    let office = |i: usize| people.roles.longest(tokens, i).is_some() || people.sources.longest(tokens, i).is_some();
    (from..to).any(|i| {
        let past = tokens.is(i, &["former", "retired", "ex", "onetime", "erstwhile"]);
        past && (i + 1..to.min(i + 7)).any(office)
    })
}

/// Words behind which a name is what somebody is concerned with, not whom they speak for.
static CONCERNS: Words<14> = Words::of([
    "against", "on", "about", "over", "under", "by", "before", "after", "since", "near", "between", "during", "amid",
    "than",
]);

/// A name of the codebook.
fn named(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let tokens = scope.tokens;
    let behind = |n: &NameMention| {
        let article = n.first > from && tokens.low(n.first - 1) == "the";
        let at = (if article { n.first - 1 } else { n.first }).checked_sub(1)?;
        (at >= from).then_some(at)
    };
    let concerns = |n: &NameMention| {
        behind(n).is_some_and(|at| {
            tokens.is(at, &CONCERNS)
                || tokens.low(at) == "to"
                    && at > from
                    && tokens.is(at - 1, &["ambassador", "envoy", "representative", "close", "opposed", "prior"])
        }) || (n.end..to).any(|i| tokens.low(i) == "turned")
            || n.kind(scope.codebook) == Some(Kind::ArmedGroup) && studied(tokens, from, n, to)
    };
    scope.reading.names.iter().filter(|n| from <= n.first && n.end <= to && !concerns(n)).find_map(|n| match n.name {
        Name::Actor(index) => {
            let entry = &scope.codebook.actors.entries[index];
            // "the Taliban-run National Relief Board" is a body of its own
            let run = tokens.mark(n.end) == Some('-')
                && tokens.is(n.end + 1, &["run", "led", "appointed", "controlled", "backed", "affiliated"]);
            (entry.kind != Kind::Media && !run).then(|| entry.name.clone())
        }
        Name::Description(_) => scope.memory.actor(tokens, n, &scope.reading.names, scope.codebook).map(|a| a.name),
        _ => None,
    })
}

/// Those who judge: of an armed group that their description names they are no part.
static JUDGES: Words<18> = Words::of([
    "expert", "experts", "researcher", "researchers", "analyst", "analysts", "specialist", "specialists", "scholar",
    "scholars", "academic", "historian", "adviser", "advisor", "advisers", "advises", "advised", "studies",
]);

/// `a government adviser on groups such as the Front`, `a Front expert`; but an adviser to the group is one of its own.
fn studied(tokens: &Tokens<'_>, from: usize, name: &NameMention, to: usize) -> bool {
    let own = (from..name.first).rev().take(3).any(|i| tokens.is(i, &["to", "with"]));
    !own && (from..to).any(|i| tokens.is(i, &JUDGES))
}

/// `the French president`, `German officials`: the state whose office it is. `None` where another authority than a government
/// holds the state: its adjective may mean either.
fn state(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let (tokens, codebook) = (scope.tokens, scope.codebook);
    let place = scope.reading.places.iter().find(|p| {
        let owns = p.adjective || tokens.is(p.end, &["'s", "’s"]);
        owns && p.place.precision == GeoPrecision::Country && from <= p.first && p.end <= to
    })?;
    let office = (place.end..to.min(place.end + 4)).any(|i| {
        codebook.people.roles.longest(tokens, i).is_some_and(|(after, ())| {
            let role = tokens.words(i, after);
            after <= to + 1
                && codebook.speech.capacity(&role) == Some(Capacity::Official)
                && !OWN.contains(&tokens.low(i))
        }) || tokens.is(i, &["officials", "authorities", "diplomats"])
            || i < to && tokens.is(i, &["president", "minister", "premier"])
    });
    let country = place.place.country.as_deref()?;
    (office && codebook.actors.ruling(country).is_none()).then(|| country.to_owned())
}

/// Offices that are no state's: `the German commander of the mission`, `the Pakistani leader of the group`.
const OWN: [&str; 8] = ["commander", "leader", "head", "chief", "chairman", "officer", "general", "colonel"];

/// A body that the codebook does not have, by its capitals: `of Saffron Road Relief`, `with the Wexcombe Institute`, `for the Kunduz
/// provincial government`.
fn unknown_body(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    (from..to)
        .filter(|&i| scope.tokens.is(i, &["of", "for", "at", "with", "from"]))
        .find_map(|at| capitals_body(scope, at, to))
}

fn capitals_body(scope: &Scope<'_>, at: usize, to: usize) -> Option<String> {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    let mut first = if tokens.low(at + 1) == "the" { at + 2 } else { at + 1 };
    // "the Taliban-run National Relief Board"
    if tokens.is_capital(first) && tokens.mark(first + 1) == Some('-') && tokens.form(first + 2) == Shape::Lower {
        first += 3;
    }
    // "of the German aid group Welthungerhilfe"
    let kind = (first..to.min(first + 5)).find(|&i| {
        tokens.is(
            i,
            &["ngo", "charity", "group", "organisation", "organization", "agency", "tank", "network", "nonprofit"],
        ) && tokens.is_capital(i + 1)
            && i + 1 < to
    });
    let one_word = kind.is_some();
    first = kind.map_or(first, |i| i + 1);
    let mut end = first;
    while end < to
        && (tokens.is_capital(end)
            || (tokens.is(end, &["of", "for", "the", "and"]) && end > first && tokens.is_capital(end + 1))
            || tokens.mark(end) == Some('-') && tokens.is_capital(end + 1))
    {
        end += 1;
    }
    // "the Kunduz provincial government", "the Herat health directorate"
    if end > first
        && let Some(noun) = (end..to.min(end + 3)).find(|&i| people.bodies.longest(tokens, i).is_some())
        && (end..noun).all(|i| tokens.form(i) == Shape::Lower && !tokens.is(i, &["in", "of", "at", "and", "the"]))
    {
        return Some(tokens.words(first, noun + 1));
    }
    let words = (first..end).filter(|&i| tokens.is_word(i)).count();
    let place = scope.codebook.places.lexicon.longest(tokens, first).is_some_and(|(after, _)| after == end);
    let plain = (first..end).all(|i| people.not_names.longest(tokens, i).is_some());
    ((words >= 1 && one_word || words >= 2 && organisation_like(scope, first, end)) && !place && !plain)
        .then(|| tokens.words(first, end))
}

/// A body named before the office: `Kandahar police spokesman`, `Interior Ministry spokesman`, `Senate Relations Committee Chair`.
fn local_body(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    let proper = |i: usize| tokens.is_capital(i) && people.not_names.longest(tokens, i).is_none();
    let (noun, after) = (from + 1..to).find_map(|i| {
        let (after, ()) = people.bodies.longest(tokens, i)?;
        let plain = tokens.is(
            i,
            &["police", "ministry", "department", "university", "hospital", "municipality", "directorate", "army"],
        );
        (proper(i - 1) && (plain || tokens.is_capital(i)) && after < to).then_some((i, after))
    })?;
    let mut first = noun - 1;
    while first > from && proper(first - 1) {
        first -= 1;
    }
    let office = (after..to).any(|i| {
        people.roles.longest(tokens, i).is_some()
            || people.titles.longest(tokens, i).is_some()
            || tokens.is(i, &["chair", "chairwoman"])
    });
    office.then(|| tokens.words(first, after))
}

/// `a ministry spokesman`, `the charity's manager`: the body that the article named in full.
fn carried(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let tokens = scope.tokens;
    let bare = |i: usize| {
        tokens.form(i) == Shape::Lower
            && (i == from || tokens.is(i - 1, &["the", "a", "an", "its", "their", "of", "for", "at", "'s"]))
    };
    let behind = |i: usize| {
        tokens.low(i + 1) == "'s" || scope.codebook.people.roles.longest(tokens, i + 1).is_some() || i + 1 == to
    };
    (from..to).filter(|&i| bare(i) && behind(i)).find_map(|i| scope.memory.body(tokens.low(i)))
}

/// `its spokesman`, `their head of police`: those who were named last.
fn possessed(scope: &Scope<'_>, from: usize, to: usize) -> Option<String> {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    let office = (from + 1..to.min(from + 4)).any(|i| people.roles.longest(tokens, i).is_some());
    if !tokens.is(from, &["its", "their"]) || !office {
        return None;
    }
    let here = scope.reading.names.iter().rev().filter(|n| n.end <= from);
    let here = here.filter_map(|n| n.actor(tokens, scope.codebook)).map(|actor| actor.name).next();
    here.or_else(|| scope.memory.last_actor(scope.codebook))
}

/// Two words may be a place or a person; three, or one that names a kind of body, are a body.
fn organisation_like(scope: &Scope<'_>, first: usize, end: usize) -> bool {
    let words = (first..end).filter(|&i| scope.tokens.is_word(i)).count();
    words >= 3 || organisation_name(scope.tokens, scope.codebook, first, end)
}

/// Most words before the noun in the full name of a body.
const MODIFIERS: usize = 6;

/// Bodies that a sentence names in full, each with the noun by which it is called afterwards: `ministry` for `German foreign
/// ministry`, `embassy` for `US embassy`.
pub(super) fn bodies(scope: &Scope<'_>) -> Vec<(String, String)> {
    let (tokens, codebook, sentence) = (scope.tokens, scope.codebook, scope.reading.sentence);
    let mut found = Vec::new();
    for noun in sentence.first + 1..sentence.end {
        let Some((after, ())) = codebook.people.bodies.longest(tokens, noun) else { continue };
        let mut first = noun;
        while first > sentence.first && noun - first < MODIFIERS && modifies(tokens, first - 1) {
            first -= 1;
        }
        while first < noun && (!tokens.is_capital(first) || codebook.people.not_names.longest(tokens, first).is_some())
        {
            first += 1;
        }
        if first < noun {
            found.push((tokens.low(after - 1).to_owned(), full_name(tokens, scope, first, after)));
        }
    }
    for name in &scope.reading.names {
        if let Some(actor) = name.actor(tokens, codebook).filter(|_| name.kind(codebook) == Some(Kind::Organisation)) {
            found.extend(
                ["charity", "ngo", "organisation", "organization"].map(|noun| (noun.to_owned(), actor.name.clone())),
            );
        }
    }
    found
}

/// The codebook's name where the whole is one of its own, else the words.
fn full_name(tokens: &Tokens<'_>, scope: &Scope<'_>, first: usize, end: usize) -> String {
    let whole = scope.reading.names.iter().find(|n| n.first == first && n.end == end);
    whole.and_then(|n| n.actor(tokens, scope.codebook)).map_or_else(|| tokens.words(first, end), |actor| actor.name)
}

/// Whether a word may stand in the full name of a body before its noun.
fn modifies(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is_capital(i)
        || tokens.is(
            i,
            &[
                "foreign", "interior", "defence", "defense", "health", "education", "justice", "finance", "culture",
                "refugee", "humanitarian", "aid", "provincial", "'s", "and",
            ],
        )
        || tokens.mark(i) == Some('-')
}

/// The state whose ministers an article names without it: that of the country of which at least two of three place names are.
/// Whether it is that of a president named so, too: where the United States are named, theirs may be meant. `None` for a country
/// that no government of its own rules.
pub(super) fn government(article: &Article<'_>) -> Option<(String, bool)> {
    const OVERSEAS: &str = "United States";
    let home = article.home?;
    let (mut own, mut all, mut overseas) = (0, 0, home == OVERSEAS);
    for place in article.readings.iter().flat_map(|r| &r.places) {
        let Some(country) = place.place.country.as_deref() else { continue };
        all += 1;
        own += usize::from(country == home);
        overseas |= country == OVERSEAS;
    }
    let actors = &article.codebook.actors;
    let governs = own * 3 >= all * 2 && actors.ruling(home).is_none();
    governs.then(|| (home.to_owned(), !overseas || home == OVERSEAS))
}

/// Who rules the country that the article is about, where the article names them and cannot be older than their rule. `None` for
/// every country that its own government rules.
pub(super) fn rulers<'a>(article: &Article<'a>) -> Option<(&'a str, &'a [String])> {
    let actors = &article.codebook.actors;
    let placed = |country: &str| {
        let mut places = article.readings.iter().flat_map(|r| &r.places);
        places.any(|p| !p.adjective && p.place.country.as_deref() == Some(country))
    };
    let mut ruling = actors.entries.iter().filter_map(|e| Some((e, e.rules.as_ref()?)));
    let (entry, rule) = ruling.find(|(_, rule)| match article.home {
        Some(home) => home == rule.country,
        None => placed(&rule.country),
    })?;
    let named = |n: &NameMention| match n.name {
        Name::Actor(i) => actors.entries[i].name == entry.name,
        Name::Person(i) => actors.persons[i].organisation.as_ref() == Some(&entry.name),
        _ => false,
    };
    let record = &article.document.record;
    let dated = || article.readings.iter().flat_map(|r| &r.dates).filter_map(|d| d.timex.start).max();
    let day = record.published.map(|p| p.date).or(record.not_before).or_else(dated)?;
    let ruled = day >= rule.since && article.readings.iter().any(|r| r.names.iter().any(named));
    ruled.then_some((entry.name.as_str(), rule.titles.as_slice()))
}
