//! Key judgements: the parts of each sentence, and how sure it is.

mod ahead;
mod denied;
mod event;

use chrono::NaiveDate;
use serde::Serialize;

pub(super) use self::event::cites;

use self::ahead::{Ahead, ahead};
use self::denied::{Denied, denials};
use self::event::{Event, event, first_cites};
use super::figures::toll as sum_of;
use super::threat::plot;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::{ClaimKind, Rule};
use crate::model::findings::{Judgement, Latest, Sureness};

const AT: &str = "/findings/key_judgements";

/// So many incidents are named in a sentence.
const NAMED: usize = 6;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Judgements {
    lines: Vec<Line>,
    outlook: Option<Ahead>,
}

/// One judgement; templates make its sentences.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line {
    ReportedPlan {
        at_reader: bool,
        /// Who says so.
        who: String,
        /// The plan with its target, place and date.
        what: String,
        cites: String,
        /// What was denied near it: speaker, words, citations.
        denied: Vec<String>,
        /// How many others there are.
        more: Option<String>,
        sure: Sure,
    },
    Latest {
        /// The later one first.
        events: Vec<Event>,
    },
    Targets {
        class: String,
        attacks: String,
        known: String,
        when: Option<String>,
        refs: String,
        killed: String,
        wounded: String,
        cites: String,
        sure: Sure,
    },
    Denials {
        denier: String,
        about: String,
        statements: String,
        dated: String,
        latest: Option<Denied>,
        sure: Sure,
    },
    Humanitarian {
        conditions: Vec<String>,
        sure: Sure,
    },
}

/// How sure a judgement is.
#[derive(Debug, Serialize)]
struct Sure {
    /// With a capital.
    confidence: String,
    /// `two origins`.
    origins: String,
    doubts: Vec<&'static str>,
}

pub(super) fn judgements(desk: &mut Desk<'_>) -> Judgements {
    let findings = desk.findings;
    let known = &findings.findings.key_judgements;
    let lines = known.judgements.iter().enumerate().filter_map(|(at, judgement)| line(desk, at, judgement)).collect();
    Judgements { lines, outlook: known.outlook.as_ref().map(|outlook| ahead(desk, outlook)) }
}

fn line(desk: &mut Desk<'_>, at: usize, judgement: &Judgement) -> Option<Line> {
    let of = format!("{AT}/judgements/{at}");
    match judgement {
        Judgement::ReportedPlan { threat, at_reader, more, denied, sureness } => {
            let plot = plot(desk, threat)?;
            Some(Line::ReportedPlan {
                at_reader: *at_reader,
                who: plot.who,
                what: plot.what,
                cites: plot.cites,
                denied: desk.told(denied).into_iter().map(|(text, _)| text).collect(),
                more: (!more.is_empty()).then(|| desk.counted_small(more.len(), format!("{of}/more"))),
                sure: sure(desk, sureness, &of),
            })
        }
        Judgement::Latest { attack, operation } => {
            let mut both: Vec<(&Latest, &str)> = [(attack, "attack"), (operation, "operation")]
                .into_iter()
                .filter_map(|(l, key)| Some((l.as_ref()?, key)))
                .collect();
            let day = |latest: &Latest| desk.incident(&latest.incident).and_then(|(_, i)| i.date.as_ref()?.range());
            both.sort_by_key(|(latest, _)| std::cmp::Reverse(day(latest).map(|(_, end)| end)));
            let events = both
                .into_iter()
                .filter_map(|(latest, key)| event(desk, latest, key == "attack", &format!("{of}/{key}")));
            Some(Line::Latest { events: events.collect() })
        }
        Judgement::Targets { class, attacks, from, to, known, sureness } => {
            let month = |desk: &mut Desk<'_>, key: &str, day: NaiveDate| {
                desk.derive(ClaimKind::Date, &wording::short_month(day), format!("{of}/{key}"))
            };
            let when = from.zip(*to).map(|(from, to)| {
                let first = month(desk, "from", from);
                if wording::short_month(from) == wording::short_month(to) {
                    return first;
                }
                format!("{first} – {}", month(desk, "to", to))
            });
            let list = format!("{of}/attacks/incidents");
            Some(Line::Targets {
                class: desk.derive(ClaimKind::Word, class, format!("{of}/class")),
                attacks: desk.counted_small(attacks.incidents.len(), &list),
                known: desk.counted_small(known.len(), format!("{of}/known")),
                when,
                refs: desk.incident_plain(&attacks.incidents, NAMED, &list),
                killed: sum_of(desk, attacks, "killed", &format!("{of}/attacks")),
                wounded: sum_of(desk, attacks, "wounded", &format!("{of}/attacks")),
                cites: first_cites(desk, &attacks.incidents),
                sure: sure(desk, sureness, &of),
            })
        }
        Judgement::Denials { latest, sureness } => denials(desk, *latest, sureness, &of),
        Judgement::Humanitarian { conditions, sureness } => Some(Line::Humanitarian {
            conditions: conditions.iter().enumerate().filter_map(|(at, id)| condition(desk, id, at == 0)).collect(),
            sure: sure(desk, sureness, &of),
        }),
    }
}

/// How many entries a list has, in words up to nine; `none` for none.
fn some(desk: &mut Desk<'_>, n: usize, of: &str) -> String {
    if n > 0 {
        return desk.counted_small(n, of);
    }
    desk.ledger.derive(ClaimKind::Figure, "none", Rule::Counted, of)
}

fn sure(desk: &mut Desk<'_>, sureness: &Sureness, of: &str) -> Sure {
    let of = format!("{of}/sureness");
    let confidence = wording::capital(wording::confidence(sureness.confidence));
    let n = sureness.origins.len();
    let number = desk.counted_small(n, format!("{of}/origins"));
    Sure {
        confidence: desk.derive(ClaimKind::Word, &confidence, format!("{of}/confidence")),
        origins: format!("{number} {}", plural(n, "origin", "origins")),
        doubts: sureness.doubts.iter().map(|doubt| wording::doubt(*doubt)).collect(),
    }
}

/// `people in need: 28.3 million people, 2023 (United Nations) [A12.24]`.
fn condition(desk: &mut Desk<'_>, id: &str, is_first: bool) -> Option<String> {
    let at = desk.condition(id)?;
    let fact = &desk.findings.conditions[at].item.fact;
    let of = format!("/conditions/{at}");
    let indicator = if is_first { wording::capital(&fact.indicator) } else { fact.indicator.clone() };
    let mut text = desk.stated(ClaimKind::Word, &indicator, &fact.evidence, format!("{of}/indicator"));
    if let Some(place) = &fact.place {
        let place = desk.stated(ClaimKind::Place, &wording::place(Some(place)), &fact.evidence, format!("{of}/place"));
        text = format!("{text}, {place}");
    }
    let value = wording::quantity(fact.value?, fact.unit.as_deref(), fact.qualifier);
    text = format!("{text}: {}", desk.stated(ClaimKind::Figure, &value, &fact.evidence, format!("{of}/value")));
    if fact.direction.is_some() {
        let direction = wording::direction(fact.direction);
        text =
            format!("{text}, {}", desk.stated(ClaimKind::Word, direction, &fact.evidence, format!("{of}/direction")));
    }
    if fact.as_of.as_ref().is_some_and(|date| date.range().is_some()) {
        text = format!("{text}, {}", desk.date(fact.as_of.as_ref(), &fact.evidence, format!("{of}/as_of")));
    }
    if let Some(actor) = &fact.said_by {
        let who = desk.stated(ClaimKind::Name, &actor.name, &fact.evidence, format!("{of}/said_by/name"));
        text = format!("{text} ({who})");
    }
    Some(format!("{text} {}", desk.cites(&fact.evidence)))
}
