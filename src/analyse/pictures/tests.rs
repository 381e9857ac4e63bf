//! What the pictures are drawn from, of the sample dataset and of spans.

use chrono::NaiveDate;

use super::span::span;
use crate::analyse::sample::{relations, settings};
use crate::analyse::{Settings, analyse_with};
use crate::model::dataset::Dataset;
use crate::model::date::Period;
use crate::model::findings::{Pictures, Span, Unit};
use crate::model::sample::{dataset, day};

fn pictures(dataset: Dataset, from: Option<&str>, with_actor: bool) -> Pictures {
    let all = settings();
    let settings = Settings {
        period: Period { from: from.map(day), to: day("2023-03-01") },
        threat: all.threat.clone().filter(|_| with_actor),
        denials: all.denials.clone().filter(|_| with_actor),
        ..all
    };
    analyse_with(dataset, &relations(), &settings).findings.pictures
}

#[test]
fn attacks_stand_in_their_month_and_what_has_none_beside() {
    let pictures = pictures(dataset(), None, true);
    let tempo = &pictures.tempo;
    let of = |from: &str| tempo.bins.iter().find(|bin| bin.start == day(from)).expect("the month is there");
    assert_eq!(pictures.span, Some(Span { start: day("2021-08-01"), end: day("2023-03-01"), unit: Unit::Month }));
    assert_eq!(tempo.bins.len(), 20);
    assert_eq!(of("2021-08-01").attacks.killed.best, Some(182));
    assert_eq!(of("2021-09-01").attacks.incidents, ["2021-09-18-jalalabad-bombing"]);
    assert_eq!((of("2021-09-01").articles, of("2021-10-01").articles), (1, 0));
    assert_eq!(of("2022-12-01").others.incidents, ["2022-12-kabul-armed-attack"]);
    assert_eq!(tempo.undated, ["undated-eid-gah-mosque-bombing"]);
    assert_eq!(tempo.bins.iter().map(|bin| bin.attacks.incidents.len() + bin.others.incidents.len()).sum::<usize>(), 3);
}

#[test]
fn a_month_is_too_coarse_for_weeks_and_what_lies_before_the_period_is_in_no_picture() {
    let pictures = pictures(dataset(), Some("2022-12-02"), true);
    assert_eq!(pictures.span.map(|span| (span.start, span.unit)), Some((day("2022-11-28"), Unit::Week)));
    assert_eq!(pictures.tempo.coarse, ["2022-12-kabul-armed-attack"]);
    assert_eq!((pictures.tempo.bins.len(), pictures.tempo.earlier.len()), (14, 0));
    assert_eq!(pictures.timeline.attacks, ["2022-12-kabul-armed-attack"]);
    assert_eq!(pictures.timeline.operations, ["2023-02-13-kabul-raid"]);
}

#[test]
fn denials_stand_above_and_events_below() {
    let timeline = pictures(dataset(), None, true).timeline;
    assert_eq!((timeline.denials.len(), timeline.undated_denials.len()), (2, 1));
    assert_eq!(timeline.attacks.len(), 3);
    assert_eq!(timeline.undated_attacks, ["undated-eid-gah-mosque-bombing"]);
    assert_eq!(timeline.operations, ["2023-02-13-kabul-raid"]);
}

#[test]
fn every_incident_shown_is_in_a_province_abroad_or_unplaced() {
    for with_actor in [true, false] {
        let pictures = pictures(dataset(), None, with_actor);
        let map = pictures.map.expect("incidents are placed");
        assert_eq!(map.country, "Afghanistan");
        let on_map: usize = map.provinces.iter().map(crate::model::findings::MapPlace::incidents).sum();
        let timeline = &pictures.timeline;
        let lists = [&timeline.attacks, &timeline.undated_attacks, &timeline.operations, &timeline.undated_operations];
        let shown: usize = lists.iter().map(|list| list.len()).sum();
        assert_eq!(on_map + map.abroad.len() + map.unplaced.len(), shown);
        assert!(map.provinces.windows(2).all(|pair| pair[0].incidents() >= pair[1].incidents()));
    }
}

#[test]
fn nothing_comes_to_nothing() {
    let nothing = pictures(Dataset::default(), None, false);
    assert_eq!((nothing.span, nothing.tempo.bins.len(), nothing.map), (None, 0, None));
}

#[test]
fn a_span_is_as_long_as_can_be_shown() {
    let of = |from: Option<&str>, first: &str, to: &str| {
        let first = first.parse::<NaiveDate>().expect("a day");
        span(&[(first, first)], Period { from: from.map(day), to: day(to) }).map(|span| (span.start, span.unit))
    };
    // Without a first day of the period: from the first event, at most three years.
    assert_eq!(of(None, "2023-02-14", "2023-03-01"), Some((day("2023-02-13"), Unit::Week)));
    assert_eq!(of(None, "1998-08-07", "2023-03-01"), Some((day("2020-04-01"), Unit::Month)));
    assert_eq!(of(Some("2010-06-01"), "2012-01-01", "2023-03-01"), Some((day("2010-01-01"), Unit::Year)));
    assert_eq!(of(Some("1500-06-01"), "2012-01-01", "2023-03-01"), Some((day("1963-01-01"), Unit::Year)));
    assert_eq!(span(&[], Period { from: None, to: day("2023-03-01") }), None);
}
