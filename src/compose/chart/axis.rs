//! Days → pixels from left to right, with ticks and names of weeks, months and years below.

use chrono::{Datelike, Days, NaiveDate};

use crate::compose::wording::month_name;
use crate::model::findings::{Bin, Unit};

use super::QUIET;
use super::label::width;
use super::svg::{Anchor, Face, Paint, Svg};

/// Height of the ticks with their names, in pixels.
pub(super) const HEIGHT: f64 = 30.0;
const SIZE: f64 = 10.0;

/// A line of time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis<'a> {
    unit: Unit,
    bins: &'a [Bin],
    start: NaiveDate,
    /// One past the last day.
    end: NaiveDate,
    left: f64,
    right: f64,
}

impl<'a> Axis<'a> {
    /// Over the units of a picture; `None` where there are none.
    pub(super) fn new(unit: Unit, bins: &'a [Bin], left: f64, right: f64) -> Option<Self> {
        let (start, last) = (bins.first()?.start, bins.last()?.end);
        let end = last.checked_add_days(Days::new(1)).unwrap_or(last);
        Some(Self { unit, bins, start, end, left, right })
    }

    /// Where a day begins; days outside are at the ends.
    pub(super) fn at(&self, day: NaiveDate) -> f64 {
        let whole = (self.end - self.start).num_days().max(1) as f64;
        let share = (day - self.start).num_days() as f64 / whole;
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }

    /// From where to where a span of days goes; the last day counts.
    pub(super) fn range(&self, start: NaiveDate, end: NaiveDate) -> (f64, f64) {
        (self.at(start), self.at(end.checked_add_days(Days::new(1)).unwrap_or(end)))
    }

    /// Every unit with its place.
    pub(super) fn units(&self) -> impl Iterator<Item = (&'a Bin, (f64, f64))> + '_ {
        self.bins.iter().map(|bin| (bin, self.range(bin.start, bin.end)))
    }

    /// The line, its ticks, and below them the units in one row and the years in another.
    pub(super) fn draw(&self, svg: &mut Svg, y: f64) {
        svg.line((self.left, y), (self.right, y), Paint::stroke(QUIET, 1.0));
        let face = Face::new(SIZE, QUIET);
        let mut free = f64::NEG_INFINITY;
        let mut year_free = f64::NEG_INFINITY;
        let mut year = None;
        for (bin, (from, to)) in self.units() {
            svg.line((from, y), (from, y + 3.0), Paint::stroke(QUIET, 0.7));
            let text = self.name(bin);
            let (wide, middle) = (width(&text, SIZE), f64::midpoint(from, to));
            // A week is named at its Monday, anything longer in its middle.
            let (anchor, at) = if self.unit == Unit::Week { (Anchor::Start, from) } else { (Anchor::Middle, middle) };
            let begin = if anchor == Anchor::Start { at } else { middle - wide / 2.0 };
            if begin >= free && begin + wide <= self.right + 6.0 {
                svg.text((at, y + 13.0), &text, face.anchored(anchor));
                free = begin + wide + 3.0;
            }
            if self.unit != Unit::Year && year != Some(bin.start.year()) {
                let text = bin.start.year().to_string();
                // The first unit may hold the last days of a year only; the next one names its own.
                if from >= year_free && from + width(&text, SIZE) <= self.right + 6.0 {
                    svg.text((from, y + 25.0), &text, face.bold());
                    year_free = from + width(&text, SIZE) + 3.0;
                    year = Some(bin.start.year());
                }
            }
        }
        svg.line((self.right, y), (self.right, y + 3.0), Paint::stroke(QUIET, 0.7));
    }

    fn name(&self, bin: &Bin) -> String {
        match self.unit {
            Unit::Week => format!("{} {}", bin.start.day(), month_name(bin.start, true)),
            Unit::Month => month_name(bin.start, true).to_owned(),
            Unit::Year => bin.start.year().to_string(),
        }
    }
}
