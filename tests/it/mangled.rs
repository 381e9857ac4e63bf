//! Readers under bad input: every fixture mangled in a hundred ways, and the monsters that no fixture can hold. Nothing may panic,
//! and nothing may take long.

use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use wirebrief::codebook::{Codebook, bundled};
use wirebrief::ingest::{self, Corpus, Settings, find, read};
use wirebrief::world::memory::Memory;
use wirebrief::world::{Entry, Kind, World};

use crate::formats::fixtures;

fn codebook() -> Codebook {
    Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right")
}

fn settings() -> Settings {
    let corpus = vec![Corpus { path: "c".into(), written: "c".to_owned(), ..Corpus::default() }];
    Settings { corpus, ..Settings::default() }
}

/// Reads one file; what it comes to must hold together.
fn read_one(name: &str, bytes: Vec<u8>, codebook: &Codebook) -> ingest::Read {
    let world = Memory::default().with(Path::new("c").join(name), bytes);
    let settings = settings();
    let inputs = find(&world, &settings).expect("the corpus exists");
    let read = read(&world, &inputs[0], codebook, &settings);
    for document in &read.documents {
        for part in &document.parts {
            assert!(document.text.get(part.span.start..part.span.end).is_some(), "{name}: {part:?}");
        }
    }
    for skipped in &read.skipped {
        assert!(!skipped.reason.contains("reader fail"), "{name}: {}", skipped.reason);
    }
    assert!(read.documents.len() + read.skipped.len() > 0, "{name} came to nothing at all");
    read
}

/// A small generator of numbers (SplitMix64), so that each run mangles alike.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound.max(1) as u64).expect("it is below the bound")
    }
}

/// One way of spoiling bytes: cut, flip, repeat, drop, or splice in what confuses readers.
fn mangle(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const ODD: [&[u8]; 16] = [
        b"\0",
        b"\xFF",
        b"\xC3",
        b"\xE2\x80",
        b"<",
        b"</",
        b"<![CDATA[",
        b"]]>",
        b"&#xD800;",
        b"&x;",
        b"\"",
        b"{[",
        b"\r\n\r\n",
        b"---\n",
        b"=\n",
        "\u{202E}\u{FEFF}\u{130}ß\u{1F468}\u{200D}".as_bytes(),
    ];
    if bytes.is_empty() {
        return;
    }
    let (a, b) = (dice.below(bytes.len()), dice.below(bytes.len()));
    let (from, to) = (a.min(b), a.max(b));
    match dice.below(7) {
        0 => bytes.truncate(a),
        1 => bytes[a] = u8::try_from(dice.below(256)).expect("it is below 256"),
        2 => bytes[a] ^= 1 << dice.below(8),
        3 => drop(bytes.drain(from..(from + 40).min(to))),
        4 => {
            let piece = bytes[from..(from + 200).min(to)].to_vec();
            bytes.splice(a..a, piece);
        }
        5 => bytes.rotate_left(from.min(64)),
        _ => {
            let odd = ODD[dice.below(ODD.len())];
            bytes.splice(a..a, odd.iter().copied());
        }
    }
}

#[test]
fn no_mangled_fixture_makes_a_reader_fail() {
    let codebook = codebook();
    let rounds = std::env::var_os("WIREBRIEF_ROUNDS").and_then(|n| n.to_str()?.parse().ok()).unwrap_or(12);
    let mut dice = Dice(7);
    for (path, bytes) in fixtures() {
        let name = path.file_name().expect("a fixture has a name").to_string_lossy().into_owned();
        for _ in 0..rounds {
            let mut spoilt = bytes.clone();
            for _ in 0..=dice.below(6) {
                mangle(&mut spoilt, &mut dice);
            }
            read_one(&name, spoilt, &codebook);
        }
    }
}

fn only_reason(name: &str, bytes: Vec<u8>) -> String {
    let mut read = read_one(name, bytes, &codebook());
    assert!(read.documents.is_empty() && read.skipped.len() == 1, "{name}: {:?}", read.skipped);
    read.skipped.remove(0).reason
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}

#[test]
fn monsters_cost_themselves_alone_and_soon() {
    let begun = Instant::now();
    let deep = format!("<html><body>{}Six died.", "<div>".repeat(1_000_000));
    assert!(only_reason("deep.html", deep.into_bytes()).contains("deep"));
    let formatted = format!("<html><body>{}Six died.", "<b><i>".repeat(500_000));
    assert!(only_reason("formatted.html", formatted.into_bytes()).contains("deep"));
    let quoted = ">".repeat(200_000) + " Six died.";
    let _ = read_one("quoted.md", quoted.into_bytes(), &codebook());
    let brackets = "[".repeat(200_000) + &"](".repeat(100_000);
    let _ = read_one("brackets.md", brackets.into_bytes(), &codebook());
    let nested = format!("<rss><channel><item><title>x</title>{}", "<a>".repeat(1_000_000));
    assert!(only_reason("deep.xml", nested.into_bytes()).contains("deep"));
    assert!(only_reason("deep.json", "[{\"a\":".repeat(1_000_000).into_bytes()).contains("is not JSON"));
    let bomb = gzip(&vec![b' '; 200_000_000]);
    assert!(only_reason("bomb.txt.gz", bomb).contains("longer than 20 MB"));
    assert!(only_reason("long.txt", vec![b'a'; 21_000_000]).contains("longer than 20 MB"));
    let aliases = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |mut yaml, i| {
        writeln!(yaml, "a{i}: &a{i} [*a{p}, *a{p}, *a{p}, *a{p}]", p = i - 1).expect("a string takes everything");
        yaml
    });
    let _ = read_one("aliases.md", format!("---\n{aliases}---\nSix died in Herat.").into_bytes(), &codebook());
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn a_line_of_fifty_megabytes_costs_itself_alone() {
    let good = r#"{"text": "Six people died in Herat on Monday."}"#;
    let mut file = format!("{good}\n{{\"text\": \"").into_bytes();
    file.resize(file.len() + 50_000_000, b'a');
    file.extend(format!("\"}}\n{good}\n").bytes());
    for (name, bytes) in [("long.jsonl.gz", gzip(&file)), ("long.jsonl", file)] {
        let read = read_one(name, bytes, &codebook());
        let ids: Vec<&str> = read.documents.iter().map(|document| document.record.id.as_str()).collect();
        assert_eq!(ids, [format!("{name}#1"), format!("{name}#3")]);
        assert_eq!(read.skipped[0].path, format!("{name}#2"));
        assert_eq!(read.skipped[0].reason, "is longer than 20 MB");
    }
}

/// A world in which a file is gone when it is opened, and another one breaks off while it is read.
struct Vanishing(Memory);

struct Breaking(usize);

impl Read for Breaking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(1).ok_or_else(|| io::Error::other("the disk is gone"))?;
        buffer[0] = b'a';
        Ok(1)
    }
}

impl World for Vanishing {
    fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        if path.ends_with("breaks.txt") {
            return Ok(Box::new(Breaking(5)));
        }
        if path.ends_with("vanishes.txt") { Err(io::ErrorKind::NotFound.into()) } else { self.0.open(path) }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.read(path)
    }

    fn look(&self, path: &Path) -> io::Result<Kind> {
        self.0.look(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = self.0.list(folder)?;
        entries.push(Entry { path: folder.join("socket"), kind: Kind::Other });
        Ok(entries)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.canonical(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.0.create_folder(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.0.remove_folder(path)
    }

    fn settle(&self, folder: &Path) -> io::Result<()> {
        self.0.settle(folder)
    }

    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.0.variable(name)
    }
}

#[test]
fn files_that_vanish_and_devices_are_told_of() {
    let memory = Memory::default()
        .with("c/a.txt", "Six people died in Herat on Monday.")
        .with("c/breaks.txt", "x")
        .with("c/vanishes.txt", "x");
    let (world, settings, codebook) = (Vanishing(memory), settings(), codebook());
    let mut documents = 0;
    let mut reasons = Vec::new();
    for input in find(&world, &settings).expect("the corpus exists") {
        let read = read(&world, &input, &codebook, &settings);
        documents += read.documents.len();
        reasons.extend(read.skipped.into_iter().map(|skipped| format!("{}: {}", skipped.path, skipped.reason)));
    }
    assert_eq!(documents, 1);
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons[0].contains("breaks.txt: cannot be read: the disk is gone"));
    assert_eq!(reasons[1], "socket: is not a regular file");
    assert!(reasons[2].starts_with("vanishes.txt: cannot be read"));
}
