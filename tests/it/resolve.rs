//! What resolving must not depend on: the order of the facts, how they were sharded, and copies.

use std::collections::BTreeMap;

use serde_json::Value;
use wirebrief::codebook::Codebook;
use wirebrief::ingest::{Given, document};
use wirebrief::model::extraction::Extraction;
use wirebrief::resolve::{Settings, resolve};

use crate::article::codebook;
use crate::program::{files_under, repository};

#[path = "../../benches/generate/mod.rs"]
mod generate;

/// The facts of the example's articles, and of a corpus that never was, with blocks that are too large to be compared in full.
fn facts(codebook: &Codebook) -> Vec<Extraction> {
    let mut facts = fixture(codebook);
    facts.extend(generate::facts(1500));
    facts
}

fn fixture(codebook: &Codebook) -> Vec<Extraction> {
    let files = files_under(&repository().join("fixtures/afghanistan/corpus"));
    let read = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).expect("the articles are UTF-8");
        wirebrief::extract::extract(&document(name, text, &Given::default(), codebook), codebook, false)
    };
    files.into_iter().map(read).collect()
}

fn resolved(facts: Vec<Extraction>, codebook: &Codebook) -> Value {
    let dataset = resolve(facts, Vec::new(), codebook, &Settings::default()).output;
    serde_json::to_value(dataset).expect("a dataset has a JSON form")
}

#[test]
fn the_order_and_the_shards_of_facts_decide_nothing() {
    let codebook = codebook();
    let facts = facts(&codebook);
    let bytes = |facts: Vec<Extraction>| resolved(facts, &codebook).to_string();
    let expected = bytes(facts.clone());
    let mut backwards = facts.clone();
    backwards.reverse();
    assert!(bytes(backwards) == expected, "backwards");
    // Lines of facts in so many shards, one after another, the last one first.
    let lines: Vec<String> =
        facts.iter().map(|facts| serde_json::to_string(facts).expect("facts have a JSON form")).collect();
    for shards in [3, 7] {
        let of = |shard: usize| lines.iter().enumerate().filter(move |(at, _)| at * 31 % shards == shard);
        let read = (0..shards).rev().flat_map(of).map(|(_, line)| serde_json::from_str(line).expect("they are facts"));
        assert!(bytes(read.collect()) == expected, "{shards} shards");
    }
}

#[test]
fn a_copy_changes_nothing_but_its_listing() {
    let codebook = codebook();
    let facts = fixture(&codebook);
    let mut before = resolved(facts.clone(), &codebook);
    for original in &facts {
        let mut copy = original.clone();
        copy.document.id = format!("zz-{}", copy.document.id);
        let mut with = facts.clone();
        with.push(copy);
        let mut after = resolved(with, &codebook);
        let listed = after["skipped"].take();
        let reasons: BTreeMap<&str, &str> = listed
            .as_array()
            .expect("it is a list")
            .iter()
            .filter_map(|skipped| Some((skipped["path"].as_str()?, skipped["reason"].as_str()?)))
            .collect();
        let id = format!("zz-{}", original.document.id);
        assert!(reasons.get(id.as_str()).is_some_and(|reason| reason.contains("copy of")), "{id}: {reasons:?}");
        before["skipped"] = Value::Null;
        assert!(after == before, "the copy of {} changes more than its listing", original.document.id);
    }
}

#[test]
fn every_report_but_the_first_came_by_a_merge_with_its_points() {
    let codebook = codebook();
    let data = resolved(facts(&codebook), &codebook);
    for incident in data["incidents"].as_array().expect("it is a list") {
        let reports = incident["reports"].as_array().map_or(0, Vec::len);
        let merges = incident["merges"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(merges.len() + 1, reports, "{}", incident["id"]);
        for merge in merges {
            let sum: i64 =
                merge["features"].as_object().expect("it is an object").values().filter_map(Value::as_i64).sum();
            assert!(merge["score"] == sum && sum >= 50, "{merge}");
        }
    }
}
