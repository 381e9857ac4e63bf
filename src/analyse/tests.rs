//! Findings of the sample dataset.

use super::sample::{relations, settings};
use super::*;
use crate::model::findings::{Basis, Confidence, LevelName, Threshold};
use crate::model::sample::{dataset, day};

fn findings(settings: &Settings) -> Findings {
    analyse_with(dataset(), &relations(), settings)
}

#[test]
fn attacks_are_counted_by_the_word_they_rest_on() {
    let findings = findings(&settings());
    let threat = findings.findings.threat_assessment.expect("configured");
    assert_eq!(
        threat.attacks.dated.incidents,
        ["2021-08-26-kabul-airport-suicide-bombing", "2021-09-18-jalalabad-bombing"]
    );
    let killed = threat.attacks.dated.killed;
    assert_eq!((killed.low, killed.best, killed.high), (Some(190), Some(190), Some(208)));
    assert!(!killed.at_least);
    assert_eq!(threat.suspected.dated.incidents, ["2022-12-kabul-armed-attack"]);
    assert_eq!(threat.suspected.possible.incidents, ["2022-12-kabul-armed-attack"]);
    assert_eq!(threat.suspected.dated.killed.not_stated, 1);
    assert_eq!(threat.suspected.dated.wounded.best, Some(5));
    assert_eq!(threat.unattributed.undated.incidents, ["undated-eid-gah-mosque-bombing"]);
    assert!(threat.unattributed.undated.killed.at_least);
    assert_eq!(threat.unattributed.undated.wounded.worded, 1);
    assert_eq!(threat.as_parent, ["2021-09-18-jalalabad-bombing"]);
    assert_eq!(threat.basis["2021-09-18-jalalabad-bombing"], Basis::Claimed);
    assert_eq!(threat.pressure_counted.window.incidents, ["2023-02-13-kabul-raid"]);
    assert_eq!(threat.level.value, None);
}

#[test]
fn the_parents_acts_count_only_where_the_configuration_says_so_and_at_home() {
    let mut without = settings();
    without.threat.as_mut().expect("configured").parent_counts = false;
    let threat = findings(&without).findings.threat_assessment.expect("configured");
    assert!(!threat.basis.contains_key("2021-09-18-jalalabad-bombing"));

    let mut elsewhere = dataset();
    elsewhere.incidents[1].place.as_mut().expect("has a place").country = Some("Iraq".to_owned());
    let findings = analyse_with(elsewhere, &relations(), &settings());
    assert!(
        !findings.findings.threat_assessment.expect("configured").basis.contains_key("2021-09-18-jalalabad-bombing")
    );
}

#[test]
fn a_level_needs_the_minimum_and_follows_the_thresholds() {
    let mut settings = settings();
    let threat = settings.threat.as_mut().expect("configured");
    threat.window_days = 600;
    threat.minimum_attacks = 2;
    threat.levels = vec![
        Threshold { level: LevelName::Low, attacks: 0, killed: 0 },
        Threshold { level: LevelName::Severe, attacks: 50, killed: 190 },
    ];
    let level = findings(&settings).findings.threat_assessment.expect("configured").level;
    assert_eq!((level.attacks, level.origins, level.value), (2, 2, Some(LevelName::Severe)));
    settings.threat.as_mut().expect("configured").minimum_origins = 3;
    assert_eq!(findings(&settings).findings.threat_assessment.expect("configured").level.value, None);
}

#[test]
fn denials_stand_beside_what_came_before_after_and_in_the_same_article() {
    let denials = findings(&settings()).findings.denials_versus_attacks.expect("configured");
    let order: Vec<&str> = denials.denials.iter().map(|d| d.statement.as_str()).collect();
    assert_eq!(order, ["s-2", "s-5", "s-1"]);
    let first = &denials.denials[0];
    let before = first.before.as_ref().expect("dated");
    assert_eq!((before.from, before.to), (day("2021-08-22"), day("2021-09-20")));
    assert_eq!(before.attacks.killed.high, Some(208));
    assert!(first.after.as_ref().expect("dated").attacks.incidents.is_empty());
    assert!(!first.after_open);
    let second = &denials.denials[1];
    assert!(second.after_open);
    let undated = &denials.denials[2];
    assert!(undated.before.is_none() && undated.after.is_none());
    assert_eq!(undated.same_article, ["undated-eid-gah-mosque-bombing"]);
    assert_eq!(denials.assurances[0].statement, "s-3");
    assert_eq!(denials.by_others, ["s-4"]);
    assert_eq!((denials.dated.len(), denials.undated.len()), (2, 1));
    assert_eq!(denials.window, ["s-5"]);
}

#[test]
fn conditions_come_by_sector_and_gaps_are_named() {
    let context = findings(&settings()).findings.humanitarian_context;
    assert_eq!(context.sectors.len(), 3);
    assert_eq!(context.warnings, ["c-4"]);
    assert!(context.not_found.contains(&crate::model::condition::Sector::Health));
    assert!(!context.not_found.contains(&crate::model::condition::Sector::Other));
}

#[test]
fn coverage_and_grounds_count_origins_not_copies() {
    let findings = findings(&settings());
    let coverage = &findings.findings.coverage;
    assert_eq!((coverage.dated.len(), coverage.undated.len()), (1, 2));
    assert_eq!(coverage.origins.len(), 2);
    assert_eq!(coverage.without_origin, ["A3"]);
    assert_eq!(coverage.span, Some((day("2021-08-26"), day("2023-02-13"))));
    assert_eq!(findings.findings.grounds[0].confidence, Confidence::Moderate);
    assert!(findings.findings.grounds[3].caveat);
}

#[test]
fn a_period_leaves_out_what_certainly_lies_outside() {
    let mut settings = settings();
    settings.period.from = Some(day("2022-12-02"));
    let findings = findings(&settings);
    let placed: Vec<Option<bool>> = findings.incidents.iter().map(|i| i.in_period).collect();
    assert_eq!(placed, [Some(false), Some(false), None, Some(true), None]);
    let denials = findings.findings.denials_versus_attacks.expect("configured");
    assert_eq!(denials.dated, ["s-5"]);
    assert!(denials.assurances.is_empty(), "told before the period");
}

#[test]
fn findings_are_briefing_json_and_read_back() {
    let findings = findings(&settings());
    let json = serde_json::to_string(&findings).expect("plain data");
    let back: Findings = serde_json::from_str(&json).expect("what was written");
    assert_eq!(back, findings);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["incidents"][0]["event_type"], "suicide_bombing");
    assert_eq!(value["incidents"][0]["in_period"], true);
    assert_eq!(value["statements"][0]["stance"], "denial");
    assert_eq!(value["documents"][0]["label"], "A1");
    assert_eq!(value["report"]["period"]["to"], "2023-03-01");
}
