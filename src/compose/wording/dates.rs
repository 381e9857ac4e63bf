//! Days, months and time expressions in words, as fine as they are known.

use chrono::{Datelike, NaiveDate};

use crate::model::date::{Precision, Timex};

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// The month of a day, in full or in three letters.
pub(in crate::compose) fn month_name(day: NaiveDate, short: bool) -> &'static str {
    let name = MONTHS[day.month0() as usize];
    match (short, name) {
        (true, "September") => "Sep",
        (true, name) => &name[..3],
        (false, name) => name,
    }
}

/// `1 March 2023`.
pub(in crate::compose) fn long_day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day, false), day.year())
}

/// `1 Mar 2023`.
pub(in crate::compose) fn short_day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day, true), day.year())
}

/// `Mar 2023`.
pub(in crate::compose) fn short_month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day, true), day.year())
}

/// Months from that of `start` to that of `end`: `Mar 2023`, `Jan–Mar 2023`, `Dec 2022 – Mar 2023`.
pub(in crate::compose) fn months(start: NaiveDate, end: NaiveDate) -> String {
    if (start.year(), start.month()) == (end.year(), end.month()) {
        short_month(start)
    } else if start.year() == end.year() {
        format!("{}–{}", month_name(start, true), short_month(end))
    } else {
        format!("{} – {}", short_month(start), short_month(end))
    }
}

/// `18–19 Sep 2021`, `31 Aug – 1 Sep 2021`, `26 Dec 2021 – 2 Jan 2022`.
pub(in crate::compose) fn days(start: NaiveDate, end: NaiveDate) -> String {
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
pub(in crate::compose) fn month_of(day: NaiveDate) -> String {
    format!("{} {}", month_name(day, false), day.year())
}

/// A time expression: the date as finely as it is known, or why it is not.
pub(in crate::compose) fn date(date: Option<&Timex>) -> String {
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
