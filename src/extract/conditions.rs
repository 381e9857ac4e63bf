//! Humanitarian indicators in sentences → conditions with value, unit, direction and modality.

use super::figures::{self, Figure};
use super::incidents::Article;
use super::places::PlaceMention;
use super::reading::Reading;
use super::sentence;
use super::signs::{CLAUSE, Seen, Signs};
use crate::codebook::indicators::{Entry, Sign, Unit};
use crate::model::actor::{Actor, Speaker};
use crate::model::condition::{Condition, Direction, Modality, Sector};
use crate::model::date::Timex;
use crate::model::place::{GeoPrecision, Place};
use crate::model::statement::{Stance, Statement};

/// How far a figure may stand from the sign of what it counts.
const FAR: u32 = 30;
/// How far a word of direction, or one that looks ahead, may stand from the figure.
const NEAR: u32 = 14;
/// How far a word of direction may stand from a sign without a figure.
const BESIDE: u32 = 4;

/// An indicator that a sentence shows, with its figure.
struct Shown<'f> {
    entry: usize,
    /// First token of the phrase that shows it.
    at: usize,
    figure: Option<&'f Figure>,
}

impl Shown<'_> {
    /// First token of the figure, or of the phrase where there is none.
    fn core(&self) -> usize {
        self.figure.map_or(self.at, |f| f.number.core)
    }
}

/// All conditions of the article: one for each sentence, indicator and figure; generic ones only on somebody's word.
pub(super) fn conditions(article: &Article<'_>, statements: &[Statement]) -> Vec<Condition> {
    let sayings = Sayings::of(statements);
    let mut signs: Vec<Signs> = Vec::with_capacity(article.readings.len());
    let mut told: Option<usize> = None;
    let mut found = Vec::new();
    for reading in article.readings {
        let here = Signs::of(article, reading, &signs);
        let figures = if here.seen.is_empty() { Vec::new() } else { figures::figures(article, reading) };
        let mut shown = with_figures(article, &here, &figures, told);
        told = shown.iter().find(|s| s.figure.is_some()).map(|s| s.entry);
        without_figures(article, reading, &here, &mut shown, &sayings);
        for shown in shown {
            let speaker = sayings.over(article.tokens.at(shown.core()).span.start).map(|s| &s.speaker);
            let said_by = speaker.and_then(Speaker::source);
            found.push(condition(article, reading, &here, &shown, said_by));
        }
        signs.push(here);
    }
    found
}

/// Each figure goes to the nearest sign that takes it; `told` is the indicator of the sentence before.
fn with_figures<'f>(
    article: &Article<'_>,
    signs: &Signs,
    figures: &'f [Figure],
    told: Option<usize>,
) -> Vec<Shown<'f>> {
    let entry = |index: usize| &article.codebook.indicators.entries[index].entry;
    let mut shown: Vec<Shown<'f>> = Vec::new();
    for figure in figures {
        let taker = |seen: &Seen| match seen.sign {
            Sign::Shows { entry: index, .. } => takes(entry(index), index, figure).then_some(Some(index)),
            Sign::Elsewhere => Some(None),
            Sign::Anaphor => {
                shown.last().map(|s| s.entry).or(told).filter(|&index| takes(entry(index), index, figure)).map(Some)
            }
        };
        let best = signs
            .seen
            .iter()
            .filter_map(|seen| Some((cost(signs, figure, seen)?, taker(seen)?, seen)))
            .min_by_key(|(cost, taker, _)| (*cost, taker.is_none()));
        let Some((_, Some(index), seen)) = best else { continue };
        let again = |s: &Shown<'_>| {
            s.figure.is_some_and(|f| f.value == figure.value && f.unit == figure.unit)
                && entry(s.entry).sector == entry(index).sector
        };
        let counts = matches!(figure.unit, Unit::People | Unit::Things);
        let enough = figure.value.is_none_or(|value| !counts || value >= entry(index).least);
        if enough && !shown.iter().any(again) {
            shown.push(Shown { entry: index, at: seen.first, figure: Some(figure) });
        }
    }
    shown
}

fn takes(entry: &Entry, index: usize, figure: &Figure) -> bool {
    entry.units.contains(&figure.unit) && (figure.unit != Unit::Things || figure.takers.contains(&index))
}

/// How far the figure stands from the sign; `None` where they do not belong together. A figure stands before what it counts
/// rather than behind it, and people who are named stay in their clause.
fn cost(signs: &Signs, figure: &Figure, seen: &Seen) -> Option<u32> {
    let number = &figure.number;
    let cost = if number.core < seen.first {
        signs.distance(number.end - 1, seen.first)
    } else {
        let behind = signs.distance(seen.end - 1, number.core);
        if behind <= 4 || figure.bare { behind } else { 2 * behind }
    };
    let apart = figure.unit == Unit::People && !figure.bare && !signs.same_clause(number.core, seen.first);
    (cost <= FAR && !apart).then_some(cost)
}

/// What the sentence shows in words alone, once a sector: generic phrases only where there is nothing else.
fn without_figures(
    article: &Article<'_>,
    reading: &Reading,
    signs: &Signs,
    shown: &mut Vec<Shown<'_>>,
    sayings: &Sayings<'_>,
) {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    if (first..end).rev().take(3).any(|i| article.tokens.mark(i) == Some('?')) {
        return;
    }
    let entry = |index: usize| &article.codebook.indicators.entries[index].entry;
    let byte = |at: usize| article.tokens.at(at).span.start;
    let said = |at: usize| sayings.over(byte(at)).is_some() || sayings.within(reading.sentence.span);
    let denied = |at: usize| sayings.over(byte(at)).is_some_and(|s| s.stance == Stance::Denial);
    for generic in [false, true] {
        for seen in &signs.seen {
            let Sign::Shows { entry: index, alone: true } = seen.sign else { continue };
            let new = entry(index);
            if (new.lesser || new.attributed_only) == generic
                && (!generic || shown.is_empty())
                && (!new.attributed_only || said(seen.first))
                && !denied(seen.first)
                && !shown.iter().any(|s| entry(s.entry).sector == new.sector)
            {
                shown.push(Shown { entry: index, at: seen.first, figure: None });
            }
        }
    }
}

fn condition(
    article: &Article<'_>,
    reading: &Reading,
    signs: &Signs,
    shown: &Shown<'_>,
    said_by: Option<Actor>,
) -> Condition {
    let entry = &article.codebook.indicators.entries[shown.entry].entry;
    let number = shown.figure.filter(|f| f.value.is_some());
    Condition {
        sector: entry.sector,
        indicator: entry.indicator.clone(),
        value: number.and_then(|f| f.value),
        qualifier: number.map(|f| f.number.qualifier),
        unit: number.map(|f| f.name.clone()),
        direction: direction(article, reading, signs, shown),
        modality: if looks_ahead(article, reading, signs, shown) { Modality::Forecast } else { Modality::Fact },
        place: if entry.abroad { owner(article, reading) } else { place(reading, signs, shown.core()) },
        as_of: as_of(article, reading, signs, shown),
        said_by,
        evidence: vec![sentence::evidence(article.document, article.sentences, reading.index)],
    }
}

/// Whether the figure is what another one came from: `up from 24.4 million`.
fn is_base(article: &Article<'_>, shown: &Shown<'_>) -> bool {
    shown.figure.is_some_and(|f| f.number.first > 0 && article.tokens.low(f.number.first - 1) == "from")
}

/// The word of direction nearest to the figure in its clause.
fn direction(article: &Article<'_>, reading: &Reading, signs: &Signs, shown: &Shown<'_>) -> Option<Direction> {
    if is_base(article, shown) {
        return None;
    }
    let core = shown.core();
    // Words alone are near to much: what "prices have risen and salaries are unpaid" says of prices is not said of salaries.
    let reach = if shown.figure.is_some() { NEAR + CLAUSE } else { BESIDE };
    (reading.sentence.first..reading.sentence.end)
        .filter_map(|i| {
            let (_, direction) = article.codebook.indicators.directions.longest(article.tokens, i)?;
            if is_damage(article, i, shown) {
                return None;
            }
            let distance = signs.distance(i, core);
            // "28 million, up from 24": the word opens the clause of what it is compared with
            let own = if article.tokens.is(i, &["up", "down"]) { i.saturating_sub(1) } else { i };
            (signs.same_clause(own, core) && distance <= reach).then_some((distance, *direction))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, direction)| direction)
}

/// `four houses collapsed`, `shops were burned down by a fire`: the damage itself, which is no fall of a figure.
fn is_damage(article: &Article<'_>, i: usize, shown: &Shown<'_>) -> bool {
    const BEFORE_DOWN: [&str; 10] =
        ["burned", "burnt", "burning", "knocked", "torn", "pulled", "brought", "blown", "shut", "closed"];
    let tokens = article.tokens;
    let shelter = article.codebook.indicators.entries[shown.entry].entry.sector == Sector::Shelter;
    shelter && tokens.is(i, &["collapsed", "reduced"])
        || tokens.low(i) == "down" && i > 0 && tokens.is(i - 1, &BEFORE_DOWN)
}

/// Whether a word of the clause looks ahead. A modal does so only before the figure or the sign, and not where it denies.
fn looks_ahead(article: &Article<'_>, reading: &Reading, signs: &Signs, shown: &Shown<'_>) -> bool {
    let tokens = article.tokens;
    let core = shown.core();
    let last = core.max(shown.at);
    (reading.sentence.first..reading.sentence.end).any(|i| {
        let modal = tokens.is(i, &["could", "may", "might", "would", "will"]);
        article.codebook.indicators.forecast.longest(tokens, i).is_some()
            && signs.same_clause(i, core)
            && signs.distance(i, core).min(signs.distance(i, shown.at)) <= NEAR
            && (!modal || (i < last && tokens.low(i + 1) != "not"))
    })
}

/// The nearest place, in the clause of the figure rather than elsewhere in the sentence.
fn place(reading: &Reading, signs: &Signs, core: usize) -> Option<Place> {
    reading
        .places
        .iter()
        .filter(|p| !p.adjective && p.place.precision >= GeoPrecision::City)
        .min_by_key(|p| (!signs.same_clause(p.first, core), signs.distance(p.first, core)))
        .map(|p| p.place.clone())
}

/// The country whose assets are told of: `Afghan reserves held in New York`, `the country's reserves`. `None` where the text
/// leaves open whose they are.
fn owner(article: &Article<'_>, reading: &Reading) -> Option<Place> {
    let country = |p: &&PlaceMention| p.place.precision == GeoPrecision::Country;
    let home = |p: &&PlaceMention| article.home.is_some_and(|home| p.place.country.as_deref() == Some(home));
    let owns = |p: &&PlaceMention| p.adjective || article.tokens.is(p.end, &["'s", "’s"]);
    let named = reading.places.iter().filter(country);
    named
        .clone()
        .find(|p| owns(p) && home(p))
        .or_else(|| named.clone().find(home))
        .or_else(|| article.readings.iter().flat_map(|r| r.places.iter()).filter(country).find(home))
        .or_else(|| named.clone().find(owns))
        .map(|p| p.place.clone())
}

/// The nearest date of the figure's clause, or the one that opens the sentence. What a figure is compared with does not date it.
fn as_of(article: &Article<'_>, reading: &Reading, signs: &Signs, shown: &Shown<'_>) -> Option<Timex> {
    let core = shown.core();
    let opens = |first: usize| first <= reading.sentence.first + 2;
    let compared = |first: usize| {
        let from = first > reading.sentence.first + 1 && article.tokens.low(first - 1) == "from";
        from || (first > 0 && article.tokens.low(first - 1) == "than")
    };
    // "said on Saturday" dates the words, not what they tell
    let of_words = |first: usize| {
        let cue = if first > 0 && article.tokens.is(first - 1, &["on", "in", "late"]) { 2 } else { 1 };
        first >= cue && article.codebook.speech.cues.longest(article.tokens, first - cue).is_some()
    };
    reading
        .dates
        .iter()
        .filter(|d| {
            d.dates()
                && !compared(d.first)
                && !of_words(d.first)
                && (signs.same_clause(d.first, core) || opens(d.first))
        })
        .min_by_key(|d| (!signs.same_clause(d.first, core), signs.distance(d.first, core)))
        .map(|d| d.timex.clone())
}

/// Who says what, by its place in the document.
struct Sayings<'s> {
    /// Start, end and speaker of every piece of content, in order.
    pieces: Vec<(usize, usize, &'s Statement)>,
}

impl<'s> Sayings<'s> {
    fn of(statements: &'s [Statement]) -> Self {
        let mut pieces: Vec<_> =
            statements.iter().flat_map(|s| s.content_spans.iter().map(move |p| (p.start, p.end, s))).collect();
        pieces.sort_by_key(|(start, end, _)| (*start, *end));
        Self { pieces }
    }

    /// Whose words stand at a byte; `None` where the article itself says it.
    fn over(&self, at: usize) -> Option<&'s Statement> {
        let to = self.pieces.partition_point(|(start, _, _)| *start <= at);
        // contents nest two or three deep at most
        self.pieces[..to].iter().rev().take(4).find(|(_, end, _)| at < *end).map(|(_, _, statement)| *statement)
    }

    /// Whether somebody says a part of what stands there.
    fn within(&self, span: crate::model::evidence::Span) -> bool {
        let to = self.pieces.partition_point(|(start, _, _)| *start < span.end);
        self.pieces[..to].last().is_some_and(|(_, end, _)| *end > span.start)
    }
}
