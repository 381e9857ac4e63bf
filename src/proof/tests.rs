//! The sample's edition is proved, and every mutation of it fails.

use super::*;
use crate::analyse::analyse_with;
use crate::analyse::sample::{relations, settings};
use crate::compose::{self, Templates, compose};
use crate::model::edition::ClaimKind;
use crate::model::sample::{self, day};

/// The sample's edition, and the documents that it was made from.
fn edition() -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Document>) {
    let findings = analyse_with(sample::dataset(), &relations(), &settings());
    let templates = Templates::new(BTreeMap::new()).expect("bundled templates parse");
    let composition = compose(&findings, &templates, &compose::Settings::default()).expect("renders");
    let mut files = BTreeMap::from([
        ("briefing.md".to_owned(), composition.manuscript.markdown.into_bytes()),
        ("briefing.json".to_owned(), serde_json::to_vec(&findings).expect("plain data")),
        ("claims.json".to_owned(), serde_json::to_vec(&composition.claims).expect("plain data")),
    ]);
    let documents = sample::documents();
    seal(&mut files, &documents);
    (files, documents)
}

/// Writes the manifest, so that only what stands behind it can give a mutation away.
fn seal(files: &mut BTreeMap<String, Vec<u8>>, documents: &BTreeMap<String, Document>) {
    let manifest = manifest("sample", day("2023-03-01"), &Inputs::default(), documents.values(), files);
    files.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).expect("plain data"));
}

/// The sample's facts; of a text that holds their sentences no longer, none.
fn extract(document: &Document) -> Extraction {
    let mut facts = sample::extractions()[&document.record.id].clone();
    if document.text != sample::documents()[&document.record.id].text {
        facts.incidents.clear();
        facts.statements.clear();
    }
    facts
}

/// The first proof alone: what it misses, the second must not be needed for.
fn prove(files: &BTreeMap<String, Vec<u8>>, documents: &BTreeMap<String, Document>) -> Verdict {
    let mut verdict = Verdict::default();
    if let Some(edition) = Edition::of(files, &mut verdict) {
        stated(&edition, documents, extract, &mut verdict);
    }
    verdict
}

#[test]
fn the_edition_is_proved() {
    let (files, documents) = edition();
    let verdict = prove(&files, &documents);
    assert_eq!(verdict.failures, []);
    assert!(verdict.checked > 300, "{}", verdict.checked);
}

#[test]
fn an_added_article_is_no_failure_and_a_missing_or_changed_one_is() {
    let (files, mut documents) = edition();
    let mut more = documents["001.txt"].clone();
    more.record.id = "004.txt".to_owned();
    documents.insert("004.txt".to_owned(), more);
    assert!(prove(&files, &documents).holds());

    let mut missing = documents.clone();
    missing.remove("002.txt");
    assert!(!prove(&files, &missing).holds());

    let mut changed = documents.clone();
    changed.get_mut("002.txt").expect("there").text.push_str("One more line.\n");
    let verdict = prove(&files, &changed);
    assert!(verdict.failures.iter().any(|failure| failure.place == "002.txt"), "{verdict:?}");
}

/// Changes the printed text of every claim of a kind, one at a time, with the claim following along and the manifest
/// sealed again; returns how many were tried and those that went unnoticed.
fn mutate(kind: ClaimKind, change: impl Fn(&str) -> Option<String>) -> (usize, Vec<String>) {
    let (files, documents) = edition();
    let claims: Vec<Claim> = serde_json::from_slice(&files["claims.json"]).expect("claims");
    let markdown = String::from_utf8(files["briefing.md"].clone()).expect("text");
    let (mut tried, mut missed) = (0, Vec::new());
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.kind == kind) {
        let Some(value) = change(&claim.value) else { continue };
        // Same length keeps the other claims where they are.
        assert_eq!(value.len(), claim.value.len(), "{value}");
        let mut files = files.clone();
        let mut claims = claims.clone();
        let mut printed = markdown.clone();
        printed.replace_range(claim.start..claim.end, &value);
        claims[at].value = value;
        files.insert("briefing.md".to_owned(), printed.into_bytes());
        files.insert("claims.json".to_owned(), serde_json::to_vec(&claims).expect("plain data"));
        seal(&mut files, &documents);
        tried += 1;
        if prove(&files, &documents).holds() {
            missed.push(format!("{} {:?}", claims[at].value, claim.derivation));
        }
    }
    (tried, missed)
}

/// Another last digit.
fn other_digit(text: &str) -> Option<String> {
    let at = text.rfind(|c: char| c.is_ascii_digit())?;
    let digit = text.as_bytes()[at] - b'0';
    let mut text = text.to_owned();
    text.replace_range(at..=at, &((digit + 1) % 10).to_string());
    Some(text)
}

/// Another first letter of the last word that has one of a to y.
fn other_letter(text: &str) -> Option<String> {
    let at = text.rfind(|c: char| c.is_ascii_lowercase() && c != 'z')?;
    let letter = text.as_bytes()[at] + 1;
    let mut text = text.to_owned();
    text.replace_range(at..=at, &char::from(letter).to_string());
    Some(text)
}

#[test]
fn no_changed_figure_goes_unnoticed() {
    let (tried, missed) = mutate(ClaimKind::Figure, other_digit);
    assert!(tried > 40, "{tried}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn no_changed_date_goes_unnoticed() {
    let (tried, missed) = mutate(ClaimKind::Date, other_digit);
    assert!(tried > 10, "{tried}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn no_changed_word_of_a_quotation_goes_unnoticed() {
    let (tried, missed) = mutate(ClaimKind::Quote, other_letter);
    assert!(tried > 10, "{tried}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn no_hedge_that_is_gone_goes_unnoticed() {
    // Blanks keep the other claims where they are; they are no part of what is read.
    let bare = |text: &str| {
        let number =
            ["at least ", "about ", "some ", "more than ", "nearly "].iter().find_map(|h| text.strip_prefix(h))?;
        Some(format!("{number}{}", " ".repeat(text.len() - number.len())))
    };
    let (tried, missed) = mutate(ClaimKind::Figure, bare);
    assert!(tried >= 5, "{tried}");
    assert_eq!(missed, [""; 0]);
}

#[test]
fn no_changed_citation_or_reference_goes_unnoticed() {
    for kind in [ClaimKind::Citation, ClaimKind::Reference] {
        let (tried, missed) = mutate(kind, other_digit);
        assert!(tried > 10, "{tried}");
        assert_eq!(missed, [""; 0]);
    }
}

#[test]
fn no_changed_name_or_place_goes_unnoticed() {
    for kind in [ClaimKind::Name, ClaimKind::Place] {
        let (tried, missed) = mutate(kind, other_letter);
        assert!(tried > 5, "{tried}");
        assert_eq!(missed, [""; 0]);
    }
}

#[test]
fn a_figure_changed_in_the_markdown_alone_is_noticed() {
    let (mut files, documents) = edition();
    let markdown = String::from_utf8(files["briefing.md"].clone()).expect("text").replacen("182", "192", 1);
    files.insert("briefing.md".to_owned(), markdown.into_bytes());
    seal(&mut files, &documents);
    assert!(!prove(&files, &documents).holds());
}

#[test]
fn swapped_tolls_are_noticed_by_the_facts() {
    let (mut files, documents) = edition();
    let mut findings: Findings = serde_json::from_slice(&files["briefing.json"]).expect("findings");
    let (first, rest) = findings.incidents.split_at_mut(1);
    std::mem::swap(&mut first[0].item.killed, &mut rest[0].item.killed);
    files.insert("briefing.json".to_owned(), serde_json::to_vec(&findings).expect("plain data"));
    seal(&mut files, &documents);
    assert!(!prove(&files, &documents).holds());
}

#[test]
fn an_edition_with_a_missing_or_broken_file_fails() {
    for path in ["briefing.md", "briefing.json", "claims.json", "manifest.json"] {
        let (mut files, documents) = edition();
        files.remove(path);
        assert!(!prove(&files, &documents).holds());
        files.insert(path.to_owned(), b"{".to_vec());
        assert!(!prove(&files, &documents).holds());
    }
}
