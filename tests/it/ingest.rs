//! Reading the five real articles, where they are at hand.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use serde_json::Value;
use wirebrief::codebook::{Codebook, bundled};
use wirebrief::ingest::{Given, document};
use wirebrief::model::document::{Document, PartKind};

use crate::program::shared_with;

fn read_all(shared: &std::path::Path, gold: &Value) -> Vec<Document> {
    let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
    let files = gold["documents"].as_array().expect("the gold lists documents");
    let names = files.iter().map(|d| d["file"].as_str().expect("a document has a file").to_owned());
    names
        .map(|name| {
            let text = std::fs::read_to_string(shared.join("corpus").join(&name)).expect("the article is there");
            document(name, text, &Given::default(), &codebook)
        })
        .collect()
}

fn gold(shared: &std::path::Path) -> Value {
    let text = std::fs::read_to_string(shared.join("gold/seeds.json")).expect("it was seen a moment ago");
    serde_json::from_str(&text).expect("the gold is JSON")
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn headlines_publishers_and_dates_are_those_of_the_gold() {
    let Some(shared) = shared_with("gold/seeds.json") else { return };
    let gold = gold(&shared);
    let documents = read_all(&shared, &gold);
    for (document, expected) in documents.iter().zip(gold["documents"].as_array().expect("a list")) {
        let record = &document.record;
        assert_eq!(record.title.as_deref(), expected["title"].as_str(), "{}", record.id);
        assert_eq!(record.publisher.as_deref(), expected["publisher"].as_str(), "{}", record.id);
        let published = record.published.map(|p| p.date.to_string());
        assert_eq!(published.as_deref(), expected["published"].as_str(), "{}", record.id);
    }
    let origins: Vec<_> = documents.iter().map(|d| d.record.origin.as_deref()).collect();
    assert_eq!(origins, [Some("VOA"), Some("VOA"), None, Some("Southfront"), None]);
    let anchor = documents[1].anchor.as_ref().expect("the second article has a dated caption");
    assert_eq!(anchor.0.to_string(), "2023-02-14");
    assert!(documents[1].text[anchor.1.start..anchor.1.end].starts_with("FILE - "));
}

#[test]
fn every_line_of_boilerplate_is_recognised() {
    let Some(shared) = shared_with("gold/seeds.json") else { return };
    let gold = gold(&shared);
    for document in read_all(&shared, &gold) {
        let lines = gold["boilerplate"][&document.record.id]["lines"].as_array().expect("the gold lists lines").clone();
        for line in lines {
            let line = line.as_str().expect("a line is a string");
            let kept = document.parts.iter().filter(|part| part.kind == PartKind::Paragraph).any(|part| {
                let text = part.span.of(&document.text);
                text.lines().any(|l| l.trim().chars().take(80).collect::<String>().trim_end() == line.trim_end())
            });
            assert!(!kept, "{}: {line}", document.record.id);
        }
    }
}

#[test]
fn no_sentence_of_a_fact_is_lost() {
    let Some(shared) = shared_with("gold/seeds.json") else { return };
    let gold = gold(&shared);
    let documents = read_all(&shared, &gold);
    let mut sentences = Vec::new();
    for key in ["incidents", "statements", "humanitarian"] {
        collect(&gold[key], None, &mut sentences);
    }
    assert!(sentences.len() > 40, "the gold has {} sentences", sentences.len());
    for (file, sentence) in sentences {
        let document = documents.iter().find(|d| d.record.id == file).expect("the gold names read files");
        let found = document
            .parts
            .iter()
            .filter(|part| part.kind == PartKind::Paragraph)
            .any(|part| collapsed(part.span.of(&document.text)).contains(&collapsed(&sentence)));
        assert!(found, "{file}: {sentence}");
    }
}

/// Every `sentence` of the gold with the nearest `file`.
fn collect(value: &Value, file: Option<&str>, sentences: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, file, sentences)),
        Value::Object(fields) => {
            let file = fields.get("file").and_then(Value::as_str).or(file);
            if let (Some(file), Some(sentence)) = (file, fields.get("sentence").and_then(Value::as_str)) {
                sentences.push((file.to_owned(), sentence.to_owned()));
            }
            fields.values().for_each(|item| collect(item, file, sentences));
        }
        _ => {}
    }
}
