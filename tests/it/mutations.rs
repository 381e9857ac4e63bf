//! Editions and corpora that were tampered with: the proof finds every one of them.
//!
//! A forger changes one thing of an edition: in the Markdown alone, in the Markdown and the claims, or in the Markdown, the
//! claims and the facts; and either leaves the manifest's hashes as they are or makes them right again. The mutants are drawn
//! by numbers that follow from a seed, so that they are the same on every day.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use chrono::DateTime;
use rayon::prelude::*;
use serde_json::Value;
use wirebrief::config::{Overrides, Settings, Source, load};
use wirebrief::model::document::Document;
use wirebrief::model::extraction::Extraction;
use wirebrief::model::findings::Findings;
use wirebrief::pipeline::{self, Corpus, Ingredients, Workshop};
use wirebrief::proof::{Inputs, Stages, Verdict, check, sha256};
use wirebrief::world::memory::Memory;

use crate::forger::{Change, Forger, Way};
use crate::program::{files_under, repository};

const CONFIG: &str = "fixtures/afghanistan/briefing.yaml";
const CORPUS: &str = "fixtures/afghanistan/corpus";
const EDITION: &str = "reports/khorasan-fixture/2023-03-01";

/// Fewest mutants of a class.
const ENOUGH: usize = 50;

/// Mutants of a class that are tried, drawn evenly from all that the edition offers, each in one way, by turns.
const TRIED: usize = 50;

/// With `WIREBRIEF_THOROUGH=1` so many of a class are tried, each in all ways, which takes some minutes. Pairs of facts that
/// change places grow with the square of the facts: all of them would take hours.
const TRIED_THOROUGHLY: usize = 120;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The example's edition, which follows one of two months before, and what it is proved with.
struct Desk {
    inside: BTreeMap<String, Vec<u8>>,
    settings: Settings,
    ingredients: Ingredients,
    files: Files,
    drawn: Mutex<Facts>,
    made: Mutex<BTreeMap<Vec<String>, Result<Files, String>>>,
}

/// Facts by the document's id and text.
type Facts = BTreeMap<(String, String), Extraction>;

impl Desk {
    /// The one desk of all tests.
    fn open() -> &'static Self {
        static DESK: OnceLock<Desk> = OnceLock::new();
        DESK.get_or_init(Self::set_up)
    }

    fn set_up() -> Self {
        let mut inside: BTreeMap<String, Vec<u8>> = files_under(&repository().join("fixtures/afghanistan"))
            .into_iter()
            .map(|(name, bytes)| (format!("fixtures/afghanistan/{name}"), bytes))
            .collect();
        let settings_for = |as_of: &str| {
            let source = Source { path: CONFIG.into(), text: String::from_utf8(inside[CONFIG].clone()).expect("text") };
            let as_of = Some(as_of.parse().expect("a day"));
            let overrides = Overrides { as_of, output: Some("reports".into()), ..Overrides::default() };
            load(&source, &overrides, DateTime::UNIX_EPOCH).expect("the fixture's configuration").output
        };
        let (earlier, settings) = (settings_for("2023-01-15"), settings_for("2023-03-01"));
        let world = world(&inside);
        pipeline::run(&world, &earlier).expect("an edition that holds");
        pipeline::run(&world, &settings).expect("an edition that holds");
        let files = pipeline::files(&world, Path::new(EDITION)).expect("it was written");
        for (path, bytes) in world.files() {
            inside.insert(path.to_string_lossy().into_owned(), bytes);
        }
        let ingredients = Ingredients::gather(&world, &settings).expect("the bundled ones");
        Self { inside, settings, ingredients, files, drawn: Mutex::default(), made: Mutex::default() }
    }

    /// The proof's verdict on files, against the corpus as some change leaves it.
    fn verdict(&self, files: &Files, inside: &BTreeMap<String, Vec<u8>>) -> Verdict {
        let (corpus, workshop) = self.read(inside);
        self.of(files, &corpus, &workshop)
    }

    fn read(&self, inside: &BTreeMap<String, Vec<u8>>) -> (Corpus, Workshop<'_>) {
        let world = world(inside);
        let (settings, ingredients) = (&self.settings, &self.ingredients);
        let (corpus, workshop, notes) =
            pipeline::workshop(&world, settings, ingredients, Path::new(EDITION), &self.files).expect("a corpus");
        assert_eq!(notes, [""; 0]);
        (corpus, workshop)
    }

    fn of(&self, files: &Files, corpus: &Corpus, workshop: &Workshop<'_>) -> Verdict {
        check(files, &corpus.documents, &Once { desk: self, workshop })
    }
}

/// The stages, which draw the facts of a text and make an edition of texts once: most mutants leave the articles alone.
struct Once<'w> {
    desk: &'w Desk,
    workshop: &'w Workshop<'w>,
}

impl Stages for Once<'_> {
    fn extract(&self, document: &Document) -> Extraction {
        let key = (document.record.id.clone(), document.text.clone());
        let mut drawn = self.desk.drawn.lock().expect("no test holds it in a panic");
        drawn.entry(key).or_insert_with(|| self.workshop.extract(document)).clone()
    }

    fn inputs(&self) -> &Inputs {
        self.workshop.inputs()
    }

    fn make(&self, facts: Vec<Extraction>, edition: &Findings) -> Result<Files, String> {
        // What is made follows from the texts and from which skipped files the edition lists.
        let key: Vec<String> =
            facts.iter().map(|facts| format!("{} {}", facts.document.id, facts.document.sha256)).collect();
        let listed = edition.skipped.iter().map(|skipped| skipped.path.clone());
        let mut made = self.desk.made.lock().expect("no test holds it in a panic");
        made.entry(key.into_iter().chain(listed).collect())
            .or_insert_with(|| self.workshop.make(facts, edition))
            .clone()
    }
}

fn world(inside: &BTreeMap<String, Vec<u8>>) -> Memory {
    inside.iter().fold(Memory::at(DateTime::UNIX_EPOCH), |world, (path, bytes)| world.with(path, bytes.as_slice()))
}

/// Makes the manifest's hashes of the edition's files right.
fn sealed(mut files: Files) -> Files {
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("it is JSON");
    for (path, bytes) in &files {
        if path != "manifest.json" {
            manifest["files"][path] = Value::String(sha256(bytes));
        }
    }
    files.insert("manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest).expect("JSON"));
    files
}

/// Tries all changes of a class in all ways, and fails where one goes unnoticed.
fn none_missed(desk: &Desk, class: &str, changes: &[Change]) {
    assert!(changes.len() >= ENOUGH, "only {} mutants of the class {class}", changes.len());
    let (corpus, workshop) = desk.read(&desk.inside);
    let forger = Forger::new(&desk.files);
    let thorough = std::env::var_os("WIREBRIEF_THOROUGH").is_some_and(|value| value == "1");
    let tried = changes.len().min(if thorough { TRIED_THOROUGHLY } else { TRIED });
    let all = (0..tried).flat_map(|at| {
        let change = &changes[at * changes.len() / tried];
        // The most thorough way once more, by a forger who does not know of the manifest.
        let ways = Forger::ways(change).into_iter().map(|way| (way, "repaired")).chain([(Way::All, "left")]);
        let ways: Vec<_> = ways.collect();
        let turn = at % ways.len();
        let taken = ways.into_iter().enumerate().filter(move |(number, _)| thorough || *number == turn);
        taken.map(move |(_, (way, hashes))| (change, way, hashes))
    });
    let all: Vec<(&Change, Way, &str)> = all.collect();
    let missed: Vec<String> = all
        .into_par_iter()
        .filter_map(|(change, way, hashes)| {
            let forged = forger.forged(change, way);
            assert!(forged != desk.files, "{class}: {} changes nothing ({way:?})", change.told);
            let forged = if hashes == "repaired" { sealed(forged) } else { forged };
            let holds = desk.of(&forged, &corpus, &workshop).holds();
            holds.then(|| format!("{} ({way:?}, hashes {hashes})", change.told))
        })
        .collect();
    assert!(missed.is_empty(), "{class}: {} missed\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn the_edition_that_is_tampered_with_holds() {
    let desk = Desk::open();
    let verdict = desk.verdict(&desk.files, &desk.inside);
    assert_eq!(verdict.failures, []);
    let markdown = String::from_utf8_lossy(&desk.files["briefing.md"]).into_owned();
    assert!(markdown.contains("Since the edition of 15 January 2023"), "there is an edition before it");
    // A forger who changes nothing gives no mutant: what is found is found in what was changed.
    let forger = Forger::new(&desk.files);
    let (corpus, workshop) = desk.read(&desk.inside);
    let same = sealed(forger.forged(&Change::default(), Way::Markdown));
    assert_eq!(desk.of(&same, &corpus, &workshop).failures, []);
}

#[test]
fn no_change_of_an_edition_goes_unnoticed() {
    let desk = Desk::open();
    let forger = Forger::new(&desk.files);
    none_missed(desk, "figure", &forger.figures());
    none_missed(desk, "date", &forger.dates());
    none_missed(desk, "quoted word", &forger.quoted_words());
    none_missed(desk, "citation", &forger.citations());
    none_missed(desk, "name", &forger.names());
    none_missed(desk, "place", &forger.places());
    none_missed(desk, "hedge removed", &forger.hedges());
}

#[test]
fn no_exchange_of_facts_goes_unnoticed() {
    let desk = Desk::open();
    let forger = Forger::new(&desk.files);
    none_missed(desk, "speakers swapped", &forger.speakers_swapped());
    none_missed(desk, "tolls swapped", &forger.tolls_swapped());
    none_missed(desk, "attacker counted as victim", &forger.attackers_counted());
    none_missed(desk, "origin counted twice", &forger.origins_counted_twice());
}

/// The articles as text, by path.
fn articles(desk: &Desk) -> BTreeMap<String, String> {
    let of_corpus = desk.inside.iter().filter(|(path, _)| path.starts_with(CORPUS));
    of_corpus.map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).expect("UTF-8"))).collect()
}

/// The edition with the hash of one text made right in its manifest.
fn resealed(files: &Files, path: &str, text: &str) -> Files {
    let mut files = files.clone();
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("it is JSON");
    let name = path.trim_start_matches(CORPUS).trim_start_matches('/');
    for document in manifest["documents"].as_array_mut().expect("documents are listed") {
        if document["path"] == name {
            document["text_sha256"] = Value::String(sha256(text.as_bytes()));
            document["file_sha256"] = Value::String(sha256(text.as_bytes()));
        }
    }
    files.insert("manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest).expect("JSON"));
    files
}

#[test]
fn no_changed_missing_or_added_line_of_an_article_goes_unnoticed() {
    let desk = Desk::open();
    let (mut missed, mut tried) = (Vec::new(), [0; 3]);
    let articles = articles(desk);
    // A copy that was left out is listed as one: it may change as long as it stays one.
    let markdown = String::from_utf8_lossy(&desk.files["briefing.md"]).into_owned();
    for (path, text) in
        articles.iter().filter(|(path, _)| markdown.contains(&format!(". `{}`\n", &path[CORPUS.len() + 1..])))
    {
        let lines: Vec<&str> = text.lines().collect();
        let told: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].split(' ').count() > 4).collect();
        for at in told.iter().step_by((told.len() / 3).max(1)) {
            for (kind, way) in ["changed", "missing", "added"].into_iter().enumerate() {
                let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                match way {
                    "changed" => {
                        let mut words: Vec<&str> = lines[*at].split(' ').collect();
                        words.swap(1, 2);
                        if words[1] == words[2] {
                            words[1] = "never";
                        }
                        lines[*at] = words.join(" ");
                    }
                    "missing" => drop(lines.remove(*at)),
                    _ => lines.insert(*at, "The road to the east was closed in the evening.".to_owned()),
                }
                let changed = format!("{}\n", lines.join("\n"));
                let mut inside = desk.inside.clone();
                inside.insert(path.clone(), changed.clone().into_bytes());
                tried[kind] += 1;
                let (corpus, workshop) = desk.read(&inside);
                let (hashes, files) = match tried[kind] % 2 {
                    0 => ("hashes left", desk.files.clone()),
                    _ => ("hashes repaired", resealed(&desk.files, path, &changed)),
                };
                if desk.of(&files, &corpus, &workshop).holds() {
                    missed.push(format!("{path}:{}: {way} ({hashes})", at + 1));
                }
            }
        }
    }
    assert!(tried.iter().all(|tried| *tried >= ENOUGH), "{tried:?}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn no_missing_article_goes_unnoticed_and_an_added_one_is_no_failure() {
    let desk = Desk::open();
    let names: Vec<String> = articles(desk).into_keys().collect();
    let (mut tried, mut missed) = (0, Vec::new());
    for (at, first) in names.iter().enumerate() {
        for second in names[at..].iter().take(4) {
            let mut inside = desk.inside.clone();
            inside.remove(first);
            inside.remove(second);
            tried += 1;
            if desk.verdict(&desk.files, &inside).holds() {
                missed.push(format!("{first}, {second}"));
            }
        }
    }
    assert!(tried >= ENOUGH, "{tried}");
    assert_eq!(missed, [""; 0]);

    let other = "Published: 1 February 2023\n\nA bomb killed 90 people in Kabul on Wednesday, police said.\n";
    let copied = desk.inside[&names[2]].clone();
    for (name, bytes) in [
        ("new.txt", other.as_bytes().to_vec()),
        ("copy-of-another.txt", copied),
        ("later.txt", other.replace("2023", "2024").into_bytes()),
        ("noise.bin", vec![0, 255, 1, 254]),
        ("000-first.txt", other.replace("Kabul", "Herat").into_bytes()),
    ] {
        let mut inside = desk.inside.clone();
        inside.insert(format!("{CORPUS}/{name}"), bytes);
        assert_eq!(desk.verdict(&desk.files, &inside).failures, [], "{name} was added");
    }
}

#[test]
fn without_the_edition_before_the_rest_is_compared_and_a_note_says_so() {
    let desk = Desk::open();
    let mut inside = desk.inside.clone();
    inside.retain(|path, _| !path.contains("2023-01-15"));
    let verify = |inside: &BTreeMap<String, Vec<u8>>| {
        pipeline::verify(&world(inside), &desk.settings, Path::new(EDITION)).expect("an edition and a corpus")
    };
    let verified = verify(&inside);
    assert_eq!(verified.verdict.failures, []);
    assert_eq!(verified.notes.len(), 1);
    let path = format!("{EDITION}/briefing.json");
    let mut json: Value = serde_json::from_slice(&inside[&path]).expect("it is JSON");
    json["incidents"][0]["killed"]["best"] = Value::from(9);
    inside.insert(path, json.to_string().into_bytes());
    assert!(!verify(&inside).verdict.holds());
}
