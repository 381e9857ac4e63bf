//! How people live: facts by sector and measure, the latest first; forecasts apart, and what was looked for in vain.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::condition::{Condition, Modality, Sector};
use crate::model::dataset::{Item, Source};
use crate::model::date::Timex;
use crate::model::findings::{Humanitarian, Placed, SectorRows, Series};
use crate::model::place::GeoPrecision;
use crate::model::statement::{Stance, Statement};

use super::placing::is_dated;

/// Orders the conditions that do not lie outside the period.
pub(super) fn context(
    conditions: &[Placed<Item<Condition>>],
    statements: &[Placed<Item<Statement>>],
    documents: &[Source],
) -> Humanitarian {
    let shown: Vec<&Item<Condition>> =
        conditions.iter().filter(|c| c.in_period != Some(false)).map(|placed| &placed.item).collect();
    let ids = |wanted: &dyn Fn(&Condition) -> bool| -> Vec<String> {
        shown.iter().filter(|item| wanted(&item.fact)).map(|item| item.id.clone()).collect()
    };
    let mut sectors = Vec::new();
    let mut not_found = Vec::new();
    for sector in Sector::ALL {
        let rows = ids(&|c| c.sector == sector && c.modality == Modality::Fact);
        if !rows.is_empty() {
            let facts = shown.iter().filter(|c| c.fact.sector == sector && c.fact.modality == Modality::Fact);
            sectors.push(SectorRows { sector, conditions: rows, series: series(facts.copied(), documents) });
        } else if sector != Sector::Other && !shown.iter().any(|item| item.fact.sector == sector) {
            not_found.push(sector);
        }
    }
    let warns = |fact: &Statement| {
        let forecasts = shown.iter().filter(|item| item.fact.modality == Modality::Forecast);
        let mut told = forecasts.flat_map(|item| &item.fact.evidence);
        fact.stance != Stance::Denial && told.any(|slice| fact.evidence.contains(slice))
    };
    let warned_by = statements.iter().filter(|s| s.in_period != Some(false) && warns(&s.item.fact));
    Humanitarian {
        sectors,
        warned_by: warned_by.map(|s| s.item.id.clone()).collect(),
        warnings: ids(&|c| c.modality == Modality::Forecast),
        not_found,
        undated: ids(&|c| !is_dated(c.as_of.as_ref())),
    }
}

/// A condition with the day that it is put in order by.
#[derive(Clone, Copy)]
struct Told<'c> {
    item: &'c Item<Condition>,
    day: Option<NaiveDate>,
}

impl Told<'_> {
    fn document(&self) -> &str {
        self.item.reports.first().map_or("", |report| report.document.as_str())
    }

    fn origin(&self) -> &str {
        self.item.reports.first().map_or("", |report| report.origin.as_str())
    }

    /// Whether it says for when it holds.
    fn is_stated(&self) -> bool {
        is_dated(self.item.fact.as_of.as_ref())
    }

    fn figure(&self) -> (Option<u64>, Option<&str>) {
        (self.item.fact.value.map(f64::to_bits), self.item.fact.unit.as_deref())
    }

    fn id(&self) -> String {
        self.item.id.clone()
    }
}

/// What a series measures: the indicator, and where.
type Measure<'c> = (&'c str, Option<&'c str>);

/// The countries that an indicator is told of.
type Countries<'c> = BTreeMap<&'c str, BTreeSet<&'c str>>;

/// Where a condition holds, for its series. What holds for a country is told with its name or without, so that the country is
/// left out where no other is told of by that indicator; figures of two countries never stand in one row.
fn part<'c>(condition: &'c Condition, countries: &Countries<'c>) -> Option<&'c str> {
    let place = condition.place.as_ref()?;
    let one = || countries.get(condition.indicator.as_str()).is_some_and(|named| named.len() == 1);
    let alone = place.precision == GeoPrecision::Country && one();
    (!alone).then_some(place.name.as_str())
}

/// The facts of a sector by indicator and place, each series in the order of its first telling.
fn series<'c>(facts: impl Iterator<Item = &'c Item<Condition>>, documents: &[Source]) -> Vec<Series> {
    let published = |id: &str| {
        let source = documents.binary_search_by(|source| source.record.id.as_str().cmp(id)).ok()?;
        Some(documents[source].record.published?.date)
    };
    let facts: Vec<&Item<Condition>> = facts.collect();
    let mut countries = Countries::new();
    for Condition { indicator, place, .. } in facts.iter().map(|item| &item.fact) {
        if let Some(place) = place.as_ref().filter(|place| place.precision == GeoPrecision::Country) {
            countries.entry(indicator).or_default().insert(&place.name);
        }
    }
    let mut groups: Vec<(Measure<'c>, Vec<Told<'c>>)> = Vec::new();
    for item in &facts {
        let day = item.fact.as_of.as_ref().and_then(Timex::range).map(|(_, end)| end);
        let day = day.or_else(|| published(&item.reports.first()?.document));
        let key = (item.fact.indicator.as_str(), part(&item.fact, &countries));
        let told = Told { item, day };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(told),
            None => groups.push((key, vec![told])),
        }
    }
    groups.into_iter().filter_map(|(_, group)| one(group)).collect()
}

/// One series: the latest, and how the others stand to it.
fn one(mut group: Vec<Told<'_>>) -> Option<Series> {
    // Figures before words of the same day; else in the order of the articles.
    group.sort_by_key(|told| (Reverse(told.day), told.item.fact.value.is_none()));
    let latest = *group.first()?;
    let mut series = Series { latest: latest.id(), ..Series::default() };
    for told in &group[1..] {
        let same_unit = told.item.fact.unit == latest.item.fact.unit;
        let both_stated = told.is_stated() && latest.is_stated();
        let list = if told.figure() == latest.figure() && (told.day == latest.day || !both_stated) {
            &mut series.agreeing
        } else if told.document() == latest.document() && told.day == latest.day {
            &mut series.also
        } else if told.day.is_some() && told.day == latest.day && same_unit && told.origin() != latest.origin() {
            &mut series.disputed
        } else {
            &mut series.earlier
        };
        list.push(told.id());
    }
    Some(series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::{DateBasis, Precision};
    use crate::model::place::Place;
    use crate::model::sample::{dataset, day};

    /// Copies of the sample's first condition, told by articles of the sample with values and days.
    fn told(rows: &[(&str, &str, f64, Option<&str>)]) -> (Vec<Item<Condition>>, Vec<Source>) {
        let sample = dataset();
        let copies = rows.iter().enumerate().map(|(at, (document, origin, value, as_of))| {
            let mut item = sample.conditions[0].clone();
            item.id = format!("c{at}");
            item.reports[0].document = (*document).to_owned();
            item.reports[0].origin = (*origin).to_owned();
            item.fact.place = None;
            item.fact.value = Some(*value);
            item.fact.as_of =
                as_of.map(|text| Timex::resolved(day(text), day(text), Precision::Day, DateBasis::Stated, text));
            item
        });
        (copies.collect(), sample.documents)
    }

    #[test]
    fn the_latest_figure_leads_and_the_others_stand_beside_it() {
        let (items, documents) = told(&[
            ("001.txt", "a", 10.0, Some("2022-06-01")),
            ("002.txt", "b", 14.0, None), // published on 21 September 2021
            ("002.txt", "b", 20.0, Some("2022-11-01")),
            ("003.txt", "c", 21.0, Some("2022-11-01")),
            ("002.txt", "b", 6.0, Some("2022-11-01")),
            ("003.txt", "c", 20.0, Some("2022-11-01")),
            ("003.txt", "c", 9.0, None), // neither is known
        ]);
        let series = series(items.iter(), &documents);
        let expected = Series {
            latest: "c2".to_owned(),
            agreeing: vec!["c5".to_owned()],
            also: vec!["c4".to_owned()],
            disputed: vec!["c3".to_owned()],
            earlier: vec!["c0".to_owned(), "c1".to_owned(), "c6".to_owned()],
        };
        assert_eq!(series, [expected]);
    }

    #[test]
    fn figures_of_two_countries_never_stand_in_one_row() {
        let (mut items, documents) = told(&[
            ("001.txt", "a", 10.0, Some("2022-06-01")),
            ("002.txt", "b", 14.0, Some("2022-06-02")),
            ("003.txt", "c", 20.0, Some("2022-11-01")),
        ]);
        let latest = |items: &[Item<Condition>]| -> Vec<String> {
            series(items.iter(), &documents).into_iter().map(|series| series.latest).collect()
        };
        let country = |name: &str| Place {
            name: name.to_owned(),
            admin1: None,
            country: Some(name.to_owned()),
            precision: GeoPrecision::Country,
            lat: None,
            lon: None,
            gazetteer: true,
        };
        items[0].fact.place = Some(country("Afghanistan"));
        items[1].fact.place = Some(country("Afghanistan"));
        assert_eq!(latest(&items), ["c2"], "one country, told with its name and without");
        items[1].fact.place = Some(country("Pakistan"));
        assert_eq!(latest(&items), ["c0", "c1", "c2"]);
    }
}
