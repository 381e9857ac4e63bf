//! The pictures in words: what each says, for those who do not see it, and the attacks of each month as a table.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compose::chart;
use crate::compose::desk::Desk;
use crate::compose::wording::{self, plural};
use crate::model::edition::{ClaimKind, Rule};
use crate::model::findings::{Bin, MapPlace, Pictures as Drawn, Unit};

const AT: &str = "/findings/pictures";
/// More than this is not told one by one in words.
const FEW: usize = 4;
/// Rows of the table.
const ROWS: usize = 25;

/// What the templates see of the pictures.
#[derive(Debug, Serialize)]
pub(super) struct Pictures {
    /// What each picture says; `None` where there is no such picture.
    tempo: Option<String>,
    timeline: Option<String>,
    map: Option<String>,
    /// Why there is no map, as a sentence, where there could be one.
    no_map: Option<String>,
    /// What the table counts by.
    by: &'static str,
    /// Heading of its first column.
    unit: String,
    rows: Vec<Row>,
    /// Whether the table tells an actor's attacks from others.
    by_class: bool,
    /// Whether there are more rows than are shown.
    more: bool,
}

impl Pictures {
    /// Whether there is a table of figures.
    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }
}

#[derive(Debug, Serialize)]
struct Row {
    when: String,
    attacks: String,
    killed: String,
    others: String,
    others_killed: String,
}

pub(super) fn pictures(desk: &mut Desk<'_>, drawn: &BTreeMap<String, Vec<u8>>) -> Pictures {
    let all = &desk.findings.findings.pictures;
    let has = |name: &str| drawn.contains_key(name);
    let unit = all.span.map_or(Unit::Month, |span| span.unit);
    let busy: Vec<usize> = (0..all.tempo.bins.len()).filter(|at| attacks(&all.tempo.bins[*at]) > 0).collect();
    Pictures {
        tempo: has("charts/tempo.svg").then(|| tempo(desk, all, unit, &busy)),
        timeline: has("charts/timeline.svg").then(|| timeline(desk, all, unit)),
        map: if has("charts/map.svg") { map(desk, all) } else { None },
        no_map: if has("charts/map.svg") { None } else { no_map(desk, all) },
        by: wording::unit_adverb(unit),
        unit: wording::capital(wording::units(unit, 1)),
        rows: busy.iter().take(ROWS).map(|at| row(desk, &all.tempo.bins[*at], *at, unit)).collect(),
        by_class: desk.findings.findings.threat_assessment.is_some()
            || desk.findings.findings.denials_versus_attacks.is_some(),
        more: busy.len() > ROWS,
    }
}

fn attacks(bin: &Bin) -> usize {
    bin.attacks.incidents.len() + bin.others.incidents.len()
}

fn killed(bin: &Bin) -> u64 {
    bin.attacks.killed.best.unwrap_or(0).saturating_add(bin.others.killed.best.unwrap_or(0))
}

/// A week, month or year.
fn when(desk: &mut Desk<'_>, bin: &Bin, at: usize, unit: Unit) -> String {
    let of = format!("{AT}/tempo/bins/{at}");
    match unit {
        Unit::Week => desk.derive(ClaimKind::Date, &wording::days(bin.start, bin.end), of),
        Unit::Month => desk.derive(ClaimKind::Date, &wording::month_of(bin.start), format!("{of}/start")),
        Unit::Year => desk.derive(ClaimKind::Date, &bin.start.format("%Y").to_string(), format!("{of}/start")),
    }
}

fn row(desk: &mut Desk<'_>, bin: &Bin, at: usize, unit: Unit) -> Row {
    let of = format!("{AT}/tempo/bins/{at}");
    Row {
        when: when(desk, bin, at, unit),
        attacks: desk.counted(bin.attacks.incidents.len(), format!("{of}/attacks/incidents")),
        killed: super::figures::toll(desk, &bin.attacks, "killed", &format!("{of}/attacks")),
        others: desk.counted(bin.others.incidents.len(), format!("{of}/others/incidents")),
        others_killed: super::figures::toll(desk, &bin.others, "killed", &format!("{of}/others")),
    }
}

/// `August 2021 to March 2023`.
fn span(desk: &mut Desk<'_>, all: &Drawn, unit: Unit) -> String {
    let Some(span) = all.span else { return String::new() };
    let words = |day| match unit {
        Unit::Week => wording::long_day(day),
        Unit::Month | Unit::Year => wording::month_of(day),
    };
    let start = desk.derive(ClaimKind::Date, &words(span.start), format!("{AT}/span/start"));
    let end = desk.derive(ClaimKind::Date, &words(span.end), format!("{AT}/span/end"));
    format!("{start} to {end}")
}

/// A number with what it counts, as long as there is anything to count.
fn some(desk: &mut Desk<'_>, n: usize, of: &str, one: &'static str, many: &'static str) -> Option<String> {
    (n > 0).then(|| format!("{} {}", desk.counted(n, format!("{AT}/{of}")), plural(n, one, many)))
}

fn number(desk: &mut Desk<'_>, n: usize, of: &str) -> String {
    desk.derive(ClaimKind::Figure, &wording::number(n as u64), format!("{AT}/{of}"))
}

fn tempo(desk: &mut Desk<'_>, all: &Drawn, unit: Unit, busy: &[usize]) -> String {
    let tempo = &all.tempo;
    let span = span(desk, all, unit);
    let with = number(desk, tempo.busy, "tempo/busy");
    let of = desk.counted(tempo.bins.len(), format!("{AT}/tempo/bins"));
    let units = wording::units(unit, tempo.bins.len());
    let mut text = format!("Attacks {}, {span}: {with} of {of} {units} have any.", wording::unit_adverb(unit));
    let mut deadliest: Vec<usize> = busy.iter().copied().filter(|at| killed(&tempo.bins[*at]) > 0).collect();
    deadliest.sort_by_key(|at| std::cmp::Reverse(killed(&tempo.bins[*at])));
    deadliest.truncate(FEW);
    let told: Vec<String> = deadliest.into_iter().map(|at| told(desk, &tempo.bins[at], at, unit)).collect();
    if !told.is_empty() {
        text = format!("{text} Most killed: {}.", told.join("; "));
    }
    if tempo.unread > 0 {
        let unread = number(desk, tempo.unread, "tempo/unread");
        let units = wording::units(unit, tempo.unread);
        let verb = plural(tempo.unread, "has", "have");
        text = format!("{text} {unread} {units} {verb} no dated article, so that a gap is not calm.");
    }
    let beside = [
        some(desk, tempo.coarse.len(), "tempo/coarse", "is dated too coarsely", "are dated too coarsely"),
        some(desk, tempo.earlier.len(), "tempo/earlier", "is earlier", "are earlier"),
        some(desk, tempo.undated.len(), "tempo/undated", "is not dated", "are not dated"),
    ];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    if beside.is_empty() { text } else { format!("{text} Attacks not in it: {}.", wording::list(&beside)) }
}

/// `August 2021, 1 attack, 182 killed`.
fn told(desk: &mut Desk<'_>, bin: &Bin, at: usize, unit: Unit) -> String {
    let when = when(desk, bin, at, unit);
    let classes = [
        (&bin.attacks, "attacks", ["attack", "attacks"]),
        (&bin.others, "others", ["attack suspected or not attributed", "attacks suspected or not attributed"]),
    ];
    let mut parts = vec![when];
    for (group, key, [one, many]) in classes {
        let of = format!("tempo/bins/{at}/{key}");
        let Some(n) = some(desk, group.incidents.len(), &format!("{of}/incidents"), one, many) else { continue };
        parts.push(match group.killed.best {
            Some(_) => {
                let sum = wording::sum(&group.killed);
                let sum = desk.derive(ClaimKind::Figure, &sum, format!("{AT}/{of}/killed"));
                format!("{n} with {sum} killed")
            }
            None => n,
        });
    }
    parts.join(", ")
}

fn timeline(desk: &mut Desk<'_>, all: &Drawn, unit: Unit) -> String {
    let line = &all.timeline;
    let span = span(desk, all, unit);
    let mut text = format!("Timeline, {span}.");
    text = match some(desk, line.denials.len(), "timeline/denials", "dated denial", "dated denials") {
        // Without that section no denials were looked for.
        None if desk.findings.findings.denials_versus_attacks.is_none() => text,
        None => format!("{text} Above the line no dated denial."),
        Some(n) if line.denials.len() > FEW => format!("{text} Above the line {n}."),
        Some(n) => {
            let told: Vec<String> = line.denials.iter().filter_map(|id| denial(desk, id)).collect();
            format!("{text} Above the line {n}: {}.", told.join(", "))
        }
    };
    text = match some(desk, line.attacks.len(), "timeline/attacks", "attack", "attacks") {
        None => format!("{text} Below it no dated attack."),
        Some(n) => {
            let told = deadliest(desk, &line.attacks);
            let told = if told.is_empty() { String::new() } else { format!("; most killed: {}", told.join(", ")) };
            format!("{text} Below it {n}{told}.")
        }
    };
    if let Some(n) = some(desk, line.operations.len(), "timeline/operations", "operation", "operations") {
        text = format!("{text} Also {n} (raids, arrests, strikes, clashes).");
    }
    let beside = [
        some(desk, line.undated_denials.len(), "timeline/undated_denials", "denial", "denials"),
        some(desk, line.undated_attacks.len(), "timeline/undated_attacks", "attack", "attacks"),
        some(desk, line.undated_operations.len(), "timeline/undated_operations", "operation", "operations"),
    ];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    if !beside.is_empty() {
        text = format!("{text} At the right, not dated: {}.", wording::list(&beside));
    }
    match some(desk, line.earlier.len(), "timeline/earlier", "item is", "items are") {
        Some(n) => format!("{text} {n} earlier than the line."),
        None => text,
    }
}

/// `21 Sep 2021 (D1)`.
fn denial(desk: &mut Desk<'_>, id: &str) -> Option<String> {
    let (index, statement) = desk.statement(id)?;
    let ledger = desk.findings.findings.denials_versus_attacks.as_ref()?;
    let at = ledger.denials.iter().position(|denial| denial.statement == id)?;
    let of = format!("/findings/denials_versus_attacks/denials/{at}");
    let label = desk.ledger.derive(ClaimKind::Reference, &format!("D{}", at + 1), Rule::Numbered, &of);
    let date = desk.date(statement.date.as_ref(), &statement.evidence, format!("/statements/{index}/date"));
    Some(format!("{date} ({label})"))
}

/// The attacks with most killed, in their order of time: `26 Aug 2021 (I1, 182 (182–213) killed)`.
fn deadliest(desk: &mut Desk<'_>, ids: &[String]) -> Vec<String> {
    let best = |desk: &Desk<'_>, id: &String| {
        let (at, incident) = desk.incident(id)?;
        incident.killed.as_ref()?.best.filter(|n| *n > 0).map(|n| (n, at))
    };
    let mut found: Vec<(u64, usize)> = ids.iter().filter_map(|id| best(desk, id)).collect();
    found.sort_by_key(|(n, at)| (std::cmp::Reverse(*n), *at));
    found.truncate(FEW);
    found.sort_by_key(|(_, at)| *at);
    let tell = |(_, at): (u64, usize)| {
        let incident = &desk.findings.incidents[at].item;
        let toll = wording::toll_figure(incident.killed.as_ref()?)?;
        let toll = desk.derive(ClaimKind::Figure, &toll, format!("/incidents/{at}/killed"));
        let date =
            desk.derive(ClaimKind::Date, &wording::date(incident.date.as_ref()), format!("/incidents/{at}/date"));
        Some(format!("{date} ({}, {toll} killed)", desk.incident_ref(at)))
    };
    found.into_iter().filter_map(tell).collect()
}

fn map(desk: &mut Desk<'_>, all: &Drawn) -> Option<String> {
    let map = all.map.as_ref()?;
    let country = desk.derive(ClaimKind::Place, &map.country, format!("{AT}/map/country"));
    let told: Vec<String> =
        map.provinces.iter().enumerate().take(FEW).map(|(at, place)| province(desk, place, at)).collect();
    let mut text = format!("Map of {country} with incidents by province: {}", told.join("; "));
    let rest = map.provinces.iter().enumerate().skip(FEW);
    let rest: Vec<String> = rest
        .map(|(at, place)| desk.derive(ClaimKind::Place, &place.name, format!("{AT}/map/provinces/{at}/name")))
        .collect();
    text = if rest.is_empty() { format!("{text}.") } else { format!("{text}; fewer in {}.", wording::list(&rest)) };
    let beside = [
        some(desk, map.abroad.len(), "map/abroad", "in another country", "in other countries"),
        some(desk, map.unplaced.len(), "map/unplaced", "not placed in a province", "not placed in a province"),
    ];
    let beside: Vec<String> = beside.into_iter().flatten().collect();
    Some(if beside.is_empty() { text } else { format!("{text} Not on it: {}.", wording::list(&beside)) })
}

/// `Kabul, 7 attacks with 196 killed, 3 operations`.
fn province(desk: &mut Desk<'_>, place: &MapPlace, at: usize) -> String {
    let of = format!("map/provinces/{at}");
    let mut parts = vec![desk.derive(ClaimKind::Place, &place.name, format!("{AT}/{of}/name"))];
    let classes = [
        (&place.attacks, "attacks", ["attack", "attacks"]),
        (&place.others, "others", ["attack suspected or not attributed", "attacks suspected or not attributed"]),
    ];
    for (group, key, [one, many]) in classes {
        let list = format!("{of}/{key}/incidents");
        let Some(n) = some(desk, group.incidents.len(), &list, one, many) else { continue };
        parts.push(if group.killed.best.is_some() {
            let sum = wording::sum(&group.killed);
            let sum = desk.derive(ClaimKind::Figure, &sum, format!("{AT}/{of}/{key}/killed"));
            format!("{n} with {sum} killed")
        } else {
            n
        });
    }
    parts.extend(some(desk, place.operations.len(), &format!("{of}/operations"), "operation", "operations"));
    parts.join(", ")
}

/// Why there is no map, where incidents are placed.
fn no_map(desk: &mut Desk<'_>, all: &Drawn) -> Option<String> {
    let map = all.map.as_ref().filter(|map| !map.provinces.is_empty())?;
    if chart::outline(desk.findings, &desk.settings.outlines).is_some() {
        return None;
    }
    let country = desk.derive(ClaimKind::Place, &map.country, format!("{AT}/map/country"));
    Some(format!("No map: the codebook holds no outline of {country}."))
}
