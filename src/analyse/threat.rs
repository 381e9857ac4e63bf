//! The threat that an actor poses: attacks, methods, reach, targets, plots, claims, pressure, and the level.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::model::dataset::Item;
use crate::model::date::Period;
use crate::model::findings::{
    Basis, Confidence, Counted, Coverage, Indicators, Level, LevelName, Placed, Share, Step, ThreatAssessment, Window,
};
use crate::model::incident::{EventType, Incident};
use crate::model::place::Place;
use crate::model::statement::{Stance, Statement};
use crate::model::tally::Tally;
use crate::model::threat::{Threat, ThreatKind};

use super::attacks::{Subject, counted};
use super::coverage::{confidence, uncovered_until};
use super::settings::ThreatSettings;
use super::speakers::Speakers;

/// Assesses the configured actor.
pub(super) fn assess(
    settings: &ThreatSettings,
    speakers: &Speakers<'_>,
    incidents: &[Placed<Incident>],
    statements: &[Placed<Item<Statement>>],
    threats: &[Placed<Item<Threat>>],
    tallies: &[Placed<Item<Tally>>],
    coverage: &Coverage,
) -> ThreatAssessment {
    let actor = settings.actor.as_str();
    let subject = speakers.subject(actor);
    let window = window(speakers.settings.as_of, settings.window_days);
    let span = Period { from: Some(window.from), to: window.to };

    let judged: Vec<(&Placed<Incident>, Basis)> =
        incidents.iter().filter_map(|placed| Some((placed, subject.basis(&placed.item)?))).collect();
    let of_class = |wanted: &dyn Fn(Basis) -> bool| -> Vec<&Placed<Incident>> {
        judged.iter().filter(|(_, basis)| wanted(*basis)).map(|(placed, _)| *placed).collect()
    };
    let own = of_class(&|basis| basis.counts());
    let linked: Vec<&Incident> = of_class(&|b| b != Basis::Unattributed).iter().map(|placed| &placed.item).collect();
    let items: Vec<&Incident> = own.iter().map(|placed| &placed.item).collect();
    let attacks = counted(&own, span);
    let pressure = pressure(&subject, incidents);

    ThreatAssessment {
        actor: actor.to_owned(),
        parent: settings.parent_counts.then(|| speakers.relations.parent(actor).map(str::to_owned)).flatten(),
        area: speakers.relations.area(actor).map(str::to_owned),
        window,
        level: level(settings, &attacks, incidents, uncovered_until(coverage, window.from, window.to)),
        attacks,
        suspected: counted(&of_class(&|basis| basis == Basis::Suspected), span),
        unattributed: counted(&of_class(&|basis| basis == Basis::Unattributed), span),
        basis: judged.iter().map(|(placed, basis)| (placed.item.id.clone(), *basis)).collect(),
        as_parent: linked.iter().filter(|i| subject.as_parent(i)).map(|i| i.id.clone()).collect(),
        methods: shares(&items, |incident| Some(incident.event_type)),
        reach: shares(&items, |i| {
            (!subject.abroad(i)).then(|| i.place.as_ref().and_then(Place::province).map(str::to_owned))
        }),
        abroad: shares(&items, |i| {
            i.place.as_ref().filter(|_| subject.abroad(i)).and_then(|place| place.country.clone())
        }),
        targets: shares(&items, |incident| Some(incident.target.clone())),
        threats: threats
            .iter()
            .filter(|t| t.in_period != Some(false))
            // A danger in general, against nobody in particular, is an assessment and stands there.
            .filter(|t| t.item.fact.kind != ThreatKind::Threat || t.item.fact.target.is_some())
            .filter(|t| t.item.fact.actor.as_ref().is_none_or(|actor| subject.is_or_parent(&actor.name)))
            .map(|t| t.item.id.clone())
            .collect(),
        claims: statements
            .iter()
            .filter(|s| s.in_period != Some(false) && s.item.fact.stance == Stance::ClaimOfResponsibility)
            .filter(|s| {
                speakers.speaks_for(&s.item.fact, actor)
                    || s.item.fact.speaker.organisation.as_deref().is_some_and(|name| subject.is_or_parent(name))
                    || s.item.fact.speaker.name.as_deref().is_some_and(|name| subject.is_or_parent(name))
            })
            .map(|s| s.item.id.clone())
            .collect(),
        pressure: shares(&pressure.iter().map(|p| &p.item).collect::<Vec<_>>(), |i| Some(i.event_type)),
        pressure_counted: counted(&pressure, span),
        tallies: tallies
            .iter()
            .filter(|t| t.item.fact.actor.as_ref().is_none_or(|actor| subject.is_or_parent(&actor.name)))
            .map(|t| t.item.id.clone())
            .collect(),
        assessments: statements
            .iter()
            .filter(|s| s.in_period != Some(false))
            .filter(|s| matches!(s.item.fact.stance, Stance::Assessment | Stance::Warning))
            .filter(|s| speakers.is_about(&s.item.fact, actor) && speakers.is_other(&s.item.fact, actor))
            .map(|s| s.item.id.clone())
            .collect(),
        indicators: Indicators::default(),
    }
}

/// The span of `days` days that ends on as-of.
fn window(as_of: NaiveDate, days: u32) -> Window {
    let back = Days::new(u64::from(days.saturating_sub(1)));
    Window { from: as_of.checked_sub_days(back).unwrap_or(NaiveDate::MIN), to: as_of, days }
}

/// The level by the thresholds; none with too few attacks or origins.
fn level(
    settings: &ThreatSettings,
    attacks: &Counted,
    incidents: &[Placed<Incident>],
    months_without: Vec<NaiveDate>,
) -> Level {
    let killed = attacks.window.killed.best.unwrap_or(0);
    let number = attacks.window.incidents.len();
    let ids: BTreeSet<&str> = attacks.window.incidents.iter().map(String::as_str).collect();
    let mut origins: Vec<&str> =
        incidents.iter().filter(|p| ids.contains(p.item.id.as_str())).flat_map(|p| p.item.origins()).collect();
    origins.sort_unstable();
    origins.dedup();
    let enough = number >= settings.minimum_attacks && origins.len() >= settings.minimum_origins;
    let reached = settings
        .levels
        .iter()
        .filter(|step| number >= step.attacks || (step.killed > 0 && killed >= step.killed))
        .map(|step| step.level)
        .max();
    let value = if enough { reached.or(Some(LevelName::Low)) } else { None };
    let mut open: Vec<String> = attacks.possible.incidents.clone();
    let possible: BTreeSet<String> = open.iter().cloned().collect();
    open.extend(attacks.undated.incidents.iter().filter(|id| !possible.contains(*id)).cloned());
    // One step down where a month tells nothing; low where more is open than known.
    let confidence = match () {
        () if open.len() >= number => Confidence::Low,
        () => confidence(origins.len(), !months_without.is_empty()),
    };
    let next = settings.levels.iter().filter(|step| value.is_some_and(|value| step.level > value));
    Level {
        confidence: value.map(|_| confidence),
        next: next.min_by_key(|step| step.level).map(|step| Step {
            level: step.level,
            attacks: step.attacks.saturating_sub(number),
            killed: (step.killed > 0).then(|| step.killed.saturating_sub(killed)),
        }),
        value,
        attacks: number,
        origins: origins.len(),
        minimum_attacks: settings.minimum_attacks,
        minimum_origins: settings.minimum_origins,
        thresholds: settings.levels.clone(),
        months_without,
        open,
    }
}

/// Raids, arrests, strikes and clashes that others direct at the actor, or that it is a party to.
fn pressure<'i>(subject: &Subject<'_>, incidents: &'i [Placed<Incident>]) -> Vec<&'i Placed<Incident>> {
    let forms = forms(subject, incidents);
    let names_actor = |text: &str| forms.iter().any(|form| holds_word(text, form));
    incidents
        .iter()
        .filter(|placed| {
            let incident = &placed.item;
            let kind = matches!(
                incident.event_type,
                EventType::Raid | EventType::ArrestOperation | EventType::Airstrike | EventType::Clash
            );
            let by_actor = incident.perpetrator.as_ref().is_some_and(|p| subject.is(&p.name));
            let party = by_actor || incident.responsibility.iter().any(|r| subject.is_or_parent(&r.actor.name));
            let told_of = incident.target.as_deref().is_some_and(names_actor)
                || incident.evidence().any(|evidence| names_actor(&evidence.text));
            kind && (party || told_of) && (incident.event_type == EventType::Clash || !by_actor)
        })
        .collect()
}

/// The forms by which texts name the actor or its parent: the codebook's, and those that this corpus uses.
fn forms(subject: &Subject<'_>, incidents: &[Placed<Incident>]) -> Vec<String> {
    let mut names = vec![subject.actor];
    names.extend(subject.relations.parent(subject.actor));
    let mut forms: Vec<String> = names
        .iter()
        .flat_map(|name| subject.relations.forms.get(*name).into_iter().flatten().map(String::as_str).chain([*name]))
        .map(str::to_owned)
        .collect();
    let blamed = incidents
        .iter()
        .flat_map(|p| p.item.responsibility.iter().map(|r| &r.actor).chain(p.item.perpetrator.as_ref()))
        .filter(|actor| names.contains(&actor.name.as_str()));
    forms.extend(blamed.map(|actor| actor.as_written.clone()));
    forms.retain(|form| !form.is_empty());
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Whether `text` holds `form` between word boundaries, whatever the case.
fn holds_word(text: &str, form: &str) -> bool {
    let (text, form) = (text.to_lowercase(), form.to_lowercase());
    text.match_indices(&form).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Groups incidents by a value, most first, ties by first incident; incidents without a value stay out.
fn shares<T: Ord + Clone>(incidents: &[&Incident], value: impl Fn(&Incident) -> Option<T>) -> Vec<Share<T>> {
    let mut by_value: BTreeMap<T, (usize, Vec<String>)> = BTreeMap::new();
    for (at, incident) in incidents.iter().enumerate() {
        if let Some(value) = value(incident) {
            by_value.entry(value).or_insert_with(|| (at, Vec::new())).1.push(incident.id.clone());
        }
    }
    let mut shares: Vec<_> = by_value.into_iter().collect();
    shares.sort_by_key(|(_, (first, ids))| (usize::MAX - ids.len(), *first));
    shares.into_iter().map(|(of, (_, incidents))| Share { of, incidents }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_as_whole_words() {
        assert!(holds_word("raided an IS-K hideout", "IS-K"));
        assert!(!holds_word("this is known", "ISK"));
        assert!(holds_word("“Daesh” members", "daesh"));
        assert!(!holds_word("Isis-Khorasan", "IS"));
    }

    #[test]
    fn a_window_of_ninety_days_counts_its_last_day() {
        let as_of = NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day");
        assert_eq!(window(as_of, 90).from, NaiveDate::from_ymd_opt(2022, 12, 2).expect("a day"));
        assert_eq!(window(as_of, 1).from, as_of);
    }
}
