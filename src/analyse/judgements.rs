//! Key judgements by rules: a reported plan, the latest events, targets, denials beside attacks, how people live. A rule that
//! finds nothing gives no line.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::codebook::assessing::words;
use crate::model::condition::{Condition, Modality};
use crate::model::dataset::{Item, Telling};
use crate::model::date::Timex;
use crate::model::evidence::Evidence;
use crate::model::findings::{
    Basis, Denials, Doubt, Grounds, Humanitarian, Judgement, KeyJudgements, Latest, Neighbours, Placed, Sureness,
    ThreatAssessment,
};
use crate::model::incident::{EventType, Incident};
use crate::model::statement::Stance;
use crate::model::threat::{Threat, ThreatKind};

use super::attacks::{group, is_attack};
use super::coverage::confidence;
use super::indicators::{Facts, target_class, told_on};
use super::outlook::outlook;

/// What is older than this is no news: plans are not told, targets only where nothing newer is known.
const RECENT_DAYS: u64 = 365;
/// A denial so many sentences after a plan, in the same article, is taken to be about it.
const NEAR: u32 = 3;
/// Fewest attacks that make a pattern.
const PATTERN: usize = 2;
/// Dates that span more days than this are too vague to say what came last: a month is not.
const VAGUE_DAYS: i64 = 31;

/// What the judgements are drawn from, besides the facts.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) grounds: &'a [Grounds],
    pub(super) conditions: &'a [Placed<Item<Condition>>],
    pub(super) humanitarian: &'a Humanitarian,
    pub(super) threat: Option<&'a ThreatAssessment>,
    pub(super) denials: Option<&'a Denials>,
}

/// Draws the judgements, in the order of a briefing.
pub(super) fn judgements(known: Known<'_>) -> KeyJudgements {
    let rules = [known.plan(), known.latest(), known.targets(), known.denials(), known.humanitarian()];
    let as_of = known.facts.speakers.settings.as_of;
    let outlook = known.threat.map(|threat| {
        let attacks: Vec<&str> = threat.basis.iter().filter(|(_, b)| b.counts()).map(|(id, _)| id.as_str()).collect();
        outlook(as_of, &attacks.into_iter().collect(), known.facts.incidents, known.facts.coverage)
    });
    KeyJudgements { judgements: rules.into_iter().flatten().collect(), outlook }
}

impl Known<'_> {
    fn as_of(&self) -> NaiveDate {
        self.facts.speakers.settings.as_of
    }

    /// The first day that counts as recent.
    fn recent(&self) -> NaiveDate {
        self.as_of().checked_sub_days(Days::new(RECENT_DAYS)).unwrap_or(NaiveDate::MIN)
    }

    /// The plan to be told first: against the reader's kind, not foiled, told last.
    fn plan(&self) -> Option<Judgement> {
        let listed: Option<BTreeSet<&str>> =
            self.threat.map(|threat| threat.threats.iter().map(String::as_str).collect());
        let mut plans: Vec<(Plan, &Item<Threat>)> = Vec::new();
        for placed in self.facts.threats.iter().filter(|placed| placed.in_period != Some(false)) {
            let item = &placed.item;
            if listed.as_ref().is_some_and(|listed| !listed.contains(item.id.as_str())) {
                continue;
            }
            let told = told_on(self.facts.documents, item).day.map(|(day, _)| day);
            if told.is_none_or(|day| day >= self.recent()) {
                plans.push((
                    Plan { at_reader: self.at_reader(&item.fact), foiled: item.fact.kind == ThreatKind::Foiled, told },
                    item,
                ));
            }
        }
        plans.sort_by_key(|(plan, _)| (!plan.at_reader, plan.foiled, std::cmp::Reverse(plan.told)));
        let (first, item) = plans.first()?;
        let mut doubts = Vec::new();
        if !self.is_named(&item.fact) {
            doubts.push(Doubt::SourcesNotNamed);
        }
        if first.told.is_none() {
            doubts.push(Doubt::NotDated);
        }
        Some(Judgement::ReportedPlan {
            threat: item.id.clone(),
            at_reader: first.at_reader,
            more: plans[1..].iter().map(|(_, item)| item.id.clone()).collect(),
            denied: self.denied_near(&item.fact.evidence),
            sureness: sureness(origins(&item.reports), doubts),
        })
    }

    /// Whether a threat is directed at the reader's kind.
    fn at_reader(&self, threat: &Threat) -> bool {
        let classes = &self.facts.speakers.relations.assessing.targets;
        let texts = || threat.target.iter().map(String::as_str).chain(threat.evidence.iter().map(|e| e.text.as_str()));
        self.facts.speakers.settings.page_one.readers.iter().any(|reader| {
            if classes.knows(reader) {
                return texts().any(|text| classes.holds(reader, text));
            }
            let wanted = words(reader);
            !wanted.is_empty() && texts().any(|text| words(text).windows(wanted.len()).any(|w| *w == wanted[..]))
        })
    }

    /// Whether the one whose word it is bears a name: one of the codebook's, or one of two capitals.
    fn is_named(&self, threat: &Threat) -> bool {
        threat.said_by.as_ref().is_some_and(|actor| {
            let capitals = actor.name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
            self.facts.speakers.relations.forms.contains_key(&actor.name) || capitals > 1
        })
    }

    /// Denials in the same article, at most a few sentences on.
    fn denied_near(&self, told: &[Evidence]) -> Vec<String> {
        let near = |slice: &Evidence| {
            told.iter().any(|plan| match (plan.sentence, slice.sentence) {
                (Some(at), Some(next)) => {
                    plan.document == slice.document && at <= next && next <= at.saturating_add(NEAR)
                }
                _ => false,
            })
        };
        let statements = self.facts.statements.iter().map(|placed| &placed.item);
        statements
            .filter(|s| s.fact.stance == Stance::Denial && s.fact.evidence.first().is_some_and(near))
            .map(|s| s.id.clone())
            .collect()
    }

    /// The latest attack and the latest operation that have a day or a month.
    fn latest(&self) -> Option<Judgement> {
        let against: BTreeSet<&str> = self
            .threat
            .iter()
            .flat_map(|threat| &threat.pressure)
            .flat_map(|share| share.incidents.iter().map(String::as_str))
            .collect();
        let is_operation = |incident: &Incident| match self.threat {
            Some(_) => against.contains(incident.id.as_str()),
            None => matches!(incident.event_type, EventType::Raid | EventType::ArrestOperation | EventType::Airstrike),
        };
        let attack = self.last(&|incident| self.is_linked(incident));
        let operation = self.last(&is_operation);
        (attack.is_some() || operation.is_some()).then_some(Judgement::Latest { attack, operation })
    }

    /// Whether an incident is an attack that the actor did or is suspected of; without an actor, any attack.
    fn is_linked(&self, incident: &Incident) -> bool {
        match self.threat {
            Some(threat) => threat.basis.get(&incident.id).is_some_and(|basis| *basis != Basis::Unattributed),
            None => is_attack(incident.event_type),
        }
    }

    fn last(&self, wanted: &dyn Fn(&Incident) -> bool) -> Option<Latest> {
        let mut last: Option<(NaiveDate, usize)> = None;
        for (at, placed) in self.facts.incidents.iter().enumerate() {
            let Some((start, end)) = placed.item.date.as_ref().and_then(Timex::range) else { continue };
            let told = (end - start).num_days() < VAGUE_DAYS && end <= self.as_of() && placed.in_period != Some(false);
            if told && wanted(&placed.item) && last.is_none_or(|(day, _)| end >= day) {
                last = Some((end, at));
            }
        }
        let (_, at) = last?;
        let incident = &self.facts.incidents[at].item;
        let grounds = &self.grounds[at];
        let mut doubts = Vec::new();
        if grounds.caveat {
            doubts.push(Doubt::NotVerified);
        }
        if grounds.one_party {
            doubts.push(Doubt::OneParty);
        }
        let origins = incident.origins().into_iter().map(str::to_owned).collect();
        Some(Latest { incident: incident.id.clone(), sureness: sureness(origins, doubts) })
    }

    /// The class of targets that most attacks of the last year share; of all, where the last year holds no pattern.
    fn targets(&self) -> Option<Judgement> {
        let relations = self.facts.speakers.relations;
        let known: Vec<(&str, &Incident)> = self
            .facts
            .incidents
            .iter()
            .filter(|placed| placed.in_period != Some(false) && self.is_linked(&placed.item))
            .filter_map(|placed| Some((target_class(relations, &placed.item)?, &placed.item)))
            .collect();
        let day = |incident: &Incident| incident.date.as_ref().and_then(Timex::range);
        let recent: Vec<(&str, &Incident)> = known
            .iter()
            .copied()
            .filter(|(_, incident)| {
                day(incident).is_some_and(|(start, end)| start >= self.recent() && end <= self.as_of())
            })
            .collect();
        let (class, attacks, known) = pattern(&recent).or_else(|| pattern(&known))?;
        let mut origins: Vec<String> = attacks.iter().flat_map(|i| i.origins()).map(str::to_owned).collect();
        origins.sort_unstable();
        origins.dedup();
        Some(Judgement::Targets {
            class: class.to_owned(),
            from: attacks.iter().filter_map(|i| Some(day(i)?.0)).min(),
            to: attacks.iter().filter_map(|i| Some(day(i)?.1)).max(),
            attacks: group(attacks),
            known,
            sureness: sureness(origins, Vec::new()),
        })
    }

    /// The latest dated denial that has attacks beside it.
    fn denials(&self) -> Option<Judgement> {
        let denials = self.denials.filter(|denials| !denials.denials.is_empty())?;
        let dated = |denial: &&crate::model::findings::Denial| denial.before.is_some() || denial.after.is_some();
        let any = |near: &Option<Neighbours>| near.as_ref().is_some_and(|near| !near.attacks.incidents.is_empty());
        let list = &denials.denials;
        let beside = list.iter().rposition(|d| dated(&d) && (any(&d.before) || any(&d.after)));
        let latest = beside.or_else(|| list.iter().rposition(|denial| dated(&denial)));
        let reports: BTreeMap<&str, &[Telling]> =
            self.facts.statements.iter().map(|p| (p.item.id.as_str(), p.item.reports.as_slice())).collect();
        let told = list.iter().enumerate().filter(|(at, _)| latest.is_none_or(|latest| latest == *at));
        let mut told: Vec<String> =
            told.filter_map(|(_, denial)| reports.get(denial.statement.as_str())).flat_map(|r| origins(r)).collect();
        told.sort_unstable();
        told.dedup();
        let doubts = if latest.is_none() { vec![Doubt::NotDated] } else { Vec::new() };
        Some(Judgement::Denials { latest, sureness: sureness(told, doubts) })
    }

    /// The figure that concerns most people, of what was told in the last year before anything else, and one of another sector.
    /// A figure that a later one of the same measure took the place of is none.
    fn humanitarian(&self) -> Option<Judgement> {
        let told = |item: &Item<Condition>| {
            let sources = item.reports.iter().filter_map(|telling| self.facts.documents.get(telling.document.as_str()));
            sources.filter_map(|source| Some(source.record.published?.date)).max()
        };
        let holds = |fact: &Condition| fact.as_of.as_ref().and_then(Timex::range);
        let facts = self.conditions.iter().filter(|placed| placed.in_period != Some(false)).map(|placed| &placed.item);
        let series = self.humanitarian.sectors.iter().flat_map(|sector| &sector.series);
        let latest: BTreeSet<&str> = series.map(|series| series.latest.as_str()).collect();
        let mut ranked: Vec<(bool, Option<f64>, &Item<Condition>)> = facts
            .filter(|item| item.fact.modality == Modality::Fact && latest.contains(item.id.as_str()))
            .filter_map(|item| {
                let day = holds(&item.fact).map(|(_, end)| end).or_else(|| told(item));
                let people = matches!(item.fact.unit.as_deref(), Some("people" | "afghans"));
                let value = item.fact.value?;
                Some((day.is_some_and(|day| day >= self.recent()), people.then_some(value), item))
            })
            .collect();
        // Numbers of people compare; sums and shares do not, and go by their sector.
        let by_size = |value: Option<f64>| value.unwrap_or(-1.0);
        ranked.sort_by(|a, b| {
            let people = by_size(b.1).total_cmp(&by_size(a.1));
            b.0.cmp(&a.0).then(people).then(a.2.fact.sector.cmp(&b.2.fact.sector))
        });
        let (recent, _, first) = ranked.first()?;
        let second = ranked.iter().find(|(now, _, item)| now == recent && item.fact.sector != first.fact.sector);
        let mut conditions = vec![first.id.clone()];
        conditions.extend(second.map(|(_, _, item)| item.id.clone()));
        let doubts = if *recent { Vec::new() } else { vec![Doubt::NotDated] };
        Some(Judgement::Humanitarian { conditions, sureness: sureness(origins(&first.reports), doubts) })
    }
}

/// How a plan is ranked.
struct Plan {
    at_reader: bool,
    foiled: bool,
    told: Option<NaiveDate>,
}

/// The class that most attacks share, if enough do: its name, its attacks, and the ids of all.
fn pattern<'c, 'i>(attacks: &[(&'c str, &'i Incident)]) -> Option<(&'c str, Vec<&'i Incident>, Vec<String>)> {
    let mut by_class: BTreeMap<&str, Vec<&Incident>> = BTreeMap::new();
    for (class, incident) in attacks {
        by_class.entry(class).or_default().push(incident);
    }
    // Of several as large, the first by name.
    let (class, most) = by_class.into_iter().rev().max_by_key(|(_, attacks)| attacks.len())?;
    (most.len() >= PATTERN).then(|| (class, most, attacks.iter().map(|(_, incident)| incident.id.clone()).collect()))
}

/// The origins of a fact, each once, by name.
fn origins(reports: &[Telling]) -> Vec<String> {
    let mut origins: Vec<String> = reports.iter().map(|telling| telling.origin.clone()).collect();
    origins.sort_unstable();
    origins.dedup();
    origins
}

/// By the origins, one step down for a doubt; low where no date says that it still holds.
fn sureness(origins: Vec<String>, doubts: Vec<Doubt>) -> Sureness {
    let confidence = if doubts.contains(&Doubt::NotDated) {
        crate::model::findings::Confidence::Low
    } else {
        confidence(origins.len(), !doubts.is_empty())
    };
    Sureness { confidence, origins, doubts }
}
