//! Indicators of a threat: the window beside the windows before it, with a trend where the coverage bears one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::dataset::{Item, Source};
use crate::model::date::{Period, Timex};
use crate::model::evidence::Evidence;
use crate::model::findings::{
    Basis, Coverage, Indicator, IndicatorKind, Indicators, Measured, OutlookGroup, Placed, Share, Sum,
    ThreatAssessment, Trend, Window,
};
use crate::model::incident::{EventType, Incident, ResponsibilityKind};
use crate::model::place::GeoPrecision;
use crate::model::publication::Publication;
use crate::model::statement::{Stance, Statement};
use crate::model::threat::Threat;

use super::attacks::{Subject, group};
use super::coverage::uncovered_until;
use super::key_figures::{back_from, period_of, provinces};
use super::placing::{Placement, place};
use super::relations::Relations;
use super::speakers::Speakers;

/// How many windows the baseline is taken from.
const WINDOWS_BEFORE: u32 = 4;

/// Everything that the indicators are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) speakers: &'a Speakers<'a>,
    /// The documents by id.
    pub(super) documents: &'a BTreeMap<&'a str, &'a Source>,
    pub(super) incidents: &'a [Placed<Incident>],
    pub(super) statements: &'a [Placed<Item<Statement>>],
    pub(super) threats: &'a [Placed<Item<Threat>>],
    pub(super) publications: &'a [Placed<Item<Publication>>],
    pub(super) coverage: &'a Coverage,
}

/// Draws the indicators of an assessed threat.
pub(super) fn indicators(threat: &ThreatAssessment, facts: Facts<'_>) -> Indicators {
    let window = threat.window;
    let before = window.from.pred_opt().and_then(|day| back_from(day, window.days.saturating_mul(WINDOWS_BEFORE)));
    let from = before.map_or(window.from, |before| before.from);
    let months_without = uncovered_until(facts.coverage, from, window.to);
    let table = Table { threat, facts, window, before, covered: before.is_some() && months_without.is_empty() };
    let relations = facts.speakers.relations;
    let own = table.own();
    let targets = |span: Option<Period>| {
        let inside = |i: &&&Incident| span.is_none_or(|span| place(i.date.as_ref(), span) == Placement::Inside);
        by_target(relations, &own.iter().filter(inside).copied().collect::<Vec<_>>())
    };
    Indicators {
        before,
        windows_before: WINDOWS_BEFORE,
        months_without,
        list: table.list(&own),
        targets: targets(None),
        targets_window: targets(Some(period_of(window))),
        targets_before: before.map(|before| targets(Some(period_of(before)))).unwrap_or_default(),
        outlooks: outlooks(relations, threat, facts.statements),
    }
}

/// The class of what an attack was directed at: by the words of the target, else by the name of the site.
pub(super) fn target_class<'r>(relations: &'r Relations, incident: &Incident) -> Option<&'r str> {
    let classes = &relations.assessing.targets;
    let site = incident.place.as_ref().filter(|place| place.precision == GeoPrecision::Site);
    incident.target.as_deref().and_then(|target| classes.first(target)).or_else(|| classes.first(&site?.name))
}

/// Attacks by class of target, most first, those of which none is known last.
fn by_target(relations: &Relations, attacks: &[&Incident]) -> Vec<Share<Option<String>>> {
    let mut shares: Vec<Share<Option<String>>> = Vec::new();
    for incident in attacks {
        let class = target_class(relations, incident).map(str::to_owned);
        match shares.iter_mut().find(|share| share.of == class) {
            Some(share) => share.incidents.push(incident.id.clone()),
            None => shares.push(Share { of: class, incidents: vec![incident.id.clone()] }),
        }
    }
    shares.sort_by_key(|share| (share.of.is_none(), usize::MAX - share.incidents.len()));
    shares
}

/// Assessments by others in the groups of the codebook, in its order of appearance here; what fits none comes last.
fn outlooks(
    relations: &Relations,
    threat: &ThreatAssessment,
    statements: &[Placed<Item<Statement>>],
) -> Vec<OutlookGroup> {
    let facts: BTreeMap<&str, &Statement> =
        statements.iter().map(|placed| (placed.item.id.as_str(), &placed.item.fact)).collect();
    let mut groups: Vec<OutlookGroup> = Vec::new();
    for id in &threat.assessments {
        let Some(fact) = facts.get(id.as_str()) else { continue };
        let name = relations.assessing.outlooks.first(&fact.content).map(str::to_owned);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.statements.push(id.clone()),
            None => groups.push(OutlookGroup { name, statements: vec![id.clone()] }),
        }
    }
    groups.sort_by_key(|group| group.name.is_none());
    groups
}

/// The table while it is drawn.
struct Table<'a> {
    threat: &'a ThreatAssessment,
    facts: Facts<'a>,
    window: Window,
    before: Option<Window>,
    covered: bool,
}

impl<'a> Table<'a> {
    /// The actor's attacks.
    fn own(&self) -> Vec<&'a Incident> {
        let basis = &self.threat.basis;
        let counts = |incident: &&Incident| basis.get(&incident.id).is_some_and(|basis| basis.counts());
        self.facts.incidents.iter().map(|placed| &placed.item).filter(counts).collect()
    }

    fn list(&self, own: &[&'a Incident]) -> Vec<Indicator> {
        let subject = self.facts.speakers.subject(&self.threat.actor);
        let pressure: Vec<&Incident> = {
            let ids: BTreeSet<&str> =
                self.threat.pressure.iter().flat_map(|share| share.incidents.iter().map(String::as_str)).collect();
            self.facts.incidents.iter().map(|p| &p.item).filter(|i| ids.contains(i.id.as_str())).collect()
        };
        let some = |wanted: &dyn Fn(&Incident) -> bool| -> Vec<&'a Incident> {
            own.iter().copied().filter(|incident| wanted(incident)).collect()
        };
        let methods = &self.facts.speakers.relations.assessing.methods;
        let method = |name: &'static str| {
            move |incident: &Incident| incident.evidence().any(|slice| methods.holds(name, &slice.text))
        };
        let claimed = some(&|i| self.threat.basis.get(&i.id) == Some(&Basis::Claimed));
        vec![
            self.incidents(IndicatorKind::Tempo, own, false),
            self.incidents(IndicatorKind::Lethality, own, true),
            self.reach(own, &subject),
            self.incidents(IndicatorKind::Abroad, &some(&|i| subject.abroad(i)), false),
            self.incidents(IndicatorKind::Suicide, &some(&|i| i.event_type == EventType::SuicideBombing), false),
            self.incidents(IndicatorKind::Coordinated, &some(&method("coordinated")), false),
            self.incidents(IndicatorKind::Vehicle, &some(&method("vehicle")), false),
            self.incidents(IndicatorKind::Claims, &claimed, false),
            self.statements(&subject),
            self.publications(&subject),
            self.plots(),
            self.incidents(IndicatorKind::Pressure, &pressure, false),
            self.incidents(IndicatorKind::Losses, &pressure, true),
        ]
    }

    fn incidents(&self, kind: IndicatorKind, incidents: &[&Incident], by_killed: bool) -> Indicator {
        let measured = |wanted: &dyn Fn(&Incident) -> bool| {
            let group = group(incidents.iter().copied().filter(|incident| wanted(incident)));
            Measured { of: group.incidents, killed: by_killed.then_some(group.killed) }
        };
        let date = |incident: &Incident| incident.date.clone();
        self.indicator(
            kind,
            [
                measured(&|i| lies(date(i).as_ref(), Some(self.window), Placement::Inside)),
                measured(&|i| lies(date(i).as_ref(), Some(self.window), Placement::Possible)),
                measured(&|i| lies(date(i).as_ref(), self.before, Placement::Inside)),
                measured(&|_| true),
            ],
        )
    }

    fn reach(&self, own: &[&Incident], subject: &Subject<'_>) -> Indicator {
        let home: Vec<&Incident> = own.iter().copied().filter(|incident| !subject.abroad(incident)).collect();
        let within = |window: Option<Window>, at: Placement| {
            let lie: Vec<&Incident> = home.iter().copied().filter(|i| lies(i.date.as_ref(), window, at)).collect();
            Measured { of: provinces(&lie), killed: None }
        };
        let (now, may) = (within(Some(self.window), Placement::Inside), within(Some(self.window), Placement::Possible));
        let may = Measured { of: may.of.into_iter().filter(|place| !now.of.contains(place)).collect(), killed: None };
        let before = within(self.before, Placement::Inside);
        let mut reach =
            self.indicator(IndicatorKind::Reach, [now, may, before, Measured { of: provinces(&home), killed: None }]);
        // Places of several windows do not add up to a mean.
        reach.trend = None;
        reach
    }

    /// What the actor says besides claims of responsibility, by the day on which it was said or told.
    fn statements(&self, subject: &Subject<'_>) -> Indicator {
        let speakers = self.facts.speakers;
        // Words that make an attack a claimed one are counted there.
        let claims: BTreeSet<&Evidence> = self
            .facts
            .incidents
            .iter()
            .flat_map(|placed| &placed.item.responsibility)
            .filter(|word| word.kind == ResponsibilityKind::Claimed)
            .flat_map(|word| &word.evidence)
            .collect();
        let by_actor = |statement: &Statement| {
            let claims = statement.evidence.iter().any(|slice| claims.contains(slice));
            let side = statement.speaker.organisation.as_deref().or(statement.speaker.name.as_deref());
            statement.stance != Stance::ClaimOfResponsibility
                && !claims
                && (speakers.speaks_for(statement, subject.actor)
                    || side.is_some_and(|side| subject.is_or_parent(side)))
        };
        let said: Vec<(&str, When)> = self
            .facts
            .statements
            .iter()
            .filter(|placed| by_actor(&placed.item.fact))
            .map(|placed| {
                let fact = &placed.item.fact;
                let day = fact.date.as_ref().and_then(Timex::range).or(fact.reported_on.map(|day| (day, day)));
                (placed.item.id.as_str(), When { day, not_before: None })
            })
            .collect();
        self.told(IndicatorKind::Statements, &said)
    }

    /// What the actor or its parent published, by the day that the sentence states, else that of the article that tells it.
    fn publications(&self, subject: &Subject<'_>) -> Indicator {
        let own = self
            .facts
            .publications
            .iter()
            .filter(|placed| placed.in_period != Some(false) && subject.is_or_parent(&placed.item.fact.actor.name));
        let told: Vec<(&str, When)> = own
            .map(|placed| {
                let mut when = told_on(self.facts.documents, &placed.item);
                when.day = placed.item.fact.date.as_ref().and_then(Timex::range).or(when.day);
                (placed.item.id.as_str(), when)
            })
            .collect();
        self.told(IndicatorKind::Publications, &told)
    }

    /// Plots and threats, by the day of the article that reports them.
    fn plots(&self) -> Indicator {
        let listed: BTreeSet<&str> = self.threat.threats.iter().map(String::as_str).collect();
        let told: Vec<(&str, When)> = self
            .facts
            .threats
            .iter()
            .filter(|placed| listed.contains(placed.item.id.as_str()))
            .map(|placed| (placed.item.id.as_str(), told_on(self.facts.documents, &placed.item)))
            .collect();
        self.told(IndicatorKind::Plots, &told)
    }

    fn told(&self, kind: IndicatorKind, items: &[(&str, When)]) -> Indicator {
        let measured = |wanted: &dyn Fn(&When) -> bool| Measured {
            of: items.iter().filter(|(_, when)| wanted(when)).map(|(id, _)| (*id).to_owned()).collect(),
            killed: None,
        };
        let within = |when: &When, window: Option<Window>| {
            window.is_some_and(|w| when.day.is_some_and(|(start, end)| period_of(w).holds(start, end)))
        };
        let may = |when: &When| {
            when.day.is_none() && when.not_before.is_some_and(|day| period_of(self.window).holds(day, day))
        };
        self.indicator(
            kind,
            [
                measured(&|when| within(when, Some(self.window))),
                measured(&may),
                measured(&|when| within(when, self.before)),
                measured(&|_| true),
            ],
        )
    }

    fn indicator(&self, kind: IndicatorKind, [window, possible, before, all]: [Measured; 4]) -> Indicator {
        let trend = self.covered.then(|| trend(value(&window), value(&before)));
        Indicator { kind, window, possible: possible.of, before, all, trend }
    }
}

/// Whether a date lies so in a window.
fn lies(date: Option<&Timex>, window: Option<Window>, at: Placement) -> bool {
    window.is_some_and(|window| place(date, period_of(window)) == at)
}

/// When something was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// First and last possible day.
    pub(super) day: Option<(NaiveDate, NaiveDate)>,
    /// The day that an undated article cannot be older than.
    pub(super) not_before: Option<NaiveDate>,
}

/// When a threat or the like was reported: on the first day on which a dated article tells it.
pub(super) fn told_on<T>(documents: &BTreeMap<&str, &Source>, item: &Item<T>) -> When {
    let sources = || item.reports.iter().filter_map(|telling| documents.get(telling.document.as_str()));
    let day = sources().filter_map(|source| Some(source.record.published?.date)).min();
    let not_before = sources().filter_map(|s| s.record.not_before.max(s.not_before_by_reports)).max();
    When { day: day.map(|day| (day, day)), not_before }
}

/// The number that a trend compares.
fn value(measured: &Measured) -> u64 {
    measured.killed.as_ref().map_or(measured.of.len() as u64, |killed: &Sum| killed.best.unwrap_or(0))
}

/// Up or down where the window differs from the mean of the windows before by a quarter of it and by one at least.
fn trend(window: u64, before: u64) -> Trend {
    let windows = u64::from(WINDOWS_BEFORE);
    let now = window.saturating_mul(windows);
    let apart = now.abs_diff(before);
    if apart < windows || apart.saturating_mul(4) < before {
        Trend::Steady
    } else if now > before {
        Trend::Up
    } else {
        Trend::Down
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_takes_a_quarter_and_one_at_least() {
        assert_eq!(trend(3, 8), Trend::Up);
        assert_eq!(trend(2, 8), Trend::Steady);
        assert_eq!(trend(1, 8), Trend::Down);
        assert_eq!(trend(0, 3), Trend::Steady);
        assert_eq!(trend(11, 40), Trend::Steady);
        assert_eq!(trend(13, 40), Trend::Up);
    }
}
