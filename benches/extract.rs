//! How fast facts are drawn from documents: `cargo bench --bench extract [-- FOLDER]`.
//!
//! Draws the facts of the articles of a folder (the example's, where none is named) on one core, again and again until 20 MB
//! are read, and prints megabytes a second; then those of single articles that are hard to read, at three lengths: the figures
//! of each are alike where the time grows with the length and no faster.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads real files")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use wirebrief::codebook::{Codebook, bundled};
use wirebrief::extract::extract;
use wirebrief::ingest::{Given, document};
use wirebrief::model::document::Document;

/// What an article may be that is one long line.
const HARD: [(&str, &str); 4] = [
    (
        "without a full stop",
        "and the bomb that went off near the gate on Monday killed 12 people he said “they came” from Kabul ",
    ),
    ("of quotations", "“They came,” he said. ‘We “saw” it,’ she told \"us\". "),
    ("of numbers", "12 or 1,000 and at least twenty-three to 45 people, 2.5m on 3 May "),
    ("of names", "Ahmad Rahman of Kabul Bank and General San Jose Khan "),
];

fn speed(documents: &[Document], codebook: &Codebook, least: usize) -> (f64, usize) {
    let begun = Instant::now();
    let (mut bytes, mut facts) = (0, 0);
    while bytes < least {
        for document in documents {
            let extraction = extract(document, codebook, false);
            facts += extraction.incidents.len() + extraction.statements.len() + extraction.conditions.len();
            bytes += document.text.len();
        }
    }
    (bytes as f64 / 1e6 / begun.elapsed().as_secs_f64(), facts)
}

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let folder = folder.unwrap_or_else(|| format!("{}/fixtures/afghanistan/corpus", env!("CARGO_MANIFEST_DIR")));
    let begun = Instant::now();
    let mut sources = bundled("core").expect("it is bundled");
    sources.extend(bundled("afghanistan").expect("it is bundled"));
    let codebook = Codebook::compile(&sources).expect("the bundled packs are right");
    println!("codebook compiled in {:.1?}", begun.elapsed());
    let read = |path: &Path| {
        let text = fs::read_to_string(path).ok()?;
        Some(document(path.display().to_string(), text, &Given::default(), &codebook))
    };
    let files = fs::read_dir(&folder).expect("the folder can be read").filter_map(Result::ok);
    let documents: Vec<Document> = files.filter_map(|file| read(&file.path())).collect();
    let (rate, facts) = speed(&documents, &codebook, 20_000_000);
    println!("{} articles of {folder}: {rate:.1} MB/s on one core, {facts} facts", documents.len());
    for (what, phrase) in HARD {
        for length in [100_000, 1_000_000, 10_000_000] {
            let text = phrase.repeat(length / phrase.len());
            let one = [document("one.txt".to_owned(), text, &Given::default(), &codebook)];
            let (rate, _) = speed(&one, &codebook, 1);
            println!("one article of {length} bytes, {what}: {rate:.1} MB/s");
        }
    }
}
