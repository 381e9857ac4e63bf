//! The counts of page one: the same rows for the corpus, for a span of days, and for the span before it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::model::dataset::Item;
use crate::model::date::{Period, Timex};
use crate::model::findings::{Basis, Column, Denials, KeyFigures, Placed, ThreatAssessment, Window};
use crate::model::incident::Incident;
use crate::model::statement::Statement;

use super::attacks::group;
use super::placing::{Placement, is_dated, place};
use super::settings::Settings;

/// The span where neither the period nor the threat section gives one.
const DAYS: u32 = 90;

/// Counts everything for the box.
pub(super) fn key_figures(
    settings: &Settings,
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    threat: Option<&ThreatAssessment>,
    denials: Option<&Denials>,
) -> KeyFigures {
    let period = settings.period;
    let of_period = period.from.map(|from| Window {
        from,
        to: period.to,
        days: u32::try_from((period.to - from).num_days() + 1).unwrap_or(u32::MAX),
    });
    let span = of_period.unwrap_or_else(|| {
        let days = settings.threat.as_ref().map_or(DAYS, |threat| threat.window_days);
        back_from(settings.as_of, days).unwrap_or(Window { from: settings.as_of, to: settings.as_of, days: 1 })
    });
    let before = span.from.pred_opt().and_then(|day| back_from(day, span.days));
    let dates = Dates { incidents, statements, threat, denials };
    let lies = |window: Option<Window>, at: Placement| {
        move |date: Option<&Timex>| window.is_some_and(|window| place(date, period_of(window)) == at)
    };
    KeyFigures {
        span,
        is_period: period.from.is_some(),
        before,
        dated: dates.column(&|date| is_dated(date)),
        undated: dates.column(&|date| !is_dated(date)),
        within: dates.column(&lies(Some(span), Placement::Inside)),
        possible: dates.column(&lies(Some(span), Placement::Possible)),
        earlier: dates.column(&lies(before, Placement::Inside)),
    }
}

/// So many days that end on `to`; `None` where the calendar does not go back as far.
pub(super) fn back_from(to: NaiveDate, days: u32) -> Option<Window> {
    let from = to.checked_sub_days(Days::new(u64::from(days.saturating_sub(1))))?;
    Some(Window { from, to, days })
}

/// A window as a period.
pub(super) fn period_of(window: Window) -> Period {
    Period { from: Some(window.from), to: window.to }
}

/// What is counted, by its dates.
struct Dates<'a> {
    incidents: &'a [Placed<Incident>],
    statements: &'a [Placed<Item<Statement>>],
    threat: Option<&'a ThreatAssessment>,
    denials: Option<&'a Denials>,
}

impl Dates<'_> {
    fn column(&self, wanted: &dyn Fn(Option<&Timex>) -> bool) -> Column {
        let incidents: Vec<&Incident> =
            self.incidents.iter().map(|p| &p.item).filter(|i| wanted(i.date.as_ref())).collect();
        let basis = |incident: &Incident| self.threat.and_then(|threat| threat.basis.get(&incident.id)).copied();
        let of = |class: &dyn Fn(Basis) -> bool| -> Vec<&Incident> {
            incidents.iter().copied().filter(|incident| basis(incident).is_some_and(class)).collect()
        };
        let attacks = of(&|basis| basis.counts());
        let against: BTreeSet<&str> = self
            .threat
            .iter()
            .flat_map(|threat| &threat.pressure)
            .flat_map(|share| share.incidents.iter().map(String::as_str))
            .collect();
        let denied: BTreeSet<&str> =
            self.denials.iter().flat_map(|d| &d.denials).map(|denial| denial.statement.as_str()).collect();
        let statements = self.statements.iter().map(|placed| &placed.item);
        let ids = |wanted: Basis| of(&|basis| basis == wanted).into_iter().map(|i| i.id.clone()).collect();
        Column {
            claimed: ids(Basis::Claimed),
            stated: ids(Basis::Stated),
            attributed: ids(Basis::Attributed),
            provinces: provinces(if self.threat.is_some() { &attacks } else { &incidents }),
            suspected: group(of(&|basis| basis == Basis::Suspected)),
            unattributed: group(of(&|basis| basis == Basis::Unattributed)),
            pressure: incidents.iter().filter(|i| against.contains(i.id.as_str())).map(|i| i.id.clone()).collect(),
            denials: statements
                .filter(|s| denied.contains(s.id.as_str()) && wanted(s.fact.date.as_ref()))
                .map(|s| s.id.clone())
                .collect(),
            attacks: group(attacks),
            incidents: group(incidents.iter().copied()),
        }
    }
}

/// The provinces, or the places where those are not known, each once, by name.
pub(super) fn provinces(incidents: &[&Incident]) -> Vec<String> {
    let provinces: BTreeSet<&str> = incidents.iter().filter_map(|i| i.place.as_ref()?.province()).collect();
    provinces.into_iter().map(str::to_owned).collect()
}
