//! What has no date, in a column at the right of the line of time: denials above it, attacks and operations below.

use crate::compose::wording;

use super::super::label::{fit, width};
use super::super::svg::{Face, Paint, Svg};
use super::super::{INK, PALE, QUIET, WIDTH};
use super::{ASIDE, Event, ROW, SIZE, full, open, square, triangle, words};

/// Rows above and below the line.
const ROWS: (usize, usize) = (3, 9);

/// What has no date.
pub(super) struct Aside<'a> {
    pub(super) denials: Vec<String>,
    pub(super) events: Vec<Event<'a>>,
}

impl Aside<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.denials.is_empty() && self.events.is_empty()
    }

    /// The names of the denials in rows, the last of which says how many more there are.
    fn rows(&self) -> Vec<String> {
        let mut rows: Vec<Vec<&str>> = Vec::new();
        for name in &self.denials {
            let fits = |row: &Vec<&str>| width(&format!("{}, {name},", row.join(", ")), SIZE) <= ASIDE - 34.0;
            match rows.last_mut() {
                Some(row) if fits(row) => row.push(name),
                _ => rows.push(vec![name]),
            }
        }
        let all = rows.len();
        rows.truncate(shown(all, ROWS.0));
        let named: usize = rows.iter().map(Vec::len).sum();
        let comma = |named: usize| if named < self.denials.len() { "," } else { "" };
        let mut so_far = 0;
        let write = |row: &Vec<&str>| {
            so_far += row.len();
            format!("{}{}", row.join(", "), comma(so_far))
        };
        let mut rows: Vec<String> = rows.iter().map(write).collect();
        if rows.len() < all {
            rows.push(format!("and {} more", wording::number((self.denials.len() - named) as u64)));
        }
        rows
    }

    /// Height that the denials take above the line.
    pub(super) fn above(&self) -> f64 {
        if self.is_empty() { 0.0 } else { self.rows().len() as f64 * ROW + ROW + 6.0 }
    }

    /// Draws the column; its lowest pixel.
    pub(super) fn draw(&self, svg: &mut Svg, base: f64) -> f64 {
        if self.is_empty() {
            return base;
        }
        let left = WIDTH - ASIDE;
        let top = base - self.above();
        let bottom = base + 12.0 + self.events.len().min(ROWS.1) as f64 * ROW;
        svg.rect((left, top), (ASIDE - 4.0, bottom - top), Paint::fill(PALE));
        svg.text((left + 6.0, top + ROW), "not dated", Face::new(SIZE, INK).bold());
        let face = Face::new(SIZE, INK);
        for (row, names) in self.rows().into_iter().enumerate() {
            let y = top + ROW + 10.0 + row as f64 * ROW;
            if row == 0 {
                triangle(svg, (left + 12.0, y));
            }
            svg.text((left + 21.0, y + 3.5), &names, face);
        }
        svg.line((left + 6.0, base + 3.0), (WIDTH - 10.0, base + 3.0), Paint::stroke(QUIET, 0.7));
        let first = base + 14.0;
        let shown = shown(self.events.len(), ROWS.1);
        for (row, event) in self.events.iter().take(shown).enumerate() {
            let at = (left + 12.0, first + row as f64 * ROW);
            match (event.is_operation, event.is_own) {
                (true, _) => square(svg, at),
                (false, true) => svg.circle(at, 4.0, full()),
                (false, false) => svg.circle(at, 4.0, open()),
            }
            svg.text((left + 21.0, at.1 + 3.5), &fit(&words(event), SIZE, ASIDE - 30.0), face);
        }
        if shown < self.events.len() {
            let text = format!("and {} more", wording::number((self.events.len() - shown) as u64));
            svg.text((left + 21.0, first + shown as f64 * ROW + 3.5), &text, Face::new(SIZE, QUIET));
        }
        bottom
    }
}

/// How many of a list are shown in so many rows, the last of which may have to say how many more there are.
fn shown(n: usize, rows: usize) -> usize {
    if n <= rows { n } else { rows - 1 }
}
