//! Humanitarian indicators in sentences → conditions with value, unit, direction and modality.

use super::incidents::Article;
use super::number::{self, Number};
use super::reading::Reading;
use super::sentence;
use super::token::Tokens;
use crate::codebook::indicators::{Entry, Sign, Unit};
use crate::codebook::people::Noun;
use crate::model::actor::Actor;
use crate::model::casualties::Qualifier;
use crate::model::condition::{Condition, Modality, Sector};
use crate::model::statement::Statement;

/// A figure with what it counts.
struct Figure {
    number: Number,
    value: f64,
    unit: Unit,
    name: String,
}

/// All conditions of the article. A sentence shows an indicator once a figure; generic ones only on somebody's word.
pub(super) fn conditions(article: &Article<'_>, statements: &[Statement]) -> Vec<Condition> {
    article.readings.iter().flat_map(|reading| of_sentence(article, reading, statements)).collect()
}

fn of_sentence(article: &Article<'_>, reading: &Reading, statements: &[Statement]) -> Vec<Condition> {
    let tokens = article.tokens;
    let indicators = &article.codebook.indicators;
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let mut shown: Vec<(usize, usize)> = Vec::new();
    let mut with: Vec<usize> = Vec::new();
    let mut i = first;
    while i < end {
        let Some((after, signs)) = indicators.signs.longest(tokens, i) else {
            i += 1;
            continue;
        };
        for sign in signs {
            match *sign {
                Sign::Shows(entry) if !shown.iter().any(|(e, _)| *e == entry) => shown.push((entry, i)),
                Sign::Shows(_) => {}
                Sign::With(entry) => with.push(entry),
            }
        }
        // companions may stand inside longer phrases
        i = if signs.iter().all(|s| matches!(s, Sign::With(_))) { i + 1 } else { after };
    }
    shown.retain(|(entry, _)| indicators.entries[*entry].with.is_empty() || with.contains(entry));
    shown.sort_unstable();
    let evidence = sentence::evidence(article.document, article.sentences, reading.index);
    let speech = statements.iter().find(|s| s.evidence.contains(&evidence));
    let mut figures = figures(tokens, reading, article);
    let mut found: Vec<Condition> = Vec::new();
    for (index, at) in shown {
        let entry = &indicators.entries[index];
        if entry.attributed_only && (speech.is_none() || !found.is_empty()) {
            continue;
        }
        let figure = take_figure(&mut figures, entry, at);
        if figure.is_none()
            && (!entry.without_figure
                || found.iter().any(|c| c.sector == entry.sector || overlaps(c.sector, entry.sector)))
        {
            continue;
        }
        found.push(condition(article, reading, entry, at, figure.as_ref(), speech, evidence.clone()));
    }
    found
}

/// Girls kept from school are told once, under education.
fn overlaps(told: Sector, new: Sector) -> bool {
    matches!((told, new), (Sector::Education | Sector::AidAccess, Sector::Rights))
}

fn condition(
    article: &Article<'_>,
    reading: &Reading,
    entry: &Entry,
    at: usize,
    figure: Option<&Figure>,
    speech: Option<&Statement>,
    evidence: crate::model::evidence::Evidence,
) -> Condition {
    let tokens = article.tokens;
    let indicators = &article.codebook.indicators;
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let near = figure.map_or(at, |f| f.number.core);
    let direction = (first..end)
        .filter_map(|i| indicators.directions.longest(tokens, i).map(|(_, d)| (i.abs_diff(near), *d)))
        .filter(|(distance, _)| *distance <= 14)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, d)| d);
    // a bare "may" looks ahead only where the figure or the sign follows
    let forecast = (first..end).any(|i| {
        let found = indicators.forecast.longest(tokens, i);
        let modal = tokens.is(i, &["could", "may", "might", "would"]);
        found.is_some() && i.abs_diff(near) <= 12 && (!modal || (i < near.max(at) && near.max(at) - i <= 8))
    });
    let place = reading
        .places
        .iter()
        .find(|p| !p.adjective && p.place.precision >= crate::model::place::GeoPrecision::City)
        .map(|p| p.place.clone());
    let as_of = reading.dates.iter().find(|d| d.dates()).map(|d| d.timex.clone());
    let said_by =
        speech.map(|s| Actor { name: s.speaker.display().to_owned(), as_written: s.speaker.as_written.clone() });
    Condition {
        sector: entry.sector,
        indicator: entry.indicator.clone(),
        value: figure.map(|f| f.value),
        qualifier: figure.map(|f| f.number.qualifier),
        unit: figure.map(|f| f.name.clone()),
        direction,
        modality: if forecast { Modality::Forecast } else { Modality::Fact },
        place,
        as_of,
        said_by,
        evidence: vec![evidence],
    }
}

/// The nearest figure in the best unit that the indicator takes; it is used up.
fn take_figure(figures: &mut Vec<Figure>, entry: &Entry, at: usize) -> Option<Figure> {
    for unit in &entry.units {
        let best = figures
            .iter()
            .enumerate()
            .filter(|(_, f)| f.unit == *unit)
            .min_by_key(|(_, f)| if f.number.core > at { 2 * (f.number.core - at) } else { at - f.number.core })
            .map(|(i, _)| i);
        if let Some(best) = best {
            return Some(figures.remove(best));
        }
    }
    None
}

fn figures(tokens: &Tokens<'_>, reading: &Reading, article: &Article<'_>) -> Vec<Figure> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let mut found = Vec::new();
    let mut i = first;
    while i < end {
        if reading.dates.iter().any(|d| d.first <= i && i < d.end) {
            i += 1;
            continue;
        }
        if let Some(figure) = money(tokens, i, end).or_else(|| plain(tokens, i, end, article)) {
            i = figure.number.end.max(i + 1);
            // "$7 billion of it" is a part of the figure before
            let part = tokens.low(i) == "of"
                && tokens.is(i + 1, &["it", "them", "which", "those", "that"])
                && !found.is_empty();
            if !part {
                found.push(figure);
            }
        } else {
            i += 1;
        }
    }
    found
}

fn money(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Figure> {
    let currency = match tokens.mark(i)? {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        _ => return None,
    };
    let mut number = number::number(tokens, i + 1, end)?;
    let value = number.low.or(number.high)?;
    let hedge = |back: usize| i.checked_sub(back).map_or("", |t| tokens.low(t));
    if matches!((hedge(2), hedge(1)), ("more", "than") | ("at", "least")) || hedge(1) == "over" {
        number.qualifier = Qualifier::AtLeast;
    } else if matches!(hedge(1), "about" | "around" | "some" | "nearly" | "almost" | "roughly") {
        number.qualifier = Qualifier::About;
    } else if matches!((hedge(2), hedge(1)), ("up", "to")) {
        number.qualifier = Qualifier::AtMost;
    }
    Some(Figure { value, number, unit: Unit::Money, name: currency.to_owned() })
}

fn plain(tokens: &Tokens<'_>, i: usize, end: usize, article: &Article<'_>) -> Option<Figure> {
    if matches!(tokens.mark(i.saturating_sub(1)), Some('$' | '€' | '£')) {
        return None;
    }
    if let Some(share) = share(tokens, i, end) {
        return Some(share);
    }
    let number = number::number(tokens, i, end)?;
    let value = number.low.or(number.high)?;
    if matches!(tokens.mark(number.core.saturating_sub(1)), Some('$' | '€' | '£')) {
        return None;
    }
    if number.share {
        return Some(Figure { value, number, unit: Unit::Percent, name: "percent".to_owned() });
    }
    if tokens.is(number.end, &["dollars"]) {
        return Some(Figure { value, number, unit: Unit::Money, name: "USD".to_owned() });
    }
    if tokens.mark(number.end) == Some('-')
        || tokens.is(
            number.end,
            &["years", "months", "days", "weeks", "hours", "km", "kilometres", "times", "year", "month", "decades"],
        )
    {
        return None;
    }
    for step in 0..4 {
        let at = number.end + step;
        if at >= end {
            break;
        }
        match article.codebook.people.nouns.longest(tokens, at) {
            Some((after, Noun::Class(_))) => {
                let name = tokens.low(after - 1).to_owned();
                return Some(Figure { value, number, unit: Unit::People, name });
            }
            Some((after, Noun::Thing)) => {
                let name = tokens.low(after - 1).to_owned();
                return Some(Figure { value, number, unit: Unit::Things, name });
            }
            None if tokens.is(at, &["families", "households"]) => {
                let name = tokens.low(at).to_owned();
                return Some(Figure { value, number, unit: Unit::People, name });
            }
            None if tokens.mark(at).is_some() => break,
            None => {}
        }
    }
    // millions are people where nothing else is said
    let large = value >= 10_000.0;
    large.then(|| Figure { value, number, unit: Unit::People, name: "people".to_owned() })
}

/// `half the population`, `one in three`, `nine in ten`, `two thirds of`.
fn share(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Figure> {
    let of_people = |at: usize| {
        (at..end.min(at + 5)).any(|t| {
            tokens.is(t, &["population", "people", "country", "children", "households", "families", "women", "girls"])
        })
    };
    let make = |core: usize, to: usize, value: f64| Figure {
        number: Number {
            first: i,
            core,
            end: to,
            low: Some(value),
            high: Some(value),
            qualifier: Qualifier::Exact,
            share: true,
        },
        value,
        unit: Unit::Percent,
        name: "percent".to_owned(),
    };
    if tokens.low(i) == "half" && of_people(i + 1) && tokens.low(i + 1) != "a" {
        return Some(make(i, i + 1, 50.0));
    }
    let first = number::number(tokens, i, end)?;
    let (low, mut at) = (first.low?, first.end);
    // "one Afghan in three"
    if tokens.is(at + 1, &["in", "out"]) && !tokens.is(at, &["in", "out"]) && low <= 9.0 && tokens.is_word(at) {
        at += 1;
    }
    if tokens.low(at) == "in" || (tokens.low(at) == "out" && tokens.low(at + 1) == "of") {
        let next = if tokens.low(at) == "in" { at + 1 } else { at + 2 };
        let second = number::number(tokens, next, end)?;
        let of = second.low?;
        if of > low && of <= 10.0 && low >= 1.0 {
            return Some(make(i, second.end, (low / of * 1000.0).round() / 10.0));
        }
    }
    let parts = match tokens.low(if tokens.mark(at) == Some('-') { at + 1 } else { at }) {
        "thirds" | "third" => 3.0,
        "quarters" | "quarter" => 4.0,
        "fifths" => 5.0,
        _ => return None,
    };
    let to = if tokens.mark(at) == Some('-') { at + 2 } else { at + 1 };
    (of_people(to) && low < parts).then(|| make(i, to, (low / parts * 1000.0).round() / 10.0))
}
