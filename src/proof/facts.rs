//! Facts of `briefing.json` against facts extracted anew, tolls against reports, sums against tolls.

use std::collections::BTreeMap;

use crate::model::casualties::{Count, Qualifier, Toll};
use crate::model::correction::Field;
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::model::extraction::Extraction;
use crate::model::findings::{Findings, Group, Sum};
use crate::model::incident::{Incident, IncidentMention, Report};

use super::Verdict;

/// Documents as they read now, with the facts extracted from them.
pub(super) type Read<'a> = BTreeMap<&'a str, (&'a Document, Extraction)>;

/// Checks all facts.
pub(super) fn check(findings: &Findings, read: &Read<'_>, verdict: &mut Verdict) {
    for source in &findings.documents {
        let same = read.get(source.record.id.as_str()).is_some_and(|(document, _)| document.record == source.record);
        verdict.require(same, &source.record.id, || "its record reads otherwise now".to_owned());
    }
    for placed in &findings.incidents {
        incident(&placed.item, read, verdict);
    }
    for placed in &findings.statements {
        let fact = &placed.item.fact;
        let found = facts(read, &fact.evidence).any(|facts| {
            facts.statements.iter().any(|now| {
                now.content == fact.content
                    && now.content_spans == fact.content_spans
                    && now.stance == fact.stance
                    && now.date == fact.date
                    && now.speaker.as_written == fact.speaker.as_written
                    && now.evidence == fact.evidence
            })
        });
        verdict.require(found, &placed.item.id, not_found);
    }
    for placed in &findings.conditions {
        let fact = &placed.item.fact;
        let found = facts(read, &fact.evidence).any(|facts| facts.conditions.contains(fact));
        verdict.require(found, &placed.item.id, not_found);
    }
    for placed in &findings.threats {
        let fact = &placed.item.fact;
        let found = facts(read, &fact.evidence).any(|facts| facts.threats.contains(fact));
        verdict.require(found, &placed.item.id, not_found);
    }
    for placed in &findings.tallies {
        let fact = &placed.item.fact;
        let found = facts(read, &fact.evidence).any(|facts| facts.tallies.contains(fact));
        verdict.require(found, &placed.item.id, not_found);
    }
    for placed in &findings.publications {
        let fact = &placed.item.fact;
        let found = facts(read, &fact.evidence).any(|facts| facts.publications.contains(fact));
        verdict.require(found, &placed.item.id, not_found);
    }
    sums(findings, verdict);
}

fn not_found() -> String {
    "is not among the facts that the article states now".to_owned()
}

/// The facts of the documents that evidence stands in.
fn facts<'r>(read: &'r Read<'_>, evidence: &'r [Evidence]) -> impl Iterator<Item = &'r Extraction> {
    evidence.iter().take(1).filter_map(|slice| read.get(slice.document.as_str())).map(|(_, facts)| facts)
}

fn incident(incident: &Incident, read: &Read<'_>, verdict: &mut Verdict) {
    for report in &incident.reports {
        let mentions: Vec<&IncidentMention> = read
            .get(report.document.as_str())
            .into_iter()
            .flat_map(|(_, facts)| &facts.incidents)
            .filter(|mention| mention.evidence.iter().any(|slice| report.evidence.contains(slice)))
            .collect();
        let told = report.evidence.iter().all(|slice| mentions.iter().any(|m| m.evidence.contains(slice)));
        verdict.require(told && !mentions.is_empty(), &incident.id, || {
            format!("{} does not tell it now", report.document)
        });
        let same = |count: fn(&Report) -> &Option<Count>, now: fn(&IncidentMention) -> &Option<Count>| {
            count(report).is_none() || mentions.iter().any(|mention| now(mention) == count(report))
        };
        let counts = same(|r| &r.killed, |m| &m.killed)
            && same(|r| &r.wounded, |m| &m.wounded)
            && same(|r| &r.abducted, |m| &m.abducted);
        verdict.require(counts, &incident.id, || format!("{} gives other casualties now", report.document));
    }
    let corrected = |field: Field| incident.was.contains_key(&field);
    let typed = corrected(Field::EventType)
        || incident.reports.iter().any(|report| {
            let facts = read.get(report.document.as_str()).map(|(_, facts)| facts);
            facts.is_some_and(|facts| {
                facts.incidents.iter().any(|mention| {
                    mention.event_type == incident.event_type
                        && mention.evidence.iter().any(|slice| report.evidence.contains(slice))
                })
            })
        });
    verdict.require(typed, &incident.id, || "no report gives this kind of event now".to_owned());
    // What the analyst set follows from the corrections, which are held against it where all is resolved anew.
    if !corrected(Field::Killed) {
        toll(incident, incident.killed.as_ref(), |report| report.killed.as_ref(), verdict);
    }
    if !corrected(Field::Wounded) {
        toll(incident, incident.wounded.as_ref(), |report| report.wounded.as_ref(), verdict);
    }
    if !corrected(Field::Abducted) {
        toll(incident, incident.abducted.as_ref(), |report| report.abducted.as_ref(), verdict);
    }
}

/// Every figure of a toll is the figure of a report.
fn toll(incident: &Incident, toll: Option<&Toll>, count: fn(&Report) -> Option<&Count>, verdict: &mut Verdict) {
    let Some(toll) = toll else { return };
    let stated: Vec<u64> =
        incident.reports.iter().filter_map(count).flat_map(|count| [count.low, count.high]).flatten().collect();
    let figures = [toll.low, toll.best, toll.high];
    let holds = figures.iter().flatten().all(|figure| stated.contains(figure))
        && toll.low.zip(toll.high).is_none_or(|(low, high)| low <= high);
    verdict.require(holds, &incident.id, || "its toll is in none of its reports".to_owned());
}

/// Adds every group up again.
fn sums(findings: &Findings, verdict: &mut Verdict) {
    let incidents: BTreeMap<&str, &Incident> =
        findings.incidents.iter().map(|placed| (placed.item.id.as_str(), &placed.item)).collect();
    let mut group = |group: &Group, place: &str| {
        let members: Vec<&Incident> =
            group.incidents.iter().filter_map(|id| incidents.get(id.as_str()).copied()).collect();
        let complete = members.len() == group.incidents.len();
        let killed = add(members.iter().map(|incident| incident.killed.as_ref()));
        let wounded = add(members.iter().map(|incident| incident.wounded.as_ref()));
        verdict.require(complete && killed == group.killed && wounded == group.wounded, place, || {
            "does not add up".to_owned()
        });
    };
    if let Some(threat) = &findings.findings.threat_assessment {
        for (counted, class) in [
            (&threat.attacks, "attacks"),
            (&threat.suspected, "suspected attacks"),
            (&threat.unattributed, "unattributed attacks"),
            (&threat.pressure_counted, "pressure"),
        ] {
            group(&counted.dated, &format!("{class}, dated"));
            group(&counted.undated, &format!("{class}, undated"));
            group(&counted.window, &format!("{class}, in the window"));
            group(&counted.possible, &format!("{class}, possibly in the window"));
        }
    }
    let pictures = &findings.findings.pictures;
    for bin in &pictures.tempo.bins {
        group(&bin.attacks, &format!("attacks from {}", bin.start));
        group(&bin.others, &format!("suspected and unattributed attacks from {}", bin.start));
    }
    for place in pictures.map.iter().flat_map(|map| &map.provinces) {
        group(&place.attacks, &format!("attacks in {}", place.name));
        group(&place.others, &format!("suspected and unattributed attacks in {}", place.name));
    }
    for denial in findings.findings.denials_versus_attacks.iter().flat_map(|denials| &denials.denials) {
        for near in denial.before.iter().chain(&denial.after) {
            group(&near.attacks, &format!("attacks beside {}", denial.statement));
        }
    }
}

/// The sum of tolls, by the rule of the method note.
pub(super) fn add<'t>(tolls: impl Iterator<Item = Option<&'t Toll>>) -> Sum {
    let tolls: Vec<Option<&Toll>> = tolls.collect();
    let numbered: Vec<&Toll> = tolls.iter().flatten().copied().filter(|toll| toll.best.is_some()).collect();
    let worded = tolls.iter().flatten().filter(|toll| toll.best.is_none()).count();
    let total = |figure: fn(&Toll) -> Option<u64>| {
        (!numbered.is_empty()).then(|| numbered.iter().filter_map(|toll| figure(toll)).sum::<u64>())
    };
    let any = |qualifier: Qualifier| numbered.iter().any(|toll| toll.qualifier == qualifier);
    Sum {
        low: total(|toll| toll.low),
        best: total(|toll| toll.best),
        high: total(|toll| toll.high.or(toll.best)),
        at_least: any(Qualifier::AtLeast) || (worded > 0 && !numbered.is_empty()),
        about: any(Qualifier::About),
        numbered: numbered.len(),
        worded,
        not_stated: tolls.iter().filter(|toll| toll.is_none()).count(),
    }
}
