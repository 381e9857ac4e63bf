//! What a table's columns need → how it is set: type size, pages that lie across, or parts.

use crate::typeset::length::Abs;

/// Type sizes of tables, to the usual one: smaller ones cannot be read well on paper.
pub(super) const SCALES: [f32; 3] = [1.0, 15.0 / 16.0, 7.0 / 8.0];

/// From so many columns on, type is a little smaller in any case.
const DENSE: usize = 9;

/// From so many columns on, rows of more than [`FULL`] full lines of text are towers rather than rows.
const MANY: usize = 6;
const FULL: f32 = 6.0;

/// What a table needs at the usual type size, in points.
#[derive(Debug, Clone)]
pub(super) struct Need {
    /// For each column, the width of its widest word.
    pub(super) words: Vec<f32>,
    /// Width of the text of a row on one line, on average.
    pub(super) row: f32,
    /// Between columns.
    pub(super) gutter: Abs,
    /// What no column is to be narrower than.
    pub(super) narrowest: Abs,
}

/// How a table is set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Which of [`SCALES`].
    pub(super) step: usize,
    /// Whether on pages of its own that lie across.
    pub(super) across: bool,
    /// The columns of each part. Every part begins with the first column, which tells the rows apart.
    pub(super) parts: Vec<Vec<usize>>,
}

/// Between columns, where so many share a width.
pub(super) fn gutter(usual: Abs, columns: usize, width: Abs) -> Abs {
    usual.min(width * 0.25 / columns.max(1) as f32)
}

/// Chooses the largest type at which no word must be broken: on the page as it is, else on one that lies across, of which
/// `across` gives the width where the table may have it. Where even that is too narrow, the columns go into parts.
pub(super) fn plan(need: &Need, width: Abs, across: Option<Abs>) -> Plan {
    let columns = need.words.len();
    let all = || vec![(0..columns).collect::<Vec<_>>()];
    let first = usize::from(columns >= DENSE);
    let step = |room: Abs| (first..SCALES.len()).find(|&step| need.of(0..columns, step, room) <= room.to_pt());
    let towers = columns >= MANY && need.row * SCALES[first] > width.to_pt() * FULL;
    if let Some(step) = step(width).filter(|_| !towers || across.is_none()) {
        return Plan { step, across: false, parts: all() };
    }
    if let Some(step) = across.and_then(step) {
        return Plan { step, across: true, parts: all() };
    }
    let last = SCALES.len() - 1;
    let room = across.unwrap_or(width);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for column in 1..columns {
        match parts.last_mut() {
            Some(part) if need.of(part.iter().copied().chain([column]), last, room) <= room.to_pt() => {
                part.push(column);
            }
            _ => parts.push(vec![0, column]),
        }
    }
    if parts.is_empty() {
        parts = all();
    }
    Plan { step: last, across: across.is_some(), parts }
}

impl Need {
    /// What some columns need at a type size, in points. No single word is worth more than a third of the room.
    fn of(&self, columns: impl IntoIterator<Item = usize>, step: usize, room: Abs) -> f32 {
        let (mut sum, mut count) = (0.0, 0);
        let (most, least) = (room.to_pt() / 3.0, self.narrowest.to_pt());
        for column in columns {
            sum += (self.words[column] * SCALES[step] + 0.1).min(most).max(least);
            count += 1;
        }
        sum + gutter(self.gutter, count, room).to_pt() * (count.max(1) - 1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(columns: usize, word: f32) -> Need {
        Need { words: vec![word; columns], row: 500.0, gutter: Abs::pt(10.0), narrowest: Abs::pt(12.0) }
    }

    fn planned(need: &Need) -> (usize, bool, usize) {
        let plan = plan(need, Abs::pt(470.0), Some(Abs::pt(720.0)));
        (plan.step, plan.across, plan.parts.len())
    }

    #[test]
    fn small_type_comes_before_pages_across_and_those_before_parts() {
        assert_eq!(planned(&need(5, 60.0)), (0, false, 1));
        assert_eq!(planned(&need(8, 55.0)), (2, false, 1));
        assert_eq!(planned(&need(8, 70.0)), (0, true, 1));
        assert_eq!(planned(&need(14, 42.0)), (1, true, 1));
        let (step, across, parts) = planned(&need(40, 60.0));
        assert!(step == 2 && across && parts > 3, "{parts}");
    }

    #[test]
    fn parts_hold_every_column_once_and_the_first_in_each() {
        let plan = plan(&need(40, 60.0), Abs::pt(470.0), None);
        assert!(!plan.across && plan.parts.iter().all(|part| part[0] == 0 && part.len() >= 2));
        let others: Vec<usize> = plan.parts.iter().flat_map(|part| part[1..].iter().copied()).collect();
        assert_eq!(others, (1..40).collect::<Vec<_>>());
    }

    #[test]
    fn towers_lie_down_and_one_endless_word_does_not_count_for_all() {
        let towers = Need { row: 4000.0, ..need(7, 40.0) };
        assert_eq!(planned(&towers), (0, true, 1));
        assert!(!plan(&towers, Abs::pt(470.0), None).across);
        let mut word = need(4, 40.0);
        word.words[2] = 9000.0;
        assert_eq!(planned(&word), (0, false, 1));
    }
}
