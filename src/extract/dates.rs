//! Time expressions in tokens, all forms of English news.

use chrono::Datelike;

use super::calendar::{calendar, holiday, iso, year};
use super::deictic::{day_of_month, relative, unit, weekday};
use super::timex::{Anchor, Expression};
use super::token::Tokens;
use super::words::Words;
use crate::model::date::Timex;

/// A time expression.
#[derive(Debug, Clone)]
pub(super) struct DateMention {
    /// First token, modifiers included.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it says.
    pub(super) expression: Expression,
    /// What it comes to.
    pub(super) timex: Timex,
    /// Whether the event itself is said to have been then; `false` for the day on which somebody died of it.
    pub(super) firm: bool,
}

impl DateMention {
    /// Whether it can date an event.
    pub(super) fn dates(&self) -> bool {
        self.expression != Expression::Length
    }
}

/// All time expressions between two tokens, in order. `named` is the date that the text named last.
pub(super) fn dates(
    tokens: &Tokens<'_>,
    first: usize,
    end: usize,
    anchor: &Anchor,
    named: Option<&Timex>,
) -> Vec<DateMention> {
    let mut found: Vec<DateMention> = Vec::new();
    let mut i = first;
    while i < end {
        let Some((expression, from, to)) = expression(tokens, i, end) else {
            i += 1;
            continue;
        };
        let last = found.iter().rfind(|d| d.dates()).map(|d| &d.timex).or(named);
        let (expression, to) = same_year(tokens, expression, to, last);
        let expression = if is_length(tokens, from, first) { Expression::Length } else { expression };
        let (mut timex, to) = joined(tokens, expression, from, to, end, anchor);
        if let Expression::Offset { days, later } = expression {
            timex = last.and_then(|last| Anchor::offset(last, days, later, &timex.text)).unwrap_or(timex);
        }
        found.push(DateMention { first: from, end: to, expression, timex, firm: true });
        i = to;
    }
    found
}

/// `Saturday and Sunday`, `the night of Monday to Tuesday`: one stretch of days.
fn joined(
    tokens: &Tokens<'_>,
    expression: Expression,
    from: usize,
    to: usize,
    end: usize,
    anchor: &Anchor,
) -> (Timex, usize) {
    let timex = anchor.resolve(expression, &tokens.words(from, to));
    let day = |e: Expression| matches!(e, Expression::Weekday { .. } | Expression::Day { .. });
    if !day(expression) || !tokens.is(to, &["and", "to"]) || to + 1 >= end {
        return (timex, to);
    }
    let Some((other, start, after)) = self::expression(tokens, to + 1, end).filter(|(e, ..)| day(*e)) else {
        return (timex, to);
    };
    let second = anchor.resolve(other, &tokens.words(start, after));
    match (timex.range(), second.range()) {
        (Some((a, _)), Some((_, b))) if start == to + 1 && (0..=3).contains(&(b - a).num_days()) => {
            let mut both = Timex { end: Some(b), text: tokens.words(from, after), value: None, ..timex };
            both.source = both.source.or(second.source);
            (both, after)
        }
        (None, None) if start == to + 1 => (Timex { text: tokens.words(from, after), ..timex }, after),
        _ => (timex, to),
    }
}

/// `in June of that year`, `on 3 May the same year`: the year of the date named last. Without one the words stay open.
fn same_year(tokens: &Tokens<'_>, expression: Expression, to: usize, last: Option<&Timex>) -> (Expression, usize) {
    let at = if tokens.low(to) == "of" { to + 1 } else { to };
    let after = if tokens.low(at) == "the" && tokens.low(at + 1) == "same" { at + 2 } else { at + 1 };
    let said = tokens.low(after) == "year" && (after == at + 2 || tokens.low(at) == "that");
    let known = last.and_then(|t| t.start).filter(|_| said).map(|d| d.year());
    match (expression, known) {
        (Expression::Month { year: None, month, part, .. }, Some(_)) => {
            (Expression::Month { year: known, month, part, before: false }, after + 1)
        }
        (Expression::Day { year: None, month, day, weekday, night }, Some(_)) => {
            (Expression::Day { year: known, month, day, weekday, night }, after + 1)
        }
        _ => (expression, to),
    }
}

/// `since August`, `until Monday`, `from 2014 to`, `before 2021`: a bound, not the date of anything.
fn is_length(tokens: &Tokens<'_>, from: usize, first: usize) -> bool {
    let before = |n: usize| if from >= first + n { tokens.low(from - n) } else { "" };
    match before(1) {
        // "since late August, when …": the date of what follows
        "since" => {
            let mut at = from;
            while at < from + 6 && tokens.mark(at) != Some(',') {
                at += 1;
            }
            tokens.low(at + 1) != "when"
        }
        "until" | "till" | "by" => true,
        // "no claim by late Saturday"
        "early" | "late" if matches!(before(2), "until" | "till" | "by") => true,
        // "the twelve months to July 2022"
        "to" if unit(tokens, from.saturating_sub(2)).is_some() => true,
        // "since the Taliban took the city in August"
        _ => (first.max(from.saturating_sub(9))..from)
            .rev()
            .take_while(|&i| tokens.is_word(i))
            .any(|i| tokens.low(i) == "since"),
    }
}

/// Words that no number begins with and an expression may.
static OPENERS: Words<50> = Words::of([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tonight", "yesterday", "overnight",
    "weekend", "last", "past", "hours", "minutes", "the", "this", "earlier", "previous", "beginning", "start",
    "recently", "lately", "new", "christmas",
]);

fn expression(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    if !tokens.opens_number(i) && !tokens.is(i, &OPENERS) {
        return None;
    }
    iso(tokens, i)
        .or_else(|| holiday(tokens, i, end))
        .or_else(|| calendar(tokens, i, end))
        .or_else(|| day_of_month(tokens, i))
        .or_else(|| weekday(tokens, i, end))
        .or_else(|| relative(tokens, i, end))
        .or_else(|| year(tokens, i))
}
