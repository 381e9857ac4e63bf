//! Which part of each list the body of a briefing shows: what a reader acts on comes first, and every list has a bound, so
//! that the body stays as short for a thousand articles as for ten.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::condition::{Condition, Sector};
use crate::model::dataset::{Item, Source};
use crate::model::date::Timex;
use crate::model::findings::{
    Beside, Body, Denial, Denials, Humanitarian, IndicatorKind, Neighbours, Part, Placed, ThreatAssessment,
};
use crate::model::statement::Statement;
use crate::model::tally::Tally;
use crate::model::threat::Threat;

use super::indicators::told_on;

/// Rows of the ledger of denials.
const DENIALS: usize = 5;
/// Rows of the table of how people live, and of one sector in it.
const CONDITIONS: usize = Sector::ALL.len();
const OF_SECTOR: usize = 2;
/// Lines of a list, and statements of a group.
const LINES: usize = 3;
/// Lines of what is only beside the matter.
const FEW: usize = 2;

/// What the lists are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    pub(super) documents: &'a BTreeMap<&'a str, &'a Source>,
    pub(super) statements: &'a [Placed<Item<Statement>>],
    pub(super) conditions: &'a [Placed<Item<Condition>>],
    pub(super) threats: &'a [Placed<Item<Threat>>],
    pub(super) tallies: &'a [Placed<Item<Tally>>],
    pub(super) threat: Option<&'a ThreatAssessment>,
    pub(super) denials: Option<&'a Denials>,
    pub(super) humanitarian: &'a Humanitarian,
}

/// Parts every list.
pub(super) fn body(lists: Lists<'_>) -> Body {
    let mut body = Body::default();
    if let Some(threat) = lists.threat {
        lists.of_threat(threat, &mut body);
    }
    if let Some(denials) = lists.denials {
        lists.of_denials(denials, &mut body);
    }
    lists.of_people(&mut body);
    body
}

/// The first `most` by rank; both parts in the order of the list. What ranks first is smallest, ties by place.
fn part<R: Ord>(ids: &[String], most: usize, rank: impl Fn(&str) -> R) -> Part {
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by_key(|at| (rank(&ids[*at]), *at));
    let shown: BTreeSet<usize> = order.into_iter().take(most).collect();
    let of =
        |wanted: bool| (0..ids.len()).filter(|at| shown.contains(at) == wanted).map(|at| ids[at].clone()).collect();
    Part { shown: of(true), rest: of(false) }
}

/// Later days before earlier ones, and those before none.
type Latest = (bool, Reverse<Option<NaiveDate>>);

fn latest(day: Option<NaiveDate>) -> Latest {
    (day.is_none(), Reverse(day))
}

impl Lists<'_> {
    fn of_threat(&self, threat: &ThreatAssessment, body: &mut Body) {
        let plots: BTreeMap<&str, &Item<Threat>> = by_id(self.threats);
        body.plots = part(&threat.threats, LINES, |id| {
            latest(plots.get(id).and_then(|item| told_on(self.documents, item).day).map(|(day, _)| day))
        });
        let tallies: BTreeMap<&str, &Item<Tally>> = by_id(self.tallies);
        body.tallies = part(&threat.tallies, LINES, |id| {
            // A count of the actor's own acts says more than one of anybody's, and a named counter more than none.
            let fact = tallies.get(id).map(|item| &item.fact);
            let told = fact.is_some_and(|fact| fact.actor.is_some());
            (!told, fact.is_none_or(|fact| fact.said_by.is_none()))
        });
        let days = self.days();
        let day = |id: &str| latest(days.get(id).copied().flatten());
        let said = threat.indicators.list.iter().find(|indicator| indicator.kind == IndicatorKind::Statements);
        body.said = said.map(|indicator| part(&indicator.all.of, FEW, day)).unwrap_or_default();
        let groups = threat.indicators.outlooks.iter();
        body.assessments =
            groups.map(|group| part(&group.statements, if group.name.is_some() { LINES } else { 0 }, day)).collect();
    }

    fn of_denials(&self, denials: &Denials, body: &mut Body) {
        let rows: Vec<String> = denials.denials.iter().map(|denial| denial.statement.clone()).collect();
        let by_row: BTreeMap<&str, &Denial> = denials.denials.iter().map(|d| (d.statement.as_str(), d)).collect();
        let voices = self.by_voice(&rows);
        body.denials = part(&rows, DENIALS, |id| {
            let denial = by_row.get(id);
            let beside = denial.is_some_and(|d| has_attacks(d.before.as_ref()) || has_attacks(d.after.as_ref()));
            (!beside, voices.get(id).copied())
        });
        let ids = |list: &[Beside]| -> Vec<String> { list.iter().map(|beside| beside.statement.clone()).collect() };
        body.assurances = self.voices(&ids(&denials.assurances), FEW);
        let successes = ids(&denials.successes);
        let voices = self.by_voice(&successes);
        body.successes = part(&successes, FEW, |id| {
            let later =
                denials.successes.iter().any(|b| b.statement == id && b.later.as_ref().is_some_and(|l| !l.is_empty()));
            (!later, voices.get(id).copied())
        });
        // What is beside the matter is left to the statement log.
        body.other_matters = self.voices(&denials.other_matters, 0);
        let above: BTreeSet<&str> =
            self.threat.iter().flat_map(|threat| &threat.assessments).map(String::as_str).collect();
        let by_others: Vec<String> =
            denials.by_others.iter().filter(|id| !above.contains(id.as_str())).cloned().collect();
        body.by_others = self.voices(&by_others, FEW);
    }

    fn of_people(&self, body: &mut Body) {
        let context = self.humanitarian;
        let facts: BTreeMap<&str, &Item<Condition>> = by_id(self.conditions);
        let series = context.sectors.iter().flat_map(|sector| sector.series.iter().map(move |s| (sector.sector, s)));
        let series: Vec<_> = series.collect();
        let ids: Vec<String> = series.iter().map(|(_, series)| series.latest.clone()).collect();
        // The weightiest of each sector before the second of any.
        let weight = |id: &str| facts.get(id).map(|item| weight(&item.fact, self.told(item)));
        let rank: BTreeMap<&str, (usize, Option<Weight>)> = series
            .iter()
            .map(|(sector, one)| {
                let own = weight(&one.latest);
                let before = series.iter().filter(|(s, other)| s == sector && weight(&other.latest) < own).count();
                (one.latest.as_str(), (before, own))
            })
            .collect();
        // Where there is no room for all, no sector takes that of the others.
        let few = rank.values().filter(|(before, _)| *before < OF_SECTOR).count().min(CONDITIONS);
        let most = if ids.len() <= CONDITIONS { ids.len() } else { few };
        body.conditions = part(&ids, most, |id| rank.get(id).copied());

        body.warned_by = self.voices(&context.warned_by, LINES);
        let said: Vec<&Statement> = self
            .statements
            .iter()
            .map(|placed| &placed.item)
            .filter(|item| context.warned_by.contains(&item.id))
            .map(|item| &item.fact)
            .collect();
        let is_said = |id: &str| {
            facts.get(id).is_some_and(|item| {
                said.iter().any(|fact| fact.evidence.iter().any(|slice| item.fact.evidence.contains(slice)))
            })
        };
        let forecasts: Vec<String> = context.warnings.iter().filter(|id| !is_said(id)).cloned().collect();
        body.forecasts = part(&forecasts, LINES, |id| latest(facts.get(id).and_then(|item| self.told(item))));
    }

    /// Of statements the first `most`, as many voices as there are.
    fn voices(&self, ids: &[String], most: usize) -> Part {
        let voices = self.by_voice(ids);
        part(ids, most, |id| voices.get(id).copied())
    }

    /// How a list of statements is ranked: what a speaker says first in an article before what the same one says next, and of
    /// those the latest.
    fn by_voice(&self, ids: &[String]) -> BTreeMap<String, (usize, Latest)> {
        let days = self.days();
        let facts: BTreeMap<&str, &Item<Statement>> = by_id(self.statements);
        let mut voices: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut ranked = BTreeMap::new();
        for id in ids {
            let Some(item) = facts.get(id.as_str()) else { continue };
            let document = item.reports.first().map_or("", |telling| telling.document.as_str());
            let nth = voices.entry((item.fact.speaker.display(), document)).or_default();
            ranked.insert(id.clone(), (*nth, latest(days.get(id.as_str()).copied().flatten())));
            *nth += 1;
        }
        ranked
    }

    /// The day on which each statement was made, else told.
    fn days(&self) -> BTreeMap<&str, Option<NaiveDate>> {
        let day = |fact: &Statement| fact.date.as_ref().and_then(Timex::range).map(|(_, end)| end).or(fact.reported_on);
        self.statements.iter().map(|placed| (placed.item.id.as_str(), day(&placed.item.fact))).collect()
    }

    /// The day for which a condition holds, else the one on which it was told.
    fn told(&self, item: &Item<Condition>) -> Option<NaiveDate> {
        let holds = item.fact.as_of.as_ref().and_then(Timex::range).map(|(_, end)| end);
        holds.or_else(|| {
            let sources = item.reports.iter().filter_map(|report| self.documents.get(report.document.as_str()));
            sources.filter_map(|source| Some(source.record.published?.date)).max()
        })
    }
}

/// What a reader needs first is smallest: figures, of numbers of people the larger ones, then the later ones.
type Weight = (bool, Reverse<u64>, Latest);

fn weight(fact: &Condition, day: Option<NaiveDate>) -> Weight {
    let people = matches!(fact.unit.as_deref(), Some("people" | "afghans"));
    let number = fact.value.filter(|value| people && *value > 0.0).map_or(0, |value| value as u64);
    (fact.value.is_none(), Reverse(number), latest(day))
}

fn has_attacks(near: Option<&Neighbours>) -> bool {
    near.is_some_and(|near| !near.attacks.incidents.is_empty())
}

fn by_id<T>(items: &[Placed<Item<T>>]) -> BTreeMap<&str, &Item<T>> {
    items.iter().map(|placed| (placed.item.id.as_str(), &placed.item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_the_order_of_the_list_and_leaves_nothing_out() {
        let ids: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let part = part(&ids, 2, |id| Reverse(id.to_owned()));
        assert_eq!(
            (part.shown, part.rest),
            (vec!["c".to_owned(), "d".to_owned()], vec!["a".to_owned(), "b".to_owned()])
        );
    }

    #[test]
    fn later_days_come_first_and_none_last() {
        let day = |n| NaiveDate::from_ymd_opt(2023, 1, n);
        let mut days = [latest(None), latest(day(1)), latest(day(9))];
        days.sort_unstable();
        assert_eq!(days, [latest(day(9)), latest(day(1)), latest(None)]);
    }
}
