//! What configurations are taken for, and what is said of wrong ones.

use super::*;
use crate::config::load;

const PLAIN: &str = "title: The Taliban & IS-K\ncorpus:\n  - path: articles\n";

fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a day of the calendar")
}

fn read(text: &str) -> Result<Warned<Settings>, Diagnostic> {
    let source = Source { path: "conf/briefing.yaml".into(), text: text.to_owned() };
    let now = ymd(2023, 2, 28).and_hms_opt(20, 0, 0).expect("a time of day").and_utc();
    load(&source, &Overrides::default(), now)
}

/// Place, message and hints of what is wrong.
fn wrong(text: &str) -> String {
    let error = read(text).expect_err("it is wrong");
    format!("{error} ({})", error.hints.join(") ("))
}

#[test]
fn two_keys_are_enough() {
    let settings = read(PLAIN).expect("it is right").output;
    assert_eq!(settings.analyse.slug, "the-taliban-is-k");
    assert_eq!(settings.analyse.as_of, ymd(2023, 2, 28));
    assert_eq!(settings.analyse.period, Period { from: None, to: ymd(2023, 2, 28) });
    assert_eq!(settings.ingest.corpus[0].path, Path::new("conf/articles"));
    assert_eq!(settings.deliver.output, Path::new("conf/reports"));
    assert!(settings.compose.sections.contains(&compose::Section::IncidentLog));
}

#[test]
fn a_day_ends_where_the_time_zone_says() {
    let settings = read(&format!("{PLAIN}timezone: Asia/Kabul\nperiod: 90 days\n")).expect("it is right").output;
    assert_eq!(settings.analyse.as_of, ymd(2023, 3, 1));
    assert_eq!(settings.analyse.period, Period { from: Some(ymd(2022, 12, 2)), to: ymd(2023, 3, 1) });
}

#[test]
fn sections_are_told_about_whom_they_are() {
    let sections = "sections:\n  - threat_assessment: { actor: ISKP, window: 12 weeks, minimum: { attacks: 3 } }\n  - key_judgements: {}\n  - sources\n";
    let Warned { output: settings, warnings } = read(&format!("{PLAIN}{sections}")).expect("it is right");
    let threat = settings.analyse.threat.expect("the section is there");
    assert_eq!((threat.actor.as_str(), threat.window_days, threat.minimum_attacks), ("ISKP", 84, 3));
    let own = [compose::Section::ThreatAssessment, compose::Section::KeyJudgements, compose::Section::Sources];
    assert_eq!(settings.compose.sections, own);
    assert!(warnings.is_empty());
}

#[test]
fn page_one_is_told_who_reads_and_what_is_too_old() {
    let plain = read(PLAIN).expect("it is right").output.analyse.page_one;
    assert_eq!((plain.readers.len(), plain.stale_after_days), (0, 30));
    let more = "stale_after: 2 weeks\nsections:\n  - key_judgements: {readers: [foreign missions]}\n  - key_figures\n";
    let settings = read(&format!("{PLAIN}{more}")).expect("it is right").output;
    assert_eq!(settings.analyse.page_one.readers, ["foreign missions"]);
    assert_eq!(settings.analyse.page_one.stale_after_days, 14);
    assert_eq!(settings.compose.sections, [compose::Section::KeyJudgements, compose::Section::KeyFigures]);
    let wrong = wrong(&format!("{PLAIN}sections:\n  - key_judgements: {{reader: [a]}}\n"));
    assert!(wrong.contains("unknown key `reader` (did you mean `readers`?)"), "{wrong}");
}

#[test]
fn wrong_ones_are_told_with_their_place_and_a_hint() {
    let after = |more: &str| wrong(&format!("{PLAIN}{more}"));
    for (found, expected) in [
        (wrong("corpus: [{path: a}]\n"), "conf/briefing.yaml:1:1: the key `title` is missing"),
        (wrong("tilte: x\n"), "conf/briefing.yaml:1:1: unknown key `tilte` (did you mean `title`?)"),
        (after("slug: a\nslug: b\n"), "conf/briefing.yaml:5:1: the key `slug` is given twice"),
        (after("as_of: 2023-02-30\n"), "conf/briefing.yaml:4:8: `2023-02-30` is not a day"),
        (after("period: since spring\n"), "conf/briefing.yaml:4:9: `since spring` is not a period"),
        (after("period: {from: 2023-02-01, to: 2022-02-01}\n"), "conf/briefing.yaml:4:9: the period ends on"),
        (after("codebook: [core, afganistan]\n"), "conf/briefing.yaml:4:18: there is no codebook `afganistan`"),
        (
            after("sections:\n  - incidents_log: {}\n"),
            "conf/briefing.yaml:5:5: unknown name `incidents_log` (did you mean `incident_log`?)",
        ),
        (after("sections:\n  - threat_assessment: { window: 9 days }\n"), "the key `actor` is missing"),
        (after("timezone: Asia/Kabull\n"), "conf/briefing.yaml:4:11: there is no time zone `Asia/Kabull`"),
        (after("pdf: {papre: a4}\n"), "conf/briefing.yaml:4:7: unknown key `papre` (did you mean `paper`?)"),
        (wrong("title: x\ncorpus: 18\n"), "conf/briefing.yaml:2:9: invalid type: integer `18`, expected a sequence"),
        (wrong("title: x\ncorpus:\n\t- path: a\n"), "indent with blanks"),
        (wrong(""), "the configuration is empty"),
        (wrong("title: ''\ncorpus: [{path: a}]"), "conf/briefing.yaml:1:8: the key `title` is missing"),
    ] {
        assert!(found.contains(expected), "{found}\nshould be\n{expected}");
    }
}

#[test]
fn the_command_line_wins() {
    let source = Source { path: "briefing.yaml".into(), text: format!("{PLAIN}as_of: 2023-01-01\noutput: a\n") };
    let overrides = Overrides { as_of: Some(ymd(2022, 5, 1)), output: Some("b".into()), previous: None };
    let settings = load(&source, &overrides, DateTime::UNIX_EPOCH).expect("it is right").output;
    assert_eq!(settings.analyse.as_of, ymd(2022, 5, 1));
    assert_eq!(settings.deliver.output, Path::new("b"));
}

#[test]
fn levels_rise_and_are_all_given_and_a_minimum_asks_for_something() {
    let with = |more: &str| {
        let levels = "levels:\n        low: {attacks: 0, killed: 0}\n        moderate: {attacks: 8, killed: 25}\n        substantial: {attacks: 15, killed: 75}\n";
        format!("{PLAIN}sections:\n  - threat_assessment:\n      actor: A\n      {levels}{more}")
    };
    let rest = "        severe: {attacks: 30, killed: 150}\n        critical: {attacks: 60, killed: 400}\n";
    assert_eq!(read(&with(rest)).expect("it is right").output.analyse.threat.map(|t| t.levels.len()), Some(5));
    for (found, expected) in [
        (wrong(&with("")), "conf/briefing.yaml:7:7: of the five levels, `severe`, `critical` are missing"),
        (
            wrong(&with(&rest.replace("30", "3"))),
            "conf/briefing.yaml:11:9: the level `severe` asks for 3 attacks, fewer than `substantial` with 15",
        ),
        (
            wrong(&with(&rest.replace("400", "40"))),
            "conf/briefing.yaml:12:9: the level `critical` asks for 40 killed, fewer than `severe` with 150",
        ),
        (
            wrong(&format!("{PLAIN}sections:\n  - threat_assessment: {{actor: A, minimum: {{attacks: 0}}}}\n")),
            "conf/briefing.yaml:5:45: a minimum of 0 attacks",
        ),
        (
            wrong(&format!("{PLAIN}sections:\n  - threat_assessment: {{actor: A, minimum: {{origins: 0}}}}\n")),
            "conf/briefing.yaml:5:45: a minimum of 0 origins",
        ),
    ] {
        assert!(found.contains(expected), "{found}\nshould be\n{expected}");
    }
}
