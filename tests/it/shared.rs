//! The five real articles, where they are at hand: the folder in `WIREBRIEF_SHARED`, or `shared` beside the checkout.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{code, errors, repository, wirebrief};

/// The edition of the five articles, with their texts and the gold.
struct Edition {
    /// Holds the edition; gone with it.
    _folder: TempDir,
    briefing: Value,
    markdown: String,
    texts: BTreeMap<String, String>,
    gold: Value,
}

fn json(path: &PathBuf) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).expect("it is JSON")
}

fn edition() -> Option<Edition> {
    let beside = repository().join("../shared");
    let shared = std::env::var_os("WIREBRIEF_SHARED").map_or(beside, PathBuf::from);
    let (corpus, gold) = (shared.join("corpus"), shared.join("gold/seeds.json"));
    if !corpus.is_dir() || !gold.is_file() {
        eprintln!("skipped: no shared folder");
        return None;
    }
    let corpus = fs::canonicalize(corpus).expect("it is a folder");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let config = format!(
        "title: Five articles\nslug: five\nas_of: 2023-03-01\ncorpus:\n  - path: {}\nsections:\n  - threat_assessment: {{ actor: \
         Islamic State Khorasan Province }}\n  - denials_versus_attacks: {{ denier: Taliban, about: Islamic State Khorasan Province }}\n  \
         - humanitarian_context: {{}}\n  - incident_log: {{}}\n  - statement_log: {{}}\n  - sources: {{}}\n  - method: {{}}\n",
        corpus.display()
    );
    fs::write(folder.path().join("briefing.yaml"), config).expect("it can be written to");
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let verified = wirebrief(folder.path(), &["verify", "reports/five/2023-03-01"], b"");
    assert_eq!(code(&verified), 0, "{}", String::from_utf8_lossy(&verified.stdout));
    let written = folder.path().join("reports/five/2023-03-01");
    let gold = json(&gold);
    let files = gold["documents"].as_array().expect("the gold lists documents");
    let texts = files.iter().map(|d| d["file"].as_str().expect("a document has a file").to_owned()).map(|file| {
        let text = fs::read_to_string(corpus.join(&file)).expect("the article is there");
        (file, text)
    });
    Some(Edition {
        briefing: json(&written.join("briefing.json")),
        markdown: fs::read_to_string(written.join("briefing.md")).expect("it was written"),
        texts: texts.collect(),
        gold,
        _folder: folder,
    })
}

/// Every `{document, start, end, text}` under a value.
fn slices(value: &Value, found: &mut Vec<(String, usize, usize, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| slices(item, found)),
        Value::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
            let at = |key: &str| fields.get(key).and_then(Value::as_u64).map(|at| at as usize);
            if let (Some(document), Some(start), Some(end), Some(text)) =
                (text("document"), at("start"), at("end"), text("text"))
            {
                found.push((document, start, end, text));
            }
            fields.values().for_each(|item| slices(item, found));
        }
        _ => {}
    }
}

/// Byte ranges of the lines that the gold calls boilerplate; it gives their first 80 characters.
fn boilerplate(gold: &Value, file: &str, text: &str) -> Vec<(usize, usize)> {
    let listed = gold["boilerplate"][file]["lines"].as_array().cloned().unwrap_or_default();
    let listed: Vec<&str> = listed.iter().filter_map(Value::as_str).map(str::trim).collect();
    let mut ranges = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let head: String = line.chars().take(80).collect();
        if !head.trim().is_empty() && listed.contains(&head.trim()) {
            ranges.push((at, at + line.len()));
        }
        at += line.len() + 1;
    }
    ranges
}

#[test]
fn evidence_is_exact_and_never_boilerplate() {
    let Some(edition) = edition() else { return };
    let mut found = Vec::new();
    for key in ["incidents", "statements", "conditions", "threats", "tallies", "findings"] {
        without_anchors(&edition.briefing[key], &mut found);
    }
    assert!(found.len() > 50, "the briefing has {} slices", found.len());
    for (document, start, end, text) in &found {
        let article = edition.texts.get(document).unwrap_or_else(|| panic!("there is no article {document}"));
        assert_eq!(article.get(*start..*end), Some(text.as_str()), "{document} {start}..{end}");
        for (from, to) in boilerplate(&edition.gold, document, article) {
            let shared = (*end).min(to).saturating_sub((*start).max(from));
            assert!(shared * 2 <= end - start, "evidence out of boilerplate: {document}: {text}");
        }
    }
}

/// The slices of a value but those under `source`: a date's anchor may stand in a caption.
fn without_anchors(value: &Value, found: &mut Vec<(String, usize, usize, String)>) {
    let mut value = value.clone();
    take_anchors(&mut value);
    slices(&value, found);
}

fn take_anchors(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(take_anchors),
        Value::Object(fields) => {
            fields.remove("source");
            fields.values_mut().for_each(take_anchors);
        }
        _ => {}
    }
}

#[test]
fn publication_dates_are_those_that_the_articles_state() {
    let Some(edition) = edition() else { return };
    let documents = edition.briefing["documents"].as_array().expect("the briefing lists documents");
    let expected = edition.gold["documents"].as_array().expect("the gold lists documents");
    assert_eq!(documents.len(), expected.len());
    for gold in expected {
        let document = documents.iter().find(|d| d["id"] == gold["file"]).expect("every article was read");
        assert_eq!(document["published"]["date"], gold["published"], "{}", gold["file"]);
        assert_eq!(document["title"], gold["title"], "{}", gold["file"]);
    }
}

#[test]
fn most_of_the_gold_is_found() {
    let Some(edition) = edition() else { return };
    let incidents = edition.briefing["incidents"].as_array().expect("the briefing lists incidents");
    let gold = edition.gold["incidents"].as_array().expect("the gold lists incidents");
    let told_by = |mention: &Value| {
        let sentence = collapsed(mention["sentence"].as_str().unwrap_or_default());
        incidents.iter().any(|incident| {
            let mut found = Vec::new();
            slices(&incident["reports"], &mut found);
            let overlaps = |text: &str| text.contains(&sentence) || sentence.contains(text);
            found.iter().any(|(document, .., text)| mention["file"] == **document && overlaps(&collapsed(text)))
        })
    };
    let found = gold.iter().filter(|i| i["mentions"].as_array().is_some_and(|m| m.iter().any(told_by))).count();
    eprintln!("{found} of {} incidents of the gold are told from one of its sentences", gold.len());
    assert!(found * 3 >= gold.len() * 2, "{found} of {}", gold.len());
    let statements = edition.briefing["statements"].as_array().expect("the briefing lists statements");
    let expected = edition.gold["statements"].as_array().expect("the gold lists statements");
    // A statement of the gold has the words themselves, or at least the sentence that they stand in.
    let said = |gold: &&Value| {
        let speaker = |s: &&Value| s["speaker"]["name"] == gold["speaker"];
        statements.iter().filter(speaker).any(|s| {
            if let Some(quote) = gold["quote"].as_str() {
                let content = collapsed(s["content"].as_str().unwrap_or_default());
                return content.contains(collapsed(quote).trim_end_matches([',', '.']));
            }
            let mut found = Vec::new();
            slices(&s["evidence"], &mut found);
            let sentence = collapsed(gold["sentence"].as_str().unwrap_or("?"));
            found.iter().any(|(.., text)| sentence.contains(&collapsed(text)) || collapsed(text).contains(&sentence))
        })
    };
    let found = expected.iter().filter(said).count();
    eprintln!("{found} of {} statements of the gold have their speaker and words", expected.len());
    assert!(found * 2 >= expected.len(), "{found} of {}", expected.len());
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_briefing_reads_as_a_text() {
    let Some(edition) = edition() else { return };
    for word in ["null", "None,", "Some(", "undefined", "{{", "NaN", "snake_case", "suicide_bombing"] {
        assert!(!edition.markdown.contains(word), "`{word}` stands in the Markdown");
    }
    let headings = edition.markdown.lines().filter(|line| line.starts_with("## ")).count();
    assert!(headings >= 6, "{headings} sections");
    let mut lines = edition.markdown.lines().filter(|line| !line.trim().is_empty()).peekable();
    while let Some(line) = lines.next() {
        let level = |line: &str| line.chars().take_while(|c| *c == '#').count();
        let Some(next) = lines.peek() else { break };
        let empty = level(line) > 0 && level(next) > 0 && level(next) <= level(line);
        assert!(!empty, "nothing stands under `{line}`");
    }
}
