//! Figures of a sentence: a number with what it counts. People, shares, sums of money, things.

use super::incidents::Article;
use super::number::{self, Number};
use super::reading::Reading;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::indicators::Unit;
use crate::codebook::people::Noun;
use crate::codebook::scan::Shape;
use crate::model::casualties::Qualifier;

/// Most words between a number and its noun, as in `500 traditional mud-brick homes`.
const MODIFIERS: usize = 6;
/// A number without a noun counts people from here on: `has risen to 8.7 million`.
const LARGE: f64 = 10_000.0;
/// Nouns of groups of people that are counted as such.
const HOUSEHOLDS: [&str; 4] = ["families", "households", "family", "household"];
/// Nouns of people by what befell them.
const FATES: [&str; 3] = ["deaths", "fatalities", "returnees"];
/// States that follow the number of those who are in them: `160 dead and dozens stranded`.
const STATES: [&str; 10] =
    ["dead", "killed", "injured", "wounded", "hurt", "missing", "displaced", "stranded", "homeless", "malnourished"];
/// What a number measures that is no figure of how people live.
static MEASURES: Words<24> = Words::of([
    "years", "months", "days", "weeks", "hours", "minutes", "km", "kilometres", "kilometers", "miles", "metres",
    "meters", "times", "year", "month", "day", "week", "decades", "years-old", "degrees", "points", "votes", "seats",
    "countries",
]);

/// A figure with what it counts.
#[derive(Debug)]
pub(super) struct Figure {
    /// The number.
    pub(super) number: Number,
    /// Plain number in `unit`; `None` for words alone such as `hundreds of thousands`.
    pub(super) value: Option<f64>,
    /// What it counts.
    pub(super) unit: Unit,
    /// Its unit as printed: `people`, `USD`, `homes`.
    pub(super) name: String,
    /// For things: the indicators that take them.
    pub(super) takers: Vec<usize>,
    /// Whether it stands without a noun of its own, or speaks of those named before (`six million of them`).
    pub(super) bare: bool,
}

/// All figures of a sentence, in order.
pub(super) fn figures(article: &Article<'_>, reading: &Reading) -> Vec<Figure> {
    let tokens = article.tokens;
    let end = reading.sentence.end;
    let mut found: Vec<Figure> = Vec::new();
    let mut i = reading.sentence.first;
    let mut dates = reading.dates.iter().peekable();
    while i < end {
        while dates.next_if(|d| d.end <= i).is_some() {}
        if dates.peek().is_some_and(|d| d.first <= i) {
            i += 1;
            continue;
        }
        let figure = money(tokens, i, end)
            .or_else(|| share(tokens, i, end))
            .or_else(|| multitude(article, i, end))
            .or_else(|| plain(article, i, end));
        match figure {
            Some(figure) => {
                i = figure.number.end.max(i + 1);
                if !restates(tokens, &found, &figure) {
                    found.push(figure);
                }
            }
            None => i += 1,
        }
    }
    found
}

/// A share in words set beside a number says the same again: `14 million people, one in three, …`.
fn restates(tokens: &Tokens<'_>, found: &[Figure], new: &Figure) -> bool {
    let worded = new.unit == Unit::Percent && !number_sign(tokens, new);
    worded
        && found.last().is_some_and(|last| {
            let gap = new.number.first.saturating_sub(last.number.end);
            last.unit == Unit::People
                && gap <= 5
                && matches!(tokens.mark(new.number.first.saturating_sub(1)), Some(',' | '-' | '–' | '—'))
        })
}

fn number_sign(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let last = figure.number.end - 1;
    tokens.mark(last) == Some('%') || tokens.is(last, &["percent", "pct", "cent"])
}

fn currency(tokens: &Tokens<'_>, i: usize) -> Option<&'static str> {
    match tokens.mark(i)? {
        '$' => Some("USD"),
        '€' => Some("EUR"),
        '£' => Some("GBP"),
        _ => None,
    }
}

fn money(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Figure> {
    let name = currency(tokens, i)?;
    let mut number = number::number(tokens, i + 1, end)?;
    let before = |back: usize| i.checked_sub(back).map_or("", |t| tokens.low(t));
    // the hedge stands before the sign: "more than $4 billion", "about US$4 billion"
    let skip = usize::from(before(1) == "us");
    match (before(2 + skip), before(1 + skip)) {
        ("more", "than") | ("at", "least") | (_, "over") => number.qualifier = Qualifier::AtLeast,
        ("up", "to") | ("as", "much") | ("less", "than") => number.qualifier = Qualifier::AtMost,
        (_, "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately") => {
            number.qualifier = Qualifier::About;
        }
        _ => {}
    }
    let value = number.low.or(number.high)?;
    Some(figure(number, value, Unit::Money, name))
}

fn figure(number: Number, value: f64, unit: Unit, name: &str) -> Figure {
    Figure { number, value: Some(value), unit, name: name.to_owned(), takers: Vec::new(), bare: false }
}

/// `hundreds of thousands of Afghans`: people in large numbers, without a figure.
fn multitude(article: &Article<'_>, i: usize, end: usize) -> Option<Figure> {
    let tokens = article.tokens;
    let mut at = i;
    while tokens.is(at, &["tens", "hundreds", "many"]) && tokens.low(at + 1) == "of" {
        at += 2;
    }
    if at + 2 >= end || !tokens.is(at, &["thousands", "millions"]) {
        return None;
    }
    let to = if tokens.low(at + 1) == "of" { at + 2 } else { at + 1 };
    let Some((after, Counted::People, name)) = noun(article, to, end) else { return None };
    let number =
        Number { first: i, core: i, end: after, low: None, high: None, qualifier: Qualifier::Exact, share: false };
    Some(Figure { number, value: None, unit: Unit::People, name, takers: Vec::new(), bare: false })
}

/// What the noun behind a number stands for.
enum Counted<'c> {
    People,
    /// Things that those indicators count.
    Things(&'c [usize]),
    /// Anything else.
    Other,
}

/// The noun that a number before `from` counts: the token after it, what it stands for, and its words.
fn noun<'c>(article: &Article<'c>, from: usize, end: usize) -> Option<(usize, Counted<'c>, String)> {
    let tokens = article.tokens;
    for t in from..end.min(from + MODIFIERS) {
        if let Some((after, takers)) = article.codebook.indicators.nouns.longest(tokens, t) {
            return Some((after, Counted::Things(takers), tokens.words(t, after).to_lowercase()));
        }
        if tokens.is(t, &HOUSEHOLDS) {
            return Some((t + 1, Counted::People, tokens.low(t).to_owned()));
        }
        if tokens.is(t, &FATES) {
            return Some((t + 1, Counted::People, "people".to_owned()));
        }
        match article.codebook.people.nouns.longest(tokens, t) {
            Some((after, Noun::Class(_))) => return Some((after, Counted::People, name(tokens, after - 1))),
            Some((after, Noun::Thing)) => return Some((after, Counted::Other, String::new())),
            None if stops(tokens, t) => return None,
            None => {}
        }
    }
    None
}

/// A noun in lower case; the name of a people as it is written.
fn name(tokens: &Tokens<'_>, i: usize) -> String {
    if tokens.form(i) == Shape::Capital { tokens.raw(i).to_owned() } else { tokens.low(i).to_owned() }
}

/// Where a noun phrase ends.
fn stops(tokens: &Tokens<'_>, i: usize) -> bool {
    match tokens.mark(i) {
        Some('-' | '\'' | '’') => false,
        Some(_) => true,
        None => tokens.is(
            i,
            &[
                "in", "from", "by", "on", "at", "were", "was", "are", "is", "have", "has", "had", "to", "and", "who",
                "a", "an", "this", "last", "for", "since", "during", "up", "or", "as", "with", "than", "when",
            ],
        ),
    }
}

fn plain(article: &Article<'_>, i: usize, end: usize) -> Option<Figure> {
    let tokens = article.tokens;
    let number = number::number(tokens, i, end)?;
    let value = number.low.or(number.high)?;
    if number.core > 0 && currency(tokens, number.core - 1).is_some() {
        return None;
    }
    if number.share {
        return Some(figure(number, value, Unit::Percent, "percent"));
    }
    let coin = match tokens.low(number.end) {
        "dollars" | "dollar" => Some("USD"),
        "euros" => Some("EUR"),
        "afghanis" => Some("AFN"),
        "us" if tokens.is(number.end + 1, &["dollars"]) => Some("USD"),
        _ => None,
    };
    if let Some(coin) = coin {
        return Some(figure(number, value, Unit::Money, coin));
    }
    if tokens.is(number.end, &MEASURES)
        || (tokens.mark(number.end) == Some('-') && tokens.is(number.end + 1, &MEASURES))
        || (tokens.mark(number.end) == Some('-')
            && tokens.is(number.end + 1, &["year", "month", "week", "day", "hour"]))
    {
        return None;
    }
    // "fifty of the homes", "six million of them"
    let partitive = tokens.low(number.end) == "of";
    let from = if partitive { number.end + 1 } else { number.end };
    if partitive && tokens.is(from, &["them", "whom", "those", "it", "which"]) {
        return Some(Figure { bare: true, ..figure(number, value, Unit::People, "people") });
    }
    match noun(article, from, end) {
        Some((_, Counted::Things(takers), name)) => {
            Some(Figure { takers: takers.to_vec(), ..figure(number, value, Unit::Things, &name) })
        }
        Some((_, Counted::People, name)) => Some(figure(number, value, Unit::People, &name)),
        Some((_, Counted::Other, _)) => None,
        None => {
            let year = (1900.0..2100.0).contains(&value) && tokens.raw(number.end - 1).len() == 4;
            let ends = number.end >= end || tokens.is(number.end, &STATES) || stops(tokens, number.end);
            let counts = !year && (value >= LARGE || (value >= 2.0 && ends));
            counts.then(|| Figure { bare: true, ..figure(number, value, Unit::People, "people") })
        }
    }
}

/// `half the population`, `one in three`, `nine in ten`, `two thirds of`.
fn share(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Figure> {
    let of_people = |at: usize| {
        (at..end.min(at + 6)).any(|t| {
            tokens.is(t, &["population", "people", "country", "children", "households", "families", "women", "girls"])
        })
    };
    let make = |to: usize, value: f64, qualifier: Qualifier| {
        let number = Number { first: i, core: i, end: to, low: Some(value), high: Some(value), qualifier, share: true };
        figure(number, value, Unit::Percent, "percent")
    };
    let (half, hedge) = match tokens.low(i) {
        "nearly" | "almost" | "about" | "around" | "roughly" => (i + 1, Qualifier::About),
        "over" => (i + 1, Qualifier::AtLeast),
        "more" if tokens.low(i + 1) == "than" => (i + 2, Qualifier::AtLeast),
        _ => (i, Qualifier::Exact),
    };
    if tokens.low(half) == "half" && half < end && of_people(half + 1) && !tokens.is(half + 1, &["a", "an"]) {
        return Some(make(half + 1, 50.0, hedge));
    }
    let first = number::number(tokens, i, end)?;
    let (low, mut at) = (first.low?, first.end);
    // "one Afghan in three"
    if tokens.is(at + 1, &["in", "out"]) && !tokens.is(at, &["in", "out"]) && low <= 9.0 && tokens.is_word(at) {
        at += 1;
    }
    if tokens.low(at) == "in" || (tokens.low(at) == "out" && tokens.low(at + 1) == "of") {
        let next = if tokens.low(at) == "in" { at + 1 } else { at + 2 };
        let of = number::number(tokens, next, end).and_then(|second| Some((second.low?, second.end)));
        if let Some((of, to)) = of
            && of > low
            && of <= 10.0
            && low >= 1.0
        {
            return Some(make(to, tenths(low / of), first.qualifier));
        }
    }
    let hyphen = usize::from(tokens.mark(at) == Some('-'));
    let parts = match tokens.low(at + hyphen) {
        "thirds" | "third" => 3.0,
        "quarters" | "quarter" => 4.0,
        "fifths" | "fifth" => 5.0,
        _ => return None,
    };
    let to = at + hyphen + 1;
    ((tokens.low(to) == "of" || of_people(to)) && low < parts).then(|| make(to, tenths(low / parts), first.qualifier))
}

/// A part as a percentage with one decimal.
fn tenths(part: f64) -> f64 {
    (part * 1000.0).round() / 10.0
}
