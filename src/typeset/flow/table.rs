//! Tables → a head and rows as strips: columns sized to what they hold, cells wrapped, wide tables in parts.

use std::rc::Rc;

use super::{Flow, Region, Strip};
use crate::typeset::block::{Align, Table, Text};
use crate::typeset::frame::{Item, Rect};
use crate::typeset::inline::{Line, Shaped, break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::style::Voice;

/// So many rows are looked at for the columns' widths, and kept shaped; those of a longer table are shaped as they are set.
const SAMPLE: usize = 200;

/// From so many columns on, type is a little smaller.
const DENSE: usize = 9;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, region: Region) {
        self.space(self.theme.display_gap);
        let columns = table.align.len();
        let gutter = self.theme.gutter;
        // The most columns that are wide enough to be read.
        let fit = ((region.width + gutter) / (self.theme.narrowest_column + gutter)) as usize;
        let fit = fit.max(2);
        if columns <= fit {
            self.part(table, &(0..columns).collect::<Vec<_>>(), region);
        } else {
            // In parts, each beginning with the first column, which tells the rows apart.
            for start in (1..columns).step_by(fit - 1) {
                let part: Vec<_> = std::iter::once(0).chain(start..columns.min(start + fit - 1)).collect();
                self.space(self.theme.display_gap);
                self.part(table, &part, region);
                self.space(self.theme.display_gap);
            }
        }
        self.space(self.theme.display_gap + Abs::pt(2.0));
    }

    /// Sets some columns of a table.
    fn part(&mut self, table: &Table, columns: &[usize], region: Region) {
        let theme = self.theme;
        let dense = columns.len() >= DENSE;
        let voice = if dense { theme.cell_dense } else { theme.cell };
        let head_voice = if dense { theme.cell_head_dense } else { theme.cell_head };
        let head = self.row(&table.head, columns, &head_voice);
        let sample: Vec<_> = table.rows.iter().take(SAMPLE).map(|row| self.row(row, columns, &voice)).collect();
        let gutter = theme.gutter.min(region.width * 0.25 / columns.len().max(1) as f32);
        let room = region.width - gutter * columns.len().saturating_sub(1) as f32;
        let demands: Vec<_> = (0..columns.len()).map(|place| Demand::of(place, &head, &sample)).collect();
        let widths = share(&demands, room);
        let (mut x, mut grid) = (region.x, Grid { columns: Vec::new(), x: region.x, width: Abs::ZERO });
        for (&column, &width) in columns.iter().zip(&widths) {
            grid.columns.push(Column { x, width, align: table.align[column] });
            x += width + gutter;
        }
        grid.width = x - gutter - region.x;

        let lines = broken(&head, &grid);
        let height = theme.thick + row_height(&lines, &head_voice, theme.cell_padding) + theme.thin;
        let mut items = vec![Item::Rect(Rect { x: grid.x, y: Abs::ZERO, width: grid.width, height: theme.thick }, theme.rule)];
        self.set_row(&head, &lines, &grid, &head_voice, theme.thick, height - theme.thin, &mut items);
        let rule = Rect { x: grid.x, y: height - theme.thin, width: grid.width, height: theme.thin };
        items.push(Item::Rect(rule, theme.rule));
        let strip = Strip { height, items, keep: !table.rows.is_empty(), ..Strip::default() };
        let again = Rc::new(strip.clone());
        self.emit(strip, theme.thick + theme.cell_padding + head_voice.ascent());

        let mut sample = sample.into_iter();
        for (index, row) in table.rows.iter().enumerate() {
            let shaped = sample.next().unwrap_or_else(|| self.row(row, columns, &voice));
            let last = index + 1 == table.rows.len();
            self.body_row(&shaped, &grid, &voice, &again, last);
        }
    }

    fn row(&mut self, row: &[Text], columns: &[usize], voice: &Voice) -> Vec<Shaped> {
        columns.iter().map(|&column| row.get(column).map(|cell| self.shape(cell, voice)).unwrap_or_default()).collect()
    }

    /// Sets a row, in slices where it is higher than a page.
    fn body_row(&mut self, row: &[Shaped], grid: &Grid, voice: &Voice, head: &Rc<Strip>, last: bool) {
        let theme = self.theme;
        let lines = broken(row, grid);
        let room = self.pages.body_height() - head.height - theme.cell_padding * 2.0 - theme.thick;
        let most = ((room / voice.leading) as usize).max(1);
        let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
        for start in (0..count).step_by(most) {
            let slice: Vec<Vec<Line>> =
                lines.iter().map(|cell| cell.iter().skip(start).take(most).cloned().collect()).collect();
            let ends = start + most >= count;
            let (rule, colour) = match (ends, last) {
                (true, true) => (theme.thick, theme.rule),
                (true, false) => (theme.hairline, theme.pale_rule),
                (false, _) => (Abs::ZERO, theme.pale_rule),
            };
            let height = row_height(&slice, voice, theme.cell_padding) + rule;
            let mut items = Vec::new();
            self.set_row(row, &slice, grid, voice, Abs::ZERO, Abs::ZERO, &mut items);
            if rule > Abs::ZERO {
                let rect = Rect { x: grid.x, y: height - rule, width: grid.width, height: rule };
                items.push(Item::Rect(rect, colour));
            }
            let strip = Strip { height, items, head: Some(Rc::clone(head)), ..Strip::default() };
            self.emit(strip, theme.cell_padding + voice.ascent());
        }
    }

    /// Sets the cells of a row from `top`; where `foot` is not zero, they stand on it.
    #[expect(clippy::too_many_arguments, reason = "the parts of a row, each of another kind")]
    fn set_row(
        &self,
        row: &[Shaped],
        lines: &[Vec<Line>],
        grid: &Grid,
        voice: &Voice,
        top: Abs,
        foot: Abs,
        items: &mut Vec<Item>,
    ) {
        for ((shaped, lines), column) in row.iter().zip(lines).zip(&grid.columns) {
            let mut y = top + self.theme.cell_padding;
            if foot > Abs::ZERO {
                y = foot - self.theme.cell_padding - voice.leading * lines.len() as f32;
            }
            for line in lines {
                let spare = (column.width - line.width).max(Abs::ZERO);
                let x = match column.align {
                    Align::Left => column.x,
                    Align::Centre => column.x + spare / 2.0,
                    Align::Right => column.x + spare,
                };
                set_line(shaped, line, x, y + voice.ascent(), items);
                y += voice.leading;
            }
        }
    }
}

/// Where a table's columns stand.
struct Grid {
    columns: Vec<Column>,
    x: Abs,
    width: Abs,
}

struct Column {
    x: Abs,
    width: Abs,
    align: Align,
}

fn broken(row: &[Shaped], grid: &Grid) -> Vec<Vec<Line>> {
    row.iter().zip(&grid.columns).map(|(shaped, column)| break_lines(shaped, column.width)).collect()
}

fn row_height(lines: &[Vec<Line>], voice: &Voice, padding: Abs) -> Abs {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
    voice.leading * count as f32 + padding * 2.0
}

/// What a column would like.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Demand {
    /// Width of its widest word.
    least: f32,
    /// Width on single lines.
    most: f32,
    /// How much text it holds, long cells counting for more: the root of the sum of their squares.
    weight: f32,
}

impl Demand {
    fn of(place: usize, head: &[Shaped], rows: &[Vec<Shaped>]) -> Self {
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
fn share(demands: &[Demand], room: Abs) -> Vec<Abs> {
    // A hair more than asked, so that rounding breaks no line.
    let demands: Vec<_> =
        demands.iter().map(|d| Demand { least: d.least + 0.1, most: d.most + 0.1, ..*d }).collect();
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
