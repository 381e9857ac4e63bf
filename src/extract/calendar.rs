//! Days, months and years of the calendar: `26 August 2021`, `early May`, `in 2019`, `New Year's Day`.

use super::timex::{Expression, Part};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::scan::Shape;

/// `New Year's Day`, `Christmas Eve 2021`: feasts of a fixed day.
pub(super) fn holiday(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
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

pub(super) fn iso(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
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

pub(super) fn month(tokens: &Tokens<'_>, i: usize) -> Option<u32> {
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
pub(super) fn day_number(tokens: &Tokens<'_>, i: usize) -> Option<u32> {
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

pub(super) fn part_before(tokens: &Tokens<'_>, i: usize) -> (Part, usize) {
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

pub(super) fn calendar(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(Expression, usize, usize)> {
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
    // "in March of last year", "in March last year"
    let said = if tokens.low(to) == "of" { to + 1 } else { to };
    let last_year = year.is_none() && tokens.low(said) == "last" && tokens.low(said + 1) == "year";
    let from = if before { from - 1 } else { from };
    let to = if last_year { said + 2 } else { to };
    Some((Expression::Month { year, month, part, before: before || last_year }, from, to))
}

pub(super) fn year(tokens: &Tokens<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let year = year_number(tokens, i)?;
    let (part, from) = part_before(tokens, i);
    let before = if from > 0 { tokens.low(from - 1) } else { "" };
    let introduced =
        matches!(before, "in" | "since" | "during" | "of" | "from" | "by" | "until" | "before" | "after" | "to");
    let named = matches!(before, "the" | "a" | "this") && names_event(tokens, i + 1);
    (introduced || named || part != Part::Whole).then_some((Expression::Year { year, part }, from, i + 1))
}

/// `the 2008 Mumbai attacks`, `a 2014 assault on a school`: the year is that of an event.
fn names_event(tokens: &Tokens<'_>, from: usize) -> bool {
    static EVENTS: Words<38> = Words::of([
        "attack", "attacks", "bombing", "bombings", "assault", "massacre", "raid", "shooting", "shootings", "killing",
        "killings", "assassination", "murder", "kidnapping", "abduction", "blast", "blasts", "explosion", "explosions",
        "siege", "ambush", "operation", "strike", "strikes", "airstrike", "airstrikes", "beheading", "stabbing",
        "hijacking", "rampage", "storming", "bomb", "slaying", "execution", "gunfight", "shelling", "clashes",
        "crackdown",
    ]);
    (from..from + 5)
        .take_while(|&i| {
            (tokens.is_word(i) || tokens.mark(i) == Some('-'))
                && !tokens
                    .is(i, &["in", "on", "of", "at", "by", "to", "was", "were", "that", "and", "for", "with", "from"])
        })
        .any(|i| tokens.is(i, &EVENTS))
}
