//! Reading the pages of Mozilla's Readability, where they are at hand: mean word F1 against the expected article.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use dom_query::Document;
use regex::Regex;
use wirebrief::codebook::{Codebook, bundled};
use wirebrief::ingest::{Corpus, Settings, find, open};
use wirebrief::world::memory::Memory;

use crate::program::shared_with;

/// Words of a text with how often each stands there.
fn words(text: &str) -> BTreeMap<String, usize> {
    let word = Regex::new(r"\w+").expect("the pattern is fixed and right");
    let mut counts = BTreeMap::new();
    for found in word.find_iter(&text.to_lowercase()) {
        *counts.entry(found.as_str().to_owned()).or_default() += 1;
    }
    counts
}

fn f1(ours: &str, theirs: &str) -> f64 {
    let (ours, theirs) = (words(ours), words(theirs));
    let total = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>();
    let both: usize = ours.iter().map(|(word, count)| (*count).min(theirs.get(word).copied().unwrap_or(0))).sum();
    match total(&ours) + total(&theirs) {
        0 => 1.0,
        sum => 2.0 * both as f64 / sum as f64,
    }
}

/// The words of the expected article: blocks apart, markup off.
fn text_of(html: &str) -> String {
    let block = Regex::new(
        r"(?i)<(/?(?:p|div|li|ul|ol|h[1-6]|br|td|th|tr|table|section|article|figure|figcaption|blockquote|pre|dt|dd|hr|header|footer)\b)",
    )
    .expect("the pattern is fixed and right");
    Document::fragment(block.replace_all(html, " <$1").into_owned()).text().to_string()
}

#[test]
fn pages_are_read_as_mozilla_expects() {
    let Some(shared) = shared_with("bench/readability.tar.gz") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let unpacked = Command::new("tar")
        .arg("xzf")
        .arg(shared.join("bench/readability.tar.gz"))
        .current_dir(folder.path())
        .status()
        .expect("tar is there");
    assert!(unpacked.success());
    let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
    let mut scores: Vec<(f64, String)> = Vec::new();
    let read = |path: &Path| std::fs::read(path).expect("it was unpacked");
    for entry in std::fs::read_dir(folder.path().join("pages")).expect("it was unpacked") {
        let page = entry.expect("it was unpacked").path();
        let world = Memory::default().with("c/page.html", read(&page.join("source.html")));
        let corpus = vec![Corpus { path: "c".into(), written: "c".to_owned(), ..Corpus::default() }];
        let settings = Settings { corpus, ..Settings::default() };
        let input = &find(&world, &settings).expect("the corpus exists")[0];
        let raw = open(&world, input, &settings).next().expect("a page is one document");
        let text = match raw {
            Ok(raw) => {
                // Whatever language it is in: no page may make the rest fail.
                let _ = wirebrief::ingest::document_of(raw.clone(), &codebook, &settings);
                raw.text
            }
            Err(skipped) => {
                eprintln!("{}: {}", page.display(), skipped.reason);
                String::new()
            }
        };
        let expected = text_of(&String::from_utf8(read(&page.join("expected.html"))).expect("it is UTF-8"));
        scores.push((f1(&text, &expected), page.file_name().unwrap_or_default().to_string_lossy().into_owned()));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    eprintln!("mean word F1 {mean:.4} over {} pages; worst: {:.3?}", scores.len(), &scores[..10.min(scores.len())]);
    assert!(scores.len() >= 50 && mean >= 0.98, "mean word F1 is {mean:.4}");
}
