//! Two editions → what is new, different or gone in the later one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::casualties::Toll;
use crate::model::date::Timex;
use crate::model::findings::{Change, Changes, Findings, Placed, Then, Update, Why, Withdrawn};
use crate::model::incident::{Incident, Responsibility, ResponsibilityKind};
use crate::model::place::Place;

/// Holds findings beside those of the edition before; `None` for a first edition.
pub fn changes(before: Option<&Findings>, now: &Findings) -> Changes {
    let Some(before) = before else { return Changes::default() };
    let then: BTreeMap<&str, &Placed<Incident>> = before.incidents.iter().map(|p| (p.item.id.as_str(), p)).collect();
    let ids: BTreeSet<&str> = now.incidents.iter().map(|p| p.item.id.as_str()).collect();
    let read = |findings: &Findings| -> BTreeSet<String> {
        findings.documents.iter().map(|source| source.record.id.clone()).collect()
    };
    let (read_then, read_now) = (read(before), read(now));

    let mut changes = Changes {
        since: Some(before.report.as_of),
        articles: labels(now, &read_then),
        articles_gone: read_then.difference(&read_now).cloned().collect(),
        denials: new_denials(before, now),
        threats: new_threats(before, now),
        level: level(before, now),
        ..Changes::default()
    };
    for placed in now.incidents.iter().filter(|placed| placed.in_period != Some(false)) {
        let incident = &placed.item;
        let Some(earlier) = then.get(incident.id.as_str()) else {
            changes.new.push(incident.id.clone());
            continue;
        };
        changes.updated.extend(update(&earlier.item, incident));
        if incident.corrected && !earlier.item.corrected {
            changes.corrected.push(incident.id.clone());
        }
    }
    let gone = before.incidents.iter().filter(|placed| placed.in_period != Some(false));
    let gone = gone.filter(|placed| !ids.contains(placed.item.id.as_str()));
    changes.withdrawn = gone.map(|placed| withdrawn(&placed.item, now, &read_now)).collect();
    changes
}

/// Labels of the articles that were not read then.
fn labels(now: &Findings, read_then: &BTreeSet<String>) -> Vec<String> {
    let new = now.documents.iter().filter(|source| !read_then.contains(&source.record.id));
    new.map(|source| source.label.clone()).collect()
}

fn new_denials(before: &Findings, now: &Findings) -> Vec<String> {
    let ids = |findings: &Findings| -> Vec<String> {
        let denials = findings.findings.denials_versus_attacks.iter().flat_map(|denials| &denials.denials);
        denials.map(|denial| denial.statement.clone()).collect()
    };
    let known: BTreeSet<String> = before.statements.iter().map(|placed| placed.item.id.clone()).collect();
    ids(now).into_iter().filter(|id| !known.contains(id)).collect()
}

fn new_threats(before: &Findings, now: &Findings) -> Vec<String> {
    let known: BTreeSet<&str> = before.threats.iter().map(|placed| placed.item.id.as_str()).collect();
    let threats = now.findings.threat_assessment.iter().flat_map(|threat| &threat.threats);
    threats.filter(|id| !known.contains(id.as_str())).cloned().collect()
}

fn level(before: &Findings, now: &Findings) -> Option<Then<Option<crate::model::findings::LevelName>>> {
    let (was, now) = (before.findings.threat_assessment.as_ref()?, now.findings.threat_assessment.as_ref()?);
    (was.actor == now.actor).then_some(Then { was: was.level.value, now: now.level.value })
}

/// What differs between two tellings of one incident; `None` where nothing does that a reader would see.
fn update(was: &Incident, now: &Incident) -> Option<Update> {
    let mut changes = Vec::new();
    for (then, now, change) in [
        (&was.killed, &now.killed, Change::Killed as fn(Then<Option<Toll>>) -> Change),
        (&was.wounded, &now.wounded, Change::Wounded),
        (&was.abducted, &now.abducted, Change::Abducted),
    ] {
        if figures(then.as_ref()) != figures(now.as_ref()) {
            changes.push(change(Then { was: then.clone(), now: now.clone() }));
        }
    }
    if was.event_type != now.event_type {
        changes.push(Change::EventType(Then { was: was.event_type, now: now.event_type }));
    }
    if span(was.date.as_ref()) != span(now.date.as_ref()) {
        changes.push(Change::Date(Then { was: was.date.clone(), now: now.date.clone() }));
    }
    if site(was.place.as_ref()) != site(now.place.as_ref()) {
        changes.push(Change::Place(Then { was: was.place.clone(), now: now.place.clone() }));
    }
    let name = |incident: &Incident| incident.perpetrator.as_ref().map(|actor| actor.name.clone());
    if name(was) != name(now) {
        changes.push(Change::Perpetrator(Then { was: was.perpetrator.clone(), now: now.perpetrator.clone() }));
    }
    let (then, firmest_now) = (firmest(&was.responsibility), firmest(&now.responsibility));
    if then != firmest_now {
        changes.push(Change::Responsibility(Then { was: then, now: firmest_now }));
    }
    let (then, origins) = (was.origins().len(), now.origins().len());
    if then != origins {
        changes.push(Change::Origins(Then { was: then, now: origins }));
    }
    let told: BTreeSet<&str> = was.reports.iter().map(|report| report.document.as_str()).collect();
    let new = now.reports.iter().map(|report| report.document.as_str()).filter(|document| !told.contains(document));
    let documents: BTreeSet<String> = new.map(str::to_owned).collect();
    (!changes.is_empty()).then(|| Update {
        incident: now.id.clone(),
        changes,
        documents: documents.into_iter().collect(),
    })
}

/// What a reader sees of a toll: its figures and hedge, or its words.
fn figures(toll: Option<&Toll>) -> Option<impl PartialEq + '_> {
    toll.map(|toll| {
        let words = toll.best.is_none().then(|| toll.qualifier_text.to_lowercase());
        (toll.low, toll.best, toll.high, toll.qualifier, words)
    })
}

/// What a reader sees of a date.
fn span(date: Option<&Timex>) -> Option<impl PartialEq + '_> {
    date.map(|date| {
        let words = date.range().is_none().then_some(&date.text);
        (date.start, date.end, date.precision, date.not_before, date.not_after, words)
    })
}

/// What a reader sees of a place.
fn site(place: Option<&Place>) -> Option<(&str, Option<&str>)> {
    place.map(|place| (place.name.as_str(), place.admin1.as_deref()))
}

/// The firmest word that somebody is blamed on.
fn firmest(responsibility: &[Responsibility]) -> Option<ResponsibilityKind> {
    use ResponsibilityKind::{Attributed, Claimed, Denied, Stated, Suspected};
    let kinds = || responsibility.iter().map(|r| r.kind);
    [Claimed, Stated, Attributed, Suspected, Denied].into_iter().find(|kind| kinds().any(|k| k == *kind))
}

/// An incident that is gone, and why.
fn withdrawn(incident: &Incident, now: &Findings, read_now: &BTreeSet<String>) -> Withdrawn {
    let texts: BTreeSet<(&str, &str)> =
        incident.evidence().map(|slice| (slice.document.as_str(), slice.text.as_str())).collect();
    let tells = |other: &Incident| {
        other.evidence().any(|slice| texts.contains(&(slice.document.as_str(), slice.text.as_str())))
    };
    let into = now.incidents.iter().find(|placed| tells(&placed.item)).map(|placed| placed.item.id.clone());
    let why = if into.is_some() {
        Why::Merged
    } else if incident.reports.iter().any(|report| read_now.contains(&report.document)) {
        Why::NotTold
    } else {
        Why::ArticlesGone
    };
    Withdrawn {
        incident: incident.id.clone(),
        event_type: incident.event_type,
        date: incident.date.clone(),
        place: incident.place.clone(),
        killed: incident.killed.clone(),
        why,
        into,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::sample::settings;
    use crate::analyse::{Relations, Settings, analyse_with};
    use crate::model::casualties::{Count, Qualifier};
    use crate::model::dataset::Dataset;
    use crate::model::date::Period;
    use crate::model::sample::{dataset, day};

    fn found(dataset: Dataset, as_of: &str) -> Findings {
        let period = Period { from: None, to: day(as_of) };
        let settings = Settings { as_of: day(as_of), period, denials: None, ..settings() };
        analyse_with(dataset, &Relations::default(), &settings)
    }

    #[test]
    fn a_first_edition_has_nothing_to_compare() {
        assert_eq!(changes(None, &found(dataset(), "2023-03-01")), Changes::default());
    }

    #[test]
    fn the_same_facts_are_no_change() {
        let then = found(dataset(), "2023-02-22");
        let told = changes(Some(&then), &found(dataset(), "2023-03-01"));
        assert_eq!(told.since, Some(day("2023-02-22")));
        assert!(told.new.is_empty() && told.updated.is_empty() && told.withdrawn.is_empty(), "{told:?}");
        assert!(told.articles.is_empty() && told.articles_gone.is_empty());
    }

    #[test]
    fn a_toll_that_rose_is_told_with_its_old_value() {
        let then = found(dataset(), "2023-02-22");
        let mut later = dataset();
        let jalalabad = later.incidents.iter_mut().find(|i| i.id.contains("jalalabad")).expect("it is there");
        let mut report = jalalabad.reports[0].clone();
        report.document = "003.txt".to_owned();
        report.origin = "003.txt".to_owned();
        report.killed = Some(Count::of(11, Qualifier::Exact, "eleven"));
        jalalabad.reports.push(report);
        let toll = jalalabad.killed.as_mut().expect("it has a toll");
        let was = toll.best;
        (toll.best, toll.high) = (Some(11), Some(11));
        let told = changes(Some(&then), &found(later, "2023-03-01"));
        assert_eq!(told.updated.len(), 1);
        let update = &told.updated[0];
        assert_eq!(update.documents, ["003.txt"]);
        assert!(update.changes.iter().any(|change| matches!(change, Change::Killed(then)
            if then.was.as_ref().map(|t| t.best) == Some(was) && then.now.as_ref().and_then(|t| t.best) == Some(11))));
        assert!(update.changes.iter().any(|change| matches!(change, Change::Origins(Then { was: 1, now: 2 }))));
    }

    #[test]
    fn what_is_gone_says_why() {
        let then = found(dataset(), "2023-02-22");
        let mut later = dataset();
        later.incidents.retain(|incident| !incident.id.contains("jalalabad") && !incident.id.contains("eid-gah"));
        later.documents.retain(|source| source.record.id != "001.txt");
        let told = changes(Some(&then), &found(later, "2023-03-01"));
        let why: Vec<(&str, Why)> = told.withdrawn.iter().map(|gone| (gone.incident.as_str(), gone.why)).collect();
        let expected =
            [("2021-09-18-jalalabad-bombing", Why::NotTold), ("undated-eid-gah-mosque-bombing", Why::ArticlesGone)];
        assert_eq!(why, expected);
        assert_eq!(told.articles_gone, ["001.txt"]);
    }

    #[test]
    fn a_merged_incident_names_the_one_that_it_is_part_of() {
        let then = found(dataset(), "2023-02-22");
        let mut later = dataset();
        let at = later.incidents.iter().position(|i| i.id.contains("jalalabad")).expect("it is there");
        let gone = later.incidents.remove(at);
        later.incidents[0].reports.extend(gone.reports);
        let told = changes(Some(&then), &found(later, "2023-03-01"));
        assert_eq!(
            (told.withdrawn[0].why, told.withdrawn[0].into.as_deref()),
            (Why::Merged, Some(then.incidents[0].item.id.as_str()))
        );
    }
}
