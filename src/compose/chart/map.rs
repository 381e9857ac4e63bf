//! The country with its provinces, and one mark for each province where something happened.
//!
//! Equirectangular, true to scale along the middle latitude: for one country the differences from an equal-area projection are
//! smaller than its marks.

use crate::compose::wording::{self, plural};
use crate::model::findings::{Findings, IncidentMap, MapPlace};
use crate::model::outline::{Outline, Point};

use super::label::{Area, Room, fit, width};
use super::scale::Circles;
use super::svg::{Anchor, Face, Paint, Svg};
use super::{INK, QUIET, WIDTH, actor, outline};

/// The frame of the country, in pixels.
const FRAME: (f64, f64) = (410.0, 324.0);
const EDGE: f64 = 8.0;
const SIZE: f64 = 10.0;
const ROW: f64 = 14.0;
/// So many provinces are named at most.
const NAMED: usize = 16;

/// The picture; `None` without an outline of the country, or with nothing on it.
pub(super) fn map(findings: &Findings, outlines: &[Outline]) -> Option<String> {
    let map = findings.findings.pictures.map.as_ref()?;
    let outline = outline(findings, outlines)?;
    let projection = Projection::of(outline)?;
    let mut svg = Svg::new();
    let project = |lines: &[Vec<Point>]| -> Vec<Vec<(f64, f64)>> {
        lines.iter().map(|line| line.iter().map(|point| projection.at(*point)).collect()).collect()
    };
    let (border, lines) = (project(&outline.border), project(&outline.lines));
    svg.path(border.iter().map(Vec::as_slice), true, Paint::fill("#f4f4f4"));
    svg.path(lines.iter().map(Vec::as_slice), false, Paint::stroke("#b8b8b8", 0.6));
    svg.path(border.iter().map(Vec::as_slice), true, Paint::stroke("#4d4d4d", 1.1));

    let (marks, lost) = marks(map, outline, &projection);
    let circles = Circles::new(marks.iter().map(Mark::all_killed).max().unwrap_or(0), 27.0, 4.0);
    let height = projection.height.max(250.0);
    let mut room = Room::new(Area { left: 2.0, top: 2.0, right: FRAME.0 + 40.0, bottom: height - 2.0 });
    for mark in &marks {
        mark.draw(&mut svg, &circles);
        room.take(Area::around(mark.at, mark.radius(&circles)));
    }
    let mut named = 0;
    for mark in marks.iter().take(NAMED) {
        named += usize::from(mark.name(&mut svg, &circles, &mut room));
    }
    let notes = Notes { map, actor: actor(findings), marks: &marks, lost: &lost, unnamed: marks.len() - named };
    notes.draw(&mut svg, &circles, outline, height);
    Some(svg.finish(WIDTH, height, &format!("Incidents in {} by province", map.country)))
}

/// From degrees to pixels.
struct Projection {
    west: f64,
    north: f64,
    /// Pixels to a hundredth of a degree, eastward and southward.
    scale: (f64, f64),
    height: f64,
}

impl Projection {
    fn of(outline: &Outline) -> Option<Self> {
        let norths = || outline.border.iter().flatten().map(|(north, _)| *north);
        let easts = || outline.border.iter().flatten().map(|(_, east)| *east);
        let (south, north) = (f64::from(norths().min()?), f64::from(norths().max()?));
        let (west, east) = (f64::from(easts().min()?), f64::from(easts().max()?));
        // Rounded, so that the last digit of a processor's cosine decides nothing.
        let narrowing = (f64::midpoint(south, north) / 100.0).to_radians().cos();
        let narrowing = ((narrowing * 1e4).round() / 1e4).max(0.01);
        let wide = ((east - west) * narrowing).max(1.0);
        let scale = ((FRAME.0 - 2.0 * EDGE) / wide).min((FRAME.1 - 2.0 * EDGE) / (north - south).max(1.0));
        let height = (north - south) * scale + 2.0 * EDGE;
        Some(Self { west, north, scale: (scale * narrowing, scale), height })
    }

    fn at(&self, (north, east): Point) -> (f64, f64) {
        self.exactly(f64::from(north), f64::from(east))
    }

    /// The same for hundredths with fractions.
    fn exactly(&self, north: f64, east: f64) -> (f64, f64) {
        (EDGE + (east - self.west) * self.scale.0, EDGE + (self.north - north) * self.scale.1)
    }
}

/// A province with something in it.
struct Mark<'a> {
    place: &'a MapPlace,
    at: (f64, f64),
}

/// What can be marked, in the order of the findings, and what has no place on the map.
fn marks<'a>(map: &'a IncidentMap, outline: &Outline, projection: &Projection) -> (Vec<Mark<'a>>, Vec<&'a MapPlace>) {
    let (mut marks, mut lost) = (Vec::new(), Vec::new());
    for place in &map.provinces {
        let known = place.lat.zip(place.lon).map(|(lat, lon)| projection.exactly(lat * 100.0, lon * 100.0));
        match known.or_else(|| outline.province(&place.name).map(|point| projection.at(point))) {
            Some(at) => marks.push(Mark { place, at }),
            None => lost.push(place),
        }
    }
    (marks, lost)
}

impl Mark<'_> {
    fn all_killed(&self) -> u64 {
        self.place.attacks.killed.best.unwrap_or(0).saturating_add(self.place.others.killed.best.unwrap_or(0))
    }

    fn has_own(&self) -> bool {
        !self.place.attacks.incidents.is_empty()
    }

    fn has_others(&self) -> bool {
        !self.place.others.incidents.is_empty()
    }

    /// Of the ring where there is one, else of the disc.
    fn radius(&self, circles: &Circles) -> f64 {
        let disc = circles.radius(self.place.attacks.killed.best);
        match (self.has_own(), self.has_others()) {
            (true, false) => disc,
            (true, true) => circles.radius(Some(self.all_killed())).max(disc + 3.0),
            (false, true) => circles.radius(Some(self.all_killed())),
            (false, false) => 4.0,
        }
    }

    fn draw(&self, svg: &mut Svg, circles: &Circles) {
        if self.has_others() {
            svg.circle(self.at, self.radius(circles), ring());
        }
        if self.has_own() {
            svg.circle(self.at, circles.radius(self.place.attacks.killed.best), disc());
        }
        if !self.has_own() && !self.has_others() {
            square(svg, self.at);
        }
    }

    /// Writes the name with its figures beside the mark; whether there was room.
    fn name(&self, svg: &mut Svg, circles: &Circles, room: &mut Room) -> bool {
        let name = fit(&self.place.name, SIZE, 130.0);
        let figures = self.figures();
        let wide = width(&name, SIZE).max(width(&figures, 9.0));
        let (x, y, radius) = (self.at.0, self.at.1, self.radius(circles) + 2.0);
        let area = |left: f64, top: f64| Area { left, top, right: left + wide, bottom: top + 22.0 };
        let places = [
            area(x + radius, y - 11.0),
            area(x - radius - wide, y - 11.0),
            area(x - wide / 2.0, y - radius - 22.0),
            area(x - wide / 2.0, y + radius),
            area(x + radius * 0.7, y - radius - 16.0),
            area(x + radius * 0.7, y + radius - 6.0),
            area(x - radius * 0.7 - wide, y - radius - 16.0),
            area(x - radius * 0.7 - wide, y + radius - 6.0),
        ];
        let Some((at, area)) = places.iter().enumerate().find(|(_, area)| room.is_free(area)) else { return false };
        room.take(*area);
        let (anchor, x) = match at {
            1 | 6 | 7 => (Anchor::End, area.right),
            2 | 3 => (Anchor::Middle, f64::midpoint(area.left, area.right)),
            _ => (Anchor::Start, area.left),
        };
        svg.text((x, area.top + 9.5), &name, Face::new(SIZE, "#000000").bold().anchored(anchor).edged());
        svg.text((x, area.top + 19.5), &figures, Face::new(9.0, "#000000").anchored(anchor).edged());
        true
    }

    /// `7 attacks, 196 killed`.
    fn figures(&self) -> String {
        let attacks = self.place.attacks.incidents.len() + self.place.others.incidents.len();
        let operations = self.place.operations.len();
        let mut parts = Vec::new();
        if attacks > 0 {
            let mut text = format!("{} {}", wording::number(attacks as u64), plural(attacks, "attack", "attacks"));
            let sums = [&self.place.attacks.killed, &self.place.others.killed];
            if sums.iter().any(|sum| sum.best.is_some()) {
                let more = sums.iter().any(|sum| sum.at_least || sum.worded > 0 || sum.not_stated > 0);
                let mark = if more { "+" } else { "" };
                text = format!("{text}, {}{mark} killed", wording::number(self.all_killed()));
            }
            parts.push(text);
        }
        if operations > 0 && attacks == 0 {
            parts.push(format!(
                "{} {}",
                wording::number(operations as u64),
                plural(operations, "operation", "operations")
            ));
        }
        parts.join("; ")
    }
}

fn disc() -> Paint {
    Paint::stroke("#ffffff", 0.8).on(INK)
}

fn ring() -> Paint {
    Paint::stroke(INK, 1.3).on("#ffffff").dashed("3 2")
}

fn ringed(svg: &mut Svg, at: (f64, f64)) {
    svg.circle(at, 4.5, ring());
}

fn square(svg: &mut Svg, (x, y): (f64, f64)) {
    svg.rect((x - 3.0, y - 3.0), (6.0, 6.0), Paint::stroke("#ffffff", 0.5).on("#737373"));
}

/// A line of the legend: whether the mark is there, what it means, how it is drawn.
type Entry<'t> = (bool, &'t str, fn(&mut Svg, (f64, f64)));

/// What stands beside the map.
struct Notes<'a> {
    map: &'a IncidentMap,
    actor: Option<String>,
    marks: &'a [Mark<'a>],
    lost: &'a [&'a MapPlace],
    unnamed: usize,
}

impl Notes<'_> {
    fn draw(&self, svg: &mut Svg, circles: &Circles, outline: &Outline, height: f64) {
        let left = FRAME.0 + 46.0;
        let face = Face::new(SIZE, QUIET);
        let mut y = 14.0;
        svg.text((left, y), "Killed, best figure", face.bold());
        y += 6.0;
        for n in circles.legend() {
            let radius = circles.radius(Some(n));
            y += radius + 2.0;
            svg.circle((left + 28.0, y), radius, disc());
            svg.text((left + 62.0, y + 3.5), &wording::number(n), face);
            y += radius + 2.0;
        }
        y += 12.0;
        let own = self.actor.as_ref().map_or_else(|| "attacks".to_owned(), |actor| format!("attacks by {actor}"));
        let alone = self.marks.iter().any(|mark| !mark.has_own() && !mark.has_others());
        let entries: [Entry<'_>; 3] = [
            (self.marks.iter().any(Mark::has_own), &own, |svg, at| svg.circle(at, 4.5, disc())),
            (self.marks.iter().any(Mark::has_others), "with suspected, unattributed", ringed),
            (alone, "raids, arrests, strikes, clashes", square),
        ];
        for (_, text, draw) in entries.into_iter().filter(|(is_there, ..)| *is_there) {
            draw(svg, (left + 6.0, y - 3.5));
            svg.text((left + 16.0, y), &fit(text, SIZE, WIDTH - left - 16.0), face);
            y += ROW;
        }
        y += 6.0;
        let lost: usize = self.lost.iter().map(|place| place.incidents()).sum();
        let lines = [
            (self.map.abroad.len(), "in other countries"),
            (self.map.unplaced.len() + lost, "not placed"),
            (self.unnamed, plural(self.unnamed, "province unnamed", "provinces unnamed")),
        ];
        for (n, words) in lines.into_iter().filter(|(n, _)| *n > 0) {
            svg.text((left, y), &format!("{} {words}", wording::number(n as u64)), face);
            y += ROW;
        }
        let small = Face::new(8.0, QUIET);
        if self.marks.iter().any(|mark| mark.place.lat.is_some()) {
            svg.text((left, height - 16.0), "Points: GeoNames, CC BY 4.0", small);
        }
        svg.text((left, height - 6.0), &fit(&format!("Lines: {}", outline.credit), 8.0, WIDTH - left), small);
    }
}
