//! Values in words: numbers, tolls, dates, places, lists. British English, plurals right, "not stated" for what is not
//! known.

use chrono::{Datelike, NaiveDate};

use super::ledger::raw;
use crate::model::casualties::{ClassCount, Count, Qualifier, Toll};
use crate::model::date::{Precision, Timex};
use crate::model::findings::Sum;
use crate::model::place::{GeoPrecision, Place};

mod codes;
mod judging;

pub(super) use codes::*;
pub(super) use judging::*;

/// What stands for a value that the texts leave open.
pub(super) const NOT_STATED: &str = "not stated";

/// A whole number with its thousands marked.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number for running text: in words up to nine.
pub(super) fn small(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| number(n as u64), |word| (*word).to_owned())
}

/// `one` for one, `many` for any other number.
pub(super) fn plural(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What the body of a briefing has no room for, as a sentence; `None` for nothing. `has_log` is whether there is a statement log.
pub(super) fn besides(annex: Vec<String>, log: Vec<String>, has_log: bool) -> Option<String> {
    let in_log = if has_log { "in the statement log and `briefing.json`" } else { "in `briefing.json`" };
    let places = [(annex, "in the annex"), (log, in_log)];
    let parts: Vec<String> = places
        .into_iter()
        .filter(|(parts, _)| !parts.is_empty())
        .map(|(parts, place)| format!("{} {}", list(&parts), raw(place)))
        .collect();
    (!parts.is_empty()).then(|| format!("Besides: {}.", parts.join("; ")))
}

/// A message of the program, in which paths stand between marks of code, with quotation marks in their place.
pub(super) fn unmarked(message: &str) -> String {
    let mut parts = message.split('`');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.enumerate().fold(first, |text, (at, part)| {
        let mark = if at.is_multiple_of(2) { '“' } else { '”' };
        format!("{text}{mark}{part}")
    })
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// The month of a day, in full or in three letters.
pub(super) fn month_name(day: NaiveDate, short: bool) -> &'static str {
    let name = MONTHS[day.month0() as usize];
    match (short, name) {
        (true, "September") => "Sep",
        (true, name) => &name[..3],
        (false, name) => name,
    }
}

/// `1 March 2023`.
pub(super) fn long_day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day, false), day.year())
}

/// `1 Mar 2023`.
pub(super) fn short_day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day, true), day.year())
}

/// `Mar 2023`.
pub(super) fn short_month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day, true), day.year())
}

/// Months from that of `start` to that of `end`: `Mar 2023`, `Jan–Mar 2023`, `Dec 2022 – Mar 2023`.
pub(super) fn months(start: NaiveDate, end: NaiveDate) -> String {
    if (start.year(), start.month()) == (end.year(), end.month()) {
        short_month(start)
    } else if start.year() == end.year() {
        format!("{}–{}", month_name(start, true), short_month(end))
    } else {
        format!("{} – {}", short_month(start), short_month(end))
    }
}

/// `18–19 Sep 2021`, `31 Aug – 1 Sep 2021`, `26 Dec 2021 – 2 Jan 2022`.
pub(super) fn days(start: NaiveDate, end: NaiveDate) -> String {
    if start == end {
        short_day(start)
    } else if (start.year(), start.month()) == (end.year(), end.month()) {
        format!("{}–{}", start.day(), short_day(end))
    } else if start.year() == end.year() {
        format!("{} {} – {}", start.day(), month_name(start, true), short_day(end))
    } else {
        format!("{} – {}", short_day(start), short_day(end))
    }
}

/// `August 2021`.
pub(super) fn month_of(day: NaiveDate) -> String {
    format!("{} {}", month_name(day, false), day.year())
}

/// A time expression: the date as finely as it is known, or why it is not.
pub(super) fn date(date: Option<&Timex>) -> String {
    let Some(date) = date else { return "not dated".to_owned() };
    if let Some((start, end)) = date.range() {
        return match date.precision {
            Precision::Month if (start.year(), start.month()) == (end.year(), end.month()) => {
                format!("{} {}", month_name(start, true), start.year())
            }
            Precision::Year if start.year() == end.year() => start.year().to_string(),
            Precision::Season if start.year() == end.year() => {
                format!("{}–{} {}", month_name(start, true), month_name(end, true), start.year())
            }
            _ => days(start, end),
        };
    }
    let words = if date.text.is_empty() { String::new() } else { format!(", “{}”", date.text) };
    let bounds = match (date.not_before, date.not_after) {
        (Some(from), Some(to)) => format!("; {}", days(from, to)),
        (Some(from), None) => format!(", from {}", short_day(from)),
        (None, Some(to)) => format!(", by {}", short_day(to)),
        (None, None) => String::new(),
    };
    format!("not dated{words}{bounds}")
}

/// The hedge of a number, in the text's own words where they begin with one.
fn hedge(qualifier: Qualifier, words: &str) -> &'static str {
    const AT_LEAST: [&str; 4] = ["at least", "more than", "over", "no fewer than"];
    const AT_MOST: [&str; 4] = ["up to", "as many as", "no more than", "at most"];
    const ABOUT: [&str; 8] = ["around", "about", "some", "nearly", "almost", "roughly", "approximately", "close to"];
    let words = words.to_lowercase();
    let (forms, default): (&[&'static str], _) = match qualifier {
        Qualifier::Exact => return "",
        Qualifier::AtLeast => (&AT_LEAST, "at least"),
        Qualifier::AtMost => (&AT_MOST, "up to"),
        Qualifier::About => (&ABOUT, "about"),
    };
    forms.iter().find(|form| words.starts_with(**form)).copied().unwrap_or(default)
}

fn hedged(hedge: &str, number: String) -> String {
    if hedge.is_empty() { number } else { format!("{hedge} {number}") }
}

/// A number with the range around it, if there is one: `182 (182–213)`.
fn ranged(low: Option<u64>, best: u64, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low != high => {
            format!("{} ({}–{})", number(best), number(low), number(high))
        }
        _ => number(best),
    }
}

/// A toll: `182 (182–213)`, `at least 8`, `several`, `not stated`.
pub(super) fn toll(toll: Option<&Toll>) -> String {
    match toll {
        None => NOT_STATED.to_owned(),
        Some(toll @ Toll { best: Some(best), .. }) => {
            let mut text = hedged(hedge(toll.qualifier, &toll.qualifier_text), ranged(toll.low, *best, toll.high));
            let parts = parts(&toll.classes, *best);
            if !parts.is_empty() {
                // One kind of people alone follows the number; several follow a colon.
                let mark = if parts.starts_with(|c: char| c.is_ascii_digit()) { ":" } else { "" };
                text = format!("{text}{mark} {parts}");
            }
            text
        }
        Some(toll) => in_words(&toll.qualifier_text),
    }
}

/// A toll in figures alone: `182 (182–213)`, `at least 8`; `None` where no report gives one.
pub(super) fn toll_figure(toll: &Toll) -> Option<String> {
    Some(hedged(hedge(toll.qualifier, &toll.qualifier_text), ranged(toll.low, toll.best?, toll.high)))
}

/// Words for people without a number, in small letters and without quotation marks.
fn in_words(words: &str) -> String {
    if words.is_empty() { "some, number not stated".to_owned() } else { format!("“{}”", words.to_lowercase()) }
}

/// The parts of a toll, where they make it up: `169 civilians, 13 military`. One kind that is the whole is named without
/// its number, and `people` not at all.
fn parts(classes: &[ClassCount], whole: u64) -> String {
    let counted: Vec<(&str, u64)> =
        classes.iter().filter(|c| c.class != "attacker").filter_map(|c| Some((c.class.as_str(), c.count?))).collect();
    if let [(only, n)] = counted[..]
        && n == whole
    {
        return if matches!(only, "people" | "person") { String::new() } else { class(only, whole) };
    }
    if counted.is_empty() || counted.iter().map(|(_, n)| n).sum::<u64>() != whole {
        return String::new();
    }
    counted.iter().map(|(name, n)| format!("{} {}", number(*n), class(name, *n))).collect::<Vec<_>>().join(", ")
}

/// A class of people by number.
fn class(class: &str, n: u64) -> String {
    let words = class.replace('_', " ");
    let many = match words.as_str() {
        "military" | "police" | "security forces" | "staff" | "personnel" => return words,
        "person" | "people" if n == 1 => return "person".to_owned(),
        "person" | "people" => "people".to_owned(),
        "child" => "children".to_owned(),
        "woman" => "women".to_owned(),
        "man" => "men".to_owned(),
        _ if words.ends_with('s') => words.clone(),
        _ => format!("{words}s"),
    };
    if n == 1 { words } else { many }
}

/// One report's count.
pub(super) fn count(count: &Count) -> String {
    match count.number() {
        Some(best) => hedged(hedge(count.qualifier, &count.qualifier_text), ranged(count.low, best, count.high)),
        None => in_words(&count.qualifier_text),
    }
}

/// Tolls added up.
pub(super) fn sum(sum: &Sum) -> String {
    match sum.best {
        None if sum.worded > 0 => "in words only".to_owned(),
        None if sum.not_stated > 0 => NOT_STATED.to_owned(),
        None => "–".to_owned(),
        Some(best) => {
            let hedge = if sum.at_least {
                "at least"
            } else if sum.about {
                "about"
            } else {
                ""
            };
            hedged(hedge, ranged(sum.low, best, sum.high))
        }
    }
}

/// A figure with unit: `at least 50%`, `$9 billion`, `22.8 million people`. "More than" is at least, too.
pub(super) fn quantity(value: f64, unit: Option<&str>, qualifier: Option<Qualifier>) -> String {
    let hedge = hedge(qualifier.unwrap_or(Qualifier::Exact), "");
    let (scaled, scale) = match value.abs() {
        v if v >= 1e9 => (value / 1e9, " billion"),
        v if v >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let digits = if (scaled - scaled.round()).abs() < 1e-9 && scaled.abs() < 1e15 {
        let sign = if scaled < 0.0 { "-" } else { "" };
        format!("{sign}{}", number(scaled.abs().round() as u64))
    } else {
        format!("{scaled:.2}").trim_end_matches('0').to_owned()
    };
    let text = match unit {
        Some("percent" | "%" | "per cent") => format!("{digits}{scale}%"),
        Some("USD" | "dollars") => format!("${digits}{scale}"),
        Some("EUR" | "euros") => format!("€{digits}{scale}"),
        Some("GBP" | "pounds") => format!("£{digits}{scale}"),
        Some("afghans") => format!("{digits}{scale} Afghans"),
        Some(unit) => format!("{digits}{scale} {}", unit.replace('_', " ")),
        None => format!("{digits}{scale}"),
    };
    hedged(hedge, text)
}

/// A place with the city or province that it lies in.
pub(super) fn place(place: Option<&Place>) -> String {
    let Some(place) = place else { return NOT_STATED.to_owned() };
    let above = place.admin1.as_deref().filter(|admin1| {
        !place.name.contains(admin1) && matches!(place.precision, GeoPrecision::Site | GeoPrecision::District)
    });
    match above {
        Some(above) => format!("{above}, {}", place.name),
        None => place.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::casualties::TollRule;
    use crate::model::date::DateBasis;
    use crate::model::sample::day;

    fn a_toll(low: u64, best: u64, high: u64, qualifier: Qualifier, words: &str) -> Toll {
        Toll {
            low: Some(low),
            best: Some(best),
            high: Some(high),
            rule: TollRule::Agreed,
            classes: Vec::new(),
            qualifier_text: words.to_owned(),
            qualifier,
            said_by: Vec::new(),
        }
    }

    #[test]
    fn tolls_keep_ranges_hedges_and_words() {
        assert_eq!(toll(None), "not stated");
        assert_eq!(toll(Some(&a_toll(182, 182, 213, Qualifier::Exact, ""))), "182 (182–213)");
        assert_eq!(toll(Some(&a_toll(8, 8, 8, Qualifier::AtLeast, "at least eight"))), "at least 8");
        assert_eq!(toll(Some(&a_toll(50, 50, 50, Qualifier::AtLeast, "Over 50 people"))), "over 50");
        assert_eq!(toll(Some(&a_toll(1200, 1200, 1200, Qualifier::About, "some 1,200"))), "some 1,200");
        let words = Toll { low: None, best: None, high: None, ..a_toll(0, 0, 0, Qualifier::Exact, "Dozens") };
        assert_eq!(toll(Some(&words)), "“dozens”");
        let mut whole = a_toll(6, 6, 6, Qualifier::Exact, "six");
        let class = |class: &str, count| ClassCount { class: class.to_owned(), count: Some(count) };
        whole.classes = vec![class("staff", 2), class("civilian", 4), class("attacker", 1)];
        assert_eq!(toll(Some(&whole)), "6: 2 staff, 4 civilians");
        whole.classes = vec![class("civilian", 6)];
        assert_eq!(toll(Some(&whole)), "6 civilians");
        whole.classes = vec![class("people", 6)];
        assert_eq!(toll(Some(&whole)), "6");
        whole.classes = vec![class("police", 2), class("child", 1), class("woman", 2), class("people", 1)];
        assert_eq!(toll(Some(&whole)), "6: 2 police, 1 child, 2 women, 1 person");
        whole.classes = vec![class("civilian", 4)];
        assert_eq!(toll(Some(&whole)), "6");
    }

    #[test]
    fn dates_are_as_fine_as_they_are_known() {
        let resolved = |start: &str, end: &str, precision| {
            date(Some(&Timex::resolved(day(start), day(end), precision, DateBasis::Stated, "")))
        };
        assert_eq!(resolved("2021-08-26", "2021-08-26", Precision::Day), "26 Aug 2021");
        assert_eq!(resolved("2021-09-18", "2021-09-19", Precision::Day), "18–19 Sep 2021");
        assert_eq!(resolved("2021-08-31", "2021-09-01", Precision::Day), "31 Aug – 1 Sep 2021");
        assert_eq!(resolved("2021-12-31", "2022-01-01", Precision::Day), "31 Dec 2021 – 1 Jan 2022");
        assert_eq!(resolved("2022-09-01", "2022-09-30", Precision::Month), "Sep 2022");
        assert_eq!(resolved("2022-03-01", "2022-05-31", Precision::Season), "Mar–May 2022");
        assert_eq!(resolved("2022-01-01", "2022-12-31", Precision::Year), "2022");
        let mut open = Timex::unresolved("Sunday", None);
        assert_eq!(date(Some(&open)), "not dated, “Sunday”");
        open.not_before = Some(day("2021-08-26"));
        assert_eq!(date(Some(&open)), "not dated, “Sunday”, from 26 Aug 2021");
        open.not_after = Some(day("2021-09-21"));
        assert_eq!(date(Some(&open)), "not dated, “Sunday”; 26 Aug – 21 Sep 2021");
        assert_eq!(date(None), "not dated");
    }

    #[test]
    fn quantities_are_in_the_units_of_a_newspaper() {
        assert_eq!(quantity(50.0, Some("percent"), Some(Qualifier::AtLeast)), "at least 50%");
        assert_eq!(quantity(9e9, Some("USD"), None), "$9 billion");
        assert_eq!(quantity(22.8e6, Some("people"), Some(Qualifier::Exact)), "22.8 million people");
        assert_eq!(quantity(3500.0, Some("people"), Some(Qualifier::About)), "about 3,500 people");
    }

    #[test]
    fn lists_and_plurals_read_as_prose() {
        let items = |items: &[&str]| list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(items(&["a"]), "a");
        assert_eq!(items(&["a", "b", "c"]), "a, b and c");
        assert_eq!((plural(1, "day", "days"), plural(0, "day", "days")), ("day", "days"));
        assert_eq!((small(0), small(9), small(10)), ("no".to_owned(), "nine".to_owned(), "10".to_owned()));
    }
}
