//! Time expressions → days, counted from the article's own date, never from now.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::events::{Form, Word};
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::document::Document;
use crate::model::evidence::Evidence;

/// Unit of a relative expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Which part of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Early,
    Mid,
    Late,
    /// `earlier this month`: up to the anchor.
    UpToAnchor,
    /// `a year ago today`: the anchor's own day.
    SameDay,
}

/// What a time expression says before it is counted from anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Expression {
    /// A day, with or without its year, with the weekday that stands before it.
    Day { year: Option<i32>, month: u32, day: u32, weekday: Option<Weekday>, night: bool },
    /// A day of the month alone: `on the 26th`.
    DayOfMonth { day: u32 },
    /// A month, with or without its year; `before` for `last September`.
    Month { year: Option<i32>, month: u32, part: Part, before: bool },
    /// A year.
    Year { year: i32, part: Part },
    /// A weekday: the last one on or before the anchor; `before` for `last Monday`, `after` for `next Monday`.
    Weekday { day: Weekday, before: bool, after: bool, night: bool },
    /// Saturday and Sunday before the anchor.
    Weekend,
    /// `yesterday`, `two days ago`, `last week`, `this month`: units back from the anchor's.
    Back { count: u32, unit: Unit, part: Part, night: bool },
    /// The night to the anchor.
    Overnight,
    /// `in the past few hours`: the anchor's day or the one before.
    Hours,
    /// `a day earlier`, `the next day`: days from the date that the text named last.
    Offset { days: u32, later: bool },
    /// A season, by its first month in the northern hemisphere.
    Season { year: Option<i32>, first_month: u32 },
    /// Words that say when, but not by the calendar: `two months after`, `recently`.
    Relative,
    /// A length of time or a starting point: `the past four years`, `since August`. Dates nothing.
    Length,
}

/// What relative expressions are counted from.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    date: Option<NaiveDate>,
    basis: DateBasis,
    source: Option<Evidence>,
}

impl Anchor {
    /// The article's publication date, else a dated caption, else nothing.
    ///
    /// A caption anchors only where it tells an event itself: a picture from the files shows any earlier day.
    pub(super) fn of(document: &Document, codebook: &Codebook) -> Self {
        let tells = |evidence: &Evidence| {
            let mut lower = String::new();
            let tokens = Tokens::of_span(document, evidence.span(), &codebook.vocabulary, &mut lower);
            (0..tokens.len()).any(|i| {
                codebook.events.longest(&tokens, i).is_some_and(|(_, words)| {
                    words.iter().any(|w| matches!(w, Word::Trigger(t) if !t.weak && t.form != Form::Agent))
                })
            })
        };
        match (&document.record.published, &document.anchor) {
            (Some(published), _) => Self { date: Some(published.date), basis: DateBasis::Published, source: None },
            (None, Some((date, evidence))) if tells(evidence) => {
                Self { date: Some(*date), basis: DateBasis::Caption, source: Some(evidence.clone()) }
            }
            _ => Self { date: None, basis: DateBasis::Stated, source: None },
        }
    }

    /// Resolves an expression as far as the anchor allows.
    pub(super) fn resolve(&self, expression: Expression, text: &str) -> Timex {
        let value = self.value(expression);
        if let Some((start, end, precision, stated)) = self.days(expression) {
            let basis = if stated { DateBasis::Stated } else { self.basis };
            let mut timex = Timex::resolved(start, end, precision, basis, text);
            timex.value = value;
            timex.source = if stated { None } else { self.source.clone() };
            return timex;
        }
        let mut timex = Timex::unresolved(text, value);
        timex.not_after = self.date;
        timex
    }

    /// First and last day, precision, and whether the text states it without an anchor.
    fn days(&self, expression: Expression) -> Option<(NaiveDate, NaiveDate, Precision, bool)> {
        match expression {
            Expression::Day { year: Some(year), month, day, .. } => {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                Some((date, date, Precision::Day, true))
            }
            Expression::Day { year: None, month, day, weekday, .. } => {
                let anchor = self.date?;
                let date = weekday
                    .and_then(|weekday| agreeing(anchor, weekday, |year| NaiveDate::from_ymd_opt(year, month, day)))
                    .or_else(|| latest(anchor, |year| NaiveDate::from_ymd_opt(year, month, day)))?;
                Some((date, date, Precision::Day, false))
            }
            Expression::DayOfMonth { day } => {
                let anchor = self.date?;
                let date = (0..3).find_map(|back| {
                    let first = anchor.with_day(1)?.checked_sub_months(Months::new(back))?;
                    first.with_day(day).filter(|d| *d <= anchor)
                })?;
                Some((date, date, Precision::Day, false))
            }
            Expression::Month { year: Some(year), month, part, .. } => {
                let (start, end) = self.part_of_month(year, month, part)?;
                Some((start, end, Precision::Month, true))
            }
            Expression::Month { year: None, month, part, before } => {
                let anchor = self.date?;
                let this_year = if before { month < anchor.month() } else { month <= anchor.month() };
                let year = if this_year { anchor.year() } else { anchor.year() - 1 };
                let (start, end) = self.part_of_month(year, month, part)?;
                Some((start, end, Precision::Month, false))
            }
            Expression::Year { year, part } => {
                let (start, end) = self.part_of_year(year, part)?;
                Some((start, end, Precision::Year, true))
            }
            Expression::Weekday { day, before, after, .. } => {
                let anchor = self.date?;
                if after {
                    return None;
                }
                let mut back = (7 + anchor.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7;
                if before && back == 0 {
                    back = 7;
                }
                let date = anchor.checked_sub_days(Days::new(u64::from(back)))?;
                Some((date, date, Precision::Day, false))
            }
            Expression::Weekend => {
                let (saturday, sunday) = self.weekend()?;
                Some((saturday, sunday, Precision::Day, false))
            }
            Expression::Overnight | Expression::Hours => {
                let anchor = self.date?;
                Some((anchor.pred_opt()?, anchor, Precision::Day, false))
            }
            Expression::Back { count, unit, part, .. } => self.back(count, unit, part),
            Expression::Season { year, first_month } => {
                let (year, stated) = match year {
                    Some(year) => (year, true),
                    None => (latest(self.date?, |y| NaiveDate::from_ymd_opt(y, first_month, 1))?.year(), false),
                };
                let start = NaiveDate::from_ymd_opt(year, first_month, 1)?;
                let end = start.checked_add_months(Months::new(3))?.pred_opt()?;
                Some((start, end, Precision::Season, stated))
            }
            Expression::Offset { .. } | Expression::Relative | Expression::Length => None,
        }
    }

    /// Counts days from the day that the text named last. `None` where that is no single day.
    pub(super) fn offset(reference: &Timex, days: u32, later: bool, text: &str) -> Option<Timex> {
        let (day, end) = reference.range()?;
        if day != end || reference.precision != Precision::Day {
            return None;
        }
        let days = Days::new(u64::from(days));
        let day = if later { day.checked_add_days(days)? } else { day.checked_sub_days(days)? };
        let mut timex = Timex::resolved(day, day, Precision::Day, reference.basis, text);
        timex.value = Some(day.to_string());
        timex.source.clone_from(&reference.source);
        Some(timex)
    }

    fn weekend(&self) -> Option<(NaiveDate, NaiveDate)> {
        let anchor = self.date?;
        let back = match anchor.weekday() {
            Weekday::Sat => 0,
            other => other.num_days_from_monday() + 2,
        };
        let back = if anchor.weekday() == Weekday::Sun { 1 } else { back };
        let saturday = anchor.checked_sub_days(Days::new(u64::from(back)))?;
        Some((saturday, saturday.succ_opt()?))
    }

    fn back(&self, count: u32, unit: Unit, part: Part) -> Option<(NaiveDate, NaiveDate, Precision, bool)> {
        let anchor = self.date?;
        if part == Part::SameDay {
            let months = match unit {
                Unit::Year => 12 * count,
                Unit::Month => count,
                Unit::Week | Unit::Day => {
                    let days = if unit == Unit::Week { 7 * count } else { count };
                    let date = anchor.checked_sub_days(Days::new(u64::from(days)))?;
                    return Some((date, date, Precision::Day, false));
                }
            };
            let date = anchor.checked_sub_months(Months::new(months))?;
            return Some((date, date, Precision::Day, false));
        }
        match unit {
            Unit::Day => {
                let date = anchor.checked_sub_days(Days::new(u64::from(count)))?;
                Some((date, date, Precision::Day, false))
            }
            Unit::Week => {
                let monday = anchor
                    .checked_sub_days(Days::new(u64::from(anchor.weekday().num_days_from_monday() + 7 * count)))?;
                let sunday = monday.checked_add_days(Days::new(6))?;
                let end = if count == 0 { anchor } else { sunday };
                Some((monday, end, Precision::Day, false))
            }
            Unit::Month => {
                let first = anchor.with_day(1)?.checked_sub_months(Months::new(count))?;
                let (start, end) = self.part_of_month(first.year(), first.month(), part)?;
                Some((start, end, Precision::Month, false))
            }
            Unit::Year => {
                let (start, end) = self.part_of_year(anchor.year().checked_sub_unsigned(count)?, part)?;
                Some((start, end, Precision::Year, false))
            }
        }
    }

    fn part_of_month(&self, year: i32, month: u32, part: Part) -> Option<(NaiveDate, NaiveDate)> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(match part {
            Part::Whole | Part::SameDay => (first, last),
            Part::Early => (first, first.with_day(10)?),
            Part::Mid => (first.with_day(11)?, first.with_day(20)?),
            Part::Late => (first.with_day(21)?, last),
            Part::UpToAnchor => (first, self.date.filter(|d| *d >= first && *d <= last).unwrap_or(last)),
        })
    }

    fn part_of_year(&self, year: i32, part: Part) -> Option<(NaiveDate, NaiveDate)> {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        Some(match part {
            Part::Whole | Part::SameDay => (day(1, 1)?, day(12, 31)?),
            Part::Early => (day(1, 1)?, day(4, 30)?),
            Part::Mid => (day(5, 1)?, day(8, 31)?),
            Part::Late => (day(9, 1)?, day(12, 31)?),
            Part::UpToAnchor => {
                let end = self.date.filter(|d| d.year() == year).map_or(day(12, 31), Some)?;
                (day(1, 1)?, end)
            }
        })
    }

    /// TIMEX3 value; `None` where nothing of it is known.
    fn value(&self, expression: Expression) -> Option<String> {
        let resolved = self.days(expression).map(|(start, ..)| start);
        let night = |night: bool| if night { "TNI" } else { "" };
        Some(match expression {
            Expression::Day { month, day, night: n, .. } => match resolved {
                Some(date) => format!("{date}{}", night(n)),
                None => format!("XXXX-{month:02}-{day:02}{}", night(n)),
            },
            Expression::DayOfMonth { day } => match resolved {
                Some(date) => date.to_string(),
                None => format!("XXXX-XX-{day:02}"),
            },
            Expression::Month { month, .. } => match resolved {
                Some(date) => date.format("%Y-%m").to_string(),
                None => format!("XXXX-{month:02}"),
            },
            Expression::Year { year, .. } => format!("{year:04}"),
            Expression::Weekday { day, night: n, .. } => match resolved {
                Some(date) => format!("{date}{}", night(n)),
                None => format!("XXXX-WXX-{}{}", day.number_from_monday(), night(n)),
            },
            Expression::Weekend => match resolved {
                Some(date) => format!("{}-WE", date.format("%G-W%V")),
                None => "XXXX-WXX-WE".to_owned(),
            },
            Expression::Overnight => format!("{}TNI", resolved?),
            Expression::Back { unit, part, night: n, .. } => {
                let date = resolved?;
                match unit {
                    _ if part == Part::SameDay => date.to_string(),
                    Unit::Day => format!("{date}{}", night(n)),
                    Unit::Week => date.format("%G-W%V").to_string(),
                    Unit::Month => date.format("%Y-%m").to_string(),
                    Unit::Year => date.format("%Y").to_string(),
                }
            }
            Expression::Season { first_month, .. } => {
                let season = ["SP", "SU", "FA", "WI"][((first_month / 3).saturating_sub(1) % 4) as usize];
                match resolved {
                    Some(date) => format!("{}-{season}", date.year()),
                    None => format!("XXXX-{season}"),
                }
            }
            Expression::Hours | Expression::Offset { .. } | Expression::Relative | Expression::Length => return None,
        })
    }

    /// What is told happened no later than this day.
    pub(super) fn latest(&self) -> Option<NaiveDate> {
        self.date
    }
}

/// The date of the yearly `date` nearest to `anchor` that falls on that weekday: `Tuesday, Jan. 19` has its year.
fn agreeing(anchor: NaiveDate, weekday: Weekday, date: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    (-1..=1)
        .filter_map(|step| date(anchor.year() + step))
        .filter(|d| d.weekday() == weekday)
        .min_by_key(|d| (*d - anchor).num_days().abs())
}

/// The latest date of the yearly `date` on or before `anchor`.
fn latest(anchor: NaiveDate, date: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    (0..8).find_map(|back| date(anchor.year() - back).filter(|d| *d <= anchor))
}
