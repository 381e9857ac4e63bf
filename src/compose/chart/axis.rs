//! Days → pixels from left to right, with ticks and names of weeks, months and years below.

use chrono::{Datelike, Days, NaiveDate};

use crate::compose::wording::month_name;
use crate::model::findings::{Bin, Unit};

use super::QUIET;
use super::label::width;
use super::svg::{Face, Paint, Svg};

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

    /// Where the line ends.
    pub(super) fn right(&self) -> f64 {
        self.right
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
        let step = self.step();
        let mut years_free = f64::NEG_INFINITY;
        let mut year = None;
        for (bin, (from, to)) in self.units() {
            svg.line((from, y), (from, y + 3.0), Paint::stroke(QUIET, 0.7));
            let text = self.name(bin);
            let wide = width(&text, SIZE);
            // A week is named at its Monday, anything longer in its middle.
            let begin = if self.unit == Unit::Week { from } else { f64::midpoint(from, to) - wide / 2.0 };
            if self.number(bin).is_multiple_of(step) && begin + wide <= self.right + 6.0 {
                svg.text((begin.max(0.0), y + 13.0), &text, face);
            }
            if self.unit != Unit::Year && year != Some(bin.start.year()) {
                let text = bin.start.year().to_string();
                if from >= years_free && from + width(&text, SIZE) <= self.right + 6.0 {
                    svg.text((from, y + 25.0), &text, face.bold());
                    years_free = from + width(&text, SIZE) + 3.0;
                    year = Some(bin.start.year());
                }
            }
        }
        svg.line((self.right, y), (self.right, y + 3.0), Paint::stroke(QUIET, 0.7));
    }

    /// The smallest step at which all names find room.
    fn step(&self) -> u32 {
        let steps: &[u32] = match self.unit {
            Unit::Week => &[1, 2, 3, 4, 6, 8],
            Unit::Month => &[1, 2, 3, 4, 6, 12],
            Unit::Year => &[1, 2, 5, 10, 20],
        };
        let unit = (self.right - self.left) / self.bins.len() as f64;
        let widest = self.bins.iter().map(|bin| width(&self.name(bin), SIZE)).fold(0.0, f64::max) + 3.0;
        steps.iter().copied().find(|step| unit * f64::from(*step) >= widest).unwrap_or(steps[steps.len() - 1])
    }

    /// By which units are told apart that are named: weeks from the first, months of the year, years of the calendar.
    fn number(&self, bin: &Bin) -> u32 {
        match self.unit {
            Unit::Week => (bin.start - self.start).num_weeks().unsigned_abs() as u32,
            Unit::Month => bin.start.month0(),
            Unit::Year => bin.start.year().unsigned_abs(),
        }
    }

    fn name(&self, bin: &Bin) -> String {
        match self.unit {
            Unit::Week => format!("{} {}", bin.start.day(), month_name(bin.start, true)),
            Unit::Month => month_name(bin.start, true).to_owned(),
            Unit::Year => bin.start.year().to_string(),
        }
    }
}
