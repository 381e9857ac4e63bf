//! Fields of incidents that the analyst sets or clears.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

use super::{Corrections, Log, Order};
use crate::codebook::Codebook;
use crate::model::actor::Actor;
use crate::model::casualties::{Qualifier, Toll, TollRule};
use crate::model::correction::{Action, Field};
use crate::model::date::{DateBasis, Precision, Timex};
use crate::model::incident::{EventType, Incident, Responsibility, ResponsibilityKind};
use crate::model::place::{GeoPrecision, Place};

/// The values as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WrittenValues {
    event_type: Option<EventType>,
    date: Option<WrittenDate>,
    place: Option<WrittenPlace>,
    perpetrator: Option<String>,
    target: Option<String>,
    killed: Option<WrittenToll>,
    wounded: Option<WrittenToll>,
    abducted: Option<WrittenToll>,
}

/// A year, a month or a day in its digits; or a first and a last day.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Year(i32),
    Text(String),
    Span { from: NaiveDate, to: NaiveDate },
}

/// A name of the codebook, or a place in its parts.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum WrittenPlace {
    Name(String),
    Parts { name: String, admin1: Option<String>, country: Option<String>, precision: GeoPrecision },
}

/// A number, or the three of a toll.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
enum WrittenToll {
    Number(u64),
    Range { low: u64, best: u64, high: u64 },
}

/// The values checked. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Values {
    event_type: Option<EventType>,
    date: Option<Timex>,
    place: Option<Place>,
    perpetrator: Option<Actor>,
    target: Option<String>,
    killed: Option<Toll>,
    wounded: Option<Toll>,
    abducted: Option<Toll>,
}

impl Values {
    /// Checks what is written; names are those of the codebook where it has them.
    ///
    /// # Errors
    /// A value that means nothing, in words.
    pub(super) fn of(written: WrittenValues, codebook: &Codebook) -> Result<Self, String> {
        let toll = |toll: Option<WrittenToll>| toll.map(toll_of).transpose();
        Ok(Self {
            event_type: written.event_type,
            date: written.date.map(date).transpose()?,
            place: written.place.map(|written| place(written, codebook)).transpose()?,
            perpetrator: written.perpetrator.map(|name| actor(&name, codebook)),
            target: written.target,
            killed: toll(written.killed)?,
            wounded: toll(written.wounded)?,
            abducted: toll(written.abducted)?,
        })
    }

    /// Which fields they set.
    pub(super) fn fields(&self) -> Vec<Field> {
        let set = |field: &Field| match field {
            Field::EventType => self.event_type.is_some(),
            Field::Date => self.date.is_some(),
            Field::Place => self.place.is_some(),
            Field::Perpetrator => self.perpetrator.is_some(),
            Field::Target => self.target.is_some(),
            Field::Killed => self.killed.is_some(),
            Field::Wounded => self.wounded.is_some(),
            Field::Abducted => self.abducted.is_some(),
        };
        Field::ALL.into_iter().filter(set).collect()
    }
}

fn date(written: WrittenDate) -> Result<Timex, String> {
    let (start, end, precision) = match written {
        WrittenDate::Span { from, to } if from <= to => (from, to, Precision::Day),
        WrittenDate::Span { from, to } => return Err(format!("`date` begins on {from}, after its end on {to}")),
        WrittenDate::Year(year) => of_digits(&format!("{year:04}"))?,
        WrittenDate::Text(text) => of_digits(&text)?,
    };
    Ok(Timex::resolved(start, end, precision, DateBasis::Correction, ""))
}

/// First and last day of a year, a month or a day.
fn of_digits(text: &str) -> Result<(NaiveDate, NaiveDate, Precision), String> {
    let first = |text: &str| text.parse::<NaiveDate>().ok();
    let span = match text.len() {
        4 => first(&format!("{text}-01-01")).map(|day| (day, Months::new(12), Precision::Year)),
        7 => first(&format!("{text}-01")).map(|day| (day, Months::new(1), Precision::Month)),
        _ => None,
    };
    if let Some((start, length, precision)) = span {
        let end = start.checked_add_months(length).and_then(|day| day.checked_sub_days(Days::new(1)));
        return Ok((start, end.unwrap_or(start), precision));
    }
    let day = first(text).ok_or_else(|| format!("`date` is `{text}`, not as in 2021-08-26, 2021-08 or 2021"))?;
    Ok((day, day, Precision::Day))
}

fn place(written: WrittenPlace, codebook: &Codebook) -> Result<Place, String> {
    match written {
        WrittenPlace::Parts { name, admin1, country, precision } => {
            Ok(Place { name, admin1, country, precision, lat: None, lon: None, gazetteer: false })
        }
        WrittenPlace::Name(name) => match codebook.places.named(&name) {
            Some(known) => Ok(known.place.clone()),
            None => Err(format!(
                "the codebook has no place `{name}`; another one is written as {{name: …, admin1: …, country: …, precision: …}}"
            )),
        },
    }
}

fn actor(name: &str, codebook: &Codebook) -> Actor {
    let alias = |entry: &&crate::codebook::actors::ActorEntry| entry.aliases.iter().any(|alias| alias == name);
    let canonical = codebook.actors.get(name).or_else(|| codebook.actors.entries.iter().find(alias));
    let canonical = canonical.map_or(name, |entry| entry.name.as_str());
    Actor { name: canonical.to_owned(), as_written: name.to_owned() }
}

fn toll_of(written: WrittenToll) -> Result<Toll, String> {
    let (low, best, high) = match written {
        WrittenToll::Number(number) => (number, number, number),
        WrittenToll::Range { low, best, high } => (low, best, high),
    };
    if low > best || best > high {
        return Err(format!("a toll of {low} to {high} does not hold {best}"));
    }
    Ok(Toll {
        low: Some(low),
        best: Some(best),
        high: Some(high),
        rule: TollRule::Corrected,
        classes: Vec::new(),
        qualifier_text: String::new(),
        qualifier: Qualifier::Exact,
        said_by: Vec::new(),
    })
}

/// Sets and clears fields. `known` holds ids that no incident has any longer, with the place of the one that took them in.
pub(in crate::resolve) fn apply(
    corrections: &Corrections,
    incidents: &mut [Incident],
    known: &BTreeMap<String, usize>,
    log: &mut Log,
) {
    let mut ids = known.clone();
    ids.extend(incidents.iter().enumerate().map(|(at, incident)| (incident.id.clone(), at)));
    // By incident and field: the entry that was first to correct it.
    let mut done: BTreeMap<(usize, Field), usize> = BTreeMap::new();
    // The later entry of two counts, so that the last one comes first.
    for (index, entry) in corrections.entries.iter().enumerate().rev() {
        let Order::Fields { of, set, clear } = &entry.order else { continue };
        let told = incidents.iter().enumerate().flat_map(|(at, i)| i.evidence().map(move |e| (at, e)));
        let at = match of.find(&ids, told, "incident") {
            Ok(at) => at,
            Err(why) => {
                log.warnings.push(corrections.unmatched(entry, &why));
                continue;
            }
        };
        let incident = &mut incidents[at];
        for (action, fields) in [(Action::Set, set.fields()), (Action::Clear, clear.clone())] {
            let mut kept = Vec::new();
            for field in fields {
                if let Some(&later) = done.get(&(at, field)) {
                    let later = &corrections.entries[later];
                    let agree = matches!(&later.order, Order::Fields { set: other, clear: gone, .. }
                        if same(set, other, field) && clear.contains(&field) == gone.contains(&field));
                    if !agree {
                        log.warnings.push(corrections.warning(
                            entry,
                            format!(
                                "`{}` of `{}` is corrected otherwise on line {}, which counts",
                                field.key(),
                                incident.id,
                                later.line
                            ),
                        ));
                    }
                    continue;
                }
                done.insert((at, field), index);
                put(incident, set, field);
                kept.push(field);
            }
            if kept.is_empty() {
                continue;
            }
            incident.corrected = true;
            let mut record = entry.record(action);
            record.fields = kept;
            record.items.push(incident.id.clone());
            record.evidence = incident.reports.iter().filter_map(|report| report.evidence.first().cloned()).collect();
            log.corrections.push(record);
        }
    }
}

/// Whether two entries set a field to the same.
fn same(one: &Values, other: &Values, field: Field) -> bool {
    match field {
        Field::EventType => one.event_type == other.event_type,
        Field::Date => one.date == other.date,
        Field::Place => one.place == other.place,
        Field::Perpetrator => one.perpetrator == other.perpetrator,
        Field::Target => one.target == other.target,
        Field::Killed => one.killed == other.killed,
        Field::Wounded => one.wounded == other.wounded,
        Field::Abducted => one.abducted == other.abducted,
    }
}

/// Puts a value, or nothing, in the place of a field, and keeps what was there.
fn put(incident: &mut Incident, set: &Values, field: Field) {
    let json = |value: serde_json::Result<serde_json::Value>| value.expect("facts have a JSON form");
    let was = match field {
        Field::EventType => {
            let was = serde_json::to_value(incident.event_type);
            incident.event_type = set.event_type.unwrap_or(incident.event_type);
            was
        }
        Field::Date => serde_json::to_value(std::mem::replace(&mut incident.date, set.date.clone())),
        Field::Place => serde_json::to_value(std::mem::replace(&mut incident.place, set.place.clone())),
        Field::Perpetrator => {
            let denied: Vec<Responsibility> = incident.responsibility.clone();
            let denied = denied.into_iter().filter(|r| r.kind == ResponsibilityKind::Denied).collect();
            let before = std::mem::replace(&mut incident.responsibility, denied);
            let was = std::mem::replace(&mut incident.perpetrator, set.perpetrator.clone());
            if let Some(actor) = &set.perpetrator {
                let kind = ResponsibilityKind::Stated;
                incident.responsibility.push(Responsibility {
                    kind,
                    actor: actor.clone(),
                    by: None,
                    evidence: Vec::new(),
                });
            }
            Ok(serde_json::json!({ "perpetrator": was, "responsibility": before }))
        }
        Field::Target => serde_json::to_value(std::mem::replace(&mut incident.target, set.target.clone())),
        Field::Killed => serde_json::to_value(std::mem::replace(&mut incident.killed, set.killed.clone())),
        Field::Wounded => serde_json::to_value(std::mem::replace(&mut incident.wounded, set.wounded.clone())),
        Field::Abducted => serde_json::to_value(std::mem::replace(&mut incident.abducted, set.abducted.clone())),
    };
    incident.was.insert(field, json(was));
}
