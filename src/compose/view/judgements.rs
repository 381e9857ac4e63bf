//! Key judgements: the parts of each sentence, and how sure it is.

use chrono::NaiveDate;
use serde::Serialize;

use super::figures::toll as sum_of;
use super::threat::plot;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::casualties::{Count, Toll};
use crate::model::edition::{ClaimKind, Rule};
use crate::model::evidence::Evidence;
use crate::model::findings::{Judgement, Latest, Neighbours, Outlook, Sureness};
use crate::model::incident::{Incident, Report, ResponsibilityKind};
use crate::model::markdown::visible;

const AT: &str = "/findings/key_judgements";

/// So many articles are cited for an incident; the log cites all.
const CITED: usize = 3;
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

/// An incident in one sentence.
#[derive(Debug, Serialize)]
struct Event {
    is_attack: bool,
    label: String,
    /// Who did it, on whose word, as it follows the kind of event; `None` where nobody is named.
    by: Option<String>,
    what: String,
    place: String,
    date: String,
    /// `None` where it is not stated.
    killed: Option<String>,
    /// `None` where it is not stated.
    wounded: Option<String>,
    cites: String,
    sure: Sure,
}

/// A dated denial and what stands beside it.
#[derive(Debug, Serialize)]
struct Denied {
    label: String,
    date: String,
    speaker: String,
    cites: String,
    before_days: String,
    before: Option<String>,
    after_days: String,
    after: Option<String>,
}

/// How likely a further attack is, or why that is not stated.
#[derive(Debug, Serialize)]
struct Ahead {
    actor: String,
    as_of: String,
    days: String,
    likelihood: Option<String>,
    windows: String,
    with_attack: String,
    months: String,
    months_covered: String,
    covered_verb: &'static str,
    ladder: Vec<String>,
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

fn event(desk: &mut Desk<'_>, latest: &Latest, is_attack: bool, of: &str) -> Option<Event> {
    let (at, incident) = desk.incident(&latest.incident)?;
    let pointer = format!("/incidents/{at}");
    let evidence: Vec<Evidence> = incident.evidence().cloned().collect();
    let toll = |desk: &mut Desk<'_>, toll: Option<&Toll>, key: &str| {
        toll.map(|_| desk.stated(ClaimKind::Figure, &wording::toll(toll), &evidence, format!("{pointer}/{key}")))
    };
    let place = incident.place.as_ref();
    Some(Event {
        is_attack,
        by: by(desk, at, incident),
        label: desk.incident_ref(at),
        what: desk.stated(
            ClaimKind::Word,
            wording::event(incident.event_type),
            &evidence,
            format!("{pointer}/event_type"),
        ),
        place: match place {
            Some(_) => desk.stated(ClaimKind::Place, &wording::place(place), &evidence, format!("{pointer}/place")),
            None => "place not stated".to_owned(),
        },
        date: desk.date(incident.date.as_ref(), &evidence, format!("{pointer}/date")),
        killed: toll(desk, incident.killed.as_ref(), "killed"),
        wounded: toll(desk, incident.wounded.as_ref(), "wounded"),
        cites: cites(desk, incident),
        sure: sure(desk, &latest.sureness, of),
    })
}

/// Of each of a few incidents the sentences with the figures of a report, the best one's before any other.
fn first_cites(desk: &mut Desk<'_>, ids: &[String]) -> String {
    let incidents: Vec<&Incident> = ids.iter().filter_map(|id| Some(desk.incident(id)?.1)).take(NAMED).collect();
    let reports = incidents.into_iter().filter_map(|incident| supporting(incident).first().copied());
    desk.cites(reports.flat_map(figures))
}

/// The sentences with a report's figures, else its first one.
fn figures(report: &Report) -> Vec<&Evidence> {
    let holds = |count: &Count| {
        let words = visible(&count.qualifier_text);
        report.evidence.iter().find(|slice| !words.is_empty() && visible(&slice.text).contains(&words))
    };
    let figures: Vec<&Evidence> = report.killed.iter().chain(&report.wounded).filter_map(holds).collect();
    if figures.is_empty() { report.evidence.iter().take(1).collect() } else { figures }
}

/// Who did it, in the words of the word that it rests on; `None` where nobody is named.
fn by(desk: &mut Desk<'_>, at: usize, incident: &Incident) -> Option<String> {
    let of = format!("/incidents/{at}");
    let blamed = incident.responsibility.iter().enumerate().filter(|(_, r)| r.kind != ResponsibilityKind::Denied);
    let firmest = blamed.min_by_key(|(_, r)| super::incidents::basis(r.kind));
    let Some((index, word)) = firmest else {
        let actor = incident.perpetrator.as_ref()?;
        return Some(format!(" by {}", desk.actor(&actor.name, format!("{of}/perpetrator/name"))));
    };
    let name = desk.actor(&word.actor.name, format!("{of}/responsibility/{index}/actor/name"));
    Some(match word.kind {
        ResponsibilityKind::Claimed => format!(" claimed by {name}"),
        ResponsibilityKind::Attributed => format!(" attributed to {name}"),
        ResponsibilityKind::Suspected => format!(", {name} suspected"),
        ResponsibilityKind::Stated | ResponsibilityKind::Denied => format!(" by {name}"),
    })
}

/// Of each of a few origins the sentences with the figures of a report, else its first one.
pub(super) fn cites(desk: &mut Desk<'_>, incident: &Incident) -> String {
    let mut origins: Vec<&str> = Vec::new();
    let mut cited: Vec<&Evidence> = Vec::new();
    for report in supporting(incident) {
        if origins.len() < CITED && !origins.contains(&report.origin.as_str()) {
            origins.push(&report.origin);
            cited.extend(figures(report));
        }
    }
    desk.cites(cited)
}

/// The reports that give the best figure first, then the others.
fn supporting(incident: &Incident) -> Vec<&Report> {
    let best = incident.killed.as_ref().and_then(|toll| toll.best);
    let mut reports: Vec<&Report> = incident.reports.iter().collect();
    reports.sort_by_key(|report| best.is_some() && report.killed.as_ref().and_then(Count::number) != best);
    reports
}

fn denials(desk: &mut Desk<'_>, latest: Option<usize>, sureness: &Sureness, of: &str) -> Option<Line> {
    let findings = desk.findings;
    let section = findings.findings.denials_versus_attacks.as_ref()?;
    let at = "/findings/denials_versus_attacks";
    let latest = latest.and_then(|index| {
        let denial = section.denials.get(index)?;
        let (statement_at, statement) = desk.statement(&denial.statement)?;
        let pointer = format!("{at}/denials/{index}");
        let label = format!("D{}", index + 1);
        Some(Denied {
            label: desk.ledger.derive(ClaimKind::Reference, &label, Rule::Numbered, &pointer),
            date: desk.date(statement.date.as_ref(), &statement.evidence, format!("/statements/{statement_at}/date")),
            speaker: desk.speaker(statement_at, statement),
            cites: desk.cites(&statement.evidence),
            before_days: desk.derive(ClaimKind::Figure, &section.before_days.to_string(), format!("{at}/before_days")),
            before: near(desk, denial.before.as_ref(), &format!("{pointer}/before")),
            after_days: desk.derive(ClaimKind::Figure, &section.after_days.to_string(), format!("{at}/after_days")),
            after: near(desk, denial.after.as_ref(), &format!("{pointer}/after")),
        })
    });
    Some(Line::Denials {
        denier: desk.actor(&section.denier, format!("{at}/denier")),
        about: desk.actor(&section.about, format!("{at}/about")),
        statements: desk.counted_small(section.denials.len(), format!("{at}/denials")),
        dated: some(desk, section.dated.len(), &format!("{at}/dated")),
        latest,
        sure: sure(desk, sureness, of),
    })
}

/// `two attacks, 190 (190–221) killed (I1, I2)`; `None` for none.
fn near(desk: &mut Desk<'_>, near: Option<&Neighbours>, of: &str) -> Option<String> {
    let attacks = &near?.attacks;
    let n = attacks.incidents.len();
    if n == 0 {
        return None;
    }
    let list = format!("{of}/attacks/incidents");
    let number = desk.counted_small(n, &list);
    let killed = sum_of(desk, attacks, "killed", &format!("{of}/attacks"));
    let refs = desk.incident_plain(&attacks.incidents, NAMED, &list);
    let cites = first_cites(desk, &attacks.incidents);
    Some(format!("{number} {}, killed: {killed} ({refs}) {cites}", plural(n, "attack", "attacks")))
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

fn ahead(desk: &mut Desk<'_>, outlook: &Outlook) -> Ahead {
    let of = format!("{AT}/outlook");
    let findings = desk.findings;
    let actor = findings.findings.threat_assessment.as_ref().map_or("", |threat| threat.actor.as_str());
    let word = |desk: &mut Desk<'_>, likelihood, pointer: String| {
        desk.derive(ClaimKind::Word, wording::likelihood(likelihood), pointer)
    };
    let mut ladder = Vec::new();
    for (at, rung) in outlook.ladder.iter().enumerate() {
        let pointer = format!("{of}/ladder/{at}");
        let name = word(desk, rung.likelihood, format!("{pointer}/likelihood"));
        let to = desk.derive(ClaimKind::Figure, &rung.to_percent.to_string(), format!("{pointer}/to_percent"));
        ladder.push(format!("{name} to {to}"));
    }
    Ahead {
        actor: desk.actor(actor, "/findings/threat_assessment/actor"),
        as_of: desk.derive(ClaimKind::Date, &wording::long_day(findings.report.as_of), "/report/as_of"),
        days: desk.derive(ClaimKind::Figure, &outlook.days.to_string(), format!("{of}/days")),
        likelihood: outlook.likelihood.map(|likelihood| word(desk, likelihood, format!("{of}/likelihood"))),
        windows: desk.counted(outlook.windows.len(), format!("{of}/windows")),
        with_attack: desk.counted(outlook.with_attack.len(), format!("{of}/with_attack")),
        months: desk.counted_small(outlook.months.len(), format!("{of}/months")),
        covered_verb: plural(outlook.months_covered.len().max(1), "has", "have"),
        months_covered: some(desk, outlook.months_covered.len(), &format!("{of}/months_covered")),
        ladder,
    }
}
