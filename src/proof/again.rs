//! The second proof: the edition made again from the same articles, held against the one that is there.

use serde_json::Value;

use crate::model::extraction::Extraction;

use super::{Edition, Stages, Verdict, manifest::MANIFEST};

/// Differences told of one JSON file; more of them say nothing more.
const TOLD: usize = 20;

/// Characters shown of a value that differs.
const SHOWN: usize = 60;

/// Makes the edition again and compares all its files.
pub(super) fn check(edition: &Edition<'_>, facts: Vec<Extraction>, stages: &impl Stages, verdict: &mut Verdict) {
    let (manifest, now, report) = (&edition.manifest, stages.inputs(), &edition.findings.report);
    let head = manifest.as_of == report.as_of && manifest.slug == report.slug && manifest.previous == report.previous;
    verdict
        .require(head, MANIFEST, || "names another day, briefing or previous edition than `briefing.json`".to_owned());
    let mut same = head;
    for (what, then, now) in [
        ("configuration", Some(&manifest.settings), Some(&now.settings)),
        ("codebook", Some(&manifest.codebook), Some(&now.codebook)),
        ("set of templates", Some(&manifest.templates), Some(&now.templates)),
        ("set of corrections", manifest.corrections.as_ref(), now.corrections.as_ref()),
    ] {
        verdict
            .require(then == now, MANIFEST, || format!("the edition was made with another {what} than there is now"));
        same &= then == now;
    }
    // Made with something else it would differ all over, and that has been said.
    if !same {
        return;
    }
    let made = match stages.make(facts, &edition.findings) {
        Ok(made) => made,
        Err(why) => return verdict.require(false, MANIFEST, || format!("the edition cannot be made again: {why}")),
    };
    for (path, made) in &made {
        let there = edition.files.get(path).map_or(&[][..], Vec::as_slice);
        if there != made && std::path::Path::new(path).extension().is_some_and(|ending| ending == "json") {
            json(path, there, made, verdict);
        } else {
            verdict.require(there == made, path, || differing(there, made));
        }
    }
    let unknown = manifest.files.keys().find(|path| !made.contains_key(*path));
    verdict.require(unknown.is_none(), MANIFEST, || {
        format!("names `{}`, which no edition has", unknown.map_or("", String::as_str))
    });
}

/// Compares a file of JSON value by value: how it is laid out says nothing.
fn json(path: &str, there: &[u8], made: &[u8], verdict: &mut Verdict) {
    let (there, made) = (serde_json::from_slice::<Value>(there).ok(), serde_json::from_slice(made).ok());
    let mut told = Vec::new();
    differences(String::new(), there.as_ref(), made.as_ref(), &mut told);
    verdict.require(told.is_empty(), path, || "is not what follows from the articles".to_owned());
    for (pointer, reason) in told {
        verdict.require(false, &format!("{path}{pointer}"), || reason);
    }
}

/// Adds the innermost differences of two values, with the pointers to them.
fn differences(at: String, there: Option<&Value>, made: Option<&Value>, told: &mut Vec<(String, String)>) {
    if told.len() >= TOLD || there == made {
        return;
    }
    match (there, made) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let more = b.keys().filter(|key| !a.contains_key(*key));
            for key in a.keys().chain(more) {
                let name = key.replace('~', "~0").replace('/', "~1");
                differences(format!("{at}/{name}"), a.get(key), b.get(key), told);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                differences(format!("{at}/{index}"), a.get(index), b.get(index), told);
            }
        }
        _ => {
            let text =
                |value: Option<&Value>| value.map_or("nothing".to_owned(), |v| format!("`{}`", short(&v.to_string())));
            told.push((at, format!("is {}; from the articles follows {}", text(there), text(made))));
        }
    }
}

/// Where two files part.
fn differing(there: &[u8], made: &[u8]) -> String {
    let (Ok(there), Ok(made)) = (std::str::from_utf8(there), std::str::from_utf8(made)) else {
        return "is not the file that is made of the articles".to_owned();
    };
    let lines = there.lines().zip(made.lines()).position(|(a, b)| a != b);
    let Some(line) = lines else {
        return "is longer or shorter than the file that is made of the articles".to_owned();
    };
    let (a, b) = (there.lines().nth(line).unwrap_or_default(), made.lines().nth(line).unwrap_or_default());
    let same =
        a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len().min(b.len()), |((at, _), _)| at);
    // A little of what the two have in common, so that the place is found.
    let from = a[..same].char_indices().rev().nth(20).map_or(0, |(at, _)| at);
    format!(
        "line {}: `{}` stands there; made of the articles it is `{}`",
        line + 1,
        short(&a[from..]),
        short(&b[from..])
    )
}

/// The beginning of a text.
fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_where_they_are() {
        let of = |a: &str, b: &str| {
            let (a, b) = (serde_json::from_str(a).expect("JSON"), serde_json::from_str(b).expect("JSON"));
            let mut told = Vec::new();
            differences(String::new(), Some(&a), Some(&b), &mut told);
            told.into_iter().map(|(at, _): (String, String)| at).collect::<Vec<_>>()
        };
        assert_eq!(of(r#"{"a": [1, {"b": 2}]}"#, r#"{"a": [1, {"b": 3}], "c": null}"#), ["/a/1/b", "/c"]);
        assert_eq!(of(r#"{"a": 1}"#, r#"{"a": 1}"#), [""; 0]);
    }

    #[test]
    fn the_line_is_named_where_two_texts_part() {
        assert!(
            differing("a\nkilled é 12".as_bytes(), "a\nkilled é 15".as_bytes()).starts_with("line 2: `killed é 12`")
        );
        assert!(differing(b"a", b"a\nb").contains("longer or shorter"));
    }
}
