//! The analyst's corrections of facts, from the file to every output, and back.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use wirebrief::proof::sha256;

use crate::program::{code, errors, files_under, fixtures, wirebrief};

const CONFIG: &str = "fixtures/afghanistan/briefing.yaml";
const EDITION: &str = "reports/khorasan-fixture/2023-03-01";
const AIRPORT: &str = "2021-08-26-kabul-airport-suicide-bombing";
const CORRECTIONS: &str = r"
incidents:
  - incident: 2021-08-26-kabul-airport-suicide-bombing
    set:
      killed: {low: 170, best: 184, high: 201}
      target: a crowd at the gate of the airport
      perpetrator: IS-K
    clear: [wounded]
    author: E. Kaya
    date: 2023-02-20
    reason: lists of *three* hospitals | seen by the desk
  - evidence: the Pakistani city of Quetta
    set: {date: 2022-11-30}
    author: E. Kaya
    date: 2023-02-20
    reason: dated by the provincial police
  - incident: 2021-10-03-kabul-khairkhana-raid
    suppress: true
    author: J. Dole
    date: 2023-02-21
    reason: a drill
  - incident: 2022-04-21-kunduz-bombing
    merge: [2022-04-22-kunduz-mosque-bombing]
    author: J. Dole
    date: 2023-02-21
    reason: one event told twice
  - incident: 2021-11-02-kabul-military-hospital-suicide-bombing
    split: [{document: 2021-11-12-field-ledger-winter.txt}]
    author: J. Dole
    date: 2023-02-21
    reason: another hospital
sources:
  - source: Harbour Wire
    reliability: B
    author: J. Dole
    date: 2023-02-22
    reason: reporters of its own in Kabul
notes:
  - incident: 2022-07-31-kabul-sherpur-airstrike
    note: The house stood in the old | quarter.
    author: J. Dole
    date: 2023-02-22
  - section: threat_assessment
    note: Reporting from the 34 provinces is thin.
    author: J. Dole
    date: 2023-02-22
";

/// The fixtures with a file of corrections, and their edition.
fn edition(corrections: &str) -> (TempDir, String) {
    let folder = fixtures();
    let config = folder.path().join(CONFIG);
    let text = fs::read_to_string(&config).expect("the fixture has a configuration");
    fs::write(&config, format!("{text}\ncorrections: corrections.yaml\n")).expect("it can be written to");
    fs::write(folder.path().join("fixtures/afghanistan/corrections.yaml"), corrections).expect("it can be written to");
    let output = wirebrief(folder.path(), &["run", "--config", CONFIG], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    (folder, errors(&output))
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(EDITION).join(name)).expect("the edition has the file")
}

fn verify(folder: &Path) -> (i32, String) {
    let output = wirebrief(folder, &["verify", EDITION, "--config", CONFIG], b"");
    (code(&output), String::from_utf8_lossy(&output.stdout).into_owned() + &errors(&output))
}

#[test]
fn corrections_are_applied_marked_and_proved() {
    let (folder, warnings) = edition(CORRECTIONS);
    assert!(!warnings.contains("the correction changes nothing"), "{warnings}");
    assert_eq!(verify(folder.path()), (0, String::new()));
    let json: Value = serde_json::from_str(&read(folder.path(), "briefing.json")).expect("it is JSON");
    let incidents = json["incidents"].as_array().expect("a list");
    let airport = incidents.iter().find(|incident| incident["id"] == AIRPORT).expect("it is told");
    assert_eq!(airport["corrected"], true);
    assert_eq!((&airport["killed"]["best"], &airport["wounded"]), (&Value::from(184), &Value::Null));
    assert_eq!(airport["was"]["killed"]["best"], 182);
    let dated = incidents.iter().find(|i| i["id"] == "undated-balochistan-quetta-suicide-bombing").expect("it is told");
    assert_eq!((&dated["date"]["start"], &dated["date"]["basis"]), (&"2022-11-30".into(), &"correction".into()));
    assert!(incidents.iter().all(|incident| incident["id"] != "2021-10-03-kabul-khairkhana-raid"));

    let markdown = read(folder.path(), "briefing.md");
    for told in [
        "| ISKP (analyst) | a crowd at the gate of the airport (analyst) | 184 (170–201) (analyst) | not stated (analyst) |",
        "The analyst set its perpetrator, target and killed: lists of \\*three\\* hospitals &#124; seen by the desk (E. Kaya, 20 Feb 2023).",
        "Suppressed: the incident told by [A",
        "Reliability, by the analyst: B.",
        "Note by the analyst: The house stood in the old &#124; quarter. (J. Dole, 22 Feb 2023)",
        "\nNote by the analyst: Reporting from the 34 provinces is thin. (J. Dole, 22 Feb 2023)\n",
        "### Corrections by the analyst",
    ] {
        assert!(markdown.contains(told), "{told}\n{markdown}");
    }

    let explain = |item: &str| {
        let output = wirebrief(folder.path(), &["explain", item, "--config", CONFIG], b"");
        assert_eq!(code(&output), 0, "{}", errors(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = explain(AIRPORT);
    assert!(
        told.contains("set perpetrator, target, killed, by E. Kaya on 2023-02-20, line 3 of the corrections"),
        "{told}"
    );
    assert!(told.contains("killed by the articles: 182, between 180 and 183"), "{told}");
    assert!(explain("2022-04-21-kunduz-bombing").contains("the analyst says so"));
    assert!(explain("2021-10-03-kabul-khairkhana-raid").contains("is suppressed by J. Dole on 2023-02-21"));
}

#[test]
fn a_forged_correction_or_one_that_is_no_longer_there_is_found() {
    let (folder, _) = edition(CORRECTIONS);
    let path = folder.path().join("fixtures/afghanistan/corrections.yaml");
    for (was, is) in
        [("best: 184", "best: 185"), ("a drill", "no drill"), ("suppress: true", "clear: [killed]"), ("", "#")]
    {
        fs::write(&path, CORRECTIONS.replacen(was, is, 1)).expect("it can be written to");
        let (code, told) = verify(folder.path());
        assert_eq!(code, 65, "{is}");
        assert!(told.contains("corrections"), "{told}");
    }
    fs::write(&path, CORRECTIONS).expect("it can be written to");
    assert_eq!(verify(folder.path()).0, 0);

    // What is printed, what is counted and what is said to be corrected are changed with all hashes.
    let names = ["briefing.json", "briefing.md", "claims.json", "manifest.json"];
    let before: Vec<String> = names.iter().map(|name| read(folder.path(), name)).collect();
    for (name, was, is) in [
        ("briefing.json", "\"best\": 184", "\"best\": 185"),
        ("briefing.json", "lists of *three*", "lists of *eight*"),
        ("briefing.json", "a crowd at the gate", "a queue at the gate"),
        ("briefing.json", "\"reliability\": \"B\"", "\"reliability\": \"A\""),
        ("briefing.json", "\"author\": \"E. Kaya\"", "\"author\": \"J. Dole\""),
        ("briefing.md", "184 (170–201)", "185 (170–201)"),
        ("claims.json", "\"value\": \"184 (170–201)\"", "\"value\": \"185 (170–201)\""),
        ("claims.json", "a crowd at the gate", "a queue at the gate"),
    ] {
        let text = read(folder.path(), name);
        assert!(text.contains(was), "{name} has {was}");
        let forged = text.replacen(was, is, 1);
        let mut manifest: Value = serde_json::from_str(&read(folder.path(), "manifest.json")).expect("it is JSON");
        manifest["files"][name] = sha256(forged.as_bytes()).into();
        fs::write(folder.path().join(EDITION).join(name), forged).expect("it can be written to");
        fs::write(folder.path().join(EDITION).join("manifest.json"), manifest.to_string())
            .expect("it can be written to");
        assert_eq!(verify(folder.path()).0, 65, "{name}: {is}");
        for (name, text) in names.iter().zip(&before) {
            fs::write(folder.path().join(EDITION).join(name), text).expect("it can be written to");
        }
    }
    assert_eq!(verify(folder.path()).0, 0);
}

#[test]
fn without_its_corrections_an_edition_is_as_it_was() {
    let (folder, _) = edition(CORRECTIONS);
    let run = |corrections: &str| {
        fs::write(folder.path().join("fixtures/afghanistan/corrections.yaml"), corrections)
            .expect("it can be written to");
        let output = wirebrief(folder.path(), &["run", "--config", CONFIG], b"");
        assert_eq!(code(&output), 0, "{}", errors(&output));
        let mut files = files_under(&folder.path().join(EDITION));
        files.remove("manifest.json");
        files
    };
    let corrected = files_under(&folder.path().join(EDITION));
    let plain = run("");
    assert_ne!(plain["briefing.json"], corrected["briefing.json"]);
    let (other, _) = edition("");
    let mut untouched = files_under(&other.path().join(EDITION));
    untouched.remove("manifest.json");
    assert!(plain == untouched);
    assert_eq!(run(CORRECTIONS)["briefing.md"], corrected["briefing.md"]);
}
