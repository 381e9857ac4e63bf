//! How much a reader is given to read: the body of a briefing fits four pages of A4, whatever the articles hold, and the annex has
//! the log in full.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use lopdf::{Document, Object, ObjectId};
use serde_json::Value;

use crate::many::articles;
use crate::program::{code, errors, fixtures, wirebrief};

/// Most pages of a body.
const PAGES: usize = 4;

/// The pages of the body: those before the annex.
fn body_pages(pdf: &Path) -> usize {
    let document = Document::load(pdf).expect("it is a PDF");
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let heading = document.objects.values().filter_map(|object| object.as_dict().ok()).find(|entry| {
        entry.get(b"Title").and_then(Object::as_str).is_ok_and(|title| title == b"Annex") && entry.has(b"Dest")
    });
    let place = heading.expect("the outline names the annex").get(b"Dest").and_then(Object::as_array).expect("a place");
    let page = place[0].as_reference().expect("a page");
    let before = pages.iter().position(|id| *id == page).expect("a page of the document");
    let top = place[3].as_float().expect("a height");
    // A4 is 842 points high; what stands above this begins its page.
    if top > 842.0 - 90.0 { before } else { before + 1 }
}

struct Edition {
    markdown: String,
    json: Value,
    pages: usize,
}

fn edition(folder: &Path, config: &str, edition: &str) -> Edition {
    let output = wirebrief(folder, &["run", "--config", config], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let read = |name: &str| fs::read_to_string(folder.join(edition).join(name)).expect("it was written");
    Edition {
        markdown: read("briefing.md"),
        json: serde_json::from_str(&read("briefing.json")).expect("it is JSON"),
        pages: body_pages(&folder.join(edition).join("briefing.pdf")),
    }
}

/// A configuration with every section, for a folder of articles.
fn config(corpus: &str, more: &str) -> String {
    let (actor, denier) = ("Islamic State Khorasan Province", "Taliban");
    format!(
        "title: Islamic State Khorasan and the Taliban\nslug: budget\nas_of: 2023-03-01\ncorpus: [{{path: '{corpus}'}}]\n{more}sections:\n  \
         - key_judgements: {{readers: [foreign missions]}}\n  - key_figures: {{}}\n  - threat_assessment: {{actor: {actor}}}\n  \
         - denials_versus_attacks: {{denier: {denier}, about: {actor}}}\n  - humanitarian_context: {{}}\n  - changes: {{}}\n  \
         - incident_log: {{}}\n  - statement_log: {{}}\n  - sources: {{}}\n  - method: {{}}\n"
    )
}

#[test]
fn the_body_of_the_example_fits_its_pages() {
    let folder = fixtures();
    let sample = edition(folder.path(), "fixtures/afghanistan/briefing.yaml", "reports/khorasan-fixture/2023-03-01");
    assert!(sample.pages <= PAGES, "{} pages", sample.pages);
    let newsroom = config("fixtures/newsroom/corpus", "");
    fs::write(folder.path().join("newsroom.yaml"), newsroom).expect("it can be written to");
    let newsroom = edition(folder.path(), "newsroom.yaml", "reports/budget/2023-03-01");
    assert!(newsroom.pages <= PAGES, "{} pages", newsroom.pages);
}

#[test]
fn the_body_of_the_five_articles_fits_its_pages() {
    let beside = crate::program::repository().join("../shared");
    let corpus = std::env::var_os("WIREBRIEF_SHARED").map_or(beside, Into::into).join("corpus");
    let Ok(corpus) = fs::canonicalize(corpus) else {
        eprintln!("skipped: no shared folder");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, period) in [("all", ""), ("span", "period: 90 days\n")] {
        let text = config(&corpus.display().to_string(), period).replace("slug: budget", &format!("slug: {name}"));
        fs::write(folder.path().join("briefing.yaml"), text).expect("it can be written to");
        let edition = edition(folder.path(), "briefing.yaml", &format!("reports/{name}/2023-03-01"));
        assert!(edition.pages <= PAGES, "{name}: {} pages", edition.pages);
    }
}

#[test]
fn a_thousand_incidents_are_read_and_not_scrolled() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir(folder.path().join("articles")).expect("it can be made");
    for (name, text) in articles(1000) {
        fs::write(folder.path().join("articles").join(name), text).expect("it can be written to");
    }
    fs::write(folder.path().join("briefing.yaml"), config("articles", "")).expect("it can be written to");
    let edition = edition(folder.path(), "briefing.yaml", "reports/budget/2023-03-01");
    if let Some(keep) = std::env::var_os("WIREBRIEF_KEEP") {
        fs::copy(folder.path().join("reports/budget/2023-03-01/briefing.pdf"), keep).expect("it can be written to");
    }
    let incidents = edition.json["incidents"].as_array().expect("a list").len();
    assert!(incidents >= 950, "{incidents} incidents");
    let (body, annex) = edition.markdown.split_once("\n# Annex\n").expect("there is an annex");
    let words = body.split_whitespace().count();
    assert!(edition.pages <= PAGES && words <= 2600, "{} pages, {words} words", edition.pages);
    for line in body.lines() {
        let rows: BTreeSet<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| is_row(word)).collect();
        assert!(rows.len() <= 20, "{} incidents in {line}", rows.len());
    }
    // The log in full, each row once; what the body leaves out is counted.
    let log = annex.split("\n## ").find(|part| part.starts_with("All incidents\n")).expect("the log");
    let rows: Vec<&str> = log.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next()).collect();
    let rows: Vec<&str> = rows.into_iter().filter(|label| is_row(label)).collect();
    assert_eq!(rows.len(), incidents);
    assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), incidents);
    let left = format!("{},{:03}", (incidents - 8) / 1000, (incidents - 8) % 1000);
    assert!(body.contains(&format!("the annex has {} more", left.trim_start_matches("0,"))), "{left}");
}

/// Whether a word is the number of a row, as in `I12`.
fn is_row(word: &str) -> bool {
    word.strip_prefix('I').is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}
