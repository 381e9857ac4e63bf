//! What a reader can look up: every sentence and row with a figure, a date or words of an article cites a sentence that states
//! it, and nothing of an article is anything but text.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use crate::program::{code, errors, fixtures, wirebrief};

/// Markdown and claims of an edition of a configuration.
fn edition(folder: &Path, config: &str, edition: &str) -> (String, Vec<Value>) {
    let output = wirebrief(folder, &["run", "--config", config], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let read = |name: &str| fs::read_to_string(folder.join(edition).join(name)).expect("it was written");
    (read("briefing.md"), serde_json::from_str(&read("claims.json")).expect("a list of claims"))
}

fn place(claim: &Value) -> (usize, usize) {
    let at = |key: &str| usize::try_from(claim[key].as_u64().expect("a claim has a place")).expect("it fits");
    (at("start"), at("end"))
}

/// The slices of a claim, as document and first byte.
fn slices(claim: &Value) -> BTreeSet<(&str, u64)> {
    let slices = claim["evidence"].as_array().map_or(&[][..], Vec::as_slice);
    slices.iter().filter_map(|slice| Some((slice["document"].as_str()?, slice["start"].as_u64()?))).collect()
}

/// The row of a table, or the sentence of a paragraph or list item, in which a byte stands. What ends a sentence inside a
/// claim is an article's.
fn sentence(markdown: &str, claims: &[Value], at: usize) -> (usize, usize) {
    let start = markdown[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = markdown[at..].find('\n').map_or(markdown.len(), |newline| at + newline);
    if markdown[start..].starts_with('|') {
        return (start, end);
    }
    let claimed = |at: usize| claims.iter().map(place).any(|(start, end)| start <= at && at < end);
    let stops = markdown[start..end].match_indices(". ").map(|(stop, _)| start + stop).filter(|stop| !claimed(*stop));
    let stops: Vec<usize> = stops.collect();
    let first = stops.iter().rev().find(|stop| **stop < at).map_or(start, |stop| stop + 2);
    (first, stops.iter().find(|stop| **stop >= at).copied().unwrap_or(end))
}

/// How many figures, dates and quotations articles state, and those beside which no sentence that states them is cited.
fn uncited(markdown: &str, claims: &[Value]) -> (usize, Vec<String>) {
    let (mut stated, mut bare) = (0, Vec::new());
    for claim in claims {
        let wanted = slices(claim);
        let kind = claim["kind"].as_str().expect("a claim has a kind");
        if wanted.is_empty() || !["figure", "date", "quote"].contains(&kind) {
            continue;
        }
        // The words for a picture name rows by their numbers; the rows cite.
        let line = markdown[..place(claim).0].rfind('\n').map_or(0, |end| end + 1);
        if markdown[line..].starts_with("![") {
            continue;
        }
        stated += 1;
        let (start, end) = sentence(markdown, claims, place(claim).0);
        let beside = claims.iter().filter(|other| {
            let (at, _) = place(other);
            other["kind"] == "citation" && start <= at && at < end
        });
        if !beside.flat_map(slices).any(|slice| wanted.contains(&slice)) {
            bare.push(format!("{}: {}", claim["value"], &markdown[start..end]));
        }
    }
    (stated, bare)
}

#[test]
fn every_figure_date_and_quotation_is_cited_where_it_stands() {
    let folder = fixtures();
    for (config, name, least) in [
        ("fixtures/afghanistan/briefing.yaml", "reports/khorasan-fixture/2023-03-01", 150),
        ("fixtures/hostile/briefing.yaml", "reports/hostile-fixture/2023-03-01", 5),
    ] {
        let (markdown, claims) = edition(folder.path(), config, name);
        let (stated, bare) = uncited(&markdown, &claims);
        assert!(stated >= least, "{config}: only {stated} figures, dates and quotations");
        assert!(bare.is_empty(), "{config}: {} of {stated} without a citation\n{}", bare.len(), bare.join("\n"));
    }
}

#[test]
fn headings_that_citations_lead_to_stand_once_each() {
    let folder = fixtures();
    let (markdown, claims) =
        edition(folder.path(), "fixtures/afghanistan/briefing.yaml", "reports/khorasan-fixture/2023-03-01");
    let mut anchors = BTreeSet::new();
    for line in markdown.lines().filter_map(|line| line.strip_prefix("### ")) {
        assert!(anchors.insert(line.to_lowercase()), "two headings {line}");
    }
    let mut links = 0;
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
        if let Event::Start(Tag::Link { dest_url, .. }) = event {
            links += 1;
            let anchor = dest_url.strip_prefix('#').expect("links lead to headings");
            assert!(anchors.contains(anchor), "no heading {anchor}");
        }
    }
    let cited = claims.iter().filter(|claim| claim["kind"] == "citation").count();
    // Headings of ours: of the sources' section, and of the annex.
    let ours = anchors.iter().filter(|heading| !is_label(heading)).count();
    assert_eq!(links + anchors.len(), cited + ours, "each citation is a link, or a heading of its own");
}

#[test]
fn the_markdown_is_the_same_to_every_reader() {
    // What GitHub, Gollum and CommonMark do not read alike: HTML, footnotes, bare addresses, tables whose rows differ.
    let folder = fixtures();
    for (config, name) in [
        ("fixtures/afghanistan/briefing.yaml", "reports/khorasan-fixture/2023-03-01"),
        ("fixtures/hostile/briefing.yaml", "reports/hostile-fixture/2023-03-01"),
    ] {
        let (markdown, _) = edition(folder.path(), config, name);
        let mut columns = 0;
        let mut previous = "";
        for line in markdown.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            if line.starts_with('|') {
                assert!(line.ends_with('|'), "{line}");
                if columns == 0 {
                    assert!(previous.is_empty(), "a table stands after an empty line: {line}");
                    columns = cells;
                }
                assert_eq!(cells, columns, "{line}");
            } else {
                assert!(columns == 0 || line.is_empty(), "an empty line ends a table: {line}");
                columns = 0;
                let starts_list = line.starts_with("- ") && !previous.starts_with("- ");
                assert!(!starts_list || previous.is_empty(), "a list stands after an empty line: {line}");
                assert!(!line.starts_with('#') || previous.is_empty(), "a heading stands after an empty line: {line}");
            }
            assert!(!line.contains("[^"), "{line}");
            previous = line;
        }
        let all = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let plain = |options| -> Vec<String> {
            let events = Parser::new_ext(&markdown, options).filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.to_string()),
                Event::Html(html) | Event::InlineHtml(html) => panic!("{html}"),
                _ => None,
            });
            events.collect::<String>().split_whitespace().map(str::to_owned).collect()
        };
        assert_eq!(plain(all), plain(Options::ENABLE_TABLES), "{config}: extensions change nothing");
    }
}

/// Whether a heading is the label of an article, as in `a2`.
fn is_label(heading: &str) -> bool {
    heading.strip_prefix('a').is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}
