//! What a reader finds on page one and how long a briefing of many incidents grows.

use chrono::Days;

use super::tests::{composed, findings_of};
use super::*;
use crate::model::dataset::Dataset;
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::document::{Published, PublishedBasis};
use crate::model::sample::{dataset, day};

/// The sample with so many attacks and raids over the two years before as-of, and an article in each month.
fn many(incidents: usize) -> Dataset {
    let mut dataset = dataset();
    let models = [dataset.incidents[0].clone(), dataset.incidents[3].clone()];
    for month in 0..24_u32 {
        let mut article = dataset.documents[1].clone();
        article.label = format!("A{}", dataset.documents.len() + 1);
        article.record.id = format!("m{month:02}.txt");
        let published = day("2021-03-15").checked_add_months(chrono::Months::new(month)).expect("a day");
        article.record.published = Some(Published { date: published, basis: PublishedBasis::Dateline });
        dataset.documents.push(article);
    }
    for at in dataset.incidents.len()..incidents {
        let mut incident = models[usize::from(at.is_multiple_of(3))].clone();
        let on = day("2021-03-01").checked_add_days(Days::new((at * 730 / incidents) as u64)).expect("a day");
        incident.id = format!("incident-{at:04}");
        incident.date = Some(Timex::resolved(on, on, Precision::Day, DateBasis::Stated, ""));
        if let Some(place) = &mut incident.place {
            place.admin1 = Some(format!("Province {}", at % 30));
            place.name = format!("town {}", at % 400);
        }
        dataset.incidents.push(incident);
    }
    dataset
}

/// From a heading to the next of its level.
fn section<'m>(markdown: &'m str, heading: &str) -> &'m str {
    let start = markdown.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}")) + 1;
    let ends = ["\n## ", "\n# "].iter().filter_map(|next| markdown[start + 3..].find(next));
    let end = ends.min().map_or(markdown.len(), |end| start + 3 + end);
    &markdown[start..end]
}

#[test]
fn a_thousand_incidents_make_a_body_that_is_read_and_a_log_in_full() {
    let composition = composed(many(1000));
    let markdown = &composition.manuscript.markdown;
    let words = |heading: &str| section(markdown, heading).split_whitespace().count();
    for (heading, most) in [
        ("## Key judgements", 300),
        // With the timeline's alternative text.
        ("## Key figures", 300),
        ("## Threat assessment: Islamic State Khorasan Province (ISKP)", 600),
        ("## Incident log", 350),
        ("## Method", 1000),
    ] {
        assert!(words(heading) <= most, "{heading} has {} words", words(heading));
    }
    let annex = section(markdown, "## All incidents");
    assert_eq!(annex.lines().filter(|line| line.starts_with("| I")).count(), 1000);
    let body = &markdown[..markdown.find("\n# Annex\n").expect("there")];
    assert!(body.split_whitespace().count() <= 2600, "{} words", body.split_whitespace().count());
    assert!(section(markdown, "## Incident log").contains("the annex has 992 more"));
    let refs = |line: &str| line.split(|c: char| !c.is_alphanumeric()).filter(|w| is_row(w)).count();
    let body = &markdown[..markdown.find("\n## Taliban denials").expect("there")];
    for line in body.lines() {
        assert!(refs(line) <= 20, "{} incidents in {line}", refs(line));
    }
}

/// Whether a word is the number of a row, as in `I12`.
fn is_row(word: &str) -> bool {
    word.strip_prefix('I').is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn likelihood_and_confidence_never_share_a_sentence() {
    for dataset in [dataset(), many(200)] {
        let markdown = composed(dataset).manuscript.markdown;
        let page = section(&markdown, "## Key judgements").to_lowercase();
        assert!(page.contains("confidence") && page.contains("likel"), "{page}");
        for sentence in page.split(". ").flat_map(|part| part.split('\n')) {
            let likelihood = sentence.contains("likel") || sentence.contains("chance") || sentence.contains("certain");
            assert!(!(likelihood && sentence.contains("confidence")), "{sentence}");
        }
    }
}

#[test]
fn a_likelihood_is_printed_with_its_base_rate_and_its_ladder() {
    let markdown = composed(many(200)).manuscript.markdown;
    let page = section(&markdown, "## Key judgements");
    assert!(page.contains("after 1 March 2023: *very likely*. Of the last 12 spans of 30 days, 12 had one."), "{page}");
    assert!(section(&markdown, "## Method").contains("very likely to 95"));
}

#[test]
fn every_judgement_has_a_citation_and_a_confidence() {
    let markdown = composed(dataset()).manuscript.markdown;
    let lines: Vec<&str> =
        section(&markdown, "## Key judgements").lines().filter(|line| line.contains(". **")).collect();
    assert!((3..=5).contains(&lines.len()), "{lines:?}");
    for line in lines {
        assert!(line.contains("](#a") && line.contains(" confidence"), "{line}");
    }
}

#[test]
fn a_period_of_some_length_stands_beside_the_one_before() {
    let mut findings = findings_of(dataset());
    let figures = findings.findings.key_figures.as_mut().expect("made");
    figures.is_period = true;
    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    let markdown = compose(&findings, &templates, &Settings::default()).expect("renders").manuscript.markdown;
    assert!(markdown.contains("| The period, 90 days to 1 Mar 2023 | The 90 days before |"));
}
