//! The fixtures of all formats, read as a corpus: what each document comes to, and that a format changes no fact.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value;
use wirebrief::codebook::{Codebook, bundled};
use wirebrief::extract::extract;
use wirebrief::ingest::{Corpus, Fields, Settings, find, read};
use wirebrief::model::document::{Document, Skipped};
use wirebrief::world::memory::Memory;

/// The files under a folder of fixtures, by their path from there.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("the fixtures are there") {
            let path = entry.expect("the fixtures are there").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("the fixtures are there");
                files.insert(path.strip_prefix(folder).expect("it was found there").to_owned(), bytes);
            }
        }
    }
    files
}

pub(crate) fn fixtures() -> BTreeMap<PathBuf, Vec<u8>> {
    files(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/corpus"))
}

fn codebook() -> Codebook {
    let mut sources = bundled("core").expect("it is bundled");
    sources.extend(bundled("afghanistan").expect("it is bundled"));
    Codebook::compile(&sources).expect("the bundled packs are right")
}

fn read_all(files: BTreeMap<PathBuf, Vec<u8>>, codebook: &Codebook) -> (Vec<Document>, Vec<Skipped>) {
    let world = files
        .into_iter()
        .fold(Memory::default(), |world, (path, bytes)| world.with(Path::new("corpus").join(path), bytes));
    let fields = Fields {
        text: vec!["story.full".to_owned()],
        title: vec!["head".to_owned()],
        published: vec!["seen_on".to_owned()],
        publisher: vec!["outlet_name".to_owned()],
        ..Fields::default()
    };
    let corpus = vec![Corpus { path: "corpus".into(), written: "corpus".to_owned(), fields }];
    let settings = Settings { corpus, as_of: NaiveDate::from_ymd_opt(2023, 3, 1), ..Settings::default() };
    let (mut documents, mut skipped) = (Vec::new(), Vec::new());
    for input in find(&world, &settings).expect("the corpus exists") {
        let mut read = read(&world, &input, codebook, &settings);
        documents.append(&mut read.documents);
        skipped.append(&mut read.skipped);
    }
    (documents, skipped)
}

/// A document as a snapshot shows it.
fn shown(document: &Document) -> String {
    let record = &document.record;
    let mut out = format!("## {}\n", record.id);
    let or_none = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let published = record.published.map_or_else(|| "–".to_owned(), |p| format!("{} ({:?})", p.date, p.basis));
    let provenance = &document.provenance;
    writeln!(out, "{} in {}; {}", provenance.reader, provenance.charset, record.language).expect("a string takes all");
    writeln!(out, "title: {}", or_none(&record.title)).expect("a string takes all");
    writeln!(
        out,
        "by {}, {}; origin {}; published {published}; not before {}",
        or_none(&record.author),
        or_none(&record.publisher),
        or_none(&record.origin),
        record.not_before.map_or_else(|| "–".to_owned(), |day| day.to_string()),
    )
    .expect("a string takes all");
    for warning in &document.warnings {
        writeln!(out, "warning: {warning}").expect("a string takes all");
    }
    for part in &document.parts {
        let text = part.span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = text.chars().take(64).collect();
        let dots = if text.chars().count() > 64 { "…" } else { "" };
        writeln!(out, "  {:?}: {cut}{dots}", part.kind).expect("a string takes all");
    }
    out
}

#[test]
fn every_fixture_reads_as_expected() {
    let codebook = codebook();
    let (documents, skipped) = read_all(fixtures(), &codebook);
    let mut shown_all: String = documents.iter().map(|document| shown(document) + "\n").collect();
    shown_all.push_str("# Skipped\n");
    for Skipped { path, reason, .. } in &skipped {
        writeln!(shown_all, "{path}: {reason}").expect("a string takes all");
    }
    insta::assert_snapshot!("formats", shown_all);
}

#[test]
fn every_part_is_a_stretch_of_the_text() {
    let codebook = codebook();
    for document in read_all(fixtures(), &codebook).0 {
        let mut last = 0;
        for part in &document.parts {
            assert!(part.span.start >= last && !part.span.is_empty(), "{}: {part:?}", document.record.id);
            assert!(!part.span.of(&document.text).is_empty());
            last = part.span.end;
        }
    }
}

/// Facts without the places in the text that they stand at.
fn bare(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(bare),
        Value::Object(fields) => {
            for name in ["document", "start", "end", "content_spans"] {
                if fields.get(name).is_some_and(|field| !field.is_object() && (name != "start" || field.is_number())) {
                    fields.remove(name);
                }
            }
            fields.values_mut().for_each(bare);
        }
        Value::String(text) => *text = text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => {}
    }
}

#[test]
fn one_article_in_all_formats_gives_the_same_facts() {
    let codebook = codebook();
    let (documents, _) = read_all(fixtures(), &codebook);
    let articles = [
        (
            "herat-bus",
            &[
                "rss.xml#1", "atom.xml#1", "jsonfeed.json#1", "trafilatura.json", "scrape.jsonl#1", "list.json#1",
                "herat-bus.html.gz",
            ][..],
        ),
        (
            "kunduz-raid",
            &[
                "rss.xml#2", "atom.xml#2", "jsonfeed.json#2", "newspaper4k.json", "scrape.jsonl#2", "list.json#2",
                "kunduz-raid.txt.gz",
            ],
        ),
        (
            "winter-food",
            &[
                "rss.xml#3", "atom.xml#3", "jsonfeed.json#3", "news-please.json", "scrape.jsonl#3",
                "scrape-2.jsonl.gz#3",
            ],
        ),
    ];
    for (name, more) in articles {
        let own = ["txt", "md", "html", "eml"].map(|ending| format!("{name}.{ending}"));
        let mut first: Option<(String, Value)> = None;
        for id in own.iter().map(String::as_str).chain(more.iter().copied()) {
            let document = documents.iter().find(|d| d.record.id == id).unwrap_or_else(|| panic!("{id} was not read"));
            let extraction = extract(document, &codebook, false);
            let mut facts = serde_json::json!({
                "incidents": extraction.incidents, "statements": extraction.statements, "conditions": extraction.conditions,
                "threats": extraction.threats, "tallies": extraction.tallies,
            });
            bare(&mut facts);
            assert!(!extraction.incidents.is_empty(), "{id} has no incident");
            match &first {
                None => first = Some((id.to_owned(), facts)),
                Some((other, expected)) => {
                    assert!(facts == *expected, "{id} and {other} differ:\n{facts:#}\n{expected:#}");
                }
            }
        }
    }
}
