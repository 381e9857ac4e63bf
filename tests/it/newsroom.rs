//! Articles by another hand against what a careful reader coded from them, article by article.
//!
//! The floors stand a little under what is measured now; raise them when the numbers rise.

use serde_json::Value;
use wirebrief::extract::extract;
use wirebrief::ingest::{Given, document};

use crate::article::codebook;
use crate::program::text_of;

const FOLDER: &str = "fixtures/newsroom";

/// The record, and the facts of every article in its order.
fn read() -> (Value, Vec<Value>) {
    let codebook = codebook();
    let expected: Value = serde_json::from_str(&text_of(format!("{FOLDER}/expected.json"))).expect("it is JSON");
    let facts = list(&expected, "documents").iter().map(|wanted| {
        let file = text(wanted, "file");
        let article = text_of(format!("{FOLDER}/corpus/{file}"));
        let document = document(file.to_owned(), article, &Given::default(), &codebook);
        serde_json::to_value(extract(&document, &codebook, false)).expect("facts have a JSON form")
    });
    let facts = facts.collect();
    (expected, facts)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of<'f>(facts: &'f [Value], file: &str) -> &'f Value {
    facts.iter().find(|facts| text(&facts["document"], "id") == file).expect("every article was read")
}

/// Whether a fact rests on the sentence, or on a part of it.
fn rests_on(fact: &Value, sentence: &str) -> bool {
    let sentence = collapsed(sentence);
    list(fact, "evidence")
        .iter()
        .map(|slice| collapsed(text(slice, "text")))
        .any(|slice| slice.contains(&sentence) || (sentence.contains(&slice) && slice.len() * 2 > sentence.len()))
}

fn at_least(what: &str, found: usize, all: usize, floor: usize) {
    println!("{what}: {found} of {all}");
    assert!(found * 100 >= all * floor, "{what}: {found} of {all}, under {floor} %");
}

#[test]
fn the_records_of_the_documents_are_right() {
    let (expected, facts) = read();
    let documents = list(&expected, "documents");
    let right = |key: &str| {
        let same = |wanted: &&Value| of(&facts, text(wanted, "file"))["document"][key] == wanted[key];
        documents.iter().filter(same).count()
    };
    at_least("headlines", right("title"), documents.len(), 85);
    at_least("publishers", right("publisher"), documents.len(), 70);
    for wanted in documents {
        let published = &of(&facts, text(wanted, "file"))["document"]["published"]["date"];
        assert_eq!(published, &wanted["published"], "{}", text(wanted, "file"));
    }
}

#[test]
fn what_is_told_is_found() {
    let (expected, facts) = read();
    let (mut tellings, mut told) = (0, 0);
    for incident in list(&expected, "incidents") {
        for mention in list(incident, "mentions") {
            let found = list(of(&facts, text(mention, "file")), "incidents");
            tellings += 1;
            told += usize::from(found.iter().any(|fact| rests_on(fact, text(mention, "sentence"))));
        }
    }
    at_least("sentences that tell incidents", told, tellings, 74);
    let count = |kind: &str, wanted: &[&Value], right: &dyn Fn(&Value, &Value) -> bool| {
        let found = wanted.iter().filter(|wanted| {
            let facts = list(of(&facts, text(wanted, "file")), kind);
            facts.iter().any(|fact| rests_on(fact, text(wanted, "sentence")) && right(fact, wanted))
        });
        found.count()
    };
    let statements: Vec<&Value> = list(&expected, "statements").iter().collect();
    let denials: Vec<&Value> = statements.iter().copied().filter(|s| text(s, "stance") == "denial").collect();
    let conditions: Vec<&Value> = list(&expected, "humanitarian").iter().collect();
    at_least("statements", count("statements", &statements, &|_, _| true), statements.len(), 84);
    let denied = count("statements", &denials, &|fact, _| text(fact, "stance") == "denial");
    at_least("denials", denied, denials.len(), 60);
    let shown = count("conditions", &conditions, &|fact, wanted| {
        fact["sector"] == wanted["indicator"]
            && (wanted["figure"].is_null() || fact["value"].as_f64() == wanted["figure"].as_f64())
    });
    at_least("conditions with sector and figure", shown, conditions.len(), 64);
}

#[test]
fn no_fact_comes_from_lines_around_the_article() {
    let (expected, facts) = read();
    for (file, around) in expected["boilerplate"].as_object().expect("it is by file") {
        let lines = list(around, "lines").iter().filter_map(Value::as_str).map(collapsed);
        for line in lines.filter(|line| line.split(' ').count() >= 4) {
            let facts = of(&facts, file);
            for kind in ["incidents", "statements", "conditions", "threats", "tallies"] {
                for fact in list(facts, kind) {
                    let slices = list(fact, "evidence").iter().map(|slice| collapsed(text(slice, "text")));
                    assert!(!slices.clone().any(|slice| slice.contains(&line)), "{file}: {kind} rest on {line:?}");
                }
            }
        }
    }
}
