//! Which span of time the pictures show, and by which unit.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::date::Period;
use crate::model::findings::{Span, Unit};

/// Without a first day in the configuration, a picture goes no further back than this.
const MONTHS_BACK: u32 = 36;
/// No picture has more units than years in this.
const YEARS_BACK: u32 = 60;
/// Up to so many days a picture counts by week.
const WEEKLY: i64 = 182;
/// Up to so many days it counts by month.
const MONTHLY: i64 = 1461;

/// The span for what is `dated` (first and last possible days); `None` where nothing is.
pub(super) fn span(dated: &[(NaiveDate, NaiveDate)], period: Period) -> Option<Span> {
    let first = dated.iter().map(|(start, _)| *start).min()?.min(period.to);
    let back = |months: u32| period.to.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    let from = match period.from {
        Some(from) => from.max(back(12 * YEARS_BACK)),
        // A month that begins before the limit would stand there in part only.
        None if first < back(MONTHS_BACK) => first_of(Unit::Month, back(MONTHS_BACK - 1)),
        None => first,
    };
    let unit = match (period.to - from).num_days() {
        days if days <= WEEKLY => Unit::Week,
        days if days <= MONTHLY => Unit::Month,
        _ => Unit::Year,
    };
    Some(Span { start: first_of(unit, from), end: period.to, unit })
}

/// The first day of the unit that a day lies in.
pub(super) fn first_of(unit: Unit, day: NaiveDate) -> NaiveDate {
    let first = match unit {
        Unit::Week => day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))),
        Unit::Month => day.with_day(1),
        Unit::Year => day.with_day(1).and_then(|day| day.with_month(1)),
    };
    // Only the first week of all time has no Monday.
    first.unwrap_or(day)
}

/// The first day of the unit after that of `first`; `None` at the end of time.
pub(super) fn next(unit: Unit, first: NaiveDate) -> Option<NaiveDate> {
    match unit {
        Unit::Week => first.checked_add_days(Days::new(7)),
        Unit::Month => first.checked_add_months(Months::new(1)),
        Unit::Year => first.checked_add_months(Months::new(12)),
    }
}
