//! Lengths of time and periods, as a configuration writes them: `90 days`, `all`, `{from: …, to: …}`.

use std::fmt;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

/// A number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// At least one.
    pub days: u32,
}

impl Length {
    /// Reads `90 days` or `12 weeks`; `None` for anything else, and for no time at all.
    fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.trim().split_once(' ')?;
        let number: u32 = number.parse().ok().filter(|n| *n > 0)?;
        let days = match unit.trim() {
            "day" | "days" => number,
            "week" | "weeks" => number.checked_mul(7)?,
            _ => return None,
        };
        // Further back than any calendar of news.
        (days < 1_000_000).then_some(Self { days })
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            Error::custom(format!("`{text}` is not a length of time; write it as `90 days` or `12 weeks`"))
        })
    }
}

/// A day of the calendar, as in `2023-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d");
        day.map(Self).map_err(|_| {
            Error::custom(format!("`{text}` is not a day; write it as year-month-day, as in `2023-03-01`"))
        })
    }
}

/// What a briefing reports on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeriodOption {
    /// Everything up to the as-of date.
    #[default]
    All,
    /// So many days, of which the as-of date is the last.
    Last(Length),
    /// Two days and all between.
    Between(Between),
}

/// A period by its first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Between {
    /// First day.
    pub from: Day,
    /// Last day; the as-of date where it is not given.
    pub to: Option<Day>,
}

impl<'de> Deserialize<'de> for PeriodOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PeriodVisitor)
    }
}

struct PeriodVisitor;

impl<'de> Visitor<'de> for PeriodVisitor {
    type Value = PeriodOption;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a period: `90 days`, `all` or `{from: 2021-08-15, to: 2023-03-01}`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<PeriodOption, E> {
        if text.trim() == "all" {
            return Ok(PeriodOption::All);
        }
        Length::parse(text).map(PeriodOption::Last).ok_or_else(|| {
            E::custom(format!(
                "`{text}` is not a period; write `90 days`, `all` or `{{from: 2021-08-15, to: 2023-03-01}}`"
            ))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PeriodOption, A::Error> {
        Between::deserialize(MapAccessDeserializer::new(map)).map(PeriodOption::Between)
    }
}
