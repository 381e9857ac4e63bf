//! The sample in words, and what must hold of any briefing.

use std::collections::BTreeMap;

use super::*;
use crate::analyse::sample::{relations, settings};
use crate::analyse::{Settings as Analysing, analyse_with};
use crate::model::dataset::Dataset;
use crate::model::sample::dataset;

pub(super) fn findings_of(dataset: Dataset) -> Findings {
    let settings = Analysing { title: "Sample | briefing".to_owned(), ..settings() };
    analyse_with(dataset, &relations(), &settings)
}

pub(super) fn composed(dataset: Dataset) -> Composition {
    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    compose(&findings_of(dataset), &templates, &Settings::default()).expect("bundled templates render")
}

#[test]
fn the_sample_reads_well() {
    let composition = composed(dataset());
    insta::assert_snapshot!("briefing", composition.manuscript.markdown);
    insta::assert_snapshot!("evidence", composition.evidence_md);
}

#[test]
fn an_empty_corpus_says_so() {
    insta::assert_snapshot!("empty", composed(Dataset::default()).manuscript.markdown);
}

#[test]
fn every_claim_is_the_slice_that_it_names() {
    let composition = composed(dataset());
    assert!(composition.claims.len() > 100);
    for claim in &composition.claims {
        assert_eq!(composition.manuscript.markdown[claim.start..claim.end], claim.value);
    }
    let private = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    assert!(!composition.manuscript.markdown.contains(private));
    assert!(!composition.evidence_md.contains(private));
}

#[test]
fn every_picture_that_is_shown_is_there_and_no_other() {
    let shown = |composition: &Composition| -> Vec<String> {
        let parts = composition.manuscript.markdown.split("](charts/").skip(1);
        parts.map(|rest| format!("charts/{}", rest.split(')').next().unwrap_or_default())).collect()
    };
    let whole = composed(dataset());
    let mut shown_paths = shown(&whole);
    shown_paths.sort();
    assert_eq!(shown_paths, ["charts/tempo.svg", "charts/timeline.svg"]);
    assert_eq!(whole.manuscript.images.keys().cloned().collect::<Vec<_>>(), shown_paths);
    assert!(whole.manuscript.markdown.contains("No map: the codebook holds no outline of Afghanistan."));

    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    let settings = Settings { sections: vec![Section::Sources], ..Settings::default() };
    let sources = compose(&findings_of(dataset()), &templates, &settings).expect("renders");
    assert!(sources.manuscript.images.is_empty() && shown(&sources).is_empty());
    assert_eq!(sources.exports.keys().collect::<Vec<_>>(), ["incidents.csv", "incidents.geojson"]);
}

#[test]
fn every_figure_lies_in_a_claim() {
    assert_figures_lie_in_claims(&composed(dataset()));
}

fn assert_figures_lie_in_claims(composition: &Composition) {
    let markdown = &composition.manuscript.markdown;
    for (at, _) in markdown.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let line_start = markdown[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &markdown[line_start..at];
        let is_list_number = before.chars().all(|c| c.is_ascii_digit());
        let is_anchor = before.ends_with("](#a");
        let is_entity = before.ends_with("&#") || before.ends_with("&#1") || before.ends_with("&#12");
        let claimed = composition.claims.iter().any(|claim| claim.start <= at && at < claim.end);
        assert!(claimed || is_list_number || is_anchor || is_entity, "{}", &markdown[line_start..=at]);
    }
}

/// The sample after an edition that knew less of one incident, had another one instead of a second, and read one article
/// fewer.
fn after_an_earlier_edition() -> Findings {
    let mut before = dataset();
    before.documents.pop();
    let toll = before.incidents[1].killed.as_mut().expect("Jalalabad has a toll");
    (toll.low, toll.best, toll.high) = (Some(5), Some(5), Some(5));
    before.incidents[3].id = "2023-02-13-kabul-clash".to_owned();
    before.incidents[3].reports[0].evidence.clear();
    let mut findings = findings_of(dataset());
    findings.findings.changes = crate::analyse::changes(Some(&findings_of(before)), &findings);
    findings
}

#[test]
fn changes_are_told_with_their_old_values() {
    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    let settings = Settings { sections: vec![Section::Changes], ..Settings::default() };
    let composition = compose(&after_an_earlier_edition(), &templates, &settings).expect("renders");
    let markdown = &composition.manuscript.markdown;
    insta::assert_snapshot!("changes", markdown[markdown.find("## Changes").expect("the section")..]);
    assert_figures_lie_in_claims(&composition);
}

#[test]
fn no_word_of_a_machine_and_no_empty_cell_is_printed() {
    for dataset in [dataset(), Dataset::default()] {
        let markdown = composed(dataset).manuscript.markdown;
        for word in ["null", "None,", "Some(", "NaN", "undefined", "  ", "_bombing", ": ."] {
            assert!(!markdown.contains(word), "{word:?} in {markdown}");
        }
    }
}

#[test]
fn hostile_text_stays_text_through_all_templates() {
    const HOSTILE: &str =
        "[x](javascript:y) | **b** <img> {{ 7*7 }} ``code`` # h\n\n# i \u{202E}\u{E002} https://x.org";
    let mut dataset = dataset();
    let plain = composed(dataset.clone());
    for incident in &mut dataset.incidents {
        incident.target = Some(HOSTILE.to_owned());
        incident.perpetrator.iter_mut().for_each(|actor| actor.name = HOSTILE.to_owned());
        incident.place.iter_mut().for_each(|place| place.name = HOSTILE.to_owned());
    }
    for statement in &mut dataset.statements {
        statement.fact.content = HOSTILE.to_owned();
        statement.fact.speaker.name = Some(HOSTILE.to_owned());
        statement.fact.speaker.role = Some(HOSTILE.to_owned());
    }
    for source in &mut dataset.documents {
        source.record.title = Some(HOSTILE.to_owned());
        source.record.publisher = Some(HOSTILE.to_owned());
    }
    for threat in &mut dataset.threats {
        threat.fact.target = Some(HOSTILE.to_owned());
    }
    let hostile = composed(dataset);
    let markdown = &hostile.manuscript.markdown;
    assert!(markdown.contains("7\\*7"));
    let (links, forbidden) = events(markdown);
    assert_eq!(forbidden, 0);
    assert!(links.iter().all(|link| link.starts_with("#a")), "{links:?}");
    assert_eq!(events(&plain.manuscript.markdown).1, 0);
    assert_eq!(events(&hostile.evidence_md).1, 0);
}

/// The links of a document, and how many of its events are HTML, code other than the programs' and files' names, or
/// pictures other than the program's own.
fn events(markdown: &str) -> (Vec<String>, usize) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut links = Vec::new();
    let mut forbidden = 0;
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Code(code) if ["briefing.json", "evidence.md", "wirebrief verify"].contains(&&*code) => {}
            // The names of the sample's files.
            Event::Code(code) if ["001.txt", "002.txt", "003.txt", "notes.bin"].contains(&&*code) => {}
            Event::Start(Tag::Image { dest_url, .. })
                if ["charts/timeline.svg", "charts/tempo.svg", "charts/map.svg"].contains(&&*dest_url) => {}
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_))
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::FootnoteReference(_) => forbidden += 1,
            _ => {}
        }
    }
    (links, forbidden)
}

#[test]
fn quotation_marks_are_opened_and_closed_in_every_row() {
    let mut dataset = dataset();
    dataset.incidents[0].target = Some("an Islamic State “hideout".to_owned());
    dataset.statements[0].fact.content = "there was \"no evidence of any presence, of militants or of others who \
                                          might carry out what they had carried out elsewhere before\" at all"
        .to_owned();
    let markdown = composed(dataset).manuscript.markdown;
    for line in markdown.lines() {
        for (open, close) in [('“', '”'), ('‘', '’')] {
            assert_eq!(line.matches(open).count(), line.matches(close).count(), "{line}");
        }
    }
    assert!(markdown.contains("| an Islamic State ‘hideout’ |"));
}

#[test]
fn sections_stand_in_the_configured_order() {
    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    let settings = Settings {
        sections: vec![Section::Sources, Section::IncidentLog],
        marking: Some("For internal use".to_owned()),
        ..Settings::default()
    };
    let composition = compose(&findings_of(dataset()), &templates, &settings).expect("renders");
    let markdown = composition.manuscript.markdown;
    let headings: Vec<&str> =
        markdown.lines().filter(|line| line.starts_with("# ") || line.starts_with("## ")).skip(1).collect();
    // What is looked up stands in the annex, in the configured order too.
    assert_eq!(
        headings,
        [
            "## Incident log",
            "# Annex",
            "## Sources",
            "## Incidents by province",
            "## Attacks by month",
            "## Why these numbers and merges",
        ]
    );
    assert!(markdown.contains("**For internal use**"));
}

#[test]
fn a_users_template_replaces_one_and_its_error_has_a_place() {
    let own = |text: &str| {
        let templates = Templates::new([("sections/method.md.tera".to_owned(), text.to_owned())].into());
        compose(&findings_of(dataset()), &templates.expect("parses"), &Settings::default())
    };
    let composition = own("## How\n\nBy rule, for {{ header.title }}.\n").expect("renders");
    assert!(composition.manuscript.markdown.contains("\n## How\n\nBy rule, for Sample &#124; briefing.\n"));
    let error = own("## How\n\n{{ no_such_thing }}\n").expect_err("not there");
    assert!(error.to_string().starts_with("sections/method.md.tera:3:4:"), "{error}");
}
