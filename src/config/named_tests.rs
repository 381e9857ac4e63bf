//! What is said of names that the codebook does not hold.

use crate::codebook::Codebook;
use crate::config::{Overrides, Source, load};
use crate::diag::Diagnostic;

fn held(sections: &str) -> Vec<Diagnostic> {
    let text = format!("title: T\ncorpus: [{{path: a}}]\nsections:\n{sections}");
    let source = Source { path: "briefing.yaml".into(), text };
    let settings =
        load(&source, &Overrides::default(), chrono::DateTime::UNIX_EPOCH).expect("the file itself is right").output;
    settings.names_in(&Codebook::of_bundled(&["core", "afghanistan"]).expect("it compiles"))
}

#[test]
fn an_actor_that_no_codebook_holds_is_warned_of_with_its_place_and_what_was_meant() {
    for (sections, place, hint) in [
        (
            "  - threat_assessment: {actor: Islamic State Khorasan Provinz}\n",
            "briefing.yaml:4:32: the codebook holds no `Islamic State Khorasan Provinz`",
            "did you mean `Islamic State Khorasan Province`?",
        ),
        ("  - threat_assessment: {actor: Harbour Guild of Anvil}\n", "briefing.yaml:4:32", "a codebook of your own"),
        (
            "  - denials_versus_attacks: {denier: Talibann, about: Islamic State Khorasan Province}\n",
            "briefing.yaml:4:38: the codebook holds no `Talibann`",
            "did you mean `Taliban`?",
        ),
        (
            "  - denials_versus_attacks:\n      denier: Taliban\n      about: ISKP\n",
            "briefing.yaml:6:14: the codebook holds no `ISKP`, so that `about` can mean nobody",
            "is another name of `Islamic State Khorasan Province`",
        ),
    ] {
        let warnings = held(sections);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].to_string().starts_with(place), "{}", warnings[0]);
        assert!(warnings[0].hints.join(" ").contains(hint), "{:?}", warnings[0].hints);
    }
}

#[test]
fn names_of_actors_and_countries_are_held() {
    let warnings = held(
        "  - threat_assessment: {actor: Islamic State Khorasan Province}\n  - denials_versus_attacks: {denier: Pakistan, about: Taliban}\n",
    );
    assert_eq!(warnings, Vec::new());
}

#[test]
fn a_reader_that_is_nearly_a_class_of_targets_is_warned_of() {
    let warnings = held("  - key_judgements: {readers: [foreign missons, foreign missions, bridge]}\n");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(
        warnings[0].to_string().starts_with("briefing.yaml:4:32: `foreign missons` is no class"),
        "{}",
        warnings[0]
    );
    assert_eq!(warnings[0].hints, ["did you mean the class `foreign missions`?"]);
}

#[test]
fn a_parent_that_is_no_actor_is_told_with_its_place_and_the_nearest_name() {
    let text = "names:\n  actors:\n    - {name: Anvil Front, kind: armed_group}\n    - {name: Anvil Youth, kind: armed_group, parent: Anvil Frnt}\n";
    let pack = crate::codebook::Source { path: "ours.yaml".into(), text: text.to_owned() };
    let error = Codebook::compile(&[pack]).expect_err("nobody has that name");
    assert_eq!(error.to_string(), "ours.yaml:4:54: the actor `Anvil Youth` has an unknown parent `Anvil Frnt`");
    assert_eq!(error.hints, ["did you mean `Anvil Front`?"]);
}
