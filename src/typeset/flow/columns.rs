//! What cells hold → how wide a table's columns are.

use crate::typeset::inline::{Shaped, count_lines};
use crate::typeset::length::Abs;

/// So many rows are tried out when widths are refined.
const TRIED: usize = 40;

/// Tables of more columns than this are not refined: the trials grow with the square.
const REFINED: usize = 14;

/// Widths of a table's columns that make it low without breaking words.
pub(super) fn widths(head: &[Shaped], rows: &[Vec<Shaped>], room: Abs) -> Vec<Abs> {
    let columns = head.len();
    let demands: Vec<_> = (0..columns).map(|place| Demand::of(place, head, rows)).collect();
    let mut widths = share(&demands, room);
    let total: Abs = demands.iter().map(|demand| Abs::pt(demand.most)).sum();
    if total > room && (2..=REFINED).contains(&columns) {
        let rows: Vec<_> = std::iter::once(head).chain(rows.iter().take(TRIED).map(Vec::as_slice)).collect();
        refine(&demands, &rows, &mut widths);
    }
    widths
}

/// Moves width from column to column as long as that makes the table lower, or breaks fewer cells.
fn refine(demands: &[Demand], rows: &[&[Shaped]], widths: &mut [Abs]) {
    let counts =
        |place: usize, width: Abs| -> Vec<usize> { rows.iter().map(|row| count_lines(&row[place], width)).collect() };
    let mut lines: Vec<Vec<usize>> = widths.iter().enumerate().map(|(place, &width)| counts(place, width)).collect();
    let mut best = cost(&lines);
    for step in [60.0, 40.0, 24.0, 12.0, 6.0, 3.0] {
        for _ in 0..8 {
            let before = best;
            for from in 0..widths.len() {
                let less = widths[from] - Abs::pt(step);
                if less.to_pt() < demands[from].least + 0.1 {
                    continue;
                }
                let tried = std::mem::take(&mut lines[from]);
                let narrower = counts(from, less);
                lines[from] = narrower;
                let mut moved = None;
                for to in (0..widths.len()).filter(|&to| to != from) {
                    let wider = counts(to, widths[to] + Abs::pt(step));
                    let kept = std::mem::replace(&mut lines[to], wider);
                    let now = cost(&lines);
                    if now < best {
                        best = now;
                        moved = Some(to);
                        break;
                    }
                    lines[to] = kept;
                }
                match moved {
                    Some(to) => {
                        widths[from] = less;
                        widths[to] += Abs::pt(step);
                    }
                    None => lines[from] = tried,
                }
            }
            if best == before {
                break;
            }
        }
    }
}

/// Height of the table in lines, and, for little, the lines of every cell. By column, then by row.
fn cost(lines: &[Vec<usize>]) -> usize {
    let rows = lines.first().map_or(0, Vec::len);
    let height: usize = (0..rows).map(|row| lines.iter().map(|column| column[row]).max().unwrap_or(0)).sum();
    height * 8 + lines.iter().flatten().sum::<usize>()
}

/// What a column would like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Demand {
    /// Width of its widest word.
    least: f32,
    /// Width on single lines.
    most: f32,
    /// How much text it holds, long cells counting for more: the root of the sum of their squares.
    weight: f32,
}

impl Demand {
    pub(super) fn of(place: usize, head: &[Shaped], rows: &[Vec<Shaped>]) -> Self {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(place));
        let mut demand = Self { least: 0.0, most: 0.0, weight: 0.0 };
        for cell in cells {
            let widest = cell.widest();
            demand.least = demand.least.max(cell.narrowest());
            demand.most = demand.most.max(widest);
            demand.weight += widest * widest;
        }
        demand.weight = demand.weight.sqrt().max(1.0);
        demand
    }
}

/// Shares a width out among columns. All get what they like, if there is room; else no column gets less than its widest
/// word, and the rest goes by how much text each holds. If not even the words fit, the widest give way first.
pub(super) fn share(demands: &[Demand], room: Abs) -> Vec<Abs> {
    // A hair more than asked, so that rounding breaks no line.
    let demands: Vec<_> = demands.iter().map(|d| Demand { least: d.least + 0.1, most: d.most + 0.1, ..*d }).collect();
    let room = room.to_pt().max(1.0);
    let wish: f32 = demands.iter().map(|demand| demand.most).sum();
    let words: f32 = demands.iter().map(|demand| demand.least).sum();
    let widths = if wish <= room {
        // A table that is nearly as wide as the text is made as wide.
        let spare = if wish > room * 0.55 { (room - wish) / wish } else { 0.0 };
        demands.iter().map(|demand| demand.most * (1.0 + spare)).collect()
    } else if words <= room {
        by_weight(&demands, room)
    } else {
        let level = level(demands.iter().map(|demand| demand.least).collect(), room);
        demands.iter().map(|demand| demand.least.min(level)).collect::<Vec<_>>()
    };
    widths.into_iter().map(Abs::pt).collect()
}

/// Widths in proportion to the weights, none below its least nor above its most.
fn by_weight(demands: &[Demand], room: f32) -> Vec<f32> {
    let total = |scale: f32| demands.iter().map(|d| (d.weight * scale).clamp(d.least, d.most)).sum::<f32>();
    // The total grows with the scale: halve the interval until the scale is found.
    let (mut low, mut high) = (0.0_f32, 1.0_f32);
    while total(high) < room && high < 1e6 {
        high *= 2.0;
    }
    for _ in 0..40 {
        let middle = f32::midpoint(low, high);
        if total(middle) < room { low = middle } else { high = middle }
    }
    demands.iter().map(|d| (d.weight * low).clamp(d.least, d.most)).collect()
}

/// The height at which water stands in these columns when they hold `room` together.
fn level(mut columns: Vec<f32>, room: f32) -> f32 {
    columns.sort_by(f32::total_cmp);
    let mut left = room;
    for (index, column) in columns.iter().enumerate() {
        let rest = (columns.len() - index) as f32;
        if column * rest >= left {
            return left / rest;
        }
        left -= column;
    }
    f32::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(least: f32, most: f32) -> Demand {
        Demand { least, most, weight: most }
    }

    fn total(widths: &[Abs]) -> f32 {
        widths.iter().map(|width| width.to_pt()).sum()
    }

    #[test]
    fn a_table_that_fits_is_not_squeezed() {
        let widths = share(&[demand(10.0, 50.0), demand(10.0, 30.0)], Abs::pt(400.0));
        assert_eq!(widths, [Abs::pt(50.1), Abs::pt(30.1)]);
    }

    #[test]
    fn nearly_full_tables_fill_the_measure() {
        let widths = share(&[demand(10.0, 200.0), demand(10.0, 100.0)], Abs::pt(400.0));
        assert!((total(&widths) - 400.0).abs() < 0.1);
    }

    #[test]
    fn long_columns_get_more_but_words_stay_whole() {
        let widths = share(&[demand(40.0, 45.0), demand(30.0, 900.0), demand(50.0, 300.0)], Abs::pt(300.0));
        assert!((total(&widths) - 300.0).abs() < 0.5);
        assert!(widths[0] >= Abs::pt(40.0) && widths[2] >= Abs::pt(50.0));
        assert!(widths[1] > widths[2]);
    }

    #[test]
    fn the_widest_give_way_where_words_do_not_fit() {
        let widths = share(&[demand(20.0, 20.0), demand(500.0, 500.0), demand(700.0, 700.0)], Abs::pt(220.0));
        assert!((total(&widths) - 220.0).abs() < 0.5);
        assert!(widths[0] >= Abs::pt(20.0));
        assert_eq!(widths[1], widths[2]);
    }
}
