//! Days as an article's head and tail write them: in words, in figures, with or without a year.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::{Captures, Match, Regex};

/// A day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// Day, month and year are certain.
    Full(NaiveDate),
    /// Two readings, month first and day first; the text itself does not say which.
    Ambiguous {
        /// Read as month/day.
        month_first: NaiveDate,
        /// Read as day/month.
        day_first: NaiveDate,
    },
    /// Without a year.
    Yearless {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
}

/// A day with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) day: Day,
    /// For a day in figures whose order is certain: whether the month stands first.
    pub(super) month_first: Option<bool>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    let time = r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?";
    let patterns = [
        format!(r"\b(?<y1>(?:19|20)\d{{2}})[-/.](?<m1>\d{{1,2}})[-/.](?<d1>\d{{1,2}})(?:{time}|\b)"),
        format!(r"\b(?<m2>{month})\.?\s+(?<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?<y2>(?:19|20)\d{{2}})\b"),
        format!(
            r"\b(?<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?<m3>{month})\.?,?[\s-]+(?:(?<y3>(?:19|20)\d{{2}})|[’']?(?<c3>\d{{2}}))\b"
        ),
        r"\b(?<a4>\d{1,2})[/.-](?<b4>\d{1,2})[/.-](?<y4>(?:19|20)\d{2})\b".to_owned(),
        format!(r"\b(?<m5>{month})\.?\s+(?<d5>\d{{1,2}})(?:st|nd|rd|th)?\b"),
        format!(r"\b(?<d6>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?<m6>{month})\b\.?"),
    ];
    // Figures and borders of ASCII: the fast automata of `regex` give up on Unicode's beside a curly quotation mark.
    let pattern = patterns.join("|").replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    Regex::new(&format!("(?i){pattern}")).expect("the pattern is fixed and right")
});

/// All days of a line, in order. A weekday before figures decides which of them is the month.
pub(super) fn days(line: &str) -> Vec<Found> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    DAYS.captures_iter(line).filter_map(|captures| found(line, &captures)).collect()
}

fn found(line: &str, captures: &Captures<'_>) -> Option<Found> {
    let range = captures.get(0)?.range();
    let number = |name: &str| captures.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
    let month = |name: &str| captures.name(name).and_then(|m| month_of(m.as_str()));
    let year = |name: &str| captures.name(name).and_then(|m| m.as_str().parse::<i32>().ok());
    if let Some(year) = year("y4") {
        let (a, b) = (number("a4")?, number("b4")?);
        let readings = (NaiveDate::from_ymd_opt(year, a, b), NaiveDate::from_ymd_opt(year, b, a));
        let weekday = weekday_before(&line[..range.start]);
        let (day, month_first) = in_figures(readings, weekday)?;
        return Some(Found { range, day, month_first });
    }
    let full = [
        (year("y1"), number("m1"), number("d1")),
        (year("y2"), month("m2"), number("d2")),
        (year("y3").or_else(|| short_year(captures.name("c3")?, line)), month("m3"), number("d3")),
    ];
    if let Some((Some(year), month, day)) = full.into_iter().find(|(year, ..)| year.is_some()) {
        let date = NaiveDate::from_ymd_opt(year, month?, day?)?;
        return Some(Found { range, day: Day::Full(date), month_first: None });
    }
    // `4 Feb 12:10` is matched with its hour; what is left is a day without a year.
    let month = month("m5").or_else(|| month("m6")).or_else(|| month("m3"))?;
    let day = number("d5").or_else(|| number("d6")).or_else(|| number("d3"))?;
    NaiveDate::from_ymd_opt(2000, month, day)?;
    Some(Found { range, day: Day::Yearless { month, day }, month_first: None })
}

/// A year of two figures, as telegrams have it; `None` where the figures begin a time of day.
fn short_year(figures: Match<'_>, line: &str) -> Option<i32> {
    let year: i32 = figures.as_str().parse().ok()?;
    let is_time = line[figures.end()..].starts_with([':', '.', 'h']);
    (!is_time).then_some(if year >= 70 { 1900 + year } else { 2000 + year })
}

/// A day in figures, by the readings that the calendar and the weekday leave.
fn in_figures(
    (month_first, day_first): (Option<NaiveDate>, Option<NaiveDate>),
    weekday: Option<Weekday>,
) -> Option<(Day, Option<bool>)> {
    let fits = |date: &NaiveDate| weekday.is_none_or(|w| date.weekday() == w);
    match (month_first.filter(fits), day_first.filter(fits)) {
        (Some(a), Some(b)) if a == b => Some((Day::Full(a), None)),
        (Some(a), Some(b)) => Some((Day::Ambiguous { month_first: a, day_first: b }, None)),
        (Some(a), None) => Some((Day::Full(a), Some(true))),
        (None, Some(b)) => Some((Day::Full(b), Some(false))),
        (None, None) => None,
    }
}

/// The weekday right before a date, as in `Tue, `.
fn weekday_before(before: &str) -> Option<Weekday> {
    weekday(before.trim_end().trim_end_matches([',', '.', '|']).split_whitespace().next_back()?)
}

/// The weekday that a word names, in full or short.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    let (short, weekday) = WEEKDAYS.iter().find(|(short, _)| word.starts_with(short))?;
    let rest = &word[short.len()..];
    matches!(rest, "" | "s" | "day" | "sday" | "nesday" | "r" | "rs" | "rsday" | "urday").then_some(*weekday)
}

fn month_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    MONTHS.iter().position(|month| word.starts_with(month)).map(|i| i as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
    }

    fn one(line: &str) -> Day {
        days(line).first().expect("the line has a day").day
    }

    #[test]
    fn days_in_words_and_in_figures() {
        let day = Day::Full(ymd(2021, 9, 21));
        for line in [
            "2021-09-21",
            "2021-09-21T12:10:00+04:30",
            "September 21, 2021",
            "Sept. 21 2021",
            "21 September 2021",
            "21st of September, 2021",
            "21-Sep-2021",
            "21 Sep 21",
            "09/21/2021",
            "21.09.2021",
            "2021/09/21 12:10",
        ] {
            assert_eq!(one(line), day, "{line}");
        }
        assert_eq!(one("KABUL, Oct. 4 (Reuters)"), Day::Yearless { month: 10, day: 4 });
        assert_eq!(one("on 4 October"), Day::Yearless { month: 10, day: 4 });
        assert_eq!(one("4 October 12:10"), Day::Yearless { month: 10, day: 4 });
    }

    #[test]
    fn a_weekday_decides_which_figure_is_the_month() {
        assert_eq!(one("Sat, 04/03/2021"), Day::Full(ymd(2021, 4, 3)));
        assert_eq!(one("Thursday 04/03/2021"), Day::Full(ymd(2021, 3, 4)));
        assert_eq!(one("03/04/2021"), Day::Ambiguous { month_first: ymd(2021, 3, 4), day_first: ymd(2021, 4, 3) });
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_day() {
        assert!(days("31 February 2021").is_empty());
        assert!(days("Mon, 09/21/2021").is_empty());
        assert!(days("a 20-year war, 5.10.15").is_empty());
    }
}
