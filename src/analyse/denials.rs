//! Denials beside attacks: what happened before and after each, and what the same article tells.

use chrono::{Days, NaiveDate};

use crate::model::dataset::Item;
use crate::model::date::Period;
use crate::model::findings::{Basis, Beside, Coverage, Denial, Denials, Neighbours, NextAttack, Placed};
use crate::model::incident::{EventType, Incident};
use crate::model::statement::{Stance, Statement};

use super::attacks::{Subject, group};
use super::coverage::is_covered;
use super::placing::{Placement, place};
use super::settings::DenialSettings;
use super::speakers::Speakers;

/// Puts the denier's statements beside the actor's attacks.
pub(super) fn compare(
    settings: &DenialSettings,
    speakers: &Speakers<'_>,
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    coverage: &Coverage,
) -> Denials {
    let (denier, about) = (settings.denier.as_str(), settings.about.as_str());
    let beside = Ledger::new(settings, &speakers.subject(about), incidents, coverage, speakers.settings.as_of);
    let shown = || statements.iter().filter(|s| s.in_period != Some(false)).map(|s| &s.item);
    let by_denier =
        |stance: Stance| shown().filter(move |s| s.fact.stance == stance && speakers.speaks_for(&s.fact, denier));
    let concerns = |statement: &Statement| speakers.is_about(statement, about);

    let mut denials: Vec<&Item<Statement>> = by_denier(Stance::Denial).filter(|s| concerns(&s.fact)).collect();
    // Dated ones first, by day; the others in the order of the articles.
    denials.sort_by_key(|s| day_of(&s.fact).map_or((true, NaiveDate::MAX), |(start, _)| (false, start)));
    let (dated, undated): (Vec<_>, Vec<_>) = denials.iter().partition(|s| day_of(&s.fact).is_some());
    let ids = |items: &[&Item<Statement>]| items.iter().map(|s| s.id.clone()).collect();

    Denials {
        denier: denier.to_owned(),
        about: about.to_owned(),
        before_days: settings.before_days,
        after_days: settings.after_days,
        denials: denials.iter().map(|s| beside.denial(s)).collect(),
        dated: ids(&dated),
        undated: ids(&undated),
        window: in_window(&denials, speakers),
        assurances: by_denier(Stance::Pledge)
            .filter(|s| s.fact.about.actor.is_none() || concerns(&s.fact))
            .map(|s| beside.statement(s))
            .collect(),
        other_matters: by_denier(Stance::Denial).filter(|s| !concerns(&s.fact)).map(|s| s.id.clone()).collect(),
        successes: by_denier(Stance::Claim)
            .filter(|s| concerns(&s.fact) && is_success(&s.fact, incidents))
            .map(|s| beside.statement(s))
            .collect(),
        by_others: shown()
            .filter(|s| {
                matches!(s.fact.stance, Stance::Assessment | Stance::Warning | Stance::Condemnation | Stance::Denial)
            })
            .filter(|s| concerns(&s.fact) && speakers.is_other(&s.fact, about))
            .map(|s| s.id.clone())
            .collect(),
    }
}

/// Whether the statement tells of losses, or stands in a sentence that tells of a raid, arrests or a strike.
fn is_success(statement: &Statement, incidents: &[Placed<Incident>]) -> bool {
    let operations = incidents.iter().map(|placed| &placed.item).filter(|incident| {
        matches!(incident.event_type, EventType::Raid | EventType::ArrestOperation | EventType::Airstrike)
    });
    statement.about.topic.as_deref() == Some("losses")
        || operations.flat_map(Incident::evidence).any(|slice| statement.evidence.contains(slice))
}

/// The denials that certainly lie in the window of the threat section.
fn in_window(denials: &[&Item<Statement>], speakers: &Speakers<'_>) -> Vec<String> {
    let Some(threat) = &speakers.settings.threat else { return Vec::new() };
    let as_of = speakers.settings.as_of;
    let window = Period { from: Some(back(as_of, threat.window_days.saturating_sub(1))), to: as_of };
    let inside = denials.iter().filter(|s| place(s.fact.date.as_ref(), window) == Placement::Inside);
    inside.map(|s| s.id.clone()).collect()
}

/// First and last possible day of a statement, where resolved.
fn day_of(statement: &Statement) -> Option<(NaiveDate, NaiveDate)> {
    statement.date.as_ref()?.range()
}

/// The actor's attacks, ready to be put beside statements.
struct Ledger<'a> {
    settings: &'a DenialSettings,
    coverage: &'a Coverage,
    as_of: NaiveDate,
    attacks: Vec<(&'a Incident, Basis)>,
}

impl<'a> Ledger<'a> {
    fn new(
        settings: &'a DenialSettings,
        subject: &Subject<'_>,
        incidents: &'a [Placed<Incident>],
        coverage: &'a Coverage,
        as_of: NaiveDate,
    ) -> Self {
        let attacks = incidents.iter().filter_map(|p| Some((&p.item, subject.basis(&p.item)?))).collect();
        Self { settings, coverage, as_of, attacks }
    }

    fn denial(&self, statement: &Item<Statement>) -> Denial {
        let day = day_of(&statement.fact);
        let around = day.map(|(start, end)| {
            let before = Period { from: Some(back(start, self.settings.before_days)), to: back(start, 1) };
            let after = Period { from: Some(on(end, 1)), to: on(end, self.settings.after_days).min(self.as_of) };
            (before, after)
        });
        Denial {
            statement: statement.id.clone(),
            before: around.and_then(|(before, _)| self.neighbours(before)),
            same_day: day.map(|day| self.on_the_day(day)).unwrap_or_default(),
            after: around.and_then(|(_, after)| self.neighbours(after)),
            after_open: day.is_some_and(|(_, end)| on(end, self.settings.after_days) > self.as_of),
            same_article: self.same_article(statement),
            next: day.and_then(|(_, end)| self.next(end)),
        }
    }

    fn statement(&self, statement: &Item<Statement>) -> Beside {
        let later = day_of(&statement.fact).map(|(_, end)| {
            let span = Period { from: Some(on(end, 1)), to: self.as_of };
            self.placed(span, Placement::Inside, |_| true)
        });
        Beside { statement: statement.id.clone(), same_article: self.same_article(statement), later }
    }

    /// The attacks in a span; `None` for a span without days.
    fn neighbours(&self, span: Period) -> Option<Neighbours> {
        let from = span.from.filter(|from| *from <= span.to)?;
        let inside = |incident: &Incident| place(incident.date.as_ref(), span) == Placement::Inside;
        Some(Neighbours {
            from,
            to: span.to,
            attacks: group(self.attacks.iter().filter(|(i, b)| b.counts() && inside(i)).map(|(i, _)| *i)),
            others: self.placed(span, Placement::Inside, |basis| !basis.counts()),
            possible: self.placed(span, Placement::Possible, |_| true),
        })
    }

    fn placed(&self, span: Period, at: Placement, wanted: impl Fn(Basis) -> bool) -> Vec<String> {
        self.ids(|incident, basis| wanted(basis) && place(incident.date.as_ref(), span) == at)
    }

    /// Attacks that share a day with the statement and whose own span is no longer than a few days.
    fn on_the_day(&self, (start, end): (NaiveDate, NaiveDate)) -> Vec<String> {
        let day = Period { from: Some(start), to: end };
        self.ids(|incident, _| {
            let range = incident.date.as_ref().and_then(crate::model::date::Timex::range);
            range.is_some_and(|(s, e)| day.overlaps(s, e) && (e - s).num_days() < 7)
        })
    }

    fn same_article(&self, statement: &Item<Statement>) -> Vec<String> {
        let told_in = |document: &str| statement.reports.iter().any(|telling| telling.document == document);
        self.ids(|incident, _| incident.reports.iter().any(|report| told_in(&report.document)))
    }

    fn ids(&self, wanted: impl Fn(&Incident, Basis) -> bool) -> Vec<String> {
        self.attacks.iter().filter(|(i, b)| wanted(i, *b)).map(|(i, _)| i.id.clone()).collect()
    }

    /// The first attack by the actor that certainly follows, if every month between has a dated article.
    fn next(&self, denied: NaiveDate) -> Option<NextAttack> {
        let dated = self.attacks.iter().filter(|(_, basis)| basis.counts());
        let following = dated.filter_map(|(incident, _)| Some((incident.date.as_ref()?.range()?.0, incident)));
        let (day, incident) =
            following.filter(|(day, _)| *day > denied && *day <= self.as_of).min_by_key(|(day, _)| *day)?;
        is_covered(self.coverage, denied, day)
            .then(|| NextAttack { incident: incident.id.clone(), days: (day - denied).num_days() })
    }
}

/// The day `days` before.
fn back(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN)
}

/// The day `days` after.
fn on(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}
