//! Time expressions in tokens, all forms of English news.

use chrono::Weekday;

use super::number;
use super::timex::{Anchor, Expression, Part, Unit};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::scan::Shape;
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
        let expression = if is_length(tokens, from, first) { Expression::Length } else { expression };
        let (mut timex, to) = joined(tokens, expression, from, to, end, anchor);
        if let Expression::Offset { days, later } = expression {
            let last = found.iter().rfind(|d| d.dates()).map(|d| &d.timex).or(named);
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

/// `New Year's Day`, `Christmas Eve 2021`: feasts of a fixed day.
fn holiday(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    if !tokens.is_capital(i) {
        return None;
    }
    let (name, month) = match tokens.low(i) {
        "christmas" => (i + 1, 12),
        "new" if tokens.low(i + 1) == "year" && tokens.is(i + 2, &["'s", "’s"]) => (i + 3, 1),
        _ => return None,
    };
    let (month, day) = match (tokens.low(name), month) {
        ("day", 12) => (12, 25),
        ("eve", 12) => (12, 24),
        ("day", _) => (1, 1),
        ("eve", _) => (12, 31),
        _ => return None,
    };
    let year_at = if tokens.mark(name + 1) == Some(',') { name + 2 } else { name + 1 };
    let year_at = if tokens.is(name + 1, &["in", "of"]) { name + 2 } else { year_at };
    let year = year_number(tokens, year_at).filter(|_| year_at < end);
    let to = if year.is_some() { year_at + 1 } else { name + 1 };
    (to <= end).then_some((Expression::Day { year, month, day, weekday: None, night: false }, i, to))
}

fn iso(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let number = |at: usize| tokens.low(at).parse::<u32>().ok();
    let year_of = |at: usize| tokens.low(at).parse::<i32>().ok();
    let dash = |at: usize| tokens.mark(at) == Some('-');
    if tokens.low(i).len() == 4 && dash(i + 1) && tokens.low(i + 2).len() == 2 && dash(i + 3) {
        let (year, month, day) = (year_of(i)?, number(i + 2)?, number(i + 4)?);
        let valid = (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        return valid.then_some((
            Expression::Day { year: Some(year), month, day, weekday: None, night: false },
            i,
            i + 5,
        ));
    }
    None
}

fn month(tokens: &Tokens<'_>, i: usize) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];
    if !tokens.is_capital(i) {
        return None;
    }
    let word = tokens.low(i);
    if let Some(at) = NAMES.iter().position(|n| *n == word) {
        return Some(at as u32 + 1);
    }
    let short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = if word == "sept" { "sep" } else { word };
    short.iter().position(|n| *n == word).map(|at| at as u32 + 1)
}

/// A day of the month: `26`, `26th`.
fn day_number(tokens: &Tokens<'_>, i: usize) -> Option<u32> {
    if !matches!(tokens.form(i), Shape::Digits) {
        return None;
    }
    let word = tokens.low(i);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let day: u32 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&day) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(day)
}

fn year_number(tokens: &Tokens<'_>, i: usize) -> Option<i32> {
    if !matches!(tokens.form(i), Shape::Digits) || tokens.raw(i).len() != 4 {
        return None;
    }
    tokens.low(i).parse().ok().filter(|y| (1900..2100).contains(y))
}

/// Skips the full stop of `Aug.`.
fn after_stop(tokens: &Tokens<'_>, i: usize) -> usize {
    if tokens.mark(i) == Some('.') { i + 1 } else { i }
}

fn part_before(tokens: &Tokens<'_>, i: usize) -> (Part, usize) {
    if i == 0 {
        return (Part::Whole, i);
    }
    let joined = usize::from(tokens.mark(i - 1) == Some('-'));
    let at = i.saturating_sub(1 + joined);
    match tokens.low(at) {
        "early" => (Part::Early, at),
        "mid" => (Part::Mid, at),
        "late" => (Part::Late, at),
        _ => (Part::Whole, i),
    }
}

fn calendar(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    // 26 August 2021, the 26th of August
    if let Some(day) = day_number(tokens, i) {
        let at = if tokens.low(i + 1) == "of" { i + 2 } else { i + 1 };
        let month = month(tokens, at).filter(|_| at < end)?;
        let after = after_stop(tokens, at + 1);
        let year_at = if tokens.mark(after) == Some(',') { after + 1 } else { after };
        let year = year_number(tokens, year_at).filter(|_| year_at < end);
        let to = if year.is_some() { year_at + 1 } else { at + 1 };
        return Some((Expression::Day { year, month, day, weekday: None, night: false }, i, to));
    }
    let month = month(tokens, i)?;
    let after = after_stop(tokens, i + 1);
    if let Some(day) = day_number(tokens, after).filter(|_| after < end) {
        let comma = if tokens.mark(after + 1) == Some(',') { after + 2 } else { after + 1 };
        let year = year_number(tokens, comma).filter(|_| comma < end);
        let to = if year.is_some() { comma + 1 } else { after + 1 };
        return Some((Expression::Day { year, month, day, weekday: None, night: false }, i, to));
    }
    let comma = if tokens.mark(after) == Some(',') { after + 1 } else { after };
    let year = year_number(tokens, comma).filter(|_| comma < end);
    // "May" and "March" alone are a verb or a walk as often as a month.
    let (part, from) = part_before(tokens, i);
    let before = from > 0 && tokens.is(from - 1, &["last"]);
    let introduced = i > 0
        && tokens.is(
            from.saturating_sub(1),
            &[
                "in", "since", "last", "this", "of", "until", "by", "during", "from", "and", "to", "between", "next",
                "before",
            ],
        );
    // "a January shooting", "the fatal June attack"
    let described = i > 0
        && tokens.form(i + 1) == Shape::Lower
        && tokens.is(i - 1, &["a", "an", "the", "fatal", "deadly"])
        && !tokens.is(i, &["may", "march"]);
    let introduced = introduced || described;
    if year.is_none() && part == Part::Whole && !introduced {
        return None;
    }
    if tokens.is(i, &["may", "march"]) && year.is_none() && !introduced && part == Part::Whole {
        return None;
    }
    let to = if year.is_some() { comma + 1 } else { i + 1 };
    let last_year = tokens.low(to) == "of" && tokens.low(to + 1) == "last" && tokens.low(to + 2) == "year";
    let from = if before { from - 1 } else { from };
    let to = if last_year { to + 3 } else { to };
    Some((Expression::Month { year, month, part, before: before || last_year }, from, to))
}

fn weekday_of(tokens: &Tokens<'_>, i: usize) -> Option<Weekday> {
    if !tokens.is_capital(i) {
        return None;
    }
    Some(match tokens.low(i) {
        "monday" => Weekday::Mon,
        "tuesday" => Weekday::Tue,
        "wednesday" => Weekday::Wed,
        "thursday" => Weekday::Thu,
        "friday" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

fn is_night(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(i, &["night"])
}

fn weekday(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    let day = weekday_of(tokens, i)?;
    // "Monday, October 4", "Monday 4 October", "Monday night (Oct. 4)" are the calendar's
    let night = is_night(tokens, i + 1);
    let part = night || tokens.is(i + 1, &["morning", "evening", "afternoon"]);
    let after = if part { i + 2 } else { i + 1 };
    let bracket = tokens.mark(after) == Some('(');
    let at = if bracket || tokens.mark(after) == Some(',') { after + 1 } else { after };
    if at < end
        && let Some((Expression::Day { year, month, day: number, .. }, from, to)) = calendar(tokens, at, end)
        && from == at
        && (!bracket || tokens.mark(to) == Some(')'))
    {
        let expression = Expression::Day { year, month, day: number, weekday: Some(day), night };
        return Some((expression, i, to + usize::from(bracket)));
    }
    // "that Sunday" counts from a day told before
    let counted = i > 4
        && (tokens.is(i - 2, &["on", "late", "early", "of", "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "m"])
            || (tokens.mark(i - 2) == Some('.') && tokens.is(i - 3, &["m", "a.m", "p.m"])));
    if counted && tokens.low(i - 1) == "that" {
        return Some((Expression::Relative, i - 1, after));
    }
    let before = i > 0 && tokens.is(i - 1, &["last", "past", "previous"]);
    let after = i > 0 && tokens.is(i - 1, &["next", "coming"]);
    let from = if before || after { i - 1 } else { i };
    Some((Expression::Weekday { day, before, after, night }, from, if part { i + 2 } else { i + 1 }))
}

/// `on the 26th`
fn day_of_month(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let day = day_number(tokens, i).filter(|_| tokens.low(i).ends_with(|c: char| c.is_ascii_alphabetic()))?;
    let on = i > 1 && tokens.low(i - 1) == "the" && tokens.is(i - 2, &["on", "of", "morning", "night", "evening"]);
    // "on the 4th floor"
    let alone = !tokens.is_word(i + 1) || tokens.is(i + 1, &["when", "in", "at", "and", "after", "by", "near", "that"]);
    (on && alone).then(|| (Expression::DayOfMonth { day }, i - 1, i + 1))
}

fn unit(tokens: &Tokens<'_>, i: usize) -> Option<Unit> {
    Some(match tokens.low(i) {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

fn relative(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    let back = |count, unit, part, night, to| Some((Expression::Back { count, unit, part, night }, i, to));
    match tokens.low(i) {
        "today" | "tonight" => return back(0, Unit::Day, Part::Whole, tokens.low(i) == "tonight", i + 1),
        "yesterday" => return back(1, Unit::Day, Part::Whole, false, i + 1),
        "overnight" => {
            // "overnight on Sunday" is Sunday's
            let on = if tokens.low(i + 1) == "on" { i + 2 } else { i + 1 };
            if weekday_of(tokens, on).is_some() {
                return None;
            }
            return Some((Expression::Overnight, i, i + 1));
        }
        "weekend" => {
            let from = i - usize::from(i > 0 && tokens.is(i - 1, &["the", "last", "this", "past"]));
            return Some((Expression::Weekend, from, i + 1));
        }
        "last" | "past" if hours(tokens, i + 1, end).is_some() => {
            return hours(tokens, i + 1, end).map(|to| (Expression::Hours, i, to));
        }
        "hours" | "minutes" if tokens.low(i + 1) == "ago" => {
            let minutes = tokens.low(i) == "minutes";
            // "48 hours ago"
            let many = !minutes
                && i > 0
                && number::number(tokens, i - 1, i).is_some_and(|n| n.whole().is_some_and(|n| n > 24));
            if many {
                return Some((Expression::Relative, i, i + 2));
            }
            return if minutes {
                back(0, Unit::Day, Part::Whole, false, i + 2)
            } else {
                Some((Expression::Hours, i, i + 2))
            };
        }
        "the" => return told_day(tokens, i),
        "last" | "this" | "earlier" | "previous" | "past" => {}
        "beginning" | "start" if tokens.low(i + 1) == "of" => {
            let this = tokens.low(i + 2) == "this" || tokens.low(i + 2) == "the";
            if this && tokens.low(i + 3) == "year" {
                return back(0, Unit::Year, Part::Early, false, i + 4);
            }
            if this && tokens.low(i + 3) == "month" {
                return back(0, Unit::Month, Part::Early, false, i + 4);
            }
        }
        "recently" | "lately" => return Some((Expression::Relative, i, i + 1)),
        _ => return counted(tokens, i, end),
    }
    let (this, at) = match (tokens.low(i), tokens.low(i + 1)) {
        ("earlier", "this") => (true, i + 2),
        ("later", "last") => (false, i + 2),
        ("this", _) => (true, i + 1),
        ("last" | "previous" | "past", _) => (false, i + 1),
        _ => return None,
    };
    let part = if tokens.low(i) == "earlier" { Part::UpToAnchor } else { Part::Whole };
    if tokens.is(at, &["night", "evening"]) {
        return back(u32::from(!this), Unit::Day, Part::Whole, true, at + 1);
    }
    if tokens.is(at, &["morning", "afternoon"]) && this {
        return back(0, Unit::Day, Part::Whole, false, at + 1);
    }
    if let Some(first_month) = season(tokens, at) {
        return Some((Expression::Season { year: None, first_month }, i, at + 1));
    }
    if let Some(found) = unit(tokens, at) {
        if tokens.low(at).ends_with('s') || tokens.low(i) == "past" {
            return Some((Expression::Length, i, at + 1));
        }
        let part = if this && part == Part::Whole && found != Unit::Week { Part::UpToAnchor } else { part };
        return back(u32::from(!this), found, part, false, at + 1);
    }
    // "the last two months", "the past 20 years"
    let number = number::number(tokens, at, end)?;
    unit(tokens, number.end).map(|_| (Expression::Length, i, number.end + 1))
}

/// `few hours`, `24 hours`, `several hours`: the end of it.
fn hours(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<usize> {
    if tokens.is(i, &["few", "several"]) {
        return (tokens.low(i + 1) == "hours").then_some(i + 2);
    }
    let number = number::number(tokens, i, end)?;
    (tokens.low(number.end) == "hours" && number.whole()? <= 24).then_some(number.end + 1)
}

/// `the next day`, `the night before`: from the day that was named; `the day after the attack` is left open.
fn told_day(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    const PARTS: [&str; 5] = ["day", "night", "morning", "afternoon", "evening"];
    if tokens.is(i + 2, &PARTS) && tokens.is(i + 1, &["next", "following", "previous", "same"]) {
        let days = u32::from(tokens.low(i + 1) != "same");
        return Some((Expression::Offset { days, later: tokens.low(i + 1) != "previous" }, i, i + 3));
    }
    if tokens.is(i + 1, &PARTS) && tokens.is(i + 2, &["before", "after"]) {
        let expression = if tokens.is_word(i + 3) && !tokens.is(i + 3, &["in", "at", "by", "near", "and"]) {
            Expression::Relative
        } else {
            Expression::Offset { days: 1, later: tokens.low(i + 2) == "after" }
        };
        return Some((expression, i, i + 3));
    }
    None
}

fn season(tokens: &Tokens<'_>, i: usize) -> Option<u32> {
    Some(match tokens.low(i) {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// `two days ago`, `a week earlier`, `two months after`, `for three years`.
fn counted(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
    let (count, at) = if tokens.is(i, &["a", "an"]) {
        (Some(1), i + 1)
    } else {
        let number = number::number(tokens, i, end)?;
        (number.whole(), number.end)
    };
    let found = unit(tokens, at)?;
    match tokens.low(at + 1) {
        "ago" => {
            let count = u32::try_from(count?).ok().filter(|c| *c < 2000)?;
            if tokens.low(at + 2) == "today" {
                let part = Part::SameDay;
                return Some((Expression::Back { count, unit: found, part, night: false }, i, at + 3));
            }
            Some((Expression::Back { count, unit: found, part: Part::Whole, night: false }, i, at + 2))
        }
        word @ ("later" | "earlier") if found == Unit::Day && count.is_some_and(|c| c <= 30) => {
            let days = u32::try_from(count?).ok()?;
            Some((Expression::Offset { days, later: word == "later" }, i, at + 2))
        }
        "after" | "later" | "before" | "earlier" | "since" => Some((Expression::Relative, i, at + 2)),
        _ if i > 0 && tokens.is(i - 1, &["for", "in", "nearly", "over", "within", "than", "of"]) => {
            Some((Expression::Length, i, at + 1))
        }
        _ => None,
    }
}

fn year(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let year = year_number(tokens, i)?;
    let (part, from) = part_before(tokens, i);
    let before = if from > 0 { tokens.low(from - 1) } else { "" };
    let introduced =
        matches!(before, "in" | "since" | "during" | "of" | "from" | "by" | "until" | "before" | "after" | "to");
    (introduced || part != Part::Whole).then_some((Expression::Year { year, part }, from, i + 1))
}
