//! How long it takes to make one incident of all reports of it: `cargo bench --bench resolve [-- MENTIONS…]`.
//!
//! Resolves plausible corpora of 30,000, 100,000 and 300,000 mentions, or of the numbers that are given, and prints seconds, what
//! came out, and the most memory that the process ever held, the corpus itself included. Three times the mentions are to take
//! little more than three times as long.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the system for its memory")]

mod generate;

use std::time::Instant;

use wirebrief::codebook::Codebook;
use wirebrief::resolve::{Settings, resolve};

/// The most memory that the process held, in megabytes; `None` where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn main() {
    let mut sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![30_000, 100_000, 300_000];
    }
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right");
    for size in sizes {
        let facts = generate::facts(size);
        let documents = facts.len();
        let before = peak();
        let begun = Instant::now();
        let dataset = resolve(facts, Vec::new(), &codebook, &Settings::default()).output;
        let seconds = begun.elapsed().as_secs_f64();
        let most = dataset.incidents.iter().map(|incident| incident.reports.len()).max().unwrap_or(0);
        let megabytes = |peak: Option<u64>| peak.map_or("unknown".to_owned(), |peak| format!("{peak} MB"));
        println!(
            "{size} mentions of {documents} documents: {seconds:.2} s, {:.1} µs a mention; {} incidents, of at most {most} \
             reports, {} copies, {} near misses; memory {}, with the corpus alone {}",
            seconds * 1e6 / size as f64,
            dataset.incidents.len(),
            dataset.skipped.len(),
            dataset.near_misses.len(),
            megabytes(peak()),
            megabytes(before),
        );
    }
}
