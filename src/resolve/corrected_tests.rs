//! What the analyst's corrections do to incidents, and that nothing of it stays when they go.

use super::tests::{document, mention, told};
use super::{Before, Corrections, Known, Settings, resolve_after};
use crate::codebook::Codebook;
use crate::diag::Warned;
use crate::model::casualties::TollRule;
use crate::model::correction::{Action, Field, Reliability};
use crate::model::dataset::Dataset;
use crate::model::date::{DateBasis, Precision};
use crate::model::extraction::Extraction;
use crate::model::incident::EventType::{Bombing, Raid};
use crate::model::incident::Incident;
use crate::model::sample::day;

const SECTIONS: [&str; 2] = ["incident_log", "sources"];
const WHO: &str = "author: EK, date: 2023-02-20, reason: seen by the desk";

fn codebook() -> Codebook {
    Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right")
}

/// Three articles: one bomb told by two, another one by the third, and a raid.
fn documents() -> Vec<Extraction> {
    let bomb = |day, killed, words| mention(Bombing, day, "Baran hotel", killed, words);
    vec![
        document("a", "2022-05-26", &[bomb("2022-05-25", 12, "a bomb tore through the hall")]),
        document(
            "b",
            "2022-05-27",
            &[
                bomb("2022-05-25", 14, "the bomb of Wednesday"),
                mention(Raid, "2022-05-20", "Kabul", 2, "a house was stormed"),
            ],
        ),
        document("c", "2022-06-10", &[bomb("2022-06-09", 3, "a second bomb, months later")]),
    ]
}

fn corrected_after(before: &Before, text: &str) -> Warned<Dataset> {
    let codebook = codebook();
    let corrections = Corrections::parse("c.yaml", text, &codebook, &SECTIONS).expect("it is right");
    resolve_after(before, &corrections, documents(), Vec::new(), &codebook, &Settings::default())
}

fn corrected(text: &str) -> Warned<Dataset> {
    corrected_after(&Before::default(), text)
}

/// The one incident, by what its id holds.
fn of<'d>(dataset: &'d Dataset, id: &str) -> &'d Incident {
    let mut found = dataset.incidents.iter().filter(|incident| incident.id == id);
    found.next().unwrap_or_else(|| panic!("{id} is none of {:?}", ids(dataset)))
}

fn ids(dataset: &Dataset) -> Vec<&str> {
    dataset.incidents.iter().map(|incident| incident.id.as_str()).collect()
}

const FIRST: &str = "2022-05-25-kabul-baran-hotel-bombing";
const SECOND: &str = "2022-06-09-kabul-baran-hotel-bombing";
const STORMED: &str = "2022-05-20-kabul-raid";

#[test]
fn fields_are_set_and_cleared_and_what_was_there_is_kept() {
    let text = format!(
        "incidents:\n  - {{incident: {FIRST}, set: {{date: 2022-05, place: Herat, killed: {{low: 12, best: 13, high: 15}}, \
         perpetrator: IS-K, event_type: suicide_bombing, target: a wedding}}, {WHO}}}\n  - {{evidence: a house  was stormed, \
         clear: [killed, place], {WHO}}}\n"
    );
    let Warned { output, warnings } = corrected(&text);
    assert_eq!(warnings, []);
    let bomb = of(&output, FIRST);
    let date = bomb.date.as_ref().expect("it is set");
    assert_eq!((date.range(), date.precision), (Some((day("2022-05-01"), day("2022-05-31"))), Precision::Month));
    assert_eq!(date.basis, DateBasis::Correction);
    assert_eq!(bomb.place.as_ref().and_then(|place| place.country.as_deref()), Some("Afghanistan"));
    let killed = bomb.killed.as_ref().expect("it is set");
    assert_eq!(
        (killed.low, killed.best, killed.high, killed.rule),
        (Some(12), Some(13), Some(15), TollRule::Corrected)
    );
    assert_eq!(bomb.perpetrator.as_ref().map(|actor| actor.name.as_str()), Some("Islamic State Khorasan Province"));
    assert_eq!(bomb.target.as_deref(), Some("a wedding"));
    assert!(bomb.corrected && bomb.reports.len() == 2);
    assert_eq!(bomb.was[&Field::Killed]["best"], 14);
    let raid = of(&output, STORMED);
    assert_eq!((&raid.killed, &raid.place, raid.corrected), (&None, &None, true));
    assert!(!of(&output, SECOND).corrected);
    let done: Vec<_> = output.corrections.iter().map(|c| (c.line, c.action, c.fields.len(), c.items.clone())).collect();
    let expected = [(2, Action::Set, 6, vec![FIRST.to_owned()]), (3, Action::Clear, 2, vec![STORMED.to_owned()])];
    assert_eq!(done, expected);
}

#[test]
fn what_matches_nothing_or_contradicts_is_a_warning_with_its_line() {
    let text = format!(
        "incidents:\n\
         - {{incident: {FIRST}, set: {{killed: 13}}, {WHO}}}\n\
         - {{incident: {FIRST}, set: {{killed: 14}}, {WHO}}}\n\
         - {{incident: 2020-nowhere, clear: [killed], {WHO}}}\n\
         - {{evidence: The police said, clear: [killed], {WHO}}}\n\
         - {{incident: {FIRST}, merge: [{FIRST}], {WHO}}}\n\
         - {{incident: {FIRST}, split: [nobody said this], {WHO}}}\n\
         - {{incident: {STORMED}, suppress: true, {WHO}}}\n\
         - {{incident: {STORMED}, set: {{killed: 1}}, {WHO}}}\n\
         sources:\n\
         - {{source: Nobody's News, reliability: E, {WHO}}}\n"
    );
    let Warned { output, warnings } = corrected(&text);
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    let starts = [
        "c.yaml:2:1: `killed` of `2022-05-25-kabul-baran-hotel-bombing` is corrected otherwise on line 3, which counts",
        "c.yaml:4:1: the correction changes nothing: there is no incident `2020-nowhere`",
        "c.yaml:5:1: the correction changes nothing: “The police said” stands with 2",
        "c.yaml:6:1: the correction changes nothing: `2022-05-25-kabul-baran-hotel-bombing` and",
        "c.yaml:7:1: the correction changes nothing: no report of",
        "c.yaml:7:1: the correction changes nothing: nothing would be split off",
        "c.yaml:9:1: the correction changes nothing: there is no incident `2022-05-20-kabul-raid`",
        "c.yaml:11:1: the correction changes nothing: no article is of the source `Nobody's News`",
    ];
    assert_eq!(told.len(), starts.len(), "{told:#?}");
    for (told, start) in told.iter().zip(starts) {
        assert!(told.starts_with(start), "{told}");
    }
    assert_eq!(of(&output, FIRST).killed.as_ref().and_then(|toll| toll.best), Some(14));
    assert_eq!(ids(&output), [FIRST, SECOND]);
}

#[test]
fn incidents_are_merged_split_and_suppressed() {
    let text = format!(
        "incidents:\n- {{incident: {FIRST}, split: [the bomb of Wednesday], {WHO}}}\n\
         - {{incident: {SECOND}, merge: [{{evidence: a house was stormed}}], {WHO}}}\n"
    );
    let Warned { output, warnings } = corrected(&text);
    assert_eq!(warnings, []);
    assert_eq!(told(&output), ["b c", "a", "b"]);
    let split = format!("{FIRST}-2");
    assert_eq!(ids(&output), [SECOND, FIRST, &split]);
    assert!(output.incidents.iter().all(|incident| incident.corrected));
    let merged = of(&output, SECOND);
    assert_eq!(merged.merges.iter().map(|merge| merge.corrected).collect::<Vec<_>>(), [true]);
    assert!(of(&output, FIRST).merges.is_empty());
    // As the articles alone make them, for the ids of the next edition.
    let mut raw: Vec<&str> = output.uncorrected.iter().map(|part| part.id.as_str()).collect();
    raw.sort_unstable();
    assert_eq!(raw, [STORMED, FIRST, SECOND]);

    let gone = corrected(&format!("incidents:\n- {{incident: {FIRST}, suppress: true, {WHO}}}\n"));
    assert_eq!(ids(&gone.output), [STORMED, SECOND]);
    assert_eq!(gone.output.corrections[0].items, [FIRST]);
    assert!(gone.output.near_misses.iter().all(|miss| !miss.incidents.contains(&FIRST.to_owned())));
}

#[test]
fn what_is_split_is_not_merged_again() {
    let text = format!(
        "incidents:\n- {{incident: {FIRST}, split: [the bomb of Wednesday], {WHO}}}\n\
         - {{incident: {FIRST}, merge: [{{evidence: the bomb of Wednesday}}], {WHO}}}\n"
    );
    let Warned { output, warnings } = corrected(&text);
    assert_eq!(output.incidents.len(), 4);
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].message.contains("another correction splits"), "{}", warnings[0].message);
}

/// What the edition would know of its incidents.
fn known(dataset: &Dataset) -> Before {
    let known =
        |incident: &Incident| Known { id: incident.id.clone(), evidence: incident.evidence().cloned().collect() };
    let parts = dataset.uncorrected.iter();
    Before {
        known: dataset.incidents.iter().map(known).collect(),
        uncorrected: parts.map(|part| Known { id: part.id.clone(), evidence: part.evidence.clone() }).collect(),
    }
}

#[test]
fn without_a_correction_what_was_there_stands_again_whatever_the_edition_before() {
    let plain = corrected("").output;
    for order in [
        format!("- {{incident: {FIRST}, set: {{date: 2022-05-24, killed: 1}}, {WHO}}}"),
        format!("- {{incident: {FIRST}, clear: [date, place, killed], {WHO}}}"),
        format!("- {{incident: {FIRST}, merge: [{SECOND}, {STORMED}], {WHO}}}"),
        format!("- {{incident: {STORMED}, merge: [{FIRST}], {WHO}}}"),
        format!("- {{incident: {FIRST}, split: [a bomb tore through the hall], {WHO}}}"),
        format!("- {{incident: {FIRST}, split: [the bomb of Wednesday], {WHO}}}"),
        format!("- {{incident: {FIRST}, suppress: true, {WHO}}}"),
    ] {
        let text = format!("incidents:\n{order}\n");
        let once = corrected(&text);
        assert_eq!(once.warnings, [], "{order}");
        assert_ne!(once.output.incidents, plain.incidents, "{order}");
        // The same correction finds the same incidents again after its own edition …
        let twice = corrected_after(&known(&once.output), &text);
        assert_eq!((twice.warnings, &twice.output), (Vec::new(), &once.output), "{order}");
        // … and without it all is as if it had never been.
        let restored = corrected_after(&known(&once.output), "").output;
        assert_eq!(restored, plain, "{order}");
    }
}

#[test]
fn a_correction_by_a_sentence_outlives_another_date() {
    let codebook = codebook();
    let text = format!("incidents:\n- {{evidence: a bomb tore through the hall, set: {{killed: 40}}, {WHO}}}\n");
    let corrections = Corrections::parse("c.yaml", &text, &codebook, &SECTIONS).expect("it is right");
    let mut documents = documents();
    documents.remove(1);
    documents[0].incidents[0].date = None;
    let settings = Settings::default();
    let data = resolve_after(&Before::default(), &corrections, documents, Vec::new(), &codebook, &settings);
    assert_eq!(data.warnings, []);
    let bomb = of(&data.output, "undated-kabul-baran-hotel-bombing");
    assert_eq!(bomb.killed.as_ref().and_then(|toll| toll.best), Some(40));
}

#[test]
fn sources_are_graded_and_items_and_sections_noted() {
    let mut text = format!("sources:\n- {{source: harbour wire, reliability: B, {WHO}}}\n");
    text.push_str("notes:\n- {section: sources, note: Thin., author: EK, date: 2023-02-20}\n");
    text.push_str("- {document: c, note: Seen in print., author: EK, date: 2023-02-20}\n");
    text.push_str("- {evidence: a house was stormed, note: Twice., author: EK, date: 2023-02-20}\n");
    let codebook = codebook();
    let corrections = Corrections::parse("c.yaml", &text, &codebook, &SECTIONS).expect("it is right");
    let mut documents = documents();
    documents[0].document.origin = Some("Harbour Wire".to_owned());
    documents[1].document.origin = None;
    documents[1].document.publisher = None;
    documents[2].document.origin = Some("Radio Tern".to_owned());
    let settings = Settings::default();
    let data = resolve_after(&Before::default(), &corrections, documents, Vec::new(), &codebook, &settings);
    assert_eq!(data.warnings, []);
    let data = data.output;
    let grades: Vec<_> = data.documents.iter().map(|s| s.reliability.map(Reliability::letter)).collect();
    assert_eq!(grades, [Some("B"), None, None]);
    let notes = data.corrections.iter().filter(|correction| correction.action == Action::Note);
    let notes: Vec<_> = notes.map(|n| (n.section.clone(), n.documents.clone(), n.items.clone())).collect();
    assert_eq!(notes[0].0.as_deref(), Some("sources"));
    assert_eq!(notes[1].1, ["c"]);
    assert_eq!(notes[2].2, [STORMED]);
}

#[test]
fn what_is_wrong_in_the_file_stands_at_its_line() {
    let codebook = codebook();
    let error = |entry: &str| {
        let text = format!(
            "documents: []\nincidents:\n  - incident: x\n    author: EK\n    date: 2023-02-20\n    reason: y\n{entry}"
        );
        let error = Corrections::parse("c.yaml", &text, &codebook, &SECTIONS).expect_err("it is wrong");
        (error.to_string(), error.hints)
    };
    let (message, hints) = error("    set: {kiled: 12}\n");
    assert_eq!(message, "c.yaml:7:1: a correction of an incident is wrong: unknown key `kiled`");
    assert_eq!(hints[0], "did you mean `killed`?");
    let (message, hints) = error("    clear: [wounde]\n");
    assert_eq!(message, "c.yaml:7:1: a correction of an incident is wrong: unknown value `wounde`");
    assert_eq!(hints[0], "did you mean `wounded`?");
    let (message, hints) = error("    set: {killed: }\n");
    assert_eq!(message, "c.yaml:3:1: a correction of an incident is wrong: `killed` is set to nothing");
    assert_eq!(hints[0], "write `clear: [killed]`");
    for (entry, fault) in [
        ("    set: {killed: 1}\n    suppress: true\n", "exactly one of"),
        ("    set: {date: soon}\n", "`date` is `soon`"),
        ("    set: {killed: {low: 3, best: 2, high: 4}}\n", "does not hold 2"),
        ("    set: {place: Nowhere-on-Sea}\n", "no place `Nowhere-on-Sea`"),
        ("    set: {killed: 1}\n    clear: [killed]\n", "both set and cleared"),
        ("    clear: [event_type]\n", "of some kind"),
        ("    evidence: y\n    clear: [killed]\n", "both say"),
    ] {
        let (message, _) = error(entry);
        assert!(message.starts_with("c.yaml:3:1: ") && message.contains(fault), "{message}");
    }
    let missing = "incidents:\n- {incident: x, clear: [killed], author: EK, reason: y}\n";
    let error = Corrections::parse("c.yaml", missing, &codebook, &SECTIONS).expect_err("nobody says when");
    assert!(error.message.contains("missing field `date`"), "{}", error.message);
}
