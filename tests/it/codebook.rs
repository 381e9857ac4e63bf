//! The codebook: its own examples hold, and mistakes in a pack are told with the file's path.

use std::path::Path;

use serde::Deserialize as _;
use serde_json::Value;
use wirebrief::codebook::{BUNDLED, Codebook, Sections, Source, bundled};
use wirebrief::model::place::GeoPrecision;

use crate::article::{codebook, facts};

/// A table of places; all other files are YAML.
fn is_table(file: &Source) -> bool {
    Path::new(&file.path).extension().is_some_and(|ending| ending == "tsv")
}

fn sections() -> Vec<(String, Sections)> {
    let files = BUNDLED.iter().flat_map(|pack| bundled(pack).expect("it is bundled"));
    files
        .filter(|file| !is_table(file))
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
fn spellings_fold_as_their_examples_say() {
    let codebook = codebook();
    let mut run = 0;
    for (path, sections) in sections() {
        for options in &sections.places.spellings {
            let spelling =
                codebook.places.spellings.iter().find(|s| s.country == options.country).expect("it is compiled");
            for names in &options.same {
                run += 1;
                let keys: Vec<String> = names.iter().map(|name| spelling.key(name)).collect();
                assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{path}: {names:?} have the keys {keys:?}");
            }
            for names in &options.differ {
                run += 1;
                let mut keys: Vec<String> = names.iter().map(|name| spelling.key(name)).collect();
                keys.sort();
                keys.dedup();
                assert_eq!(keys.len(), names.len(), "{path}: {names:?} have the keys {keys:?}");
            }
        }
    }
    assert!(run >= 15, "only {run} examples were run");
}

#[test]
fn the_gazetteer_is_whole() {
    let codebook = codebook();
    let of = |country: &str, precision: GeoPrecision| {
        let known = codebook.places.known.iter().filter(|known| !known.adjective);
        known.filter(|k| k.place.country.as_deref() == Some(country) && k.place.precision == precision).count()
    };
    assert_eq!(of("Afghanistan", GeoPrecision::Province), 34);
    assert!(of("Afghanistan", GeoPrecision::District) >= 398 + 22, "the districts, and Kabul's police districts");
    assert!(of("Afghanistan", GeoPrecision::City) >= 150);
    assert_eq!(codebook.places.seats.len(), 34, "each province has its capital");
    let countries = codebook.places.known.iter().filter(|k| k.place.precision == GeoPrecision::Country && !k.adjective);
    assert!(countries.count() >= 195);
    assert!(codebook.places.capitals.len() >= 170);
    for province in ["Khyber Pakhtunkhwa", "Balochistan"] {
        let inside = codebook.places.known.iter().filter(|k| k.place.admin1.as_deref() == Some(province));
        assert!(inside.count() >= 30, "{province}");
    }
    for known in &codebook.places.known {
        if let (Some(lat), Some(lon)) = (known.place.lat, known.place.lon) {
            assert!(lat.abs() <= 90.0 && lon.abs() <= 180.0, "{known:?}");
        }
    }
}

#[test]
fn a_table_of_the_users_adds_places() {
    let mut sources: Vec<Source> = BUNDLED.iter().flat_map(|pack| bundled(pack).expect("it is bundled")).collect();
    let text = "country\tMali\nregion\tMopti\ncity\tTestaba\tTesteba\n".to_owned();
    sources.push(Source { path: "desk/sahel.tsv".to_owned(), text });
    let codebook = Codebook::compile(&sources).expect("the table is right");
    let trace =
        facts("A market was burnt down in Testeba on Friday.", None, &codebook).trace.expect("it was asked for");
    assert!(trace.places.iter().any(|place| place.value.as_deref() == Some("Testaba")), "{:?}", trace.places);
}

#[test]
fn every_file_says_what_it_is() {
    for pack in BUNDLED {
        for file in bundled(pack).expect("it is bundled") {
            assert!(file.text.starts_with("# "), "{} opens with a line on what it holds", file.path);
            if is_table(&file) {
                continue;
            }
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
