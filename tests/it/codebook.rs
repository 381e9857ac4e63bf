//! The codebook: its own examples hold, and mistakes in a pack are told with the file's path.

use serde::Deserialize as _;
use serde_json::Value;
use wirebrief::codebook::{BUNDLED, Codebook, Sections, Source, bundled};

use crate::article::{codebook, facts};

fn sections() -> Vec<(String, Sections)> {
    let files = BUNDLED.iter().flat_map(|pack| bundled(pack).expect("it is bundled"));
    files
        .map(|file| {
            let sections = serde_yaml::from_str(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
            (file.path, sections)
        })
        .collect()
}

/// Names of the actors in a sentence, in order.
fn actors(text: &str, codebook: &Codebook) -> Vec<String> {
    let trace = facts(text, None, codebook).trace.expect("it was asked for");
    trace.actors.into_iter().filter_map(|actor| actor.value).collect()
}

/// The bundled packs and one file more.
fn with(text: &str) -> Result<Codebook, wirebrief::diag::Diagnostic> {
    let mut sources: Vec<Source> = BUNDLED.iter().flat_map(|pack| bundled(pack).expect("it is bundled")).collect();
    sources.push(Source { path: "desk/sahel.yaml".to_owned(), text: text.to_owned() });
    Codebook::compile(&sources)
}

#[test]
fn actors_are_recognised_in_their_examples() {
    let codebook = codebook();
    let (mut wrong, mut run) = (Vec::new(), 0);
    for (path, sections) in sections() {
        for example in sections.names.actors.iter().flat_map(|actor| &actor.examples) {
            let found = actors(&example.text, &codebook);
            run += 1;
            if found != example.gives {
                wrong.push(format!("{path}: {}\n  expected {:?}\n  found    {found:?}", example.text, example.gives));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run >= 4, "only {run} examples were run");
}

#[test]
fn indicators_are_shown_by_their_examples_and_by_nothing_else() {
    let codebook = codebook();
    let (mut wrong, mut run) = (Vec::new(), 0);
    for (path, sections) in sections() {
        for entry in &sections.conditions.indicators {
            let shown = |text: &str| {
                let conditions = facts(text, None, &codebook).conditions;
                conditions.iter().map(|condition| condition.indicator.clone()).collect::<Vec<_>>()
            };
            for (text, wanted) in
                entry.examples.iter().map(|text| (text, true)).chain(entry.not.iter().map(|text| (text, false)))
            {
                let found = shown(text);
                run += 1;
                if found.contains(&entry.indicator) != wanted {
                    let not = if wanted { "does not show" } else { "shows" };
                    wrong.push(format!("{path}: {text}\n  {not} `{}`; it shows {found:?}", entry.indicator));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run >= 8, "only {run} examples were run");
}

#[test]
fn every_indicator_carries_an_example() {
    let sections = sections();
    let entries = sections.iter().flat_map(|(_, sections)| &sections.conditions.indicators);
    let bare: Vec<_> = entries.filter(|e| e.examples.is_empty()).map(|e| e.indicator.as_str()).collect();
    assert!(bare.is_empty(), "without an example: {bare:?}");
}

#[test]
fn every_file_says_what_it_is() {
    for pack in BUNDLED {
        for file in bundled(pack).expect("it is bundled") {
            assert!(file.text.starts_with("# "), "{} opens with a line on what it holds", file.path);
            let parsed = Value::deserialize(serde_yaml::Deserializer::from_str(&file.text));
            assert!(parsed.is_ok(), "{}: {parsed:?}", file.path);
        }
    }
}

#[test]
fn a_pack_of_the_users_adds_an_actor() {
    let text = "names:\n  actors:\n    - {name: Blue Lions, kind: armed_group, aliases: [Lions of the North]}\n";
    let codebook = with(text).expect("the pack is right");
    assert_eq!(actors("Fighters of the Lions of the North fled on foot.", &codebook), ["Blue Lions"]);
    assert_eq!(actors("Fighters of the Taliban fled on foot.", &codebook), ["Taliban"]);
}

#[test]
fn mistakes_in_a_pack_are_told_with_its_path() {
    for (text, part) in [
        ("names:\n  actors:\n    - {name: Blue Lions, kind: armed_group, alias: [Lions]}\n", "alias"),
        ("names:\n  actors:\n    - {name: Blue Lions, kind: army}\n", "army"),
        ("actor: []\n", "actor"),
        ("names: [\n", ""),
    ] {
        let error = with(text).expect_err("the pack is wrong");
        let told = format!("{error:?}");
        assert!(told.contains("desk/sahel.yaml") && told.contains(part), "{text}: {told}");
    }
    let twice = "names:\n  actors:\n    - {name: Taliban, kind: armed_group}\n";
    let error = format!("{:?}", with(twice).expect_err("there is a Taliban already"));
    assert!(error.contains("Taliban"), "{error}");
}
