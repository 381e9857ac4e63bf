//! Tables → a head and rows as strips: columns sized to what they hold, cells wrapped, wide tables in parts.

use std::rc::Rc;

use super::columns::widths;
use super::{Flow, Region, Strip, Tie};
use crate::typeset::block::{Align, Table};
use crate::typeset::frame::{Item, Rect};
use crate::typeset::inline::{Line, Shaped, break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::Role;
use crate::typeset::style::Voice;
use crate::typeset::text::Text;

/// So many rows are looked at for the columns' widths, and kept shaped; those of a longer table are shaped as they are set.
const SAMPLE: usize = 200;

/// From so many columns on, type is a little smaller.
const DENSE: usize = 9;

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table, region: Region) {
        let columns = table.align.len();
        if columns == 0 {
            return;
        }
        self.space(self.theme.display_gap);
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
        self.within(Role::Table, |flow| flow.columns(table, columns, region));
    }

    fn columns(&mut self, table: &Table, columns: &[usize], region: Region) {
        let theme = self.theme;
        let dense = columns.len() >= DENSE;
        let voice = if dense { theme.cell_dense } else { theme.cell };
        let head_voice = if dense { theme.cell_head_dense } else { theme.cell_head };
        let head = self.row(&table.head, columns, &head_voice, &Role::Head);
        let sample: Vec<_> =
            table.rows.iter().take(SAMPLE).map(|row| self.row(row, columns, &voice, &Role::Cell)).collect();
        let gutter = theme.gutter.min(region.width * 0.25 / columns.len().max(1) as f32);
        let room = region.width - gutter * columns.len().saturating_sub(1) as f32;
        let widths = widths(&head, &sample, room);
        let (mut x, mut grid) = (region.x, Grid { columns: Vec::new(), x: region.x, width: Abs::ZERO });
        for (&column, &width) in columns.iter().zip(&widths) {
            grid.columns.push(Column { x, width, align: table.align[column] });
            x += width + gutter;
        }
        grid.width = x - gutter - region.x;

        let lines = broken(&head, &grid);
        let height = theme.thick + row_height(&lines, &head_voice, theme.cell_padding) + theme.thin;
        let mut items =
            vec![Item::Rect(Rect { x: grid.x, y: Abs::ZERO, width: grid.width, height: theme.thick }, theme.rule)];
        self.set_row(&head, &lines, &grid, &head_voice, theme.thick, height - theme.thin, &mut items);
        let rule = Rect { x: grid.x, y: height - theme.thin, width: grid.width, height: theme.thin };
        items.push(Item::Rect(rule, theme.rule));
        let strip = Strip { height, items, keep: !table.rows.is_empty(), ..Strip::default() };
        let mut again = strip.clone();
        again.items.iter_mut().for_each(Item::untag);
        let again = Rc::new(again);
        self.emit(strip, theme.thick + theme.cell_padding + head_voice.ascent());

        // A small table is not parted.
        let lines = sample.iter().map(|row| row_height(&broken(row, &grid), &voice, theme.cell_padding));
        let whole = table.rows.len() <= SAMPLE && lines.sum::<Abs>() < self.pages.body_height() * 0.2;
        let mut sample = sample.into_iter();
        for (index, row) in table.rows.iter().enumerate() {
            let shaped = sample.next().unwrap_or_else(|| self.row(row, columns, &voice, &Role::Cell));
            let left = table.rows.len() - index - 1;
            // No row stands alone below the head or at the end.
            let keep = if left == 0 { self.tie == Tie::Bound } else { whole || index == 0 || left == 1 };
            self.body_row(&shaped, &grid, &voice, &again, keep, left == 0);
        }
    }

    fn row(&mut self, row: &[Text], columns: &[usize], voice: &Voice, role: &Role) -> Vec<Shaped> {
        let empty = Text::default();
        self.within(Role::Row, |flow| {
            let cells = columns.iter().map(|&column| row.get(column).unwrap_or(&empty));
            cells.map(|cell| flow.within(role.clone(), |flow| flow.shape(cell, voice))).collect()
        })
    }

    /// Sets a row, in slices where it is higher than a page.
    fn body_row(&mut self, row: &[Shaped], grid: &Grid, voice: &Voice, head: &Rc<Strip>, keep: bool, last: bool) {
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
            let strip = Strip { height, items, keep: keep && ends, head: Some(Rc::clone(head)), ..Strip::default() };
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
