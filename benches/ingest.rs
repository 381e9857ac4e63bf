//! How fast and in how much memory files are read: `cargo bench --bench ingest [-- FILES]`.
//!
//! Writes a corpus of plain text files of 3 kB to a temporary folder (100,000 of them where nothing is said), reads it on all
//! cores, and prints megabytes a second and the peak of memory after a tenth of the files and after all of them: the two are
//! alike where reading is streamed.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads real files")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use wirebrief::codebook::{Codebook, bundled};
use wirebrief::ingest::{Corpus, Input, Settings, document_of, find, open};
use wirebrief::world::{Entry, Kind, World};

/// The disk, to be read only.
struct Disk;

fn kind(metadata: &fs::Metadata) -> Kind {
    if metadata.is_dir() { Kind::Folder } else { Kind::File { size: metadata.len() } }
}

impl World for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(path)?))
    }

    fn look(&self, path: &Path) -> io::Result<Kind> {
        fs::metadata(path).map(|metadata| kind(&metadata))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok(Entry { path: entry.path(), kind: kind(&entry.metadata()?) })
        };
        fs::read_dir(folder)?.map(entry).collect()
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove_folder(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn settle(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn variable(&self, _: &str) -> Option<String> {
        None
    }
}

/// An article of some 3 kB that is like no other.
fn article(number: usize) -> String {
    const SENTENCES: [&str; 8] = [
        "Officials in the province said on Monday that the road to the north had been opened again after the attack.",
        "A spokesman for the interior ministry told reporters that two policemen were wounded when a bomb went off beside a checkpoint.",
        "Residents of the quarter said that they had heard gunfire for an hour, and that no one had come to ask them about it.",
        "The agency has closed two of its depots for want of money, its director said, and the passes will soon be shut by snow.",
        "“We will find those who did this,” the governor said, “and we will do it before the end of the week.”",
        "No group has claimed responsibility, although the branch of Islamic State has attacked the same road before.",
        "More than 9,000 families have left their villages since the summer and live in tents at the edge of the town.",
        "Traders in the market said that prices had doubled within a month and that few people could buy flour any longer.",
    ];
    let mut text = format!("Blast number {number} shakes the road to the north\n\nPublished: 4 October 2021\n\n");
    let mut at = number;
    while text.len() < 3000 {
        at = at.wrapping_mul(31).wrapping_add(7);
        text.push_str(SENTENCES[at % SENTENCES.len()]);
        let gap = if at.is_multiple_of(3) { "\n\n" } else { " " };
        write!(text, " It was the report with the number {}.{gap}", at % 9973).expect("a string takes everything");
    }
    text.push_str("\n\nShare on Facebook\nLeave a Reply\n");
    text
}

/// The peak of this process's memory in MB; `None` where the system does not tell.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? / 1000)
}

fn read_all(inputs: &[Input], codebook: &Codebook, settings: &Settings) -> usize {
    let parts = |input: &Input| {
        open(&Disk, input, settings)
            .filter_map(Result::ok)
            .map(|raw| document_of(raw, codebook, settings).map_or(0, |document| document.parts.len()))
            .sum::<usize>()
    };
    inputs.par_iter().map(parts).sum()
}

fn main() {
    let files = std::env::args().find_map(|argument| argument.parse::<usize>().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut bytes = 0;
    for number in 0..files {
        let sub = folder.path().join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir(&sub).expect("the temporary folder can be written to");
        }
        let text = article(number);
        bytes += text.len();
        fs::write(sub.join(format!("{number}.txt")), text).expect("the temporary folder can be written to");
    }
    let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
    let corpus = vec![Corpus { path: folder.path().to_owned(), written: String::new(), ..Corpus::default() }];
    let settings = Settings { corpus, ..Settings::default() };
    let begun = Instant::now();
    let inputs = find(&Disk, &settings).expect("the corpus was just written");
    let found = begun.elapsed();
    read_all(&inputs[..files / 10], &codebook, &settings);
    let tenth = peak();
    let begun = Instant::now();
    let parts = read_all(&inputs, &codebook, &settings);
    let took = begun.elapsed();
    println!(
        "{files} files, {:.0} MB, {} threads: found in {found:.2?}, read in {took:.2?}, {:.1} MB/s, {parts} parts; peak of memory {} MB after a tenth, {} MB after all",
        bytes as f64 / 1e6,
        rayon::current_num_threads(),
        bytes as f64 / 1e6 / took.as_secs_f64(),
        tenth.map_or_else(|| "?".to_owned(), |mb| mb.to_string()),
        peak().map_or_else(|| "?".to_owned(), |mb| mb.to_string()),
    );
}
