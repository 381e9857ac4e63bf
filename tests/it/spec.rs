//! Runs the cases of `tests/spec/*.md`: a few sentences, and what must be read from them.
//!
//! A case is a heading `##`, optional lines `published: 2021-09-21`, `title: …` and `pending: why it does not work yet`, the text, and a
//! fenced `expect` block. Each line of the block is one item in YAML: `incident: {…}`, `statement: {…}`, `condition: {…}`,
//! `threat: {…}`, `tally: {…}` must be found with all the fields given; `expression: {…}` is a time expression; `nothing:
//! [incidents]` must be empty; `number: {incidents: 2}` counts. A field is written short: a count by its number, an actor, speaker
//! or place by its name, a date by its day or as `first..last`; `null` is a value that the text leaves open.

#![expect(clippy::disallowed_methods, reason = "a test reads its cases")]

use std::fs;

use serde_json::{Map, Value};
use wirebrief::codebook::Codebook;
use wirebrief::extract::extract;

use crate::article::{article, codebook};
use crate::program::{repository, text_of};

/// A case of a file.
struct Case {
    heading: String,
    published: Option<String>,
    title: Option<String>,
    pending: Option<String>,
    text: String,
    expect: Vec<Map<String, Value>>,
}

fn cases(file: &str) -> Vec<Case> {
    let text = text_of(file);
    text.split("\n## ")
        .skip(1)
        .map(|section| case(section).unwrap_or_else(|e| panic!("{file}: {section}\n{e}")))
        .collect()
}

fn case(section: &str) -> Result<Case, String> {
    let (heading, body) = section.split_once('\n').ok_or("a case has a text")?;
    let (text, block) = body.split_once("```expect\n").ok_or("a case has an `expect` block")?;
    let (block, _) = block.split_once("\n```").ok_or("the block ends")?;
    let (mut published, mut title, mut pending, mut text) = (None, None, None, text.trim());
    loop {
        let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
        if let Some(date) = line.strip_prefix("published: ") {
            published = Some(date.trim().to_owned());
        } else if let Some(words) = line.strip_prefix("title: ") {
            title = Some(words.trim().to_owned());
        } else if let Some(reason) = line.strip_prefix("pending: ") {
            pending = Some(reason.trim().to_owned());
        } else {
            break;
        }
        text = rest.trim_start();
    }
    let item = |line: &str| serde_yaml::from_str(line).map_err(|error| format!("{line}: {error}"));
    let expect = block.lines().filter(|line| !line.trim().is_empty()).map(item).collect::<Result<_, _>>()?;
    Ok(Case { heading: heading.trim().to_owned(), published, title, pending, text: text.to_owned(), expect })
}

/// What is wrong with a case, in words; empty where all is found.
fn judge(case: &Case, codebook: &Codebook) -> Vec<String> {
    let published = case.published.as_ref().map(|date| date.parse().expect("`published` is a date"));
    let mut document = article(&case.text, published);
    document.record.title.clone_from(&case.title);
    let facts = serde_json::to_value(extract(&document, codebook, true)).expect("facts have a JSON form");
    let mut wrong = Vec::new();
    for (kind, expected) in case.expect.iter().flatten() {
        match kind.as_str() {
            "nothing" => {
                let kinds = expected.as_array().cloned().unwrap_or_else(|| vec![expected.clone()]);
                for kind in kinds.iter().filter_map(Value::as_str) {
                    let found = list(&facts, kind);
                    if !found.is_empty() {
                        wrong.push(format!("expected no {kind}\n{}", shown(found)));
                    }
                }
            }
            "number" => {
                for (kind, number) in expected.as_object().expect("`number` is a map") {
                    let found = list(&facts, kind);
                    if Some(found.len() as u64) != number.as_u64() {
                        wrong.push(format!("expected {number} {kind}\n{}", shown(found)));
                    }
                }
            }
            _ => {
                let plural = if kind == "tally" { "tallies".to_owned() } else { format!("{kind}s") };
                let found = if kind == "expression" { list(&facts["trace"], "dates") } else { list(&facts, &plural) };
                if !found.iter().any(|item| fields_match(expected, item)) {
                    wrong.push(format!("expected {kind} {expected}\n{}", shown(found)));
                }
            }
        }
    }
    wrong
}

fn list<'f>(facts: &'f Value, kind: &str) -> &'f [Value] {
    // Few articles tell of any, and a line of facts does not name them where there are none.
    if kind == "publications" && facts.get(kind).is_none() {
        return &[];
    }
    facts[kind].as_array().unwrap_or_else(|| panic!("there is no kind of fact `{kind}`"))
}

/// Every field that the case gives.
fn fields_match(expected: &Value, item: &Value) -> bool {
    let fields = expected.as_object().expect("an expected item is a map");
    fields.iter().all(|(name, value)| {
        let found = match name.as_str() {
            "type" => &item["event_type"],
            "organisation" | "role" => &item["speaker"][name],
            "actor" if item["about"].is_object() => &item["about"]["actor"],
            "topic" => &item["about"]["topic"],
            _ => &item[name],
        };
        same(value, found)
    })
}

/// Whether a field is as the case has it, in its short form or part by part.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Null, Value::Object(found)) => {
            // A count of words alone, a date that could not be resolved.
            let open = |key: &str| found.get(key).is_some_and(Value::is_null);
            (open("low") && open("high")) || (open("start") && open("end"))
        }
        (Value::Array(expected), Value::Array(found)) => {
            expected.iter().all(|value| found.iter().any(|item| same(value, item)))
        }
        (_, Value::Array(found)) => found.iter().any(|item| same(expected, item)),
        (Value::Object(expected), _) => expected.iter().all(|(name, value)| same(value, &found[name])),
        (Value::Number(number), Value::Object(count)) => {
            let low = count.get("low").filter(|low| !low.is_null());
            low.or(count.get("high")).and_then(Value::as_f64) == number.as_f64()
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::String(text), Value::Object(found)) => short(found).iter().any(|form| form == text),
        _ => expected == found,
    }
}

/// The short forms of a date, an actor, a speaker, a place, a responsibility.
fn short(found: &Map<String, Value>) -> Vec<String> {
    let text = |key: &str| found.get(key).and_then(Value::as_str).map(str::to_owned);
    if let (Some(start), Some(end)) = (text("start"), text("end")) {
        return vec![if start == end { start } else { format!("{start}..{end}") }];
    }
    match text("name") {
        Some(name) => vec![name],
        None => ["as_written", "kind", "class"].iter().filter_map(|key| text(key)).collect(),
    }
}

/// What was found, one item a line, without what no case speaks of.
fn shown(found: &[Value]) -> String {
    if found.is_empty() {
        return "    found: nothing".to_owned();
    }
    let line = |item: &Value| {
        let mut item = item.clone();
        if let Some(fields) = item.as_object_mut() {
            fields.retain(|name, value| {
                !value.is_null() && !["evidence", "rules", "content_spans", "caveats"].contains(&name.as_str())
            });
            for value in fields.values_mut() {
                if let Some([form]) = value.as_object().map(short).as_deref() {
                    *value = Value::String(form.clone());
                }
            }
        }
        format!("    found: {item}")
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn run(file: &str) {
    let codebook = codebook();
    let mut report = Vec::new();
    for case in cases(file) {
        let wrong = judge(&case, &codebook);
        let place = format!("{file}: {}", case.heading);
        match (&case.pending, wrong.is_empty()) {
            (None, false) => report.push(format!("{place}\n  {}\n  {}", case.text, wrong.join("\n  "))),
            (Some(_), true) => report.push(format!("{place}\n  works now: take its `pending` out")),
            (Some(reason), false) => println!("pending: {place}: {reason}"),
            (None, true) => {}
        }
    }
    assert!(report.is_empty(), "{}\n{} cases are not as they should be", report.join("\n"), report.len());
}

macro_rules! files {
    ($($name:ident),+ $(,)?) => {
        $(#[test] fn $name() { run(concat!("tests/spec/", stringify!($name), ".md")); })+

        const FILES: &[&str] = &[$(stringify!($name)),+];
    };
}

files!(
    dates, numbers, casualties, counted, victims, events, enumerated, types, reality, threats, roles, claims, places,
    towns, publications, statements, quotations, speakers, transcripts, stance, capacity, unsaid, conditions, nothing
);

#[test]
fn every_file_of_cases_is_run() {
    let entries = fs::read_dir(repository().join("tests/spec")).expect("there are cases");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".md").map(str::to_owned))
        .collect();
    names.sort();
    let mut run = FILES.to_vec();
    run.sort_unstable();
    assert_eq!(names, run, "name each file of tests/spec in `files!`");
    let number: usize = FILES.iter().map(|name| cases(&format!("tests/spec/{name}.md")).len()).sum();
    assert!(number >= 60, "there are {number} cases");
}
