//! Counts of many reports → low–best–high (UCDP GED), with the rule that chose the best.

use chrono::NaiveDate;

use crate::model::actor::Actor;
use crate::model::casualties::{Count, Qualifier, Toll, TollRule};

/// A count with where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Reported<'c> {
    pub(super) count: &'c Count,
    pub(super) origin: &'c str,
    pub(super) published: Option<NaiveDate>,
}

/// The toll of an incident; `None` where no report says anything.
pub(super) fn toll(reports: &[Reported<'_>]) -> Option<Toll> {
    let first = reports.first()?;
    let current = unsuperseded(reports);
    let numeric: Vec<&Reported<'_>> = current.iter().copied().filter(|r| r.count.is_numeric()).collect();
    let Some(&sample) = numeric.first() else {
        return Some(from(first.count, None, None, None, TollRule::WordsOnly, said_by(reports)));
    };
    let low = numeric.iter().filter_map(|r| r.count.low).min();
    let high = numeric.iter().filter_map(|r| r.count.high).max();
    let superseded = current.len() < reports.len();
    let (best, rule) = if numeric.iter().all(|r| r.count.number() == sample.count.number()) {
        let rule = if superseded { TollRule::LaterOfSameOrigin } else { TollRule::Agreed };
        let exact = numeric.iter().find(|r| r.count.qualifier == Qualifier::Exact);
        (*exact.unwrap_or(&numeric[0]), rule)
    } else {
        choose(&numeric)
    };
    Some(from(best.count, low, best.count.number(), high, rule, said_by(reports)))
}

fn from(
    count: &Count,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    rule: TollRule,
    said_by: Vec<Actor>,
) -> Toll {
    Toll {
        low,
        best,
        high,
        rule,
        classes: count.classes.clone(),
        qualifier_text: count.qualifier_text.clone(),
        qualifier: count.qualifier,
        said_by,
    }
}

/// A later report of the same origin replaces its earlier ones, and an undated one that repeats a replaced figure.
fn unsuperseded<'r, 'c>(reports: &'r [Reported<'c>]) -> Vec<&'r Reported<'c>> {
    let replaced = |r: &Reported<'_>| {
        reports.iter().any(|other| {
            other.origin == r.origin
                && other.count.is_numeric()
                && r.count.is_numeric()
                && matches!((r.published, other.published), (Some(mine), Some(theirs)) if theirs > mine)
        })
    };
    let repeats = |r: &Reported<'_>| {
        r.published.is_none()
            && reports
                .iter()
                .any(|other| other.origin == r.origin && other.count.number() == r.count.number() && replaced(other))
    };
    reports.iter().filter(|r| !replaced(r) && !repeats(r)).collect()
}

/// Exact before rounded; then the figure of most origins; then the lowest.
fn choose<'r, 'c>(numeric: &[&'r Reported<'c>]) -> (&'r Reported<'c>, TollRule) {
    let exact: Vec<&'r Reported<'c>> =
        numeric.iter().copied().filter(|r| r.count.qualifier == Qualifier::Exact).collect();
    let same = |list: &[&Reported<'_>]| list.windows(2).all(|w| w[0].count.number() == w[1].count.number());
    if let Some(&only) = exact.first()
        && same(&exact)
    {
        return (only, TollRule::ExactBeforeRounded);
    }
    let pool: &[&'r Reported<'c>] = if exact.is_empty() { numeric } else { &exact };
    let origins = |r: &Reported<'_>| {
        let mut names: Vec<&str> =
            pool.iter().filter(|o| o.count.number() == r.count.number()).map(|o| o.origin).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    let most = pool.iter().map(|r| origins(r)).max().unwrap_or(0);
    let leading: Vec<&'r Reported<'c>> = pool.iter().copied().filter(|r| origins(r) == most).collect();
    let lowest = leading.iter().copied().min_by_key(|r| r.count.number()).unwrap_or(pool[0]);
    let rule = if same(&leading) { TollRule::MostOrigins } else { TollRule::Lowest };
    (lowest, rule)
}

fn said_by(reports: &[Reported<'_>]) -> Vec<Actor> {
    let mut names: Vec<Actor> = reports.iter().filter_map(|r| r.count.said_by.clone()).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2022, 9, d)
    }

    #[test]
    fn an_exact_figure_goes_before_rounded_ones_and_all_make_the_range() {
        let around = Count::of(200, Qualifier::About, "around 200");
        let exact = Count::of(182, Qualifier::Exact, "169 + 13");
        let more = Count::of(213, Qualifier::About, "around 200 + 13");
        let reports = [
            Reported { count: &around, origin: "a", published: None },
            Reported { count: &more, origin: "b", published: None },
            Reported { count: &exact, origin: "c", published: None },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!(
            (toll.low, toll.best, toll.high, toll.rule),
            (Some(182), Some(182), Some(213), TollRule::ExactBeforeRounded)
        );
    }

    #[test]
    fn a_later_report_of_the_same_origin_replaces_the_earlier() {
        let early = Count::of(12, Qualifier::AtLeast, "at least 12");
        let late = Count::of(15, Qualifier::Exact, "15");
        let reports = [
            Reported { count: &early, origin: "a", published: day(1) },
            Reported { count: &late, origin: "a", published: day(3) },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!(
            (toll.low, toll.best, toll.high, toll.rule),
            (Some(15), Some(15), Some(15), TollRule::LaterOfSameOrigin)
        );
    }

    #[test]
    fn an_undated_report_that_repeats_a_replaced_figure_is_replaced_too() {
        let early = Count::of(12, Qualifier::AtLeast, "at least 12");
        let late = Count::of(15, Qualifier::Exact, "15");
        let reports = [
            Reported { count: &early, origin: "a", published: day(1) },
            Reported { count: &late, origin: "a", published: day(3) },
            Reported { count: &early, origin: "a", published: None },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!((toll.low, toll.best, toll.high), (Some(15), Some(15), Some(15)));
    }

    #[test]
    fn of_two_origins_that_differ_the_lower_is_best() {
        let (a, b) =
            (Count::of(19, Qualifier::AtLeast, "at least 19"), Count::of(25, Qualifier::AtLeast, "at least 25"));
        let reports = [
            Reported { count: &a, origin: "a", published: day(1) },
            Reported { count: &b, origin: "b", published: day(1) },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!((toll.low, toll.best, toll.high, toll.rule), (Some(19), Some(19), Some(25), TollRule::Lowest));
    }

    #[test]
    fn words_stay_words() {
        let dozens = Count::words("dozens");
        let toll = toll(&[Reported { count: &dozens, origin: "a", published: None }]).expect("there is a report");
        assert_eq!((toll.low, toll.best, toll.high, toll.qualifier_text.as_str()), (None, None, None, "dozens"));
    }
}
