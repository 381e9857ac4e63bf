//! The counts of page one and of the threat section, made again from the incidents and their dates.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::date::{Period, Timex};
use crate::model::findings::{Basis, Column, Findings, Group, IndicatorKind, Judgement, Measured, Part, Sum, Window};
use crate::model::incident::Incident;

use super::Verdict;
use super::facts::add;

/// Counts again.
pub(super) fn check(findings: &Findings, verdict: &mut Verdict) {
    let facts = Facts {
        incidents: findings.incidents.iter().map(|placed| (placed.item.id.as_str(), &placed.item)).collect(),
        basis: findings.findings.threat_assessment.as_ref().map(|threat| &threat.basis),
    };
    if let Some(figures) = &findings.findings.key_figures {
        let inside = |window: Option<Window>| move |date: Option<&Timex>| window.is_some_and(|w| holds(w, date));
        let resolved = |date: Option<&Timex>| date.is_some_and(|date| date.range().is_some());
        facts.column(&figures.dated, "key figures, dated", &resolved, verdict);
        facts.column(&figures.undated, "key figures, not dated", &|date| !resolved(date), verdict);
        facts.column(&figures.within, "key figures, in the span", &inside(Some(figures.span)), verdict);
        facts.column(&figures.earlier, "key figures, in the span before", &inside(figures.before), verdict);
        let certain: BTreeSet<&String> = figures.within.incidents.incidents.iter().collect();
        let apart = figures.possible.incidents.incidents.iter().all(|id| !certain.contains(id));
        verdict.require(apart, "key figures", || "an incident is certain and possible at once".to_owned());
    }
    facts.threat(findings, verdict);
    for judgement in &findings.findings.key_judgements.judgements {
        facts.judgement(judgement, verdict);
    }
    body(findings, verdict);
    let log = &findings.findings.incident_log;
    let whole: BTreeSet<&String> = log.rows.iter().collect();
    let parts: BTreeSet<&String> = log.lead.iter().chain(&log.rest).collect();
    let complete = !log.in_annex || (parts == whole && log.lead.len() + log.rest.len() == log.rows.len());
    verdict.require(complete, "incident log", || "what is shown and what is left are not the whole".to_owned());
    for span in &log.spans {
        facts.sum(&span.incidents, &span.killed, "incident log", verdict);
    }
}

/// Of every list that the body shows a part of, what is shown and what is left are the whole of it.
fn body(findings: &Findings, verdict: &mut Verdict) {
    let (all, body) = (&findings.findings, &findings.findings.body);
    let mut whole = |list: Vec<&String>, part: &Part| {
        let parts: BTreeSet<&String> = part.shown.iter().chain(&part.rest).collect();
        let holds = parts.len() == part.shown.len() + part.rest.len() && parts == list.into_iter().collect();
        verdict.require(holds, "body", || "what is shown of a list and what is left are not the whole".to_owned());
    };
    if let Some(threat) = &all.threat_assessment {
        whole(threat.threats.iter().collect(), &body.plots);
        whole(threat.tallies.iter().collect(), &body.tallies);
        for (group, part) in threat.indicators.outlooks.iter().zip(&body.assessments) {
            whole(group.statements.iter().collect(), part);
        }
    }
    if let Some(denials) = &all.denials_versus_attacks {
        whole(denials.denials.iter().map(|denial| &denial.statement).collect(), &body.denials);
        whole(denials.assurances.iter().map(|beside| &beside.statement).collect(), &body.assurances);
        whole(denials.successes.iter().map(|beside| &beside.statement).collect(), &body.successes);
        whole(denials.other_matters.iter().collect(), &body.other_matters);
    }
    let series = all.humanitarian_context.sectors.iter().flat_map(|sector| &sector.series);
    whole(series.map(|series| &series.latest).collect(), &body.conditions);
    whole(all.humanitarian_context.warned_by.iter().collect(), &body.warned_by);
}

/// Whether every possible day lies in the window.
fn holds(window: Window, date: Option<&Timex>) -> bool {
    let period = Period { from: Some(window.from), to: window.to };
    date.and_then(Timex::range).is_some_and(|(start, end)| period.holds(start, end))
}

/// Each once, and no other.
fn same(listed: &[String], found: &BTreeSet<&str>, place: &str, verdict: &mut Verdict) {
    let set: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
    verdict.require(set == *found && set.len() == listed.len(), place, || {
        "its incidents are not those that lie there".to_owned()
    });
}

struct Facts<'a> {
    incidents: BTreeMap<&'a str, &'a Incident>,
    basis: Option<&'a BTreeMap<String, Basis>>,
}

impl Facts<'_> {
    fn column(&self, column: &Column, place: &str, wanted: &dyn Fn(Option<&Timex>) -> bool, verdict: &mut Verdict) {
        let here = self.incidents.values().filter(|incident| wanted(incident.date.as_ref()));
        let here: BTreeSet<&str> = here.map(|incident| incident.id.as_str()).collect();
        same(&column.incidents.incidents, &here, place, verdict);
        let of = |class: &dyn Fn(Basis) -> bool| -> BTreeSet<&str> {
            let basis = |id: &str| self.basis.and_then(|basis| basis.get(id)).is_some_and(|basis| class(*basis));
            here.iter().copied().filter(|id| basis(id)).collect()
        };
        let attacks = of(&|basis| basis.counts());
        same(&column.attacks.incidents, &attacks, place, verdict);
        same(&column.suspected.incidents, &of(&|basis| basis == Basis::Suspected), place, verdict);
        for (listed, wanted) in [
            (&column.claimed, Basis::Claimed),
            (&column.stated, Basis::Stated),
            (&column.attributed, Basis::Attributed),
        ] {
            same(listed, &of(&|basis| basis == wanted), place, verdict);
        }
        same(&column.unattributed.incidents, &of(&|basis| basis == Basis::Unattributed), place, verdict);
        for group in [&column.incidents, &column.attacks, &column.suspected, &column.unattributed] {
            self.group(group, place, verdict);
        }
        let counted = if self.basis.is_some() { &attacks } else { &here };
        let provinces: BTreeSet<&str> =
            counted.iter().filter_map(|id| self.incidents.get(id)?.place.as_ref()?.province()).collect();
        let printed: BTreeSet<&str> = column.provinces.iter().map(String::as_str).collect();
        let holds = provinces == printed && printed.len() == column.provinces.len();
        verdict.require(holds, place, || "the provinces are not those of the incidents".to_owned());
    }

    fn group(&self, group: &Group, place: &str, verdict: &mut Verdict) {
        self.sum(&group.incidents, &group.killed, place, verdict);
        let members = group.incidents.iter().filter_map(|id| self.incidents.get(id.as_str()));
        let wounded = add(members.map(|incident| incident.wounded.as_ref()));
        verdict.require(wounded == group.wounded, place, || "its wounded do not add up".to_owned());
    }

    fn sum(&self, ids: &[String], killed: &Sum, place: &str, verdict: &mut Verdict) {
        let members: Vec<_> = ids.iter().filter_map(|id| self.incidents.get(id.as_str())).collect();
        let holds = members.len() == ids.len() && add(members.iter().map(|i| i.killed.as_ref())) == *killed;
        verdict.require(holds, place, || "its killed do not add up".to_owned());
    }

    fn threat(&self, findings: &Findings, verdict: &mut Verdict) {
        let Some(threat) = &findings.findings.threat_assessment else { return };
        let place = "indicators";
        for indicator in &threat.indicators.list {
            for measured in [&indicator.window, &indicator.before, &indicator.all] {
                if let Measured { of, killed: Some(killed) } = measured {
                    self.sum(of, killed, place, verdict);
                }
            }
            // Lists of incidents alone: what was said and reported has no incident, places are names.
            if matches!(
                indicator.kind,
                IndicatorKind::Reach | IndicatorKind::Statements | IndicatorKind::Publications | IndicatorKind::Plots
            ) {
                continue;
            }
            for (measured, window) in
                [(&indicator.window, Some(threat.window)), (&indicator.before, threat.indicators.before)]
            {
                let wanted = |incident: &&&Incident| window.is_some_and(|w| holds(w, incident.date.as_ref()));
                let all: BTreeSet<&str> = indicator.all.of.iter().map(String::as_str).collect();
                let found = self.incidents.values().filter(wanted).map(|i| i.id.as_str());
                same(&measured.of, &found.filter(|id| all.contains(id)).collect(), place, verdict);
            }
        }
        let level = &threat.level;
        let reached = level.thresholds.iter().filter(|step| {
            let killed = threat.attacks.window.killed.best.unwrap_or(0);
            level.attacks >= step.attacks || (step.killed > 0 && killed >= step.killed)
        });
        let enough = level.attacks >= level.minimum_attacks && level.origins >= level.minimum_origins;
        let above = level.value.is_some_and(|value| reached.clone().any(|step| step.level > value));
        let counted = level.attacks == threat.attacks.window.incidents.len();
        verdict.require(counted && level.value.is_some() == enough && !above, "level", || {
            "does not follow from its thresholds".to_owned()
        });
    }

    fn judgement(&self, judgement: &Judgement, verdict: &mut Verdict) {
        match judgement {
            Judgement::Targets { attacks, .. } => self.group(attacks, "key judgements", verdict),
            Judgement::Latest { attack, operation } => {
                for latest in attack.iter().chain(operation) {
                    let incident = self.incidents.get(latest.incident.as_str());
                    let holds = incident.is_some_and(|incident| incident.origins() == latest.sureness.origins);
                    verdict.require(holds, "key judgements", || "names other origins than its reports".to_owned());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::sample::settings;
    use crate::analyse::{Relations, analyse_with};
    use crate::model::sample::dataset;

    fn findings() -> Findings {
        analyse_with(dataset(), &Relations::default(), &settings())
    }

    fn fails(change: impl Fn(&mut Findings)) -> bool {
        let mut findings = findings();
        let mut verdict = Verdict::default();
        check(&findings, &mut verdict);
        assert_eq!(verdict.failures, []);
        change(&mut findings);
        check(&findings, &mut verdict);
        !verdict.holds()
    }

    #[test]
    fn counts_that_are_not_those_of_the_incidents_fail() {
        fn figures(findings: &mut Findings) -> &mut crate::model::findings::KeyFigures {
            findings.findings.key_figures.as_mut().expect("made")
        }
        assert!(fails(|f| drop(figures(f).dated.incidents.incidents.pop())));
        assert!(fails(|f| figures(f).within = figures(f).dated.clone()));
        assert!(fails(|f| figures(f).dated.incidents.killed.best = Some(1)));
        assert!(fails(|f| figures(f).dated.provinces.push("Herat".to_owned())));
        assert!(fails(|f| drop(figures(f).undated.unattributed.incidents.pop())));
    }

    #[test]
    fn indicators_levels_and_judgements_are_made_again() {
        fn threat(findings: &mut Findings) -> &mut crate::model::findings::ThreatAssessment {
            findings.findings.threat_assessment.as_mut().expect("configured")
        }
        assert!(fails(|f| {
            let tempo = &mut threat(f).indicators.list[0];
            tempo.window.of = tempo.all.of.clone();
        }));
        assert!(fails(|f| threat(f).indicators.list[1].all.killed = Some(Sum::default())));
        assert!(fails(|f| threat(f).level.value = Some(crate::model::findings::LevelName::Low)));
        assert!(fails(|f| {
            for judgement in &mut f.findings.key_judgements.judgements {
                if let Judgement::Latest { operation: Some(latest), .. } = judgement {
                    latest.sureness.origins.push("Another Wire".to_owned());
                }
            }
        }));
    }
}
