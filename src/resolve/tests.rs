//! Hard cases of coreference, on mentions made by hand.

use crate::codebook::Codebook;
use crate::model::actor::Actor;
use crate::model::casualties::{Count, Qualifier, TollRule};
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::document::{Published, PublishedBasis};
use crate::model::evidence::Evidence;
use crate::model::extraction::Extraction;
use crate::model::incident::{Against, EventType, IncidentMention, Responsibility, ResponsibilityKind};
use crate::model::place::{GeoPrecision, Place};
use crate::model::sample::{day, extractions};
use crate::resolve::{Before, Corrections, Dataset, Known, Settings, resolve, resolve_after};

/// A document with its mentions; `published` empty for an undated one.
pub(super) fn document(id: &str, published: &str, mentions: &[IncidentMention]) -> Extraction {
    let mut document = extractions()["001.txt"].clone();
    document.document.id = id.to_owned();
    document.document.sketch = String::new();
    document.document.published =
        (!published.is_empty()).then(|| Published { date: day(published), basis: PublishedBasis::Dateline });
    document.incidents = mentions.to_vec();
    document.statements.clear();
    for (at, mention) in document.incidents.iter_mut().enumerate() {
        for evidence in &mut mention.evidence {
            evidence.document = id.to_owned();
            evidence.start += at * 1000;
        }
    }
    document
}

/// A mention: `when` is a day, words that nothing anchors with their TIMEX3 value, or empty.
pub(super) fn mention(event_type: EventType, when: &str, place: &str, killed: u64, words: &str) -> IncidentMention {
    let date = match when {
        "" => None,
        value if value.starts_with("XXXX") => Some(Timex::unresolved("words", Some(value.to_owned()))),
        value => Some(Timex::resolved(day(value), day(value), Precision::Day, DateBasis::Stated, value)),
    };
    let precision = if place == "Kabul" { GeoPrecision::City } else { GeoPrecision::Site };
    let text = format!("The police said that {words}.");
    let evidence = Evidence { document: String::new(), start: 10, end: 10 + text.len(), text, sentence: Some(1) };
    IncidentMention {
        event_type,
        date,
        place: Some(Place {
            name: place.to_owned(),
            admin1: Some("Kabul".to_owned()),
            country: Some("Afghanistan".to_owned()),
            precision,
            lat: None,
            lon: None,
            gazetteer: precision == GeoPrecision::City,
        }),
        perpetrator: None,
        responsibility: Vec::new(),
        target: None,
        killed: (killed > 0).then(|| Count::of(killed, Qualifier::Exact, killed.to_string())),
        wounded: None,
        abducted: None,
        background: false,
        caveats: Vec::new(),
        evidence: vec![evidence],
        rules: Vec::new(),
    }
}

fn dataset(documents: Vec<Extraction>) -> Dataset {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right");
    resolve(documents, Vec::new(), &codebook, &Settings::default()).output
}

/// The documents of each incident, in order.
pub(super) fn told(dataset: &Dataset) -> Vec<String> {
    let ids = |incident: &crate::model::incident::Incident| {
        let ids: Vec<&str> = incident.reports.iter().map(|report| report.document.as_str()).collect();
        ids.join(" ")
    };
    dataset.incidents.iter().map(ids).collect()
}

use EventType::{ArmedAttack, Bombing, Raid};

#[test]
fn two_events_of_one_day_in_one_city_stay_two() {
    let bomb = |place| mention(Bombing, "2022-05-25", place, 5, "a bomb went off");
    let raid = || mention(Raid, "2022-05-25", "Kabul", 5, "a house was stormed");
    let data = dataset(vec![
        document("a", "2022-05-26", &[bomb("Hazrat mosque"), raid()]),
        document("b", "2022-05-26", &[raid()]),
        document("c", "2022-05-27", &[bomb("Kabul")]),
        document("d", "2022-05-27", &[bomb("Kolola school")]),
        document("e", "2022-05-27", &[bomb("Kolola school")]),
    ]);
    let mut told = told(&data);
    told.sort();
    // The bomb in the city may be that in the mosque or that in the school.
    assert_eq!(told, ["a", "a b", "c", "d e"]);
    assert!(data.near_misses.iter().any(|miss| miss.against == Against::Ambiguous), "{:?}", data.near_misses);
}

#[test]
fn two_events_at_one_site_in_different_years_stay_two_and_a_recap_tells_both() {
    let first = || mention(Bombing, "2021-08-26", "Baran hotel", 40, "a bomb went off");
    let second = || mention(Bombing, "2023-01-01", "Baran hotel", 4, "a bomb went off");
    let data = dataset(vec![
        document("a", "2021-08-27", &[first()]),
        document("b", "2023-01-02", &[second(), first()]),
        document("c", "2023-01-03", &[second()]),
        document("d", "", &[mention(Bombing, "", "Baran hotel", 0, "it was attacked")]),
        document("e", "2022-02-01", &[mention(Bombing, "", "Baran hotel", 40, "it was attacked")]),
    ]);
    // Nothing tells which of the two the undated one means; what was published between the two means the first.
    assert_eq!(told(&data), ["a b e", "b c", "d"]);
    let late = &data.incidents[0].reports[2];
    let date = late.date.as_ref().expect("the other reports date it");
    assert_eq!((date.start, date.basis), (Some(day("2021-08-26")), DateBasis::Report));
    assert_eq!(date.source.as_ref().map(|source| source.document.as_str()), Some("a"));
    assert_eq!(data.incidents[0].merges.len(), 2);
}

#[test]
fn an_undated_article_takes_the_day_that_it_cannot_be_older_than_and_nothing_else() {
    let data = dataset(vec![
        document("a", "2022-05-26", &[mention(Bombing, "2022-05-25", "Baran hotel", 12, "a bomb went off")]),
        document(
            "b",
            "",
            &[
                mention(Bombing, "XXXX-WXX-3", "Baran hotel", 12, "a bomb went off"),
                mention(Raid, "XXXX-WXX-5", "Kabul", 0, "a house was stormed"),
                mention(ArmedAttack, "", "Kolola school", 0, "shots were fired"),
            ],
        ),
    ]);
    assert_eq!(told(&data), ["a b", "b", "b"]);
    assert_eq!(data.documents[1].not_before_by_reports, Some(day("2022-05-25")));
    assert_eq!(data.documents[1].record.not_before, None);
    let raid = data.incidents.iter().find(|i| i.event_type == Raid).and_then(|i| i.date.as_ref());
    // "Friday" of an article that is not older than that Wednesday.
    assert_eq!(raid.map(|date| (date.range(), date.not_before)), Some((None, Some(day("2022-05-19")))));
    let shots = data.incidents.iter().find(|i| i.event_type == ArmedAttack).expect("it is told");
    assert_eq!(shots.date, None);
}

#[test]
fn the_hotel_of_one_article_is_the_one_that_its_sentences_name() {
    let named = "gunmen stormed a hotel, the Longan hotel in the new quarter";
    let documents = |words: &str| {
        vec![
            document("a", "2022-12-14", &[mention(ArmedAttack, "2022-12-12", "hotel", 3, words)]),
            document("b", "2022-12-16", &[mention(ArmedAttack, "", "Longan hotel", 3, "the Longan was stormed")]),
        ]
    };
    assert_eq!(told(&dataset(documents(named))), ["a b"]);
    assert_eq!(told(&dataset(documents("gunmen stormed a hotel"))), ["a", "b"]);
}

#[test]
fn one_kind_of_site_in_two_wordings_is_one_and_two_faiths_are_two() {
    let told = |places: [&str; 2]| {
        let attack = |place| mention(Bombing, "2022-05-25", place, 0, "a bomb went off");
        told(&dataset(vec![
            document("a", "2022-05-26", &[attack(places[0])]),
            document("b", "2022-05-26", &[attack(places[1])]),
        ]))
    };
    let (one, two) = (["a b"].as_slice(), ["a", "b"].as_slice());
    assert_eq!(told(["Shiite mosque", "Shia mosque"]), one);
    assert_eq!(told(["gurdwara", "Sikh temple"]), one);
    assert_eq!(told(["Shiite mosque", "Dahan Tepe mosque"]), one);
    assert_eq!(told(["Kabul airport", "Kabul airport gate"]), one);
    assert_eq!(told(["Shiite mosque", "Sunni mosque"]), two);
    assert_eq!(told(["gurdwara", "Hindu temple"]), two);
    assert_eq!(told(["Dahan Tepe mosque", "Kolola mosque"]), two);
}

#[test]
fn a_short_word_of_a_name_does_not_hide_that_the_sentences_name_it() {
    let named = "gunmen stormed a hotel, the Sur Longan in the new quarter";
    let hotel = |words: &str| {
        vec![
            document("a", "2022-12-14", &[mention(ArmedAttack, "2022-12-12", "hotel", 3, words)]),
            document("b", "2022-12-16", &[mention(ArmedAttack, "", "Sur Longan hotel", 3, "the Longan was stormed")]),
        ]
    };
    assert_eq!(told(&dataset(hotel(named))), ["a b"]);
    assert_eq!(told(&dataset(hotel("gunmen stormed a hotel, the Sur"))), ["a", "b"]);
}

#[test]
fn what_comes_near_but_for_a_day_is_kept_for_the_analyst() {
    let bomb = |day| mention(Bombing, day, "Baran hotel", 12, "a bomb went off");
    let data = dataset(vec![
        document("a", "2022-05-26", &[bomb("2022-05-25")]),
        document("b", "2022-05-27", &[bomb("2022-05-26")]),
        document("c", "2022-06-27", &[bomb("2022-06-26")]),
    ]);
    assert_eq!(told(&data), ["a", "b", "c"]);
    let misses: Vec<_> = data.near_misses.iter().map(|miss| (&miss.reports, miss.score, miss.against)).collect();
    assert_eq!(misses, [(&["a".to_owned(), "b".to_owned()], 60, Against::Date)]);
}

#[test]
fn responsibility_is_a_chain_through_time() {
    let blame = |kind, name: &str| {
        let actor = Actor { name: name.to_owned(), as_written: name.to_owned() };
        let evidence = mention(Bombing, "", "Kabul", 0, "it was they").evidence;
        Responsibility { kind, actor, by: None, evidence }
    };
    let told = |blames: &[Responsibility]| IncidentMention {
        responsibility: blames.to_vec(),
        ..mention(Bombing, "2022-05-25", "Baran hotel", 12, "a bomb went off")
    };
    let (claimed, denied) = (ResponsibilityKind::Claimed, ResponsibilityKind::Denied);
    let suspected = ResponsibilityKind::Suspected;
    let data = dataset(vec![
        document("a", "2022-05-30", &[told(&[blame(claimed, "Front"), blame(suspected, "League")])]),
        document("b", "2022-05-26", &[told(&[blame(suspected, "League")])]),
        document("c", "", &[told(&[blame(denied, "Front")])]),
        document("d", "2022-05-28", &[told(&[blame(denied, "League")])]),
    ]);
    let chain: Vec<_> = data.incidents[0].responsibility.iter().map(|r| (r.kind, r.actor.name.as_str())).collect();
    assert_eq!(chain, [(suspected, "League"), (denied, "League"), (claimed, "Front"), (denied, "Front")]);
}

#[test]
fn ids_of_the_edition_before_are_kept() {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right");
    let undated = || document("a", "", &[mention(Bombing, "", "Baran hotel", 12, "a bomb tore through the hall")]);
    let first = dataset(vec![undated()]);
    assert_eq!(first.incidents[0].id, "undated-kabul-baran-hotel-bombing");
    let known: Vec<Known> = first
        .incidents
        .iter()
        .map(|incident| Known { id: incident.id.clone(), evidence: incident.evidence().cloned().collect() })
        .collect();
    let later = || {
        vec![
            undated(),
            document("b", "2022-05-26", &[mention(Bombing, "2022-05-25", "Baran hotel", 12, "a bomb went off")]),
            document("c", "", &[mention(Bombing, "", "Kolola school", 3, "a bomb went off there")]),
        ]
    };
    let before = Before { known, uncorrected: Vec::new() };
    let none = Corrections::default();
    let second = resolve_after(&before, &none, later(), Vec::new(), &codebook, &Settings::default()).output;
    let ids = |data: &Dataset| data.incidents.iter().map(|incident| incident.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&second), ["undated-kabul-baran-hotel-bombing", "undated-kabul-kolola-school-bombing"]);
    assert_eq!(ids(&dataset(later())), ["2022-05-25-kabul-baran-hotel-bombing", "undated-kabul-kolola-school-bombing"]);
}

#[test]
fn two_incidents_of_the_same_sentences_keep_each_its_own_id() {
    let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right");
    let words = "a bomb went off in the school and the hotel was stormed";
    let bomb = |when| mention(Bombing, when, "Kolola school", 12, words);
    let storm = |when| mention(ArmedAttack, when, "Baran hotel", 30, words);
    let recap = || document("a", "", &[bomb(""), storm("")]);
    let ids = |data: &Dataset| data.incidents.iter().map(|incident| incident.id.clone()).collect::<Vec<_>>();
    let first = dataset(vec![recap()]);
    assert_eq!(ids(&first), ["undated-kabul-baran-hotel-armed-attack", "undated-kabul-kolola-school-bombing"]);
    let known = |incident: &crate::model::incident::Incident| Known {
        id: incident.id.clone(),
        evidence: incident.evidence().cloned().collect(),
    };
    let before = Before { known: first.incidents.iter().map(known).collect(), uncorrected: Vec::new() };
    let documents = vec![
        recap(),
        document("b", "2022-05-26", &[bomb("2022-05-25")]),
        document("c", "2022-05-27", &[storm("2022-05-26")]),
    ];
    let none = Corrections::default();
    let second = resolve_after(&before, &none, documents, Vec::new(), &codebook, &Settings::default()).output;
    assert_eq!(told(&second), ["a b", "a c"]);
    assert_eq!(ids(&second), ["undated-kabul-kolola-school-bombing", "undated-kabul-baran-hotel-armed-attack"]);
}

/// A statement of the first sentence of a document's first mention, by somebody.
fn saying(mut document: Extraction, name: &str) -> Extraction {
    let mut statement = extractions()["001.txt"].statements[0].clone();
    let first = document.incidents[0].evidence[0].clone();
    statement.speaker.name = Some(name.to_owned());
    statement.speaker.organisation = None;
    statement.content.clone_from(&first.text);
    statement.evidence = vec![first];
    document.statements.push(statement);
    document
}

#[test]
fn two_papers_that_cite_one_agency_are_one_origin() {
    let told = |id: &str, day: &str| {
        let mut document = document(id, day, &[mention(Bombing, "2022-05-25", "Baran hotel", 12, "a bomb went off")]);
        document.document.publisher = Some(format!("Paper {id}"));
        document.document.origin = None;
        document.document.family = None;
        document
    };
    let origins = |documents: Vec<Extraction>| {
        let data = dataset(documents);
        assert_eq!(data.incidents.len(), 1);
        data.incidents[0].origins().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(origins(vec![told("a", "2022-05-26"), told("b", "2022-05-26")]), ["Paper a", "Paper b"]);
    let cited = |name: &str| vec![saying(told("a", "2022-05-26"), name), saying(told("b", "2022-05-26"), name)];
    assert_eq!(origins(cited("AFP")), ["AFP"]);
    // What police tell two papers, each has asked for; and a third paper that the others cite is the origin.
    assert_eq!(origins(cited("Kabul police")), ["Paper a", "Paper b"]);
    let mut third = cited("paper C");
    third.push(told("C", "2022-05-26"));
    assert_eq!(origins(third), ["Paper C"]);
}

#[test]
fn a_figure_that_two_papers_have_from_one_body_is_of_one_origin() {
    let told = |id: &str, killed: u64, said_by: Option<&str>| {
        let mut mention = mention(Bombing, "2022-05-25", "Baran hotel", killed, "a bomb went off");
        let actor = |name: &str| Actor { name: name.to_owned(), as_written: name.to_owned() };
        mention.killed.as_mut().expect("it has a toll").said_by = said_by.map(actor);
        let mut document = document(id, "2022-05-26", &[mention]);
        document.document.publisher = Some(format!("Paper {id}"));
        document.document.origin = None;
        document.document.family = None;
        document
    };
    let best = |said: [Option<&str>; 2]| {
        let data = dataset(vec![told("a", 12, said[0]), told("b", 12, said[1]), told("c", 10, None)]);
        assert_eq!(data.incidents.len(), 1);
        data.incidents[0].killed.as_ref().map(|toll| (toll.best, toll.rule))
    };
    assert_eq!(best([None, None]), Some((Some(12), TollRule::MostOrigins)));
    assert_eq!(best([Some("police"), Some("police")]), Some((Some(12), TollRule::MostOrigins)));
    assert_eq!(best([Some("United Nations"), Some("UNAMA")]), Some((Some(10), TollRule::Lowest)));
    assert_eq!(best([Some("United Nations"), Some("Pentagon")]), Some((Some(12), TollRule::MostOrigins)));
}
