//! Counts of many reports → low–best–high (UCDP GED), with the rule that chose the best.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::actor::Actor;
use crate::model::casualties::{Count, Qualifier, Toll, TollRule};

/// The class of the perpetrators' own dead, who are no victims.
const ATTACKER: &str = "attacker";

/// A count with where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Reported<'c> {
    pub(super) count: &'c Count,
    /// Whose report it stands in.
    pub(super) origin: &'c str,
    /// Whose figure it is: the origin's own, or that of a body or outlet on whose word it stands.
    pub(super) root: &'c str,
    pub(super) published: Option<NaiveDate>,
}

/// The toll of an incident; `None` where no report says anything.
pub(super) fn toll(reports: &[Reported<'_>]) -> Option<Toll> {
    let first = reports.first()?;
    let current = unsuperseded(reports);
    let numeric: Vec<&Reported<'_>> = current.iter().copied().filter(|r| r.count.is_numeric()).collect();
    let numeric = totals(numeric);
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

/// Leaves out figures that count one kind of people alone where another report counts them among others: "13 soldiers" is a
/// part of "169 civilians and 13 soldiers", as of "200, among them 13 soldiers", and no smaller total.
fn totals<'r, 'c>(numeric: Vec<&'r Reported<'c>>) -> Vec<&'r Reported<'c>> {
    let mut wholes: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for report in &numeric {
        let total = report.count.number();
        for class in &report.count.classes {
            if let Some(part) = class.count.filter(|part| class.class != ATTACKER && total.is_some_and(|n| n > *part)) {
                wholes.entry(&class.class).or_default().insert(part);
            }
        }
    }
    let is_part = |report: &Reported<'_>| {
        let mut classes = report.count.classes.iter().filter(|class| class.class != ATTACKER);
        match (classes.next(), classes.next()) {
            (Some(only), None) => {
                only.count.is_some()
                    && only.count == report.count.number()
                    && wholes.get(only.class.as_str()).zip(only.count).is_some_and(|(parts, n)| parts.contains(&n))
            }
            _ => false,
        }
    };
    let (parts, wholes): (Vec<_>, Vec<_>) = numeric.into_iter().partition(|report| is_part(report));
    if wholes.is_empty() { parts } else { wholes }
}

/// A later report of the same origin replaces its earlier ones, and an undated one that repeats a replaced figure.
fn unsuperseded<'r, 'c>(reports: &'r [Reported<'c>]) -> Vec<&'r Reported<'c>> {
    let numeric = || reports.iter().filter(|r| r.count.is_numeric());
    let mut latest: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for report in numeric() {
        if let Some(day) = report.published {
            let last = latest.entry(report.origin).or_insert(day);
            *last = (*last).max(day);
        }
    }
    let replaced = |r: &Reported<'_>| {
        r.count.is_numeric() && r.published.is_some_and(|day| latest.get(r.origin).is_some_and(|last| *last > day))
    };
    let gone: BTreeSet<(&str, Option<u64>)> =
        numeric().filter(|r| replaced(r)).map(|r| (r.origin, r.count.number())).collect();
    let repeats = |r: &Reported<'_>| r.published.is_none() && gone.contains(&(r.origin, r.count.number()));
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
    let mut origins: BTreeMap<Option<u64>, BTreeSet<&str>> = BTreeMap::new();
    for report in pool {
        origins.entry(report.count.number()).or_default().insert(report.root);
    }
    let count = |r: &Reported<'_>| origins.get(&r.count.number()).map_or(0, BTreeSet::len);
    let most = pool.iter().map(|r| count(r)).max().unwrap_or(0);
    let leading: Vec<&'r Reported<'c>> = pool.iter().copied().filter(|r| count(r) == most).collect();
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
    use crate::model::casualties::ClassCount;

    fn day(d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2022, 9, d)
    }

    #[test]
    fn an_exact_figure_goes_before_rounded_ones_and_all_make_the_range() {
        let around = Count::of(200, Qualifier::About, "around 200");
        let exact = Count::of(182, Qualifier::Exact, "169 + 13");
        let more = Count::of(213, Qualifier::About, "around 200 + 13");
        let reports = [
            Reported { count: &around, origin: "a", root: "a", published: None },
            Reported { count: &more, origin: "b", root: "b", published: None },
            Reported { count: &exact, origin: "c", root: "c", published: None },
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
            Reported { count: &early, origin: "a", root: "a", published: day(1) },
            Reported { count: &late, origin: "a", root: "a", published: day(3) },
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
            Reported { count: &early, origin: "a", root: "a", published: day(1) },
            Reported { count: &late, origin: "a", root: "a", published: day(3) },
            Reported { count: &early, origin: "a", root: "a", published: None },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!((toll.low, toll.best, toll.high), (Some(15), Some(15), Some(15)));
    }

    #[test]
    fn of_two_origins_that_differ_the_lower_is_best() {
        let (a, b) =
            (Count::of(19, Qualifier::AtLeast, "at least 19"), Count::of(25, Qualifier::AtLeast, "at least 25"));
        let reports = [
            Reported { count: &a, origin: "a", root: "a", published: day(1) },
            Reported { count: &b, origin: "b", root: "b", published: day(1) },
        ];
        let toll = toll(&reports).expect("there are reports");
        assert_eq!((toll.low, toll.best, toll.high, toll.rule), (Some(19), Some(19), Some(25), TollRule::Lowest));
    }

    #[test]
    fn a_part_by_class_is_no_smaller_total() {
        let class = |class: &str, count| ClassCount { class: class.to_owned(), count: Some(count) };
        let mut soldiers = Count::of(13, Qualifier::Exact, "13 soldiers");
        soldiers.classes = vec![class("military", 13)];
        let mut sum = Count::of(182, Qualifier::Exact, "169 + 13");
        sum.classes = vec![class("civilian", 169), class("military", 13)];
        let mut inside = Count::of(200, Qualifier::About, "around 200, including 13 soldiers");
        inside.classes = vec![class("military", 13)];
        let reports =
            [&soldiers, &sum, &inside].map(|count| Reported { count, origin: "a", root: "a", published: None });
        let all = toll(&reports).expect("there are reports");
        assert_eq!((all.low, all.best, all.high), (Some(182), Some(182), Some(200)));
        let one = toll(&reports[..1]).expect("there is a report");
        assert_eq!((one.low, one.best, one.high), (Some(13), Some(13), Some(13)));
    }

    #[test]
    fn words_stay_words() {
        let dozens = Count::words("dozens");
        let toll =
            toll(&[Reported { count: &dozens, origin: "a", root: "a", published: None }]).expect("there is a report");
        assert_eq!((toll.low, toll.best, toll.high, toll.qualifier_text.as_str()), (None, None, None, "dozens"));
    }
}
