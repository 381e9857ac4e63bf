//! What `verify` finds out, and what bad input comes to.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tempfile::TempDir;
use wirebrief::proof::sha256;

use crate::program::{code, errors, files_under, fixtures, repository, wirebrief};

const CONFIG: &str = "fixtures/afghanistan/briefing.yaml";
const EDITION: &str = "reports/khorasan-fixture/2023-03-01";

/// A copy of the fixtures with their edition.
fn edition() -> TempDir {
    let folder = fixtures();
    let output = wirebrief(folder.path(), &["run", "--config", CONFIG], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    folder
}

/// Exit code, and what does not hold.
fn verify(folder: &Path) -> (i32, String) {
    let output = wirebrief(folder, &["verify", EDITION, "--config", CONFIG], b"");
    (code(&output), String::from_utf8_lossy(&output.stdout).into_owned() + &errors(&output))
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(EDITION).join(name)).expect("the edition has the file")
}

/// Writes files of the edition as a forger would: the manifest's hashes go with them.
fn forge(folder: &Path, files: &[(&str, String)]) {
    let mut manifest: Value = serde_json::from_str(&read(folder, "manifest.json")).expect("it is JSON");
    for (name, text) in files {
        manifest["files"][*name] = Value::String(sha256(text.as_bytes()));
        fs::write(folder.join(EDITION).join(name), text).expect("it can be written to");
    }
    fs::write(folder.join(EDITION).join("manifest.json"), manifest.to_string()).expect("it can be written to");
}

fn claims(folder: &Path) -> Vec<Value> {
    serde_json::from_str(&read(folder, "claims.json")).expect("the claims are a list")
}

/// The first claim of a kind whose value passes.
fn claim(folder: &Path, kind: &str, fits: impl Fn(&str) -> bool) -> (usize, Value) {
    let found = claims(folder).into_iter().enumerate().find(|(_, claim)| {
        claim["kind"] == kind && claim["value"].as_str().is_some_and(&fits) && claim["evidence"].is_array()
    });
    found.unwrap_or_else(|| panic!("the edition has a claim of the kind `{kind}`"))
}

/// The Markdown with other words of the same length where a claim stands.
fn reworded(markdown: &str, claim: &Value, other: &str) -> String {
    let at = |key: &str| claim[key].as_u64().expect("a claim has a place") as usize;
    assert_eq!(&markdown[at("start")..at("end")], claim["value"].as_str().expect("a claim has a value"));
    assert_eq!(other.len(), at("end") - at("start"));
    format!("{}{other}{}", &markdown[..at("start")], &markdown[at("end")..])
}

/// The value with its last digit, or else a letter of it, made another one.
fn other(value: &str) -> String {
    let at = value.rfind(|c: char| c.is_ascii_digit());
    let at = at.or_else(|| value.rfind(|c: char| c.is_ascii_lowercase())).expect("the value has a letter");
    let new = match value.as_bytes()[at] {
        b'1' => '2',
        b'x' => 'y',
        c if c.is_ascii_digit() => '1',
        _ => 'x',
    };
    format!("{}{new}{}", &value[..at], &value[at + 1..])
}

fn is_number(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit())
}

#[test]
fn a_fresh_edition_holds_and_is_left_alone() {
    let folder = edition();
    let before = files_under(&folder.path().join("reports"));
    let output = wirebrief(folder.path(), &["verify", EDITION, "--config", CONFIG], b"");
    assert_eq!((code(&output), output.stdout.len()), (0, 0), "{}", errors(&output));
    assert_eq!(before, files_under(&folder.path().join("reports")));
    assert!(claims(folder.path()).len() > 100, "the edition makes claims");
}

#[test]
fn a_changed_file_is_found_by_its_hash() {
    let folder = edition();
    for name in ["briefing.md", "briefing.pdf", "briefing.json", "evidence.md", "claims.json"] {
        let path = folder.path().join(EDITION).join(name);
        let bytes = fs::read(&path).expect("the edition has the file");
        fs::write(&path, [&bytes[..], b" "].concat()).expect("it can be written to");
        let (code, told) = verify(folder.path());
        assert_eq!(code, 65, "{name}");
        assert!(told.contains(name), "{name}: {told}");
        fs::write(&path, bytes).expect("it can be written to");
    }
    assert_eq!(verify(folder.path()).0, 0);
}

#[test]
fn a_forged_figure_quote_date_or_citation_is_found_without_the_hash() {
    let folder = edition();
    let markdown = read(folder.path(), "briefing.md");
    for (kind, fits) in [
        ("figure", is_number as fn(&str) -> bool),
        ("quote", |value| value.len() > 20),
        ("date", |value| value.ends_with(|c: char| c.is_ascii_digit())),
        ("citation", |_| true),
        ("name", |_| true),
        ("place", |_| true),
    ] {
        let (index, claim) = claim(folder.path(), kind, fits);
        let value = claim["value"].as_str().expect("a claim has a value");
        let forged = reworded(&markdown, &claim, &other(value));
        forge(folder.path(), &[("briefing.md", forged.clone())]);
        assert_eq!(verify(folder.path()).0, 65, "{kind} `{value}` in the Markdown alone");
        // A forger who knows of the claims changes both.
        let original = claims(folder.path());
        let mut both = original.clone();
        both[index]["value"] = Value::String(other(value));
        let json = |claims: &[Value]| serde_json::to_string(claims).expect("claims have a JSON form");
        forge(folder.path(), &[("briefing.md", forged), ("claims.json", json(&both))]);
        assert_eq!(verify(folder.path()).0, 65, "{kind} `{value}` in the Markdown and the claims");
        forge(folder.path(), &[("briefing.md", markdown.clone()), ("claims.json", json(&original))]);
    }
    assert_eq!(verify(folder.path()).0, 0, "what was forged is mended");
}

#[test]
fn a_forged_picture_or_table_is_found_without_the_hash() {
    let folder = edition();
    for (name, from, to) in [
        ("charts/tempo.svg", ">182<", ">128<"),
        ("charts/timeline.svg", ">D1<", ">D9<"),
        ("charts/map.svg", ">Kunduz<", ">Kabul<"),
        ("incidents.csv", "Kunduz", "Kandahar"),
        ("incidents.geojson", "\"killed_best\": 182", "\"killed_best\": 128"),
    ] {
        let original = read(folder.path(), name);
        let forged = original.replacen(from, to, 1);
        assert_ne!(forged, original, "{name} holds {from}");
        forge(folder.path(), &[(name, forged)]);
        let (code, told) = verify(folder.path());
        assert_eq!(code, 65, "{name}");
        assert!(told.lines().any(|line| line.starts_with(&format!("{name}: "))), "{told}");
        forge(folder.path(), &[(name, original)]);
    }
    assert_eq!(verify(folder.path()).0, 0, "what was forged is mended");
}

#[test]
fn a_forged_fact_is_found_in_the_json() {
    let folder = edition();
    let text = read(folder.path(), "briefing.json");
    let mut json: Value = serde_json::from_str(&text).expect("it is JSON");
    let incident = json["incidents"].as_array_mut().expect("it lists incidents");
    let report = incident
        .iter_mut()
        .flat_map(|incident| incident["reports"].as_array_mut().expect("an incident has reports"))
        .find(|report| report["killed"]["low"].is_u64())
        .expect("a report gives a toll");
    report["killed"]["low"] = Value::from(7777);
    report["killed"]["high"] = Value::from(7777);
    forge(folder.path(), &[("briefing.json", json.to_string())]);
    assert_eq!(verify(folder.path()).0, 65);
}

#[test]
fn a_changed_or_missing_article_is_named() {
    let folder = edition();
    let name = "2021-10-05-meridian-post-eid-gah.txt";
    let path = folder.path().join("fixtures/afghanistan/corpus").join(name);
    let text = fs::read_to_string(&path).expect("the article is there");
    fs::write(&path, text.replacen("eight", "eighty", 1).replacen(" 8 ", " 80 ", 1)).expect("it can be written to");
    let (code, told) = verify(folder.path());
    assert_eq!(code, 65);
    assert!(told.contains(name), "{told}");
    fs::remove_file(&path).expect("it can be removed");
    let (code, told) = verify(folder.path());
    assert_eq!(code, 65);
    assert!(told.contains(name) && told.contains("no longer in the corpus"), "{told}");
    fs::write(&path, text).expect("it can be written to");
    assert_eq!(verify(folder.path()).0, 0);
}

#[test]
fn each_wrong_configuration_ends_as_it_should() {
    let folder = fixtures();
    let wrong = repository().join("fixtures/wrong");
    let mut seen = 0;
    for name in files_under(&wrong).into_keys().filter(|name| !name.contains('/')) {
        let config = format!("fixtures/wrong/{name}");
        let output = wirebrief(folder.path(), &["run", "--config", &config], b"");
        let told = errors(&output);
        seen += 1;
        match name.as_str() {
            "missing-corpus.yaml" => {
                assert_eq!(code(&output), 66, "{name}: {told}");
                assert!(told.contains("`no-such-folder`"), "{told}");
            }
            "empty-corpus.yaml" => {
                assert_eq!(code(&output), 0, "{name}: {told}");
                assert!(told.contains("warning: nothing was read"), "{told}");
                let edition = folder.path().join("reports/wrong/2023-03-01/briefing.md");
                let markdown = fs::read_to_string(edition).expect("an empty corpus gives an edition");
                assert!(markdown.to_lowercase().contains("no article") || markdown.contains("nothing was read"));
                fs::remove_dir_all(folder.path().join("reports")).expect("it can be removed");
            }
            _ => {
                assert_eq!(code(&output), 78, "{name}: {told}");
                let lines = fs::read_to_string(wrong.join(&name)).expect("it is there");
                let place = told.split(&format!("{config}:")).nth(1).unwrap_or_default();
                let line: usize = place.split(':').next().unwrap_or_default().parse().unwrap_or_default();
                let line = lines.lines().nth(line.wrapping_sub(1)).unwrap_or_else(|| panic!("no line in {told}"));
                assert!(told.contains(line.trim()), "{name}: the line itself is shown\n{told}");
                let hints = ["= help:", "; write it", "; write `"];
                assert!(hints.iter().any(|hint| told.contains(hint)), "{name}: a hint is given\n{told}");
            }
        }
        assert!(!folder.path().join("reports").exists(), "{name} left something behind");
    }
    assert!(seen >= 12, "only {seen} configurations were tried");
}

#[test]
fn hostile_articles_cost_nobody_else_anything() {
    let folder = fixtures();
    let output = wirebrief(folder.path(), &["run", "--config", "fixtures/hostile/briefing.yaml"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let edition = PathBuf::from("reports/hostile-fixture/2023-03-01");
    let read = |name: &str| fs::read_to_string(folder.path().join(&edition).join(name)).expect("it was written");
    let (markdown, json) = (read("briefing.md"), read("briefing.json"));
    for skipped in ["article.txt", "empty.txt", "whitespace.txt"] {
        assert!(errors(&output).contains(skipped), "a warning names {skipped}");
        let told = markdown.replace('\\', "");
        assert!(told.contains(skipped), "the sources section names {skipped}");
    }
    // The facts are data and keep the article's characters; what is read by people does not.
    let facts: Value = serde_json::from_str(&json).expect("it is JSON");
    assert!(facts["incidents"].as_array().is_some_and(|incidents| incidents.len() >= 4), "the facts are found");
    for (name, text) in [("briefing.md", &markdown), ("evidence.md", &read("evidence.md"))] {
        let bad = |c: &char| (c.is_control() && *c != '\n') || ('\u{202A}'..='\u{202E}').contains(c);
        assert_eq!(text.chars().find(bad), None, "{name} holds a control character");
    }
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.starts_with('#') || dest_url.starts_with("https://"), "a live link to {dest_url}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let own = ["charts/timeline.svg", "charts/tempo.svg", "charts/map.svg"];
                assert!(own.contains(&&*dest_url), "a live picture {dest_url}");
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("live markup {html}"),
            _ => {}
        }
    }
    assert!(markdown.contains("7\\*7") || markdown.contains("7*7"), "braces are printed, not run");
}

#[test]
fn an_article_that_is_not_text_stands_in_the_sources() {
    let folder = fixtures();
    fs::write(folder.path().join("fixtures/afghanistan/corpus/noise.txt"), [0_u8, 255, 1, 254, 0, 0])
        .expect("it can be");
    let output = wirebrief(folder.path(), &["run", "--config", CONFIG], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(errors(&output).contains("noise.txt"));
    assert!(read(folder.path(), "briefing.md").replace('\\', "").contains("noise.txt"));
    assert_eq!(verify(folder.path()).0, 0);
}

/// Changes `briefing.json`, given the places of an incident that several articles tell and of one that one does.
type Forgery = fn(&mut Value, usize, usize);

#[test]
fn a_report_that_was_taken_away_added_moved_or_joined_otherwise_is_found() {
    let folder = edition();
    let kept = read(folder.path(), "briefing.json");
    let json: Value = serde_json::from_str(&kept).expect("it is JSON");
    let incidents = json["incidents"].as_array().expect("a list");
    let reports = |at: usize| incidents[at]["reports"].as_array().map_or(0, Vec::len);
    let many = (0..incidents.len()).find(|at| reports(*at) > 2).expect("one is told by several");
    let one = (0..incidents.len()).find(|at| reports(*at) == 1).expect("one is told by one");
    let forgeries: [(Forgery, &[&str]); 7] = [
        (
            |json, many, _| drop(json["incidents"][many]["reports"].as_array_mut().map(Vec::pop)),
            &["tells 1 more", "pairs"],
        ),
        (
            |json, many, _| {
                let own = json["incidents"][many].clone();
                let last = own["reports"].as_array().and_then(|list| list.last()).cloned().expect("it has reports");
                let document = last["document"].clone();
                json["incidents"][many]["reports"].as_array_mut().expect("a list").pop();
                let pairs = json["incidents"][many]["merges"].as_array_mut().expect("a list");
                let of =
                    pairs.iter().rposition(|pair| pair["reports"].as_array().is_some_and(|r| r.contains(&document)));
                pairs.remove(of.expect("a pair joins it"));
            },
            &["tells 1 more"],
        ),
        (
            |json, many, one| {
                let more = json["incidents"][one]["reports"][0].clone();
                json["incidents"][many]["reports"].as_array_mut().expect("a list").push(more);
            },
            &["1 more reports than it tells", "pairs"],
        ),
        (|json, many, _| json["incidents"][many]["merges"][0]["score"] = 99.into(), &["/merges/0/score: is `99`"]),
        (
            |json, many, _| json["incidents"][many]["reports"][0]["origin"] = "Nobody's News".into(),
            &["/reports/0/origin: is "],
        ),
        (
            |json, _, one| json["incidents"][one]["reports"][0]["date"]["basis"] = "report".into(),
            &["/reports/0/date/basis: is "],
        ),
        (|json, _, one| json["incidents"][one]["corrected"] = true.into(), &["/corrected: is `true`"]),
    ];
    for (forgery, reasons) in forgeries {
        let mut forged = json.clone();
        forgery(&mut forged, many, one);
        assert_ne!(forged, json);
        forge(folder.path(), &[("briefing.json", forged.to_string())]);
        let (code, told) = verify(folder.path());
        assert_eq!(code, 65, "{reasons:?}");
        for reason in reasons {
            assert!(told.contains(reason), "{reason}: {told}");
        }
    }
    forge(folder.path(), &[("briefing.json", kept)]);
    assert_eq!(verify(folder.path()), (0, String::new()));
}
