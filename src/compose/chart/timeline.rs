//! A line of time with denials above it, attacks and operations below, and what has no date at its right.

use std::collections::{BTreeMap, BTreeSet};

use crate::compose::wording;
use crate::model::casualties::{Qualifier, Toll};
use crate::model::date::Timex;
use crate::model::findings::{Basis, Findings, Placed};
use crate::model::incident::Incident;

mod aside;

use aside::Aside;

use super::axis::{self, Axis};
use super::label::{Area, Room, width};
use super::scale::Circles;
use super::svg::{Face, Paint, Svg};
use super::{INK, QUIET, WIDTH};

const SIZE: f64 = 10.0;
const ROW: f64 = 13.0;
const HEAD: f64 = 24.0;
/// Most height above the line, and below its names.
const ABOVE: f64 = 66.0;
const BELOW: f64 = 130.0;
/// Width of the column of what has no date.
const ASIDE: f64 = 128.0;
/// So many events are drawn at most, those with most killed first: more would be a grey band. Attacks by month are the other
/// picture's.
const MOST: usize = 80;
/// So many of them are named.
const NAMED: usize = 24;

/// An incident as it is drawn.
struct Event<'a> {
    /// `I1`, with the mark of what is suspected or of nobody named.
    name: String,
    incident: &'a Incident,
    is_operation: bool,
    is_own: bool,
}

/// The picture; `None` where nothing is dated.
pub(super) fn timeline(findings: &Findings) -> Option<String> {
    let pictures = &findings.findings.pictures;
    let line = &pictures.timeline;
    let span = pictures.span?;
    if line.denials.is_empty() && line.attacks.is_empty() && line.operations.is_empty() {
        return None;
    }
    let undated = Aside {
        denials: denials(findings, &line.undated_denials).into_iter().map(|(name, _)| name).collect(),
        events: [(&line.undated_attacks, false), (&line.undated_operations, true)]
            .into_iter()
            .flat_map(|(ids, is_operation)| events(findings, ids, is_operation))
            .collect(),
    };
    let right = if undated.is_empty() { WIDTH - 10.0 } else { WIDTH - ASIDE - 14.0 };
    let axis = Axis::new(span.unit, &pictures.tempo.bins, 10.0, right)?;
    let denials = denials(findings, &line.denials);
    let mut dated = events(findings, &line.attacks, false);
    dated.extend(events(findings, &line.operations, true));

    let mut svg = Svg::new();
    let base = HEAD + undated.above().max(denials_height(&denials, &axis));
    let top = base + axis::HEIGHT;
    let hidden = above(&mut svg, &denials, &axis, base);
    axis.draw(&mut svg, base);
    let (lowest, more) = below(&mut svg, &dated, &axis, top);
    let mut bottom = lowest.max(undated.draw(&mut svg, base)) + 6.0;
    if more + hidden > 0 {
        bottom += ROW;
        let text = format!("and {} more that are not drawn", wording::number((more + hidden) as u64));
        svg.text((10.0, bottom - 4.0), &text, Face::new(SIZE, QUIET));
    }
    let all: Vec<&Event<'_>> = dated.iter().chain(&undated.events).collect();
    legend(&mut svg, !denials.is_empty() || !undated.denials.is_empty(), &all);
    Some(svg.finish(WIDTH, bottom, "Denials and attacks on a line of time"))
}

/// A denial by its label, with its date.
type Denial<'a> = (String, Option<&'a Timex>);

/// The denials of a list, in the order of the ledger.
fn denials<'a>(findings: &'a Findings, ids: &[String]) -> Vec<Denial<'a>> {
    let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let statements = findings.statements.iter().filter(|placed| wanted.contains(placed.item.id.as_str()));
    let dates: BTreeMap<&str, Option<&Timex>> =
        statements.map(|placed| (placed.item.id.as_str(), placed.item.fact.date.as_ref())).collect();
    let ledger = findings.findings.denials_versus_attacks.iter().flat_map(|denials| denials.denials.iter().enumerate());
    ledger.filter_map(|(at, denial)| Some((format!("D{}", at + 1), *dates.get(denial.statement.as_str())?))).collect()
}

fn events<'a>(findings: &'a Findings, ids: &[String], is_operation: bool) -> Vec<Event<'a>> {
    let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let threat = findings.findings.threat_assessment.as_ref();
    let all = findings.incidents.iter().enumerate().filter(|(_, placed)| wanted.contains(placed.item.id.as_str()));
    let event = |(at, placed): (usize, &'a Placed<Incident>)| {
        let basis = threat.and_then(|threat| threat.basis.get(&placed.item.id)).copied();
        let mark = match basis {
            Some(Basis::Unattributed) => "°",
            Some(Basis::Suspected) => "?",
            _ => "",
        };
        let is_own = basis.is_none_or(Basis::counts);
        Event { name: format!("I{}{mark}", at + 1), incident: &placed.item, is_operation, is_own }
    };
    all.map(event).collect()
}

/// What the marks mean, of those that are there.
fn legend(svg: &mut Svg, has_denials: bool, events: &[&Event<'_>]) {
    let face = Face::new(SIZE, QUIET);
    let mut x = 10.0;
    let mut entry = |svg: &mut Svg, text: &str, draw: fn(&mut Svg, (f64, f64))| {
        draw(svg, (x + 5.0, 10.0));
        svg.text((x + 13.0, 13.5), text, face);
        x += 13.0 + width(text, SIZE) + 12.0;
    };
    if has_denials {
        entry(svg, "denial", triangle);
    }
    if events.iter().any(|event| !event.is_operation && event.is_own) {
        entry(svg, "attack, sized by the killed", |svg, at| svg.circle(at, 4.5, full()));
    }
    if events.iter().any(|event| !event.is_operation && !event.is_own) {
        entry(svg, "suspected (?), nobody named (°)", |svg, at| svg.circle(at, 4.5, open()));
    }
    if events.iter().any(|event| event.is_operation) {
        entry(svg, "raid, arrests, strike or clash", square);
    }
}

fn full() -> Paint {
    Paint::stroke("#ffffff", 0.8).on(INK)
}

fn open() -> Paint {
    Paint::stroke(INK, 1.2).on("#ffffff").dashed("2.5 1.5")
}

fn square(svg: &mut Svg, (x, y): (f64, f64)) {
    svg.rect((x - 3.0, y - 3.0), (6.0, 6.0), Paint::stroke("#ffffff", 0.5).on("#737373"));
}

/// Points down at the line.
fn triangle(svg: &mut Svg, (x, y): (f64, f64)) {
    let points = [(x - 4.5, y - 4.0), (x + 4.5, y - 4.0), (x, y + 4.0)];
    svg.path([points.as_slice()], true, Paint::stroke("#ffffff", 0.5).on("#b34700"));
}

/// Where denials stand: each with its name in the first row that has room.
fn rows(denials: &[Denial<'_>], axis: &Axis<'_>) -> Vec<Option<(f64, usize)>> {
    let most = (ABOVE / ROW) as usize;
    let mut free = vec![f64::NEG_INFINITY; most];
    let place = |(name, date): &Denial<'_>| {
        let (start, end) = date.and_then(Timex::range)?;
        let (from, to) = axis.range(start, end);
        let x = f64::midpoint(from, to);
        let row = free.iter().position(|free| *free <= x - 5.0)?;
        free[row] = x + 8.0 + width(name, SIZE) + 3.0;
        Some((x, row))
    };
    denials.iter().map(place).collect()
}

fn denials_height(denials: &[Denial<'_>], axis: &Axis<'_>) -> f64 {
    let rows = rows(denials, axis).into_iter().flatten().map(|(_, row)| row + 1).max().unwrap_or(0);
    rows as f64 * ROW + 6.0
}

/// Draws the dated denials; how many found no room.
fn above(svg: &mut Svg, denials: &[Denial<'_>], axis: &Axis<'_>, base: f64) -> usize {
    let mut hidden = 0;
    let places = rows(denials, axis);
    for (x, row) in places.iter().flatten() {
        svg.line((*x, base), (*x, base - 4.0 - *row as f64 * ROW), Paint::stroke("#b34700", 0.7));
    }
    for ((name, _), place) in denials.iter().zip(places) {
        let Some((x, row)) = place else {
            hidden += 1;
            continue;
        };
        let y = base - 7.0 - row as f64 * ROW;
        triangle(svg, (x, y));
        svg.text((x + 7.0, y + 3.5), name, Face::new(SIZE, INK).edged());
    }
    hidden
}

/// Draws the dated events; the lowest pixel that they take, and how many found no room.
fn below(svg: &mut Svg, events: &[Event<'_>], axis: &Axis<'_>, top: f64) -> (f64, usize) {
    let mut order: Vec<&Event<'_>> = events.iter().collect();
    // Those with most killed stand next to the line and get their names first; of equals the earlier one.
    order.sort_by_key(|event| (event.is_operation, std::cmp::Reverse(best(event.incident))));
    order.truncate(MOST);
    let circles = circles(&order, (axis.right() * BELOW).max(1.0));
    // Names of the first row may stand a little higher than its circles.
    let mut room = Room::new(Area { left: 2.0, top: top - 3.0, right: axis.right() + 6.0, bottom: top + BELOW });
    let mut spots: Vec<Spot<'_>> = Vec::new();
    for event in order {
        let Some((start, end)) = event.incident.date.as_ref().and_then(Timex::range) else { continue };
        let days = axis.range(start, end);
        let radius = if event.is_operation { circles.radius(None) } else { circles.radius(best(event.incident)) };
        let x = f64::midpoint(days.0, days.1).max(radius + 2.0);
        let steps = (0..).map(|step| top + radius + 1.0 + f64::from(step) * 2.0);
        let found = steps
            .take_while(|y| y + radius <= top + BELOW)
            .map(|y| (x, y))
            .find(|at| spots.iter().all(|spot| spot.leaves(*at, radius)) && room.is_free(&Area::around(*at, radius)));
        let Some(at) = found else { continue };
        let mut spot = Spot { event, at, radius, days, named: None };
        if spots.len() < NAMED {
            spot.named = spot.name(&room, &spots);
            if let Some((_, area)) = &spot.named {
                room.take(*area);
            }
        }
        spots.push(spot);
    }
    // The days that are possible, where there are many, lie under all marks.
    for spot in &spots {
        if let Some((from, to)) = spot.line() {
            svg.line((from, spot.at.1), (to, spot.at.1), Paint::stroke("#8c8c8c", 1.0));
        }
    }
    let mut lowest = top;
    for spot in &spots {
        spot.draw(svg);
        lowest = lowest.max(spot.at.1 + spot.radius);
        lowest = spot.named.as_ref().map_or(lowest, |(_, area)| lowest.max(area.bottom));
    }
    (lowest, events.len() - spots.len())
}

/// Circles that leave room for each other: the more killed there are altogether beside the most, the smaller.
fn circles(events: &[&Event<'_>], area: f64) -> Circles {
    let killed = || events.iter().filter_map(|event| best(event.incident));
    let most = killed().max().unwrap_or(0).max(1) as f64;
    let shares: f64 = killed().map(|n| n as f64 / most).sum();
    // A third of the area at most.
    let largest = (area / 3.0 / (std::f64::consts::PI * shares.max(1.0))).sqrt();
    Circles::new(most as u64, largest.clamp(4.5, 17.0), 3.4)
}

/// An event with its place.
struct Spot<'a> {
    event: &'a Event<'a>,
    at: (f64, f64),
    radius: f64,
    /// From where to where its possible days go.
    days: (f64, f64),
    /// Its name, with its area beside the mark.
    named: Option<(String, Area)>,
}

impl Spot<'_> {
    /// Whether a circle there leaves this one alone.
    fn leaves(&self, at: (f64, f64), radius: f64) -> bool {
        distance(self.at, at) >= self.radius + radius + 1.0
    }

    /// From where to where the line of its possible days goes; `None` where they are hardly more than its mark.
    fn line(&self) -> Option<(f64, f64)> {
        let (from, to) = self.days;
        (to - from > 2.0 * self.radius + 4.0).then_some((from + 1.0, to - 1.0))
    }

    /// The name, with its toll if that finds room, in the first place that is free: right, left, below.
    fn name(&self, room: &Room, others: &[Spot<'_>]) -> Option<(String, Area)> {
        let (x, y) = self.at;
        let whole = words(self.event);
        for text in [whole, self.event.name.clone()] {
            let wide = width(&text, SIZE);
            let area =
                |left: f64, middle: f64| Area { left, top: middle - 5.5, right: left + wide, bottom: middle + 5.5 };
            // Behind the line of its possible days, which would strike it through.
            let (from, to) = self.line().unwrap_or((x - self.radius, x + self.radius));
            let below = y + self.radius + 8.0;
            let areas = [area(to + 3.0, y), area(from - 3.0 - wide, y), area(x - wide / 2.0, below)];
            let strikes = |area: &Area, spot: &Spot<'_>| {
                let line = spot.line().map(|(left, right)| Area { left, right, top: spot.at.1, bottom: spot.at.1 });
                line.is_some_and(|line| area.meets(&line)) || area.meets(&Area::around(spot.at, spot.radius))
            };
            let is_free = |area: &Area| room.is_free(area) && others.iter().all(|spot| !strikes(area, spot));
            if let Some(area) = areas.into_iter().find(is_free) {
                return Some((text, area));
            }
        }
        None
    }

    fn draw(&self, svg: &mut Svg) {
        match (self.event.is_operation, self.event.is_own) {
            (true, _) => square(svg, self.at),
            (false, true) => svg.circle(self.at, self.radius, full()),
            (false, false) => svg.circle(self.at, self.radius, open()),
        }
        if let Some((text, area)) = &self.named {
            svg.text((area.left, area.bottom - 2.0), text, Face::new(SIZE, INK));
        }
    }
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

fn best(incident: &Incident) -> Option<u64> {
    incident.killed.as_ref().and_then(|toll| toll.best)
}

/// The name of an event, and how many it killed.
fn words(event: &Event<'_>) -> String {
    match event.incident.killed.as_ref().filter(|toll| toll.best.is_some_and(|n| n > 0) && !event.is_operation) {
        Some(toll) => format!("{}: {}", event.name, short(toll)),
        None => event.name.clone(),
    }
}

/// A toll as short as can be: `182–213`, `8+`.
fn short(toll: &Toll) -> String {
    let best = toll.best.unwrap_or(0);
    match (toll.low, toll.high) {
        (Some(low), Some(high)) if low < high => format!("{}–{}", wording::number(low), wording::number(high)),
        _ if toll.qualifier == Qualifier::AtLeast => format!("{}+", wording::number(best)),
        _ if toll.qualifier == Qualifier::About => format!("about {}", wording::number(best)),
        _ => wording::number(best),
    }
}
