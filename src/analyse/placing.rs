//! Where a date lies in a span of days (CONTRACT.md §4, "Period").

use chrono::NaiveDate;

use crate::model::date::{Period, Timex};

/// Where a date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// Every possible day lies inside.
    Inside,
    /// Some may: the date's span overlaps, or its earliest possible day lies inside.
    Possible,
    /// None does.
    Outside,
    /// Nothing is known.
    Open,
}

/// Places a date in a span.
pub(super) fn place(date: Option<&Timex>, span: Period) -> Placement {
    let Some(date) = date else { return Placement::Open };
    if let Some((start, end)) = date.range() {
        return if span.holds(start, end) {
            Placement::Inside
        } else if span.overlaps(start, end) {
            Placement::Possible
        } else {
            Placement::Outside
        };
    }
    let too_early = date.not_after.is_some_and(|day| span.from.is_some_and(|from| day < from));
    let too_late = date.not_before.is_some_and(|day| day > span.to);
    if too_early || too_late {
        Placement::Outside
    } else if date.not_before.is_some_and(|day| span.holds(day, day)) {
        Placement::Possible
    } else {
        Placement::Open
    }
}

/// The `in_period` of an item; `told_on` is the day by which it had happened, where that is known.
pub(super) fn in_period(date: Option<&Timex>, told_on: Option<NaiveDate>, period: Period) -> Option<bool> {
    match place(date, period) {
        Placement::Inside => Some(true),
        Placement::Outside => Some(false),
        Placement::Possible => None,
        Placement::Open => {
            let before_period = told_on.is_some_and(|told| period.from.is_some_and(|from| told < from));
            before_period.then_some(false)
        }
    }
}

/// Whether a date is resolved.
pub(super) fn is_dated(date: Option<&Timex>) -> bool {
    date.is_some_and(|date| date.range().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::{DateBasis, Precision};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("tests write days as year-month-day")
    }

    fn period() -> Period {
        Period { from: Some(day("2022-12-02")), to: day("2023-03-01") }
    }

    fn resolved(start: &str, end: &str) -> Timex {
        Timex::resolved(day(start), day(end), Precision::Day, DateBasis::Stated, "")
    }

    #[test]
    fn the_last_day_counts_and_the_day_after_does_not() {
        assert_eq!(place(Some(&resolved("2023-03-01", "2023-03-01")), period()), Placement::Inside);
        assert_eq!(place(Some(&resolved("2022-12-02", "2022-12-02")), period()), Placement::Inside);
        assert_eq!(place(Some(&resolved("2023-03-02", "2023-03-02")), period()), Placement::Outside);
        assert_eq!(place(Some(&resolved("2022-12-01", "2022-12-31")), period()), Placement::Possible);
    }

    #[test]
    fn undated_items_are_placed_by_their_bounds_only() {
        let mut date = Timex::unresolved("Sunday", None);
        assert_eq!(place(Some(&date), period()), Placement::Open);
        date.not_before = Some(day("2021-08-26"));
        assert_eq!(place(Some(&date), period()), Placement::Open);
        date.not_before = Some(day("2023-01-01"));
        assert_eq!(place(Some(&date), period()), Placement::Possible);
        assert_eq!(in_period(Some(&date), None, period()), None);
        date.not_before = None;
        date.not_after = Some(day("2021-09-21"));
        assert_eq!(in_period(Some(&date), None, period()), Some(false));
    }

    #[test]
    fn what_was_told_before_the_period_lies_before_it() {
        assert_eq!(in_period(None, Some(day("2021-09-21")), period()), Some(false));
        assert_eq!(in_period(None, Some(day("2023-01-21")), period()), None);
        assert_eq!(in_period(None, None, period()), None);
    }
}
