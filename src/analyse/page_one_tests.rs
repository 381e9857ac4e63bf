//! What page one says of the sample: judgements, key figures, coverage, indicators.

use chrono::{Days, NaiveDate};

use super::sample::{relations, settings};
use super::*;
use crate::codebook::Codebook;
use crate::model::dataset::Item;
use crate::model::date::{DateBasis, Period, Precision, Timex};
use crate::model::document::{Published, PublishedBasis};
use crate::model::findings::{Confidence, Doubt, IndicatorKind, Judgement, LevelName, Likelihood, Trend};
use crate::model::publication::Publication;
use crate::model::sample::{ISKP, dataset, day};
use crate::model::statement::Stance;

/// With the bundled classes of targets and outlooks.
fn with_classes() -> Relations {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("bundled packs compile");
    Relations { assessing: codebook.assessing, ..relations() }
}

fn findings_of(dataset: Dataset, settings: &Settings) -> Findings {
    analyse_with(dataset, &with_classes(), settings)
}

fn on(day: NaiveDate) -> Timex {
    Timex::resolved(day, day, Precision::Day, DateBasis::Stated, "")
}

/// The sample with an article in each month of the two years before as-of, and an attack on each of those days.
fn steady(attacks_on: impl Fn(usize) -> bool) -> Dataset {
    let mut dataset = dataset();
    let (source, incident) = (dataset.documents[1].clone(), dataset.incidents[0].clone());
    for month in 0..24_usize {
        let published = day("2021-03-15").checked_add_months(chrono::Months::new(month as u32)).expect("a day");
        let mut article = source.clone();
        article.label = format!("A{}", month + 4);
        article.record.id = format!("m{month:02}.txt");
        article.record.published = Some(Published { date: published, basis: PublishedBasis::Dateline });
        dataset.documents.push(article);
        if attacks_on(month) {
            let mut attack = incident.clone();
            attack.id = format!("attack-{month:02}");
            attack.date = Some(on(published.checked_sub_days(Days::new(1)).expect("a day")));
            dataset.incidents.push(attack);
        }
    }
    dataset
}

#[test]
fn judgements_come_in_order_and_say_how_sure_they_are() {
    let findings = findings_of(dataset(), &settings());
    let judgements = &findings.findings.key_judgements.judgements;
    let Judgement::ReportedPlan { threat, at_reader, sureness, .. } = &judgements[0] else { panic!("{judgements:?}") };
    assert_eq!((threat.as_str(), *at_reader), ("t-1", false));
    assert_eq!(sureness.doubts, [Doubt::SourcesNotNamed, Doubt::NotDated]);
    assert_eq!(sureness.confidence, Confidence::Low);
    let Judgement::Latest { attack, operation } = &judgements[1] else { panic!("{judgements:?}") };
    assert_eq!(attack.as_ref().expect("one").incident, "2022-12-kabul-armed-attack");
    let operation = operation.as_ref().expect("one");
    assert_eq!(operation.incident, "2023-02-13-kabul-raid");
    assert_eq!(operation.sureness.doubts, [Doubt::NotVerified]);
    let denials = judgements.iter().find_map(|judgement| match judgement {
        Judgement::Denials { latest, .. } => Some(*latest),
        _ => None,
    });
    assert_eq!(denials, Some(Some(0)), "the dated one with attacks beside it, not the later one without");
    assert!(matches!(judgements.last(), Some(Judgement::Humanitarian { conditions, .. }) if conditions.len() == 2));
}

#[test]
fn a_plan_against_the_readers_kind_comes_first_whatever_its_date() {
    let mut dataset = dataset();
    let mut later = dataset.threats[0].clone();
    later.id = "t-2".to_owned();
    later.fact.target = Some("a bridge".to_owned());
    later.fact.evidence = vec![crate::model::sample::sentence(2, 1)];
    later.reports[0].document = "002.txt".to_owned();
    dataset.threats.insert(0, later);
    dataset.documents[1].record.published =
        Some(Published { date: day("2023-02-20"), basis: PublishedBasis::Dateline });
    let first =
        |settings: &Settings| match &findings_of(dataset.clone(), settings).findings.key_judgements.judgements[0] {
            Judgement::ReportedPlan { threat, at_reader, .. } => (threat.clone(), *at_reader),
            other => panic!("{other:?}"),
        };
    assert_eq!(first(&settings()), ("t-2".to_owned(), false));
    let mut configured = settings();
    configured.page_one.readers = vec!["foreign missions".to_owned()];
    assert_eq!(first(&configured), ("t-1".to_owned(), true));
    configured.page_one.readers = vec!["bridge".to_owned()];
    assert_eq!(first(&configured), ("t-2".to_owned(), true));
    configured.page_one.readers = vec!["abridge".to_owned()];
    assert_eq!(first(&configured), ("t-2".to_owned(), false));
}

#[test]
fn a_denial_beside_the_plan_is_told_with_it() {
    let mut dataset = dataset();
    let mut denial = dataset.statements[0].clone();
    denial.id = "s-near".to_owned();
    denial.fact.stance = Stance::Denial;
    denial.fact.evidence = vec![crate::model::sample::sentence(3, 3)];
    dataset.statements.push(denial.clone());
    denial.id = "s-far".to_owned();
    denial.fact.evidence = vec![crate::model::sample::sentence(3, 7)];
    dataset.statements.push(denial);
    let findings = findings_of(dataset, &settings());
    let Judgement::ReportedPlan { denied, .. } = &findings.findings.key_judgements.judgements[0] else { panic!() };
    assert_eq!(denied, &["s-near"]);
}

#[test]
fn nothing_gives_no_judgement_and_no_likelihood() {
    let findings = findings_of(Dataset::default(), &settings());
    let page = &findings.findings.key_judgements;
    assert!(page.judgements.is_empty());
    assert_eq!(page.outlook.as_ref().expect("an actor is configured").likelihood, None);
}

#[test]
fn a_likelihood_needs_a_dated_article_in_each_of_twelve_months() {
    let outlook = |dataset| findings_of(dataset, &settings()).findings.key_judgements.outlook.expect("configured");
    let every = outlook(steady(|_| true));
    assert_eq!((every.windows.len(), every.with_attack.len()), (12, 12));
    assert_eq!(every.likelihood, Some(Likelihood::VeryLikely));
    assert_eq!(outlook(steady(|_| false)).likelihood, Some(Likelihood::VeryUnlikely));
    let mut gap = steady(|_| true);
    gap.documents.retain(|source| source.record.published.is_none_or(|p| p.date != day("2022-08-15")));
    let open = outlook(gap);
    assert_eq!(open.likelihood, None);
    assert_eq!((open.months.len(), open.months_covered.len()), (12, 11));
}

#[test]
fn a_trend_needs_the_same_coverage() {
    let tempo = |dataset| {
        let threat = findings_of(dataset, &settings()).findings.threat_assessment.expect("configured");
        let tempo = threat.indicators.list.into_iter().find(|i| i.kind == IndicatorKind::Tempo).expect("always there");
        (tempo.window.of.len(), tempo.before.of.len(), tempo.trend)
    };
    assert_eq!(tempo(steady(|month| month > 20)), (3, 0, Some(Trend::Up)));
    assert_eq!(tempo(steady(|month| month < 20)).2, Some(Trend::Down));
    assert_eq!(tempo(steady(|_| true)), (3, 12, Some(Trend::Steady)));
    assert_eq!(tempo(dataset()).2, None);
}

#[test]
fn key_figures_set_a_span_beside_the_one_before() {
    let figures = findings_of(dataset(), &settings()).findings.key_figures.expect("made");
    assert!(!figures.is_period);
    assert_eq!((figures.span.from, figures.span.days), (day("2022-12-02"), 90));
    assert_eq!(figures.before.expect("there").to, day("2022-12-01"));
    assert_eq!(figures.within.incidents.incidents, ["2023-02-13-kabul-raid"]);
    assert_eq!(figures.possible.incidents.incidents, ["2022-12-kabul-armed-attack"]);
    assert_eq!((figures.dated.denials.len(), figures.undated.denials.len()), (2, 1));
    assert_eq!(figures.dated.provinces, ["Kabul", "Nangarhar"]);

    let mut monthly = settings();
    monthly.period = Period { from: Some(day("2021-09-01")), to: day("2021-09-30") };
    let figures = findings_of(dataset(), &monthly).findings.key_figures.expect("made");
    assert!(figures.is_period);
    assert_eq!(figures.within.attacks.incidents, ["2021-09-18-jalalabad-bombing"]);
    assert_eq!(figures.earlier.attacks.incidents, ["2021-08-26-kabul-airport-suicide-bombing"]);
}

#[test]
fn months_without_an_article_and_an_old_corpus_are_found() {
    let coverage = findings_of(dataset(), &settings()).findings.coverage;
    assert_eq!(coverage.gaps.len(), 1);
    assert_eq!((coverage.gaps[0].start, coverage.gaps[0].end), (day("2021-10-01"), day("2023-02-01")));
    assert!(coverage.stale);
    assert_eq!(coverage.datable[0].article, "A1");
    assert_eq!(coverage.datable[0].incidents, ["undated-eid-gah-mosque-bombing"]);
    let coverage = findings_of(steady(|_| false), &settings()).findings.coverage;
    assert!(coverage.gaps.is_empty() && !coverage.stale);
    let mut strict = settings();
    strict.page_one.stale_after_days = 10;
    assert!(findings_of(steady(|_| false), &strict).findings.coverage.stale);
}

#[test]
fn a_level_says_how_sure_it_is_and_what_the_next_would_take() {
    let mut lower = settings();
    let threat = lower.threat.as_mut().expect("configured");
    threat.minimum_attacks = 3;
    let level = findings_of(steady(|_| true), &lower).findings.threat_assessment.expect("configured").level;
    // Three attacks of 182 killed each.
    assert_eq!(level.value, Some(LevelName::Critical));
    assert_eq!((level.next, level.confidence), (None, Some(Confidence::Moderate)));
    let mut few = steady(|_| true);
    few.incidents.iter_mut().for_each(|incident| incident.killed = None);
    let level = findings_of(few.clone(), &lower).findings.threat_assessment.expect("configured").level;
    let next = level.next.expect("there is a higher one");
    assert_eq!(
        (level.value, next.level, next.attacks, next.killed),
        (Some(LevelName::Low), LevelName::Moderate, 5, Some(25))
    );
    few.documents.retain(|source| source.record.published.is_none_or(|p| p.date != day("2023-01-15")));
    let level = findings_of(few, &lower).findings.threat_assessment.expect("configured").level;
    assert_eq!((level.months_without, level.confidence), (vec![day("2023-01-01")], Some(Confidence::Low)));
}

#[test]
fn figures_of_one_party_alone_take_a_step() {
    let mut dataset = dataset();
    let said_by = crate::model::actor::Actor { name: "Taliban".to_owned(), as_written: "the Taliban".to_owned() };
    for report in &mut dataset.incidents[0].reports {
        report.killed.iter_mut().for_each(|count| count.said_by = Some(said_by.clone()));
    }
    let grounds = findings_of(dataset, &settings()).findings.grounds;
    assert!(grounds[0].one_party);
    assert_eq!(grounds[0].confidence, Confidence::Low);
    assert!(!grounds[1].one_party);
}

#[test]
fn assessments_stand_in_groups_and_targets_in_classes() {
    let threat = findings_of(dataset(), &settings()).findings.threat_assessment.expect("configured");
    assert_eq!(threat.indicators.outlooks.len(), 1);
    assert_eq!(threat.indicators.outlooks[0].name.as_deref(), Some("a comeback"));
    let classes: Vec<_> = threat.indicators.targets.iter().map(|share| share.of.as_deref()).collect();
    assert_eq!(classes, [Some("transport"), Some("security forces")]);
    assert_eq!(threat.actor, ISKP);
}

#[test]
fn a_long_log_shows_the_latest_and_the_deadliest_and_counts_the_rest() {
    let short = findings_of(dataset(), &settings()).findings.incident_log;
    assert!(!short.in_annex && short.lead.is_empty() && short.rows.len() == 5);
    let long = findings_of(steady(|_| true), &settings()).findings.incident_log;
    assert!(long.in_annex);
    assert_eq!(long.lead.len(), 8);
    assert_eq!(long.lead.len() + long.rest.len(), long.rows.len());
    assert!(long.lead.contains(&"attack-23".to_owned()));
    assert_eq!(long.spans.iter().map(|span| span.incidents.len()).sum::<usize>(), long.rows.len());
    assert!(long.spans.len() <= 8 && long.spans.last().expect("undated").start.is_none());
}

#[test]
fn publications_are_counted_by_the_day_on_which_they_are_told() {
    let told = |published: Option<&str>| {
        let mut dataset = dataset();
        let medium = crate::model::publication::Medium::Video;
        let evidence = vec![crate::model::sample::sentence(3, 2)];
        let actor = crate::model::actor::Actor { name: "Islamic State".to_owned(), as_written: "IS".to_owned() };
        let fact = Publication { medium, actor, date: None, said_by: None, evidence };
        let reports = dataset.threats[0].reports.clone();
        let document = reports[0].document.clone();
        dataset.publications = vec![Item { id: "p-1".to_owned(), fact, reports }];
        let source = dataset.documents.iter_mut().find(|source| source.record.id == document).expect("there");
        source.record.published = published.map(|date| Published { date: day(date), basis: PublishedBasis::Dateline });
        let threat = findings_of(dataset, &settings()).findings.threat_assessment.expect("configured");
        let list = threat.indicators.list;
        list.into_iter().find(|indicator| indicator.kind == IndicatorKind::Publications).expect("always there")
    };
    assert_eq!(told(Some("2023-02-20")).window.of, ["p-1"], "the parent's counts, too");
    assert!(told(Some("2022-08-20")).window.of.is_empty());
    assert_eq!(told(Some("2022-08-20")).before.of, ["p-1"]);
    let undated = told(None);
    assert!(undated.window.of.is_empty() && undated.all.of == ["p-1"]);
}
