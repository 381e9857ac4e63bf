//! The articles of both invented corpora in one run against what a careful reader codes from them together: which reports were
//! taken for one event, and which were not.
//!
//! No two events may become one incident. How many events are in pieces, and how many have all their reports, is held at what is
//! measured now; raise the floors when the numbers rise.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wirebrief::ingest::{Given, document};
use wirebrief::resolve::{Settings, resolve};

use crate::article::codebook;
use crate::fixture::{Telling, at_least, list, text};
use crate::program::{repository, text_of};

/// Events of several articles that all their found reports stand in one incident of, in per cent.
const WHOLE: usize = 63;
/// Pairs of reports of one event that are joined, in per cent of those that should be.
const JOINED: usize = 80;

/// What tells a mention from the others of its article, and is the same in the report that it becomes.
fn key(document: &str, fact: &Value) -> String {
    let own = ["evidence", "killed", "wounded", "abducted", "rules"].map(|field| fact[field].to_string());
    format!("{document} {} {}", text(&fact["date"], "text"), own.join(" "))
}

#[test]
fn no_two_events_of_both_corpora_are_one_incident() {
    let codebook = codebook();
    let expected: Value =
        serde_yaml::from_str(&text_of("fixtures/newsroom/together.yaml")).expect("the record is YAML");
    let files: Vec<&String> =
        expected["published"].as_object().expect("the record lists the articles").keys().collect();
    assert!(files.len() >= 40 && list(&expected, "incidents").len() >= 15);
    let folders = ["fixtures/afghanistan/corpus", "fixtures/newsroom/corpus"];
    let read = |file: &&String| {
        let folder = folders.into_iter().find(|folder| repository().join(folder).join(file).is_file());
        let article = text_of(format!("{}/{file}", folder.unwrap_or_else(|| panic!("{file} is in neither folder"))));
        let document = document((*file).clone(), article, &Given::default(), &codebook);
        wirebrief::extract::extract(&document, &codebook, false)
    };
    let facts: Vec<_> = files.iter().map(read).collect();
    let told: Vec<Value> =
        facts.iter().map(|facts| serde_json::to_value(facts).expect("facts have a JSON form")).collect();
    let data = resolve(facts, Vec::new(), &codebook, &Settings::default()).output;
    let data = serde_json::to_value(data).expect("a dataset has a JSON form");
    let copies: BTreeSet<&str> = list(&data, "skipped").iter().map(|skipped| text(skipped, "path")).collect();

    // Which event each mention tells: the best fits of an article first, each event and each mention once. Where one mention is
    // all that an article's two events came to, it may be either.
    let mut event_of: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for facts in told.iter().filter(|facts| !copies.contains(text(&facts["document"], "id"))) {
        let file = text(&facts["document"], "id");
        let mentions = list(facts, "incidents");
        let all = list(&expected, "incidents").iter().flat_map(|incident| {
            let here = list(incident, "articles").iter().filter(|article| text(article, "file") == file);
            here.map(move |article| Telling { incident, article })
        });
        let tellings: Vec<Telling> = all.collect();
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (t, telling) in tellings.iter().enumerate() {
            pairs.extend(mentions.iter().enumerate().map(|(m, mention)| (telling.fit(mention), t, m)));
        }
        pairs.sort_by_key(|&(fit, t, m)| (std::cmp::Reverse(fit), t, m));
        pairs.retain(|(fit, ..)| *fit >= 2);
        let (mut done, mut used) = (BTreeSet::new(), BTreeMap::new());
        for &(fit, t, m) in &pairs {
            if !done.contains(&t) && !used.contains_key(&m) {
                done.insert(t);
                used.insert(m, fit);
                event_of.insert(key(file, &mentions[m]), BTreeSet::from([text(tellings[t].incident, "id")]));
            }
        }
        for (fit, t, m) in pairs.into_iter().filter(|(_, t, _)| !done.contains(t)) {
            if used.get(&m) == Some(&fit) {
                event_of.entry(key(file, &mentions[m])).or_default().insert(text(tellings[t].incident, "id"));
            }
        }
    }

    let mut home: BTreeMap<String, &str> = BTreeMap::new();
    for incident in list(&data, "incidents") {
        for report in list(incident, "reports") {
            let twice = home.insert(key(text(report, "document"), report), text(incident, "id"));
            assert!(twice.is_none(), "{report} stands in two incidents");
        }
    }

    let mut by_incident: BTreeMap<&str, Vec<&BTreeSet<&str>>> = BTreeMap::new();
    for (mention, events) in &event_of {
        by_incident.entry(home[mention]).or_default().push(events);
    }
    let mut merged = Vec::new();
    let mut by_event: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (incident, told) in &by_incident {
        match told[0].iter().find(|event| told.iter().all(|events| events.contains(*event))) {
            Some(event) => by_event.entry(event).or_default().extend(told.iter().map(|_| *incident)),
            None => merged.push((incident, told)),
        }
    }
    assert!(merged.is_empty(), "two events are one incident: {merged:#?}");

    let (mut several, mut whole, mut pairs, mut joined) = (0, 0, 0, 0);
    for (event, homes) in by_event.iter().filter(|(_, homes)| homes.len() > 1) {
        several += 1;
        let distinct: BTreeSet<&&str> = homes.iter().collect();
        whole += usize::from(distinct.len() == 1);
        if distinct.len() > 1 {
            println!("in pieces: {event}: {distinct:?}");
        }
        for (at, one) in homes.iter().enumerate() {
            pairs += homes.len() - at - 1;
            joined += homes[at + 1..].iter().filter(|other| *other == one).count();
        }
    }
    at_least("events of several reports in one piece", whole, several, WHOLE);
    at_least("pairs of reports joined", joined, pairs, JOINED);
}
