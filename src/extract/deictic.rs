//! Days by the time of writing: weekdays, `last week`, `two days ago`, `the 26th`, `earlier this month`.

use chrono::Weekday;

use super::calendar::{calendar, day_number};
use super::number;
use super::timex::{Expression, Part, Unit};
use super::token::Tokens;

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

pub(super) fn weekday(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
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
pub(super) fn day_of_month(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let day = day_number(tokens, i).filter(|_| tokens.low(i).ends_with(|c: char| c.is_ascii_alphabetic()))?;
    let on = i > 1 && tokens.low(i - 1) == "the" && tokens.is(i - 2, &["on", "of", "morning", "night", "evening"]);
    // "on the 4th floor"
    let alone = !tokens.is_word(i + 1) || tokens.is(i + 1, &["when", "in", "at", "and", "after", "by", "near", "that"]);
    (on && alone).then(|| (Expression::DayOfMonth { day }, i - 1, i + 1))
}

pub(super) fn unit(tokens: &Tokens<'_>, i: usize) -> Option<Unit> {
    Some(match tokens.low(i) {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

pub(super) fn relative(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
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
